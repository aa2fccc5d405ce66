"""Words in two languages: which is shown, which is guessed, and what may be a name."""

import ast
from pathlib import Path
from string import Formatter

import pytest
from pydantic import TypeAdapter, ValidationError

from govstandard.base.words import (
    JOINTS,
    SHOWN,
    Id,
    Lang,
    Text,
    Translations,
    Words,
    pick,
    words,
)

TEXT: TypeAdapter[Translations] = TypeAdapter(Text)
ID: TypeAdapter[str] = TypeAdapter(Id)


@pytest.mark.parametrize(
    ("text", "lang", "shown"),
    [
        (words("达标", "Met"), "zh", "达标"),
        (words("达标", "Met"), "en", "Met"),
        (Translations(zh="达标"), "en", "达标"),
        (Translations(en="Met"), "zh", "Met"),
    ],
    ids=["zh", "en", "no-english", "no-chinese"],
)
def test_the_other_language_stands_in_where_one_is_missing(
    text: Translations, lang: Lang, shown: str
) -> None:
    assert text.to(lang) == shown


def test_text_prints_itself_in_chinese() -> None:
    assert str(words("达标", "Met")) == "达标"
    assert str(Translations(en="Met")) == "Met"


def test_a_sentence_is_written_with_its_templates_and_read_again() -> None:
    sentence = words("缺 {gap}", "no {gap}", gap="A.1")
    assert Words.model_validate_json(sentence.model_dump_json()) == sentence


def test_several_facts_are_joined_as_each_language_does() -> None:
    sentence = words("缺 {gaps}", "no {gaps}", gaps=(words("图", "picture"), 3))
    assert sentence.zh == "缺 图、3"
    assert sentence.en == "no picture, 3"


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("达标", Translations(zh="达标")),
        ("Met", Translations(en="Met")),
        ("Jindi 社区", Translations(zh="Jindi 社区")),
        ("≥ 95 %", Translations(en="≥ 95 %")),
        ({"zh": "达标", "en": "Met"}, Translations(zh="达标", en="Met")),
        (words("达标", "Met"), Translations(zh="达标", en="Met")),
    ],
    ids=["chinese", "english", "mixed", "signs", "both", "made"],
)
def test_a_plain_string_is_chinese_when_it_has_a_chinese_character(
    written: object, meant: Translations
) -> None:
    assert TEXT.validate_python(written) == meant


@pytest.mark.parametrize(
    "written",
    [
        "",
        "  ",
        {},
        {"zh": "", "en": ""},
        {"zh": "　"},
        {"fr": "atteint"},
        5,
        None,
        ["达标"],
    ],
    ids=repr,
)
def test_text_without_words_is_refused(written: object) -> None:
    with pytest.raises(ValidationError):
        TEXT.validate_python(written)


@pytest.mark.parametrize(
    "name", ["a", "7", "PB.03.04", "residents-committee", "a_b", "A" * 64]
)
def test_a_name_is_letters_digits_dots_and_dashes(name: str) -> None:
    assert ID.validate_python(name) == name


@pytest.mark.parametrize(
    "name",
    ["", ".a", "-a", "_a", "a b", "a/b", "../a", "a\n", "社区", "A" * 65],
    ids=repr,
)
def test_a_name_that_could_be_a_path_an_option_or_a_sentence_is_refused(
    name: str,
) -> None:
    with pytest.raises(ValidationError):
        ID.validate_python(name)


def test_pick_chooses_by_language() -> None:
    assert pick("zh", "是", "yes") == "是"
    assert pick("en", "是", "yes") == "yes"


@pytest.mark.parametrize(
    ("shown", "zh", "en"),
    [
        ("{ids}", "甲、b", "甲, b"),
        ("{ids:commas}", "甲, b", "甲, b"),
        ("{ids:plus}", "甲、b", "甲 + b"),
        ("{ids:arrows}", "甲 → b", "甲 → b"),
    ],
)
def test_several_facts_are_joined_as_their_placeholder_asks(
    shown: str, zh: str, en: str
) -> None:
    joined = words(shown, shown, ids=("甲", "b"))
    assert (joined.zh, joined.en) == (zh, en)


def test_each_of_several_numbers_is_shown_as_their_placeholder_asks() -> None:
    assert (
        words("{shares:hundred}", "{shares:hundred}", shares=(0.5, None)).en
        == "50.0, –"
    )


def test_no_word_behind_the_colon_means_two_things() -> None:
    assert not JOINTS.keys() & SHOWN.keys()


SOURCES = sorted((Path(__file__).parents[2] / "src").rglob("*.py"))


def placeholders(template: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(template) if name is not None}


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.stem)
def test_the_two_templates_of_a_sentence_hold_the_facts_that_they_are_given(
    source: Path,
) -> None:
    for node in ast.walk(ast.parse(source.read_text(encoding="utf-8"))):
        if not (isinstance(node, ast.Call) and getattr(node.func, "id", "") == "words"):
            continue
        templates = [part.value for part in node.args if isinstance(part, ast.Constant)]
        facts = {word.arg for word in node.keywords}
        if len(templates) == 2 and facts:
            assert [placeholders(str(template)) for template in templates] == [
                facts,
                facts,
            ], f"{source.name}:{node.lineno}"
