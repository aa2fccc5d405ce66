"""Random sound standards and assessments that fit them."""

from collections.abc import Callable
from typing import Any

from hypothesis import strategies as st

import govstandard as gs
from govstandard.base.words import words
from govstandard.standard.aggregation import Geometric, Mean, Minimum
from govstandard.standard.measures import Figures, Grade, MeasureBase, Per, Point

PERIOD = gs.Period.model_validate({"start": "2025-01-01", "end": "2025-12-31"})
TEXT = words("字", "word")
WAYS = st.sampled_from([Mean(), Geometric(), Minimum()])
WEIGHTS = st.floats(0.1, 9).map(lambda weight: round(weight, 2))
LEVELS = (
    gs.Level(id="low", title=TEXT),
    gs.Level.model_validate({"id": "mid", "title": TEXT, "requires": {"score": 40, "each": {"tier": "t1", "score": 20}}}),
    gs.Level.model_validate({"id": "top", "title": TEXT, "requires": {"score": 70, "each": {"tier": "t1", "score": 50}, "coverage": 1}}),
)  # fmt: skip


@st.composite
def measures(draw: st.DrawFn, item_id: str) -> MeasureBase:
    """Any of the measures."""
    kind = draw(
        st.sampled_from(
            ["checklist", "ratio", "rate", "count", "fewer", "per", "rubric", "binary", "survey"]
        )
    )
    if kind == "checklist":
        number = draw(st.integers(1, 5))
        points = tuple(
            Point(
                id=f"{item_id}.{k}", text=TEXT, not_applicable=draw(st.sampled_from([None, TEXT]))
            )
            for k in range(1, number + 1)
        )
        return gs.Checklist(points=points, required=draw(st.integers(1, number)))
    if kind in {"ratio", "rate"}:
        target = draw(st.sampled_from([0.5, 0.8, 0.95, 1.0]))
        form = "rate" if kind == "rate" else "proportion"
        return gs.Ratio(
            numerator=TEXT,
            denominator=TEXT,
            goalposts=gs.Goalposts(floor=0, target=target),
            form=form,
        )
    if kind in {"count", "fewer", "per"}:
        posts = (
            gs.Goalposts(floor=3, target=0) if kind == "fewer" else gs.Goalposts(floor=0, target=4)
        )
        return gs.Count(
            counted=TEXT, goalposts=posts, per=Per(base="estates") if kind == "per" else None
        )
    if kind == "rubric":
        grades = tuple(
            Grade(grade=g, text=TEXT, score=s) for g, s in ((1, 0.0), (2, 0.4), (3, 0.8), (4, 1.0))
        )
        return gs.Rubric(grades=grades, target=draw(st.sampled_from([2, 3, 4])))
    if kind == "binary":
        return gs.Binary()
    return gs.Survey(goalposts=gs.Goalposts(floor=0, target=0.9), min_respondents=30)


@st.composite
def standards(draw: st.DrawFn) -> gs.Standard:
    """A sound standard of one to four tiers of nodes, with the points below them."""
    depth = draw(st.integers(1, 4))

    def children(prefix: str, level: int) -> dict[str, Any]:
        names = [
            f"{prefix}{'.' if prefix else ''}{k}" for k in range(1, draw(st.integers(1, 3)) + 1)
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
    return gs.Standard.model_validate({**whole, "aggregation": draw(WAYS), **children("", 1)})


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
    if isinstance(measure, gs.Checklist):
        answers: dict[int, str] = {}
        for point in measure.points:
            states = ["met", "unmet", *(["not_applicable"] if point.not_applicable else [])]
            if whole or draw(st.booleans()):
                answers[point.number] = draw(st.sampled_from(states))
        return {"points": answers}
    if isinstance(measure, gs.Ratio):
        below = draw(st.integers(0, 200))
        return {"numerator": draw(st.integers(0, below)), "denominator": below}
    if isinstance(measure, gs.Count):
        return {"count": draw(st.integers(0, 30))}
    if isinstance(measure, gs.Rubric):
        return {"grade": draw(st.integers(1, 4))}
    if isinstance(measure, gs.Binary):
        return {"met": draw(st.booleans())}
    asked = draw(st.integers(30, 200))
    return {"satisfied": draw(st.integers(0, asked)), "respondents": asked}


@st.composite
def responses(draw: st.DrawFn, item: gs.Indicator, *, whole: bool = False) -> gs.Response:
    """A response that fits an indicator."""
    if item.not_applicable and draw(st.integers(0, 4)) == 0:
        return gs.Response(not_applicable="没有此类事项")
    given = draw(figures(item.measure, whole=whole))
    if not whole and draw(st.integers(0, 5)) == 0:
        review = gs.Review.model_validate(
            {**draw(figures(item.measure, whole=False)), "reason": "抽查"}
        )
        return gs.Response.model_validate({**given, "review": review})
    return gs.Response.model_validate(given)


def assessment(
    standard: gs.Standard, answers: dict[str, gs.Response], **more: Any
) -> gs.Assessment:
    """Put responses into an assessment of a community of six estates."""
    community = gs.Community(name="x", base={"estates": 6})
    return gs.Assessment(
        standard=standard.name, community=community, period=PERIOD, responses=answers, **more
    )


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
        given = answers.get(item.id)
        final = (given.review or given) if given else None
        if final is None or not (final.given or final.not_applicable):
            full[item.id] = draw(responses(item, whole=True))
        elif final.points is not None:
            rest = draw(figures(item.measure, whole=True))["points"]
            full[item.id] = gs.Response(points={**rest, **final.points})
        else:
            full[item.id] = gs.Response(**Figures(**{name: getattr(final, name) for name in final.given}).model_dump(), not_applicable=final.not_applicable)  # fmt: skip
    return full
