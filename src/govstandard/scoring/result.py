"""What scoring found: every number with its parts, so that explaining is only writing down."""

from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Literal

from pydantic import InstanceOf
from pydantic.json_schema import SkipJsonSchema

from govstandard.assessment.answers import Community, Period
from govstandard.base.frozen import Known
from govstandard.base.problems import unknown_id
from govstandard.base.words import Lang, Translations, Words, words
from govstandard.scoring import explaining
from govstandard.scoring.explaining import Outcome
from govstandard.standard.levels import Adjustment, Level, Veto
from govstandard.standard.measures import Figures, Measure, Reading
from govstandard.standard.recorded import Recorded
from govstandard.standard.requirements import Check, obstacles

Title = InstanceOf[Translations]
"""Words of the standard that were checked when they were read. So a result is read back from its JSON, and not
from plain data."""


class Score(Known):
    """One node's number with its parts."""

    id: str
    """The node's id."""
    title: Title
    """The node's name."""
    tier: str
    """The id of its tier."""
    outcome: Outcome | None = None
    """How an indicator came out; none for a group, unless nothing in it applies."""
    value: float | None
    """The score, 0 to 1, with everything unanswered counted 0; none where not applicable."""
    high: float | None
    """The score, 0 to 1, if everything unanswered turns out best."""
    share: float = 0.0
    """Its weight among its applicable siblings, 0 to 1; 0 where not applicable."""
    lost: float = 0.0
    """How far its parent's score would rise if this one were full, 0 to 1."""
    additive: bool = True
    """Whether its parent's score is the sum of share times score."""
    children: tuple["Score", ...] = ()
    """The scores that a group is made of."""
    method: str = ""
    """How a group combines its children: the ``kind`` of its aggregation."""
    measure: SkipJsonSchema[Measure | None] = None
    """How an indicator is read."""
    figures: Figures | None = None
    """The figures that were scored."""
    reading: Reading | None = None
    """What the measure read from them."""
    why: Words | None = None
    """Why there is no certain value."""
    reviewed: bool = False
    """Whether the figures are a reviewer's."""
    baseline: bool = False
    """Whether the indicator is a baseline."""
    unsupported: bool = False
    """Whether it scores by a claim that lacks the evidence which the standard demands."""

    @property
    def contribution(self) -> float | None:
        """Return what it adds to its parent's score, 0 to 1; none where the parent is no sum."""
        return (
            self.share * self.value
            if self.additive and self.value is not None
            else None
        )

    @property
    def recorded(self) -> Recorded | None:
        """Return what was recorded for an indicator and how it is read; none for a group."""
        if self.measure is None:
            return None
        return Recorded.model_construct(
            measure=self.measure,
            figures=self.figures,
            reading=self.reading,
            why=self.why,
            applies=self.outcome != "not_applicable",
        )

    def walk(self) -> Iterator["Score"]:
        """Go through this score and all below it, parents first."""
        waiting = [self]
        while waiting:
            score = waiting.pop()
            yield score
            waiting.extend(reversed(score.children))

    @property
    def assessed(self) -> tuple[int, int]:
        """Return how many of the indicators below are assessed, and how many apply."""
        return assessed(self.walk())

    def explain(self, lang: Lang = "zh") -> str:
        """Write where the number comes from: figures and target, or each child's part in it."""
        recorded = self.recorded
        lines = self._of_indicator(recorded) if recorded else self._of_group()
        return "\n  ".join(line.to(lang) for line in lines)

    def summary(self, lang: Lang = "zh") -> str:
        """Write the figures, the value and the target of an indicator in one line; empty for a group."""
        recorded = self.recorded
        return recorded.summary.to(lang) if recorded else ""

    def _of_indicator(self, recorded: Recorded) -> Iterator[Words]:
        bounds = self.value, self.high
        yield explaining.of_indicator(
            self.id, self.title, bounds, self.outcome, recorded.summary
        )
        yield from explaining.remarks(
            reviewed=self.reviewed,
            unsupported=self.unsupported,
            flags=self.reading.flags if self.reading else (),
        )

    def _of_group(self) -> Iterator[Words]:
        if self.value is None:
            yield explaining.not_applicable(self.id, self.title)
            return
        yield explaining.of_group(
            self.id, self.title, (self.value, self.high), self.method
        )
        for child in sorted(self.children, key=lambda child: -child.lost):
            yield _part(child)


def assessed(scores: Iterable[Score]) -> tuple[int, int]:
    """Count the indicators among scores that are assessed, and those that apply."""
    outcomes = [
        score.outcome for score in scores if score.measure and score.value is not None
    ]
    return len(outcomes) - outcomes.count("not_assessed"), len(outcomes)


def _part(child: Score) -> Words:
    if child.value is None:
        return explaining.not_applicable(child.id, child.title)
    return explaining.of_part(
        child.id, child.title, child.share, child.value, child.contribution, child.lost
    )


class Applied(Known):
    """One adjustment as it was counted."""

    adjustment: Adjustment
    """What it is given for."""
    times: int
    """How often it was claimed."""
    points: float
    """Points before the bounds of the sum."""


class Total(Known):
    """The whole assessment's number, 0 to 100 and adjustments."""

    value: float | None
    """100 × root and adjustments, never below 0; none where nothing applies."""
    high: float | None
    """The same, if everything unanswered turns out best."""
    root: float | None
    """The root's score, 0 to 1."""
    adjustment: float = 0.0
    """Points added or deducted, within their bounds."""

    def __str__(self) -> str:
        return explaining.of_total(self.value, self.high)


class VetoState(Known):
    """A veto and what was declared."""

    veto: Veto
    """The veto."""
    happened: bool | None
    """Yes, no, or none while nobody has declared it."""


class Finding(Known):
    """A judged shortfall on one indicator."""

    id: str
    """The indicator's id."""
    title: Title
    """The indicator's name."""
    outcome: Literal["partly_met", "not_met"]
    """How far it falls short."""
    points: float
    """By how many points the total would rise if it were met."""
    baseline: bool
    """Whether it is a baseline."""
    lead: str | None
    """The body that answers for it."""
    value: float | None
    """The value that was measured."""
    target: float
    """The value that would score in full."""
    recorded: SkipJsonSchema[Recorded]
    """The figures, and how they are read."""
    remedy: tuple[Title, ...]
    """What the standard says to do."""

    @property
    def figures(self) -> Figures | None:
        """The figures that were scored."""
        return self.recorded.figures

    @property
    def why(self) -> Words:
        """The figures against the target."""
        return self.recorded.summary


class Difference(Known):
    """An indicator on which the reviewer's figures are not the community's."""

    id: str
    """The indicator's id."""
    title: Title
    """The indicator's name."""
    own_value: float | None
    """The score by the community's figures, 0 to 1; none where not applicable."""
    value: float | None
    """The score by the reviewer's, 0 to 1; none where not applicable."""
    own_recorded: SkipJsonSchema[Recorded]
    """The community's figures, and how they are read."""
    recorded: SkipJsonSchema[Recorded]
    """The reviewer's figures, and how they are read."""
    reason: str
    """Why they differ, in the reviewer's words."""

    @property
    def own(self) -> Words:
        """What the community recorded."""
        return self.own_recorded.shown

    @property
    def reviewed(self) -> Words:
        """What the reviewer found."""
        return self.recorded.shown

    @property
    def own_figures(self) -> Figures | None:
        """The community's figures."""
        return self.own_recorded.figures

    @property
    def figures(self) -> Figures | None:
        """The reviewer's figures."""
        return self.recorded.figures

    @property
    def own_measured(self) -> float | None:
        """The value by the community's figures."""
        return self.own_recorded.value

    @property
    def measured(self) -> float | None:
        """The value by the reviewer's figures."""
        return self.recorded.value


class Result(Known):
    """All scores of an assessment, the level reached, and what stands in the way of the next."""

    standard: str
    """Id and version of the standard."""
    title: Title | None = None
    """What the assessment says it is, where it is no ordinary one."""
    community: Community
    """Who is assessed."""
    period: Period
    """The days that it speaks of."""
    total: Total
    """The number: with the reviewer's figures where there are any."""
    self_reported: Total | None = None
    """The number by the community's own figures; none where nothing was reviewed."""
    supported: Total | None = None
    """The number with claims that lack the evidence demanded, from nothing to all claimed; none where all have it."""
    level: Level
    """The highest level whose requirements all hold."""
    possible: Level
    """The highest level that could still be reached with what is open."""
    next_level: Level | None = None
    """The level above the one reached."""
    checks: tuple[Check, ...]
    """Every requirement of every level."""
    answered: int
    """How many applicable indicators are assessed."""
    applicable: int
    """How many indicators apply, as far as known."""
    vetoes: tuple[VetoState, ...] = ()
    """Every veto of the standard."""
    adjustments: tuple[Applied, ...] = ()
    """The adjustments that were claimed."""
    findings: tuple[Finding, ...] = ()
    """Every judged shortfall, the costliest first."""
    differences: tuple[Difference, ...] = ()
    """Every indicator that was reviewed, in the order of the standard."""
    root: Score
    """The whole tree of scores."""

    @property
    def unsupported(self) -> tuple[Score, ...]:
        """Return the indicators that score without the evidence which the standard demands."""
        return tuple(score for score in self.root.walk() if score.unsupported)

    @property
    def coverage(self) -> float:
        """Return the share of applicable indicators that are assessed, 0 to 1; 0 where none applies."""
        return self.answered / self.applicable if self.applicable else 0.0

    @property
    def dimensions(self) -> tuple[Score, ...]:
        """Return the scores of the topmost tier."""
        return self.root.children

    def blocked(self, lang: Lang = "zh", *, public: bool = False) -> list[str]:
        """Say in short what keeps the next level away, without the figures of any indicator.

        With `public`, vetoes are counted and not named, and baselines are not even counted: one may be sensitive.
        """
        reasons = obstacles(self.blocking, public=public)
        return [reason.to(lang) for reason in reasons]

    @property
    def blocking(self) -> tuple[Check, ...]:
        """Return the requirements of the next level that do not hold."""
        above = self.next_level.id if self.next_level else None
        return tuple(
            check
            for check in self.checks
            if check.level == above and check.holds is not True
        )

    @cached_property
    def _by_id(self) -> dict[str, Score]:
        return {score.id: score for score in self.root.walk()}

    def __getitem__(self, node_id: str) -> Score:
        """Return the score of a group or an indicator.

        Raises:
            UnknownId: The standard has no such node; the message suggests the nearest.
        """
        if node_id not in self._by_id:
            raise unknown_id("GS302", words("得分项", "score"), node_id, self._by_id)
        return self._by_id[node_id]
