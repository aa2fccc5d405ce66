"""Problems in files, as values, and the few exceptions that carry them."""

from collections.abc import Iterable
from difflib import get_close_matches
from unicodedata import east_asian_width

from govstandard.frozen import Frozen
from govstandard.text import Lang, Text, Translations, pick, words

Path = tuple[str | int, ...]
"""Where something stands inside a file: keys and list positions from its root."""


class Problem(Frozen):
    """A fault in a file: place, code, what is wrong, and a hint on what to write instead.

    >>> print(Problem(code="GS101", what="file not found", file="a.yaml"))
    a.yaml: GS101 file not found
    """

    code: str
    """``GS`` and three digits; each has an entry in the documentation."""
    what: Text
    """What is wrong, naming the id and the value."""
    hint: Text | None = None
    """What to write instead."""
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
    excerpt: str = ""
    """The line itself, shortened where it is very long."""

    def render(self, lang: Lang = "en") -> str:
        """Write the problem for a person: one headline, the line with a caret, and the hint."""
        where = ":".join(str(part) for part in (self.file, self.line, self.column) if part)
        lines = [f"{where}: {self.code} {self.what.to(lang)}" if where else f"{self.code} {self.what.to(lang)}"]
        if self.excerpt:
            gutter = " " * len(str(self.line))
            before = self.excerpt[: self.column - 1]
            caret = "".join("\t" if char == "\t" else " " * _width(char) for char in before) + "^"
            lines += [f"{gutter} |", f"{self.line} | {self.excerpt}", f"{gutter} | {caret}"]
        if self.hint:
            label = pick(lang, "建议：", "hint: ")
            lines.append(f"{' ' * len(str(self.line or ''))} = {label}{self.hint.to(lang)}")
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


def nearest(word: object, known: Iterable[object]) -> Translations | None:
    """Suggest the known word closest to a mistyped one, or nothing where none is close.

    >>> nearest("PB.03.40", ["PB.03.04", "SV.01.01"]).en
    "did you mean 'PB.03.04'?"
    """
    close = get_close_matches(str(word), [str(name) for name in known], n=1, cutoff=0.6)
    return words(f"是否应为 “{close[0]}”？", f"did you mean '{close[0]}'?") if close else None


def unknown_id(code: str, kind: Translations, word: str, known: Iterable[object]) -> UnknownId:
    """Build the error for an id that is not there, with a suggestion where one is close."""
    what = words(f"没有{kind.zh} “{word}”", f"no {kind.en} '{word}'")
    return UnknownId([Problem(code=code, what=what, hint=nearest(word, known))])
