"""Where an assessment falls short, and where a reviewer found something else."""

from collections.abc import Mapping

from govstandard.assessment.answers import Review
from govstandard.scoring.numbers import Branch, Leaf, gains
from govstandard.scoring.result import Difference, Finding, Total
from govstandard.scoring.totals import adjusted


def findings_of(tree: Branch, total: Total) -> tuple[Finding, ...]:
    """List the judged shortfalls, the costliest first."""
    findings = []
    for leaf, root in gains(tree):
        rise = round(adjusted(root, total.adjustment) - (total.value or 0.0), 6)
        findings.append(_finding(leaf, rise))
    return tuple(sorted(findings, key=lambda finding: (-finding.points, finding.id)))


def _finding(leaf: Leaf, rise: float) -> Finding:
    item, recorded = leaf.node, leaf.recorded
    return Finding.model_construct(
        id=item.id,
        title=item.title,
        outcome="partly_met" if leaf.low else "not_met",
        points=rise,
        baseline=item.baseline,
        lead=item.lead,
        value=recorded.value,
        target=recorded.target,
        recorded=recorded,
        remedy=item.remedy,
    )


def differences_of(
    own: Mapping[str, Leaf], counted: Mapping[str, Leaf]
) -> tuple[Difference, ...]:
    """Set beside each other what was reviewed, in the order of the standard."""
    return tuple(_difference(leaf, counted[name]) for name, leaf in own.items())


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
