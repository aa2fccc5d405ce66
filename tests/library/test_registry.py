"""Standards by name, and what an assessment's file refers to."""

from pathlib import Path

import pytest

import govstandard as gs
from govstandard.library import registry

HEAD = "community: {name: x}\nperiod: {start: 2025-01-01, end: 2025-12-31}\n"


def test_a_name_a_version_and_a_path_give_the_same_standard(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    by_name = gs.load("jindi")
    assert gs.load("jindi@1.0.0") == by_name
    assert registry.load_path(Path(registry.available()[0].path)) == by_name
    monkeypatch.chdir(tmp_path)
    (tmp_path / "jindi").mkdir()
    assert gs.load("jindi") == by_name


def test_what_was_loaded_is_kept_until_its_file_changes(
    tmp_path: Path, tiny_text: str
) -> None:
    path = tmp_path / "tiny.yaml"
    path.write_text(tiny_text, encoding="utf-8")
    first = gs.load(path)
    assert gs.load(path) is first
    path.write_text(
        tiny_text.replace("version: 1.0.0", "version: 1.1.0 "), encoding="utf-8"
    )
    assert gs.load(path).version == "1.1.0"


@pytest.mark.parametrize(
    ("name", "what", "hint"),
    [
        ("jndi", "没有标准 “jndi”", "是否应为 “jindi”？"),
        ("nothing-like-it", "没有标准 “nothing-like-it”", "可用的有 jindi"),
        ("nothing@1.0.0", "没有标准 “nothing”", "可用的有 jindi"),
        ("jindi@9.9.9", "标准 “jindi” 没有 9.9.9 版", "可用的有 1.0.0"),
        ("", "没有标准 “”", "可用的有 jindi"),
        ("x/" * 4000, f"没有标准 “{'x/' * 4000}”", "可用的有 jindi"),
    ],
    ids=lambda value: value[:20] or "empty",
)
def test_a_standard_that_is_not_there_names_those_that_are(
    name: str, what: str, hint: str
) -> None:
    with pytest.raises(gs.UnknownId) as caught:
        gs.load(name)
    (problem,) = caught.value.problems
    assert (problem.code, problem.what.zh, problem.hint and problem.hint.zh) == (
        "GS301",
        what,
        hint,
    )


def test_what_is_there_is_told_in_english_too() -> None:
    with pytest.raises(
        gs.UnknownId, match=r"no standard 'nothing'(?s:.)+hint: there is: jindi"
    ):
        gs.load("nothing")
    with pytest.raises(
        gs.UnknownId, match=r"'jindi' has no version 9\.9\.9(?s:.)+is: 1\.0\.0"
    ):
        gs.load("jindi@9.9.9")


def test_a_path_that_is_not_there_is_a_missing_file() -> None:
    with pytest.raises(gs.UnreadableFile, match="GS101"):
        gs.load("no/such/folder")


def test_an_assessment_names_its_standard_or_is_given_one(
    tmp_path: Path, tiny: gs.Standard
) -> None:
    path = tmp_path / "a.yaml"
    path.write_text("standard: jindi\n" + HEAD, encoding="utf-8")
    assert gs.read_assessment(path).standard == "jindi"
    path.write_text("standard: tiny\n" + HEAD, encoding="utf-8")
    assert gs.read_assessment(path, tiny).standard == "tiny"
    with pytest.raises(gs.UnknownId) as caught:
        gs.read_assessment(path)
    assert caught.value.problems[0].line == 1


@pytest.mark.parametrize("text", [HEAD, f"standard: 5\n{HEAD}", "- a list\n"])
def test_an_assessment_without_a_standard_is_told_so(tmp_path: Path, text: str) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(gs.InvalidFile):
        gs.read_assessment(path)


def test_an_assessment_is_told_from_a_standard_by_what_it_holds(
    tmp_path: Path, tiny_file: Path
) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(HEAD, encoding="utf-8")
    assert registry.is_assessment(path)
    path.write_text("- a list\n", encoding="utf-8")
    assert not registry.is_assessment(path)
    path.write_text("a: [", encoding="utf-8")
    assert not registry.is_assessment(path)
    assert not registry.is_assessment(tiny_file)
    assert not registry.is_assessment(tmp_path)


def test_find_takes_a_standards_name_or_the_id_of_a_node() -> None:
    assert registry.find("jindi").id == "jindi"
    assert registry.find("jindi@1.0.0").id == "jindi"
    assert registry.find("PB.03.04").id == "jindi"
    with pytest.raises(gs.UnknownId) as caught:
        registry.find("PB.3")
    (problem,) = caught.value.problems
    assert problem.hint
    assert (problem.code, problem.what.zh, problem.hint.zh) == (
        "GS302",
        "没有标准、分组或指标 “PB.3”",
        "是否应为 “PB.03”？",
    )


def test_the_standards_lie_beside_the_sources_or_in_the_installed_package(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert (registry.standards_folder() / "jindi").is_dir()
    (tmp_path / "standards").mkdir()
    monkeypatch.setattr(registry, "__file__", str(tmp_path / "library" / "registry.py"))
    assert registry.standards_folder() == tmp_path / "standards"
