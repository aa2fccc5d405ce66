"""Yes or no."""

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar, Literal, Self

from govstandard.base.words import Lang, pick, words
from govstandard.standard.measures.base import (
    UNANSWERED,
    Addresses,
    Asked,
    Figures,
    Goalposts,
    MeasureBase,
    Reading,
    Ways,
    exactly,
)

if TYPE_CHECKING:
    from random import Random


class Binary(MeasureBase):
    """One question that is answered yes or no.

    >>> Binary().read(Figures(met=True), {}).low
    1.0
    """

    title: ClassVar = words("是否", "yes or no")

    kind: Literal["binary"] = "binary"
    """Met or not met."""

    @cached_property
    def asks(self) -> Ways:
        """Return yes or no."""
        return ((Asked("met", "yes-or-no"),),)

    def read(self, figures: Figures, base: Mapping[str, float]) -> Reading:  # noqa: ARG002
        """Return 1 for yes, 0 for no."""
        return (
            Reading(why=UNANSWERED)
            if figures.met is None
            else exactly(float(figures.met))
        )

    @cached_property
    def posts(self) -> Goalposts:
        """Return no and yes."""
        return Goalposts(floor=0, target=1)

    def formula(self, cells: Addresses) -> str:
        """Write 1 for yes, 0 for no."""
        answer = cells.figure("met")
        yes, no = cells.word("met"), cells.word("unmet")
        return f'IF({answer}={yes},1,IF({answer}={no},0,""))'

    def show(self, figures: Figures, reading: Reading, lang: Lang) -> str:  # noqa: ARG002
        """Write yes or no."""
        if figures.met is None:
            return "?"
        return pick(lang, "是", "yes") if figures.met else pick(lang, "否", "no")

    def show_target(self, lang: Lang) -> str:
        """Write yes."""
        return pick(lang, "是", "yes")

    def best(self, base: Mapping[str, float]) -> Figures:  # noqa: ARG002
        """Return yes."""
        return Figures(met=True)

    @classmethod
    def drawn(cls, dice: "Random", item_id: str) -> Self:  # noqa: ARG003 - one signature for all
        """Return the only one there is."""
        return cls()

    def answer(self, dice: "Random", *, whole: bool) -> Figures:  # noqa: ARG002 - nothing in it can be open
        """Draw yes or no."""
        return Figures(met=dice.choice((False, True)))
