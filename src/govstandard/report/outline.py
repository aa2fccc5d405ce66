"""What standards there are, and what one of them, a group, an indicator or a body of it is."""

from collections.abc import Iterable, Iterator
from functools import partial

from govstandard.base.rounding import brief
from govstandard.base.words import Lang, pick
from govstandard.library.registry import Entry
from govstandard.report.blocks import (
    Block,
    Gap,
    Heading,
    Item,
    Paragraph,
    Points,
    Report,
    Table,
    pairs,
    points,
    row,
)
from govstandard.standard.describing import EVERY, RELATION, body_names, facts
from govstandard.standard.levels import Level, Veto
from govstandard.standard.requirements import in_words
from govstandard.standard.tree import Body, Group, Indicator, Node, Standard


def listing(entries: Iterable[Entry], lang: Lang) -> Report:
    """Write which standards there are."""
    say = partial(pick, lang)
    heads = (
        say("标准", "Standard"),
        say("版本", "Version"),
        say("状态", "Status"),
        say("名称", "Title"),
    )
    rows = tuple(
        row(entry.id, entry.version, entry.status, entry.title.to(lang))
        for entry in entries
    )
    return Report("", (), (Table(heads, rows, widths=(1, 1, 1, 3)),), lang)


# A standard


def standard_outline(standard: Standard, lang: Lang) -> Report:
    """Write what a standard is: its tree to the last tier of groups, its levels and vetoes."""
    blocks = (
        *_begun(standard, lang),
        Points(tuple(_groups(standard, lang))),
        Heading(pick(lang, "等级", "Levels")),
        points(*(_level(standard, level, lang) for level in standard.levels)),
        *_vetoes(standard.vetoes, lang),
    )
    title = f"{standard.name}  {standard.title.to(lang)} ({standard.status})"
    return Report(title, (), blocks, lang)


def _begun(standard: Standard, lang: Lang) -> Iterator[Block]:
    if standard.about:
        yield Paragraph(standard.about.to(lang))
    counts = [
        f"{tier.title.to(lang)} {len(standard.tier(tier.id))}"
        for tier in standard.tiers
    ]
    yield Gap()
    yield Paragraph(pick(lang, "，", ", ").join(counts))
    yield Gap()


def _groups(standard: Standard, lang: Lang) -> Iterator[Item]:
    for located in standard.walk():
        if isinstance(located.node, Group):
            yield Item(_weighed(located.node, lang), depth=located.depth - 1)


def _weighed(node: Node, lang: Lang) -> str:
    return f"{node.id} {node.title.to(lang)} ({brief(node.weight)})"


def _level(standard: Standard, level: Level, lang: Lang) -> str:
    return f"{level.id} {level.title.to(lang)}  {in_words(standard, level, lang)}"


def _vetoes(vetoes: Iterable[Veto], lang: Lang) -> Iterator[Block]:
    colon = pick(lang, "：", ": ")
    told = [
        f"{veto.id} {veto.title.to(lang)}{colon}{veto.fact.to(lang)}" for veto in vetoes
    ]
    if told:
        yield Heading(pick(lang, "一票否决", "Vetoes"))
        yield points(*told)


# A group, an indicator or a body


def node_outline(standard: Standard, node: Node, lang: Lang) -> Report:
    """Write a group with its children, or an indicator with all its fields."""
    tier = standard.tier_of(node.id).title.to(lang)
    title = f"{node.id} {node.title.to(lang)}  [{tier}, {standard.name}]"
    block: Block
    if isinstance(node, Indicator):
        block = pairs(
            *((fact.label.to(lang), fact.text) for fact in facts(standard, node, lang))
        )
    else:
        block = points(*(_weighed(child, lang) for child in node.children))
    return Report(title, (), (block,), lang)


def body_outline(standard: Standard, body: Body, lang: Lang) -> Report:
    """Write what a body leads and supports, 责任清单, and how it stands to others."""
    say = partial(pick, lang)
    led, supported = standard.led_by(body.id), standard.supported_by(body.id)
    blocks = (
        *((Paragraph(body.purpose.to(lang)),) if body.purpose else ()),
        points(*_relations(standard, body, lang)),
        Heading(say(f"牵头 {len(led)} 项", f"Leads {len(led)}")),
        points(*(_duty(item, lang) for item in led)),
        Heading(say(f"配合 {len(supported)} 项", f"Supports {len(supported)}")),
        points(*(_duty(item, lang) for item in supported)),
    )
    return Report(f"{body.name.to(lang)}  [{standard.name}]", (), blocks, lang)


def _relations(standard: Standard, body: Body, lang: Lang) -> Iterator[str]:
    names = body_names(standard, lang)
    for relation in standard.relations:
        if body.id in (relation.source, relation.target):
            kind = RELATION[relation.kind].to(lang)
            yield f"{names[relation.source]} {kind} {names[relation.target]}"


def _duty(item: Indicator, lang: Lang) -> str:
    told = f"{item.id} {item.title.to(lang)}"
    if item.every:
        told += pick(lang, f"（{EVERY[item.every].to(lang)}）", f" ({item.every})")
    return told
