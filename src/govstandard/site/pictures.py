"""Pictures of a standard as SVG: its tree, and how its bodies stand to each other."""

from collections.abc import Iterator
from itertools import combinations
from math import cos, pi, sin

from govstandard.base.words import Lang, pick
from govstandard.report.charts import HUES, INK, LINE, PALE, line_at, picture, width_of
from govstandard.standard.describing import RELATION
from govstandard.standard.graph import spokes
from govstandard.standard.tree import Group, Standard

_KINDS = {"leads": ("#b3261e", ""), "guides": ("#1c5fa8", "8 4"), "cooperates": ("#2e7031", "2 4")}
_KINDS["supervises"] = ("#8a5300", "12 4 2 4")
_RING, _TALL = (230.0, 165.0), 32.0


def tree_svg(standard: Standard, lang: Lang) -> str:
    """Draw the groups of a standard from left to right, each with how many indicators it holds."""
    groups = [
        (located.node, located.depth)
        for located in standard.walk()
        if isinstance(located.node, Group)
    ]
    rows = [group for group, _ in groups if not group.groups]
    columns = max((depth for _, depth in groups), default=0)
    widths = [width_of(standard.title.to(lang)) + 70] + [
        max(width_of(_label(group, lang)) for group, at in groups if at == depth) + 60
        for depth in range(1, columns + 1)
    ]
    title = standard.title.to(lang)
    counts = [
        f"{len(standard.tier(tier.id))} {tier.title.to(lang)}"
        for tier in standard.tiers[: columns + 1]
    ]
    told = pick(lang, "指标树：", "The tree: ") + pick(lang, "，", ", ").join(counts)
    height = 34.0 * max(1, len(rows)) + 32
    return picture(sum(widths) + 20, height, title, told, _tree(standard, widths, rows, lang))


def _label(group: Group, lang: Lang) -> str:
    count = len(group.indicators)
    return f"{group.id} {group.title.to(lang)}" + pick(lang, f"（{count}）", f" ({count})")


def _tree(standard: Standard, widths: list[float], rows: list[Group], lang: Lang) -> Iterator[str]:
    def row(group: Standard | Group) -> float:
        """Return how far down a group stands: in the middle of what is below it."""
        below = [row(child) for child in group.groups]
        if below:
            return (below[0] + below[-1]) / 2
        return 33.0 + 34.0 * (rows.index(group) if isinstance(group, Group) else 0)

    def branch(group: Standard | Group, depth: int, hue: str) -> Iterator[str]:
        x, y = 20 + sum(widths[:depth]), row(group)
        name = _label(group, lang) if isinstance(group, Group) else group.title.to(lang)
        for number, child in enumerate(group.groups):
            colour = HUES[number % len(HUES)] if depth == 0 else hue
            start, end, to = x + width_of(name) + 14, 20 + sum(widths[: depth + 1]) - 8, row(child)
            middle = end - 22
            yield (
                f'<path d="M{start:g} {y:g} H{middle - 12:g} C{middle:g} {y:g} {middle - 12:g} {to:g} {end:g} {to:g}" '
                f'fill="none" stroke="{colour}" stroke-width="1.6"/>'
            )
            yield from branch(child, depth + 1, colour)
        weight = "bold" if depth < 2 else "normal"  # noqa: PLR2004 - the standard and its first tier stand out
        yield line_at(x, y, name, fill=hue, font_weight=weight)

    yield from branch(standard, 0, INK)


# The bodies


def bodies_svg(standard: Standard, lang: Lang) -> str:
    """Draw the bodies around the one that has most relations, and how they stand to each other."""
    places = spokes(standard)
    names = {body.id: body.name.to(lang) for body in standard.bodies}
    half = {body: width_of(names.get(body, body)) / 2 + 12 for body in places}
    points = _apart(
        {
            body: (_RING[0] * ring * sin(2 * pi * turn), -_RING[1] * ring * cos(2 * pi * turn))
            for body, (turn, ring) in places.items()
        },
        half,
    )
    left = min((x - half[body] for body, (x, _) in points.items()), default=0) - 20
    right = max((x + half[body] for body, (x, _) in points.items()), default=0) + 20
    top, bottom = (
        min((y for _, y in points.values()), default=0) - 40,
        max((y for _, y in points.values()), default=0),
    )
    points = {body: (x - left, y - top) for body, (x, y) in points.items()}
    middle = next(iter(places), "")
    title = pick(lang, "治理主体关系图", "The bodies and their relations")
    count = len(standard.relations)
    told = pick(
        lang,
        f"以{names.get(middle, middle)}为核心，{len(places)} 个主体之间的 {count} 条关系，逐条列在图后的表中",
        f"{len(places)} bodies around {names.get(middle, middle)} with {count} relations, listed in the table below",
    )
    parts = _bodies(standard, points, names, lang, bottom - top + 50)
    return picture(max(right - left, 600), bottom - top + 80, title, told, parts)


def _apart(
    points: dict[str, tuple[float, float]], half: dict[str, float]
) -> dict[str, tuple[float, float]]:
    """Move boxes that lie on each other apart, up and down, until none does."""
    places = {body: list(place) for body, place in points.items()}
    for _ in range(200):
        moved = False
        for one, other in combinations(places, 2):
            (x1, y1), (x2, y2) = places[one], places[other]
            short = _TALL + 12 - abs(y1 - y2)
            if short > 0 and abs(x1 - x2) < half[one] + half[other] + 10:
                step = (short / 2 + 0.1) * (1 if y1 <= y2 else -1)
                places[one][1], places[other][1], moved = y1 - step, y2 + step, True
        if not moved:
            break
    return {body: (x, y) for body, (x, y) in places.items()}


def _bodies(
    standard: Standard,
    points: dict[str, tuple[float, float]],
    names: dict[str, str],
    lang: Lang,
    bottom: float,
) -> Iterator[str]:
    for kind, (colour, _) in _KINDS.items():
        yield (
            f'<marker id="{kind}" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" orient="auto">'
            f'<path d="M0 0 L8 4 L0 8 z" fill="{colour}"/></marker>'
        )
    for relation in standard.relations:
        yield _arrow(
            relation.kind,
            points[relation.source],
            points[relation.target],
            width_of(names.get(relation.target, "")),
        )
    for number, (body, (x, y)) in enumerate(points.items()):
        name = names.get(body, body)
        wide = width_of(name) + 24
        fill, ink = (HUES[0], "#ffffff") if number == 0 else (PALE, INK)
        yield (
            f'<rect x="{x - wide / 2:g}" y="{y - _TALL / 2:g}" width="{wide:g}" height="{_TALL:g}" rx="9" fill="{fill}" '
            f'stroke="{LINE}"/>'
        )
        yield line_at(x, y, name, text_anchor="middle", fill=ink)
    x = 30.0
    for kind in dict.fromkeys(relation.kind for relation in standard.relations):
        yield _arrow(kind, (x, bottom), (x + 60, bottom))
        yield line_at(x + 70, bottom, RELATION[kind].to(lang))
        x += 110 + width_of(RELATION[kind].to(lang))


def _arrow(
    kind: str, start: tuple[float, float], end: tuple[float, float], wide: float | None = None
) -> str:
    """Draw a slightly bent arrow that ends at the border of a box of that text width, or at the point itself."""
    colour, dashes = _KINDS[kind]
    (x1, y1), (x2, y2) = start, end
    bend = 0.1 if wide is not None else 0
    x, y = (x1 + x2) / 2 + bend * (y2 - y1), (y1 + y2) / 2 - bend * (x2 - x1)
    if wide is not None:
        dx, dy = x - x2, y - y2
        scale = min(
            (wide / 2 + 14) / abs(dx) if dx else 1, (_TALL / 2 + 2) / abs(dy) if dy else 1, 1
        )
        x2, y2 = x2 + dx * scale, y2 + dy * scale
    dashed = f' stroke-dasharray="{dashes}"' if dashes else ""
    return (
        f'<path d="M{x1:.1f} {y1:.1f} Q{x:.1f} {y:.1f} {x2:.1f} {y2:.1f}" fill="none" stroke="{colour}" '
        f'stroke-width="1.6"{dashed} marker-end="url(#{kind})"/>'
    )
