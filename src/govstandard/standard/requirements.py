"""What a level can require: one class a kind, which judges what was found and says it in words.

To add a kind, write its class here, add it to `REQUIREMENTS`, and its key to `Requirements`.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, ClassVar, Literal, Protocol, Self

from pydantic import InstanceOf
from pydantic.json_schema import SkipJsonSchema

from govstandard.base.frozen import Known
from govstandard.base.rounding import points, settle
from govstandard.base.words import Lang, Translations, Words, pick, words
from govstandard.standard.levels import EachTier, Level, Requirements, Veto
from govstandard.standard.recorded import Recorded
from govstandard.standard.tree import Standard

Kind = Literal["score", "each", "baseline", "coverage", "review", "veto"]


class Check(Known):
    """One requirement of a level, held against what was found."""

    level: str
    """The level's id."""
    holds: bool | None
    """Yes, no, or none while something is open."""
    kind: Kind
    """What is required: the total, the score of each node of a tier, a baseline, coverage, a review, no veto."""
    node: str | None = None
    """The id of the group or indicator that is asked about; none where it is the whole."""
    title: InstanceOf[Translations] | None = None
    """The name of that group or indicator, or of the veto."""
    limit: float | None = None
    """The least that is required: points of 0 to 100 for a score, 0 to 1 for a baseline and for coverage."""
    low: float | None = None
    """What was found, by the same measure as `limit`, with everything open at its worst."""
    high: float | None = None
    """The same, with everything open at its best."""
    answered: int | None = None
    """Coverage: how many applicable indicators are assessed."""
    applicable: int | None = None
    """Coverage: how many indicators apply."""
    veto: str | None = None
    """The veto's id."""
    happened: bool | None = None
    """What was declared of the veto; none while nobody has."""
    recorded: SkipJsonSchema[Recorded | None] = None
    """What was recorded for a baseline that is not met, or not yet."""

    @property
    def what(self) -> Words:
        """The requirement and what was found."""
        return requirement(self.kind).what(self)

    @property
    def short(self) -> Words:
        """What is in the way where it does not hold, without the figures of any indicator."""
        return requirement(self.kind).short(self)


class Scored(Protocol):
    """A node with its score, as far as a level asks for it."""

    @property
    def id(self) -> str:
        """The node's id."""

    @property
    def title(self) -> Translations:
        """The node's name."""

    @property
    def tier(self) -> str:
        """The id of its tier."""

    @property
    def value(self) -> float | None:
        """The score, 0 to 1, with everything open at its worst; none where not applicable."""

    @property
    def high(self) -> float | None:
        """The score, 0 to 1, with everything open at its best."""

    @property
    def baseline(self) -> bool:
        """Whether it is a baseline."""

    @property
    def recorded(self) -> Recorded | None:
        """What was recorded for an indicator."""


@dataclass(frozen=True)
class Found:
    """What was found, against which the requirements of a level are held."""

    total: tuple[float, float] | None
    """The total at its worst and at its best, 0 to 100; none where nothing applies."""
    nodes: Sequence[Scored]
    """Every node of the tree, parents first."""
    answered: int
    """How many applicable indicators are assessed."""
    applicable: int
    """How many indicators apply."""
    reviewed: bool
    """Whether a reviewer has signed the assessment."""
    vetoes: Mapping[str, bool | None]
    """What was declared of each veto."""

    @cached_property
    def baselines(self) -> tuple[Scored, ...]:
        """Return the baselines that apply; the same for every level that asks."""
        return tuple(
            node for node in self.nodes if node.baseline and node.value is not None
        )


def within(low: float, high: float, least: float) -> bool | None:
    """Say whether a bound holds for certain, cannot hold, or is open.

    The bound is rounded as scores are, lest it lie between two of them.

    >>> within(79.9, 80.1, 80.0), within(80.0, 90.0, 80.0), within(0.0, 79.0, 80.0)
    (None, True, False)
    """
    bound = round(least, 6)
    if low >= bound:
        return True
    return False if high < bound else None


def _now(check: Check) -> Words:
    """Say what was found, up to what it can still become."""
    if check.low == check.high:
        return words("{low:show}", "{low:show}", low=check.low)
    return words(
        "{low:show}，最高可达 {high:show}",
        "{low:show}, at best {high:show}",
        low=check.low,
        high=check.high,
    )


@dataclass(frozen=True)
class Requirement(ABC):
    """What all kinds of requirements share."""

    kind: ClassVar[Kind]
    """Its name in results."""
    key: ClassVar[str] = ""
    """Its key in the file of a standard; none for what the file says elsewhere."""
    gravity: ClassVar[int]
    """Its place among the kinds when what is in the way is listed, the gravest first."""

    asked: Any
    """What the file asks for."""

    @classmethod
    def of(cls, standard: Standard, level: Level) -> Iterator[Self]:  # noqa: ARG003 - one signature
        """Give the requirements of this kind that a level has."""
        asked = getattr(level.requires, cls.key)
        if asked is not None:
            yield cls(asked)

    @property
    def bar(self) -> float:
        """Return by what it is compared with the same requirement of another level: more asks for more."""
        return 1.0

    @abstractmethod
    def told(self, standard: Standard) -> Words | None:
        """Say what is required; nothing where another list has it."""

    @abstractmethod
    def checks(self, level: str, found: Found) -> Iterator[Check]:
        """Hold it against what was found."""

    @staticmethod
    @abstractmethod
    def what(check: Check) -> Words:
        """Say what a check required and what was found."""

    @staticmethod
    @abstractmethod
    def short(check: Check) -> Words:
        """Say in short what is in the way, without the figures of any indicator."""

    @classmethod
    def obstacles(cls, checks: Sequence[Check], *, public: bool) -> Iterator[Words]:  # noqa: ARG003 - one signature
        """Say in short what the checks of this kind that do not hold come to, also in public."""
        for check in checks:
            yield cls.short(check)


class TotalScore(Requirement):
    """The least total, 0 to 100."""

    kind = "score"
    key = "score"
    gravity = 1
    asked: float

    @property
    def bar(self) -> float:
        """Return the least total."""
        return self.asked

    def told(self, standard: Standard) -> Words:  # noqa: ARG002 - one signature
        """Say the least total."""
        return words("总分 ≥ {limit:brief}", "total ≥ {limit:brief}", limit=self.asked)

    def checks(self, level: str, found: Found) -> Iterator[Check]:
        """Compare the total; where nothing applies there is none, and it cannot hold."""
        low, high = found.total or (None, None)
        holds: bool | None = False
        if low is not None and high is not None:
            holds = within(low, high, self.asked)
        yield Check.model_construct(
            level=level,
            kind=self.kind,
            holds=holds,
            limit=self.asked,
            low=low,
            high=high,
        )

    @staticmethod
    def what(check: Check) -> Words:
        """Say the least total and the one found."""
        if check.low is None:
            return _NO_TOTAL
        return words(
            "总分应 ≥ {limit:brief}，现为 {now}",
            "total ≥ {limit:brief} required, now {now}",
            limit=check.limit,
            now=_now(check),
        )

    @staticmethod
    def short(check: Check) -> Words:
        """Say that the total is too low."""
        if check.low is None:
            return _NO_TOTAL
        english = "total below {limit:brief}"
        if check.low == check.high:
            return words("总分不到 {limit:brief}", english, limit=check.limit)
        return words("总分目前不到 {limit:brief}", english, limit=check.limit)


_NO_TOTAL = words("没有适用的指标，无法计总分", "nothing applies, so there is no total")


class Coverage(Requirement):
    """The least share of applicable indicators that are assessed, 0 to 1."""

    kind = "coverage"
    key = "coverage"
    gravity = 4
    asked: float

    @property
    def bar(self) -> float:
        """Return the least share."""
        return self.asked

    def told(self, standard: Standard) -> Words:  # noqa: ARG002
        """Say the least share."""
        percent = self.asked * 100
        return words(
            "填报率 ≥ {percent:brief} %",
            "coverage ≥ {percent:brief} %",
            percent=percent,
        )

    def checks(self, level: str, found: Found) -> Iterator[Check]:
        """Compare the share; what is not assessed can still be."""
        share = found.answered / found.applicable if found.applicable else 0.0
        enough = settle(share) >= settle(self.asked)
        yield Check.model_construct(
            level=level,
            kind=self.kind,
            holds=enough or None,
            limit=self.asked,
            low=share,
            high=1.0,
            answered=found.answered,
            applicable=found.applicable,
        )

    @staticmethod
    def what(check: Check) -> Words:
        """Say the least share, and how many are assessed of how many."""
        return words(
            "填报率应 ≥ {limit:hundred} %，现为 {answered}/{applicable}",
            "coverage ≥ {limit:hundred} % required, now {answered}/{applicable}",
            limit=check.limit,
            answered=check.answered,
            applicable=check.applicable,
        )

    @staticmethod
    def short(check: Check) -> Words:
        """Say how many are not assessed."""
        left = (check.applicable or 0) - (check.answered or 0)
        return words("{left} 项还没有评", "indicators not assessed: {left}", left=left)


class EachNode(Requirement):
    """The least score of every node of a tier."""

    kind = "each"
    key = "each"
    gravity = 3
    asked: EachTier

    @property
    def bar(self) -> float:
        """Return the least score."""
        return self.asked.score

    def told(self, standard: Standard) -> Words:
        """Say the tier and the least score."""
        title = next(
            tier.title for tier in standard.tiers if tier.id == self.asked.tier
        )
        inside = Translations(zh=title.to("zh"), en=title.to("en").lower())
        return words(
            "每个{tier} ≥ {limit:brief}",
            "each {tier} ≥ {limit:brief}",
            tier=inside,
            limit=self.asked.score,
        )

    def checks(self, level: str, found: Found) -> Iterator[Check]:
        """Compare each node of the tier that applies."""
        for node in found.nodes:
            if (
                node.tier == self.asked.tier
                and node.value is not None
                and node.high is not None
            ):
                low, high = points(node.value), points(node.high)
                yield Check.model_construct(
                    level=level,
                    kind=self.kind,
                    holds=within(low, high, self.asked.score),
                    node=node.id,
                    title=node.title,
                    limit=self.asked.score,
                    low=low,
                    high=high,
                )

    @staticmethod
    def what(check: Check) -> Words:
        """Say the least score of the node and the one found."""
        return words(
            "{title} 应 ≥ {limit:brief}，现为 {now}",
            "{title} ≥ {limit:brief} required, now {now}",
            title=check.title,
            limit=check.limit,
            now=_now(check),
        )

    @staticmethod
    def short(check: Check) -> Words:
        """Say that the node's score is too low."""
        english = "{title} below {limit:brief}"
        if check.low == check.high:
            return words(
                "{title}不到 {limit:brief}",
                english,
                title=check.title,
                limit=check.limit,
            )
        return words(
            "{title}目前不到 {limit:brief}",
            english,
            title=check.title,
            limit=check.limit,
        )

    @classmethod
    def obstacles(cls, checks: Sequence[Check], *, public: bool) -> Iterator[Words]:
        """Name the nodes, in public only their number."""
        if public and checks:
            yield words(
                "{count} 个分项不到要求",
                "scores below what is required: {count}",
                count=len(checks),
            )
            return
        yield from super().obstacles(checks, public=public)


class Baselines(Requirement):
    """All applicable baseline indicators are met."""

    kind = "baseline"
    key = "baselines"
    gravity = 2
    asked: Literal["met"]

    def told(self, standard: Standard) -> Words:  # noqa: ARG002
        """Say that the baselines have to be met."""
        return words("底线指标全部达标", "all baselines met")

    def checks(self, level: str, found: Found) -> Iterator[Check]:
        """Ask each baseline that applies whether it is met."""
        for leaf in found.baselines:
            low, high = leaf.value or 0.0, leaf.high or 0.0
            holds = within(low, high, 1)
            yield Check.model_construct(
                level=level,
                kind=self.kind,
                holds=holds,
                node=leaf.id,
                title=leaf.title,
                limit=1.0,
                low=low,
                high=high,
                recorded=None if holds else leaf.recorded,
            )

    @staticmethod
    def what(check: Check) -> Words:
        """Say how the baseline came out."""
        came_out = check.recorded.summary if check.recorded else words("达标", "met")
        return words(
            "底线 {id} {title}：{found}",
            "baseline {id} {title}: {found}",
            id=check.node,
            title=check.title,
            found=came_out,
        )

    @staticmethod
    def short(check: Check) -> Words:
        """Name the baseline."""
        return words("{title}", "{title}", title=check.title)

    @classmethod
    def obstacles(cls, checks: Sequence[Check], *, public: bool) -> Iterator[Words]:
        """Count the baselines; not in public, since a single one may be sensitive."""
        missed = sum(check.holds is False for check in checks)
        open_ = len(checks) - missed
        if missed and public:
            yield words("有底线没有达到", "baselines are not met")
        elif missed:
            yield words(
                "{count} 项底线没有达到", "baselines not met: {count}", count=missed
            )
        if open_ and public:
            yield words("有底线还没有评", "baselines are not assessed")
        elif open_:
            yield words(
                "{count} 项底线还没有评", "baselines not assessed: {count}", count=open_
            )


class Reviewed(Requirement):
    """A reviewer has signed the assessment."""

    kind = "review"
    key = "reviewed"
    gravity = 5
    asked: Literal[True]

    def told(self, standard: Standard) -> Words:  # noqa: ARG002
        """Say that a review is required."""
        return words("经过复核", "reviewed")

    def checks(self, level: str, found: Found) -> Iterator[Check]:
        """Ask for the signature; it can still be given."""
        yield Check.model_construct(
            level=level, kind=self.kind, holds=found.reviewed or None
        )

    @staticmethod
    def what(check: Check) -> Words:  # noqa: ARG004 - one signature
        """Say that a review is required."""
        return words("应经复核签认", "has to be reviewed and signed")

    @staticmethod
    def short(check: Check) -> Words:  # noqa: ARG004
        """Say that the review is missing."""
        return words("还没有复核签认", "not reviewed and signed")


class VetoCap(Requirement):
    """A veto that caps below the level was declared not to have happened."""

    kind = "veto"
    gravity = 0
    asked: Veto

    @classmethod
    def of(cls, standard: Standard, level: Level) -> Iterator[Self]:
        """Give the vetoes that cap below a level."""
        ranks = {other.id: rank for rank, other in enumerate(standard.levels)}
        for veto in standard.vetoes:
            if ranks[veto.cap] < ranks[level.id]:
                yield cls(veto)

    def told(self, standard: Standard) -> None:
        """Say nothing: vetoes stand in a list of their own."""

    def checks(self, level: str, found: Found) -> Iterator[Check]:
        """Ask what was declared; while nobody has declared it, it is open."""
        happened = found.vetoes[self.asked.id]
        yield Check.model_construct(
            level=level,
            kind=self.kind,
            holds=None if happened is None else not happened,
            title=self.asked.title,
            veto=self.asked.id,
            happened=happened,
        )

    @staticmethod
    def what(check: Check) -> Words:
        """Say what was declared."""
        declared = _DECLARED[check.happened]
        return words(
            "一票否决 {title}：{declared}",
            "veto {title}: {declared}",
            title=check.title,
            declared=declared,
        )

    @staticmethod
    def short(check: Check) -> Words:
        """Name the veto."""
        return words("一票否决：{title}", "veto: {title}", title=check.title)

    @classmethod
    def obstacles(cls, checks: Sequence[Check], *, public: bool) -> Iterator[Words]:
        """Name the vetoes that happened, in public only their number; count those that are open."""
        happened = [check for check in checks if check.holds is False]
        pending = len(checks) - len(happened)
        if happened and public:
            count = len(happened)
            yield words(
                "{count} 项一票否决已发生", "vetoes that happened: {count}", count=count
            )
        else:
            yield from super().obstacles(happened, public=public)
        if pending:
            yield words(
                "{count} 项一票否决待申报或核实中",
                "vetoes not declared: {count}",
                count=pending,
            )


_DECLARED: dict[bool | None, Words] = {
    True: words("已申报发生", "declared to have happened"),
    False: words("已申报未发生", "declared not to have happened"),
    None: words("待申报", "not declared yet"),
}
"""What can have been declared of a veto."""

REQUIREMENTS: tuple[type[Requirement], ...] = (
    TotalScore,
    Coverage,
    EachNode,
    Baselines,
    Reviewed,
    VetoCap,
)
"""Every kind of requirement, in the order in which two levels are compared."""
_BY_KIND: dict[Kind, type[Requirement]] = {kind.kind: kind for kind in REQUIREMENTS}
_BY_KEY: dict[str, type[Requirement]] = {
    kind.key: kind for kind in REQUIREMENTS if kind.key
}


def requirement(kind: Kind) -> type[Requirement]:
    """Return the class of a kind of requirement."""
    return _BY_KIND[kind]


def required(standard: Standard, level: Level) -> Iterator[Requirement]:
    """Give all that a level requires, in the order of the file, the vetoes last."""
    for key in Requirements.model_fields:
        yield from _BY_KEY[key].of(standard, level)
    for kind in REQUIREMENTS:
        if not kind.key:
            yield from kind.of(standard, level)


def in_words(standard: Standard, level: Level, lang: Lang) -> str:
    """Say all that a level requires, but for the vetoes, which have a list of their own.

    >>> import govstandard as gs
    >>> standard = gs.load("jindi@1.0.0")
    >>> in_words(standard, standard.level("basic"), "en")
    'total ≥ 60'
    """
    sentences = [
        requirement.told(standard) for requirement in required(standard, level)
    ]
    said = [sentence.to(lang) for sentence in sentences if sentence]
    return pick(lang, "；", "; ").join(said) or pick(lang, "无", "nothing")


def obstacles(checks: Sequence[Check], *, public: bool) -> Iterator[Words]:
    """Say in short what the checks that do not hold come to, the gravest first."""
    for kind in sorted(REQUIREMENTS, key=lambda kind: kind.gravity):
        alike = [check for check in checks if check.kind == kind.kind]
        yield from kind.obstacles(alike, public=public)


def asks_less(standard: Standard, below: Level, above: Level) -> Iterator[str]:
    """Give the keys by which a level asks for less than the one below it."""
    for key, kind in _BY_KEY.items():
        lower = next(kind.of(standard, below), None)
        higher = next(kind.of(standard, above), None)
        if lower and (higher is None or higher.bar < lower.bar):
            yield key
