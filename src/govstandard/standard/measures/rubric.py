"""Described grades."""

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from govstandard.base.frozen import Frozen
from govstandard.base.words import Lang, Said, Text, Words, pick, words
from govstandard.standard.measures.base import (
    UNANSWERED,
    Figures,
    Goalposts,
    MeasureBase,
    Reading,
    Whole,
    exactly,
)


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
    takes: ClassVar = (frozenset({"grade"}),)

    kind: Literal["rubric"] = "rubric"
    """Described grades."""
    grades: Annotated[tuple[Grade, ...], Field(min_length=2)]
    """The grades, lowest first."""
    target: Whole
    """The number of the grade that makes the target."""

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
            yield words(f"{grade.grade} 级", f"Grade {grade.grade}"), grade.text

    def best(self, base: Mapping[str, float]) -> Figures:  # noqa: ARG002
        """Return the target grade."""
        return Figures(grade=self.target)
