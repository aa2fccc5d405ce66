"""What the examples and the releases gave when they were recorded, they give now."""

import json
from pathlib import Path
from typing import Any

import pytest
from recording import GOLDENS, ROOT, numbers, recorded

import govstandard as gs

FINEST = 1e-8
"""How far a score may lie from the recorded one: exact sums may move its ninth decimal, and so the sixth of points."""
RELEASES = sorted(ROOT.glob("standards/*/releases/*.golden.json"))


def differences(got: Any, wanted: Any, at: str = "") -> list[str]:
    """Say where two values of JSON are not the same; numbers may differ by `FINEST`."""
    if isinstance(got, dict) and isinstance(wanted, dict):
        keys = sorted(got.keys() | wanted.keys())
        return [
            told
            for key in keys
            for told in differences(got.get(key), wanted.get(key), f"{at}/{key}")
        ]
    if isinstance(got, list) and isinstance(wanted, list) and len(got) == len(wanted):
        both = enumerate(zip(got, wanted, strict=True))
        return [
            told for place, pair in both for told in differences(*pair, f"{at}/{place}")
        ]
    if type(got) is float and type(wanted) in (float, int):
        finest = FINEST if abs(wanted) <= 1 else 100 * FINEST
        return (
            [] if abs(got - wanted) <= finest else [f"{at}: {wanted!r} became {got!r}"]
        )
    return [] if got == wanted else [f"{at}: {wanted!r} became {got!r}"]


@pytest.fixture(scope="module")
def found() -> dict[str, str]:
    return recorded()


@pytest.mark.parametrize("path", sorted(GOLDENS.iterdir()), ids=lambda path: path.name)
def test_the_examples_give_what_was_recorded(path: Path, found: dict[str, str]) -> None:
    got, wanted = found[path.name], path.read_text(encoding="utf-8")
    if path.suffix == ".json":
        assert differences(json.loads(got), json.loads(wanted)) == []
    else:
        assert got.splitlines() == wanted.splitlines()


def test_every_recording_has_its_file(found: dict[str, str]) -> None:
    assert sorted(found) == sorted(path.name for path in GOLDENS.iterdir())


@pytest.mark.parametrize("path", RELEASES, ids=lambda path: path.name)
def test_a_released_version_scores_for_ever_as_it_did(path: Path) -> None:
    golden = json.loads(path.read_text(encoding="utf-8"))
    standard = gs.load(golden["standard"])
    who = {
        "standard": standard.name,
        "period": {"start": "2025-01-01", "end": "2025-12-31"},
    }
    for wanted in golden["assessments"]:
        drawn = wanted.pop("assessment")
        asked = {**drawn, **who}
        got = json.loads(
            json.dumps(
                numbers(
                    gs.score(
                        standard, gs.Assessment.model_validate_json(json.dumps(asked))
                    )
                )
            )
        )
        assert differences(got, wanted) == []
