"""A workbook that people filled in, read back as an assessment, with every fault at its sheet and cell."""

import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path as FilePath
from typing import Any

from govstandard.assessment import Assessment
from govstandard.documents import Document
from govstandard.errors import InvalidFile, Path, Problem, UnknownId, UnreadableFile
from govstandard.io import cells, layout
from govstandard.io.cells import Typed
from govstandard.io.formulas import letter
from govstandard.loading import assessment_of
from govstandard.measures import Rubric
from govstandard.standard import Indicator, Standard
from govstandard.text import Translations, words

SUFFIXES = {".xlsx", ".xlsm", ".xls", ".ods"}
"""The files that are read as workbooks."""
MAX_BYTES = 20_000_000
"""The largest workbook that is opened; a full one has some 200 kB."""
MAX_UNPACKED = 60_000_000
"""The most that a workbook may hold when unpacked."""
_HEADINGS_WITHIN = 40

Load = Callable[[str], Standard]
Mark = tuple[str, int, int]


class _Sheets(Document):
    """An assessment's data whose values know their sheet and cell."""

    def _at(self, mark: Mark) -> dict[str, Any]:
        return {"file": next(iter(self.lines)), "cell": _place(mark)}


def _place(mark: Mark) -> str:
    sheet, row, column = mark
    return f"{sheet}!{letter(column)}{row + 1}" if row >= 0 else sheet


@dataclass
class _Reader:
    """Collects what is read."""

    file: str
    standard: Standard
    data: dict[str, Any] = field(default_factory=dict)
    marks: dict[Path, Mark] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    seen: dict[str, tuple[Mark, list[object]]] = field(default_factory=dict)
    rows: dict[str, Mark] = field(default_factory=dict)
    """The cell of each fact of the community, filled in or not."""

    def put(self, path: Path, value: object, mark: Mark) -> None:
        """Keep a value at its path."""
        holder: dict[Any, Any] = self.data
        for depth, key in enumerate(path[:-1], 1):
            holder = holder.setdefault(key, {})
            self.marks.setdefault(path[:depth], mark)
        holder[path[-1]] = value
        self.marks[path] = mark

    def tell(
        self, code: str, what: Translations, mark: Mark, hint: Translations | None = None, path: Path = ()
    ) -> None:
        """Note a fault at a cell."""
        problem = Problem(code=code, what=what, hint=hint, file=self.file, cell=_place(mark), path=path)
        self.problems.append(problem)

    def take(self, path: Path, typed: Typed, mark: Mark) -> None:
        """Keep what a cell says, or note why it cannot be told."""
        if typed.what:
            self.tell("GS505" if typed.ambiguous else "GS504", typed.what, mark, typed.hint, path)
        elif typed.value is not None:
            self.put(path, typed.value, mark)


def read_workbook(path: FilePath, load: Load, standard: Standard | None = None) -> Assessment:
    """Read an assessment from a workbook and check it against its standard.

    Sheets are known by their headings and rows by their ids, so that renamed or added sheets, moved columns and
    sorted or inserted rows do no harm. `load` finds the standard that the workbook names, unless one is given.

    Raises:
        UnreadableFile: It is no workbook, protected by a password, or too large.
        InvalidFile: A cell is not understood, can mean two things, or does not fit the standard; every fault is
            listed with its sheet and cell.
        UnknownId: The standard that it names is not there.
    """
    tables = _tables(path)
    named = _named_standard(tables)
    if standard is None:
        if named is None:
            what = words("找不到标准的名称：缺“社区信息”表", "which standard? the sheet 'Community' is missing")
            hint = words("用 govstandard workbook 生成的填报表", "use a workbook made by govstandard workbook")
            raise UnreadableFile([Problem(code="GS503", what=what, hint=hint, file=str(path))])
        standard = _load(load, named[0], path, named[1])
    reader = _Reader(str(path), standard)
    for sheet, rows in tables.items():
        _sheet(reader, sheet, rows)
    reader.data.setdefault("standard", standard.name)
    home: Mark = (next(iter(tables), ""), -1, 0)
    _who_and_when(reader, named[1] if named else home)
    document = _Sheets(reader.data, {(): home, **reader.marks}, {}, {str(path): []})
    try:
        assessment = assessment_of(document, standard)
    except InvalidFile as error:
        rest = [
            problem
            for problem in error.problems
            if (problem.code, problem.path[:1]) not in _TOLD
            and (problem.code, problem.path[2:]) != ("GS107", ("review",))
        ]
        raise InvalidFile([*reader.problems, *rest]) from None
    if reader.problems:
        raise InvalidFile(reader.problems)
    return assessment


_TOLD = {("GS107", ()), ("GS107", ("community",)), ("GS107", ("period",))}
"""What is told in a clerk's words where the community's sheet is read."""


def _who_and_when(reader: _Reader, near: Mark) -> None:
    """Tell which of the facts that every assessment has are not filled in."""
    for key in ("community.name", "period.start", "period.end"):
        path = tuple(key.split("."))
        faulty = any(problem.path == path for problem in reader.problems)
        if path not in reader.marks and not faulty:
            label = layout.FACTS[key]
            what = words(f"没有填“{label.zh}”", f"'{label.en}' is not filled in")
            reader.tell("GS107", what, reader.rows.get(key, near))


def _load(load: Load, name: str, path: FilePath, mark: Mark) -> Standard:
    try:
        return load(name)
    except UnknownId as error:
        at = {"file": str(path), "cell": _place(mark)}
        raise UnknownId([problem.model_copy(update=at) for problem in error.problems]) from None


def _tables(path: FilePath) -> dict[str, list[list[object]]]:
    """Return the cells of each sheet, after making sure that the file is no trap."""
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError  # noqa: PLC0415 - only workbooks need it

    data = _bytes(path)
    try:
        workbook = CalamineWorkbook.from_filelike(BytesIO(data))
        return {
            name: [list(row) for row in workbook.get_sheet_by_name(name).to_python(skip_empty_area=False)]
            for name in workbook.sheet_names
        }
    except PasswordError:
        raise _locked(path) from None
    except (CalamineError, ValueError, OSError, KeyError) as error:
        raise _unreadable(path, str(error)) from None


def _bytes(path: FilePath) -> bytes:
    if not path.is_file():
        raise UnreadableFile([Problem(code="GS101", what=words("文件不存在", "file not found"), file=str(path))])
    size = path.stat().st_size
    if size > MAX_BYTES:
        raise _too_large(path, size, MAX_BYTES)
    data = path.read_bytes()
    if data[:2] == b"PK":
        try:
            with zipfile.ZipFile(BytesIO(data)) as packed:
                unpacked = sum(info.file_size for info in packed.infolist())
                if unpacked > MAX_UNPACKED:
                    raise _too_large(path, unpacked, MAX_UNPACKED)
        except zipfile.BadZipFile:
            raise _unreadable(path, "zip") from None
    if data[:4] == b"\xd0\xcf\x11\xe0" and path.suffix.lower() in {".xlsx", ".xlsm"}:
        raise _locked(path)
    return data


def _too_large(path: FilePath, size: int, most: int) -> UnreadableFile:
    what = words(f"文件过大：{size} 字节，上限 {most}", f"file too large: {size} bytes, at most {most}")
    return UnreadableFile([Problem(code="GS104", what=what, file=str(path))])


def _locked(path: FilePath) -> UnreadableFile:
    what = words("文件有打开密码", "the file is protected by a password")
    hint = words("在 Excel 或 WPS 里去掉密码后另存", "save it without the password")
    return UnreadableFile([Problem(code="GS501", what=what, hint=hint, file=str(path))])


def _unreadable(path: FilePath, reason: str) -> UnreadableFile:
    what = words(f"不是能读的表格文件（{reason}）", f"not a workbook that can be read: {reason}")
    hint = words("在 Excel 或 WPS 里打开后另存为 .xlsx", "open it in a spreadsheet program and save it as .xlsx")
    return UnreadableFile([Problem(code="GS501", what=what, hint=hint, file=str(path))])


# Finding what is where

Heads = dict[str, int]


def _heads(rows: list[list[object]], wanted: dict[str, set[str]], needed: set[str]) -> Iterator[tuple[int, Heads]]:
    """Find the rows that are headings: those that have all of the `needed` columns."""
    for number, row in enumerate(rows):
        texts = {layout.plain(cell): place for place, cell in reversed(list(enumerate(row))) if cell not in (None, "")}
        found = {key: place for key, names in wanted.items() for name, place in texts.items() if name in names}
        if needed <= found.keys():
            yield number, found


def _both(text: Translations) -> set[str]:
    return {layout.plain(text.zh), layout.plain(text.en)}


_ITEM_HEADS = {f"{column.side}.{column.key}": _both(column.title) for column in layout.COLUMNS}
_VETO_HEADS = {key: _both(title) for key, title in layout.VETO_COLUMNS.items()}
_ADJUSTMENT_HEADS = {key: _both(title) for key, title in layout.ADJUSTMENT_COLUMNS.items()}
_EVIDENCE_HEADS = {key: _both(title) for key, title in layout.EVIDENCE_COLUMNS.items()}
_COMMUNITY_HEADS = {
    "label": _both(words("项目", "Fact")),
    "entry": _both(words("填写", "Entry")),
    "key": _both(words("键", "Key")),
}


def _cell(row: list[object], place: int | None) -> object:
    return row[place] if place is not None and place < len(row) else None


def _named_standard(tables: dict[str, list[list[object]]]) -> tuple[str, Mark] | None:
    for sheet, rows in tables.items():
        for start, heads in _heads(rows[:_HEADINGS_WITHIN], _COMMUNITY_HEADS, {"label", "entry"}):
            for number, row in enumerate(rows[start + 1 :], start + 1):
                if _fact(row, heads) == "standard" and not cells.blank(_cell(row, heads["entry"])):
                    return cells.said(_cell(row, heads["entry"])), (sheet, number, heads["entry"])
    return None


def _fact(row: list[object], heads: Heads) -> str:
    """Return which fact of the community a row holds: by its key, or by its label."""
    key = cells.said(_cell(row, heads.get("key")))
    if key in layout.FACTS or key.startswith("base."):
        return key
    label = layout.plain(_cell(row, heads["label"]))
    return next((name for name, title in layout.FACTS.items() if label in _both(title)), "")


def _sheet(reader: _Reader, sheet: str, rows: list[list[object]]) -> None:
    """Read whatever of an assessment a sheet holds."""
    for start, heads in _heads(rows[:_HEADINGS_WITHIN], _ITEM_HEADS, {"asked.id", "own.answer", "own.numerator"}):
        _items(reader, sheet, rows, start, heads)
    for start, heads in _heads(rows[:_HEADINGS_WITHIN], _COMMUNITY_HEADS, {"label", "entry"}):
        _community(reader, sheet, rows, start, heads)
    for start, heads in _heads(rows, _VETO_HEADS, {"id", "happened"}):
        _vetoes(reader, sheet, rows, start, heads)
    for start, heads in _heads(rows, _ADJUSTMENT_HEADS, {"id", "times"}):
        _adjustments(reader, sheet, rows, start, heads)
    for start, heads in _heads(rows[:_HEADINGS_WITHIN], _EVIDENCE_HEADS, {"id", "name", "holder"}):
        _evidence(reader, sheet, rows, start, heads)


def _community(reader: _Reader, sheet: str, rows: list[list[object]], start: int, heads: Heads) -> None:
    for number, row in enumerate(rows[start + 1 :], start + 1):
        key, cell, mark = _fact(row, heads), _cell(row, heads["entry"]), (sheet, number, heads["entry"])
        reader.rows.setdefault(key, mark)
        if not key or cells.blank(cell):
            continue
        if key.startswith("base."):
            reader.take(("community", "base", key.removeprefix("base.")), cells.number(cell), mark)
        elif key in {"period.start", "period.end", "reviewed.on"}:
            reader.take(tuple(key.split(".")), cells.day(cell), mark)
        elif key == "standard":
            reader.put(("standard",), cells.said(cell), mark)
        else:
            reader.put(tuple(key.split(".")), cells.words_of(cell) or cells.said(cell), mark)


# The indicators


def _items(reader: _Reader, sheet: str, rows: list[list[object]], start: int, heads: Heads) -> None:
    known = {layout.plain(item.id): item for item in reader.standard.indicators}
    points = {layout.plain(point.id): (item, point.number) for item in known.values() for point in item.measure.points}
    groups = {layout.plain(located.node.id) for located in reader.standard.walk()} - known.keys()
    inputs = [place for key, place in heads.items() if key.split(".")[0] in {"own", "review"}]
    reviews: dict[str, dict[int, str]] = {}
    for number, row in enumerate(rows[start + 1 :], start + 1):
        name, typed = layout.plain(_cell(row, heads["asked.id"])), [_cell(row, place) for place in inputs]
        mark = (sheet, number, heads["asked.id"])
        if all(cells.blank(cell) for cell in typed):
            continue
        if name in known or name in points:
            if _repeated(reader, name, typed, mark):
                continue
            if name in known:
                _item(reader, known[name], row, heads, (sheet, number))
            else:
                _point(reader, points[name], row, heads, (sheet, number), reviews)
        else:
            _misplaced(reader, cells.said(_cell(row, heads["asked.id"])), name in groups, mark)
    for item_id, answers in reviews.items():
        own = reader.data.get("responses", {}).get(item_id, {}).get("points", {})
        merged = {**own, **answers}
        left = {number: found for number, found in merged.items() if found != "open"}
        reader.put(("responses", item_id, "review", "points"), left, reader.marks["responses", item_id])
    _reasons(reader, sheet, heads)


def _misplaced(reader: _Reader, told: str, grouped: bool, mark: Mark) -> None:  # noqa: FBT001 - a fact
    """Tell of a row that is filled in but belongs to no indicator."""
    if grouped:
        what = words(f"“{told}” 是分组，这一行不填", f"'{told}' is a group: nothing is filled in here")
        reader.tell("GS506", what, mark, words("填到下面的指标行里", "fill in the rows of its indicators"))
        return
    what = words("这一行填了内容，但没有编号", "this row is filled in but has no id")
    problem = reader.standard.unknown_node(told) if told else None
    reader.tell("GS506", problem.what if problem else what, mark, problem.hint if problem else None)


def _reasons(reader: _Reader, sheet: str, heads: Heads) -> None:
    """Keep a reviewer's words without figures as a note; ask for the reason of figures without words."""
    for item_id, response in reader.data.get("responses", {}).items():
        path: Path = ("responses", item_id, "review")
        review = response.get("review")
        if review is None or reader.marks[path][0] != sheet:
            continue
        if review.keys() == {"reason"} and not any(problem.path[:3] == path for problem in reader.problems):
            seen = f"复核意见：{response.pop('review')['reason']}"
            reader.put(
                ("responses", item_id, "note"),
                "\n".join(filter(None, [response.get("note"), seen])),
                reader.marks[path],
            )
        elif "reason" not in review:
            _, row, column = reader.marks[path]
            what = words("填了复核数，没有写理由", "the reviewer's figures have no reason")
            hint = words(
                "写明与自评不同的原因；相同的不用填复核", "say why they differ; leave it blank where they do not"
            )
            reader.tell("GS107", what, (sheet, row, heads.get("review.reason", column)), hint, (*path, "reason"))


def _repeated(reader: _Reader, name: str, typed: list[object], mark: Mark) -> bool:
    """Say whether a row was there before; where it says something else, that is a fault."""
    if name not in reader.seen:
        reader.seen[name] = (mark, typed)
        return False
    first, before = reader.seen[name]
    if [cells.said(cell) for cell in before] != [cells.said(cell) for cell in typed]:
        at = _place(first)
        what = words(f"这一行在 {at} 已经填过，内容不同", f"this row stands at {at} already, with other entries")
        reader.tell("GS507", what, mark, words("留下对的一行", "keep the right one"))
    return True


def _item(reader: _Reader, item: Indicator, row: list[object], heads: Heads, at: tuple[str, int]) -> None:
    figures = frozenset().union(*item.measure.takes)
    for side in ("own", "review"):
        base: Path = ("responses", item.id) if side == "own" else ("responses", item.id, "review")
        for figure, column in layout.CELLS.items():
            place = heads.get(f"{side}.{column}")
            if place is None or cells.blank(_cell(row, place)):
                continue
            if figure in figures:
                reader.take((*base, figure), _figure(item, figure, _cell(row, place)), (*at, place))
            elif figures.isdisjoint(same := layout.sharing(column)) and figure == same[0]:
                _not_here(reader, item, cells.said(_cell(row, place)), (*at, place), base)
        place = heads.get(f"{side}.not_applicable")
        if place is not None:
            reader.take((*base, "not_applicable"), cells.reason(_cell(row, place)), (*at, place))
        for key in ("note", "reason"):
            place = heads.get(f"{side}.{key}")
            text = cells.words_of(_cell(row, place))
            if text and place is not None:
                reader.put((*base, key), text, (*at, place))
    place = heads.get("own.evidence")
    names = _listed(cells.words_of(_cell(row, place)))
    if names and place is not None:
        reader.put(("responses", item.id, "evidence"), [{"name": name} for name in names], (*at, place))


def _not_here(reader: _Reader, item: Indicator, said: str, mark: Mark, path: Path) -> None:
    """Tell of an entry in a column that the indicator does not take."""
    what = words(f"这一项不填这一栏（填了“{said}”）", f"this indicator takes nothing here (there is '{said}')")
    heads = [column.title for column in layout.COLUMNS if column.side == "own" and column.key in layout.takes(item)]
    zh, en = "、".join(f"“{head.zh}”" for head in heads), ", ".join(f"'{head.en}'" for head in heads)
    hint = words(f"填到{zh}里", f"fill in {en}")
    if not heads:
        hint = words("在下面各采分点的行里回答", "answer in the rows of its points below")
    hint = cells.number(said).hint or hint if cells.says_not_applicable(said) else hint
    reader.tell("GS504", what, mark, hint, path)


def _figure(item: Indicator, figure: str, cell: object) -> Typed:
    if figure == "percent":
        return cells.percent(cell)
    if figure == "grade" and isinstance(item.measure, Rubric):
        return cells.grade(cell)
    if figure == "met":
        found = cells.answer(cell)
        return Typed({"met": True, "unmet": False}.get(found.value), found.what, found.hint)
    found = cells.number(cell)
    if figure in {"satisfied", "respondents"} and found.value is not None and found.value.is_integer():
        return Typed(int(found.value))
    return found


def _listed(text: str) -> list[str]:
    return [name.strip() for name in text.replace(";", "；").replace("\n", "；").split("；") if name.strip()]


def _point(
    reader: _Reader,
    point: tuple[Indicator, int],
    row: list[object],
    heads: Heads,
    at: tuple[str, int],
    reviews: dict[str, dict[int, str]],
) -> None:
    item, number = point
    for column in layout.COLUMNS:
        place = heads.get(f"{column.side}.{column.key}")
        if place is None or column.side not in {"own", "review"} or cells.blank(_cell(row, place)):
            continue
        if column.key == "answer":
            _answered(reader, point, column.side, cells.answer(_cell(row, place)), (*at, place), reviews)
        elif column.key in {"evidence", "note", "reason"}:
            _beside(reader, item, number, column, cells.words_of(_cell(row, place)), (*at, place))
        else:
            what = words("采分点的行里只填“是”或“否”", "the row of a point takes a yes or no only")
            hint = words("数字填到指标那一行", "figures go into the row of the indicator")
            reader.tell("GS504", what, (*at, place), hint, ("responses", item.id))


def _beside(reader: _Reader, item: Indicator, number: int, column: layout.Column, text: str, mark: Mark) -> None:
    """Keep what was written beside a point with the indicator that it belongs to."""
    base: Path = ("responses", item.id) if column.side == "own" else ("responses", item.id, "review")
    held: Any = reader.data.get("responses", {}).get(item.id, {})
    held = held.get("review", {}) if column.side == "review" else held
    if column.key == "evidence":
        named = [{"name": name} for name in _listed(text)]
        reader.put((*base, "evidence"), [*held.get("evidence", []), *named], mark) if named else None
    elif text:
        told = f".{number} {text}"
        reader.put((*base, column.key), "\n".join(filter(None, [held.get(column.key), told])), mark)


def _answered(
    reader: _Reader,
    point: tuple[Indicator, int],
    side: str,
    found: Typed,
    mark: Mark,
    reviews: dict[str, dict[int, str]],
) -> None:
    item, number = point
    if found.what or (found.value == "open" and side == "own"):
        reader.take(("responses", item.id), found if found.what else Typed(), mark)
    elif side == "own":
        reader.put(("responses", item.id, "points", number), found.value, mark)
    else:
        reader.marks.setdefault(("responses", item.id), mark)
        reviews.setdefault(item.id, {})[number] = found.value


# Vetoes, adjustments, evidence


def _below(
    rows: list[list[object]], start: int, known: set[str], heads: Heads
) -> Iterator[tuple[int, list[object], str]]:
    """Give the rows below a heading that carry a known id, to the first that does not."""
    names = {layout.plain(name): name for name in known}
    for number, row in enumerate(rows[start + 1 :], start + 1):
        name = layout.plain(_cell(row, heads["id"]))
        if name in names:
            yield number, row, names[name]


def _vetoes(reader: _Reader, sheet: str, rows: list[list[object]], start: int, heads: Heads) -> None:
    known = {veto.id for veto in reader.standard.vetoes}
    for number, row, name in _below(rows, start, known, heads):
        mark = (sheet, number, heads["happened"])
        text = cells.said(_cell(row, heads["happened"])).casefold()
        if cells.blank(text):
            continue
        if text in {"核实中", "pending", "待核实"}:
            reader.put(("vetoes", name, "happened"), None, mark)
        else:
            found = cells.answer(_cell(row, heads["happened"]))
            happened = {"met": True, "unmet": False}.get(found.value)
            if happened is None:
                what = words(f"看不懂“{text}”", f"'{text}' is not understood")
                reader.tell("GS504", what, mark, words("填“有”“无”或“核实中”", "yes, no or pending"))
                continue
            reader.put(("vetoes", name, "happened"), happened, mark)
        for key in ("by", "note"):
            said = cells.words_of(_cell(row, heads.get(key)))
            if said:
                reader.put(("vetoes", name, key), said, (sheet, number, heads[key]))


def _adjustments(reader: _Reader, sheet: str, rows: list[list[object]], start: int, heads: Heads) -> None:
    known = {item.id for item in reader.standard.adjustments.items}
    for number, row, name in _below(rows, start, known, heads):
        mark = (sheet, number, heads["times"])
        times = cells.number(_cell(row, heads["times"]))
        if (times.value is None and not times.what) or times.value == 0:
            continue
        whole = times.value is not None and times.value.is_integer()
        reader.take(("adjustments", name, "times"), Typed(int(times.value)) if whole else times, mark)
        note, names = (
            cells.words_of(_cell(row, heads.get("note"))),
            _listed(cells.words_of(_cell(row, heads.get("evidence")))),
        )
        if note:
            reader.put(("adjustments", name, "note"), note, mark)
        if names:
            reader.put(("adjustments", name, "evidence"), [{"name": record} for record in names], mark)


_RECORD = [key for key in layout.EVIDENCE_COLUMNS if key not in {"id", "date"}]


def _evidence(reader: _Reader, sheet: str, rows: list[list[object]], start: int, heads: Heads) -> None:
    items = {layout.plain(item.id): item.id for item in reader.standard.indicators}
    claims = {layout.plain(item.id): item.id for item in reader.standard.adjustments.items}
    for number, row in enumerate(rows[start + 1 :], start + 1):
        name, mark = layout.plain(_cell(row, heads["id"])), (sheet, number, heads["id"])
        record: dict[str, Any] = {key: cells.words_of(_cell(row, heads.get(key))) for key in _RECORD}
        date = cells.day(_cell(row, heads.get("date")))
        record = {key: text for key, text in record.items() if text}
        if date.what:
            reader.tell("GS504", date.what, (sheet, number, heads["date"]), date.hint)
        elif date.value:
            record["date"] = date.value
        if not record and not name:
            continue
        record.setdefault("name", record.get("file", "").replace("\\", "/").rpartition("/")[2])
        if name not in items and name not in claims:
            told = cells.said(_cell(row, heads["id"]))
            unknown = reader.standard.unknown_node(told)
            what = unknown.what if told else words("佐证没有写指标编号", "evidence without the id of its indicator")
            reader.tell("GS506", what, mark, unknown.hint if told else None)
            continue
        kind, key = ("responses", items[name]) if name in items else ("adjustments", claims[name])
        before = reader.data.get(kind, {}).get(key, {}).get("evidence", [])
        reader.put((kind, key, "evidence"), [*before, record], mark)
