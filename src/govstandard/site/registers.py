"""The pages of what the tree rests on: levels, bodies, sources, versions."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path

from govstandard.base.rounding import brief
from govstandard.library.releasing import SUMS, releases
from govstandard.report.forms.markdown import plain, table
from govstandard.site.markdown import Page, badge, listing
from govstandard.standard.describing import EVERY, KIND, RELATION, STATUS
from govstandard.standard.levels import Veto
from govstandard.standard.origins import Source
from govstandard.standard.requirements import in_words
from govstandard.standard.tree import Body, Indicator, Standard


def levels_page(page: Page) -> str:
    """Write what each level requires, the baselines, the vetoes and the adjustments."""
    sections = (
        page.say("# 等级、底线和一票否决\n\n", "# Levels, baselines and vetoes\n\n"),
        page.quoted(page.standard.about),
        page.say("## 等级\n\n", "## Levels\n\n"),
        _levels(page),
        _baselines(page),
        page.say("## 一票否决\n\n", "## Vetoes\n\n") if page.standard.vetoes else "",
        *(_veto(page, veto) for veto in page.standard.vetoes),
        _adjustments(page),
    )
    return "".join(sections)


def _levels(page: Page) -> str:
    heads = (page.say("等级", "Level"), page.say("要求全部成立", "All of these hold"))
    rows = (
        (page.plain(level.title), plain(in_words(page.standard, level, page.lang)))
        for level in page.standard.levels
    )
    return table(heads, rows)


def _baselines(page: Page) -> str:
    links = (page.link(item.id) for item in page.standard.indicators if item.baseline)
    return listing(page.say("## 底线指标", "## Baselines"), links)


def _veto(page: Page, veto: Veto) -> str:
    title, fact = page.plain(veto.title), page.plain(veto.fact)
    told = "".join(f"- {line}\n" for line in _about_veto(page, veto))
    return f"### {title} {{ #{veto.id} }}\n\n{fact}\n\n{told}\n"


def _about_veto(page: Page, veto: Veto) -> Iterator[str]:
    colon = page.colon
    cap = page.plain(page.standard.level(veto.cap).title)
    yield page.say(f"有此事实的，等级不高于“{cap}”", f"caps the level at “{cap}”")
    if veto.declared_by:
        by = page.plain(page.standard.body(veto.declared_by).name)
        link = f"[{by}](bodies.md#{veto.declared_by})"
        yield f"{page.say('申报', 'declared by')}{colon}{link}"
    if veto.indicator:
        link = page.link(veto.indicator)
        yield f"{page.say('相关指标', 'indicator')}{colon}{link}"


def _adjustments(page: Page) -> str:
    adjustments = page.standard.adjustments
    if not adjustments.items:
        return ""
    heads = (
        ("事由", "每次", "最多计") if page.lang == "zh" else ("For", "Each", "At most")
    )
    rows = (
        (page.plain(item.title), f"{item.points:+g}", f"{item.limit} ×")
        for item in adjustments.items
    )
    most, least = brief(adjustments.most), brief(-adjustments.least)
    bounds = page.say(
        f"合计最多加 {most} 分，最多扣 {least} 分。\n",
        f"In all at most {most} added and {least} deducted.\n",
    )
    return page.say("## 加减分\n\n", "## Adjustments\n\n") + table(heads, rows) + bounds


def bodies_page(page: Page) -> str:
    """Write how the bodies stand to each other and what each leads and supports."""
    sections = (
        page.say("# 治理主体和责任清单\n\n", "# Bodies and their duties\n\n"),
        _picture(page) if page.standard.relations else "",
        _loads(page),
        page.say("## 责任清单\n\n", "## Duties\n\n") if page.standard.bodies else "",
        *(_duties(page, body) for body in page.standard.bodies),
        _relations(page),
    )
    return "".join(sections)


def _picture(page: Page) -> str:
    told = page.say(
        "治理主体关系图，各条关系见下表",
        "The bodies and their relations, as in the table below",
    )
    return f"[![{told}](bodies.svg)](bodies.svg)\n\n"


def _loads(page: Page) -> str:
    leading = [body for body in page.standard.bodies if page.standard.led_by(body.id)]
    if not leading:
        return ""
    heads = (
        page.say("主体", "Body"),
        page.say("牵头", "Leads"),
        page.say("配合", "Supports"),
        page.say("牵头各项的工作量", "Effort led"),
    )
    title = page.say("## 牵头的主体\n\n", "## Bodies that lead\n\n")
    return title + table(heads, (_load(page, body) for body in leading))


def _relations(page: Page) -> str:
    if not page.standard.relations:
        return ""
    names = {body.id: page.plain(body.name) for body in page.standard.bodies}
    heads = (
        ("主体", "关系", "主体") if page.lang == "zh" else ("Body", "Relation", "Body")
    )
    rows = (
        (
            names[relation.source],
            RELATION[relation.kind].to(page.lang),
            names[relation.target],
        )
        for relation in page.standard.relations
    )
    return page.say("## 主体之间的关系\n\n", "## Relations\n\n") + table(heads, rows)


def _load(page: Page, body: Body) -> tuple[str, ...]:
    led = page.standard.led_by(body.id)
    days = sum(item.effort.person_days for item in led if item.effort)
    return (
        f"[{page.plain(body.name)}](#{body.id})",
        str(len(led)),
        str(len(page.standard.supported_by(body.id))),
        f"{brief(days)} {page.say('人天', 'person-days')}",
    )


def _duties(page: Page, body: Body) -> str:
    name = page.plain(body.name)
    declared = [veto for veto in page.standard.vetoes if veto.declared_by == body.id]
    links = (f"[{page.plain(veto.title)}](levels.md#{veto.id})" for veto in declared)
    sections = (
        f"### {name} {{ #{body.id} }}\n\n{page.both(body.name)}",
        f"{page.plain(body.purpose)}\n\n" if body.purpose else "",
        _items(page, page.say("牵头", "Leads"), page.standard.led_by(body.id)),
        _items(page, page.say("配合", "Supports"), page.standard.supported_by(body.id)),
        listing(page.say("**申报一票否决事实**", "**Declares**"), links),
    )
    return "".join(sections)


def _items(page: Page, label: str, items: Collection[Indicator]) -> str:
    lines = (_duty(page, item) for item in items)
    return listing(f"**{label} {len(items)}**", lines)


def _duty(page: Page, item: Indicator) -> str:
    often = page.say("，", ", ") + EVERY[item.every].to(page.lang) if item.every else ""
    return page.link(item.id) + often


def sources_page(page: Page) -> str:
    """Write the register of sources, each with the indicators that cite it."""
    cited = _cited(page.standard)
    sections = (
        page.say("# 来源\n\n", "# Sources\n\n"),
        *(_source(page, source, cited[source.id]) for source in page.standard.sources),
    )
    return "".join(sections)


def _cited(standard: Standard) -> defaultdict[str, dict[str, list[str]]]:
    """Return the indicators that cite each source, by the place that they cite."""
    cited: defaultdict[str, dict[str, list[str]]] = defaultdict(dict)
    for item in standard.indicators:
        for citation in item.basis.subject if item.basis else ():
            cited[citation.source].setdefault(citation.at, []).append(item.id)
    return cited


def _source(page: Page, source: Source, cited: dict[str, list[str]]) -> str:
    title = page.plain(source.title)
    about = "".join(f"- {line}\n" for line in _about_source(page, source))
    places = sorted(cited, key=lambda place: _order(source, place))
    lines = (_place(page, place, cited[place]) for place in places)
    citing = listing(page.say("**引用它的指标**", "**Cited by**"), lines)
    return (
        f"## {title} {{ #{source.id} }}\n\n{page.both(source.title)}{about}\n{citing}"
    )


def _order(source: Source, place: str) -> int:
    """Return where a place stands among the sections of a source; places that are none come last."""
    return (
        source.sections.index(place)
        if place in source.sections
        else len(source.sections)
    )


def _place(page: Page, place: str, ids: Iterable[str]) -> str:
    linked = page.listed(map(page.link, dict.fromkeys(ids)))
    return f"{plain(place)}{page.colon}{linked}" if place else linked


def _about_source(page: Page, source: Source) -> Iterator[str]:
    kind = KIND[source.kind].to(page.lang)
    if source.kind != "founding":
        kind += " " + badge(source.status, STATUS[source.status].to(page.lang))
    yield f"{kind} `{source.locale}`"
    issuer = source.issuer.to(page.lang) if source.issuer else ""
    told = [part for part in (issuer, source.number, str(source.year or "")) if part]
    if told:
        yield plain(page.say("，", ", ").join(told))
    if source.checked:
        yield f"{page.say('核对日期', 'Checked on')} {source.checked}"
    if source.note:
        yield page.plain(source.note)


def versions_pages(page: Page, home: Path) -> dict[str, str]:
    """Write the page of versions, with the releases themselves beside it, and the standard's changelog."""
    released = releases(home)
    files = {f"releases/{path.name}": _text(path) for path in released.values()}
    if released:
        files[f"releases/{SUMS}"] = _text(home / "releases" / SUMS)
    sections = (
        page.say("# 版本和更新记录\n\n", "# Versions and changelog\n\n"),
        _releases(page, released, files) if released else _draft(page),
        _changes(home / "CHANGELOG.md"),
    )
    return {"versions.md": "".join(sections), **files}


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def _releases(
    page: Page, released: Mapping[str, Path], files: Mapping[str, str]
) -> str:
    """List the releases with their checksums, the newest first."""
    sums = files[f"releases/{SUMS}"]
    listed = (line.split() for line in sums.splitlines())
    digests = {file: digest for digest, file in listed}
    rows = [
        (f"[{version}](releases/{path.name})", f"`{digests[path.name]}`")
        for version, path in released.items()
    ]
    return table((page.say("版本", "Version"), "SHA-256"), reversed(rows))


def _draft(page: Page) -> str:
    version = page.standard.version
    return page.say(
        f"尚未发布；现为 {version} 版草稿。\n\n",
        f"Not released; a draft of {version}.\n\n",
    )


def _changes(log: Path) -> str:
    """Return a changelog without its title."""
    return re.sub(r"\A# .*\n+", "", _text(log)) if log.is_file() else ""
