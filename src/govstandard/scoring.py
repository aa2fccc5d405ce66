"""From responses to scores, a total and a level."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from govstandard.aggregation import Aggregation
from govstandard.assessment import Assessment, Response, Review
from govstandard.errors import InvalidFile
from govstandard.fitting import fit
from govstandard.levels import EachTier, Level, Requirements
from govstandard.measures import Reading
from govstandard.result import Applied, Check, Finding, Outcome, Result, Score, Total, VetoState
from govstandard.rounding import brief, settle, show
from govstandard.standard import Group, Indicator, Node, Standard
from govstandard.text import Lang, Translations, pick, words

Answer = Callable[[Response], Response | Review]


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
    root = _tree(standard, assessment, lambda response: response.review or response)
    applied = tuple(_applied(standard, assessment))
    total = _total(standard, root, applied)
    self_reported = None
    if any(response.review for response in assessment.responses.values()):
        self_reported = _total(standard, _tree(standard, assessment, lambda response: response), applied)
    nodes = tuple(root.walk())
    applying = [node for node in nodes if node.measure and node.outcome != "not_applicable"]
    answered = sum(leaf.outcome != "not_assessed" for leaf in applying)
    vetoes = tuple(_vetoes(standard, assessment))
    found = _Found(standard, nodes, total, len(applying), answered, assessment.reviewed is not None, vetoes)
    checks = {level.id: tuple(found.checks(level)) for level in standard.levels}
    reached = [level for level in standard.levels if all(check.holds for check in checks[level.id])]
    possible = [level for level in standard.levels if all(check.holds is not False for check in checks[level.id])]
    above = standard.levels.index(reached[-1]) + 1
    return Result(
        standard=standard.name,
        title=assessment.title,
        community=assessment.community,
        period=assessment.period,
        total=total,
        self_reported=self_reported,
        level=reached[-1],
        possible=possible[-1],
        next_level=standard.levels[above] if above < len(standard.levels) else None,
        checks=tuple(check for group in checks.values() for check in group),
        answered=answered,
        applicable=len(applying),
        vetoes=vetoes,
        adjustments=applied,
        findings=tuple(sorted(_findings(standard, root), key=lambda finding: (-finding.points, finding.id))),
        root=root,
    )


def _tree(standard: Standard, assessment: Assessment, answer: Answer) -> Score:
    tiers = [tier.id for tier in standard.tiers]
    base = assessment.community.base

    def of(node: Node, depth: int) -> Score:
        if isinstance(node, Indicator):
            return _leaf(node, tiers[depth], assessment.responses.get(node.id), answer, base)
        children = [of(child, depth + 1) for child in _scored(node)]
        return _group(node, tiers[depth], node.aggregation or standard.aggregation, children)

    children = [of(child, 0) for child in _scored(standard)]
    return _group(standard, "", standard.aggregation, children)


def _scored(holder: Standard | Group) -> list[Node]:
    return [node for node in holder.children if not (isinstance(node, Indicator) and node.status == "retired")]


def _leaf(item: Indicator, tier: str, response: Response | None, answer: Answer, base: dict[str, float]) -> Score:
    given = answer(response) if response else None
    reading, why = _read(item, given, base)
    low = high = None
    if reading.applicable:
        low = item.measure.score(reading.low) if reading.low is not None else 0.0
        high = item.measure.score(reading.high) if reading.high is not None else 1.0
    return Score(
        id=item.id,
        title=item.title,
        tier=tier,
        outcome=_outcome(low, high),
        value=low,
        high=high,
        measure=item.measure,
        figures=given,
        reading=reading,
        why=why,
        reviewed=isinstance(given, Review),
        baseline=item.baseline,
    )


def _read(
    item: Indicator, given: Response | Review | None, base: dict[str, float]
) -> tuple[Reading, Translations | None]:
    if given is not None and given.not_applicable is not None:
        reason = given.not_applicable
        why = words(f"理由：{reason}", f"reason: {reason}")
        return Reading(applicable=False), why
    if given is None or not given.given:
        return Reading(), words("未填报", "not answered")
    reading = item.measure.read(given, base)
    return reading, reading.why


def _outcome(low: float | None, high: float | None) -> Outcome:
    if low is None:
        return "not_applicable"
    if low != high:
        return "not_assessed"
    return "met" if low == 1 else "partly_met" if low > 0 else "not_met"


def _group(holder: Standard | Group, tier: str, way: Aggregation, children: list[Score]) -> Score:
    weights = {child.id: child.weight for child in holder.children}
    applying = [child for child in children if child.value is not None]
    whole = sum(weights[child.id] for child in applying)
    shares = [weights[child.id] / whole for child in applying]
    lows = [child.value or 0.0 for child in applying]
    value = way.combine(shares, lows) if applying else None
    high = way.combine(shares, [child.high or 0.0 for child in applying]) if applying else None
    parts = {}
    for position, child in enumerate(applying):
        lifted = way.combine(shares, [*lows[:position], 1.0, *lows[position + 1 :]])
        lost = settle(lifted - (value or 0.0))
        update = {"share": shares[position], "lost": lost, "additive": way.kind == "mean"}
        parts[child.id] = child.model_copy(update=update)
    return Score(
        id=holder.id,
        title=holder.title,
        tier=tier,
        outcome=None if applying else "not_applicable",
        value=value,
        high=high,
        children=tuple(parts.get(child.id, child) for child in children),
        method=way.kind,
    )


def _applied(standard: Standard, assessment: Assessment) -> Iterator[Applied]:
    for adjustment in standard.adjustments.items:
        claim = assessment.adjustments.get(adjustment.id)
        if claim:
            yield Applied(adjustment=adjustment, times=claim.times, points=claim.times * adjustment.points)


def _total(standard: Standard, root: Score, applied: Sequence[Applied]) -> Total:
    if root.value is None or root.high is None:
        return Total(value=None, high=None, root=None)
    added = min(sum(entry.points for entry in applied if entry.points > 0), standard.adjustments.most)
    taken = max(sum(entry.points for entry in applied if entry.points < 0), standard.adjustments.least)
    low, high = (max(settle(100 * bound + added + taken), 0.0) for bound in (root.value, root.high))
    return Total(value=low, high=high, root=root.value, adjustment=settle(added + taken))


def _vetoes(standard: Standard, assessment: Assessment) -> Iterator[VetoState]:
    for veto in standard.vetoes:
        declared = assessment.vetoes.get(veto.id)
        yield VetoState(veto=veto, happened=declared.happened if declared else None)


def _within(low: float, high: float, least: float) -> bool | None:
    """Say whether a bound holds for certain, cannot hold, or is open."""
    return True if settle(low) >= least else False if settle(high) < least else None


def _reach(low: float, high: float, lang: Lang) -> str:
    if low == high:
        return show(low)
    return pick(lang, f"{show(low)}，最高可达 {show(high)}", f"{show(low)}, at best {show(high)}")


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
        found = [*self._numbers(level.requires), *self._conduct(level.requires), *self._capped(level)]
        for holds, what in found:
            yield Check(level=level.id, holds=holds, what=what)

    def _numbers(self, requires: Requirements) -> Iterator[tuple[bool | None, Translations]]:
        if requires.score is not None:
            yield self._score(requires.score)
        if requires.each is not None:
            yield from self._each(requires.each)
        if requires.baselines:
            yield from self.baselines

    def _score(self, least: float) -> tuple[bool | None, Translations]:
        low, high = self.total.value, self.total.high
        if low is None or high is None:
            return False, words("没有适用的指标，无法计总分", "nothing applies, so there is no total")
        zh, en = _reach(low, high, "zh"), _reach(low, high, "en")
        return _within(low, high, least), words(
            f"总分应 ≥ {brief(least)}，现为 {zh}", f"total ≥ {brief(least)} required, now {en}"
        )

    def _each(self, each: EachTier) -> Iterator[tuple[bool | None, Translations]]:
        for node in self.nodes:
            if node.tier == each.tier and node.value is not None and node.high is not None:
                low, high = 100 * node.value, 100 * node.high
                zh, en = _reach(low, high, "zh"), _reach(low, high, "en")
                yield (
                    _within(low, high, each.score),
                    words(
                        f"{node.title.zh} 应 ≥ {brief(each.score)}，现为 {zh}",
                        f"{node.title.to('en')} ≥ {brief(each.score)} required, now {en}",
                    ),
                )

    @cached_property
    def baselines(self) -> tuple[tuple[bool | None, Translations], ...]:
        """Say of every applicable baseline whether it is met; the same for every level that asks."""
        return tuple(
            (
                _within(leaf.value, leaf.high or 0.0, 1),
                words(
                    f"底线 {leaf.id} {leaf.title.zh}：{leaf.summary('zh')}",
                    f"baseline {leaf.id} {leaf.title.to('en')}: {leaf.summary('en')}",
                ),
            )
            for leaf in self.nodes
            if leaf.baseline and leaf.value is not None
        )

    def _conduct(self, requires: Requirements) -> Iterator[tuple[bool | None, Translations]]:
        if requires.coverage is not None:
            reached = self.answered / self.applicable if self.applicable else 0.0
            rule = show(requires.coverage * 100)
            yield (
                settle(reached) >= requires.coverage or None,
                words(
                    f"填报率应 ≥ {rule} %，现为 {self.answered}/{self.applicable}",
                    f"coverage ≥ {rule} % required, now {self.answered}/{self.applicable}",
                ),
            )
        if requires.reviewed:
            yield self.reviewed or None, words("应经复核签认", "has to be reviewed and signed")

    def _capped(self, level: Level) -> Iterator[tuple[bool | None, Translations]]:
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
                yield holds, words(f"一票否决 {title.zh}：{said.zh}", f"veto {title.to('en')}: {said.en}")


def _findings(standard: Standard, root: Score) -> Iterator[Finding]:
    def below(score_: Score, lift: Callable[[float], float]) -> Iterator[Finding]:
        """Go down with the function from a rise in this node's score to the root's score."""
        way = _way(standard, score_.id)
        applying = [child for child in score_.children if child.value is not None]
        shares, values = [child.share for child in applying], [child.value or 0.0 for child in applying]
        for position, child in enumerate(applying):

            def lifted(raised: float, position: int = position) -> float:
                return lift(way.combine(shares, [*values[:position], raised, *values[position + 1 :]]))

            if child.measure is None:
                yield from below(child, lifted)
            elif child.outcome in ("partly_met", "not_met"):
                points = settle(100 * (lifted(1.0) - (root.value or 0.0)))
                yield _finding(standard, child, points)

    return below(root, lambda value: value)


def _way(standard: Standard, node_id: str) -> Aggregation:
    if node_id == standard.id:
        return standard.aggregation
    node = standard[node_id]
    return (node.aggregation if isinstance(node, Group) else None) or standard.aggregation


def _finding(standard: Standard, leaf: Score, points: float) -> Finding:
    item = standard[leaf.id]
    remedy, lead = (item.remedy, item.lead) if isinstance(item, Indicator) else ((), None)
    return Finding(
        id=leaf.id,
        title=leaf.title,
        outcome="not_met" if leaf.outcome == "not_met" else "partly_met",
        points=points,
        baseline=leaf.baseline,
        lead=lead,
        why=words(leaf.summary("zh"), leaf.summary("en")),
        remedy=remedy,
    )
