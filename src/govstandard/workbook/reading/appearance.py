"""What people see in a cell where calamine shows nothing or a bare number: errors, formulas, percentages, merged cells."""

import re
from collections.abc import Iterator, Sequence
from html import unescape
from itertools import chain
from posixpath import join, normpath

from govstandard.base.rounding import brief, settle
from govstandard.workbook.reading.cells import Covered, Unvalued, said
from govstandard.workbook.reading.sandbox import (
    MAX_CELLS,
    FarError,
    Range,
    Rows,
    Sheets,
)

Parts = dict[str, list[bytes]]
"""The parts of a zipped workbook, by their names; a name may stand there twice."""

_P = rb"(?:[^\s<>/:]+:)?"
TAG = rb"<" + _P
"""What begins a tag, whatever name its space goes by."""
_F = TAG + rb"f\b[^<>]*(?:/>|>[^<]*</" + _P + rb"f>)"
_V = TAG + rb"v(?:\s[^<>]*)?>([^<]*)</" + _P + rb"v>"
_ERROR = re.compile(
    TAG + rb"c\s([^<>]*\bt\s*=\s*[\"']e[\"'][^<>]*)>(?:" + _F + rb")?" + _V
)
_UNVALUED = re.compile(
    TAG
    + rb"c\s([^<>]*)>"
    + _F
    + rb"(?:<"
    + _P
    + rb"v\s*/>|<"
    + _P
    + rb"v></"
    + _P
    + rb"v>)?</"
)
_NUMBER = re.compile(TAG + rb"c\s([^<>]*)>(?:" + _F + rb")?" + _V)
_PLACE = re.compile(rb"\br\s*=\s*[\"']([A-Za-z]{1,3})(\d{1,7})[\"']")
_STYLE, _TYPE = (
    re.compile(rb"\bs\s*=\s*[\"'](\d+)[\"']"),
    re.compile(rb"\bt\s*=\s*[\"'](\w+)[\"']"),
)
_XF = re.compile(TAG + rb"xf\s([^<>]*)")
_FORMAT = re.compile(rb"numFmtId\s*=\s*[\"'](\d{1,9})[\"']")
_FORMATS = re.compile(TAG + rb"numFmt\s[^<>]*")
_FORMAT_NUMBER = re.compile(rb"numFmtId\s*=\s*[\"'](\d+)")
_FORMAT_CODE = re.compile(rb"formatCode\s*=\s*[\"']([^\"']*)")
_QUOTED = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
"""What stands in a format for itself: texts, escaped characters, spaces, fillers, colours."""
_MAX_STYLES = 65_500
"""So many looks of cells a spreadsheet program allows."""
_LONGEST = 255
"""So many characters a format has at most."""
_PERCENT = {9: "%", 10: "%"}
"""The formats of percentages that every program knows by number."""

Shown = Iterator[tuple[int, int, str]]
"""What cells show, each with its row and column from 0."""


def _text(raw: bytes) -> str:
    return unescape(raw.decode("utf-8", "replace"))


def parts_in_order(parts: Parts) -> list[bytes]:
    """Return the sheets of an .xlsx file as the workbook lists them."""
    links = dict(
        _attributes(
            parts, "xl/_rels/workbook.xml.rels", rb"Relationship", rb"Id", rb"Target"
        )
    )
    sheets = _attributes(
        parts, "xl/workbook.xml", rb"sheet", rb"sheetId", rb"[^\s=:]+:id"
    )
    names = [
        normpath(join("/xl", links.get(target, ""))).lstrip("/") for _, target in sheets
    ]
    return [parts.get(name, [b""])[-1] for name in names]


def _attributes(
    parts: Parts, name: str, tag: bytes, first: bytes, second: bytes
) -> Iterator[tuple[str, str]]:
    """Give two attributes of each tag of that name."""
    tags, one, other = (
        re.compile(TAG + tag + rb"\s[^<>]*"),
        _attribute(first),
        _attribute(second),
    )
    for part in parts.get(name, ()):
        for found in tags.findall(part):
            left, right = one.search(found), other.search(found)
            if left and right:
                yield _text(left[1]), _text(right[1])


def _attribute(key: bytes) -> re.Pattern[bytes]:
    return re.compile(rb"\s" + key + rb"\s*=\s*[\"']([^\"']*)[\"']")


def as_shown(sheets: Sheets, parts: Parts) -> dict[str, Rows]:
    """Return the rows of each sheet with what people see in them.

    Raises:
        FarError: Its merged cells or the looks of its cells are more than anybody makes.
    """
    _merge(sheets)
    looks = [*chain(*map(_looks, parts.get("xl/styles.xml", ())))]
    for (rows, _), part in zip(sheets.values(), parts_in_order(parts), strict=False):
        for row, place, text in _seen(part, looks):
            if row < len(rows) and place < len(rows[row]):
                rows[row][place] = text
    return {name: rows for name, (rows, _) in sheets.items()}


def _merge(sheets: Sheets) -> None:
    """Mark the cells that merged ones cover."""
    room = MAX_CELLS
    for rows, merged in sheets.values():
        for cells in merged:
            room -= _cover(rows, cells)
            if room < 0:
                raise FarError


def _cover(rows: Rows, cells: Range) -> int:
    """Mark the cells that a merged one covers, and return how many were looked at."""
    (top, left), (bottom, right) = cells
    covered = rows[top : bottom + 1]
    across = [row[left : right + 1] for row in covered]
    first = across[0][0] if across and across[0] else ""
    if said(first):
        for row in covered:
            row[left : right + 1] = [Covered(first) for _ in row[left : right + 1]]
        rows[top][left] = first
    return sum(map(len, across)) + 1


def _seen(part: bytes, looks: Sequence[str]) -> Shown:
    """Give the cells of a sheet that show something else than calamine finds."""
    yield from _errors(part)
    yield from _unvalued(part)
    if any(looks):
        yield from _percentages(part, looks)


def _errors(part: bytes) -> Shown:
    for cell in _ERROR.finditer(part):
        yield from _placed(cell[1], _text(cell[2]))


def _unvalued(part: bytes) -> Shown:
    for cell in _UNVALUED.finditer(part):
        if not _TYPE.search(cell[1]):
            yield from _placed(cell[1], Unvalued())


def _percentages(part: bytes, looks: Sequence[str]) -> Shown:
    for cell in _NUMBER.finditer(part):
        style, kind = _STYLE.search(cell[1]), _TYPE.search(cell[1])
        look = looks[int(style[1])] if style and int(style[1]) < len(looks) else ""
        if look and (kind is None or kind[1] == b"n"):
            yield from _placed(cell[1], _percentage(cell[2], look))


def _placed(attributes: bytes, text: str) -> Shown:
    place = _PLACE.search(attributes)
    if place:
        yield int(place[2]) - 1, column(place[1].decode()), text


def column(letters: str) -> int:
    """Return the number of a column, from 0.

    >>> column("A"), column("Z"), column("AA")
    (0, 25, 26)
    """
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number - 1


def _percentage(value: bytes, look: str) -> str:
    try:
        number = float(value)
    except ValueError:
        return ""
    return f"{brief(settle(number * 100 if look == '%' else number))}%"


def _looks(styles: bytes) -> Iterator[str]:
    """Say of each look of cells whether it shows a percentage, ``%``, or a bare number with such a sign behind, ``+%``."""
    formats = {**_PERCENT, **dict(_percent_formats(styles))}
    used = _XF.findall(styles.partition(b"cellXfs")[2].partition(b"cellXfs>")[0])
    if len(used) > _MAX_STYLES:
        raise FarError
    for look in used:
        number = _FORMAT.search(look)
        yield formats.get(int(number[1]), "") if number else ""


def _percent_formats(styles: bytes) -> Iterator[tuple[int, str]]:
    """Give the formats of a workbook's own that show a per cent sign, each with its number."""
    for found in _FORMATS.findall(styles):
        if b"%" not in found:
            continue
        number, code = _FORMAT_NUMBER.search(found), _FORMAT_CODE.search(found)
        text = _text(code[1])[:_LONGEST] if code else ""
        yield (
            int(number[1]) if number else -1,
            "%" if "%" in _QUOTED.sub("", text) else "+%",
        )
