"""What is printed: lines that fit, tables whose columns stand below each other, colours for a terminal only."""

import re
from io import StringIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reporting import written

from govstandard.report.blocks import (
    Cell,
    Gap,
    Heading,
    Item,
    Paragraph,
    Picture,
    Points,
    Report,
    Table,
    pairs,
    points,
    row,
)
from govstandard.report.forms.terminal import columns, lines, to_text, wrapped, write
from govstandard.report.writing import FORMS

EVERY_BLOCK = Report(
    "标题",
    (("社区", "榕荫社区"),),
    (
        Paragraph("一段话"),
        Gap(),
        pairs(("总分", "80.0"), ("等级", Cell("达标", "group")), ("空", "")),
        Heading("清单"),
        Points(
            (
                Item("没有达到", "✗", "bad"),
                Item("还没有评", "○", "fair"),
                Item("之下", depth=2),
            )
        ),
        Paragraph("图例", "quiet", depth=1),
        Heading("表", 2),
        Table(
            ("编号", "名称"),
            (row("A.1", Cell("解决率", "good")), row("A.10", "次数")),
            (1, 2),
        ),
        Picture(
            "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'/>",
            "图",
            "甲 80",
            "zh",
        ),
    ),
    "zh",
)


class Screen(StringIO):
    """A terminal."""

    def isatty(self) -> bool:
        return True


def test_every_block_is_set_as_lines() -> None:
    assert to_text(EVERY_BLOCK).splitlines() == [
        "标题",
        "社区  榕荫社区",
        "一段话",
        "",
        "总分  80.0",
        "等级  达标",
        "",
        "清单",
        "  ✗ 没有达到",
        "  ○ 还没有评",
        "    之下",
        "  图例",
        "",
        "表",
        "编号   名称",
        "─────────────",
        "A.1    解决率",
        "A.10   次数",
        "图：甲 80",
    ]


@pytest.mark.parametrize("form", FORMS)
def test_every_block_is_set_in_every_form(form: str, tmp_path: Path) -> None:
    told = written(EVERY_BLOCK, tmp_path / f"r{form}")
    wanted = (
        "标题",
        "榕荫社区",
        "一段话",
        "80.0",
        "清单",
        "✗没有达到",
        "之下",
        "图例",
        "解决率",
    )
    assert [words for words in wanted if words not in told] == []


def test_a_terminal_gets_the_same_lines_in_colour(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name in ("NO_COLOR", "FORCE_COLOR", "COLORTERM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLUMNS", "60")
    screen, pipe = Screen(), StringIO()
    write(EVERY_BLOCK, screen)
    write(EVERY_BLOCK, pipe)
    painted = screen.getvalue()
    assert re.sub(r"\x1b\[[\d;]*m", "", painted) == pipe.getvalue()
    for wanted in (
        "\x1b[1m标题\x1b[0m",
        "\x1b[1m达标\x1b[0m",
        "\x1b[31m  ✗\x1b[0m 没有达到",
        "\x1b[33m  ○\x1b[0m 还没有评",
        "\x1b[2m  图例\x1b[0m",
        "\x1b[32m解决率\x1b[0m",
    ):
        assert wanted in painted


def test_colour_can_be_asked_for_without_a_terminal(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("FORCE_COLOR", "1")
    stream = StringIO()
    write(EVERY_BLOCK, stream)
    assert "\x1b[32m" in stream.getvalue()


def test_nothing_that_people_type_steers_a_terminal() -> None:
    hostile = "\x1b[2J\x9b31m\x07a\rb\x08"
    table = Table(("x",), (row(hostile),), (1,))
    told = to_text(Report("", (), (Paragraph(hostile), table), "zh"))
    assert told == "[2J31mab\nx\n────────\n[2J31mab\n"


def test_a_table_that_is_too_wide_takes_from_its_widest_column() -> None:
    table = Table(
        ("id", "text", "also"),
        (row("A.1", "one two three four five six", "short"),),
        (1, 1, 1),
    )
    told = [
        "".join(cell.text for cell in line).rstrip()
        for line in lines(Report("", (), (table,), "en"), 30)
    ]
    assert told == [
        "id    text               also",
        "──────────────────────────────",
        "A.1   one two three      short",
        "      four five six",
    ]


@given(st.text("ab 一二，。", max_size=60), st.integers(2, 20))
def test_a_wrapped_text_fits_and_loses_only_blanks(text: str, width: int) -> None:
    told = wrapped(text, width)
    assert all(columns(line) <= width or not line.strip() for line in told)
    assert re.sub(r"\s", "", "".join(told)) == re.sub(r"\s", "", text)


@given(
    st.lists(
        st.lists(st.text("ab 一二", max_size=30), min_size=3, max_size=3), min_size=1
    ),
    st.integers(1, 60),
)
def test_a_table_is_set_at_any_width_and_loses_nothing(
    rows: list[list[str]], width: int
) -> None:
    table = Table(("a", "b", "c"), tuple(row(*texts) for texts in rows), (1, 1, 1))
    told = lines(Report("", (), (table,), "zh"), width)
    shown = "".join(cell.text for line in told for cell in line)
    for sign in "一二":
        assert shown.count(sign) == sum(
            text.count(sign) for texts in rows for text in texts
        )
    if width > 12:
        assert all(
            columns("".join(cell.text for cell in line)) <= width for line in told
        )


def test_nothing_to_say_is_no_line() -> None:
    assert to_text(Report("", (), (Gap(), points(), Gap()), "zh")) == ""
