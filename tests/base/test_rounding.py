"""Numbers on a threshold stay on it, and no number looks larger than it is."""

import math
from fractions import Fraction

import pytest

from govstandard.base.rounding import brief, points, settle, show


def test_a_mean_that_lies_on_a_threshold_is_found_to_lie_on_it() -> None:
    lost = 0
    for first in range(101):
        for second in range(101):
            mean = first / 100 * 0.3 + second / 100 * 0.7
            exact = Fraction(first, 100) * Fraction(3, 10) + Fraction(
                second, 100
            ) * Fraction(7, 10)
            threshold = float(exact)
            lost += mean < threshold
            assert settle(mean) >= settle(threshold)
    assert lost  # without settling, some of them fall below


@pytest.mark.parametrize("x", [0.0, -0.0, 1e-10, -1e-10], ids=str)
def test_nothing_is_settled_to_a_negative_zero(x: float) -> None:
    assert math.copysign(1, settle(x)) == 1
    assert settle(x) == 0


def test_what_differs_by_a_billionth_stays_apart() -> None:
    assert settle(0.799999999) < settle(0.8)


def test_points_are_a_hundred_times_the_score_and_keep_their_threshold() -> None:
    for hundredth in range(10_001):
        assert points(hundredth / 10_000) == hundredth / 100
    assert points(0.799999999) == 80  # what rounding at each node may have cost
    assert points(0.7999999) < 80
    assert math.copysign(1, points(-0.0)) == 1


def test_no_number_is_shown_larger_than_it_is() -> None:
    for thousandth in range(100_001):
        exact = Fraction(thousandth, 1000)
        shown = Fraction(show(thousandth / 1000))
        assert shown <= exact < shown + Fraction(1, 10)


@pytest.mark.parametrize(
    ("x", "digits", "shown"),
    [
        (79.9999999, 1, "79.9"),
        (80, 1, "80.0"),
        (0.8 * 100, 1, "80.0"),
        (0.29 * 100, 0, "29"),
        (-0.04, 1, "0.0"),
        (-6, 1, "-6.0"),
        (1.239, 2, "1.23"),
    ],
    ids=str,
)
def test_decimals_are_cut_not_rounded(x: float, digits: int, shown: str) -> None:
    assert show(x, digits) == shown


@pytest.mark.parametrize(
    ("x", "shown"),
    [
        (0, "0"),
        (12.0, "12"),
        (-3, "-3"),
        (0.5, "0.5"),
        (0.95, "0.95"),
        (2 / 3, "0.6667"),
        (1e6, "1000000"),
    ],
    ids=str,
)
def test_a_figure_is_written_as_a_person_would(x: float, shown: str) -> None:
    assert brief(x) == shown
