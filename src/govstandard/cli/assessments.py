"""The commands that are about assessments; each brings what it alone needs, so that the others start sooner."""

# ruff: noqa: PLC0415

import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from govstandard.assessment.answers import Assessment
from govstandard.base.problems import (
    GovStandardError,
    InvalidFile,
    Problem,
    UnreadableFile,
)
from govstandard.base.words import Lang, pick, words
from govstandard.cli.shared import (
    WANTING,
    AssessmentFile,
    Format,
    FormatOption,
    LangOption,
    Language,
    OutputFile,
    ReportFile,
    StandardName,
    StandardOption,
    app,
    asked,
    complain,
    keep,
    say,
    speak,
    tell,
)
from govstandard.exchange.assessments import read_assessment, write_assessment
from govstandard.library import registry
from govstandard.report.summary import explanation, summary
from govstandard.scoring.scoring import score as calculate
from govstandard.standard.describing import body_names
from govstandard.standard.tree import Standard

ItemsOption = Annotated[
    bool,
    typer.Option(
        "--items", help="并列出每个已填指标的依据。 Also list every answered indicator."
    ),
]


@app.command(help="生成填报用的表格。 Make the workbook to fill in.")
def workbook(
    name: StandardName,
    output: OutputFile,
    body: Annotated[
        str,
        typer.Option(
            metavar="NAME", help="只含这个主体牵头的指标。 Only what this body leads."
        ),
    ] = "",
    last: Annotated[
        Path | None,
        typer.Option(
            "--from",
            metavar="FILE",
            help="带入上一期不变的内容，并作标记。 Carry over the last period.",
        ),
    ] = None,
    lang: LangOption = Language.zh,
) -> None:
    """Make the workbook of a standard, empty or with what carries over from the last period."""
    from govstandard.assessment.carrying import carry_over
    from govstandard.workbook.writing.workbook import write_workbook

    spoken = speak(lang)
    rules = registry.load(name)
    begun, carried = None, frozenset[str]()
    if last:
        begun, carried = carry_over(rules, read_assessment(last, None))
    keep(output)
    write_workbook(rules, output, begun, body=body, lang=spoken, carried=carried)
    say(f"已写出：{output}", f"written: {output}")


@app.command(help="把几个主体分头填的表合成一份。 Join what several bodies filled in.")
def merge(
    files: Annotated[
        list[Path],
        typer.Argument(
            metavar="FILE...", help="两份以上的填报。 Two or more assessments."
        ),
    ],
    output: OutputFile,
    prefer: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="填得不一样时以这一份为准。 The file to follow where they differ.",
        ),
    ] = None,
    standard: StandardOption = "",
    lang: LangOption = Language.zh,
) -> None:
    """Join the assessments of several bodies; what they say differently is listed and left to a person."""
    spoken = speak(lang)
    rules = registry.load(standard) if standard else None
    parts = _all_read(files, rules, output.parent)
    rules = rules or registry.load(next(iter(parts.values())).standard)
    _among(prefer, parts)
    keep(output)
    joined, decided = _joined(rules, parts, prefer)
    write_assessment(rules, joined, output, spoken)
    for problem in decided:
        sys.stderr.write(problem.what.to(spoken) + "\n")
    _tell_open(rules, joined, spoken)
    count = len(decided)
    by = (f"（{count} 处以 {prefer} 为准）", f" ({count} decided by {prefer})")
    zh, en = by if count else ("", "")
    say(f"已写出：{output}{zh}", f"written: {output}{en}")


def _joined(
    rules: Standard, parts: dict[str, Assessment], prefer: Path | None
) -> tuple[Assessment, Sequence[Problem]]:
    """Join assessments, or end with 1 where a person has to decide."""
    from govstandard.assessment import merging

    try:
        return merging.merge(rules, parts, str(prefer) if prefer else "")
    except InvalidFile as error:
        complain(error)
        raise typer.Exit(WANTING) from None


def _among(prefer: Path | None, parts: dict[str, Assessment]) -> None:
    """Refuse to follow a file that is not one of those to be joined."""
    if prefer and str(prefer) not in parts:
        what = words(
            "--prefer 的 {file} 不在要合并的文件里",
            "{file} is not among the files to join",
            file=str(prefer),
        )
        raise UnreadableFile([Problem(code="GS508", what=what)])


def _tell_open(rules: Standard, joined: Assessment, lang: Lang) -> None:
    """Say which bodies still have indicators to fill in."""
    answered = {
        item_id for item_id, response in joined.responses.items() if response.answered
    }
    missing = Counter(
        item.lead or "" for item in rules.indicators if item.id not in answered
    )
    if not missing:
        return
    bodies = body_names(rules, lang)
    counts = [
        f"{bodies.get(lead, lead)} {count}" for lead, count in missing.most_common()
    ]
    total, listed = missing.total(), pick(lang, "、", ", ").join(counts)
    say(f"没有填的 {total} 项：{listed}", f"{total} not filled in: {listed}")


def _all_read(
    files: list[Path], rules: Standard | None, to: Path
) -> dict[str, Assessment]:
    """Read several files for one to be written into a folder, and tell the faults of all of them."""
    from govstandard.assessment import evidence

    parts: dict[str, Assessment] = {}
    problems: list[Problem] = []
    for file in files:
        try:
            parts[str(file)] = evidence.moved(
                read_assessment(file, rules), file.parent, to
            )
        except GovStandardError as error:
            problems += error.problems
    if problems:
        raise InvalidFile(problems)
    return parts


@app.command(help="评分：总分、等级、还缺什么。 Score an assessment.")
def score(
    file: AssessmentFile,
    require: Annotated[
        str,
        typer.Option(
            metavar="LEVEL", help="未达到该等级时以 1 退出。 End with 1 unless reached."
        ),
    ] = "",
    items: ItemsOption = False,  # noqa: FBT002 - a flag of the command
    standard: StandardOption = "",
    lang: LangOption = Language.zh,
    format_: FormatOption = Format.text,
) -> None:
    """Score an assessment: total, level, what is missing, and what blocks the next level."""
    spoken = speak(lang)
    rules, assessment = asked(file, standard)
    wanted = rules.level(require) if require else rules.levels[0]
    result = calculate(rules, assessment)
    tell(format_, result, summary(result, spoken, items=items))
    if rules.levels.index(result.level) < rules.levels.index(wanted):
        raise typer.Exit(WANTING)


@app.command(help="解释一个得分的由来。 Explain one number.")
def explain(
    file: AssessmentFile,
    id_: Annotated[
        str,
        typer.Argument(
            metavar="ID", help="分组或指标的编号，如 PB.03、PB.03.04。 An id."
        ),
    ],
    standard: StandardOption = "",
    lang: LangOption = Language.zh,
    format_: FormatOption = Format.text,
) -> None:
    """Explain one number: the figures and the target, or each child's part in it."""
    spoken = speak(lang)
    number = calculate(*asked(file, standard))[id_]
    tell(format_, number, explanation(number, spoken))


@app.command(help="抽取现场核查的指标，底线优先。 Draw indicators for a field check.")
def sample(
    file: AssessmentFile,
    count: Annotated[int, typer.Option("--n", min=1, help="抽几项。 How many.")] = 20,
    seed: Annotated[
        int, typer.Option(help="随机数种子，同一种子抽出同样的指标。 Repeats the draw.")
    ] = 0,
    standard: StandardOption = "",
    lang: LangOption = Language.zh,
    format_: FormatOption = Format.text,
) -> None:
    """Draw answered indicators at random for a field check, baselines first; the same seed draws the same."""
    from govstandard.assessment import reviewing
    from govstandard.report.checked import sample_report

    spoken = speak(lang)
    rules, assessment = asked(file, standard)
    drawn = reviewing.sample(rules, assessment, count, seed)
    tell(format_, drawn, sample_report(rules, drawn, spoken))


@app.command(
    help="核对佐证文件是否都在、有没有改动。 Whether the files of evidence are there, unchanged."
)
def verify(
    file: AssessmentFile,
    output: Annotated[
        Path | None,
        typer.Option(
            "-o",
            "--output",
            metavar="FILE",
            help="另存一份，记入各文件现在的校验值。 A copy with their checksums.",
        ),
    ] = None,
    standard: StandardOption = "",
    lang: LangOption = Language.zh,
    format_: FormatOption = Format.text,
) -> None:
    """Compare the files named as evidence with what was recorded of them; exit code 1 if one is missing or changed."""
    from govstandard.assessment import evidence
    from govstandard.report.checked import evidence_report

    spoken = speak(lang)
    rules, assessment = asked(file, standard)
    states = evidence.verify(assessment, file.parent)
    if output:
        keep(output)
        recorded = evidence.record_files(assessment, file.parent)
        whole = evidence.moved(recorded, file.parent, output.parent)
        write_assessment(rules, whole, output, spoken)
        if format_ is Format.text:
            say(f"已写出：{output}", f"written: {output}")
    tell(format_, states, evidence_report(states, spoken))
    if any(state.state in {"changed", "missing"} for state in states):
        raise typer.Exit(WANTING)


class Form(StrEnum):
    """What a report is for."""

    report = "report"
    notice = "notice"


@app.command(help="写出报告或公示表。 Write the report, or the notice for the board.")
def report(
    file: AssessmentFile,
    output: ReportFile,
    form: Annotated[
        Form,
        typer.Option(
            help="报告，或一页的公示表。 The whole report, or one page for the notice board."
        ),
    ] = Form.report,
    standard: StandardOption = "",
    lang: LangOption = Language.zh,
) -> None:
    """Write the report on an assessment as HTML, PDF, Word, Markdown or Excel, or its notice for the board."""
    from govstandard.report.assessed import assessment_report
    from govstandard.report.notice import notice
    from govstandard.report.writing import write_report

    spoken = speak(lang)
    rules, assessment = asked(file, standard)
    made = assessment_report if form is Form.report else notice
    _replaceable(output)
    write_report(made(rules, assessment, calculate(rules, assessment), spoken), output)
    say(f"已写出：{output}", f"written: {output}")


def _replaceable(output: Path) -> None:
    """Refuse to write over a file that people may have worked in; a page or a PDF is made anew."""
    if output.suffix.lower() not in {".html", ".pdf"}:
        keep(output)


@app.command(
    help="对比许多社区：等级、各部分得分、普遍薄弱的指标。 Compare many communities."
)
def compare(
    files: Annotated[
        list[Path],
        typer.Argument(metavar="FILE...", help="各社区的填报。 The assessments."),
    ],
    output: ReportFile,
    standard: StandardOption = "",
    lang: LangOption = Language.zh,
) -> None:
    """Write the street's view of many communities; exit code 1 if some of the files could not be read."""
    from govstandard.exchange.batch import read_standings
    from govstandard.report.street import street_report
    from govstandard.report.writing import write_report

    spoken = speak(lang)
    with _progress(len(files), spoken) as advance:
        standings, failed = read_standings(files, standard, advance)
    if not standings:
        raise InvalidFile(failed)
    _replaceable(output)
    asked_for = {
        standing.standard: standard or standing.asked for standing in standings
    }
    told = street_report(
        standings, failed, lambda name: registry.load(asked_for[name]), spoken
    )
    write_report(told, output)
    count = len(standings)
    say(
        f"已写出：{output}（{count} 份填报）",
        f"written: {output} ({count} assessments)",
    )
    if failed:
        complain(InvalidFile(failed))
        raise typer.Exit(WANTING)


@contextmanager
def _progress(count: int, lang: Lang) -> Iterator[Callable[[], object]]:
    """Show how far the reading is, where somebody watches."""
    if not sys.stderr.isatty():
        yield lambda: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(
            pick(lang, "读取和评分", "reading and scoring"), total=count
        )
        yield lambda: progress.advance(task)
