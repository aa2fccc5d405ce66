"""The pages of what the tree rests on: levels, bodies, sources, versions."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path

from govstandard.base.rounding import brief
from govstandard.base.words import Lang, pick
from govstandard.library.releasing import SUMS, releases
from govstandard.report.forms.markdown import plain, table
from govstandard.site.markdown import COLON, badge, both, item_link, listing, quoted
from govstandard.standard.describing import EVERY, KIND, RELATION, STATUS
from govstandard.standard.levels import Level, Veto
from govstandard.standard.origins import Source
from govstandard.standard.tree import Body, Indicator, Standard


def levels_page(standard: Standard, lang: Lang) -> str:
    """Write what each level requires, the baselines, the vetoes and the adjustments."""
    sections = (
        pick(lang, "# 等级、底线和一票否决\n\n", "# Levels, baselines and vetoes\n\n"),
        quoted(standard.about, lang),
        pick(lang, "## 等级\n\n", "## Levels\n\n"),
        _levels(standard, lang),
        _baselines(standard, lang),
        pick(lang, "## 一票否决\n\n", "## Vetoes\n\n") if standard.vetoes else "",
        *(_veto(standard, veto, lang) for veto in standard.vetoes),
        _adjustments(standard, lang),
    )
    return "".join(sections)


def _levels(standard: Standard, lang: Lang) -> str:
    heads = (pick(lang, "等级", "Level"), pick(lang, "要求全部成立", "All of these hold"))
    rows = (
        (plain(level.title.to(lang)), plain(_required(standard, level, lang)))
        for level in standard.levels
    )
    return table(heads, rows)


def _baselines(standard: Standard, lang: Lang) -> str:
    ids = (item.id for item in standard.indicators if item.baseline)
    links = (item_link(standard, item_id, lang) for item_id in ids)
    return listing(pick(lang, "## 底线指标", "## Baselines"), links)


def _veto(standard: Standard, veto: Veto, lang: Lang) -> str:
    title, fact = plain(veto.title.to(lang)), plain(veto.fact.to(lang))
    told = "".join(f"- {line}\n" for line in _about_veto(standard, veto, lang))
    return f"### {title} {{ #{veto.id} }}\n\n{fact}\n\n{told}\n"


def _about_veto(standard: Standard, veto: Veto, lang: Lang) -> Iterator[str]:
    colon = COLON[lang]
    cap = plain(standard.level(veto.cap).title.to(lang))
    yield pick(lang, f"有此事实的，等级不高于“{cap}”", f"caps the level at “{cap}”")
    if veto.declared_by:
        by = plain(standard.body(veto.declared_by).name.to(lang))
        link = f"[{by}](bodies.md#{veto.declared_by})"
        yield f"{pick(lang, '申报', 'declared by')}{colon}{link}"
    if veto.indicator:
        link = item_link(standard, veto.indicator, lang)
        yield f"{pick(lang, '相关指标', 'indicator')}{colon}{link}"


def _adjustments(standard: Standard, lang: Lang) -> str:
    adjustments = standard.adjustments
    if not adjustments.items:
        return ""
    heads = ("事由", "每次", "最多计") if lang == "zh" else ("For", "Each", "At most")
    rows = (
        (plain(item.title.to(lang)), f"{item.points:+g}", f"{item.limit} ×")
        for item in adjustments.items
    )
    most, least = brief(adjustments.most), brief(-adjustments.least)
    bounds = pick(
        lang,
        f"合计最多加 {most} 分，最多扣 {least} 分。\n",
        f"In all at most {most} added and {least} deducted.\n",
    )
    return pick(lang, "## 加减分\n\n", "## Adjustments\n\n") + table(heads, rows) + bounds


def _required(standard: Standard, level: Level, lang: Lang) -> str:
    """Write what a level requires."""
    needs, told = level.requires, []
    if needs.score is not None:
        told.append(pick(lang, "总分", "total") + f" ≥ {brief(needs.score)}")
    if needs.each:
        tier = next(tier.title.to(lang) for tier in standard.tiers if tier.id == needs.each.tier)
        told.append(
            pick(lang, f"每个{tier}", f"each {tier.lower()}") + f" ≥ {brief(needs.each.score)}"
        )
    if needs.baselines:
        told.append(pick(lang, "底线指标全部达标", "all baselines met"))
    if needs.coverage is not None:
        told.append(pick(lang, "填报率", "coverage") + f" ≥ {brief(needs.coverage * 100)} %")
    if needs.reviewed:
        told.append(pick(lang, "经过复核", "reviewed"))
    return pick(lang, "；", "; ").join(told) or pick(lang, "无", "nothing")


def bodies_page(standard: Standard, lang: Lang) -> str:
    """Write how the bodies stand to each other and what each leads and supports."""
    sections = (
        pick(lang, "# 治理主体和责任清单\n\n", "# Bodies and their duties\n\n"),
        _picture(lang) if standard.relations else "",
        _loads(standard, lang),
        pick(lang, "## 责任清单\n\n", "## Duties\n\n") if standard.bodies else "",
        *(_duties(standard, body, lang) for body in standard.bodies),
        _relations(standard, lang),
    )
    return "".join(sections)


def _picture(lang: Lang) -> str:
    told = pick(
        lang,
        "治理主体关系图，各条关系见下表",
        "The bodies and their relations, as in the table below",
    )
    return f"[![{told}](bodies.svg)](bodies.svg)\n\n"


def _loads(standard: Standard, lang: Lang) -> str:
    leading = [body for body in standard.bodies if standard.led_by(body.id)]
    if not leading:
        return ""
    heads = (
        pick(lang, "主体", "Body"),
        pick(lang, "牵头", "Leads"),
        pick(lang, "配合", "Supports"),
        pick(lang, "牵头各项的工作量", "Effort led"),
    )
    title = pick(lang, "## 牵头的主体\n\n", "## Bodies that lead\n\n")
    return title + table(heads, (_load(standard, body, lang) for body in leading))


def _relations(standard: Standard, lang: Lang) -> str:
    if not standard.relations:
        return ""
    names = {body.id: plain(body.name.to(lang)) for body in standard.bodies}
    heads = ("主体", "关系", "主体") if lang == "zh" else ("Body", "Relation", "Body")
    rows = (
        (names[relation.source], RELATION[relation.kind].to(lang), names[relation.target])
        for relation in standard.relations
    )
    return pick(lang, "## 主体之间的关系\n\n", "## Relations\n\n") + table(heads, rows)


def _load(standard: Standard, body: Body, lang: Lang) -> tuple[str, ...]:
    led = standard.led_by(body.id)
    days = sum(item.effort.person_days for item in led if item.effort)
    return (
        f"[{plain(body.name.to(lang))}](#{body.id})",
        str(len(led)),
        str(len(standard.supported_by(body.id))),
        f"{brief(days)} {pick(lang, '人天', 'person-days')}",
    )


def _duties(standard: Standard, body: Body, lang: Lang) -> str:
    name = plain(body.name.to(lang))
    declared = [veto for veto in standard.vetoes if veto.declared_by == body.id]
    links = (f"[{plain(veto.title.to(lang))}](levels.md#{veto.id})" for veto in declared)
    sections = (
        f"### {name} {{ #{body.id} }}\n\n{both(body.name, lang)}",
        f"{plain(body.purpose.to(lang))}\n\n" if body.purpose else "",
        _items(standard, pick(lang, "牵头", "Leads"), standard.led_by(body.id), lang),
        _items(standard, pick(lang, "配合", "Supports"), standard.supported_by(body.id), lang),
        listing(pick(lang, "**申报一票否决事实**", "**Declares**"), links),
    )
    return "".join(sections)


def _items(standard: Standard, label: str, items: Collection[Indicator], lang: Lang) -> str:
    lines = (_duty(standard, item, lang) for item in items)
    return listing(f"**{label} {len(items)}**", lines)


def _duty(standard: Standard, item: Indicator, lang: Lang) -> str:
    often = pick(lang, "，", ", ") + EVERY[item.every].to(lang) if item.every else ""
    return item_link(standard, item.id, lang) + often


def sources_page(standard: Standard, lang: Lang) -> str:
    """Write the register of sources, each with the indicators that cite it."""
    cited = _cited(standard)
    sections = (
        pick(lang, "# 来源\n\n", "# Sources\n\n"),
        *(_source(standard, source, cited[source.id], lang) for source in standard.sources),
    )
    return "".join(sections)


def _cited(standard: Standard) -> defaultdict[str, dict[str, list[str]]]:
    """Return the indicators that cite each source, by the place that they cite."""
    cited: defaultdict[str, dict[str, list[str]]] = defaultdict(dict)
    for item in standard.indicators:
        for citation in item.basis.subject if item.basis else ():
            cited[citation.source].setdefault(citation.at, []).append(item.id)
    return cited


def _source(standard: Standard, source: Source, cited: dict[str, list[str]], lang: Lang) -> str:
    title = plain(source.title.to(lang))
    about = "".join(f"- {line}\n" for line in _about_source(source, lang))
    places = sorted(cited, key=lambda place: _order(source, place))
    lines = (_place(standard, place, cited[place], lang) for place in places)
    citing = listing(pick(lang, "**引用它的指标**", "**Cited by**"), lines)
    return f"## {title} {{ #{source.id} }}\n\n{both(source.title, lang)}{about}\n{citing}"


def _order(source: Source, place: str) -> int:
    """Return where a place stands among the sections of a source; places that are none come last."""
    return source.sections.index(place) if place in source.sections else len(source.sections)


def _place(standard: Standard, place: str, ids: Iterable[str], lang: Lang) -> str:
    links = (item_link(standard, item_id, lang) for item_id in dict.fromkeys(ids))
    linked = pick(lang, "、", ", ").join(links)
    return f"{plain(place)}{COLON[lang]}{linked}" if place else linked


def _about_source(source: Source, lang: Lang) -> Iterator[str]:
    kind = KIND[source.kind].to(lang)
    if source.kind != "founding":
        kind += " " + badge(source.status, STATUS[source.status].to(lang))
    yield f"{kind} `{source.locale}`"
    issuer = source.issuer.to(lang) if source.issuer else ""
    told = [part for part in (issuer, source.number, str(source.year or "")) if part]
    if told:
        yield plain(pick(lang, "，", ", ").join(told))
    if source.checked:
        yield f"{pick(lang, '核对日期', 'Checked on')} {source.checked}"
    if source.note:
        yield plain(source.note.to(lang))


def versions_pages(home: Path, standard: Standard, lang: Lang) -> dict[str, str]:
    """Write the page of versions, with the releases themselves beside it, and the standard's changelog."""
    released = releases(home)
    files = {f"releases/{path.name}": _text(path) for path in released.values()}
    if released:
        files[f"releases/{SUMS}"] = _text(home / "releases" / SUMS)
    sections = (
        pick(lang, "# 版本和更新记录\n\n", "# Versions and changelog\n\n"),
        _releases(released, files[f"releases/{SUMS}"], lang)
        if released
        else _draft(standard, lang),
        _changes(home / "CHANGELOG.md"),
    )
    return {"versions.md": "".join(sections), **files}


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def _releases(released: Mapping[str, Path], sums: str, lang: Lang) -> str:
    """List the releases with their checksums, the newest first."""
    listed = (line.split() for line in sums.splitlines())
    digests = {file: digest for digest, file in listed}
    rows = [
        (f"[{version}](releases/{path.name})", f"`{digests[path.name]}`")
        for version, path in released.items()
    ]
    return table((pick(lang, "版本", "Version"), "SHA-256"), reversed(rows))


def _draft(standard: Standard, lang: Lang) -> str:
    version = standard.version
    return pick(
        lang,
        f"尚未发布；现为 {version} 版草稿。\n\n",
        f"Not released; a draft of {version}.\n\n",
    )


def _changes(log: Path) -> str:
    """Return a changelog without its title."""
    return re.sub(r"\A# .*\n+", "", _text(log)) if log.is_file() else ""
