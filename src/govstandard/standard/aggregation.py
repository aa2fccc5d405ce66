"""How the scores of children become the score of their group: one frozen class a method.

All methods are monotone: no child's rise lowers the group. So the bounds of a group follow from those of
its children. To add a method, write its class here and add it to `Aggregation` and `AGGREGATIONS`.
"""

from abc import abstractmethod
from collections.abc import Sequence
from math import fsum, prod
from operator import mul
from typing import Annotated, ClassVar, Literal, NamedTuple

from pydantic import Field

from govstandard.base.frozen import Frozen
from govstandard.base.rounding import settle
from govstandard.base.words import Words, words


class Rows(NamedTuple):
    """The rows of a group's children on a sheet, as parts of a formula."""

    ours: str
    """Where a row is one of the group's children: an array of conditions."""
    weights: str
    """The weights of all rows."""
    scores: str
    """The scores of all rows, 0 to 100; blank where open, words where not applicable."""
    whole: str
    """The sum of the weights of those children that apply."""
    nothing: str
    """How many of the children score nothing, or are open."""

    @property
    def counted(self) -> str:
        """Return where a row is a child with a score: an array of conditions."""
        return f"{self.ours}*ISNUMBER({self.scores})"


class AggregationBase(Frozen):
    """What each method has to say of itself."""

    title: ClassVar[Words]
    """Its name for people."""
    additive: ClassVar[bool] = False
    """Whether the group's score is the sum of what the children contribute, each its share times its score."""
    arrays: ClassVar[bool] = False
    """Whether its spreadsheet formula is one of arrays."""

    @abstractmethod
    def combine(self, shares: Sequence[float], scores: Sequence[float]) -> float:
        """Combine the scores of the children that apply, at least one; shares add up to 1."""

    @abstractmethod
    def formula(self, rows: Rows) -> str:
        """Write the spreadsheet formula of the group's score, 0 to 100, where at least one child applies."""


class Mean(AggregationBase):
    """The weighted arithmetic mean: a weak child can be made up for by a strong one.

    >>> Mean().combine([0.5, 0.5], [1.0, 0.5])
    0.75
    """

    title: ClassVar = words("加权平均", "weighted mean")
    additive: ClassVar = True

    kind: Literal["mean"] = "mean"
    """Weighted arithmetic mean."""

    def combine(self, shares: Sequence[float], scores: Sequence[float]) -> float:
        """Return the sum of share times score; shares add up to 1."""
        return settle(fsum(map(mul, shares, scores)))

    def formula(self, rows: Rows) -> str:
        """Write the sum of weight times score over the sum of weights."""
        summed = f"SUMPRODUCT({rows.ours}*1,{rows.weights},{rows.scores})"
        return f"100*ROUND({summed}/{rows.whole}/100,9)"


class Geometric(AggregationBase):
    """The weighted geometric mean: a weak child can be made up for only in part, a zero not at all.

    >>> Geometric().combine([0.5, 0.5], [1.0, 0.25])
    0.5
    """

    title: ClassVar = words("加权几何平均", "weighted geometric mean")
    arrays: ClassVar = True

    kind: Literal["geometric"] = "geometric"
    """Weighted geometric mean."""

    def combine(self, shares: Sequence[float], scores: Sequence[float]) -> float:
        """Return the product of score to the power of share; shares add up to 1."""
        return settle(prod(map(pow, scores, shares)))

    def formula(self, rows: Rows) -> str:
        """Write the power of e to the weighted mean of the logarithms; a score of nothing has none."""
        logs = f"SUM(IF({rows.counted},{rows.weights}*LN({rows.scores}/100)))"
        return f"IF({rows.nothing}>0,0,100*ROUND(EXP({logs}/{rows.whole}),9))"


class Minimum(AggregationBase):
    """The weakest child decides; weights play no part.

    >>> Minimum().combine([0.9, 0.1], [1.0, 0.25])
    0.25
    """

    title: ClassVar = words("取最低", "minimum")
    arrays: ClassVar = True

    kind: Literal["minimum"] = "minimum"
    """Weakest child."""

    def combine(self, shares: Sequence[float], scores: Sequence[float]) -> float:  # noqa: ARG002 - one signature
        """Return the smallest score."""
        return settle(min(scores))

    def formula(self, rows: Rows) -> str:
        """Write the smallest score."""
        return f"IF({rows.nothing}>0,0,MIN(IF({rows.counted},{rows.scores})))"


Aggregation = Annotated[Mean | Geometric | Minimum, Field(discriminator="kind")]
"""Any of the methods, told apart by ``kind``."""
AGGREGATIONS: tuple[type[AggregationBase], ...] = (Mean, Geometric, Minimum)
"""All aggregation classes, in the order of the documentation."""
METHODS: dict[str, Words] = {
    way.model_fields["kind"].default: way.title for way in AGGREGATIONS
}
"""The name of each method by its ``kind``."""
