"""A report as a Word document that can be edited."""

import re
from io import BytesIO

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.table import _Cell as WordCell

from govstandard.base.words import pick
from govstandard.report.blocks import (
    Block,
    Heading,
    Paragraph,
    Picture,
    Points,
    Report,
    Table,
    tied,
)
from govstandard.report.forms.pdf import to_png

_TONES = {"good": "E3F3E4", "fair": "FDF2D6", "bad": "FBE2E0", "open": "E6EDF8", "group": "F3F6FC"}
_ACROSS, _ACROSS_WIDE = 178, 265
"""Millimetres between the margins, upright and sideways."""
_LATIN, _CHINESE = "Arial", "微软雅黑"


def to_docx(report: Report) -> bytes:
    """Write a report for Word or WPS.

    Raises:
        InvalidFile: The machine has no Chinese font to draw the pictures with.
    """
    document = docx.Document()
    page = document.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    if report.form == "street":
        page.orientation, page.page_width, page.page_height = WD_ORIENT.LANDSCAPE, Mm(297), Mm(210)
    page.left_margin = page.right_margin = Mm(16)
    page.top_margin = page.bottom_margin = Mm(16)
    _styles(document, tight=report.form == "notice")
    if report.form != "notice":
        _numbered(document)
    document.core_properties.title = report.title
    document.core_properties.author = "govstandard"
    document.add_heading(_clean(report.title), 0)
    for label, text in report.about:
        line = document.add_paragraph()
        line.paragraph_format.space_after = Mm(0.5)
        line.add_run(_clean(label) + pick(report.lang, "：", ": "))
        line.add_run(_clean(text)).bold = True
    across = _ACROSS_WIDE if report.form == "street" else _ACROSS
    for block in report.blocks:
        _block(document, block, across)
        if isinstance(block, Table):
            document.add_paragraph()  # two tables that touch become one
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def _clean(text: str) -> str:
    """Leave out what XML cannot hold; keep together what belongs together."""
    return tied(re.sub("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]", "", text))


def _styles(document: Document, *, tight: bool) -> None:
    """Set the letters, Chinese ones too, which Word keeps apart; a notice has to fit on one page."""
    for name, size in (
        ("Normal", 10),
        ("Title", 22),
        ("Heading 1", 15),
        ("Heading 2", 12),
        ("List Bullet", 10),
        ("Caption", 9),
    ):
        style = document.styles[name]
        style.font.name, style.font.size = _LATIN, Pt(size)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for key in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
            fonts.attrib.pop(qn(key), None)
        fonts.set(qn("w:eastAsia"), _CHINESE)
        spoken = OxmlElement("w:lang")
        spoken.set(qn("w:eastAsia"), "zh-CN")
        style.element.get_or_add_rPr().append(spoken)
        style.paragraph_format.line_spacing = 1.0 if tight else 1.25
        if tight:
            style.paragraph_format.space_after = style.paragraph_format.space_before = Pt(2)
        if name not in {"Normal", "List Bullet"}:
            style.font.color.rgb = RGBColor(0x1C, 0x4F, 0x91)


def _block(document: Document, block: Block, across: float) -> None:

    match block:
        case Heading():
            document.add_heading(_clean(block.text), block.level)
        case Paragraph():
            document.add_paragraph(_clean(block.text))
        case Points():
            for item in block.items:
                document.add_paragraph(_clean(item), style="List Bullet")
        case Picture():
            shape = document.add_picture(BytesIO(to_png(block.svg)), width=Mm(across * block.width))
            shape._inline.docPr.set("descr", block.alternative[:2000])  # noqa: SLF001 - no public way to the text alternative
            document.add_paragraph(
                _clean(block.title), style="Caption"
            ).alignment = WD_ALIGN_PARAGRAPH.CENTER
        case Table():
            _table(document, block, across)


def _table(document: Document, block: Table, across: float) -> None:

    table = document.add_table(rows=1 + len(block.rows), cols=len(block.heads), style="Table Grid")
    table.autofit = False
    size = Pt(6.5 if block.small else 9)
    widths = [Mm(across * width / sum(block.widths)) for width in block.widths]
    lines = [
        [(head, "group") for head in block.heads],
        *([(cell.text, cell.tone) for cell in row] for row in block.rows),
    ]
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    for number, (row, line) in enumerate(zip(table.rows, lines, strict=True)):
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))  # noqa: SLF001 - no public way to keep a row together
        for cell, width, (text, tone) in zip(row.cells, widths, line, strict=True):
            cell.width = width
            cell.paragraphs[0].paragraph_format.space_after = Pt(0)
            run = cell.paragraphs[0].add_run(_clean(text))
            run.font.size, run.bold = size, number == 0
            if tone:
                _shade(cell, _TONES[tone])
    first = table.rows[0]._tr.get_or_add_trPr()  # noqa: SLF001 - no public way to repeat the heads
    repeat = OxmlElement("w:tblHeader")
    repeat.set(qn("w:val"), "true")
    first.append(repeat)


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


def _shade(cell: WordCell, colour: str) -> None:

    shade = OxmlElement("w:shd")
    shade.set(qn("w:val"), "clear")
    shade.set(qn("w:fill"), colour)
    cell._tc.get_or_add_tcPr().append(shade)  # noqa: SLF001 - no public way to a cell's colour
