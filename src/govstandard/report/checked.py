"""How things came out that were checked: worked cases, files of evidence, files with faults; and what to check in the field."""

from collections.abc import Iterable, Iterator, Sequence
from functools import partial

from govstandard.assessment.evidence import FileState
from govstandard.base.problems import Problem
from govstandard.base.words import Lang, Words, pick, words
from govstandard.library.cases import Verdict
from govstandard.report.blocks import (
    Block,
    Cell,
    Cells,
    Item,
    Paragraph,
    Points,
    Report,
    Table,
    Tone,
    row,
)
from govstandard.standard.describing import body_names, facts
from govstandard.standard.tree import Indicator, Standard

_STATES: dict[str, tuple[Words, Tone]] = {
    "same": (words("未变", "same"), "good"),
    "changed": (words("已改动", "changed"), "bad"),
    "missing": (words("不在", "missing"), "bad"),
    "unrecorded": (words("还没有记录，记录后才能核对", "not recorded yet"), "fair"),
}
"""How a file of evidence can stand, in people's words."""


def verdicts_report(verdicts: Iterable[Verdict], lang: Lang) -> Report:
    """Write how the worked cases came out."""
    judged = list(verdicts)
    failed = sum(bool(verdict.differences) for verdict in judged)
    passed = len(judged) - failed
    items = [item for verdict in judged for item in _verdict(verdict, lang)]
    counted = pick(
        lang, f"{passed} 个通过，{failed} 个未通过", f"{passed} passed, {failed} failed"
    )
    return Report("", (), (Points(tuple(items)), Paragraph(counted)), lang)


def _verdict(verdict: Verdict, lang: Lang) -> Iterator[Item]:
    told = f"{verdict.file}  {verdict.name.to(lang)}"
    if not verdict.differences:
        yield Item(told, "✓", "good", depth=0)
        return
    yield Item(told, "✗", "bad", depth=0)
    for difference in verdict.differences:
        yield Item(difference.to(lang), depth=2)


def evidence_report(states: Iterable[FileState], lang: Lang) -> Report:
    """Write how each file of evidence stands."""
    say, compared = partial(pick, lang), list(states)
    faulty = sum(state.state in {"changed", "missing"} for state in compared)
    heads = (
        say("状态", "State"),
        say("编号", "Id"),
        say("佐证", "Evidence"),
        say("文件", "File"),
    )
    table = Table(
        heads, tuple(_file(state, lang) for state in compared), widths=(1.2, 1, 2, 3)
    )
    counted = say(
        f"共 {len(compared)} 个文件，{faulty} 个不在或已改动",
        f"{len(compared)} files, {faulty} of them missing or changed",
    )
    blocks: tuple[Block, ...] = (table,) if compared else ()
    return Report("", (), (*blocks, Paragraph(counted)), lang)


def _file(state: FileState, lang: Lang) -> Cells:
    told, tone = _STATES[state.state]
    return row(
        Cell(told.to(lang), tone), state.of, state.record.name, state.record.file
    )


def sample_report(standard: Standard, drawn: Iterable[Indicator], lang: Lang) -> Report:
    """Write what to check in the field: who answers for it, how it is verified, which records to ask for."""
    say = partial(pick, lang)
    heads = (
        say("指标", "Indicator"),
        say("牵头", "Lead"),
        say("核验", "Verify"),
        say("佐证", "Evidence"),
    )
    rows = tuple(_sampled(standard, item, lang) for item in drawn)
    counted = say(f"共 {len(rows)} 项", f"{len(rows)} indicators")
    blocks = (Table(heads, rows, widths=(3, 1, 1.5, 4)), Paragraph(counted))
    return Report("", (), blocks, lang)


def _sampled(standard: Standard, item: Indicator, lang: Lang) -> Cells:
    names = body_names(standard, lang)
    told = {fact.name: fact.text for fact in facts(standard, item, lang)}
    flag = pick(lang, "【底线】", " [baseline]") if item.baseline else ""
    return row(
        f"{item.id} {item.title.to(lang)}{flag}",
        names.get(item.lead or "", ""),
        told.get("verify", ""),
        told.get("evidence", ""),
    )


def check_report(told: str, problems: Sequence[Problem], lang: Lang) -> Report:
    """Write what is to be said of a file, and what is wrong in it with its place and what to write instead."""
    said = (Paragraph(told),) if told else ()
    listed = (_faults(problems, lang),) if problems else ()
    return Report("", (), (*said, *listed), lang)


def _faults(problems: Sequence[Problem], lang: Lang) -> Table:
    say = partial(pick, lang)
    heads = (
        say("位置", "Place"),
        say("代码", "Code"),
        say("问题", "Fault"),
        say("建议", "Hint"),
    )
    rows = tuple(_fault(problem, lang) for problem in problems)
    return Table(heads, rows, widths=(2, 1, 4, 3))


def _fault(problem: Problem, lang: Lang) -> Cells:
    hint = problem.hint.to(lang) if problem.hint else ""
    return row(_place(problem), problem.code, problem.what.to(lang), hint)


def _place(problem: Problem) -> str:
    numbers = (problem.file, problem.line, problem.column)
    place = ":".join(str(part) for part in numbers if part)
    return f"{place} {problem.cell}".strip()
