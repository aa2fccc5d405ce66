"""Files with one fault each, and what is printed for them: ``python tests/faulty.py`` writes that anew.

Beside each ``tests/problems/GS….yaml`` stands a ``.txt``: the fault in Chinese, an empty line, the fault in English.
"""

from contextlib import chdir
from pathlib import Path

from govstandard.base.problems import GovStandardError, InvalidFile
from govstandard.library.loading import read_assessment, read_standard, warnings_of

PROBLEMS = Path(__file__).parent / "problems"
FILES = sorted(PROBLEMS.glob("GS*.yaml"))


def fault(path: Path) -> GovStandardError:
    """Read a faulty file from its own folder, so that its bare name is printed, and return what is raised."""
    with chdir(PROBLEMS):
        try:
            _read(path)
        except GovStandardError as error:
            return error
    raise AssertionError(f"{path.name} has no fault")


def _read(path: Path) -> None:
    if "community:" in path.read_text(encoding="utf-8"):
        read_assessment(path.name, read_standard("standard-ok.yaml"))
    else:
        raise InvalidFile(warnings_of(read_standard(path.name), path.name))


def printed(error: GovStandardError) -> str:
    """Return what people are told of a fault, in both languages."""
    return f"{error.render('zh')}\n\n{error.render('en')}\n"


def write() -> None:
    for path in FILES:
        path.with_suffix(".txt").write_text(printed(fault(path)), encoding="utf-8")


if __name__ == "__main__":
    write()
