"""Which indicators a reviewer checks in the field: drawn at random, the same for everybody who draws again."""

from random import Random

from govstandard.assessment import Assessment
from govstandard.standard import Indicator, Standard


def sample(standard: Standard, assessment: Assessment, count: int, seed: int = 0) -> tuple[Indicator, ...]:
    """Draw answered indicators for a field check, baselines first, each part in the order of the standard.

    All baselines come before any other indicator; where they are more than `count`, they too are drawn. The draw
    depends only on the seed and on which indicators were answered, so that anyone can repeat it.

    >>> import govstandard as gs
    >>> standard = gs.load("jindi")
    >>> assessment = gs.read_assessment("examples/model-community.yaml")
    >>> drawn = sample(standard, assessment, 40, seed=7)
    >>> len(drawn), sum(item.baseline for item in drawn), drawn == sample(standard, assessment, 40, seed=7)
    (40, 33, True)
    """
    answered = {
        name
        for name, response in assessment.responses.items()
        if any(answer.given or answer.not_applicable is not None for answer in (response, response.review) if answer)
    }
    items = [item for item in standard.indicators if item.id in answered]
    chance = Random(seed)  # noqa: S311 - to be repeated, not to be secret
    drawn: list[Indicator] = []
    for pool in ([item for item in items if item.baseline], [item for item in items if not item.baseline]):
        chosen = {item.id for item in chance.sample(pool, min(len(pool), count - len(drawn)))}
        drawn += (item for item in pool if item.id in chosen)
    return tuple(drawn)
