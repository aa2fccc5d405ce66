"""Assessments in the files that people keep them in."""

from pathlib import Path

import pytest

import govstandard as gs

MODEL = Path(__file__).parents[2] / "examples" / "model-community.yaml"


@pytest.mark.parametrize(
    ("name", "ending"), [("a.odt", ".odt"), ("a", "没有后缀的")], ids=["odt", "none"]
)
def test_an_ending_that_is_no_form_is_refused(
    name: str, ending: str, tmp_path: Path
) -> None:
    with pytest.raises(gs.InvalidFile) as caught:
        gs.write_assessment(
            gs.load("jindi"), gs.read_assessment(MODEL), tmp_path / name
        )
    assert caught.value.render("zh") == (
        f"{tmp_path / name}: GS501 不能写成 {ending} 文件\n"
        " = 建议：后缀用 .xlsx、.yaml 或 .json"
    )
    assert list(tmp_path.iterdir()) == []
