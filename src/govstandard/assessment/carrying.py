"""What carries over from one period's assessment to the next."""

import datetime as dt
import re
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


def carry_over(standard: Standard, last: Assessment) -> tuple[Assessment, frozenset[str]]:
    """Begin the next period's assessment with the facts of the last one that do not run with the calendar.

    These are who the community is, its sizes, and answers that describe a state (points, a grade, yes or no)
    and do not speak of the period, as the reviewer left them, each with a note that asks to look again. Figures of
    the period, reasons, evidence and declarations start afresh. The period follows the last one and is as long.

    Returns the assessment and the ids of the indicators that were carried over.

    Raises:
        InvalidFile: The last assessment is by another standard.
    """
    if last.standard.partition("@")[0] != standard.id:
        what = words(
            f"上期依据的是 {last.standard}，不是 {standard.id}",
            f"the last one is by {last.standard}, not {standard.id}",
        )
        raise InvalidFile([Problem(code="GS312", what=what)])
    note = f"沿用上期（{last.period}），请核对"
    kept = {}
    for item in standard.indicators:
        told = _state(item, last.responses[item.id]) if item.id in last.responses else {}
        if told:
            kept[item.id] = Response.model_validate({**told, "note": note})
    begun = Assessment(
        standard=standard.name, community=last.community, period=_next(last.period), responses=kept
    )
    faulty = {
        problem.path[1] for problem in fit(standard, begun) if problem.path[:1] == ("responses",)
    }
    kept = {name: response for name, response in kept.items() if name not in faulty}
    return begun.model_copy(update={"responses": kept}), frozenset(kept)


def _state(item: Indicator, response: Response) -> dict[str, Any]:
    """Return those answers that describe a state and may still hold."""
    state = response.final
    texts = {point.number: point.text for point in item.measure.points}
    points = {
        number: found
        for number, found in (state.points or {}).items()
        if number in texts and _lasts(texts[number])
    }
    told = {"points": points} if points else {}
    if _lasts(item.requirement):
        figures = [figure.name for figure in item.measure.asked.values() if _of_state(figure.form)]
        told |= {name: getattr(state, name) for name in figures if name in state.given}
    return told


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
    try:
        start = last.end + dt.timedelta(days=1)
        end = start + (last.end - last.start)
        if (last.start.month, last.start.day) == (
            start.month,
            start.day,
        ):  # a whole year, leap or not
            end = start.replace(year=start.year + (start.year - last.start.year)) - dt.timedelta(
                days=1
            )
    except (OverflowError, ValueError):  # the end of the calendar
        return last
    return Period(start=start, end=end)
