"""From responses to scores, a total and a level."""

from collections.abc import Iterator, Sequence
from math import fsum

from govstandard.assessment.answers import Assessment, Review
from govstandard.assessment.fitting import fit
from govstandard.base.problems import InvalidFile
from govstandard.base.rounding import points, settle
from govstandard.scoring.explaining import Outcome
from govstandard.scoring.judging import judge
from govstandard.scoring.numbers import (
    Branch,
    Leaf,
    Numbers,
    gains,
    leaves_of,
    own_leaves,
    replaced,
    tree_of,
)
from govstandard.scoring.result import (
    Applied,
    Difference,
    Finding,
    Result,
    Score,
    Total,
    VetoState,
    assessed,
)
from govstandard.standard.requirements import Found
from govstandard.standard.tree import Standard


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
    leaves = leaves_of(standard, assessment)
    tree = tree_of(standard, leaves)
    applied = _applied(standard, assessment)
    total = _total(standard, tree, applied)
    own = own_leaves(standard, assessment)
    bare = {name: leaf._replace(low=0.0) for name, leaf in leaves.items() if leaf.unsupported}
    root = _score(tree, ("", *(tier.id for tier in standard.tiers)))
    vetoes = _vetoes(standard, assessment)
    found = _found(root, total, vetoes, reviewed=assessment.reviewed is not None)
    judgement = judge(standard, found)
    return Result(
        standard=standard.name,
        title=assessment.title,
        community=assessment.community,
        period=assessment.period,
        total=total,
        self_reported=_total(standard, replaced(tree, own), applied) if own else None,
        supported=_total(standard, replaced(tree, bare), applied) if bare else None,
        level=judgement.level,
        possible=judgement.possible,
        next_level=judgement.next_level,
        checks=judgement.checks,
        answered=found.answered,
        applicable=found.applicable,
        vetoes=vetoes,
        adjustments=applied,
        findings=_findings(tree, total),
        differences=tuple(_difference(own[name], leaves[name]) for name in own),
        root=root,
    )


def _applied(standard: Standard, assessment: Assessment) -> tuple[Applied, ...]:
    claimed = []
    for adjustment in standard.adjustments.items:
        claim = assessment.adjustments.get(adjustment.id)
        if claim:
            worth = claim.times * adjustment.points
            claimed.append(
                Applied.model_construct(adjustment=adjustment, times=claim.times, points=worth)
            )
    return tuple(claimed)


def _total(standard: Standard, tree: Branch, applied: Sequence[Applied]) -> Total:
    """Turn the root's score into points, with what is added and what is taken, each within its bound."""
    if tree.low is None or tree.high is None:
        return Total.model_construct(value=None, high=None, root=None)
    worth = [entry.points for entry in applied]
    added = min(fsum(one for one in worth if one > 0), standard.adjustments.most)
    taken = max(fsum(one for one in worth if one < 0), standard.adjustments.least)
    adjustment = added + taken
    return Total.model_construct(
        value=_adjusted(tree.low, adjustment),
        high=_adjusted(tree.high, adjustment),
        root=tree.low,
        adjustment=settle(adjustment),
    )


def _adjusted(root: float, adjustment: float) -> float:
    return max(round(points(root) + adjustment, 6), 0.0)


def _vetoes(standard: Standard, assessment: Assessment) -> tuple[VetoState, ...]:
    states = []
    for veto in standard.vetoes:
        declared = assessment.vetoes.get(veto.id)
        happened = declared.happened if declared else None
        states.append(VetoState.model_construct(veto=veto, happened=happened))
    return tuple(states)


def _score(
    numbers: Numbers,
    tiers: Sequence[str],
    share: float = 0.0,
    lost: float = 0.0,
    *,
    additive: bool = True,
) -> Score:
    """Turn numbers into scores, each with its parts and its place in its parent."""
    if isinstance(numbers, Leaf):
        item = numbers.node
        return Score.model_construct(
            id=item.id,
            title=item.title,
            tier=tiers[0],
            outcome=_outcome(numbers.low, numbers.high),
            value=numbers.low,
            high=numbers.high,
            share=share,
            lost=lost,
            additive=additive,
            measure=item.measure,
            figures=numbers.figures,
            reading=numbers.reading,
            why=numbers.why,
            reviewed=isinstance(numbers.given, Review),
            baseline=item.baseline,
            unsupported=numbers.unsupported,
        )
    return Score.model_construct(
        id=numbers.node.id,
        title=numbers.node.title,
        tier=tiers[0],
        outcome="not_applicable" if numbers.low is None else None,
        value=numbers.low,
        high=numbers.high,
        share=share,
        lost=lost,
        additive=additive,
        children=tuple(_children(numbers, tiers[1:])),
        method=numbers.way.kind,
    )


def _children(branch: Branch, tiers: Sequence[str]) -> Iterator[Score]:
    additive = branch.way.kind == "mean"
    position = 0
    for child in branch.children:
        if child.low is None:
            yield _score(child, tiers)
            continue
        share, lost = branch.shares[position], branch.lost(position)
        yield _score(child, tiers, share, lost, additive=additive)
        position += 1


def _outcome(low: float | None, high: float | None) -> Outcome:
    if low is None:
        return "not_applicable"
    if low != high:
        return "not_assessed"
    if low == 1:
        return "met"
    return "partly_met" if low > 0 else "not_met"


def _found(root: Score, total: Total, vetoes: Sequence[VetoState], *, reviewed: bool) -> Found:
    """Gather what the requirements of a level are held against."""
    nodes = tuple(root.walk())
    answered, applicable = assessed(nodes)
    sure = None
    if total.value is not None and total.high is not None:
        sure = total.value, total.high
    return Found(
        total=sure,
        nodes=nodes,
        answered=answered,
        applicable=applicable,
        reviewed=reviewed,
        vetoes={state.veto.id: state.happened for state in vetoes},
    )


def _findings(tree: Branch, total: Total) -> tuple[Finding, ...]:
    """List the judged shortfalls, the costliest first."""
    findings = []
    for leaf, root in gains(tree):
        rise = round(_adjusted(root, total.adjustment) - (total.value or 0.0), 6)
        findings.append(_finding(leaf, rise))
    return tuple(sorted(findings, key=lambda finding: (-finding.points, finding.id)))


def _finding(leaf: Leaf, rise: float) -> Finding:
    item = leaf.node
    return Finding.model_construct(
        id=item.id,
        title=item.title,
        outcome="partly_met" if leaf.low else "not_met",
        points=rise,
        baseline=item.baseline,
        lead=item.lead,
        value=leaf.reading.low,
        target=item.measure.posts.target,
        recorded=leaf.recorded,
        remedy=item.remedy,
    )


def _difference(own: Leaf, reviewed: Leaf) -> Difference:
    """Set what a community recorded beside what its reviewer found."""
    return Difference.model_construct(
        id=own.node.id,
        title=own.node.title,
        own_value=own.low,
        value=reviewed.low,
        own_recorded=own.recorded,
        recorded=reviewed.recorded,
        reason=reviewed.given.reason if isinstance(reviewed.given, Review) else "",
    )
