"""An assessment as an Excel workbook: input cells, drop-downs, and formulas that keep a running total."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from govstandard.assessment.answers import Assessment, Claim, Response
from govstandard.base.files import write_whole
from govstandard.base.problems import InvalidFile, Problem
from govstandard.base.words import Lang, Said, Words, pick, words
from govstandard.scoring.scoring import score
from govstandard.standard.tree import Standard
from govstandard.workbook import form
from govstandard.workbook.writing.item_sheets import item_sheet
from govstandard.workbook.writing.pages import (
    Book,
    choose,
    detailed,
    expect,
    formats,
    names_of,
    page,
    put,
    tall,
)
from govstandard.workbook.writing.result_sheets import remedy_sheet, result_sheet

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet


def write_workbook(
    standard: Standard,
    path: Path,
    assessment: Assessment | None = None,
    *,
    body: str = "",
    lang: Lang = "zh",
    carried: frozenset[str] = frozenset(),
) -> None:
    """Write the workbook of a standard, empty or with an assessment filled in.

    With a `body`, only the indicators that it leads. The indicators in `carried` are marked as taken over from
    an earlier assessment. Cells are inputs or locked; their formulas keep a running total, but the program alone
    decides a score.

    Raises:
        InvalidFile: The file does not end in .xlsx, or a text is too long for a cell; nothing is written.
        UnknownId: The standard has no such body.
        OSError: The file cannot be written.
    """
    from xlsxwriter.workbook import Workbook  # noqa: PLC0415 - only workbooks need it

    if path.suffix.lower() != ".xlsx":
        what = words(
            f"表格只能写成 .xlsx 文件，不是 {path.name}",
            f"a workbook is written as .xlsx, not {path.name}",
        )
        raise InvalidFile([Problem(code="GS501", what=what)])
    filled = assessment or Assessment.model_validate({"standard": standard.name, **_NOBODY})
    stream = BytesIO()
    workbook = Workbook(
        stream, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    workbook.set_properties({"title": standard.title.to(lang), "comments": standard.name})
    leader = standard.body(body).id if body else ""
    book = Book(
        standard,
        filled,
        score(standard, filled),
        lang,
        carried,
        leader,
        workbook,
        begun=assessment is not None,
    )
    formats(book)
    guide = book.sheet(book.say(form.GUIDE))
    _community(book)
    for name, items in form.sheets(standard, lang).items():
        mine = tuple(item for item in items if not leader or item.lead == leader)
        if mine:
            item_sheet(book, name, mine)
    adjusted = _declarations(book)
    _evidence(book)
    if not leader:
        result_sheet(book, adjusted)
        remedy_sheet(book)
    _guide(book, guide)
    workbook.close()
    write_whole(path, stream.getvalue())


_NOBODY: dict[str, Any] = {
    "community": {"name": "?"},
    "period": {"start": "2001-01-01", "end": "2001-12-31"},
}
"""Stands in where there is no assessment yet."""


def _community(book: Book) -> None:
    sheet = book.sheet(book.say(form.COMMUNITY))
    page(book, sheet, [34, 60, 22], heads=(0, 1))
    sheet.set_column(2, 2, 22, None, {"hidden": True})
    for column, head in enumerate(
        (words("项目", "Fact"), words("填写", "Entry"), words("键", "Key"))
    ):
        put(sheet, 0, column, book.say(head), book.formats["head"])
    given = (
        _community_facts(book.assessment) if book.begun else {"standard": book.assessment.standard}
    )
    row = 1
    for key, label in form.FACTS.items():
        look = "text" if key == "standard" else "day" if key in _DAYS else "own"
        must = pick(book.lang, "（必填）", " (needed)") if key in _NEEDED else ""
        tall(sheet, row, [(book.say(label) + must, 34), (str(given.get(key) or ""), 60)])
        put(sheet, row, 0, book.say(label) + must, book.formats["bold"])
        put(sheet, row, 1, given.get(key), book.formats[look])
        if key in _DAYS:
            expect(
                book,
                sheet,
                (row, 1),
                "date",
                dt.date(_FIRST, 1, 1),
                words("写作 2025-12-31。", "Such as 2025-12-31."),
            )
        put(sheet, row, 2, key, book.formats["closed"])
        row += 1
    sizes = book.assessment.community.base
    for name in dict.fromkeys((*book.standard.sizes, *sizes)):
        called: Said = book.standard.sizes.get(name) or form.SIZES.get(name) or words(name, name)
        put(sheet, row, 0, book.say(called), book.formats["bold"])
        put(sheet, row, 1, sizes.get(name), book.formats["own"])
        expect(book, sheet, (row, 1), "decimal", 0, words("填数字。", "A number."))
        put(sheet, row, 2, f"base.{name}", book.formats["closed"])
        book.bases[name] = f"'{book.say(form.COMMUNITY)}'!$B${row + 1}"
        row += 1


_NEEDED = {"community.name", "period.start", "period.end"}
_FIRST = 1990
"""The year before which no assessment was made."""
_DAYS = {"period.start", "period.end", "reviewed.on"}


def _community_facts(assessment: Assessment) -> dict[str, Any]:
    review = assessment.reviewed
    return {
        "standard": assessment.standard,
        "title.zh": assessment.title.zh if assessment.title else "",
        "title.en": assessment.title.en if assessment.title else "",
        "community.name": assessment.community.name,
        "community.street": assessment.community.street,
        "period.start": assessment.period.start,
        "period.end": assessment.period.end,
        "by": assessment.by,
        "note": assessment.note,
        "reviewed.by": review.by if review else "",
        "reviewed.on": review.on if review else None,
        "reviewed.note": review.note if review else "",
    }


_WIDE = {
    "title": 30,
    "fact": 60,
    "points": 60,
    "declared_by": 16,
    "happened": 12,
    "times": 12,
    "name": 50,
    "date": 14,
}
"""The widths of the columns of tables, where they are not 22; columns that share a place share a width."""


def _table(
    book: Book,
    sheet: "Worksheet",
    row: int,
    heads: Mapping[str, Words],
    lines: Iterator[dict[str, Any]],
    inputs: set[str],
) -> int:
    """Write a table whose `inputs` are open; return the row after it."""
    for column, head in enumerate(heads.values()):
        put(sheet, row, column, book.say(head), book.formats["head"])
    for line in lines:
        row += 1
        tall(sheet, row, [(str(line.get(key) or ""), _WIDE.get(key, 22)) for key in heads])
        for column, key in enumerate(heads):
            look = ("day" if key == "date" else "own") if key in inputs else "text"
            put(sheet, row, column, line.get(key), book.formats[look])
    return row + 1


def _declarations(book: Book) -> str:
    """Write the sheet of vetoes and adjustments; return the formula of the adjustments' sum."""
    name = book.say(form.VETOES)
    sheet = book.sheet(name)
    page(book, sheet, [_WIDE.get(key, 22) for key in form.VETO_COLUMNS])
    names = {body.id: body.name.to(book.lang) for body in book.standard.bodies}
    states = {True: form.HAPPENED, False: form.NOT_HAPPENED, None: form.PENDING}

    def vetoes() -> Iterator[dict[str, Any]]:
        for veto in book.standard.vetoes:
            given = book.assessment.vetoes.get(veto.id)
            told = (
                {"happened": book.say(states[given.happened]), "by": given.by, "note": given.note}
                if given
                else {}
            )
            by = names.get(veto.declared_by or "", "")
            yield {
                "id": veto.id,
                "title": book.say(veto.title),
                "fact": book.say(veto.fact),
                "declared_by": by,
                **told,
            }

    def adjustments() -> Iterator[dict[str, Any]]:
        for item in book.standard.adjustments.items:
            claim = book.assessment.adjustments.get(item.id)
            told = (
                {
                    "times": claim.times,
                    "note": claim.note,
                    "evidence": names_of(claim.evidence, book.lang),
                }
                if claim
                else {}
            )
            yield {
                "id": item.id,
                "title": book.say(item.title),
                "points": item.points,
                "limit": item.limit,
                **told,
            }

    after = _table(book, sheet, 0, form.VETO_COLUMNS, vetoes(), {"happened", "by", "note"})
    for row in range(1, after):
        choose(book, sheet, row, 4, list(states.values()), book.standard.vetoes[row - 1].title)
    start = after + 1
    end = _table(
        book, sheet, start, form.ADJUSTMENT_COLUMNS, adjustments(), {"times", "evidence", "note"}
    )
    often = words("填次数；没有的空着。", "How often; blank where it does not apply.")
    for row in range(start + 1, end):
        expect(book, sheet, (row, 4), "integer", 0, often)
    return _adjusted(book, name, (start + 2, end))


def _adjusted(book: Book, name: str, rows: tuple[int, int]) -> str:
    """Write the formula of what the adjustments in these rows of a sheet add and take, within their bounds."""
    told = book.standard.adjustments
    if not told.items:
        return "0"
    points, times = (f"'{name}'!${letter}${rows[0]}:${letter}${rows[1]}" for letter in ("C", "E"))
    added, taken = (f"SUMPRODUCT(({points}{sign}0)*{points},{times})" for sign in (">", "<"))
    return f"MIN({told.most},{added})+MAX({told.least},{taken})"


def _evidence(book: Book) -> None:
    """Write the evidence that has more than a name, one record a row, and room for more."""

    def records() -> Iterator[dict[str, Any]]:
        holders: Iterable[tuple[str, Response | Claim]]
        for holders in (book.assessment.responses.items(), book.assessment.adjustments.items()):
            for name, record in (
                (name, record)
                for name, holder in holders
                if detailed(holder.evidence)
                for record in holder.evidence
            ):
                yield {
                    "id": name,
                    **{key: getattr(record, key) for key in form.EVIDENCE_COLUMNS if key != "id"},
                }
        yield from ({} for _ in range(30))

    sheet = book.sheet(book.say(form.EVIDENCE))
    page(book, sheet, [_WIDE.get(key, 22) for key in form.EVIDENCE_COLUMNS], heads=(0, 1))
    _table(book, sheet, 0, form.EVIDENCE_COLUMNS, records(), set(form.EVIDENCE_COLUMNS))


def _guide(book: Book, sheet: "Worksheet") -> None:
    """Write how to fill in the workbook."""
    sheet.set_column(0, 0, 110)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.protect("")
    sheet.hide_gridlines(2)
    sheet.write_string(
        0, 0, f"{book.standard.title.to(book.lang)}  {book.standard.version}", book.formats["title"]
    )
    lines = [
        *([book.standard.about.to(book.lang)] if book.standard.about else []),
        *_HOW[book.lang],
    ]
    if book.body:
        count, name = (
            len(book.standard.led_by(book.body)),
            book.standard.body(book.body).name.to(book.lang),
        )
        part = pick(
            book.lang,
            f"本表只含“{name}”牵头的 {count} 项。",
            f"Only the {count} indicators that '{name}' leads.",
        )
        lines = [part, *(line for line in lines if book.say(form.RESULT) not in line)]
    for row, line in enumerate(lines, 2):
        sheet.write_string(row, 0, line, book.formats["plain"])
        sheet.set_row(row, 18 * (1 + len(line) // (55 if book.lang == "zh" else 110)))


_HOW = {
    "zh": (
        "一、先填“社区信息”，再填各维度的表。黄色格由社区填写，蓝色格由复核人填写，灰色格不填。",
        "二、空着就是还没有填，不等于 0；“/”和“—”按没有填处理。确实是 0 的，请填 0。",
        "三、采分点从下拉框里选“是”或“否”；写明可以不适用的采分点，还可以选“不适用”。",
        "四、比率填分子和分母；只知道百分比的，在“百分比”里写 98% 这样的形式。",
        "五、整项不适用的，在“不适用理由”里写明理由；灰色的表示这一项一律适用。",
        "六、佐证写名称，几份之间用分号隔开；要写日期、位置和保管人的，填在“佐证”表里。",
        "七、可以插入行和列、增加自己的表；要移动列的，先在“审阅”里撤销工作表保护（没有密码）。不要改动编号和表头的文字。",
        "八、标有“敏感”的指标只报汇总数，不要写任何人的姓名、住址和病情。",
        "九、“结果”表随填随算，仅供参考：采分点只认下拉框里的词，行排过序以后不准；等级、区间和一票否决以程序计算的结果为准。",
    ),
    "en": (
        "1. Fill in 'Community' first, then the other sheets. Yellow cells are the community's, blue the reviewer's.",
        "2. Blank means not answered, not 0; so do '/' and '—'. Where it really is 0, write 0.",
        "3. Points are answered yes or no; where the standard allows it, also n/a.",
        "4. Ratios take numerator and denominator; where only the percentage is known, write it as 98%.",
        "5. Where a whole indicator does not apply, say why; a grey cell means that it always applies.",
        "6. Evidence is named, several records separated by semicolons; details go on the sheet 'Evidence'.",
        "7. Rows, columns and sheets may be added; to move columns, unprotect the sheet (no password). Leave ids and headings.",
        "8. For indicators marked sensitive, give totals only: no names, addresses or illnesses.",
        "9. 'Result' is a running total: it knows the words of the lists only and not rows that were sorted.",
    ),
}
