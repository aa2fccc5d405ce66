"""Every fault prints exactly what stands beside its faulty file."""

import re
from pathlib import Path

import pytest

from govstandard.base.problems import CODES, GovStandardError, InvalidFile
from govstandard.library.loading import read_assessment, read_standard, warnings_of

HERE = Path(__file__).parents[1] / "problems"
SOURCES = Path(__file__).parents[2] / "src" / "govstandard"
FILES = sorted(HERE.glob("GS*.yaml"))
ELSEWHERE = {
    "GS101",
    "GS222",
    "GS223",
    "GS224",
    "GS301",
}  # a missing file, releases, a missing version: not one file
PAPER = {
    code for code in CODES if code >= "GS5"
}  # no YAML; shown by tests/workbook and tests/report


def read(path: Path) -> None:
    if "community:" in path.read_text(encoding="utf-8"):
        read_assessment(path.name, read_standard("standard-ok.yaml"))
    else:
        read_standard(path.name)
        raise InvalidFile(warnings_of(path.name))


def fault(path: Path) -> GovStandardError:
    """Read a faulty file and return what is raised."""
    with pytest.raises(GovStandardError) as caught:
        read(path)
    return caught.value


@pytest.fixture(autouse=True)
def _here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(HERE)


@pytest.mark.parametrize("path", FILES, ids=[path.stem for path in FILES])
def test_a_fault_prints_what_stands_beside_it(path: Path) -> None:
    assert fault(path).render("en") + "\n" == path.with_suffix(".txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("path", FILES, ids=[path.stem for path in FILES])
def test_a_fault_is_told_in_chinese_too_and_carries_its_code_in_the_file_name(path: Path) -> None:
    problems = fault(path).problems
    assert path.name[:5] in {problem.code for problem in problems}
    assert all(
        re.search(r"[\u4e00-\u9fff]", problem.what.zh) and problem.what.en for problem in problems
    )
    assert all(
        problem.hint is None or (problem.hint.zh and problem.hint.en) for problem in problems
    )


def test_every_code_is_listed_emitted_and_shown_by_an_example() -> None:
    emitted = {
        code
        for source in SOURCES.rglob("*.py")
        if source.name != "problems.py"
        for code in re.findall(r"GS\d{3}", source.read_text(encoding="utf-8"))
    }
    assert emitted == set(CODES)
    assert {path.name[:5] for path in FILES} == set(CODES) - ELSEWHERE - PAPER
