"""Many assessments at once, read and scored side by side by all processors."""

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from govstandard import registry
from govstandard.comparing import Standing, standing
from govstandard.errors import GovStandardError, Problem
from govstandard.io.assessments import read_assessment
from govstandard.scoring import score
from govstandard.text import words

_FEW = 8
"""So many files are read sooner than other processes are started."""


def read_standings(
    files: Sequence[Path], standard: str = "", done: Callable[[], object] = lambda: None
) -> tuple[list[Standing], list[Problem]]:
    """Read and score many files, in the order given; those with faults are told and left out.

    `standard` replaces what the files name; `done` is called after each file.
    """
    found: list[Standing] = []
    problems: list[Problem] = []

    def take(result: Standing | tuple[Problem, ...]) -> None:
        if isinstance(result, Standing):
            found.append(result)
        else:
            problems.extend(result)
        done()

    jobs = [(file, standard) for file in files]
    if len(files) <= _FEW:
        for job in jobs:
            take(_stand(job))
        return found, problems
    with ProcessPoolExecutor(min(os.cpu_count() or 1, len(files)), mp_context=get_context("spawn")) as pool:
        for result in pool.map(_stand, jobs, chunksize=4):
            take(result)
    return found, problems


def _stand(job: tuple[Path, str]) -> Standing | tuple[Problem, ...]:
    """Read and score one file; whatever is wrong with it is returned, so that it does not stop the others."""
    file, name = job
    shown = os.fsencode(file).decode("utf-8", "replace")  # a name may be in no known encoding
    try:
        rules = registry.load(name) if name else None
        assessment = read_assessment(file, rules)
        rules = rules or registry.load(assessment.standard)
        return standing(shown, rules, assessment, score(rules, assessment))
    except GovStandardError as error:
        return tuple(problem.model_copy(update={"file": shown}) for problem in error.problems)
    except OSError as error:
        what = words(f"读不了：{error.strerror or error}", f"cannot be read: {error.strerror or error}")
        return (Problem(code="GS101", what=what, file=shown),)
