"""Each measure: what it reads, what it makes of it, how it says so."""

from fractions import Fraction
from typing import get_args

import pytest

from govstandard.base.words import words
from govstandard.standard.measures import (
    MEASURES,
    Binary,
    Checklist,
    Count,
    Figures,
    Goalposts,
    Grade,
    Measure,
    Per,
    Point,
    Ratio,
    Rubric,
    Survey,
    wilson,
)
from govstandard.standard.measures.base import MeasureBase, Reading

W = words("字", "word")
SHARE = Ratio(numerator=W, denominator=W, goalposts=Goalposts(floor=0, target=0.95))
RATE = Ratio(
    numerator=W,
    denominator=W,
    goalposts=Goalposts(floor=0, target=30),
    form="rate",
    unit=words("㎡", "m²"),
)
TIMES = Count(counted=W, goalposts=Goalposts(floor=0, target=12), unit=words("次", "times"))
EACH = Count(
    counted=W,
    goalposts=Goalposts(floor=0, target=4),
    per=Per(base="estates"),
    unit=words("次/小区", "each"),
)
NONE = Count(counted=W, goalposts=Goalposts(floor=1, target=0))
LIST = Checklist(points=tuple(Point(id=f"A.{k}", text=W) for k in (1, 2, 3)), required=2)
STEPS = Rubric(
    grades=tuple(Grade(grade=g, text=W, score=s) for g, s in ((1, 0.0), (2, 0.4), (3, 0.8))),
    target=3,
)
ASKED = Survey(goalposts=Goalposts(floor=0, target=0.9), min_respondents=30)
YES = Binary()
ALL = {
    "share": SHARE,
    "rate": RATE,
    "times": TIMES,
    "each": EACH,
    "none": NONE,
    "list": LIST,
    "steps": STEPS,
    "asked": ASKED,
    "yes": YES,
}


def reading(measure: MeasureBase, **figures: object) -> Reading:
    return measure.read(Figures.model_validate(figures), {"estates": 6.0})


@pytest.mark.parametrize(
    ("measure", "figures", "score"),
    [
        (SHARE, {"numerator": 95, "denominator": 100}, 1),
        (SHARE, {"numerator": 19, "denominator": 40}, 0.5),
        (SHARE, {"percent": 95}, 1),
        (RATE, {"numerator": 15, "denominator": 1}, 0.5),
        (TIMES, {"count": 13}, 1),
        (TIMES, {"count": 3}, 0.25),
        (EACH, {"count": 18}, 0.75),
        (NONE, {"count": 0}, 1),
        (NONE, {"count": 3}, 0),
        (LIST, {"points": {1: "met", 2: "met", 3: "unmet"}}, 1),
        (LIST, {"points": {1: "met", 2: "unmet", 3: "not_applicable"}}, 0.75),
        (STEPS, {"grade": 2}, 0.5),
        (STEPS, {"grade": 1}, 0),
        (ASKED, {"satisfied": 27, "respondents": 30}, 1),
        (ASKED, {"percent": 45}, 0.5),
        (YES, {"met": True}, 1),
        (YES, {"met": False}, 0),
    ],
)
def test_figures_make_a_score(
    measure: MeasureBase, figures: dict[str, object], score: float
) -> None:
    found = reading(measure, **figures)
    assert found.low == found.high
    assert found.low is not None
    assert measure.score(found.low) == score


@pytest.mark.parametrize(
    ("measure", "figures", "why"),
    [
        (SHARE, {"denominator": 3}, "numerator"),
        (SHARE, {"numerator": 3}, "denominator"),
        (TIMES, {}, "not answered"),
        (STEPS, {}, "not answered"),
        (YES, {}, "not answered"),
        (ASKED, {"satisfied": 3}, "missing"),
        (ASKED, {"satisfied": 3, "respondents": 29}, "at least 30"),
    ],
)
def test_too_little_is_no_value_and_says_why(
    measure: MeasureBase, figures: dict[str, object], why: str
) -> None:
    found = reading(measure, **figures)
    assert found.applicable
    assert found.low is None
    assert found.why
    assert why in found.why.en


def test_a_size_that_the_community_did_not_give_is_no_value() -> None:
    found = EACH.read(Figures(count=3), {})
    assert found.why
    assert "'estates' is missing" in found.why.en


@pytest.mark.parametrize(
    ("measure", "figures", "base"),
    [
        (SHARE, {"numerator": 0, "denominator": 0}, {}),
        (EACH, {"count": 0}, {"estates": 0.0}),
        (LIST, {"points": {1: "not_applicable", 2: "not_applicable", 3: "not_applicable"}}, {}),
    ],
)
def test_nothing_to_measure_is_not_applicable(
    measure: MeasureBase, figures: dict[str, object], base: dict[str, float]
) -> None:
    assert not measure.read(Figures.model_validate(figures), base).applicable


def test_open_points_leave_the_value_between_none_and_all_of_them_met() -> None:
    found = reading(LIST, points={1: "met"})
    assert (found.low, found.high) == (0.333333333, 1.0)


def test_a_bare_percentage_is_flagged() -> None:
    assert len(reading(SHARE, percent=50).flags) == len(reading(ASKED, percent=50).flags) == 1


@pytest.mark.parametrize(("satisfied", "respondents"), [(0, 30), (30, 30), (27, 30), (588, 602)])
def test_the_wilson_interval_holds_the_share_and_stays_within_0_and_1(
    satisfied: int, respondents: int
) -> None:
    low, high = wilson(satisfied, respondents)
    assert 0 <= low <= satisfied / respondents <= high <= 1
    assert reading(ASKED, satisfied=satisfied, respondents=respondents).confidence == (low, high)


@pytest.mark.parametrize("name", ALL)
def test_the_best_figures_reach_the_target(name: str) -> None:
    base = {"estates": 6.0}
    measure = ALL[name]
    found = measure.read(measure.best(base), base)
    assert found.low is not None
    assert measure.score(found.low) == 1


@pytest.mark.parametrize(
    ("measure", "figures", "zh", "en", "target"),
    [
        (SHARE, {"numerator": 256, "denominator": 268}, "256/268 = 95.5 %", "256/268 = 95.5 %", "≥ 95 %"),
        (SHARE, {"numerator": 5050}, "5050/?", "5050/?", "≥ 95 %"),
        (SHARE, {"percent": 98.5}, "98.5 %", "98.5 %", "≥ 95 %"),
        (RATE, {"numerator": 760, "denominator": 31.8}, "760/31.8 = 23.89 ㎡", "760/31.8 = 23.89 m²", "≥ 30 m²"),
        (TIMES, {"count": 162}, "162 次", "162 times", "≥ 12 times"),
        (TIMES, {}, "? 次", "? times", "≥ 12 times"),
        (EACH, {"count": 22}, "22，平均 3.66 次/小区", "22, on average 3.66 each", "≥ 4 each"),
        (NONE, {"count": 1}, "1", "1", "≤ 0"),
        (LIST, {"points": {1: "met", 2: "unmet"}}, "做到 1/3 点，第 2 点未做到，第 3 点未填报", "1/3 points, unmet .2, not answered .3", "≥ 2/3 points"),
        (LIST, {"points": {1: "met", 2: "met", 3: "not_applicable"}}, "做到 2/2 点，第 3 点不适用", "2/2 points, not applicable .3", "≥ 2/3 points"),
        (STEPS, {"grade": 2}, "2 级（字）", "grade 2 (word)", "≥ grade 3"),
        (STEPS, {}, "? 级", "grade ?", "≥ grade 3"),
        (ASKED, {"satisfied": 90, "respondents": 100}, "90/100 = 90.0 %（95 % 置信区间 82.5–94.4 %）", "90/100 = 90.0 % (95 % confidence 82.5–94.4 %)", "≥ 90 %"),
        (ASKED, {"satisfied": 3}, "3/?", "3/?", "≥ 90 %"),
        (ASKED, {"percent": 98}, "98.0 %", "98.0 %", "≥ 90 %"),
        (YES, {"met": True}, "是", "yes", "yes"),
        (YES, {"met": False}, "否", "no", "yes"),
        (YES, {}, "?", "?", "yes"),
    ],
)  # fmt: skip
def test_figures_and_target_are_written_as_people_read_them(
    measure: MeasureBase, figures: dict[str, object], zh: str, en: str, target: str
) -> None:
    given, found = Figures.model_validate(figures), reading(measure, **figures)
    assert (measure.show(given, found, "zh"), measure.show(given, found, "en")) == (zh, en)
    assert measure.show_target("en") == target


def test_a_rubric_without_its_target_grade_scores_the_plain_value() -> None:
    broken = STEPS.model_copy(update={"target": 9})
    assert broken.score(0.4) == 0.4


def test_no_two_decimal_ratio_on_its_threshold_falls_below_it() -> None:
    missed = 0
    for target in range(1, 101):
        for whole in (100, 200, 300, 400, 700):
            part = Fraction(target, 100) * whole
            measure = SHARE.model_copy(
                update={"goalposts": Goalposts(floor=0, target=target / 100)}
            )
            found = reading(measure, numerator=float(part), denominator=whole)
            missed += measure.score(found.low or 0) != 1
    assert missed == 0


def test_a_point_without_a_number_has_number_0() -> None:
    assert Point(id="A.x", text=W).number == 0


def test_the_list_of_measures_is_the_union() -> None:
    assert set(get_args(get_args(Measure)[0])) == set(MEASURES)


def test_the_target_of_a_survey_is_a_share() -> None:
    with pytest.raises(ValueError, match="between 0 and 1"):
        Survey(goalposts=Goalposts(floor=0, target=95), min_respondents=30)
