"""The tree of numbers: bounds of each indicator from what was recorded, and of each group from those below it."""

from collections.abc import Iterator, Mapping
from math import fsum
from operator import is_
from typing import NamedTuple

from govstandard.assessment.answers import Assessment, Response, Review
from govstandard.base.rounding import settle
from govstandard.base.words import Words, words
from govstandard.standard.aggregation import Aggregation
from govstandard.standard.measures import UNANSWERED, Figures, Reading
from govstandard.standard.recorded import Recorded
from govstandard.standard.tree import Group, Indicator, Standard

_UNREAD = Reading()
_INAPPLICABLE = Reading(applicable=False)


class Leaf(NamedTuple):
    """An indicator with its bounds; none where it does not apply."""

    node: Indicator
    low: float | None
    """The score, 0 to 1, with everything open at its worst."""
    high: float | None
    """The score, 0 to 1, with everything open at its best."""
    given: Response | Review | None
    """What was counted; none where nothing was recorded."""
    reading: Reading
    """What the measure read from it."""
    why: Words | None
    """Why there is no certain value."""

    @property
    def figures(self) -> Figures | None:
        """Return the figures that were counted."""
        return self.given.figures if self.given else None

    @property
    def recorded(self) -> Recorded:
        """What was recorded, with how it is read."""
        return Recorded.model_construct(
            measure=self.node.measure,
            figures=self.figures,
            reading=self.reading,
            why=self.why,
            applies=self.low is not None,
        )

    @property
    def unsupported(self) -> bool:
        """Say whether a community's claim scores without the evidence that the standard demands."""
        if not (self.node.demands_evidence and isinstance(self.given, Response)):
            return False
        return bool(self.low) and not self.given.evidence


class Branch(NamedTuple):
    """A group, or the whole, with its bounds; none where nothing in it applies."""

    node: Standard | Group
    low: float | None
    high: float | None
    way: Aggregation
    """How the scores below it are combined."""
    children: tuple["Leaf | Branch", ...]
    applying: tuple["Leaf | Branch", ...] = ()
    """Those children that apply."""
    shares: tuple[float, ...] = ()
    """The share of each that applies, 0 to 1."""
    lows: tuple[float, ...] = ()
    """The lower bound of each that applies."""

    def raised(self, position: int, value: float) -> float:
        """Return the lower bound if the child at that position, among those that apply, had `value`."""
        lows = [*self.lows]
        lows[position] = value
        return self.way.combine(self.shares, lows)

    def lost(self, position: int) -> float:
        """Return how far the lower bound would rise if that child were full."""
        if self.lows[position] == 1 or self.low is None:
            return 0.0
        return settle(self.raised(position, 1.0) - self.low)


Numbers = Leaf | Branch


def leaves_of(standard: Standard, assessment: Assessment) -> dict[str, Leaf]:
    """Read every indicator in force, by the reviewer's figures where there are any."""
    responses, base = assessment.responses, assessment.community.base
    leaves = {}
    for item in standard.indicators:
        response = responses.get(item.id)
        given = response.review or response if response else None
        leaves[item.id] = _leaf(item, given, base)
    return leaves


def own_leaves(standard: Standard, assessment: Assessment) -> dict[str, Leaf]:
    """Read the indicators that were reviewed by the community's own figures."""
    base = assessment.community.base
    leaves = {}
    for item in standard.indicators:
        response = assessment.responses.get(item.id)
        if response and response.review:
            leaves[item.id] = _leaf(item, response, base)
    return leaves


def unclaimed(leaves: Mapping[str, Leaf]) -> dict[str, Leaf]:
    """Return the indicators whose claims lack the evidence demanded, as if nothing were sure of them."""
    return {
        name: leaf._replace(low=0.0)
        for name, leaf in leaves.items()
        if leaf.unsupported
    }


def _leaf(
    item: Indicator, given: Response | Review | None, base: Mapping[str, float]
) -> Leaf:
    if given is not None and given.not_applicable is not None:
        why = words("理由：{reason}", "reason: {reason}", reason=given.not_applicable)
        return Leaf(item, None, None, given, _INAPPLICABLE, why)
    if given is None or not given.given:
        return Leaf(item, 0.0, 1.0, None, _UNREAD, UNANSWERED)
    reading = item.measure.read(given, base)
    if not reading.applicable:
        return Leaf(item, None, None, given, reading, reading.why)
    if reading.low is None or reading.high is None:
        return Leaf(item, 0.0, 1.0, given, reading, reading.why)
    low = item.measure.score(reading.low)
    high = low if reading.high == reading.low else item.measure.score(reading.high)
    return Leaf(item, low, high, given, reading, reading.why)


def tree_of(standard: Standard, leaves: Mapping[str, Leaf]) -> Branch:
    """Compute the numbers of every group from those of the indicators."""
    return _branch(standard, leaves, standard.aggregation)


def _branch(
    holder: Standard | Group, leaves: Mapping[str, Leaf], default: Aggregation
) -> Branch:
    groups = [_branch(group, leaves, default) for group in holder.groups]
    items = [leaves[item.id] for item in holder.items if item.status == "active"]
    return _combined(holder, holder.aggregation or default, (*groups, *items))


def _combined(
    holder: Standard | Group, way: Aggregation, children: tuple[Numbers, ...]
) -> Branch:
    applying = tuple(child for child in children if child.low is not None)
    if not applying:
        return Branch(holder, None, None, way, children)
    weights = [child.node.weight for child in applying]
    whole = fsum(weights)
    shares = tuple(weight / whole for weight in weights)
    lows = tuple(child.low or 0.0 for child in applying)
    highs = tuple(child.high or 0.0 for child in applying)
    low = way.combine(shares, lows)
    high = low if highs == lows else way.combine(shares, highs)
    return Branch(holder, low, high, way, children, applying, shares, lows)


def replaced(branch: Branch, leaves: Mapping[str, Leaf]) -> Branch:
    """Compute the numbers anew with other ones for some of the indicators."""
    children = tuple(
        replaced(child, leaves)
        if isinstance(child, Branch)
        else leaves.get(child.node.id, child)
        for child in branch.children
    )
    unchanged = all(map(is_, children, branch.children))
    return branch if unchanged else _combined(branch.node, branch.way, children)


def gains(
    branch: Branch, path: tuple[tuple[Branch, int], ...] = ()
) -> Iterator[tuple[Leaf, float]]:
    """Give each indicator that is certain and not in full, with what the root would be if it were."""
    for position, child in enumerate(branch.applying):
        here = (*path, (branch, position))
        if isinstance(child, Branch):
            yield from gains(child, here)
        elif child.low == child.high and child.low != 1:
            yield child, _lifted(here)


def _lifted(path: tuple[tuple[Branch, int], ...]) -> float:
    """Return the root's score if the indicator at the end of a path had all."""
    value = 1.0
    for branch, position in reversed(path):
        value = branch.raised(position, value)
    return value
