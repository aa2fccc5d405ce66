"""The workbook's formulas: the value and the score of an indicator, and the score of a group."""

from collections.abc import Callable
from typing import NamedTuple

from govstandard.base.rounding import show
from govstandard.base.words import Lang
from govstandard.standard.aggregation import AggregationBase, Rows
from govstandard.standard.measures import MeasureBase, PointAnswer
from govstandard.workbook import form
from govstandard.workbook.columns import Side, letter


class Cells(NamedTuple):
    """Where an indicator stands on its sheet."""

    row: int
    """Its row, from 0."""
    points: int
    """How many rows of scored points follow."""
    at: Callable[[str, str], int]
    """The column of a figure, own or reviewed."""
    lang: Lang
    """The language of the words in cells."""

    def cell(self, key: str, side: str) -> str:
        """Return the address of a cell in the indicator's row."""
        return f"${letter(self.at(key, side))}{self.row + 1}"

    def answers(self) -> str:
        """Return the addresses of the points' final answers."""
        column = letter(self.at("value", "score"))
        return f"${column}{self.row + 2}:${column}{self.row + 1 + self.points}"

    def reviewed(self) -> str:
        """Return whether the reviewer filled in a figure of this row."""
        figures = [self.cell(column.key, "review") for column in _REVIEWED]
        return plain("&".join(figures)) + '<>""'


_REVIEWED = [
    column
    for column in form.LAYOUT.items.columns
    if column.side == "review" and column.holds in {"figure", "not_applicable"}
]
"""The columns in which a reviewer's figures stand."""


def plain(cell: str) -> str:
    """Write what a cell says without the strokes by which people say that it is blank."""
    return f'SUBSTITUTE(SUBSTITUTE(SUBSTITUTE({cell},"/",""),"—",""),"-","")'


class _Filled(NamedTuple):
    """What one side filled in for an indicator, as the formula of a measure asks for it."""

    cells: Cells
    side: Side
    size: str
    """The address of the size by which a count is divided."""

    @property
    def points(self) -> int:
        """Return how many points there are."""
        return self.cells.points

    def figure(self, name: str) -> str:
        """Return the address of a figure."""
        return self.cells.cell(form.CELLS[name], self.side)

    def filled(self, name: str) -> str:
        """Return the condition that a figure is filled in."""
        return f'{plain(self.figure(name))}<>""'

    def answered(self, answer: PointAnswer) -> str:
        """Return the number of points whose final answer is that."""
        return f"COUNTIF({self.cells.answers()},{self.word(answer)})"

    def word(self, answer: PointAnswer) -> str:
        """Return the word for an answer, in quotes."""
        return f'"{_WORDS[answer].to(self.cells.lang)}"'

    def without(self) -> str:
        """Return the condition that there is a reason why the indicator does not apply."""
        return f'{plain(self.cells.cell("not_applicable", self.side))}<>""'


_WORDS = {"met": form.MET, "unmet": form.UNMET, "not_applicable": form.NOT_APPLICABLE}


def value(measure: MeasureBase, cells: Cells, size: str) -> str:
    """Write the formula of an indicator's value: a number, the word for not applicable, or nothing.

    The reviewer's figures count where there are any. What the formula cannot take for a figure counts as blank; the
    program has more to say on it.
    """
    own, review = _Filled(cells, "own", size), _Filled(cells, "review", size)
    none = own.word("not_applicable")
    if measure.by_points:
        answered = f"{own.answered('met')}+{own.answered('unmet')}"
        without = f"OR({review.without()},AND({own.without()},{answered}=0))"
        return f'=IFERROR(IF({without},{none},{measure.formula(own)}),"")'
    claimed, found = (
        f"IF({filled.without()},{none},{measure.formula(filled)})"
        for filled in (own, review)
    )
    return f'=IFERROR(IF({cells.reviewed()},{found},{claimed}),"")'


def answer(cells: Cells) -> str:
    """Write the formula of a point's final answer: the reviewer's where there is one, else the community's."""
    own, review = cells.cell("answer", "own"), cells.cell("answer", "review")
    return f'=IF({plain(review)}="",{own},{review})&""'


def score(measure: MeasureBase, x: str) -> str:
    """Write the formula of an indicator's score, 0 to 100, from the cell with its value."""
    return f"=IF(ISNUMBER({x}),100*{_share(measure, x)},{_word(x)})"


def score_shown(measure: MeasureBase, x: str) -> str:
    """Write the formula of that score as people see it: cut after one decimal, never rounded up."""
    return f"=IF(ISNUMBER({x}),ROUNDDOWN(100*{_share(measure, x)}+1E-7,1),{_word(x)})"


def cut(x: str) -> str:
    """Write the formula that cuts the number in a cell after one decimal."""
    return f"=IF(ISNUMBER({x}),ROUNDDOWN({x}+1E-7,1),{_word(x)})"


def _share(measure: MeasureBase, x: str) -> str:
    floor, target = measure.posts.settled
    return f"ROUND(MAX(0,MIN(1,({x}-{floor!r})/{target - floor!r})),9)"


def _word(x: str) -> str:
    """Write what a cell says that holds no number; a reference to a blank one would be 0."""
    return f'IF({x}="","",{x})'


def shown(number: float | str) -> float | str:
    """Return what `cut` makes of a number; words stay words."""
    return float(show(number)) if isinstance(number, float | int) else number


def group(way: AggregationBase, parent: str, rows: tuple[int, int], na: str) -> str:
    """Write the formula of a group's score from the rows below it, of which those of its children name it as `parent`.

    A formula of arrays stands in braces.
    """
    above, weights, scores = (
        form.LAYOUT.result.below(name, rows) for name in ("above", "weight", "exact")
    )
    applying = f'{above},"{parent}",{scores},"<>{na}"'
    open_ = f'COUNTIFS({above},"{parent}",{scores},"")'
    children = Rows(
        ours=f'({above}="{parent}")',
        weights=weights,
        scores=scores,
        whole=f"SUMIFS({weights},{applying})",
        nothing=f'{open_}+COUNTIFS({above},"{parent}",{scores},0)',
    )
    combined = f'=IF(COUNTIFS({applying})=0,"{na}",{way.formula(children)})'
    return f"{{{combined}}}" if way.arrays else combined
