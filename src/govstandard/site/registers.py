"""The pages of what the tree rests on: levels, bodies, sources, versions."""

import re
from collections.abc import Iterator
from pathlib import Path

from govstandard.base.rounding import brief
from govstandard.base.words import Lang, pick
from govstandard.library.releasing import SUMS, releases
from govstandard.report.forms.markdown import plain, table
from govstandard.site.markdown import COLON, badge, both, item_link, listing
from govstandard.standard.describing import EVERY, KIND, RELATION, STATUS
from govstandard.standard.levels import Level
from govstandard.standard.origins import Source
from govstandard.standard.requirements import required
from govstandard.standard.tree import Body, Standard


def levels_page(standard: Standard, lang: Lang) -> str:
    """Write what each level requires, the baselines, the vetoes and the adjustments."""
    text = pick(lang, "# 等级、底线和一票否决\n\n", "# Levels, baselines and vetoes\n\n")
    if standard.about:
        text += f"> {plain(standard.about.to(lang))}\n\n"
    text += pick(lang, "## 等级\n\n", "## Levels\n\n")
    heads = (pick(lang, "等级", "Level"), pick(lang, "要求全部成立", "All of these hold"))
    rows = (
        (plain(level.title.to(lang)), plain(_required(standard, level, lang)))
        for level in standard.levels
    )
    text += table(heads, rows)
    text += listing(
        pick(lang, "## 底线指标", "## Baselines"),
        (item_link(standard, item.id, lang) for item in standard.indicators if item.baseline),
    )
    if standard.vetoes:
        text += pick(lang, "## 一票否决\n\n", "## Vetoes\n\n")
    for veto in standard.vetoes:
        text += (
            f"### {plain(veto.title.to(lang))} {{ #{veto.id} }}\n\n{plain(veto.fact.to(lang))}\n\n"
        )
        cap = plain(standard.level(veto.cap).title.to(lang))
        text += f"- {pick(lang, f'有此事实的，等级不高于“{cap}”', f'caps the level at “{cap}”')}\n"
        if veto.declared_by:
            by = plain(standard.body(veto.declared_by).name.to(lang))
            text += f"- {pick(lang, '申报', 'declared by')}{COLON[lang]}[{by}](bodies.md#{veto.declared_by})\n"
        if veto.indicator:
            link = item_link(standard, veto.indicator, lang)
            text += f"- {pick(lang, '相关指标', 'indicator')}{COLON[lang]}{link}\n"
        text += "\n"
    return text + _adjustments(standard, lang)


def _adjustments(standard: Standard, lang: Lang) -> str:
    told = standard.adjustments
    if not told.items:
        return ""
    heads = ("事由", "每次", "最多计") if lang == "zh" else ("For", "Each", "At most")
    rows = (
        (plain(item.title.to(lang)), f"{item.points:+g}", f"{item.limit} ×") for item in told.items
    )
    bounds = pick(
        lang,
        f"合计最多加 {brief(told.most)} 分，最多扣 {brief(-told.least)} 分。\n",
        f"In all at most {brief(told.most)} added and {brief(-told.least)} deducted.\n",
    )
    return pick(lang, "## 加减分\n\n", "## Adjustments\n\n") + table(heads, rows) + bounds


def _required(standard: Standard, level: Level, lang: Lang) -> str:
    """Write what a level requires."""
    asked = (requirement.told(standard) for requirement in required(standard, level))
    told = [sentence.to(lang) for sentence in asked if sentence]
    return pick(lang, "；", "; ").join(told) or pick(lang, "无", "nothing")


def bodies_page(standard: Standard, lang: Lang) -> str:
    """Write how the bodies stand to each other and what each leads and supports."""
    text = pick(lang, "# 治理主体和责任清单\n\n", "# Bodies and their duties\n\n")
    names = {body.id: plain(body.name.to(lang)) for body in standard.bodies}
    if standard.relations:
        alt = pick(
            lang,
            "治理主体关系图，各条关系见下表",
            "The bodies and their relations, as in the table below",
        )
        text += f"[![{alt}](bodies.svg)](bodies.svg)\n\n"
    leading = [body for body in standard.bodies if standard.led_by(body.id)]
    if leading:
        heads = (
            ("主体", "牵头", "配合", "牵头各项的工作量")
            if lang == "zh"
            else ("Body", "Leads", "Supports", "Effort led")
        )
        text += pick(lang, "## 牵头的主体\n\n", "## Bodies that lead\n\n") + table(
            heads, (_load(standard, body, lang) for body in leading)
        )
    text += pick(lang, "## 责任清单\n\n", "## Duties\n\n") if standard.bodies else ""
    text += "".join(_duties(standard, body, lang) for body in standard.bodies)
    if standard.relations:
        ends = ("主体", "关系", "主体") if lang == "zh" else ("Body", "Relation", "Body")
        rows = (
            (names[r.source], RELATION[r.kind].to(lang), names[r.target])
            for r in standard.relations
        )
        text += pick(lang, "## 主体之间的关系\n\n", "## Relations\n\n") + table(ends, rows)
    return text


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
    text = f"### {plain(body.name.to(lang))} {{ #{body.id} }}\n\n{both(body.name, lang)}"
    if body.purpose:
        text += f"{plain(body.purpose.to(lang))}\n\n"
    for label, items in (
        (pick(lang, "牵头", "Leads"), standard.led_by(body.id)),
        (pick(lang, "配合", "Supports"), standard.supported_by(body.id)),
    ):
        rows = [
            item_link(standard, item.id, lang)
            + (f"{pick(lang, '，', ', ')}{EVERY[item.every].to(lang)}" if item.every else "")
            for item in items
        ]
        text += listing(f"**{label} {len(items)}**", rows)
    declared = [veto for veto in standard.vetoes if veto.declared_by == body.id]
    return text + listing(
        pick(lang, "**申报一票否决事实**", "**Declares**"),
        (f"[{plain(veto.title.to(lang))}](levels.md#{veto.id})" for veto in declared),
    )


def sources_page(standard: Standard, lang: Lang) -> str:
    """Write the register of sources, each with the indicators that cite it."""
    text = pick(lang, "# 来源\n\n", "# Sources\n\n")
    cited: dict[str, dict[str, list[str]]] = {}
    for item in standard.indicators:
        for citation in item.basis.subject if item.basis else ():
            cited.setdefault(citation.source, {}).setdefault(citation.at, []).append(item.id)
    for source in standard.sources:
        text += (
            f"## {plain(source.title.to(lang))} {{ #{source.id} }}\n\n{both(source.title, lang)}"
        )
        text += "".join(f"- {line}\n" for line in _about_source(source, lang)) + "\n"
        places = cited.get(source.id, {})
        order = [at for at in source.sections if at in places] + [
            at for at in places if at not in source.sections
        ]
        rows = []
        for at in order:
            linked = pick(lang, "、", ", ").join(
                item_link(standard, item, lang) for item in dict.fromkeys(places[at])
            )
            rows.append(f"{plain(at)}{COLON[lang]}{linked}" if at else linked)
        text += listing(pick(lang, "**引用它的指标**", "**Cited by**"), rows)
    return text


def _about_source(source: Source, lang: Lang) -> Iterator[str]:
    status = (
        badge(source.status, STATUS[source.status].to(lang)) if source.kind != "founding" else ""
    )
    yield " ".join(filter(None, (KIND[source.kind].to(lang), status, f"`{source.locale}`")))
    told = [source.issuer.to(lang) if source.issuer else "", source.number, str(source.year or "")]
    if any(told):
        yield plain(pick(lang, "，", ", ").join(part for part in told if part))
    if source.checked:
        yield f"{pick(lang, '核对日期', 'Checked on')} {source.checked}"
    if source.note:
        yield plain(source.note.to(lang))


def versions_pages(home: Path, standard: Standard, lang: Lang) -> dict[str, str]:
    """Write the page of versions, with the releases themselves beside it, and the standard's changelog."""
    text = pick(lang, "# 版本和更新记录\n\n", "# Versions and changelog\n\n")
    found, files = releases(home), {}
    if found:
        sums = (home / "releases" / SUMS).read_text(encoding="utf-8")
        heads = ("版本", "SHA-256") if lang == "zh" else ("Version", "SHA-256")
        digests = {name: digest for digest, name in (line.split() for line in sums.splitlines())}
        rows = (
            (f"[{version}](releases/{path.name})", f"`{digests[path.name]}`")
            for version, path in found.items()
        )
        text += table(heads, list(rows)[::-1])
        files = {
            f"releases/{path.name}": path.read_text(encoding="utf-8") for path in found.values()
        }
        files[f"releases/{SUMS}"] = sums
    else:
        text += pick(
            lang,
            f"尚未发布；现为 {standard.version} 版草稿。\n\n",
            f"Not released; a draft of {standard.version}.\n\n",
        )
    log = home / "CHANGELOG.md"
    if log.is_file():
        text += re.sub(r"\A# .*\n+", "", log.read_text(encoding="utf-8"))
    return {"versions.md": text, **files}
