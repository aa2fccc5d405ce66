"""Where a standard's items come from: sources, places in them, and how sure we are of each."""

import datetime as dt
from typing import Annotated, Literal

from pydantic import Field

from govstandard.base.frozen import Frozen
from govstandard.base.words import Id, Text


class Citation(Frozen):
    """A place in a source on which something rests."""

    source: Id
    """The id of the source."""
    at: str = ""
    """The locator inside it: an article, a chapter, or ``chapter(section)point``."""
    checked: Literal["text", "web", "chapter", "recalled"] | None = None
    """How sure we are: the text was read, read as quoted on a web page, only its chapter is certain, or it
    is recalled and was not read. None for the founding document itself."""


class Source(Frozen):
    """A law, policy, standard or the founding document."""

    id: Id
    """Its name in citations."""
    title: Text
    """Its full title."""
    kind: Literal[
        "law", "regulation", "policy", "standard", "party-rule", "founding", "report"
    ]
    """What sort of document it is."""
    issuer: Text | None = None
    """Who issued it."""
    number: str = ""
    """Its document number."""
    year: Annotated[int, Field(strict=True, ge=1900, le=2200)] | None = None
    """The year of the text that is cited."""
    status: Literal["in-force", "superseded", "unverified"]
    """Whether the cited text is in force, has been replaced, or was never checked."""
    locale: str = "CN"
    """Where it applies: ``CN``, or an ISO 3166-2 or GB/T 2260 code below it such as ``CN-44``, ``CN-4403``."""
    checked: dt.date | None = None
    """When its status was last looked up."""
    sections: tuple[str, ...] = ()
    """Its sections, where they are declared; locators are then held to them."""
    note: Text | None = None
    """The editors' remark."""


class Basis(Frozen):
    """Where an indicator comes from, and what in it is only the editors' opinion."""

    subject: tuple[Citation, ...] = ()
    """The places that the subject comes from, the main one first."""
    grounding: Literal["direct", "theme", "editorial"]
    """Whether a source names the subject, only its theme, or nothing does and the editors chose it."""
    target: Literal["founding", "derived", "law", "editorial"]
    """Where the threshold comes from: the founding document, a calculation from it, a law, or the editors."""
