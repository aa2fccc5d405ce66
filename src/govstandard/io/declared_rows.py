"""The rows of vetoes, adjustments and evidence on the sheets of a workbook."""

from collections.abc import Iterator
from typing import Any

from govstandard.io import cells, layout
from govstandard.io.cells import Typed
from govstandard.io.reader import Heads, Reader, cell_of, listed
from govstandard.text import words


def _below(
    rows: list[list[object]], start: int, known: set[str], heads: Heads
) -> Iterator[tuple[int, list[object], str]]:
    """Give the rows below a heading that carry a known id, to the first that does not."""
    names = {layout.plain(name): name for name in known}
    for number, row in enumerate(rows[start + 1 :], start + 1):
        name = layout.plain(cell_of(row, heads["id"]))
        if name in names:
            yield number, row, names[name]


def read_vetoes(reader: Reader, sheet: str, rows: list[list[object]], start: int, heads: Heads) -> None:
    """Read which facts of vetoes have happened."""
    known = {veto.id for veto in reader.standard.vetoes}
    for number, row, name in _below(rows, start, known, heads):
        mark = (sheet, number, heads["happened"])
        text = cells.said(cell_of(row, heads["happened"])).casefold()
        if cells.blank(text):
            continue
        if text in {"核实中", "pending", "待核实"}:
            reader.put(("vetoes", name, "happened"), None, mark)
        else:
            found = cells.answer(cell_of(row, heads["happened"]))
            happened = {"met": True, "unmet": False}.get(found.value)
            if happened is None:
                what = words(f"看不懂“{text}”", f"'{text}' is not understood")
                reader.tell("GS504", what, mark, words("填“有”“无”或“核实中”", "yes, no or pending"))
                continue
            reader.put(("vetoes", name, "happened"), happened, mark)
        for key in ("by", "note"):
            said = cells.words_of(cell_of(row, heads.get(key)))
            if said:
                reader.put(("vetoes", name, key), said, (sheet, number, heads[key]))


def read_adjustments(reader: Reader, sheet: str, rows: list[list[object]], start: int, heads: Heads) -> None:
    """Read how often adjustments are claimed."""
    known = {item.id for item in reader.standard.adjustments.items}
    for number, row, name in _below(rows, start, known, heads):
        mark = (sheet, number, heads["times"])
        times = cells.number(cell_of(row, heads["times"]))
        if (times.value is None and not times.what) or times.value == 0:
            continue
        whole = times.value is not None and times.value.is_integer()
        reader.take(("adjustments", name, "times"), Typed(int(times.value)) if whole else times, mark)
        note, names = (
            cells.words_of(cell_of(row, heads.get("note"))),
            listed(cells.words_of(cell_of(row, heads.get("evidence")))),
        )
        if note:
            reader.put(("adjustments", name, "note"), note, mark)
        if names:
            reader.put(("adjustments", name, "evidence"), [{"name": record} for record in names], mark)


_RECORD = [key for key in layout.EVIDENCE_COLUMNS if key not in {"id", "date"}]


def read_evidence(reader: Reader, sheet: str, rows: list[list[object]], start: int, heads: Heads) -> None:
    """Read the evidence that has more than a name, one record a row."""
    items = {layout.plain(item.id): item.id for item in reader.standard.indicators}
    claims = {layout.plain(item.id): item.id for item in reader.standard.adjustments.items}
    for number, row in enumerate(rows[start + 1 :], start + 1):
        name, mark = layout.plain(cell_of(row, heads["id"])), (sheet, number, heads["id"])
        record: dict[str, Any] = {key: cells.words_of(cell_of(row, heads.get(key))) for key in _RECORD}
        date = cells.day(cell_of(row, heads.get("date")))
        record = {key: text for key, text in record.items() if text}
        if date.what:
            reader.tell("GS504", date.what, (sheet, number, heads["date"]), date.hint)
        elif date.value:
            record["date"] = date.value
        if not record and not name:
            continue
        record.setdefault("name", record.get("file", "").replace("\\", "/").rpartition("/")[2])
        if name not in items and name not in claims:
            told = cells.said(cell_of(row, heads["id"]))
            unknown = reader.standard.unknown_node(told)
            what = unknown.what if told else words("佐证没有写指标编号", "evidence without the id of its indicator")
            reader.tell("GS506", what, mark, unknown.hint if told else None)
            continue
        kind, key = ("responses", items[name]) if name in items else ("adjustments", claims[name])
        before = reader.data.get(kind, {}).get(key, {}).get("evidence", [])
        reader.put((kind, key, "evidence"), [*before, record], mark)
