"""A share of satisfied answers."""

from collections.abc import Iterator, Mapping
from functools import cached_property
from math import sqrt
from typing import TYPE_CHECKING, Annotated, ClassVar, Literal, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from govstandard.base.problems import Path, Problem
from govstandard.base.rounding import brief, settle, show
from govstandard.base.words import Lang, Said, Text, Translations, Words, pick, words
from govstandard.standard.measures.base import (
    Addresses,
    Asked,
    Figures,
    Goalposts,
    MeasureBase,
    Reading,
    Ways,
    exactly,
    missing,
    percent_or,
    rarely,
)

if TYPE_CHECKING:
    from random import Random


Z95 = 1.959963984540054
"""The 97.5 % quantile of the standard normal distribution."""


def wilson(satisfied: int, respondents: int) -> tuple[float, float]:
    """Return the Wilson score interval of a share at 95 % (E. B. Wilson, JASA 22, 1927).

    >>> [round(bound, 4) for bound in wilson(90, 100)]
    [0.8256, 0.9448]
    """
    share, z2 = satisfied / respondents, Z95**2
    centre = (share + z2 / (2 * respondents)) / (1 + z2 / respondents)
    spread = (
        Z95
        * sqrt(share * (1 - share) / respondents + z2 / (4 * respondents**2))
        / (1 + z2 / respondents)
    )
    return settle(max(centre - spread, 0.0)), settle(min(centre + spread, 1.0))


class Survey(MeasureBase):
    """The share of respondents who are satisfied; too few of them are no answer.

    >>> survey = Survey(min_respondents=30, goalposts=Goalposts(floor=0, target=0.95))
    >>> survey.read(Figures(satisfied=20, respondents=20), {}).why.en
    'only 20 respondents, at least 30 needed'
    """

    title: ClassVar = words("问卷", "survey")

    kind: Literal["survey"] = "survey"
    """A share of valid answers."""
    satisfied: Text = Translations(
        zh="满意和比较满意的有效问卷数", en="valid answers that are satisfied"
    )
    """What counts as satisfied."""
    respondents: Text = Translations(zh="有效问卷数", en="valid answers")
    """What counts as a valid answer."""
    goalposts: Goalposts
    """Floor and target, from 0 to 1."""
    min_respondents: Annotated[int, Field(strict=True, ge=1)]
    """The fewest valid answers that make a result."""

    @cached_property
    def asks(self) -> Ways:
        """Return the two counts, or their percentage where only that is known."""
        counts = (
            Asked("satisfied", "whole", self.satisfied),
            Asked("respondents", "whole", self.respondents),
        )
        return counts, (Asked("percent", "percent"),)

    @property
    def parts(self) -> tuple[tuple[str, str], ...]:
        """Return the satisfied and all respondents."""
        return (("satisfied", "respondents"),)

    def read(self, figures: Figures, base: Mapping[str, float]) -> Reading:  # noqa: ARG002
        """Return satisfied over respondents with its Wilson interval; too few are not assessed."""
        if figures.percent is not None:
            flag = words(
                "只填了百分比，样本量和置信区间不详",
                "percentage only, sample size and confidence interval are not known",
            )
            return exactly(figures.percent / 100, (flag,))
        satisfied, asked, least = (
            figures.satisfied,
            figures.respondents,
            self.min_respondents,
        )
        if satisfied is None or asked is None:
            return missing(
                "缺满意数或有效问卷数", "satisfied or respondents is missing"
            )
        if asked < least:
            return missing(
                "有效问卷仅 {asked} 份，至少需要 {least} 份",
                "only {asked} respondents, at least {least} needed",
                asked=asked,
                least=least,
            )
        share = settle(satisfied / asked)
        confidence = wilson(satisfied, asked)
        return Reading.model_construct(low=share, high=share, confidence=confidence)

    @cached_property
    def posts(self) -> Goalposts:
        """Return the goalposts as the standard has them."""
        return self.goalposts

    def formula(self, cells: Addresses) -> str:
        """Write satisfied over respondents where there are enough, or the percentage where there is one."""
        above, below = cells.figure("satisfied"), cells.figure("respondents")
        known = f'IF({below}<{self.min_respondents},"",ROUND({above}/{below},9))'
        return percent_or(f'IF(OR({above}="",{below}=""),"",{known})', cells)

    def show(self, figures: Figures, reading: Reading, lang: Lang) -> str:
        """Write the share, the counts behind it and its confidence interval."""
        value = f"{show(reading.low * 100)} %" if reading.low is not None else ""
        if figures.percent is not None:
            return value
        above, below = (
            "?" if x is None else x for x in (figures.satisfied, figures.respondents)
        )
        written = f"{above}/{below} = {value}" if value else f"{above}/{below}"
        if reading.confidence:
            low, high = (show(bound * 100) for bound in reading.confidence)
            written += pick(
                lang,
                f"（95 % 置信区间 {low}–{high} %）",
                f" (95 % confidence {low}–{high} %)",
            )
        return written

    def show_target(self, lang: Lang) -> str:  # noqa: ARG002
        """Write the target as a percentage."""
        return self.goalposts.show(f"{brief(settle(self.goalposts.target * 100))} %")

    def defined(self) -> Iterator[tuple[Words, Said]]:
        """Give what counts as satisfied and as valid, and how many answers there must be."""
        yield words("满意数", "Satisfied"), self.satisfied
        yield words("有效问卷", "Respondents"), self.respondents
        least = words("{least} 份", "{least}", least=self.min_respondents)
        yield words("最少问卷数", "Fewest respondents"), least

    def best(self, base: Mapping[str, float]) -> Figures:  # noqa: ARG002
        """Return everyone satisfied, in the smallest sample that counts."""
        return Figures(satisfied=self.min_respondents, respondents=self.min_respondents)

    def unsound(self, item_id: str, path: Path) -> Iterator[Problem]:
        """Find out whether floor and target are the same."""
        return self.goalposts.unsound(item_id, path)

    @classmethod
    def drawn(cls, dice: "Random", item_id: str) -> Self:  # noqa: ARG003 - one signature for all
        """Draw the target and how many answers there must be."""
        posts = Goalposts(floor=0, target=dice.choice((0.5, 0.9, 1.0)))
        return cls(goalposts=posts, min_respondents=dice.choice((1, 30, 100)))

    def answer(self, dice: "Random", *, whole: bool) -> Figures:
        """Draw the two counts, or now and then the percentage alone; where not `whole`, too few may have answered."""
        if rarely(dice):
            return Figures(percent=dice.randint(0, 1000) / 10)
        fewest = self.min_respondents if whole else 0
        asked = dice.randint(fewest, fewest + 200)
        return Figures(satisfied=dice.randint(0, asked), respondents=asked)

    @model_validator(mode="after")
    def _share(self) -> "Survey":
        if not (0 <= self.goalposts.floor <= 1 and 0 <= self.goalposts.target <= 1):
            raise PydanticCustomError(
                "share_beyond", "goalposts of a share lie between 0 and 1"
            )
        return self
