"""Words in Chinese and English: those of files, and the engine's own sentences with their facts."""

import re
from collections.abc import Callable, Mapping, Sequence
from string import Formatter
from typing import Annotated, Any, Literal, Self

from pydantic import (
    BeforeValidator,
    Field,
    SerializationInfo,
    SerializerFunctionWrapHandler,
    model_serializer,
    model_validator,
)
from pydantic_core import PydanticCustomError

from govstandard.base.frozen import Frozen
from govstandard.base.rounding import brief, show, signed

Lang = Literal["zh", "en"]
"""The two languages people are spoken to in: ``zh`` or ``en``."""


class Translations(Frozen):
    """The same words in Chinese and English; at least one of the two is given.

    >>> title = Translations(zh="达标", en="Met")
    >>> title.to("en"), str(title)
    ('Met', '达标')
    """

    zh: str = ""
    """The Chinese wording."""
    en: str = ""
    """The English wording."""

    @model_validator(mode="after")
    def _has_words(self) -> Self:
        if not (self.zh.strip() or self.en.strip()):
            raise PydanticCustomError("text_empty", "text is empty")
        return self

    def to(self, lang: Lang) -> str:
        """Return the words in `lang`, or in the other language where there are none."""
        return (self.zh or self.en) if lang == "zh" else (self.en or self.zh)

    def __str__(self) -> str:
        return self.to("zh")


def _is_han(sign: str) -> bool:
    return "\u4e00" <= sign <= "\u9fff"


def _from_plain(value: Any) -> Any:
    if isinstance(value, Words):
        return Translations(zh=value.zh, en=value.en)
    if isinstance(value, str):
        return {"zh" if any(map(_is_han, value)) else "en": value}
    return value


Text = Annotated[
    Translations,
    BeforeValidator(_from_plain, json_schema_input_type=str | Translations),
]
"""Words for people: a plain string (Chinese when it has a Chinese character), or ``{zh: …, en: …}``."""

Id = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9_.-]*$", max_length=64)]
"""A stable name: letters, digits, ``.``, ``-`` and ``_``, never reused for something else."""


class Words(Frozen):
    """A sentence of the engine: a template in each language, and the facts that fill both.

    The sentence is made only when somebody reads it. A placeholder may say how its fact is shown:
    ``{limit:brief}``, ``{value:hundred}`` (`SHOWN` has all of them); several facts are joined, as by
    ``{circle:arrows}`` (`JOINTS`).

    >>> few = words("仅 {found} 份，至少 {least:brief} 份", "{found}, at least {least:brief}", found=20, least=30.0)
    >>> few.to("en"), few.zh, few.facts["least"]
    ('20, at least 30', '仅 20 份，至少 30 份', 30.0)
    """

    chinese: str
    """The Chinese template."""
    english: str
    """The English template; it holds the same placeholders."""
    facts: dict[str, "Fact"] = {}
    """What the placeholders stand for, by their names."""

    def to(self, lang: Lang) -> str:
        """Return the sentence in `lang`."""
        template = self.chinese if lang == "zh" else self.english
        return (
            _FILLED[lang].vformat(template, (), self.facts) if self.facts else template
        )

    @property
    def zh(self) -> str:
        """Return the Chinese sentence."""
        return self.to("zh")

    @property
    def en(self) -> str:
        """Return the English sentence."""
        return self.to("en")

    def __str__(self) -> str:
        return self.to("zh")

    @model_serializer(mode="wrap")
    def _as_told(
        self, handler: SerializerFunctionWrapHandler, info: SerializationInfo
    ) -> Any:
        """Write templates and facts, or for a reader (``context={"told": True}``) the sentences and the facts."""
        if not (info.context or {}).get("told"):
            return handler(self)
        told = {"zh": self.zh, "en": self.en}
        facts = handler(self)["facts"] if self.facts else {}
        return {**told, "facts": facts} if facts else told


class Key(Frozen):
    """A key of a file of text, with the word that people know it by where there are no keys.

    >>> above = Key(key="numerator", title="分子")
    >>> above.to("zh"), above.to("en")
    ('分子 numerator', 'numerator')
    """

    key: str
    """The key as it is written."""
    title: str
    """The Chinese word for it."""

    def to(self, lang: Lang) -> str:
        """Return the key, in Chinese behind its word."""
        return f"{self.title} {self.key}" if lang == "zh" else self.key


Atom = bool | int | float | str | Translations | Words | Key | None
Fact = Atom | tuple[Atom, ...]
"""What a sentence can be about: an id, a number, a title, or several of them."""
Said = Words | Translations
"""Words to be shown: the engine's own, or those of a file."""


def _spoken(value: Any) -> Any:
    if isinstance(value, str):
        return words(value, value)
    if isinstance(value, dict) and value.keys() == {"zh", "en"}:
        return words(value["zh"], value["en"])
    return value


Sentence = Annotated[Words, BeforeValidator(_spoken)]
"""A sentence of the engine; also a plain string, or ``{zh: …, en: …}``, as they are."""


class _Filler(Formatter):
    """Fills a template with facts, in one language."""

    def __init__(self, lang: Lang) -> None:
        self.lang = lang

    def get_field(
        self,
        field_name: str,
        args: Sequence[Any],  # noqa: ARG002 - there are none
        kwargs: Mapping[str, Any],
    ) -> Any:
        """Return the fact of that name; nothing inside a fact can be asked for."""
        return kwargs[field_name], field_name

    def format_field(self, value: Any, format_spec: str) -> str:
        """Write a fact as its placeholder asks; several are joined."""
        if isinstance(value, tuple):
            joint = JOINTS.get(format_spec, ("、", ", "))[self.lang == "en"]
            each = "" if format_spec in JOINTS else format_spec
            return joint.join(self.format_field(one, each) for one in value)
        if format_spec:
            return SHOWN[format_spec](value)
        return value.to(self.lang) if isinstance(value, Said | Key) else str(value)


_FILLED: dict[Lang, _Filler] = {"zh": _Filler("zh"), "en": _Filler("en")}
SHOWN: dict[str, Callable[[Any], str]] = {
    "brief": brief,
    "show": show,
    "show2": lambda value: show(value, 2),
    "hundred": lambda value: "–" if value is None else show(value * 100),
    "signed": signed,
    "general": lambda value: f"{value:g}",
}
"""How a fact can be shown, by the word behind the colon of its placeholder."""
JOINTS: dict[str, tuple[str, str]] = {
    "arrows": (" → ", " → "),
    "commas": (", ", ", "),
    "plus": ("、", " + "),
}
"""What can stand between several facts in Chinese and in English, where it is no comma of the language."""


def words(zh: str, en: str, **facts: Fact) -> Words:
    """Make a sentence of two templates and the facts that fill them.

    >>> words("是", "yes").to("en")
    'yes'
    >>> words("没有 “{id}”", "no '{id}'", id="PB.3").to("en")
    "no 'PB.3'"
    """
    return Words(chinese=zh, english=en, facts=facts)


def pick(lang: Lang, zh: str, en: str) -> str:
    """Choose between two wordings.

    >>> pick("en", "是", "yes")
    'yes'
    """
    return zh if lang == "zh" else en


def lines(text: str, width: float) -> int:
    r"""Estimate how many lines a text takes in a column of that many characters.

    >>> lines("abc", 10), lines("一二三四五六", 10), lines("a\nb", 10)
    (1, 2, 2)
    """
    room = max(1, width - 1)
    return sum(_lines(line, room) for line in text.split("\n"))


def _lines(line: str, room: float) -> int:
    if 2 * len(line) < room:  # also where every character is a wide one
        return 1
    size = 1.05 * len(line) + 0.95 * len(re.findall(_WIDE, line))
    return max(1, -int(-size // room))


_WIDE = "[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]"
"""Characters as wide as two; compiled when first looked for, as that takes a moment that most commands need not."""
