"""The period that follows another one."""

import datetime as dt

import pytest

import govstandard as gs
from govstandard.assessment.carrying import carry_over
from govstandard.standard.tree import Standard


@pytest.mark.parametrize(
    ("last", "following"),
    [
        (("2025-01-01", "2025-12-31"), ("2026-01-01", "2026-12-31")),
        (("2023-01-01", "2023-12-31"), ("2024-01-01", "2024-12-31")),  # a leap year
        (("2025-07-01", "2026-06-30"), ("2026-07-01", "2027-06-30")),
        (("2025-01-01", "2025-06-29"), ("2025-06-30", "2025-12-26")),  # 180 days
    ],
)
def test_the_next_period_is_as_long_as_the_last_one(
    last: tuple[str, str], following: tuple[str, str], tiny: Standard
) -> None:
    before, after = (
        gs.Period(start=dt.date.fromisoformat(start), end=dt.date.fromisoformat(end))
        for start, end in (last, following)
    )
    filled = gs.Assessment(standard=tiny.name, community=gs.Community(name="某社区"), period=before)
    assert carry_over(tiny, filled)[0].period == after
