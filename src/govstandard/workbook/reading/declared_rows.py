"""The rows of vetoes, adjustments and evidence on the sheets of a workbook."""

from collections.abc import Iterator
from typing import Any

from govstandard.base.problems import Path
from govstandard.base.words import words
from govstandard.workbook import form
from govstandard.workbook.columns import Columns
from govstandard.workbook.reading import cells
from govstandard.workbook.reading.cells import Typed
from govstandard.workbook.reading.gathering import Reader, Table
from govstandard.workbook.reading.rows import Row, read_cell, rows_below, stands_alone


def _filled(
    reader: Reader, table: Table, columns: Columns, known: set[str]
) -> Iterator[tuple[Row, str]]:
    """Give the rows of a table that are filled in, with their ids; tell of those that have none."""
    by_plain = {form.plain(name): name for name in known}
    for row in rows_below(table):
        said = cells.said(row.cell("id"))
        reader.ids.add(form.plain(said))
        entries = row.entries(columns)
        for name, cell in entries.items():
            if stands_alone(columns.named[name]):
                reader.doubt(cell, row.mark(name))
        if all(cells.blank(cell) for cell in entries.values()):
            continue
        if said:
            yield row, by_plain.get(form.plain(said), said)
        else:
            what = words(
                "这一行填了内容，但没有编号", "this row is filled in but has no id"
            )
            reader.tell("GS506", what, row.mark("id"))


def _read(row: Row, columns: Columns) -> dict[str, Typed]:
    """Read each entry of a row as what its column holds."""
    named = columns.named
    return {
        name: read_cell(named[name].holds, cell)
        for name, cell in row.entries(columns).items()
    }


def _keep(reader: Reader, base: Path, row: Row, entries: dict[str, Typed]) -> None:
    """Keep the entries of a row below a path, and tell of those that are not understood."""
    for name, entry in entries.items():
        if isinstance(entry.value, list):
            records = [{"name": record} for record in entry.value]
            reader.append((*base, name), records, row.mark(name))
        else:
            reader.take((*base, name), entry, row.mark(name))


def read_vetoes(reader: Reader, table: Table) -> None:
    """Read which facts of vetoes have happened."""
    columns = reader.layout.vetoes
    known = {veto.id for veto in reader.standard.vetoes}
    for row, veto_id in _filled(reader, table, columns, known):
        base: Path = ("vetoes", veto_id)
        entries = _read(row, columns)
        happened = entries.pop("happened")
        if happened.what:
            reader.take((*base, "happened"), happened, row.mark("happened"))
        else:
            reader.put((*base, "happened"), happened.value, row.mark("happened"))
            _keep(reader, base, row, entries)


def read_adjustments(reader: Reader, table: Table) -> None:
    """Read how often adjustments are claimed."""
    columns = reader.layout.adjustments
    known = {item.id for item in reader.standard.adjustments.items}
    for row, item_id in _filled(reader, table, columns, known):
        base: Path = ("adjustments", item_id)
        entries = _read(row, columns)
        times = entries["times"]
        if times.what or times.value:
            _keep(reader, base, row, entries)
        else:
            _uncounted(reader, base, row, entries)


def _uncounted(reader: Reader, base: Path, row: Row, entries: dict[str, Typed]) -> None:
    """Tell of words or evidence for what is said to have happened at no time."""
    for name, entry in entries.items():
        if entry.what:
            reader.take((*base, name), entry, row.mark(name))
    if any(entry.value for entry in entries.values()):
        what = words(
            "写了说明或佐证，没有填次数", "a note or evidence without a number of times"
        )
        hint = words("填次数；没有的删去说明和佐证", "how often; or clear the note")
        reader.tell("GS504", what, row.mark("times"), hint)


def read_evidence(reader: Reader, table: Table) -> None:
    """Read the evidence that has more than a name, one record a row."""
    claims = {
        form.plain(item.id): item.id for item in reader.standard.adjustments.items
    }
    for row in rows_below(table):
        said = cells.said(row.cell("id"))
        record = _record(reader, row)
        if not record and not said:
            continue
        holder = _holder(reader, form.plain(said), claims)
        if holder is None:
            _unheld(reader, said, row)
        elif "name" not in record:
            what = words("佐证没有写名称", "evidence without a name")
            hint = words("写佐证的名称", "write what it is called")
            reader.tell("GS504", what, row.mark("name"), hint)
        else:
            reader.append((*holder, "evidence"), [record], row.mark("id"))


def _holder(reader: Reader, plain_id: str, claims: dict[str, str]) -> Path | None:
    """Return the path of the indicator or adjustment to which evidence belongs."""
    if plain_id in reader.items:
        return "responses", reader.items[plain_id].id
    return ("adjustments", claims[plain_id]) if plain_id in claims else None


def _unheld(reader: Reader, said: str, row: Row) -> None:
    """Tell of evidence that belongs to nothing."""
    if said:
        reader.misplaced(said, row.mark("id"))
    else:
        what = words("佐证没有写指标编号", "evidence without the id of its indicator")
        reader.tell("GS506", what, row.mark("id"))


def _record(reader: Reader, row: Row) -> dict[str, Any]:
    """Read one record of evidence; its file stands for its name where it has none."""
    entries = _read(row, reader.layout.evidence)
    del entries["id"]
    for name, entry in entries.items():
        if entry.what:
            reader.tell("GS504", entry.what, row.mark(name), entry.hint)
    record = {name: entry.value for name, entry in entries.items() if entry.value}
    file_name = record.get("file", "").replace("\\", "/").rpartition("/")[2]
    if file_name:
        record.setdefault("name", file_name)
    return record


def claims_counted(reader: Reader) -> None:
    """Tell of evidence for an adjustment of which nobody says how often it applies."""
    for item_id, claim in reader.data.get("adjustments", {}).items():
        path = ("adjustments", item_id, "times")
        told = any(problem.path == path for problem in reader.problems)
        if "times" in claim or told:
            continue
        what = words(
            "“{id}” 有佐证，没有填次数",
            "'{id}' has evidence, but not how often it applies",
            id=item_id,
        )
        hint = words("填次数，或删去佐证", "how often; or clear it")
        reader.tell("GS504", what, reader.marks[path[:2]], hint, path)
