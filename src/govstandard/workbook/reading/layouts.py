"""By which version of the form a workbook was written."""

from collections.abc import Mapping

from govstandard.base.problems import Problem, UnreadableFile
from govstandard.base.words import words
from govstandard.workbook import form
from govstandard.workbook.columns import Layout
from govstandard.workbook.reading.gathering import Mark, place_of
from govstandard.workbook.reading.sandbox import Rows


def layout_of(tables: Mapping[str, Rows], file: str) -> Layout:
    """Return the layout that a workbook was written by: the first, where it names no version.

    Raises:
        UnreadableFile: This program does not know the version.
    """
    for sheet, rows in tables.items():
        for number, row in enumerate(rows):
            for place, cell in enumerate(row):
                if _is_version(cell) and _below_keys(rows[:number], place):
                    return _known(str(cell), (sheet, number, place), file)
    return form.LAYOUTS[1]


def _is_version(cell: object) -> bool:
    return isinstance(cell, str) and cell.startswith(form.VERSION_KEY)


def _below_keys(rows: Rows, place: int) -> bool:
    """Say whether one of some rows has the heading of keys in a column."""
    titles = [layout.community.named["key"].title for layout in form.LAYOUTS.values()]
    headings = {form.plain(text) for title in titles for text in (title.zh, title.en)}
    return any(place < len(row) and form.plain(row[place]) in headings for row in rows)


def _known(cell: str, mark: Mark, file: str) -> Layout:
    """Return the layout of a version."""
    version = cell.removeprefix(form.VERSION_KEY)
    for known, layout in form.LAYOUTS.items():
        if version == str(known):
            return layout
    what = words(
        "表格的版式是第 {version} 版，本程序只能读到第 {newest} 版",
        "the form is of version {version}; this program reads up to version {newest}",
        version=version,
        newest=max(form.LAYOUTS),
    )
    hint = words("更新 govstandard 后再读", "update govstandard to read it")
    raise UnreadableFile(
        [Problem(code="GS501", what=what, hint=hint, file=file, cell=place_of(mark))]
    )
