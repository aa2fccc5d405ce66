"""Measure what people wait for and print each figure beside its limit."""

import compileall
import os
import subprocess
import sys
import sysconfig
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from rich.console import Console
from rich.table import Table

import govstandard as gs
from govstandard.exchange.assessments import read_assessment
from govstandard.exchange.batch import read_standings
from govstandard.library.loading import read_standard
from govstandard.library.releasing import read_release, releases
from govstandard.report.assessed import assessment_report
from govstandard.report.street import street_report
from govstandard.report.writing import write_report

ROOT = Path(__file__).parents[1]
EXAMPLE = ROOT / "examples" / "model-community.yaml"
ROUNDS = 15


def seconds(work: Callable[[], object], rounds: int = ROUNDS) -> float:
    """Return the median time of several rounds, after one to warm up."""
    work()
    taken = []
    for _ in range(rounds):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return median(taken)


def whole_site() -> None:
    """Build the documentation with all pages of the standard, strictly."""
    with TemporaryDirectory() as built:
        command = [
            sys.executable,
            "-m",
            "mkdocs",
            "build",
            "--strict",
            "--quiet",
            "--site-dir",
            built,
        ]
        environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
        subprocess.run(command, check=True, capture_output=True, cwd=ROOT, env=environment)


def paper(standard: gs.Standard, assessment: gs.Assessment) -> list[tuple[str, float, float]]:
    """Measure workbooks, reports and the comparison of 200 communities."""

    def report(path: Path) -> None:
        write_report(
            assessment_report(standard, assessment, gs.score(standard, assessment), "zh"), path
        )

    with TemporaryDirectory() as folder:
        book = Path(folder) / "book.xlsx"
        many = [Path(folder) / f"{number}.xlsx" for number in range(200)]
        write = seconds(lambda: gs.write_workbook(standard, book, assessment))
        for number, path in enumerate(many):
            named = assessment.community.model_copy(update={"name": f"第{number + 1}社区"})
            gs.write_workbook(standard, path, assessment.model_copy(update={"community": named}))

        def street() -> None:
            standings, _ = read_standings(many)
            write_report(street_report(standings, (), gs.load, "zh"), Path(folder) / "street.html")

        return [
            ("workbook, written", write, 0.2),
            ("workbook, read", seconds(lambda: read_assessment(book)), 0.1),
            ("report, HTML", seconds(lambda: report(Path(folder) / "r.html")), 0.3),
            ("report, PDF", seconds(lambda: report(Path(folder) / "r.pdf")), 2.0),
            ("200 workbooks compared", seconds(street, 1), 20.0),
        ]


def main() -> int:
    """Measure, print, and end with 1 where a limit is broken."""
    for compiled in (sysconfig.get_path("purelib"), str(ROOT / "src")):
        compileall.compile_dir(compiled, quiet=2)
    standard = gs.load("jindi")
    folder = ROOT / "standards" / "jindi"
    assessment = gs.read_assessment(EXAMPLE)
    command = [sys.executable, "-m", "govstandard", "score", str(EXAMPLE)]
    rows = [
        (
            "govstandard score, whole process",
            seconds(lambda: subprocess.run(command, check=True, capture_output=True)),
            0.45,
        ),
        ('gs.load("jindi"), known', seconds(lambda: gs.load("jindi")), 0.015),
        *(
            (f"{path.name}, read anew", seconds(partial(read_release, path)), 0.015)
            for path in releases(folder).values()
        ),
        ("gs.score, full assessment", seconds(lambda: gs.score(standard, assessment)), 0.005),
        ("whole docs site", seconds(whole_site, 3), 20.0),
        *paper(standard, assessment),
    ]
    table = Table("What", "Median", "Limit", "")
    for what, taken, limit in rows:
        table.add_row(
            what,
            f"{taken * 1000:.1f} ms",
            f"{limit * 1000:g} ms",
            "ok" if taken <= limit else "OVER",
        )
    table.add_row(
        "jindi, read from its YAML",
        f"{seconds(lambda: read_standard(folder), 3) * 1000:.1f} ms",
        "",
        "",
    )
    Console().print(table)
    return int(any(taken > limit for _, taken, limit in rows))


if __name__ == "__main__":
    sys.exit(main())
