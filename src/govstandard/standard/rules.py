"""What makes a standard sound: each rule is a function that finds the places that break it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from graphlib import CycleError, TopologicalSorter
from itertools import pairwise

from govstandard.base.problems import Path, Problem, nearest
from govstandard.base.rounding import brief, settle
from govstandard.base.words import Words, words
from govstandard.standard.measures import Checklist, Count, Ratio, Rubric, Survey
from govstandard.standard.origins import Basis, Citation
from govstandard.standard.requirements import asks_less
from govstandard.standard.tree import Group, Indicator, Standard

Rule = Callable[[Standard], Iterator[Problem]]


def examine(standard: Standard) -> tuple[Problem, ...]:
    """Hold a standard against all rules; nothing when it is sound."""
    return tuple(problem for rule in RULES for problem in rule(standard))


def items_of(standard: Standard) -> Iterator[tuple[Indicator, Path]]:
    """Give every indicator with its place, the retired ones too."""
    for node, _, _, path in standard.walk():
        if isinstance(node, Indicator):
            yield node, path


def _named(standard: Standard) -> Iterator[tuple[str, str, Path]]:
    """Give every id with the kind of thing it names and its place."""
    yield "node", standard.id, ("id",)
    for located in standard.walk():
        yield "node", located.node.id, (*located.path, "id")
        if isinstance(located.node, Indicator):
            for position, point in enumerate(located.node.measure.points):
                yield "node", point.id, (*located.path, "measure", "points", position, "id")
    for kind in ("tiers", "levels", "vetoes", "bodies", "sources"):
        for position, thing in enumerate(getattr(standard, kind)):
            yield kind, thing.id, (kind, position, "id")
    for position, thing in enumerate(standard.adjustments.items):
        yield "adjustments", thing.id, ("adjustments", "items", position, "id")


def unique_ids(standard: Standard) -> Iterator[Problem]:
    """GS201: an id is used once among things of its kind."""
    seen = set()
    for kind, name, path in _named(standard):
        if (kind, name) in seen:
            yield Problem(
                code="GS201",
                what=words(f"id “{name}” 重复", f"id '{name}' is used twice"),
                path=path,
            )
        seen.add((kind, name))


def ids_in_place(standard: Standard) -> Iterator[Problem]:
    """GS202: an id starts with its group's id and a dot; a point's ends in a number."""
    for node, _, parent, path in standard.walk():
        if parent and not node.id.startswith(f"{parent.id}."):
            yield _misplaced(node.id, parent.id, (*path, "id"))
        if isinstance(node, Indicator):
            for position, point in enumerate(node.measure.points):
                stem, _, number = point.id.rpartition(".")
                if stem != node.id or number != str(point.number):
                    yield _misplaced(
                        point.id, node.id, (*path, "measure", "points", position, "id")
                    )


def _misplaced(name: str, holder: str, path: Path) -> Problem:
    return Problem(
        code="GS202",
        what=words(
            f"id “{name}” 与所在位置 “{holder}” 不符",
            f"id '{name}' does not belong under '{holder}'",
        ),
        hint=words(f"应以 “{holder}.” 开头", f"it has to start with '{holder}.'"),
        path=path,
    )


def goalposts_apart(standard: Standard) -> Iterator[Problem]:
    """GS203: floor and target differ."""
    for item, path in items_of(standard):
        if isinstance(item.measure, Ratio | Count | Survey):
            posts = item.measure.goalposts
            if settle(posts.floor) == settle(posts.target):
                floor, target = brief(posts.floor), brief(posts.target)
                yield Problem(
                    code="GS203",
                    what=words(
                        f"“{item.id}” 的两个基准点相同：floor {floor}，target {target}",
                        f"goalposts of '{item.id}' are equal: floor {floor}, target {target}",
                    ),
                    hint=words(
                        "target 应高于 floor；越少越好的应低于 floor",
                        "the target has to lie above the floor, or below it where lower is better",
                    ),
                    path=(*path, "measure", "goalposts"),
                )


def bodies_exist(standard: Standard) -> Iterator[Problem]:
    """GS204: a body that is named is listed."""
    known = [body.id for body in standard.bodies]
    for item, path in items_of(standard):
        if item.lead:
            yield from _listed("GS204", words("主体", "body"), item.lead, known, (*path, "lead"))
        for position, body in enumerate(item.support):
            yield from _listed(
                "GS204", words("主体", "body"), body, known, (*path, "support", position)
            )
    for position, veto in enumerate(standard.vetoes):
        if veto.declared_by:
            place = ("vetoes", position, "declared_by")
            yield from _listed("GS204", words("主体", "body"), veto.declared_by, known, place)
    for position, relation in enumerate(standard.relations):
        for end, body in (("from", relation.source), ("to", relation.target)):
            yield from _listed(
                "GS204", words("主体", "body"), body, known, ("relations", position, end)
            )


def _listed(
    code: str, kind: Words, name: str, known: Sequence[str], path: Path
) -> Iterator[Problem]:
    if name not in known:
        what = words(f"没有{kind.zh} “{name}”", f"no {kind.en} '{name}'")
        yield Problem(code=code, what=what, hint=nearest(name, known), path=path)


def sources_exist(standard: Standard) -> Iterator[Problem]:
    """GS205: a source that is cited is listed."""
    known = [source.id for source in standard.sources]
    for citation, path in citations_of(standard):
        yield from _listed(
            "GS205", words("来源", "source"), citation.source, known, (*path, "source")
        )


def indicators_exist(standard: Standard) -> Iterator[Problem]:
    """GS206: an indicator that is needed, or stands behind a veto, is in the tree and in force."""
    known = [item.id for item in standard.indicators]
    for item, path in items_of(standard):
        for position, needed in enumerate(item.needs):
            yield from _listed(
                "GS206", words("指标", "indicator"), needed, known, (*path, "needs", position)
            )
    for position, veto in enumerate(standard.vetoes):
        if veto.indicator:
            place = ("vetoes", position, "indicator")
            yield from _listed("GS206", words("指标", "indicator"), veto.indicator, known, place)


def no_cycle(standard: Standard) -> Iterator[Problem]:
    """GS207: no indicator needs itself, directly or through others."""
    paths = {item.id: path for item, path in items_of(standard)}
    for circle in _circles({item.id: item.needs for item, _ in items_of(standard)}):
        chain = " → ".join(circle)
        place = (*paths[circle[0]], "needs")
        yield Problem(
            code="GS207",
            what=words(f"前置指标成环：{chain}", f"needs go in a circle: {chain}"),
            path=place,
        )


def _circles(arrows: Mapping[str, Sequence[str]]) -> Iterator[list[str]]:
    """Give the ids along each circle, one after the other."""
    left = {start: list(ends) for start, ends in arrows.items()}
    while circle := _circle(left):
        yield circle
        left[circle[0]].remove(
            circle[1]
        )  # opens this circle, so that the next is found in the same run


def _circle(arrows: Mapping[str, Sequence[str]]) -> list[str]:
    """Return the ids along a circle, each pointing to the next; none where there is no circle."""
    try:
        TopologicalSorter(arrows).prepare()
    except CycleError as error:
        return list(reversed(error.args[1]))
    return []


def one_lead(standard: Standard) -> Iterator[Problem]:
    """GS208: where a standard lists bodies, each indicator has one lead, who is not also support."""
    for item, path in items_of(standard):
        if standard.bodies and item.lead is None:
            what = words(f"“{item.id}” 没有牵头主体", f"'{item.id}' has no lead")
            hint = words("每项指标有且只有一个 lead", "each indicator has exactly one lead")
            yield Problem(code="GS208", what=what, hint=hint, path=path)
        if item.lead in item.support:
            what = words(
                f"“{item.id}” 的牵头主体又列为配合主体",
                f"the lead of '{item.id}' is also its support",
            )
            place = (*path, "support", item.support.index(item.lead or ""))
            yield Problem(code="GS208", what=what, path=place)


def levels_rise(standard: Standard) -> Iterator[Problem]:
    """GS209: the lowest level asks for nothing, and no level asks for less than the one below it."""
    for position, level in enumerate(standard.levels):
        if position == 0:
            if level.requires.model_fields_set:
                what = words(
                    "最低等级 “{level}” 不应有条件",
                    "the lowest level '{level}' has to require nothing",
                    level=level.id,
                )
                yield Problem(code="GS209", what=what, path=("levels", 0, "requires"))
            continue
        below = standard.levels[position - 1]
        for key in asks_less(standard, below, level):
            what = words(
                "等级 “{level}” 的 {key} 要求低于 “{below}”",
                "level '{level}' requires less {key} than '{below}'",
                level=level.id,
                key=key,
                below=below.id,
            )
            hint = words("等级由低到高排列", "levels stand from lowest to highest")
            yield Problem(code="GS209", what=what, hint=hint, path=("levels", position, "requires"))


def caps_and_tiers_exist(standard: Standard) -> Iterator[Problem]:
    """GS210, GS211: the level of a cap and the tier of a requirement are declared."""
    levels = [level.id for level in standard.levels]
    for position, veto in enumerate(standard.vetoes):
        yield from _listed(
            "GS210", words("等级", "level"), veto.cap, levels, ("vetoes", position, "cap")
        )
    deepest = max((located.depth for located in standard.walk()), default=0)
    tiers = [tier.id for tier in standard.tiers[:deepest]]  # points have no score of their own
    for position, level in enumerate(standard.levels):
        if level.requires.each:
            place = ("levels", position, "requires", "each", "tier")
            yield from _listed(
                "GS211", words("层级", "tier"), level.requires.each.tier, tiers, place
            )


def threshold_grounded(standard: Standard) -> Iterator[Problem]:
    """GS212: a threshold that claims a source rests on one that was really read."""
    sources = {source.id: source for source in standard.sources}
    for item, path in items_of(standard):
        if item.basis and item.basis.target != "editorial":
            solid: set[str] = {
                sources[citation.source].kind
                for citation in item.basis.subject
                if citation.source in sources
                and sources[citation.source].status != "unverified"
                and citation.checked != "recalled"
            }
            if not _carries(item.basis, solid):
                what = words(
                    f"“{item.id}” 的目标值标为 {item.basis.target}，但没有核对过的相应来源",
                    f"target of '{item.id}' claims to be {item.basis.target}, but no such source was checked",
                )
                hint = words(
                    "核对来源原文，或改为 target: editorial",
                    "read the source, or say target: editorial",
                )
                yield Problem(code="GS212", what=what, hint=hint, path=(*path, "basis", "target"))


def _carries(basis: Basis, solid: set[str]) -> bool:
    return bool(solid - {"founding"}) if basis.target == "law" else "founding" in solid


def counts_declared(standard: Standard) -> Iterator[Problem]:
    """GS213: a tier has as many nodes as the standard declares."""
    for position, tier in enumerate(standard.tiers):
        found = len(standard.tier(tier.id))
        if tier.count is not None and found != tier.count:
            what = words(
                f"层级 “{tier.id}” 有 {found} 个，声明为 {tier.count} 个",
                f"tier '{tier.id}' has {found} nodes, {tier.count} declared",
            )
            yield Problem(code="GS213", what=what, path=("tiers", position, "count"))


def tree_has_names(standard: Standard) -> Iterator[Problem]:
    """GS214: no node lies deeper than the tiers that the standard names."""
    for node, depth, _, path in standard.walk():
        if depth > len(standard.tiers):
            what = words(
                f"“{node.id}” 在第 {depth} 层，标准只命名了 {len(standard.tiers)} 层",
                f"'{node.id}' is at depth {depth}, the standard names {len(standard.tiers)} tiers",
            )
            yield Problem(code="GS214", what=what, path=path)


def no_empty_group(standard: Standard) -> Iterator[Problem]:
    """GS215: a standard and each of its groups has something below it."""
    empty = words("下没有任何指标", "has nothing below it")
    if not standard.children:
        yield Problem(
            code="GS215", what=words(f"“{standard.id}” {empty.zh}", f"'{standard.id}' {empty.en}")
        )
    for node, _, _, path in standard.walk():
        if isinstance(node, Group) and not node.children:
            what = words(f"“{node.id}” {empty.zh}", f"'{node.id}' {empty.en}")
            yield Problem(code="GS215", what=what, path=path)


def measures_sound(standard: Standard) -> Iterator[Problem]:
    """GS216: a checklist requires no more points than it has; a rubric's grades rise to its target."""
    for item, path in items_of(standard):
        measure = item.measure
        if isinstance(measure, Checklist) and (measure.required or 0) > len(measure.points):
            what = words(
                f"“{item.id}” 要求 {measure.required} 个采分点，只有 {len(measure.points)} 个",
                f"'{item.id}' requires {measure.required} points of {len(measure.points)}",
            )
            yield Problem(code="GS216", what=what, path=(*path, "measure", "required"))
        if isinstance(measure, Rubric):
            yield from _rubric_sound(item.id, measure, (*path, "measure"))


def _rubric_sound(item_id: str, rubric: Rubric, path: Path) -> Iterator[Problem]:
    pairs = [(grade.grade, grade.score) for grade in rubric.grades]
    if any(second[0] <= first[0] or second[1] <= first[1] for first, second in pairwise(pairs)):
        what = words(
            f"“{item_id}” 的等次或分值没有逐级上升", f"grades or scores of '{item_id}' do not rise"
        )
        yield Problem(code="GS216", what=what, path=(*path, "grades"))
    if not any(number == rubric.target and score > 0 for number, score in pairs):
        what = words(
            f"“{item_id}” 的目标等次 {rubric.target} 不存在或为 0 分",
            f"target grade {rubric.target} of '{item_id}' is missing or scores 0",
        )
        yield Problem(code="GS216", what=what, path=(*path, "target"))


def baselines_exist(standard: Standard) -> Iterator[Problem]:
    """GS217: a level that asks for baselines finds at least one in the tree."""
    if any(item.baseline for item in standard.indicators):
        return
    for position, level in enumerate(standard.levels):
        if level.requires.baselines:
            what = words(
                "等级 “{level}” 要求底线达标，但没有一项指标是底线",
                "level '{level}' requires baselines, but no indicator is one",
                level=level.id,
            )
            yield Problem(
                code="GS217", what=what, path=("levels", position, "requires", "baselines")
            )


def retired_dated(standard: Standard) -> Iterator[Problem]:
    """GS218: a retired indicator says since when, and one in force does not."""
    for item, path in items_of(standard):
        if (item.status == "retired") != (item.until is not None):
            what = words(
                f"“{item.id}” 的 status 与 until 不一致",
                f"status and until of '{item.id}' do not agree",
            )
            hint = words(
                "停用时写 status: retired 和 until",
                "a retired indicator has status: retired and until",
            )
            yield Problem(code="GS218", what=what, hint=hint, path=path)


def basis_given(standard: Standard) -> Iterator[Problem]:
    """GS219: where a standard lists sources, each indicator says where it comes from."""
    for item, path in items_of(standard):
        if standard.sources and item.basis is None:
            what = words(
                f"“{item.id}” 没有写明依据 basis", f"'{item.id}' does not say where it comes from"
            )
            hint = words(
                "没有来源的写 grounding: editorial",
                "where there is no source, grounding: editorial",
            )
            yield Problem(code="GS219", what=what, hint=hint, path=path)
        elif item.basis and (item.basis.grounding == "editorial") == bool(item.basis.subject):
            what = words(
                f"“{item.id}” 的 grounding 与引用的来源不一致",
                f"grounding and citations of '{item.id}' do not agree",
            )
            hint = words(
                "有来源的是 direct 或 theme，没有来源的是 editorial",
                "direct or theme with a source, editorial without one",
            )
            yield Problem(code="GS219", what=what, hint=hint, path=(*path, "basis", "grounding"))


def sections_exist(standard: Standard) -> Iterator[Problem]:
    """GS220: a locator names a section of its source, where the source declares them."""
    sections = {source.id: source.sections for source in standard.sources if source.sections}
    for citation, path in citations_of(standard):
        if citation.source in sections and citation.at not in sections[citation.source]:
            what = words(
                f"来源 “{citation.source}” 没有 “{citation.at}”",
                f"source '{citation.source}' has no section '{citation.at}'",
            )
            hint = nearest(citation.at, sections[citation.source])
            yield Problem(code="GS220", what=what, hint=hint, path=(*path, "at"))


def citations_of(standard: Standard) -> Iterator[tuple[Citation, Path]]:
    """Give every citation with its place."""
    for item, path in items_of(standard):
        for position, citation in enumerate(item.basis.subject if item.basis else ()):
            yield citation, (*path, "basis", "subject", position)


def no_self_report(standard: Standard) -> Iterator[Problem]:
    """GS225: no body answers to itself, directly, round a circle of leaders, or by declaring its own veto."""
    leads: dict[str, list[str]] = {}
    for position, relation in enumerate(standard.relations):
        if relation.source == relation.target:
            zh, en = (
                f"“{relation.source}” 与自己有关系",
                f"'{relation.source}' is related to itself",
            )
            yield Problem(code="GS225", what=words(zh, en), path=("relations", position))
        elif relation.kind == "leads":
            leads.setdefault(relation.source, []).append(relation.target)
    for circle in _circles(leads):
        chain = " → ".join(circle)
        place = ("relations", _position(standard, circle[0], circle[1]))
        yield Problem(
            code="GS225",
            what=words(f"领导关系成环：{chain}", f"leaders in a circle: {chain}"),
            path=place,
        )
    lead = {item.id: item.lead for item in standard.indicators}
    for position, veto in enumerate(standard.vetoes):
        if veto.declared_by and veto.declared_by == lead.get(veto.indicator or ""):
            what = words(
                f"“{veto.id}” 由 “{veto.indicator}” 的牵头主体 “{veto.declared_by}” 自己申报",
                f"'{veto.id}' is declared by '{veto.declared_by}', the lead of '{veto.indicator}' itself",
            )
            hint = words(
                "由上级或监督主体申报", "let a body above it, or one that supervises it, declare it"
            )
            yield Problem(
                code="GS225", what=what, hint=hint, path=("vetoes", position, "declared_by")
            )


def _position(standard: Standard, source: str, target: str) -> int:
    ends = [(relation.source, relation.target, relation.kind) for relation in standard.relations]
    return ends.index((source, target, "leads"))


RULES: tuple[Rule, ...] = (
    unique_ids,
    ids_in_place,
    goalposts_apart,
    bodies_exist,
    sources_exist,
    indicators_exist,
    no_cycle,
    one_lead,
    levels_rise,
    caps_and_tiers_exist,
    threshold_grounded,
    counts_declared,
    tree_has_names,
    no_empty_group,
    measures_sound,
    baselines_exist,
    retired_dated,
    basis_given,
    sections_exist,
    no_self_report,
)
"""All rules, in the order of their codes."""
