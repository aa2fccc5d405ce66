"""What deserves a look in a sound standard: each caution is a function that finds such places."""

from collections import Counter
from collections.abc import Iterator
from statistics import fmean

from govstandard.base.problems import Problem
from govstandard.base.words import Words, words
from govstandard.standard.likeness import alike, pairs_in
from govstandard.standard.origins import Citation
from govstandard.standard.places import Rule, citations_of, items_of
from govstandard.standard.tree import Indicator, Standard

HEAVY = 3.0
"""How many times the mean load of the leading bodies a body may carry."""
ALIKE = 0.6
"""The share of common pairs of neighbouring characters from which two requirements are alike."""


def caution(standard: Standard) -> tuple[Problem, ...]:
    """Find what deserves a look in a sound standard; all are warnings."""
    return tuple(problem for rule in CAUTIONS for problem in rule(standard))


def sources_hold(standard: Standard) -> Iterator[Problem]:
    """GS221: a cited source is verified and in force, and the citation was read."""
    status = {source.id: source.status for source in standard.sources}
    for citation, path in citations_of(standard):
        doubt = _doubt(status.get(citation.source, "in-force"), citation)
        if doubt is None:
            continue
        what = words(
            "所依据的 “{source}” {doubt}",
            "rests on '{source}', which {doubt}",
            source=citation.source,
            doubt=doubt,
        )
        yield Problem(
            code="GS221", what=what, severity="warning", path=(*path, "source")
        )


def _doubt(status: str, citation: Citation) -> Words | None:
    if status == "superseded":
        return words("已被取代", "is superseded")
    if citation.checked == "recalled":
        return words("未核对原文", "was not read")
    if status == "unverified":
        return words("未核实", "is unverified")
    return None


def bodies_act(standard: Standard) -> Iterator[Problem]:
    """GS226: a body leads or supports an indicator, declares a veto, or acts on another body."""
    acting = {veto.declared_by for veto in standard.vetoes}
    acting |= {relation.source for relation in standard.relations}
    for item in standard.indicators:
        acting |= {item.lead, *item.support}
    for position, body in enumerate(standard.bodies):
        if body.id in acting:
            continue
        what = words(
            "主体 “{body}” 没有任何事务", "body '{body}' does nothing", body=body.id
        )
        hint = words(
            "给它牵头或配合的指标，或从清单中删去",
            "let it lead or support an indicator, or take it off the list",
        )
        place = ("bodies", position)
        yield Problem(
            code="GS226", what=what, hint=hint, severity="warning", path=place
        )


def loads_even(standard: Standard) -> Iterator[Problem]:
    """GS227: no body leads far more than the others that lead.

    The load is the effort of the indicators that a body leads, in person-days, or their number where some
    effort is not given.
    """
    loads = _loads(standard)
    mean = fmean(loads.values()) if loads else 0
    for position, body in enumerate(standard.bodies):
        load = loads.get(body.id, 0)
        if load <= HEAVY * mean:
            continue
        what = words(
            "“{body}” 牵头 {count} 项（共 {items} 项），占全部工作量的 {share:hundred} %，"
            "是 {bodies} 个牵头主体平均数的 {times:show} 倍",
            "'{body}' leads {count} of {items} indicators and {share:hundred} % of the work, "
            "{times:show} times the mean of {bodies} leading bodies",
            body=body.id,
            count=len(standard.led_by(body.id)),
            items=sum(item.lead is not None for item in standard.indicators),
            share=load / sum(loads.values()),
            bodies=len(loads),
            times=load / mean,
        )
        hint = words(
            "看哪些指标可以由别的主体牵头", "see which of them another body could lead"
        )
        place = ("bodies", position)
        yield Problem(
            code="GS227", what=what, hint=hint, severity="warning", path=place
        )


def _loads(standard: Standard) -> dict[str, float]:
    led = [(item.lead, item.effort) for item in standard.indicators if item.lead]
    known = all(effort for _, effort in led)
    loads: dict[str, float] = {}
    for lead, effort in led:
        days = effort.person_days if known and effort else 1
        loads[lead] = loads.get(lead, 0) + days
    return loads


def written_out(standard: Standard) -> Iterator[Problem]:
    """GS228: what most indicators say, each says: how often, how verified, evidence, remedy in steps, effort."""
    gaps = {item.id: set(_gaps(item)) for item in standard.indicators}
    lacking = Counter(field for missing in gaps.values() for field in missing)
    usual = {
        field for field in _SAID if 2 * lacking[field] < len(gaps)
    }  # else it was decided so
    for item, path in items_of(standard):
        missing = usual & gaps.get(item.id, set())
        if missing:
            what = words(
                "“{id}” 没有写全：{fields:commas}",
                "'{id}' is not written out: {fields:commas}",
                id=item.id,
                fields=tuple(field for field in _SAID if field in missing),
            )
            yield Problem(code="GS228", what=what, severity="warning", path=path)


_SAID = ("every", "verify", "evidence", "remedy", "effort")


def _gaps(item: Indicator) -> Iterator[str]:
    yield from (field for field in _SAID if not getattr(item, field))
    if len(item.remedy) == 1:
        yield "remedy"


def requirements_differ(standard: Standard) -> Iterator[Problem]:
    """GS229: no two indicators ask for the same in nearly the same words."""
    asked = [
        (item.id, path, pairs_in(str(item.requirement)))
        for item, path in items_of(standard)
        if item.status == "active"
    ]
    for before, after, share in alike([pairs for _, _, pairs in asked], ALIKE):
        first, _, _ = asked[before]
        second, path, _ = asked[after]
        what = words(
            "“{second}” 与 “{first}” 的要求有 {alike:hundred} % 相同",
            "requirements of '{second}' and '{first}' are {alike:hundred} % alike",
            second=second,
            first=first,
            alike=share,
        )
        yield Problem(
            code="GS229", what=what, severity="warning", path=(*path, "requirement")
        )


CAUTIONS: tuple[Rule, ...] = (
    sources_hold,
    bodies_act,
    loads_even,
    written_out,
    requirements_differ,
)
"""All cautions, in the order of their codes."""
