"""Many files at once: one that cannot be read does not stop the others."""

from pathlib import Path

import pytest
from dying import read

import govstandard as gs
from govstandard.exchange.batch import read_standings, side_by_side

ROOT = Path(__file__).parents[2]
MODEL = ROOT / "examples" / "model-community.yaml"


def test_a_process_that_dies_costs_only_the_file_that_killed_it() -> None:
    names = [
        *(f"{number}.xlsx" for number in range(10)),
        "bad1.xlsx",
        "10.xlsx",
        "bad2.xlsx",
        "11.xlsx",
    ]
    found = [*side_by_side([(Path(name), "") for name in names], read)]
    told = [
        problem
        for problems in found
        if isinstance(problems, tuple)
        for problem in problems
    ]
    files = [problem.file for problem in told if isinstance(problem, gs.Problem)]
    assert files == names
    broken = {
        problem.file
        for problem in told
        if isinstance(problem, gs.Problem) and problem.what.zh == "读取时程序中断"
    }
    assert broken == {"bad1.xlsx", "bad2.xlsx"}


@pytest.mark.parametrize("count", [2, 10])
def test_whatever_is_wrong_with_a_file_is_told_and_the_others_are_read(
    tmp_path: Path, count: int
) -> None:
    files = [tmp_path / f"{number}.yaml" for number in range(count)]
    for file in files:
        file.write_bytes(MODEL.read_bytes())
    files[1].write_text("responses: [", encoding="utf-8")
    done: list[int] = []
    standings, problems = read_standings(files, "", lambda: done.append(1))
    assert (len(standings), len(done)) == (count - 1, count)
    assert {problem.file for problem in problems} == {str(files[1])}


def test_a_breakdown_over_one_file_is_told_as_its_fault(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def breaks(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("govstandard.exchange.batch.score", breaks)
    standings, (problem,) = read_standings([MODEL])
    assert standings == []
    assert problem.what.zh == "读不了：ZeroDivisionError()"


def test_another_standard_may_be_asked_for() -> None:
    standings, problems = read_standings([MODEL], "jindi@9.9.9")
    assert (standings, [problem.code for problem in problems]) == ([], ["GS301"])
