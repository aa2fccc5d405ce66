"""What makes the bodies of a standard sound: each is listed, one leads, none answers to itself."""

from collections.abc import Iterator

from govstandard.base.problems import Path, Problem
from govstandard.base.words import words
from govstandard.standard.levels import Veto
from govstandard.standard.places import circles, items_of, unlisted
from govstandard.standard.tree import Standard


def bodies_exist(standard: Standard) -> Iterator[Problem]:
    """GS204: a body that is named is listed."""
    known = [body.id for body in standard.bodies]
    for body_id, path in _named(standard):
        yield from unlisted("GS204", words("主体", "body"), body_id, known, path)


def _named(standard: Standard) -> Iterator[tuple[str, Path]]:
    """Give every mention of a body with its place."""
    for item, path in items_of(standard):
        if item.lead:
            yield item.lead, (*path, "lead")
        for position, body_id in enumerate(item.support):
            yield body_id, (*path, "support", position)
    for position, veto in enumerate(standard.vetoes):
        if veto.declared_by:
            yield veto.declared_by, ("vetoes", position, "declared_by")
    for position, relation in enumerate(standard.relations):
        yield relation.source, ("relations", position, "from")
        yield relation.target, ("relations", position, "to")


def one_lead(standard: Standard) -> Iterator[Problem]:
    """GS208: where a standard lists bodies, each indicator has one lead, who is not also support."""
    for item, path in items_of(standard):
        if standard.bodies and item.lead is None:
            what = words("“{id}” 没有牵头主体", "'{id}' has no lead", id=item.id)
            hint = words(
                "每项指标有且只有一个 lead", "each indicator has exactly one lead"
            )
            yield Problem(code="GS208", what=what, hint=hint, path=path)
        if item.lead in item.support:
            what = words(
                "“{id}” 的牵头主体又列为配合主体",
                "the lead of '{id}' is also its support",
                id=item.id,
            )
            place = (*path, "support", item.support.index(item.lead or ""))
            yield Problem(code="GS208", what=what, path=place)


def no_self_report(standard: Standard) -> Iterator[Problem]:
    """GS225: no body answers to itself, directly, round a circle of leaders, or by declaring its own veto."""
    for position, relation in enumerate(standard.relations):
        if relation.source == relation.target:
            what = words(
                "“{body}” 与自己有关系",
                "'{body}' is related to itself",
                body=relation.source,
            )
            yield Problem(code="GS225", what=what, path=("relations", position))
    yield from _leaders_apart(standard)
    lead = {item.id: item.lead for item in standard.indicators}
    for position, veto in enumerate(standard.vetoes):
        if veto.declared_by and veto.declared_by == lead.get(veto.indicator or ""):
            yield _own_veto(veto, ("vetoes", position, "declared_by"))


def _leaders_apart(standard: Standard) -> Iterator[Problem]:
    """Find bodies that lead each other in a circle."""
    places: dict[tuple[str, str], int] = {}
    for position, relation in enumerate(standard.relations):
        ends = relation.source, relation.target
        if relation.kind == "leads" and relation.source != relation.target:
            places.setdefault(ends, position)
    led: dict[str, list[str]] = {}
    for leader, follower in places:
        led.setdefault(leader, []).append(follower)
    for circle in circles(led):
        what = words(
            "领导关系成环：{circle:arrows}",
            "leaders in a circle: {circle:arrows}",
            circle=circle,
        )
        leader, follower = circle[:2]
        place = ("relations", places[leader, follower])
        yield Problem(code="GS225", what=what, path=place)


def _own_veto(veto: Veto, path: Path) -> Problem:
    what = words(
        "“{veto}” 由 “{indicator}” 的牵头主体 “{body}” 自己申报",
        "'{veto}' is declared by '{body}', the lead of '{indicator}' itself",
        veto=veto.id,
        indicator=veto.indicator,
        body=veto.declared_by,
    )
    hint = words(
        "由上级或监督主体申报",
        "let a body above it, or one that supervises it, declare it",
    )
    return Problem(code="GS225", what=what, hint=hint, path=path)
