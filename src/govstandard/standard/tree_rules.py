"""What makes the tree of a standard sound: its ids, its tiers, its measures, what its indicators need."""

from collections.abc import Iterator

from govstandard.base.problems import Path, Problem
from govstandard.base.words import words
from govstandard.standard.measures import Point
from govstandard.standard.places import circles, items_of, unlisted
from govstandard.standard.tree import Group, Indicator, Standard


def unique_ids(standard: Standard) -> Iterator[Problem]:
    """GS201: an id is used once among things of its kind."""
    seen = set()
    for kind, name, path in _named(standard):
        if (kind, name) in seen:
            what = words("id “{id}” 重复", "id '{id}' is used twice", id=name)
            yield Problem(code="GS201", what=what, path=path)
        seen.add((kind, name))


def _named(standard: Standard) -> Iterator[tuple[str, str, Path]]:
    """Give every id with the kind of thing it names and its place."""
    yield "node", standard.id, ("id",)
    for node, _, _, path in standard.walk():
        yield "node", node.id, (*path, "id")
        if isinstance(node, Indicator):
            for point, place in _points(node, path):
                yield "node", point.id, place
    for kind in ("tiers", "levels", "vetoes", "bodies", "sources"):
        for position, thing in enumerate(getattr(standard, kind)):
            yield kind, thing.id, (kind, position, "id")
    for position, adjustment in enumerate(standard.adjustments.items):
        yield "adjustments", adjustment.id, ("adjustments", "items", position, "id")


def _points(item: Indicator, path: Path) -> Iterator[tuple[Point, Path]]:
    """Give each point of an indicator with the place of its id."""
    for position, point in enumerate(item.measure.points):
        yield point, (*path, "measure", "points", position, "id")


def ids_in_place(standard: Standard) -> Iterator[Problem]:
    """GS202: an id starts with its group's id and a dot; a point's ends in a number."""
    for node, _, parent, path in standard.walk():
        if parent and not node.id.startswith(f"{parent.id}."):
            yield _misplaced(node.id, parent.id, (*path, "id"))
        if isinstance(node, Indicator):
            for point, place in _points(node, path):
                if point.id != f"{node.id}.{point.number}":
                    yield _misplaced(point.id, node.id, place)


def _misplaced(name: str, holder: str, path: Path) -> Problem:
    what = words(
        "id “{id}” 与所在位置 “{holder}” 不符",
        "id '{id}' does not belong under '{holder}'",
        id=name,
        holder=holder,
    )
    hint = words(
        "应以 “{holder}.” 开头", "it has to start with '{holder}.'", holder=holder
    )
    return Problem(code="GS202", what=what, hint=hint, path=path)


def measures_sound(standard: Standard) -> Iterator[Problem]:
    """GS203, GS216: no measure contradicts itself: goalposts lie apart, grades rise, points are enough."""
    for item, path in items_of(standard):
        yield from item.measure.unsound(item.id, (*path, "measure"))


def indicators_exist(standard: Standard) -> Iterator[Problem]:
    """GS206: an indicator that is needed, or stands behind a veto, is in the tree and in force."""
    kind = words("指标", "indicator")
    known = [item.id for item in standard.indicators]
    for item, path in items_of(standard):
        for position, needed in enumerate(item.needs):
            yield from unlisted(
                "GS206", kind, needed, known, (*path, "needs", position)
            )
    for position, veto in enumerate(standard.vetoes):
        if veto.indicator:
            place = ("vetoes", position, "indicator")
            yield from unlisted("GS206", kind, veto.indicator, known, place)


def no_cycle(standard: Standard) -> Iterator[Problem]:
    """GS207: no indicator needs itself, directly or through others."""
    paths = {item.id: path for item, path in items_of(standard)}
    for circle in circles({item.id: item.needs for item, _ in items_of(standard)}):
        what = words(
            "前置指标成环：{circle:arrows}",
            "needs go in a circle: {circle:arrows}",
            circle=circle,
        )
        yield Problem(code="GS207", what=what, path=(*paths[circle[0]], "needs"))


def counts_declared(standard: Standard) -> Iterator[Problem]:
    """GS213: a tier has as many nodes as the standard declares."""
    for position, tier in enumerate(standard.tiers):
        count = len(standard.tier(tier.id))
        if tier.count in (None, count):
            continue
        what = words(
            "层级 “{tier}” 有 {count} 个，声明为 {declared} 个",
            "tier '{tier}' has {count} nodes, {declared} declared",
            tier=tier.id,
            count=count,
            declared=tier.count,
        )
        yield Problem(code="GS213", what=what, path=("tiers", position, "count"))


def tree_has_names(standard: Standard) -> Iterator[Problem]:
    """GS214: no node lies deeper than the tiers that the standard names."""
    named = len(standard.tiers)
    for node, depth, _, path in standard.walk():
        if depth <= named:
            continue
        what = words(
            "“{id}” 在第 {depth} 层，标准只命名了 {named} 层",
            "'{id}' is at depth {depth}, the standard names {named} tiers",
            id=node.id,
            depth=depth,
            named=named,
        )
        yield Problem(code="GS214", what=what, path=path)


def no_empty_group(standard: Standard) -> Iterator[Problem]:
    """GS215: a standard and each of its groups has something below it."""
    if not standard.children:
        yield _empty(standard.id, ())
    for node, _, _, path in standard.walk():
        if isinstance(node, Group) and not node.children:
            yield _empty(node.id, path)


def _empty(holder: str, path: Path) -> Problem:
    what = words("“{id}” 下没有任何指标", "'{id}' has nothing below it", id=holder)
    return Problem(code="GS215", what=what, path=path)


def retired_dated(standard: Standard) -> Iterator[Problem]:
    """GS218: a retired indicator says since when, and one in force does not."""
    for item, path in items_of(standard):
        if (item.status == "retired") == (item.until is not None):
            continue
        what = words(
            "“{id}” 的 status 与 until 不一致",
            "status and until of '{id}' do not agree",
            id=item.id,
        )
        hint = words(
            "停用时写 status: retired 和 until",
            "a retired indicator has status: retired and until",
        )
        yield Problem(code="GS218", what=what, hint=hint, path=path)
