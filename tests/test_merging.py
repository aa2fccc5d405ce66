"""Assessments of several bodies in one: what is joined, what is a conflict, and that nothing is lost."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import assessment, pairs

import govstandard as gs
from govstandard.merging import merge

JINDI = gs.load("jindi")
HEAD = {
    "standard": "jindi@1.0.0",
    "community": {"name": "某社区"},
    "period": {"start": "2025-01-01", "end": "2025-12-31"},
}


def part(responses: dict[str, Any], **more: Any) -> gs.Assessment:
    return gs.Assessment.model_validate({**HEAD, "responses": responses, **more})


def conflicts(**parts: gs.Assessment) -> list[str]:
    with pytest.raises(gs.InvalidFile) as caught:
        merge(JINDI, parts)
    assert {problem.code for problem in caught.value.problems} == {"GS508"}
    return [problem.what.zh for problem in caught.value.problems]


def test_what_only_one_says_is_taken() -> None:
    one = part(
        {"PB.03.04": {"numerator": 1, "denominator": 2}}, by="张三", vetoes={"forged-records": {"happened": None}}
    )
    two = part({"PB.01.01": {"points": {1: "met"}}}, by="李四", vetoes={"forged-records": {"happened": False}})
    joined, decided = merge(JINDI, {"a": one, "b": two})
    assert not decided
    assert joined.responses == {**one.responses, **two.responses}
    assert joined.by == "张三\n李四"
    assert joined.vetoes["forged-records"].happened is False


def test_points_evidence_and_notes_of_one_indicator_are_joined() -> None:
    one = part({"PB.01.01": {"points": {1: "met", 2: "met"}, "note": "甲", "evidence": [{"name": "台账"}]}})
    two = part(
        {"PB.01.01": {"points": {2: "met", 3: "unmet"}, "note": "乙", "evidence": [{"name": "台账"}, {"name": "照片"}]}}
    )
    joined, _ = merge(JINDI, {"a": one, "b": two})
    found = joined.responses["PB.01.01"]
    assert found.points == {1: "met", 2: "met", 3: "unmet"}
    assert found.note == "甲\n乙"
    assert [record.name for record in found.evidence] == ["台账", "照片"]


def test_a_note_without_an_answer_is_kept() -> None:
    joined, _ = merge(JINDI, {"a": part({"PB.03.04": {"note": "还在查"}}), "b": part({"PB.03.04": {}})})
    assert joined.responses["PB.03.04"] == gs.Response(note="还在查")


def test_different_answers_are_listed_with_who_says_what() -> None:
    one = part(
        {
            "PB.03.04": {"numerator": 256, "denominator": 268},
            "PB.01.01": {"points": {1: "met"}},
            "PB.01.04": {"numerator": 1, "denominator": 1},
        },
        vetoes={"forged-records": {"happened": True}},
        adjustments={"practice-adopted": {"times": 2}},
    )
    two = part(
        {
            "PB.03.04": {"numerator": 250, "denominator": 268},
            "PB.01.01": {"points": {1: "unmet"}},
            "PB.01.04": {"not_applicable": "没有"},
        },
        vetoes={"forged-records": {"happened": False}},
        adjustments={"practice-adopted": {}},
    )
    other = two.model_copy(update={"community": gs.Community(name="别的社区")})
    assert conflicts(甲=one, 乙=other) == [
        "“community.name” 填得不一样：甲 填 某社区；乙 填 别的社区",
        "“PB.03.04” 填得不一样：甲 填 256/268 = 95.5 %；乙 填 250/268 = 93.2 %",
        "“PB.01.01.1” 填得不一样：甲 填 是；乙 填 否",
        "“PB.01.04” 填得不一样：甲 填 1/1 = 100.0 %；乙 填 不适用（没有）",
        "“vetoes.forged-records.happened” 填得不一样：甲 填 有；乙 填 无",
        "“adjustments.practice-adopted.times” 填得不一样：甲 填 2；乙 填 1",
    ]


def test_a_person_decides_and_what_was_overruled_stays_in_the_note() -> None:
    one = part({"PB.03.04": {"numerator": 256, "denominator": 268, "note": "甲的说明"}})
    two = part({"PB.03.04": {"numerator": 250, "denominator": 268}})
    joined, decided = merge(JINDI, {"甲": one, "乙": two}, prefer="乙")
    assert len(decided) == 1
    found = joined.responses["PB.03.04"]
    assert (found.numerator, found.note) == (250, "甲的说明\n合并时另有填报（甲）：256/268 = 95.5 %")


def test_what_was_overruled_elsewhere_stands_in_the_note_of_the_whole() -> None:
    one = part({}, vetoes={"forged-records": {"happened": True}}, note="原有说明", by="张三")
    two = part({}, vetoes={"forged-records": {"happened": False}})
    joined, decided = merge(JINDI, {"甲": one, "乙": two}, prefer="乙")
    assert joined.vetoes["forged-records"].happened is False
    assert joined.note == "原有说明\nvetoes.forged-records.happened 合并时另有填报（甲）：有"
    assert decided[0].what.zh == "“vetoes.forged-records.happened” 填得不一样：甲（张三） 填 有；乙 填 无"


def test_reviews_are_joined_and_their_conflicts_told_too() -> None:
    own = {"numerator": 9, "denominator": 10}
    one = part({"PB.03.04": {**own, "review": {"numerator": 8, "denominator": 10, "reason": "抽查"}}})
    two = part({"PB.03.04": {**own, "review": {"numerator": 7, "denominator": 10, "reason": "再查"}}})
    assert merge(JINDI, {"a": one, "b": part({"PB.03.04": own})})[0] == one
    assert conflicts(a=one, b=two) == ["“PB.03.04.review” 填得不一样：a 填 8/10 = 80.0 %；b 填 7/10 = 70.0 %"]
    joined, _ = merge(JINDI, {"a": one, "b": two}, prefer="a")
    review = joined.responses["PB.03.04"].review
    assert review
    assert review.reason == "抽查\n再查\n合并时另有填报（b）：7/10 = 70.0 %"


@given(pairs(), st.data())
def test_an_assessment_that_was_split_is_whole_again(
    pair: tuple[gs.Standard, dict[str, gs.Response]], data: st.DataObject
) -> None:
    standard, responses = pair
    sides = {name: data.draw(st.integers(0, 2)) for name in responses}
    parts = {
        str(side): assessment(
            standard, {name: answer for name, answer in responses.items() if sides[name] in {side, 2}}
        )
        for side in (0, 1)
    }
    joined, decided = merge(standard, parts)
    assert not decided
    whole = gs.score(standard, assessment(standard, responses))
    assert gs.score(standard, joined) == whole
