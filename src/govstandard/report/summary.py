"""A result at a glance, and where one of its numbers comes from."""

from collections.abc import Iterable, Iterator
from functools import partial

from govstandard.base.rounding import show
from govstandard.base.words import Lang, pick
from govstandard.report.blocks import (
    Block,
    Cell,
    Cells,
    Gap,
    Heading,
    Item,
    Pairs,
    Paragraph,
    Points,
    Report,
    Table,
    pairs,
    points,
    row,
)
from govstandard.report.indicators import TONES, differences_table, mark_heads
from govstandard.scoring.explaining import OUTCOMES, span
from govstandard.scoring.result import Finding, Result, Score
from govstandard.standard.requirements import Check

_TOP = 10
"""So many of the costliest shortfalls are listed."""


def summary(result: Result, lang: Lang, *, items: bool = False) -> Report:
    """Write a result at a glance: total, level, dimensions, what blocks the next level, and the shortfalls.

    With `items`, also every answered indicator with the reason for its mark.
    """
    blocks = (
        *_begun(result, lang),
        *_dimensions(result, lang),
        *_blocking(result, lang),
        *_findings(result, lang),
        *_differences(result, lang),
        *_open(result, lang),
        *_unsupported(result, lang),
        *(_items(result, lang) if items else ()),
        *_ended(lang),
    )
    title = f"{result.community.name}  {result.period}  {result.standard}"
    return Report(title, (), blocks, lang)


def explanation(score: Score, lang: Lang) -> Report:
    """Write where one number comes from."""
    head, *parts = score.explain(lang).split("\n")
    told = [part.strip() for part in parts]
    return Report("", (), (Paragraph(head), points(*told)), lang)


# The chapters


def _begun(result: Result, lang: Lang) -> Iterator[Block]:
    if result.title:
        yield Paragraph(result.title.to(lang))
    yield Gap()
    yield _overall(result, lang)


def _ended(lang: Lang) -> Iterator[Block]:
    hint = "govstandard explain FILE ID"
    yield Gap()
    yield Paragraph(
        pick(lang, f"任一得分的由来：{hint}", f"where any number comes from: {hint}"),
        "quiet",
    )


def _overall(result: Result, lang: Lang) -> Pairs:
    say = partial(pick, lang)
    coverage = (
        f"{result.answered}/{result.applicable} ({show(result.coverage * 100)} %)"
    )
    return pairs(
        (say("总分", "Total"), _total(result, lang)),
        (say("自评总分", "Self-reported total"), str(result.self_reported or "")),
        (say("有佐证总分", "Supported total"), _supported(result, lang)),
        *_adjustments(result, lang),
        (say("填报率", "Coverage"), coverage),
        (say("达到等级", "Level reached"), Cell(result.level.title.to(lang), "group")),
        (say("仍可达到", "Level still possible"), result.possible.title.to(lang)),
    )


def _total(result: Result, lang: Lang) -> str:
    if result.total.value == result.total.high:
        return str(result.total)
    note = pick(
        lang,
        "（方括号内为未填项全为最差到全为最好的区间）",
        "(in brackets: if all that is open turns out worst – best)",
    )
    return f"{result.total} {note}"


def _supported(result: Result, lang: Lang) -> str:
    if result.supported is None:
        return ""
    note = pick(
        lang,
        "（没有列明佐证的，按 0 到所报得分计）",
        "(claims without evidence count from 0 to what was claimed)",
    )
    return f"{result.supported} {note}"


def _adjustments(result: Result, lang: Lang) -> Iterator[tuple[str, str]]:
    for applied in result.adjustments:
        title = applied.adjustment.title.to(lang)
        yield pick(lang, "加减分", "Adjustment"), f"{applied.points:+g} {title}"
    if result.adjustments:
        yield (
            pick(lang, "加减分合计", "Adjustments in all"),
            f"{result.total.adjustment:+g}",
        )


def _dimensions(result: Result, lang: Lang) -> Iterator[Block]:
    say = partial(pick, lang)
    yield Heading(say("各维度得分", "Scores by dimension"))
    heads = (
        "",
        say("得分", "Score"),
        say("占比", "Share"),
        say("已评/适用", "Assessed/applicable"),
    )
    rows = tuple(_dimension(score, lang) for score in result.dimensions)
    yield Table(heads, rows, widths=(4, 2, 1.2, 1.4))


def _dimension(score: Score, lang: Lang) -> Cells:
    assessed, applicable = score.assessed
    return row(
        f"{score.id} {score.title.to(lang)}",
        span(score.value, score.high),
        f"{show(score.share * 100)} %",
        f"{assessed}/{applicable}",
    )


def _blocking(result: Result, lang: Lang) -> Iterator[Block]:
    if result.next_level is None:
        return
    level = result.next_level.title.to(lang)
    yield Heading(pick(lang, f"距离“{level}”还差", f"What blocks “{level}”"))
    yield Points(tuple(_check(check, lang) for check in result.blocking))
    legend = pick(
        lang,
        "✗ 已定不符合  ○ 尚未确定（待填报、待申报或待复核）",
        "✗ does not hold  ○ open: to be answered, declared or reviewed",
    )
    yield Paragraph(legend, "quiet", depth=1)


def _check(check: Check, lang: Lang) -> Item:
    told = check.what.to(lang)
    return Item(told, "✗", "bad") if check.holds is False else Item(told, "○", "fair")


def _findings(result: Result, lang: Lang) -> Iterator[Block]:
    say, count = partial(pick, lang), len(result.findings)
    if not count:
        return
    title = say(f"失分指标（共 {count} 项）", f"Shortfalls ({count})")
    if count > _TOP:
        title = say(
            f"失分最多的 {_TOP} 项（共 {count} 项）",
            f"The {_TOP} costliest shortfalls (of {count})",
        )
    yield Heading(title)
    heads = (
        say("失分", "Lost"),
        say("指标", "Indicator"),
        say("依据", "Reason"),
    )
    rows = tuple(_finding(finding, lang) for finding in result.findings[:_TOP])
    yield Table(heads, rows, widths=(1, 3, 5))


def _finding(finding: Finding, lang: Lang) -> Cells:
    flag = pick(lang, "【底线】", " [baseline]") if finding.baseline else ""
    name = f"{finding.id} {finding.title.to(lang)}{flag}"
    return row(show(finding.points, 2), name, finding.why.to(lang))


def _differences(result: Result, lang: Lang) -> Iterator[Block]:
    if result.differences:
        yield Heading(pick(lang, "复核与自评", "Reviewed against self-reported"))
        yield differences_table(result.differences, lang)


def _open(result: Result, lang: Lang) -> Iterator[Block]:
    count = result.applicable - result.answered
    if not count:
        return
    title = pick(
        lang,
        f"未评指标（共 {count} 项：未填报，或资料不足）",
        f"Not assessed ({count}: not answered, or too little given)",
    )
    yield Heading(title)
    open_ = {leaf.id for leaf in result.root.walk() if leaf.outcome == "not_assessed"}
    yield points(*_by_group(result, open_, lang))


def _unsupported(result: Result, lang: Lang) -> Iterator[Block]:
    ids = {leaf.id for leaf in result.unsupported}
    if not ids:
        return
    title = pick(
        lang,
        f"缺佐证的指标（共 {len(ids)} 项：标准要求列明佐证，填报没有列）",
        f"Without the evidence that is demanded ({len(ids)})",
    )
    yield Heading(title)
    yield points(*_by_group(result, ids, lang))


def _by_group(result: Result, wanted: set[str], lang: Lang) -> Iterator[str]:
    """Write the ids of indicators group by group, a line each."""
    colon, comma = pick(lang, "：", ": "), pick(lang, "、", ", ")
    for group in result.root.walk():
        ids = [leaf.id for leaf in group.children if leaf.id in wanted]
        if ids:
            yield f"{group.title.to(lang)}{colon}{comma.join(ids)}"


def _items(result: Result, lang: Lang) -> Iterator[Block]:
    say = partial(pick, lang)
    yield Heading(say("已填指标逐项依据", "Every answered indicator with its reason"))
    yield Table(
        mark_heads(lang),
        tuple(_answered(result.root.walk(), lang)),
        widths=(3, 2, 1.1, 4.8),
    )


def _answered(scores: Iterable[Score], lang: Lang) -> Iterator[Cells]:
    for leaf in scores:
        if leaf.outcome is None or leaf.figures is None:
            continue
        flags = leaf.reading.flags if leaf.reading else ()
        reasons = [leaf.summary(lang), *(flag.to(lang) for flag in flags)]
        yield row(
            f"{leaf.id} {leaf.title.to(lang)}",
            span(leaf.value, leaf.high),
            Cell(OUTCOMES[leaf.outcome].to(lang), TONES.get(leaf.outcome, "quiet")),
            pick(lang, "；", "; ").join(reasons),
        )
