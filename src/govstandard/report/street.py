"""The street's view of many communities: who stands where, what is weak everywhere, whom to ask."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from itertools import chain

from govstandard.base.problems import Problem
from govstandard.base.rounding import show
from govstandard.base.words import Lang, Words, pick, words
from govstandard.report.assessed import tone
from govstandard.report.blocks import (
    Block,
    Cell,
    Cells,
    Heading,
    Paragraph,
    Report,
    Table,
    points,
    row,
)
from govstandard.scoring.comparing import Row, Shared, Standing, by_standard, shared
from govstandard.scoring.explaining import hundred
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
    apart = len(groups) > 1
    chapters = (
        _chapter(load(name), rows, lang, named=apart) for name, rows in groups.items()
    )
    blocks = (
        *(_kept_apart(list(groups), lang) if apart else ()),
        *chain.from_iterable(chapters),
        *_unread(failed, lang),
    )
    title = say("街道社区治理对比", "Communities of the street compared")
    return Report(title, _about(standings, groups, lang), blocks, lang, form="street")


def _about(
    standings: Sequence[Standing], groups: Mapping[str, Sequence[Row]], lang: Lang
) -> tuple[tuple[str, str], ...]:
    """Return what stands on the cover."""
    say, comma = partial(pick, lang), pick(lang, "、", ", ")
    periods = {str(standing.period) for standing in standings}
    communities = sum(map(len, groups.values()))
    return (
        (say("社区", "Communities"), str(communities)),
        (say("文件", "Files"), str(len(standings))),
        (say("评估期", "Periods"), comma.join(sorted(periods))),
        (say("依据标准", "Standards"), comma.join(groups)),
    )


def _kept_apart(names: Sequence[str], lang: Lang) -> Iterator[Block]:
    told = words(
        "这些填报依据 {count} 个不同的标准或版本（{names}）。口径不同，分开列出，不放在一起排名。",
        "These assessments are by {count} standards or versions ({names}): they count"
        " differently, are listed apart and not ranked together.",
        count=len(names),
        names=tuple(names),
    )
    yield Paragraph(told.to(lang))


def _unread(failed: Sequence[Problem], lang: Lang) -> Iterator[Block]:
    """List the files that could not be read."""
    if not failed:
        return
    yield Heading(pick(lang, "无法读取的文件", "Files that could not be read"))
    files: dict[str, list[Problem]] = {}
    for problem in failed:
        files.setdefault(problem.file, []).append(problem)
    yield points(*(_faults(problems, lang) for problems in files.values()))


def _faults(problems: Sequence[Problem], lang: Lang) -> str:
    """Write how many faults a file has, and the first."""
    first = problems[0]
    told = words(
        "{file}：{count} 处错误，首个是 {place}{code} {what}",
        "{file}: {count} faults, the first {place}{code} {what}",
        file=first.file,
        count=len(problems),
        place=f"{first.cell} " if first.cell else "",
        code=first.code,
        what=first.what,
    )
    return told.to(lang)


def _short(name: str) -> str:
    return name if len(name) <= _NAME else name[: _NAME - 1] + "…"


Who = tuple[str, str]
"""A community: its street and its name."""


def _names(rows: Sequence[Row], lang: Lang) -> dict[Who, str]:
    """Return how communities are called: with their street where two have the same name."""
    known = {_who(found) for found in rows}
    count = Counter(community for _, community in known)
    names = {}
    for street, community in known:
        names[street, community] = _short(community)
        if count[community] > 1:
            short = _short(street)
            names[street, community] += pick(lang, f"（{short}）", f" ({short})")
    return names


def _who(found: Row) -> Who:
    return found.now.street, found.now.community


def _chapter(
    standard: Standard, rows: Sequence[Row], lang: Lang, *, named: bool
) -> Iterator[Block]:
    say = partial(pick, lang)
    prefix = f"{standard.name} " if named else ""
    names = _names(rows, lang)
    yield Heading(f"{prefix}{say('总分和等级', 'Totals and levels')}")
    yield _totals(rows, names, lang)
    text = say(
        "按等级、再按总分从高到低列出。方括号是未填项造成的区间，区间相交的社区先后未定。",
        "By level, then highest total first. Brackets show what is still open: where they overlap, the order is not"
        " settled.",
    )
    yield Paragraph(text)
    yield from _twice(rows, names, lang)
    yield from _scores(standard, rows, names, lang, prefix)
    ids = [item.id for item in standard.indicators]
    across = list(shared(rows, ids))
    yield from _weak(standard, across, lang, prefix)
    yield from _best(standard, across, names, lang, prefix)


def _scores(
    standard: Standard,
    rows: Sequence[Row],
    names: Mapping[Who, str],
    lang: Lang,
    prefix: str,
) -> Iterator[Block]:
    say = partial(pick, lang)
    nodes = [located.node for located in standard.walk()]
    bottoms = [node for node in nodes if isinstance(node, Group) and node.items]
    if not bottoms:
        return
    yield Heading(f"{prefix}{say('各部分得分', 'Scores by group')}")
    legend = (f"{group.id} {group.title.to(lang)}" for group in bottoms)
    yield Paragraph(say("；", "; ").join(legend))
    yield _map(bottoms, rows, names, lang)
    text = say(
        "绿色为 80 分及以上，黄色为 60 分至不足 80 分，红色低于 60 分；蓝色表示有未填的项，所列为最低可能得分。",
        "Green from 80, yellow from 60, red below; blue where something is open, with the worst that is possible.",
    )
    yield Paragraph(text)


def _totals(rows: Sequence[Row], names: Mapping[Who, str], lang: Lang) -> Table:
    say = partial(pick, lang)
    heads = (
        say("社区", "Community"),
        say("评估期", "Period"),
        say("等级", "Level"),
        say("总分", "Total"),
        say("未达上一等级的原因", "What is in the way"),
        say("填报率", "Coverage"),
        say("复核", "Reviewed"),
        say("上期和变化", "Last period and change"),
    )
    lines = tuple(_total(found, names[_who(found)], lang) for found in rows)
    return Table(heads, lines, widths=(2, 2.4, 1.2, 1.8, 3.4, 1.1, 1, 2.6))


def _total(found: Row, name: str, lang: Lang) -> Cells:
    now = found.now
    reviewed = ("已复核", "yes") if now.reviewed else ("自评", "no")
    return row(
        name,
        str(now.period),
        now.level.to(lang),
        Cell(str(now.total), tone(_share(now.total.value), _share(now.total.high))),
        found.now.blocked.to(lang) if found.now.blocked else "–",
        f"{show(now.coverage * 100)} %",
        pick(lang, *reviewed),
        _change(found, lang),
    )


def _twice(
    rows: Sequence[Row], names: Mapping[Who, str], lang: Lang
) -> Iterator[Block]:
    """Name the communities that sent in several files for the same period."""
    files: dict[tuple[Who, str], list[str]] = {}
    for found in rows:
        files.setdefault((_who(found), str(found.now.period)), []).append(
            found.now.file
        )
    for (who, period), listed in files.items():
        if len(listed) == 1:
            continue
        told = words(
            "注意：{name} {period} 有 {count} 份填报（{files}），各占一行。",
            "Note: {count} files for {name} {period} ({files}), a row each.",
            name=names[who],
            period=period,
            count=len(listed),
            files=tuple(listed),
        )
        yield Paragraph(told.to(lang))


def _share(total: float | None) -> float | None:
    return None if total is None else total / 100


def _change(found: Row, lang: Lang) -> str:
    """Write where a community stood in its last period, and how far it moved where that can be compared."""
    last = found.before
    if last is None:
        return "–"
    before = words(
        "上期 {total}，{level}",
        "was {total}, {level}",
        total=str(last.total),
        level=last.level,
    ).to(lang)
    if last.standard != found.now.standard:
        other = words(
            "（依据 {standard}，不作比较）",
            " (by {standard}: not compared)",
            standard=last.standard,
        )
        return before + other.to(lang)
    if found.change is None:
        return before
    return before + _moved(*found.change).to(lang)


def _moved(low: float, high: float) -> Words:
    if low == high:
        return words("；变化 {low:signed}", "; change {low:signed}", low=low)
    return words(
        "；变化 {low:signed} 至 {high:signed}（因有未填项）",
        "; change {low:signed} to {high:signed}, something is open",
        low=low,
        high=high,
    )


def _map(
    bottoms: Sequence[Group], rows: Sequence[Row], names: Mapping[Who, str], lang: Lang
) -> Table:
    """Write scores as a coloured table, a community a line."""
    heads = (pick(lang, "社区", "Community"), *(group.id for group in bottoms))
    lines = []
    for found in rows:
        scores = [_heat(found.now.groups.get(group.id)) for group in bottoms]
        lines.append(row(names[_who(found)], *scores))
    return Table(heads, tuple(lines), widths=(4, *(1.0 for _ in bottoms)), small=True)


def _heat(interval: tuple[float, float] | None) -> Cell:
    if interval is None:
        return Cell("–")
    whole, _, _ = hundred(interval[0]).partition(".")
    return Cell(whole, tone(*interval))


def _weak(
    standard: Standard, across: Sequence[Shared], lang: Lang, prefix: str
) -> Iterator[Block]:
    say = partial(pick, lang)
    unmet = [found for found in across if not found.met]
    weak = sorted(unmet, key=lambda found: (found.mean, found.id))
    if not weak:
        return
    title = say(
        "各社区均未达标的指标（只计已评的）", "Indicators that no community meets"
    )
    yield Heading(f"{prefix}{title}")
    heads = (
        say("指标", "Indicator"),
        say("平均得分", "Mean score"),
        say("达标/已评", "Met/assessed"),
    )
    lines = tuple(_weakness(standard, found, lang) for found in weak[:_WEAK])
    yield Table(heads, lines, widths=(5, 1, 1))
    left = len(weak) - _WEAK
    if left > 0:
        yield Paragraph(say(f"另有 {left} 项。", f"{left} more."))


def _weakness(standard: Standard, found: Shared, lang: Lang) -> Cells:
    return row(
        f"{found.id} {standard[found.id].title.to(lang)}",
        Cell(hundred(found.mean), tone(found.mean, found.mean)),
        f"0/{found.assessed}",
    )


def _best(
    standard: Standard,
    across: Sequence[Shared],
    names: Mapping[Who, str],
    lang: Lang,
    prefix: str,
) -> Iterator[Block]:
    say = partial(pick, lang)
    differing = [found for found in across if found.best and _met_by_half(found)]
    if not differing:
        return
    yield Heading(f"{prefix}{say('可以向谁请教', 'Whom to ask')}")
    text = say(
        "达标社区不超过已评社区一半的指标，以及其中做得最好的社区。",
        "Indicators that half of the communities or fewer meet, with the best of them.",
    )
    yield Paragraph(text)
    heads = (
        say("指标", "Indicator"),
        say("做得最好的社区", "Best community"),
        say("得分", "Score"),
        say("平均", "Mean"),
        say("达标/已评", "Met/assessed"),
    )
    lines = []
    for found in differing:
        best = _named([names[who] for who in found.best], lang)
        lines.append(_advice(standard, found, best, lang))
    yield Table(heads, tuple(lines), widths=(4, 4, 1, 1, 1.2))


def _met_by_half(found: Shared) -> bool:
    """Return whether somebody meets an indicator, and half of the communities or fewer."""
    return 0 < found.met * 2 <= found.assessed


def _advice(standard: Standard, found: Shared, best: str, lang: Lang) -> Cells:
    return row(
        f"{found.id} {standard[found.id].title.to(lang)}",
        best,
        hundred(found.highest),
        hundred(found.mean),
        f"{found.met}/{found.assessed}",
    )


def _named(names: Sequence[str], lang: Lang) -> str:
    listed, count = pick(lang, "、", ", ").join(names[:_BEST]), len(names)
    if count <= _BEST:
        return listed
    return listed + pick(lang, f" 等 {count} 个", f" and {count - _BEST} more")
