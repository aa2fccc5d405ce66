"""The rows of the community's sheet: who is assessed, by which standard, when and by whom."""

import re
from collections.abc import Iterable, Mapping

from govstandard.base.problems import Problem
from govstandard.base.words import Said, words
from govstandard.standard.tree import Standard
from govstandard.workbook import form
from govstandard.workbook.reading import cells
from govstandard.workbook.reading.gathering import Heads, Mark, Reader, Table, cell_of
from govstandard.workbook.reading.headings import Kinds, alike, heading_rows, likeness
from govstandard.workbook.reading.sandbox import Rows

Labels = dict[str, str]
"""Which fact of the community a label names, by its plainest form."""


def _labels(titles: Mapping[str, Said]) -> Labels:
    names = [
        (name, key) for key, title in titles.items() for name in (title.zh, title.en)
    ]
    return {form.plain(name): key for name, key in names if name}


_FACTS = _labels({key: fact.title for key, fact in form.FACTS.items()})


def _titles(standard: Standard) -> dict[str, Said]:
    """Return the label of each fact that an assessment by a standard can have."""
    sizes: dict[str, Said] = {**form.SIZES, **standard.sizes}
    return {
        **{key: fact.title for key, fact in form.FACTS.items()},
        **{f"base.{size}": title for size, title in sizes.items()},
    }


def _fact(row: list[object], heads: Heads, labels: Labels) -> str:
    """Return which fact of the community a row holds: by its key, or by its label."""
    key = cells.said(cell_of(row, heads.get("key")))
    if key in form.FACTS or key.startswith("base."):
        return key
    return _labelled(row, heads, labels)


def _labelled(row: list[object], heads: Heads, labels: Labels) -> str:
    """Return which fact a row's label names; a size may be called by its key."""
    label = (
        form.plain(cell_of(row, heads["label"]))
        .removesuffix("(必填)")
        .removesuffix("(needed)")
    )
    if label in labels:
        return labels[label]
    return f"base.{label}" if re.fullmatch("[a-z][a-z0-9_-]*", label) else ""


# Which standard


def named_standard(tables: Mapping[str, Rows], kinds: Kinds) -> tuple[str, Mark] | None:
    """Find the standard that a workbook names, and its cell."""
    community = kinds["community"]
    for sheet, rows in tables.items():
        for number, texts in heading_rows(rows, kinds):
            heads = community.found(texts)
            if not community.lacking(heads):
                named = _standard_in(Table(sheet, rows, number, heads))
                if named:
                    return named
    return None


def _standard_in(table: Table) -> tuple[str, Mark] | None:
    for number, row in table.below():
        cell = cell_of(row, table.heads["entry"])
        if _fact(row, table.heads, _FACTS) == "standard" and not cells.blank(cell):
            return cells.said(cell), (table.sheet, number, table.heads["entry"])
    return None


def nameless(tables: Iterable[str], file: str) -> Problem:
    """Say why the standard of a workbook is not known."""
    names = {form.plain(name) for name in (form.COMMUNITY.zh, form.COMMUNITY.en)}
    sheet = next((name for name in tables if form.plain(name) in names), "")
    what = words(
        "找不到标准的名称：缺“社区信息”表",
        "which standard? the sheet 'Community' is missing",
    )
    hint = words(
        "用 govstandard workbook 生成的填报表",
        "use a workbook made by govstandard workbook",
    )
    if sheet:
        what = words(
            "这张表里找不到标准的名称",
            "the name of the standard is not found on this sheet",
        )
        hint = words(
            "表头“项目”“填写”和“标准”那一行不要改动",
            "leave the headings and the row of the standard as they were",
        )
    return Problem(code="GS503", what=what, hint=hint, file=file, cell=sheet)


# The facts


def read_community(reader: Reader, table: Table) -> None:
    """Read who is assessed, when, by whom, and the sizes of the community."""
    titles = _titles(reader.standard)
    strangers = _read_facts(reader, table, _labels(titles))
    missing = [title for key, title in titles.items() if key not in reader.rows]
    for label, mark in strangers:
        _doubt_label(reader, label, mark, missing)


def _read_facts(reader: Reader, table: Table, labels: Labels) -> list[tuple[str, Mark]]:
    """Read the facts; return the labels that name none, with the cells of their entries."""
    heads = table.heads
    strangers: list[tuple[str, Mark]] = []
    for number, row in table.below():
        mark = (table.sheet, number, heads["entry"])
        entry, key = cell_of(row, heads["entry"]), _fact(row, heads, labels)
        reader.rows.setdefault(key, mark)
        if cells.blank(entry):
            continue
        if not key:
            strangers.append((cells.said(cell_of(row, heads["label"])), mark))
            continue
        if _labelled(row, heads, labels) not in ("", key):
            _tell_disagreement(reader, mark)
        _keep(reader, key, entry, mark)
    return strangers


def _keep(reader: Reader, key: str, cell: object, mark: Mark) -> None:
    """Keep a fact as what it is: a size, a date, the standard's name or words."""
    path = tuple(key.split("."))
    if key.startswith("base."):
        reader.take(("community", *path), cells.number(cell), mark)
    elif key in form.FACTS and form.FACTS[key].holds == "date":
        reader.take(path, cells.day(cell), mark)
    elif key == "standard":
        reader.put(path, cells.said(cell), mark)
    else:
        reader.put(path, cells.words_of(cell) or cells.said(cell), mark)


def _tell_disagreement(reader: Reader, mark: Mark) -> None:
    what = words(
        "这一行的名称和隐藏的键对不上",
        "the label of this row and its hidden key disagree",
    )
    hint = words(
        "从新生成的表格里把这一行复制回来", "copy the row back from a new workbook"
    )
    reader.tell("GS506", what, mark, hint)


def _doubt_label(reader: Reader, label: str, mark: Mark, missing: list[Said]) -> None:
    """Tell of a label that was changed; a row of one's own is left alone."""
    text = form.plain(label)
    best = max(missing, key=lambda title: likeness(text, title), default=None)
    if best and alike(text, best):
        what = words("“{typed}”看不懂", "'{typed}' is not understood", typed=label)
        hint = words("是否应为“{title}”？", "did you mean '{title}'?", title=best)
        reader.tell("GS506", what, mark, hint)


def ask_who_and_when(reader: Reader, near: Mark) -> None:
    """Tell which of the facts that every assessment has are not filled in."""
    signed = ("reviewed.by", "reviewed.on") if "reviewed" in reader.data else ()
    faulty = {problem.path for problem in reader.problems}
    needed = (key for key, fact in form.FACTS.items() if fact.needed)
    for key in (*needed, *signed):
        path = tuple(key.split("."))
        if path not in reader.marks and path not in faulty:
            title = form.FACTS[key].title
            what = words("没有填“{title}”", "'{title}' is not filled in", title=title)
            reader.tell("GS107", what, reader.rows.get(key, near))
