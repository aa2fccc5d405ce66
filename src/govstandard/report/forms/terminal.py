"""Results and standards as text for a terminal or a pipe."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from rich.box import SIMPLE_HEAD
from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text as Styled

from govstandard.assessment.evidence import FileState
from govstandard.base.rounding import brief, show
from govstandard.base.words import Lang, pick, words
from govstandard.library.registry import Entry
from govstandard.scoring.result import OUTCOMES, Result, Score, hundred, span
from govstandard.standard.describing import EVERY, RELATION, facts
from govstandard.standard.tree import Body, Indicator, Node, Standard
from govstandard.standard.tree import Group as StandardGroup

if TYPE_CHECKING:
    from govstandard.library.cases import Verdict

_STYLE = {
    "met": "green",
    "partly_met": "yellow",
    "not_met": "red",
    "not_applicable": "dim",
    "not_assessed": "cyan",
}
_TOP = 10
_WIDE = 400


def write(console: Console, parts: Iterable[RenderableType]) -> None:
    """Print in colour and tables to a terminal, as plain lines without padding to a pipe."""
    if console.is_terminal:
        console.print(Group(*parts))
        return
    plain = Console(width=_WIDE, color_system=None, highlight=False, markup=False, emoji=False)
    with plain.capture() as captured:
        plain.print(Group(*parts))
    lines = [line.rstrip() for line in captured.get().splitlines()]
    console.file.write("\n".join(lines).strip("\n") + "\n")


def _table(*heads: str) -> Table:
    table = Table(box=SIMPLE_HEAD, pad_edge=False, header_style="bold", show_edge=False)
    for head in heads:
        table.add_column(head, overflow="fold")
    return table


def _row(table: Table, *cells: str | Styled) -> None:
    """Add a row whose words are shown as they are, whatever brackets they have."""
    table.add_row(*(cell if isinstance(cell, Styled) else Styled(cell) for cell in cells))


def _heading(text: str) -> Styled:
    return Styled(f"\n{text}", style="bold")


def result_text(result: Result, lang: Lang, *, items: bool = False) -> Iterator[RenderableType]:
    """Write a result: total, coverage, level, dimensions, what blocks the next level, and the shortfalls.

    With `items`, also every answered indicator with the reason for its mark.
    """
    yield Styled(f"{result.community.name}  {result.period}  {result.standard}", style="bold")
    if result.title:
        yield Styled(result.title.to(lang))
    yield Styled("")
    yield _overall(result, lang)
    yield _heading(pick(lang, "各维度得分", "Scores by dimension"))
    yield _dimensions(result, lang)
    yield from _blocking(result, lang)
    if result.findings:
        yield from _findings(result, lang)
    if result.differences:
        yield _heading(pick(lang, "复核与自评", "Reviewed against self-reported"))
        yield _differences(result, lang)
    yield from _open(result, lang)
    yield from _unsupported(result, lang)
    if items:
        yield _heading(pick(lang, "已填指标逐项依据", "Every answered indicator with its reason"))
        yield _items(result, lang)
    yield Styled("")
    hint = "govstandard explain FILE ID"
    yield Styled(
        pick(lang, f"任一得分的由来：{hint}", f"where any number comes from: {hint}"), style="dim"
    )


def _overall(result: Result, lang: Lang) -> Table:
    grid = Table.grid(padding=(0, 2))
    note = pick(
        lang,
        "（方括号内为未填项全为最差到全为最好的区间）",
        "(in brackets: if all that is open turns out worst – best)",
    )
    _row(
        grid,
        pick(lang, "总分", "Total"),
        f"{result.total} {note if result.total.value != result.total.high else ''}",
    )
    if result.self_reported:
        _row(grid, pick(lang, "自评总分", "Self-reported total"), str(result.self_reported))
    if result.supported:
        only = pick(
            lang,
            "（没有列明佐证的，按 0 到所报得分计）",
            "(claims without evidence count from 0 to what was claimed)",
        )
        _row(grid, pick(lang, "有佐证总分", "Supported total"), f"{result.supported} {only}")
    for applied in result.adjustments:
        title, points = applied.adjustment.title.to(lang), f"{applied.points:+g}"
        _row(grid, pick(lang, "加减分", "Adjustment"), f"{points} {title}")
    if result.adjustments:
        _row(grid, pick(lang, "加减分合计", "Adjustments in all"), f"{result.total.adjustment:+g}")
    coverage = f"{result.answered}/{result.applicable} ({show(result.coverage * 100)} %)"
    _row(grid, pick(lang, "填报率", "Coverage"), coverage)
    _row(
        grid,
        pick(lang, "达到等级", "Level reached"),
        Styled(result.level.title.to(lang), style="bold"),
    )
    _row(grid, pick(lang, "仍可达到", "Level still possible"), result.possible.title.to(lang))
    return grid


def _dimensions(result: Result, lang: Lang) -> Table:
    heads = (
        ("", "得分", "占比", "已评/适用")
        if lang == "zh"
        else ("", "Score", "Share", "Assessed/applicable")
    )
    table = _table(*heads)
    for score in result.dimensions:
        assessed, applicable = score.assessed
        share = f"{show(score.share * 100)} %"
        _row(
            table,
            f"{score.id} {score.title.to(lang)}",
            span(score.value, score.high),
            share,
            f"{assessed}/{applicable}",
        )
    return table


def _blocking(result: Result, lang: Lang) -> Iterator[RenderableType]:
    if result.next_level is None:
        return
    name = result.next_level.title.to(lang)
    yield _heading(pick(lang, f"距离“{name}”还差", f"What blocks “{name}”"))
    for check in result.blocking:
        mark, style = ("✗", "red") if check.holds is False else ("○", "yellow")
        yield Styled(f"  {mark} ", style=style) + Styled(check.what.to(lang), style="default")
    legend = pick(
        lang,
        "✗ 已定不符合  ○ 尚未确定（待填报、待申报或待复核）",
        "✗ does not hold  ○ open: to be answered, declared or reviewed",
    )
    yield Styled(f"  {legend}", style="dim")


def _findings(result: Result, lang: Lang) -> Iterator[RenderableType]:
    count, shown = len(result.findings), result.findings[:_TOP]
    title = pick(lang, f"失分指标（共 {count} 项）", f"Shortfalls ({count})")
    if count > _TOP:
        title = pick(
            lang,
            f"失分最多的 {_TOP} 项（共 {count} 项）",
            f"The {_TOP} costliest shortfalls (of {count})",
        )
    yield _heading(title)
    table = _table(*(("失分", "指标", "依据") if lang == "zh" else ("Lost", "Indicator", "Reason")))
    for finding in shown:
        flag = pick(lang, "【底线】", " [baseline]") if finding.baseline else ""
        _row(
            table,
            show(finding.points, 2),
            f"{finding.id} {finding.title.to(lang)}{flag}",
            finding.why.to(lang),
        )
    yield table


def _open(result: Result, lang: Lang) -> Iterator[RenderableType]:
    count = result.applicable - result.answered
    if not count:
        return
    yield _heading(
        pick(
            lang,
            f"未评指标（共 {count} 项：未填报，或资料不足）",
            f"Not assessed ({count}: not answered, or too little given)",
        )
    )
    yield from _by_group(
        result, {leaf.id for leaf in result.root.walk() if leaf.outcome == "not_assessed"}, lang
    )


def _unsupported(result: Result, lang: Lang) -> Iterator[RenderableType]:
    ids = {leaf.id for leaf in result.unsupported}
    if ids:
        zh = f"缺佐证的指标（共 {len(ids)} 项：标准要求列明佐证，填报没有列）"
        yield _heading(pick(lang, zh, f"Without the evidence that is demanded ({len(ids)})"))
        yield from _by_group(result, ids, lang)


def _by_group(result: Result, wanted: set[str], lang: Lang) -> Iterator[RenderableType]:
    for group in result.root.walk():
        ids = [leaf.id for leaf in group.children if leaf.id in wanted]
        if ids:
            listed = pick(lang, "、", ", ").join(ids)
            yield Styled(f"  {group.title.to(lang)}{pick(lang, '：', ': ')}{listed}")


def _differences(result: Result, lang: Lang) -> Table:
    heads = (
        ("指标", "自评", "复核", "得分", "理由")
        if lang == "zh"
        else ("Indicator", "Own", "Reviewed", "Score", "Reason")
    )
    table = _table(*heads)
    for found in result.differences:
        scores = f"{hundred(found.own_value)} → {hundred(found.value)}"
        own, reviewed = found.own.to(lang), found.reviewed.to(lang)
        _row(table, f"{found.id} {found.title.to(lang)}", own, reviewed, scores, found.reason)
    return table


def verified(states: Iterable[FileState], lang: Lang) -> Iterator[RenderableType]:
    """Write how each file of evidence stands."""
    table = _table(
        *(("状态", "编号", "佐证", "文件") if lang == "zh" else ("State", "Id", "Evidence", "File"))
    )
    listed = list(states)
    for found in listed:
        state, style = _STATES[found.state]
        _row(
            table,
            Styled(state.to(lang), style=style),
            found.of,
            found.record.name,
            found.record.file,
        )
    if listed:
        yield table
    faulty = sum(found.state in {"changed", "missing"} for found in listed)
    zh = f"共 {len(listed)} 个文件，{faulty} 个不在或已改动"
    yield Styled(pick(lang, zh, f"{len(listed)} files, {faulty} of them missing or changed"))


_STATES = {
    "same": (words("未变", "same"), "green"),
    "changed": (words("已改动", "changed"), "red"),
    "missing": (words("不在", "missing"), "red"),
    "unrecorded": (words("还没有记录，记录后才能核对", "not recorded yet"), "yellow"),
}


def _items(result: Result, lang: Lang) -> Table:
    table = _table(
        *(
            ("指标", "得分", "结果", "依据")
            if lang == "zh"
            else ("Indicator", "Score", "Outcome", "Reason")
        )
    )
    for leaf in result.root.walk():
        if leaf.outcome and leaf.figures is not None:
            flags = leaf.reading.flags if leaf.reading else ()
            reason = pick(lang, "；", "; ").join(
                [leaf.summary(lang), *(flag.to(lang) for flag in flags)]
            )
            outcome = Styled(OUTCOMES[leaf.outcome].to(lang), style=_STYLE[leaf.outcome])
            _row(
                table,
                f"{leaf.id} {leaf.title.to(lang)}",
                span(leaf.value, leaf.high),
                outcome,
                reason,
            )
    return table


def explained(score: Score, lang: Lang) -> Iterator[RenderableType]:
    """Write where one number comes from."""
    yield Styled(score.explain(lang))


def listed(entries: Iterable[Entry], lang: Lang) -> Iterator[RenderableType]:
    """Write which standards there are."""
    heads = (
        ("标准", "版本", "状态", "名称")
        if lang == "zh"
        else ("Standard", "Version", "Status", "Title")
    )
    table = _table(*heads)
    for entry in entries:
        _row(table, entry.id, entry.version, entry.status, entry.title.to(lang))
    yield table


def standard_text(standard: Standard, lang: Lang) -> Iterator[RenderableType]:
    """Write what a standard is: its tree to the last tier of groups, its levels and vetoes."""
    yield Styled(f"{standard.name}  {standard.title.to(lang)} ({standard.status})", style="bold")
    if standard.about:
        yield Styled(standard.about.to(lang))
    counts = [f"{tier.title.to(lang)} {len(standard.tier(tier.id))}" for tier in standard.tiers]
    yield Styled("\n" + pick(lang, "，", ", ").join(counts) + "\n")
    for node, depth, _, _ in standard.walk():
        if isinstance(node, StandardGroup):
            yield Styled(
                f"{'  ' * (depth - 1)}{node.id} {node.title.to(lang)} ({brief(node.weight)})"
            )
    yield _heading(pick(lang, "等级", "Levels"))
    for level in standard.levels:
        given = level.requires.model_dump(exclude_none=True)
        shown = ", ".join(f"{name}: {value}" for name, value in given.items())
        yield Styled(f"  {level.id} {level.title.to(lang)}  {shown}")
    if standard.vetoes:
        yield _heading(pick(lang, "一票否决", "Vetoes"))
        for veto in standard.vetoes:
            yield Styled(
                f"  {veto.id} {veto.title.to(lang)}{pick(lang, '：', ': ')}{veto.fact.to(lang)}"
            )


def node_text(standard: Standard, node: Node, lang: Lang) -> Iterator[RenderableType]:
    """Write a group with its children, or an indicator with all its fields."""
    tier = standard.tier_of(node.id).title.to(lang)
    yield Styled(f"{node.id} {node.title.to(lang)}  [{tier}, {standard.name}]", style="bold")
    if isinstance(node, Indicator):
        yield _fields(standard, node, lang)
        return
    for child in node.children:
        yield Styled(f"  {child.id} {child.title.to(lang)} ({brief(child.weight)})")


def _fields(standard: Standard, item: Indicator, lang: Lang) -> Table:
    grid = Table.grid(padding=(0, 2))
    grid.add_column(no_wrap=True)
    for fact in facts(standard, item, lang):
        _row(grid, fact.label, fact.text)
    return grid


def body_text(standard: Standard, body: Body, lang: Lang) -> Iterator[RenderableType]:
    """Write what a body leads and supports, 责任清单, and how it stands to others."""
    yield Styled(f"{body.name.to(lang)}  [{standard.name}]", style="bold")
    if body.purpose:
        yield Styled(body.purpose.to(lang))
    names = {other.id: other.name.to(lang) for other in standard.bodies}
    for relation in standard.relations:
        if body.id in (relation.source, relation.target):
            yield Styled(
                f"  {names[relation.source]} {RELATION[relation.kind].to(lang)} {names[relation.target]}"
            )
    for zh, en, items in (
        ("牵头", "Leads", standard.led_by(body.id)),
        ("配合", "Supports", standard.supported_by(body.id)),
    ):
        yield _heading(pick(lang, f"{zh} {len(items)} 项", f"{en} {len(items)}"))
        for item in items:
            often = (
                f"（{EVERY[item.every].to(lang)}）"
                if item.every and lang == "zh"
                else f" ({item.every})"
            )
            yield Styled(f"  {item.id} {item.title.to(lang)}{often if item.every else ''}")


def verdicts_text(verdicts: Iterable["Verdict"], lang: Lang) -> Iterator[RenderableType]:
    """Write how the worked cases came out."""
    passed = failed = 0
    for verdict in verdicts:
        failed, passed = failed + bool(verdict.differences), passed + (not verdict.differences)
        mark, style = ("✗", "red") if verdict.differences else ("✓", "green")
        yield Styled(f"{mark} ", style=style) + Styled(
            f"{verdict.file}  {verdict.name.to(lang)}", style="default"
        )
        for difference in verdict.differences:
            yield Styled(f"    {difference.to(lang)}")
    yield Styled(
        pick(lang, f"{passed} 个通过，{failed} 个未通过", f"{passed} passed, {failed} failed")
    )


def sample_text(
    standard: Standard, drawn: Iterable[Indicator], lang: Lang
) -> Iterator[RenderableType]:
    """Write what to check in the field: who answers for it, how it is verified, which records to ask for."""
    names = {body.id: body.name.to(lang) for body in standard.bodies}
    heads = (
        ("指标", "牵头", "核验", "佐证")
        if lang == "zh"
        else ("Indicator", "Lead", "Verify", "Evidence")
    )
    table = _table(*heads)
    listed = list(drawn)
    for item in listed:
        told = {fact.name: fact.text for fact in facts(standard, item, lang)}
        gate = pick(lang, "【底线】", " [baseline]") if item.baseline else ""
        lead = names.get(item.lead or "", "")
        _row(
            table,
            f"{item.id} {item.title.to(lang)}{gate}",
            lead,
            told.get("verify", ""),
            told.get("evidence", ""),
        )
    yield table
    yield Styled(pick(lang, f"共 {len(listed)} 项", f"{len(listed)} indicators"))
