"""Pictures as SVG, each with a title and a description for those who cannot see it."""

from collections.abc import Iterator, Sequence
from html import escape
from itertools import combinations
from math import cos, pi, sin
from unicodedata import east_asian_width

from govstandard.facts import RELATION
from govstandard.graph import spokes
from govstandard.result import Score, span
from govstandard.standard import Group, Standard
from govstandard.text import Lang, pick

FONT = "'Noto Sans CJK SC', 'PingFang SC', 'Microsoft YaHei', 'Source Han Sans SC', sans-serif"
INK, PALE, LINE = "#1f2430", "#eef1fb", "#8a93ad"
_HUES = ("#b3261e", "#1c5fa8", "#2e7031", "#8a5300", "#6a3aa8", "#00686f")
_KINDS = {"leads": ("#b3261e", ""), "guides": ("#1c5fa8", "8 4"), "cooperates": ("#2e7031", "2 4")}
_KINDS["supervises"] = ("#8a5300", "12 4 2 4")
_RING, _TALL = (230.0, 165.0), 32.0


def picture(width: float, height: float, title: str, told: str, parts: Iterator[str]) -> str:
    """Frame the parts of a picture: a white ground, a title, a description."""
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}" role="img" '
        f'aria-labelledby="title told" font-family="{FONT}" font-size="15" fill="{INK}">'
    )
    said = f'<title id="title">{escape(title)}</title><desc id="told">{escape(told)}</desc>'
    ground = f'<rect width="{width:g}" height="{height:g}" rx="12" fill="#ffffff"/>'
    return "\n".join((head, said, ground, *parts, "</svg>\n"))


def _text(x: float, y: float, text: str, **more: object) -> str:
    """Write one line, its baseline such that y is its middle."""
    said = "".join(f' {name.replace("_", "-")}="{value}"' for name, value in more.items())
    return f'<text x="{x:g}" y="{y + 5:g}"{said}>{escape(text)}</text>'


def _width(text: str) -> float:
    """Estimate how wide a line of 15 px is."""
    return sum(15.0 if east_asian_width(char) in "WF" else 8.2 for char in text)


# Scores


def radar_svg(scores: Sequence[Score], title: str, lang: Lang) -> str:
    """Draw scores as a radar, 0 in the middle and 100 at the rim: as they stand, and dashed at best."""
    applying = [score for score in scores if score.value is not None]
    names = [(score.title.to(lang), span(score.value, score.high)) for score in applying]
    told = pick(lang, "；", "; ").join(" ".join(name) for name in names)
    side = max((_width(line) for name in names for line in name), default=0.0)
    side = max(side, 100.0) + 30
    return picture(2 * (side + 110), 340, title, told, _radar(applying, names, side + 110))


def _radar(scores: Sequence[Score], names: Sequence[tuple[str, str]], x: float) -> Iterator[str]:
    y, rim, count = 170.0, 110.0, max(1, len(scores))

    def at(place: float, value: float) -> tuple[float, float]:
        turn = 2 * pi * place / count
        return x + rim * value * sin(turn), y - rim * value * cos(turn)

    def outline(values: Sequence[float], **more: object) -> str:
        corners = " ".join(f"{across:.1f},{down:.1f}" for across, down in map(at, range(count), values))
        said = "".join(f' {name.replace("_", "-")}="{value}"' for name, value in more.items())
        return f'<polygon points="{corners}"{said}/>'

    for ring in (0.2, 0.4, 0.6, 0.8, 1.0):
        yield outline([ring] * count, fill="none", stroke="#c9cfdf", stroke_width=1)
        across, down = at(0.5, ring * cos(pi / count))  # the middle of a side, where no label or outline begins
        yield _text(across + 4, down, f"{ring * 100:g}", font_size=11, fill="#6a7183")
    highs, lows = [score.high or 0.0 for score in scores], [score.value or 0.0 for score in scores]
    yield outline(highs, fill="none", stroke=_HUES[1], stroke_width=1.6, stroke_dasharray="5 4")
    yield outline(lows, fill=_HUES[1], fill_opacity=0.25, stroke=_HUES[1], stroke_width=2.2)
    for place, name in enumerate(names):
        across, down = at(place, 1.14)
        anchor = "middle" if abs(across - x) < 1 else "start" if across > x else "end"
        above = 10 if anchor != "middle" else 20 if down < y else 0
        yield _text(across, down - above, name[0], text_anchor=anchor, font_weight="bold")
        yield _text(across, down - above + 19, name[1], text_anchor=anchor)


def bars_svg(scores: Sequence[Score], title: str, lang: Lang) -> str:
    """Draw scores as bars from 0 to 100, the interval of what is open behind them."""
    names = [f"{score.id} {score.title.to(lang)}" for score in scores]
    told = pick(lang, "；", "; ").join(
        f"{name} {span(score.value, score.high)}" for name, score in zip(names, scores, strict=True)
    )
    left = max((_width(name) for name in names), default=0) + 30
    return picture(left + 560, 26.0 * len(scores) + 50, title, told, _bars(scores, names, left))


def _bars(scores: Sequence[Score], names: Sequence[str], left: float) -> Iterator[str]:
    bottom = 26.0 * len(scores) + 18
    for mark in range(0, 101, 20):
        x = left + 4.0 * mark
        yield f'<path d="M{x:g} 14 V{bottom:g}" stroke="#d5dae6"/>'
        yield _text(x, bottom + 14, f"{mark}", text_anchor="middle", font_size=12, fill="#6a7183")
    for place, (score, name) in enumerate(zip(scores, names, strict=True)):
        y, low, high = 26.0 * place + 28, 400 * (score.value or 0.0), 400 * (score.high or 0.0)
        yield _text(left - 10, y, name, text_anchor="end", font_size=14)
        yield f'<rect x="{left:g}" y="{y - 8:g}" width="{high:.1f}" height="16" fill="#d3def2"/>'
        yield f'<rect x="{left:g}" y="{y - 8:g}" width="{low:.1f}" height="16" fill="{_HUES[1]}"/>'
        yield _text(left + max(low, high) + 8, y, span(score.value, score.high), font_size=13)


# The tree


def tree_svg(standard: Standard, lang: Lang) -> str:
    """Draw the groups of a standard from left to right, each with how many indicators it holds."""
    groups = [(located.node, located.depth) for located in standard.walk() if isinstance(located.node, Group)]
    rows = [group for group, _ in groups if not group.groups]
    columns = max((depth for _, depth in groups), default=0)
    widths = [_width(standard.title.to(lang)) + 70] + [
        max(_width(_label(group, lang)) for group, at in groups if at == depth) + 60 for depth in range(1, columns + 1)
    ]
    title = standard.title.to(lang)
    counts = [f"{len(standard.tier(tier.id))} {tier.title.to(lang)}" for tier in standard.tiers[: columns + 1]]
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
            colour = _HUES[number % len(_HUES)] if depth == 0 else hue
            start, end, to = x + _width(name) + 14, 20 + sum(widths[: depth + 1]) - 8, row(child)
            middle = end - 22
            yield (
                f'<path d="M{start:g} {y:g} H{middle - 12:g} C{middle:g} {y:g} {middle - 12:g} {to:g} {end:g} {to:g}" '
                f'fill="none" stroke="{colour}" stroke-width="1.6"/>'
            )
            yield from branch(child, depth + 1, colour)
        weight = "bold" if depth < 2 else "normal"  # noqa: PLR2004 - the standard and its first tier stand out
        yield _text(x, y, name, fill=hue, font_weight=weight)

    yield from branch(standard, 0, INK)


# The bodies


def bodies_svg(standard: Standard, lang: Lang) -> str:
    """Draw the bodies around the one that has most relations, and how they stand to each other."""
    places = spokes(standard)
    names = {body.id: body.name.to(lang) for body in standard.bodies}
    half = {body: _width(names.get(body, body)) / 2 + 12 for body in places}
    points = _apart(
        {
            body: (_RING[0] * ring * sin(2 * pi * turn), -_RING[1] * ring * cos(2 * pi * turn))
            for body, (turn, ring) in places.items()
        },
        half,
    )
    left = min((x - half[body] for body, (x, _) in points.items()), default=0) - 20
    right = max((x + half[body] for body, (x, _) in points.items()), default=0) + 20
    top, bottom = min((y for _, y in points.values()), default=0) - 40, max((y for _, y in points.values()), default=0)
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


def _apart(points: dict[str, tuple[float, float]], half: dict[str, float]) -> dict[str, tuple[float, float]]:
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
    standard: Standard, points: dict[str, tuple[float, float]], names: dict[str, str], lang: Lang, bottom: float
) -> Iterator[str]:
    for kind, (colour, _) in _KINDS.items():
        yield (
            f'<marker id="{kind}" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" orient="auto">'
            f'<path d="M0 0 L8 4 L0 8 z" fill="{colour}"/></marker>'
        )
    for relation in standard.relations:
        yield _arrow(
            relation.kind, points[relation.source], points[relation.target], _width(names.get(relation.target, ""))
        )
    for number, (body, (x, y)) in enumerate(points.items()):
        name = names.get(body, body)
        wide = _width(name) + 24
        fill, ink = (_HUES[0], "#ffffff") if number == 0 else (PALE, INK)
        yield (
            f'<rect x="{x - wide / 2:g}" y="{y - _TALL / 2:g}" width="{wide:g}" height="{_TALL:g}" rx="9" fill="{fill}" '
            f'stroke="{LINE}"/>'
        )
        yield _text(x, y, name, text_anchor="middle", fill=ink)
    x = 30.0
    for kind in dict.fromkeys(relation.kind for relation in standard.relations):
        yield _arrow(kind, (x, bottom), (x + 60, bottom))
        yield _text(x + 70, bottom, RELATION[kind].to(lang))
        x += 110 + _width(RELATION[kind].to(lang))


def _arrow(kind: str, start: tuple[float, float], end: tuple[float, float], wide: float | None = None) -> str:
    """Draw a slightly bent arrow that ends at the border of a box of that text width, or at the point itself."""
    colour, dashes = _KINDS[kind]
    (x1, y1), (x2, y2) = start, end
    bend = 0.1 if wide is not None else 0
    x, y = (x1 + x2) / 2 + bend * (y2 - y1), (y1 + y2) / 2 - bend * (x2 - x1)
    if wide is not None:
        dx, dy = x - x2, y - y2
        scale = min((wide / 2 + 14) / abs(dx) if dx else 1, (_TALL / 2 + 2) / abs(dy) if dy else 1, 1)
        x2, y2 = x2 + dx * scale, y2 + dy * scale
    dashed = f' stroke-dasharray="{dashes}"' if dashes else ""
    return (
        f'<path d="M{x1:.1f} {y1:.1f} Q{x:.1f} {y:.1f} {x2:.1f} {y2:.1f}" fill="none" stroke="{colour}" '
        f'stroke-width="1.6"{dashed} marker-end="url(#{kind})"/>'
    )
