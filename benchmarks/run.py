"""Measure what people wait for and print each figure beside its limit."""

import compileall
import subprocess
import sys
import sysconfig
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from rich.console import Console
from rich.table import Table

import govstandard as gs

ROOT = Path(__file__).parents[1]
EXAMPLE = ROOT / "examples" / "model-community.yaml"
ROUNDS = 15


def seconds(work: Callable[[], object]) -> float:
    """Return the median time of several rounds, after one to warm up."""
    work()
    taken = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return median(taken)


def main() -> int:
    """Measure, print, and end with 1 where a limit is broken."""
    for folder in (sysconfig.get_path("purelib"), str(ROOT / "src")):
        compileall.compile_dir(folder, quiet=2)
    start = time.perf_counter()
    standard = gs.load("jindi")
    first = time.perf_counter() - start
    assessment = gs.read_assessment(EXAMPLE)
    command = [sys.executable, "-m", "govstandard", "score", str(EXAMPLE)]
    rows = [
        (
            "govstandard score, whole process",
            seconds(lambda: subprocess.run(command, check=True, capture_output=True)),
            0.45,
        ),
        ('gs.load("jindi"), warm', seconds(lambda: gs.load("jindi")), 0.015),
        ("gs.score, full assessment", seconds(lambda: gs.score(standard, assessment)), 0.005),
    ]
    table = Table("What", "Median", "Limit", "")
    for what, taken, limit in rows:
        table.add_row(what, f"{taken * 1000:.1f} ms", f"{limit * 1000:g} ms", "ok" if taken <= limit else "OVER")
    table.add_row('gs.load("jindi"), first in a process, from YAML', f"{first * 1000:.1f} ms", "", "")
    Console().print(table)
    return int(any(taken > limit for _, taken, limit in rows))


if __name__ == "__main__":
    sys.exit(main())
