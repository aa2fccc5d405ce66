"""A report as a Word document that can be edited."""

import re
from collections.abc import Iterable
from io import BytesIO
from typing import Any

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.table import _Cell as WordCell

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
    tied,
)
from govstandard.report.forms.pdf import to_png

_TONES = {
    "good": "E3F3E4",
    "fair": "FDF2D6",
    "bad": "FBE2E0",
    "open": "E6EDF8",
    "group": "F3F6FC",
}
_ACROSS, _ACROSS_WIDE = 178, 265
"""Millimetres between the margins, upright and sideways."""
_LATIN, _CHINESE = "Arial", "微软雅黑"
_SIZES = {
    "Normal": 10,
    "Title": 22,
    "Heading 1": 15,
    "Heading 2": 12,
    "List Bullet": 10,
    "Caption": 9,
}
"""How large the letters of each style are, in points."""


def to_docx(report: Report) -> bytes:
    """Write a report for Word or WPS.

    Raises:
        InvalidFile: The machine has no Chinese font to draw the pictures with.
    """
    document = docx.Document()
    _page(document, sideways=report.form == "street")
    _styles(document, tight=report.form == "notice")
    if report.form != "notice":
        _numbered(document)
    document.core_properties.title = report.title
    document.core_properties.author = "govstandard"
    document.add_heading(_clean(report.title), 0)
    _pairs(document, report.about, report.lang)
    across = _ACROSS_WIDE if report.form == "street" else _ACROSS
    for block in report.blocks:
        _block(document, block, report.lang, across)
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def _page(document: Document, *, sideways: bool) -> None:
    """Set up A4 paper."""
    page = document.sections[0]
    short, long = Mm(210), Mm(297)
    page.page_width, page.page_height = (long, short) if sideways else (short, long)
    if sideways:
        page.orientation = WD_ORIENT.LANDSCAPE
    page.left_margin = page.right_margin = Mm(16)
    page.top_margin = page.bottom_margin = Mm(16)


def _clean(text: str) -> str:
    """Leave out what XML cannot hold; keep together what belongs together."""
    return tied(re.sub("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]", "", text))


def _styles(document: Document, *, tight: bool) -> None:
    """Set the letters and lines; a notice has to fit on one page."""
    for name, size in _SIZES.items():
        style = document.styles[name]
        style.font.name, style.font.size = _LATIN, Pt(size)
        _chinese(style)
        style.paragraph_format.line_spacing = 1.0 if tight else 1.25
        if tight:
            style.paragraph_format.space_after = style.paragraph_format.space_before = (
                Pt(2)
            )
        if name not in {"Normal", "List Bullet"}:
            style.font.color.rgb = RGBColor(0x1C, 0x4F, 0x91)


def _chinese(style: Any) -> None:
    """Set the letters for Chinese, which Word keeps apart."""
    properties = style.element.get_or_add_rPr()
    fonts = properties.get_or_add_rFonts()
    for key in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
        fonts.attrib.pop(qn(key), None)
    fonts.set(qn("w:eastAsia"), _CHINESE)
    spoken = OxmlElement("w:lang")
    spoken.set(qn("w:eastAsia"), "zh-CN")
    properties.append(spoken)


def _block(document: Document, block: Block, lang: Lang, across: float) -> None:
    match block:
        case Heading():
            document.add_heading(_clean(block.text), block.level)
        case Paragraph():
            document.add_paragraph(_clean(block.text))
        case Points():
            for item in block.items:
                document.add_paragraph(_clean(item.line), style="List Bullet")
        case Pairs():
            _pairs(document, ((label, cell.text) for label, cell in block.pairs), lang)
        case Picture():
            _picture(document, block, across)
        case Table():
            _table(document, block, across)
            document.add_paragraph()  # two tables that touch become one
        case Gap():
            pass


def _pairs(document: Document, pairs: Iterable[tuple[str, str]], lang: Lang) -> None:
    for label, text in pairs:
        line = document.add_paragraph()
        line.paragraph_format.space_after = Mm(0.5)
        line.add_run(_clean(label) + pick(lang, "：", ": "))
        line.add_run(_clean(text)).bold = True


def _picture(document: Document, block: Picture, across: float) -> None:
    pixels = BytesIO(to_png(block.svg))
    shape = document.add_picture(pixels, width=Mm(across * block.width))
    shape._inline.docPr.set("descr", block.alternative[:2000])  # noqa: SLF001 - no public way to the text alternative
    caption = document.add_paragraph(_clean(block.title), style="Caption")
    caption.alignment = WD_ALIGN_PARAGRAPH.CENTER


def _table(document: Document, block: Table, across: float) -> None:
    table = document.add_table(
        rows=1 + len(block.rows), cols=len(block.heads), style="Table Grid"
    )
    table.autofit = False
    widths = [Mm(across * width / sum(block.widths)) for width in block.widths]
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    heads = tuple(Cell(head, "group") for head in block.heads)
    size = Pt(6.5 if block.small else 9)
    for place, (row, cells) in enumerate(
        zip(table.rows, (heads, *block.rows), strict=True)
    ):
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))  # noqa: SLF001 - no public way to keep a row together
        for box, width, cell in zip(row.cells, widths, cells, strict=True):
            box.width = width
            _fill(box, cell, size, bold=place == 0)
    _repeat(table.rows[0])


def _fill(box: WordCell, cell: Cell, size: Pt, *, bold: bool) -> None:
    """Write a cell in its colour."""
    paragraph = box.paragraphs[0]
    paragraph.paragraph_format.space_after = Pt(0)
    run = paragraph.add_run(_clean(cell.text))
    run.font.size, run.bold = size, bold
    if cell.tone in _TONES:
        _shade(box, _TONES[cell.tone])


def _repeat(heads: Any) -> None:
    """Repeat the heads of a table on each page."""
    repeat = OxmlElement("w:tblHeader")
    repeat.set(qn("w:val"), "true")
    heads._tr.get_or_add_trPr().append(repeat)  # noqa: SLF001 - no public way to repeat the heads


def _numbered(document: Document) -> None:
    """Write the number of each page at its foot."""
    foot = document.sections[0].footer.paragraphs[0]
    foot.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for part, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        field = OxmlElement("w:fldChar" if part else "w:instrText")
        if part:
            field.set(qn("w:fldCharType"), part)
        field.text = text
        foot.add_run()._r.append(field)  # noqa: SLF001 - no public way to a field


def _shade(box: WordCell, colour: str) -> None:
    shade = OxmlElement("w:shd")
    shade.set(qn("w:val"), "clear")
    shade.set(qn("w:fill"), colour)
    box._tc.get_or_add_tcPr().append(shade)  # noqa: SLF001 - no public way to a cell's colour
