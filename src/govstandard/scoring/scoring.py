"""From responses to scores, a total and a level."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from govstandard.assessment.answers import Assessment, Response, Review
from govstandard.assessment.fitting import fit
from govstandard.base.problems import InvalidFile
from govstandard.base.rounding import brief, points, settle, show
from govstandard.base.words import Lang, Said, Words, pick, words
from govstandard.scoring.result import (
    Applied,
    Check,
    Difference,
    Finding,
    Outcome,
    Requirement,
    Result,
    Score,
    Total,
    VetoState,
)
from govstandard.standard.aggregation import Aggregation, Mean
from govstandard.standard.levels import EachTier, Level, Requirements
from govstandard.standard.measures import UNANSWERED, Reading
from govstandard.standard.tree import Group, Indicator, Node, Standard


def score(standard: Standard, assessment: Assessment) -> Result:
    """Score an assessment: every node from 0 to 1, the total, the level, and what blocks the next one.

    Reviewed figures replace self-reported ones; both totals are kept. An unanswered indicator counts 0 and
    opens an interval; one that does not apply counts neither way.

    Raises:
        InvalidFile: The assessment does not fit the standard; all faults are listed.

    >>> import govstandard as gs
    >>> standard = gs.load("jindi")
    >>> community = gs.Community(name="示例社区")
    >>> period = gs.Period(start="2025-01-01", end="2025-12-31")
    >>> solved = gs.Response(numerator=256, denominator=268)
    >>> result = gs.score(standard, gs.Assessment(
    ...     standard="jindi", community=community, period=period, responses={"PB.03.04": solved}))
    >>> result["PB.03.04"].value, result.level.id
    (1.0, 'below')
    """
    problems = tuple(fit(standard, assessment))
    if problems:
        raise InvalidFile(problems)
    base, responses = assessment.community.base, assessment.responses
    final = {name: response.review or response for name, response in responses.items()}
    leaves = {item.id: _work_leaf(item, final.get(item.id), base) for item in standard.indicators}
    worked = _work(standard, leaves, standard.aggregation)
    root = _score(worked, ["", *(tier.id for tier in standard.tiers)])
    applied = tuple(_applied(standard, assessment))
    total = _total(standard, worked, applied)
    own = {
        item.id: _work_leaf(item, responses[item.id], base)
        for item in standard.indicators
        if item.id in responses and responses[item.id].review
    }
    bare = {name: replace(leaf, low=0.0) for name, leaf in leaves.items() if _unsupported(leaf)}
    self_reported, supported = (
        _total(standard, _with(worked, instead), applied) if instead else None
        for instead in (own, bare)
    )
    nodes = tuple(root.walk())
    applying = [node for node in nodes if node.measure and node.outcome != "not_applicable"]
    answered = sum(leaf.outcome != "not_assessed" for leaf in applying)
    vetoes = tuple(_vetoes(standard, assessment))
    found = _Found(
        standard, nodes, total, len(applying), answered, assessment.reviewed is not None, vetoes
    )
    checks = {level.id: tuple(found.checks(level)) for level in standard.levels}
    reached = [level for level in standard.levels if all(check.holds for check in checks[level.id])]
    possible = [
        level
        for level in standard.levels
        if all(check.holds is not False for check in checks[level.id])
    ]
    above = standard.levels.index(reached[-1]) + 1
    return Result(
        standard=standard.name,
        title=assessment.title,
        community=assessment.community,
        period=assessment.period,
        total=total,
        self_reported=self_reported,
        supported=supported,
        level=reached[-1],
        possible=possible[-1],
        next_level=standard.levels[above] if above < len(standard.levels) else None,
        checks=tuple(check for group in checks.values() for check in group),
        answered=answered,
        applicable=len(applying),
        vetoes=vetoes,
        adjustments=applied,
        findings=tuple(
            sorted(
                _findings(worked, applying, total),
                key=lambda finding: (-finding.points, finding.id),
            )
        ),
        differences=tuple(_difference(own[name], leaves[name]) for name in own),
        root=root,
    )


@dataclass(frozen=True, slots=True)
class _Worked:
    """A node's numbers, before they become a `Score`."""

    node: Standard | Node
    low: float | None
    high: float | None
    given: Response | Review | None = None
    reading: Reading | None = None
    why: Words | None = None
    way: Aggregation = Mean()  # noqa: RUF009 - frozen
    children: tuple["_Worked", ...] = ()
    shares: tuple[float, ...] = ()
    """The share of each child that applies, in order."""

    @property
    def applying(self) -> list["_Worked"]:
        return [child for child in self.children if child.low is not None]


def _work(holder: Standard | Group, leaves: Mapping[str, _Worked], default: Aggregation) -> _Worked:
    """Compute the numbers of a group from those of the indicators below it."""
    children = [_work(group, leaves, default) for group in holder.groups]
    children += [leaves[item.id] for item in holder.items if item.status == "active"]
    return _combined(holder, tuple(children), holder.aggregation or default)


def _with(worked: _Worked, instead: Mapping[str, _Worked]) -> _Worked:
    """Compute the numbers anew with other ones for some of the indicators."""
    if isinstance(worked.node, Indicator):
        return instead.get(worked.node.id, worked)
    children = tuple(_with(child, instead) for child in worked.children)
    same = all(child is before for child, before in zip(children, worked.children, strict=True))
    return worked if same else _combined(worked.node, children, worked.way)


def _combined(holder: Standard | Group, children: tuple[_Worked, ...], way: Aggregation) -> _Worked:
    """Combine the numbers of those children that apply."""
    applying = [child for child in children if child.low is not None]
    if not applying:
        return _Worked(holder, None, None, way=way, children=children)
    weights = [child.node.weight for child in applying]
    whole = sum(weights)
    shares = tuple(weight / whole for weight in weights)
    low = way.combine(shares, [child.low or 0.0 for child in applying])
    high = way.combine(shares, [child.high or 0.0 for child in applying])
    return _Worked(holder, low, high, way=way, children=children, shares=shares)


def _work_leaf(
    item: Indicator, given: Response | Review | None, base: Mapping[str, float]
) -> _Worked:
    if given is not None and given.not_applicable is not None:
        reason = given.not_applicable
        why = words(f"理由：{reason}", f"reason: {reason}")
        return _Worked(item, None, None, given, Reading(applicable=False), why)
    if given is None or not given.given:
        return _Worked(item, 0.0, 1.0, None, Reading(), UNANSWERED)
    reading = item.measure.read(given, base)
    if not reading.applicable:
        return _Worked(item, None, None, given, reading, reading.why)
    if reading.low is None or reading.high is None:
        return _Worked(item, 0.0, 1.0, given, reading, reading.why)
    low = item.measure.score(reading.low)
    high = low if reading.high == reading.low else item.measure.score(reading.high)
    return _Worked(item, low, high, given, reading, reading.why)


def _unsupported(leaf: _Worked) -> bool:
    """Say whether a community's claim scores without the evidence that the standard demands."""
    item, given = leaf.node, leaf.given
    demanded = isinstance(item, Indicator) and item.demands_evidence
    return demanded and isinstance(given, Response) and not given.evidence and bool(leaf.low)


def _difference(own: _Worked, reviewed: _Worked) -> Difference:
    """Set what a community recorded beside what its reviewer found."""
    told = [
        words(
            *(pick(lang, "，", ", ").join(_score(leaf, ("",)).found(lang)) for lang in ("zh", "en"))
        )
        for leaf in (own, reviewed)
    ]
    return Difference(
        id=own.node.id,
        title=own.node.title,
        own=told[0],
        reviewed=told[1],
        own_value=own.low,
        value=reviewed.low,
        reason=reviewed.given.reason if isinstance(reviewed.given, Review) else "",
    )


def _score(
    worked: _Worked,
    tiers: Sequence[str],
    share: float = 0.0,
    lost: float = 0.0,
    *,
    additive: bool = True,
) -> Score:
    """Turn numbers into scores, each with its parts and its place in its parent."""
    node = worked.node
    common = {
        "id": node.id,
        "title": node.title,
        "tier": tiers[0],
        "value": worked.low,
        "high": worked.high,
    }
    common |= {"share": share, "lost": lost, "additive": additive}
    if isinstance(node, Indicator):
        return Score(
            **common,
            outcome=_outcome(worked.low, worked.high),
            measure=node.measure,
            figures=worked.given,
            reading=worked.reading,
            why=worked.why,
            reviewed=isinstance(worked.given, Review),
            baseline=node.baseline,
            unsupported=_unsupported(worked),
        )
    outcome = "not_applicable" if worked.low is None else None
    children = tuple(_children(worked, tiers[1:]))
    return Score(**common, outcome=outcome, method=worked.way.kind, children=children)


def _children(worked: _Worked, tiers: Sequence[str]) -> Iterator[Score]:
    applying = worked.applying
    lows = [child.low or 0.0 for child in applying]
    position = 0
    for child in worked.children:
        if child.low is None:
            yield _score(child, tiers)
            continue
        raised = worked.way.combine(worked.shares, [*lows[:position], 1.0, *lows[position + 1 :]])
        lost = settle(raised - (worked.low or 0.0))
        yield _score(child, tiers, worked.shares[position], lost, additive=worked.way.additive)
        position += 1


def _outcome(low: float | None, high: float | None) -> Outcome:
    if low is None:
        return "not_applicable"
    if low != high:
        return "not_assessed"
    return "met" if low == 1 else "partly_met" if low > 0 else "not_met"


def _applied(standard: Standard, assessment: Assessment) -> Iterator[Applied]:
    for adjustment in standard.adjustments.items:
        claim = assessment.adjustments.get(adjustment.id)
        if claim:
            yield Applied(
                adjustment=adjustment, times=claim.times, points=claim.times * adjustment.points
            )


def _total(standard: Standard, root: _Worked, applied: Sequence[Applied]) -> Total:
    if root.low is None or root.high is None:
        return Total(value=None, high=None, root=None)
    added = min(
        sum(entry.points for entry in applied if entry.points > 0), standard.adjustments.most
    )
    taken = max(
        sum(entry.points for entry in applied if entry.points < 0), standard.adjustments.least
    )
    low, high = (
        max(round(points(bound) + added + taken, 6), 0.0) for bound in (root.low, root.high)
    )
    return Total(value=low, high=high, root=root.low, adjustment=settle(added + taken))


def _vetoes(standard: Standard, assessment: Assessment) -> Iterator[VetoState]:
    for veto in standard.vetoes:
        declared = assessment.vetoes.get(veto.id)
        yield VetoState(veto=veto, happened=declared.happened if declared else None)


def _within(low: float, high: float, least: float) -> bool | None:
    """Say whether a bound holds for certain, cannot hold, or is open."""
    least = round(
        least, 6
    )  # as the scores are, lest a threshold of more decimals lies between them
    return True if low >= least else False if high < least else None


def _reach(low: float, high: float, lang: Lang) -> str:
    if low == high:
        return show(low)
    return pick(lang, f"{show(low)}，最高可达 {show(high)}", f"{show(low)}, at best {show(high)}")


_Told = tuple[Requirement, bool | None, Words, Said]
"""The kind of a requirement, whether it holds, what was found, and in short what is in the way."""


@dataclass(frozen=True)
class _Found:
    """What was found, against which the requirements of each level are held."""

    standard: Standard
    nodes: Sequence[Score]
    total: Total
    applicable: int
    answered: int
    reviewed: bool
    vetoes: Sequence[VetoState]

    def checks(self, level: Level) -> Iterator[Check]:
        """Hold every requirement of a level against what was found."""
        found = [
            *self._numbers(level.requires),
            *self._conduct(level.requires),
            *self._capped(level),
        ]
        for kind, holds, what, short in found:
            yield Check(level=level.id, kind=kind, holds=holds, what=what, short=short)

    def _numbers(self, requires: Requirements) -> Iterator[_Told]:
        if requires.score is not None:
            yield self._score(requires.score)
        if requires.each is not None:
            yield from self._each(requires.each)
        if requires.baselines:
            yield from self.baselines

    def _score(self, least: float) -> _Told:
        low, high = self.total.value, self.total.high
        if low is None or high is None:
            nothing = words("没有适用的指标，无法计总分", "nothing applies, so there is no total")
            return "score", False, nothing, nothing
        now, limit = "" if low == high else "目前", brief(least)
        zh, en = _reach(low, high, "zh"), _reach(low, high, "en")
        what = words(f"总分应 ≥ {limit}，现为 {zh}", f"total ≥ {limit} required, now {en}")
        return (
            "score",
            _within(low, high, least),
            what,
            words(f"总分{now}不到 {limit}", f"total below {limit}"),
        )

    def _each(self, each: EachTier) -> Iterator[_Told]:
        for node in self.nodes:
            if node.tier == each.tier and node.value is not None and node.high is not None:
                low, high = points(node.value), points(node.high)
                zh, en = _reach(low, high, "zh"), _reach(low, high, "en")
                title, limit = node.title, brief(each.score)
                yield (
                    "each",
                    _within(low, high, each.score),
                    words(
                        f"{title.to('zh')} 应 ≥ {limit}，现为 {zh}",
                        f"{title.to('en')} ≥ {limit} required, now {en}",
                    ),
                    words(
                        f"{title.to('zh')}{'' if low == high else '目前'}不到 {limit}",
                        f"{title.to('en')} below {limit}",
                    ),
                )

    @cached_property
    def baselines(self) -> tuple[_Told, ...]:
        """Say of every applicable baseline whether it is met; the same for every level that asks."""
        return tuple(
            self._baseline(leaf) for leaf in self.nodes if leaf.baseline and leaf.value is not None
        )

    @staticmethod
    def _baseline(leaf: Score) -> _Told:
        holds = _within(leaf.value or 0.0, leaf.high or 0.0, 1)
        zh, en = ("达标", "met") if holds else (leaf.summary("zh"), leaf.summary("en"))
        title = leaf.title
        what = words(
            f"底线 {leaf.id} {title.to('zh')}：{zh}", f"baseline {leaf.id} {title.to('en')}: {en}"
        )
        return "baseline", holds, what, title

    def _conduct(self, requires: Requirements) -> Iterator[_Told]:
        if requires.coverage is not None:
            reached = self.answered / self.applicable if self.applicable else 0.0
            rule = show(requires.coverage * 100)
            left = self.applicable - self.answered
            yield (
                "coverage",
                settle(reached) >= settle(requires.coverage) or None,
                words(
                    f"填报率应 ≥ {rule} %，现为 {self.answered}/{self.applicable}",
                    f"coverage ≥ {rule} % required, now {self.answered}/{self.applicable}",
                ),
                words(f"{left} 项还没有评", f"indicators not assessed: {left}"),
            )
        if requires.reviewed:
            what = words("应经复核签认", "has to be reviewed and signed")
            yield (
                "review",
                self.reviewed or None,
                what,
                words("还没有复核签认", "not reviewed and signed"),
            )

    def _capped(self, level: Level) -> Iterator[_Told]:
        ranks = {other.id: rank for rank, other in enumerate(self.standard.levels)}
        for state in self.vetoes:
            if ranks[state.veto.cap] < ranks[level.id]:
                said = {
                    True: words("已申报发生", "declared to have happened"),
                    False: words("已申报未发生", "declared not to have happened"),
                    None: words("待申报", "not declared yet"),
                }[state.happened]
                title = state.veto.title
                holds = None if state.happened is None else not state.happened
                what = words(
                    f"一票否决 {title.to('zh')}：{said.zh}", f"veto {title.to('en')}: {said.en}"
                )
                yield (
                    "veto",
                    holds,
                    what,
                    words(f"一票否决：{title.to('zh')}", f"veto: {title.to('en')}"),
                )


def _findings(root: _Worked, leaves: Sequence[Score], total: Total) -> Iterator[Finding]:
    scores = {leaf.id: leaf for leaf in leaves}

    def below(worked: _Worked, lift: Callable[[float], float]) -> Iterator[Finding]:
        """Go down with the function that turns a new score of this node into the root's."""
        applying = worked.applying
        lows = [child.low or 0.0 for child in applying]
        for position, child in enumerate(applying):

            def lifted(raised: float, position: int = position) -> float:
                return lift(
                    worked.way.combine(
                        worked.shares, [*lows[:position], raised, *lows[position + 1 :]]
                    )
                )

            if not isinstance(child.node, Indicator):
                yield from below(child, lifted)
            elif child.low == child.high and lows[position] < 1:
                raised = max(round(points(lifted(1.0)) + total.adjustment, 6), 0.0)
                yield _finding(
                    child.node, scores[child.node.id], round(raised - (total.value or 0.0), 6)
                )

    return below(root, lambda value: value)


def _finding(item: Indicator, leaf: Score, rise: float) -> Finding:
    return Finding(
        id=item.id,
        title=item.title,
        outcome="not_met" if leaf.outcome == "not_met" else "partly_met",
        points=rise,
        baseline=item.baseline,
        lead=item.lead,
        why=words(leaf.summary("zh"), leaf.summary("en")),
        remedy=item.remedy,
    )
