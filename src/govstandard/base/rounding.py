"""Exact comparison and honest display of numbers."""

import math


def settle(x: float) -> float:
    """Round to nine decimals, so that a number lying on a threshold is not lost to binary floats.

    Every value is settled after each node and before any comparison.

    >>> 0.1 + 0.2 == 0.3, settle(0.1 + 0.2) == settle(0.3)
    (False, True)
    """
    return round(x, 9) + 0.0  # so that there is no negative zero


def points(x: float) -> float:
    """Turn a score from 0 to 1 into points from 0 to 100, settled to six decimals.

    One decimal fewer than `settle` leaves, since rounding at each node of a tree may cost the last one.

    >>> points(0.4999999), points(0.499999999)
    (49.99999, 50.0)
    """
    return round(100 * x, 6) + 0.0


def show(x: float, digits: int = 1) -> str:
    """Write a number with a fixed count of decimals, cut towards zero and never rounded up.

    So 80.0 on paper always means at least 80, and 79.96 is shown as 79.9.

    >>> show(79.96), show(80), show(-0.25), show(256 / 268 * 100)
    ('79.9', '80.0', '-0.2', '95.5')
    """
    scale = 10**digits
    cut = math.trunc(round(x * scale, 6)) / scale
    return f"{cut + 0.0:.{digits}f}"


def signed(points: float) -> str:
    """Write points that are added or taken, with a true minus sign.

    >>> signed(2), signed(-1.25), signed(0)
    ('+2.0', '−1.2', '+0.0')
    """
    return f"{'+' if points >= 0 else '−'}{show(abs(points))}"


def brief(x: float) -> str:
    """Write a figure as a person would: no decimals where there are none, at most four else.

    >>> brief(12.0), brief(0.95), brief(1 / 3), brief(5050)
    ('12', '0.95', '0.3333', '5050')
    """
    return f"{x:.0f}" if x == int(x) else f"{x:.4f}".rstrip("0").rstrip(".")
