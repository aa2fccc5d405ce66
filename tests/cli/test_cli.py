"""The command as a user meets it: what it prints, where, and how it ends."""

import csv
import json
import re
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest
from clerk import fact_cell
from running import EXAMPLE, MODEL, ROOT, run

HEAD = """\
standard: jindi@1.0.0
community: {name: 示例社区}
period: {start: 2025-01-01, end: 2025-12-31}
"""


def test_score_prints_total_interval_coverage_levels_dimensions_and_what_blocks() -> (
    None
):
    done = run("score", EXAMPLE)
    assert done.returncode == 0
    assert not done.stderr
    for wanted in (
        "总分      11.5 [11.5–99.8]",
        "填报率    16/150",
        "达到等级  未达标",
        "仍可达到  示范",
        "PB 党建",
        "SV 服务",
        "SG 自治",
        "MG 管理",
        "距离“基本达标”还差",
        "总分应 ≥ 60，现为 11.5，最高可达 99.8",
        "一票否决 伪造佐证或数据：待申报",
    ):
        assert wanted in done.stdout


def test_score_gives_a_reason_for_every_answered_indicator() -> None:
    told = run("score", EXAMPLE, "--items").stdout
    assert (
        "PB.03.04 群众问题解决率         100.0               达标       256/268 = 95.5 %，目标 ≥ 95 %"
        in told
    )
    assert "5050/?，缺分母，目标 ≥ 100 %" in told


def test_a_pipe_gets_no_colour_and_no_padding() -> None:
    told = run("score", EXAMPLE, "--items").stdout
    assert "\x1b" not in told
    assert all(line == line.rstrip() for line in told.splitlines())


def test_english_output_has_english_words_for_everything_the_standard_has_in_english() -> (
    None
):
    told = run("score", EXAMPLE, "--items", "--lang", "en").stdout
    assert "Level reached         Below standard" in told
    assert "256/268 = 95.5 %, target ≥ 95 %" in told
    assert "总分" not in told


def test_json_has_the_same_numbers_as_the_text() -> None:
    data = json.loads(run("score", EXAMPLE, "--format", "json").stdout)
    assert data["level"]["id"] == "below"
    assert data["possible"]["id"] == "exemplary"
    assert (data["answered"], data["applicable"]) == (16, 150)
    assert data["coverage"] == pytest.approx(16 / 150)
    assert int(data["total"]["value"] * 10) / 10 == 11.5
    assert len(data["root"]["children"]) == 4


@pytest.mark.parametrize(("level", "code"), [("below", 0), ("basic", 1)])
def test_require_ends_with_1_unless_the_level_is_reached(level: str, code: int) -> None:
    assert run("score", EXAMPLE, "--require", level).returncode == code


def test_require_names_the_levels_when_there_is_no_such_one() -> None:
    done = run("score", EXAMPLE, "--require", "mett", "--lang", "en")
    assert done.returncode == 2
    assert "did you mean 'met'?" in done.stderr
    assert not done.stdout


def test_explain_shows_figures_and_target_of_an_indicator_and_the_parts_of_a_group() -> (
    None
):
    leaf = run("explain", EXAMPLE, "PB.03.04").stdout
    assert leaf == "PB.03.04 群众问题解决率 100.0 达标：256/268 = 95.5 %，目标 ≥ 95 %\n"
    group = run("explain", EXAMPLE, "PB", "--lang", "en").stdout.splitlines()
    assert group[0].startswith("PB Party-building 14.9 [14.9–99.4] (weighted mean)")
    assert len(group) == 6


def test_explain_suggests_the_nearest_id() -> None:
    done = run("explain", EXAMPLE, "PB.03.40", "--lang", "en")
    assert done.returncode == 2
    assert "did you mean" in done.stderr


def test_explain_as_json_is_the_score() -> None:
    assert (
        json.loads(run("explain", EXAMPLE, "PB.03.04", "--format", "json").stdout)[
            "value"
        ]
        == 1
    )


def test_list_names_the_standards() -> None:
    assert "jindi   1.0.0   released" in run("list").stdout
    assert json.loads(run("list", "--format", "json").stdout)[0]["id"] == "jindi"


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("jindi", "维度 4，部分 25，项 150"),
        ("jindi@1.0.0", "维度 4，部分 25，项 150"),
        ("PB.03", "PB.03.04 群众问题解决率"),
        ("PB.03.04", "≥ 95 %"),
        ("SV.08.04", "3 级"),
        ("PB.01.01", "采分点 .4"),
    ],
)
def test_show_tells_of_a_standard_a_group_and_an_indicator(
    name: str, wanted: str
) -> None:
    done = run("show", name)
    assert done.returncode == 0
    assert wanted in done.stdout


def test_show_takes_a_standard_by_path(tiny_file: Path) -> None:
    assert "目标" in run("show", "A.1", "--standard", str(tiny_file)).stdout
    assert "tiny@1.0.0" in run("show", "tiny", "--standard", str(tiny_file)).stdout
    assert (
        json.loads(
            run("show", "A.1", "--standard", str(tiny_file), "--format", "json").stdout
        )["id"]
        == "A.1"
    )
    assert run("show", "A.9", "--standard", str(tiny_file)).returncode == 2


def test_show_prints_what_a_body_leads_and_supports() -> None:
    by_name, by_id = (
        run("show", "jindi", "--body", name).stdout
        for name in ("工作站", "workstation")
    )
    assert by_name == by_id
    assert "牵头 42 项" in by_name
    assert "工作站 领导 网格员" in by_name
    assert (
        "did you mean 'workstation'"
        in run("show", "jindi", "--body", "workstaton", "--lang", "en").stderr
    )
    assert (
        len(
            json.loads(
                run("show", "jindi", "--body", "工作站", "--format", "json").stdout
            )
        )
        == 70
    )


def test_export_writes_one_row_for_each_item_and_body(
    tmp_path: Path, tiny_text: str
) -> None:
    written = run("export", "jindi", "--to", "csv").stdout
    assert written.startswith("\ufeff")
    rows = list(csv.reader(StringIO(written[1:])))
    assert rows[0] == ["维度", "部分", "项", "编号", "主体", "分工"]
    assert sum(row[5] == "牵头" for row in rows) == 150
    assert [
        "党建",
        "驻点联系与群众工作",
        "群众问题解决率",
        "PB.03.04",
        "工作站",
        "配合",
    ] in rows
    path = tmp_path / "tiny.yaml"
    text = tiny_text.replace("{zh: 次数, en: Times}", "'=1+1'").replace(
        "groups:", "bodies: [{id: all, name: 众}]\ngroups:", 1
    )
    path.write_text(
        text.replace("        requirement:", "        lead: all\n        requirement:"),
        encoding="utf-8",
    )
    assert "乙,'=1+1,B.1,众,牵头" in run("export", str(path)).stdout


def test_show_suggests_the_nearest() -> None:
    done = run("show", "PB.33", "--lang", "en")
    assert done.returncode == 2
    assert "did you mean" in done.stderr


def test_check_passes_the_standard_and_the_examples() -> None:
    for path in (EXAMPLE, MODEL):
        done = run("check", str(path))
        assert (done.returncode, done.stderr) == (0, "")
        assert "没有发现错误" in done.stdout


def test_check_warns_of_sources_that_were_not_read_and_still_passes() -> None:
    done = run("check", str(ROOT / "standards" / "jindi"))
    assert done.returncode == 0
    assert "没有发现错误（jindi@1.0.0），12 处警告" in done.stdout
    assert "GS221 警告 所依据的 “gbt-34300” 未核对原文" in done.stderr
    assert "GS221 警告 所依据的 “infectious-disease-law” 已被取代" in done.stderr
    listed = json.loads(
        run("check", str(ROOT / "standards" / "jindi"), "--format", "json").stdout
    )
    assert {problem["severity"] for problem in listed} == {"warning"}


def test_check_warns_of_bodies_that_carry_most_with_the_numbers() -> None:
    told = run("check", str(ROOT / "standards" / "jindi")).stderr
    assert re.search(
        r"GS227 警告 “workstation” 牵头 42 项（共 150 项），占全部工作量的 [\d.]+ %",
        told,
    )


def test_release_writes_a_version_once_and_check_holds_the_files_to_it(
    tmp_path: Path, tiny_text: str
) -> None:
    path = tmp_path / "standard.yaml"
    path.write_text(tiny_text + "status: released\n", encoding="utf-8")
    done = run("release", str(tmp_path))
    assert (done.returncode, done.stderr) == (0, "")
    assert "已发布" in done.stdout
    assert "1.0.0.json" in done.stdout
    again = run("release", str(tmp_path))
    assert (again.returncode, again.stdout) == (2, "")
    assert "GS223 1.0.0 版已经发布，不能改写" in again.stderr
    assert run("check", str(tmp_path)).returncode == 0
    path.write_text(
        path.read_text(encoding="utf-8").replace("小标准", "小小标准"), encoding="utf-8"
    )
    done = run("check", str(tmp_path))
    assert done.returncode == 1
    assert "GS224 内容与已发布的 1.0.0 版不同" in done.stderr


def test_check_as_json_is_an_empty_list_when_all_is_well() -> None:
    assert json.loads(run("check", EXAMPLE, "--format", "json").stdout) == []


def test_check_ends_with_1_for_faults_and_names_all_of_them(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(
        HEAD + "responses:\n  PB.99.99: {count: 1}\n  PB.03.04: {count: 1}\n",
        encoding="utf-8",
    )
    done = run("check", str(path))
    assert done.returncode == 1
    assert "GS302" in done.stderr
    assert "GS303" in done.stderr
    listed = json.loads(run("check", str(path), "--format", "json").stdout)
    assert [(problem["code"], problem["line"]) for problem in listed] == [
        ("GS302", 5),
        ("GS303", 6),
    ]


def test_test_runs_the_worked_cases_and_ends_with_1_when_one_fails(
    tmp_path: Path, tiny_text: str
) -> None:
    folder = tmp_path / "tiny"
    (folder / "cases").mkdir(parents=True)
    (folder / "standard.yaml").write_text(tiny_text, encoding="utf-8")
    case = "cases:\n  - {name: 半数, responses: {B.1: {count: 6}}, expect: {scores: {B.1: %s}}}\n"
    (folder / "cases" / "a.yaml").write_text(case % "[0.5, 0.5]", encoding="utf-8")
    assert run("test", str(folder)).returncode == 0
    (folder / "cases" / "a.yaml").write_text(case % "0.4", encoding="utf-8")
    done = run("test", str(folder))
    assert done.returncode == 1
    assert "B.1：应为 0.4，得 0.5" in done.stdout
    assert json.loads(run("test", str(folder), "--format", "json").stdout)[0][
        "differences"
    ]


def test_score_by_a_standard_of_ones_own(tmp_path: Path, tiny_file: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(
        HEAD.replace("jindi", "tiny") + "responses:\n  B.1: {count: 12}\n",
        encoding="utf-8",
    )
    done = run("score", str(path), "--standard", str(tiny_file))
    assert done.returncode == 0
    assert "总分      50.0 [50.0–100.0]" in done.stdout
    assert (
        run("explain", str(path), "B.1", "--standard", str(tiny_file)).returncode == 0
    )
    assert run("check", str(path), "--standard", str(tiny_file)).returncode == 0


BAD = {
    "empty": ("", "GS102"),
    "not YAML": ("a: [1", "GS103"),
    "alias": ("a: &x 1\nb: *x\n", "GS105"),
    "repeated key": ("a: 1\na: 2\n", "GS106"),
    "unknown item": (HEAD + "responses: {PB.03.40: {count: 1}}", "GS302"),
    "numerator above denominator": (
        HEAD + "responses: {PB.03.04: {numerator: 3, denominator: 2}}",
        "GS304",
    ),
    "negative count": (HEAD + "responses: {PB.02.03: {count: -1}}", "GS110"),
    "not a number": (HEAD + "responses: {PB.02.03: {count: .nan}}", "GS112"),
    "infinity": (HEAD + "responses: {PB.02.03: {count: .inf}}", "GS112"),
    "no such grade": (HEAD + "responses: {SV.08.04: {grade: 9}}", "GS305"),
    "not applicable without reason": (
        HEAD + "responses: {PB.01.05: {not_applicable: ''}}",
        "GS314",
    ),
    "not applicable with a blank": (
        HEAD + "responses: {PB.01.05: {not_applicable: }}",
        "GS314",
    ),
    "not applicable: true": (
        HEAD + "responses: {PB.01.05: {not_applicable: true}}",
        "GS314",
    ),
    "not applicable where forbidden": (
        HEAD + "responses: {PB.03.04: {not_applicable: 没有}}",
        "GS307",
    ),
    "version that is not there": (HEAD.replace("1.0.0", "9.9.9"), "GS301"),
    "period backwards": (HEAD.replace("2025-12-31", "2024-12-31"), "GS310"),
}


@pytest.mark.parametrize(("text", "code"), BAD.values(), ids=BAD.keys())
def test_bad_input_is_a_clear_error_exit_2_and_nothing_on_stdout(
    tmp_path: Path, text: str, code: str
) -> None:
    path = tmp_path / "bad.yaml"
    path.write_text(text, encoding="utf-8")
    done = run("score", str(path))
    assert done.returncode == 2
    assert f" {code} " in done.stderr
    assert "Traceback" not in done.stderr
    assert not done.stdout
    assert [file.name for file in tmp_path.iterdir()] == ["bad.yaml"]


def test_a_missing_file_and_a_folder_are_clear_errors(tmp_path: Path) -> None:
    for path in (tmp_path / "none.yaml", tmp_path):
        done = run("score", str(path))
        assert done.returncode == 2
        assert "GS101" in done.stderr


def test_a_version_that_is_not_there_names_those_that_are(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(HEAD.replace("1.0.0", "9.9.9"), encoding="utf-8")
    assert "there is: 1.0.0" in run("score", str(path), "--lang", "en").stderr


def test_output_that_cannot_show_chinese_does_not_break() -> None:
    done = run("list", PYTHONIOENCODING="ascii")
    assert done.returncode == 0


def test_a_closed_pipe_is_no_traceback() -> None:
    command = f"{sys.executable} -m govstandard score {EXAMPLE} --items | head -n 1"
    shell = ["bash", "-c", command]
    done = subprocess.run(shell, capture_output=True, text=True, check=False)
    assert "Traceback" not in done.stderr


def test_brackets_and_colons_in_what_people_write_are_shown_as_they_are(
    tmp_path: Path,
) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(
        HEAD
        + "responses:\n  PB.03.06: {not_applicable: '见[/附件] [red]说明 :100:'}\n",
        encoding="utf-8",
    )
    done = run("score", str(path), "--items")
    assert (done.returncode, done.stderr) == (0, "")
    assert "见[/附件] [red]说明 :100:" in done.stdout


def test_dates_are_never_taken_from_numbers(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(
        HEAD.replace("2025-01-01", "0").replace("2025-12-31", "'86400'"),
        encoding="utf-8",
    )
    assert run("score", str(path)).stderr.count("GS109") == 2


HEAVY = (
    "numpy",
    "networkx",
    "openpyxl",
    "xlsxwriter",
    "python_calamine",
    "pandas",
    "highspy",
    "jinja2",
    "rich",
)
FORBID = f"""
import sys

class Forbid:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {HEAVY!r}:
            raise ImportError("forbidden: " + name)

sys.meta_path.insert(0, Forbid())
sys.argv = ["govstandard", "score", {EXAMPLE!r}]
from govstandard.cli import main
main()
"""


def test_score_in_a_pipe_needs_neither_numpy_nor_rich_nor_any_spreadsheet_module() -> (
    None
):
    done = subprocess.run(
        [sys.executable, "-c", FORBID], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "11.5" in done.stdout


def test_the_engine_itself_needs_only_the_standard_library_pydantic_and_yaml() -> None:
    code = (
        "import sys, govstandard as gs; gs.score(gs.load('jindi'), gs.read_assessment({!r}));"
        "print(sorted(name for name in sys.modules if '.' not in name and name in ('rich', 'typer', 'click')))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code.format(EXAMPLE)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout.strip() == "[]", done.stderr


def test_a_workbook_is_made_filled_in_checked_and_scored(tmp_path: Path) -> None:
    path = tmp_path / "自评表.xlsx"
    done = run("workbook", "jindi", "-o", str(path))
    assert (done.returncode, done.stderr) == (0, "")
    assert "已写出" in done.stdout
    again = run("workbook", "jindi", "-o", str(path))
    assert (again.returncode, again.stdout) == (2, "")
    assert "GS502 文件已存在，不覆盖" in again.stderr
    empty = run("check", str(path))
    assert empty.returncode == 1
    cell = fact_cell("community.name")
    assert f"{cell}: GS107 没有填“社区名称”" in empty.stderr
    listed = json.loads(run("check", str(path), "--format", "json").stdout)
    assert listed[0]["cell"] == cell


def test_a_workbook_from_last_year_is_scored_like_any_assessment(
    tmp_path: Path,
) -> None:
    path = tmp_path / "b.xlsx"
    done = run(
        "workbook",
        "jindi",
        "--from",
        MODEL,
        "--body",
        "工作站",
        "--lang",
        "en",
        "-o",
        str(path),
    )
    assert (done.returncode, done.stderr) == (0, "")
    scored = run("score", str(path), "--format", "json")
    assert json.loads(scored.stdout)["period"] == {
        "start": "2026-01-01",
        "end": "2026-12-31",
    }


def test_a_workbook_for_an_unknown_body_or_folder_is_not_written(
    tmp_path: Path,
) -> None:
    done = run("workbook", "jindi", "--body", "工作占", "-o", str(tmp_path / "a.xlsx"))
    assert (done.returncode, done.stdout) == (2, "")
    assert "GS204" in done.stderr
    done = run("workbook", "jindi", "-o", str(tmp_path / "no" / "a.xlsx"))
    assert (done.returncode, done.stdout) == (2, "")
    assert "Traceback" not in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_what_bodies_filled_in_is_merged_and_a_conflict_is_left_to_a_person(
    tmp_path: Path,
) -> None:
    party, station, joined = (
        tmp_path / "党委.yaml",
        tmp_path / "工作站.yaml",
        tmp_path / "合并.xlsx",
    )
    party.write_text(
        HEAD + "responses:\n  PB.03.04: {numerator: 256, denominator: 268}\n",
        encoding="utf-8",
    )
    station.write_text(
        HEAD + "responses:\n  PB.01.01: {points: {1: met}}\n", encoding="utf-8"
    )
    done = run("merge", str(party), str(station), "-o", str(joined))
    assert (done.returncode, done.stderr) == (0, "")
    assert re.search(
        r"填报率 +1/150", run("score", str(joined)).stdout
    )  # one point of several is no whole answer
    assert "256/268" in run("explain", str(joined), "PB.03.04").stdout
    again = run("merge", str(party), str(station), "-o", str(joined))
    assert again.returncode == 2
    assert "GS502" in again.stderr

    station.write_text(
        HEAD + "responses:\n  PB.03.04: {numerator: 250, denominator: 268}\n",
        encoding="utf-8",
    )
    other = tmp_path / "合并.yaml"
    refused = run("merge", str(party), str(station), "-o", str(other))
    assert refused.returncode == 1
    assert (
        f"{party} 填 256/268 = 95.5 %；{station} 填 250/268 = 93.2 %" in refused.stderr
    )
    assert not other.exists()
    decided = run(
        "merge", str(party), str(station), "-o", str(other), "--prefer", str(station)
    )
    assert decided.returncode == 0
    assert "合并时另有填报" in other.read_text(encoding="utf-8")
    assert "250/268" in run("explain", str(other), "PB.03.04").stdout


def test_merge_tells_the_faults_of_all_files_and_refuses_a_preference_for_none_of_them(
    tmp_path: Path,
) -> None:
    first, second = tmp_path / "a.yaml", tmp_path / "b.yaml"
    first.write_text(HEAD + "responses:\n  PB.99.99: {}\n", encoding="utf-8")
    second.write_text(
        HEAD + "responses:\n  PB.03.04: {numerator: -1}\n", encoding="utf-8"
    )
    done = run("merge", str(first), str(second), "-o", str(tmp_path / "c.yaml"))
    assert done.returncode == 2
    assert "a.yaml:5:3" in done.stderr
    assert "b.yaml:5:" in done.stderr
    done = run(
        "merge",
        EXAMPLE,
        MODEL,
        "-o",
        str(tmp_path / "c.yaml"),
        "--prefer",
        "other.yaml",
    )
    assert done.returncode == 2
    assert "--prefer 的 other.yaml 不在要合并的文件里" in done.stderr
    done = run("merge", EXAMPLE, EXAMPLE, "-o", str(tmp_path / "c.docx"))
    assert done.returncode == 2
    assert "后缀用 .xlsx、.yaml 或 .json" in done.stderr
    assert not list(tmp_path.glob("c.*"))


def test_a_sample_for_the_field_check_is_drawn_again_by_the_same_seed() -> None:
    first = run("sample", MODEL, "--n", "36", "--seed", "7").stdout
    assert first == run("sample", MODEL, "--n", "36", "--seed", "7").stdout
    assert first != run("sample", MODEL, "--n", "36", "--seed", "8").stdout
    assert first.count("底线") == 33
    assert "共 36 项" in first
    assert "实地查看" in first


def test_verify_says_which_files_of_evidence_changed_and_records_them(
    tmp_path: Path,
) -> None:
    filled, recorded = tmp_path / "a.yaml", tmp_path / "b.xlsx"
    text = "responses:\n  PB.03.04:\n    evidence: [{name: 台账, file: 佐证/台账.pdf}, {name: 照片, file: 照片.jpg}]\n"
    filled.write_text(HEAD + text, encoding="utf-8")
    (tmp_path / "佐证").mkdir()
    (tmp_path / "佐证" / "台账.pdf").write_bytes(b"1")
    (tmp_path / "照片.jpg").write_bytes(b"1")
    done = run("verify", str(filled), "-o", str(recorded))
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.count("还没有记录") == 2
    assert run("verify", str(recorded)).stdout.count("未变") == 2
    (tmp_path / "佐证" / "台账.pdf").write_bytes(b"2")
    (tmp_path / "照片.jpg").unlink()
    done = run("verify", str(recorded))
    assert done.returncode == 1
    assert re.search("已改动 +PB.03.04 +台账 +佐证/台账.pdf", done.stdout)
    assert re.search("不在 +PB.03.04 +照片", done.stdout)
    assert "共 2 个文件，2 个不在或已改动" in done.stdout
    assert run("verify", str(recorded), "-o", str(recorded)).returncode == 2


def test_score_shows_the_reviewer_beside_the_community_and_claims_without_evidence(
    tmp_path: Path,
) -> None:
    path = tmp_path / "a.yaml"
    review = "{numerator: 9, denominator: 10, reason: 抽查一件没有办结}"
    figures = f"{{numerator: 10, denominator: 10, review: {review}}}"
    path.write_text(
        HEAD
        + f"responses:\n  PB.03.04: {figures}\n  PB.01.04: {{numerator: 1, denominator: 1}}\n"
    )
    told = run("score", str(path)).stdout
    assert re.search("自评总分 +1", told)
    assert re.search(
        r"PB.03.04 群众问题解决率 +10/10 = 100.0 % +9/10 = 90.0 % +100.0 → 94.7 +抽查一件没有办结",
        told,
    )
    assert re.search(r"有佐证总分 +0\.\d \[", told)
    assert "缺佐证的指标（共 1 项" in told
    assert "党组织与班子建设：PB.01.04" in told
    assert "没有列明佐证" in run("explain", str(path), "PB.01.04").stdout


@pytest.mark.parametrize("form", [".html", ".pdf", ".docx", ".md", ".xlsx"])
def test_a_report_and_a_notice_are_written_in_every_form(
    form: str, tmp_path: Path
) -> None:
    for kind in ("report", "notice"):
        path = tmp_path / f"{kind}{form}"
        done = run("report", MODEL, "-o", str(path), "--form", kind)
        assert (done.returncode, done.stderr) == (0, "")
        assert "已写出" in done.stdout
        assert path.stat().st_size > 1000


def test_a_report_never_replaces_what_people_may_have_typed(tmp_path: Path) -> None:
    for form in (".xlsx", ".docx", ".md"):
        path = tmp_path / f"a{form}"
        path.write_text("mine")
        done = run("report", MODEL, "-o", str(path))
        assert done.returncode == 2
        assert "GS502" in done.stderr
        assert path.read_text() == "mine"
    page = tmp_path / "a.html"
    page.write_text("old")
    assert run("report", MODEL, "-o", str(page)).returncode == 0
    assert page.read_text(encoding="utf-8").startswith("<!doctype html>")


def test_check_says_what_was_answered_only_in_part() -> None:
    done = run("check", str(ROOT / "examples" / "street-summary.yaml"))
    assert done.returncode == 0
    assert "没有填全的 1 项：MG.04.02 缺分母" in done.stdout


def test_compare_goes_on_past_broken_files_and_names_them(tmp_path: Path) -> None:
    good, broken, out = (
        tmp_path / "a.yaml",
        tmp_path / "b.xlsx",
        tmp_path / "street.html",
    )
    good.write_text(
        HEAD + "responses:\n  PB.03.04: {numerator: 256, denominator: 268}\n",
        encoding="utf-8",
    )
    broken.write_bytes(b"hello")
    done = run(
        "compare",
        str(good),
        MODEL,
        str(broken),
        str(tmp_path / "none.xlsx"),
        "-o",
        str(out),
    )
    assert done.returncode == 1
    assert "已写出" in done.stdout
    assert "2 份填报" in done.stdout
    assert "b.xlsx: GS501" in done.stderr
    assert "none.xlsx: GS101" in done.stderr
    told = out.read_text(encoding="utf-8")
    assert "无法读取的文件" in told
    assert "榕荫社区" in told
    done = run("compare", str(broken), "-o", str(tmp_path / "other.html"))
    assert (done.returncode, done.stdout) == (2, "")
    assert not (tmp_path / "other.html").exists()


def test_compare_reads_many_files_side_by_side_in_the_order_given(
    tmp_path: Path,
) -> None:
    files = []
    for number in range(1, 13):
        files.append(str(tmp_path / f"{number}.yaml"))
        text = HEAD.replace("示例社区", f"第{number}社区")
        filled = f"responses:\n  PB.03.04: {{numerator: {number}, denominator: 13}}\n"
        Path(files[-1]).write_text(text + filled, encoding="utf-8")
    out = tmp_path / "street.md"
    done = run("compare", *files, "-o", str(out))
    assert (done.returncode, done.stderr) == (0, "")
    told = out.read_text(encoding="utf-8").partition("上期和变化")[2]
    assert re.findall(r"\| 第(\d+)社区 \| 2025", told) == [
        str(number) for number in range(12, 0, -1)
    ]


def test_what_the_system_refuses_is_told_in_peoples_words(tmp_path: Path) -> None:
    done = run("report", MODEL, "-o", str(tmp_path / "no" / "a.html"))
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == f"{tmp_path}/no/a.html: 读写失败，文件或文件夹不存在\n"
    done = run("workbook", "jindi", "-o", str(tmp_path / "a.txt"))
    assert done.returncode == 2
    assert "表格只能写成 .xlsx 文件，不是 a.txt" in done.stderr
    assert not list(tmp_path.iterdir())
