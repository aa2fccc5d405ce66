"""The report on one assessment: what it says, in order."""

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import partial

from govstandard.assessment.answers import Assessment
from govstandard.base.rounding import settle, show, signed
from govstandard.base.words import Lang, pick, words
from govstandard.report.blocks import (
    Block,
    Cell,
    Cells,
    Heading,
    Item,
    Paragraph,
    Picture,
    Points,
    Report,
    Table,
    Tone,
    points,
    row,
)
from govstandard.report.charts import bars_svg, radar_svg
from govstandard.report.indicators import marks, open_indicators, remedies, review
from govstandard.scoring.explaining import OUTCOMES, span
from govstandard.scoring.result import Result, Score, VetoState
from govstandard.standard.requirements import Check
from govstandard.standard.tree import Standard

_CORNERS = 3
_GOOD, _FAIR = 0.8, 0.6
"""The usual bounds."""


def tone(value: float | None, high: float | None) -> Tone:
    """Return how a score is coloured: certain ones by how full they are.

    >>> tone(1.0, 1.0), tone(0.7, 0.7), tone(0.2, 0.2), tone(0.2, 0.9), tone(None, None)
    ('good', 'fair', 'bad', 'open', '')
    """
    if value is None or high is None:
        return ""
    if value != high:
        return "open"
    share = settle(value)
    if share >= _GOOD:
        return "good"
    return "fair" if share >= _FAIR else "bad"


def assessment_report(
    standard: Standard, assessment: Assessment, result: Result, lang: Lang
) -> Report:
    """Write all of a result: level, scores, what to do, every mark with its reason, and the method."""
    say = partial(pick, lang)
    blocks = (
        *_overall(result, lang),
        *_scores(result, lang),
        *remedies(standard, result, lang),
        *review(assessment, result, lang),
        *open_indicators(result, lang),
        *marks(result, lang),
        *_method(standard, assessment, result, lang),
    )
    title = say("社区治理评估报告", "Report on a community's governance")
    return Report(title, about(standard, assessment, result, lang), blocks, lang)


def about(
    standard: Standard, assessment: Assessment, result: Result, lang: Lang
) -> tuple[tuple[str, str], ...]:
    """Return what stands on the cover: who, when, by what, and what came out."""
    say = partial(pick, lang)
    told = (
        (say("社区", "Community"), assessment.community.name),
        (say("街道", "Street office"), assessment.community.street),
        (say("评估期", "Period"), str(assessment.period)),
        (say("依据标准", "Standard"), f"{standard.title.to(lang)} {standard.name}"),
        (say("评估方式", "Basis"), _basis(assessment, lang)),
        (say("填报人", "Filled in by"), assessment.by),
        (say("说明", "Note"), assessment.title.to(lang) if assessment.title else ""),
        (say("达到等级", "Level reached"), result.level.title.to(lang)),
        (say("总分", "Total"), str(result.total)),
    )
    return tuple((label, text) for label, text in told if text)


def _basis(assessment: Assessment, lang: Lang) -> str:
    review = assessment.reviewed
    if review is None:
        return pick(lang, "自评，未经复核签认", "self-reported, not reviewed")
    by, on = review.by, review.on
    return pick(lang, f"经复核：{by}，{on}", f"reviewed by {by} on {on}")


# The chapters


def _overall(result: Result, lang: Lang) -> Iterator[Block]:
    say = partial(pick, lang)
    yield Heading(say("总体结果", "Overall"))
    heads = (
        say("项目", "What"),
        say("结果", "Result"),
    )
    told = [(label, text) for label, text in _results(result, lang) if text]
    yield Table(heads, tuple(row(*pair) for pair in told), widths=(1, 4))
    if result.total.value != result.total.high:
        text = say(
            "方括号内为可能的范围：未填的项全按最差计，为下限；全按最好计，为上限。",
            "In brackets: if all that is open turns out worst, and if it turns out best.",
        )
        yield Paragraph(text)
    if result.next_level:
        yield from _blocking(result, result.next_level.title.to(lang), lang)


def _results(result: Result, lang: Lang) -> Iterator[tuple[str, str]]:
    say = partial(pick, lang)
    yield say("达到等级", "Level reached"), result.level.title.to(lang)
    yield say("仍可达到", "Level still possible"), result.possible.title.to(lang)
    yield say("总分", "Total"), str(result.total)
    yield say("自评总分", "Self-reported total"), str(result.self_reported or "")
    yield say("有佐证总分", "Supported total"), str(result.supported or "")
    share = show(result.coverage * 100)
    counted = f"{result.answered}/{result.applicable}"
    yield say("填报率", "Coverage"), counted + say(f"（{share} %）", f" ({share} %)")
    for applied in result.adjustments:
        title = applied.adjustment.title.to(lang)
        yield say("加减分", "Adjustment"), f"{signed(applied.points)} {title}"
    for state in result.vetoes:
        yield say("一票否决", "Veto"), _veto(state, lang)


def _blocking(result: Result, level: str, lang: Lang) -> Iterator[Block]:
    yield Heading(pick(lang, f"距离“{level}”还差", f"What blocks “{level}”"), 2)
    yield Points(tuple(_check(check, lang) for check in result.blocking))
    legend = pick(
        lang,
        "× 已定不符合；○ 尚未确定，待填报、待申报或待复核。",
        "× does not hold; ○ open: to be answered, declared or reviewed.",
    )
    yield Paragraph(legend)


def _check(check: Check, lang: Lang) -> Item:
    told = check.what.to(lang)
    return Item(told, "×", "bad") if check.holds is False else Item(told, "○", "fair")


def _veto(state: VetoState, lang: Lang) -> str:
    title, colon = state.veto.title.to(lang), pick(lang, "：", ": ")
    return f"{title}{colon}{_HAPPENED[state.happened].to(lang)}"


_HAPPENED = {
    True: words("已发生", "happened"),
    False: words("没有发生", "did not happen"),
    None: words("待申报", "not declared"),
}


def groups(result: Result) -> tuple[list[Score], list[Score]]:
    """Return the topmost groups of a result, and those that hold indicators."""
    tops = [score for score in result.root.children if score.method]
    below = [
        score
        for score in result.root.walk()
        if score.method and score is not result.root
    ]
    return tops, [score for score in below if _holds_indicators(score)]


def _holds_indicators(score: Score) -> bool:
    return any(child.measure for child in score.children)


def _scores(result: Result, lang: Lang) -> Iterator[Block]:
    say = partial(pick, lang)
    tops, bottoms = groups(result)
    if not bottoms:
        return
    yield Heading(say("各维度和各部分得分", "Scores by group"))
    if len(tops) >= _CORNERS:
        title = say("各维度得分", "Scores of the topmost groups")
        yield Picture(
            radar_svg(tops, title, lang), title, _told(tops, lang), lang, width=0.6
        )
    yield _group_table(tops, say("占总分", "Share of the total"), lang)
    if bottoms != tops:
        title = say(
            "各部分得分，浅色为尚未确定的区间",
            "Scores of the groups, pale where still open",
        )
        yield Picture(bars_svg(bottoms, title, lang), title, _told(bottoms, lang), lang)
        yield _group_table(bottoms, say("占上一级", "Share of its group"), lang)


def _told(scores: Sequence[Score], lang: Lang) -> str:
    told = (
        f"{score.title.to(lang)} {span(score.value, score.high)}" for score in scores
    )
    return pick(lang, "；", "; ").join(told)


def _group_table(scores: Sequence[Score], of: str, lang: Lang) -> Table:
    say = partial(pick, lang)
    heads = (
        say("名称", "Group"),
        say("得分", "Score"),
        of,
        say("已评/适用", "Assessed/applicable"),
    )
    rows = tuple(_group(score, lang) for score in scores)
    return Table(heads, rows, widths=(4, 2, 1.2, 1.4))


def _group(score: Score, lang: Lang) -> Cells:
    assessed, applicable = score.assessed
    return row(
        f"{score.id} {score.title.to(lang)}",
        Cell(span(score.value, score.high), tone(score.value, score.high)),
        f"{show(score.share * 100)} %" if applicable else "–",
        f"{assessed}/{applicable}",
    )


def _method(
    standard: Standard, assessment: Assessment, result: Result, lang: Lang
) -> Iterator[Block]:
    say = partial(pick, lang)
    yield Heading(say("评分办法", "Method"))
    if standard.about:
        yield Paragraph(standard.about.to(lang))
    state = words(
        "已发布" if standard.status == "released" else "草稿", standard.status
    )
    source = words(
        "标准：{standard}，{state}。查任一得分的由来，可运行命令：govstandard explain 填报文件 编号。",
        "Standard: {standard} ({state}). Where any number comes from: govstandard explain.",
        standard=standard.name,
        state=state,
    )
    yield points(*(rule.to(lang) for rule in (*_RULES, source)))
    if assessment.note:
        yield Heading(say("填报说明", "Notes of the community"), 2)
        yield points(assessment.note)
    counted = say("，", ", ").join(_counted(result, lang))
    yield Paragraph(say(f"全部指标：{counted}。", f"All indicators: {counted}."))


def _counted(result: Result, lang: Lang) -> Iterator[str]:
    """Count the indicators by how they came out."""
    leaves = [leaf for leaf in result.root.walk() if leaf.outcome and leaf.measure]
    count = Counter(leaf.outcome for leaf in leaves)
    for outcome, told in OUTCOMES.items():
        yield f"{told.to(lang)} {count[outcome]}"


_RULES = (
    words(
        "每项指标按数值与目标比较，得 0 到 100 分；达到目标得满分，没有达到的按比例。",
        "Each indicator scores 0 to 100 by its value against the target, in proportion where it falls short.",
    ),
    words(
        "没有填的按区间计：最低按 0 分，最高按满分；不适用的不计分，权重由同级分担。",
        "What is not answered opens an interval from 0 to full; what does not apply counts neither way.",
    ),
    words(
        "有复核数的按复核数计，没有的按自评计。",
        "The reviewer's figures count where there are any, else the community's.",
    ),
    words(
        "给人看的分数取一位小数，多余的截去，不进位。",
        "Scores are shown with one decimal, cut off and not rounded up.",
    ),
    words(
        "底线没有全部达到的，总分再高也到不了要求底线的等级；一票否决发生的，等级封顶，分数照样显示。",
        "A level that asks for baselines is out of reach while one is not met; a veto caps the level, not the total.",
    ),
    words(
        "“有佐证总分”把标准要求列明佐证而没有列的得分，按“0 分至所报得分”的区间计；等级不因此改变。",
        "The supported total counts a claim without the evidence that is demanded from 0 to what was claimed;"
        " the level does not change.",
    ),
)
"""How scores are made, as every report says."""
