"""A report in a file, in the form that the file's name asks for."""

from collections.abc import Callable
from pathlib import Path

from govstandard.base.files import write_whole
from govstandard.base.problems import InvalidFile, Problem
from govstandard.base.words import words
from govstandard.report.blocks import Report
from govstandard.report.forms.markdown import to_markdown


def write_report(report: Report, path: Path) -> None:
    """Write a report as HTML, PDF, Word, Markdown or Excel, by the ending of the file.

    Raises:
        InvalidFile: The ending is none of these, or a PDF lacks a Chinese font; nothing is written.
        OSError: The file cannot be written.
    """
    ending = path.suffix.lower()
    if ending not in FORMS:
        what = words(
            "不能把报告写成 {ending} 文件",
            "a report cannot be written as '{ending}'",
            ending=words(ending or "没有后缀的", ending),
        )
        hint = words("可用后缀：{endings}", "one of {endings}", endings=tuple(FORMS))
        raise InvalidFile([Problem(code="GS602", what=what, hint=hint, file=str(path))])
    write_whole(path, FORMS[ending](report))


# Each form brings a library of its own, which only it needs


def _html(report: Report) -> bytes:
    from govstandard.report.forms.html import to_html  # noqa: PLC0415

    return to_html(report).encode()


def _pdf(report: Report) -> bytes:
    from govstandard.report.forms.pdf import to_pdf  # noqa: PLC0415

    return to_pdf(report)


def _docx(report: Report) -> bytes:
    from govstandard.report.forms.docx import to_docx  # noqa: PLC0415

    return to_docx(report)


def _markdown(report: Report) -> bytes:
    return to_markdown(report).encode()


def _xlsx(report: Report) -> bytes:
    from govstandard.report.forms.xlsx import to_xlsx  # noqa: PLC0415

    return to_xlsx(report)


FORMS: dict[str, Callable[[Report], bytes]] = {
    ".html": _html,
    ".pdf": _pdf,
    ".docx": _docx,
    ".md": _markdown,
    ".xlsx": _xlsx,
}
"""How a report is written, by the endings of files that it can be written to."""
