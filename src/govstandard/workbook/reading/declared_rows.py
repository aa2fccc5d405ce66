"""The rows of vetoes, adjustments and evidence on the sheets of a workbook."""

import re
from collections.abc import Iterator
from typing import Any

from govstandard.base.words import words
from govstandard.workbook import form
from govstandard.workbook.reading import cells
from govstandard.workbook.reading.cells import Typed
from govstandard.workbook.reading.gathering import Heads, Reader, Table, cell_of


def _below(
    reader: Reader, table: Table, known: set[str], inputs: set[str]
) -> Iterator[tuple[int, list[object], str]]:
    """Give the rows of a table that are filled in, with their ids; tell of those that have none."""
    sheet, rows, start, heads = table
    names = {form.plain(name): name for name in known}
    for number, row in enumerate(rows[start + 1 :], start + 1):
        told = cells.said(cell_of(row, heads["id"]))
        reader.ids.add(form.plain(told))
        for key in inputs & heads.keys() - {"by", "note", "evidence"}:
            reader.doubt(cell_of(row, heads[key]), (sheet, number, heads[key]))
        if all(cells.blank(cell_of(row, heads.get(key))) for key in inputs):
            continue
        if told:
            yield number, row, names.get(form.plain(told), told)
        else:
            what = words("这一行填了内容，但没有编号", "this row is filled in but has no id")
            reader.tell("GS506", what, (sheet, number, heads["id"]))


def read_vetoes(reader: Reader, table: Table) -> None:
    """Read which facts of vetoes have happened."""
    sheet, heads = table.sheet, table.heads
    known = {veto.id for veto in reader.standard.vetoes}
    for number, row, name in _below(reader, table, known, {"happened", "by", "note"}):
        mark = (sheet, number, heads["happened"])
        found = cells.happened(cell_of(row, heads["happened"]))
        if found.what:
            reader.take(("vetoes", name, "happened"), found, mark)
            continue
        reader.put(("vetoes", name, "happened"), found.value, mark)
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
        evidence = cells.evidence_of(cell_of(row, heads.get("evidence")))
        names = evidence.value
        if evidence.what:
            reader.take(
                ("adjustments", name, "evidence"), evidence, (sheet, number, heads["evidence"])
            )
        if not times.what and not times.value:
            if note or names:
                what = words(
                    "写了说明或佐证，没有填次数", "a note or evidence without a number of times"
                )
                reader.tell(
                    "GS504",
                    what,
                    mark,
                    words("填次数；没有的删去说明和佐证", "how often; or clear the note"),
                )
            continue
        whole = times.value is not None and times.value.is_integer()
        reader.take(
            ("adjustments", name, "times"), Typed(int(times.value or 0)) if whole else times, mark
        )
        if note:
            reader.put(("adjustments", name, "note"), note, mark)
        if names:
            reader.append(
                ("adjustments", name, "evidence"), [{"name": record} for record in names], mark
            )


_RECORD = [key for key in form.EVIDENCE_COLUMNS if key not in {"id", "date"}]


def read_evidence(reader: Reader, table: Table) -> None:
    """Read the evidence that has more than a name, one record a row."""
    sheet, rows, start, heads = table
    claims = {form.plain(item.id): item.id for item in reader.standard.adjustments.items}
    for number, row in enumerate(rows[start + 1 :], start + 1):
        told = cells.said(cell_of(row, heads["id"]))
        name, mark = form.plain(told), (sheet, number, heads["id"])
        record = _record(reader, row, heads, (sheet, number))
        if not record and not name:
            continue
        if name not in reader.items and name not in claims:
            if told:
                reader.misplaced(told, mark)
            else:
                reader.tell(
                    "GS506",
                    words("佐证没有写指标编号", "evidence without the id of its indicator"),
                    mark,
                )
        elif not record.get("name"):
            what = words("佐证没有写名称", "evidence without a name")
            reader.tell(
                "GS504",
                what,
                (sheet, number, heads["name"]),
                words("写佐证的名称", "write what it is called"),
            )
        else:
            kind, key = (
                ("responses", reader.items[name].id)
                if name in reader.items
                else ("adjustments", claims[name])
            )
            reader.append((kind, key, "evidence"), [record], mark)


def _record(reader: Reader, row: list[object], heads: Heads, at: tuple[str, int]) -> dict[str, Any]:
    """Read one record of evidence; its file stands for its name where it has none."""
    record: dict[str, Any] = {key: cells.words_of(cell_of(row, heads.get(key))) for key in _RECORD}
    record["file"] = record["file"].strip()
    record["name"] = record["name"] or record["file"].replace("\\", "/").rpartition("/")[2]
    if not re.fullmatch(r"([0-9a-f]{64})?", record["sha256"]):
        what = words("校验值由程序填写", "the checksum is the program's to fill in")
        reader.tell("GS504", what, (*at, heads["sha256"]), words("清空这一格", "clear this cell"))
        record["sha256"] = ""
    date = cells.day(cell_of(row, heads.get("date")))
    if date.what:
        reader.tell("GS504", date.what, (*at, heads["date"]), date.hint)
    return {key: value for key, value in {**record, "date": date.value}.items() if value}


def claims_counted(reader: Reader) -> None:
    """Tell of evidence for an adjustment of which nobody says how often it applies."""
    for name, claim in reader.data.get("adjustments", {}).items():
        path = ("adjustments", name, "times")
        if "times" not in claim and not any(problem.path == path for problem in reader.problems):
            what = words(
                f"“{name}” 有佐证，没有填次数",
                f"'{name}' has evidence, but not how often it applies",
            )
            reader.tell(
                "GS504",
                what,
                reader.marks[path[:2]],
                words("填次数，或删去佐证", "how often; or clear it"),
                path,
            )
