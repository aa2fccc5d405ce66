"""The Jindi standard: whole, and true to what is known of the original."""

import hashlib
import re
from pathlib import Path

import pytest

import govstandard as gs
from govstandard.library.cases import Verdict, run_cases
from govstandard.library.loading import read_standard
from govstandard.standard import cautions
from govstandard.standard.cautions import caution, requirements_differ

FOLDER = Path(__file__).parents[1] / "standards" / "jindi"
STANDARD = read_standard(FOLDER)
CASES = run_cases(STANDARD, FOLDER)


@pytest.mark.parametrize(
    "verdict", CASES, ids=lambda verdict: f"{verdict.file}-{verdict.name}"
)
def test_every_worked_case_comes_out_as_computed_by_hand(verdict: Verdict) -> None:
    assert [str(difference) for difference in verdict.differences] == []


def test_there_are_4_dimensions_25_parts_and_150_items() -> None:
    assert [len(STANDARD.tier(name)) for name in ("dimension", "part", "item")] == [
        4,
        25,
        150,
    ]


def test_counts_of_origin_are_those_that_the_readme_states() -> None:
    bases = [item.basis for item in STANDARD.indicators if item.basis]
    counted = [
        sum(basis.target == name for basis in bases)
        for name in ("founding", "derived", "law", "editorial")
    ]
    assert counted == [18, 8, 21, 103]
    grounded = [
        sum(basis.grounding == name for basis in bases)
        for name in ("direct", "theme", "editorial")
    ]
    assert grounded == [100, 47, 3]


def test_a_released_file_never_changes_by_a_byte() -> None:
    released = {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in FOLDER.glob("releases/*.*.[0-9].json")
    }
    assert released == {
        "1.0.0.json": "fd1e0e84e956839ef0316c04040df04f0a1040d542005e2c089f78368e09a5c0"
    }


def test_the_release_says_what_the_folder_says() -> None:
    assert gs.load("jindi@1.0.0") == STANDARD


def test_a_part_weighs_its_number_of_items_and_items_weigh_1() -> None:
    for part in STANDARD.tier("part"):
        assert isinstance(part, gs.Group)
        assert part.weight == len(part.items)
        assert all(item.weight == 1 for item in part.items)


def test_33_items_are_baselines_33_are_sensitive_and_4_stand_behind_vetoes() -> None:
    assert sum(item.baseline for item in STANDARD.indicators) == 33
    assert all(item.demands_evidence == item.baseline for item in STANDARD.indicators)
    assert sum(item.sensitive for item in STANDARD.indicators) == 33
    assert len({veto.indicator for veto in STANDARD.vetoes}) == 4


def test_every_item_has_all_that_staff_need() -> None:
    for item in STANDARD.indicators:
        assert item.lead, item.id
        assert item.every, item.id
        assert item.verify, item.id
        assert item.basis, item.id
        assert item.since == "1.0.0", item.id
        assert 40 <= len(item.requirement.zh) <= 160, item.id
        assert 2 <= len(item.evidence) <= 5, item.id
        assert 2 <= len(item.remedy) <= 5, item.id
        assert item.effort, item.id
        assert item.effort.person_days > 0, item.id
        assert all(len(point.text.zh) >= 8 for point in item.measure.points), item.id
        assert item.title.zh, item.id
        assert item.title.en, item.id


def test_there_are_at_least_60_prerequisites() -> None:
    assert sum(len(item.needs) for item in STANDARD.indicators) >= 60


def test_no_two_items_ask_for_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cautions, "ALIKE", 0.35)  # far below what is warned of
    assert [str(problem) for problem in requirements_differ(STANDARD)] == []


def test_the_warnings_are_of_sources_and_of_the_two_bodies_that_carry_most() -> None:
    found = [problem.code for problem in caution(STANDARD)]
    assert {code: found.count(code) for code in found} == {"GS221": 10, "GS227": 2}


def test_what_is_counted_is_defined_at_length() -> None:
    for item in STANDARD.indicators:
        assert all(
            len(text.zh) >= 10
            for label, text in item.measure.defined()
            if label.en[:6] != "Fewest"
        ), item.id


def test_every_source_says_when_it_was_checked_and_one_in_doubt_why() -> None:
    for source in STANDARD.sources:
        if source.kind != "founding":
            assert source.checked, source.id
            assert source.note or source.status == "in-force", source.id
            assert source.status == "unverified" or (source.issuer and source.year), (
                source.id
            )


def test_two_part_files_look_alike_to_an_author() -> None:
    for path in sorted((FOLDER / "parts").glob("*.yaml")):
        first, second = path.read_text(encoding="utf-8").splitlines()[:2]
        assert (
            first == "# yaml-language-server: $schema=../../../schemas/part.schema.json"
        )
        assert second == f"id: {path.stem}"


def test_no_text_puts_a_half_width_comma_or_colon_between_chinese_characters() -> None:
    for path in sorted(FOLDER.rglob("*.yaml")):
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"[\u4e00-\u9fff][,;:?!][\u4e00-\u9fff]", text), path.name
