"""From responses to scores, a total and a level."""

from collections.abc import Iterator, Sequence

from govstandard.assessment.answers import Assessment, Review
from govstandard.assessment.fitting import fit
from govstandard.base.problems import InvalidFile
from govstandard.scoring.explaining import Outcome
from govstandard.scoring.judging import judge
from govstandard.scoring.numbers import (
    Branch,
    Leaf,
    Numbers,
    leaves_of,
    own_leaves,
    tree_of,
    unclaimed,
)
from govstandard.scoring.result import Result, Score, Total, VetoState, assessed
from govstandard.scoring.shortfalls import differences_of, findings_of
from govstandard.scoring.totals import applied_of, total_instead, total_of
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
    _suited(standard, assessment)
    leaves = leaves_of(standard, assessment)
    tree = tree_of(standard, leaves)
    applied = applied_of(standard, assessment)
    total = total_of(standard, tree, applied)
    root = _root(standard, tree)
    vetoes = _vetoes(standard, assessment)
    found = _found(root, total, vetoes, reviewed=assessment.reviewed is not None)
    judgement = judge(standard, found)
    own = own_leaves(standard, assessment)
    return Result.model_construct(
        standard=standard.name,
        title=assessment.title,
        community=assessment.community,
        period=assessment.period,
        total=total,
        self_reported=total_instead(standard, tree, own, applied),
        supported=total_instead(standard, tree, unclaimed(leaves), applied),
        level=judgement.level,
        possible=judgement.possible,
        next_level=judgement.next_level,
        checks=judgement.checks,
        answered=found.answered,
        applicable=found.applicable,
        vetoes=vetoes,
        adjustments=applied,
        findings=findings_of(tree, total),
        differences=differences_of(own, leaves),
        root=root,
    )


def _suited(standard: Standard, assessment: Assessment) -> None:
    problems = tuple(fit(standard, assessment))
    if problems:
        raise InvalidFile(problems)


def _root(standard: Standard, tree: Branch) -> Score:
    return _score(tree, ("", *(tier.id for tier in standard.tiers)))


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
    additive = branch.way.additive
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


def _found(
    root: Score, total: Total, vetoes: Sequence[VetoState], *, reviewed: bool
) -> Found:
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
