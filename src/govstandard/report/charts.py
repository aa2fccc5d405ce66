"""Charts of scores as SVG, each with a title and a description for those who cannot see it."""

from collections.abc import Iterator, Mapping, Sequence
from html import escape
from itertools import chain
from math import cos, pi, sin
from typing import NamedTuple
from unicodedata import east_asian_width

from govstandard.base.words import Lang, pick
from govstandard.scoring.explaining import span
from govstandard.scoring.result import Score

FONT = "'Noto Sans CJK SC', 'PingFang SC', 'Microsoft YaHei', 'Source Han Sans SC', sans-serif"
INK, PALE, LINE = "#1f2430", "#eef1fb", "#8a93ad"
HUES = ("#b3261e", "#1c5fa8", "#2e7031", "#8a5300", "#6a3aa8", "#00686f")


def picture(
    width: float, height: float, title: str, told: str, parts: Iterator[str]
) -> str:
    """Frame the parts of a picture: a white ground, a title, a description."""
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}" role="img" '
        f'aria-labelledby="title told" font-family="{FONT}" font-size="15" fill="{INK}">'
    )
    said = f'<title id="title">{escape(title)}</title><desc id="told">{escape(told)}</desc>'
    ground = f'<rect width="{width:g}" height="{height:g}" rx="12" fill="#ffffff"/>'
    return "\n".join((head, said, ground, *parts, "</svg>\n"))


def line_at(x: float, y: float, text: str, **more: object) -> str:
    """Write one line, its baseline such that y is its middle."""
    return f'<text x="{x:g}" y="{y + 5:g}"{_attributes(more)}>{escape(text)}</text>'


def _attributes(more: Mapping[str, object]) -> str:
    return "".join(f' {key.replace("_", "-")}="{value}"' for key, value in more.items())


def width_of(text: str) -> float:
    """Estimate how wide a line of 15 px is."""
    return sum(15.0 if east_asian_width(char) in "WF" else 8.2 for char in text)


def radar_svg(scores: Sequence[Score], title: str, lang: Lang) -> str:
    """Draw scores as a radar, 0 in the middle and 100 at the rim: as they stand, and dashed at best."""
    applying = [score for score in scores if score.value is not None]
    labels = [
        (score.title.to(lang), span(score.value, score.high)) for score in applying
    ]
    told = pick(lang, "；", "; ").join(" ".join(label) for label in labels)
    widths = [width_of(line) for line in chain.from_iterable(labels)]
    middle = max([100.0, *widths]) + 140
    parts = _radar(applying, labels, _Dial(middle, 170.0, 110.0, max(1, len(applying))))
    return picture(2 * middle, 340, title, told, parts)


class _Dial(NamedTuple):
    """The circle that a radar is drawn on."""

    x: float
    y: float
    rim: float
    spokes: int
    """How many there are."""

    def at(self, place: float, value: float) -> tuple[float, float]:
        """Return the point on a spoke, or between two, that far from the middle."""
        turn = 2 * pi * place / self.spokes
        return self.x + self.rim * value * sin(turn), self.y - self.rim * value * cos(
            turn
        )

    def outline(self, values: Sequence[float], **more: object) -> str:
        """Join a value on each spoke."""
        corners = map(self.at, range(self.spokes), values)
        listed = " ".join(f"{across:.1f},{down:.1f}" for across, down in corners)
        return f'<polygon points="{listed}"{_attributes(more)}/>'


def _radar(
    scores: Sequence[Score], labels: Sequence[tuple[str, str]], dial: _Dial
) -> Iterator[str]:
    yield from _rings(dial)
    highs = [score.high or 0.0 for score in scores]
    lows = [score.value or 0.0 for score in scores]
    yield dial.outline(
        highs, fill="none", stroke=HUES[1], stroke_width=1.6, stroke_dasharray="5 4"
    )
    yield dial.outline(
        lows, fill=HUES[1], fill_opacity=0.25, stroke=HUES[1], stroke_width=2.2
    )
    for place, label in enumerate(labels):
        yield from _label(label, dial, place)


def _rings(dial: _Dial) -> Iterator[str]:
    for ring in (0.2, 0.4, 0.6, 0.8, 1.0):
        yield dial.outline(
            [ring] * dial.spokes, fill="none", stroke="#c9cfdf", stroke_width=1
        )
        # in the middle of a side, where no label or outline begins
        across, down = dial.at(0.5, ring * cos(pi / dial.spokes))
        yield line_at(across + 4, down, f"{ring * 100:g}", font_size=11, fill="#6a7183")


def _label(label: tuple[str, str], dial: _Dial, place: int) -> Iterator[str]:
    """Write a name and a score at the end of a spoke, away from the circle."""
    across, down = dial.at(place, 1.14)
    anchor, above = "middle", 20 if down < dial.y else 0
    if abs(across - dial.x) >= 1:
        anchor, above = "start" if across > dial.x else "end", 10
    yield line_at(
        across, down - above, label[0], text_anchor=anchor, font_weight="bold"
    )
    yield line_at(across, down - above + 19, label[1], text_anchor=anchor)


def bars_svg(scores: Sequence[Score], title: str, lang: Lang) -> str:
    """Draw scores as bars from 0 to 100, the interval of what is open behind them."""
    names = [f"{score.id} {score.title.to(lang)}" for score in scores]
    spans = [span(score.value, score.high) for score in scores]
    told = pick(lang, "；", "; ").join(map("{} {}".format, names, spans))
    left = max(map(width_of, names), default=0) + 30
    height = _BAR * len(scores) + 50
    return picture(left + 560, height, title, told, _bars(scores, names, left))


_BAR = 26.0


def _bars(scores: Sequence[Score], names: Sequence[str], left: float) -> Iterator[str]:
    yield from _scale(left, _BAR * len(scores) + 18)
    for place, (score, name) in enumerate(zip(scores, names, strict=True)):
        y = _BAR * place + 28
        low, high = 400 * (score.value or 0.0), 400 * (score.high or 0.0)
        yield line_at(left - 10, y, name, text_anchor="end", font_size=14)
        yield f'<rect x="{left:g}" y="{y - 8:g}" width="{high:.1f}" height="16" fill="#d3def2"/>'
        yield f'<rect x="{left:g}" y="{y - 8:g}" width="{low:.1f}" height="16" fill="{HUES[1]}"/>'
        yield line_at(
            left + max(low, high) + 8, y, span(score.value, score.high), font_size=13
        )


def _scale(left: float, bottom: float) -> Iterator[str]:
    for mark in range(0, 101, 20):
        x = left + 4.0 * mark
        yield f'<path d="M{x:g} 14 V{bottom:g}" stroke="#d5dae6"/>'
        yield line_at(
            x,
            bottom + 14,
            f"{mark}",
            text_anchor="middle",
            font_size=12,
            fill="#6a7183",
        )
