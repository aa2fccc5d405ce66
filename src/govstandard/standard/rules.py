"""What makes a standard sound: each rule is a function that finds the places that break it.

Rules about levels, vetoes and adjustments stand here; those about the tree, the bodies and the sources in modules of
their own.
"""

from collections.abc import Iterator

from govstandard.base.problems import Path, Problem
from govstandard.base.words import words
from govstandard.standard.body_rules import bodies_exist, no_self_report, one_lead
from govstandard.standard.origin_rules import (
    basis_given,
    sections_exist,
    sources_exist,
    threshold_grounded,
)
from govstandard.standard.places import Rule, unlisted
from govstandard.standard.requirements import asks_less
from govstandard.standard.tree import Standard
from govstandard.standard.tree_rules import (
    counts_declared,
    ids_in_place,
    indicators_exist,
    measures_sound,
    no_cycle,
    no_empty_group,
    retired_dated,
    tree_has_names,
    unique_ids,
)


def examine(standard: Standard) -> tuple[Problem, ...]:
    """Hold a standard against all rules; nothing when it is sound."""
    return tuple(problem for rule in RULES for problem in rule(standard))


def levels_rise(standard: Standard) -> Iterator[Problem]:
    """GS209: the lowest level asks for nothing, and no level asks for less than the one below it."""
    for position, level in enumerate(standard.levels):
        if position == 0:
            if level.requires.model_fields_set:
                what = words(
                    "最低等级 “{level}” 不应有条件",
                    "the lowest level '{level}' has to require nothing",
                    level=level.id,
                )
                yield Problem(code="GS209", what=what, path=("levels", 0, "requires"))
            continue
        below = standard.levels[position - 1]
        for key in asks_less(standard, below, level):
            what = words(
                "等级 “{level}” 的 {key} 要求低于 “{below}”",
                "level '{level}' requires less {key} than '{below}'",
                level=level.id,
                key=key,
                below=below.id,
            )
            hint = words("等级由低到高排列", "levels stand from lowest to highest")
            yield Problem(
                code="GS209",
                what=what,
                hint=hint,
                path=("levels", position, "requires"),
            )


def caps_and_tiers_exist(standard: Standard) -> Iterator[Problem]:
    """GS210, GS211: the level of a cap and the tier of a requirement are declared."""
    levels = [level.id for level in standard.levels]
    for position, veto in enumerate(standard.vetoes):
        yield from unlisted(
            "GS210",
            words("等级", "level"),
            veto.cap,
            levels,
            ("vetoes", position, "cap"),
        )
    deepest = max((located.depth for located in standard.walk()), default=0)
    tiers = [
        tier.id for tier in standard.tiers[:deepest]
    ]  # points have no score of their own
    for position, level in enumerate(standard.levels):
        if level.requires.each:
            place = ("levels", position, "requires", "each", "tier")
            yield from unlisted(
                "GS211", words("层级", "tier"), level.requires.each.tier, tiers, place
            )


def baselines_exist(standard: Standard) -> Iterator[Problem]:
    """GS217: a level that asks for baselines finds at least one in the tree."""
    if any(item.baseline for item in standard.indicators):
        return
    for position, level in enumerate(standard.levels):
        if level.requires.baselines:
            what = words(
                "等级 “{level}” 要求底线达标，但没有一项指标是底线",
                "level '{level}' requires baselines, but no indicator is one",
                level=level.id,
            )
            yield Problem(
                code="GS217",
                what=what,
                path=("levels", position, "requires", "baselines"),
            )


def adjustments_count(standard: Standard) -> Iterator[Problem]:
    """GS230: where an adjustment adds or deducts points, the bound of their sum leaves room for it."""
    bounds = standard.adjustments
    for position, item in enumerate(bounds.items):
        path: Path = ("adjustments", "items", position, "points")
        if item.points > 0 and not bounds.most:
            what = words(
                "“{id}” 加 {points:brief} 分，但 most 为 0，永远不计分",
                "'{id}' adds {points:brief} points, but most is 0, so it never counts",
                id=item.id,
                points=item.points,
            )
            hint = words(
                "写明最多共加几分，如 most: 5", "say how many in all, as in most: 5"
            )
            yield Problem(code="GS230", what=what, hint=hint, path=path)
        if item.points < 0 and not bounds.least:
            what = words(
                "“{id}” 扣 {points:brief} 分，但 least 为 0，永远不计分",
                "'{id}' deducts {points:brief} points, but least is 0, so it never counts",
                id=item.id,
                points=-item.points,
            )
            hint = words(
                "写明最多共扣几分，如 least: -5", "say how many in all, as in least: -5"
            )
            yield Problem(code="GS230", what=what, hint=hint, path=path)


RULES: tuple[Rule, ...] = (
    unique_ids,
    ids_in_place,
    measures_sound,
    bodies_exist,
    sources_exist,
    indicators_exist,
    no_cycle,
    one_lead,
    levels_rise,
    caps_and_tiers_exist,
    threshold_grounded,
    counts_declared,
    tree_has_names,
    no_empty_group,
    baselines_exist,
    retired_dated,
    basis_given,
    sections_exist,
    no_self_report,
    adjustments_count,
)
"""All rules, in the order of their codes."""
