"""How the scores of children become the score of their group: one frozen class a method.

All methods are monotone: no child's rise lowers the group. So the bounds of a group follow from those of
its children. To add a method, write its class here and add it to `Aggregation`.
"""

from collections.abc import Sequence
from math import prod
from operator import mul
from typing import Annotated, Literal

from pydantic import Field

from govstandard.base.frozen import Frozen
from govstandard.base.rounding import settle


class Mean(Frozen):
    """The weighted arithmetic mean: a weak child can be made up for by a strong one.

    >>> Mean().combine([0.5, 0.5], [1.0, 0.5])
    0.75
    """

    kind: Literal["mean"] = "mean"
    """Weighted arithmetic mean."""

    def combine(self, shares: Sequence[float], scores: Sequence[float]) -> float:
        """Return the sum of share times score; shares add up to 1."""
        return settle(sum(map(mul, shares, scores)))


class Geometric(Frozen):
    """The weighted geometric mean: a weak child can be made up for only in part, a zero not at all.

    >>> Geometric().combine([0.5, 0.5], [1.0, 0.25])
    0.5
    """

    kind: Literal["geometric"] = "geometric"
    """Weighted geometric mean."""

    def combine(self, shares: Sequence[float], scores: Sequence[float]) -> float:
        """Return the product of score to the power of share; shares add up to 1."""
        return settle(prod(map(pow, scores, shares)))


class Minimum(Frozen):
    """The weakest child decides; weights play no part.

    >>> Minimum().combine([0.9, 0.1], [1.0, 0.25])
    0.25
    """

    kind: Literal["minimum"] = "minimum"
    """Weakest child."""

    def combine(self, shares: Sequence[float], scores: Sequence[float]) -> float:  # noqa: ARG002 - one signature
        """Return the smallest score."""
        return settle(min(scores))


Aggregation = Annotated[Mean | Geometric | Minimum, Field(discriminator="kind")]
"""Any of the methods, told apart by ``kind``."""
AGGREGATIONS: tuple[type[Frozen], ...] = (Mean, Geometric, Minimum)
"""All aggregation classes, in the order of the documentation."""
