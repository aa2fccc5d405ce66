"""What scoring found: every number with its parts, so that explaining is only writing down."""

from collections.abc import Iterator
from functools import cached_property
from typing import Literal

from pydantic import Field, InstanceOf

from govstandard.assessment.answers import Community, Period
from govstandard.base.frozen import Frozen
from govstandard.base.problems import unknown_id
from govstandard.base.rounding import show
from govstandard.base.words import Lang, Translations, Words, pick, words
from govstandard.standard.aggregation import METHODS
from govstandard.standard.levels import Adjustment, Level, Veto
from govstandard.standard.measures import Figures, MeasureBase, Reading

Title = InstanceOf[Translations]
"""Words of the standard that were checked when they were read: they are not checked for every score again. So a
result is read back from its JSON, and not from plain data."""
Sentence = InstanceOf[Words]
"""Words of the engine's own, which need no check either."""
Outcome = Literal["met", "partly_met", "not_met", "not_applicable", "not_assessed"]
"""How an indicator came out."""

OUTCOMES: dict[Outcome, Words] = {
    "met": words("达标", "met"),
    "partly_met": words("部分达标", "partly met"),
    "not_met": words("未达标", "not met"),
    "not_applicable": words("不适用", "not applicable"),
    "not_assessed": words("未评", "not assessed"),
}
"""The outcomes in people's words."""


def hundred(value: float | None) -> str:
    """Write a score from 0 to 1 as people see it, 0 to 100 with one decimal cut off.

    >>> hundred(0.79996), hundred(None)
    ('79.9', '–')
    """
    return "–" if value is None else show(value * 100)


def span(low: float | None, high: float | None) -> str:
    """Write a score with its interval where there is one: ``50.0 [50.0–100.0]``."""
    return hundred(low) if low == high else f"{hundred(low)} [{hundred(low)}–{hundred(high)}]"


class Score(Frozen):
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
    """How a group combines its children: ``mean``, ``geometric``, ``minimum``."""
    measure: InstanceOf[MeasureBase] | None = Field(default=None, exclude=True)
    """How an indicator is read."""
    figures: InstanceOf[Figures] | None = None
    """The figures that were scored."""
    reading: InstanceOf[Reading] | None = None
    """What the measure read from them."""
    why: Sentence | None = None
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
        return self.share * self.value if self.additive and self.value is not None else None

    def walk(self) -> Iterator["Score"]:
        """Go through this score and all below it, parents first."""
        yield self
        for child in self.children:
            yield from child.walk()

    @property
    def assessed(self) -> tuple[int, int]:
        """Return how many of the indicators below are assessed, and how many apply."""
        leaves = [leaf for leaf in self.walk() if leaf.measure and leaf.value is not None]
        return sum(leaf.outcome != "not_assessed" for leaf in leaves), len(leaves)

    def explain(self, lang: Lang = "zh") -> str:
        """Write where the number comes from: figures and target, or each child's part in it."""
        return "\n".join(self._of_leaf(lang) if self.measure else self._of_group(lang))

    def summary(self, lang: Lang = "zh") -> str:
        """Write the figures, the value and the target of an indicator in one line; empty for a group."""
        if self.measure is None:
            return ""
        parts = self.found(lang)
        if self.outcome != "not_applicable":
            parts.append(pick(lang, "目标 ", "target ") + self.measure.show_target(lang))
        return pick(lang, "，", ", ").join(parts)

    def found(self, lang: Lang = "zh") -> list[str]:
        """Write what was recorded for an indicator and what it lacks, without the target."""
        parts = []
        if (
            self.measure
            and self.figures is not None
            and self.figures.given
            and self.reading is not None
        ):
            parts.append(self.measure.show(self.figures, self.reading, lang))
        if self.why:
            parts.append(self.why.to(lang))
        return parts

    def _of_leaf(self, lang: Lang) -> Iterator[str]:
        outcome = OUTCOMES[self.outcome].to(lang) if self.outcome else ""
        head = f"{self.id} {self.title.to(lang)} {span(self.value, self.high)} {outcome}"
        yield f"{head}{pick(lang, '：', ': ')}{self.summary(lang)}"
        if self.reviewed:
            yield "  " + pick(lang, "按复核数计分", "scored by the reviewer's figures")
        if self.unsupported:
            yield "  " + pick(lang, "注意：没有列明佐证", "note: no evidence is named")
        for flag in self.reading.flags if self.reading else ():
            yield "  " + pick(lang, "注意：", "note: ") + flag.to(lang)

    def _of_group(self, lang: Lang) -> Iterator[str]:
        if self.value is None:
            yield f"{self.id} {self.title.to(lang)} – {OUTCOMES['not_applicable'].to(lang)}"
            return
        method = METHODS[self.method].to(lang)
        yield f"{self.id} {self.title.to(lang)} {span(self.value, self.high)} ({method})"
        for child in sorted(self.children, key=lambda child: -child.lost):
            if child.value is None:
                yield f"  {child.id} {child.title.to(lang)} – {OUTCOMES['not_applicable'].to(lang)}"
                continue
            made = "" if child.contribution is None else f" = {hundred(child.contribution)}"
            lost, share = hundred(child.lost), show(child.share * 100)
            numbers = pick(
                lang,
                f"占比 {share} % × 得分 {hundred(child.value)}{made}，失分 {lost}",
                f"share {share} % × score {hundred(child.value)}{made}, lost {lost}",
            )
            yield f"  {child.id} {child.title.to(lang)}{pick(lang, '：', ': ')}{numbers}"


class Applied(Frozen):
    """One adjustment as it was counted."""

    adjustment: Adjustment
    """What it is given for."""
    times: int
    """How often it was claimed."""
    points: float
    """Points before the bounds of the sum."""


class Total(Frozen):
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
        if self.value is None or self.high is None:
            return "–"
        return (
            show(self.value)
            if self.value == self.high
            else f"{show(self.value)} [{show(self.value)}–{show(self.high)}]"
        )


Requirement = Literal["score", "each", "baseline", "coverage", "review", "veto"]
"""What a level can require."""


class Check(Frozen):
    """One requirement of a level, and whether it holds."""

    level: str
    """The level's id."""
    holds: bool | None
    """True or False; none while it is open: unanswered, undeclared or unreviewed."""
    kind: Requirement
    """What is required."""
    what: Sentence
    """The requirement and what was found."""
    short: Title | Sentence
    """What is in the way where it does not hold, without the figures of any indicator."""


class VetoState(Frozen):
    """A veto and what was declared."""

    veto: Veto
    """The veto."""
    happened: bool | None
    """Yes, no, or none while nobody has declared it."""


class Finding(Frozen):
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
    why: Sentence
    """The figures against the target."""
    remedy: tuple[Title, ...]
    """What the standard says to do."""


class Difference(Frozen):
    """An indicator on which the reviewer's figures are not the community's."""

    id: str
    """The indicator's id."""
    title: Title
    """The indicator's name."""
    own: Sentence
    """What the community recorded."""
    reviewed: Sentence
    """What the reviewer found."""
    own_value: float | None
    """The score by the community's figures, 0 to 1; none where not applicable."""
    value: float | None
    """The score by the reviewer's, 0 to 1; none where not applicable."""
    reason: str
    """Why they differ, in the reviewer's words."""


class Result(Frozen):
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
        told: list[str] = []
        for kind in ("veto", "score", "baseline", "each", "coverage", "review"):
            checks = [check for check in self.blocking if check.kind == kind]
            missed, open_ = (
                sum(check.holds is holds for check in checks) for holds in (False, None)
            )
            match kind:
                case "veto":
                    named = [check.short.to(lang) for check in checks if check.holds is False]
                    count = pick(
                        lang, f"{missed} 项一票否决已发生", f"vetoes that happened: {missed}"
                    )
                    told += [count] if named and public else named
                    told += (
                        [
                            pick(
                                lang,
                                f"{open_} 项一票否决待申报或核实中",
                                f"vetoes not declared: {open_}",
                            )
                        ]
                        if open_
                        else []
                    )
                case "baseline" if public:
                    told += (
                        [pick(lang, "有底线没有达到", "baselines are not met")] if missed else []
                    )
                    told += (
                        [pick(lang, "有底线还没有评", "baselines are not assessed")]
                        if open_
                        else []
                    )
                case "baseline":
                    told += (
                        [pick(lang, f"{missed} 项底线没有达到", f"baselines not met: {missed}")]
                        if missed
                        else []
                    )
                    told += (
                        [pick(lang, f"{open_} 项底线还没有评", f"baselines not assessed: {open_}")]
                        if open_
                        else []
                    )
                case "each" if public and checks:
                    told.append(
                        pick(
                            lang,
                            f"{len(checks)} 个分项不到要求",
                            f"scores below what is required: {len(checks)}",
                        )
                    )
                case _:
                    told += [check.short.to(lang) for check in checks]
        return told

    @property
    def blocking(self) -> tuple[Check, ...]:
        """Return the requirements of the next level that do not hold."""
        above = self.next_level.id if self.next_level else None
        return tuple(
            check for check in self.checks if check.level == above and check.holds is not True
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
