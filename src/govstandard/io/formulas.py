"""The workbook's formulas: a value and a score for each measure, and the ways to combine scores."""

from collections.abc import Callable
from typing import NamedTuple

from govstandard.io import layout
from govstandard.measures import Binary, Checklist, Count, MeasureBase, Ratio, Rubric, Survey
from govstandard.text import Lang


def letter(column: int) -> str:
    """Return the letters of a column.

    >>> letter(0), letter(25), letter(26)
    ('A', 'Z', 'AA')
    """
    return letter(column // 26 - 1) + chr(65 + column % 26) if column > 25 else chr(65 + column)  # noqa: PLR2004 - the alphabet


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

    def span(self, side: str) -> str:
        """Return the addresses of the points' answers."""
        column = letter(self.at("answer", side))
        return f"${column}{self.row + 2}:${column}{self.row + 1 + self.points}"

    def said(self, key: str) -> str:
        """Return a figure's cell: the reviewer's where anything was reviewed, else the community's."""
        return f"IF({self.reviewed()},{self.cell(key, 'review')},{self.cell(key, 'own')})"

    def reviewed(self) -> str:
        """Return whether the reviewer filled in a figure of this row."""
        keys = ("answer", "numerator", "denominator", "percent", "not_applicable")
        return f"COUNTA({','.join(self.cell(key, 'review') for key in keys)})>0"


def value(measure: MeasureBase, cells: Cells, size: str | None) -> str:
    """Write the formula of an indicator's value: a number, the word for not applicable, or nothing."""
    na = f'"{layout.NOT_APPLICABLE.to(cells.lang)}"'
    plain = _value(measure, cells, size, na)
    return f'=IF({cells.said("not_applicable")}<>"",{na},{plain})'


def _value(measure: MeasureBase, cells: Cells, size: str | None, na: str) -> str:
    if isinstance(measure, Checklist):
        return _checklist(cells, na)
    answer = cells.said("answer")
    if isinstance(measure, Binary):
        yes, no = layout.MET.to(cells.lang), layout.UNMET.to(cells.lang)
        return f'IF({answer}="{yes}",1,IF({answer}="{no}",0,""))'
    if isinstance(measure, Rubric):
        steps = "".join(f"IF(VALUE({answer})={grade.grade},{grade.score!r}," for grade in measure.grades)
        return f'IF({answer}="","",{steps}""{")" * len(measure.grades)})'
    if isinstance(measure, Count):
        if measure.per is None:
            return f'IF({answer}="","",ROUND({answer},9))'
        units = f"({size}/{measure.per.unit!r})"
        return f'IF(OR({answer}="",{size}=""),"",IF({size}=0,{na},ROUND({answer}/{units},9)))'
    above, below, share = cells.said("numerator"), cells.said("denominator"), cells.said("percent")
    least = measure.min_respondents if isinstance(measure, Survey) else 0
    quotient = f'IF(OR({above}="",{below}=""),"",IF({below}=0,{na},ROUND({above}/{below},9)))'
    if isinstance(measure, Survey):
        quotient = f'IF(OR({above}="",{below}=""),"",IF({below}<{least},"",ROUND({above}/{below},9)))'
    if isinstance(measure, Ratio) and measure.form == "rate":
        return quotient
    return f'IF({share}<>"",ROUND(VALUE(SUBSTITUTE({share},"%",""))/100,9),{quotient})'


def _checklist(cells: Cells, na: str) -> str:
    own, review, lang = cells.span("own"), cells.span("review"), cells.lang
    yes, none = layout.MET.to(lang), layout.NOT_APPLICABLE.to(lang)

    def count(word: str) -> str:
        return f'SUMPRODUCT(({review}="{word}")+({review}="")*({own}="{word}"))'

    applicable = f"({cells.points}-{count(none)})"
    met = f"ROUND({count(yes)}/{applicable},9)"
    return f'IF(COUNTA({own},{review})=0,"",IF({applicable}=0,{na},{met}))'


def score(measure: MeasureBase, cells: Cells) -> str:
    """Write the formula of an indicator's score, 0 to 100, from its value."""
    x = cells.cell("value", "score")
    floor, target = _goalposts(measure)
    share = f"ROUND(MAX(0,MIN(1,({x}-{floor!r})/{target - floor!r})),9)"
    return f"=IF(ISNUMBER({x}),100*{share},{x})"


def _goalposts(measure: MeasureBase) -> tuple[float, float]:
    if isinstance(measure, Checklist):
        return 0.0, (measure.required or len(measure.points)) / len(measure.points)
    if isinstance(measure, Rubric):
        return 0.0, next(grade.score for grade in measure.grades if grade.grade == measure.target)
    if isinstance(measure, Ratio | Count | Survey):
        return measure.goalposts.floor, measure.goalposts.target
    return 0.0, 1.0


def group(way: str, rows: list[int], na: str) -> str:
    """Write the formula of a group's score from the rows of its children on the result's sheet."""
    if not rows:
        return f'="{na}"'
    pairs = [(f"C{row + 1}", f"D{row + 1}") for row in rows]
    applies = "+".join(f'({score}<>"{na}")' for _, score in pairs)
    weights = "+".join(f'{weight}*({score}<>"{na}")' for weight, score in pairs)
    if way == "minimum":
        listed = ",".join(f'IF({score}="{na}",100,N({score}))' for _, score in pairs)
        made = f"MIN({listed})"
    elif way == "geometric":
        zero = "+".join(f'({score}<>"{na}")*(N({score})=0)' for _, score in pairs)
        logs = "+".join(f"IF(N({score})>0,{weight}*LN(N({score})/100),0)" for weight, score in pairs)
        made = f"IF({zero}>0,0,100*ROUND(EXP(({logs})/({weights})),9))"
    else:
        summed = "+".join(f"{weight}*N({score})" for weight, score in pairs)
        made = f"100*ROUND(({summed})/({weights})/100,9)"
    return f'=IF({applies}=0,"{na}",{made})'
