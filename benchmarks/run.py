"""Measure what people wait for, each figure beside a yardstick, and hold the ratios of the two.

A machine is slower on some days than on others, and then every figure is: what a figure says of the code is its
ratio to a yardstick, work that never changes. Whole processes are measured against a bare start of the interpreter,
``python -c pass``; what runs inside a process against a fixed loop of plain Python. A yardstick is measured in turn
with its figure, round by round, so that a slow moment meets both, and medians are divided. A limit in seconds is held
as a ratio as well: divided by the time that the yardstick takes on the quiet machine on which the limits were set.
How ``check`` grows with a standard is a ratio of its own, and memory is no matter of the day: it needs no yardstick.
"""

import compileall
import os
import subprocess
import sys
import sysconfig
from collections.abc import Callable
from functools import partial
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import NamedTuple

from large import write_standard
from rich.console import Console
from rich.table import Table

import govstandard as gs
from govstandard.exchange.assessments import read_assessment
from govstandard.exchange.batch import read_standings
from govstandard.library.loading import read_standard
from govstandard.report.assessed import assessment_report
from govstandard.report.street import street_report
from govstandard.report.writing import write_report

ROOT = Path(__file__).parents[1]
JINDI = ROOT / "standards" / "jindi"
EXAMPLE = ROOT / "examples" / "model-community.yaml"
ROUNDS = 15
MOST_MEMORY = 200
"""The megabytes that no whole process may take more than."""

Take = Callable[[], float]
"""Does some work once and returns the seconds that it took."""


class Yardstick(NamedTuple):
    """Work that never changes, and the seconds that it takes on a quiet machine."""

    name: str
    take: Take
    quiet: float


class Figure(NamedTuple):
    """What is measured, the yardstick beside it, and at most how many times as long it takes."""

    what: str
    take: Take
    yardstick: Yardstick
    most: float
    rounds: int = ROUNDS


class Measured(NamedTuple):
    """A figure with the medians of its own seconds and of those of its yardstick."""

    figure: Figure
    taken: float
    beside: float

    @property
    def ratio(self) -> float:
        """How many times as long as its yardstick it takes."""
        return self.taken / self.beside


def timed(work: Callable[[], object]) -> float:
    """Return the seconds that some work takes."""
    start = perf_counter()
    work()
    return perf_counter() - start


def inside(work: Callable[[], object]) -> Take:
    """Measure work in this process."""
    return partial(timed, work)


class Memory:
    """The most megabytes that each whole process took, by its name."""

    def __init__(self) -> None:
        """Begin with none."""
        self.peaks: dict[str, float] = {}

    def process(self, what: str, *words: str) -> Take:
        """Measure a whole process, and keep how much memory it and what it started took at most."""
        return partial(timed, partial(self._run, what, [sys.executable, *words]))

    def _run(self, what: str, command: list[str]) -> None:
        environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
        process = subprocess.Popen(
            command,
            cwd=ROOT,
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            raise subprocess.CalledProcessError(process.returncode, command)
        self.peaks[what] = max(self.peaks.get(what, 0), usage.ru_maxrss / 1000)


def told(code: str) -> float:
    """Return the seconds that a process of its own prints."""
    done = subprocess.run(
        [sys.executable, "-c", code],
        check=True,
        capture_output=True,
        text=True,
        cwd=ROOT,
    )
    return float(done.stdout)


def loop() -> None:
    """Reckon in plain Python for about ten milliseconds."""
    number = 0
    for step in range(140_000):
        number = (number * 31 + step) % 1_000_003


START = Yardstick("python -c pass", Memory().process("start", "-c", "pass"), 0.30 / 22)
LOOP = Yardstick("a fixed loop", inside(loop), 0.010)


def within(
    seconds: float, what: str, take: Take, yardstick: Yardstick, rounds: int = ROUNDS
) -> Figure:
    """Return a figure whose limit is given in seconds on a quiet machine."""
    return Figure(what, take, yardstick, seconds / yardstick.quiet, rounds)


def measure(figure: Figure) -> Measured:
    """Measure a figure and its yardstick in turn, after one round to warm up."""
    figure.take()
    rounds = [(figure.yardstick.take(), figure.take()) for _ in range(figure.rounds)]
    beside, taken = zip(*rounds, strict=True)
    return Measured(figure, median(taken), median(beside))


LOAD = """
import time
import govstandard as gs
gs.load
start = time.perf_counter()
gs.load("jindi")
print(time.perf_counter() - start)
"""
"""Tells how long the first load takes in a process that has imported the library and nothing else."""


def whole_processes(memory: Memory, folder: Path) -> list[Figure]:
    """List what is measured as processes of their own."""
    score = memory.process("score", "-m", "govstandard", "score", str(EXAMPLE))
    built = ("build", "--strict", "--quiet", "--site-dir", str(folder / "site"))
    site = memory.process("docs site", "-m", "mkdocs", *built)
    small, large = (
        memory.process(
            f"check, {150 * times} indicators", "-m", "govstandard", "check", str(path)
        )
        for times, path in ((1, folder / "small"), (12, folder / "large"))
    )
    write_standard(JINDI, folder / "small", 1)
    write_standard(JINDI, folder / "large", 12)
    of_150 = Yardstick("check of 150 indicators", small, 1)
    return [
        within(0.30, "govstandard score", score, START),
        within(30, "whole docs site", site, START, 3),
        Figure("check of 1,800 indicators", large, of_150, 12, 3),
    ]


def in_process(folder: Path) -> list[Figure]:
    """List what is measured inside this process."""
    standard, assessment = gs.load("jindi"), gs.read_assessment(EXAMPLE)
    book = folder / "book.xlsx"

    def write() -> None:
        gs.write_workbook(standard, book, assessment)

    write()
    return [
        within(0.015, 'gs.load("jindi"), cold', partial(told, LOAD), LOOP),
        within(
            0.003, "gs.score", inside(partial(gs.score, standard, assessment)), LOOP
        ),
        within(0.2, "workbook, written", inside(write), LOOP),
        within(0.1, "workbook, read", inside(partial(read_assessment, book)), LOOP),
        within(
            1.5,
            "jindi, read from its YAML",
            inside(partial(read_standard, JINDI)),
            LOOP,
            3,
        ),
        within(20, "200 workbooks compared", inside(street(folder)), LOOP, 1),
    ]


def reports(folder: Path) -> list[Figure]:
    """List what is measured of reports."""
    standard, assessment = gs.load("jindi"), gs.read_assessment(EXAMPLE)

    def report(form: str) -> None:
        result = gs.score(standard, assessment)
        made = assessment_report(standard, assessment, result, "zh")
        write_report(made, folder / f"report{form}")

    return [
        within(0.3, "report, HTML", inside(partial(report, ".html")), LOOP),
        within(2, "report, PDF", inside(partial(report, ".pdf")), LOOP, 5),
    ]


def street(folder: Path) -> Callable[[], None]:
    """Write the workbooks of 200 communities and return the work of comparing them."""
    assessment = gs.read_assessment(EXAMPLE)
    books = [folder / f"{number}.xlsx" for number in range(1, 201)]
    for number, book in enumerate(books, 1):
        named = assessment.community.model_copy(update={"name": f"第{number}社区"})
        gs.write_workbook(
            gs.load("jindi"), book, assessment.model_copy(update={"community": named})
        )

    def compare() -> None:
        standings, _ = read_standings(books)
        write_report(
            street_report(standings, (), gs.load, "zh"), folder / "street.html"
        )

    return compare


def shown(measured: list[Measured], memory: Memory) -> Table:
    """Write all figures with their limits."""
    table = Table("What", "Median", "Yardstick", "", "Ratio", "At most", "")
    for figure, taken, beside in measured:
        table.add_row(
            figure.what,
            f"{taken * 1000:.1f} ms",
            f"{beside * 1000:.1f} ms",
            figure.yardstick.name,
            f"{taken / beside:.2f}",
            f"{figure.most:.2f}",
            verdict(taken / beside, figure.most),
        )
    for what, peak in memory.peaks.items():
        table.add_row(
            f"memory of {what}",
            f"{peak:.0f} MB",
            "",
            "",
            "",
            f"{MOST_MEMORY} MB",
            verdict(peak, MOST_MEMORY),
        )
    return table


def verdict(found: float, most: float) -> str:
    """Say whether a limit holds."""
    return "ok" if found <= most else "OVER"


def main() -> int:
    """Measure, print, and end with 1 where a limit is broken."""
    for compiled in (sysconfig.get_path("purelib"), str(ROOT / "src")):
        compileall.compile_dir(compiled, quiet=2)
    memory = Memory()
    with TemporaryDirectory() as folder:
        home = Path(folder)
        figures = [*whole_processes(memory, home), *in_process(home), *reports(home)]
        measured = [measure(figure) for figure in figures]
    Console(width=140).print(shown(measured, memory))
    slow = any(each.ratio > each.figure.most for each in measured)
    return int(slow or any(peak > MOST_MEMORY for peak in memory.peaks.values()))


if __name__ == "__main__":
    sys.exit(main())
