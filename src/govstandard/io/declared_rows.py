"""The rows of vetoes, adjustments and evidence on the sheets of a workbook."""

from collections.abc import Iterator
from typing import Any

from govstandard.io import cells, layout
from govstandard.io.cells import Typed
from govstandard.io.reader import Reader, Table, cell_of, listed
from govstandard.text import words


def _below(reader: Reader, table: Table, known: set[str], inputs: set[str]) -> Iterator[tuple[int, list[object], str]]:
    """Give the rows of a table that are filled in, with their ids; tell of those that have none."""
    sheet, rows, start, heads = table
    names = {layout.plain(name): name for name in known}
    for number, row in enumerate(rows[start + 1 :], start + 1):
        told = cells.said(cell_of(row, heads["id"]))
        if layout.plain(told) in _ANOTHER:
            return
        if all(cells.blank(cell_of(row, heads.get(key))) for key in inputs):
            continue
        if told:
            yield number, row, names.get(layout.plain(told), told)
        else:
            what = words("这一行填了内容，但没有编号", "this row is filled in but has no id")
            reader.tell("GS506", what, (sheet, number, heads["id"]))


_ANOTHER = {layout.plain(text) for text in (layout.VETO_COLUMNS["id"].zh, layout.VETO_COLUMNS["id"].en)}
"""What begins the next table on the same sheet."""


def read_vetoes(reader: Reader, table: Table) -> None:
    """Read which facts of vetoes have happened."""
    sheet, heads = table.sheet, table.heads
    known = {veto.id for veto in reader.standard.vetoes}
    for number, row, name in _below(reader, table, known, {"happened", "by", "note"}):
        mark = (sheet, number, heads["happened"])
        text = cells.said(cell_of(row, heads["happened"])).casefold()
        found = cells.answer(cell_of(row, heads["happened"]))
        if cells.blank(text) or text in {"核实中", "pending", "待核实"}:
            reader.put(("vetoes", name, "happened"), None, mark)
        elif found.value in {"met", "unmet"}:
            reader.put(("vetoes", name, "happened"), found.value == "met", mark)
        else:
            what = words(f"看不懂“{text}”", f"'{text}' is not understood")
            reader.tell("GS504", what, mark, words("填“有”“无”或“核实中”", "yes, no or pending"))
            continue
        for key in ("by", "note"):
            said = cells.words_of(cell_of(row, heads.get(key)))
            if said:
                reader.put(("vetoes", name, key), said, (sheet, number, heads[key]))


def read_adjustments(reader: Reader, table: Table) -> None:
    """Read how often adjustments are claimed."""
    sheet, heads = table.sheet, table.heads
    known = {item.id for item in reader.standard.adjustments.items}
    for number, row, name in _below(reader, table, known, {"times", "evidence", "note"}):
        mark = (sheet, number, heads["times"])
        times = cells.number(cell_of(row, heads["times"]))
        note = cells.words_of(cell_of(row, heads.get("note")))
        names = listed(cells.words_of(cell_of(row, heads.get("evidence"))))
        if not times.what and not times.value:
            if note or names:
                what = words("写了说明或佐证，没有填次数", "a note or evidence without a number of times")
                reader.tell("GS504", what, mark, words("填次数；没有的删去说明和佐证", "how often; or clear the note"))
            continue
        whole = times.value is not None and times.value.is_integer()
        reader.take(("adjustments", name, "times"), Typed(int(times.value or 0)) if whole else times, mark)
        if note:
            reader.put(("adjustments", name, "note"), note, mark)
        if names:
            reader.append(("adjustments", name, "evidence"), [{"name": record} for record in names], mark)


_RECORD = [key for key in layout.EVIDENCE_COLUMNS if key not in {"id", "date"}]


def read_evidence(reader: Reader, table: Table) -> None:
    """Read the evidence that has more than a name, one record a row."""
    sheet, rows, start, heads = table
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
        reader.append((kind, key, "evidence"), [record], mark)


def claims_counted(reader: Reader) -> None:
    """Tell of evidence for an adjustment of which nobody says how often it applies."""
    for name, claim in reader.data.get("adjustments", {}).items():
        path = ("adjustments", name, "times")
        if "times" not in claim and not any(problem.path == path for problem in reader.problems):
            what = words(f"“{name}” 有佐证，没有填次数", f"'{name}' has evidence, but not how often it applies")
            reader.tell(
                "GS504", what, reader.marks[path[:2]], words("填次数，或删去佐证", "how often; or clear it"), path
            )
