"""Worked cases: they pass when the engine agrees with them, and say how it differs when not."""

from pathlib import Path

import pytest

from govstandard.base.problems import InvalidFile, UnreadableFile
from govstandard.library.cases import run_cases
from govstandard.standard.tree import Standard


def run(tmp_path: Path, tiny: Standard, text: str) -> list[str]:
    (tmp_path / "cases").mkdir(exist_ok=True)
    (tmp_path / "cases" / "a.yaml").write_text(text, encoding="utf-8")
    (verdict,) = run_cases(tiny, tmp_path)
    return [difference.en for difference in verdict.differences]


@pytest.mark.parametrize(
    ("expect", "differences"),
    [
        ("scores: {A.1: 1, B.1: 0.5}", []),
        (
            "scores: {A.1: 0.9}",
            ["A.1: expected 0.9, got 1", "A.1: expected 0.9, got 1"],
        ),
        ("scores: {A.1: null}", ["A.1: expected –, got 1", "A.1: expected –, got 1"]),
        ("scores: {A.2: [0, 1]}", []),
        ("outcomes: {B.1: met}", ["B.1: expected met, got partly_met"]),
        ("total: [50, 75]", []),
        ("total: 50", ["total: expected 50, got 75"]),
        (
            "self_reported: 1",
            ["self_reported: expected 1, got 50", "self_reported: expected 1, got 75"],
        ),
        ("level: met", ["level: expected met, got below"]),
        ("possible: below", []),
        ("{answered: 2, applicable: 4}", ["applicable: expected 4, got 3"]),
    ],
)
def test_a_case_passes_or_tells_each_difference(
    tmp_path: Path, tiny: Standard, expect: str, differences: list[str]
) -> None:
    expect = expect if expect.startswith("{") else f"{{{expect}}}"
    responses = "{A.1: {numerator: 95, denominator: 100}, B.1: {count: 6}}"
    assert (
        run(
            tmp_path,
            tiny,
            f"cases: [{{name: 例, responses: {responses}, expect: {expect}}}]",
        )
        == differences
    )


def test_a_case_can_fill_the_rest_and_combine_another_way(
    tmp_path: Path, tiny: Standard
) -> None:
    text = "{name: 例, others: met, aggregation: {kind: minimum}, responses: {B.1: {count: 3}}, expect: {total: 25}}"
    assert run(tmp_path, tiny, f"cases: [{text}]") == []


def test_faults_of_cases_have_their_place(tmp_path: Path, tiny: Standard) -> None:
    with pytest.raises(InvalidFile) as caught:
        run(
            tmp_path,
            tiny,
            "cases:\n  - name: 例\n    responses: {A.9: {met: true}}\n    expect: {total: 1}\n",
        )
    assert [(problem.code, problem.line) for problem in caught.value.problems] == [
        ("GS302", 3)
    ]


def test_an_expected_score_of_what_is_not_there_has_its_place(
    tmp_path: Path, tiny: Standard
) -> None:
    with pytest.raises(InvalidFile, match=r"a\.yaml:1:37: GS302"):
        run(tmp_path, tiny, "cases: [{name: 例, expect: {scores: {A.9: 1}}}]")


def test_a_standard_without_cases_says_so(tmp_path: Path, tiny: Standard) -> None:
    with pytest.raises(UnreadableFile, match="no worked cases") as caught:
        run_cases(tiny, tmp_path)
    (problem,) = caught.value.problems
    assert (problem.code, problem.what.zh) == ("GS101", "没有算例：缺 cases/*.yaml")


@pytest.mark.parametrize("expect", ["{}", "{total: .nan}"])
def test_a_case_that_expects_nothing_is_refused(
    tmp_path: Path, tiny: Standard, expect: str
) -> None:
    with pytest.raises(InvalidFile, match="GS11"):
        run(tmp_path, tiny, f"cases: [{{name: 例, expect: {expect}}}]")
