"""What holds for every sound standard and every assessment that fits it."""

import math
from fractions import Fraction
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import assessment, completed, pairs, responses, sizes, standards
from strategies import given as filled

import govstandard as gs
from govstandard.base.rounding import settle
from govstandard.standard.aggregation import Geometric, Mean
from govstandard.standard.rules import examine

NEAR = 1e-7
Pair = tuple[gs.Standard, dict[str, gs.Response]]


def score(
    standard: gs.Standard, answers: dict[str, gs.Response], **more: object
) -> gs.Result:
    return gs.score(standard, assessment(standard, answers, **more))


@given(standards())
def test_the_random_standards_are_sound(standard: gs.Standard) -> None:
    assert examine(standard) == ()


@given(
    st.lists(st.tuples(st.integers(0, 100), st.integers(1, 9)), min_size=1, max_size=8),
    st.integers(0, 100),
)
def test_a_mean_reaches_a_threshold_exactly_when_it_does_in_fractions(
    children: list[tuple[int, int]], threshold: int
) -> None:
    whole = sum(weight for _, weight in children)
    exact = sum(
        Fraction(percent, 100) * Fraction(weight, whole) for percent, weight in children
    )
    shares, values = (
        [weight / whole for _, weight in children],
        [percent / 100 for percent, _ in children],
    )
    found = Mean().combine(shares, values)
    assert (found >= settle(threshold / 100)) == (exact >= Fraction(threshold, 100))
    own = Fraction(round(exact * 100), 100)
    assert (found >= settle(float(own))) == (exact >= own)


@given(pairs())
def test_a_group_lies_between_its_least_and_its_greatest_applicable_child(
    pair: Pair,
) -> None:
    for node in score(*pair).root.walk():
        values = [child.value for child in node.children if child.value is not None]
        if node.children and values:
            assert node.value is not None
            assert min(values) - NEAR <= node.value <= max(values) + NEAR
            assert sum(child.share for child in node.children) == pytest.approx(1)
        elif node.children:
            assert (node.value, node.outcome) == (None, "not_applicable")


@given(pairs())
def test_every_number_is_finite_and_within_its_range(pair: Pair) -> None:
    result = score(*pair)
    for node in result.root.walk():
        if node.value is not None and node.high is not None:
            assert math.isfinite(node.value)
            assert 0 <= node.value <= node.high <= 1
            assert -NEAR <= node.lost <= 1
    assert all(finding.points >= -NEAR for finding in result.findings)


@given(st.data(), pairs())
def test_answering_one_indicator_at_its_best_never_lowers_a_score_or_a_level(
    data: st.DataObject, pair: Pair
) -> None:
    standard, answers = pair
    before = score(standard, answers)
    item = data.draw(st.sampled_from(standard.indicators))
    if before[item.id].outcome == "not_applicable":
        return
    best = item.measure.best(sizes(standard))
    after = score(
        standard,
        {**answers, item.id: gs.Response(**filled(best))},
    )
    for node in before.root.walk():
        if node.value is not None:
            assert (after[node.id].value or 0) >= node.value - NEAR
    assert standard.levels.index(after.level) >= standard.levels.index(before.level)


@given(st.data(), pairs())
def test_the_order_of_responses_plays_no_part(data: st.DataObject, pair: Pair) -> None:
    standard, answers = pair
    shuffled = dict(data.draw(st.permutations(list(answers.items()))))
    assert score(standard, answers) == score(standard, shuffled)


@given(pairs(), st.floats(0.01, 100))
def test_weights_count_only_in_proportion(pair: Pair, factor: float) -> None:
    standard, answers = pair
    groups = tuple(
        group.model_copy(update={"weight": group.weight * factor})
        for group in standard.groups
    )
    items = tuple(
        item.model_copy(update={"weight": item.weight * factor})
        for item in standard.items
    )
    scaled = standard.model_copy(update={"groups": groups, "items": items})
    assert (score(scaled, answers).total.value or 0) == pytest.approx(
        score(standard, answers).total.value or 0, abs=1e-5
    )


@given(pairs())
def test_the_geometric_mean_is_never_above_the_arithmetic_one(pair: Pair) -> None:
    standard, answers = pair
    means = [
        score(_combined(standard, way), answers).root.value or 0
        for way in (Geometric(), Mean())
    ]
    assert means[0] <= means[1] + NEAR


def _combined(standard: gs.Standard, way: Geometric | Mean) -> gs.Standard:
    def plain(group: gs.Group) -> gs.Group:
        return group.model_copy(
            update={"aggregation": None, "groups": tuple(map(plain, group.groups))}
        )

    return standard.model_copy(
        update={"aggregation": way, "groups": tuple(map(plain, standard.groups))}
    )


@given(pairs())
def test_a_veto_never_raises_a_level_and_its_absence_never_lowers_one(
    pair: Pair,
) -> None:
    standard, answers = pair
    yes, pending, no = (
        score(standard, answers, vetoes={"fraud": gs.Declaration(happened=happened)})
        for happened in (True, None, False)
    )
    ranks = [standard.levels.index(result.level) for result in (yes, pending, no)]
    assert ranks == sorted(ranks)
    assert yes.total == pending.total == no.total
    assert pending.possible == no.possible


@given(st.data(), pairs())
def test_the_interval_holds_every_completion(data: st.DataObject, pair: Pair) -> None:
    standard, answers = pair
    before = score(standard, answers)
    after = score(standard, completed(data.draw, standard, answers))
    for node in before.root.walk():
        found = after[node.id].value
        if node.value is not None and node.high is not None and found is not None:
            assert node.value - NEAR <= found <= node.high + NEAR
    assert standard.levels.index(after.level) <= standard.levels.index(before.possible)


@given(st.data(), standards())
def test_what_does_not_apply_leaves_its_siblings_as_they_were_to_each_other(
    data: st.DataObject, standard: gs.Standard
) -> None:
    answers = {
        item.id: data.draw(responses(item, whole=True)) for item in standard.indicators
    }
    for node in score(standard, answers).root.walk():
        weights = {
            child.id: getattr(standard[child.id], "weight", 1.0)
            for child in node.children
        }
        applying = [child for child in node.children if child.value is not None]
        for first, second in pairwise(applying):
            assert first.share / second.share == pytest.approx(
                weights[first.id] / weights[second.id]
            )


@given(pairs())
def test_points_of_a_finding_are_the_rise_of_the_total_if_it_were_met(
    pair: Pair,
) -> None:
    standard, answers = pair
    before = score(standard, answers)
    for finding in before.findings[:3]:
        item = standard[finding.id]
        assert isinstance(item, gs.Indicator)
        best = item.measure.best(sizes(standard))
        met = gs.Response(**filled(best))
        after = score(standard, {**answers, finding.id: met})
        assert (after.total.value or 0) - (before.total.value or 0) == pytest.approx(
            finding.points, abs=1e-5
        )


@given(pairs())
def test_in_a_mean_the_contributions_add_up_to_the_score(pair: Pair) -> None:
    for node in score(*pair).root.walk():
        parts = [
            child.contribution for child in node.children if child.value is not None
        ]
        if node.method == "mean" and parts and node.value is not None:
            assert sum(part or 0 for part in parts) == pytest.approx(
                node.value, abs=NEAR
            )


@given(
    pair=pairs(), happened=st.sampled_from([True, False, None]), public=st.booleans()
)
def test_what_is_in_the_way_is_said_in_short_exactly_where_something_is(
    pair: Pair, *, happened: bool | None, public: bool
) -> None:
    result = score(*pair, vetoes={"fraud": gs.Declaration(happened=happened)})
    assert bool(result.blocked(public=public)) == bool(result.blocking)


def demanding(standard: gs.Standard) -> gs.Standard:
    """Demand evidence for every indicator."""

    def changed(holder: dict[str, Any]) -> None:
        for item in holder["items"]:
            item["demands_evidence"] = True
        for group in holder["groups"]:
            changed(group)

    data = standard.model_dump()
    changed(data)
    return gs.Standard.model_validate(data)


@given(pairs())
def test_claims_without_evidence_lower_what_is_sure_and_never_what_is_possible(
    pair: Pair,
) -> None:
    result = score(demanding(pair[0]), pair[1])
    assert (result.supported is not None) == bool(result.unsupported)
    if (
        result.supported
        and result.supported.value is not None
        and result.total.value is not None
    ):
        assert result.supported.value <= result.total.value
        assert result.supported.high == result.total.high
