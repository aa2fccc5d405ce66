"""What makes a level: its requirements, the vetoes that cap it, the adjustments of the total."""

from typing import Annotated, Literal

from pydantic import Field

from govstandard.base.frozen import Frozen
from govstandard.base.words import Id, Text
from govstandard.standard.measures import Number

Share = Annotated[float, Field(strict=True, ge=0, le=1, allow_inf_nan=False)]
Hundred = Annotated[float, Field(strict=True, ge=0, le=100, allow_inf_nan=False)]


class EachTier(Frozen):
    """A score that every node of a tier has to reach."""

    tier: Id
    """The tier."""
    score: Hundred
    """The least score, 0 to 100."""


class Requirements(Frozen):
    """What must hold for a level; all of it."""

    score: Hundred | None = None
    """The least total, 0 to 100."""
    each: EachTier | None = None
    """The least score of every node of a tier."""
    baselines: Literal["met"] | None = None
    """Whether all applicable baseline indicators have to be met."""
    coverage: Share | None = None
    """The least share of applicable indicators that are assessed, 0 to 1."""
    reviewed: Literal[True] | None = None
    """Whether a reviewer has to have signed the assessment."""


class Level(Frozen):
    """A grade that a community reaches, 等级."""

    id: Id
    """Its name in files and on the command line."""
    title: Text
    """Its name for people."""
    requires: Requirements = Requirements()
    """What must hold; nothing for the lowest level."""


class Veto(Frozen):
    """A fact that, once declared, caps the level whatever the score, 一票否决."""

    id: Id
    """Its name in assessments."""
    title: Text
    """Its name for people."""
    fact: Text
    """What has to have happened; who establishes it; what does not count."""
    cap: Id
    """The highest level that can then be reached."""
    indicator: Id | None = None
    """The indicator that treats the same matter."""
    declared_by: Id | None = None
    """The body that declares it."""


class Adjustment(Frozen):
    """Points added to or taken from the total for a declared fact, 加分项 or 扣分项."""

    id: Id
    """Its name in assessments."""
    title: Text
    """What it is given for."""
    points: Number
    """Points of the total for each time; below 0 to deduct."""
    limit: Annotated[int, Field(strict=True, ge=1)] = 1
    """How many times it can count."""


class Adjustments(Frozen):
    """All adjustments and the bounds of their sum."""

    most: Annotated[float, Field(strict=True, ge=0, allow_inf_nan=False)] = 0.0
    """The most points that can be added in all."""
    least: Annotated[float, Field(strict=True, le=0, allow_inf_nan=False)] = 0.0
    """The most points that can be deducted in all, as a number below 0."""
    items: tuple[Adjustment, ...] = ()
    """The adjustments."""
