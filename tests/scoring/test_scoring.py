"""From responses to levels: the rules that a worked case of one standard cannot show alone."""

import pytest

import govstandard as gs
from govstandard.standard.aggregation import Minimum
from govstandard.standard.measures import Figures, Per, Point

PERIOD = gs.Period.model_validate({"start": "2025-01-01", "end": "2025-12-31"})
MET = {
    "A.1": gs.Response(numerator=95, denominator=100),
    "A.2": gs.Response(points={1: "met", 2: "met", 3: "met", 4: "met"}),
    "B.1": gs.Response(count=12),
}
CLEAN = {"fraud": gs.Declaration(happened=False)}


def score(standard: gs.Standard, **fields: object) -> gs.Result:
    """Score the tiny standard with everything met, but for what is given."""
    data = {"responses": MET, "vetoes": CLEAN, **fields}
    community = gs.Community(name="x")
    assessment = gs.Assessment.model_validate(
        {"standard": standard.id, "community": community, "period": PERIOD, **data}
    )
    return gs.score(standard, assessment)


def test_all_met_reaches_the_highest_level_and_nothing_blocks(
    tiny: gs.Standard,
) -> None:
    result = score(tiny)
    assert (
        result.total.value,
        result.level.id,
        result.next_level,
        result.blocking,
    ) == (
        100,
        "met",
        None,
        (),
    )
    assert (result.answered, result.applicable, result.coverage) == (3, 3, 1)


def test_what_does_not_fit_is_refused(tiny: gs.Standard) -> None:
    with pytest.raises(gs.InvalidFile, match="GS302"):
        score(tiny, responses={"A.9": gs.Response(met=True)})


def test_blocking_names_each_requirement_of_the_next_level_that_does_not_hold(
    tiny: gs.Standard,
) -> None:
    result = score(
        tiny, responses={"A.1": gs.Response(numerator=1, denominator=2)}, vetoes={}
    )
    assert [(check.holds, check.what.en) for check in result.blocking] == [
        (None, "total ≥ 80 required, now 13.1, at best 88.1"),
        (False, "baseline A.1 Solved: 1/2 = 50.0 %, target ≥ 95 %"),
        (None, "coverage ≥ 100.0 % required, now 1/3"),
        (None, "veto Fraud: not declared yet"),
    ]
    assert (result.level.id, result.possible.id) == ("below", "below")
    assert str(result.total) == "13.1 [13.1–88.1]"


@pytest.mark.parametrize(
    ("declared", "level", "possible", "said"),
    [
        ({}, "below", "met", "not declared yet"),
        ({"fraud": gs.Declaration(happened=None)}, "below", "met", "not declared yet"),
        (
            {"fraud": gs.Declaration(happened=False)},
            "met",
            "met",
            "declared not to have happened",
        ),
        (
            {"fraud": gs.Declaration(happened=True)},
            "below",
            "below",
            "declared to have happened",
        ),
    ],
    ids=["silent", "looked into", "no", "yes"],
)
def test_a_veto_caps_when_declared_and_is_pending_when_not(
    tiny: gs.Standard,
    declared: dict[str, gs.Declaration],
    level: str,
    possible: str,
    said: str,
) -> None:
    result = score(tiny, vetoes=declared)
    assert (result.level.id, result.possible.id, result.total.value) == (
        level,
        possible,
        100,
    )
    assert any(check.what.en == f"veto Fraud: {said}" for check in result.checks)


@pytest.mark.parametrize(
    ("claims", "adjustment"),
    [
        ({}, 0),
        ({"honour": 1}, 4),
        ({"honour": 2}, 5),
        ({"late": 1}, -6),
        ({"late": 2}, -10),
        ({"honour": 2, "late": 2}, -5),
    ],
)
def test_adjustments_are_added_within_their_bounds(
    tiny: gs.Standard, claims: dict[str, int], adjustment: float
) -> None:
    result = score(
        tiny,
        adjustments={name: gs.Claim(times=times) for name, times in claims.items()},
    )
    assert (result.total.value, result.total.high) == (
        100 + adjustment,
        100 + adjustment,
    )
    assert (result.total.adjustment, result.total.root) == (adjustment, 1)
    assert {
        applied.adjustment.id: applied.times for applied in result.adjustments
    } == claims


def test_a_total_has_six_decimals_whatever_is_added(tiny: gs.Standard) -> None:
    honour = tiny.adjustments.items[0].model_copy(update={"points": 1 / 3})
    adjustments = tiny.adjustments.model_copy(update={"items": (honour,)})
    standard = tiny.model_copy(update={"adjustments": adjustments})
    result = score(standard, adjustments={"honour": gs.Claim()})
    assert (result.total.value, result.total.adjustment) == (100.333333, 0.333333333)


def test_a_total_that_is_open_lies_between_all_open_at_worst_and_at_best(
    tiny: gs.Standard,
) -> None:
    total = score(tiny, responses={"B.1": gs.Response(count=12)}).total
    assert (total.value, total.high, total.root) == (50, 100, 0.5)


def test_a_total_is_never_below_0(tiny: gs.Standard) -> None:
    assert score(tiny, responses={}, adjustments={"late": gs.Claim()}).total.value == 0


def test_nothing_applicable_has_no_total_and_stays_at_the_lowest_level(
    tiny: gs.Standard,
) -> None:
    only = tiny.groups[0].items[0]
    alone = tiny.model_copy(
        update={"groups": (tiny.groups[0].model_copy(update={"items": (only,)}),)}
    )
    result = score(
        alone, responses={"A.1": gs.Response(not_applicable="没有收集到问题")}
    )
    assert (
        result.total.value,
        result.root.outcome,
        result.level.id,
        result.coverage,
    ) == (
        None,
        "not_applicable",
        "below",
        0,
    )
    assert (str(result.total), result.total.adjustment, result.total.high) == (
        "–",
        0,
        None,
    )
    assert result["A"].explain() == "A 甲 – 不适用"
    assert result["A.1"].explain() == "A.1 解决率 – 不适用：理由：没有收集到问题"
    assert (
        result.root.explain("en").splitlines()[0]
        == "tiny Tiny standard – not applicable"
    )


def test_reviewed_figures_replace_self_reported_ones_and_both_totals_are_kept(
    tiny: gs.Standard,
) -> None:
    review = gs.Review(count=6, reason="抽查")
    result = score(tiny, responses={**MET, "B.1": gs.Response(count=12, review=review)})
    assert result.self_reported
    assert (result.total.value, result.self_reported.value) == (75, 100)
    assert result["B.1"].reviewed
    assert result["B.1"].explain().splitlines()[1:] == ["  按复核数计分"]
    assert result["B.1"].explain("en").splitlines()[1:] == [
        "  scored by the reviewer's figures"
    ]
    assert result["B.1"].figures is not None
    assert result["B.1"].figures.count == 6


def test_a_review_may_find_that_an_indicator_does_not_apply(tiny: gs.Standard) -> None:
    review = gs.Review(not_applicable="没有收集到问题", reason="核对")
    result = score(
        tiny,
        responses={
            **MET,
            "A.1": gs.Response(numerator=1, denominator=2, review=review),
        },
    )
    assert (result["A.1"].outcome, result["A"].value) == ("not_applicable", 1)


def test_without_a_review_there_is_no_second_total(tiny: gs.Standard) -> None:
    assert score(tiny).self_reported is None


def test_a_retired_indicator_is_not_scored(tiny: gs.Standard) -> None:
    group = tiny.groups[0]
    retired = group.items[1].model_copy(update={"status": "retired", "until": "1.0.0"})
    changed = group.model_copy(update={"items": (group.items[0], retired)})
    standard = tiny.model_copy(update={"groups": (changed, tiny.groups[1])})
    result = score(standard, responses={name: MET[name] for name in ("A.1", "B.1")})
    assert (result.total.value, result.applicable) == (100, 2)
    assert [child.id for child in result["A"].children] == ["A.1"]
    assert [node.id for node in standard.tier("item")] == ["A.1", "B.1"]


def test_findings_are_judged_shortfalls_the_costliest_first(tiny: gs.Standard) -> None:
    answers = {
        "A.1": gs.Response(numerator=0, denominator=4),
        "B.1": gs.Response(count=3),
    }
    findings = score(tiny, responses=answers).findings
    assert [
        (finding.id, finding.outcome, finding.points, finding.baseline)
        for finding in findings
    ] == [
        ("B.1", "partly_met", 37.5, False),
        ("A.1", "not_met", 25.0, True),
    ]
    assert findings[1].why.en == "0/4 = 0.0 %, target ≥ 95 %"


def test_a_finding_carries_its_value_its_target_and_the_figures(
    tiny: gs.Standard,
) -> None:
    (finding,) = score(tiny, responses={**MET, "B.1": gs.Response(count=3)}).findings
    assert (finding.value, finding.target) == (3, 12)
    assert finding.figures == Figures(count=3)


def test_findings_that_cost_the_same_stand_by_their_ids(tiny: gs.Standard) -> None:
    none = {"A.2": gs.Response(points=dict.fromkeys(range(1, 5), "unmet"))}
    answers = {**none, "A.1": gs.Response(numerator=0, denominator=4)}
    findings = score(tiny, responses=answers).findings
    assert [(finding.id, finding.points) for finding in findings] == [
        ("A.1", 25),
        ("A.2", 25),
    ]


@pytest.mark.parametrize(
    ("claims", "points"),
    [({}, 50), ({"honour": 1}, 50), ({"late": 2}, 40)],
    ids=["none", "added", "taken, where the total is held at 0"],
)
def test_a_finding_is_worth_what_the_total_would_rise(
    tiny: gs.Standard, claims: dict[str, int], points: float
) -> None:
    claimed = {name: gs.Claim(times=times) for name, times in claims.items()}
    result = score(tiny, responses={"B.1": gs.Response(count=0)}, adjustments=claimed)
    assert [finding.points for finding in result.findings] == [points]


def test_a_score_counts_what_is_assessed_of_what_applies(tiny: gs.Standard) -> None:
    result = score(
        tiny, responses={"A.1": gs.Response(not_applicable="没有收集到问题")}
    )
    assert (result.root.assessed, result["A"].assessed, result["A.1"].assessed) == (
        (0, 2),
        (0, 1),
        (0, 0),
    )
    assert score(tiny, responses={"B.1": gs.Response(count=0)}).root.assessed == (1, 3)


def test_a_group_has_an_outcome_only_where_nothing_in_it_applies(
    tiny: gs.Standard,
) -> None:
    only = tiny.groups[0].model_copy(update={"items": tiny.groups[0].items[:1]})
    standard = tiny.model_copy(update={"groups": (only, tiny.groups[1])})
    out = score(
        standard, responses={"A.1": gs.Response(not_applicable="没有收集到问题")}
    )
    assert (out["A"].outcome, out["A"].value, out["A"].high) == (
        "not_applicable",
        None,
        None,
    )
    assert (out["B"].outcome, out.root.outcome) == (None, None)
    assert (out["A"].share, out["B"].share) == (0, 1)


def test_a_difference_carries_both_figures_and_both_values(tiny: gs.Standard) -> None:
    review = gs.Review(count=6, reason="抽查")
    result = score(tiny, responses={**MET, "B.1": gs.Response(count=12, review=review)})
    (found,) = result.differences
    assert (found.own.zh, found.reviewed.zh, found.reason) == ("12 次", "6 次", "抽查")
    assert (found.own_value, found.value) == (1, 0.5)
    assert (found.own_measured, found.measured) == (12, 6)
    assert (found.own_figures, found.figures) == (Figures(count=12), Figures(count=6))


def test_a_difference_that_is_open_shows_what_is_sure(tiny: gs.Standard) -> None:
    review = gs.Review(points={1: "met"}, reason="抽查")
    own = gs.Response(points={1: "met", 2: "met"}, review=review)
    (found,) = score(tiny, responses={"A.2": own}).differences
    assert (found.own_value, found.value) == (0.5, 0.25)


def test_a_reason_is_a_fact_of_the_sentence(tiny: gs.Standard) -> None:
    answers = {**MET, "A.1": gs.Response(not_applicable="没有收集到问题")}
    why = score(tiny, responses=answers)["A.1"].why
    assert why
    assert (why.en, why.facts) == (
        "reason: 没有收集到问题",
        {"reason": "没有收集到问题"},
    )


@pytest.mark.parametrize(
    "answer",
    [
        {"percent": 95},
        {"percent": 50, "note": "x"},
        {"percent": 0},
        {"not_applicable": "没有收集到问题"},
        {},
    ],
    ids=["met", "partly", "not", "not-applicable", "nothing"],
)
def test_a_result_is_read_back_from_its_json_as_it_was_and_says_the_same(
    tiny: gs.Standard, answer: dict[str, object]
) -> None:
    review = gs.Review(count=6, reason="抽查")
    result = score(
        tiny,
        responses={
            "A.1": answer,
            "B.1": gs.Response(count=12, review=review),
        },
        adjustments={"honour": gs.Claim()},
    )
    back = gs.Result.model_validate_json(result.model_dump_json())
    assert back == result
    assert [check.what for check in back.checks] == [
        check.what for check in result.checks
    ]
    assert [finding.why for finding in back.findings] == [
        found.why for found in result.findings
    ]
    assert back["A"].explain() == result["A"].explain()
    assert back["A.1"].explain() == result["A.1"].explain()


def test_a_checklist_whose_open_point_cannot_matter_is_assessed(
    tiny: gs.Standard,
) -> None:
    item = tiny["A.2"]
    assert isinstance(item, gs.Indicator)
    assert isinstance(item.measure, gs.Checklist)
    lenient = item.measure.model_copy(update={"required": 1})
    group = tiny.groups[0]
    changed = item.model_copy(update={"measure": lenient})
    standard = tiny.model_copy(
        update={
            "groups": (
                group.model_copy(update={"items": (group.items[0], changed)}),
                tiny.groups[1],
            )
        }
    )
    result = score(standard, responses={**MET, "A.2": gs.Response(points={1: "met"})})
    assert (result["A.2"].outcome, result.answered) == ("met", 3)


@pytest.mark.parametrize(
    ("answer", "zh", "en"),
    [
        ({"numerator": 19, "denominator": 20}, "A.1 解决率 100.0 达标：19/20 = 95.0 %，目标 ≥ 95 %", "A.1 Solved 100.0 met: 19/20 = 95.0 %, target ≥ 95 %"),
        ({"numerator": 19, "denominator": 40}, "A.1 解决率 50.0 部分达标：19/40 = 47.5 %，目标 ≥ 95 %", "A.1 Solved 50.0 partly met: 19/40 = 47.5 %, target ≥ 95 %"),
        ({"numerator": 0, "denominator": 40}, "A.1 解决率 0.0 未达标：0/40 = 0.0 %，目标 ≥ 95 %", "A.1 Solved 0.0 not met: 0/40 = 0.0 %, target ≥ 95 %"),
        ({"not_applicable": "没有收集到问题"}, "A.1 解决率 – 不适用：理由：没有收集到问题", "A.1 Solved – not applicable: reason: 没有收集到问题"),
        ({"numerator": 19}, "A.1 解决率 0.0 [0.0–100.0] 未评：19/?，缺分母，目标 ≥ 95 %", "A.1 Solved 0.0 [0.0–100.0] not assessed: 19/?, the denominator is missing, target ≥ 95 %"),
        ({}, "A.1 解决率 0.0 [0.0–100.0] 未评：未填报，目标 ≥ 95 %", "A.1 Solved 0.0 [0.0–100.0] not assessed: not answered, target ≥ 95 %"),
    ],
    ids=["met", "partly", "not", "not-applicable", "half-a-ratio", "nothing"],
)  # fmt: skip
def test_an_indicator_says_its_score_how_it_came_out_and_by_which_figures(
    tiny: gs.Standard, answer: dict[str, object], zh: str, en: str
) -> None:
    found = score(tiny, responses={"A.1": answer})["A.1"]
    assert (found.explain(), found.explain("en")) == (zh, en)
    assert zh.endswith(f"：{found.summary()}")


def test_a_note_alone_is_no_answer(tiny: gs.Standard) -> None:
    result = score(tiny, responses={**MET, "B.1": gs.Response(note="还在统计")})
    assert (result["B.1"].outcome, result["B.1"].figures) == ("not_assessed", None)


def test_a_group_is_explained_by_its_children_the_costliest_first(
    tiny: gs.Standard,
) -> None:
    result = score(tiny, responses={"A.1": gs.Response(numerator=19, denominator=40)})
    assert result["A"].explain() == (
        "A 甲 25.0 [25.0–75.0] (加权平均)\n"
        "  A.2 清单：占比 50.0 % × 得分 0.0 = 0.0，失分 50.0\n"
        "  A.1 解决率：占比 50.0 % × 得分 50.0 = 25.0，失分 25.0"
    )
    assert (
        result.root.explain("en").splitlines()[1]
        == "  B Beta: share 50.0 % × score 0.0 = 0.0, lost 50.0"
    )


def test_a_group_that_is_no_sum_shows_no_contributions(tiny: gs.Standard) -> None:
    standard = tiny.model_copy(update={"aggregation": Minimum()})
    text = score(standard, responses={**MET, "B.1": gs.Response(count=3)}).root.explain(
        "en"
    )
    assert "B Beta: share 50.0 % × score 25.0, lost 75.0" in text


def test_a_claim_without_the_evidence_demanded_is_marked_in_its_explanation(
    tiny: gs.Standard,
) -> None:
    item = tiny.groups[1].items[0].model_copy(update={"demands_evidence": True})
    group = tiny.groups[1].model_copy(update={"items": (item,)})
    standard = tiny.model_copy(update={"groups": (tiny.groups[0], group)})
    result = score(standard)
    assert result.unsupported == (result["B.1"],)
    assert result["B.1"].explain("en").splitlines()[1:] == [
        "  note: no evidence is named"
    ]
    assert result.supported
    assert (result.supported.value, result.supported.high) == (50, 100)
    assert score(tiny).supported is None
    shown = gs.Response(count=12, evidence=(gs.Evidence(name="台账"),))
    assert score(standard, responses={**MET, "B.1": shown}).supported is None


def test_flags_on_figures_are_shown_in_the_explanation(tiny: gs.Standard) -> None:
    text = score(tiny, responses={**MET, "A.1": gs.Response(percent=95)})[
        "A.1"
    ].explain("en")
    assert (
        text.splitlines()[1]
        == "  note: percentage only, the counts behind it are not known"
    )


def test_what_does_not_apply_is_listed_and_carries_no_share(tiny: gs.Standard) -> None:
    result = score(
        tiny, responses={**MET, "A.1": gs.Response(numerator=0, denominator=0)}
    )
    assert (
        result["A.1"].explain("en")
        == "A.1 Solved – not applicable: 0/0, the denominator is 0"
    )
    assert "  A.1 Solved – not applicable" in result["A"].explain("en")
    assert (result["A.1"].share, result["A.2"].share) == (0, 1)
    assert result["A.1"].contribution is None


def test_a_group_has_no_one_line_summary(tiny: gs.Standard) -> None:
    assert not score(tiny)["A"].summary()


def test_an_unknown_score_suggests_the_nearest(tiny: gs.Standard) -> None:
    with pytest.raises(
        gs.UnknownId, match=r"GS302 no score 'A\.11'\n.*did you mean 'A"
    ):
        score(tiny)["A.11"]


def test_dimensions_are_the_scores_of_the_topmost_tier(tiny: gs.Standard) -> None:
    assert [dimension.id for dimension in score(tiny).dimensions] == ["A", "B"]


def test_the_final_figures_of_a_response_are_the_reviewers_where_there_are_any() -> (
    None
):
    review = gs.Review(count=1, reason="x")
    assert gs.Response(count=2, review=review).final is review
    assert isinstance(gs.Response(count=2).final, Figures)


@pytest.mark.parametrize("count", range(1, 13))
def test_a_checklist_at_its_target_is_met_whatever_the_fraction(
    tiny: gs.Standard, count: int
) -> None:
    points = tuple(
        Point(id=f"A.2.{number}", text=tiny.title) for number in range(1, count + 1)
    )
    group = tiny.groups[0]
    for required in range(1, count + 1):
        measure = gs.Checklist(points=points, required=required)
        item = group.items[1].model_copy(update={"measure": measure})
        standard = tiny.model_copy(
            update={
                "groups": (group.model_copy(update={"items": (group.items[0], item)}),)
            }
        )
        answers = {
            number: "met" if number <= required else "unmet"
            for number in range(1, count + 1)
        }
        given = gs.Response.model_validate({"points": answers})
        assert score(standard, responses={"A.2": given})["A.2"].outcome == "met", (
            required,
            count,
        )


def test_a_total_on_a_threshold_is_not_lost_to_rounding_at_each_node(
    tiny: gs.Standard,
) -> None:
    weights, parts = (1, 3, 5), (0.6374269, 0.546783625, 0.444444444)
    items = tuple(
        tiny.groups[1]
        .items[0]
        .model_copy(update={"id": f"B.{number}", "weight": float(weight)})
        for number, weight in enumerate(weights, 1)
    )
    standard = tiny.model_copy(
        update={"groups": (tiny.groups[1].model_copy(update={"items": items}),)}
    )
    answers = {
        f"B.{number}": gs.Response(count=12 * part)
        for number, part in enumerate(parts, 1)
    }
    assert score(standard, responses=answers).total.value == 50


def test_a_size_too_small_to_divide_by_is_none(tiny: gs.Standard) -> None:
    measure = gs.Count(
        counted=tiny.title,
        goalposts=gs.Goalposts(floor=0, target=4),
        per=Per(base="h", unit=1000),
    )
    assert not measure.read(gs.Figures(count=1), {"h": 5e-324}).applicable
    assert measure.read(gs.Figures(count=1), {"h": 1e-300}).low == 1e15


def test_an_unknown_score_is_told_in_chinese(tiny: gs.Standard) -> None:
    with pytest.raises(gs.UnknownId) as caught:
        score(tiny)["x"]
    assert caught.value.problems[0].what.zh == "没有得分项 “x”"
