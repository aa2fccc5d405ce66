"""The sentences of a result: how a score is written, and where it comes from."""

from collections.abc import Iterable, Iterator
from typing import Literal

from govstandard.base.rounding import show
from govstandard.base.words import Translations, Words, words
from govstandard.standard.aggregation import METHODS

Outcome = Literal["met", "partly_met", "not_met", "not_applicable", "not_assessed"]
"""How an indicator came out."""

OUTCOMES: dict[Outcome, Words] = {
    "met": words("达标", "met"),
    "partly_met": words("部分达标", "partly met"),
    "not_met": words("未达标", "not met"),
    "not_applicable": words("不适用", "not applicable"),
    "not_assessed": words("未评", "not assessed"),
}
"""The outcomes in people's words."""


def hundred(value: float | None) -> str:
    """Write a score from 0 to 1 as people see it, 0 to 100 with one decimal cut off.

    >>> hundred(0.79996), hundred(None)
    ('79.9', '–')
    """
    return "–" if value is None else show(value * 100)


def span(low: float | None, high: float | None) -> str:
    """Write a score with its interval where there is one: ``50.0 [50.0–100.0]``."""
    return interval(low, high).zh


def interval(low: float | None, high: float | None) -> Words:
    """Say a score from 0 to 1, with its interval where there is one."""
    template = (
        "{low:hundred}"
        if low == high
        else "{low:hundred} [{low:hundred}–{high:hundred}]"
    )
    return words(template, template, low=low, high=high)


def of_total(low: float | None, high: float | None) -> str:
    """Write a total of 0 to 100 with its interval where there is one.

    >>> of_total(50.0, 60.0), of_total(None, None)
    ('50.0 [50.0–60.0]', '–')
    """
    if low is None or high is None:
        return "–"
    return show(low) if low == high else f"{show(low)} [{show(low)}–{show(high)}]"


def of_indicator(
    node: str,
    title: Translations,
    bounds: tuple[float | None, float | None],
    outcome: Outcome | None,
    summary: Words,
) -> Words:
    """Say how an indicator came out, by which figures and against which target."""
    return words(
        "{node} {title} {score} {outcome}：{summary}",
        "{node} {title} {score} {outcome}: {summary}",
        node=node,
        title=title,
        score=interval(*bounds),
        outcome=OUTCOMES[outcome] if outcome else "",
        summary=summary,
    )


def remarks(
    *, reviewed: bool, unsupported: bool, flags: Iterable[Words]
) -> Iterator[Words]:
    """Say what a reader of an indicator's score should know."""
    if reviewed:
        yield words("按复核数计分", "scored by the reviewer's figures")
    if unsupported:
        yield words("注意：没有列明佐证", "note: no evidence is named")
    for flag in flags:
        yield words("注意：{flag}", "note: {flag}", flag=flag)


def of_group(
    node: str,
    title: Translations,
    bounds: tuple[float | None, float | None],
    method: str,
) -> Words:
    """Say a group's score and how it is made."""
    template = "{node} {title} {score} ({method})"
    return words(
        template,
        template,
        node=node,
        title=title,
        score=interval(*bounds),
        method=METHODS[method],
    )


def not_applicable(node: str, title: Translations) -> Words:
    """Say that a node does not apply."""
    template = "{node} {title} – {outcome}"
    outcome = OUTCOMES["not_applicable"]
    return words(template, template, node=node, title=title, outcome=outcome)


def of_part(
    node: str,
    title: Translations,
    share: float,
    value: float,
    contribution: float | None,
    lost: float,
) -> Words:
    """Say what a child adds to the score of its group, and what is lost by it."""
    made = words("", "")
    if contribution is not None:
        made = words(" = {points:hundred}", " = {points:hundred}", points=contribution)
    return words(
        "{node} {title}：占比 {share:hundred} % × 得分 {value:hundred}{made}，失分 {lost:hundred}",
        "{node} {title}: share {share:hundred} % × score {value:hundred}{made}, lost {lost:hundred}",
        node=node,
        title=title,
        share=share,
        value=value,
        made=made,
        lost=lost,
    )
