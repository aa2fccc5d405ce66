"""What carries over from one period's assessment to the next."""

import datetime as dt
import re
from collections.abc import Iterator
from typing import Any, assert_never

from govstandard.assessment.answers import Assessment, Period, Response
from govstandard.assessment.fitting import fit
from govstandard.base.problems import InvalidFile, Problem
from govstandard.base.words import Translations, words
from govstandard.standard.measures import Form
from govstandard.standard.tree import Indicator, Standard

_CALENDAR = re.compile(
    r"当期|当年|当月|当季|本期|本年|评估期|近\s*\d+\s*个月|每年|每半年|每季|this (period|year)|during the period"
)
"""Words by which a text speaks of the period itself, so that last period's answer says nothing of this one."""


def carry_over(
    standard: Standard, last: Assessment
) -> tuple[Assessment, frozenset[str]]:
    """Begin the next period's assessment with the facts of the last one that do not run with the calendar.

    These are who the community is, its sizes, and answers that describe a state (points, a grade, yes or no)
    and do not speak of the period, as the reviewer left them, each with a note that asks to look again. Figures of
    the period, reasons, evidence and declarations start afresh. The period follows the last one and is as long.

    Returns the assessment and the ids of the indicators that were carried over.

    Raises:
        InvalidFile: The last assessment is by another standard.
    """
    if last.standard.partition("@")[0] != standard.id:
        raise InvalidFile([_by_another(standard, last)])
    begun = Assessment(
        standard=standard.name,
        community=last.community,
        period=_next(last.period),
        responses=dict(_states(standard, last)),
    )
    misfits = (problem.path for problem in fit(standard, begun))
    faulty = {path[1] for path in misfits if path[:1] == ("responses",)}
    kept = {
        item: answer for item, answer in begun.responses.items() if item not in faulty
    }
    return begun.model_copy(update={"responses": kept}), frozenset(kept)


def _by_another(standard: Standard, last: Assessment) -> Problem:
    what = words(
        "上期依据的是 {last}，不是 {standard}",
        "the last one is by {last}, not {standard}",
        last=last.standard,
        standard=standard.id,
    )
    return Problem(code="GS312", what=what)


def _states(standard: Standard, last: Assessment) -> Iterator[tuple[str, Response]]:
    """Give the answers that may still hold, each with a note that asks to look again."""
    note = f"沿用上期（{last.period}），请核对"
    for item in standard.indicators:
        state = _state(item, last.responses.get(item.id, Response()))
        if state:
            yield item.id, Response.model_validate({**state, "note": note})


def _state(item: Indicator, response: Response) -> dict[str, Any]:
    """Return those answers that describe a state and may still hold."""
    figures = response.final
    lasting = {point.number for point in item.measure.points if _lasts(point.text)}
    points = {
        number: answer
        for number, answer in (figures.points or {}).items()
        if number in lasting
    }
    state: dict[str, Any] = {"points": points} if points else {}
    if _lasts(item.requirement):
        lasting_figures = [
            asked.name for asked in item.measure.asked.values() if _of_state(asked.form)
        ]
        state |= {
            name: getattr(figures, name)
            for name in lasting_figures
            if name in figures.given
        }
    return state


def _of_state(form: Form) -> bool:
    """Say whether a figure that is typed so describes a state; points are looked at one by one."""
    match form:
        case "grade" | "yes-or-no":
            return True
        case "number" | "whole" | "percent" | "points":
            return False
        case other:
            assert_never(other)


def _lasts(text: Translations) -> bool:
    return not _CALENDAR.search(f"{text.zh} {text.en}")


def _next(last: Period) -> Period:
    """Return the period after one, as long as that."""
    day = dt.timedelta(days=1)
    try:
        start = last.end + day
        if (last.start.month, last.start.day) == (start.month, start.day):
            years = start.year - last.start.year  # whole ones, leap or not
            end = start.replace(year=start.year + years) - day
        else:
            end = start + (last.end - last.start)
    except (OverflowError, ValueError):  # the end of the calendar
        return last
    return Period(start=start, end=end)
