"""What a street compares of many communities: totals, groups and indicators of each, by standard and period."""

import datetime as dt
from collections.abc import Iterable, Iterator
from functools import partial
from math import fsum

from govstandard.assessment.answers import Assessment, Period
from govstandard.base.frozen import Frozen
from govstandard.base.rounding import settle
from govstandard.base.words import Text, Translations
from govstandard.scoring.result import Result, Score, Total
from govstandard.standard.tree import Standard


class Standing(Frozen):
    """How one community stands in one period, as far as it is compared."""

    file: str
    """The file that it was read from."""
    street: str
    """The street office above the community."""
    community: str
    """Its name."""
    period: Period
    """The days that it speaks of."""
    standard: str
    """Id and version of the standard."""
    asked: str
    """The standard as the file names it."""
    total: Total
    """The number."""
    level: Text
    """The highest level whose requirements all hold."""
    rank: int
    """How many levels lie below that."""
    blocked: Text | None = None
    """What keeps the next level away, in short."""
    coverage: float
    """The share of applicable indicators that are assessed, 0 to 1."""
    reviewed: bool
    """Whether a reviewer has signed it."""
    groups: dict[str, tuple[float, float] | None]
    """The scores of the groups that hold indicators, worst and best, 0 to 1; none where nothing applies."""
    items: dict[str, float]
    """The scores of the indicators that are certain, 0 to 1."""


class Row(Frozen):
    """A community's newest standing, with the one before it."""

    now: Standing
    """The newest."""
    before: Standing | None = None
    """The period before, where there is one."""

    @property
    def change(self) -> tuple[float, float] | None:
        """Return by how many points the total changed, at least and at most; none where versions differ."""
        if self.before is None or self.before.standard != self.now.standard:
            return None
        ends = (
            self.now.total.value,
            self.now.total.high,
            self.before.total.value,
            self.before.total.high,
        )
        if any(end is None for end in ends):
            return None
        low, high, was_low, was_high = (end or 0.0 for end in ends)
        return round(low - was_high, 6), round(high - was_low, 6)


class Shared(Frozen):
    """How one indicator came out across communities."""

    id: str
    """The indicator's id."""
    mean: float
    """The mean of the certain scores, 0 to 1."""
    met: int
    """How many communities met it."""
    assessed: int
    """In how many it is certain."""
    best: tuple[tuple[str, str], ...]
    """Street and name of the communities that scored highest; none where all scored the same."""
    highest: float
    """Their score, 0 to 1."""


def standing(
    file: str, standard: Standard, assessment: Assessment, result: Result
) -> Standing:
    """Reduce a result to what is compared."""
    scores = list(result.root.walk())
    return Standing(
        file=file,
        street=assessment.community.street,
        community=assessment.community.name,
        period=assessment.period,
        standard=result.standard,
        asked=assessment.standard,
        total=result.total,
        level=result.level.title,
        rank=standard.levels.index(result.level),
        blocked=_blocked(result),
        coverage=result.coverage,
        reviewed=assessment.reviewed is not None,
        groups=_groups(scores),
        items={
            leaf.id: leaf.value
            for leaf in scores
            if leaf.value is not None and _certain(leaf)
        },
    )


def _groups(scores: Iterable[Score]) -> dict[str, tuple[float, float] | None]:
    """Return the bounds of the groups that hold indicators."""
    return {score.id: _interval(score) for score in scores if _holds_indicators(score)}


def _holds_indicators(score: Score) -> bool:
    return any(child.measure for child in score.children)


def _blocked(result: Result) -> Translations | None:
    """Say in a line what keeps the next level away."""
    if not result.blocking:
        return None
    return Translations(
        zh="；".join(result.blocked("zh")), en="; ".join(result.blocked("en"))
    )


def _interval(score: Score) -> tuple[float, float] | None:
    return (
        None if score.value is None or score.high is None else (score.value, score.high)
    )


def _certain(leaf: Score) -> bool:
    return leaf.measure is not None and leaf.value == leaf.high


def by_standard(standings: Iterable[Standing]) -> dict[str, tuple[Row, ...]]:
    """Group standings by the version of their standard, each community with its newest period, best level first.

    Of each community only the newest period stands in a group; the one before it, if any was given, is what it is
    compared with. Two files of the same community and period stay two rows.
    """
    known: dict[tuple[str, str], list[Standing]] = {}
    for found in standings:
        known.setdefault((found.street, found.community), []).append(found)
    rows: dict[str, list[Row]] = {}
    for periods in known.values():
        newest = max(found.period.end for found in periods)
        earlier = [found for found in periods if found.period.end < newest]
        for found in periods:
            if found.period.end == newest:
                before = max(earlier, key=partial(_before, found), default=None)
                rows.setdefault(found.standard, []).append(
                    Row(now=found, before=before)
                )
    return {name: tuple(sorted(rows[name], key=_place)) for name in sorted(rows)}


def _before(now: Standing, then: Standing) -> tuple[dt.date, bool]:
    """Return how near an earlier standing is: by its period, then by the same version of the standard."""
    return then.period.end, then.standard == now.standard


def _place(row: Row) -> tuple[int, float, float, str]:
    total = row.now.total
    return -row.now.rank, -(total.value or 0.0), -(total.high or 0.0), row.now.community


def shared(rows: Iterable[Row], items: Iterable[str]) -> Iterator[Shared]:
    """Say of each indicator how the communities did; those that are certain nowhere are left out."""
    all_ = list(rows)
    for item in items:
        scores = [
            (row.now.items[item], (row.now.street, row.now.community))
            for row in all_
            if item in row.now.items
        ]
        if not scores:
            continue
        highest = max(value for value, _ in scores)
        differ = any(value != highest for value, _ in scores)
        yield Shared(
            id=item,
            mean=settle(fsum(value for value, _ in scores) / len(scores)),
            met=sum(value == 1 for value, _ in scores),
            assessed=len(scores),
            best=tuple(name for value, name in scores if value == highest)
            if differ
            else (),
            highest=highest,
        )
