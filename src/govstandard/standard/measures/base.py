"""What all measures share: the figures they read, the goalposts, the reading they give."""

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from govstandard.base.frozen import Frozen
from govstandard.base.rounding import settle
from govstandard.base.words import Id, Lang, Said, Text, Words, words

MOST = 1e15
"""More than anything a community counts."""
Amount = Annotated[float, Field(strict=True, ge=0, le=MOST, allow_inf_nan=False)]
"""A number from zero to `MOST`."""
Number = Annotated[float, Field(strict=True, ge=-MOST, le=MOST, allow_inf_nan=False)]
"""A number, above or below zero."""
Percent = Annotated[float, Field(strict=True, ge=0, le=100, allow_inf_nan=False)]
"""A percentage from 0 to 100: 98 means 98 %."""
Whole = Annotated[int, Field(strict=True, ge=0)]
"""A whole number, zero or more."""
PointAnswer = Literal["met", "unmet", "not_applicable"]
"""What was found for one line of a checklist."""

UNANSWERED = words("未填报", "not answered")
"""Why there is no value where nothing was recorded."""


class Figures(Frozen):
    """What was recorded for one indicator; which of the fields are filled depends on its measure."""

    points: dict[int, PointAnswer] | None = None
    """Checklist: the answer for each line, by the last part of its id: ``{1: met, 2: unmet}``."""
    numerator: Amount | None = None
    """Ratio: how many cases fulfil the condition."""
    denominator: Amount | None = None
    """Ratio: how many cases there are in all; 0 makes the indicator not applicable."""
    percent: Percent | None = None
    """Ratio or survey: the percentage, 0 to 100, where the two counts are not known."""
    count: Amount | None = None
    """Count: how many."""
    grade: Whole | None = None
    """Rubric: the number of the grade whose description fits."""
    met: Annotated[bool, Field(strict=True)] | None = None
    """Binary: whether the requirement is met."""
    satisfied: Whole | None = None
    """Survey: how many valid answers were satisfied."""
    respondents: Whole | None = None
    """Survey: how many valid answers there were."""

    @cached_property
    def given(self) -> frozenset[str]:
        """Return the names of the figures that are filled in.

        >>> sorted(Figures(numerator=1, denominator=2).given)
        ['denominator', 'numerator']
        """
        return frozenset(name for name in Figures.model_fields if getattr(self, name) is not None)


class Reading(Frozen):
    """What a measure read from figures: the value, or the bounds of it, or why there is none."""

    low: float | None = None
    """The value if everything unanswered turns out worst; none where nothing could be read."""
    high: float | None = None
    """The value if everything unanswered turns out best; equal to `low` when all is known."""
    applicable: bool = True
    """False when the figures themselves show that there was nothing to measure."""
    why: Words | None = None
    """Why there is no value, or why it is not certain."""
    flags: tuple[Words, ...] = ()
    """Remarks on the quality of the figures."""
    confidence: tuple[float, float] | None = None
    """Survey: the Wilson score interval of the share at 95 %."""


def exactly(value: float, flags: tuple[Words, ...] = ()) -> Reading:
    """Make a reading that is known exactly; a quotient is bounded as amounts are."""
    known = settle(min(value, MOST))
    return Reading(low=known, high=known, flags=flags)


def missing(zh: str, en: str) -> Reading:
    """Make a reading that is not there, with the reason."""
    return Reading(why=words(zh, en))


class Goalposts(Frozen):
    """Floor and target that turn a value into a score (OECD/JRC Handbook, 2008: goalpost normalisation).

    >>> Goalposts(floor=0, target=0.95).score(0.76)
    0.8
    >>> Goalposts(floor=5, target=0).score(1)
    0.8
    """

    floor: Number
    """The value that scores 0."""
    target: Number
    """The value that scores 1; below the floor where lower is better."""

    def score(self, value: float) -> float:
        """Return ``clip((value - floor) / (target - floor), 0, 1)``, settled."""
        floor, target = self.settled
        return settle(min(max((value - floor) / (target - floor), 0.0), 1.0))

    @cached_property
    def settled(self) -> tuple[float, float]:
        """Return floor and target as they are compared."""
        return settle(self.floor), settle(self.target)

    def show(self, written: str) -> str:
        """Write the target with its direction, given the number as `written`."""
        return f"{'≥' if self.target > self.floor else '≤'} {written}"


class Point(Frozen):
    """One line of an indicator, 采分点: the tier below it."""

    id: Id
    """The indicator's id and a number: ``PB.01.01.1``."""
    text: Text
    """What must be true, answerable by yes or no."""
    not_applicable: Text | None = None
    """The one condition under which this line does not apply; none where it always does."""

    @cached_property
    def number(self) -> int:
        """Return the last part of the id, by which responses name the point; 0 where it is no number."""
        last = self.id.rpartition(".")[2]
        return int(last) if last.isdecimal() else 0


class MeasureBase(Frozen):
    """What all measures share."""

    title: ClassVar[Words]
    """Its name for people."""
    takes: ClassVar[tuple[frozenset[str], ...]]
    """The sets of figures that answer this measure, the preferred one first."""

    points: tuple[Point, ...] = ()
    """Checklist: the lines that are scored. Else: what each counted case has to show."""
    unit: Text | None = None
    """The unit people see behind a value."""

    def read(self, figures: Figures, base: Mapping[str, float]) -> Reading:
        """Read recorded figures; `base` has the community's own sizes, such as its households."""
        raise NotImplementedError

    @cached_property
    def posts(self) -> Goalposts:
        """Return the goalposts that turn a value into a score."""
        raise NotImplementedError

    def score(self, value: float) -> float:
        """Turn a value into a score from 0 to 1, by its place between the goalposts."""
        return self.posts.score(value)

    def show(self, figures: Figures, reading: Reading, lang: Lang) -> str:
        """Write the figures and the value they make."""
        raise NotImplementedError

    def show_target(self, lang: Lang) -> str:
        """Write the target."""
        raise NotImplementedError

    def defined(self) -> Iterator[tuple[Words, Said]]:
        """Give, term by term, how things are to be counted; nothing where the points say it all."""
        yield from ()

    def best(self, base: Mapping[str, float]) -> Figures:
        """Return figures that reach the target in a community of the sizes in `base`."""
        raise NotImplementedError

    def _unit(self, lang: Lang) -> str:
        return f" {self.unit.to(lang)}" if self.unit else ""
