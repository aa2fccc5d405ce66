"""The cells of a workbook as calamine finds them, read here or, run as a program, in a process of its own.

Calamine makes room for everything between the first cell and the last, so that a small file can ask for more memory
than there is, and then the whole process ends. A process of its own has bounds, and takes nobody with it.
"""

import pickle
import subprocess
import sys
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # only workbooks need it
    from python_calamine import CalamineWorkbook

Rows = list[list[object]]
Range = tuple[tuple[int, int], tuple[int, int]]
"""The first and the last cell of a merged one, each by its row and column, from 0."""
Sheets = dict[str, tuple[Rows, list[Range]]]
"""The rows of each sheet, from the first row and column on, and its merged cells."""

MAX_ROWS, MAX_COLUMNS = 20_000, 130
MAX_CELLS = 4_000_000
"""So many cells are read, empty ones between others included; a real workbook has some 60,000."""
_MEMORY, _SECONDS = 300_000_000, 60
_LOCKED, _FAR = "locked", "far"


class LockedError(Exception):
    """A workbook is protected by a password."""


class FarError(Exception):
    """A workbook spans more cells than anybody fills in."""


def read_here(data: bytes) -> Sheets:
    """Read the cells of a workbook in this process.

    Raises:
        LockedError: It is protected by a password.
        FarError: It spans too many rows, columns or cells.
        ValueError: It is none that can be read.
    """
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError  # noqa: PLC0415 - only workbooks need it

    try:
        return _sheets_of(CalamineWorkbook.from_filelike(BytesIO(data)))
    except PasswordError:
        raise LockedError from None
    except (CalamineError, OSError, KeyError) as error:
        raise ValueError(str(error)) from None


def _sheets_of(workbook: "CalamineWorkbook") -> Sheets:
    """Take the cells of each sheet, as long as they are within bounds."""
    sheets: Sheets = {}
    room = MAX_CELLS
    for name in workbook.sheet_names:
        sheet = workbook.get_sheet_by_name(name)
        height, width = sheet.total_height, sheet.total_width
        room -= height * width
        if room < 0 or height > MAX_ROWS or width > MAX_COLUMNS:
            raise FarError
        rows: Rows = [[*row] for row in sheet.to_python(skip_empty_area=False)]
        sheets[name] = rows, sheet.merged_cell_ranges or []
    return sheets


def read_apart(data: bytes) -> Sheets:
    """Read the cells of a workbook in a process of its own, with bounds on its memory and time.

    Inside a web browser there are no processes: the caller's worker is the one apart.

    Raises:
        LockedError: It is protected by a password.
        FarError: It spans too many rows, columns or cells.
        ValueError: It is none that can be read, it broke the bounds, or no process could be started.
    """
    if sys.platform == "emscripten":
        return read_here(data)
    # -P: what lies beside this file is not to be imported
    command = [sys.executable, "-P", str(Path(__file__))]
    try:
        done = subprocess.run(  # noqa: S603 - our own
            command, input=data, capture_output=True, check=True, timeout=_SECONDS
        )
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired):
        raise ValueError("it took too much memory or time") from None
    except OSError as error:
        raise ValueError(f"no process could be started to read it: {error}") from None
    told = pickle.loads(done.stdout)  # noqa: S301 - written below
    if isinstance(told, dict):
        return told
    raise {_LOCKED: LockedError(), _FAR: FarError()}.get(told) or ValueError(told)


def _main() -> None:
    """Read a workbook from standard input and write its cells, or why not, to standard output."""
    with suppress(ImportError, OSError, ValueError):  # not every system can set bounds
        import resource  # noqa: PLC0415 - not every system has it

        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    told: Sheets | str
    try:
        told = read_here(sys.stdin.buffer.read())
    except LockedError:
        told = _LOCKED
    except FarError:
        told = _FAR
    except ValueError as error:
        told = str(error)
    pickle.dump(told, sys.stdout.buffer)


if __name__ == "__main__":
    _main()
