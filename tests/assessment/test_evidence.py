"""Files of evidence, and what a claim without evidence does to a total."""

import hashlib
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import govstandard as gs
from govstandard.assessment.evidence import moved, record_files, verify

DAY = {"start": "2025-01-01", "end": "2025-12-31"}


def assessed(standard: str = "jindi", **more: Any) -> gs.Assessment:
    return gs.Assessment.model_validate(
        {"standard": standard, "community": {"name": "x"}, "period": DAY, **more}
    )


def with_files(*records: dict[str, str]) -> gs.Assessment:
    adjustments = {
        "practice-adopted": {
            "times": 1,
            "evidence": [{"name": "发文", "file": "发文.pdf"}],
        }
    }
    return assessed(
        responses={"PB.03.04": {"evidence": records}}, adjustments=adjustments
    )


def states(assessment: gs.Assessment, folder: Path) -> list[tuple[str, str, str]]:
    return [
        (found.of, found.record.file, found.state)
        for found in verify(assessment, folder)
    ]


def test_files_are_missing_unrecorded_the_same_or_changed(tmp_path: Path) -> None:
    (tmp_path / "佐证").mkdir()
    ledger = tmp_path / "佐证" / "台账.pdf"
    ledger.write_bytes(b"1")
    given = with_files(
        {"name": "台账", "file": "佐证\\台账.pdf"},
        {"name": "口头"},
        {"name": "照片", "file": "照片.jpg"},
    )
    before = [
        ("PB.03.04", "佐证\\台账.pdf", "unrecorded"),
        ("PB.03.04", "照片.jpg", "missing"),
        ("practice-adopted", "发文.pdf", "missing"),
    ]
    assert states(given, tmp_path) == before
    recorded = record_files(given, tmp_path)
    assert (
        recorded.responses["PB.03.04"].evidence[0].sha256
        == hashlib.sha256(b"1").hexdigest()
    )
    assert [state for *_, state in states(recorded, tmp_path)] == [
        "same",
        "missing",
        "missing",
    ]
    ledger.write_bytes(b"2")
    assert [state for *_, state in states(recorded, tmp_path)] == [
        "changed",
        "missing",
        "missing",
    ]
    ledger.unlink()
    assert (
        record_files(recorded, tmp_path) == recorded
    )  # what was recorded is not forgotten with the file


def test_a_link_out_of_the_folder_is_missing(tmp_path: Path) -> None:
    (tmp_path / "outside.pdf").write_bytes(b"1")
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.pdf").symlink_to(tmp_path / "outside.pdf")
    (folder / "b.pdf").mkdir()
    given = with_files({"name": "a", "file": "a.pdf"}, {"name": "b", "file": "b.pdf"})
    assert [state for *_, state in states(given, folder)] == ["missing"] * 3


@pytest.fixture
def demanding(tiny: gs.Standard) -> gs.Standard:
    """Return the small standard, whose first indicator demands evidence."""
    data = tiny.model_dump()
    data["groups"][0]["items"][0]["demands_evidence"] = True
    return gs.Standard.model_validate(data)


def test_a_claim_without_demanded_evidence_is_shown_and_the_total_given_both_ways(
    demanding: gs.Standard,
) -> None:
    whole = {"numerator": 2, "denominator": 2}
    bare = gs.score(demanding, assessed("tiny", responses={"A.1": whole}))
    assert [leaf.id for leaf in bare.unsupported] == ["A.1"]
    assert "note: no evidence is named" in bare["A.1"].explain("en")
    assert "注意：没有列明佐证" in bare["A.1"].explain("zh")
    nothing = gs.score(demanding, assessed("tiny"))
    assert bare.supported == nothing.total
    assert bare.total != nothing.total


@pytest.mark.parametrize(
    "response",
    [
        {"numerator": 2, "denominator": 2, "evidence": [{"name": "台账"}]},
        {"numerator": 0, "denominator": 2},
        {
            "numerator": 1,
            "denominator": 2,
            "review": {"numerator": 2, "denominator": 2, "reason": "现场核过"},
        },
        {},
    ],
    ids=["with evidence", "claims nothing", "confirmed by a reviewer", "not answered"],
)
def test_nothing_is_unsupported_where_nothing_is_claimed_or_it_is_backed(
    demanding: gs.Standard, response: dict[str, Any]
) -> None:
    result = gs.score(demanding, assessed("tiny", responses={"A.1": response}))
    assert result.supported is None
    assert not result.unsupported


def test_a_review_is_set_beside_what_the_community_recorded(tiny: gs.Standard) -> None:
    review = {"numerator": 1, "denominator": 2, "reason": "一件没有办结"}
    result = gs.score(
        tiny,
        assessed(
            "tiny",
            responses={"A.1": {"numerator": 2, "denominator": 2, "review": review}},
        ),
    )
    (found,) = result.differences
    assert (found.id, found.own.to("zh"), found.reviewed.to("zh")) == (
        "A.1",
        "2/2 = 100.0 %",
        "1/2 = 50.0 %",
    )
    assert found.own_value == 1
    assert found.value == result["A.1"].value
    assert found.reason == "一件没有办结"


def test_files_are_named_from_where_the_assessment_is_written(tmp_path: Path) -> None:
    inner = tmp_path / "甲社区"
    (inner / "佐证").mkdir(parents=True)
    (inner / "佐证" / "台账.pdf").write_bytes(b"1")
    given = record_files(
        with_files({"name": "台账", "file": "佐证\\台账.pdf"}, {"name": "口头"}), inner
    )
    up = moved(given, inner, tmp_path)
    assert [record.file for record in up.responses["PB.03.04"].evidence] == [
        "甲社区/佐证/台账.pdf",
        "",
    ]
    assert states(up, tmp_path)[0][2] == "same"
    assert moved(given, inner, inner) is given
    elsewhere = tmp_path / "别处"
    with pytest.raises(gs.InvalidFile) as caught:
        moved(given, inner, elsewhere)
    (problem,) = caught.value.problems
    assert problem.hint
    assert (problem.code, problem.what.zh, problem.hint.zh) == (
        "GS316",
        f"佐证文件 “佐证\\台账.pdf” 在 {inner}，不在要写到的文件夹 {elsewhere} 里",
        "写到佐证的上级文件夹里",
    )
    assert moved(assessed(), inner, tmp_path / "别处") == assessed()


def test_a_name_that_no_file_can_have_is_missing(tmp_path: Path) -> None:
    given = with_files({"name": "a", "file": "长" * 400})
    assert states(given, tmp_path)[0][2] == "missing"


@pytest.mark.parametrize(
    "file", ["../发文.pdf", "佐证\\..\\..\\a.pdf", "C:\\a.pdf", "/etc/passwd"]
)
@pytest.mark.parametrize("holder", ["responses", "adjustments"])
def test_evidence_of_an_answer_or_an_adjustment_lies_inside_the_folder(
    tiny: gs.Standard, holder: str, file: str
) -> None:
    name = {"responses": "A.1", "adjustments": "honour"}[holder]
    given = assessed(
        "tiny", **{holder: {name: {"evidence": [{"name": "发文", "file": file}]}}}
    )
    with pytest.raises(gs.InvalidFile) as caught:
        gs.score(tiny, given)
    (problem,) = caught.value.problems
    assert problem.hint
    assert (problem.code, problem.path) == (
        "GS316",
        (holder, name, "evidence", 0, "file"),
    )
    assert (problem.what.zh, problem.hint.zh) == (
        f"佐证文件 “{file}” 不在填报所在的文件夹里",
        "把文件放进同一文件夹，写相对路径",
    )


def test_each_state_of_a_file_is_told_in_its_own_words(tmp_path: Path) -> None:
    recorded = hashlib.sha256(b"1").hexdigest()
    records = [{"name": "无", "file": "none.pdf"}]
    for file, digest in (("same", recorded), ("changed", "0" * 64), ("new", "")):
        (tmp_path / f"{file}.pdf").write_bytes(b"1")
        records.append({"name": file, "file": f"{file}.pdf", "sha256": digest})
    given = assessed(responses={"PB.03.04": {"evidence": records}})
    gs.write_assessment(gs.load("jindi"), given, tmp_path / "a.yaml")
    command = [sys.executable, "-m", "govstandard", "verify", str(tmp_path / "a.yaml")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    told = [line.split() for line in done.stdout.splitlines() if ".pdf" in line]
    assert (done.returncode, told) == (
        1,
        [
            ["不在", "PB.03.04", "无", "none.pdf"],
            ["未变", "PB.03.04", "same", "same.pdf"],
            ["已改动", "PB.03.04", "changed", "changed.pdf"],
            ["还没有记录，记录后才能核对", "PB.03.04", "new", "new.pdf"],
        ],
    )
    assert "共 4 个文件，2 个不在或已改动" in done.stdout
