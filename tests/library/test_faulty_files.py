"""Every fault prints, in Chinese and in English, exactly what stands beside its faulty file.

After a message was changed on purpose, ``python tests/faulty.py`` writes the texts anew.
"""

import re
from pathlib import Path

import pytest
from faulty import FILES, fault, printed

from govstandard.base.problems import CODES

SOURCES = Path(__file__).parents[2] / "src" / "govstandard"
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


@pytest.mark.parametrize("path", FILES, ids=[path.stem for path in FILES])
def test_a_fault_prints_what_stands_beside_it_in_both_languages(path: Path) -> None:
    assert printed(fault(path)) == path.with_suffix(".txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("path", FILES, ids=[path.stem for path in FILES])
def test_a_faulty_file_is_named_by_a_code_that_it_shows(path: Path) -> None:
    assert path.name[:5] in {problem.code for problem in fault(path).problems}


def test_every_code_is_listed_emitted_and_shown_by_an_example() -> None:
    emitted = {
        code
        for source in SOURCES.rglob("*.py")
        if source.name != "problems.py"
        for code in re.findall(r"GS\d{3}", source.read_text(encoding="utf-8"))
    }
    assert emitted == set(CODES)
    assert {path.name[:5] for path in FILES} == set(CODES) - ELSEWHERE - PAPER
