"""What deserves a look in a sound standard: when it is told, and when not."""

from itertools import combinations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import govstandard as gs
from govstandard.standard.cautions import caution
from govstandard.standard.likeness import alike, pairs_in
from govstandard.standard.tree import Standard

TIERS = [{"id": "part", "title": "部分"}, {"id": "item", "title": "项"}]
SOURCES = [
    {"id": "law", "title": "法", "kind": "law", "status": "in-force"},
    {"id": "heard", "title": "闻", "kind": "law", "status": "unverified"},
    {"id": "old", "title": "旧", "kind": "law", "status": "superseded"},
]
ASKED = [
    "应公开收支。",
    "会议要有记录。",
    "场地每周开放五天。",
    "电话有人接听。",
    "每年演练两次。",
]


def standard(*items: dict[str, Any], **more: Any) -> Standard:
    """Make a standard of some indicators, each told by what is special about it."""
    whole = [
        {
            "id": f"A.{number}",
            "title": "项",
            "requirement": asked,
            "measure": {"kind": "binary"},
            **item,
        }
        for number, (item, asked) in enumerate(zip(items, ASKED, strict=False), 1)
    ]
    data = {
        "id": "demo",
        "version": "1.0.0",
        "title": "示例",
        "tiers": TIERS,
        "levels": [{"id": "below", "title": "未达标"}],
        "groups": [{"id": "A", "title": "甲", "items": whole}],
    }
    return Standard.model_validate({**data, **more})


def told(of: Standard) -> list[str]:
    """Return the codes and the English words of the warnings."""
    found = caution(of)
    assert all(problem.severity == "warning" for problem in found)
    return [f"{problem.code} {problem.what.en}" for problem in found]


@pytest.mark.parametrize(
    ("cited", "expected"),
    [
        ({"source": "law", "checked": "text"}, []),
        (
            {"source": "law", "checked": "recalled"},
            ["GS221 rests on 'law', which was not read"],
        ),
        ({"source": "heard"}, ["GS221 rests on 'heard', which is unverified"]),
        (
            {"source": "heard", "checked": "recalled"},
            ["GS221 rests on 'heard', which was not read"],
        ),
        (
            {"source": "old", "checked": "recalled"},
            ["GS221 rests on 'old', which is superseded"],
        ),
        ({"source": "unlisted"}, []),
    ],
    ids=str,
)
def test_a_source_that_may_not_hold_is_told(
    cited: dict[str, str], expected: list[str]
) -> None:
    basis = {"subject": [cited], "grounding": "direct", "target": "editorial"}
    assert told(standard({"basis": basis}, sources=SOURCES)) == expected


@pytest.mark.parametrize(
    "more",
    [
        {
            "vetoes": [
                {
                    "id": "v",
                    "title": "否决",
                    "fact": "事实",
                    "cap": "below",
                    "declared_by": "club",
                }
            ]
        },
        {"relations": [{"from": "club", "kind": "supervises", "to": "committee"}]},
        {},
    ],
    ids=["declares", "acts", "idle"],
)
def test_a_body_that_does_nothing_is_told(more: dict[str, Any]) -> None:
    bodies = [{"id": "committee", "name": "居委会"}, {"id": "club", "name": "俱乐部"}]
    expected = [] if more else ["GS226 body 'club' does nothing"]
    assert told(standard({"lead": "committee"}, bodies=bodies, **more)) == expected


def test_a_body_acts_when_it_is_only_acted_upon_no_more_than_when_it_is_not_named() -> (
    None
):
    bodies = [{"id": "committee", "name": "居委会"}, {"id": "club", "name": "俱乐部"}]
    relations = [{"from": "committee", "kind": "guides", "to": "club"}]
    assert told(
        standard({"lead": "committee"}, bodies=bodies, relations=relations)
    ) == ["GS226 body 'club' does nothing"]


def led(*days: float | None) -> Standard:
    """Give each indicator a lead of its own, with these efforts; the last leads none but supports."""
    bodies = [
        {"id": f"b{number}", "name": "主体"} for number in range(1, len(days) + 1)
    ]
    items = [
        {
            "lead": f"b{number}",
            **({"effort": {"person_days": effort}} if effort is not None else {}),
        }
        for number, effort in enumerate(days, 1)
    ]
    return standard(*items, bodies=bodies)


def test_a_load_of_more_than_three_times_the_mean_is_told_with_its_numbers() -> None:
    heavy = "GS227 'b1' leads 1 of 5 indicators and 71.4 % of the work, 3.5 times the mean of 5 leading bodies"
    assert told(led(20, 2, 2, 2, 2)) == [heavy]
    assert told(led(12, 2, 2, 2, 2)) == []  # exactly three times
    assert told(led(0, 0)) == []


def test_where_an_effort_is_not_known_the_indicators_are_counted() -> None:
    assert [
        warning for warning in told(led(20, 2, 2, 2, None)) if "GS227" in warning
    ] == []


def test_an_indicator_that_lacks_what_most_have_is_told() -> None:
    whole = {
        "every": "year",
        "effort": {"person_days": 1},
        "remedy": ["甲", "乙"],
        "evidence": ["台账"],
    }
    assert told(
        standard(whole, whole, {**whole, "remedy": ["甲"], "effort": None})
    ) == ["GS228 'A.3' is not written out: remedy, effort"]
    assert (
        told(standard(whole, {}, {})) == []
    )  # most say nothing, so the standard has chosen not to
    assert told(standard(whole, whole, {"status": "retired", "until": "1.0.0"})) == []


def test_two_requirements_in_nearly_the_same_words_are_told() -> None:
    first = "社区应在每季度结束后公开上季度的收入和支出。"
    second = "社区应在每季度结束后公开该季度的收入和支出。"
    alike = "GS229 requirements of 'A.2' and 'A.1' are 81.8 % alike"
    assert told(standard({"requirement": first}, {"requirement": second})) == [alike]
    retired = {"requirement": second, "status": "retired", "until": "1.0.0"}
    assert told(standard({"requirement": first}, retired)) == []


def compared(texts: list[set[str]], least: float) -> list[tuple[int, int, float]]:
    """Compare every text with every other."""
    shares = [
        (before, after, len(some & others) / max(1, len(some | others)))
        for (before, some), (after, others) in combinations(enumerate(texts), 2)
    ]
    return [found for found in shares if found[2] >= least]


@given(st.lists(st.text("甲乙丙，", max_size=8)), st.sampled_from([0.1, 0.3, 0.6, 1]))
def test_no_two_texts_that_are_alike_are_missed(texts: list[str], least: float) -> None:
    pairs = [pairs_in(text) for text in texts]
    assert alike(pairs, least) == compared(pairs, least)


@pytest.mark.parametrize("least", [0.05, 0.1, 0.2])
def test_none_is_missed_in_a_whole_standard(least: float) -> None:
    asked = [pairs_in(item.requirement.zh) for item in gs.load("jindi").indicators]
    found = alike(asked, least)
    assert found
    assert found == compared(asked, least)
