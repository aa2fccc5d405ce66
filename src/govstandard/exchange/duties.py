"""A standard's division of duties as a table: one row for each item and body, 责任分解表."""

import csv
from collections.abc import Iterator
from io import StringIO

from govstandard.base.words import Lang, pick
from govstandard.standard.tree import Group, Indicator, Standard


def duties_csv(standard: Standard, lang: Lang = "zh") -> str:
    """Write who leads and who supports each indicator, as CSV with a heading.

    A cell that a spreadsheet would take for a formula is written with an apostrophe before it.
    """
    stream = StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(
        [*(tier.title.to(lang) for tier in standard.tiers[: _depth(standard)]), *_heads(lang)]
    )
    for row in _rows(standard, lang):
        writer.writerow([f"'{cell}" if cell[:1] in tuple("=+-@\t") else cell for cell in row])
    return stream.getvalue()


def _depth(standard: Standard) -> int:
    """Return how many tiers are names of what an indicator belongs to, its own with them."""
    return max(
        (found.depth for found in standard.walk() if isinstance(found.node, Indicator)), default=0
    )


def _heads(lang: Lang) -> tuple[str, ...]:
    return ("编号", "主体", "分工") if lang == "zh" else ("Id", "Body", "Role")


def _rows(standard: Standard, lang: Lang) -> Iterator[list[str]]:
    depth = _depth(standard)
    names = {body.id: body.name.to(lang) for body in standard.bodies}
    trail: list[str] = []
    for node, at, _, _ in standard.walk():
        trail = [*trail[: at - 1], node.title.to(lang)]
        if isinstance(node, Group) or node.status == "retired":
            continue
        head = [*trail, *[""] * (depth - len(trail)), node.id]
        roles = [
            (node.lead, pick(lang, "牵头", "lead")),
            *((body, pick(lang, "配合", "support")) for body in node.support),
        ]
        for body, role in roles:
            if body:
                yield [*head, names.get(body, body), role]
