"""A report as Markdown, and people's words and tables as plain Markdown."""

import re
from collections.abc import Iterable
from html import escape

from govstandard.base.words import Lang, pick
from govstandard.report.blocks import (
    Block,
    Cell,
    Gap,
    Heading,
    Pairs,
    Paragraph,
    Picture,
    Points,
    Report,
    Table,
)


def to_markdown(report: Report) -> str:
    """Write a report as Markdown; a picture is told in words."""
    title = f"# {plain(report.title)}\n\n" if report.title else ""
    about = _pairs(report.about, report.lang) if report.about else ""
    return (
        title + about + "".join(_block(block, report.lang) for block in report.blocks)
    )


def _block(block: Block, lang: Lang) -> str:
    match block:
        case Heading():
            return f"{'#' * (block.level + 1)} {plain(block.text)}\n\n"
        case Paragraph():
            return f"{plain(block.text)}\n\n"
        case Points():
            return _points(block)
        case Pairs():
            return _pairs(((label, cell.text) for label, cell in block.pairs), lang)
        case Table():
            return table(
                map(plain, block.heads), (map(_cell, cells) for cells in block.rows)
            )
        case Picture():
            return (
                f"*{plain(block.title)}*{pick(lang, '：', ': ')}{plain(block.told)}\n\n"
            )
        case Gap():
            return ""


def _pairs(pairs: Iterable[tuple[str, str]], lang: Lang) -> str:
    colon = pick(lang, "：", ": ")
    return (
        "".join(f"- **{plain(label)}**{colon}{plain(text)}\n" for label, text in pairs)
        + "\n"
    )


def _points(block: Points) -> str:
    lines = (
        f"{'  ' * (item.depth - block.depth)}- {plain(item.line)}\n"
        for item in block.items
    )
    return "".join(lines) + "\n"


def _cell(cell: Cell) -> str:
    return "<br>".join(plain(line) for line in cell.text.split("\n"))


def plain(text: str) -> str:
    """Write people's words so that no character of theirs is taken for Markdown or HTML.

    >>> plain("a*b* <i> [x] | 1")
    'a&#42;b&#42; &lt;i&gt; &#91;x&#93; &#124; 1'
    """
    line = " ".join(text.split())
    safe = _SIGNS.sub(_as_code, escape(line, quote=False).replace("&", "\0"))
    return _BEGINS_A_LIST.sub(_as_code, safe.replace("\0", "&"))


_SIGNS = re.compile(r"()([\\`*_\[\]{}|~#])")
_BEGINS_A_LIST = re.compile(r"^(\d+(?=[.)])|(?=[-+=:]))([-+=:.)])(?=\s)")


def _as_code(found: re.Match[str]) -> str:
    """Write a character by its number."""
    return f"{found[1]}&#{ord(found[2])};"


def table(heads: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """Write a table."""
    names = list(heads)
    lines: list[Iterable[str]] = [names, ["---"] * len(names), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines) + "\n"
