"""What a community recorded about itself: responses, declarations, claims, and a reviewer's figures."""

import datetime as dt
import re
from functools import cached_property
from typing import Annotated

from pydantic import BeforeValidator, Field, StringConstraints
from pydantic_core import PydanticCustomError

from govstandard.base.frozen import Frozen
from govstandard.base.words import Id, Text
from govstandard.standard.measures import Amount, Figures

Prose = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=4000)
]
"""Words typed by a person; not empty."""


class Community(Frozen):
    """Who is assessed."""

    name: Prose
    """Its name."""
    street: str = ""
    """The street office above it."""
    base: dict[str, Amount] = {}
    """Its sizes, by which counts are divided: ``{households: 5200, estates: 12}``."""


def _written_date(value: object) -> object:
    """Refuse numbers, which pydantic would take for seconds since 1970."""
    if isinstance(value, dt.date) or (
        isinstance(value, str) and re.fullmatch(r"\d{4}-\d{2}-\d{2}", value)
    ):
        return value
    raise PydanticCustomError("date_type", "a date is written 2026-01-31")


Day = Annotated[dt.date, BeforeValidator(_written_date, json_schema_input_type=dt.date)]
"""A day, written ``2026-01-31``."""


class Period(Frozen):
    """The days that an assessment speaks of, the first and the last included."""

    start: Day
    """The first day."""
    end: Day
    """The last day; not before the first."""

    def __str__(self) -> str:
        return f"{self.start} – {self.end}"


class Evidence(Frozen):
    """A record that shows what a response says."""

    name: Prose
    """What it is."""
    at: str = ""
    """Where in it: a page, or a locator such as ``一(一)三``."""
    date: Day | None = None
    """Its date."""
    holder: str = ""
    """Who keeps it."""
    file: str = ""
    """Its file, where there is one: a path inside the folder of the assessment, ``佐证/台账.pdf``."""
    sha256: Annotated[str, Field(pattern=r"^([0-9a-f]{64})?$")] = ""
    """The SHA-256 of that file when it was recorded, in hexadecimal; empty before that."""


class _Answer(Figures):
    """Figures, or not applicable with a reason."""

    not_applicable: Prose | None = None
    """Why the indicator does not apply; allowed where the standard names a condition."""

    @cached_property
    def figures(self) -> Figures:
        """Return the figures alone, without the words around them."""
        return Figures(**{name: getattr(self, name) for name in Figures.model_fields})


class Review(_Answer):
    """A reviewer's figures for the same indicator, 复核; they replace the self-reported ones."""

    reason: Prose
    """Why they differ."""


class Response(_Answer):
    """What was recorded for one indicator, 填报."""

    evidence: tuple[Evidence, ...] = ()
    """The records that show it."""
    note: str = ""
    """Anything a reader should know."""
    review: Review | None = None
    """The reviewer's figures, where they differ."""

    @property
    def answered(self) -> bool:
        """Return whether the community or its reviewer recorded anything but words.

        >>> Response(note="to be asked").answered, Response(count=0).answered
        (False, True)
        """
        sides = (side for side in (self, self.review) if side)
        return any(side.given or side.not_applicable is not None for side in sides)

    @property
    def final(self) -> Figures:
        """Return the reviewed figures, or the self-reported ones where there is no review."""
        return self.review or self


def _without_blanks(responses: object) -> object:
    """Take ``PB.01.01:`` with nothing behind it as not answered, as people leave lines open."""
    if isinstance(responses, dict):
        return {
            name: {} if answer is None else answer for name, answer in responses.items()
        }
    return responses


Responses = Annotated[
    dict[Id, Response],
    BeforeValidator(_without_blanks, json_schema_input_type=dict[Id, Response | None]),
]
"""Responses by the id of their indicator; a blank one is not answered."""


class Declaration(Frozen):
    """Whether the fact of a veto has happened."""

    happened: Annotated[bool, Field(strict=True)] | None
    """Yes or no; null while it is being looked into, which leaves the veto pending."""
    by: str = ""
    """Who declares it."""
    note: str = ""
    """On what ground."""


class Claim(Frozen):
    """How often an adjustment applies."""

    times: Annotated[int, Field(strict=True, ge=1)] = 1
    """How many times."""
    evidence: tuple[Evidence, ...] = ()
    """The records that show it."""
    note: str = ""
    """Anything a reader should know."""


class SignOff(Frozen):
    """That a reviewer has gone through the assessment."""

    by: Prose
    """Who."""
    on: Day
    """When."""
    note: str = ""
    """How: what was sampled, who was asked."""


class Assessment(Frozen, defer_build=False):
    """A community, a period, a standard's version, and the responses.

    >>> done = Assessment.model_validate({
    ...     "standard": "jindi@1.0.0", "community": {"name": "金地社区"},
    ...     "period": {"start": "2025-01-01", "end": "2025-12-31"},
    ...     "responses": {"PB.03.04": {"numerator": 256, "denominator": 268}}})
    >>> done.responses["PB.03.04"].numerator
    256.0
    """

    standard: Annotated[
        str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9_.-]*(@\d+\.\d+\.\d+)?$")
    ]
    """The standard and its version: ``jindi@1.0.0``; without a version, the newest."""
    title: Text | None = None
    """What this is, where it is no ordinary assessment: an example, a rehearsal."""
    community: Community
    """Who is assessed."""
    period: Period
    """The days that it speaks of."""
    by: str = ""
    """Who filled it in."""
    note: str = ""
    """Anything a reader of the result should know."""
    responses: Responses = {}
    """What was recorded, by the id of the indicator; what is not here is not answered."""
    vetoes: dict[Id, Declaration] = {}
    """Declarations, by the id of the veto; a veto that is not here is pending."""
    adjustments: dict[Id, Claim] = {}
    """Claims, by the id of the adjustment."""
    reviewed: SignOff | None = None
    """The reviewer's signature; none before a review."""
