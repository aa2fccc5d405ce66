"""The command line: arguments and exit codes.

Exit codes: 0 fine; 1 checked and found wanting; 2 could not do it.
"""

import gc
import json
import os
import sys
from collections.abc import Iterable, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console, RenderableType
from rich.text import Text

from govstandard import cases, evidence, merging, registry, sampling
from govstandard.assessment import Assessment
from govstandard.errors import GovStandardError, InvalidFile, Problem, UnreadableFile
from govstandard.frozen import Frozen
from govstandard.io.assessments import carry_over, read_assessment, write_assessment
from govstandard.io.reading import SUFFIXES
from govstandard.io.table import duties_csv
from govstandard.io.workbook import write_workbook
from govstandard.loading import warnings_of
from govstandard.releasing import release as release_standard
from govstandard.releasing import release_faults
from govstandard.report import text
from govstandard.result import Result
from govstandard.scoring import score as score_assessment
from govstandard.standard import Standard
from govstandard.text import Lang, pick, words

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
    json = "json"


class Export(StrEnum):
    """A format to export to."""

    csv = "csv"


LangOption = Annotated[Language, typer.Option("--lang", help="输出语言。 Language of the output.")]
FormatOption = Annotated[Format, typer.Option("--format", help="输出形式。 Form of the output.")]
StandardOption = Annotated[
    str, typer.Option("--standard", help="改用这套标准（名称或路径）。 Use this standard, by name or path.")
]
ItemsOption = Annotated[
    bool, typer.Option("--items", help="并列出每个已填指标的依据。 Also list every answered indicator.")
]
AssessmentFile = Annotated[Path, typer.Argument(metavar="FILE", help="填报文件（表格、YAML 或 JSON）。 An assessment.")]

_spoken: Lang = "zh"


def _speak(lang: Language) -> Lang:
    global _spoken  # noqa: PLW0603 - errors are written after the command has ended
    _spoken = lang.value
    return _spoken


def _tell(format_: Format, data: object, parts: Iterable[RenderableType]) -> None:
    """Print data as JSON, or its parts as text."""
    if format_ is Format.json:
        sys.stdout.write(json.dumps(_plain(data), ensure_ascii=False, indent=2) + "\n")
    else:
        text.write(Console(highlight=False, markup=False, emoji=False), parts)


def _plain(data: object) -> object:
    if isinstance(data, Result):
        return {**data.model_dump(mode="json", by_alias=True), "coverage": data.coverage}
    if isinstance(data, Frozen):
        return data.model_dump(mode="json", by_alias=True, exclude_none=True)
    return [_plain(item) for item in data] if isinstance(data, Sequence) else data


@app.command("list", help="列出可按名称使用的标准。 List the standards that can be used by name.")
def list_(lang: LangOption = Language.zh, format_: FormatOption = Format.text) -> None:
    """List the standards that can be used by name."""
    spoken = _speak(lang)
    entries = registry.available()
    _tell(format_, entries, text.listed(entries, spoken))


@app.command(help="显示一套标准、一个分组或一项指标。 Show a standard, a group or an indicator.")
def show(
    id_: Annotated[
        str, typer.Argument(metavar="ID", help="标准、分组或指标的编号，如 jindi、PB.03、PB.03.04。 An id.")
    ],
    body: Annotated[
        str,
        typer.Option("--body", metavar="NAME", help="只看这个主体的责任清单，名称或编号。 The duties of this body."),
    ] = "",
    standard: StandardOption = "",
    lang: LangOption = Language.zh,
    format_: FormatOption = Format.text,
) -> None:
    """Show a standard, a group or an indicator; or what one body leads and supports."""
    spoken = _speak(lang)
    where = _standard_with(id_, standard)
    if body:
        found = where.body(body)
        duties = [*where.led_by(found.id), *where.supported_by(found.id)]
        _tell(format_, duties, text.body_text(where, found, spoken))
    elif id_ in where:
        _tell(format_, where[id_], text.node_text(where, where[id_], spoken))
    else:
        _tell(format_, where, text.standard_text(where, spoken))


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
        Path, typer.Argument(metavar="PATH", help="标准文件夹、标准文件或填报文件。 A standard or an assessment.")
    ],
    standard: StandardOption = "",
    lang: LangOption = Language.zh,
    format_: FormatOption = Format.text,
) -> None:
    """Check a standard or an assessment and name every fault with its place."""
    spoken = _speak(lang)
    found: list[Problem] = []
    try:
        if path.suffix.lower() in SUFFIXES or registry.is_assessment(path):
            name = read_assessment(path, registry.load(standard) if standard else None).standard
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
        if format_ is Format.json:
            _tell(format_, found, ())
        raise typer.Exit(WANTING)
    count = len(found)
    fine = pick(spoken, f"{path}：没有发现错误（{name}）", f"{path}: no fault found ({name})")
    noted = pick(spoken, f"，{count} 处警告", f", {count} warnings") if count else ""
    _tell(format_, found, [Text(fine + noted)])


@app.command(help="发布标准的一个版本，此后不再改动。 Release a version of a standard.")
def release(
    path: Annotated[Path, typer.Argument(metavar="PATH", help="标准文件夹。 A standard's folder.")],
    lang: LangOption = Language.zh,
) -> None:
    """Write a version of a standard as a file that never changes again, with its checksum."""
    spoken = _speak(lang)
    written = release_standard(path)
    _tell(Format.text, None, [Text(pick(spoken, f"已发布：{written}", f"released: {written}"))])


@app.command("test", help="运行标准的算例。 Run the worked cases of a standard.")
def run(
    path: Annotated[Path, typer.Argument(metavar="PATH", help="标准文件夹，算例在 cases/ 里。 A standard's folder.")],
    lang: LangOption = Language.zh,
    format_: FormatOption = Format.text,
) -> None:
    """Run the worked cases of a standard: responses and the scores expected for them."""
    spoken = _speak(lang)
    verdicts = cases.run_cases(registry.load_path(path), path)
    _tell(format_, verdicts, text.verdicts_text(verdicts, spoken))
    if any(verdict.differences for verdict in verdicts):
        raise typer.Exit(WANTING)


@app.command(help="生成填报用的表格。 Make the workbook to fill in.")
def workbook(
    name: Annotated[str, typer.Argument(metavar="STANDARD", help="标准的名称或路径。 A standard, by name or path.")],
    output: Annotated[Path, typer.Option("-o", "--output", metavar="FILE", help="写到这个文件。 The file to write.")],
    body: Annotated[str, typer.Option(metavar="NAME", help="只含这个主体牵头的指标。 Only what this body leads.")] = "",
    last: Annotated[
        Path | None,
        typer.Option("--from", metavar="FILE", help="带入上一期不变的内容，并作标记。 Carry over the last period."),
    ] = None,
    lang: LangOption = Language.zh,
) -> None:
    """Make the workbook of a standard, empty or with what carries over from the last period."""
    spoken = _speak(lang)
    rules = registry.load(name)
    begun, carried = carry_over(rules, read_assessment(last, None)) if last else (None, frozenset[str]())
    _keep(output)
    write_workbook(rules, output, begun, body=body, lang=spoken, carried=carried)
    _tell(Format.text, None, [Text(pick(spoken, f"已写出：{output}", f"written: {output}"))])


@app.command(help="把几个主体分头填的表合成一份。 Join what several bodies filled in.")
def merge(
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="两份以上的填报。 Two or more assessments.")],
    output: Annotated[Path, typer.Option("-o", "--output", metavar="FILE", help="写到这个文件。 The file to write.")],
    prefer: Annotated[
        str, typer.Option(metavar="FILE", help="填得不一样时以这一份为准。 The file to follow where they differ.")
    ] = "",
    standard: StandardOption = "",
    lang: LangOption = Language.zh,
) -> None:
    """Join the assessments of several bodies; what they say differently is listed and left to a person."""
    spoken = _speak(lang)
    rules = registry.load(standard) if standard else None
    parts = _all_read(files, rules)
    rules = rules or registry.load(next(iter(parts.values())).standard)
    if prefer and prefer not in parts:
        what = words(f"--prefer 的 {prefer} 不在要合并的文件里", f"{prefer} is not among the files to join")
        raise UnreadableFile([Problem(code="GS508", what=what)])
    _keep(output)
    try:
        joined, decided = merging.merge(rules, parts, prefer)
    except InvalidFile as error:
        _complain(error)
        raise typer.Exit(WANTING) from None
    write_assessment(rules, joined, output, spoken)
    for problem in decided:
        sys.stderr.write(problem.what.to(spoken) + "\n")
    count = len(decided)
    told = pick(
        spoken, f"已写出：{output}（{count} 处以 {prefer} 为准）", f"written: {output} ({count} decided by {prefer})"
    )
    plain = pick(spoken, f"已写出：{output}", f"written: {output}")
    _tell(Format.text, None, [Text(told if count else plain)])


def _all_read(files: list[Path], rules: Standard | None) -> dict[str, Assessment]:
    """Read several files and tell the faults of all of them."""
    parts: dict[str, Assessment] = {}
    problems: list[Problem] = []
    for file in files:
        try:
            parts[str(file)] = read_assessment(file, rules)
        except GovStandardError as error:
            problems += error.problems
    if problems:
        raise InvalidFile(problems)
    return parts


@app.command(help="抽取现场核查的指标，底线优先。 Draw indicators for a field check.")
def sample(
    file: AssessmentFile,
    count: Annotated[int, typer.Option("--n", min=1, help="抽几项。 How many.")] = 20,
    seed: Annotated[int, typer.Option(help="随机数种子，同一种子抽出同样的指标。 Repeats the draw.")] = 0,
    standard: StandardOption = "",
    lang: LangOption = Language.zh,
    format_: FormatOption = Format.text,
) -> None:
    """Draw answered indicators at random for a field check, baselines first; the same seed draws the same."""
    spoken = _speak(lang)
    rules = registry.load(standard) if standard else None
    assessment = read_assessment(file, rules)
    rules = rules or registry.load(assessment.standard)
    drawn = sampling.sample(rules, assessment, count, seed)
    _tell(format_, drawn, text.sample_text(rules, drawn, spoken))


@app.command(help="核对佐证文件是否都在、有没有改动。 Whether the files of evidence are there, unchanged.")
def verify(
    file: AssessmentFile,
    output: Annotated[
        Path | None,
        typer.Option(
            "-o", "--output", metavar="FILE", help="另存一份，记入各文件现在的校验值。 A copy with their checksums."
        ),
    ] = None,
    standard: StandardOption = "",
    lang: LangOption = Language.zh,
    format_: FormatOption = Format.text,
) -> None:
    """Compare the files named as evidence with what was recorded of them; exit code 1 if one is missing or changed."""
    spoken = _speak(lang)
    rules = registry.load(standard) if standard else None
    assessment = read_assessment(file, rules)
    states = evidence.verify(assessment, file.parent)
    if output:
        _keep(output)
        whole = evidence.record_files(assessment, file.parent)
        write_assessment(rules or registry.load(assessment.standard), whole, output, spoken)
    _tell(format_, states, text.verified(states, spoken))
    if any(found.state in {"changed", "missing"} for found in states):
        raise typer.Exit(WANTING)


def _keep(path: Path) -> None:
    """Refuse to write over a file that was not read: someone may have filled it in."""
    if path.exists():
        what = words(f"文件已存在，不覆盖：{path}", f"the file is there already and is not overwritten: {path}")
        hint = words("换一个文件名，或先移走它", "choose another name, or move it away first")
        raise UnreadableFile([Problem(code="GS502", what=what, hint=hint)])


@app.command(help="评分：总分、等级、还缺什么。 Score an assessment.")
def score(
    file: AssessmentFile,
    require: Annotated[
        str, typer.Option(metavar="LEVEL", help="未达到该等级时以 1 退出。 End with 1 unless reached.")
    ] = "",
    items: ItemsOption = False,  # noqa: FBT002 - a flag of the command
    standard: StandardOption = "",
    lang: LangOption = Language.zh,
    format_: FormatOption = Format.text,
) -> None:
    """Score an assessment: total, level, what is missing, and what blocks the next level."""
    spoken = _speak(lang)
    rules = registry.load(standard) if standard else None
    assessment = read_assessment(file, rules)
    rules = rules or registry.load(assessment.standard)
    wanted = rules.level(require) if require else rules.levels[0]
    result = score_assessment(rules, assessment)
    _tell(format_, result, text.result_text(result, spoken, items=items))
    if rules.levels.index(result.level) < rules.levels.index(wanted):
        raise typer.Exit(WANTING)


@app.command(help="解释一个得分的由来。 Explain one number.")
def explain(
    file: AssessmentFile,
    id_: Annotated[str, typer.Argument(metavar="ID", help="分组或指标的编号，如 PB.03、PB.03.04。 An id.")],
    standard: StandardOption = "",
    lang: LangOption = Language.zh,
    format_: FormatOption = Format.text,
) -> None:
    """Explain one number: the figures and the target, or each child's part in it."""
    spoken = _speak(lang)
    rules = registry.load(standard) if standard else None
    assessment = read_assessment(file, rules)
    found = score_assessment(rules or registry.load(assessment.standard), assessment)[id_]
    _tell(format_, found, text.explained(found, spoken))


@app.command(help="导出标准的责任分解表。 Export a standard's division of duties.")
def export(
    name: Annotated[str, typer.Argument(metavar="STANDARD", help="标准的名称或路径。 A standard, by name or path.")],
    to: Annotated[Export, typer.Option("--to", help="格式。 Format.")] = Export.csv,
    lang: LangOption = Language.zh,
) -> None:
    """Write who leads and who supports each indicator, one row for each item and body."""
    spoken = _speak(lang)
    exports = {Export.csv: duties_csv}
    mark = "" if sys.stdout.isatty() else "\ufeff"  # by which Excel knows that the file is UTF-8
    sys.stdout.write(mark + exports[to](registry.load(name), spoken))


@app.command(help="把标准写成网页的 Markdown 页面。 Write a standard as Markdown pages.")
def site(
    name: Annotated[str, typer.Argument(metavar="STANDARD", help="标准的名称或路径。 A standard, by name or path.")],
    output: Annotated[
        Path, typer.Option("-o", "--output", metavar="DIR", help="写到这个文件夹。 The folder to write into.")
    ],
    lang: LangOption = Language.zh,
) -> None:
    """Write the pages of a standard, for any site generator to publish."""
    spoken = _speak(lang)
    from govstandard.site import write_site  # noqa: PLC0415 - only this command draws pictures

    changed = len(write_site(name, output, spoken))
    _tell(
        Format.text,
        None,
        [Text(pick(spoken, f"{output}：{changed} 个文件有更新", f"{output}: {changed} files changed"))],
    )


def _complain(error: GovStandardError) -> None:
    sys.stderr.write(error.render(_spoken) + "\n")


def main() -> None:
    """Run the command line; write every fault to standard error without a traceback."""
    gc.disable()  # the process is short, and collecting what lives to its end only costs time
    for stream in filter(None, (sys.stdout, sys.stderr)):
        stream.reconfigure(errors="replace")  # a terminal that lacks a character shows ?
    try:
        app()
    except GovStandardError as error:
        _complain(error)
        sys.exit(FAILED)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(FAILED)
    except OSError as error:
        sys.stderr.write(pick(_spoken, "读写失败：", "could not read or write: ") + f"{error}\n")
        sys.exit(FAILED)
    except Exception as error:  # noqa: BLE001 - no traceback for a user
        said = pick(_spoken, "程序内部错误，请报告给开发者", "internal error, please report it")
        sys.stderr.write(f"{said}: {type(error).__name__}: {error}\n")
        sys.exit(FAILED)
