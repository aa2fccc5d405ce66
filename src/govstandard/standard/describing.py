"""What people are told of an indicator, field by field, whatever it is written on."""

from collections.abc import Iterator
from itertools import chain
from typing import NamedTuple

from govstandard.base.words import Lang, Words, pick, words
from govstandard.standard.measures import Point
from govstandard.standard.origins import Citation, Source
from govstandard.standard.tree import Indicator, Standard

EVERY = {
    "month": words("每月", "month"),
    "quarter": words("每季度", "quarter"),
    "half-year": words("每半年", "half-year"),
    "year": words("每年", "year"),
}
VERIFY = {
    "documents": words("查阅资料", "documents"),
    "interview": words("访谈", "interview"),
    "site-visit": words("实地查看", "site visit"),
    "system-data": words("系统数据", "system data"),
    "survey": words("问卷调查", "survey"),
}
RELATION = {
    "leads": words("领导", "leads"),
    "guides": words("指导", "guides"),
    "cooperates": words("协作", "cooperates with"),
    "supervises": words("监督", "supervises"),
}
GROUNDING = {
    "direct": words("主题由来源直接写明", "the source names the subject"),
    "theme": words("来源只提到同一主题", "the source treats the theme"),
    "editorial": words("主题由编者选定", "the editors chose the subject"),
}
TARGET = {
    "founding": words("目标值出自源文", "target from the founding document"),
    "derived": words("目标值由源文推算", "target derived from the founding document"),
    "law": words("目标值出自法规政策", "target from a law or policy"),
    "editorial": words("目标值是编者建议", "target is the editors' opinion"),
}

STATUS = {
    "in-force": words("现行有效", "in force"),
    "superseded": words("已被取代", "superseded"),
    "unverified": words("未核实", "unverified"),
    "recalled": words("未核对原文", "not read"),
}
KIND = {
    "law": words("法律", "Law"),
    "regulation": words("法规规章", "Regulation"),
    "policy": words("政策文件", "Policy"),
    "standard": words("标准", "Standard"),
    "party-rule": words("党内法规", "Party rule"),
    "founding": words("源文", "Founding document"),
    "report": words("报道资料", "Report"),
}


LABELS = {
    "requirement": words("要求", "Requirement"),
    "measure": words("计量", "Measure"),
    "target": words("目标", "Target"),
    "baseline": words("底线", "Baseline"),
    "lead": words("牵头", "Lead"),
    "support": words("配合", "Support"),
    "every": words("频次", "Every"),
    "verify": words("核验", "Verify"),
    "evidence": words("佐证", "Evidence"),
    "demands_evidence": words("佐证要求", "Evidence demanded"),
    "effort": words("工作量", "Effort"),
    "needs": words("前置指标", "Needs"),
    "not_applicable": words("不适用条件", "Not applicable"),
    "sensitive": words("敏感", "Sensitive"),
    "basis": words("依据", "Basis"),
    "note": words("说明", "Note"),
}
"""What people call the fields of an indicator; terms, points and steps have names of their own."""


class Fact(NamedTuple):
    """One row of what is said of an indicator."""

    name: str
    """The field, or ``defined`` for what says how things are counted; several rows may share it."""
    label: Words
    """Its name for people."""
    text: str
    """What it says."""


def body_names(standard: Standard, lang: Lang) -> dict[str, str]:
    """Return what people call the bodies of a standard, by their ids."""
    return {body.id: body.name.to(lang) for body in standard.bodies}


def facts(standard: Standard, item: Indicator, lang: Lang) -> Iterator[Fact]:
    """Write all that a standard says of an indicator besides id, title and weight; what is empty is left out."""
    rows = chain(
        _asked(item, lang), _done(standard, item, lang), _grounds(standard, item, lang)
    )
    for field, label, text in rows:
        if text:
            yield Fact(field, label, text)


Row = tuple[str, Words, str]


def _row(field: str, text: str) -> Row:
    return field, LABELS[field], text


def _asked(item: Indicator, lang: Lang) -> Iterator[Row]:
    measure = item.measure
    yield _row("requirement", item.requirement.to(lang))
    yield _row("measure", measure.title.to(lang))
    yield _row("target", measure.show_target(lang))
    for term, meaning in measure.defined():
        yield "defined", term, meaning.to(lang)
    for point in measure.points:
        label = words("采分点 .{number}", "Point .{number}", number=point.number)
        yield "points", label, point_text(point, lang)
    if item.baseline:
        yield _row("baseline", pick(lang, "是", "yes"))


def point_text(point: Point, lang: Lang) -> str:
    """Write a point with the condition under which it does not apply."""
    if point.not_applicable is None:
        return point.text.to(lang)
    none = point.not_applicable.to(lang).rstrip("。.")
    return point.text.to(lang) + pick(
        lang, f"（不适用：{none}）", f" (not applicable: {none})"
    )


def _done(standard: Standard, item: Indicator, lang: Lang) -> Iterator[Row]:
    comma = pick(lang, "、", ", ")
    support = [_name(standard, body_id, lang) for body_id in item.support]
    ways = [VERIFY[way].to(lang) for way in item.verify]
    if item.lead:
        yield _row("lead", _name(standard, item.lead, lang))
    yield _row("support", comma.join(support))
    if item.every:
        yield _row("every", EVERY[item.every].to(lang))
    yield _row("verify", comma.join(ways))
    yield from _shown(item, lang)
    yield from _mended(item, lang)
    yield _row("needs", ", ".join(item.needs))


def _name(standard: Standard, body_id: str, lang: Lang) -> str:
    body = standard.body_by_id.get(body_id)
    return body.name.to(lang) if body else body_id


def _shown(item: Indicator, lang: Lang) -> Iterator[Row]:
    semicolon = pick(lang, "；", "; ")
    records = [record.to(lang) for record in item.evidence]
    yield _row("evidence", semicolon.join(records))
    if item.demands_evidence:
        yield _row(
            "demands_evidence",
            pick(lang, "填报时须列明", "has to be named when answering"),
        )


def _mended(item: Indicator, lang: Lang) -> Iterator[Row]:
    for number, step in enumerate(item.remedy, 1):
        label = words("整改 {number}", "Remedy {number}", number=number)
        yield "remedy", label, step.to(lang)
    if item.effort:
        days = item.effort.person_days
        told = words("{days:brief} 人天", "{days:brief} person-days", days=days)
        yield _row("effort", told.to(lang))


def _grounds(standard: Standard, item: Indicator, lang: Lang) -> Iterator[Row]:
    if item.not_applicable:
        yield _row("not_applicable", item.not_applicable.to(lang))
    if item.sensitive:
        yield _row(
            "sensitive", pick(lang, "只报汇总数，不报姓名", "totals only, no names")
        )
    if item.basis:
        semicolon = pick(lang, "；", "; ")
        grounds = [
            *(_cited(*cited, lang) for cited in cited_by(standard, item, lang)),
            GROUNDING[item.basis.grounding].to(lang),
            TARGET[item.basis.target].to(lang),
        ]
        yield _row("basis", semicolon.join(grounds))
    if item.note:
        yield _row("note", item.note.to(lang))


def _cited(source: Source, places: str, doubt: str, lang: Lang) -> str:
    title = source.title.to(lang)
    return f"{title} {places}{doubt}".strip()


def cited_by(
    standard: Standard, item: Indicator, lang: Lang
) -> list[tuple[Source, str, str]]:
    """Return each source of an indicator with the places cited in it, and what makes it doubtful."""
    comma = pick(lang, "、", ", ")
    sources = standard.source_by_id
    places: dict[tuple[str, str], list[str]] = {}
    for citation in item.basis.subject if item.basis else ():
        status = _status(sources[citation.source], citation)
        places.setdefault((citation.source, status), []).append(citation.at)
    cited = []
    for (source_id, status), named in places.items():
        listed = comma.join(filter(None, named))
        cited.append((sources[source_id], listed, _doubt(status, lang)))
    return cited


def _status(source: Source, citation: Citation) -> str:
    """Return how far a citation can be trusted: the status of its source, or that it was not read."""
    recalled = citation.checked == "recalled" and source.status != "superseded"
    return "recalled" if recalled else source.status


def _doubt(status: str, lang: Lang) -> str:
    if status == "in-force":
        return ""
    told = STATUS[status].to(lang)
    return pick(lang, f"（{told}）", f" ({told})")
