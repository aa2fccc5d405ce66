"""The commands that are about standards."""

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.text import Text

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
from govstandard.library.loading import warnings_of
from govstandard.library.releasing import release as release_standard
from govstandard.library.releasing import release_faults
from govstandard.report.forms import terminal
from govstandard.standard.tree import Standard
from govstandard.workbook.reading.signatures import is_workbook


@app.command("list", help="列出可按名称使用的标准。 List the standards that can be used by name.")
def list_(lang: LangOption = Language.zh, format_: FormatOption = Format.text) -> None:
    """List the standards that can be used by name."""
    spoken = speak(lang)
    entries = registry.available()
    tell(format_, entries, terminal.listed(entries, spoken))


@app.command(help="显示一套标准、一个分组或一项指标。 Show a standard, a group or an indicator.")
def show(
    id_: Annotated[
        str,
        typer.Argument(
            metavar="ID", help="标准、分组或指标的编号，如 jindi、PB.03、PB.03.04。 An id."
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
    spoken = speak(lang)
    where = _standard_with(id_, standard)
    if body:
        found = where.body(body)
        duties = [*where.led_by(found.id), *where.supported_by(found.id)]
        tell(format_, duties, terminal.body_text(where, found, spoken))
    elif id_ in where:
        tell(format_, where[id_], terminal.node_text(where, where[id_], spoken))
    else:
        tell(format_, where, terminal.standard_text(where, spoken))


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
            metavar="PATH", help="标准文件夹、标准文件或填报文件。 A standard or an assessment."
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
    spoken = speak(lang)
    found: list[Problem] = []
    name, filled = "", ""
    try:
        if is_workbook(path) or registry.is_assessment(path):
            rules, assessment = asked(path, standard)
            name, filled = rules.name, _filled(rules, assessment, spoken)
        else:
            sound = registry.load_path(path)
            name = sound.name
            found = [*release_faults(path, sound), *warnings_of(path)]
    except UnreadableFile:
        raise
    except InvalidFile as error:
        found = list(error.problems)
    for problem in found if format_ is Format.text else ():
        sys.stderr.write(problem.render(spoken) + "\n")
    if any(problem.severity == "error" for problem in found):
        if mark:
            from govstandard.workbook.marking import mark_workbook  # noqa: PLC0415

            keep(mark)
            bare = mark_workbook(path, found, mark, spoken)
            if format_ is Format.text:
                say(f"已在副本中标出：{mark}", f"marked in a copy: {mark}")
                if bare:
                    say(
                        "注意：副本里没有原表的图片和文本框",
                        "note: pictures and text boxes are not in the copy",
                    )
        if format_ is Format.json:
            tell(format_, found, ())
        raise typer.Exit(WANTING)
    count = len(found)
    fine = pick(spoken, f"{path}：没有发现错误（{name}）", f"{path}: no fault found ({name})")
    noted = pick(spoken, f"，{count} 处警告", f", {count} warnings") if count else ""
    tell(format_, found, [Text(fine + noted + filled)])


def _filled(rules: Standard, assessment: Assessment, lang: Lang) -> str:
    """Say how much of a standard was answered, so that a lost sheet is noticed, and what was answered only in part."""
    known = {item.id: item for item in rules.indicators}
    count = sum(response.answered for response in assessment.responses.values())
    told = pick(
        lang,
        f"，读到 {count} 项填报，共 {len(known)} 项",
        f", {count} of {len(known)} indicators filled in",
    )
    half = []
    for name, response in assessment.responses.items():
        read = known[name].measure.read(response, assessment.community.base)
        if response.given and read.low is None and read.why and read.applicable:
            half.append(f"{name} {read.why.to(lang)}")
    if half:
        told += pick(
            lang, f"\n没有填全的 {len(half)} 项：", f"\n{len(half)} only in part: "
        ) + pick(lang, "；", "; ").join(half)
    return told


@app.command(help="发布标准的一个版本，此后不再改动。 Release a version of a standard.")
def release(
    path: Annotated[Path, typer.Argument(metavar="PATH", help="标准文件夹。 A standard's folder.")],
    lang: LangOption = Language.zh,
) -> None:
    """Write a version of a standard as a file that never changes again, with its checksum."""
    speak(lang)
    written = release_standard(path)
    say(f"已发布：{written}", f"released: {written}")


@app.command("test", help="运行标准的算例。 Run the worked cases of a standard.")
def run(
    path: Annotated[
        Path,
        typer.Argument(metavar="PATH", help="标准文件夹，算例在 cases/ 里。 A standard's folder."),
    ],
    lang: LangOption = Language.zh,
    format_: FormatOption = Format.text,
) -> None:
    """Run the worked cases of a standard: responses and the scores expected for them."""
    spoken = speak(lang)
    from govstandard.library.cases import run_cases  # noqa: PLC0415 - only this command runs them

    verdicts = run_cases(registry.load_path(path), path)
    tell(format_, verdicts, terminal.verdicts_text(verdicts, spoken))
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
    spoken = speak(lang)
    from govstandard.exchange.duties import duties_csv  # noqa: PLC0415

    exports = {Export.csv: duties_csv}
    mark = "" if sys.stdout.isatty() else "\ufeff"  # by which Excel knows that the file is UTF-8
    sys.stdout.write(mark + exports[to](registry.load(name), spoken))


@app.command(help="把标准写成网页的 Markdown 页面。 Write a standard as Markdown pages.")
def site(
    name: StandardName,
    output: Annotated[
        Path,
        typer.Option(
            "-o", "--output", metavar="DIR", help="写到这个文件夹。 The folder to write into."
        ),
    ],
    lang: LangOption = Language.zh,
) -> None:
    """Write the pages of a standard, for any site generator to publish."""
    spoken = speak(lang)
    from govstandard.site import write_site  # noqa: PLC0415 - only this command draws pictures

    changed = len(write_site(name, output, spoken))
    say(f"{output}：{changed} 个文件有更新", f"{output}: {changed} files changed")
