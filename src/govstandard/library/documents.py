"""One YAML or JSON file from an untrusted hand, read as plain data in which every value knows its place."""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path as FilePath
from typing import Any

import yaml

from govstandard.base.problems import Path, Problem, UnreadableFile
from govstandard.base.words import Words, words

MAX_BYTES = 5_000_000
"""The largest file that is read; a full assessment of 150 items has some 100 kB."""
MAX_DEPTH = 50
"""The deepest nesting that is read; a standard of five tiers needs some 15."""
_EXCERPT = 160

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_INT = re.compile(r"[-+]?(0|[1-9][0-9]*)")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_INF = re.compile(r"[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_BREAK = re.compile(r"\r\n|[\n\r\x85\u2028\u2029]")
_WORDS = {"": None, "~": None, "null": None, "true": True, "false": False}

Mark = tuple[str, int, int]
"""File, line and column, both from 0."""


@dataclass
class Document:
    """Plain data with the place of every key and value, and the texts it came from."""

    data: Any
    marks: dict[Path, Mark]
    """The place of each value, by its path from the root."""
    key_marks: dict[Path, Mark]
    """The place of each mapping's key, by the path of its value."""
    lines: dict[str, list[str]] = field(default_factory=dict)
    """The lines of each file."""

    def at(self, path: Path) -> Any:
        """Return the value at a path that is marked."""
        value = self.data
        for part in path:
            value = value[part]
        return value

    def place(self, problem: Problem) -> Problem:
        """Give a problem its file, line, column and excerpt; the nearest holder's where the path goes too deep."""
        path = problem.path
        while True:
            # A field that is missing has no place; its holder has one.
            mark = (
                self.key_marks.get(path) if problem.on_key else None
            ) or self.marks.get(path)
            if mark:
                return problem.model_copy(update=self._at(mark))
            path = path[:-1]

    def _at(self, mark: Mark) -> dict[str, Any]:
        """Return the fields of a problem that say where it is: file, line, column and excerpt."""
        file, line, column = mark
        text = self.lines[file][line] if line < len(self.lines[file]) else ""
        excerpt = text if len(text) <= _EXCERPT else ""
        return {
            "file": file,
            "line": line + 1,
            "column": column + 1,
            "excerpt": excerpt,
        }


def problem(code: str, what: Words, hint: Words | None = None, **place: Any) -> Problem:
    """Shorten the making of a problem."""
    return Problem(code=code, what=what, hint=hint, **place)


def _fail(
    code: str, what: Words, hint: Words | None = None, **place: Any
) -> UnreadableFile:
    return UnreadableFile([problem(code, what, hint, **place)])


def read_text(path: FilePath) -> str:
    """Read a text file of bounded size.

    Raises:
        UnreadableFile: It is missing, not a file, empty, too large, or not UTF-8.
    """
    file = str(path)
    if not path.exists():
        raise _fail("GS101", words("文件不存在", "file not found"), file=file)
    if not path.is_file():
        raise _fail("GS101", words("不是文件", "not a file"), file=file)
    text = _decoded(_bounded(path), file)
    if not text.strip():
        raise _fail("GS102", words("文件是空的", "file is empty"), file=file)
    return text


def _bounded(path: FilePath) -> bytes:
    """Read a file as far as it may go."""
    try:
        with path.open("rb") as stream:
            raw = stream.read(MAX_BYTES + 1)
    except OSError as error:
        reason = error.strerror or "?"
        what = words("无法读取（{reason}）", "cannot be read: {reason}", reason=reason)
        raise _fail("GS101", what, file=str(path)) from None
    if len(raw) > MAX_BYTES:
        what = words(
            "文件过大：{size} 字节，上限 {most}",
            "file too large: {size} bytes, at most {most}",
            size=path.stat().st_size,
            most=MAX_BYTES,
        )
        raise _fail("GS104", what, file=str(path))
    return raw


def _decoded(raw: bytes, file: str) -> str:
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        what = words("文件不是 UTF-8 文本", "file is not UTF-8 text")
        hint = words("用编辑器另存为 UTF-8 编码的 YAML", "save it as YAML in UTF-8")
        raise _fail("GS103", what, hint, file=file) from None


def read_document(path: FilePath, name: str = "") -> Document:
    """Read one file; `name` is how messages call it, its path by default.

    Raises:
        UnreadableFile: It is no plain data: besides the faults of `read_text`, no YAML, more than one document,
            nested too deep, or it has aliases or custom tags. Faulty and repeated keys are all reported.
    """
    text = read_text(path)
    return _Reader(name or str(path), text).read()


class _Reader:
    """Builds data from parser events, so that nothing is expanded, nested or repeated unseen."""

    def __init__(self, file: str, text: str) -> None:
        self.file = file
        self.document = Document(None, {}, {}, {file: _BREAK.split(text)})
        self.events: Iterator[yaml.Event] = yaml.parse(text, Loader=_LOADER)
        self.faulty_keys: list[Problem] = []

    def read(self) -> Document:
        try:
            next(self.events)  # the stream's start
            if not isinstance(next(self.events), yaml.DocumentStartEvent):
                raise _fail(
                    "GS102",
                    words("文件没有内容", "file has no content"),
                    file=self.file,
                )
            self.document.data = self._value(next(self.events), ())
            next(self.events)  # the document's end
            after = next(self.events)
            if not isinstance(after, yaml.StreamEndEvent):
                what = words("一个文件只能有一份 YAML", "more than one YAML document")
                raise self._refuse(after, "GS103", what)
        except yaml.YAMLError as error:
            raise self._not_yaml(error) from None
        if self.faulty_keys:
            raise UnreadableFile(self.faulty_keys)
        return self.document

    def _not_yaml(self, error: yaml.YAMLError) -> UnreadableFile:
        mark = getattr(error, "problem_mark", None)
        reason = (
            getattr(error, "problem", None) or getattr(error, "reason", None) or "?"
        )
        place: dict[str, Any] = {"file": self.file}
        if mark:
            place = self.document._at((self.file, mark.line, mark.column))  # noqa: SLF001 - same module
        what = words("不是有效的 YAML（{reason}）", "not YAML: {reason}", reason=reason)
        hint = words(
            "检查该行附近的缩进、冒号后的空格和引号",
            "look at indentation, spaces after colons and quotes near this line",
        )
        return _fail("GS103", what, hint, **place)

    def _mark(self, event: yaml.Event) -> Mark:
        mark = event.start_mark
        line, column = (mark.line, mark.column) if mark else (0, 0)  # pragma: no branch
        return self.file, line, column

    def _refuse(self, event: yaml.Event, code: str, what: Words) -> UnreadableFile:
        return _fail(code, what, **self.document._at(self._mark(event)))  # noqa: SLF001 - same module

    def _value(self, event: yaml.Event, path: Path) -> Any:
        self.document.marks[path] = self._mark(event)
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event)
        if isinstance(event, yaml.AliasEvent):
            what = words(
                "不允许使用 YAML 别名（*）", "YAML aliases (*) are not allowed"
            )
            raise self._refuse(event, "GS105", what)
        if len(path) >= MAX_DEPTH:
            what = words(
                "嵌套过深，上限 {most} 层",
                "nested too deep, at most {most}",
                most=MAX_DEPTH,
            )
            raise self._refuse(event, "GS104", what)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(path)
        return self._mapping(path)

    def _sequence(self, path: Path) -> list[Any]:
        items: list[Any] = []
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            items.append(self._value(event, (*path, len(items))))
        return items

    def _mapping(self, path: Path) -> dict[Any, Any]:
        items: dict[Any, Any] = {}
        lines: dict[
            str, int
        ] = {}  # by the key's text, since a model takes 1 and "1" for one key
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            if not isinstance(event, yaml.ScalarEvent):
                what = words("键必须是文字或数字", "a key has to be text or a number")
                raise self._refuse(event, "GS103", what)
            key = self._scalar(event)
            here = (*path, key)
            self._check_key(key, event, lines)
            self.document.key_marks[here] = self._mark(event)
            items[key] = self._value(next(self.events), here)
        return items

    def _check_key(
        self, key: Any, event: yaml.ScalarEvent, lines: dict[str, int]
    ) -> None:
        """Note a key that is neither text nor a whole number, and one that was there before."""
        _, line, _ = self._mark(event)
        if isinstance(key, bool) or not isinstance(key, str | int):
            self._refuse_key(event, *_no_key(event.value))
        elif str(key) in lines:
            self._refuse_key(event, *_repeated(key, lines[str(key)]))
        else:
            lines[str(key)] = line + 1

    def _refuse_key(
        self, event: yaml.ScalarEvent, code: str, what: Words, hint: Words | None
    ) -> None:
        place = self.document._at(self._mark(event))  # noqa: SLF001 - same module
        self.faulty_keys.append(problem(code, what, hint, **place))

    def _scalar(self, event: yaml.ScalarEvent) -> Any:
        if event.tag not in (None, "!"):
            what = words(
                "不允许使用标签 {tag}", "tag {tag} is not allowed", tag=event.tag
            )
            raise self._refuse(event, "GS103", what)
        return plain(event.value) if event.implicit[0] else event.value


def _no_key(written: str) -> tuple[str, Words, Words]:
    what = words(
        "键 “{key}” 必须是文字或整数",
        "key '{key}' has to be text or a whole number",
        key=written,
    )
    hint = words('加引号写作 "{key}"', 'put it in quotes: "{key}"', key=written)
    return "GS103", what, hint


def _repeated(key: str | int, first: int) -> tuple[str, Words, None]:
    what = words(
        "键 “{key}” 重复，第 {first} 行已有",
        "key '{key}' repeated, first on line {first}",
        key=key,
        first=first,
    )
    return "GS106", what, None


def plain(value: str) -> str | int | float | bool | dt.date | None:
    """Read an unquoted YAML scalar by the rules of YAML 1.2: ``no`` is a word and ``12:30`` is no number.

    >>> plain("0.95"), plain("no"), plain("12:30"), plain("2026-01-31"), plain("1.0.0")
    (0.95, 'no', '12:30', datetime.date(2026, 1, 31), '1.0.0')
    """
    if value in _WORDS:
        return _WORDS[value]
    if not value[0].isdigit() and value[0] not in "+-.":
        return value
    if _INT.fullmatch(value) and len(value) <= len("-9007199254740992"):
        return int(value)
    if _FLOAT.fullmatch(value):
        return float(value)
    if _INF.fullmatch(value):
        return float(value.replace(".", ""))
    if _DATE.fullmatch(value):
        try:
            return dt.date.fromisoformat(value)
        except ValueError:
            return value
    return value
