"""Whether the files named as evidence are there, and still the ones that were recorded."""

import hashlib
from collections.abc import Iterator
from pathlib import Path, PureWindowsPath
from typing import Literal

from govstandard.assessment import Assessment, Claim, Evidence, Response
from govstandard.frozen import Frozen

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
        states.append(FileState(of=name, record=record, state="changed" if _differs(record, found) else state))
    return tuple(states)


def record_files(assessment: Assessment, folder: Path) -> Assessment:
    """Return the assessment with the SHA-256 of every file of evidence that is there."""

    def recorded(holder: Response | Claim) -> Response | Claim:
        evidence = (
            record.model_copy(update={"sha256": _digest(record, folder) or record.sha256}) if record.file else record
            for record in holder.evidence
        )
        return holder.model_copy(update={"evidence": tuple(evidence)})

    return assessment.model_copy(
        update={
            "responses": {name: recorded(response) for name, response in assessment.responses.items()},
            "adjustments": {name: recorded(claim) for name, claim in assessment.adjustments.items()},
        }
    )


def _named(assessment: Assessment) -> Iterator[tuple[str, Evidence]]:
    holders: dict[str, Response | Claim] = {**assessment.responses, **assessment.adjustments}
    for name, holder in holders.items():
        yield from ((name, record) for record in holder.evidence if record.file)


def _differs(record: Evidence, found: str) -> bool:
    return bool(found and record.sha256) and found != record.sha256


def _digest(record: Evidence, folder: Path) -> str:
    """Return the SHA-256 of a record's file; empty where it is not there."""
    path = folder.joinpath(*PureWindowsPath(record.file).parts)  # people write both kinds of slashes
    if not path.is_file() or not path.resolve().is_relative_to(folder.resolve()):
        return ""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
