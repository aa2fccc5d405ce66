"""A numerator over a denominator."""

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar, Literal, Self

from pydantic import model_validator
from pydantic_core import PydanticCustomError

from govstandard.base.problems import Path, Problem
from govstandard.base.rounding import brief, settle, show
from govstandard.base.words import Lang, Said, Text, Translations, Words, words
from govstandard.standard.measures.base import (
    Addresses,
    Asked,
    Figures,
    Goalposts,
    MeasureBase,
    Reading,
    Ways,
    exactly,
    inapplicable,
    missing,
    percent_or,
    rarely,
)

if TYPE_CHECKING:
    from random import Random


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
    no_cases: ClassVar = words(
        "没有此类事项时分母填 0", "where there were no cases, denominator 0"
    )

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
            raise PydanticCustomError(
                "share_beyond", "goalposts of a share lie between 0 and 1"
            )
        return self

    @cached_property
    def asks(self) -> Ways:
        """Return the two counts; for shares also their percentage, where only that is known."""
        counts = (
            Asked("numerator", "number", self.numerator),
            Asked("denominator", "number", self.denominator),
        )
        return (
            (counts,)
            if self.form == "rate"
            else (counts, (Asked("percent", "percent"),))
        )

    @property
    def parts(self) -> tuple[tuple[str, str], ...]:
        """Return numerator and denominator, but for rates."""
        return () if self.form == "rate" else (("numerator", "denominator"),)

    def read(self, figures: Figures, base: Mapping[str, float]) -> Reading:  # noqa: ARG002
        """Return numerator over denominator, or the percentage where only that is known (flagged)."""
        if figures.percent is not None:
            flag = words(
                "只填了百分比，分子分母不详",
                "percentage only, the counts behind it are not known",
            )
            return exactly(figures.percent / 100, (flag,))
        if figures.numerator is None:
            return missing("缺分子", "the numerator is missing")
        if figures.denominator is None:
            return missing("缺分母", "the denominator is missing")
        if figures.denominator == 0:
            return inapplicable("分母为 0，本期无此类事项", "the denominator is 0")
        return exactly(figures.numerator / figures.denominator)

    @cached_property
    def posts(self) -> Goalposts:
        """Return the goalposts as the standard has them."""
        return self.goalposts

    def formula(self, cells: Addresses) -> str:
        """Write numerator over denominator, or the percentage where there is one."""
        above, below = cells.figure("numerator"), cells.figure("denominator")
        none = cells.word("not_applicable")
        known = f"IF({below}=0,{none},ROUND({above}/{below},9))"
        quotient = f'IF(OR({above}="",{below}=""),"",{known})'
        return quotient if self.form == "rate" else percent_or(quotient, cells)

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
            brief(x) if x is not None else "?"
            for x in (figures.numerator, figures.denominator)
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
            numerator=1.0 if self.goalposts.target > self.goalposts.floor else 0.0,
            denominator=1.0,
        )

    def unsound(self, item_id: str, path: Path) -> Iterator[Problem]:
        """Find out whether floor and target are the same."""
        return self.goalposts.unsound(item_id, path)

    @classmethod
    def drawn(cls, dice: "Random", item_id: str) -> Self:  # noqa: ARG003 - one signature for all
        """Draw a share or a rate with its goalposts."""
        bounds = dice.choice(((0.0, 0.5), (0.0, 0.95), (0.2, 1.0), (0.6, 0.1)))
        return cls(
            numerator=Translations(zh="做到的", en="done"),
            denominator=Translations(zh="应做的", en="due"),
            goalposts=Goalposts(floor=bounds[0], target=bounds[1]),
            form=dice.choice(("proportion", "timeliness", "rate")),
        )

    def answer(self, dice: "Random", *, whole: bool) -> Figures:  # noqa: ARG002 - half a ratio is no answer
        """Draw the two counts, or now and then the percentage alone."""
        below = dice.randint(0, 200)
        if self.form == "rate":
            return Figures(numerator=dice.randint(0, 200), denominator=below)
        if rarely(dice):
            return Figures(percent=dice.randint(0, 1000) / 10)
        return Figures(numerator=dice.randint(0, below), denominator=below)
