"""People's words, links and tables as plain Markdown."""

import re
from collections.abc import Iterable
from html import escape

from govstandard.standard import Standard
from govstandard.text import Lang, Text

COLON = {"zh": "：", "en": ": "}
"""What stands between a label and what it says."""


def plain(text: str) -> str:
    """Write people's words so that no character of theirs is taken for Markdown or HTML.

    >>> plain("a*b* <i> [x] | 1")
    'a&#42;b&#42; &lt;i&gt; &#91;x&#93; &#124; 1'
    """
    line = " ".join(text.split())
    safe = re.sub(
        r"[\\`*_\[\]{}|~#]", lambda found: f"&#{ord(found[0])};", escape(line, quote=False).replace("&", "\0")
    )
    safe = safe.replace("\0", "&")
    return re.sub(r"^(\d+)([.)])(?=\s)|^([-+=:])(?=\s)", _as_code, safe)


def _as_code(found: re.Match[str]) -> str:
    """Write the mark that would begin a list as a character."""
    return f"{found[1]}&#{ord(found[2])};" if found[1] else f"&#{ord(found[3])};"


def both(text: Text, lang: Lang) -> str:
    """Write a line in the other language, where there is one."""
    other: Lang = "en" if lang == "zh" else "zh"
    words = text.to(other)
    return f'<span class="other" lang="{other}">{plain(words)}</span>\n\n' if words != text.to(lang) else ""


def table(heads: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """Write a table."""
    lines = [list(heads)]
    lines += [["---"] * len(lines[0]), *(list(row) for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines) + "\n\n"


def item_link(standard: Standard, item_id: str, lang: Lang, up: str = "") -> str:
    """Link to an indicator from a page in the top folder, or from a part's with `up`."""
    located = standard.locate(item_id)
    page = located.parent.id if located.parent else standard.id
    return f"[{item_id} {plain(located.node.title.to(lang))}]({up}parts/{page}.md#{item_id})"


def listing(title: str, lines: Iterable[str]) -> str:
    """Write a title and a list below it; nothing where the list is empty."""
    told = [f"- {line}\n" for line in lines]
    return f"{title}\n\n{''.join(told)}\n" if told else ""


def badge(kind: str, text: str) -> str:
    """Write a short label; its kind is what a style sheet colours it by."""
    return f'<span class="badge {kind}">{plain(text)}</span>'
