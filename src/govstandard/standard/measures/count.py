"""A number of things."""

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from govstandard.base.frozen import Frozen
from govstandard.base.rounding import brief, show
from govstandard.base.words import Id, Lang, Said, Text, Words, pick, words
from govstandard.standard.measures.base import (
    UNANSWERED,
    Figures,
    Goalposts,
    MeasureBase,
    Reading,
    exactly,
    missing,
)


class Per(Frozen):
    """The size by which a count is divided, so that large and small communities compare."""

    base: Id
    """The name of the size in the assessment's ``community.base``: ``households``, ``estates``."""
    title: Text | None = None
    """What people call that size."""
    unit: Annotated[float, Field(strict=True, gt=0, allow_inf_nan=False)] = 1.0
    """How many of them make one unit: 1000 for 'per thousand households'."""


class Count(MeasureBase):
    """A number of things, between goalposts; per unit of the community's size where the standard says so.

    >>> none = Count(counted="missed cases", goalposts=Goalposts(floor=1, target=0))
    >>> none.score(0), none.score(1)
    (1.0, 0.0)
    >>> each = Count(counted="meetings", per=Per(base="estates"),
    ...              goalposts=Goalposts(floor=0, target=4))
    >>> each.read(Figures(count=30), {"estates": 10}).low
    3.0
    """

    title: ClassVar = words("数量", "count")
    takes: ClassVar = (frozenset({"count"}),)

    kind: Literal["count"] = "count"
    """How many."""
    counted: Text
    """What is counted."""
    goalposts: Goalposts
    """Floor and target, in the counted unit; a target of 0 means that fewer is better."""
    per: Per | None = None
    """The size to divide by; none where the plain number counts."""

    def read(self, figures: Figures, base: Mapping[str, float]) -> Reading:
        """Return the count, divided by the community's size where `per` says so."""
        if figures.count is None:
            return Reading(why=UNANSWERED)
        if self.per is None:
            return exactly(figures.count)
        size = base.get(self.per.base)
        name = self.per.title or words(self.per.base, self.per.base)
        if size is None:
            return missing(
                f"社区信息缺“{name.zh}”", f"the community's '{name.to('en')}' is missing"
            )
        units = size / self.per.unit
        if units == 0:
            none = words(f"社区的“{name.zh}”为 0", f"the community's '{name.to('en')}' is 0")
            return Reading(applicable=False, why=none)
        return exactly(figures.count / units)

    @cached_property
    def posts(self) -> Goalposts:
        """Return the goalposts as the standard has them."""
        return self.goalposts

    def show(self, figures: Figures, reading: Reading, lang: Lang) -> str:
        """Write the count, and what it makes per unit of size."""
        count = "?" if figures.count is None else brief(figures.count)
        if self.per is None or reading.low is None:
            return count + self._unit(lang)
        return (
            pick(lang, f"{count}，平均 ", f"{count}, on average ")
            + f"{show(reading.low, 2)}{self._unit(lang)}"
        )

    def show_target(self, lang: Lang) -> str:
        """Write the target with its unit."""
        return self.goalposts.show(brief(self.goalposts.target) + self._unit(lang))

    def defined(self) -> Iterator[tuple[Words, Said]]:
        """Give what is counted."""
        yield words("计数对象", "Counted"), self.counted

    def best(self, base: Mapping[str, float]) -> Figures:
        """Return a count at the target."""
        units = base.get(self.per.base, 1.0) / self.per.unit if self.per else 1.0
        return Figures(count=max(self.goalposts.target, 0.0) * units)
