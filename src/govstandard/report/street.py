"""The street's view of many communities: who stands where, what is weak everywhere, whom to ask."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial

from govstandard.base.problems import Problem
from govstandard.base.rounding import show, signed
from govstandard.base.words import Lang, pick
from govstandard.report.assessed import tone
from govstandard.report.blocks import Block, Cell, Heading, Paragraph, Report, Table, points, row
from govstandard.scoring.comparing import Row, Shared, Standing, by_standard, shared
from govstandard.scoring.result import hundred
from govstandard.standard.tree import Group, Standard

_NAME, _BEST, _WEAK = 30, 3, 20
"""How long a name is shown, how many of the best are named, how many weak indicators are listed."""


def street_report(
    standings: Sequence[Standing],
    failed: Sequence[Problem],
    load: Callable[[str], Standard],
    lang: Lang,
) -> Report:
    """Write how communities compare; those measured by different versions are kept apart.

    `load` finds a standard by its id and version, `failed` are the faults of files that could not be read.
    """
    say = partial(pick, lang)
    groups = by_standard(standings)
    blocks: list[Block] = []
    if len(groups) > 1:
        text = say(
            f"这些填报依据 {len(groups)} 个不同的标准或版本（{'、'.join(groups)}）。口径不同，分开列出，不放在一起排名。",
            f"These assessments are by {len(groups)} standards or versions ({', '.join(groups)}): they count"
            " differently, are listed apart and not ranked together.",
        )
        blocks.append(Paragraph(text))
    for name, rows in groups.items():
        blocks += _chapter(load(name), rows, lang, named=len(groups) > 1)
    if failed:
        blocks.append(Heading(say("无法读取的文件", "Files that could not be read")))
        files = dict.fromkeys(problem.file for problem in failed)
        told = (_faults([one for one in failed if one.file == file], lang) for file in files)
        blocks.append(points(*told))
    ends = [found.period for found in standings]
    about = (
        (say("社区", "Communities"), str(sum(len(rows) for rows in groups.values()))),
        (say("文件", "Files"), str(len(standings))),
        (say("评估期", "Periods"), say("、", ", ").join(sorted({str(period) for period in ends}))),
        (say("依据标准", "Standards"), say("、", ", ").join(groups)),
    )
    return Report(
        say("街道社区治理对比", "Communities of the street compared"),
        about,
        tuple(blocks),
        lang,
        form="street",
    )


def _faults(problems: Sequence[Problem], lang: Lang) -> str:
    """Write how many faults a file has, and the first."""
    first, colon = problems[0], pick(lang, "：", ": ")
    count = pick(lang, f"{len(problems)} 处错误", f"{len(problems)} faults")
    place = f"{first.cell} " if first.cell else ""
    return f"{first.file}{colon}{count}{pick(lang, '，首个是 ', ', the first ')}{place}{first.code} {first.what.to(lang)}"


def _short(name: str) -> str:
    return name if len(name) <= _NAME else name[: _NAME - 1] + "…"


def _names(rows: Sequence[Row], lang: Lang) -> dict[tuple[str, str], str]:
    """Return how communities are called: with their street where two have the same name."""
    known = {(found.now.street, found.now.community) for found in rows}
    count = Counter(community for _, community in known)
    return {
        (street, community): _short(community)
        + (
            pick(lang, f"（{_short(street)}）", f" ({_short(street)})")
            if count[community] > 1
            else ""
        )
        for street, community in known
    }


def _chapter(
    standard: Standard, rows: Sequence[Row], lang: Lang, *, named: bool
) -> Iterator[Block]:
    say = partial(pick, lang)
    prefix = f"{standard.name} " if named else ""
    bottoms = [
        located.node
        for located in standard.walk()
        if isinstance(located.node, Group) and located.node.items
    ]
    names = _names(rows, lang)
    yield Heading(f"{prefix}{say('总分和等级', 'Totals and levels')}")
    yield from _totals(rows, names, lang)
    if bottoms:
        yield Heading(f"{prefix}{say('各部分得分', 'Scores by group')}")
        legend = (f"{group.id} {group.title.to(lang)}" for group in bottoms)
        yield Paragraph(say("；", "; ").join(legend))
        yield _map(bottoms, rows, names, lang)
        text = say(
            "绿色为 80 分及以上，黄色为 60 分至不足 80 分，红色低于 60 分；蓝色表示有未填的项，所列为最低可能得分。",
            "Green from 80, yellow from 60, red below; blue where something is open, with the worst that is possible.",
        )
        yield Paragraph(text)
    across = {found.id: found for found in shared(rows, (item.id for item in standard.indicators))}
    yield from _weak(standard, across, lang, prefix)
    yield from _best(standard, across, names, lang, prefix)


def _totals(
    rows: Sequence[Row], names: Mapping[tuple[str, str], str], lang: Lang
) -> Iterator[Block]:
    say = partial(pick, lang)
    heads = (
        *(
            say("社区", "Community"),
            say("评估期", "Period"),
            say("等级", "Level"),
            say("总分", "Total"),
        ),
        *(say("未达上一等级的原因", "What is in the way"), say("填报率", "Coverage")),
        *(say("复核", "Reviewed"), say("上期和变化", "Last period and change")),
    )
    lines = tuple(
        row(
            names[found.now.street, found.now.community],
            str(found.now.period),
            found.now.level.to(lang),
            Cell(
                str(found.now.total),
                tone(_share(found.now.total.value), _share(found.now.total.high)),
            ),
            found.now.blocked.to(lang) if found.now.blocked else "–",
            f"{show(found.now.coverage * 100)} %",
            say("已复核", "yes") if found.now.reviewed else say("自评", "no"),
            _change(found, lang),
        )
        for found in rows
    )
    yield Table(heads, lines, widths=(2, 2.4, 1.2, 1.8, 3.4, 1.1, 1, 2.6))
    text = say(
        "按等级、再按总分从高到低列出。方括号是未填项造成的区间，区间相交的社区先后未定。",
        "By level, then highest total first. Brackets show what is still open: where they overlap, the order is not"
        " settled.",
    )
    yield Paragraph(text)
    files: dict[tuple[str, str, str], list[str]] = {}
    for found in rows:
        files.setdefault((found.now.street, found.now.community, str(found.now.period)), []).append(
            found.now.file
        )
    for (street, community, period), listed in files.items():
        if len(listed) > 1:
            name, all_ = names[street, community], say("、", ", ").join(listed)
            yield Paragraph(
                say(
                    f"注意：{name} {period} 有 {len(listed)} 份填报（{all_}），各占一行。",
                    f"Note: {len(listed)} files for {name} {period} ({all_}), a row each.",
                )
            )


def _share(total: float | None) -> float | None:
    return None if total is None else total / 100


def _change(found: Row, lang: Lang) -> str:
    say = partial(pick, lang)
    if found.before is None:
        return "–"
    before = (
        say("上期 ", "was ") + f"{found.before.total}{say('，', ', ')}{found.before.level.to(lang)}"
    )
    if found.before.standard != found.now.standard:
        return before + say(
            f"（依据 {found.before.standard}，不作比较）",
            f" (by {found.before.standard}: not compared)",
        )
    if found.change is None:
        return before
    low, high = found.change
    moved = signed(low)
    if low != high:
        moved = say(
            f"{signed(low)} 至 {signed(high)}（因有未填项）",
            f"{signed(low)} to {signed(high)}, something is open",
        )
    return f"{before}{say('；变化 ', '; change ')}{moved}"


def _map(
    bottoms: Sequence[Group], rows: Sequence[Row], names: Mapping[tuple[str, str], str], lang: Lang
) -> Table:
    """Write scores as a coloured table, a community a line."""
    heads = (pick(lang, "社区", "Community"), *(group.id for group in bottoms))
    lines = tuple(
        (
            Cell(names[found.now.street, found.now.community]),
            *(_heat(found.now.groups.get(group.id)) for group in bottoms),
        )
        for found in rows
    )
    return Table(heads, lines, widths=(4, *(1.0 for _ in bottoms)), small=True)


def _heat(interval: tuple[float, float] | None) -> Cell:
    if interval is None:
        return Cell("–")
    return Cell(hundred(interval[0]).partition(".")[0], tone(*interval))


def _weak(
    standard: Standard, across: Mapping[str, Shared], lang: Lang, prefix: str
) -> Iterator[Block]:
    say = partial(pick, lang)
    weak = sorted(
        (found for found in across.values() if not found.met),
        key=lambda found: (found.mean, found.id),
    )
    if not weak:
        return
    yield Heading(
        f"{prefix}{say('各社区均未达标的指标（只计已评的）', 'Indicators that no community meets')}"
    )
    lines = (
        row(
            f"{found.id} {standard[found.id].title.to(lang)}",
            Cell(hundred(found.mean), tone(found.mean, found.mean)),
            f"0/{found.assessed}",
        )
        for found in weak[:_WEAK]
    )
    heads = (
        say("指标", "Indicator"),
        say("平均得分", "Mean score"),
        say("达标/已评", "Met/assessed"),
    )
    yield Table(heads, tuple(lines), widths=(5, 1, 1))
    if len(weak) > _WEAK:
        yield Paragraph(say(f"另有 {len(weak) - _WEAK} 项。", f"{len(weak) - _WEAK} more."))


def _best(
    standard: Standard,
    across: Mapping[str, Shared],
    names: Mapping[tuple[str, str], str],
    lang: Lang,
    prefix: str,
) -> Iterator[Block]:
    say = partial(pick, lang)
    differing = [
        found
        for found in across.values()
        if found.best and found.met and found.met * 2 <= found.assessed
    ]
    if not differing:
        return
    yield Heading(f"{prefix}{say('可以向谁请教', 'Whom to ask')}")
    yield Paragraph(
        say(
            "达标社区不超过已评社区一半的指标，以及其中做得最好的社区。",
            "Indicators that half of the communities or fewer meet, with the best of them.",
        )
    )
    heads = (
        *(say("指标", "Indicator"), say("做得最好的社区", "Best community")),
        *(say("得分", "Score"), say("平均", "Mean"), say("达标/已评", "Met/assessed")),
    )
    lines = (
        row(
            f"{found.id} {standard[found.id].title.to(lang)}",
            _named([names[known] for known in found.best], lang),
            hundred(found.highest),
            hundred(found.mean),
            f"{found.met}/{found.assessed}",
        )
        for found in differing
    )
    yield Table(heads, tuple(lines), widths=(4, 4, 1, 1, 1.2))


def _named(names: Sequence[str], lang: Lang) -> str:
    listed = pick(lang, "、", ", ").join(names[:_BEST])
    return listed + (
        pick(lang, f" 等 {len(names)} 个", f" and {len(names) - _BEST} more")
        if len(names) > _BEST
        else ""
    )
