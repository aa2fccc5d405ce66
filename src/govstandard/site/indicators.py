"""The pages of the tree: its contents, and a page for each group of indicators."""

from collections import Counter
from collections.abc import Iterator

from govstandard.base.words import words
from govstandard.report.forms.markdown import plain, table
from govstandard.site.markdown import Page, badge, listing
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


def index_page(page: Page) -> str:
    """Write the contents: what the standard is, its tree, what rests on what, where to start."""
    standard = page.standard
    sections = (
        f"# {page.plain(standard.title)}\n\n{page.both(standard.title)}",
        f"`{standard.name}` {badge(standard.status, _STATES[standard.status].to(page.lang))}\n\n",
        page.quoted(standard.about),
        _tree(page),
        _honest(page),
        *(_top(page, top, groups) for top, groups in contents(standard)),
        _topless(page),
        _firsts(page),
    )
    return "".join(sections)


_STATES = {"draft": words("草稿", "draft"), "released": words("已发布", "released")}


def _tree(page: Page) -> str:
    """Show the picture of the tree, which leads to itself in full size."""
    standard = page.standard
    counts = [
        f"{tier.title.to(page.lang)} {len(standard.tier(tier.id))}"
        for tier in standard.tiers
    ]
    told = page.say("指标树：", "The tree: ") + page.say("，", ", ").join(counts)
    return f"[![{plain(told)}](tree.svg)](tree.svg)\n\n"


def _top(page: Page, top: Standard | Group, groups: list[Group]) -> str:
    """List the groups below one of the topmost, with their indicators."""
    listed = "".join(f"- {_holder(page, group)}\n" for group in groups)
    return f"## {top.id} {page.plain(top.title)}\n\n{listed}\n"


def _holder(page: Page, group: Group) -> str:
    file = f"parts/{group.id}.md"
    links = (f"[{page.plain(item.title)}]({file}#{item.id})" for item in _active(group))
    title = page.plain(group.title)
    return f"[**{group.id} {title}**]({file}){page.colon}{page.listed(links)}"


def _topless(page: Page) -> str:
    """List the indicators that stand in no group."""
    links = (page.link(item.id) for item in _active(page.standard))
    return listing(page.say("## 指标", "## Indicators"), links)


def _honest(page: Page) -> str:
    """Count what rests on what."""
    bases = [item.basis for item in page.standard.indicators if item.basis]
    if not bases:
        return ""
    subjects = Counter[str](basis.grounding for basis in bases)
    targets = Counter[str](basis.target for basis in bases)
    counts = [(told, subjects[kind]) for kind, told in GROUNDING.items()]
    counts += [(told, targets[kind]) for kind, told in TARGET.items()]
    rows = [(told.to(page.lang), str(count)) for told, count in counts if count]
    title = page.say(
        "## 有据可查的和编者建议的",
        "## What rests on a source, and what is the editors' opinion",
    )
    heads = (
        page.say("主题和目标值从哪里来", "Where subjects and targets come from"),
        page.say("项数", "Indicators"),
    )
    return f"{title}\n\n{table(heads, rows)}"


def _firsts(page: Page) -> str:
    title = page.say("## 打基础的指标", "## Foundations")
    told = page.say(
        "许多指标要先做好另一些才做得到。下面几项后面跟着的指标最多，宜先做。",
        "Many indicators need others to stand first. These have the most that rest on them.",
    )
    rows = (_first(page, item, count) for item, count in foundations(page.standard))
    return listing(f"{title}\n\n{told}", rows)


def _first(page: Page, item_id: str, count: int) -> str:
    resting = page.say(f"（{count} 项以它为前提）", f" ({count} rest on it)")
    return page.link(item_id) + resting


def _active(holder: Standard | Group) -> list[Indicator]:
    return [item for item in holder.items if item.status == "active"]


def part_page(page: Page, holder: Standard | Group) -> str:
    """Write a group of indicators: an overview, then each with all that is said of it."""
    number = f"{holder.id} " if isinstance(holder, Group) else ""
    heads = (
        page.say("指标", "Indicator"),
        page.say("目标", "Target"),
        page.say("目标值来源", "Target from"),
    )
    items = _active(holder)
    sections = (
        f"# {number}{page.plain(holder.title)}\n\n{page.both(holder.title)}",
        table(heads, (_overview(page, item) for item in items)),
        *(_item(page, item) for item in items),
    )
    return "".join(sections)


def _overview(page: Page, item: Indicator) -> tuple[str, str, str]:
    link = f"[{item.id} {page.plain(item.title)}](#{item.id})"
    target = plain(item.measure.show_target(page.lang))
    return link, target, _target_badge(page, item, label=False)


def _item(page: Page, item: Indicator) -> str:
    told = list(facts(page.standard, item, page.lang))
    sections = (
        f"## {item.id} {page.plain(item.title)} {{ #{item.id} }}\n\n{page.both(item.title)}",
        " ".join(_badges(page, item)) + "\n\n",
        f"{page.plain(item.requirement)}\n\n",
        *(_bullet(page, item, fact) for fact in told if fact.name not in _APART),
        "\n",
        _points(page, item, told),
        _remedy(page, told),
    )
    return "".join(sections)


_APART = {"requirement", "points", "baseline", "demands_evidence", "remedy"}
"""What an indicator's page says elsewhere than in its list of facts."""


def _bullet(page: Page, item: Indicator, fact: Fact) -> str:
    """Write one fact of an indicator, with links to what it names."""
    return f"- **{fact.label.to(page.lang)}**{page.colon}{_linked(page, item, fact)}\n"


def _linked(page: Page, item: Indicator, fact: Fact) -> str:
    match fact.name:
        case "lead":
            return _body_link(page, item.lead or "")
        case "support":
            links = [_body_link(page, body) for body in item.support]
            return page.listed(links)
        case "needs":
            links = [page.link(need, "../") for need in item.needs]
            return page.say("；", "; ").join(links)
        case "basis":
            return _basis(page, item)
    return plain(fact.text)


def _points(page: Page, item: Indicator, told: list[Fact]) -> str:
    texts = [plain(fact.text) for fact in told if fact.name == "points"]
    lines = (
        f"`{point.id}` {text}"
        for point, text in zip(item.measure.points, texts, strict=True)
    )
    return listing(page.say("**采分点**", "**Points**"), lines)


def _remedy(page: Page, told: list[Fact]) -> str:
    texts = [plain(fact.text) for fact in told if fact.name == "remedy"]
    if not texts:
        return ""
    steps = "".join(f"{number}. {text}\n" for number, text in enumerate(texts, 1))
    return f"{page.say('**没有达到时怎么办**', '**When it is not met**')}\n\n{steps}\n"


def _badges(page: Page, item: Indicator) -> Iterator[str]:
    """Say at a glance where the subject and the target come from, and what is special about an indicator."""
    if item.basis:
        yield from _subject_badges(page, item.basis)
        yield _target_badge(page, item)
    if item.baseline:
        yield badge("baseline", page.say("底线", "baseline"))
    if item.sensitive:
        yield badge("sensitive", page.say("敏感，只报汇总数", "sensitive: totals only"))


def _subject_badges(page: Page, basis: Basis) -> Iterator[str]:
    subject = page.say("主题", "subject")
    origins = [_origin(page.standard, citation) for citation in basis.subject] or [
        "editors"
    ]
    for origin in dict.fromkeys(origins):
        told = f"{subject}{page.colon}{_ORIGIN[page.lang][origin]}"
        if origin == "founding" and basis.grounding == "theme":
            told += page.say("（同主题）", " (theme)")
        yield badge(origin, told)


_ORIGIN = {
    "zh": {"founding": "源文", "law": "法律", "policy": "政策", "editors": "编者"},
    "en": {
        "founding": "founding document",
        "law": "law",
        "policy": "policy",
        "editors": "editors",
    },
}


def _origin(standard: Standard, citation: Citation) -> str:
    kinds = {source.id: source.kind for source in standard.sources}
    kind = kinds.get(citation.source)
    if kind == "founding":
        return "founding"
    return "law" if kind in _LAWS else "policy"


def _target_badge(page: Page, item: Indicator, *, label: bool = True) -> str:
    if item.basis is None:
        return ""
    origin = _TARGET_ORIGIN.get(item.basis.target) or _weightiest(
        page.standard, item.basis
    )
    told = _ORIGIN[page.lang][origin]
    if label:
        told = f"{page.say('目标值', 'target')}{page.colon}{told}"
    if item.basis.target == "derived":
        told += page.say("（推算）", " (derived)")
    return badge(origin, told)


_TARGET_ORIGIN = {"founding": "founding", "derived": "founding", "editorial": "editors"}


def _weightiest(standard: Standard, basis: Basis) -> str:
    cited = {_origin(standard, citation) for citation in basis.subject}
    return "law" if "law" in cited else "policy"


def _basis(page: Page, item: Indicator) -> str:
    if item.basis is None:
        return ""
    told = []
    for source, places, doubt in cited_by(page.standard, item, page.lang):
        link = (
            f"[{page.plain(source.title)}](../sources.md#{source.id}) {plain(places)}"
        )
        told.append(link.rstrip() + doubt)
    told.append(GROUNDING[item.basis.grounding].to(page.lang))
    told.append(TARGET[item.basis.target].to(page.lang))
    return page.say("；", "; ").join(told)


def _body_link(page: Page, body_id: str) -> str:
    body = page.standard.body(body_id)
    return f"[{page.plain(body.name)}](../bodies.md#{body_id})"
