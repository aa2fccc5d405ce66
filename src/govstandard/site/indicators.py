"""The pages of the tree: its contents, and a page for each group of indicators."""

from collections import Counter
from collections.abc import Iterator

from govstandard.base.words import Lang, pick, words
from govstandard.report.forms.markdown import plain, table
from govstandard.site.markdown import COLON, badge, both, item_link, listing, quoted
from govstandard.standard.describing import GROUNDING, TARGET, Fact, cited_by, facts
from govstandard.standard.graph import foundations
from govstandard.standard.origins import Basis, Citation
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
    groups = [holder for holder in holders(standard) if isinstance(holder, Group)]
    listed: list[tuple[Standard | Group, list[Group]]] = []
    for top in standard.groups:
        below = [group for group in groups if f"{group.id}.".startswith(f"{top.id}.")]
        listed.append((top, below))
    return listed


def index_page(standard: Standard, lang: Lang) -> str:
    """Write the contents: what the standard is, its tree, what rests on what, where to start."""
    state = words("已发布" if standard.status == "released" else "草稿", standard.status).to(lang)
    sections = (
        f"# {plain(standard.title.to(lang))}\n\n{both(standard.title, lang)}",
        f"`{standard.name}` {badge(standard.status, state)}\n\n",
        quoted(standard.about, lang),
        _tree(standard, lang),
        _honest(standard, lang),
        *(_top(top, groups, lang) for top, groups in contents(standard)),
        _topless(standard, lang),
        _firsts(standard, lang),
    )
    return "".join(sections)


def _tree(standard: Standard, lang: Lang) -> str:
    """Show the picture of the tree, which leads to itself in full size."""
    counts = [f"{tier.title.to(lang)} {len(standard.tier(tier.id))}" for tier in standard.tiers]
    told = pick(lang, "指标树：", "The tree: ") + pick(lang, "，", ", ").join(counts)
    return f"[![{plain(told)}](tree.svg)](tree.svg)\n\n"


def _top(top: Standard | Group, groups: list[Group], lang: Lang) -> str:
    """List the groups below one of the topmost, with their indicators."""
    listed = "".join(f"- {_holder(group, lang)}\n" for group in groups)
    return f"## {top.id} {plain(top.title.to(lang))}\n\n{listed}\n"


def _holder(group: Group, lang: Lang) -> str:
    page = f"parts/{group.id}.md"
    links = (f"[{plain(item.title.to(lang))}]({page}#{item.id})" for item in _active(group))
    items = pick(lang, "、", ", ").join(links)
    return f"[**{group.id} {plain(group.title.to(lang))}**]({page}){COLON[lang]}{items}"


def _topless(standard: Standard, lang: Lang) -> str:
    """List the indicators that stand in no group."""
    links = (item_link(standard, item.id, lang) for item in _active(standard))
    return listing(pick(lang, "## 指标", "## Indicators"), links)


def _honest(standard: Standard, lang: Lang) -> str:
    """Count what rests on what."""
    bases = [item.basis for item in standard.indicators if item.basis]
    if not bases:
        return ""
    subjects = Counter[str](basis.grounding for basis in bases)
    targets = Counter[str](basis.target for basis in bases)
    rows = [(GROUNDING[kind].to(lang), str(subjects[kind])) for kind in GROUNDING if subjects[kind]]
    rows += [(TARGET[kind].to(lang), str(targets[kind])) for kind in TARGET if targets[kind]]
    title = pick(
        lang,
        "## 有据可查的和编者建议的",
        "## What rests on a source, and what is the editors' opinion",
    )
    heads = (
        pick(lang, "主题和目标值从哪里来", "Where subjects and targets come from"),
        pick(lang, "项数", "Indicators"),
    )
    return f"{title}\n\n{table(heads, rows)}"


def _firsts(standard: Standard, lang: Lang) -> str:
    title = pick(lang, "## 打基础的指标", "## Foundations")
    told = pick(
        lang,
        "许多指标要先做好另一些才做得到。下面几项后面跟着的指标最多，宜先做。",
        "Many indicators need others to stand first. These have the most that rest on them.",
    )
    rows = (_first(standard, item, count, lang) for item, count in foundations(standard))
    return listing(f"{title}\n\n{told}", rows)


def _first(standard: Standard, item_id: str, count: int, lang: Lang) -> str:
    resting = pick(lang, f"（{count} 项以它为前提）", f" ({count} rest on it)")
    return item_link(standard, item_id, lang) + resting


def _active(holder: Standard | Group) -> list[Indicator]:
    return [item for item in holder.items if item.status == "active"]


def part_page(standard: Standard, holder: Standard | Group, lang: Lang) -> str:
    """Write a group of indicators: an overview, then each with all that is said of it."""
    number = f"{holder.id} " if isinstance(holder, Group) else ""
    heads = (
        pick(lang, "指标", "Indicator"),
        pick(lang, "目标", "Target"),
        pick(lang, "目标值来源", "Target from"),
    )
    items = _active(holder)
    sections = (
        f"# {number}{plain(holder.title.to(lang))}\n\n{both(holder.title, lang)}",
        table(heads, (_overview(standard, item, lang) for item in items)),
        *(_item(standard, item, lang) for item in items),
    )
    return "".join(sections)


def _overview(standard: Standard, item: Indicator, lang: Lang) -> tuple[str, str, str]:
    link = f"[{item.id} {plain(item.title.to(lang))}](#{item.id})"
    target = plain(item.measure.show_target(lang))
    return link, target, _target_badge(standard, item, lang, label=False)


def _item(standard: Standard, item: Indicator, lang: Lang) -> str:
    told = list(facts(standard, item, lang))
    sections = (
        f"## {item.id} {plain(item.title.to(lang))} {{ #{item.id} }}\n\n{both(item.title, lang)}",
        " ".join(_badges(standard, item, lang)) + "\n\n",
        f"{plain(item.requirement.to(lang))}\n\n",
        *(_bullet(standard, item, fact, lang) for fact in told if fact.name not in _APART),
        "\n",
        _points(item, told, lang),
        _remedy(told, lang),
    )
    return "".join(sections)


_APART = {"requirement", "points", "baseline", "demands_evidence", "remedy"}
"""What an indicator's page says elsewhere than in its list of facts."""


def _bullet(standard: Standard, item: Indicator, fact: Fact, lang: Lang) -> str:
    """Write one fact of an indicator, with links to what it names."""
    return f"- **{fact.label}**{COLON[lang]}{_linked(standard, item, fact, lang)}\n"


def _linked(standard: Standard, item: Indicator, fact: Fact, lang: Lang) -> str:
    match fact.name:
        case "lead":
            return _body_link(standard, item.lead or "", lang)
        case "support":
            links = [_body_link(standard, body, lang) for body in item.support]
            return pick(lang, "、", ", ").join(links)
        case "needs":
            links = [item_link(standard, need, lang, "../") for need in item.needs]
            return pick(lang, "；", "; ").join(links)
        case "basis":
            return _basis(standard, item, lang)
    return plain(fact.text)


def _points(item: Indicator, told: list[Fact], lang: Lang) -> str:
    texts = [plain(fact.text) for fact in told if fact.name == "points"]
    lines = (f"`{point.id}` {text}" for point, text in zip(item.measure.points, texts, strict=True))
    return listing(pick(lang, "**采分点**", "**Points**"), lines)


def _remedy(told: list[Fact], lang: Lang) -> str:
    texts = [plain(fact.text) for fact in told if fact.name == "remedy"]
    if not texts:
        return ""
    steps = "".join(f"{number}. {text}\n" for number, text in enumerate(texts, 1))
    return f"{pick(lang, '**没有达到时怎么办**', '**When it is not met**')}\n\n{steps}\n"


def _badges(standard: Standard, item: Indicator, lang: Lang) -> Iterator[str]:
    """Say at a glance where the subject and the target come from, and what is special about an indicator."""
    if item.basis:
        yield from _subject_badges(standard, item.basis, lang)
        yield _target_badge(standard, item, lang)
    if item.baseline:
        yield badge("baseline", pick(lang, "底线", "baseline"))
    if item.sensitive:
        yield badge("sensitive", pick(lang, "敏感，只报汇总数", "sensitive: totals only"))


def _subject_badges(standard: Standard, basis: Basis, lang: Lang) -> Iterator[str]:
    subject = pick(lang, "主题", "subject")
    origins = [_origin(standard, citation) for citation in basis.subject] or ["editors"]
    for origin in dict.fromkeys(origins):
        told = f"{subject}{COLON[lang]}{_ORIGIN[lang][origin]}"
        if origin == "founding" and basis.grounding == "theme":
            told += pick(lang, "（同主题）", " (theme)")
        yield badge(origin, told)


_ORIGIN = {
    "zh": {"founding": "源文", "law": "法律", "policy": "政策", "editors": "编者"},
    "en": {"founding": "founding document", "law": "law", "policy": "policy", "editors": "editors"},
}


def _origin(standard: Standard, citation: Citation) -> str:
    kinds = {source.id: source.kind for source in standard.sources}
    kind = kinds.get(citation.source)
    if kind == "founding":
        return "founding"
    return "law" if kind in _LAWS else "policy"


def _target_badge(standard: Standard, item: Indicator, lang: Lang, *, label: bool = True) -> str:
    if item.basis is None:
        return ""
    origin = _TARGET_ORIGIN.get(item.basis.target) or _weightiest(standard, item.basis)
    told = _ORIGIN[lang][origin]
    if label:
        told = f"{pick(lang, '目标值', 'target')}{COLON[lang]}{told}"
    if item.basis.target == "derived":
        told += pick(lang, "（推算）", " (derived)")
    return badge(origin, told)


_TARGET_ORIGIN = {"founding": "founding", "derived": "founding", "editorial": "editors"}


def _weightiest(standard: Standard, basis: Basis) -> str:
    cited = {_origin(standard, citation) for citation in basis.subject}
    return "law" if "law" in cited else "policy"


def _basis(standard: Standard, item: Indicator, lang: Lang) -> str:
    if item.basis is None:
        return ""
    told = []
    for source, places, doubt in cited_by(standard, item, lang):
        link = f"[{plain(source.title.to(lang))}](../sources.md#{source.id}) {plain(places)}"
        told.append(link.rstrip() + doubt)
    told += [GROUNDING[item.basis.grounding].to(lang), TARGET[item.basis.target].to(lang)]
    return pick(lang, "；", "; ").join(told)


def _body_link(standard: Standard, body_id: str, lang: Lang) -> str:
    return f"[{plain(standard.body(body_id).name.to(lang))}](../bodies.md#{body_id})"
