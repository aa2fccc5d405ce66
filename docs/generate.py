"""Passages of the documentation that come from the code, written by ``make generate``."""

import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from tempfile import TemporaryDirectory

from openpyxl import load_workbook

import govstandard as gs
from govstandard.base.frozen import Frozen
from govstandard.base.problems import CODES
from govstandard.library.schemas import field_help
from govstandard.standard.aggregation import AGGREGATIONS
from govstandard.standard.measures import MEASURES
from govstandard.workbook import form

ROOT = Path(__file__).parents[1]


def _summary(noun: type) -> str:
    return (noun.__doc__ or "").split("\n", 1)[0]


def _table(heads: list[str], rows: list[list[str]]) -> str:
    lines = [heads, ["---"] * len(heads), *rows]
    return (
        "\n"
        + "\n".join(
            f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in line)} |"
            for line in lines
        )
        + "\n\n"
    )


def _kinds(nouns: tuple[type[Frozen], ...]) -> str:
    rows = []
    for noun in nouns:
        fields = [
            name for name in noun.model_fields if name not in {"kind", "points", "unit"}
        ]
        listed = ", ".join(f"`{name}`" for name in fields)
        rows.append([f"`{noun.model_fields['kind'].default}`", _summary(noun), listed])
    return _table(["kind", "", "keys"], rows)


def measures() -> str:
    """List the measures."""
    return _kinds(MEASURES)


def aggregations() -> str:
    """List the ways to combine scores."""
    return _kinds(AGGREGATIONS)


def fields() -> str:
    """List the keys of an indicator."""
    told = field_help(gs.Indicator)
    return _table(
        ["key", ""],
        [
            [f"`{name}`", " ".join(told[name].split())]
            for name in gs.Indicator.model_fields
        ],
    )


def cli() -> str:
    """Write the help of every command."""
    environment = {**os.environ, "COLUMNS": "100", "TERM": "dumb", "NO_COLOR": "1"}

    def told(*words: str) -> str:
        command = [sys.executable, "-m", "govstandard", *words, "--help"]
        found = subprocess.run(  # noqa: S603 - our own command
            command, capture_output=True, text=True, check=True, env=environment
        )
        return found.stdout.replace("python -m govstandard", "govstandard").rstrip()

    text = f"```text\n{told()}\n```\n"
    for command in re.findall(
        r"^  (\w+)  ", text.partition("Commands:")[2], flags=re.MULTILINE
    ):
        text += f"\n## {command}\n\n```text\n{told(command)}\n```\n"
    return text


def codes() -> str:
    """Write an entry for every code, with the faulty files of the tests and what is printed for them."""
    text = ""
    for code, title in CODES.items():
        text += f"## {code} {title.zh}\n\n{title.en}\n\n"
        for faulty in sorted((ROOT / "tests" / "problems").glob(f"{code}-*.yaml")):
            text += _block("yaml", faulty.read_text(encoding="utf-8"))
            printed = faulty.with_suffix(".txt").read_text(encoding="utf-8")
            for told in printed.split("\n\n"):  # in Chinese, then in English
                text += _block("text", told)
    return text


def _block(language: str, text: str) -> str:
    return f"```{language}\n{text.rstrip()}\n```\n\n"


def wings() -> str:
    """Write the wings from the contract that holds them, topmost first, with the rooms of each."""
    with (ROOT / "pyproject.toml").open("rb") as stream:
        layers = tomllib.load(stream)["tool"]["importlinter"]["contracts"][0]["layers"]
    text = ""
    for layer in layers:
        for wing in layer.split(" | "):
            text += _wing(ROOT / "src" / "govstandard" / wing)
    return text


def _wing(path: Path) -> str:
    """Write a wing with its modules, each with its purpose."""
    if not path.is_dir():
        return f"## {path.name}\n\n{_purpose(path.with_suffix('.py'))}\n\n"
    rooms = [
        [f"`{room.relative_to(path).with_suffix('')}`", _purpose(room)]
        for room in sorted(path.rglob("*.py"))
        if room.name != "__init__.py"
    ]
    return f"## {path.name}\n\n{_purpose(path / '__init__.py')}\n{_table(['module', 'purpose'], rooms)}"


def _purpose(path: Path) -> str:
    return path.read_text(encoding="utf-8").split('"""')[1].split("\n", 1)[0]


def explained(*ids: str) -> str:
    """Explain some numbers of the example, in both languages."""
    standard = gs.load("jindi")
    result = gs.score(
        standard, gs.read_assessment(ROOT / "examples" / "street-summary.yaml")
    )
    lines = [result[name].explain(lang) for name in ids for lang in ("zh", "en")]
    return "```text\n" + "\n".join(lines) + "\n```\n"


def mistaken() -> str:
    """Fill in a workbook with mistakes and write what `check` says of it."""
    typed: dict[str, tuple[str, str | float]] = {
        "PB.01.01.1": ("own.answer", "大概"),
        "PB.03.04": ("own.numerator", "约256"),
        "PB.02.05": ("own.percent", 0.98),
        "PB.03.03": ("own.not_applicable", "没有"),
    }
    columns = form.LAYOUT.items
    assessment = gs.read_assessment(ROOT / "examples" / "street-summary.yaml")
    with TemporaryDirectory() as folder:
        path = Path(folder) / "自评表.xlsx"
        gs.write_workbook(gs.load("jindi"), path, assessment)
        workbook = load_workbook(path)
        sheet = workbook["党建"]
        ids = sheet[columns.letter("asked.id")]
        rows = {str(cell.value): row for row, cell in enumerate(ids)}
        for name, (column, said) in typed.items():
            sheet[columns.cell(column, rows[name])] = said
        workbook.save(path)
        command = [sys.executable, "-m", "govstandard", "check", path.name]
        found = subprocess.run(  # noqa: S603 - our own command
            command, capture_output=True, text=True, check=False, cwd=folder
        )
    return f"```text\n{found.stderr.rstrip()}\n```\n"


def demo() -> str:
    """Write what the demonstration prints first."""
    command = [
        sys.executable,
        "-m",
        "govstandard",
        "score",
        "examples/street-summary.yaml",
        "--lang",
        "en",
    ]
    found = subprocess.run(  # noqa: S603 - our own command
        command, capture_output=True, text=True, check=True, cwd=ROOT
    )
    return f"```text\n{found.stdout.split(chr(10) * 2 + 'Shortfalls')[0]}\n```\n"
