"""A standard's division of duties as a table: one row for each item and body, 责任分解表."""

import csv
from collections.abc import Iterator
from io import StringIO

from govstandard.base.words import Lang, pick
from govstandard.standard.describing import body_names
from govstandard.standard.tree import Group, Indicator, Standard


def duties_csv(standard: Standard, lang: Lang = "zh") -> str:
    """Write who leads and who supports each indicator, as CSV with a heading.

    A cell that a spreadsheet would take for a formula is written with an apostrophe before it.
    """
    stream = StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    depth = _depth(standard)
    tiers = [tier.title.to(lang) for tier in standard.tiers[:depth]]
    writer.writerow([*tiers, *_heads(lang)])
    for cells in _rows(standard, depth, lang):
        writer.writerow([_harmless(cell) for cell in cells])
    return stream.getvalue()


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.startswith(("=", "+", "-", "@", "\t")) else cell


def _depth(standard: Standard) -> int:
    """Return how many tiers are names of what an indicator belongs to, its own with them."""
    located = (place for place in standard.walk() if isinstance(place.node, Indicator))
    return max((place.depth for place in located), default=0)


def _heads(lang: Lang) -> tuple[str, ...]:
    return ("编号", "主体", "分工") if lang == "zh" else ("Id", "Body", "Role")


def _rows(standard: Standard, depth: int, lang: Lang) -> Iterator[list[str]]:
    bodies = body_names(standard, lang)
    trail: list[str] = []
    for located in standard.walk():
        node = located.node
        trail = [*trail[: located.depth - 1], node.title.to(lang)]
        if isinstance(node, Group) or node.status == "retired":
            continue
        empty = [""] * (depth - len(trail))
        for body, role in _roles(node, lang):
            yield [*trail, *empty, node.id, bodies.get(body, body), role]


def _roles(item: Indicator, lang: Lang) -> Iterator[tuple[str, str]]:
    """Give the bodies that an indicator needs, each with its part."""
    if item.lead:
        yield item.lead, pick(lang, "牵头", "lead")
    for body in item.support:
        yield body, pick(lang, "配合", "support")
