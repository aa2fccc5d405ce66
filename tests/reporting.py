"""The words of a report, read back from the file that it was written to."""

import re
from pathlib import Path

import docx
from openpyxl import load_workbook
from pypdf import PdfReader

from govstandard.report.blocks import Report
from govstandard.report.writing import write_report


def text_of(path: Path) -> str:
    """Return the words of a report, in whatever form, without line breaks."""
    match path.suffix:
        case ".pdf":
            told = "".join(page.extract_text() for page in PdfReader(path).pages)
        case ".docx":
            found = docx.Document(str(path))
            cells = [
                cell.text
                for table in found.tables
                for row in table.rows
                for cell in row.cells
            ]
            told = "\n".join([*(line.text for line in found.paragraphs), *cells])
        case ".xlsx":
            sheets = load_workbook(path).worksheets
            told = "\n".join(
                str(cell.value)
                for sheet in sheets
                for row in sheet.iter_rows()
                for cell in row
                if cell.value
            )
        case _:
            told = path.read_text(encoding="utf-8")
    return re.sub(r"\s+", "", told)


def written(report: Report, path: Path) -> str:
    write_report(report, path)
    return text_of(path)
