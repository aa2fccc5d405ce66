"""What the pages of a standard are made of: links, lists and badges in Markdown."""

from collections.abc import Iterable

from govstandard.base.words import Lang, Text
from govstandard.report.forms.markdown import plain
from govstandard.standard.tree import Standard

COLON = {"zh": "：", "en": ": "}
"""What stands between a label and what it says."""


def both(text: Text, lang: Lang) -> str:
    """Write a line in the other language, where there is one."""
    other: Lang = "en" if lang == "zh" else "zh"
    words = text.to(other)
    if words == text.to(lang):
        return ""
    return f'<span class="other" lang="{other}">{plain(words)}</span>\n\n'


def quoted(text: Text | None, lang: Lang) -> str:
    """Write what a standard says of itself; nothing where it says nothing."""
    return f"> {plain(text.to(lang))}\n\n" if text else ""


def item_link(standard: Standard, item_id: str, lang: Lang, up: str = "") -> str:
    """Link to an indicator from a page in the top folder, or from a part's with `up`."""
    located = standard.locate(item_id)
    page = located.parent.id if located.parent else standard.id
    return f"[{item_id} {plain(located.node.title.to(lang))}]({up}parts/{page}.md#{item_id})"


def listing(title: str, lines: Iterable[str]) -> str:
    """Write a title and a list below it; nothing where the list is empty."""
    listed = "".join(f"- {line}\n" for line in lines)
    return f"{title}\n\n{listed}\n" if listed else ""


def badge(kind: str, text: str) -> str:
    """Write a short label; its kind is what a style sheet colours it by."""
    return f'<span class="badge {kind}">{plain(text)}</span>'
