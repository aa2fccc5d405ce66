"""A numerator over a denominator."""

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import ClassVar, Literal

from pydantic import model_validator
from pydantic_core import PydanticCustomError

from govstandard.base.rounding import brief, settle, show
from govstandard.base.words import Lang, Said, Text, Words, words
from govstandard.standard.measures.base import (
    Figures,
    Goalposts,
    MeasureBase,
    Reading,
    exactly,
    missing,
)


class Ratio(MeasureBase):
    """A numerator over a denominator, between goalposts; nothing to divide by means not applicable.

    >>> solved = Ratio(numerator="solved", denominator="collected",
    ...                goalposts=Goalposts(floor=0, target=0.95))
    >>> solved.score(solved.read(Figures(numerator=256, denominator=268), {}).low)
    1.0
    >>> solved.read(Figures(numerator=0, denominator=0), {}).applicable
    False
    """

    title: ClassVar = words("比率", "ratio")
    takes: ClassVar = (frozenset({"numerator", "denominator"}), frozenset({"percent"}))

    kind: Literal["ratio"] = "ratio"
    """A share, or one quantity per another."""
    numerator: Text
    """What is counted above the line."""
    denominator: Text
    """What is counted below the line."""
    goalposts: Goalposts
    """Floor and target; for shares from 0 to 1, so 0.95 is 95 %."""
    form: Literal["proportion", "timeliness", "rate"] = "proportion"
    """``proportion``: cases among all cases. ``timeliness``: those done in time among all that were due.
    ``rate``: one quantity per another, where the numerator may exceed the denominator."""

    @model_validator(mode="after")
    def _share(self) -> "Ratio":
        if self.form != "rate" and not (
            0 <= self.goalposts.floor <= 1 and 0 <= self.goalposts.target <= 1
        ):
            raise PydanticCustomError("share_beyond", "goalposts of a share lie between 0 and 1")
        return self

    def read(self, figures: Figures, base: Mapping[str, float]) -> Reading:  # noqa: ARG002
        """Return numerator over denominator, or the percentage where only that is known (flagged)."""
        if figures.percent is not None:
            flag = words(
                "只填了百分比，分子分母不详", "percentage only, the counts behind it are not known"
            )
            return exactly(figures.percent / 100, (flag,))
        if figures.numerator is None:
            return missing("缺分子", "the numerator is missing")
        if figures.denominator is None:
            return missing("缺分母", "the denominator is missing")
        if figures.denominator == 0:
            return Reading(
                applicable=False, why=words("分母为 0，本期无此类事项", "the denominator is 0")
            )
        return exactly(figures.numerator / figures.denominator)

    @cached_property
    def posts(self) -> Goalposts:
        """Return the goalposts as the standard has them."""
        return self.goalposts

    def _value(self, value: float, lang: Lang) -> str:
        return (
            f"{show(value, 2)}{self._unit(lang)}"
            if self.form == "rate"
            else f"{show(value * 100)} %"
        )

    def show(self, figures: Figures, reading: Reading, lang: Lang) -> str:
        """Write the fraction and what it makes."""
        value = self._value(reading.low, lang) if reading.low is not None else ""
        if figures.percent is not None:
            return value
        above, below = (
            brief(x) if x is not None else "?" for x in (figures.numerator, figures.denominator)
        )
        return f"{above}/{below} = {value}" if value else f"{above}/{below}"

    def show_target(self, lang: Lang) -> str:
        """Write the target as a percentage, or with its unit."""
        target = self.goalposts.target
        number = (
            f"{brief(target)}{self._unit(lang)}"
            if self.form == "rate"
            else f"{brief(settle(target * 100))} %"
        )
        return self.goalposts.show(number)

    def defined(self) -> Iterator[tuple[Words, Said]]:
        """Give numerator and denominator."""
        yield words("分子", "Numerator"), self.numerator
        yield words("分母", "Denominator"), self.denominator

    def best(self, base: Mapping[str, float]) -> Figures:  # noqa: ARG002
        """Return figures whose quotient is the target, or beyond it for shares."""
        if self.form == "rate":
            return Figures(numerator=max(self.goalposts.target, 0.0), denominator=1.0)
        return Figures(
            numerator=1.0 if self.goalposts.target > self.goalposts.floor else 0.0, denominator=1.0
        )
