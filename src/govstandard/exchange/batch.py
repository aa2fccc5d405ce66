"""Many assessments at once, read and scored side by side by all processors."""

import os
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from multiprocessing import get_context
from pathlib import Path

from govstandard.base.problems import GovStandardError, Problem
from govstandard.base.words import Words, words
from govstandard.exchange.assessments import read_assessment
from govstandard.library import registry
from govstandard.scoring.comparing import Standing, standing
from govstandard.scoring.scoring import score

_FEW = 8
"""So many files are read sooner than other processes are started."""


def read_standings(
    files: Sequence[Path], standard: str = "", done: Callable[[], object] = lambda: None
) -> tuple[list[Standing], list[Problem]]:
    """Read and score many files, in the order given; those with faults are told and left out.

    `standard` replaces what the files name; `done` is called after each file.
    """
    standings: list[Standing] = []
    problems: list[Problem] = []
    jobs = [(file, standard) for file in files]
    stood = map(_stand, jobs) if len(jobs) <= _FEW else side_by_side(jobs, _stand)
    for result in stood:
        if isinstance(result, Standing):
            standings.append(result)
        else:
            problems.extend(result)
        done()
    return standings, problems


Job = tuple[Path, str]
Stood = Standing | tuple[Problem, ...]


def side_by_side(jobs: Sequence[Job], work: Callable[[Job], Stood]) -> Iterator[Stood]:
    """Do jobs in other processes, in order; where one of those dies, find out whose job it was."""
    left, context = deque(jobs), get_context("spawn")
    workers = min(os.cpu_count() or 1, len(jobs))
    with suppress(BrokenProcessPool), ProcessPoolExecutor(workers, context) as pool:
        for result in pool.map(work, jobs, chunksize=4):
            yield result
            left.popleft()
    while left:
        try:
            with ProcessPoolExecutor(1, context) as pool:
                while left:
                    yield pool.submit(work, left[0]).result()
                    left.popleft()
        except BrokenProcessPool:
            file, _ = left.popleft()
            yield _failed(
                file, words("读取时程序中断", "the program broke down over it")
            )


def _stand(job: Job) -> Stood:
    """Read and score one file; whatever is wrong with it is returned, so that it does not stop the others."""
    file, asked = job
    shown = _shown(file)
    try:
        rules = registry.load(asked) if asked else None
        assessment = read_assessment(file, rules)
        rules = rules or registry.load(assessment.standard)
        return standing(shown, rules, assessment, score(rules, assessment))
    except GovStandardError as error:
        return tuple(
            problem.model_copy(update={"file": shown}) for problem in error.problems
        )
    except Exception as error:  # noqa: BLE001 - one file does not stop the rest, whatever is wrong with it
        reason = getattr(error, "strerror", None) or repr(error)
        return _failed(
            file, words("读不了：{reason}", "cannot be read: {reason}", reason=reason)
        )


def _failed(file: Path, what: Words) -> tuple[Problem, ...]:
    return (Problem(code="GS101", what=what, file=_shown(file)),)


def _shown(file: Path) -> str:
    """Return a file's name, which may be in no known encoding."""
    return os.fsencode(file).decode("utf-8", "replace")
