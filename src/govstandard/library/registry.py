"""Which standards there are, and what an assessment's file refers to."""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path as FilePath

from govstandard.assessment.answers import Assessment
from govstandard.base.frozen import Frozen
from govstandard.base.problems import (
    GovStandardError,
    Problem,
    UnknownId,
    nearest,
    unknown_id,
)
from govstandard.base.words import Id, Text, Words, words
from govstandard.library.documents import Document, read_document
from govstandard.library.loading import ROOT_FILE, assessment_of, read_standard
from govstandard.library.releasing import RELEASES, read_release, releases
from govstandard.library.shapes import parse
from govstandard.standard.tree import Standard, Version

_HEAD = ("id", "version", "status", "title")
_LONGEST = 1000  # a path's length, below what the system refuses


class Entry(Frozen):
    """A standard that can be loaded by its name."""

    id: Id
    """Its id."""
    version: Version
    """Its version."""
    status: str
    """``draft`` or ``released``."""
    title: Text
    """Its name for people."""
    path: str
    """The file of a release, or the folder of a version in the making."""


def standards_folder() -> FilePath:
    """Return the folder of the standards that come with the library."""
    package = FilePath(__file__).parents[1]
    installed = package / "standards"
    return installed if installed.is_dir() else package.parents[1] / "standards"


def available() -> tuple[Entry, ...]:
    """List the standards that come with the library: the releases of each, then the version in the making."""
    return tuple(entry for folder in _folders() for entry in _entries(folder))


def _folders() -> list[FilePath]:
    return [path.parent for path in sorted(standards_folder().glob(f"*/{ROOT_FILE}"))]


def _folder_of(standard_id: str) -> FilePath | None:
    return next((folder for folder in _folders() if folder.name == standard_id), None)


def _entries(folder: FilePath) -> Iterator[Entry]:
    released = releases(folder)
    for path in released.values():
        standard = _read(path)
        yield Entry(
            **{field: getattr(standard, field) for field in _HEAD}, path=str(path)
        )
    fields = read_document(folder / ROOT_FILE).data
    if fields.get("version") not in released:
        head = {field: fields[field] for field in _HEAD if field in fields}
        yield Entry.model_validate({**head, "path": str(folder)})


def load(name: str | FilePath) -> Standard:
    """Load a standard by name, name and version, or path.

    A standard that comes with the library is called by its id: ``jindi`` is its newest release (or, before
    the first one, the version in the making), ``jindi@1.0.0`` a certain version. Any other name is taken as the
    path of a folder or file, where there is one. What has been loaded once is kept, as long as its files do not
    change.

    Raises:
        UnknownId: There is no standard of that name, or not that version; the message names those that are.
        InvalidFile: Its files break a rule, or a release was altered.

    >>> import govstandard as gs
    >>> gs.load("jindi").name
    'jindi@1.0.0'
    """
    standard_id, _, version = str(name).partition("@")
    folder = _folder_of(standard_id)
    if folder:
        return _version(folder, version)
    if _is_path(str(name)):
        return _read(FilePath(name))
    known = [folder.name for folder in _folders()]
    what = words("没有标准 “{id}”", "no standard '{id}'", id=standard_id)
    hint = nearest(standard_id, known) or _there_are(known)
    raise UnknownId([Problem(code="GS301", what=what, hint=hint)])


def _is_path(name: str) -> bool:
    """Say whether a name that no standard has is meant as a path, so that a missing file is told as such."""
    if not 0 < len(name) < _LONGEST:
        return False
    path = FilePath(name)
    return path.exists() or len(path.parts) > 1 or path.suffix == ".yaml"


def _there_are(known: Iterable[str]) -> Words:
    return words("可用的有 {known}", "there is: {known}", known=", ".join(known))


def _version(folder: FilePath, version: str) -> Standard:
    released = releases(folder)
    if not version and released:
        version = list(released)[-1]
    if version in released:
        return _read(released[version])
    known = [entry.version for entry in _entries(folder)]
    if version and version not in known:
        what = words(
            "标准 “{id}” 没有 {version} 版",
            "standard '{id}' has no version {version}",
            id=folder.name,
            version=version,
        )
        raise UnknownId([Problem(code="GS301", what=what, hint=_there_are(known))])
    return _read(folder)


def _read(path: FilePath) -> Standard:
    files = (
        [*path.glob("*.yaml"), *path.glob("parts/*.yaml")] if path.is_dir() else [path]
    )
    return _read_once(
        path, tuple(_stamp(file) for file in sorted(files) if file.exists())
    )


Stamp = tuple[str, int, int]
"""A file, when it was changed, and its size."""


def _stamp(file: FilePath) -> Stamp:
    status = file.stat()
    return str(file), status.st_mtime_ns, status.st_size


@lru_cache(maxsize=16)
def _read_once(path: FilePath, stamps: tuple[Stamp, ...]) -> Standard:  # noqa: ARG001 - part of the key
    if path.parent.name == RELEASES and path.suffix == ".json":
        return read_release(path)
    return read_standard(path)


def read_assessment(
    path: FilePath | str, standard: Standard | None = None
) -> Assessment:
    """Read an assessment's file and check it against its standard.

    The standard is the one that the file names, unless one is given.

    Raises:
        UnknownId: The standard or version that it names is not there.
        InvalidFile: It breaks a rule or does not fit the standard; all problems are listed, in file order.
    """
    document = read_document(FilePath(path))
    return assessment_of(document, standard or _named_in(document))


def _named_in(document: Document) -> Standard:
    """Load the standard that an assessment names."""
    named = document.data.get("standard") if isinstance(document.data, dict) else None
    if not isinstance(named, str):
        named = parse(document, Assessment).standard
    try:
        return load(named)
    except UnknownId as error:
        here = {"path": ("standard",)}
        problems = (problem.model_copy(update=here) for problem in error.problems)
        raise UnknownId(document.place(problem) for problem in problems) from None


def is_assessment(path: FilePath) -> bool:
    """Say whether a file holds an assessment rather than a standard."""
    if not path.is_file():
        return False
    try:
        data = read_document(path).data
    except GovStandardError:
        return False
    return isinstance(data, dict) and not data.keys().isdisjoint(
        {"community", "period", "responses"}
    )


def load_path(path: FilePath) -> Standard:
    """Load the standard in a folder or file.

    Raises:
        InvalidFile: Its files break a rule.
    """
    return _read(path)


def home(name: str | FilePath) -> FilePath | None:
    """Return the folder of a standard that `load` finds by that name; none where it is a single file."""
    folder = _folder_of(str(name).partition("@")[0]) or FilePath(name)
    return folder if folder.is_dir() else None


def find(name: str) -> Standard:
    """Return the standard of that name, or the one that has a group or indicator of that id.

    Raises:
        UnknownId: No standard that comes with the library has it; the message suggests the nearest.
    """
    if _folder_of(name.partition("@")[0]):
        return load(name)
    standards = [load(folder.name) for folder in _folders()]
    for standard in standards:
        if name in standard:
            return standard
    known = [located.node.id for standard in standards for located in standard.walk()]
    kind = words("标准、分组或指标", "standard, group or indicator")
    raise unknown_id("GS302", kind, name, known)
