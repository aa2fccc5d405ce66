"""The draw for a field check."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

import govstandard as gs
from govstandard.sampling import sample

ROOT = Path(__file__).parents[1]
JINDI = gs.load("jindi")
MODEL = gs.read_assessment(ROOT / "examples" / "model-community.yaml")
STREET = gs.read_assessment(ROOT / "examples" / "street-summary.yaml")


@given(st.integers(1, 200), st.integers(0, 2**32))
def test_a_draw_is_repeatable_has_baselines_first_and_only_what_was_answered(count: int, seed: int) -> None:
    drawn = sample(JINDI, MODEL, count, seed)
    assert drawn == sample(JINDI, MODEL, count, seed)
    assert len(drawn) == min(count, 150)
    assert len(set(drawn)) == len(drawn)
    gates = [item.baseline for item in drawn]
    assert gates == sorted(gates, reverse=True)
    assert sum(gates) == min(count, 33)
    assert {item.id for item in sample(JINDI, STREET, count, seed)} <= STREET.responses.keys()


def test_another_seed_draws_others() -> None:
    assert len({tuple(item.id for item in sample(JINDI, MODEL, 20, seed)) for seed in range(20)}) > 1
