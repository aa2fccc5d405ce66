"""Each measure: what it reads, what it makes of it, how it says so."""

import random
from fractions import Fraction
from typing import NamedTuple, get_args

import pytest
from pydantic import TypeAdapter

from govstandard.base.words import words
from govstandard.standard.measures import (
    KEYS,
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
    PointAnswer,
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
TIMES = Count(
    counted=W, goalposts=Goalposts(floor=0, target=12), unit=words("次", "times")
)
EACH = Count(
    counted=W,
    goalposts=Goalposts(floor=0, target=4),
    per=Per(base="estates"),
    unit=words("次/小区", "each"),
)
NONE = Count(counted=W, goalposts=Goalposts(floor=1, target=0))
LIST = Checklist(
    points=tuple(Point(id=f"A.{k}", text=W) for k in (1, 2, 3)), required=2
)
STEPS = Rubric(
    grades=tuple(
        Grade(grade=g, text=W, score=s) for g, s in ((1, 0.0), (2, 0.4), (3, 0.8))
    ),
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
    ("measure", "figures", "zh", "en"),
    [
        (SHARE, {"denominator": 3}, "缺分子", "the numerator is missing"),
        (SHARE, {"numerator": 3}, "缺分母", "the denominator is missing"),
        (TIMES, {}, "未填报", "not answered"),
        (STEPS, {}, "未填报", "not answered"),
        (YES, {}, "未填报", "not answered"),
        (ASKED, {"satisfied": 3}, "缺满意数或有效问卷数", "satisfied or respondents is missing"),
        (ASKED, {"respondents": 30}, "缺满意数或有效问卷数", "satisfied or respondents is missing"),
        (ASKED, {"satisfied": 3, "respondents": 29}, "有效问卷仅 29 份，至少需要 30 份", "only 29 respondents, at least 30 needed"),
    ],
)  # fmt: skip
def test_too_little_is_no_value_and_says_why(
    measure: MeasureBase, figures: dict[str, object], zh: str, en: str
) -> None:
    found = reading(measure, **figures)
    assert found.applicable
    assert found.low is None
    assert found.why
    assert (found.why.zh, found.why.en) == (zh, en)


def test_a_size_that_the_community_did_not_give_is_no_value() -> None:
    found = EACH.read(Figures(count=3), {})
    assert found.why
    assert (found.applicable, found.low) == (True, None)
    assert found.why.zh == "社区信息缺“estates”"
    assert found.why.en == "the community's 'estates' is missing"


@pytest.mark.parametrize(
    ("measure", "figures", "zh", "en"),
    [
        (SHARE, {"numerator": 0, "denominator": 0}, "分母为 0，本期无此类事项", "the denominator is 0"),
        (EACH, {"count": 0}, "社区的“estates”为 0", "the community's 'estates' is 0"),
        (LIST, {"points": dict.fromkeys((1, 2, 3), "not_applicable")}, "所有采分点均不适用", "no point applies"),
    ],
)  # fmt: skip
def test_nothing_to_measure_is_not_applicable_and_says_why(
    measure: MeasureBase, figures: dict[str, object], zh: str, en: str
) -> None:
    found = measure.read(Figures.model_validate(figures), {"estates": 0.0})
    assert not found.applicable
    assert found.why
    assert (found.why.zh, found.why.en) == (zh, en)


def test_open_points_leave_the_value_between_none_and_all_of_them_met() -> None:
    found = reading(LIST, points={1: "met"})
    assert (found.low, found.high) == (0.333333333, 1.0)


@pytest.mark.parametrize(
    ("measure", "zh", "en"),
    [
        (SHARE, "只填了百分比，分子分母不详", "percentage only, the counts behind it are not known"),
        (ASKED, "只填了百分比，样本量和置信区间不详", "percentage only, sample size and confidence interval are not known"),
    ],
)  # fmt: skip
def test_a_bare_percentage_is_flagged(measure: MeasureBase, zh: str, en: str) -> None:
    (flag,) = reading(measure, percent=50).flags
    assert (flag.zh, flag.en) == (zh, en)


@pytest.mark.parametrize(
    ("satisfied", "respondents"), [(0, 30), (30, 30), (27, 30), (588, 602)]
)
def test_the_wilson_interval_holds_the_share_and_stays_within_0_and_1(
    satisfied: int, respondents: int
) -> None:
    low, high = wilson(satisfied, respondents)
    assert 0 <= low <= satisfied / respondents <= high <= 1
    assert reading(ASKED, satisfied=satisfied, respondents=respondents).confidence == (
        low,
        high,
    )


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
    assert (measure.show(given, found, "zh"), measure.show(given, found, "en")) == (
        zh,
        en,
    )
    assert measure.show_target("en") == target


def test_a_target_is_written_in_chinese_as_people_read_it() -> None:
    whole = LIST.model_copy(update={"required": None})
    measures = {**ALL, "whole": whole}
    assert {name: measure.show_target("zh") for name, measure in measures.items()} == {
        "share": "≥ 95 %",
        "rate": "≥ 30 ㎡",
        "times": "≥ 12 次",
        "each": "≥ 4 次/小区",
        "none": "≤ 0",
        "list": "3 点中做到 2 点",
        "whole": "3 点全部做到",
        "steps": "≥ 3 级",
        "asked": "≥ 90 %",
        "yes": "是",
    }
    assert whole.show_target("en") == "≥ 3/3 points"


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


@pytest.mark.parametrize("name", ALL)
def test_a_measure_is_read_back_from_its_json_as_what_it_is(name: str) -> None:
    written = ALL[name].model_dump_json()
    assert TypeAdapter[MeasureBase](Measure).validate_json(written) == ALL[name]


def test_every_measure_has_a_name_for_people() -> None:
    assert [(kind.title.zh, kind.title.en) for kind in MEASURES] == [
        ("采分点", "checklist"),
        ("比率", "ratio"),
        ("数量", "count"),
        ("等次", "rubric"),
        ("是否", "yes or no"),
        ("问卷", "survey"),
    ]


def test_the_target_of_a_survey_is_a_share() -> None:
    with pytest.raises(ValueError, match="between 0 and 1"):
        Survey(goalposts=Goalposts(floor=0, target=95), min_respondents=30)


@pytest.mark.parametrize(("floor", "target"), [(0, 1), (1, 0)])
def test_the_goalposts_of_a_share_may_be_none_and_all(
    floor: float, target: float
) -> None:
    posts = Goalposts(floor=floor, target=target)
    survey = Survey(goalposts=posts, min_respondents=1)
    share = Ratio(numerator=W, denominator=W, goalposts=posts)
    assert survey.posts == share.posts == posts


@pytest.mark.parametrize(
    ("value", "why"),
    [
        (float("nan"), "finite"),
        (float("inf"), "finite"),
        (-1, "greater than or equal to 0"),
        (1e16, "less than or equal to"),
        (True, "valid number"),
        ("1", "valid number"),
    ],
)
@pytest.mark.parametrize("name", ["numerator", "denominator", "percent", "count"])
def test_a_figure_is_a_finite_number_that_can_be_counted(
    name: str, value: object, why: str
) -> None:
    with pytest.raises(ValueError, match=rf"{name}\n.*{why}"):
        Figures.model_validate({name: value})


@pytest.mark.parametrize("value", [-1, 1.5, True, "1"])
@pytest.mark.parametrize("name", ["grade", "satisfied", "respondents"])
def test_a_figure_that_is_counted_one_by_one_is_whole(name: str, value: object) -> None:
    with pytest.raises(ValueError, match=name):
        Figures.model_validate({name: value})


def test_figures_may_be_nothing_and_a_percentage_all() -> None:
    numbers = ("numerator", "denominator", "percent", "count")
    none = dict.fromkeys((*numbers, "grade", "satisfied", "respondents"), 0)
    assert Figures.model_validate(none).given == none.keys()
    assert Figures(percent=100).percent == 100
    assert Figures(count=1e15).count == 1e15


@pytest.mark.parametrize(
    ("posts", "scores"),
    [
        (Goalposts(floor=2, target=12), {1: 0, 2: 0, 7: 0.5, 12: 1, 13: 1}),
        (Goalposts(floor=12, target=2), {1: 1, 2: 1, 7: 0.5, 12: 0, 13: 0}),
    ],
    ids=["more-is-better", "fewer-is-better"],
)
def test_a_value_at_the_floor_scores_0_and_at_the_target_1_and_none_lies_beyond(
    posts: Goalposts, scores: dict[float, float]
) -> None:
    assert {value: posts.score(value) for value in scores} == scores


@pytest.mark.parametrize(
    ("measure", "best"),
    [
        (SHARE, {"numerator": 1, "denominator": 1}),
        (SHARE.model_copy(update={"goalposts": Goalposts(floor=0.6, target=0.1)}), {"numerator": 0, "denominator": 1}),
        (RATE, {"numerator": 30, "denominator": 1}),
        (RATE.model_copy(update={"goalposts": Goalposts(floor=0, target=-2)}), {"numerator": 0, "denominator": 1}),
        (TIMES, {"count": 12}),
        (EACH, {"count": 24}),
        (EACH.model_copy(update={"per": Per(base="estates", unit=3)}), {"count": 8}),
        (EACH.model_copy(update={"per": Per(base="unknown", unit=0.5)}), {"count": 8}),
        (NONE, {"count": 0}),
        (NONE.model_copy(update={"goalposts": Goalposts(floor=1, target=-1)}), {"count": 0}),
        (LIST, {"points": {1: "met", 2: "met", 3: "met"}}),
        (STEPS, {"grade": 3}),
        (ASKED, {"satisfied": 30, "respondents": 30}),
        (YES, {"met": True}),
    ],
)  # fmt: skip
def test_the_best_figures_are_no_more_than_the_target_asks_for(
    measure: MeasureBase, best: dict[str, object]
) -> None:
    assert measure.best({"estates": 6.0}) == Figures.model_validate(best)


@pytest.mark.parametrize(
    ("name", "zh", "en"),
    [
        ("share", ["分子：字", "分母：字"], ["Numerator: word", "Denominator: word"]),
        ("times", ["计数对象：字"], ["Counted: word"]),
        ("list", [], []),
        ("steps", ["1 级：字", "2 级：字", "3 级：字"], ["Grade 1: word", "Grade 2: word", "Grade 3: word"]),
        ("asked", ["满意数：满意和比较满意的有效问卷数", "有效问卷：有效问卷数", "最少问卷数：30 份"],
         ["Satisfied: valid answers that are satisfied", "Respondents: valid answers", "Fewest respondents: 30"]),
        ("yes", [], []),
    ],
)  # fmt: skip
def test_a_measure_says_term_by_term_how_to_count(
    name: str, zh: list[str], en: list[str]
) -> None:
    terms = list(ALL[name].defined())
    assert [f"{term.zh}：{meaning.to('zh')}" for term, meaning in terms] == zh
    assert [f"{term.en}: {meaning.to('en')}" for term, meaning in terms] == en


class Named(NamedTuple):
    """Cells that are called as what stands in them."""

    points: int = 3
    size: str = "estates"

    def figure(self, name: str) -> str:
        return name

    def filled(self, name: str) -> str:
        return f"{name}?"

    def answered(self, answer: PointAnswer) -> str:
        return f"#{answer}"

    def word(self, answer: PointAnswer) -> str:
        return f'"{answer}"'


@pytest.mark.parametrize(
    ("name", "formula"),
    [
        ("share", ('IF(percent?,ROUND(VALUE(SUBSTITUTE(percent,"%",""))/100,9),IF(OR(numerator="",denominator=""),"",'
                  'IF(denominator=0,"not_applicable",ROUND(numerator/denominator,9))))')),
        ("rate", ('IF(OR(numerator="",denominator=""),"",'
                 'IF(denominator=0,"not_applicable",ROUND(numerator/denominator,9)))')),
        ("times", 'IF(count="","",ROUND(count,9))'),
        ("each", 'IF(OR(count="",estates=""),"",IF(estates=0,"not_applicable",ROUND(count/(estates/1.0),9)))'),
        ("list", ('IF(#met+#unmet+#not_applicable=0,"",'
                 'IF(#not_applicable=3,"not_applicable",ROUND(#met/(3-#not_applicable),9)))')),
        ("steps", 'IF(grade="","",IF(VALUE(grade)=1,0.0,IF(VALUE(grade)=2,0.4,IF(VALUE(grade)=3,0.8,""))))'),
        ("asked", ('IF(percent?,ROUND(VALUE(SUBSTITUTE(percent,"%",""))/100,9),IF(OR(satisfied="",respondents=""),"",'
                  'IF(respondents<30,"",ROUND(satisfied/respondents,9))))')),
        ("yes", 'IF(met="met",1,IF(met="unmet",0,""))'),
    ],
)  # fmt: skip
def test_the_formula_of_a_value_is_made_of_the_cells_that_the_measure_asks_for(
    name: str, formula: str
) -> None:
    assert ALL[name].formula(Named()) == formula


@pytest.mark.parametrize(
    ("name", "ways"),
    [
        ("share", [["numerator number 字", "denominator number 字"], ["percent percent"]]),
        ("rate", [["numerator number 字", "denominator number 字"]]),
        ("each", [["count number 字"]]),
        ("list", [["points points"]]),
        ("steps", [["grade grade 1/2/3"]]),
        ("asked", [["satisfied whole 满意和比较满意的有效问卷数", "respondents whole 有效问卷数"], ["percent percent"]]),
        ("yes", [["met yes-or-no"]]),
    ],
)  # fmt: skip
def test_a_measure_says_which_figures_it_asks_for_and_how_they_are_typed(
    name: str, ways: list[list[str]]
) -> None:
    told = [
        [
            f"{name} {form} {meaning or '/'.join(choices)}".strip()
            for name, form, meaning, choices in way
        ]
        for way in ALL[name].asks
    ]
    assert told == ways
    assert list(ALL[name].asked) == [
        figure.split()[0] for way in ways for figure in way
    ]
    assert ALL[name].by_points == (name == "list")


def test_every_figure_has_a_word_for_people_and_is_asked_for_by_a_measure() -> None:
    assert KEYS.keys() == Figures.model_fields.keys()
    assert [key.to("en") for key in KEYS.values()] == list(KEYS)
    assert [key.to("zh") for key in KEYS.values()] == [
        "采分点 points",
        "分子 numerator",
        "分母 denominator",
        "百分比 percent",
        "数量 count",
        "等次 grade",
        "是否做到 met",
        "满意数 satisfied",
        "有效问卷数 respondents",
    ]
    assert {name for measure in ALL.values() for name in measure.asked} == KEYS.keys()


def test_only_a_count_per_size_is_divided_by_a_size_of_the_community() -> None:
    assert [name for name, measure in ALL.items() if measure.size] == ["each"]
    assert EACH.size == Per(base="estates")
    assert EACH.size.name.to("zh") == "estates"
    assert Per(base="estates", title=W).name.to("zh") == "字"


@pytest.mark.parametrize("kind", MEASURES)
@pytest.mark.parametrize("seed", range(40))
def test_what_a_measure_draws_is_sound_suits_it_and_where_whole_leaves_nothing_open(
    kind: type[MeasureBase], seed: int
) -> None:
    dice = random.Random(seed)  # noqa: S311 - not for secrets
    measure = kind.drawn(dice, "A.1")
    assert list(measure.unsound("A.1", ())) == []
    for whole in (True, False):
        figures = measure.answer(dice, whole=whole)
        assert figures.given <= measure.asked.keys()
        assert list(measure.misfits(figures, "A.1", ())) == []
        found = measure.read(figures, {"estates": 6.0})
        assert not whole or not found.applicable or found.low == found.high is not None


@pytest.mark.parametrize(
    ("kind", "forms"), [(Ratio, 3), (Count, 6), (Rubric, 4), (Survey, 9)]
)
def test_a_measure_draws_itself_in_all_its_forms(
    kind: type[MeasureBase], forms: int
) -> None:
    drawn = [kind.drawn(random.Random(seed), "A.1") for seed in range(100)]  # noqa: S311
    shapes = {
        getattr(measure, "form", None) or measure.model_dump_json(exclude={"target"})
        for measure in drawn
    }
    assert len(shapes) == forms


def test_a_checklist_draws_one_to_five_points_and_how_many_are_required() -> None:
    drawn = [Checklist.drawn(random.Random(seed), "A.1") for seed in range(200)]  # noqa: S311
    shapes = {(len(measure.points), measure.required) for measure in drawn}
    assert shapes == {
        (count, needed) for count in range(1, 6) for needed in range(1, count + 1)
    }
    points = [point for measure in drawn for point in measure.points]
    assert {point.not_applicable is None for point in points} == {True, False}


def test_a_rubric_draws_two_to_five_grades_from_nothing_to_all_and_its_target() -> None:
    drawn = [Rubric.drawn(random.Random(seed), "A.1") for seed in range(200)]  # noqa: S311
    shapes = {(len(measure.grades), measure.target) for measure in drawn}
    assert shapes == {
        (last, target) for last in range(2, 6) for target in range(2, last + 1)
    }
    ends = {(measure.grades[0].score, measure.grades[-1].score) for measure in drawn}
    assert ends == {(0, 1)}


def test_points_are_drawn_with_each_answer_and_left_open_only_where_not_whole() -> None:
    free = LIST.model_copy(
        update={
            "points": tuple(
                Point(id=f"A.{k}", text=W, not_applicable=W) for k in (1, 2)
            )
        }
    )
    dice = random.Random(1)  # noqa: S311 - not for secrets
    for whole in (True, False):
        drawn = [free.answer(dice, whole=whole).points or {} for _ in range(100)]
        answers = {points.get(number) for points in drawn for number in (1, 2)}
        assert answers - {None} == {"met", "unmet", "not_applicable"}
        assert (None in answers) != whole


def test_figures_are_drawn_as_counts_and_now_and_then_as_bare_percentages() -> None:
    dice = random.Random(1)  # noqa: S311 - not for secrets
    for measure in (SHARE, ASKED):
        drawn = [measure.answer(dice, whole=True).given for _ in range(100)]
        counts, percentage = (
            frozenset(figure.name for figure in way) for way in measure.asks
        )
        assert set(drawn) == {counts, percentage}
        assert drawn.count(percentage) < drawn.count(counts) / 2
    assert {RATE.answer(dice, whole=True).given for _ in range(100)} == {
        frozenset(("numerator", "denominator"))
    }
    few = [ASKED.answer(dice, whole=False).respondents for _ in range(100)]
    assert min(count for count in few if count is not None) < 30


@pytest.mark.parametrize(
    ("measure", "bounds"),
    [
        (RATE, {"numerator": (0, 200), "denominator": (0, 200)}),
        (SHARE, {"denominator": (0, 200), "percent": (0, 100)}),
        (ASKED, {"respondents": (30, 230), "percent": (0, 100)}),
        (TIMES, {"count": (0, 30)}),
    ],
)
def test_figures_are_drawn_from_the_least_to_the_most(
    measure: MeasureBase, bounds: dict[str, tuple[float, float]]
) -> None:
    dice = random.Random(11)  # noqa: S311 - not for secrets
    answers = [measure.answer(dice, whole=True) for _ in range(10_000)]
    for name, ends in bounds.items():
        drawn = [getattr(figures, name) for figures in answers if name in figures.given]
        assert (min(drawn), max(drawn)) == ends


def test_a_share_lies_between_the_two_counts_of_which_one_is_a_part_and_a_rate_may_exceed_1() -> (
    None
):
    pairs = {name: measure.parts for name, measure in ALL.items() if measure.parts}
    assert pairs == {
        "share": (("numerator", "denominator"),),
        "asked": (("satisfied", "respondents"),),
    }
    dice = random.Random(1)  # noqa: S311 - not for secrets
    drawn = [RATE.answer(dice, whole=True) for _ in range(50)]
    assert any((found.numerator or 0) > (found.denominator or 0) for found in drawn)


def test_several_points_of_the_same_answer_are_named_together() -> None:
    given, found = Figures(points={1: "met"}), reading(LIST, points={1: "met"})
    assert LIST.show(given, found, "zh") == "做到 1/3 点，第 2、3 点未填报"
    assert LIST.show(given, found, "en") == "1/3 points, not answered .2, .3"
