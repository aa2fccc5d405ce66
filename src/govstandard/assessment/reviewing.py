"""Which indicators a reviewer checks in the field: drawn at random, the same for everybody who draws again."""

from hashlib import sha256

from govstandard.assessment.answers import Assessment
from govstandard.standard.tree import Indicator, Standard


def sample(
    standard: Standard, assessment: Assessment, count: int, seed: int = 0
) -> tuple[Indicator, ...]:
    """Draw answered indicators for a field check, baselines first, each part in the order of the standard.

    All baselines come before any other indicator; where they are more than `count`, they too are drawn. The draw
    depends only on the seed and on which indicators were answered, by SHA-256 and not by a generator of Python's own,
    so that anyone can repeat it, with any version; a larger draw holds the smaller one.

    >>> import govstandard as gs
    >>> standard = gs.load("jindi")
    >>> assessment = gs.read_assessment("examples/model-community.yaml")
    >>> drawn = sample(standard, assessment, 40, seed=7)
    >>> len(drawn), sum(item.baseline for item in drawn), drawn == sample(standard, assessment, 40, seed=7)
    (40, 33, True)
    """
    answered = {
        name for name, response in assessment.responses.items() if response.answered
    }
    items = [item for item in standard.indicators if item.id in answered]

    def place(item: Indicator) -> tuple[bool, bytes]:
        return not item.baseline, sha256(f"{seed} {item.id}".encode()).digest()

    drawn = {item.id for item in sorted(items, key=place)[: max(count, 0)]}
    return tuple(
        sorted(
            (item for item in items if item.id in drawn),
            key=lambda item: not item.baseline,
        )
    )
