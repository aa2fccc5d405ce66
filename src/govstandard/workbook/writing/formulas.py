"""The workbook's formulas: a value and a score for each measure, and the ways to combine scores."""

from collections.abc import Callable
from typing import NamedTuple

from govstandard.base.rounding import show
from govstandard.base.words import Lang
from govstandard.standard.measures import (
    Binary,
    Checklist,
    Count,
    MeasureBase,
    Ratio,
    Rubric,
    Survey,
)
from govstandard.workbook import form


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
        return f"${form.letter(self.at(key, side))}{self.row + 1}"

    def answers(self) -> str:
        """Return the addresses of the points' final answers."""
        column = form.letter(self.at("value", "score"))
        return f"${column}{self.row + 2}:${column}{self.row + 1 + self.points}"

    def reviewed(self) -> str:
        """Return whether the reviewer filled in a figure of this row."""
        keys = ("answer", "numerator", "denominator", "percent", "not_applicable")
        return plain("&".join(self.cell(key, "review") for key in keys)) + '<>""'


def plain(cell: str) -> str:
    """Write what a cell says without the strokes by which people say that it is blank."""
    return f'SUBSTITUTE(SUBSTITUTE(SUBSTITUTE({cell},"/",""),"—",""),"-","")'


def value(measure: MeasureBase, cells: Cells, size: str | None) -> str:
    """Write the formula of an indicator's value: a number, the word for not applicable, or nothing.

    The reviewer's figures count where there are any. What the formula cannot take for a figure counts as blank; the
    program has more to say on it.
    """
    na = f'"{form.NOT_APPLICABLE.to(cells.lang)}"'

    if isinstance(measure, Checklist):
        return f'=IFERROR({_checklist(cells, na)},"")'
    own, review = (
        f'IF({plain(cells.cell("not_applicable", side))}<>"",{na},{_value(measure, cells, side, size, na)})'
        for side in ("own", "review")
    )
    return f'=IFERROR(IF({cells.reviewed()},{review},{own}),"")'


def _value(measure: MeasureBase, cells: Cells, side: str, size: str | None, na: str) -> str:
    answer = cells.cell("answer", side)
    if isinstance(measure, Binary):
        yes, no = form.MET.to(cells.lang), form.UNMET.to(cells.lang)
        return f'IF({answer}="{yes}",1,IF({answer}="{no}",0,""))'
    if isinstance(measure, Rubric):
        steps = "".join(
            f"IF(VALUE({answer})={grade.grade},{grade.score!r}," for grade in measure.grades
        )
        return f'IF({answer}="","",{steps}""{")" * len(measure.grades)})'
    if isinstance(measure, Count):
        if measure.per is None:
            return f'IF({answer}="","",ROUND({answer},9))'
        units = f"({size}/{measure.per.unit!r})"
        return f'IF(OR({answer}="",{size}=""),"",IF({size}=0,{na},ROUND({answer}/{units},9)))'
    above, below, share = (cells.cell(key, side) for key in ("numerator", "denominator", "percent"))
    quotient = f'IF(OR({above}="",{below}=""),"",IF({below}=0,{na},ROUND({above}/{below},9)))'
    if isinstance(measure, Survey):
        least = measure.min_respondents
        quotient = (
            f'IF(OR({above}="",{below}=""),"",IF({below}<{least},"",ROUND({above}/{below},9)))'
        )
    if isinstance(measure, Ratio) and measure.form == "rate":
        return quotient
    return f'IF({plain(share)}<>"",ROUND(VALUE(SUBSTITUTE({share},"%",""))/100,9),{quotient})'


def answer(cells: Cells) -> str:
    """Write the formula of a point's final answer: the reviewer's where there is one, else the community's."""
    own, review = cells.cell("answer", "own"), cells.cell("answer", "review")
    return f'=IF({plain(review)}="",{own},{review})&""'


def _checklist(cells: Cells, na: str) -> str:
    yes, no, none = (
        f'COUNTIF({cells.answers()},"{word.to(cells.lang)}")'
        for word in (form.MET, form.UNMET, form.NOT_APPLICABLE)
    )
    own, review = (f'{plain(cells.cell("not_applicable", side))}<>""' for side in ("own", "review"))
    share = f'IF({yes}+{no}+{none}=0,"",IF({none}={cells.points},{na},ROUND({yes}/({cells.points}-{none}),9)))'
    return f"IF(OR({review},AND({own},{yes}+{no}=0)),{na},{share})"


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


def group(way: str, parent: str, rows: tuple[int, int], na: str) -> str:
    """Write the formula of a group's score from the rows below it, of which those of its children name it as `parent`.

    Least and geometric mean are formulas of arrays, in braces.
    """
    above, weights, scores = (
        form.LAYOUT.result.below(name, rows) for name in ("above", "weight", "exact")
    )
    applying = f'COUNTIFS({above},"{parent}",{scores},"<>{na}")'
    whole = f'SUMIFS({weights},{above},"{parent}",{scores},"<>{na}")'
    nought = f'COUNTIFS({above},"{parent}",{scores},"")+COUNTIFS({above},"{parent}",{scores},0)'
    counted = f'({above}="{parent}")*ISNUMBER({scores})'
    if way == "minimum":
        return f'{{=IF({applying}=0,"{na}",IF({nought}>0,0,MIN(IF({counted},{scores}))))}}'
    if way == "geometric":
        logs = f"SUM(IF({counted},{weights}*LN({scores}/100)))"
        return f'{{=IF({applying}=0,"{na}",IF({nought}>0,0,100*ROUND(EXP({logs}/{whole}),9)))}}'
    summed = f'SUMPRODUCT(({above}="{parent}")*1,{weights},{scores})'
    return f'=IF({applying}=0,"{na}",100*ROUND({summed}/{whole}/100,9))'
