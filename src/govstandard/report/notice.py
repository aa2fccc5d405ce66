"""The notice for the board: one page on one assessment, without any figure of a sensitive indicator."""

from collections import Counter
from collections.abc import Iterator
from functools import partial

from govstandard.assessment.answers import Assessment
from govstandard.base.words import Lang, pick
from govstandard.report.assessed import about, groups
from govstandard.report.blocks import (
    Block,
    Cells,
    Heading,
    Paragraph,
    Report,
    Table,
    row,
)
from govstandard.scoring.explaining import OUTCOMES, Outcome, span
from govstandard.scoring.result import Finding, Result, Score
from govstandard.standard.describing import body_names
from govstandard.standard.tree import Standard

_FINDINGS, _NAME = 8, 200
_LEAST = 3
"""So many indicators a group has to have before its score hides those of a single one."""


def notice(
    standard: Standard, assessment: Assessment, result: Result, lang: Lang
) -> Report:
    """Write one page for the notice board: level, scores and what comes next; no figure of a sensitive indicator."""
    say = partial(pick, lang)
    sensitive = {item.id for item in standard.indicators if item.sensitive}
    shown = [finding for finding in result.findings if finding.id not in sensitive]
    first = sorted(shown, key=lambda finding: not finding.baseline)[:_FINDINGS]
    blocks = (
        *_scores(result, sensitive, lang),
        *_reasons(result, lang),
        *_steps(standard, first, lang),
    )
    foot = Paragraph(_foot(len(shown) - len(first), lang))
    noticed = {say(zh, en) for zh, en in _NOTICED}
    cover = about(standard, assessment, result, lang)
    kept = tuple((label, _cut(text)) for label, text in cover if label in noticed)
    title = say("社区治理评估结果公示", "Notice of the result")
    return Report(title, kept, (*blocks, foot), lang, form="notice")


def _foot(left: int, lang: Lang) -> str:
    """Write what stands below all, with how many shortfalls are not listed."""
    told = pick(
        lang,
        "涉及个人敏感信息的指标只计入得分，不公示。对结果有意见的，请向社区反映。"
        "公示时间：____年__月__日至__月__日　电话：______________",
        "Sensitive indicators count in the scores and are not published. Comments are welcome."
        " Posted from ________ to ________, telephone ______________",
    )
    if not left:
        return told
    more = pick(
        lang,
        f"另有 {left} 项没有达到目标，未在此列出。",
        f"{left} more fall short and are not listed here. ",
    )
    return more + told


def _scores(result: Result, sensitive: set[str], lang: Lang) -> Iterator[Block]:
    say = partial(pick, lang)
    tops, _ = groups(result)
    scores = tuple(
        row(score.title.to(lang), _public(score, sensitive, lang)) for score in tops
    )
    if scores:
        yield Table(
            (say("维度", "Dimension"), say("得分", "Score")), scores, widths=(3, 1)
        )
    yield _counts(result, sensitive, lang)
    if sensitive:
        text = say(
            "以上项数不含涉及个人敏感信息的指标。",
            "These numbers are without the sensitive indicators.",
        )
        yield Paragraph(text)


def _counts(result: Result, sensitive: set[str], lang: Lang) -> Table:
    leaves = [leaf for leaf in result.root.walk() if leaf.outcome and leaf.measure]
    count = Counter(leaf.outcome for leaf in leaves if leaf.id not in sensitive)
    heads = tuple(pick(lang, *_COUNTED[outcome]) for outcome in OUTCOMES)
    counts = row(*(str(count[outcome]) for outcome in OUTCOMES))
    return Table(heads, (counts,), widths=(1,) * len(heads))


def _reasons(result: Result, lang: Lang) -> Iterator[Block]:
    say = partial(pick, lang)
    reasons = result.blocked(lang, public=True)
    if result.next_level and reasons:
        name, told = result.next_level.title.to(lang), say("；", "; ").join(reasons)
        yield Paragraph(
            say(f"没有达到“{name}”的原因：{told}。", f"Why not “{name}”: {told}.")
        )
    if result.total.value != result.total.high:
        text = say(
            "方括号内为可能的范围，取决于未填的项。",
            "In brackets: what is possible, as something is open.",
        )
        yield Paragraph(text)


def _steps(standard: Standard, findings: list[Finding], lang: Lang) -> Iterator[Block]:
    say = partial(pick, lang)
    if not findings:
        return
    yield Heading(say("下一步先改这些", "What comes first"), 2)
    heads = (
        say("事项", "Matter"),
        say("现在", "Now"),
        say("牵头", "Lead"),
        say("先做", "First step"),
    )
    bodies = body_names(standard, lang)
    rows = tuple(
        _step(finding, bodies.get(finding.lead or "", ""), lang) for finding in findings
    )
    yield Table(heads, rows, widths=(2.2, 2.4, 1.5, 3.1))


def _step(finding: Finding, lead: str, lang: Lang) -> Cells:
    flag = pick(lang, "【底线】", " [baseline]") if finding.baseline else ""
    first = finding.remedy[0].to(lang) if finding.remedy else ""
    return row(f"{finding.title.to(lang)}{flag}", finding.why.to(lang), lead, first)


def _cut(text: str) -> str:
    return text if len(text) <= _NAME else text[: _NAME - 1] + "…"


def _public(score: Score, sensitive: set[str], lang: Lang) -> str:
    """Write a group's score, unless it would tell that of a sensitive indicator."""
    leaves = [
        leaf.id for leaf in score.walk() if leaf.measure and leaf.value is not None
    ]
    if len(leaves) < _LEAST and sensitive.intersection(leaves):
        return pick(lang, "不公示", "not published")
    return span(score.value, score.high)


_COUNTED: dict[Outcome, tuple[str, str]] = {
    "met": ("得满分（项）", "full"),
    "partly_met": ("得部分分数（项）", "in part"),
    "not_met": ("得零分（项）", "zero"),
    "not_applicable": ("不适用（项）", "not applicable"),
    "not_assessed": ("未评（项）", "not assessed"),
}
"""The outcomes as a notice counts them: a level may be called by the same word as an outcome."""
_NOTICED = (
    ("社区", "Community"),
    ("街道", "Street office"),
    ("评估期", "Period"),
    ("依据标准", "Standard"),
    ("评估方式", "Basis"),
    ("说明", "Note"),
    ("达到等级", "Level reached"),
    ("总分", "Total"),
)
"""What of the cover stands on a notice."""
