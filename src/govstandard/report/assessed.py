"""The report on one assessment: what it says, in order."""

from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial

from govstandard.assessment.answers import Assessment
from govstandard.base.rounding import settle, show, signed
from govstandard.base.words import Lang, pick
from govstandard.report.blocks import (
    Block,
    Cell,
    Heading,
    Paragraph,
    Picture,
    Points,
    Report,
    Table,
    Tone,
    row,
)
from govstandard.report.charts import bars_svg, radar_svg
from govstandard.scoring.explaining import OUTCOMES, Outcome, hundred, span
from govstandard.scoring.result import Finding, Result, Score, VetoState
from govstandard.standard.tree import Standard

TONES: dict[Outcome, Tone] = {
    "met": "good",
    "partly_met": "fair",
    "not_met": "bad",
    "not_assessed": "open",
}
"""How an outcome is coloured."""
_CORNERS = 3
_GOOD, _FAIR = 0.8, 0.6
"""The usual bounds."""

Say = Callable[[str, str], str]


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
    return "good" if share >= _GOOD else "fair" if share >= _FAIR else "bad"


def assessment_report(
    standard: Standard, assessment: Assessment, result: Result, lang: Lang
) -> Report:
    """Write all of a result: level, scores, what to do, every mark with its reason, and the method."""
    say = partial(pick, lang)
    blocks = (
        *_overall(result, lang),
        *_scores(result, lang),
        *_remedies(standard, result, lang),
        *_review(assessment, result, lang),
        *_open(result, lang),
        *_marks(result, lang),
        *_method(standard, assessment, result, lang),
    )
    title = say("社区治理评估报告", "Report on a community's governance")
    return Report(title, about(standard, assessment, result, lang), blocks, lang)


def about(
    standard: Standard, assessment: Assessment, result: Result, lang: Lang
) -> tuple[tuple[str, str], ...]:
    """Return what stands on the cover: who, when, by what, and what came out."""
    say = partial(pick, lang)
    reviewer = assessment.reviewed
    how = say("自评，未经复核签认", "self-reported, not reviewed")
    if reviewer:
        how = say(
            f"经复核：{reviewer.by}，{reviewer.on}", f"reviewed by {reviewer.by} on {reviewer.on}"
        )
    told = (
        (say("社区", "Community"), assessment.community.name),
        (say("街道", "Street office"), assessment.community.street),
        (say("评估期", "Period"), str(assessment.period)),
        (say("依据标准", "Standard"), f"{standard.title.to(lang)} {standard.name}"),
        (say("评估方式", "Basis"), how),
        (say("填报人", "Filled in by"), assessment.by),
        (say("说明", "Note"), assessment.title.to(lang) if assessment.title else ""),
        (say("达到等级", "Level reached"), result.level.title.to(lang)),
        (say("总分", "Total"), str(result.total)),
    )
    return tuple((label, text) for label, text in told if text)


# The chapters


def _overall(result: Result, lang: Lang) -> Iterator[Block]:
    say = partial(pick, lang)
    yield Heading(say("总体结果", "Overall"))
    told = [
        (say("达到等级", "Level reached"), result.level.title.to(lang)),
        (say("仍可达到", "Level still possible"), result.possible.title.to(lang)),
        (say("总分", "Total"), str(result.total)),
        (say("自评总分", "Self-reported total"), str(result.self_reported or "")),
        (say("有佐证总分", "Supported total"), str(result.supported or "")),
        (
            say("填报率", "Coverage"),
            f"{result.answered}/{result.applicable}{say('（', ' (')}{show(result.coverage * 100)} %{say('）', ')')}",
        ),
    ]
    told += [
        (
            say("加减分", "Adjustment"),
            f"{signed(applied.points)} {applied.adjustment.title.to(lang)}",
        )
        for applied in result.adjustments
    ]
    told += [(say("一票否决", "Veto"), _veto(state, lang)) for state in result.vetoes]
    yield Table(
        (say("项目", "What"), say("结果", "Result")),
        tuple(row(*pair) for pair in told if pair[1]),
        widths=(1, 4),
    )
    if result.total.value != result.total.high:
        text = say(
            "方括号内为可能的范围：未填的项全按最差计，为下限；全按最好计，为上限。",
            "In brackets: if all that is open turns out worst, and if it turns out best.",
        )
        yield Paragraph(text)
    if result.next_level:
        name = result.next_level.title.to(lang)
        yield Heading(say(f"距离“{name}”还差", f"What blocks “{name}”"), 2)
        yield Points(
            tuple(
                f"{'×' if check.holds is False else '○'} {check.what.to(lang)}"
                for check in result.blocking
            )
        )
        legend = say(
            "× 已定不符合；○ 尚未确定，待填报、待申报或待复核。",
            "× does not hold; ○ open: to be answered, declared or reviewed.",
        )
        yield Paragraph(legend)


def _veto(state: VetoState, lang: Lang) -> str:
    said = {
        True: ("已发生", "happened"),
        False: ("没有发生", "did not happen"),
        None: ("待申报", "not declared"),
    }
    return state.veto.title.to(lang) + pick(lang, "：", ": ") + pick(lang, *said[state.happened])


def groups(result: Result) -> tuple[list[Score], list[Score]]:
    """Return the topmost groups of a result, and those that hold indicators."""
    tops = [score for score in result.root.children if score.method]
    bottoms = [
        score
        for score in result.root.walk()
        if score.method
        and score is not result.root
        and any(child.measure for child in score.children)
    ]
    return tops, bottoms


def _scores(result: Result, lang: Lang) -> Iterator[Block]:
    say = partial(pick, lang)
    tops, bottoms = groups(result)
    if not bottoms:
        return
    yield Heading(say("各维度和各部分得分", "Scores by group"))
    if len(tops) >= _CORNERS:
        title = say("各维度得分", "Scores of the topmost groups")
        yield Picture(radar_svg(tops, title, lang), title, _told(tops, lang), lang, width=0.6)
    yield _group_table(tops, say("占总分", "Share of the total"), lang)
    if bottoms != tops:
        title = say(
            "各部分得分，浅色为尚未确定的区间", "Scores of the groups, pale where still open"
        )
        yield Picture(bars_svg(bottoms, title, lang), title, _told(bottoms, lang), lang)
        yield _group_table(bottoms, say("占上一级", "Share of its group"), lang)


def _told(scores: list[Score], lang: Lang) -> str:
    return pick(lang, "；", "; ").join(
        f"{score.title.to(lang)} {span(score.value, score.high)}" for score in scores
    )


def _group_table(scores: list[Score], of: str, lang: Lang) -> Table:
    say = partial(pick, lang)
    rows = []
    for score in scores:
        assessed, applicable = score.assessed
        cell = Cell(span(score.value, score.high), tone(score.value, score.high))
        share = f"{show(score.share * 100)} %" if applicable else "–"
        rows.append(
            row(f"{score.id} {score.title.to(lang)}", cell, share, f"{assessed}/{applicable}")
        )
    heads = (
        say("名称", "Group"),
        say("得分", "Score"),
        of,
        say("已评/适用", "Assessed/applicable"),
    )
    return Table(heads, tuple(rows), widths=(4, 2, 1.2, 1.4))


def _remedies(standard: Standard, result: Result, lang: Lang) -> Iterator[Block]:
    say = partial(pick, lang)
    if not result.findings:
        return
    yield Heading(say("整改清单", "What to do"))
    text = say(
        "按牵头主体列出没有达到目标的指标，底线在前，失分多的在前。“可提高”是这一项达到后总分能增加多少。",
        "By lead body, baselines first, then the costliest. 'Gain' is how far the total would rise if it were met.",
    )
    yield Paragraph(text)
    names = {body.id: body.name.to(lang) for body in standard.bodies}
    findings = sorted(result.findings, key=lambda finding: not finding.baseline)
    for lead in dict.fromkeys(finding.lead for finding in findings):
        yield Heading(names.get(lead or "", lead or say("没有牵头主体", "No lead body")), 2)
        found = [finding for finding in findings if finding.lead == lead]
        heads = (
            *(say("指标", "Indicator"), say("可提高", "Gain"), say("依据", "Reason")),
            say("怎么办", "Remedy"),
        )
        yield Table(
            heads,
            tuple(_remedy(result, finding, lang) for finding in found),
            widths=(2.4, 0.9, 2.9, 4.1),
        )


def _remedy(result: Result, finding: Finding, lang: Lang) -> tuple[Cell, ...]:
    flag = pick(lang, "【底线】", " [baseline]") if finding.baseline else ""
    steps = "\n".join(f"{number}. {step.to(lang)}" for number, step in enumerate(finding.remedy, 1))
    name = Cell(f"{finding.id} {finding.title.to(lang)}{flag}", TONES[finding.outcome])
    gain = (
        show(finding.points, 2)
        if finding.points >= _SHOWN
        else pick(lang, "不足 0.01", "under 0.01")
    )
    return row(
        name, gain, "\n".join([finding.why.to(lang), *_unmet(result[finding.id], lang)]), steps
    )


_SHOWN = 0.01


def _unmet(leaf: Score, lang: Lang) -> Iterator[str]:
    """Write out the points that were not met."""
    answers = (leaf.figures.points if leaf.figures else None) or {}
    for point in leaf.measure.points if leaf.measure else ():
        if answers.get(point.number) == "unmet":
            yield pick(lang, f"× 第 {point.number} 点：", f"× .{point.number} ") + point.text.to(
                lang
            )


def _review(assessment: Assessment, result: Result, lang: Lang) -> Iterator[Block]:
    say = partial(pick, lang)
    if assessment.reviewed is None and not result.differences:
        return
    yield Heading(say("复核", "Review"))
    if assessment.reviewed:
        reviewer = assessment.reviewed
        yield Paragraph(
            say(
                f"{reviewer.by}于 {reviewer.on} 复核。{reviewer.note}",
                f"Reviewed by {reviewer.by} on {reviewer.on}. {reviewer.note}",
            )
        )
    if not result.differences:
        yield Paragraph(say("复核与自评没有不同。", "The review found no difference."))
        return
    heads = (
        *(say("指标", "Indicator"), say("自评", "Own"), say("复核", "Reviewed")),
        *(say("得分", "Score"), say("理由", "Reason")),
    )
    rows = (
        row(
            f"{found.id} {found.title.to(lang)}",
            found.own.to(lang),
            found.reviewed.to(lang),
            f"{hundred(found.own_value)} → {hundred(found.value)}",
            found.reason,
        )
        for found in result.differences
    )
    yield Table(heads, tuple(rows), widths=(2.6, 2, 2, 1.4, 3))


def _open(result: Result, lang: Lang) -> Iterator[Block]:
    say = partial(pick, lang)
    leaves = list(result.root.walk())
    unanswered = [leaf for leaf in leaves if leaf.outcome == "not_assessed"]
    for title, found in (
        (say("还没有评的指标", "Not assessed yet"), unanswered),
        (say("缺佐证的指标", "Without the evidence that is demanded"), list(result.unsupported)),
    ):
        if found:
            yield Heading(f"{title}{say('（', ' (')}{len(found)}{say('）', ')')}")
            yield Points(tuple(_by_group(result, found, lang)))


def _by_group(result: Result, leaves: list[Score], lang: Lang) -> Iterator[str]:
    """Write indicators part by part, a line each."""
    ids = {leaf.id for leaf in leaves}
    for group in result.root.walk():
        found = [f"{leaf.id} {leaf.title.to(lang)}" for leaf in group.children if leaf.id in ids]
        if found:
            yield f"{group.title.to(lang)}{pick(lang, '：', ': ')}{pick(lang, '；', '; ').join(found)}"


def _marks(result: Result, lang: Lang) -> Iterator[Block]:
    say = partial(pick, lang)
    yield Heading(say("逐项得分和依据", "Every indicator with its reason"))
    heads = (
        say("指标", "Indicator"),
        say("得分", "Score"),
        say("结果", "Outcome"),
        say("依据", "Reason"),
    )
    for group in result.root.walk():
        leaves = [leaf for leaf in group.children if leaf.outcome and leaf.measure]
        if leaves:
            if group is not result.root:
                yield Heading(f"{group.id} {group.title.to(lang)}", 2)
            yield Table(heads, tuple(_mark(leaf, lang) for leaf in leaves), widths=(3, 2, 1.1, 4.8))


def _mark(leaf: Score, lang: Lang) -> tuple[Cell, ...]:
    outcome = leaf.outcome or "not_assessed"
    flags = leaf.reading.flags if leaf.reading else ()
    told = [leaf.summary(lang), *(flag.to(lang) for flag in flags)]
    told += [pick(lang, "按复核数计分", "by the reviewer's figures")] if leaf.reviewed else []
    told += [pick(lang, "没有列明佐证", "no evidence named")] if leaf.unsupported else []
    flag = pick(lang, "【底线】", " [baseline]") if leaf.baseline else ""
    return row(
        f"{leaf.id} {leaf.title.to(lang)}{flag}",
        span(leaf.value, leaf.high),
        Cell(OUTCOMES[outcome].to(lang), TONES.get(outcome, "")),
        pick(lang, "；", "; ").join(filter(None, told)),
    )


def _method(
    standard: Standard, assessment: Assessment, result: Result, lang: Lang
) -> Iterator[Block]:
    say = partial(pick, lang)
    yield Heading(say("评分办法", "Method"))
    if standard.about:
        yield Paragraph(standard.about.to(lang))
    yield Points(
        (
            say(
                "每项指标按数值与目标比较，得 0 到 100 分；达到目标得满分，没有达到的按比例。",
                "Each indicator scores 0 to 100 by its value against the target, in proportion where it falls short.",
            ),
            say(
                "没有填的按区间计：最低按 0 分，最高按满分；不适用的不计分，权重由同级分担。",
                "What is not answered opens an interval from 0 to full; what does not apply counts neither way.",
            ),
            say(
                "有复核数的按复核数计，没有的按自评计。",
                "The reviewer's figures count where there are any, else the community's.",
            ),
            say(
                "给人看的分数取一位小数，多余的截去，不进位。",
                "Scores are shown with one decimal, cut off and not rounded up.",
            ),
            say(
                "底线没有全部达到的，总分再高也到不了要求底线的等级；一票否决发生的，等级封顶，分数照样显示。",
                "A level that asks for baselines is out of reach while one is not met; a veto caps the level, not the"
                " total.",
            ),
            say(
                "“有佐证总分”把标准要求列明佐证而没有列的得分，按“0 分至所报得分”的区间计；等级不因此改变。",
                "The supported total counts a claim without the evidence that is demanded from 0 to what was claimed;"
                " the level does not change.",
            ),
            say(
                f"标准：{standard.name}，{'已发布' if standard.status == 'released' else '草稿'}。"
                "查任一得分的由来，可运行命令：govstandard explain 填报文件 编号。",
                f"Standard: {standard.name} ({standard.status}). Where any number comes from: govstandard explain.",
            ),
        )
    )
    notes = [text for text in (assessment.note,) if text]
    if notes:
        yield Heading(say("填报说明", "Notes of the community"), 2)
        yield Points(tuple(notes))
    evaluated = Counter(
        leaf.outcome for leaf in result.root.walk() if leaf.outcome and leaf.measure
    )
    counted = say("，", ", ").join(
        f"{OUTCOMES[name].to(lang)} {evaluated[name]}" for name in OUTCOMES
    )
    yield Paragraph(say(f"全部指标：{counted}。", f"All indicators: {counted}."))
