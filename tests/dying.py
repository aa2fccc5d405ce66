"""Work that another process can be given, and that may kill it."""

import os
import signal
from pathlib import Path

from govstandard.base.problems import Problem
from govstandard.base.words import words


def read(job: tuple[Path, str]) -> tuple[Problem, ...]:
    """Tell the name of the file, unless it is one that kills the process."""
    if job[0].name.startswith("bad"):
        os.kill(os.getpid(), signal.SIGKILL)
    return (Problem(code="GS101", what=words("读过", "read"), file=job[0].name),)
