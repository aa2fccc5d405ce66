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

    found: Sheets = {}
    room = MAX_CELLS
    try:
        workbook = CalamineWorkbook.from_filelike(BytesIO(data))
        for name in workbook.sheet_names:
            sheet = workbook.get_sheet_by_name(name)
            room -= sheet.total_height * sheet.total_width
            if room < 0 or sheet.total_height > MAX_ROWS or sheet.total_width > MAX_COLUMNS:
                raise FarError
            rows: Rows = [[*row] for row in sheet.to_python(skip_empty_area=False)]
            found[name] = rows, sheet.merged_cell_ranges or []
    except PasswordError:
        raise LockedError from None
    except (CalamineError, OSError, KeyError) as error:
        raise ValueError(str(error)) from None
    return found


def read_apart(data: bytes) -> Sheets:
    """Read the cells of a workbook in a process of its own, with bounds on its memory and time.

    Raises:
        LockedError: It is protected by a password.
        FarError: It spans too many rows, columns or cells.
        ValueError: It is none that can be read, or it broke the bounds.
    """
    command = [
        sys.executable,
        "-P",
        str(Path(__file__)),
    ]  # -P: what lies beside this file is not to be imported
    try:
        done = subprocess.run(  # noqa: S603 - our own
            command, input=data, capture_output=True, check=True, timeout=_SECONDS
        )
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired):
        raise ValueError("it took too much memory or time") from None
    found = pickle.loads(done.stdout)  # noqa: S301 - written below
    if isinstance(found, dict):
        return found
    raise {_LOCKED: LockedError(), _FAR: FarError()}.get(found) or ValueError(found)


def _main() -> None:
    """Read a workbook from standard input and write its cells, or why not, to standard output."""
    with suppress(ImportError, OSError, ValueError):  # not every system can set bounds
        import resource  # noqa: PLC0415 - not every system has it

        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    found: Sheets | str
    try:
        found = read_here(sys.stdin.buffer.read())
    except LockedError:
        found = _LOCKED
    except FarError:
        found = _FAR
    except ValueError as error:
        found = str(error)
    pickle.dump(found, sys.stdout.buffer)


if __name__ == "__main__":
    _main()
