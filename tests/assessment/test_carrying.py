"""What carries over from one period to the next, and what starts afresh."""

import pytest

import govstandard as gs
from govstandard.assessment.carrying import carry_over


def assessed(start: str, end: str, **more: object) -> gs.Assessment:
    head = {"standard": "tiny@1.0.0", "community": {"name": "某社区"}}
    return gs.Assessment.model_validate(
        {**head, "period": {"start": start, "end": end}, **more}
    )


@pytest.mark.parametrize(
    ("last", "following"),
    [
        ("2025-01-01 – 2025-12-31", "2026-01-01 – 2026-12-31"),
        ("2023-01-01 – 2023-12-31", "2024-01-01 – 2024-12-31"),
        ("2024-07-01 – 2026-06-30", "2026-07-01 – 2028-06-30"),
        ("2025-01-01 – 2025-03-31", "2025-04-01 – 2025-06-29"),
        ("2025-01-01 – 2025-01-01", "2025-01-02 – 2025-01-02"),
        ("9999-01-01 – 9999-12-31", "9999-01-01 – 9999-12-31"),
        ("9998-01-01 – 9999-06-30", "9998-01-01 – 9999-06-30"),
    ],
)
def test_the_next_period_follows_the_last_and_is_as_long(
    tiny: gs.Standard, last: str, following: str
) -> None:
    begun, _ = carry_over(tiny, assessed(*last.split(" – ")))
    assert str(begun.period) == following


def test_states_carry_over_with_a_note_and_figures_of_the_period_do_not(
    tiny: gs.Standard,
) -> None:
    responses = {
        "A.1": {"numerator": 1, "denominator": 2},
        "A.2": {
            "points": {1: "met", 2: "unmet"},
            "evidence": [{"name": "台账"}],
            "note": "旧",
        },
    }
    last = assessed("2025-01-01", "2025-12-31", responses=responses, by="张三")
    begun, carried = carry_over(tiny, last)
    note = "沿用上期（2025-01-01 – 2025-12-31），请核对"
    assert carried == {"A.2"}
    assert begun.responses == {
        "A.2": gs.Response(points={1: "met", 2: "unmet"}, note=note)
    }
    assert (begun.community, begun.by) == (last.community, "")


def test_nothing_carries_over_from_another_standard(tiny: gs.Standard) -> None:
    last = assessed("2025-01-01", "2025-12-31").model_copy(
        update={"standard": "other@2.0.0"}
    )
    with pytest.raises(gs.InvalidFile) as caught:
        carry_over(tiny, last)
    (problem,) = caught.value.problems
    assert (problem.code, problem.what.zh, problem.what.en) == (
        "GS312",
        "上期依据的是 other@2.0.0，不是 tiny",
        "the last one is by other@2.0.0, not tiny",
    )
