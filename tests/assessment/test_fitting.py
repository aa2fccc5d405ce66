"""Whether an assessment fits its standard: what is accepted, what is refused, and where it is told."""

from pathlib import Path
from typing import Any

import pytest

from govstandard.assessment.answers import Assessment
from govstandard.assessment.fitting import fit
from govstandard.base.problems import Problem
from govstandard.base.words import Key
from govstandard.library.loading import read_standard
from govstandard.standard.measures import Figures
from govstandard.standard.tree import Standard

HEAD = {
    "standard": "demo@1.0.0",
    "community": {"name": "示例社区"},
    "period": {"start": "2025-01-01", "end": "2025-12-31"},
}


@pytest.fixture(scope="module")
def demo() -> Standard:
    """A standard with a measure of each kind, one renamed and one retired indicator."""
    return read_standard(Path(__file__).parents[1] / "problems" / "standard-ok.yaml")


def misfits(by: Standard, /, **fields: Any) -> list[Problem]:
    return list(fit(by, Assessment.model_validate({**HEAD, **fields})))


def told(problems: list[Problem]) -> list[str]:
    return [
        f"{problem.code} {'/'.join(map(str, problem.path))}" for problem in problems
    ]


@pytest.mark.parametrize(
    "answer",
    [
        {"A.1": {"numerator": 1, "denominator": 1}},
        {"A.1": {"numerator": 0, "denominator": 0}},
        {"A.1": {"numerator": 1}},
        {"A.1": {"percent": 95}},
        {"A.1": {}},
        {"A.1": None},
        {"A.1": {"numerator": 1, "review": {"percent": 0, "reason": "抽查"}}},
        {"A.2": {"points": {1: "met", 2: "not_applicable"}}},
        {"A.2": {"points": {2: "unmet"}}},
        {"A.2": {"not_applicable": "没有此类事项"}},
        {
            "A.2": {
                "points": {1: "met"},
                "review": {"not_applicable": "没有此类事项", "reason": "抽查"},
            }
        },
        {"A.3": {"grade": 2}},
        {"A.4": {"satisfied": 50, "respondents": 50}},
        {"A.4": {"percent": 90}},
        {"A.5": {"numerator": 60, "denominator": 2}},
        {"A.7": {"met": False, "review": {"met": True, "reason": "抽查"}}},
    ],
    ids=str,
)
def test_figures_that_suit_their_measure_fit(
    demo: Standard, answer: dict[str, Any]
) -> None:
    assert misfits(demo, responses=answer) == []


@pytest.mark.parametrize(
    ("answer", "where"),
    [
        ({"A.1": {"count": 1}}, ["GS303 responses/A.1/count"]),
        (
            {"A.1": {"met": True, "grade": 1}},
            ["GS303 responses/A.1/grade", "GS303 responses/A.1/met"],
        ),
        ({"A.2": {"numerator": 1}}, ["GS303 responses/A.2/numerator"]),
        ({"A.3": {"points": {1: "met"}}}, ["GS303 responses/A.3/points"]),
        (
            {"A.4": {"numerator": 9, "denominator": 3}},
            ["GS303 responses/A.4/denominator", "GS303 responses/A.4/numerator"],
        ),
        ({"A.5": {"percent": 50}}, ["GS303 responses/A.5/percent"]),
        ({"A.1": {"percent": 50, "denominator": 2}}, ["GS303 responses/A.1/percent"]),
        ({"A.4": {"percent": 50, "respondents": 2}}, ["GS303 responses/A.4/percent"]),
        (
            {"A.1": {"numerator": 2, "denominator": 1}},
            ["GS304 responses/A.1/numerator"],
        ),
        (
            {"A.1": {"numerator": 2, "denominator": 0}},
            ["GS304 responses/A.1/numerator"],
        ),
        (
            {"A.4": {"satisfied": 2, "respondents": 1}},
            ["GS304 responses/A.4/satisfied"],
        ),
        ({"A.3": {"grade": 0}}, ["GS305 responses/A.3/grade"]),
        (
            {"A.2": {"points": {0: "met", 3: "met"}}},
            ["GS306 responses/A.2/points/0", "GS306 responses/A.2/points/3"],
        ),
        ({"A.2": {"points": {1: "not_applicable"}}}, ["GS307 responses/A.2/points/1"]),
        ({"A.1": {"not_applicable": "没有"}}, ["GS307 responses/A.1/not_applicable"]),
        (
            {"A.2": {"not_applicable": "没有", "points": {1: "met"}}},
            ["GS311 responses/A.2/not_applicable"],
        ),
        (
            {"A.1": {"numerator": 1, "review": {"reason": "抽查"}}},
            ["GS315 responses/A.1/review"],
        ),
        (
            {
                "A.1": {
                    "numerator": 1,
                    "denominator": 2,
                    "review": {"numerator": 0, "reason": "抽查"},
                }
            },
            ["GS315 responses/A.1/review/numerator"],
        ),
        (
            {"A.1": {"not_applicable": "没有", "count": 1}},
            [
                "GS307 responses/A.1/not_applicable",
                "GS311 responses/A.1/not_applicable",
            ],
        ),
    ],
    ids=str,
)
def test_figures_that_do_not_suit_their_measure_are_told(
    demo: Standard, answer: dict[str, Any], where: list[str]
) -> None:
    assert told(misfits(demo, responses=answer)) == where


def test_a_reviewers_figures_are_held_to_the_same(demo: Standard) -> None:
    review = {"numerator": 5, "denominator": 4, "met": True, "reason": "抽查"}
    found = misfits(
        demo, responses={"A.1": {"numerator": 3, "denominator": 2, "review": review}}
    )
    assert told(found) == [
        "GS304 responses/A.1/numerator",
        "GS303 responses/A.1/review/met",
        "GS304 responses/A.1/review/numerator",
    ]


@pytest.mark.parametrize(
    ("name", "what", "hint"),
    [
        ("A.11", "demo@1.0.0 has no 'A.11'", "did you mean 'A.1'?"),
        ("Z-9", "demo@1.0.0 has no 'Z-9'", None),
        ("A.6", "demo@1.0.0 has no 'A.6'", "it became 'A.7' in version 1.0.0"),
        ("A.8", "'A.8' is retired since version 1.0.0", None),
        ("A", "'A' is a group, not an indicator", None),
    ],
    ids=["mistyped", "unlike-any", "renamed", "retired", "group"],
)
def test_an_id_that_is_no_indicator_in_force_is_told_as_what_it_is(
    demo: Standard, name: str, what: str, hint: str | None
) -> None:
    (problem,) = misfits(demo, responses={name: {"met": True}})
    assert (problem.code, problem.path, problem.on_key) == (
        "GS302",
        ("responses", name),
        True,
    )
    assert problem.what.en == what
    assert (problem.hint.en if problem.hint else None) == hint


@pytest.mark.parametrize(
    ("fields", "code", "hint"),
    [
        ({"vetoes": {"frauds": {"happened": False}}}, "GS308", "did you mean 'fraud'?"),
        ({"adjustments": {"honor": {"times": 1}}}, "GS309", "did you mean 'honour'?"),
        ({"responses": {"A.3": {"grade": 7}}}, "GS305", "one of 1, 2"),
        ({"responses": {"A.2": {"points": {7: "met"}}}}, "GS306", "one of 1, 2"),
        ({"responses": {"A.5": {"count": 1}}}, "GS303", "give denominator + numerator"),
    ],
    ids=["veto", "adjustment", "grade", "point", "figures"],
)
def test_what_may_stand_there_is_suggested(
    demo: Standard, fields: dict[str, Any], code: str, hint: str
) -> None:
    (problem,) = misfits(demo, **fields)
    assert problem.code == code
    assert problem.hint is not None
    assert problem.hint.en == hint


@pytest.mark.parametrize(
    ("times", "codes"), [(1, []), (2, []), (3, ["GS313 adjustments/honour/times"])]
)
def test_an_adjustment_counts_up_to_its_limit(
    tiny: Standard, times: int, codes: list[str]
) -> None:
    claims = {"honour": {"times": times}}
    assert told(misfits(tiny, standard="tiny", adjustments=claims)) == codes


@pytest.mark.parametrize("happened", [True, False, None])
def test_a_declaration_on_a_veto_of_the_standard_fits(
    demo: Standard, *, happened: bool | None
) -> None:
    assert misfits(demo, vetoes={"fraud": {"happened": happened}}) == []


@pytest.mark.parametrize(
    ("name", "fits"),
    [
        ("demo", True),
        ("demo@1.0.0", True),
        ("demo@1.0.1", False),
        ("other@1.0.0", False),
        ("other", False),
    ],
)
def test_an_assessment_is_by_this_standard_and_this_or_no_version(
    demo: Standard, name: str, *, fits: bool
) -> None:
    assert told(misfits(demo, standard=name)) == ([] if fits else ["GS312 standard"])


@pytest.mark.parametrize(
    ("end", "codes"),
    [("2025-01-02", []), ("2025-01-01", []), ("2024-12-31", ["GS310 period/end"])],
)
def test_a_period_may_be_one_day_but_not_less(
    demo: Standard, end: str, codes: list[str]
) -> None:
    assert told(misfits(demo, period={"start": "2025-01-01", "end": end})) == codes


def test_all_misfits_are_told_at_once(demo: Standard) -> None:
    found = misfits(
        demo,
        standard="other",
        period={"start": "2025-01-01", "end": "2024-01-01"},
        responses={"A.1": {"count": 1}, "A.9": {"met": True}},
        vetoes={"x": {"happened": True}},
        adjustments={"y": {}},
    )
    assert [problem.code for problem in found] == [
        "GS312",
        "GS310",
        "GS303",
        "GS302",
        "GS308",
        "GS309",
    ]


def test_every_kind_of_figure_can_be_told_as_out_of_place(demo: Standard) -> None:
    every = {
        "points": {1: "met"},
        "numerator": 1,
        "denominator": 1,
        "percent": 1,
        "count": 1,
        "grade": 1,
        "satisfied": 1,
        "respondents": 1,
        "met": True,
    }
    assert every.keys() == Figures.model_fields.keys()
    found = misfits(demo, responses={"A.7": every})
    assert {problem.path[-1] for problem in found} == every.keys() - {"met"}
    assert {problem.code for problem in found} == {"GS303"}


@pytest.mark.parametrize(
    ("item", "zh", "en"),
    [
        (
            "A.1",
            "做不到时照实填报；没有此类事项时分母填 0",
            "record what is; where there were no cases, denominator 0",
        ),
        ("A.3", "做不到时照实填报", "record what is"),
    ],
    ids=["ratio", "rubric"],
)
def test_what_always_applies_is_to_be_recorded_as_its_measure_lets_it(
    demo: Standard, item: str, zh: str, en: str
) -> None:
    (problem,) = misfits(demo, responses={item: {"not_applicable": "没有"}})
    assert problem.code == "GS307"
    assert problem.hint
    assert (problem.hint.zh, problem.hint.en) == (zh, en)


@pytest.mark.parametrize(
    ("answer", "what", "hint", "keys"),
    [
        (
            {"A.1": {"count": 1}},
            "“A.1” 的计量方式是比率 ratio，不填 数量 count",
            "请填 分母 denominator、分子 numerator",
            ["ratio", "count", "denominator", "numerator"],
        ),
        (
            {"A.1": {"numerator": 1, "denominator": 2, "percent": 50}},
            "“A.1” 的百分比和具体数只能填一种",
            "已知具体数的，不填百分比 percent",
            ["percent"],
        ),
        (
            {"A.1": {"numerator": 3, "denominator": 2}},
            "“A.1” 的 分子 numerator 3 大于 分母 denominator 2",
            "前者是后者的一部分；检查是否填反",
            ["numerator", "denominator"],
        ),
        (
            {"A.4": {"percent": 90, "review": {"satisfied": 40, "reason": "抽查"}}},
            "“A.4” 的复核只填了满意数 satisfied，没有填有效问卷数 respondents",
            "没有变的数也要填上",
            ["satisfied", "respondents"],
        ),
        (
            {"A.2": {"points": {1: "met"}, "not_applicable": "没有"}},
            "“A.2” 既填了不适用，又填了采分点 points",
            "",
            ["points"],
        ),
        (
            {"A.7": {"met": True, "review": {"reason": "抽查"}}},
            "“A.7” 的复核没有填数据",
            "数据无误时删去 review",
            ["review"],
        ),
    ],
    ids=str,
)
def test_the_keys_of_a_file_are_facts_of_what_is_told(
    demo: Standard, answer: dict[str, Any], what: str, hint: str, keys: list[str]
) -> None:
    (problem,) = misfits(demo, responses=answer)
    assert (problem.what.zh, problem.hint.zh if problem.hint else "") == (what, hint)
    facts = [
        *problem.facts.values(),
        *(problem.hint.facts.values() if problem.hint else ()),
    ]
    several = [fact if isinstance(fact, tuple) else (fact,) for fact in facts]
    told = [fact.key for group in several for fact in group if isinstance(fact, Key)]
    assert told == keys
