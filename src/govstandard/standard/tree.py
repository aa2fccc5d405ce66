"""A standard: a tree of groups and indicators with its levels, vetoes, bodies and sources."""

from collections.abc import Iterator
from functools import cached_property
from typing import Annotated, ClassVar, Literal, NamedTuple

from pydantic import Field

from govstandard.base.frozen import Frozen
from govstandard.base.problems import Path, Problem, UnknownId, nearest, unknown_id
from govstandard.base.words import Id, Text, Translations, words
from govstandard.standard.aggregation import Aggregation, Mean
from govstandard.standard.levels import Adjustments, Level, Veto
from govstandard.standard.measures import Measure, Point
from govstandard.standard.origins import Basis, Source

Weight = Annotated[float, Field(strict=True, gt=0, le=1e6, allow_inf_nan=False)]
Version = Annotated[str, Field(pattern=r"^\d+\.\d+\.\d+$")]


class Tier(Frozen):
    """A depth of the tree and its name: dimension, part, item, point."""

    id: Id
    """The name that requirements and queries use."""
    title: Text
    """The name that people see."""
    count: Annotated[int, Field(strict=True, ge=1)] | None = None
    """How many nodes the standard declares at this depth; checked where it is given."""


class Body(Frozen):
    """An organisation or role that leads or supports indicators, 主体."""

    id: Id
    """Its name in the standard's files."""
    name: Text
    """Its name for people."""
    purpose: Text | None = None
    """In a sentence, what it is for."""


class Relation(Frozen):
    """How one body stands to another."""

    source: Annotated[Id, Field(alias="from")]
    """The body that acts."""
    target: Annotated[Id, Field(alias="to")]
    """The body that is acted on."""
    kind: Literal["leads", "guides", "cooperates", "supervises"]
    """What the first does to the second."""


class Effort(Frozen):
    """What it takes to close the whole gap; an estimate of the editors."""

    person_days: Annotated[float, Field(strict=True, ge=0, allow_inf_nan=False)]
    """Working days of one person."""


class _Node(Frozen):
    """What groups and indicators share."""

    id: Id
    """Its stable name; inside a group it starts with the group's id and a dot."""
    title: Text
    """Its name for people."""
    weight: Weight = 1.0
    """Its share among its siblings, in proportion to theirs."""


class Indicator(_Node):
    """A leaf of the tree: what is asked, how it is measured, who leads."""

    requirement: Text
    """What must be true, in one or two checkable sentences."""
    measure: Measure
    """How it is read."""
    baseline: bool = False
    """Whether it has to be met for certain levels, 底线."""
    lead: Id | None = None
    """The one body that answers for it."""
    support: tuple[Id, ...] = ()
    """The bodies that help."""
    every: Literal["month", "quarter", "half-year", "year"] | None = None
    """How often it is recorded."""
    verify: tuple[
        Literal["documents", "interview", "site-visit", "system-data", "survey"], ...
    ] = ()
    """How a reviewer checks it."""
    evidence: tuple[Text, ...] = ()
    """The records that show it, which already exist in the work."""
    demands_evidence: bool = False
    """Whether a claim without a named record is unsupported; totals are then given with and without it."""
    remedy: tuple[Text, ...] = ()
    """What to do when it is not met, in steps."""
    effort: Effort | None = None
    """What closing the whole gap takes."""
    needs: tuple[Id, ...] = ()
    """The indicators that must stand first."""
    not_applicable: Text | None = None
    """The one condition under which it does not apply; none where it always does."""
    sensitive: bool = False
    """Whether only totals may be recorded, no names."""
    basis: Basis | None = None
    """Where it comes from."""
    since: Version | None = None
    """The version that brought it."""
    replaces: tuple[Id, ...] = ()
    """The ids that it took over from."""
    status: Literal["active", "retired"] = "active"
    """A retired indicator keeps its id and is no longer scored."""
    until: Version | None = None
    """The version that retired it."""
    note: Text | None = None
    """The editors' remark."""


class Group(_Node):
    """An inner node: a dimension, a part, or whatever the standard calls that tier."""

    aggregation: Aggregation | None = None
    """How its children's scores become its own; the standard's way where nothing is said."""
    groups: tuple["Group", ...] = ()
    """The groups below it."""
    items: tuple[Indicator, ...] = ()
    """The indicators below it."""

    @property
    def children(self) -> tuple["Node", ...]:
        """Return the groups and indicators directly below."""
        return (*self.groups, *self.items)

    @property
    def indicators(self) -> tuple[Indicator, ...]:
        """Return the indicators in force below, its own before those of its groups."""
        own = tuple(item for item in self.items if item.status == "active")
        return (*own, *(item for group in self.groups for item in group.indicators))


Node = Group | Indicator
"""A node of the tree."""


class Located(NamedTuple):
    """A node with its place in the tree."""

    node: Node
    depth: int
    """1 for the topmost tier."""
    parent: Group | None
    path: Path
    """Keys and positions from the root of the standard's data."""


class Standard(Frozen, defer_build=False):
    """One version of a tree of indicators, with all that it takes to score by it."""

    id: Id
    """Its name: ``jindi``."""
    version: Version
    """Three numbers: ``1.0.0``."""
    status: Literal["draft", "released"] = "draft"
    """Whether its content may still change."""
    title: Text
    """Its name for people."""
    about: Text | None = None
    """What it is, in a few sentences."""
    license: str = ""
    """The licence of its texts."""
    tiers: Annotated[tuple[Tier, ...], Field(min_length=1)]
    """The tiers of the tree, topmost first; the last may be the points of checklists."""
    levels: Annotated[tuple[Level, ...], Field(min_length=1)]
    """The levels, lowest first."""
    aggregation: Aggregation = Mean()
    """How groups combine their children unless they say otherwise; also how the total is made."""
    vetoes: tuple[Veto, ...] = ()
    """The facts that cap the level."""
    adjustments: Adjustments = Adjustments()
    """Points added or deducted."""
    bodies: tuple[Body, ...] = ()
    """Who leads and supports."""
    relations: tuple[Relation, ...] = ()
    """How the bodies stand to each other."""
    sources: tuple[Source, ...] = ()
    """What everything rests on."""
    groups: tuple[Group, ...] = ()
    """The groups of the topmost tier."""
    items: tuple[Indicator, ...] = ()
    """Indicators of the topmost tier, in a standard without groups."""

    weight: ClassVar[float] = 1.0
    """The root stands alone; its weight lets it be treated as a group."""

    @property
    def children(self) -> tuple[Node, ...]:
        """Return the topmost nodes."""
        return (*self.groups, *self.items)

    @property
    def name(self) -> str:
        """Return id and version: ``jindi@1.0.0``."""
        return f"{self.id}@{self.version}"

    def walk(self) -> Iterator[Located]:
        """Go through all nodes, parents before children, in the order of the files."""
        return _below(self, 1, ())

    @cached_property
    def _located(self) -> dict[str, Located]:
        return {located.node.id: located for located in self.walk()}

    @cached_property
    def indicators(self) -> tuple[Indicator, ...]:
        """Return the indicators in force, in order; retired ones are left out."""
        leaves = [node for node, *_ in self.walk() if isinstance(node, Indicator)]
        return tuple(leaf for leaf in leaves if leaf.status == "active")

    @cached_property
    def body_by_id(self) -> dict[str, Body]:
        """Return the bodies by their ids."""
        return {body.id: body for body in self.bodies}

    @cached_property
    def source_by_id(self) -> dict[str, Source]:
        """Return the sources by their ids."""
        return {source.id: source for source in self.sources}

    @cached_property
    def sizes(self) -> dict[str, Translations]:
        """Return the sizes of a community by which counts are divided, each with its name.

        >>> import govstandard as gs
        >>> gs.load("jindi").sizes["estates"].zh
        '物业小区数'
        """
        names: dict[str, Translations] = {}
        for item in self.indicators:
            size = item.measure.size
            if size:
                names.setdefault(size.base, size.name)
        return names

    def locate(self, node_id: str) -> Located:
        """Return the node of that id with its place.

        Raises:
            UnknownId: There is none; the message suggests the nearest id, or the one that replaced it.
        """
        if node_id not in self._located:
            raise UnknownId([self.unknown_node(node_id)])
        return self._located[node_id]

    def unknown_node(self, node_id: str, path: Path = ()) -> Problem:
        """Describe an id that is not in the tree, with what it became or the nearest that is there."""
        what = words(
            "{standard} 中没有 “{id}”",
            "{standard} has no '{id}'",
            standard=self.name,
            id=node_id,
        )
        hint = nearest(node_id, self._located)
        for item in self.indicators:
            if node_id in item.replaces:
                hint = words(
                    "自 {version} 版起改为 “{id}”",
                    "it became '{id}' in version {version}",
                    version=item.since,
                    id=item.id,
                )
        return Problem(code="GS302", what=what, hint=hint, path=path, on_key=True)

    def __contains__(self, node_id: object) -> bool:
        """Say whether there is a group or indicator of that id."""
        return node_id in self._located

    def __getitem__(self, node_id: str) -> Node:
        """Return the group or indicator of that id."""
        return self.locate(node_id).node

    def tier_of(self, node_id: str) -> Tier:
        """Return the tier at which a node stands."""
        return self.tiers[self.locate(node_id).depth - 1]

    def tier(self, tier_id: str) -> tuple[Node | Point, ...]:
        """Return all nodes of a tier, in order; the points, where the tier below the indicators is asked for.

        Raises:
            UnknownId: The standard has no such tier.
        """
        names = [tier.id for tier in self.tiers]
        if tier_id not in names:
            raise unknown_id("GS211", words("层级", "tier"), tier_id, names)
        depth = names.index(tier_id) + 1
        members: list[Node | Point] = []
        for node, at, _, _ in self.walk():
            if isinstance(node, Indicator) and node.status == "retired":
                continue
            if at == depth:
                members.append(node)
            elif at == depth - 1 and isinstance(node, Indicator):
                members += node.measure.points
        return tuple(members)

    def level(self, level_id: str) -> Level:
        """Return the level of that id, or of that title in either language.

        Raises:
            UnknownId: There is none; the hint lists those that there are.
        """
        for level in self.levels:
            if level_id in (level.title.zh, level.title.en):
                return level
        for level in self.levels:
            if level_id == level.id:
                return level
        (problem,) = unknown_id(
            "GS210", words("等级", "level"), level_id, self._level_ids
        ).problems
        listed = tuple(_listed(level) for level in self.levels)
        hint = problem.hint or words(
            "有：{levels}", "there are: {levels}", levels=listed
        )
        raise UnknownId([problem.model_copy(update={"hint": hint})])

    @property
    def _level_ids(self) -> list[str]:
        return [level.id for level in self.levels]

    def body(self, name: str) -> Body:
        """Return the body of that id, or of that name in either language.

        Raises:
            UnknownId: There is none.
        """
        for body in self.bodies:
            if name in (body.name.zh, body.name.en):
                return body
        for body in self.bodies:
            if name == body.id:
                return body
        known = [spelt for body in self.bodies for spelt in _spellings(body) if spelt]
        raise unknown_id("GS204", words("主体", "body"), name, known)

    def led_by(self, body_id: str) -> tuple[Indicator, ...]:
        """Return the indicators in force that a body leads."""
        return tuple(item for item in self.indicators if item.lead == body_id)

    def supported_by(self, body_id: str) -> tuple[Indicator, ...]:
        """Return the indicators in force that a body supports."""
        return tuple(item for item in self.indicators if body_id in item.support)


def _below(holder: Standard | Group, depth: int, path: Path) -> Iterator[Located]:
    parent = holder if isinstance(holder, Group) else None
    for position, group in enumerate(holder.groups):
        here = (*path, "groups", position)
        yield Located(group, depth, parent, here)
        yield from _below(group, depth + 1, here)
    for position, item in enumerate(holder.items):
        yield Located(item, depth, parent, (*path, "items", position))


def _spellings(body: Body) -> tuple[str, ...]:
    return body.id, body.name.zh, body.name.en


def _listed(level: Level) -> Translations:
    """Write a level's title and id, as they can be asked for."""
    title = level.title
    return Translations(
        zh=f"{title.to('zh')}（{level.id}）", en=f"{level.id} ({title.to('en')})"
    )
