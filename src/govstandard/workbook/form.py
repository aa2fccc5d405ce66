"""The workbook that communities fill in: its sheets, columns and words, for writing and reading alike."""

import re
import unicodedata
from typing import Literal, NamedTuple

from govstandard.base.problems import Path
from govstandard.base.words import Lang, Words, words
from govstandard.standard.tree import Indicator, Standard

Side = Literal["asked", "own", "review", "score"]
"""Whose column it is: the standard's, the community's, the reviewer's, or a formula's."""


class Column(NamedTuple):
    """A column of an item sheet."""

    key: str
    """What it holds: a field of a response, ``answer`` for the one cell of measures that take one figure."""
    side: Side
    """Whose it is."""
    title: Words
    """Its heading, by which it is found again wherever it was moved."""
    width: float
    """Its width in characters."""
    told: Words | None = None
    """What belongs into it, where the standard does not say."""


_PERCENT = words(
    "只知道百分比时填这里，写成 98%；知道分子和分母的不用填。",
    "Only where the counts are not known: 98%.",
)
_NOT_APPLICABLE = words(
    "整项不适用时写明理由；适用的空着。", "Why the whole indicator does not apply; else blank."
)

COLUMNS = (
    Column("id", "asked", words("编号", "Id"), 11),
    Column("title", "asked", words("指标和采分点", "Indicator and points"), 28),
    Column("requirement", "asked", words("要求", "Requirement"), 40),
    Column("defined", "asked", words("计算方法", "How to count"), 36),
    Column("target", "asked", words("目标", "Target"), 11),
    Column("lead", "asked", words("牵头", "Lead"), 10),
    Column("expected", "asked", words("应有佐证", "Evidence expected"), 20),
    Column("answer", "own", words("自评：填报", "Own: answer"), 10),
    Column("numerator", "own", words("自评：分子（满意数）", "Own: numerator (satisfied)"), 10),
    Column(
        "denominator", "own", words("自评：分母（有效问卷）", "Own: denominator (respondents)"), 10
    ),
    Column("percent", "own", words("自评：百分比", "Own: percent"), 9, _PERCENT),
    Column(
        "not_applicable",
        "own",
        words("自评：不适用理由", "Own: why not applicable"),
        14,
        _NOT_APPLICABLE,
    ),
    Column(
        "evidence",
        "own",
        words("自评：佐证", "Own: evidence"),
        18,
        words(
            "写佐证的名称，几份之间用分号隔开；要写日期、保管人或文件的，填在“佐证”表。",
            "Names of records, separated by semicolons; dates, holders and files go on the sheet 'Evidence'.",
        ),
    ),
    Column(
        "note",
        "own",
        words("自评：说明", "Own: note"),
        18,
        words("需要别人知道的情况。", "What a reader should know."),
    ),
    Column("answer", "review", words("复核：填报", "Review: answer"), 10),
    Column(
        "numerator", "review", words("复核：分子（满意数）", "Review: numerator (satisfied)"), 10
    ),
    Column(
        "denominator",
        "review",
        words("复核：分母（有效问卷）", "Review: denominator (respondents)"),
        10,
    ),
    Column("percent", "review", words("复核：百分比", "Review: percent"), 9, _PERCENT),
    Column(
        "not_applicable",
        "review",
        words("复核：不适用理由", "Review: why not applicable"),
        14,
        _NOT_APPLICABLE,
    ),
    Column(
        "reason",
        "review",
        words("复核：理由", "Review: reason"),
        18,
        words("复核数与自评不同的原因。", "Why the reviewer's figures differ."),
    ),
    Column("value", "score", words("数值", "Value"), 8),
    Column("score", "score", words("得分", "Score"), 9),
)
"""The columns of an item sheet, from left to right."""

CELLS = {
    "numerator": "numerator",
    "satisfied": "numerator",
    "denominator": "denominator",
    "respondents": "denominator",
    "percent": "percent",
    "count": "answer",
    "grade": "answer",
    "met": "answer",
}
"""The column that holds each figure; a checklist's answers stand in the rows of its points."""

GUIDE, COMMUNITY = words("说明", "Guide"), words("社区信息", "Community")
VETOES, EVIDENCE = words("一票否决与加减分", "Vetoes and adjustments"), words("佐证", "Evidence")
RESULT, REMEDY = words("结果", "Result"), words("整改", "Remedy")

FACTS = {
    "standard": words("标准", "Standard"),
    "title.zh": words("标题（不是正式填报时写明）", "Title (where it is no ordinary one)"),
    "title.en": words("英文标题", "English title"),
    "community.name": words("社区名称", "Community"),
    "community.street": words("所属街道", "Street office"),
    "period.start": words("评估期开始日", "Period from"),
    "period.end": words("评估期结束日", "Period to"),
    "by": words("填报人", "Filled in by"),
    "note": words("说明", "Note"),
    "reviewed.by": words("复核人", "Reviewed by"),
    "reviewed.on": words("复核日期", "Reviewed on"),
    "reviewed.note": words("复核办法", "How it was reviewed"),
}
"""The rows of the community's sheet, by where they stand in an assessment."""

SIZES = {"households": words("户数", "Households"), "population": words("人口", "Population")}
"""What people call sizes that many communities know, where the standard does not name them."""

VETO_COLUMNS = {
    "id": words("编号", "Id"),
    "title": words("事项", "Matter"),
    "fact": words("事实", "Fact"),
    "declared_by": words("申报主体", "Declared by"),
    "happened": words("有无", "Happened"),
    "by": words("申报人", "Declared by whom"),
    "note": words("说明", "Note"),
}
ADJUSTMENT_COLUMNS = {
    "id": words("编号", "Id"),
    "title": words("事由", "For"),
    "points": words("每次分值", "Points each"),
    "limit": words("最多次数", "At most"),
    "times": words("次数", "Times"),
    "evidence": words("佐证", "Evidence"),
    "note": words("说明", "Note"),
}
EVIDENCE_COLUMNS = {
    "id": words("编号", "Id"),
    "name": words("名称", "Name"),
    "at": words("位置", "Where in it"),
    "date": words("日期", "Date"),
    "holder": words("保管人", "Holder"),
    "file": words("文件", "File"),
    "sha256": words("校验值（不用填）", "Checksum (left blank)"),
}

MET, UNMET = words("是", "yes"), words("否", "no")
NOT_APPLICABLE, OPEN = words("不适用", "n/a"), words("未评", "open")
HAPPENED, NOT_HAPPENED, PENDING = words("有", "yes"), words("无", "no"), words("核实中", "pending")


def plain(text: object) -> str:
    """Bring a typed text to its plainest form, by which headings and ids are compared.

    >>> plain(" ＰＢ．０３ . 04 ")
    'pb.03.04'
    """
    return re.sub(
        r"\s+", "", unicodedata.normalize("NFKC", "" if text is None else str(text))
    ).casefold()


def sheets(standard: Standard, lang: Lang) -> dict[str, tuple[Indicator, ...]]:
    """Return the item sheets: the indicators in force below each topmost group, by the sheet's name."""
    taken = {plain(name.to(lang)) for name in (GUIDE, COMMUNITY, VETOES, EVIDENCE, RESULT, REMEDY)}
    found: dict[str, tuple[Indicator, ...]] = {}
    tops: list[tuple[str, tuple[Indicator, ...]]] = [
        (group.title.to(lang), group.indicators) for group in standard.groups
    ]
    loose = tuple(item for item in standard.items if item.status == "active")
    for title, items in [*tops, (standard.title.to(lang), loose)] if loose else tops:
        short = re.sub(r"[\[\]:*?/\\']", " ", title).strip()[:25] or "?"
        names = (short, *(f"{short} {number}" for number in range(2, 1000)))
        name = next(name for name in names if plain(name) not in taken)
        taken.add(plain(name))
        found[name] = items
    return found


def takes(item: Indicator) -> frozenset[str]:
    """Return the columns in which an indicator's figures are filled in."""
    return frozenset(CELLS[name] for name in item.measure.asked if name in CELLS)


def sharing(column: str) -> list[str]:
    """Return the figures that stand in the same column, each for other measures."""
    return [name for name, place in CELLS.items() if place == column]


def heading(path: Path) -> Words | None:
    """Return the heading or label of the cell that holds what stands at a path of an assessment.

    >>> heading(("responses", "PB.03.04", "review", "denominator")).zh, heading(("responses", "PB.03.04"))
    ('复核：分母（有效问卷）', None)
    """
    *_, key = path or ("",)
    side = "review" if "review" in path else "own"
    if "evidence" in path:
        return EVIDENCE_COLUMNS.get(str(key), EVIDENCE_COLUMNS["name"])
    if path[:1] == ("adjustments",):
        return ADJUSTMENT_COLUMNS.get(str(key))
    if path[:1] == ("responses",):
        column = CELLS.get(str(key), key)
        return next(
            (known.title for known in COLUMNS if (known.key, known.side) == (column, side)), None
        )
    return FACTS.get(".".join(map(str, path)))


def letter(column: int) -> str:
    """Return the letters of a column.

    >>> letter(0), letter(25), letter(26)
    ('A', 'Z', 'AA')
    """
    return letter(column // 26 - 1) + chr(65 + column % 26) if column > 25 else chr(65 + column)  # noqa: PLR2004 - the alphabet
