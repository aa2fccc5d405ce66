"""The total: the root's score in points, with what is added and what is taken."""

from collections.abc import Mapping, Sequence
from math import fsum

from govstandard.assessment.answers import Assessment
from govstandard.base.rounding import points, settle
from govstandard.scoring.numbers import Branch, Leaf, replaced
from govstandard.scoring.result import Applied, Total
from govstandard.standard.tree import Standard


def applied_of(standard: Standard, assessment: Assessment) -> tuple[Applied, ...]:
    """Count the adjustments that were claimed."""
    claimed = []
    for adjustment in standard.adjustments.items:
        claim = assessment.adjustments.get(adjustment.id)
        if claim:
            worth = claim.times * adjustment.points
            claimed.append(
                Applied.model_construct(
                    adjustment=adjustment, times=claim.times, points=worth
                )
            )
    return tuple(claimed)


def total_of(standard: Standard, tree: Branch, applied: Sequence[Applied]) -> Total:
    """Turn the root's score into points, with what is added and what is taken, each within its bound."""
    if tree.low is None or tree.high is None:
        return Total.model_construct(value=None, high=None, root=None)
    worth = [entry.points for entry in applied]
    added = min(fsum(one for one in worth if one > 0), standard.adjustments.most)
    taken = max(fsum(one for one in worth if one < 0), standard.adjustments.least)
    adjustment = added + taken
    return Total.model_construct(
        value=adjusted(tree.low, adjustment),
        high=adjusted(tree.high, adjustment),
        root=tree.low,
        adjustment=settle(adjustment),
    )


def adjusted(root: float, adjustment: float) -> float:
    """Return a root's score in points with an adjustment, never below 0."""
    return max(round(points(root) + adjustment, 6), 0.0)


def total_instead(
    standard: Standard,
    tree: Branch,
    leaves: Mapping[str, Leaf],
    applied: Sequence[Applied],
) -> Total | None:
    """Return the total with other numbers for some of the indicators; none where there are no others."""
    return total_of(standard, replaced(tree, leaves), applied) if leaves else None
