"""The pages of the tree: its contents, and a page for each group of indicators."""

from collections.abc import Iterator

from govstandard.base.words import Lang, pick
from govstandard.report.forms.markdown import plain, table
from govstandard.site.markdown import COLON, badge, both, item_link, listing
from govstandard.standard.describing import GROUNDING, TARGET, Fact, cited_by, facts
from govstandard.standard.graph import foundations
from govstandard.standard.origins import Citation
from govstandard.standard.tree import Group, Indicator, Standard

_LAWS = {"law", "regulation"}


def holders(standard: Standard) -> Iterator[Standard | Group]:
    """Give the nodes that hold indicators directly: each has a page."""
    if standard.items:
        yield standard
    for located in standard.walk():
        if isinstance(located.node, Group) and located.node.items:
            yield located.node


def contents(standard: Standard) -> list[tuple[Standard | Group, list[Group]]]:
    """Return the topmost groups, each with those at or below it that have a page of indicators of their own."""
    below = [holder for holder in holders(standard) if isinstance(holder, Group)]
    return [
        (top, [holder for holder in below if f"{holder.id}.".startswith(f"{top.id}.")])
        for top in standard.groups
    ]


def index_page(standard: Standard, lang: Lang) -> str:
    """Write the contents: what the standard is, its tree, what rests on what, where to start."""
    text = f"# {plain(standard.title.to(lang))}\n\n{both(standard.title, lang)}"
    state = {"draft": pick(lang, "草稿", "draft"), "released": pick(lang, "已发布", "released")}[
        standard.status
    ]
    text += f"`{standard.name}` {badge(standard.status, state)}\n\n"
    if standard.about:
        text += f"> {plain(standard.about.to(lang))}\n\n"
    counts = [f"{tier.title.to(lang)} {len(standard.tier(tier.id))}" for tier in standard.tiers]
    alt = pick(lang, "指标树：", "The tree: ") + pick(lang, "，", ", ").join(counts)
    text += f"[![{plain(alt)}](tree.svg)](tree.svg)\n\n"
    text += _honest(standard, lang)
    for top, parts in contents(standard):
        text += f"## {top.id} {plain(top.title.to(lang))}\n\n"
        for holder in parts:
            items = pick(lang, "、", ", ").join(
                f"[{plain(item.title.to(lang))}](parts/{holder.id}.md#{item.id})"
                for item in _active(holder)
            )
            text += f"- [**{holder.id} {plain(holder.title.to(lang))}**](parts/{holder.id}.md){COLON[lang]}{items}\n"
        text += "\n"
    if standard.items:
        text += listing(
            pick(lang, "## 指标", "## Indicators"),
            (item_link(standard, item.id, lang) for item in _active(standard)),
        )
    return text + _firsts(standard, lang)


def _honest(standard: Standard, lang: Lang) -> str:
    """Count what rests on what."""
    bases = [item.basis for item in standard.indicators if item.basis]
    if not bases:
        return ""
    subjects = [
        (GROUNDING[kind].to(lang), sum(basis.grounding == kind for basis in bases))
        for kind in GROUNDING
    ]
    targets = [
        (TARGET[kind].to(lang), sum(basis.target == kind for basis in bases)) for kind in TARGET
    ]
    text = pick(
        lang,
        "## 有据可查的和编者建议的\n\n",
        "## What rests on a source, and what is the editors' opinion\n\n",
    )
    return text + table(
        (
            pick(lang, "主题和目标值从哪里来", "Where subjects and targets come from"),
            pick(lang, "项数", "Indicators"),
        ),
        ((told, str(count)) for told, count in (*subjects, *targets) if count),
    )


def _firsts(standard: Standard, lang: Lang) -> str:
    title = pick(lang, "## 打基础的指标", "## Foundations")
    told = pick(
        lang,
        "许多指标要先做好另一些才做得到。下面几项后面跟着的指标最多，宜先做。",
        "Many indicators need others to stand first. These have the most that rest on them.",
    )
    rows = [
        f"{item_link(standard, item, lang)}{pick(lang, f'（{count} 项以它为前提）', f' ({count} rest on it)')}"
        for item, count in foundations(standard)
    ]
    return listing(f"{title}\n\n{told}", rows)


def _active(holder: Standard | Group) -> list[Indicator]:
    return [item for item in holder.items if item.status == "active"]


def part_page(standard: Standard, holder: Standard | Group, lang: Lang) -> str:
    """Write a group of indicators: an overview, then each with all that is said of it."""
    name = f"{holder.id} " if isinstance(holder, Group) else ""
    text = f"# {name}{plain(holder.title.to(lang))}\n\n{both(holder.title, lang)}"
    heads = (
        pick(lang, "指标", "Indicator"),
        pick(lang, "目标", "Target"),
        pick(lang, "目标值来源", "Target from"),
    )
    rows = [
        (
            f"[{item.id} {plain(item.title.to(lang))}](#{item.id})",
            plain(item.measure.show_target(lang)),
            _target_badge(standard, item, lang, label=False),
        )
        for item in _active(holder)
    ]
    text += table(heads, rows)
    return text + "".join(_item(standard, item, lang) for item in _active(holder))


def _item(standard: Standard, item: Indicator, lang: Lang) -> str:
    text = f"## {item.id} {plain(item.title.to(lang))} {{ #{item.id} }}\n\n{both(item.title, lang)}"
    text += " ".join(_badges(standard, item, lang)) + "\n\n"
    text += f"{plain(item.requirement.to(lang))}\n\n"
    told = list(facts(standard, item, lang))
    for fact in told:
        if fact.name in {"measure", "target", "defined", "every", "verify", "evidence", "effort"}:
            text += _bullet(fact, lang)
        elif fact.name in {"lead", "support"}:
            bodies = [item.lead] if fact.name == "lead" else item.support
            linked = pick(lang, "、", ", ").join(
                _body_link(standard, body or "", lang) for body in bodies
            )
            text += f"- **{fact.label}**{COLON[lang]}{linked}\n"
        elif fact.name == "needs":
            linked = pick(lang, "；", "; ").join(
                item_link(standard, need, lang, "../") for need in item.needs
            )
            text += f"- **{fact.label}**{COLON[lang]}{linked}\n"
        elif fact.name in {"not_applicable", "sensitive", "note"}:
            text += _bullet(fact, lang)
        elif fact.name == "basis":
            text += f"- **{fact.label}**{COLON[lang]}{_basis(standard, item, lang)}\n"
    text += "\n"
    points = [
        f"`{point.id}` {plain(fact.text)}"
        for point, fact in zip(item.measure.points, _of(told, "points"), strict=True)
    ]
    text += listing(pick(lang, "**采分点**", "**Points**"), points)
    steps = "".join(
        f"{number}. {plain(fact.text)}\n" for number, fact in enumerate(_of(told, "remedy"), 1)
    )
    return text + (
        f"{pick(lang, '**没有达到时怎么办**', '**When it is not met**')}\n\n{steps}\n"
        if steps
        else ""
    )


def _of(told: list[Fact], name: str) -> list[Fact]:
    return [fact for fact in told if fact.name == name]


def _bullet(fact: Fact, lang: Lang) -> str:
    return f"- **{fact.label}**{COLON[lang]}{plain(fact.text)}\n"


def _badges(standard: Standard, item: Indicator, lang: Lang) -> Iterator[str]:
    """Say at a glance where the subject and the target come from, and what is special about an indicator."""
    if item.basis:
        subject = pick(lang, "主题", "subject")
        origins = dict.fromkeys(_origin(standard, citation) for citation in item.basis.subject) or {
            "editors": None
        }
        for origin in origins:
            near = (
                pick(lang, "（同主题）", " (theme)")
                if origin == "founding" and item.basis.grounding == "theme"
                else ""
            )
            yield badge(origin, f"{subject}{COLON[lang]}{_ORIGIN[lang][origin]}{near}")
        yield _target_badge(standard, item, lang)
    if item.baseline:
        yield badge("baseline", pick(lang, "底线", "baseline"))
    if item.sensitive:
        yield badge("sensitive", pick(lang, "敏感，只报汇总数", "sensitive: totals only"))


_ORIGIN = {
    "zh": {"founding": "源文", "law": "法律", "policy": "政策", "editors": "编者"},
    "en": {"founding": "founding document", "law": "law", "policy": "policy", "editors": "editors"},
}


def _origin(standard: Standard, citation: Citation) -> str:
    kind = next(
        (source.kind for source in standard.sources if source.id == citation.source), "policy"
    )
    return "founding" if kind == "founding" else "law" if kind in _LAWS else "policy"


def _target_badge(standard: Standard, item: Indicator, lang: Lang, *, label: bool = True) -> str:
    if item.basis is None:
        return ""
    origin = {"founding": "founding", "derived": "founding", "editorial": "editors"}.get(
        item.basis.target
    )
    if origin is None:
        cited = {_origin(standard, citation) for citation in item.basis.subject}
        origin = "law" if "law" in cited else "policy"
    derived = pick(lang, "（推算）", " (derived)") if item.basis.target == "derived" else ""
    before = f"{pick(lang, '目标值', 'target')}{COLON[lang]}" if label else ""
    return badge(origin, f"{before}{_ORIGIN[lang][origin]}{derived}")


def _basis(standard: Standard, item: Indicator, lang: Lang) -> str:
    if item.basis is None:
        return ""
    cited = [
        f"[{plain(source.title.to(lang))}](../sources.md#{source.id}) {plain(places)}".rstrip()
        + doubt
        for source, places, doubt in cited_by(standard, item, lang)
    ]
    honest = (GROUNDING[item.basis.grounding].to(lang), TARGET[item.basis.target].to(lang))
    return pick(lang, "；", "; ").join([*cited, *honest])


def _body_link(standard: Standard, body_id: str, lang: Lang) -> str:
    return f"[{plain(standard.body(body_id).name.to(lang))}](../bodies.md#{body_id})"
