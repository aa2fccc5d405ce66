"""Every command that there is: its help, its entry in the documentation, a test that runs it, and its forms of output."""

import ast
import errno
import re
import sys
from pathlib import Path
from typing import Any

import pytest
import typer
from running import EXAMPLE, MODEL, ROOT, run

from govstandard.base.problems import UnreadableFile
from govstandard.cli import assessments, shared, standards
from govstandard.report.forms.markdown import plain

MODULES = {assessments.__name__, standards.__name__}
COMMANDS: dict[str, Any] = typer.main.get_command(assessments.app).commands  # type: ignore[attr-defined]
PRINTING = {
    name: command
    for name, command in COMMANDS.items()
    if any(option.name == "format_" for option in command.params)
}
"""The commands that print something in a form that can be chosen."""
PRINTED = {
    "score": (EXAMPLE, "--items"),
    "explain": (EXAMPLE, "PB"),
    "sample": (MODEL, "--n", "3"),
    "verify": (MODEL,),
    "list": (),
    "show": ("jindi",),
    "check": (str(ROOT / "standards" / "jindi"),),
    "test": (str(ROOT / "standards" / "jindi"),),
}
"""How each of them is asked here."""


def ran() -> set[str]:
    """Return the commands that the tests in this folder run, by the first word of each call of `run`."""
    names = set()
    for path in Path(__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            match node:
                case ast.Call(
                    func=ast.Name(id="run"), args=[ast.Constant(value=str(name)), *_]
                ):
                    names.add(name)
    return names


def test_every_command_is_run_by_a_test() -> None:
    assert ran() == COMMANDS.keys()


def test_every_command_has_its_entry_in_the_documentation() -> None:
    text = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
    assert re.findall(r"^## (\w+)$", text, re.MULTILINE) == list(COMMANDS)


@pytest.mark.parametrize("command", COMMANDS.values(), ids=COMMANDS.keys())
def test_a_command_and_its_options_have_their_help_in_both_languages(
    command: Any,
) -> None:
    told = {
        command.name: command.help,
        **{option.name: option.help for option in command.params},
    }
    both = re.compile(r"[\u4e00-\u9fff][^ ]*。 [A-Z].*\.|[\u4e00-\u9fff].*。 [A-Z].*\.")
    assert [
        name for name, words in told.items() if not both.fullmatch(words or "")
    ] == []
    assert command.callback.__module__ in MODULES


def test_every_form_of_output_is_tried() -> None:
    assert PRINTED.keys() == PRINTING.keys()


@pytest.mark.parametrize("name", PRINTED)
def test_what_a_command_prints_it_prints_as_markdown_too(name: str) -> None:
    text, markdown = (
        run(name, *PRINTED[name], "--format", form) for form in ("text", "markdown")
    )
    assert (text.returncode, markdown.returncode, markdown.stderr) == (0, 0, "")
    assert markdown.stdout.endswith("\n")
    assert not markdown.stdout.endswith("\n\n")
    assert words_of(text.stdout) <= words_of(markdown.stdout)
    tables = [line for line in markdown.stdout.splitlines() if line.startswith("| ---")]
    assert bool(tables) == (
        "───" in text.stdout or name == "check"
    )  # warnings are told apart


def words_of(text: str) -> set[str]:
    """Return the words of a text without what sets it: rules, bullets, the codes of brackets."""
    plain = re.sub(r"&#(\d+);", lambda found: chr(int(found[1])), text)
    plain = plain.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    return set(re.findall(r"[\w.]+", plain))


def test_faults_are_a_table_in_markdown(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    head = "standard: jindi@1.0.0\ncommunity: {name: 示例社区}\n"
    period = "period: {start: 2025-01-01, end: 2025-12-31}\n"
    path.write_text(
        head + period + "responses:\n  PB.03.40: {count: 1}\n", encoding="utf-8"
    )
    done = run("check", str(path), "--format", "markdown")
    assert (done.returncode, done.stderr) == (1, "")
    assert done.stdout.splitlines() == [
        "| 位置 | 代码 | 问题 | 建议 |",
        "| --- | --- | --- | --- |",
        f"| {plain(str(path))}:5:3 | GS302 | jindi@1.0.0 中没有 “PB.03.40” | 是否应为 “PB.03.04”？ |",
    ]


def test_the_pages_of_a_standard_are_written_and_counted(tmp_path: Path) -> None:
    done = run("site", "jindi", "-o", str(tmp_path))
    assert (done.returncode, done.stderr) == (0, "")
    written = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert done.stdout == f"{tmp_path}：{len(written)} 个文件有更新\n"
    assert (
        run("site", "jindi", "-o", str(tmp_path)).stdout
        == f"{tmp_path}：0 个文件有更新\n"
    )


@pytest.mark.parametrize(
    ("number", "told"),
    {
        errno.ENOENT: "文件或文件夹不存在",
        errno.EACCES: "没有权限，或者文件正在别的程序里打开",
        errno.EPERM: "没有权限",
        errno.ENOSPC: "磁盘已满",
        errno.EROFS: "磁盘是只读的",
        errno.ENOTDIR: "路径中有一段不是文件夹",
        errno.EISDIR: "这是文件夹，不是文件",
        errno.ENAMETOOLONG: "文件名太长",
        errno.ELOOP: "Too many levels",
    }.items(),
)
def test_what_the_system_refuses_is_told_in_peoples_words(
    number: int,
    told: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def refused() -> None:
        raise OSError(number, "Too many levels", "a.yaml")

    monkeypatch.setattr(shared, "app", refused)
    for stream in ("stdout", "stderr"):
        monkeypatch.setattr(
            getattr(sys, stream), "reconfigure", lambda **_: None, raising=False
        )
    with pytest.raises(SystemExit) as ended:
        shared.run()
    assert ended.value.code == shared.FAILED
    assert capsys.readouterr().err == f"a.yaml: 读写失败，{told}\n"


def test_a_file_that_is_there_is_not_written_over(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.touch()
    with pytest.raises(UnreadableFile) as caught:
        shared.keep(path)
    assert caught.value.render("zh") == (
        f"GS502 文件已存在，不覆盖：{path}\n = 建议：换一个文件名，或先移走它"
    )
