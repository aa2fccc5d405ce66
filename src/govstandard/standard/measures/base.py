"""What all measures share: the figures they read, the goalposts, the reading they give."""

from abc import abstractmethod
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import (
    TYPE_CHECKING,
    Annotated,
    ClassVar,
    Literal,
    NamedTuple,
    Protocol,
    Self,
)

from pydantic import Field

from govstandard.base.frozen import Frozen, Known
from govstandard.base.problems import Path, Problem
from govstandard.base.rounding import settle
from govstandard.base.words import (
    Fact,
    Id,
    Key,
    Lang,
    Said,
    Text,
    Translations,
    Words,
    words,
)

if TYPE_CHECKING:
    from random import Random

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
        return frozenset(
            name for name in Figures.model_fields if getattr(self, name) is not None
        )


_TITLES = {
    "points": "采分点",
    "numerator": "分子",
    "denominator": "分母",
    "percent": "百分比",
    "count": "数量",
    "grade": "等次",
    "met": "是否做到",
    "satisfied": "满意数",
    "respondents": "有效问卷数",
}
KEYS: dict[str, Key] = {
    name: Key(key=name, title=title) for name, title in _TITLES.items()
}
"""What each of the figures is called, in a file of text and by people."""

Form = Literal["points", "number", "whole", "percent", "grade", "yes-or-no"]
"""How a figure is typed: answers to points, a number, a whole number, a percentage, a choice, yes or no."""


class Asked(NamedTuple):
    """A figure that a measure asks for."""

    name: str
    """The field of `Figures` that holds it."""
    form: Form
    """How it is typed."""
    meaning: Said | None = None
    """What the standard says is to be counted."""
    choices: tuple[str, ...] = ()
    """What can be chosen, where it is one of a few."""


Ways = tuple[tuple[Asked, ...], ...]
"""The sets of figures that answer a measure, the preferred one first."""


class Reading(Known):
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
    return Reading.model_construct(low=known, high=known, flags=flags)


def missing(zh: str, en: str, **facts: Fact) -> Reading:
    """Make a reading that is not there, with the reason."""
    return Reading(why=words(zh, en, **facts))


def inapplicable(zh: str, en: str, **facts: Fact) -> Reading:
    """Make the reading of figures that show that there was nothing to measure, with the reason."""
    return Reading(applicable=False, why=words(zh, en, **facts))


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

    def unsound(self, item_id: str, path: Path) -> Iterator[Problem]:
        """Find out whether floor and target are the same, for the indicator and the place of its measure."""
        floor, target = self.settled
        if floor != target:
            return
        what = words(
            "“{id}” 的两个基准点相同：floor {floor:brief}，target {target:brief}",
            "goalposts of '{id}' are equal: floor {floor:brief}, target {target:brief}",
            id=item_id,
            floor=self.floor,
            target=self.target,
        )
        hint = words(
            "target 应高于 floor；越少越好的应低于 floor",
            "the target has to lie above the floor, or below it where lower is better",
        )
        yield Problem(code="GS203", what=what, hint=hint, path=(*path, "goalposts"))


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


class Per(Frozen):
    """The size by which a count is divided, so that large and small communities compare."""

    base: Id
    """The name of the size in the assessment's ``community.base``: ``households``, ``estates``."""
    title: Text | None = None
    """What people call that size."""
    unit: Annotated[float, Field(strict=True, gt=0, allow_inf_nan=False)] = 1.0
    """How many of them make one unit: 1000 for 'per thousand households'."""

    @property
    def name(self) -> Translations:
        """Return what people call the size; its name in files where nothing is said."""
        return self.title or Translations(zh=self.base, en=self.base)


class Addresses(Protocol):
    """Where the figures of an indicator stand on a sheet; formulas are made of it."""

    def figure(self, name: str) -> str:
        """Return the address of a figure."""

    def filled(self, name: str) -> str:
        """Return the condition that a figure is filled in."""

    def answered(self, answer: PointAnswer) -> str:
        """Return the number of points that are answered so."""

    def word(self, answer: PointAnswer) -> str:
        """Return the word that stands in a cell for an answer, in quotes."""

    @property
    def points(self) -> int:
        """Return how many points there are."""

    @property
    def size(self) -> str:
        """Return the address of the community's size by which the figures are divided."""


class MeasureBase(Frozen):
    """What all measures share, and what each has to say of itself."""

    title: ClassVar[Words]
    """Its name for people."""
    no_cases: ClassVar[Words | None] = None
    """How figures say that there were no cases to measure, where they can."""

    points: tuple[Point, ...] = ()
    """Checklist: the lines that are scored. Else: what each counted case has to show."""
    unit: Text | None = None
    """The unit people see behind a value."""

    @property
    @abstractmethod
    def asks(self) -> Ways:
        """Return the figures that it asks for, way by way, the preferred way first."""

    @cached_property
    def asked(self) -> dict[str, Asked]:
        """Return the figures of all its ways by their names."""
        return {figure.name: figure for way in self.asks for figure in way}

    @property
    def by_points(self) -> bool:
        """Return whether its points are answered, each for itself."""
        return any(figure.form == "points" for figure in self.asked.values())

    @property
    def parts(self) -> tuple[tuple[str, str], ...]:
        """Return the pairs of figures of which the first is a part of the second."""
        return ()

    @property
    def size(self) -> Per | None:
        """Return the size of the community by which its figures are divided."""
        return None

    @abstractmethod
    def read(self, figures: Figures, base: Mapping[str, float]) -> Reading:
        """Read recorded figures; `base` has the community's own sizes, such as its households."""

    @property
    @abstractmethod
    def posts(self) -> Goalposts:
        """Return the goalposts that turn a value into a score."""

    def score(self, value: float) -> float:
        """Turn a value into a score from 0 to 1, by its place between the goalposts."""
        return self.posts.score(value)

    @abstractmethod
    def formula(self, cells: Addresses) -> str:
        """Write the spreadsheet formula of the value: a number, the word for not applicable, or nothing."""

    @abstractmethod
    def show(self, figures: Figures, reading: Reading, lang: Lang) -> str:
        """Write the figures and the value they make."""

    @abstractmethod
    def show_target(self, lang: Lang) -> str:
        """Write the target."""

    def defined(self) -> Iterator[tuple[Words, Said]]:
        """Give, term by term, how things are to be counted; nothing where the points say it all."""
        yield from ()

    @abstractmethod
    def best(self, base: Mapping[str, float]) -> Figures:
        """Return figures that reach the target in a community of the sizes in `base`."""

    def unsound(self, item_id: str, path: Path) -> Iterator[Problem]:  # noqa: ARG002 - one signature for all
        """Find where it contradicts itself, as the measure of an indicator at a place in the standard."""
        yield from ()

    def misfits(self, figures: Figures, item_id: str, path: Path) -> Iterator[Problem]:
        """Find what cannot be in the figures of an indicator at a place in an assessment."""
        for part, whole in self.parts:
            above, below = getattr(figures, part), getattr(figures, whole)
            if above is not None and below is not None and above > below:
                yield _part_larger(item_id, (part, above), (whole, below), path)

    @classmethod
    @abstractmethod
    def drawn(cls, dice: "Random", item_id: str) -> Self:
        """Draw a measure of this kind for an indicator: sound, in any of its forms."""

    @abstractmethod
    def answer(self, dice: "Random", *, whole: bool) -> Figures:
        """Draw figures that suit it; where not `whole`, some of what can be left open is open."""

    def _unit(self, lang: Lang) -> str:
        return f" {self.unit.to(lang)}" if self.unit else ""


def _part_larger(
    item_id: str, part: tuple[str, float], whole: tuple[str, float], path: Path
) -> Problem:
    what = words(
        "“{id}” 的 {part} {above:brief} 大于 {whole} {below:brief}",
        "'{id}' has {part} {above:brief} above {whole} {below:brief}",
        id=item_id,
        part=KEYS[part[0]],
        above=part[1],
        whole=KEYS[whole[0]],
        below=whole[1],
    )
    hint = words(
        "前者是后者的一部分；检查是否填反",
        "the first is a part of the second; are they swapped?",
    )
    return Problem(code="GS304", what=what, hint=hint, path=(*path, part[0]))


def percent_or(quotient: str, cells: Addresses) -> str:
    """Write the formula of a percentage where there is one, else that of two counts."""
    share = cells.figure("percent")
    typed = f'ROUND(VALUE(SUBSTITUTE({share},"%",""))/100,9)'
    return f"IF({cells.filled('percent')},{typed},{quotient})"


def rarely(dice: "Random") -> bool:
    """Draw whether to do what is done now and then."""
    return dice.random() > _USUALLY


_USUALLY = 0.9
