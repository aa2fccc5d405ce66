"""A report in a file, in the form that the file's name asks for."""

from pathlib import Path

from govstandard.base.files import write_whole
from govstandard.base.problems import InvalidFile, Problem
from govstandard.base.words import words
from govstandard.report.blocks import Report
from govstandard.report.forms.markdown import to_markdown

FORMS = (".html", ".pdf", ".docx", ".md", ".xlsx")
"""The endings of files that a report can be written to."""


def write_report(report: Report, path: Path) -> None:
    """Write a report as HTML, PDF, Word, Markdown or Excel, by the ending of the file.

    Raises:
        InvalidFile: The ending is none of these, or a PDF lacks a Chinese font; nothing is written.
        OSError: The file cannot be written.
    """
    write_whole(path, _written(report, path))


def _written(report: Report, path: Path) -> bytes:
    """Write a report by the module for its kind of file; each brings a library of its own."""
    match path.suffix.lower():
        case ".html":
            from govstandard.report.forms.html import to_html  # noqa: PLC0415

            return to_html(report).encode()
        case ".pdf":
            from govstandard.report.forms.pdf import to_pdf  # noqa: PLC0415

            return to_pdf(report)
        case ".docx":
            from govstandard.report.forms.docx import to_docx  # noqa: PLC0415

            return to_docx(report)
        case ".md":
            return to_markdown(report).encode()
        case ".xlsx":
            from govstandard.report.forms.xlsx import to_xlsx  # noqa: PLC0415

            return to_xlsx(report)
        case ending:
            what = words(
                f"不能把报告写成 {ending or '没有后缀的'} 文件",
                f"a report cannot be written as '{ending}'",
            )
            listed = "、".join(FORMS), ", ".join(FORMS)
            hint = words(f"可用后缀：{listed[0]}", f"one of {listed[1]}")
            raise InvalidFile([Problem(code="GS602", what=what, hint=hint, file=str(path))])
