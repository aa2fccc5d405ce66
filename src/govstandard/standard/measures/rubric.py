"""Described grades."""

from collections.abc import Iterator, Mapping
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, Annotated, ClassVar, Literal, Self

from pydantic import Field

from govstandard.base.frozen import Frozen
from govstandard.base.problems import Path, Problem
from govstandard.base.words import Lang, Said, Text, Words, pick, words
from govstandard.standard.measures.base import (
    UNANSWERED,
    Addresses,
    Asked,
    Figures,
    Goalposts,
    MeasureBase,
    Reading,
    Ways,
    Whole,
    exactly,
)

if TYPE_CHECKING:
    from random import Random


class Grade(Frozen):
    """One step of a rubric, with its own description."""

    grade: Annotated[int, Field(strict=True, ge=0)]
    """The number by which a response names it."""
    text: Text
    """What is true of a community at this grade."""
    score: Annotated[float, Field(strict=True, ge=0, le=1, allow_inf_nan=False)]
    """Where the grade stands between 0 and 1."""


class Rubric(MeasureBase):
    """Described grades, of which the one that fits is chosen; scored against the target grade.

    >>> steps = [Grade(grade=g, text=f"step {g}", score=s) for g, s in ((1, 0), (2, 0.4), (3, 0.8), (4, 1))]
    >>> rubric = Rubric(grades=steps, target=3)
    >>> [rubric.score(rubric.read(Figures(grade=g), {}).low) for g in (1, 2, 3, 4)]
    [0.0, 0.5, 1.0, 1.0]
    """

    title: ClassVar = words("等次", "rubric")

    kind: Literal["rubric"] = "rubric"
    """Described grades."""
    grades: Annotated[tuple[Grade, ...], Field(min_length=2)]
    """The grades, lowest first."""
    target: Whole
    """The number of the grade that makes the target."""

    @cached_property
    def asks(self) -> Ways:
        """Return the grade, one of those described."""
        numbers = tuple(str(grade.grade) for grade in self.grades)
        return ((Asked("grade", "grade", choices=numbers),),)

    def _find(self, number: int | None) -> Grade | None:
        return next((grade for grade in self.grades if grade.grade == number), None)

    def read(self, figures: Figures, base: Mapping[str, float]) -> Reading:  # noqa: ARG002
        """Return the score of the chosen grade."""
        grade = self._find(figures.grade)
        return exactly(grade.score) if grade else Reading(why=UNANSWERED)

    @cached_property
    def posts(self) -> Goalposts:
        """Return the score of the target grade as the target."""
        goal = self._find(self.target)
        return Goalposts(floor=0, target=goal.score if goal and goal.score else 1)

    def formula(self, cells: Addresses) -> str:
        """Write the score of the chosen grade."""
        answer = cells.figure("grade")
        steps = [
            f"IF(VALUE({answer})={grade.grade},{grade.score!r},"
            for grade in self.grades
        ]
        return f'IF({answer}="","",{"".join(steps)}""{")" * len(steps)})'

    def show(self, figures: Figures, reading: Reading, lang: Lang) -> str:  # noqa: ARG002
        """Write the grade and its description."""
        grade = self._find(figures.grade)
        number = "?" if figures.grade is None else figures.grade
        text = grade.text.to(lang).rstrip("。.") if grade else ""
        described = pick(lang, f"（{text}）", f" ({text})") if text else ""
        return pick(lang, f"{number} 级", f"grade {number}") + described

    def show_target(self, lang: Lang) -> str:
        """Write the grade to be reached."""
        return pick(lang, f"≥ {self.target} 级", f"≥ grade {self.target}")

    def defined(self) -> Iterator[tuple[Words, Said]]:
        """Give the grades, lowest first."""
        for grade in self.grades:
            yield words("{grade} 级", "Grade {grade}", grade=grade.grade), grade.text

    def best(self, base: Mapping[str, float]) -> Figures:  # noqa: ARG002
        """Return the target grade."""
        return Figures(grade=self.target)

    def unsound(self, item_id: str, path: Path) -> Iterator[Problem]:
        """Find grades or scores that do not rise, and a target that is no grade or is worth nothing."""
        if not all(map(_rises, pairwise(self.grades))):
            what = words(
                "“{id}” 的等次或分值没有逐级上升",
                "grades or scores of '{id}' do not rise",
                id=item_id,
            )
            yield Problem(code="GS216", what=what, path=(*path, "grades"))
        if not any(
            grade.grade == self.target and grade.score > 0 for grade in self.grades
        ):
            what = words(
                "“{id}” 的目标等次 {target} 不存在或为 0 分",
                "target grade {target} of '{id}' is missing or scores 0",
                id=item_id,
                target=self.target,
            )
            yield Problem(code="GS216", what=what, path=(*path, "target"))

    def misfits(self, figures: Figures, item_id: str, path: Path) -> Iterator[Problem]:
        """Find out whether the grade is one of those described."""
        if figures.grade is None or self._find(figures.grade):
            return
        what = words(
            "“{id}” 没有 {grade} 级",
            "'{id}' has no grade {grade}",
            id=item_id,
            grade=figures.grade,
        )
        known = tuple(grade.grade for grade in self.grades)
        hint = words("可填 {known:commas}", "one of {known:commas}", known=known)
        yield Problem(code="GS305", what=what, hint=hint, path=(*path, "grade"))

    @classmethod
    def drawn(cls, dice: "Random", item_id: str) -> Self:  # noqa: ARG003 - one signature for all
        """Draw two to five grades whose scores rise from 0 to 1, and a target above the lowest."""
        last = dice.randint(2, 5)
        grades = tuple(_step(number, last) for number in range(1, last + 1))
        return cls(grades=grades, target=dice.randint(2, last))

    def answer(self, dice: "Random", *, whole: bool) -> Figures:  # noqa: ARG002 - nothing in it can be open
        """Draw a grade."""
        return Figures(grade=dice.choice(self.grades).grade)


def _rises(steps: tuple[Grade, Grade]) -> bool:
    below, above = steps
    return above.grade > below.grade and above.score > below.score


def _step(number: int, last: int) -> Grade:
    text = words("第 {number} 步", "step {number}", number=number)
    return Grade.model_validate(
        {"grade": number, "text": text, "score": round((number - 1) / (last - 1), 2)}
    )
