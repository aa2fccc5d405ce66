"""Points that are met or not."""

from collections.abc import Mapping
from functools import cached_property
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from govstandard.base.rounding import settle
from govstandard.base.words import Lang, pick, words
from govstandard.standard.measures.base import Figures, Goalposts, MeasureBase, Point, Reading


class Checklist(MeasureBase):
    """The share of applicable points that are met, measured against the share required.

    A point without an answer leaves the score open between all such points unmet and all met.

    >>> parts = [Point(id=f"A.{k}", text="x") for k in (1, 2, 3, 4)]
    >>> three_of_four = Checklist(points=parts, required=3)
    >>> reading = three_of_four.read(Figures(points={1: "met", 2: "met", 3: "unmet", 4: "unmet"}), {})
    >>> reading.low, three_of_four.score(reading.low)
    (0.5, 0.666666667)
    """

    title: ClassVar = words("采分点", "checklist")
    takes: ClassVar = (frozenset({"points"}),)

    kind: Literal["checklist"] = "checklist"
    """Points that are met or not."""
    points: Annotated[tuple[Point, ...], Field(min_length=1)]
    """The lines that are scored."""
    required: Annotated[int, Field(strict=True, ge=1)] | None = None
    """How many of the points make the target; all of them where nothing is said."""

    @property
    def _needed(self) -> int:
        return self.required or len(self.points)

    @cached_property
    def posts(self) -> Goalposts:
        """Return the share of points required as the target."""
        return Goalposts(floor=0, target=self._needed / len(self.points))

    def read(self, figures: Figures, base: Mapping[str, float]) -> Reading:  # noqa: ARG002 - one signature for all
        """Return met points over applicable points; not applicable when no point applies."""
        answers = figures.points or {}
        given = [answers.get(point.number) for point in self.points]
        met, open_, without = given.count("met"), given.count(None), given.count("not_applicable")
        applicable = len(given) - without
        if not applicable:
            return Reading(applicable=False, why=words("所有采分点均不适用", "no point applies"))
        return Reading(low=settle(met / applicable), high=settle((met + open_) / applicable))

    def show(self, figures: Figures, reading: Reading, lang: Lang) -> str:  # noqa: ARG002
        """Write how many points are met of those that apply, and which are not."""
        answers = figures.points or {}
        given = {point.number: answers.get(point.number) for point in self.points}
        applicable = sum(answer != "not_applicable" for answer in given.values())
        met = sum(answer == "met" for answer in given.values())
        parts = [pick(lang, f"做到 {met}/{applicable} 点", f"{met}/{applicable} points")]
        for answer, zh, en in (
            ("unmet", "未做到", "unmet"),
            (None, "未填报", "not answered"),
            ("not_applicable", "不适用", "not applicable"),
        ):
            numbers = [str(number) for number, got in given.items() if got == answer]
            if numbers:
                parts.append(
                    pick(lang, f"第 {'、'.join(numbers)} 点{zh}", f"{en} .{', .'.join(numbers)}")
                )
        return pick(lang, "，", ", ").join(parts)

    def show_target(self, lang: Lang) -> str:
        """Write how many points are required of how many."""
        needed, count = self._needed, len(self.points)
        all_ = f"{count} 点全部做到" if needed == count else f"{count} 点中做到 {needed} 点"
        return pick(lang, all_, f"≥ {needed}/{count} points")

    def best(self, base: Mapping[str, float]) -> Figures:  # noqa: ARG002
        """Return all points met."""
        return Figures(points={point.number: "met" for point in self.points})
