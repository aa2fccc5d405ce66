"""Charts of scores as SVG, each with a title and a description for those who cannot see it."""

from collections.abc import Iterator, Sequence
from html import escape
from math import cos, pi, sin
from unicodedata import east_asian_width

from govstandard.base.words import Lang, pick
from govstandard.scoring.explaining import span
from govstandard.scoring.result import Score

FONT = "'Noto Sans CJK SC', 'PingFang SC', 'Microsoft YaHei', 'Source Han Sans SC', sans-serif"
INK, PALE, LINE = "#1f2430", "#eef1fb", "#8a93ad"
HUES = ("#b3261e", "#1c5fa8", "#2e7031", "#8a5300", "#6a3aa8", "#00686f")


def picture(width: float, height: float, title: str, told: str, parts: Iterator[str]) -> str:
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
    said = "".join(f' {name.replace("_", "-")}="{value}"' for name, value in more.items())
    return f'<text x="{x:g}" y="{y + 5:g}"{said}>{escape(text)}</text>'


def width_of(text: str) -> float:
    """Estimate how wide a line of 15 px is."""
    return sum(15.0 if east_asian_width(char) in "WF" else 8.2 for char in text)


def radar_svg(scores: Sequence[Score], title: str, lang: Lang) -> str:
    """Draw scores as a radar, 0 in the middle and 100 at the rim: as they stand, and dashed at best."""
    applying = [score for score in scores if score.value is not None]
    names = [(score.title.to(lang), span(score.value, score.high)) for score in applying]
    told = pick(lang, "；", "; ").join(" ".join(name) for name in names)
    side = max((width_of(line) for name in names for line in name), default=0.0)
    side = max(side, 100.0) + 30
    return picture(2 * (side + 110), 340, title, told, _radar(applying, names, side + 110))


def _radar(scores: Sequence[Score], names: Sequence[tuple[str, str]], x: float) -> Iterator[str]:
    y, rim, count = 170.0, 110.0, max(1, len(scores))

    def at(place: float, value: float) -> tuple[float, float]:
        turn = 2 * pi * place / count
        return x + rim * value * sin(turn), y - rim * value * cos(turn)

    def outline(values: Sequence[float], **more: object) -> str:
        corners = " ".join(
            f"{across:.1f},{down:.1f}" for across, down in map(at, range(count), values)
        )
        said = "".join(f' {name.replace("_", "-")}="{value}"' for name, value in more.items())
        return f'<polygon points="{corners}"{said}/>'

    for ring in (0.2, 0.4, 0.6, 0.8, 1.0):
        yield outline([ring] * count, fill="none", stroke="#c9cfdf", stroke_width=1)
        across, down = at(
            0.5, ring * cos(pi / count)
        )  # the middle of a side, where no label or outline begins
        yield line_at(across + 4, down, f"{ring * 100:g}", font_size=11, fill="#6a7183")
    highs, lows = [score.high or 0.0 for score in scores], [score.value or 0.0 for score in scores]
    yield outline(highs, fill="none", stroke=HUES[1], stroke_width=1.6, stroke_dasharray="5 4")
    yield outline(lows, fill=HUES[1], fill_opacity=0.25, stroke=HUES[1], stroke_width=2.2)
    for place, name in enumerate(names):
        across, down = at(place, 1.14)
        anchor = "middle" if abs(across - x) < 1 else "start" if across > x else "end"
        above = 10 if anchor != "middle" else 20 if down < y else 0
        yield line_at(across, down - above, name[0], text_anchor=anchor, font_weight="bold")
        yield line_at(across, down - above + 19, name[1], text_anchor=anchor)


def bars_svg(scores: Sequence[Score], title: str, lang: Lang) -> str:
    """Draw scores as bars from 0 to 100, the interval of what is open behind them."""
    names = [f"{score.id} {score.title.to(lang)}" for score in scores]
    told = pick(lang, "；", "; ").join(
        f"{name} {span(score.value, score.high)}" for name, score in zip(names, scores, strict=True)
    )
    left = max((width_of(name) for name in names), default=0) + 30
    return picture(left + 560, 26.0 * len(scores) + 50, title, told, _bars(scores, names, left))


def _bars(scores: Sequence[Score], names: Sequence[str], left: float) -> Iterator[str]:
    bottom = 26.0 * len(scores) + 18
    for mark in range(0, 101, 20):
        x = left + 4.0 * mark
        yield f'<path d="M{x:g} 14 V{bottom:g}" stroke="#d5dae6"/>'
        yield line_at(x, bottom + 14, f"{mark}", text_anchor="middle", font_size=12, fill="#6a7183")
    for place, (score, name) in enumerate(zip(scores, names, strict=True)):
        y, low, high = 26.0 * place + 28, 400 * (score.value or 0.0), 400 * (score.high or 0.0)
        yield line_at(left - 10, y, name, text_anchor="end", font_size=14)
        yield f'<rect x="{left:g}" y="{y - 8:g}" width="{high:.1f}" height="16" fill="#d3def2"/>'
        yield f'<rect x="{left:g}" y="{y - 8:g}" width="{low:.1f}" height="16" fill="{HUES[1]}"/>'
        yield line_at(left + max(low, high) + 8, y, span(score.value, score.high), font_size=13)
