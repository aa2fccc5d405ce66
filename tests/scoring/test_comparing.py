"""The street's comparison: who is set beside whom, what is weak everywhere, whom to ask."""

from typing import Any

import govstandard as gs
from govstandard.report.forms.markdown import to_markdown
from govstandard.report.street import street_report
from govstandard.scoring.comparing import Row, Standing, by_standard, shared, standing


def stands(
    standard: gs.Standard,
    name: str,
    solved: float | None,
    year: int = 2025,
    **more: Any,
) -> Standing:
    """Score a community by the tiny standard."""
    responses = (
        {}
        if solved is None
        else {"A.1": {"numerator": solved, "denominator": 100}, "B.1": {"count": 6}}
    )
    data = {
        "standard": standard.name,
        "community": {"name": name, "street": more.get("street", "")},
        "period": {"start": f"{year}-01-01", "end": f"{year}-12-31"},
        "responses": responses,
    }
    given = gs.Assessment.model_validate(data)
    return standing(
        more.get("file", f"{name}.xlsx"), standard, given, gs.score(standard, given)
    )


def newer(standard: gs.Standard) -> gs.Standard:
    return standard.model_copy(update={"version": "2.0.0"})


def test_communities_stand_by_their_newest_period_the_highest_first(
    tiny: gs.Standard,
) -> None:
    found = by_standard(
        [stands(tiny, "甲", 50, 2024), stands(tiny, "乙", 60), stands(tiny, "甲", 70)]
    )
    assert [
        (row.now.community, row.now.period.end.year) for row in found["tiny@1.0.0"]
    ] == [
        ("甲", 2025),
        ("乙", 2025),
    ]
    first, second = found["tiny@1.0.0"]
    assert first.before
    assert first.before.period.end.year == 2024
    assert first.change is not None
    assert second.before is None
    assert second.change is None


def test_a_change_is_exact_where_both_are_and_an_interval_where_something_is_open(
    tiny: gs.Standard,
) -> None:
    was, now = stands(tiny, "甲", 38, 2024), stands(tiny, "甲", 57)
    row = Row(now=now, before=was)
    assert row.change is not None
    low, high = row.change
    assert None not in (
        now.total.value,
        now.total.high,
        was.total.value,
        was.total.high,
    )
    assert low == round((now.total.value or 0) - (was.total.high or 0), 6)
    assert high == round((now.total.high or 0) - (was.total.value or 0), 6)


def test_a_standing_has_the_groups_that_hold_indicators_and_what_is_certain(
    tiny: gs.Standard,
) -> None:
    whole = tiny.groups[0].model_copy(
        update={"id": "C", "items": (), "groups": tiny.groups}
    )
    deeper = {"groups": (whole,), "tiers": (tiny.tiers[0], *tiny.tiers)}
    found = stands(tiny.model_copy(update=deeper), "甲", 95)
    assert found.groups == {"A": (0.5, 1), "B": (0.5, 0.5)}
    assert found.items == {"A.1": 1, "B.1": 0.5}


def test_a_change_from_nothing_is_all_that_there_is_now(tiny: gs.Standard) -> None:
    none, full = (
        gs.Total(value=value, high=value, root=value / 100) for value in (0.0, 75.0)
    )
    was, now = (
        stands(tiny, "甲", 50, year).model_copy(update={"total": total})
        for year, total in ((2024, none), (2025, full))
    )
    assert Row(now=now, before=was).change == (75, 75)
    assert Row(now=was, before=now).change == (-75, -75)


def test_a_standing_says_in_a_line_what_keeps_the_next_level_away(
    tiny: gs.Standard,
) -> None:
    blocked = stands(tiny, "甲", 50).blocked
    assert blocked
    assert blocked.to("zh").split("；") == [
        "1 项一票否决待申报或核实中",
        "总分目前不到 80",
        "1 项底线没有达到",
        "1 项还没有评",
    ]
    assert blocked.to("en").split("; ") == [
        "vetoes not declared: 1",
        "total below 80",
        "baselines not met: 1",
        "indicators not assessed: 1",
    ]


def test_versions_are_kept_apart_and_said_to_be(tiny: gs.Standard) -> None:
    both = [
        stands(tiny, "甲", 50, 2024),
        stands(newer(tiny), "甲", 70),
        stands(tiny, "乙", 60),
    ]
    found = by_standard(both)
    assert {
        name: [row.now.community for row in rows] for name, rows in found.items()
    } == {
        "tiny@1.0.0": ["乙"],
        "tiny@2.0.0": ["甲"],
    }
    assert found["tiny@2.0.0"][0].change is None
    told = to_markdown(
        street_report(
            both, (), lambda name: newer(tiny) if name.endswith("2.0.0") else tiny, "zh"
        )
    )
    assert (
        "依据 2 个不同的标准或版本（tiny@1.0.0、tiny@2.0.0）。口径不同，分开列出，不放在一起排名。"
        in told
    )
    assert "（依据 tiny@1.0.0，不作比较）" in told


def test_communities_of_one_name_in_two_streets_are_two(tiny: gs.Standard) -> None:
    found = by_standard(
        [stands(tiny, "甲", 50, street="东"), stands(tiny, "甲", 60, 2024, street="西")]
    )
    assert len(found["tiny@1.0.0"]) == 2


def test_two_files_of_one_community_and_period_are_two_rows_with_a_note(
    tiny: gs.Standard,
) -> None:
    both = [
        stands(tiny, "甲", 50, file="a.xlsx"),
        stands(tiny, "甲", 60, file="b.xlsx"),
    ]
    told = to_markdown(street_report(both, (), lambda _: tiny, "zh"))
    assert (
        "注意：甲 2025-01-01 – 2025-12-31 有 2 份填报（b.xlsx、a.xlsx），各占一行。"
        in told
    )


def test_what_is_weak_everywhere_and_whom_to_ask(tiny: gs.Standard) -> None:
    standings = [
        stands(tiny, "甲", 95),
        stands(tiny, "乙", 38),
        stands(tiny, "丙", None),
    ]
    rows = by_standard(standings)["tiny@1.0.0"]
    solved, times = shared(rows, ["A.1", "A.2", "B.1"])
    assert (solved.id, solved.mean, solved.met, solved.assessed, solved.best, solved.highest) == (
        "A.1", 0.7, 1, 2, (("", "甲"),), 1,
    )  # fmt: skip
    assert (times.id, times.met, times.best) == ("B.1", 0, ())
    told = to_markdown(street_report(standings, (), lambda _: tiny, "zh"))
    assert "| A.1 解决率 | 甲 | 100.0 | 70.0 | 1/2 |" in told
    assert "B.1 次数 | 甲" not in told
    assert "| B.1 次数 | 50.0 | 0/2 |" in told


def test_the_period_before_is_the_last_one_and_by_the_same_version_if_there_is_one(
    tiny: gs.Standard,
) -> None:
    years = [stands(tiny, "甲", 50, year) for year in (2023, 2022, 2024)]
    (row,) = by_standard([*years, stands(tiny, "甲", 60, 2025)])["tiny@1.0.0"]
    assert row.before
    assert row.before.period.start.year == 2024
    both = [
        stands(standard, "甲", 50, year)
        for year in (2024, 2025)
        for standard in (tiny, newer(tiny))
    ]
    for name, (found,) in by_standard(both).items():
        assert found.before
        assert found.before.standard == name


def test_communities_of_one_name_are_told_apart_where_one_is_to_be_asked(
    tiny: gs.Standard,
) -> None:
    three = [
        stands(tiny, "甲", 95, street="东"),
        stands(tiny, "甲", 38, street="西"),
        stands(tiny, "乙", 38),
    ]
    told = to_markdown(street_report(three, (), lambda _: tiny, "zh"))
    assert "| A.1 解决率 | 甲（东） |" in told


def test_where_nothing_applies_there_is_no_total_and_no_change(
    tiny: gs.Standard,
) -> None:
    none = tiny.model_copy(update={"groups": ()})
    found = standing("a", none, *_nothing(none, 2025))
    row = Row(now=found, before=standing("b", none, *_nothing(none, 2024)))
    assert row.change is None
    assert found.groups == {}
    assert Row(now=stands(tiny, "甲", 50), before=found).change is None


def _nothing(standard: gs.Standard, year: int) -> tuple[gs.Assessment, gs.Result]:
    data = {
        "standard": standard.name,
        "community": {"name": "甲"},
        "period": {"start": f"{year}-01-01", "end": f"{year}-12-31"},
    }
    given = gs.Assessment.model_validate(data)
    return given, gs.score(standard, given)


def test_a_better_level_stands_before_a_higher_total_and_says_what_is_in_the_way(
    tiny: gs.Standard,
) -> None:
    def filled(name: str, happened: bool, count: int) -> Standing:  # noqa: FBT001 - a fact
        points = dict.fromkeys(range(1, 5), "met")
        responses = {
            "A.1": {"numerator": 2, "denominator": 2},
            "A.2": {"points": points},
            "B.1": {"count": count},
        }
        data = {
            "standard": "tiny",
            "community": {"name": name},
            "period": {"start": "2025-01-01", "end": "2025-12-31"},
            "responses": responses,
            "vetoes": {"fraud": {"happened": happened}},
        }
        given = gs.Assessment.model_validate(data)
        return standing(name, tiny, given, gs.score(tiny, given))

    standings = [
        filled("甲", happened=True, count=12),
        filled("乙", happened=False, count=10),
    ]
    assert [row.now.community for row in by_standard(standings)["tiny@1.0.0"]] == [
        "乙",
        "甲",
    ]
    told = to_markdown(street_report(standings, (), lambda _: tiny, "zh"))
    assert "一票否决：造假" in told
    other = filled("甲", happened=True, count=12).model_copy(update={"street": "西街"})
    told = to_markdown(street_report([standings[0], other], (), lambda _: tiny, "zh"))
    assert "甲（西街）" in told


def test_a_community_without_a_total_stands_last(tiny: gs.Standard) -> None:
    least = gs.Total(value=0.5, high=0.5, root=0.005)
    none = gs.Total(value=None, high=None, root=None)
    standings = [
        stands(tiny, name, 50).model_copy(update={"total": total})
        for name, total in (("甲", none), ("乙", least))
    ]
    rows = by_standard(standings)["tiny@1.0.0"]
    assert [row.now.community for row in rows] == ["乙", "甲"]


def test_an_open_total_stands_by_what_it_can_become(tiny: gs.Standard) -> None:
    standings = [
        stands(tiny, name, 50).model_copy(
            update={"total": gs.Total(value=50.0, high=high, root=0.5)}
        )
        for name, high in (("甲", 50.0), ("乙", 60.0))
    ]
    rows = by_standard(standings)["tiny@1.0.0"]
    assert [row.now.community for row in rows] == ["乙", "甲"]


def test_files_that_could_not_be_read_are_told_in_a_line_each(
    tiny: gs.Standard,
) -> None:
    what = gs.Problem(
        code="GS504", what={"zh": "错", "en": "wrong"}, file="乱.xlsx", cell="党建!H2"
    )
    told = to_markdown(
        street_report([stands(tiny, "甲", 50)], [what, what], lambda _: tiny, "zh")
    )
    assert "- 乱.xlsx：2 处错误，首个是 党建!H2 GS504 错" in told


def test_the_street_reads_the_last_period_with_its_change_and_what_leaves_it_open(
    tiny: gs.Standard,
) -> None:
    def told(*standings: Standing) -> str:
        return to_markdown(street_report(standings, (), lambda _: tiny, "zh"))

    open_ = told(stands(tiny, "甲", 50, 2024), stands(tiny, "甲", 70))
    assert "未达标；变化 −19.7 至 +30.2（因有未填项）" in open_
    was, now = stands(tiny, "甲", 50, 2024), stands(tiny, "甲", 70)
    total = gs.Total(value=40.0, high=40.0, root=0.4)
    sure = total.model_copy(update={"value": 43.5, "high": 43.5})
    exact = told(
        was.model_copy(update={"total": total}), now.model_copy(update={"total": sure})
    )
    assert "上期 40.0，未达标；变化 +3.5 |" in exact
