"""Whether the files named as evidence are there, and still the ones that were recorded."""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import Literal

from govstandard.assessment.answers import Assessment, Claim, Evidence, Response
from govstandard.base.frozen import Frozen
from govstandard.base.problems import InvalidFile, Problem
from govstandard.base.words import words

State = Literal["same", "changed", "missing", "unrecorded"]
"""How a file stands to what was recorded of it; ``unrecorded`` is there, but its checksum was never recorded."""


class FileState(Frozen):
    """One file of evidence and how it stands."""

    of: str
    """The id of the indicator or adjustment that it supports."""
    record: Evidence
    """The evidence that names it."""
    state: State
    """How it stands."""


def verify(assessment: Assessment, folder: Path) -> tuple[FileState, ...]:
    """Compare every file named as evidence with its recorded SHA-256, in the folder of the assessment.

    A file that a link leads out of the folder counts as missing.
    """
    states: list[FileState] = []
    for name, record in _named(assessment):
        found = _digest(record, folder)
        state: State = "missing" if not found else "unrecorded" if not record.sha256 else "same"
        states.append(
            FileState(of=name, record=record, state="changed" if _differs(record, found) else state)
        )
    return tuple(states)


def record_files(assessment: Assessment, folder: Path) -> Assessment:
    """Return the assessment with the SHA-256 of every file of evidence that is there."""

    def recorded(record: Evidence) -> Evidence:
        found = _digest(record, folder) if record.file else ""
        return record.model_copy(update={"sha256": found or record.sha256})

    return _each(assessment, recorded)


def moved(assessment: Assessment, folder: Path, to: Path) -> Assessment:
    """Return the assessment as it stands in another folder: files of evidence by their paths from there.

    Raises:
        InvalidFile: Files named as evidence do not lie inside the other folder.
    """
    start, end = folder.resolve(), to.resolve()
    files = [record.file for _, record in _named(assessment)]
    if start == end or not files:
        return assessment
    if not start.is_relative_to(end):
        what = words(
            f"佐证文件 “{files[0]}” 在 {folder}，不在要写到的文件夹 {to} 里",
            f"the evidence file '{files[0]}' lies in {folder}, not inside {to}, where this is to be written",
        )
        hint = words("写到佐证的上级文件夹里", "write to a folder above that of the evidence")
        raise InvalidFile([Problem(code="GS316", what=what, hint=hint)])
    between = start.relative_to(end)

    def placed(record: Evidence) -> Evidence:
        file = PurePosixPath(*between.parts, *PureWindowsPath(record.file).parts)
        return record.model_copy(update={"file": str(file)}) if record.file else record

    return _each(assessment, placed)


def _each(assessment: Assessment, change: Callable[[Evidence], Evidence]) -> Assessment:
    """Change every record of evidence."""

    def changed(holder: Response | Claim) -> Response | Claim:
        return holder.model_copy(
            update={"evidence": tuple(change(record) for record in holder.evidence)}
        )

    return assessment.model_copy(
        update={
            "responses": {
                name: changed(response) for name, response in assessment.responses.items()
            },
            "adjustments": {name: changed(claim) for name, claim in assessment.adjustments.items()},
        }
    )


def _named(assessment: Assessment) -> Iterator[tuple[str, Evidence]]:
    holders: Iterable[tuple[str, Response | Claim]]
    for holders in (assessment.responses.items(), assessment.adjustments.items()):
        for name, holder in holders:
            yield from ((name, record) for record in holder.evidence if record.file)


def _differs(record: Evidence, found: str) -> bool:
    return bool(found and record.sha256) and found != record.sha256


def _digest(record: Evidence, folder: Path) -> str:
    """Return the SHA-256 of a record's file; empty where it is not there."""
    path = folder.joinpath(
        *PureWindowsPath(record.file).parts
    )  # people write both kinds of slashes
    try:
        if not path.is_file() or not path.resolve().is_relative_to(folder.resolve()):
            return ""
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError:  # a name that no file can have, or one that may not be read
        return ""
