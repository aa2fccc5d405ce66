"""A report as Markdown, and people's words and tables as plain Markdown."""

import re
from collections.abc import Iterable
from html import escape

from govstandard.base.words import pick
from govstandard.report.blocks import Block, Heading, Paragraph, Picture, Points, Report, Table


def to_markdown(report: Report) -> str:
    """Write a report as Markdown; a picture is told in words."""
    colon = pick(report.lang, "：", ": ")
    about = "".join(f"- **{plain(label)}**{colon}{plain(text)}\n" for label, text in report.about)
    return f"# {plain(report.title)}\n\n{about}\n" + "".join(
        _block(block) for block in report.blocks
    )


def _block(block: Block) -> str:
    match block:
        case Heading():
            return f"{'#' * (block.level + 1)} {plain(block.text)}\n\n"
        case Paragraph():
            return f"{plain(block.text)}\n\n"
        case Points():
            return "".join(f"- {plain(item)}\n" for item in block.items) + "\n"
        case Table():
            rows = (
                ["<br>".join(plain(line) for line in cell.text.split("\n")) for cell in row]
                for row in block.rows
            )
            return table((plain(head) for head in block.heads), rows)
        case Picture():
            return f"*{plain(block.title)}*{pick(block.lang, '：', ': ')}{plain(block.told)}\n\n"


def plain(text: str) -> str:
    """Write people's words so that no character of theirs is taken for Markdown or HTML.

    >>> plain("a*b* <i> [x] | 1")
    'a&#42;b&#42; &lt;i&gt; &#91;x&#93; &#124; 1'
    """
    line = " ".join(text.split())
    safe = re.sub(
        r"[\\`*_\[\]{}|~#]",
        lambda found: f"&#{ord(found[0])};",
        escape(line, quote=False).replace("&", "\0"),
    )
    safe = safe.replace("\0", "&")
    return re.sub(r"^(\d+)([.)])(?=\s)|^([-+=:])(?=\s)", _as_code, safe)


def _as_code(found: re.Match[str]) -> str:
    """Write the mark that would begin a list as a character."""
    return f"{found[1]}&#{ord(found[2])};" if found[1] else f"&#{ord(found[3])};"


def table(heads: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """Write a table."""
    lines = [list(heads)]
    lines += [["---"] * len(lines[0]), *(list(row) for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines) + "\n\n"
