"""Which level is reached: every requirement of every level, held against what was found."""

from typing import NamedTuple

from govstandard.standard.levels import Level
from govstandard.standard.requirements import Check, Found, required
from govstandard.standard.tree import Standard


class Judgement(NamedTuple):
    """The levels reached and possible, with the checks that say so."""

    checks: tuple[Check, ...]
    """Every requirement of every level."""
    level: Level
    """The highest level whose requirements all hold."""
    possible: Level
    """The highest level whose requirements can all still hold."""
    next_level: Level | None
    """The level above the one reached."""


def judge(standard: Standard, found: Found) -> Judgement:
    """Hold every requirement of every level against what was found."""
    checks: list[Check] = []
    reached = possible = 0
    for rank, level in enumerate(standard.levels):
        of_level = _checks(standard, level, found)
        checks += of_level
        if all(check.holds for check in of_level):
            reached = rank
        if all(check.holds is not False for check in of_level):
            possible = rank
    above = standard.levels[reached + 1 :]
    return Judgement(
        tuple(checks),
        standard.levels[reached],
        standard.levels[possible],
        above[0] if above else None,
    )


def _checks(standard: Standard, level: Level, found: Found) -> list[Check]:
    checks: list[Check] = []
    for requirement in required(standard, level):
        checks += requirement.checks(level.id, found)
    return checks
