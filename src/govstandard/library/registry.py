"""Which standards there are, and what an assessment's file refers to."""

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path as FilePath

from govstandard.assessment.answers import Assessment
from govstandard.base.frozen import Frozen
from govstandard.base.problems import GovStandardError, Problem, UnknownId, nearest, unknown_id
from govstandard.base.words import Id, Text, words
from govstandard.library.documents import read_document
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


def _entries(folder: FilePath) -> Iterator[Entry]:
    released = releases(folder)
    for path in released.values():
        standard = _read(path)
        yield Entry(**{name: getattr(standard, name) for name in _HEAD}, path=str(path))
    head = read_document(folder / ROOT_FILE).data
    if head.get("version") not in released:
        yield Entry.model_validate(
            {**{name: head[name] for name in _HEAD if name in head}, "path": str(folder)}
        )


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
    wanted, _, version = str(name).partition("@")
    folder = next((folder for folder in _folders() if folder.name == wanted), None)
    path = FilePath(name)
    if folder:
        return _version(folder, version)
    if 0 < len(str(name)) < _LONGEST and (
        path.exists() or len(path.parts) > 1 or path.suffix == ".yaml"
    ):
        return _read(path)
    known = [folder.name for folder in _folders()]
    what = words(f"没有标准 “{wanted}”", f"no standard '{wanted}'")
    listed = ", ".join(known)
    hint = nearest(wanted, known) or words(f"可用的有 {listed}", f"there is: {listed}")
    raise UnknownId([Problem(code="GS301", what=what, hint=hint)])


def _version(folder: FilePath, version: str) -> Standard:
    released = releases(folder)
    if not version and released:
        return _read(list(released.values())[-1])
    if version in released:
        return _read(released[version])
    entries = {entry.version: entry for entry in _entries(folder)}
    if version and version not in entries:
        listed = ", ".join(entries)
        what = words(
            f"标准 “{folder.name}” 没有 {version} 版",
            f"standard '{folder.name}' has no version {version}",
        )
        raise UnknownId(
            [
                Problem(
                    code="GS301", what=what, hint=words(f"可用的有 {listed}", f"there is: {listed}")
                )
            ]
        )
    return _read(folder)


def _read(path: FilePath) -> Standard:
    found = sorted([*path.glob("*.yaml"), *path.glob("parts/*.yaml")]) if path.is_dir() else [path]
    stamps = tuple(
        (str(file), file.stat().st_mtime_ns, file.stat().st_size) for file in found if file.exists()
    )
    return _read_once(path, stamps)


@lru_cache(maxsize=16)
def _read_once(path: FilePath, stamps: tuple[tuple[str, int, int], ...]) -> Standard:  # noqa: ARG001 - part of the key
    return (
        read_release(path)
        if path.parent.name == RELEASES and path.suffix == ".json"
        else read_standard(path)
    )


def read_assessment(path: FilePath | str, standard: Standard | None = None) -> Assessment:
    """Read an assessment's file and check it against its standard.

    The standard is the one that the file names, unless one is given.

    Raises:
        UnknownId: The standard or version that it names is not there.
        InvalidFile: It breaks a rule or does not fit the standard; all problems are listed, in file order.
    """
    document = read_document(FilePath(path))
    if standard is None:
        named = document.data.get("standard") if isinstance(document.data, dict) else None
        try:
            standard = load(
                named if isinstance(named, str) else parse(document, Assessment).standard
            )
        except UnknownId as error:
            placed = [
                document.place(problem.model_copy(update={"path": ("standard",)}))
                for problem in error.problems
            ]
            raise UnknownId(placed) from None
    return assessment_of(document, standard)


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
    wanted = str(name).partition("@")[0]
    folder = next((folder for folder in _folders() if folder.name == wanted), FilePath(name))
    return folder if folder.is_dir() else None


def find(name: str) -> Standard:
    """Return the standard of that name, or the one that has a group or indicator of that id.

    Raises:
        UnknownId: No standard that comes with the library has it; the message suggests the nearest.
    """
    names = [folder.name for folder in _folders()]
    if name.partition("@")[0] in names:
        return load(name)
    every = [load(known) for known in names]
    for standard in every:
        if name in standard:
            return standard
    known = [node.node.id for standard in every for node in standard.walk()]
    raise unknown_id(
        "GS302", words("标准、分组或指标", "standard, group or indicator"), name, known
    )
