"""What all commands share: the program itself, its options, how it speaks and how it ends."""

import errno
import json
import os
import sys
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from govstandard.assessment.answers import Assessment
from govstandard.base.frozen import Frozen
from govstandard.base.problems import GovStandardError, Problem, UnreadableFile
from govstandard.base.words import Lang, pick, words
from govstandard.exchange.assessments import read_assessment
from govstandard.library import registry
from govstandard.report.blocks import Paragraph, Report
from govstandard.report.forms.markdown import to_markdown
from govstandard.report.forms.terminal import write
from govstandard.scoring.result import Result
from govstandard.scoring.telling import told
from govstandard.standard.tree import Standard

WANTING, FAILED = 1, 2

app = typer.Typer(
    help="对照社区治理标准给社区评分。 Score a community by a governance standard.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


class Language(StrEnum):
    """The language people are spoken to in."""

    zh = "zh"
    en = "en"


class Format(StrEnum):
    """The form of what is printed."""

    text = "text"
    markdown = "markdown"
    json = "json"


LangOption = Annotated[
    Language, typer.Option("--lang", help="输出语言。 Language of the output.")
]
FormatOption = Annotated[
    Format, typer.Option("--format", help="输出形式。 Form of the output.")
]
StandardOption = Annotated[
    str,
    typer.Option(
        "--standard",
        help="改用这套标准（名称或路径）。 Use this standard, by name or path.",
    ),
]
AssessmentFile = Annotated[
    Path,
    typer.Argument(
        metavar="FILE", help="填报文件（表格、YAML 或 JSON）。 An assessment."
    ),
]
OutputFile = Annotated[
    Path,
    typer.Option(
        "-o", "--output", metavar="FILE", help="写到这个文件。 The file to write."
    ),
]
ReportFile = Annotated[
    Path,
    typer.Option(
        "-o",
        "--output",
        metavar="FILE",
        help="写到这个文件：.html、.pdf、.docx、.md 或 .xlsx。 The file to write.",
    ),
]
StandardName = Annotated[
    str,
    typer.Argument(
        metavar="STANDARD", help="标准的名称或路径。 A standard, by name or path."
    ),
]

_REASONS = {
    errno.ENOENT: words("文件或文件夹不存在", "no such file or folder"),
    errno.EACCES: words(
        "没有权限，或者文件正在别的程序里打开",
        "not permitted, or open in another program",
    ),
    errno.EPERM: words("没有权限", "not permitted"),
    errno.ENOSPC: words("磁盘已满", "the disk is full"),
    errno.EROFS: words("磁盘是只读的", "the disk is read-only"),
    errno.ENOTDIR: words("路径中有一段不是文件夹", "a part of the path is no folder"),
    errno.EISDIR: words("这是文件夹，不是文件", "it is a folder, not a file"),
    errno.ENAMETOOLONG: words("文件名太长", "the file's name is too long"),
}
"""What the system says, in people's words."""
_spoken: Lang = "zh"


def speak(lang: Language) -> Lang:
    """Speak this language from here on, in errors too."""
    global _spoken  # noqa: PLW0603 - errors are written after the command has ended
    _spoken = lang.value
    return _spoken


def asked(file: Path, standard: str) -> tuple[Standard, Assessment]:
    """Read an assessment with the standard that it names, or with the one that was asked for."""
    rules = registry.load(standard) if standard else None
    assessment = read_assessment(file, rules)
    return rules or registry.load(assessment.standard), assessment


def tell(format_: Format, data: object, report: Report) -> None:
    """Print data as JSON, or the report on it as text or Markdown."""
    match format_:
        case Format.text:
            write(report, sys.stdout)
        case Format.markdown:
            sys.stdout.write(to_markdown(report).rstrip("\n") + "\n")
        case Format.json:
            sys.stdout.write(
                json.dumps(plain(data), ensure_ascii=False, indent=2) + "\n"
            )


def plain(data: object) -> object:
    """Turn models into what JSON can hold."""
    if isinstance(data, Frozen):
        return told(data, sparse=not isinstance(data, Result))
    return [plain(item) for item in data] if isinstance(data, Sequence) else data


def say(zh: str, en: str) -> None:
    """Print one line, as it is."""
    write(Report("", (), (Paragraph(pick(_spoken, zh, en)),), _spoken), sys.stdout)


def keep(path: Path) -> None:
    """Refuse to write over a file that was not read: someone may have filled it in."""
    if path.exists():
        what = words(
            "文件已存在，不覆盖：{file}",
            "the file is there already and is not overwritten: {file}",
            file=str(path),
        )
        hint = words(
            "换一个文件名，或先移走它", "choose another name, or move it away first"
        )
        raise UnreadableFile([Problem(code="GS502", what=what, hint=hint)])


def complain(error: GovStandardError) -> None:
    """Write every fault to standard error."""
    sys.stderr.write(error.render(_spoken) + "\n")


def run() -> None:
    """Run the command line; write every fault to standard error without a traceback."""
    for stream in filter(None, (sys.stdout, sys.stderr)):
        stream.reconfigure(
            errors="replace"
        )  # a terminal that lacks a character shows ?
    try:
        app()
    except GovStandardError as error:
        complain(error)
        sys.exit(FAILED)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(FAILED)
    except OSError as error:
        why = _REASONS.get(error.errno or 0)
        place = f"{error.filename}: " if error.filename else ""
        told = f"{place}{pick(_spoken, '读写失败，', 'could not read or write: ')}"
        sys.stderr.write(
            told + (why.to(_spoken) if why else error.strerror or str(error)) + "\n"
        )
        sys.exit(FAILED)
    except Exception as error:  # noqa: BLE001 - no traceback for a user
        said = pick(
            _spoken, "程序内部错误，请报告给开发者", "internal error, please report it"
        )
        sys.stderr.write(f"{said}: {type(error).__name__}: {error}\n")
        sys.exit(FAILED)
