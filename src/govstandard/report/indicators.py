"""What a report says of single indicators: what to do, the review, what is open, every mark."""

from collections.abc import Iterable, Iterator, Sequence
from functools import partial

from govstandard.assessment.answers import Assessment
from govstandard.base.rounding import show
from govstandard.base.words import Lang, pick, words
from govstandard.report.blocks import (
    Block,
    Cell,
    Cells,
    Heading,
    Paragraph,
    Table,
    Tone,
    points,
    row,
)
from govstandard.scoring.explaining import OUTCOMES, Outcome, hundred, span
from govstandard.scoring.result import Difference, Finding, Result, Score
from govstandard.standard.describing import body_names
from govstandard.standard.tree import Standard

TONES: dict[Outcome, Tone] = {
    "met": "good",
    "partly_met": "fair",
    "not_met": "bad",
    "not_assessed": "open",
}
"""How an outcome is coloured."""
_SHOWN = 0.01
"""The least gain that two decimals show."""


def remedies(standard: Standard, result: Result, lang: Lang) -> Iterator[Block]:
    """Write what to do about each shortfall, by lead body."""
    say = partial(pick, lang)
    if not result.findings:
        return
    yield Heading(say("整改清单", "What to do"))
    text = say(
        "按牵头主体列出没有达到目标的指标，底线在前，失分多的在前。“可提高”是这一项达到后总分能增加多少。",
        "By lead body, baselines first, then the costliest. 'Gain' is how far the total would rise if it were met.",
    )
    yield Paragraph(text)
    heads = (
        say("指标", "Indicator"),
        say("可提高", "Gain"),
        say("依据", "Reason"),
        say("怎么办", "Remedy"),
    )
    bodies = body_names(standard, lang)
    for lead, findings in _by_lead(result.findings).items():
        yield Heading(bodies.get(lead, lead or say("没有牵头主体", "No lead body")), 2)
        rows = tuple(_remedy(result, finding, lang) for finding in findings)
        yield Table(heads, rows, widths=(2.4, 0.9, 2.9, 4.1))


def _by_lead(findings: Iterable[Finding]) -> dict[str, list[Finding]]:
    """Sort findings by the body that leads, baselines first."""
    sorted_: dict[str, list[Finding]] = {}
    for finding in sorted(findings, key=lambda finding: not finding.baseline):
        sorted_.setdefault(finding.lead or "", []).append(finding)
    return sorted_


def _remedy(result: Result, finding: Finding, lang: Lang) -> Cells:
    flag = pick(lang, "【底线】", " [baseline]") if finding.baseline else ""
    reasons = [finding.why.to(lang), *_unmet(result[finding.id], lang)]
    steps = [
        f"{number}. {step.to(lang)}" for number, step in enumerate(finding.remedy, 1)
    ]
    return row(
        Cell(f"{finding.id} {finding.title.to(lang)}{flag}", TONES[finding.outcome]),
        _gain(finding, lang),
        "\n".join(reasons),
        "\n".join(steps),
    )


def _gain(finding: Finding, lang: Lang) -> str:
    if finding.points < _SHOWN:
        return pick(lang, "不足 0.01", "under 0.01")
    return show(finding.points, 2)


def _unmet(leaf: Score, lang: Lang) -> Iterator[str]:
    """Write out the points that were not met."""
    answers = (leaf.figures.points if leaf.figures else None) or {}
    for point in leaf.measure.points if leaf.measure else ():
        if answers.get(point.number) == "unmet":
            number, text = point.number, point.text.to(lang)
            yield pick(lang, f"× 第 {number} 点：{text}", f"× .{number} {text}")


def review(assessment: Assessment, result: Result, lang: Lang) -> Iterator[Block]:
    """Write who reviewed the assessment, and where the figures differ."""
    say, review = partial(pick, lang), assessment.reviewed
    if review is None and not result.differences:
        return
    yield Heading(say("复核", "Review"))
    if review:
        by, on, note = review.by, review.on, review.note
        yield Paragraph(
            say(f"{by}于 {on} 复核。{note}", f"Reviewed by {by} on {on}. {note}")
        )
    if not result.differences:
        yield Paragraph(say("复核与自评没有不同。", "The review found no difference."))
        return
    yield differences_table(result.differences, lang)


def differences_table(differences: Iterable[Difference], lang: Lang) -> Table:
    """Set what a reviewer found beside what the community recorded."""
    say = partial(pick, lang)
    heads = (
        say("指标", "Indicator"),
        say("自评", "Own"),
        say("复核", "Reviewed"),
        say("得分", "Score"),
        say("理由", "Reason"),
    )
    rows = tuple(_difference(difference, lang) for difference in differences)
    return Table(heads, rows, widths=(2.6, 2, 2, 1.4, 3))


def _difference(difference: Difference, lang: Lang) -> Cells:
    return row(
        f"{difference.id} {difference.title.to(lang)}",
        difference.own.to(lang),
        difference.reviewed.to(lang),
        f"{hundred(difference.own_value)} → {hundred(difference.value)}",
        difference.reason,
    )


def open_indicators(result: Result, lang: Lang) -> Iterator[Block]:
    """Write what is not assessed yet, and which claims lack evidence."""
    say = partial(pick, lang)
    unanswered = [leaf for leaf in result.root.walk() if leaf.outcome == "not_assessed"]
    lists = (
        (say("还没有评的指标", "Not assessed yet"), unanswered),
        (
            say("缺佐证的指标", "Without the evidence that is demanded"),
            result.unsupported,
        ),
    )
    for title, leaves in lists:
        count = len(leaves)
        if count:
            yield Heading(title + say(f"（{count}）", f" ({count})"))
            yield points(*_by_group(result, leaves, lang))


def _by_group(result: Result, leaves: Sequence[Score], lang: Lang) -> Iterator[str]:
    """Write indicators part by part, a line each."""
    wanted = {leaf.id for leaf in leaves}
    colon, semicolon = pick(lang, "：", ": "), pick(lang, "；", "; ")
    for group in result.root.walk():
        named = [
            f"{leaf.id} {leaf.title.to(lang)}"
            for leaf in group.children
            if leaf.id in wanted
        ]
        if named:
            yield f"{group.title.to(lang)}{colon}{semicolon.join(named)}"


def mark_heads(lang: Lang) -> tuple[str, ...]:
    """Return the headings of a table of marks."""
    titles = (
        words("指标", "Indicator"),
        words("得分", "Score"),
        words("结果", "Outcome"),
        words("依据", "Reason"),
    )
    return tuple(title.to(lang) for title in titles)


def marks(result: Result, lang: Lang) -> Iterator[Block]:
    """Write every indicator with its mark and the reason, group by group."""
    say = partial(pick, lang)
    yield Heading(say("逐项得分和依据", "Every indicator with its reason"))
    heads = mark_heads(lang)
    for group in result.root.walk():
        leaves = [leaf for leaf in group.children if leaf.outcome and leaf.measure]
        if leaves and group is not result.root:
            yield Heading(f"{group.id} {group.title.to(lang)}", 2)
        if leaves:
            yield Table(
                heads,
                tuple(_mark(leaf, lang) for leaf in leaves),
                widths=(3, 2, 1.1, 4.8),
            )


def _mark(leaf: Score, lang: Lang) -> Cells:
    outcome = leaf.outcome or "not_assessed"
    flag = pick(lang, "【底线】", " [baseline]") if leaf.baseline else ""
    reasons = [reason for reason in _reasons(leaf, lang) if reason]
    return row(
        f"{leaf.id} {leaf.title.to(lang)}{flag}",
        span(leaf.value, leaf.high),
        Cell(OUTCOMES[outcome].to(lang), TONES.get(outcome, "")),
        pick(lang, "；", "; ").join(reasons),
    )


def _reasons(leaf: Score, lang: Lang) -> Iterator[str]:
    yield leaf.summary(lang)
    for flag in leaf.reading.flags if leaf.reading else ():
        yield flag.to(lang)
    if leaf.reviewed:
        yield pick(lang, "按复核数计分", "by the reviewer's figures")
    if leaf.unsupported:
        yield pick(lang, "没有列明佐证", "no evidence named")
