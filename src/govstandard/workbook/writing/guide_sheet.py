"""The first sheet of a workbook: how to fill it in."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from govstandard.base.words import words
from govstandard.workbook import form
from govstandard.workbook.writing.pages import Book

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

_ACROSS = {"zh": 55, "en": 110}
"""So many characters of each language stand on a line."""


def guide_sheet(book: Book, sheet: "Worksheet") -> None:
    """Write how to fill in the workbook."""
    sheet.set_column(0, 0, 110)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.protect("")
    sheet.hide_gridlines(2)
    title = f"{book.standard.title.to(book.lang)}  {book.standard.version}"
    sheet.write_string(0, 0, title, book.formats["title"])
    for row, line in enumerate(_lines(book), 2):
        sheet.write_string(row, 0, line, book.formats["plain"])
        sheet.set_row(row, 18 * (1 + len(line) // _ACROSS[book.lang]))


def _lines(book: Book) -> Iterator[str]:
    """Give what is said; to a body also what it has to fill in, and nothing of the sheets that it lacks."""
    if book.body:
        part = words(
            "本表只含“{body}”牵头的 {count} 项。",
            "Only the {count} indicators that '{body}' leads.",
            body=book.standard.body(book.body).name,
            count=len(book.standard.led_by(book.body)),
        )
        yield book.say(part)
    about = [book.say(book.standard.about)] if book.standard.about else []
    for line in (*about, *_HOW[book.lang]):
        if not (book.body and book.say(form.RESULT) in line):
            yield line


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
