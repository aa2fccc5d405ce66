"""Problems of an assessment in the words of a workbook: headings, no keys, numbers as cells show them."""

import pytest

from govstandard.base.problems import Path, Problem
from govstandard.base.words import Key, Words, words
from govstandard.workbook.form import LAYOUT
from govstandard.workbook.reading.wording import worded

ABOVE, BELOW = Key(key="numerator", title="分子"), Key(key="denominator", title="分母")
PLACE: Path = ("responses", "PB.03.04", "review", "numerator")


def told(what: Words, hint: Words | None = None, path: Path = PLACE) -> Problem:
    return worded(Problem(code="GS304", what=what, hint=hint, path=path), LAYOUT)


def test_keys_are_told_by_their_chinese_words_also_several_and_within_a_hint() -> None:
    problem = told(
        words(
            "填了{keys}，没有填{key}",
            "{keys} and no {key}",
            keys=(ABOVE, BELOW),
            key=BELOW,
        ),
        words("不填{key}", "leave out {key}", key=ABOVE),
    )
    assert problem.what.zh == "填了分子、分母，没有填分母"
    assert problem.what.en == "numerator, denominator and no denominator"
    assert problem.hint
    assert (problem.hint.zh, problem.hint.en) == ("不填分子", "leave out numerator")


def test_a_field_is_told_by_the_heading_of_its_column_and_other_words_are_left_alone() -> (
    None
):
    what = words(
        "“{field}” 里的 {id}", "{id} in '{field}'", field="numerator", id="jindi@1.0.0"
    )
    assert told(what).what.zh == "“复核：分子（满意数）” 里的 jindi@1.0.0"
    assert told(what).what.en == "jindi@1.0.0 in 'Review: numerator (satisfied)'"
    assert told(what, path=("community", "base", "shops")).what == what


@pytest.mark.parametrize(
    ("number", "shown"),
    [(5.0, "5"), (-3.0, "-3"), (1.5, "1.5"), (1e16, "1e+16"), ("1.0", "1.0")],
)
def test_a_whole_number_is_told_without_decimals_also_within_a_part_of_a_sentence(
    number: float | str, shown: str
) -> None:
    part = words("为 {given}", "is {given}", given=number)
    assert told(words("{part}！", "{part}!", part=part)).what.zh == f"为 {shown}！"
