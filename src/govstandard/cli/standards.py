"""The commands that are about standards; each brings what it alone needs, so that the others start sooner."""

# ruff: noqa: PLC0415

import sys
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import Annotated, NamedTuple

import typer

from govstandard.assessment.answers import Assessment
from govstandard.base.problems import InvalidFile, Problem, UnreadableFile
from govstandard.base.words import Lang, pick
from govstandard.cli.shared import (
    WANTING,
    Format,
    FormatOption,
    LangOption,
    Language,
    StandardName,
    StandardOption,
    app,
    asked,
    keep,
    say,
    speak,
    tell,
)
from govstandard.library import registry
from govstandard.standard.tree import Standard


@app.command(
    "list", help="列出可按名称使用的标准。 List the standards that can be used by name."
)
def list_(lang: LangOption = Language.zh, format_: FormatOption = Format.text) -> None:
    """List the standards that can be used by name."""
    from govstandard.report.outline import listing

    spoken = speak(lang)
    entries = registry.available()
    tell(format_, entries, listing(entries, spoken))


@app.command(
    help="显示一套标准、一个分组或一项指标。 Show a standard, a group or an indicator."
)
def show(
    id_: Annotated[
        str,
        typer.Argument(
            metavar="ID",
            help="标准、分组或指标的编号，如 jindi、PB.03、PB.03.04。 An id.",
        ),
    ],
    body: Annotated[
        str,
        typer.Option(
            "--body",
            metavar="NAME",
            help="只看这个主体的责任清单，名称或编号。 The duties of this body.",
        ),
    ] = "",
    standard: StandardOption = "",
    lang: LangOption = Language.zh,
    format_: FormatOption = Format.text,
) -> None:
    """Show a standard, a group or an indicator; or what one body leads and supports."""
    from govstandard.report.outline import body_outline, node_outline, standard_outline

    spoken = speak(lang)
    rules = _standard_with(id_, standard)
    if body:
        asked_for = rules.body(body)
        duties = [*rules.led_by(asked_for.id), *rules.supported_by(asked_for.id)]
        tell(format_, duties, body_outline(rules, asked_for, spoken))
    elif id_ in rules:
        tell(format_, rules[id_], node_outline(rules, rules[id_], spoken))
    else:
        tell(format_, rules, standard_outline(rules, spoken))


def _standard_with(id_: str, named: str) -> Standard:
    """Find the standard that an id belongs to, or that it names itself."""
    if named:
        standard = registry.load(named)
        if id_ not in (standard.id, standard.name):
            standard.locate(id_)
        return standard
    return registry.find(id_)


@app.command(help="检查标准或填报，指出每处错误。 Check a standard or an assessment.")
def check(
    path: Annotated[
        Path,
        typer.Argument(
            metavar="PATH",
            help="标准文件夹、标准文件或填报文件。 A standard or an assessment.",
        ),
    ],
    mark: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="另存一份表格，在出错的格子上加批注。 A copy with the faults as comments.",
        ),
    ] = None,
    standard: StandardOption = "",
    lang: LangOption = Language.zh,
    format_: FormatOption = Format.text,
) -> None:
    """Check a standard or an assessment and name every fault with its place."""
    from govstandard.report.checked import check_report

    spoken = speak(lang)
    checked = _checked(path, standard, spoken)
    if format_ is Format.text:
        for problem in checked.problems:
            sys.stderr.write(problem.render(spoken) + "\n")
    if checked.sound:
        told = _found_sound(path, checked, spoken)
        tell(
            format_,
            checked.problems,
            check_report(told, _listed(format_, checked), spoken),
        )
        return
    if mark:
        _mark(path, mark, checked.problems, format_, spoken)
    if format_ is not Format.text:
        tell(format_, checked.problems, check_report("", checked.problems, spoken))
    raise typer.Exit(WANTING)


class _Checked(NamedTuple):
    """What a check found."""

    problems: list[Problem]
    standard: str = ""
    """The standard's id and version, where the file can be used."""
    filled: str = ""
    """How much of it was answered."""

    @property
    def sound(self) -> bool:
        """Return whether the file can be used."""
        return all(problem.severity != "error" for problem in self.problems)


def _checked(path: Path, standard: str, lang: Lang) -> _Checked:
    """Read a standard or an assessment, and tell what is wrong with it."""
    from govstandard.library.loading import warnings_of
    from govstandard.library.releasing import release_faults
    from govstandard.workbook.reading.signatures import is_workbook

    try:
        if is_workbook(path) or registry.is_assessment(path):
            rules, assessment = asked(path, standard)
            return _Checked([], rules.name, _filled(rules, assessment, lang))
        sound = registry.load_path(path)
        problems = [*release_faults(path, sound), *warnings_of(sound, path)]
        return _Checked(problems, sound.name)
    except UnreadableFile:
        raise
    except InvalidFile as error:
        return _Checked(list(error.problems))


def _listed(format_: Format, checked: _Checked) -> list[Problem]:
    """Return the warnings for standard output, unless they went to standard error."""
    return [] if format_ is Format.text else checked.problems


def _found_sound(path: Path, checked: _Checked, lang: Lang) -> str:
    count, name = len(checked.problems), checked.standard
    told = pick(
        lang, f"{path}：没有发现错误（{name}）", f"{path}: no fault found ({name})"
    )
    if count:
        told += pick(lang, f"，{count} 处警告", f", {count} warnings")
    return told + checked.filled


def _mark(
    path: Path, copy: Path, problems: list[Problem], format_: Format, lang: Lang
) -> None:
    """Write a copy of a workbook with its faults as comments."""
    from govstandard.workbook.marking import mark_workbook

    keep(copy)
    bare = mark_workbook(path, problems, copy, lang)
    if format_ is not Format.text:
        return
    say(f"已在副本中标出：{copy}", f"marked in a copy: {copy}")
    if bare:
        say(
            "注意：副本里没有原表的图片和文本框",
            "note: pictures and text boxes are not in the copy",
        )


def _filled(rules: Standard, assessment: Assessment, lang: Lang) -> str:
    """Say how much of a standard was answered, so that a lost sheet is noticed, and what was answered only in part."""
    whole = len(rules.indicators)
    count = sum(response.answered for response in assessment.responses.values())
    told = pick(
        lang,
        f"，读到 {count} 项填报，共 {whole} 项",
        f", {count} of {whole} indicators filled in",
    )
    partly = list(_partly(rules, assessment, lang))
    if partly:
        told += pick(
            lang, f"\n没有填全的 {len(partly)} 项：", f"\n{len(partly)} only in part: "
        )
        told += pick(lang, "；", "; ").join(partly)
    return told


def _partly(rules: Standard, assessment: Assessment, lang: Lang) -> Iterator[str]:
    """Name the indicators that were answered only in part, with what they lack."""
    measures = {item.id: item.measure for item in rules.indicators}
    for item_id, response in assessment.responses.items():
        reading = measures[item_id].read(response, assessment.community.base)
        if (
            response.given
            and reading.low is None
            and reading.why
            and reading.applicable
        ):
            yield f"{item_id} {reading.why.to(lang)}"


@app.command(help="发布标准的一个版本，此后不再改动。 Release a version of a standard.")
def release(
    path: Annotated[
        Path, typer.Argument(metavar="PATH", help="标准文件夹。 A standard's folder.")
    ],
    lang: LangOption = Language.zh,
) -> None:
    """Write a version of a standard as a file that never changes again, with its checksum."""
    from govstandard.library import releasing

    speak(lang)
    written = releasing.release(path)
    say(f"已发布：{written}", f"released: {written}")


@app.command("test", help="运行标准的算例。 Run the worked cases of a standard.")
def run(
    path: Annotated[
        Path,
        typer.Argument(
            metavar="PATH", help="标准文件夹，算例在 cases/ 里。 A standard's folder."
        ),
    ],
    lang: LangOption = Language.zh,
    format_: FormatOption = Format.text,
) -> None:
    """Run the worked cases of a standard: responses and the scores expected for them."""
    from govstandard.library import cases
    from govstandard.report.checked import verdicts_report

    spoken = speak(lang)
    verdicts = cases.run_cases(registry.load_path(path), path)
    tell(format_, verdicts, verdicts_report(verdicts, spoken))
    if any(verdict.differences for verdict in verdicts):
        raise typer.Exit(WANTING)


class Export(StrEnum):
    """A format to export to."""

    csv = "csv"


@app.command(help="导出标准的责任分解表。 Export a standard's division of duties.")
def export(
    name: StandardName,
    to: Annotated[Export, typer.Option("--to", help="格式。 Format.")] = Export.csv,
    lang: LangOption = Language.zh,
) -> None:
    """Write who leads and who supports each indicator, one row for each item and body."""
    from govstandard.exchange.duties import duties_csv

    spoken = speak(lang)

    exports = {Export.csv: duties_csv}
    mark = (
        "" if sys.stdout.isatty() else "\ufeff"
    )  # by which Excel knows that the file is UTF-8
    sys.stdout.write(mark + exports[to](registry.load(name), spoken))


@app.command(
    help="把标准写成网页的 Markdown 页面。 Write a standard as Markdown pages."
)
def site(
    name: StandardName,
    output: Annotated[
        Path,
        typer.Option(
            "-o",
            "--output",
            metavar="DIR",
            help="写到这个文件夹。 The folder to write into.",
        ),
    ],
    lang: LangOption = Language.zh,
) -> None:
    """Write the pages of a standard, for any site generator to publish."""
    from govstandard.site import write_site

    spoken = speak(lang)
    changed = len(write_site(name, output, spoken))
    say(f"{output}：{changed} 个文件有更新", f"{output}: {changed} files changed")
