"""A number of things."""

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar, Literal, Self

from govstandard.base.problems import Path, Problem
from govstandard.base.rounding import brief, show
from govstandard.base.words import Lang, Said, Text, Translations, Words, pick, words
from govstandard.standard.measures.base import (
    UNANSWERED,
    Addresses,
    Asked,
    Figures,
    Goalposts,
    MeasureBase,
    Per,
    Reading,
    Ways,
    exactly,
    inapplicable,
    missing,
)

if TYPE_CHECKING:
    from random import Random


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

    kind: Literal["count"] = "count"
    """How many."""
    counted: Text
    """What is counted."""
    goalposts: Goalposts
    """Floor and target, in the counted unit; a target of 0 means that fewer is better."""
    per: Per | None = None
    """The size to divide by; none where the plain number counts."""

    @cached_property
    def asks(self) -> Ways:
        """Return the count."""
        return ((Asked("count", "number", self.counted),),)

    @property
    def size(self) -> Per | None:
        """Return the size to divide by."""
        return self.per

    def read(self, figures: Figures, base: Mapping[str, float]) -> Reading:
        """Return the count, divided by the community's size where `per` says so."""
        if figures.count is None:
            return Reading(why=UNANSWERED)
        if self.per is None:
            return exactly(figures.count)
        size = base.get(self.per.base)
        name = self.per.name
        if size is None:
            return missing(
                "社区信息缺“{size}”", "the community's '{size}' is missing", size=name
            )
        units = size / self.per.unit
        if units == 0:
            return inapplicable(
                "社区的“{size}”为 0", "the community's '{size}' is 0", size=name
            )
        return exactly(figures.count / units)

    @cached_property
    def posts(self) -> Goalposts:
        """Return the goalposts as the standard has them."""
        return self.goalposts

    def formula(self, cells: Addresses) -> str:
        """Write the count, divided by the community's size where `per` says so."""
        count = cells.figure("count")
        if self.per is None:
            return f'IF({count}="","",ROUND({count},9))'
        size, none = cells.size, cells.word("not_applicable")
        quotient = f"ROUND({count}/({size}/{self.per.unit!r}),9)"
        return f'IF(OR({count}="",{size}=""),"",IF({size}=0,{none},{quotient}))'

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

    def unsound(self, item_id: str, path: Path) -> Iterator[Problem]:
        """Find out whether floor and target are the same."""
        return self.goalposts.unsound(item_id, path)

    @classmethod
    def drawn(cls, dice: "Random", item_id: str) -> Self:  # noqa: ARG003 - one signature for all
        """Draw whether more or fewer are better, and whether the community's size counts."""
        more, fewer = Goalposts(floor=0, target=4), Goalposts(floor=3, target=0)
        each, every_ten = Per(base="estates"), Per(base="estates", unit=10)
        return cls(
            counted=Translations(zh="次数", en="times"),
            goalposts=dice.choice((more, fewer)),
            per=dice.choice((None, each, every_ten)),
        )

    def answer(self, dice: "Random", *, whole: bool) -> Figures:  # noqa: ARG002 - nothing in it can be open
        """Draw a count."""
        return Figures(count=dice.randint(0, 30))
