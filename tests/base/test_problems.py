"""A problem as a person sees it, and the errors that carry problems."""

import pickle
from unicodedata import east_asian_width

import pytest

from govstandard.base.problems import (
    CODES,
    GovStandardError,
    InvalidFile,
    Problem,
    UnknownId,
    UnreadableFile,
    nearest,
    unknown_id,
)
from govstandard.base.words import words

BROKEN = Problem(code="GS999", what=words("坏了", "it is broken"))
PLACED = BROKEN.model_copy(
    update={"file": "a.yaml", "line": 3, "column": 5, "excerpt": "a: {b: 1}"}
)


def columns(text: str) -> int:
    """Count the columns of a terminal that a text takes."""
    return sum(2 if east_asian_width(char) in "WF" else 1 for char in text)


@pytest.mark.parametrize(
    ("place", "headline"),
    [
        ({}, "GS999 it is broken"),
        ({"file": "a.yaml"}, "a.yaml: GS999 it is broken"),
        ({"file": "a.yaml", "line": 3}, "a.yaml:3: GS999 it is broken"),
        ({"file": "a.yaml", "line": 3, "column": 5}, "a.yaml:3:5: GS999 it is broken"),
    ],
    ids=["nowhere", "file", "line", "column"],
)
def test_a_headline_says_as_much_of_the_place_as_is_known(
    place: dict[str, object], headline: str
) -> None:
    assert BROKEN.model_copy(update=place).render() == headline


def test_a_problem_prints_itself_in_english_and_renders_in_both() -> None:
    assert str(BROKEN) == "GS999 it is broken"
    assert BROKEN.render("zh") == "GS999 坏了"


def test_the_facts_of_a_problem_are_those_of_its_sentence() -> None:
    what = words("没有 {kind}", "no {kind}", kind="A.1")
    assert Problem(code="GS999", what=what).facts == {"kind": "A.1"}


def test_the_line_stands_below_the_headline_with_a_caret_and_the_hint() -> None:
    hinted = PLACED.model_copy(update={"hint": words("修好它", "mend it")})
    assert hinted.render().splitlines() == [
        "a.yaml:3:5: GS999 it is broken",
        "  |",
        "3 | a: {b: 1}",
        "  |     ^",
        "  = hint: mend it",
    ]
    assert hinted.render("zh").splitlines()[-1] == "  = 建议：修好它"


def test_the_gutter_grows_with_the_number_of_the_line() -> None:
    lines = (
        PLACED.model_copy(update={"line": 1234, "hint": words("修好它", "mend it")})
        .render()
        .splitlines()[1:]
    )
    assert lines == [
        "     |",
        "1234 | a: {b: 1}",
        "     |     ^",
        "     = hint: mend it",
    ]


def test_a_hint_without_a_line_hangs_below_the_headline() -> None:
    lone = BROKEN.model_copy(update={"hint": words("修好它", "mend it")})
    assert lone.render().splitlines() == ["GS999 it is broken", " = hint: mend it"]


@pytest.mark.parametrize(
    "before",
    ["title: ", "标题: ", "ｆｕｌｌ: ", "\tt: ", "一(二)三：", ""],
    ids=["latin", "han", "full-width", "tab", "punctuation", "nothing"],
)
def test_the_caret_stands_below_its_character_whatever_is_before_it(
    before: str,
) -> None:
    placed = PLACED.model_copy(
        update={"column": len(before) + 1, "excerpt": f"{before}x"}
    )
    line, caret = placed.render().splitlines()[2:]
    assert caret.endswith("^")
    assert columns(caret[:-1]) == columns(line[:-1])
    assert caret.count("\t") == line.count("\t")


def test_a_warning_says_that_it_is_one() -> None:
    warning = BROKEN.model_copy(update={"severity": "warning"})
    assert warning.render("en") == "GS999 warning it is broken"
    assert warning.render("zh") == "GS999 警告 坏了"


def test_every_code_has_its_form_and_its_words_in_both_languages() -> None:
    assert list(CODES) == sorted(CODES)
    for code, told in CODES.items():
        assert code[:2] == "GS"
        assert code[2:].isdecimal()
        assert len(code) == 5
        assert told.zh
        assert told.en


def test_an_error_keeps_its_problems_in_order_and_tells_them_all() -> None:
    error = GovStandardError(iter([PLACED, BROKEN]))
    assert error.problems == (PLACED, BROKEN)
    assert str(error) == f"{PLACED}\n{BROKEN}"
    assert error.render("zh").splitlines()[-1] == "GS999 坏了"


def test_an_unreadable_file_is_an_invalid_one_and_an_unknown_id_is_a_key_error() -> (
    None
):
    assert issubclass(UnreadableFile, InvalidFile)
    assert issubclass(InvalidFile, GovStandardError)
    assert issubclass(UnknownId, KeyError)
    assert (
        str(UnknownId([BROKEN])) == "GS999 it is broken"
    )  # a KeyError would print its repr


@pytest.mark.parametrize(
    ("mistyped", "known", "best"),
    [
        ("PB.03.40", ["PB.03.04", "PB.03.44"], "PB.03.04"),
        (
            "residents-comittee",
            ["residents-committee", "party-committee"],
            "residents-committee",
        ),
        ("targte", ["target", "floor"], "target"),
        (123, [12, 132, 300], "132"),
    ],
    ids=[
        "swapped",
        "letter-left-out",
        "swapped-letters",
        "swapped-digits-before-one-left-out",
    ],
)
def test_the_nearest_known_word_is_suggested(
    mistyped: object, known: list[object], best: str
) -> None:
    hint = nearest(mistyped, known)
    assert hint is not None
    assert hint.en == f"did you mean '{best}'?"
    assert best in hint.zh


@pytest.mark.parametrize(
    "known", [[], ["something-else"]], ids=["nothing-known", "nothing-close"]
)
def test_nothing_is_suggested_where_nothing_is_close(known: list[str]) -> None:
    assert nearest("PB.03.04", known) is None


def test_an_unknown_id_names_the_kind_of_thing_and_suggests() -> None:
    error = unknown_id("GS210", words("等级", "level"), "mett", ["below", "met"])
    (problem,) = error.problems
    assert (problem.code, problem.what.en, problem.what.zh) == (
        "GS210",
        "no level 'mett'",
        "没有等级 “mett”",
    )
    assert problem.hint == nearest("mett", ["met"])


@pytest.mark.parametrize(
    "kind", [InvalidFile, UnreadableFile, UnknownId], ids=lambda kind: kind.__name__
)
def test_an_error_can_be_sent_to_another_process(kind: type[GovStandardError]) -> None:
    sent = pickle.loads(pickle.dumps(kind([PLACED, BROKEN])))  # noqa: S301 - our own bytes
    assert type(sent) is kind
    assert sent.problems == (PLACED, BROKEN)
    assert str(sent) == f"{PLACED}\n{BROKEN}"
