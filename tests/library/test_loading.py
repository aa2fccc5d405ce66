"""From files to models: a folder is one standard, and every fault names its own file."""

from pathlib import Path

import pytest

from govstandard.base.problems import InvalidFile, UnreadableFile
from govstandard.library.loading import read_assessment, read_standard, warnings_of
from govstandard.standard.tree import Standard

ROOT = """\
id: demo
version: 1.0.0
title: 示例
tiers: [{id: dimension, title: 维度}, {id: part, title: 部分}, {id: item, title: 项}]
levels: [{id: below, title: 未达标}]
groups: [{id: A, title: 甲}]
"""
PART = """\
id: A.1
title: 部分
items:
  - {id: A.1.1, title: 项, requirement: 应有。, measure: {kind: binary}, lead: committee, support: [police]}
"""
BODIES = "bodies: [{id: committee, name: 居委会}, {id: police, name: 民警}]\n"


def folder(tmp_path: Path, **files: str) -> Path:
    """Write a standard's folder; a part's file is named part_X."""
    (tmp_path / "parts").mkdir()
    for name, text in {
        "standard": ROOT,
        "bodies": BODIES,
        "part_1": PART,
        **files,
    }.items():
        path = (
            tmp_path / "parts" / f"{name[5:]}.yaml"
            if name.startswith("part_")
            else tmp_path / f"{name}.yaml"
        )
        path.write_text(text, encoding="utf-8")
    return tmp_path


def faults(path: Path) -> list[tuple[str, str, int]]:
    with pytest.raises(InvalidFile) as caught:
        read_standard(path)
    return [
        (Path(problem.file).name, problem.code, problem.line)
        for problem in caught.value.problems
    ]


def test_a_folder_is_put_together_from_its_files(tmp_path: Path) -> None:
    standard = read_standard(folder(tmp_path))
    assert [group.id for group in standard.groups[0].groups] == ["A.1"]
    assert standard.body("police").name.zh == "民警"


def test_a_part_goes_under_the_deepest_group_whose_id_begins_its_own(
    tmp_path: Path,
) -> None:
    root = ROOT.replace(
        "groups: [{id: A, title: 甲}]",
        "groups: [{id: A, title: 甲, groups: [{id: A.1, title: 乙}]}]",
    )
    root = root.replace("{id: item", "{id: piece, title: 段}, {id: item")
    part = PART.replace("id: A.1\n", "id: A.1.1\n").replace("A.1.1,", "A.1.1.1,")
    standard = read_standard(folder(tmp_path, standard=root, part_1=part))
    assert standard.groups[0].groups[0].groups[0].id == "A.1.1"


def test_a_group_finds_its_parent_whatever_their_files_are_called(
    tmp_path: Path,
) -> None:
    parent = "id: A.1\ntitle: 上级\n"
    child = PART.replace("A.1", "A.1.1")
    root = ROOT.replace("{id: item", "{id: piece, title: 段}, {id: item")
    standard = read_standard(
        folder(tmp_path, standard=root, part_0=child, part_1=parent)
    )
    assert [group.id for group in standard.groups[0].groups[0].groups] == ["A.1.1"]


def test_a_group_in_a_file_takes_in_the_parts_of_files_named_before_it(
    tmp_path: Path,
) -> None:
    root = ROOT.replace("{id: item", "{id: piece, title: 段}, {id: item")
    below = PART.replace("id: A.1\n", "id: A.1.1\n").replace("A.1.1,", "A.1.1.1,")
    standard = read_standard(
        folder(tmp_path, standard=root, part_1=below, part_2="id: A.1\ntitle: 上级\n")
    )
    assert standard.groups[0].groups[0].groups[0].id == "A.1.1"


def test_faults_of_all_files_come_in_one_run_in_the_order_of_files_and_lines(
    tmp_path: Path,
) -> None:
    standard = ROOT.replace("title: 示例", "titel: 示例")
    part = PART.replace("title: 部分", "weight: heavy").replace(
        "kind: binary", "kind: binery"
    )
    found = faults(
        folder(
            tmp_path,
            standard=standard,
            bodies=BODIES.replace("name: 民警", "nam: 民警"),
            part_1=part,
        )
    )
    assert found == [
        ("standard.yaml", "GS107", 1),
        ("standard.yaml", "GS108", 3),
        ("bodies.yaml", "GS107", 1),
        ("bodies.yaml", "GS108", 1),
        ("1.yaml", "GS107", 1),
        ("1.yaml", "GS109", 2),
        ("1.yaml", "GS111", 4),
    ]


def test_faults_of_sense_name_the_files_of_their_parts(tmp_path: Path) -> None:
    second = PART.replace("A.1", "A.2").replace("lead: committee", "lead: comittee")
    assert faults(folder(tmp_path, part_2=second)) == [("2.yaml", "GS204", 4)]


def test_all_unreadable_files_are_named_at_once(tmp_path: Path) -> None:
    found = faults(folder(tmp_path, bodies="bodies: [", part_1="- a list\n", part_2=""))
    assert found == [
        ("bodies.yaml", "GS103", 2),
        ("1.yaml", "GS109", 1),
        ("2.yaml", "GS102", 0),
    ]


@pytest.mark.parametrize(
    "below", ["", "5", "{A.1: x}"], ids=["blank", "number", "mapping"]
)
def test_a_group_whose_groups_are_no_list_is_told_so_where_parts_go_under_it(
    tmp_path: Path, below: str
) -> None:
    root = ROOT.replace("title: 甲}", f"title: 甲, groups: {below}}}")
    assert faults(folder(tmp_path, standard=root)) == [("standard.yaml", "GS109", 6)]


@pytest.mark.parametrize(
    "groups",
    ["5", "[5]", "[{title: 甲}]", ""],
    ids=["number", "numbers", "no-id", "blank"],
)
def test_a_part_finds_no_home_among_what_are_no_groups(
    tmp_path: Path, groups: str
) -> None:
    root = ROOT.replace("[{id: A, title: 甲}]", groups)
    assert faults(folder(tmp_path, standard=root)) == [("1.yaml", "GS214", 1)]


@pytest.mark.parametrize(
    "part",
    ["title: 部分\n", "id:\ntitle: 部分\n", "id: [A.1]\n"],
    ids=["none", "blank", "list"],
)
def test_a_part_without_an_id_is_a_fault_of_its_own_file(
    tmp_path: Path, part: str
) -> None:
    assert faults(folder(tmp_path, part_1=part)) == [("1.yaml", "GS214", 1)]


def test_two_parts_of_one_id_are_told_at_the_second(tmp_path: Path) -> None:
    assert faults(folder(tmp_path, part_2=PART)) == [
        ("2.yaml", "GS201", 1),
        ("2.yaml", "GS201", 4),
    ]


def test_a_body_listed_twice_is_told_in_the_file_of_bodies(tmp_path: Path) -> None:
    bodies = (
        "bodies:\n  - {id: committee, name: 居委会}\n  - {id: committee, name: 民警}\n"
    )
    found = faults(folder(tmp_path, bodies=bodies))
    assert found == [("bodies.yaml", "GS201", 3), ("1.yaml", "GS204", 4)]


def test_a_part_without_a_group_to_go_under_is_a_fault(tmp_path: Path) -> None:
    path = folder(tmp_path, part_1=PART.replace("A.1", "B.1"))
    assert faults(path) == [("1.yaml", "GS214", 1)]
    with pytest.raises(
        InvalidFile,
        match=r"1:5: GS214 .*(?s:.*)hint: list it under groups in standard\.yaml",
    ):
        read_standard(path)


def test_a_field_given_in_two_files_is_a_fault(tmp_path: Path) -> None:
    path = folder(tmp_path, more="title: 另一个\n")
    assert faults(path) == [("more.yaml", "GS106", 1)]
    with pytest.raises(
        InvalidFile,
        match=r"more\.yaml:1:1: GS106 'title' is already given in another file",
    ):
        read_standard(path)


def test_a_folder_without_standard_yaml_is_no_standard(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match=r"standard\.yaml is missing") as caught:
        read_standard(tmp_path)
    (problem,) = caught.value.problems
    assert (problem.code, problem.what.zh) == (
        "GS101",
        "不是标准文件夹：缺 standard.yaml",
    )


@pytest.mark.parametrize(
    ("file", "text", "told"),
    [
        ("more", "title: 另一个\n", ("GS106", "“title” 已在另一文件中给出", None)),
        (
            "part_2",
            "id: B.1\ntitle: 乙\n",
            ("GS214", "没有可放 “B.1” 的上级分组", "在 standard.yaml 的 groups 中列出"),
        ),
        ("part_2", "- 项\n", ("GS109", "文件应是“键: 值”的形式", None)),
    ],
    ids=["field given twice", "no group", "no keys"],
)
def test_a_file_that_does_not_go_with_the_others_is_told_in_chinese(
    tmp_path: Path, file: str, text: str, told: tuple[str, str, str | None]
) -> None:
    with pytest.raises(InvalidFile) as caught:
        read_standard(folder(tmp_path, **{file: text}))
    (problem,) = caught.value.problems
    assert (problem.code, problem.what.zh, problem.hint and problem.hint.zh) == told


@pytest.mark.parametrize(
    ("written", "mistyped", "hint"),
    [
        ("tiers:", "teirs:", "did you mean 'tiers'?"),
        ("requires: {score", "requires: {scroe", "did you mean 'score'?"),
        ("baselines: met", "baseline: met", "did you mean 'baselines'?"),
        ("cap: below", "cpa: below", "did you mean 'cap'?"),
        ("most: 5", "mots: 5", "did you mean 'most'?"),
        ("points: 4, limit: 2", "points: 4, limits: 2", "did you mean 'limit'?"),
        ("requirement: 应解决", "requirment: 应解决", "did you mean 'requirement'?"),
        ("denominator: 收集", "denominater: 收集", "did you mean 'denominator'?"),
        ("floor: 0, target: 0.95", "floor: 0, taget: 0.95", "did you mean 'target'?"),
        ("text: 一", "txet: 一", "did you mean 'text'?"),
        ("counted: 次数", "count: 次数", "did you mean 'counted'?"),
        ("{zh: 甲, en: Alpha}", "{zh: 甲, eng: Alpha}", "did you mean 'en'?"),
        ("kind: ratio", "kind: ration", "did you mean 'ratio'?"),
        ("kind: checklist", "kind: check-list", "did you mean 'checklist'?"),
        (
            "kind: count",
            "kind: sum",
            "one of checklist, ratio, count, rubric, binary, survey",
        ),
        ("cap: below", "cap: bellow", "did you mean 'below'?"),
    ],
    ids=lambda value: value.partition(":")[0] if ":" in value else "",
)
def test_a_mistyped_key_or_kind_is_told_with_the_nearest(
    tmp_path: Path, tiny_text: str, written: str, mistyped: str, hint: str
) -> None:
    assert written in tiny_text
    path = tmp_path / "tiny.yaml"
    path.write_text(tiny_text.replace(written, mistyped, 1), encoding="utf-8")
    with pytest.raises(InvalidFile) as caught:
        read_standard(path)
    assert hint in [
        problem.hint.en for problem in caught.value.problems if problem.hint
    ]
    line = tiny_text[: tiny_text.index(written)].count("\n") + 1
    assert line in [problem.line for problem in caught.value.problems]


@pytest.mark.parametrize(
    ("written", "wrong", "told"),
    [
        ("kind: ratio", "unit: 个", "GS107 'kind' is missing"),
        (
            "baselines: met",
            "baselines: yes",
            "GS110 'baselines' is 'yes', it has to be one of met",
        ),
        (
            "baselines: met",
            "reviewed: false",
            "GS110 'reviewed' is false, it has to be one of true",
        ),
        ("id: tiny", f"id: {'t' * 65}", "it may have at most 64 characters"),
        ("id: tiny", "id: 小", "GS110 'id' is '小', it has to look like ^[A-Za-z0-9]"),
        ("limit: 2", "limit: 0", "GS110 'limit' is 0, it has to be ≥ 1"),
        ("score: 80", "score: 101", "GS110 'score' is 101, it has to be ≤ 100"),
        (
            "title: {zh: 甲, en: Alpha}",
            "title: 甲\n    weight: 0",
            "GS110 'weight' is 0, it has to be > 0",
        ),
        ("target: 0.95", "target: .inf", "GS112 'target' is not a finite number: inf"),
        (
            "coverage: 1",
            "coverage: .nan",
            "GS112 'coverage' is not a finite number: nan",
        ),
        (
            "{floor: 0, target: 12}",
            "[0, 12]",
            "GS109 'goalposts' has to be keys and values, not list",
        ),
    ],
    ids=lambda value: value.partition(":")[2].strip()[:20],
)
def test_a_value_that_cannot_be_is_told_with_what_may_stand_there(
    tmp_path: Path, tiny_text: str, written: str, wrong: str, told: str
) -> None:
    assert written in tiny_text
    path = tmp_path / "tiny.yaml"
    path.write_text(tiny_text.replace(written, wrong, 1), encoding="utf-8")
    with pytest.raises(InvalidFile) as caught:
        read_standard(path)
    assert told in str(caught.value)


def test_a_list_with_too_few_entries_says_how_many_it_needs(
    tmp_path: Path, tiny_text: str
) -> None:
    path = tmp_path / "tiny.yaml"
    path.write_text(
        tiny_text.partition("levels:")[0] + "levels: []\n", encoding="utf-8"
    )
    with pytest.raises(InvalidFile, match="'levels' is ∅, it needs at least 1"):
        read_standard(path)


def test_a_mistyped_body_in_a_part_is_told_with_the_nearest_of_the_file_of_bodies(
    tmp_path: Path,
) -> None:
    with pytest.raises(InvalidFile) as caught:
        read_standard(folder(tmp_path, part_1=PART.replace("[police]", "[polcie]")))
    (problem,) = caught.value.problems
    assert (problem.code, Path(problem.file).name, problem.line, problem.column) == (
        "GS204",
        "1.yaml",
        4,
        97,
    )
    assert problem.hint is not None
    assert problem.hint.en == "did you mean 'police'?"


def test_a_blank_answer_is_not_answered_but_a_blank_reason_is_a_fault(
    tmp_path: Path, tiny: Standard
) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(HEAD + "responses:\n  A.1:\n  B.1: {count: 1}\n", encoding="utf-8")
    assert not read_assessment(path, tiny).responses["A.1"].given
    path.write_text(HEAD + "responses:\n  A.9:\n", encoding="utf-8")
    with pytest.raises(InvalidFile, match="GS302"):
        read_assessment(path, tiny)
    path.write_text(
        HEAD + "responses:\n  A.1: {not_applicable: }\n  B.1: {count: x}\n",
        encoding="utf-8",
    )
    with pytest.raises(InvalidFile) as caught:
        read_assessment(path, tiny)
    assert [(problem.code, problem.line) for problem in caught.value.problems] == [
        ("GS314", 5),
        ("GS109", 6),
    ]
    path.write_text(
        HEAD + "responses:\n  A.1: {not_applicable: }\n  B.1: {not_applicable: true}\n",
        encoding="utf-8",
    )
    with pytest.raises(InvalidFile) as caught:
        read_assessment(path, tiny)
    assert [(problem.code, problem.line) for problem in caught.value.problems] == [
        ("GS314", 5),
        ("GS314", 6),
    ]


def test_quotes_are_advised_only_where_they_would_help(
    tmp_path: Path, tiny: Standard
) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(
        HEAD + "title: [x]\nresponses: {A.1: {numerator: true}}\n", encoding="utf-8"
    )
    with pytest.raises(InvalidFile) as caught:
        read_assessment(path, tiny)
    assert [(problem.line, problem.hint) for problem in caught.value.problems] == [
        (4, None),
        (5, None),
    ]


def test_an_assessment_of_sound_shape_that_does_not_fit_is_refused(
    tmp_path: Path, tiny: Standard
) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(HEAD + "responses: {A.1: {count: 1}}\n", encoding="utf-8")
    with pytest.raises(InvalidFile, match=r"a\.yaml:4:19: GS303"):
        read_assessment(path, tiny)


HEAD = "standard: tiny@1.0.0\ncommunity: {name: x}\nperiod: {start: 2025-01-01, end: 2025-12-31}\n"


def test_what_is_wrong_in_shape_does_not_hide_what_does_not_fit(
    tmp_path: Path, tiny: Standard
) -> None:
    path = tmp_path / "a.yaml"
    text = (
        HEAD.replace("x}", "x, size: 3}")
        + "responses:\n  A.1: {count: -1}\n  A.9: {count: 1}\nvetoes: {frod: {happened: true}}\n"
    )
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InvalidFile) as caught:
        read_assessment(path, tiny)
    assert [(problem.code, problem.line) for problem in caught.value.problems] == [
        ("GS108", 2),
        ("GS110", 5),
        ("GS302", 6),
        ("GS308", 7),
    ]


def test_a_file_that_is_no_mapping_is_one_fault(tmp_path: Path, tiny: Standard) -> None:
    path = tmp_path / "a.yaml"
    path.write_text("- a\n", encoding="utf-8")
    with pytest.raises(InvalidFile, match="keys and values"):
        read_assessment(path, tiny)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("responses: {A.1: {numerator: '12'}}", "bare number"),
        ("responses: {1: {met: true}}", "has to be text"),
        ("responses: {A b: {met: true}}", "has to look like"),
        ("responses: 5", "keys and values"),
        ("responses: {A.2: {points: {one: met}}}", "a whole number"),
        ("responses: {A.1: {numerator: [1]}}", "not list"),
        ("by: 5", 'in quotes: "5"'),
        ("reviewed: {by: '', on: 2025-01-01}", "may not be empty"),
        ("reviewed: {by: x, on: soon}", "a date such as"),
        ("vetoes: {fraud: {happened: 'yes'}}", "true or false"),
        ("adjustments: {honour: {times: 1.5}}", "a whole number"),
        ("title: {zh: '', en: ''}", "text is empty"),
        ("standard: '@'", "has to look like"),
        ("1: x", "'1' has to be text, not 1"),
        (
            "by: 2025-01-31",
            'not 2025-01-31\n  |\n4 | by: 2025-01-31\n  |     ^\n  = hint: put it in quotes: "2025-01-31"',
        ),
        ("by: true", "not true"),
        (
            "responses: {A.1: {numerator: .nan}}",
            "'numerator' is not a finite number: nan",
        ),
        (
            "responses: {A.1: {denominator: -.inf}}",
            "'denominator' is not a finite number: -inf",
        ),
        ("responses: {A.1: {percent: 1e999}}", "'percent' is not a finite number: inf"),
        ("responses: {A.1: {percent: 101}}", "it has to be ≤ 100"),
        ("responses: {A.1: 5}", "keys and values, not 5"),
        ("responses: {A.1: [1]}", "keys and values, not list"),
        (f"by: [{'x' * 200}]", "not list"),
        (f"reviewed: {{by: x, on: {'x' * 58}}}", f"not '{'x' * 58}'\n"),
        (f"reviewed: {{by: x, on: {'x' * 200}}}", "…"),
    ],
)
def test_pydantics_words_never_reach_people(
    tmp_path: Path, tiny: Standard, line: str, told: str
) -> None:
    path = tmp_path / "a.yaml"
    head = HEAD.split("\n", 1)[1] if line.startswith("standard") else HEAD
    path.write_text(f"{head}{line}\n", encoding="utf-8")
    with pytest.raises(InvalidFile) as caught:
        read_assessment(path, tiny)
    shown = str(caught.value)
    assert told in shown
    assert "Input should" not in shown
    assert "Value error" not in shown


def test_sources_that_do_not_hold_are_warnings_with_their_places(
    tmp_path: Path,
) -> None:
    sources = (
        "sources:\n"
        "  - {id: old, title: 旧, kind: law, status: superseded}\n"
        "  - {id: new, title: 新, kind: law, status: in-force}\n"
        "  - {id: heard, title: 闻, kind: law, status: unverified}\n"
    )
    cited = "[{source: new, checked: text}, {source: old}, {source: heard}, {source: new, checked: recalled}]"
    basis = f"basis: {{subject: {cited}, grounding: theme, target: editorial}}"
    path = folder(
        tmp_path,
        sources=sources,
        part_1=PART.replace("lead: committee", f"lead: committee, {basis}"),
    )
    found = warnings_of(read_standard(path), path)
    assert [(problem.code, problem.severity, problem.line) for problem in found] == [
        ("GS221", "warning", 4)
    ] * 3
    assert "GS221 warning rests on 'old', which is superseded" in found[0].render()
