"""Problems in files, as values, and the few exceptions that carry them."""

from collections.abc import Iterable
from difflib import get_close_matches
from typing import Literal
from unicodedata import east_asian_width

from govstandard.base.frozen import Frozen
from govstandard.base.words import Fact, Lang, Said, Sentence, Words, pick, words

CODES: dict[str, Words] = {
    "GS101": words("文件不存在或无法读取", "file missing or unreadable"),
    "GS102": words("文件没有内容", "file without content"),
    "GS103": words("不是有效的 YAML", "not YAML"),
    "GS104": words("文件过大或嵌套过深", "file too large or nested too deep"),
    "GS105": words("使用了 YAML 别名", "YAML alias used"),
    "GS106": words("键重复", "key repeated"),
    "GS107": words("缺少必填的键", "required key missing"),
    "GS108": words("不认识的键", "unknown key"),
    "GS109": words("值的类型不对", "value of the wrong type"),
    "GS110": words("值超出允许的范围或写法", "value out of range or form"),
    "GS111": words("没有这种 kind", "unknown kind"),
    "GS112": words("不是有限的数", "not a finite number"),
    "GS201": words("id 重复", "id used twice"),
    "GS202": words("id 与位置不符", "id out of place"),
    "GS203": words("两个基准点相同", "goalposts equal"),
    "GS204": words("没有这个主体", "unknown body"),
    "GS205": words("没有这个来源", "unknown source"),
    "GS206": words("没有这个指标", "unknown indicator"),
    "GS207": words("前置指标成环", "prerequisites in a circle"),
    "GS208": words("牵头主体不唯一", "not exactly one lead"),
    "GS209": words("等级要求没有逐级提高", "levels do not rise"),
    "GS210": words("没有这个等级", "unknown level"),
    "GS211": words("没有这个层级", "unknown tier"),
    "GS212": words("目标值没有核对过的来源", "threshold without a checked source"),
    "GS213": words("数量与声明不符", "count differs from the declared one"),
    "GS214": words("节点没有位置", "node without a place in the tree"),
    "GS215": words("分组是空的", "empty group"),
    "GS216": words("计量方式自相矛盾", "measure contradicts itself"),
    "GS217": words("要求底线而没有底线指标", "baselines required but none there"),
    "GS218": words("停用状态与版本不一致", "retirement not dated"),
    "GS219": words("依据没有写明或不一致", "basis missing or inconsistent"),
    "GS220": words("来源没有这个章节", "unknown section of a source"),
    "GS221": words(
        "依据失效或未核实的来源", "rests on a superseded or unverified source"
    ),
    "GS222": words("发布文件被改动或读不了", "release altered or unreadable"),
    "GS223": words("不能发布", "not to be released"),
    "GS224": words(
        "内容与已发布的同一版本不同", "content left the release of the same version"
    ),
    "GS225": words("主体向自己负责", "a body answers to itself"),
    "GS226": words("主体没有任何事务", "a body does nothing"),
    "GS227": words("主体负担过重", "a body carries far more than the rest"),
    "GS228": words("指标没有写全", "an indicator is not written out"),
    "GS229": words("两项要求过于相似", "two requirements are alike"),
    "GS230": words("加减分永远不计分", "an adjustment that never counts"),
    "GS301": words("没有这个标准或版本", "unknown standard or version"),
    "GS302": words("没有这个指标", "no such indicator"),
    "GS303": words("填的数据与计量方式不符", "figures do not suit the measure"),
    "GS304": words("部分大于全体", "part larger than the whole"),
    "GS305": words("没有这个等次", "no such grade"),
    "GS306": words("没有这个采分点", "no such point"),
    "GS307": words("不允许填不适用", "not applicable is not allowed"),
    "GS308": words("没有这个一票否决事项", "no such veto"),
    "GS309": words("没有这个加减分项", "no such adjustment"),
    "GS310": words("评估期先后颠倒", "period ends before it starts"),
    "GS311": words("既填不适用又填了数据", "not applicable and yet figures"),
    "GS312": words("依据的标准不同", "by another standard"),
    "GS313": words("加减分次数超限", "adjustment claimed too often"),
    "GS314": words("不适用没有写理由", "not applicable without a reason"),
    "GS315": words(
        "复核的数据没有填或没有填全", "review without figures, or without all of them"
    ),
    "GS316": words("佐证文件在文件夹之外", "evidence file outside the folder"),
    "GS501": words("不是能读写的表格文件", "no workbook that can be read or written"),
    "GS502": words("文件已存在", "file there already"),
    "GS503": words("表格里没有填报内容", "workbook without an assessment"),
    "GS504": words("单元格的内容看不懂", "cell not understood"),
    "GS505": words("单元格有两种可能的意思", "cell can mean two things"),
    "GS506": words("行的编号不对", "row with a wrong id"),
    "GS507": words("同一行填了两次", "row filled in twice"),
    "GS508": words("两份填报不一致", "two assessments say different things"),
    "GS601": words("没有中文字体", "no Chinese font"),
    "GS602": words("不能写成这种文件", "no such form of a report"),
}
"""What each code stands for."""

Path = tuple[str | int, ...]
"""Where something stands inside a file: keys and list positions from its root."""


class Problem(Frozen):
    """A fault in a file: place, code, what is wrong, and a hint on what to write instead.

    >>> print(Problem(code="GS101", what=words("找不到文件", "file not found"), file="a.yaml"))
    a.yaml: GS101 file not found
    """

    code: str
    """``GS`` and three digits; each has an entry in the documentation."""
    what: Sentence
    """What is wrong, naming the id and the value."""
    hint: Sentence | None = None
    """What to write instead."""
    severity: Literal["error", "warning"] = "error"
    """Whether the file cannot be used, or only deserves a look."""
    path: Path = ()
    """Where it stands inside the data."""
    on_key: bool = False
    """Whether the fault lies in the key itself rather than in its value."""
    file: str = ""
    """The file's path, as it was given."""
    line: int = 0
    """Line in the file, from 1; 0 where there is none."""
    column: int = 0
    """Column in the line, from 1; 0 where there is none."""
    cell: str = ""
    """Sheet and cell of a workbook: ``党建!H17``."""
    excerpt: str = ""
    """The line itself, shortened where it is very long."""

    @property
    def facts(self) -> dict[str, Fact]:
        """Return what the problem is about: ids, limits, what was found."""
        return self.what.facts

    def render(self, lang: Lang = "en") -> str:
        """Write the problem for a person: one headline, the line with a caret, and the hint."""
        where = ":".join(
            str(part) for part in (self.file, self.line, self.column) if part
        )
        where = " ".join(part for part in (where, self.cell) if part)
        mark = pick(lang, "警告 ", "warning ") if self.severity == "warning" else ""
        headline = f"{self.code} {mark}{self.what.to(lang)}"
        lines = [f"{where}: {headline}" if where else headline]
        if self.excerpt:
            gutter = " " * len(str(self.line))
            before = self.excerpt[: self.column - 1]
            caret = (
                "".join("\t" if char == "\t" else " " * _width(char) for char in before)
                + "^"
            )
            lines += [
                f"{gutter} |",
                f"{self.line} | {self.excerpt}",
                f"{gutter} | {caret}",
            ]
        if self.hint:
            label = pick(lang, "建议：", "hint: ")
            lines.append(
                f"{' ' * len(str(self.line or ''))} = {label}{self.hint.to(lang)}"
            )
        return "\n".join(lines)

    def __str__(self) -> str:
        return self.render("en")


def _width(char: str) -> int:
    return 2 if east_asian_width(char) in "WF" else 1


class GovStandardError(Exception):
    """The base of all errors that this library raises on purpose; it carries every `Problem` found."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        """Keep the problems in the order given."""
        self.problems = tuple(problems)
        super().__init__(self.render())

    def __reduce__(self) -> tuple[type["GovStandardError"], tuple[tuple[Problem, ...]]]:
        return type(self), (
            self.problems,
        )  # by its problems, so that another process can raise it again

    def render(self, lang: Lang = "en") -> str:
        """Write all the problems for a person, one after the other."""
        return "\n".join(problem.render(lang) for problem in self.problems)


class InvalidFile(GovStandardError):  # noqa: N818 - the name says what is the matter, as the design has it
    """A file, or what was built from it, breaks a rule; `problems` has every fault of it."""


class UnreadableFile(InvalidFile):
    """A file could not be read as data at all: missing, empty, too large, or not YAML."""


class UnknownId(GovStandardError, KeyError):  # noqa: N818 - reads as the sentence it stands for
    """No node, level, body or standard has the id that was asked for."""

    __str__ = GovStandardError.__str__


def nearest(word: object, known: Iterable[object]) -> Words | None:
    """Suggest the known word closest to a mistyped one, or nothing where none is close.

    >>> nearest("PB.03.40", ["PB.03.04", "SV.01.01"]).en
    "did you mean 'PB.03.04'?"
    """
    close = get_close_matches(str(word), [str(name) for name in known], n=5, cutoff=0.6)
    swapped = [name for name in close if sorted(name) == sorted(str(word))]
    best = (swapped or close)[:1]
    if not best:
        return None
    return words("是否应为 “{nearest}”？", "did you mean '{nearest}'?", nearest=best[0])


def unknown_id(code: str, kind: Said, word: str, known: Iterable[object]) -> UnknownId:
    """Build the error for an id that is not there, with a suggestion where one is close."""
    what = words("没有{kind} “{id}”", "no {kind} '{id}'", kind=kind, id=word)
    return UnknownId([Problem(code=code, what=what, hint=nearest(word, known))])
