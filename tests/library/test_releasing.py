"""Releases: what is written, what is refused, and that they never change."""

import hashlib
import json
import subprocess
from pathlib import Path

import pytest

import govstandard as gs
from govstandard.base import files
from govstandard.library import registry
from govstandard.library.loading import read_standard
from govstandard.library.releasing import (
    read_release,
    release,
    release_faults,
    releases,
)

NEW_VERSION = "改动内容后用新的版本号"
CASE = """\
cases:
  - name: {zh: 全部做到, en: All is met}
    others: met
    expect: {total: 100}
"""


@pytest.fixture
def folder(tmp_path: Path, tiny_text: str) -> Path:
    """A standard's folder that can be released."""
    home = tmp_path / "standards" / "tiny"
    home.mkdir(parents=True)
    (home / "standard.yaml").write_text(
        tiny_text + "status: released\n", encoding="utf-8"
    )
    return home


def rewrite(folder: Path, old: str, new: str) -> None:
    path = folder / "standard.yaml"
    path.write_text(
        path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8"
    )


def refusal(folder: Path) -> str:
    with pytest.raises(gs.InvalidFile) as caught:
        release(folder)
    return str(caught.value)


def in_chinese(problem: gs.Problem) -> tuple[str, str, str]:
    return problem.code, problem.what.zh, problem.hint.zh if problem.hint else ""


def refused(folder: Path) -> list[tuple[str, str, str]]:
    """Return what a release is refused for, in Chinese."""
    with pytest.raises(gs.InvalidFile) as caught:
        release(folder)
    return [in_chinese(problem) for problem in caught.value.problems]


def test_a_release_is_canonical_json_with_its_checksum(folder: Path) -> None:
    path = release(folder)
    assert path == folder / "releases" / "1.0.0.json"
    text = path.read_text(encoding="utf-8")
    assert text == json.dumps(
        json.loads(text), ensure_ascii=False, sort_keys=True, separators=(",", ":")
    )
    checked = subprocess.run(
        ["sha256sum", "--check", "--strict", "SHA256SUMS"],  # noqa: S607 - wherever it is
        cwd=path.parent,
        capture_output=True,
        text=True,
        check=False,
    )
    assert checked.stdout == "1.0.0.json: OK\n"


def test_a_release_holds_all_that_the_files_hold(folder: Path) -> None:
    assert read_release(release(folder)) == read_standard(folder)
    assert not release_faults(folder, read_standard(folder))


def test_a_draft_is_not_released_and_nothing_is_written(folder: Path) -> None:
    rewrite(folder, "status: released", "status: draft")
    told = refusal(folder)
    assert "standard.yaml:49:9: GS223 a draft cannot be released" in told
    assert "status: released" in told
    assert refused(folder) == [
        ("GS223", "草稿不能发布", "内容定稿后改为 status: released")
    ]
    assert not (folder / "releases").exists()


def test_an_unsound_standard_is_not_released(folder: Path) -> None:
    rewrite(folder, "target: 0.95", "target: 0")
    assert "GS203" in refusal(folder)
    assert not (folder / "releases").exists()


def test_a_version_is_released_once(folder: Path) -> None:
    path = release(folder)
    before = path.read_bytes(), (path.parent / "SHA256SUMS").read_bytes()
    rewrite(folder, "title: {zh: 小标准, en: Tiny standard}", "title: 另一个")
    assert "standard.yaml:2:10: GS223 version 1.0.0 is released already" in refusal(
        folder
    )
    assert refused(folder) == [("GS223", "1.0.0 版已经发布，不能改写", NEW_VERSION)]
    assert (path.read_bytes(), (path.parent / "SHA256SUMS").read_bytes()) == before
    rewrite(folder, "version: 1.0.0", "version: 1.1.0")
    release(folder)
    assert list(releases(folder)) == ["1.0.0", "1.1.0"]
    assert path.read_bytes() == before[0]


def test_a_standard_that_fails_a_worked_case_is_not_released(folder: Path) -> None:
    (folder / "cases").mkdir()
    (folder / "cases" / "a.yaml").write_text(CASE, encoding="utf-8")
    (folder / "cases" / "b.yaml").write_text(
        CASE.replace("100", "90"), encoding="utf-8"
    )
    told = refusal(folder)
    assert (
        "b.yaml: GS223 a worked case fails: All is met: total: expected 90, got 100"
        in told
    )
    assert "a.yaml" not in told
    fails = ("GS223", "算例不符：全部做到: total：应为 90，得 100", "")
    assert refused(folder) == [fails, fails]  # the total, and the best still possible
    assert not (folder / "releases").exists()


def test_a_release_is_made_from_a_folder(tiny_file: Path) -> None:
    assert "a release is made from a standard's folder; this is none" in refusal(
        tiny_file
    )
    assert refused(tiny_file) == [("GS101", "发布的是标准文件夹，这不是文件夹", "")]


def test_a_release_that_was_cut_off_before_its_last_step_can_be_repeated(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = files.write_whole

    def killed(path: Path, data: bytes) -> None:
        if path.suffix == ".json":
            raise KeyboardInterrupt
        real(path, data)

    monkeypatch.setattr("govstandard.library.releasing.write_whole", killed)
    with pytest.raises(KeyboardInterrupt):
        release(folder)
    assert not releases(folder)
    rewrite(folder, "小标准", "小小标准")
    monkeypatch.undo()
    assert read_release(release(folder)).title.zh == "小小标准"
    assert (
        len(
            (folder / "releases" / "SHA256SUMS")
            .read_text(encoding="utf-8")
            .splitlines()
        )
        == 1
    )


def test_a_release_of_which_one_byte_was_changed_is_not_read(folder: Path) -> None:
    path = release(folder)
    path.write_bytes(path.read_bytes().replace(b"0.95", b"0.96"))
    with pytest.raises(gs.InvalidFile, match="GS222 altered or damaged"):
        gs.load(path)
    (problem,) = release_faults(folder, read_standard(folder))
    altered = "发布文件与 SHA256SUMS 中的校验值不符，已被改动或损坏"
    assert in_chinese(problem) == ("GS222", altered, "从发布处重新取得")


def test_a_release_that_this_program_does_not_understand_says_so(folder: Path) -> None:
    path = release(folder)
    path.write_bytes(
        path.read_bytes()
        .replace(b'"binary"', b'"quantum"')
        .replace(b'"count"', b'"quantum"')
    )
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    (path.parent / "SHA256SUMS").write_text(
        f"{digest}  1.0.0.json\n\nnot a sum\n", encoding="utf-8"
    )
    with pytest.raises(
        gs.InvalidFile, match="GS222 this program cannot read"
    ) as caught:
        read_release(path)
    (problem,) = caught.value.problems
    assert in_chinese(problem) == (
        "GS222",
        "本程序读不了这个发布文件",
        "升级 govstandard",
    )


def test_content_that_leaves_its_release_without_a_new_version_is_told(
    folder: Path,
) -> None:
    release(folder)
    rewrite(folder, "小标准", "小小标准")
    (problem,) = release_faults(folder, read_standard(folder))
    assert (problem.line, problem.severity) == (2, "error")
    assert in_chinese(problem) == ("GS224", "内容与已发布的 1.0.0 版不同", NEW_VERSION)
    rewrite(folder, "version: 1.0.0", "version: 1.0.1")
    assert not release_faults(folder, read_standard(folder))


def test_versions_are_ordered_as_numbers_and_other_files_left_alone(
    tmp_path: Path,
) -> None:
    (tmp_path / "releases").mkdir()
    for name in ("1.10.0", "1.9.0", "notes", "1.2.0"):
        (tmp_path / "releases" / f"{name}.json").touch()
    assert list(releases(tmp_path)) == ["1.2.0", "1.9.0", "1.10.0"]


def test_a_name_gives_the_newest_release_and_a_version_any(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(registry, "standards_folder", lambda: folder.parent)
    rewrite(folder, "status: released", "status: draft")
    assert gs.load("tiny").status == "draft"
    rewrite(folder, "status: draft", "status: released")
    release(folder)
    assert [entry.version for entry in gs.available()] == ["1.0.0"]
    rewrite(folder, "version: 1.0.0", "version: 1.1.0")
    release(folder)
    rewrite(folder, "version: 1.1.0", "version: 2.0.0")
    rewrite(folder, "status: released", "status: draft")
    assert gs.load("tiny").version == "1.1.0"
    assert gs.load("tiny@1.0.0").version == "1.0.0"
    assert gs.load("tiny@2.0.0").status == "draft"
    with pytest.raises(gs.UnknownId, match=r"there is: 1\.0\.0, 1\.1\.0, 2\.0\.0"):
        gs.load("tiny@3.0.0")
    assert [(entry.version, entry.status) for entry in gs.available()] == [
        ("1.0.0", "released"),
        ("1.1.0", "released"),
        ("2.0.0", "draft"),
    ]
