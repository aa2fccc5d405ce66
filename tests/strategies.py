"""Random sound standards and assessments that fit them."""

from collections.abc import Callable
from typing import Any

from hypothesis import strategies as st

import govstandard as gs
from govstandard.base.words import words
from govstandard.standard.aggregation import AGGREGATIONS
from govstandard.standard.measures import MEASURES, Figures, MeasureBase

PERIOD = gs.Period.model_validate({"start": "2025-01-01", "end": "2025-12-31"})
TEXT = words("字", "word")
WAYS = st.sampled_from([way() for way in AGGREGATIONS])
WEIGHTS = st.floats(0.1, 9).map(lambda weight: round(weight, 2))
LEVELS = (
    gs.Level(id="low", title=TEXT),
    gs.Level.model_validate({"id": "mid", "title": TEXT, "requires": {"score": 40, "each": {"tier": "t1", "score": 20}}}),
    gs.Level.model_validate({"id": "top", "title": TEXT, "requires": {"score": 70, "each": {"tier": "t1", "score": 50}, "coverage": 1}}),
)  # fmt: skip


DICE = st.randoms(use_true_random=False)


@st.composite
def measures(draw: st.DrawFn, item_id: str) -> MeasureBase:
    """Any of the measures."""
    return draw(st.sampled_from(MEASURES)).drawn(draw(DICE), item_id)


@st.composite
def standards(draw: st.DrawFn) -> gs.Standard:
    """A sound standard of one to four tiers of nodes, with the points below them."""
    depth = draw(st.integers(1, 4))

    def children(prefix: str, level: int) -> dict[str, Any]:
        names = [
            f"{prefix}{'.' if prefix else ''}{k}"
            for k in range(1, draw(st.integers(1, 3)) + 1)
        ]
        if level == depth:
            return {"items": tuple(draw(indicators(name)) for name in names)}
        groups = (
            gs.Group(
                id=name,
                title=TEXT,
                weight=draw(WEIGHTS),
                aggregation=draw(st.none() | WAYS),
                **children(name, level + 1),
            )
            for name in names
        )
        return {"groups": tuple(groups)}

    tiers = [{"id": f"t{k}", "title": TEXT} for k in range(1, depth + 2)]
    veto = gs.Veto(id="fraud", title=TEXT, fact=TEXT, cap="low")
    whole = {
        "id": "random",
        "version": "1.0.0",
        "title": TEXT,
        "tiers": tiers,
        "levels": LEVELS,
        "vetoes": (veto,),
    }
    return gs.Standard.model_validate(
        {**whole, "aggregation": draw(WAYS), **children("", 1)}
    )


@st.composite
def indicators(draw: st.DrawFn, item_id: str) -> gs.Indicator:
    """An indicator with any measure."""
    return gs.Indicator.model_validate(
        {
            "id": item_id,
            "title": TEXT,
            "requirement": TEXT,
            "measure": draw(measures(item_id)),
            "weight": draw(WEIGHTS),
            "not_applicable": draw(st.sampled_from([None, TEXT])),
        }
    )


@st.composite
def figures(draw: st.DrawFn, measure: MeasureBase, *, whole: bool) -> dict[str, Any]:
    """Figures that suit a measure; complete, or with gaps where it has several parts."""
    return given(measure.answer(draw(DICE), whole=whole))


def given(figures: Figures) -> dict[str, Any]:
    """Return the figures that are filled in, as they stand in a response."""
    return {name: getattr(figures, name) for name in figures.given}


@st.composite
def responses(
    draw: st.DrawFn, item: gs.Indicator, *, whole: bool = False
) -> gs.Response:
    """A response that fits an indicator."""
    if item.not_applicable and draw(st.integers(0, 4)) == 0:
        return gs.Response(not_applicable="没有此类事项")
    own = draw(figures(item.measure, whole=whole))
    if not whole and draw(st.integers(0, 5)) == 0:
        found = draw(figures(item.measure, whole=False))
        review = gs.Review.model_validate({**found, "reason": "抽查"})
        return gs.Response.model_validate({**own, "review": review})
    return gs.Response.model_validate(own)


def assessment(
    standard: gs.Standard, answers: dict[str, gs.Response], **more: Any
) -> gs.Assessment:
    """Put responses into an assessment of a community of six estates, or of six of what else is a size."""
    community = gs.Community(name="x", base=sizes(standard))
    return gs.Assessment(
        standard=standard.name,
        community=community,
        period=PERIOD,
        responses=answers,
        **more,
    )


def sizes(standard: gs.Standard) -> dict[str, float]:
    """Return the sizes of that community."""
    return dict.fromkeys(("estates", *standard.sizes), 6.0)


@st.composite
def pairs(draw: st.DrawFn) -> tuple[gs.Standard, dict[str, gs.Response]]:
    """A standard and responses to some of its indicators."""
    standard = draw(standards())
    answered = [item for item in standard.indicators if draw(st.integers(0, 3)) > 0]
    return standard, {item.id: draw(responses(item)) for item in answered}


def completed(
    draw: Callable[..., Any], standard: gs.Standard, answers: dict[str, gs.Response]
) -> dict[str, gs.Response]:
    """Fill everything that is open, at random."""
    full = {}
    for item in standard.indicators:
        there = answers.get(item.id)
        final = (there.review or there) if there else None
        if final is None or not (final.given or final.not_applicable):
            full[item.id] = draw(responses(item, whole=True))
        elif final.points is not None:
            rest = draw(figures(item.measure, whole=True))["points"]
            full[item.id] = gs.Response(points={**rest, **final.points})
        else:
            full[item.id] = gs.Response(
                **given(final), not_applicable=final.not_applicable
            )
    return full
