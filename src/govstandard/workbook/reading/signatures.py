"""By what a file is known to be a workbook: its name, or its first bytes."""

from pathlib import Path

ZIP, OLE = b"PK", b"\xd0\xcf\x11\xe0"
_SUFFIXES = {".xlsx", ".xlsm", ".xlsb", ".xls", ".ods", ".et", ".csv"}


def is_workbook(path: Path) -> bool:
    """Say whether a file is a workbook, or means to be one, by its name or its first bytes."""
    if path.suffix.lower() in _SUFFIXES or not path.is_file():
        return path.suffix.lower() in _SUFFIXES
    with path.open("rb") as stream:
        return stream.read(4).startswith((ZIP, OLE))
