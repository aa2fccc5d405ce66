"""A result as data: facts and sentences side by side, and nothing that only carries them."""

import json
from typing import Any

import pytest

import govstandard as gs
from govstandard.scoring.telling import told

REVIEW = {"count": 3, "reason": "抽查"}


@pytest.fixture
def result(tiny: gs.Standard) -> gs.Result:
    data = {
        "standard": "tiny",
        "community": {"name": "x"},
        "period": {"start": "2025-01-01", "end": "2025-12-31"},
        "responses": {
            "A.1": {"numerator": 1, "denominator": 2, "note": "记下"},
            "B.1": {"count": 6, "review": REVIEW},
        },
    }
    return gs.score(tiny, gs.Assessment.model_validate(data))


def keys(data: Any) -> set[str]:
    """Return every key at any depth."""
    if isinstance(data, dict):
        return set(data).union(*(keys(value) for value in data.values()))
    if isinstance(data, list):
        return set().union(*(keys(value) for value in data))
    return set()


def test_what_is_told_is_plain_data_without_what_only_carries_it(
    result: gs.Result,
) -> None:
    data = told(result)
    assert json.loads(json.dumps(data))["coverage"] == result.coverage
    assert keys(data).isdisjoint(
        {"measure", "recorded", "own_recorded", "note", "evidence"}
    )


def test_a_finding_and_a_difference_tell_facts_beside_their_sentences(
    result: gs.Result,
) -> None:
    data = told(result)
    finding = next(entry for entry in data["findings"] if entry["id"] == "A.1")
    assert (finding["value"], finding["target"]) == (0.5, 0.95)
    assert finding["figures"]["denominator"] == 2
    assert finding["why"]["en"] == "1/2 = 50.0 %, target ≥ 95 %"
    (difference,) = data["differences"]
    assert (difference["own"]["zh"], difference["reviewed"]["zh"]) == ("6 次", "3 次")
    assert (difference["own_figures"]["count"], difference["figures"]["count"]) == (
        6,
        3,
    )
    assert (difference["own_measured"], difference["measured"]) == (6, 3)


def test_a_check_tells_its_facts_and_what_its_sentence_is_made_of(
    result: gs.Result,
) -> None:
    total, baseline, coverage, veto = told(result)["checks"]
    assert total["what"]["facts"]["limit"] == total["limit"] == 80
    assert (baseline["node"], baseline["title"]["zh"]) == ("A.1", "解决率")
    assert (coverage["answered"], coverage["applicable"]) == (2, 3)
    assert (veto["veto"], veto["happened"], veto["short"]["zh"]) == (
        "fraud",
        None,
        "一票否决：造假",
    )


def test_a_score_told_sparsely_leaves_out_what_is_none_at_every_depth(
    result: gs.Result,
) -> None:
    whole, sparse = told(result["A"]), told(result["A"], sparse=True)
    assert whole["why"] is None
    assert whole["children"][0]["figures"]["count"] is None
    assert "why" not in sparse
    assert "count" not in sparse["children"][0]["figures"]
    assert [child["id"] for child in sparse["children"]] == ["A.1", "A.2"]
    assert sparse["children"][1]["why"] == {"zh": "未填报", "en": "not answered"}
