"""What people see in a cell where calamine shows nothing or a bare number: errors, formulas, percentages, merged cells."""

import re
from collections.abc import Iterator, Sequence
from html import unescape
from itertools import chain
from posixpath import join, normpath

from govstandard.base.rounding import brief, settle
from govstandard.workbook.reading.cells import Covered, Unvalued, said
from govstandard.workbook.reading.sandbox import MAX_CELLS, FarError, Rows, Sheets

Parts = dict[str, list[bytes]]
"""The parts of a zipped workbook, by their names; a name may stand there twice."""

_P = rb"(?:[^\s<>/:]+:)?"
TAG = rb"<" + _P
"""What begins a tag, whatever name its space goes by."""
_F = TAG + rb"f\b[^<>]*(?:/>|>[^<]*</" + _P + rb"f>)"
_V = TAG + rb"v(?:\s[^<>]*)?>([^<]*)</" + _P + rb"v>"
_ERROR = re.compile(TAG + rb"c\s([^<>]*\bt\s*=\s*[\"']e[\"'][^<>]*)>(?:" + _F + rb")?" + _V)
_UNVALUED = re.compile(
    TAG + rb"c\s([^<>]*)>" + _F + rb"(?:<" + _P + rb"v\s*/>|<" + _P + rb"v></" + _P + rb"v>)?</"
)
_NUMBER = re.compile(TAG + rb"c\s([^<>]*)>(?:" + _F + rb")?" + _V)
_PLACE = re.compile(rb"\br\s*=\s*[\"']([A-Za-z]{1,3})(\d{1,7})[\"']")
_STYLE, _TYPE = re.compile(rb"\bs\s*=\s*[\"'](\d+)[\"']"), re.compile(rb"\bt\s*=\s*[\"'](\w+)[\"']")
_MAX_STYLES = 65_500
"""So many looks of cells a spreadsheet program allows."""
_LONGEST = 255
"""So many characters a format has at most."""
_PERCENT = {9: "%", 10: "%"}
"""The formats of percentages that every program knows by number."""


def parts_in_order(parts: Parts) -> list[bytes]:
    """Return the sheets of an .xlsx file as the workbook lists them."""
    links = dict(
        _attributes(parts, "xl/_rels/workbook.xml.rels", rb"Relationship", rb"Id", rb"Target")
    )
    targets = [
        target
        for _, target in _attributes(
            parts, "xl/workbook.xml", rb"sheet", rb"sheetId", rb"[^\s=:]+:id"
        )
    ]
    names = [normpath(join("/xl", links.get(target, ""))).lstrip("/") for target in targets]
    return [parts.get(name, [b""])[-1] for name in names]


def _attributes(
    parts: Parts, name: str, tag: bytes, first: bytes, second: bytes
) -> Iterator[tuple[str, str]]:
    """Give two attributes of each tag of that name."""
    for part in parts.get(name, ()):
        for found in re.findall(TAG + tag + rb"\s[^<>]*", part):
            pair = [
                re.search(rb"\s" + key + rb"\s*=\s*[\"']([^\"']*)[\"']", found)
                for key in (first, second)
            ]
            if pair[0] and pair[1]:
                yield (
                    unescape(pair[0][1].decode("utf-8", "replace")),
                    unescape(pair[1][1].decode("utf-8", "replace")),
                )


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
        for (top, left), (bottom, right) in merged:
            across = [row[left : right + 1] for row in rows[top : bottom + 1]]
            room -= sum(map(len, across)) + 1
            if room < 0:
                raise FarError
            first = across[0][0] if across and across[0] else ""
            for row in rows[top : bottom + 1] if said(first) else ():
                row[left : right + 1] = [Covered(first) for _ in row[left : right + 1]]
            if said(first):
                rows[top][left] = first


def _seen(part: bytes, looks: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """Give the cells of a sheet that show something else, each with its row and column from 0."""
    for found in _ERROR.finditer(part):
        yield from _placed(found[1], unescape(found[2].decode("utf-8", "replace")))
    for found in _UNVALUED.finditer(part):
        if not _TYPE.search(found[1]):
            yield from _placed(found[1], Unvalued())
    for found in _NUMBER.finditer(part) if any(looks) else ():
        style, kind = _STYLE.search(found[1]), _TYPE.search(found[1])
        look = looks[int(style[1])] if style and int(style[1]) < len(looks) else ""
        if look and (kind is None or kind[1] == b"n"):
            yield from _placed(found[1], _percentage(found[2], look))


def _placed(attributes: bytes, text: str) -> Iterator[tuple[int, int, str]]:
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
    formats = dict(_PERCENT)
    for found in re.findall(TAG + rb"numFmt\s[^<>]*", styles):
        if b"%" in found:
            number, code = (
                re.search(rb"numFmtId\s*=\s*[\"'](\d+)", found),
                re.search(rb"formatCode\s*=\s*[\"']([^\"']*)", found),
            )
            text = unescape(code[1].decode("utf-8", "replace"))[:_LONGEST] if code else ""
            bare = re.sub(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]', "", text)
            formats[int(number[1]) if number else -1] = "%" if "%" in bare else "+%"
    used = re.findall(
        TAG + rb"xf\s([^<>]*)", styles.partition(b"cellXfs")[2].partition(b"cellXfs>")[0]
    )
    if len(used) > _MAX_STYLES:
        raise FarError
    for look in used:
        number = re.search(rb"numFmtId\s*=\s*[\"'](\d{1,9})[\"']", look)
        yield formats.get(int(number[1]), "") if number else ""
