"""The documentation: its examples run, and nothing of the product is missing from it."""

import re
from pathlib import Path

import pytest

import govstandard as gs
from govstandard.base.problems import CODES
from govstandard.standard.measures import MEASURES

ROOT = Path(__file__).parents[1]
PAGES = [
    ROOT / "README.md",
    ROOT / "README.zh-CN.md",
    *sorted((ROOT / "docs").glob("*.md")),
]


def blocks(page: Path, language: str) -> list[str]:
    return re.findall(
        rf"^```{language}\n(.*?)^```",
        page.read_text(encoding="utf-8"),
        flags=re.DOTALL | re.MULTILINE,
    )


@pytest.mark.parametrize(
    ("page", "code"),
    [(page, code) for page in PAGES for code in blocks(page, "python")],
    ids=lambda value: value.name if isinstance(value, Path) else "",
)
def test_every_python_example_runs(
    page: Path, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    exec(compile(code, str(page), "exec"), {})  # noqa: S102 - our own examples


def test_the_example_of_an_assessment_is_one(tmp_path: Path) -> None:
    (example,) = (
        block
        for block in blocks(ROOT / "docs" / "start.md", "yaml")
        if block.startswith("standard:")
    )
    path = tmp_path / "a.yaml"
    path.write_text(example, encoding="utf-8")
    result = gs.score(gs.load("jindi"), gs.read_assessment(path))
    assert result["PB.01.05"].outcome == "not_applicable"
    assert result["SV.01.05"].outcome == "met"


def test_every_code_and_measure_has_its_entry() -> None:
    errors, writing = (
        (ROOT / "docs" / f"{name}.md").read_text(encoding="utf-8")
        for name in ("errors", "writing")
    )
    assert all(
        f"## {code} {title.zh}\n\n{title.en}\n" in errors
        for code, title in CODES.items()
    )
    assert all(
        f"| `{measure.model_fields['kind'].default}` |" in writing
        for measure in MEASURES
    )


def test_every_public_name_stands_on_the_page_of_the_api() -> None:
    told = re.findall(
        r"^::: govstandard\.(\w+)$",
        (ROOT / "docs" / "api.md").read_text(encoding="utf-8"),
        re.MULTILINE,
    )
    assert sorted(told) == gs.__all__


@pytest.mark.parametrize("page", PAGES, ids=[page.name for page in PAGES])
def test_links_between_files_lead_somewhere(page: Path) -> None:
    text = re.sub(r"```.*?```", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    for target in re.findall(
        r"\]\((?!https?:|#|standard/)([^)#]+)", text
    ):  # the build checks those it writes itself
        assert (page.parent / target).exists(), target


def test_the_two_readmes_name_the_same_commands() -> None:
    english, chinese = (
        set(re.findall(r"\$ (\S+ \w+)", path.read_text(encoding="utf-8")))
        for path in PAGES[:2]
    )
    assert english == chinese


def test_every_path_that_the_map_names_is_there() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    named = re.findall(r"`([\w.]+/[\w./]*)`", text)
    assert len(named) > 20
    for path in named:
        assert (ROOT / path).exists() or (
            ROOT / "src" / "govstandard" / path
        ).exists(), path
