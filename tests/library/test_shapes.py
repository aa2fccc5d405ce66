"""What is told of data that has not the shape of a model, and with which facts."""

from pathlib import Path

import pytest

from govstandard.assessment.answers import Assessment
from govstandard.base.frozen import Frozen
from govstandard.base.problems import InvalidFile, Problem
from govstandard.library.cases import Cases
from govstandard.library.documents import read_document
from govstandard.library.shapes import parse

SOUND = """
standard: demo
community: {name: 社区}
period: {start: 2025-01-01, end: 2025-12-31}
"""


def fault(path: Path, text: str, model: type[Frozen] = Assessment) -> Problem:
    """Write a file and return the one problem of its shape."""
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InvalidFile) as caught:
        parse(read_document(path), model)
    (problem,) = caught.value.problems
    return problem


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("responses: {A: {grade: 1.5}}", "“grade” 应是整数，现为 1.5"),
        ("responses: {A: {met: 是}}", "“met” 应是true 或 false，现为 '是'"),
        (
            "reviewed: {by: 甲, on: 20250101}",
            "“on” 应是日期，写作 2026-01-31，现为 20250101",
        ),
        (
            "responses: {A: {points: {1: yes}}}",
            "“points.1” 为 'yes'，应为 met, unmet, not_applicable 之一",
        ),
        ("responses: {A: {numerator: 1.0e+16}}", "“numerator” 为 1e+16，应 ≤ 1e+15"),
        (
            "responses: {一: {}}",
            "“一” 为 '一'，不符合写法 ^[A-Za-z0-9][A-Za-z0-9_.-]*$",
        ),
        ("reviewed: {by: '', on: 2026-01-01}", "“by” 为 ∅，不能为空"),
        ("responses: [1]", "“responses” 应是“键: 值”的形式，现为 list"),
        ("reviewed: 张三", "“reviewed” 应是“键: 值”的形式，现为 '张三'"),
    ],
)
def test_a_misfit_is_told_in_these_words(tmp_path: Path, line: str, told: str) -> None:
    assert fault(tmp_path / "a.yaml", SOUND + line).what.zh == told


def test_a_case_that_expects_nothing_is_told_so(tmp_path: Path) -> None:
    problem = fault(tmp_path / "a.yaml", "cases: [{name: 空, expect: {}}]", Cases)
    assert problem.what.zh == "“expect”：没有写应得的结果"
    assert problem.what.en == "'expect': nothing is expected"


def test_a_misfit_carries_its_field_what_was_given_and_the_limit_as_numbers(
    tmp_path: Path,
) -> None:
    problem = fault(tmp_path / "a.yaml", f"{SOUND}responses: {{A: {{percent: 980.0}}}}")
    assert problem.facts["field"] == "percent"
    assert problem.facts["given"] == 980.0
    told = problem.what.model_dump(context={"told": True})
    assert told["facts"]["demand"]["facts"] == {"limit": 100}
