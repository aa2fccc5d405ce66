"""Assessments of several bodies in one: what is joined, what is a conflict, and that nothing is lost."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import assessment, pairs

import govstandard as gs
from govstandard.assessment.merging import merge

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
        {"PB.03.04": {"numerator": 1, "denominator": 2}},
        by="张三",
        vetoes={"leaders-violation": {"happened": None}},
    )
    two = part(
        {"PB.01.01": {"points": {1: "met"}}},
        by="李四",
        vetoes={"forged-records": {"happened": False}},
    )
    joined, decided = merge(JINDI, {"a": one, "b": two})
    assert not decided
    assert joined.responses == {**one.responses, **two.responses}
    assert joined.by == "张三\n李四"
    assert {name: told.happened for name, told in joined.vetoes.items()} == {
        "leaders-violation": None,
        "forged-records": False,
    }


def test_points_evidence_and_notes_of_one_indicator_are_joined() -> None:
    one = part(
        {
            "PB.01.01": {
                "points": {1: "met", 2: "met"},
                "note": "甲",
                "evidence": [{"name": "台账"}],
            }
        }
    )
    two = part(
        {
            "PB.01.01": {
                "points": {2: "met", 3: "unmet"},
                "note": "乙",
                "evidence": [{"name": "台账"}, {"name": "照片"}],
            }
        }
    )
    joined, _ = merge(JINDI, {"a": one, "b": two})
    found = joined.responses["PB.01.01"]
    assert found.points == {1: "met", 2: "met", 3: "unmet"}
    assert found.note == "甲\n乙"
    assert [record.name for record in found.evidence] == ["台账", "照片"]


def test_a_note_without_an_answer_is_kept() -> None:
    joined, _ = merge(
        JINDI,
        {"a": part({"PB.03.04": {"note": "还在查"}}), "b": part({"PB.03.04": {}})},
    )
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
        "“社区名称” 填得不一样：甲 填 某社区；乙 填 别的社区",
        "“PB.03.04 群众问题解决率” 填得不一样：甲 填 256/268 = 95.5 %；乙 填 250/268 = 93.2 %",
        "“PB.01.01.1 社区党委班子配备与分工” 填得不一样：甲 填 是；乙 填 否",
        "“PB.01.04 党支部设置与按期换届” 填得不一样：甲 填 1/1 = 100.0 %；乙 填 不适用（没有）",
        "“伪造佐证或数据：有无” 填得不一样：甲 填 有；乙 填 无",
        "“本社区的做法被区级以上部门发文推广：次数” 填得不一样：甲 填 2；乙 填 1",
    ]


def test_a_person_decides_and_what_was_overruled_stays_in_the_note() -> None:
    one = part({"PB.03.04": {"numerator": 256, "denominator": 268, "note": "甲的说明"}})
    two = part({"PB.03.04": {"numerator": 250, "denominator": 268}})
    joined, decided = merge(JINDI, {"甲": one, "乙": two}, prefer="乙")
    assert len(decided) == 1
    found = joined.responses["PB.03.04"]
    assert (found.numerator, found.note) == (
        250,
        "甲的说明\n合并时另有填报（甲）：256/268 = 95.5 %",
    )


def test_what_was_overruled_elsewhere_stands_in_the_note_of_the_whole() -> None:
    one = part(
        {}, vetoes={"forged-records": {"happened": True}}, note="原有说明", by="张三"
    )
    two = part({}, vetoes={"forged-records": {"happened": False}})
    joined, decided = merge(JINDI, {"甲": one, "乙": two}, prefer="乙")
    assert joined.vetoes["forged-records"].happened is False
    assert joined.note == "原有说明\n伪造佐证或数据：有无 合并时另有填报（甲）：有"
    assert (
        decided[0].what.zh
        == "“伪造佐证或数据：有无” 填得不一样：甲（张三） 填 有；乙 填 无"
    )


def test_reviews_are_joined_and_their_conflicts_told_too() -> None:
    own = {"numerator": 9, "denominator": 10}
    one = part(
        {
            "PB.03.04": {
                **own,
                "review": {"numerator": 8, "denominator": 10, "reason": "抽查"},
            }
        }
    )
    two = part(
        {
            "PB.03.04": {
                **own,
                "review": {"numerator": 7, "denominator": 10, "reason": "再查"},
            }
        }
    )
    assert merge(JINDI, {"a": one, "b": part({"PB.03.04": own})})[0] == one
    assert conflicts(a=one, b=two) == [
        "“PB.03.04.review 群众问题解决率” 填得不一样：a 填 8/10 = 80.0 %；b 填 7/10 = 70.0 %"
    ]
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
            standard,
            {
                name: answer
                for name, answer in responses.items()
                if sides[name] in {side, 2}
            },
        )
        for side in (0, 1)
    }
    joined, decided = merge(standard, parts)
    assert not decided
    whole = gs.score(standard, assessment(standard, responses))
    assert gs.score(standard, joined) == whole


def test_what_is_being_looked_into_does_not_give_way_unsaid() -> None:
    one = part({}, vetoes={"forged-records": {"happened": None, "by": "张三"}})
    two = part({}, vetoes={"forged-records": {"happened": False, "by": "李四"}})
    assert conflicts(甲=one, 乙=two) == [
        "“伪造佐证或数据：有无” 填得不一样：甲 填 核实中；乙 填 无"
    ]
    told = merge(JINDI, {"甲": one, "乙": two}, prefer="甲")[0].vetoes["forged-records"]
    assert told == gs.Declaration(happened=None, by="张三\n李四")


def test_a_preferred_file_decides_only_what_it_speaks_of() -> None:
    first, second = (
        part({"PB.01.04": {"numerator": 1, "denominator": 1}}),
        part({"PB.01.04": {"numerator": 0, "denominator": 1}}),
    )
    with pytest.raises(gs.InvalidFile, match="PB"):
        merge(JINDI, {"甲": first, "乙": second, "丙": part({})}, prefer="丙")


SIZES = {"name": "某社区", "base": {"estates": 10, "ponds": 1}}
MEND = "改其中一份，或用 --prefer 指定以哪一份为准"
CANNOT = "不是同一社区、同一评估期、同一标准的填报，不能合并；写错的先改正"


@pytest.mark.parametrize(
    ("one", "other", "told"),
    [
        (
            {"vetoes": {"forged-records": {"happened": True}}},
            {"vetoes": {"forged-records": {"happened": None}}},
            "“伪造佐证或数据：有无” 填得不一样：甲 填 有；乙 填 核实中",
        ),
        (
            {"adjustments": {"practice-adopted": {"times": 2}}},
            {"adjustments": {"practice-adopted": {}}},
            "“本社区的做法被区级以上部门发文推广：次数” 填得不一样：甲 填 2；乙 填 1",
        ),
        (
            {"community": SIZES},
            {"community": {**SIZES, "base": {"estates": 10.5}}},
            "“物业小区数” 填得不一样：甲 填 10；乙 填 10.5",
        ),
        (
            {"community": SIZES},
            {"community": {**SIZES, "base": {"ponds": 2}}},
            "“community.base.ponds” 填得不一样：甲 填 1；乙 填 2",
        ),
        (
            {"title": "演练"},
            {"title": "示例"},
            "“title.zh” 填得不一样：甲 填 演练；乙 填 示例",
        ),
        (
            {
                "responses": {"PB.01.01": {"points": {1: "not_applicable"}}},
                "by": "张三",
            },
            {"responses": {"PB.01.01": {"points": {1: "unmet"}}}},
            "“PB.01.01.1 社区党委班子配备与分工” 填得不一样：甲（张三） 填 不适用；乙 填 否",
        ),
    ],
    ids=["veto", "adjustment", "size", "unknown size", "title", "point"],
)
def test_a_conflict_is_told_by_the_name_that_people_know_and_left_to_a_person(
    one: dict[str, Any], other: dict[str, Any], told: str
) -> None:
    responses: dict[str, Any] = {"responses": {}}
    with pytest.raises(gs.InvalidFile) as caught:
        merge(JINDI, {"甲": part(**responses | one), "乙": part(**responses | other)})
    (problem,) = caught.value.problems
    assert (problem.code, problem.what.zh, problem.hint and problem.hint.zh) == (
        "GS508",
        told,
        MEND,
    )


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (
            {"community": {"name": "别处"}},
            "“社区名称” 填得不一样：甲 填 某社区；乙 填 别处",
        ),
        (
            {"community": {"name": "某社区", "street": "乙街"}},
            "“所属街道” 填得不一样：甲 填 甲街；乙 填 乙街",
        ),
        (
            {"period": {"start": "2025-01-01", "end": "2025-06-30"}},
            "“评估期结束日” 填得不一样：甲 填 2025-12-31；乙 填 2025-06-30",
        ),
        (
            {"period": {"start": "2025-07-01", "end": "2025-12-31"}},
            "“评估期开始日” 填得不一样：甲 填 2025-01-01；乙 填 2025-07-01",
        ),
        (
            {"standard": "tiny@1.0.0"},
            "“标准” 填得不一样：甲 填 jindi@1.0.0；乙 填 tiny@1.0.0",
        ),
    ],
    ids=["community", "street", "end", "start", "standard"],
)
def test_no_file_decides_that_two_communities_periods_or_standards_are_one(
    change: dict[str, Any], told: str
) -> None:
    first = part({}, community={"name": "某社区", "street": "甲街"})
    with pytest.raises(gs.InvalidFile) as caught:
        merge(JINDI, {"甲": first, "乙": part({}, **change)}, prefer="乙")
    (problem,) = caught.value.problems
    assert (problem.code, problem.what.zh, problem.hint and problem.hint.zh) == (
        "GS508",
        told,
        CANNOT,
    )
    assert problem.facts.keys() == {"place", "answers"}


def test_the_same_standard_by_a_shorter_name_is_the_same() -> None:
    assert (
        merge(JINDI, {"甲": part({}), "乙": part({}, standard="jindi")})[0].standard
        == "jindi@1.0.0"
    )


def test_overruled_points_are_noted_with_their_numbers() -> None:
    one, two = (
        part({"PB.01.01": {"points": {1: "met", 2: "met"}}}),
        part({"PB.01.01": {"points": {1: "met", 2: "unmet"}}}),
    )
    joined, _ = merge(JINDI, {"甲": one, "乙": two}, prefer="甲")
    assert joined.responses["PB.01.01"].note == "合并时另有填报（乙）：.2 否"


def test_a_review_of_some_points_leaves_those_of_other_bodies_alone() -> None:
    reviewed = {
        "points": {1: "met", 2: "met"},
        "review": {"points": {1: "met", 2: "unmet"}, "reason": "没有公示"},
    }
    joined, _ = merge(
        JINDI,
        {
            "甲": part({"PB.01.01": reviewed}),
            "乙": part({"PB.01.01": {"points": {3: "met", 4: "met"}}}),
        },
    )
    review = joined.responses["PB.01.01"].review
    assert review
    assert review.points == {1: "met", 2: "unmet", 3: "met", 4: "met"}


def test_a_signature_counts_for_the_whole_only_where_all_carry_it() -> None:
    signed = {"by": "街道", "on": "2026-01-05"}
    both = merge(
        JINDI, {"甲": part({}, reviewed=signed), "乙": part({}, reviewed=signed)}
    )[0]
    assert both.reviewed
    assert both.reviewed.by == "街道"
    one = merge(JINDI, {"甲": part({}, reviewed=signed), "乙": part({})})[0]
    assert one.reviewed is None
    assert one.note == "复核签认（甲）：街道 2026-01-05"


def test_texts_too_long_together_and_odd_sizes_are_no_crash() -> None:
    def review(text: str) -> gs.Assessment:
        figures = {"numerator": 9, "denominator": 10}
        return part({"PB.03.04": {**figures, "review": {**figures, "reason": text}}})

    with pytest.raises(gs.InvalidFile) as caught:
        merge(JINDI, {"甲": review("长" * 3000), "乙": review("短" * 3000)})
    (problem,) = caught.value.problems
    limit = "String should have at most 4000 characters"
    assert problem.what.zh == f"“PB.03.04.review.reason” 合在一起不合要求：{limit}"
    assert problem.hint
    assert (problem.code, problem.hint.zh) == ("GS508", "缩短其中的文字")
    base = {
        "community": {"name": "某社区", "base": {"note": 3, "by": 4}, "street": " "}
    }
    joined, _ = merge(JINDI, {"甲": part({}, **base), "乙": part({}, **base)})
    assert joined.community.base == {"note": 3, "by": 4}


@given(pairs())
def test_an_assessment_joined_with_itself_is_itself(
    pair: tuple[gs.Standard, dict[str, gs.Response]],
) -> None:
    whole = assessment(*pair, by="张三", note="说明")
    joined, decided = merge(pair[0], {"a": whole, "b": whole})
    assert (joined.model_dump(exclude_defaults=True), decided) == (
        whole.model_dump(exclude_defaults=True),
        (),
    )


def test_what_two_files_say_of_the_whole_is_kept_of_both() -> None:
    joined, _ = merge(
        JINDI, {"甲": part({}, note="第一份"), "乙": part({}, note="第二份")}
    )
    assert joined.note == "第一份\n第二份"


def test_a_count_per_size_is_shown_with_what_it_makes() -> None:
    sized = {"community": {"name": "某社区", "base": {"estates": 10}}}
    item = next(item for item in JINDI.indicators if getattr(item.measure, "per", None))
    one, two = (
        part({item.id: {"count": 20}}, **sized),
        part({item.id: {"count": 40}}, **sized),
    )
    (told,) = conflicts(甲=one, 乙=two)
    assert "甲 填 20，平均 2.00" in told
