"""Queries of a standard."""

from typing import Any

import pytest

import govstandard as gs


def test_nodes_are_found_by_id_with_their_tier(tiny: gs.Standard) -> None:
    assert tiny["A.1"].title.en == "Solved"
    assert tiny.tier_of("A.1").id == "item"
    assert "A.1" in tiny
    assert "A.9" not in tiny
    assert tiny.locate("A.1").parent is tiny["A"]


@pytest.mark.parametrize(
    ("query", "told"),
    [
        (lambda standard: standard["A.11"], "did you mean 'A.1'?"),
        (lambda standard: standard.tier("items"), "did you mean 'item'?"),
        (lambda standard: standard.level("mett"), "did you mean 'met'?"),
        (lambda standard: standard.body("committee"), "no body 'committee'"),
    ],
    ids=["node", "tier", "level", "body"],
)
def test_what_is_not_there_is_a_key_error_with_a_suggestion(
    tiny: gs.Standard, query: Any, told: str
) -> None:
    with pytest.raises(gs.UnknownId) as caught:
        query(tiny)
    assert isinstance(caught.value, KeyError)
    assert told in str(caught.value)


def test_levels_and_bodies_are_found_by_id(tiny: gs.Standard) -> None:
    assert tiny.level("met").requires.score == 80
    jindi = gs.load("jindi")
    assert (
        jindi.body("workstation")
        is jindi.body("工作站")
        is jindi.body("Community workstation")
    )


def test_every_indicator_is_led_by_one_body() -> None:
    jindi = gs.load("jindi")
    led = [item.id for body in jindi.bodies for item in jindi.led_by(body.id)]
    assert sorted(led) == sorted(item.id for item in jindi.indicators)
    assert "PB.03.04" in [item.id for item in jindi.supported_by("workstation")]


def test_a_standard_is_frozen(tiny: gs.Standard) -> None:
    with pytest.raises(ValueError, match="frozen"):
        tiny.version = "2.0.0"  # type: ignore[misc]  # that it cannot be done is the point


def test_a_changed_copy_forgets_what_was_computed_of_the_original(
    tiny: gs.Standard,
) -> None:
    assert len(tiny.indicators) == 3
    assert len(tiny.model_copy(update={"groups": tiny.groups[:1]}).indicators) == 2


def test_a_renamed_id_leads_to_its_successor(tiny: gs.Standard) -> None:
    group = tiny.groups[1]
    renamed = group.items[0].model_copy(update={"replaces": ("B.9",), "since": "1.1.0"})
    standard = tiny.model_copy(
        update={
            "groups": (tiny.groups[0], group.model_copy(update={"items": (renamed,)}))
        }
    )
    with pytest.raises(gs.UnknownId, match=r"it became 'B\.1' in version 1\.1\.0"):
        standard.locate("B.9")


def test_periods_and_texts_read_as_people_write_them(tiny: gs.Standard) -> None:
    assert (
        str(gs.Period.model_validate({"start": "2025-01-01", "end": "2025-12-31"}))
        == "2025-01-01 – 2025-12-31"
    )
    assert str(tiny.title) == "小标准"
    assert tiny.tiers[0].title.to("en") == "Part"


def test_relations_are_written_from_and_to() -> None:
    assert {relation.kind for relation in gs.load("jindi").relations} == {
        "leads",
        "guides",
        "cooperates",
        "supervises",
    }


def test_a_level_is_known_by_its_title_too_and_a_wrong_one_names_those_there_are() -> (
    None
):
    jindi = gs.load("jindi")
    assert (
        jindi.level("达标").id
        == jindi.level("Met").id
        == jindi.level("met").id
        == "met"
    )
    with pytest.raises(
        gs.UnknownId, match=r"there are: below \(Below standard\), basic"
    ):
        jindi.level("第一名")


def test_a_body_is_suggested_by_its_name() -> None:
    with pytest.raises(gs.UnknownId, match="did you mean '居委会'"):
        gs.load("jindi").body("居委")


def test_an_unknown_level_is_told_in_chinese_with_those_that_there_are() -> None:
    with pytest.raises(gs.UnknownId) as caught:
        gs.load("jindi@1.0.0").level("x")
    assert caught.value.render("zh") == (
        "GS210 没有等级 “x”\n"
        " = 建议：有：未达标（below）、基本达标（basic）、达标（met）、示范（exemplary）"
    )
