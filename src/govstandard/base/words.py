"""Text in Chinese and English."""

import re
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, model_validator

from govstandard.base.frozen import Frozen

Lang = Literal["zh", "en"]
"""The two languages people are spoken to in: ``zh`` or ``en``."""

_HAN = re.compile(r"[\u4e00-\u9fff]")


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
    def _has_words(self) -> "Translations":
        if not (self.zh.strip() or self.en.strip()):
            msg = "text is empty"
            raise ValueError(msg)
        return self

    def to(self, lang: Lang) -> str:
        """Return the words in `lang`, or in the other language where there are none."""
        return (self.zh or self.en) if lang == "zh" else (self.en or self.zh)

    def __str__(self) -> str:
        return self.to("zh")


def _from_plain(value: Any) -> Any:
    if isinstance(value, str):
        return {"zh" if _HAN.search(value) else "en": value}
    return value


Text = Annotated[
    Translations,
    BeforeValidator(_from_plain, json_schema_input_type=str | Translations),
]
"""Words for people: a plain string (Chinese when it has a Chinese character), or ``{zh: …, en: …}``."""

Id = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9_.-]*$", max_length=64)]
"""A stable name: letters, digits, ``.``, ``-`` and ``_``, never reused for something else."""


def words(zh: str, en: str) -> Translations:
    """Pair two wordings.

    >>> words("是", "yes").to("en")
    'yes'
    """
    return Translations(zh=zh, en=en)


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
    spread = (1.05 * len(line) + 0.95 * len(_WIDE.findall(line)) for line in text.split("\n"))
    return sum(max(1, -int(-size // max(1, width - 1))) for size in spread)


_WIDE = re.compile(
    "[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]"
)
"""Characters as wide as two."""
