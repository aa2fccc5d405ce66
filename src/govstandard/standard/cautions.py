"""What deserves a look in a sound standard: each caution is a function that finds such places."""

from collections import Counter
from collections.abc import Iterator
from itertools import combinations
from statistics import fmean

from govstandard.base.problems import Problem
from govstandard.base.rounding import show
from govstandard.base.words import words
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
        found = status.get(citation.source, "in-force")
        if found == "superseded":
            what = words(
                f"所依据的 “{citation.source}” 已被取代",
                f"rests on '{citation.source}', which is superseded",
            )
        elif citation.checked == "recalled":
            what = words(
                f"所依据的 “{citation.source}” 未核对原文",
                f"rests on '{citation.source}', which was not read",
            )
        elif found == "unverified":
            what = words(
                f"所依据的 “{citation.source}” 未核实",
                f"rests on '{citation.source}', which is unverified",
            )
        else:
            continue
        yield Problem(code="GS221", what=what, severity="warning", path=(*path, "source"))


def bodies_act(standard: Standard) -> Iterator[Problem]:
    """GS226: a body leads or supports an indicator, declares a veto, or acts on another body."""
    acting = {veto.declared_by for veto in standard.vetoes} | {
        relation.source for relation in standard.relations
    }
    for item in standard.indicators:
        acting |= {item.lead, *item.support}
    for position, body in enumerate(standard.bodies):
        if body.id not in acting:
            what = words(f"主体 “{body.id}” 没有任何事务", f"body '{body.id}' does nothing")
            hint = words(
                "给它牵头或配合的指标，或从清单中删去",
                "let it lead or support an indicator, or take it off the list",
            )
            yield Problem(
                code="GS226", what=what, hint=hint, severity="warning", path=("bodies", position)
            )


def loads_even(standard: Standard) -> Iterator[Problem]:
    """GS227: no body leads far more than the others that lead.

    The load is the effort of the indicators that a body leads, in person-days, or their number where some
    effort is not given.
    """
    items = [item for item in standard.indicators if item.lead]
    known = all(item.effort for item in items)
    loads: Counter[str] = Counter()
    for item in items:
        loads[item.lead or ""] += item.effort.person_days if known and item.effort else 1  # type: ignore[assignment]  # a float counts too
    mean = fmean(loads.values()) if loads else 0
    for position, body in enumerate(standard.bodies):
        if loads[body.id] > HEAVY * mean:
            count, times, share = (
                len(standard.led_by(body.id)),
                loads[body.id] / mean,
                loads[body.id] / loads.total(),
            )
            what = words(
                f"“{body.id}” 牵头 {count} 项（共 {len(items)} 项），占全部工作量的 {show(share * 100)} %，"
                f"是 {len(loads)} 个牵头主体平均数的 {show(times)} 倍",
                f"'{body.id}' leads {count} of {len(items)} indicators and {show(share * 100)} % of the work, "
                f"{show(times)} times the mean of {len(loads)} leading bodies",
            )
            hint = words(
                "看哪些指标可以由别的主体牵头", "see which of them another body could lead"
            )
            yield Problem(
                code="GS227", what=what, hint=hint, severity="warning", path=("bodies", position)
            )


def written_out(standard: Standard) -> Iterator[Problem]:
    """GS228: what most indicators say, each says: how often, how verified, evidence, remedy in steps, effort."""
    gaps = {item.id: set(_gaps(item)) for item in standard.indicators}
    usual = {
        field
        for field in _SAID
        if 2 * sum(field in missing for missing in gaps.values()) < len(gaps)
    }  # a standard that leaves a field out throughout has decided so
    for item, path in items_of(standard):
        missing = [field for field in _SAID if field in usual & gaps.get(item.id, set())]
        if missing:
            listed = ", ".join(missing)
            what = words(
                f"“{item.id}” 没有写全：{listed}", f"'{item.id}' is not written out: {listed}"
            )
            yield Problem(code="GS228", what=what, severity="warning", path=path)


_SAID = ("every", "verify", "evidence", "remedy", "effort")


def _gaps(item: Indicator) -> Iterator[str]:
    yield from (field for field in _SAID if not getattr(item, field))
    if len(item.remedy) == 1:
        yield "remedy"


def requirements_differ(standard: Standard) -> Iterator[Problem]:
    """GS229: no two indicators ask for the same in nearly the same words."""
    pairs = [
        (item, path, _pairs(str(item.requirement)))
        for item, path in items_of(standard)
        if item.status == "active"
    ]
    for (first, _, some), (second, path, others) in combinations(pairs, 2):
        alike = len(some & others) / max(1, len(some | others))
        if alike >= ALIKE:
            what = words(
                f"“{second.id}” 与 “{first.id}” 的要求有 {show(alike * 100)} % 相同",
                f"requirements of '{second.id}' and '{first.id}' are {show(alike * 100)} % alike",
            )
            yield Problem(code="GS229", what=what, severity="warning", path=(*path, "requirement"))


def _pairs(text: str) -> set[str]:
    """Return the pairs of neighbouring characters (Jaccard similarity is measured on them)."""
    return {text[place : place + 2] for place in range(len(text) - 1)}


CAUTIONS: tuple[Rule, ...] = (
    sources_hold,
    bodies_act,
    loads_even,
    written_out,
    requirements_differ,
)
"""All cautions, in the order of their codes."""
