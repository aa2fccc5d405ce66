"""Pictures of a standard as SVG: its tree, and how its bodies stand to each other."""

from collections.abc import Iterator
from itertools import accumulate, chain, combinations
from math import cos, pi, sin
from typing import NamedTuple

from govstandard.base.words import Lang, pick
from govstandard.report.charts import HUES, INK, LINE, PALE, line_at, picture, width_of
from govstandard.standard.describing import RELATION, body_names
from govstandard.standard.graph import spokes
from govstandard.standard.tree import Group, Standard

_KINDS = {
    "leads": ("#b3261e", ""),
    "guides": ("#1c5fa8", "8 4"),
    "cooperates": ("#2e7031", "2 4"),
}
_KINDS["supervises"] = ("#8a5300", "12 4 2 4")
_RING, _TALL = (230.0, 165.0), 32.0
Point = tuple[float, float]
"""How far to the right and down."""


_TOP, _HIGH = 33.0, 34.0
"""How far down the first row of the tree stands, and how far its rows are apart."""


def tree_svg(standard: Standard, lang: Lang) -> str:
    """Draw the groups of a standard from left to right, each with how many indicators it holds."""
    tree = _plan(standard, lang)
    shown = standard.tiers[: len(tree.columns)]
    counts = [f"{len(standard.tier(tier.id))} {tier.title.to(lang)}" for tier in shown]
    title = standard.title.to(lang)
    told = pick(lang, "指标树：", "The tree: ") + pick(lang, "，", ", ").join(counts)
    height = _HIGH * max(1, len(tree.rows)) + 32
    parts = _branch(tree, standard, 0, INK)
    return picture(tree.right + 20, height, title, told, parts)


class _Tree(NamedTuple):
    """Where the groups of a standard stand in its picture."""

    columns: tuple[float, ...]
    """How far to the right each tier begins."""
    right: float
    """Where the last of them ends."""
    rows: tuple[Group, ...]
    """The groups without groups, from the top."""
    lang: Lang

    def x(self, depth: int) -> float:
        """Return how far to the right a tier begins, or the last one ends."""
        return 20 + (self.columns[depth] if depth < len(self.columns) else self.right)

    def y(self, group: Standard | Group) -> float:
        """Return how far down a group stands: in the middle of what is below it."""
        below = [self.y(child) for child in group.groups]
        if below:
            return (below[0] + below[-1]) / 2
        return _TOP + _HIGH * (
            self.rows.index(group) if isinstance(group, Group) else 0
        )

    def label(self, group: Standard | Group) -> str:
        """Return how a group is called, with the number of its indicators; the standard by its title."""
        title = group.title.to(self.lang)
        if not isinstance(group, Group):
            return title
        count = len(group.indicators)
        return f"{group.id} {title}" + pick(self.lang, f"（{count}）", f" ({count})")


def _plan(standard: Standard, lang: Lang) -> _Tree:
    """Give each tier of groups the room that its longest label needs."""
    groups = [
        (located.node, located.depth)
        for located in standard.walk()
        if isinstance(located.node, Group)
    ]
    bare = _Tree((), 0.0, tuple(group for group, _ in groups if not group.groups), lang)
    widths = {0: width_of(standard.title.to(lang)) + 70}
    for group, depth in groups:
        widths[depth] = max(widths.get(depth, 0.0), width_of(bare.label(group)) + 60)
    ends = list(accumulate(widths[depth] for depth in sorted(widths)))
    return bare._replace(columns=(0.0, *ends[:-1]), right=ends[-1])


def _branch(
    tree: _Tree, group: Standard | Group, depth: int, hue: str
) -> Iterator[str]:
    """Draw a group and all that is below it, each branch of the standard in a colour of its own."""
    label, y = tree.label(group), tree.y(group)
    start = tree.x(depth) + width_of(label) + 14
    for number, child in enumerate(group.groups):
        colour = HUES[number % len(HUES)] if depth == 0 else hue
        yield _twig((start, y), (tree.x(depth + 1) - 8, tree.y(child)), colour)
        yield from _branch(tree, child, depth + 1, colour)
    weight = "bold" if depth < 2 else "normal"  # noqa: PLR2004 - the standard and its first tier stand out
    yield line_at(tree.x(depth), y, label, fill=hue, font_weight=weight)


def _twig(start: Point, end: Point, colour: str) -> str:
    """Draw a line that leaves a group straight and bends towards one below it."""
    (x, y), (right, down) = start, end
    bend = right - 22
    path = f"M{x:g} {y:g} H{bend - 12:g} C{bend:g} {y:g} {bend - 12:g} {down:g} {right:g} {down:g}"
    return f'<path d="{path}" fill="none" stroke="{colour}" stroke-width="1.6"/>'


# The bodies


def bodies_svg(standard: Standard, lang: Lang) -> str:
    """Draw the bodies around the one that has most relations, and how they stand to each other."""
    boxes = _boxes(standard, lang)
    width = max([600.0, *(box.x + box.half + 20 for box in boxes.values())])
    bottom = max((box.y for box in boxes.values()), default=40.0)
    title = pick(lang, "治理主体关系图", "The bodies and their relations")
    count = len(standard.relations)
    core = next(iter(boxes), "")
    middle = boxes[core].name if boxes else ""
    told = pick(
        lang,
        f"以{middle}为核心，{len(boxes)} 个主体之间的 {count} 条关系，逐条列在图后的表中",
        f"{len(boxes)} bodies around {middle} with {count} relations, listed in the table below",
    )
    parts = chain(
        _heads(),
        _relations(standard, boxes),
        chain.from_iterable(
            _box(box, chief=body == core) for body, box in boxes.items()
        ),
        _legend(standard, bottom + 50, lang),
    )
    return picture(width, bottom + 80, title, told, parts)


class _Box(NamedTuple):
    """A body in the picture."""

    name: str
    x: float
    y: float

    @property
    def half(self) -> float:
        """Return half of its width."""
        return width_of(self.name) / 2 + 12


def _boxes(standard: Standard, lang: Lang) -> dict[str, _Box]:
    """Place the bodies, the core first, and move all of them into the picture."""
    names = body_names(standard, lang)
    placed = {}
    for body, (turn, ring) in spokes(standard).items():
        angle = 2 * pi * turn
        x, y = _RING[0] * ring * sin(angle), -_RING[1] * ring * cos(angle)
        placed[body] = _Box(names.get(body, body), x, y)
    boxes = _apart(placed)
    left = min((box.x - box.half for box in boxes.values()), default=0.0) - 20
    top = min((box.y for box in boxes.values()), default=0.0) - 40
    return {
        body: box._replace(x=box.x - left, y=box.y - top) for body, box in boxes.items()
    }


def _apart(boxes: dict[str, _Box]) -> dict[str, _Box]:
    """Move boxes that lie on each other apart, up and down, until none does."""
    places = dict(boxes)
    for _ in range(200):
        touching = False
        for one, other in combinations(places, 2):
            step = _step(places[one], places[other])
            if step:
                touching = True
                places[one] = places[one]._replace(y=places[one].y - step)
                places[other] = places[other]._replace(y=places[other].y + step)
        if not touching:
            break
    return places


def _step(one: _Box, other: _Box) -> float:
    """Return how far two boxes have to move so that they do not touch; 0 where they do not."""
    short = _TALL + 12 - abs(one.y - other.y)
    if short <= 0 or abs(one.x - other.x) >= one.half + other.half + 10:
        return 0.0
    return (short / 2 + 0.1) * (1 if one.y <= other.y else -1)


def _heads() -> Iterator[str]:
    """Define the head of each kind of arrow."""
    size = 'viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8"'
    for kind, (colour, _) in _KINDS.items():
        yield (
            f'<marker id="{kind}" {size} orient="auto">'
            f'<path d="M0 0 L8 4 L0 8 z" fill="{colour}"/></marker>'
        )


def _relations(standard: Standard, boxes: dict[str, _Box]) -> Iterator[str]:
    for relation in standard.relations:
        source, target = boxes[relation.source], boxes[relation.target]
        yield _arrow(relation.kind, (source.x, source.y), *_border(source, target))


def _box(box: _Box, *, chief: bool) -> Iterator[str]:
    fill, ink = (HUES[0], "#ffffff") if chief else (PALE, INK)
    left, top = box.x - box.half, box.y - _TALL / 2
    yield (
        f'<rect x="{left:g}" y="{top:g}" width="{2 * box.half:g}" height="{_TALL:g}" rx="9" fill="{fill}" '
        f'stroke="{LINE}"/>'
    )
    yield line_at(box.x, box.y, box.name, text_anchor="middle", fill=ink)


def _legend(standard: Standard, y: float, lang: Lang) -> Iterator[str]:
    x = 30.0
    for kind in dict.fromkeys(relation.kind for relation in standard.relations):
        told = RELATION[kind].to(lang)
        yield _arrow(kind, (x, y), (x + 60, y), ((x + x + 60) / 2, y))
        yield line_at(x + 70, y, told)
        x += 110 + width_of(told)


def _border(source: _Box, target: _Box) -> tuple[Point, Point]:
    """Return where a slightly bent arrow meets the border of a box, and the point that it bends towards."""
    bend = (
        (source.x + target.x) / 2 + 0.1 * (target.y - source.y),
        (source.y + target.y) / 2 - 0.1 * (target.x - source.x),
    )
    across, down = bend[0] - target.x, bend[1] - target.y
    wide, high = target.half + 2, _TALL / 2 + 2
    scale = min(wide / abs(across) if across else 1, high / abs(down) if down else 1, 1)
    return (target.x + across * scale, target.y + down * scale), bend


def _arrow(kind: str, start: Point, end: Point, bend: Point) -> str:
    colour, dashes = _KINDS[kind]
    dashed = f' stroke-dasharray="{dashes}"' if dashes else ""
    path = "M{:.1f} {:.1f} Q{:.1f} {:.1f} {:.1f} {:.1f}".format(*start, *bend, *end)
    return (
        f'<path d="{path}" fill="none" stroke="{colour}" '
        f'stroke-width="1.6"{dashed} marker-end="url(#{kind})"/>'
    )
