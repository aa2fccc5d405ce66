"""Points that are met or not."""

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Annotated, ClassVar, Literal, Self

from pydantic import Field

from govstandard.base.problems import Path, Problem
from govstandard.base.rounding import settle
from govstandard.base.words import Lang, Translations, pick, words
from govstandard.standard.measures.base import (
    Addresses,
    Asked,
    Figures,
    Goalposts,
    MeasureBase,
    Point,
    PointAnswer,
    Reading,
    Ways,
    inapplicable,
)

if TYPE_CHECKING:
    from random import Random


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
    def asks(self) -> Ways:
        """Return the answers to its points."""
        return ((Asked("points", "points"),),)

    @cached_property
    def posts(self) -> Goalposts:
        """Return the share of points required as the target."""
        return Goalposts(floor=0, target=self._needed / len(self.points))

    def read(self, figures: Figures, base: Mapping[str, float]) -> Reading:  # noqa: ARG002 - one signature for all
        """Return met points over applicable points; not applicable when no point applies."""
        answers = figures.points or {}
        given = [answers.get(point.number) for point in self.points]
        met = given.count("met")
        open_ = given.count(None)
        applicable = len(given) - given.count("not_applicable")
        if not applicable:
            return inapplicable("所有采分点均不适用", "no point applies")
        return Reading.model_construct(
            low=settle(met / applicable), high=settle((met + open_) / applicable)
        )

    def formula(self, cells: Addresses) -> str:
        """Write met points over applicable points; nothing as long as no point is answered."""
        met = cells.answered("met")
        unmet = cells.answered("unmet")
        without = cells.answered("not_applicable")
        share = f"ROUND({met}/({cells.points}-{without}),9)"
        none = cells.word("not_applicable")
        return f'IF({met}+{unmet}+{without}=0,"",IF({without}={cells.points},{none},{share}))'

    def show(self, figures: Figures, reading: Reading, lang: Lang) -> str:  # noqa: ARG002
        """Write how many points are met of those that apply, and which are not."""
        answers = figures.points or {}
        given = {point.number: answers.get(point.number) for point in self.points}
        applicable = sum(answer != "not_applicable" for answer in given.values())
        met = sum(answer == "met" for answer in given.values())
        parts = [
            pick(lang, f"做到 {met}/{applicable} 点", f"{met}/{applicable} points")
        ]
        for answer, zh, en in (
            ("unmet", "未做到", "unmet"),
            (None, "未填报", "not answered"),
            ("not_applicable", "不适用", "not applicable"),
        ):
            numbers = [str(number) for number, got in given.items() if got == answer]
            if numbers:
                parts.append(
                    pick(
                        lang,
                        f"第 {'、'.join(numbers)} 点{zh}",
                        f"{en} .{', .'.join(numbers)}",
                    )
                )
        return pick(lang, "，", ", ").join(parts)

    def show_target(self, lang: Lang) -> str:
        """Write how many points are required of how many."""
        needed, count = self._needed, len(self.points)
        all_ = (
            f"{count} 点全部做到"
            if needed == count
            else f"{count} 点中做到 {needed} 点"
        )
        return pick(lang, all_, f"≥ {needed}/{count} points")

    def best(self, base: Mapping[str, float]) -> Figures:  # noqa: ARG002
        """Return all points met."""
        return Figures(points={point.number: "met" for point in self.points})

    def unsound(self, item_id: str, path: Path) -> Iterator[Problem]:
        """Find out whether more points are required than there are."""
        if self._needed <= len(self.points):
            return
        what = words(
            "“{id}” 要求 {required} 个采分点，只有 {count} 个",
            "'{id}' requires {required} points of {count}",
            id=item_id,
            required=self._needed,
            count=len(self.points),
        )
        yield Problem(code="GS216", what=what, path=(*path, "required"))

    def misfits(self, figures: Figures, item_id: str, path: Path) -> Iterator[Problem]:
        """Find answers to points that are not there, and points that always apply."""
        known = {point.number: point for point in self.points}
        for number, answer in (figures.points or {}).items():
            place = (*path, "points", number)
            if number not in known:
                yield _no_point(item_id, number, tuple(known), place)
            elif answer == "not_applicable" and known[number].not_applicable is None:
                yield _always_applies(known[number], place)

    @classmethod
    def drawn(cls, dice: "Random", item_id: str) -> Self:
        """Draw up to five points, some of which need not apply, and how many are required."""
        count = dice.randint(1, 5)
        points = tuple(
            _drawn_point(dice, f"{item_id}.{number}") for number in range(1, count + 1)
        )
        return cls(points=points, required=dice.randint(1, count))

    def answer(self, dice: "Random", *, whole: bool) -> Figures:
        """Draw an answer to each point; where not `whole`, to some of them."""
        answers: dict[int, PointAnswer] = {}
        for point in self.points:
            found: list[PointAnswer] = ["met", "unmet"]
            if point.not_applicable:
                found.append("not_applicable")
            if whole or dice.choice((True, False)):
                answers[point.number] = dice.choice(found)
        return Figures(points=answers)


def _no_point(item_id: str, number: int, known: tuple[int, ...], path: Path) -> Problem:
    what = words(
        "“{id}” 没有第 {number} 个采分点",
        "'{id}' has no point {number}",
        id=item_id,
        number=number,
    )
    hint = words("可填 {known:commas}", "one of {known:commas}", known=known)
    return Problem(code="GS306", what=what, hint=hint, path=path, on_key=True)


def _always_applies(point: Point, path: Path) -> Problem:
    what = words(
        "采分点 “{id}” 一律适用，不能填不适用",
        "point '{id}' always applies",
        id=point.id,
    )
    hint = words("填“是”（met）或“否”（unmet）", "met or unmet")
    return Problem(code="GS307", what=what, hint=hint, path=path)


def _drawn_point(dice: "Random", point_id: str) -> Point:
    none = Translations(zh="没有", en="there is none")
    text = Translations(zh="一点", en="a point")
    return Point(id=point_id, text=text, not_applicable=dice.choice((None, none)))
