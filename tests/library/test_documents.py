"""One file from an untrusted hand."""

import datetime as dt
from pathlib import Path

import pytest

from govstandard.base.problems import Problem, UnreadableFile
from govstandard.library.documents import MAX_BYTES, MAX_DEPTH, plain, read_document


def read(tmp_path: Path, content: str | bytes) -> Path:
    path = tmp_path / "a.yaml"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def code_of(path: Path) -> str:
    with pytest.raises(UnreadableFile) as caught:
        read_document(path)
    return caught.value.problems[0].code


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "GS102"),
        (b" \n\t\n", "GS102"),
        (b"# only a comment\n", "GS102"),
        ("标题".encode("gbk"), "GS103"),
        (b"\x00\x01", "GS103"),
        (b"a: [1", "GS103"),
        (b"\ta: 1", "GS103"),
        (b"a: !!python/object:os.system x", "GS103"),
        (b"a: 1\n---\nb: 2\n", "GS103"),
        (b"a" * (MAX_BYTES + 1), "GS104"),
        (b"a: 1\n" * 10_000_000, "GS104"),
        (b"[" * 100_000, "GS104"),
        (b"{a: " * 100_000, "GS104"),
        (b"? " * 100_000, "GS103"),
        (b"- " * 100_000, "GS104"),
        (b"a: &x [1]\nb: *x\n", "GS105"),
        (b"a: &x\n  b: *x\n", "GS105"),
        (b"a: 1\na: 2\n", "GS106"),
        (b"1: a\n1: b\n", "GS106"),
        (b"1: a\n'1': b\n", "GS106"),
        (b"1.10: a\n", "GS103"),
        (b"~: a\n", "GS103"),
        (b"true: a\n", "GS103"),
        (b".nan: a\n", "GS103"),
        (b"2025-01-01: a\n", "GS103"),
        (b"? *a\n: 1\n", "GS103"),
        (b"!!str a: 1\n", "GS103"),
        (b"a: !!binary aGk=\n", "GS103"),
        (b"a: !own x\n", "GS103"),
        (b'a: "\\ud800"\n', "GS103"),
        ("a: 1".encode("utf-16"), "GS103"),
    ],
    ids=lambda value: repr(value[:20]) if isinstance(value, bytes) else value,
)
def test_what_is_not_plain_bounded_data_is_refused(
    tmp_path: Path, content: bytes, code: str
) -> None:
    assert code_of(read(tmp_path, content)) == code


@pytest.mark.parametrize(
    ("content", "what", "hint"),
    [
        (b" \n", "文件是空的", None),
        (
            b"a" * (MAX_BYTES + 2),
            f"文件过大：{MAX_BYTES + 2} 字节，上限 {MAX_BYTES}",
            None,
        ),
        (
            "标题".encode("gbk"),
            "文件不是 UTF-8 文本",
            "用编辑器另存为 UTF-8 编码的 YAML",
        ),
        (b"1.10: a\n", "键 “1.10” 必须是文字或整数", '加引号写作 "1.10"'),
    ],
    ids=["empty", "too large", "other encoding", "key"],
)
def test_what_no_faulty_file_of_yaml_shows_is_told_in_chinese(
    tmp_path: Path, content: bytes, what: str, hint: str | None
) -> None:
    with pytest.raises(UnreadableFile) as caught:
        read_document(read(tmp_path, content))
    (problem,) = caught.value.problems
    assert (problem.what.zh, problem.hint and problem.hint.zh) == (what, hint)


def test_an_alias_bomb_is_refused_before_it_grows(tmp_path: Path) -> None:
    lines = ["a: &a [x, x, x, x, x, x, x, x, x]"]
    lines += [
        f"{name}: &{name} [{', '.join(['*' + before] * 9)}]"
        for before, name in zip("abcdefgh", "bcdefghi", strict=True)
    ]
    assert code_of(read(tmp_path, "\n".join(lines))) == "GS105"


def test_a_missing_file_a_folder_and_one_that_cannot_be_opened_are_told_apart(
    tmp_path: Path,
) -> None:
    for path, told in ((tmp_path / "none.yaml", "文件不存在"), (tmp_path, "不是文件")):
        with pytest.raises(UnreadableFile) as caught:
            read_document(path)
        (problem,) = caught.value.problems
        assert (problem.code, problem.what.zh, problem.file) == (
            "GS101",
            told,
            str(path),
        )


def test_a_file_that_cannot_be_opened_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = read(tmp_path, "a: 1")

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(UnreadableFile) as caught:
        read_document(path)
    (problem,) = caught.value.problems
    assert (problem.code, problem.what.zh) == ("GS101", "无法读取（Permission denied）")
    assert problem.what.en == "cannot be read: Permission denied"


def test_every_repeated_key_is_reported_in_one_run(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile) as caught:
        read_document(read(tmp_path, "a: 1\nb: {c: 1, c: 2}\na: 3\n"))
    assert [(problem.line, problem.column) for problem in caught.value.problems] == [
        (2, 11),
        (3, 1),
    ]


def test_a_key_repeated_again_and_again_points_to_the_first(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile) as caught:
        read_document(read(tmp_path, "x: 0\na: 1\na: 2\na: 3\n"))
    assert [problem.what.en for problem in caught.value.problems] == [
        "key 'a' repeated, first on line 2"
    ] * 2


def test_the_same_key_in_two_mappings_is_not_repeated(tmp_path: Path) -> None:
    assert read_document(read(tmp_path, "a: {b: 1}\nb: [{b: 1}, {b: 2}]\n")).data == {
        "a": {"b": 1},
        "b": [{"b": 1}, {"b": 2}],
    }


def test_a_key_that_yaml_takes_for_a_number_is_told_with_what_to_write(
    tmp_path: Path,
) -> None:
    with pytest.raises(UnreadableFile) as caught:
        read_document(read(tmp_path, "a: 1\nb: {1.10: x, ~: y}\na: 2\n"))
    first, second, third = caught.value.problems
    assert (first.code, first.line, first.column) == ("GS103", 2, 5)
    assert first.hint is not None
    assert first.hint.en == 'put it in quotes: "1.10"'
    assert (second.code, third.code) == ("GS103", "GS106")


def test_a_file_of_the_largest_size_is_read(tmp_path: Path) -> None:
    text = "a: 1\n# "
    assert read_document(read(tmp_path, text + "x" * (MAX_BYTES - len(text)))).data == {
        "a": 1
    }


@pytest.mark.parametrize("opening", ["[", "- "], ids=["brackets", "dashes"])
def test_nesting_is_read_to_its_limit_and_no_deeper(
    tmp_path: Path, opening: str
) -> None:
    closing = "]" if opening == "[" else ""
    found = read_document(
        read(tmp_path, opening * MAX_DEPTH + "x" + closing * MAX_DEPTH)
    ).data
    depth = 0
    while isinstance(found, list):
        (found,), depth = found, depth + 1
    assert (found, depth) == ("x", MAX_DEPTH)
    assert (
        code_of(
            read(tmp_path, opening * (MAX_DEPTH + 1) + "x" + closing * (MAX_DEPTH + 1))
        )
        == "GS104"
    )


def test_figures_that_are_not_finite_are_read_for_what_they_are(tmp_path: Path) -> None:
    data = read_document(read(tmp_path, "[.nan, .inf, -.Inf, 1e999]")).data
    assert [str(x) for x in data] == ["nan", "inf", "-inf", "inf"]


def test_lines_are_counted_alike_with_windows_line_ends_and_a_byte_order_mark(
    tmp_path: Path,
) -> None:
    document = read_document(read(tmp_path, "\ufeffa: 1\r\nb:\r\n  - x\r\n"))
    placed = document.place(Problem(code="GS000", what="x", path=("b", 0)))
    assert (placed.line, placed.column, placed.excerpt) == (3, 5, "  - x")


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r", "\x85", "\u2028"], ids=repr)
def test_the_line_of_a_fault_is_right_with_every_line_end_of_yaml(
    tmp_path: Path, ending: str
) -> None:
    with pytest.raises(UnreadableFile) as caught:
        read_document(read(tmp_path, ending.join(["# 说明", "a: 1", "b: *x"])))
    (fault,) = caught.value.problems
    assert (fault.code, fault.line, fault.column, fault.excerpt) == (
        "GS105",
        3,
        4,
        "b: *x",
    )


def test_a_fault_behind_the_last_line_has_no_excerpt(tmp_path: Path) -> None:
    document = read_document(read(tmp_path, "a: 1"))
    document.marks[()] = (next(iter(document.lines)), 9, 0)
    placed = document.place(Problem(code="GS000", what="x"))
    assert (placed.line, placed.excerpt) == (10, "")


def test_a_value_is_found_by_its_path(tmp_path: Path) -> None:
    document = read_document(read(tmp_path, "a:\n  - {1: x}\n"))
    assert document.at(("a", 0, 1)) == "x"
    assert document.at(()) == {"a": [{1: "x"}]}


def test_a_problem_inside_what_is_missing_lies_at_its_holder(tmp_path: Path) -> None:
    document = read_document(read(tmp_path, "a:\n  b: 1\n"))
    assert (
        document.place(Problem(code="GS000", what="x", path=("a", "c", "d"))).line == 2
    )


def test_a_very_long_line_is_not_repeated(tmp_path: Path) -> None:
    document = read_document(read(tmp_path, f"a: {'x' * 1000}\n"))
    placed = document.place(Problem(code="GS000", what="x", path=("a",)))
    assert (placed.line, placed.column, placed.excerpt) == (1, 4, "")
    longest = "a: " + "x" * 157
    document = read_document(read(tmp_path, f"{longest}\n"))
    assert (
        document.place(Problem(code="GS000", what="x", path=("a",))).excerpt == longest
    )
    placed = read_document(read(tmp_path, f"{longest}x\n")).place(
        Problem(code="GS000", what="x", path=("a",))
    )
    assert placed.render() == f"{placed.file}:1:4: GS000 x"


def test_the_caret_stands_below_its_place_behind_wide_characters_and_tabs(
    tmp_path: Path,
) -> None:
    document = read_document(read(tmp_path, "{标题: x}\n"))
    shown = (
        document.place(Problem(code="GS000", what="x", path=("标题",)))
        .render()
        .splitlines()
    )
    assert shown[2] == "1 | {标题: x}"
    assert shown[3] == "  |       ".rstrip(" ") + " " * 8 + "^"
    document = read_document(read(tmp_path, "{\t标题: x}\n"))
    shown = (
        document.place(Problem(code="GS000", what="x", path=("标题",), on_key=True))
        .render()
        .splitlines()
    )
    assert shown[3] == "  |  \t^"


@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        ("", None),
        ("~", None),
        ("null", None),
        ("true", True),
        ("no", "no"),
        ("on", "on"),
        ("12", 12),
        ("-3", -3),
        ("007", 7.0),
        ("1_000", "1_000"),
        ("0.5", 0.5),
        (".5", 0.5),
        ("1e3", 1000.0),
        ("12:30", "12:30"),
        ("1.0.0", "1.0.0"),
        ("2026-01-31", dt.date(2026, 1, 31)),
        ("2026-02-31", "2026-02-31"),
        (".inf", float("inf")),
        ("-.inf", float("-inf")),
        ("-", "-"),
    ],
)
def test_unquoted_words_are_read_by_yaml_1_2(written: str, read_as: object) -> None:
    assert plain(written) == read_as


def test_a_number_too_long_to_be_exact_is_a_float() -> None:
    assert isinstance(plain("-9007199254740992"), int)
    assert isinstance(plain("-90071992547409920"), float)
    assert isinstance(plain("9" * 400), float)


def test_a_file_of_control_characters_is_told_in_the_parsers_words(
    tmp_path: Path,
) -> None:
    with pytest.raises(
        UnreadableFile, match="GS103 not YAML: control characters are not allowed"
    ):
        read_document(read(tmp_path, b"a: \x00"))


def test_quoted_words_stay_words(tmp_path: Path) -> None:
    assert read_document(read(tmp_path, "a: '12'\nb: \"true\"\n")).data == {
        "a": "12",
        "b": "true",
    }


def test_json_is_read_too(tmp_path: Path) -> None:
    assert read_document(read(tmp_path, '{\n\t"a": [1, {"b": null}]\n}')).data == {
        "a": [1, {"b": None}]
    }
