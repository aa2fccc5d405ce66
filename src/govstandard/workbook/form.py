"""The workbook that communities fill in: its sheets, columns and words, for writing and reading alike.

What writes and what reads a workbook go through the declarations of its layout, and ask them where a column stands.
"""

import re
import unicodedata
from typing import Literal, NamedTuple

from govstandard.base.problems import Path
from govstandard.base.words import Lang, Words, words
from govstandard.standard.tree import Indicator, Standard
from govstandard.workbook.columns import Column, Columns, Layout, Look

_PERCENT = words(
    "只知道百分比时填这里，写成 98%；知道分子和分母的不用填。",
    "Only where the counts are not known: 98%.",
)
_RECORDS = words(
    "写佐证的名称，几份之间用分号隔开；要写日期、保管人或文件的，填在“佐证”表。",
    "Names of records, separated by semicolons; dates, holders and files go on the sheet 'Evidence'.",
)
_OFTEN = words("填次数；没有的空着。", "How often; blank where it does not apply.")
_ANSWERS = ("count", "grade", "met")
_ABOVE, _BELOW = ("numerator", "satisfied"), ("denominator", "respondents")


def _shown(key: str, title: Words, width: float, look: Look | None = None) -> Column:
    """Declare a column that tells people what is asked; a form works without it."""
    return Column(key, "asked", title, width, look=look, optional=True)


_ITEMS = Columns(
    (
        Column(
            "id",
            "asked",
            words("编号", "Id"),
            11,
            "id",
            look="bold",
            needed=True,
            optional=True,
        ),
        _shown("title", words("指标和采分点", "Indicator and points"), 28, "bold"),
        _shown("requirement", words("要求", "Requirement"), 40),
        _shown("defined", words("计算方法", "How to count"), 36),
        _shown("target", words("目标", "Target"), 11),
        _shown("lead", words("牵头", "Lead"), 10),
        _shown("expected", words("应有佐证", "Evidence expected"), 20),
        Column(
            "answer",
            "own",
            words("自评：填报", "Own: answer"),
            10,
            "figure",
            _ANSWERS,
            on_points=True,
            needed=True,
        ),
        Column(
            "numerator",
            "own",
            words("自评：分子（满意数）", "Own: numerator (satisfied)"),
            10,
            "figure",
            _ABOVE,
            needed=True,
        ),
        Column(
            "denominator",
            "own",
            words("自评：分母（有效问卷）", "Own: denominator (respondents)"),
            10,
            "figure",
            _BELOW,
            needed=True,
        ),
        Column(
            "percent",
            "own",
            words("自评：百分比", "Own: percent"),
            9,
            "figure",
            ("percent",),
            told=_PERCENT,
            look="own@",
        ),
        Column(
            "not_applicable",
            "own",
            words("自评：不适用理由", "Own: why not applicable"),
            14,
            "not_applicable",
        ),
        Column(
            "evidence",
            "own",
            words("自评：佐证", "Own: evidence"),
            18,
            "evidence",
            told=_RECORDS,
        ),
        Column(
            "note",
            "own",
            words("自评：说明", "Own: note"),
            18,
            "text",
            told=words("需要别人知道的情况。", "What a reader should know."),
        ),
        Column(
            "answer",
            "review",
            words("复核：填报", "Review: answer"),
            10,
            "figure",
            _ANSWERS,
            on_points=True,
        ),
        Column(
            "numerator",
            "review",
            words("复核：分子（满意数）", "Review: numerator (satisfied)"),
            10,
            "figure",
            _ABOVE,
        ),
        Column(
            "denominator",
            "review",
            words("复核：分母（有效问卷）", "Review: denominator (respondents)"),
            10,
            "figure",
            _BELOW,
        ),
        Column(
            "percent",
            "review",
            words("复核：百分比", "Review: percent"),
            9,
            "figure",
            ("percent",),
            told=_PERCENT,
            look="review@",
        ),
        Column(
            "not_applicable",
            "review",
            words("复核：不适用理由", "Review: why not applicable"),
            14,
            "not_applicable",
        ),
        Column(
            "reason",
            "review",
            words("复核：理由", "Review: reason"),
            18,
            "text",
            told=words(
                "复核数与自评不同的原因。", "Why the reviewer's figures differ."
            ),
        ),
        Column("value", "score", words("数值", "Value"), 8, optional=True, hidden=True),
        Column("score", "score", words("得分", "Score"), 9, optional=True),
    ),
    sided=True,
    frozen="asked.title",
)
_COMMUNITY = Columns(
    (
        Column("label", "asked", words("项目", "Fact"), 34, look="bold", needed=True),
        Column("entry", "own", words("填写", "Entry"), 60, "fact", needed=True),
        Column(
            "key",
            "asked",
            words("键", "Key"),
            22,
            look="closed",
            optional=True,
            hidden=True,
        ),
    ),
    frozen="label",
)
_VETOES = Columns(
    (
        Column("id", "asked", words("编号", "Id"), 22, "id", needed=True),
        _shown("title", words("事项", "Matter"), 30),
        _shown("fact", words("事实", "Fact"), 60),
        _shown("declared_by", words("申报主体", "Declared by"), 16),
        Column(
            "happened", "own", words("有无", "Happened"), 12, "happened", needed=True
        ),
        Column("by", "own", words("申报人", "Declared by whom"), 22, "text"),
        Column("note", "own", words("说明", "Note"), 22, "text"),
    )
)
_ADJUSTMENTS = Columns(  # below the vetoes, on the same sheet and as wide
    (
        Column("id", "asked", words("编号", "Id"), 22, "id", needed=True),
        _shown("title", words("事由", "For"), 30),
        _shown("points", words("每次分值", "Points each"), 60),
        _shown("limit", words("最多次数", "At most"), 16),
        Column(
            "times",
            "own",
            words("次数", "Times"),
            12,
            "times",
            told=_OFTEN,
            needed=True,
        ),
        Column("evidence", "own", words("佐证", "Evidence"), 22, "evidence"),
        Column("note", "own", words("说明", "Note"), 22, "text"),
    )
)
_EVIDENCE = Columns(
    (
        Column("id", "own", words("编号", "Id"), 22, "id", needed=True),
        Column("name", "own", words("名称", "Name"), 50, "text", needed=True),
        Column("at", "own", words("位置", "Where in it"), 22, "text"),
        Column("date", "own", words("日期", "Date"), 14, "date", look="day"),
        Column("holder", "own", words("保管人", "Holder"), 22, "text", needed=True),
        Column("file", "own", words("文件", "File"), 22, "file", optional=True),
        Column(
            "sha256",
            "own",
            words("校验值（不用填）", "Checksum (left blank)"),
            22,
            "checksum",
            optional=True,
        ),
    ),
    frozen="id",
)
_RESULT = Columns(
    (
        Column("id", "asked", words("编号", "Id"), 14),
        Column("title", "asked", words("名称", "Name"), 46),
        Column("weight", "asked", words("分值", "Weight"), 10),
        Column("score", "score", words("得分", "Score"), 12),
        Column(
            "exact",
            "score",
            words("未截取的得分", "Score before it is cut"),
            12,
            hidden=True,
        ),
        Column("above", "asked", words("上级", "Above"), 12, hidden=True),
    ),
    frozen="title",
)
_REMEDY = Columns(
    (
        Column("id", "asked", words("编号", "Id"), 12),
        Column("title", "asked", words("指标", "Indicator"), 30),
        Column("lead", "asked", words("牵头", "Lead"), 14),
        Column("score", "score", words("得分", "Score"), 9),
        Column("state", "score", words("状态", "State"), 11, look="text"),
        Column("steps", "asked", words("没有达到时怎么办", "When it is not met"), 90),
        Column("days", "asked", words("人天", "Days"), 8),
    ),
    frozen="title",
)

LAYOUTS = {
    1: Layout(_ITEMS, _COMMUNITY, _VETOES, _ADJUSTMENTS, _EVIDENCE, _RESULT, _REMEDY),
}
"""The layouts that workbooks were ever written by, by their versions; one without a version is of the first."""
VERSION = max(LAYOUTS)
"""The version by which workbooks are written."""
LAYOUT = LAYOUTS[VERSION]
"""The layout by which workbooks are written."""
VERSION_KEY = "form."
"""What stands before the version of a workbook's layout, in the hidden column of the community's sheet."""

CELLS = {
    figure: column.key
    for column in LAYOUT.items.columns
    if column.side == "own"
    for figure in column.figures
}
"""The column that holds each figure; a checklist's answers stand in the rows of its points."""

GUIDE, COMMUNITY = words("说明", "Guide"), words("社区信息", "Community")
VETOES, EVIDENCE = (
    words("一票否决与加减分", "Vetoes and adjustments"),
    words("佐证", "Evidence"),
)
RESULT, REMEDY = words("结果", "Result"), words("整改", "Remedy")


class Fact(NamedTuple):
    """A row of the community's sheet."""

    title: Words
    """Its label, by which it is known where its key is gone."""
    holds: Literal["standard", "text", "date"] = "text"
    """What is filled in; the standard is there from the beginning."""
    needed: bool = False
    """Whether every assessment has it."""


FACTS = {
    "standard": Fact(words("标准", "Standard"), "standard"),
    "title.zh": Fact(
        words("标题（不是正式填报时写明）", "Title (where it is no ordinary one)")
    ),
    "title.en": Fact(words("英文标题", "English title")),
    "community.name": Fact(words("社区名称", "Community"), needed=True),
    "community.street": Fact(words("所属街道", "Street office")),
    "period.start": Fact(words("评估期开始日", "Period from"), "date", needed=True),
    "period.end": Fact(words("评估期结束日", "Period to"), "date", needed=True),
    "by": Fact(words("填报人", "Filled in by")),
    "note": Fact(words("说明", "Note")),
    "reviewed.by": Fact(words("复核人", "Reviewed by")),
    "reviewed.on": Fact(words("复核日期", "Reviewed on"), "date"),
    "reviewed.note": Fact(words("复核办法", "How it was reviewed")),
}
"""The rows of the community's sheet, by where they stand in an assessment."""

SIZES = {
    "households": words("户数", "Households"),
    "population": words("人口", "Population"),
}
"""What people call sizes that many communities know, where the standard does not name them."""

MET, UNMET = words("是", "yes"), words("否", "no")
NOT_APPLICABLE, OPEN = words("不适用", "n/a"), words("未评", "open")
HAPPENED, NOT_HAPPENED, PENDING = (
    words("有", "yes"),
    words("无", "no"),
    words("核实中", "pending"),
)


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
    taken = {
        plain(title.to(lang))
        for title in (GUIDE, COMMUNITY, VETOES, EVIDENCE, RESULT, REMEDY)
    }
    tops = [(group.title, group.indicators) for group in standard.groups]
    loose = tuple(item for item in standard.items if item.status == "active")
    if loose:
        tops.append((standard.title, loose))
    by_name = {}
    for title, items in tops:
        name = _free(title.to(lang), taken)
        taken.add(plain(name))
        by_name[name] = items
    return by_name


def _free(title: str, taken: set[str]) -> str:
    """Return a title as a sheet can be called, with a number behind it where it is taken."""
    short = re.sub(r"[\[\]:*?/\\']", " ", title).strip()[:25] or "?"
    names = (short, *(f"{short} {number}" for number in range(2, 1000)))
    return next(name for name in names if plain(name) not in taken)


def takes(item: Indicator) -> frozenset[str]:
    """Return the columns in which an indicator's figures are filled in."""
    return frozenset(CELLS[name] for name in item.measure.asked if name in CELLS)


def heading(path: Path, layout: Layout) -> Words | None:
    """Return the heading or label of the cell that holds what stands at a path of an assessment.

    >>> heading(("responses", "PB.03.04", "review", "denominator"), LAYOUT).zh
    '复核：分母（有效问卷）'
    """
    key = str(path[-1]) if path else ""
    if "evidence" in path:
        named = layout.evidence.named
        return named.get(key, named["name"]).title
    if path[:1] == ("adjustments",):
        return _title(layout.adjustments, key)
    if path[:1] == ("responses",):
        side = "review" if "review" in path else "own"
        return _title(layout.items, f"{side}.{CELLS.get(key, key)}")
    fact = FACTS.get(".".join(map(str, path)))
    return fact.title if fact else None


def _title(columns: Columns, name: str) -> Words | None:
    column = columns.named.get(name)
    return column.title if column else None
