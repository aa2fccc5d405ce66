"""Whether the files named as evidence are there, and still the ones that were recorded."""

import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import Literal, TypeVar

from govstandard.assessment.answers import Assessment, Claim, Evidence, Response
from govstandard.base.frozen import Frozen
from govstandard.base.problems import InvalidFile, Problem
from govstandard.base.words import words

State = Literal["same", "changed", "missing", "unrecorded"]
"""How a file stands to what was recorded of it; ``unrecorded`` is there, but its checksum was never recorded."""

Holder = TypeVar("Holder", Response, Claim)


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
    return tuple(
        FileState(
            of=holder, record=record, state=_state(record, _digest(record, folder))
        )
        for holder, record in _named(assessment)
    )


def _state(record: Evidence, digest: str) -> State:
    if not digest:
        return "missing"
    if not record.sha256:
        return "unrecorded"
    return "same" if digest == record.sha256 else "changed"


def record_files(assessment: Assessment, folder: Path) -> Assessment:
    """Return the assessment with the SHA-256 of every file of evidence that is there."""

    def recorded(record: Evidence) -> Evidence:
        digest = _digest(record, folder) if record.file else ""
        return record.model_copy(update={"sha256": digest or record.sha256})

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
        raise InvalidFile([_outside(files[0], folder, to)])
    between = start.relative_to(end)

    def placed(record: Evidence) -> Evidence:
        if not record.file:
            return record
        file = PurePosixPath(*between.parts, *PureWindowsPath(record.file).parts)
        return record.model_copy(update={"file": str(file)})

    return _each(assessment, placed)


def _outside(file: str, folder: Path, to: Path) -> Problem:
    what = words(
        "佐证文件 “{file}” 在 {folder}，不在要写到的文件夹 {to} 里",
        "the evidence file '{file}' lies in {folder}, not inside {to}, where this is to be written",
        file=file,
        folder=str(folder),
        to=str(to),
    )
    hint = words(
        "写到佐证的上级文件夹里", "write to a folder above that of the evidence"
    )
    return Problem(code="GS316", what=what, hint=hint)


def _each(assessment: Assessment, change: Callable[[Evidence], Evidence]) -> Assessment:
    """Change every record of evidence."""

    def changed(holder: Holder) -> Holder:
        records = tuple(change(record) for record in holder.evidence)
        return holder.model_copy(update={"evidence": records})

    responses = {
        item: changed(response) for item, response in assessment.responses.items()
    }
    adjustments = {
        item: changed(claim) for item, claim in assessment.adjustments.items()
    }
    return assessment.model_copy(
        update={"responses": responses, "adjustments": adjustments}
    )


def _named(assessment: Assessment) -> Iterator[tuple[str, Evidence]]:
    """Give every record of evidence that names a file, with the id of what it supports."""
    holders: list[tuple[str, Response | Claim]] = [
        *assessment.responses.items(),
        *assessment.adjustments.items(),
    ]
    for holder_id, holder in holders:
        for record in holder.evidence:
            if record.file:
                yield holder_id, record


def _digest(record: Evidence, folder: Path) -> str:
    """Return the SHA-256 of a record's file; empty where it is not there."""
    parts = PureWindowsPath(record.file).parts  # people write both kinds of slashes
    path = folder.joinpath(*parts)
    try:
        if not path.is_file() or not path.resolve().is_relative_to(folder.resolve()):
            return ""
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError:  # a name that no file can have, or one that may not be read
        return ""
