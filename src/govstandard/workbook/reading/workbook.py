"""A workbook that people filled in, read back as an assessment, with every fault at its sheet and cell."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping
from difflib import SequenceMatcher
from functools import cache
from pathlib import Path as FilePath
from typing import Any, NamedTuple

from govstandard.assessment.answers import Assessment
from govstandard.base.problems import InvalidFile, Problem, UnknownId, UnreadableFile
from govstandard.base.words import Said, Words, words
from govstandard.library.documents import Document
from govstandard.library.loading import assessment_of
from govstandard.standard.tree import Standard
from govstandard.workbook import form
from govstandard.workbook.form import Columns, Layout
from govstandard.workbook.reading import cells
from govstandard.workbook.reading.declared_rows import (
    claims_counted,
    read_adjustments,
    read_evidence,
    read_vetoes,
)
from govstandard.workbook.reading.gathering import (
    Heads,
    Mark,
    Reader,
    Table,
    cell_of,
    in_columns,
    place_of,
)
from govstandard.workbook.reading.item_rows import read_items, reviews_joined
from govstandard.workbook.reading.layouts import layout_of
from govstandard.workbook.reading.sandbox import Rows
from govstandard.workbook.reading.unpacking import open_workbook

Load = Callable[[str], Standard]


class _Sheets(Document):
    """An assessment's data whose values know their sheet and cell."""

    def _at(self, mark: Mark) -> dict[str, Any]:
        return {"file": next(iter(self.lines)), "cell": place_of(mark)}


def read_workbook(path: FilePath, load: Load, standard: Standard | None = None) -> Assessment:
    """Read an assessment from a workbook and check it against its standard.

    Sheets are known by their headings and rows by their ids, so that renamed or added sheets, moved columns and
    sorted or inserted rows do no harm. `load` finds the standard that the workbook names, unless one is given.

    Raises:
        UnreadableFile: It is no workbook, protected by a password, too large, or of a newer form.
        InvalidFile: A cell is not understood, can mean two things, or does not fit the standard; every fault is
            listed with its sheet and cell.
        UnknownId: The standard that it names is not there.
    """
    tables = open_workbook(path)
    layout = layout_of(tables, str(path))
    named = _named_standard(tables, layout)
    if standard is None:
        if named is None:
            raise UnreadableFile([_nameless(tables, str(path))])
        standard = _load(load, named[0], path, named[1])
    reader = Reader(str(path), standard, layout)
    for sheet, rows in tables.items():
        _sheet(reader, sheet, rows)
    _unread(reader, tables)
    reviews_joined(reader)
    claims_counted(reader)
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
        raise InvalidFile(_in_order([*reader.problems, *map(in_columns, rest)], tables)) from None
    if reader.problems:
        raise InvalidFile(_in_order(reader.problems, tables))
    return assessment


def _nameless(tables: Iterable[str], file: str) -> Problem:
    """Say why the standard of a workbook is not known."""
    sheet = next((name for name in tables if form.plain(name) in _COMMUNITY_NAMES), "")
    if sheet:
        what = words(
            "这张表里找不到标准的名称", "the name of the standard is not found on this sheet"
        )
        hint = words(
            "表头“项目”“填写”和“标准”那一行不要改动",
            "leave the headings and the row of the standard as they were",
        )
        return Problem(code="GS503", what=what, hint=hint, file=file, cell=sheet)
    what = words(
        "找不到标准的名称：缺“社区信息”表", "which standard? the sheet 'Community' is missing"
    )
    hint = words(
        "用 govstandard workbook 生成的填报表", "use a workbook made by govstandard workbook"
    )
    return Problem(code="GS503", what=what, hint=hint, file=file)


_COMMUNITY_NAMES = {form.plain(name) for name in (form.COMMUNITY.zh, form.COMMUNITY.en)}


def _in_order(problems: list[Problem], tables: Iterable[str]) -> list[Problem]:
    """Sort problems as one meets them: by sheet, row and column."""
    sheets = {name: number for number, name in enumerate(tables)}

    def place(problem: Problem) -> tuple[int, int, int, str]:
        sheet, _, cell = (
            problem.cell.rpartition("!") if "!" in problem.cell else (problem.cell, "", "")
        )
        found = re.fullmatch(r"([A-Z]+)(\d+)", cell)
        column, row = found.groups() if found else ("", "0")
        return sheets.get(sheet, -1), int(row), len(column), column

    return sorted(problems, key=place)


_TOLD = {("GS107", ()), ("GS107", ("community",)), ("GS107", ("period",)), ("GS107", ("reviewed",))}
"""What is told in a clerk's words where the community's sheet is read."""


def _who_and_when(reader: Reader, near: Mark) -> None:
    """Tell which of the facts that every assessment has are not filled in."""
    signed = ("reviewed.by", "reviewed.on") if "reviewed" in reader.data else ()
    needed = (key for key, fact in form.FACTS.items() if fact.needed)
    for key in (*needed, *signed):
        path = tuple(key.split("."))
        faulty = any(problem.path == path for problem in reader.problems)
        if path not in reader.marks and not faulty:
            label = form.FACTS[key].title
            what = words(f"没有填“{label.zh}”", f"'{label.en}' is not filled in")
            reader.tell("GS107", what, reader.rows.get(key, near))


def _load(load: Load, name: str, path: FilePath, mark: Mark) -> Standard:
    try:
        return load(name)
    except UnknownId as error:
        at = {"file": str(path), "cell": place_of(mark)}
        raise UnknownId([problem.model_copy(update=at) for problem in error.problems]) from None


# Finding what is where


class _Kind(NamedTuple):
    """A kind of table: how its columns are headed, and which of them it cannot do without."""

    heads: dict[str, Words]
    needed: set[str]
    asked: set[str]
    """Columns into which nobody types, so that they may be missing."""
    ids: Callable[[Standard], set[str]] | None = None
    """What its rows may be known by, in its plainest form, where a table of other things could have the same headings."""

    def names(self) -> dict[str, str]:
        """Return the column of each heading, in its plainest form."""
        return {
            form.plain(name): key for key, text in self.heads.items() for name in (text.zh, text.en)
        }


def _vetoes(standard: Standard) -> set[str]:
    return {form.plain(veto.id) for veto in standard.vetoes}


def _claims(standard: Standard) -> set[str]:
    return {form.plain(item.id) for item in standard.adjustments.items}


def _supported(standard: Standard) -> set[str]:
    return {form.plain(item.id) for item in standard.indicators} | _claims(standard)


@cache
def _kinds(layout: Layout) -> tuple[_Kind, ...]:
    """Return the kinds of tables of a layout that are read."""
    return (
        _kind(layout.items),
        _kind(layout.community),
        _kind(layout.vetoes, _vetoes),
        _kind(layout.adjustments, _claims),
        _kind(layout.evidence, _supported),
    )


def _kind(columns: Columns, ids: Callable[[Standard], set[str]] | None = None) -> _Kind:
    named = columns.named.items()
    return _Kind(
        {name: column.title for name, column in named},
        {name for name, column in named if column.needed},
        {name for name, column in named if column.optional},
        ids,
    )


_LIKE = 0.5
"""How alike a heading has to be to one that is missing, to be taken for it."""


def _headed(rows: Rows, layout: Layout) -> Iterator[tuple[int, list[tuple[str, int]]]]:
    """Find the rows that may be headings, each with its texts and their columns."""
    headings = {heading for kind in _kinds(layout) for heading in kind.names()}
    for number, row in enumerate(rows):
        texts = [
            (form.plain(cell), place)
            for place, cell in enumerate(row)
            if isinstance(cell, str) and cell
        ]
        if sum(text in headings for text, _ in texts) > 1:
            yield number, texts


def _found(kind: _Kind, texts: list[tuple[str, int]]) -> Heads:
    """Return the columns of a kind of table in a row of texts, the first where a heading stands twice."""
    names = kind.names()
    return {names[text]: place for text, place in reversed(texts) if text in names}


def _named_standard(tables: dict[str, Rows], layout: Layout) -> tuple[str, Mark] | None:
    community = _kind(layout.community)
    for sheet, rows in tables.items():
        for start, texts in _headed(rows, layout):
            heads = _found(community, texts)
            for number, row in (
                enumerate(rows[start + 1 :], start + 1) if heads.keys() >= community.needed else ()
            ):
                if _fact(row, heads, {}) == "standard" and not cells.blank(
                    cell_of(row, heads["entry"])
                ):
                    return cells.said(cell_of(row, heads["entry"])), (sheet, number, heads["entry"])
    return None


def _fact(row: list[object], heads: Heads, labels: dict[str, str]) -> str:
    """Return which fact of the community a row holds: by its key, or by its label."""
    key = cells.said(cell_of(row, heads.get("key")))
    return key if key in form.FACTS or key.startswith("base.") else _labelled(row, heads, labels)


def _labelled(row: list[object], heads: Heads, labels: dict[str, str]) -> str:
    """Return which fact a row's label names."""
    label = form.plain(cell_of(row, heads["label"])).removesuffix("(必填)").removesuffix("(needed)")
    return (_LABELS | labels).get(label) or (
        f"base.{label}" if re.fullmatch("[a-z][a-z0-9_-]*", label) else ""
    )


_LABELS = {
    form.plain(name): key
    for key, fact in form.FACTS.items()
    for name in (fact.title.zh, fact.title.en)
}


def _sheet(reader: Reader, sheet: str, rows: Rows) -> None:
    """Read whatever of an assessment a sheet holds."""
    reads = (read_items, _community, read_vetoes, read_adjustments, read_evidence)
    kinds = _kinds(reader.layout)
    headed = [*_headed(rows, reader.layout)]
    whole = [
        start
        for start, texts in headed
        if any(kind.needed <= _found(kind, texts).keys() for kind in kinds)
    ]
    begun = set(whole)
    for start, texts in headed:
        part = rows[
            : [*whole, len(rows)][bisect_right(whole, start)]
        ]  # to where the next table begins
        tables = [
            (kind, read, Table(sheet, part, start, _found(kind, texts)))
            for kind, read in zip(kinds, reads, strict=True)
        ]
        for kind, read, table in tables if start in begun else ():
            if kind.needed <= table.heads.keys() and _ours(reader, kind, table):
                _doubtful(reader, kind, table, texts)
                read(reader, table)
        if start not in begun:
            kind, _, table = max(tables, key=lambda each: len(each[2].heads) / len(each[0].heads))
            _doubtful(reader, kind, table, texts)


def _ours(reader: Reader, kind: _Kind, table: Table) -> bool:
    """Say whether a table is the workbook's own, or one that somebody added for other things."""
    if kind.ids is None or kind.heads.keys() <= table.heads.keys():
        return True
    known = kind.ids(reader.standard)
    return any(
        form.plain(cell_of(row, table.heads["id"])) in known
        for row in table.rows[table.start + 1 :]
    )


def _doubtful(reader: Reader, kind: _Kind, table: Table, texts: list[tuple[str, int]]) -> None:
    """Tell of headings that were changed, cleared or stand twice: what is below them would be lost."""
    names, heads, at = kind.names(), table.heads, (table.sheet, table.start)
    lacking = kind.needed - heads.keys()
    if lacking and len(heads) * 3 < len(kind.heads) * 2:  # some other table
        return
    missing = [key for key in kind.heads if key not in heads and key not in kind.asked]
    if not any(key.startswith("review.") for key in heads):  # taken out where nobody reviews
        missing = [key for key in missing if not key.startswith("review.")]
    filled = set(_filled(table)) if missing else set()
    headed = {place: text for text, place in texts}
    for place in sorted(headed.keys() | filled - set(heads.values())):
        text = headed.get(place, "")
        if text in names and heads[names[text]] != place:
            title = kind.heads[names[text]]
            what = words(f"表头“{title.zh}”有两个", f"two columns are headed '{title.en}'")
            reader.tell("GS503", what, (*at, place), words("留下一个", "keep one of them"))
        elif text not in names and missing:
            alike = [key for key in missing if _alike(text, kind.heads[key]) >= _LIKE]
            if alike or place in filled:
                _strange(reader, text, [kind.heads[key] for key in alike or missing], (*at, place))
                lacking = set()
    for key in sorted(lacking):
        what = words(f"缺表头“{kind.heads[key].zh}”", f"there is no heading '{kind.heads[key].en}'")
        reader.tell(
            "GS503", what, (*at, 0), words("表头的文字不要改动", "leave the headings as they were")
        )


def _strange(reader: Reader, text: str, meant: list[Words], mark: Mark) -> None:
    """Tell of a column whose heading is not understood while others are missing."""
    best = sorted(meant, key=lambda title: -_alike(text, title))
    what = words(f"表头“{text}”看不懂", f"the heading '{text}' is not understood")
    if not text:
        what = words("这一列填了内容，没有表头", "this column is filled in but has no heading")
    zh = "、".join(f"“{title.zh}”" for title in best[:3])
    en = ", ".join(f"'{title.en}'" for title in best[:3])
    hint = words(f"是否应为{zh}？", f"did you mean {en}?")
    if _alike(text, best[0]) < _LIKE:
        hint = words(f"表头里缺{zh}；改回原来的文字", f"there is no {en}; put back what it was")
    reader.tell("GS503", what, mark, hint)


def _filled(table: Table) -> Iterator[int]:
    """Give the columns in which something stands in a row that has an id."""
    home = table.heads.get("asked.id", table.heads.get("id", table.heads.get("label", 0)))
    for row in table.rows[table.start + 1 :]:
        if not cells.blank(cell_of(row, home)):
            yield from (
                place for place, cell in enumerate(row) if cell != "" and not cells.blank(cell)
            )


def _unread(reader: Reader, tables: Mapping[str, Rows]) -> None:
    """Tell of rows of the workbook that stand below no headings, so that nothing of them was read."""
    known = {name: texts for name, texts in _asked(reader.standard) if name not in reader.ids}
    told = {
        problem.cell.rpartition("!")[0] for problem in reader.problems if problem.code == "GS503"
    }
    for sheet, rows in tables.items() if known else ():
        found = [
            (number, place, str(cell))
            for number, row in enumerate(rows)
            for place, cell in enumerate(row)
            if isinstance(cell, str) and not known.get(form.plain(cell[:20]), set()).isdisjoint(row)
        ]
        if found and sheet not in told:
            number, place, first = found[0]
            what = words(
                f"从“{first}”起有 {len(found)} 行没有读：上面的表头改动过或被删除",
                f"{len(found)} rows from '{first}' on were not read: the headings above were changed or deleted",
            )
            hint = words(
                "从新生成的表格里把表头那一行复制回来",
                "copy the row of headings back from a new workbook",
            )
            reader.tell("GS503", what, (sheet, number, place), hint)


def _asked(standard: Standard) -> Iterator[tuple[str, set[object]]]:
    """Give what stands beside each id on the workbook's own sheets, and on no list that somebody made."""
    asked = [(item.id, item.requirement) for item in standard.indicators]
    asked += [
        (point.id, point.text) for item in standard.indicators for point in item.measure.points
    ]
    asked += [(veto.id, veto.fact) for veto in standard.vetoes]
    asked += [(item.id, item.title) for item in standard.adjustments.items]
    for name, text in asked:
        yield form.plain(name), {*filter(None, (text.zh, text.en))}


def _alike(text: str, title: Said) -> float:
    return max(
        SequenceMatcher(None, text, form.plain(name)).ratio() for name in (title.zh, title.en)
    )


def _community(reader: Reader, table: Table) -> None:
    """Read who is assessed, when, by whom, and the sizes of the community."""
    sheet, rows, start, heads = table
    sizes: dict[str, Said] = {**form.SIZES, **reader.standard.sizes}
    labels = {
        form.plain(name): f"base.{size}"
        for size, text in sizes.items()
        for name in (text.zh, text.en)
    }
    strange: list[tuple[str, Mark]] = []
    for number, row in enumerate(rows[start + 1 :], start + 1):
        key, cell, mark = (
            _fact(row, heads, labels),
            cell_of(row, heads["entry"]),
            (sheet, number, heads["entry"]),
        )
        reader.rows.setdefault(key, mark)
        if not key or cells.blank(cell):
            if not key and not cells.blank(cell):
                strange.append((cells.said(cell_of(row, heads["label"])), mark))
            continue
        if _labelled(row, heads, labels) not in ("", key):
            what = words(
                "这一行的名称和隐藏的键对不上", "the label of this row and its hidden key disagree"
            )
            reader.tell(
                "GS506",
                what,
                mark,
                words("从新生成的表格里把这一行复制回来", "copy the row back from a new workbook"),
            )
        if key.startswith("base."):
            reader.take(("community", "base", key.removeprefix("base.")), cells.number(cell), mark)
        elif key in form.FACTS and form.FACTS[key].holds == "date":
            reader.take(tuple(key.split(".")), cells.day(cell), mark)
        elif key == "standard":
            reader.put(("standard",), cells.said(cell), mark)
        else:
            reader.put(tuple(key.split(".")), cells.words_of(cell) or cells.said(cell), mark)
    known: dict[str, Said] = {
        **{key: fact.title for key, fact in form.FACTS.items()},
        **{f"base.{size}": text for size, text in sizes.items()},
    }
    missing = [text for key, text in known.items() if key not in reader.rows]
    for label, mark in strange:  # a row of one's own, or one whose label was changed
        best = max(missing, key=lambda text: _alike(form.plain(label), text), default=None)
        if best and _alike(form.plain(label), best) >= _LIKE:
            what = words(f"“{label}”看不懂", f"'{label}' is not understood")
            reader.tell(
                "GS506", what, mark, words(f"是否应为“{best.zh}”？", f"did you mean '{best.en}'?")
            )
