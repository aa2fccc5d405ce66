"""What people type into cells, read as what they mean; what can mean two things is asked about, never guessed."""

import datetime as dt
import re
import unicodedata
from typing import Any, NamedTuple, Self

from govstandard.base.words import Words, words


class Typed(NamedTuple):
    """What a cell says, or why it cannot be told."""

    value: Any = None
    """The value; none where nothing was entered."""
    what: Words | None = None
    """What is wrong."""
    hint: Words | None = None
    """What to type instead."""
    ambiguous: bool = False
    """Whether it can mean two things."""


class Covered(str):
    """A blank cell that a merged one covers: what the first of them says may be meant here too."""

    __slots__ = ("by",)
    by: str
    """What the first cell says."""

    def __new__(cls, by: object) -> Self:
        """Make it from what the first cell says."""
        made = super().__new__(cls, "")
        made.by = said(by)
        return made


class Unvalued(str):
    """A blank cell whose formula no program has worked out yet."""

    __slots__ = ()


_STROKES = re.compile(r"[\s/\\\-‐‑‒–—―−─_.。、…·]*")
_MET = {
    "是",
    "有",
    "√",
    "✓",
    "✔",
    "☑",
    "对",
    "y",
    "yes",
    "true",
    "1",
    "达到",
    "做到",
    "已做到",
    "符合",
    "met",
}
_UNMET = {
    "否",
    "无",
    "没有",
    "×",
    "✗",
    "✘",
    "x",
    "错",
    "n",
    "no",
    "false",
    "0",
    "未达到",
    "未做到",
    "不符合",
    "unmet",
}
_NOT_APPLICABLE = {"不适用", "n/a", "na", "不涉及"}
_OPEN = {"未评", "未查", "open"}
_NONE = {"无", "没有", "暂无", "none", "nil"}
_NO_EVIDENCE = _NONE | {"无佐证", "没有佐证", "暂缺", "待补", "待补充"}
_HAPPENED, _NOT_HAPPENED = (
    {"有", "是", "√", "yes", "true", "1"},
    {"无", "没有", "否", "×", "no", "false", "0"},
)
_PENDING = {"核实中", "待核实", "pending"}
_NUMBER = re.compile(r"([+-]?\d[\d,]*(?:\.\d+)?|[+-]?\.\d+)(?:[eE][+-]?\d+)?")
_UNITS = "件户人次场个家宗项处栋份名支条元岁平方米㎡批套例"
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff]")


def said(cell: object) -> str:
    """Return a cell's text in its plainest form: half-width, without spaces around it.

    >>> said(" ９８％ "), said(3.0), said(None)
    ('98%', '3', '')
    """
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "是" if cell else "否"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return _INVISIBLE.sub("", unicodedata.normalize("NFKC", str(cell))).strip()


def blank(cell: object) -> bool:
    """Say whether a cell holds nothing, or one of the strokes by which people say so.

    >>> blank("/"), blank("——"), blank(" "), blank(0), blank("×")
    (True, True, True, False, False)
    """
    return bool(_STROKES.fullmatch(said(cell)))


def says_not_applicable(cell: object) -> bool:
    """Say whether a cell says that something does not apply.

    >>> says_not_applicable("不适用"), says_not_applicable("否")
    (True, False)
    """
    return said(cell).casefold() in _NOT_APPLICABLE


def words_of(cell: object) -> str:
    """Return free text as it was typed, or nothing for a stroke or a bare 无.

    >>> words_of(" 见附件 "), words_of("无"), words_of(5.0)
    (' 见附件 ', '', '5')
    """
    if blank(cell) or said(cell).casefold() in _NONE:
        return ""
    return cell if isinstance(cell, str) else said(cell)


def evidence_of(cell: object) -> Typed:
    """Read the names of evidence; a bare 有 names none, and a bare 暂无 says that there is none.

    >>> evidence_of("台账；照片").value, evidence_of("暂无").value, evidence_of("有").hint.en
    (['台账', '照片'], None, 'write what it is called, such as minutes of a meeting')
    """
    written = [
        name.strip() for name in re.split("[;；\n]", words_of(cell)) if not blank(name)
    ]
    names = [name for name in written if said(name).rstrip("。.") not in _NO_EVIDENCE]
    nameless = [name for name in names if said(name).casefold() in _MET | _UNMET]
    if not nameless:
        return Typed(names or None)
    return Typed(
        what=words(
            "“{typed}”不是佐证的名称",
            "'{typed}' is not the name of a record",
            typed=nameless[0],
        ),
        hint=words(
            "写佐证的名称，如“会议记录”",
            "write what it is called, such as minutes of a meeting",
        ),
    )


def reason(cell: object) -> Typed:
    """Read why something does not apply; a bare 无 may mean no reason or no such case, and is asked about.

    >>> reason("没有小学").value, reason("/").value, reason("无").ambiguous
    ('没有小学', None, True)
    """
    if blank(cell):
        return Typed()
    text = said(cell).rstrip("。.")
    if text.casefold() in _NONE:
        return _reason_or_none(text)
    letters = re.findall(r"[^\W\d_]", text)
    if text.casefold() in _NO_REASONS or len(letters) < _FEWEST_LETTERS:
        return _no_reason(text)
    return Typed(cell if isinstance(cell, str) else text)


_NO_REASONS = _NOT_APPLICABLE | _MET | _UNMET | _NO_EVIDENCE | _PENDING | {"适用"}
_FEWEST_LETTERS = 2
"""So many letters a reason has at least."""


def _reason_or_none(text: str) -> Typed:
    what = words(
        "“{typed}”可以是没有这类事项，也可以是没有填",
        "'{typed}' may mean no such case, or no reason",
        typed=text,
    )
    hint = words(
        "不适用的写明理由；适用的空着", "write the reason, or leave the cell blank"
    )
    return Typed(what=what, hint=hint, ambiguous=True)


def _no_reason(text: str) -> Typed:
    return Typed(
        what=words("“{typed}”不是理由", "'{typed}' is no reason", typed=text),
        hint=words(
            "写明为什么不适用，如“辖区没有股份公司”；适用的空着",
            "say why it does not apply, or leave it blank",
        ),
    )


def answer(cell: object, asked: str = "") -> Typed:
    """Read the answer to a point; 有 and 无 are asked about where the point itself says that there is none.

    >>> answer("√").value, answer("无").value, answer("不适用").value, answer("/").value
    ('met', 'unmet', 'not_applicable', None)
    >>> answer("无", "没有任期届满而未换届的情形").ambiguous
    True
    """
    if blank(cell):
        return Typed()
    word = said(cell).casefold()
    if word in {"有", "无", "没有"} and re.search("没有|无|未|不", asked):
        return _met_or_present(word)
    for meaning, spellings in _ANSWERS.items():
        if word in spellings:
            return Typed(meaning)
    return _not_understood(cell, words("填“是”“否”或“不适用”", "yes, no or n/a"))


_ANSWERS = {
    "met": _MET,
    "unmet": _UNMET,
    "not_applicable": _NOT_APPLICABLE,
    "open": _OPEN,
}


def _met_or_present(word: str) -> Typed:
    what = words(
        "“{typed}”可以是做到了，也可以是有这种情形",
        "'{typed}' may mean met, or that there is such a case",
        typed=word,
    )
    hint = words(
        "做到的填“是”，没有做到的填“否”", "yes where it is met, no where it is not"
    )
    return Typed(what=what, hint=hint, ambiguous=True)


def _not_understood(cell: object, hint: Words) -> Typed:
    what = words("看不懂“{typed}”", "'{typed}' is not understood", typed=said(cell))
    return Typed(what=what, hint=hint)


def happened(cell: object) -> Typed:
    """Read whether the fact of a veto has happened; nobody knows yet where it is blank or being looked into.

    >>> happened("无").value, happened("有").value, happened("核实中").value, happened("符合").what.en
    (False, True, None, "'符合' is not understood")
    """
    word = said(cell).casefold()
    if blank(cell) or word in _PENDING:
        return Typed()
    if word in _HAPPENED | _NOT_HAPPENED:
        return Typed(word in _HAPPENED)
    return _not_understood(cell, words("填“有”“无”或“核实中”", "yes, no or pending"))


def number(cell: object, unit: str = "") -> Typed:
    """Read a count: a number, with full-width digits, separators or a unit behind it as people write them.

    Units of time are taken only where they are the `unit` of what is asked.

    >>> number("１，２３４件").value, number("—").value, number("无").ambiguous, number("2天").value
    (1234.0, None, True, None)
    """
    if blank(cell):
        return Typed()
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return Typed(float(cell))
    text = said(cell)
    if text in _NONE:
        return _zero_or_none(text)
    if says_not_applicable(text):
        return _no_number(text, _TO_REASONS)
    digits = _NUMBER.match(text)
    if digits is None or not _GROUPED.fullmatch(digits[0]):
        return _no_number(text, _BARE_NUMBER)
    behind = text[digits.end() :].strip()
    if behind.strip("个") in unit.split("/") or all(char in _UNITS for char in behind):
        return Typed(float(digits[0].replace(",", "")))
    return _no_number(text, _BARE_NUMBER)


_GROUPED = re.compile(r"[+-]?\d{1,3}(,\d{3})+(\.\d+)?|[^,]*")
_BARE_NUMBER = words("只填数字，如 256", "a bare number, such as 256")
_TO_REASONS = words(
    "不适用的，把理由写在“不适用理由”一栏",
    "write the reason into the column for what does not apply",
)


def _no_number(text: str, hint: Words) -> Typed:
    what = words("“{typed}”不是数字", "'{typed}' is not a number", typed=text)
    return Typed(what=what, hint=hint)


def _zero_or_none(text: str) -> Typed:
    what = words(
        "“{typed}”可以是 0，也可以是没有数据",
        "'{typed}' may mean 0 or no figure",
        typed=text,
    )
    hint = words(
        "是 0 就填 0；没有数据就空着", "0 where it is 0; blank where there is no figure"
    )
    return Typed(what=what, hint=hint, ambiguous=True)


def percent(cell: object) -> Typed:
    """Read a percentage: ``98%`` and 98 are clear, 0.98 is asked about.

    >>> percent("98 %").value, percent(98).value, percent("0.98").ambiguous, percent("0.98%").value
    (98.0, 98.0, True, 0.98)
    """
    if blank(cell):
        return Typed()
    text = said(cell)
    figure = number(text.rstrip("%").strip())
    if figure.ambiguous or says_not_applicable(text):
        return figure
    if figure.value is None or not _PERCENTAGE.fullmatch(text):
        return _no_percentage(text)
    clear = text.endswith("%") or figure.value == 0 or figure.value > 1
    return figure if clear else _share_or_percentage(text, figure.value * 100)


_PERCENTAGE = re.compile(r"[-+.,\deE]+\s*%?")


def _no_percentage(text: str) -> Typed:
    what = words("“{typed}”不是百分比", "'{typed}' is not a percentage", typed=text)
    return Typed(what=what, hint=words("写成 95% 这样的形式", "written as 95%"))


def _share_or_percentage(text: str, times: float) -> Typed:
    what = words(
        "“{typed}”可以是 {times:brief} %，也可以是 {typed} %",
        "'{typed}' may mean {times:brief} % or {typed} %",
        typed=text,
        times=times,
    )
    hint = words(
        "写成 {times:brief}% 或 {typed}%",
        "write {times:brief}% or {typed}%",
        typed=text,
        times=times,
    )
    return Typed(what=what, hint=hint, ambiguous=True)


def grade(cell: object) -> Typed:
    """Read a grade: ``3``, ``3级``, ``第3级``.

    >>> grade("第３级").value, grade(2.0).value
    (3, 2)
    """
    if blank(cell):
        return Typed()
    text = said(cell)
    digits = re.fullmatch(r"(?:第|grade)?\s*(\d+)\s*级?", text.casefold())
    if digits:
        return Typed(int(digits[1]))
    what = words("“{typed}”不是等次", "'{typed}' is not a grade", typed=text)
    return Typed(
        what=what,
        hint=words("填等次的数字，如 3", "the number of the grade, such as 3"),
    )


def day(cell: object) -> Typed:
    """Read a date in the forms that people write.

    >>> [str(day(text).value) for text in ("2026.3.5", "2026年3月5日", "2026/03/05", "20260305")]
    ['2026-03-05', '2026-03-05', '2026-03-05', '2026-03-05']
    """
    if blank(cell):
        return Typed()
    if isinstance(cell, dt.datetime):
        return Typed(cell.date())
    if isinstance(cell, dt.date):
        return Typed(cell)
    text = said(cell)
    parts = _DATE.fullmatch(text)
    numbers = [int(part) for part in parts.groups() if part] if parts else []
    try:
        return Typed(dt.date(*numbers))
    except (ValueError, TypeError):
        what = words("“{typed}”不是日期", "'{typed}' is not a date", typed=text)
        return Typed(what=what, hint=words("写作 2026-03-05", "such as 2026-03-05"))


_DATE = re.compile(
    r"(\d{4})\s*[-./年]\s*(\d{1,2})\s*[-./月]\s*(\d{1,2})\s*[日号]?|(\d{4})(\d{2})(\d{2})"
)
