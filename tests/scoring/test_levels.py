"""Which level is reached, by each kind of requirement: what holds, what cannot, what is open, and how it is said."""

from typing import Any, get_args

import pytest

import govstandard as gs
from govstandard.standard.levels import Requirements
from govstandard.standard.requirements import (
    REQUIREMENTS,
    Check,
    Kind,
    asks_less,
    required,
)

PERIOD = {"start": "2025-01-01", "end": "2025-12-31"}
POINTS = dict.fromkeys(range(1, 5), "met")
MET = {
    "A.1": {"numerator": 95, "denominator": 100},
    "A.2": {"points": POINTS},
    "B.1": {"count": 12},
}


def asking(
    standard: gs.Standard, *requires: dict[str, Any], **changes: Any
) -> gs.Standard:
    """Let the levels of the tiny standard above the lowest require something else."""
    above = [
        {"id": f"level-{rank}", "title": f"第{rank}级", "requires": asked}
        for rank, asked in enumerate(requires, 1)
    ]
    data = standard.model_dump(exclude_none=True, by_alias=True)
    data |= {"levels": [data["levels"][0], *above], "vetoes": [], **changes}
    return gs.Standard.model_validate(data)


def score(standard: gs.Standard, **fields: Any) -> gs.Result:
    head = {"standard": "tiny", "community": {"name": "x"}, "period": PERIOD}
    data = {"responses": MET, **head, **fields}
    return gs.score(standard, gs.Assessment.model_validate(data))


def checks(result: gs.Result, kind: str) -> list[Check]:
    return [check for check in result.checks if check.kind == kind]


def test_every_key_of_a_level_has_its_class_and_every_class_its_place() -> None:
    assert {kind.key for kind in REQUIREMENTS} == {*Requirements.model_fields, ""}
    assert sorted(kind.gravity for kind in REQUIREMENTS) == list(
        range(len(REQUIREMENTS))
    )
    assert sorted(kind.kind for kind in REQUIREMENTS) == sorted(get_args(Kind))


def test_requirements_stand_in_the_order_of_the_file_and_the_vetoes_last(
    tiny: gs.Standard,
) -> None:
    asked = {
        "reviewed": True,
        "coverage": 1,
        "each": {"tier": "part", "score": 60},
        "score": 80,
        "baselines": "met",
    }
    vetoes = [veto.model_dump(exclude_none=True) for veto in tiny.vetoes]
    level = asking(tiny, asked, vetoes=vetoes)
    assert [one.kind for one in required(level, level.levels[1])] == [
        "score",
        "each",
        "baseline",
        "coverage",
        "review",
        "veto",
    ]
    assert list(required(level, level.levels[0])) == []


@pytest.mark.parametrize(
    ("solved", "holds", "what", "short"),
    [
        (95, True, "total ≥ 80 required, now 100.0", "总分不到 80"),
        (0, False, "total ≥ 80 required, now 75.0", "总分不到 80"),
        (None, None, "total ≥ 80 required, now 75.0, at best 100.0", "总分目前不到 80"),
    ],
)
def test_a_total_holds_cannot_hold_or_is_open(
    tiny: gs.Standard, *, solved: int | None, holds: bool | None, what: str, short: str
) -> None:
    answers = {**MET, "A.1": {"numerator": solved, "denominator": 100}}
    if solved is None:
        del answers["A.1"]
    result = score(asking(tiny, {"score": 80}), responses=answers)
    (check,) = result.checks
    assert (check.holds, check.what.en, check.short.zh) == (holds, what, short)
    assert (check.level, check.kind, check.limit) == ("level-1", "score", 80)
    assert (check.low, check.high) == (result.total.value, result.total.high)


def test_a_limit_between_two_scores_is_rounded_as_they_are(tiny: gs.Standard) -> None:
    reached = score(asking(tiny, {"score": 99.9999999}))
    assert reached.level.id == "level-1"


def test_where_nothing_applies_no_total_is_reached(tiny: gs.Standard) -> None:
    only = tiny.groups[0].model_copy(update={"items": tiny.groups[0].items[:1]})
    alone = asking(tiny, {"score": 0}).model_copy(update={"groups": (only,)})
    result = score(alone, responses={"A.1": {"not_applicable": "没有收集到问题"}})
    (check,) = result.checks
    assert (result.level.id, result.possible.id, check.holds) == (
        "below",
        "below",
        False,
    )
    assert (check.limit, check.low, check.high) == (0, None, None)
    assert check.what == check.short
    assert result.blocked("en") == ["nothing applies, so there is no total"]
    assert result.blocked("zh") == ["没有适用的指标，无法计总分"]


@pytest.mark.parametrize(
    ("tier", "nodes", "what"),
    [
        ("part", ["A", "B"], "Beta ≥ 60 required, now 50.0"),
        ("item", ["A.1", "A.2", "B.1"], "Times ≥ 60 required, now 50.0"),
    ],
)
def test_each_asks_the_nodes_of_its_own_tier_and_names_them(
    tiny: gs.Standard, tier: str, nodes: list[str], what: str
) -> None:
    result = score(
        asking(tiny, {"each": {"tier": tier, "score": 60}}),
        responses={**MET, "B.1": {"count": 6}},
    )
    asked = checks(result, "each")
    assert [check.node for check in asked] == nodes
    assert [check.holds for check in asked] == [node[0] == "A" for node in nodes]
    last = asked[-1]
    assert (last.title, last.limit, last.low, last.high) == (
        result[nodes[-1]].title,
        60,
        50,
        50,
    )
    assert last.what.en == what


def test_each_leaves_out_what_does_not_apply(tiny: gs.Standard) -> None:
    result = score(
        asking(tiny, {"each": {"tier": "item", "score": 60}}),
        responses={**MET, "A.1": {"not_applicable": "没有收集到问题"}},
    )
    assert [check.node for check in result.checks] == ["A.2", "B.1"]
    assert result.level.id == "level-1"


@pytest.mark.parametrize(
    ("public", "said"),
    [(False, ["甲目前不到 60", "乙不到 60"]), (True, ["2 个分项不到要求"])],
)
def test_nodes_that_fall_short_are_named_and_in_public_counted(
    tiny: gs.Standard, said: list[str], *, public: bool
) -> None:
    result = score(
        asking(tiny, {"each": {"tier": "part", "score": 60}}),
        responses={"A.2": MET["A.2"], "B.1": {"count": 0}},
    )
    assert result.blocked(public=public) == said


@pytest.mark.parametrize(
    ("answer", "holds", "what"),
    [
        ({"numerator": 95, "denominator": 100}, True, "baseline A.1 Solved: met"),
        (
            {"numerator": 0, "denominator": 100},
            False,
            "baseline A.1 Solved: 0/100 = 0.0 %, target ≥ 95 %",
        ),
        (None, None, "baseline A.1 Solved: not answered, target ≥ 95 %"),
    ],
)
def test_a_baseline_is_met_missed_or_open_and_names_its_indicator(
    tiny: gs.Standard, *, answer: dict[str, int] | None, holds: bool | None, what: str
) -> None:
    answers = {"A.1": answer} if answer else {}
    result = score(asking(tiny, {"baselines": "met"}), responses=answers)
    (check,) = result.checks
    assert (check.holds, check.what.en, check.node) == (holds, what, "A.1")
    assert (check.short.zh, check.limit) == ("解决率", 1)
    leaf = result["A.1"]
    assert (check.low, check.high) == (leaf.value, leaf.high)


def test_a_baseline_that_does_not_apply_is_not_asked(tiny: gs.Standard) -> None:
    answers = {"A.1": {"not_applicable": "没有收集到问题"}}
    assert score(asking(tiny, {"baselines": "met"}), responses=answers).checks == ()


@pytest.mark.parametrize(
    ("solved", "said", "public"),
    [
        (0, ["1 项底线没有达到"], ["有底线没有达到"]),
        (None, ["1 项底线还没有评"], ["有底线还没有评"]),
    ],
    ids=["missed at exactly 0", "open"],
)
def test_baselines_are_counted_and_in_public_only_mentioned(
    tiny: gs.Standard, solved: int | None, said: list[str], public: list[str]
) -> None:
    answers = {} if solved is None else {"A.1": {"numerator": solved, "denominator": 9}}
    result = score(asking(tiny, {"baselines": "met"}), responses=answers)
    assert (result.blocked(), result.blocked(public=True)) == (said, public)


def test_baselines_missed_and_open_are_told_apart(tiny: gs.Standard) -> None:
    items = tiny.groups[0].items
    both = tuple(item.model_copy(update={"baseline": True}) for item in items)
    groups = (tiny.groups[0].model_copy(update={"items": both}), tiny.groups[1])
    standard = asking(tiny, {"baselines": "met"}).model_copy(update={"groups": groups})
    result = score(standard, responses={"A.1": {"numerator": 0, "denominator": 9}})
    assert result.blocked("en") == ["baselines not met: 1", "baselines not assessed: 1"]
    assert result.blocked("en", public=True) == [
        "baselines are not met",
        "baselines are not assessed",
    ]


@pytest.mark.parametrize(
    ("least", "holds", "what"),
    [
        (1 / 3, True, "填报率应 ≥ 33.3 %，现为 1/3"),
        (0.34, None, "填报率应 ≥ 34.0 %，现为 1/3"),
    ],
)
def test_coverage_holds_or_is_open_and_says_what_is_left(
    tiny: gs.Standard, *, least: float, holds: bool | None, what: str
) -> None:
    result = score(asking(tiny, {"coverage": least}), responses={"A.1": MET["A.1"]})
    (check,) = result.checks
    assert (check.holds, check.what.zh, check.short.zh) == (holds, what, "2 项还没有评")
    assert (check.answered, check.applicable, check.limit) == (1, 3, least)
    assert (check.low, check.high) == (1 / 3, 1)


def test_without_anything_that_applies_nothing_is_covered(tiny: gs.Standard) -> None:
    only = tiny.groups[0].model_copy(update={"items": tiny.groups[0].items[:1]})
    alone = asking(tiny, {"coverage": 0.5}).model_copy(update={"groups": (only,)})
    result = score(alone, responses={"A.1": {"not_applicable": "没有收集到问题"}})
    assert [(check.holds, check.low) for check in result.checks] == [(None, 0)]


@pytest.mark.parametrize(("signed", "holds"), [(True, True), (False, None)])
def test_a_review_is_there_or_still_to_come(
    tiny: gs.Standard, *, signed: bool, holds: bool | None
) -> None:
    review = {"by": "x", "on": "2026-01-05"} if signed else None
    result = score(asking(tiny, {"reviewed": True}), reviewed=review)
    assert [check.holds for check in result.checks] == [holds]
    assert result.checks[0].what.en == "has to be reviewed and signed"
    assert result.blocked("en") == ([] if signed else ["not reviewed and signed"])


@pytest.mark.parametrize(
    ("happened", "holds", "public"),
    [
        (True, False, ["1 项一票否决已发生"]),
        (False, True, []),
        (None, None, ["1 项一票否决待申报或核实中"]),
    ],
)
def test_a_veto_names_itself_and_what_was_declared_and_in_public_is_counted(
    tiny: gs.Standard, *, happened: bool | None, holds: bool | None, public: list[str]
) -> None:
    result = score(tiny, vetoes={"fraud": {"happened": happened}})
    (check,) = checks(result, "veto")
    assert (check.veto, check.title, check.happened) == (
        "fraud",
        tiny.vetoes[0].title,
        happened,
    )
    assert (check.level, check.holds) == ("met", holds)
    assert result.blocked(public=True) == public
    assert result.blocked() == (["一票否决：造假"] if happened else public)


def test_a_veto_caps_only_above_its_level(tiny: gs.Standard) -> None:
    veto = {**tiny.vetoes[0].model_dump(exclude_none=True), "cap": "level-1"}
    standard = asking(tiny, {"score": 10}, {"score": 20}, vetoes=[veto])
    result = score(standard, vetoes={"fraud": {"happened": True}})
    assert [check.level for check in checks(result, "veto")] == ["level-2"]
    assert (result.level.id, result.possible.id) == ("level-1", "level-1")
    assert result.next_level
    assert result.next_level.id == "level-2"


def test_the_level_is_the_highest_whose_requirements_hold_whatever_lies_between(
    tiny: gs.Standard,
) -> None:
    standard = asking(tiny, {"reviewed": True}, {"score": 10})
    result = score(standard)
    assert (result.level.id, result.next_level) == ("level-2", None)


def test_what_is_in_the_way_is_listed_the_gravest_first(tiny: gs.Standard) -> None:
    asked = {
        "reviewed": True,
        "coverage": 1,
        "each": {"tier": "part", "score": 60},
        "score": 80,
        "baselines": "met",
    }
    vetoes = [veto.model_dump(exclude_none=True) for veto in tiny.vetoes]
    result = score(asking(tiny, asked, vetoes=vetoes), responses={"A.2": MET["A.2"]})
    assert result.blocked("en") == [
        "vetoes not declared: 1",
        "total below 80",
        "baselines not assessed: 1",
        "Alpha below 60",
        "Beta below 60",
        "indicators not assessed: 2",
        "not reviewed and signed",
    ]


@pytest.mark.parametrize(
    ("key", "less", "more"),
    [
        ("score", 60, 61),
        ("coverage", 0.5, 0.6),
        ("each", {"tier": "part", "score": 60}, {"tier": "part", "score": 61}),
        ("each", {"tier": "item", "score": 60}, {"tier": "part", "score": 61}),
        ("baselines", None, "met"),
        ("reviewed", None, True),
    ],
)
def test_a_requirement_is_compared_with_the_same_of_a_lower_level(
    tiny: gs.Standard, key: str, less: Any, more: Any
) -> None:
    below, above = (
        gs.Level.model_validate({"id": "x", "title": "x", "requires": {key: asked}})
        for asked in (less, more)
    )
    nothing = gs.Level.model_validate({"id": "x", "title": "x"})
    assert list(asks_less(tiny, below, above)) == []
    assert list(asks_less(tiny, above, above)) == []
    assert list(asks_less(tiny, above, below)) == [key]
    assert list(asks_less(tiny, above, nothing)) == [key]
    assert list(asks_less(tiny, nothing, above)) == []


@pytest.mark.parametrize(
    ("asked", "zh", "en"),
    [
        ({"score": 60}, "总分 ≥ 60", "total ≥ 60"),
        (
            {"each": {"tier": "part", "score": 62.5}},
            "每个部分 ≥ 62.5",
            "each part ≥ 62.5",
        ),
        ({"baselines": "met"}, "底线指标全部达标", "all baselines met"),
        ({"coverage": 0.95}, "填报率 ≥ 95 %", "coverage ≥ 95 %"),
        ({"reviewed": True}, "经过复核", "reviewed"),
    ],
    ids=lambda value: next(iter(value)) if isinstance(value, dict) else "",
)
def test_a_level_says_what_it_requires(
    tiny: gs.Standard, asked: dict[str, Any], zh: str, en: str
) -> None:
    standard = asking(
        tiny, asked, vetoes=[tiny.vetoes[0].model_dump(exclude_none=True)]
    )
    told = [one.told(standard) for one in required(standard, standard.levels[1])]
    assert [sentence and (sentence.zh, sentence.en) for sentence in told] == [
        (zh, en),
        None,
    ]
