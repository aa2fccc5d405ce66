"""Releases: versions of a standard that never change again, as canonical JSON with their checksums."""

import hashlib
from collections.abc import Iterator
from pathlib import Path as FilePath

from pydantic import ValidationError

from govstandard.base.files import write_whole
from govstandard.base.problems import InvalidFile, Problem, UnreadableFile
from govstandard.base.words import words
from govstandard.library.loading import compose, read_standard
from govstandard.standard.tree import Standard

RELEASES = "releases"
"""The folder, inside a standard's own, that holds its releases."""
SUMS = "SHA256SUMS"
"""The file beside the releases that ``sha256sum --check`` reads."""


def release(folder: FilePath) -> FilePath:
    """Write the version that a standard's folder holds as a release, and return the file.

    The file is canonical JSON (RFC 8785): sorted keys, no insignificant space, so that the same content has
    the same bytes. Its SHA-256 goes into ``SHA256SUMS`` beside it first; a run that is killed between the two
    can simply be repeated.

    Raises:
        InvalidFile: The standard breaks a rule, is a draft, fails a worked case, or this version is already
            released; nothing is written.
    """
    import rfc8785  # noqa: PLC0415 - only releasing needs it

    if not folder.is_dir():
        what = words(
            "发布的是标准文件夹，这不是文件夹",
            "a release is made from a standard's folder; this is none",
        )
        raise UnreadableFile([Problem(code="GS101", what=what, file=str(folder))])
    standard = read_standard(folder)
    path = folder / RELEASES / f"{standard.version}.json"
    problems = _not_yet(standard, path)
    if problems:
        document = compose(folder)
        raise InvalidFile(
            [
                document.place(problem) if problem.path else problem
                for problem in problems
            ]
        )
    data = rfc8785.dumps(
        standard.model_dump(mode="json", by_alias=True, exclude_none=True)
    )
    path.parent.mkdir(exist_ok=True)
    _write_sums(
        path.parent, {**_sums(path.parent), path.name: hashlib.sha256(data).hexdigest()}
    )
    write_whole(path, data)
    return path


def _not_yet(standard: Standard, path: FilePath) -> list[Problem]:
    """Find what stands against releasing a sound standard."""
    problems = []
    if standard.status == "draft":
        hint = words(
            "内容定稿后改为 status: released",
            "when its content is final, say status: released",
        )
        what = words("草稿不能发布", "a draft cannot be released")
        problems.append(Problem(code="GS223", what=what, hint=hint, path=("status",)))
    if path.exists():
        what = words(
            "{version} 版已经发布，不能改写",
            "version {version} is released already",
            version=standard.version,
        )
        problems.append(
            Problem(code="GS223", what=what, hint=_NEW_VERSION, path=("version",))
        )
    return [*problems, *_failed_cases(standard, path.parents[1])]


def _failed_cases(standard: Standard, folder: FilePath) -> Iterator[Problem]:
    """Find worked cases that come out otherwise."""
    from govstandard.library.cases import run_cases  # noqa: PLC0415 - only releasing runs them

    if not any(folder.glob("cases/*.yaml")):
        return
    for verdict in run_cases(standard, folder):
        for difference in verdict.differences:
            what = words(
                "算例不符：{case}: {difference}",
                "a worked case fails: {case}: {difference}",
                case=verdict.name,
                difference=difference,
            )
            yield Problem(code="GS223", what=what, file=verdict.file)


def releases(folder: FilePath) -> dict[str, FilePath]:
    """Return the released versions of a standard's folder and their files, oldest first."""
    files = (folder / RELEASES).glob("*.json")
    numbered = [(numbers, path) for path in files if (numbers := _numbers(path.stem))]
    return {path.stem: path for _, path in sorted(numbered)}


def _numbers(version: str) -> tuple[int, ...]:
    """Return the numbers of a version; none where it is something else."""
    parts = version.split(".")
    return (
        tuple(int(part) for part in parts)
        if all(part.isdigit() for part in parts)
        else ()
    )


def read_release(path: FilePath) -> Standard:
    """Read a release after comparing it with its checksum.

    Raises:
        InvalidFile: Its bytes are not those that were released.
    """
    data = path.read_bytes()
    if _sums(path.parent).get(path.name) != hashlib.sha256(data).hexdigest():
        raise InvalidFile([_altered(path)])
    try:
        return Standard.model_validate_json(data)
    except ValidationError:
        what = words(
            "本程序读不了这个发布文件", "this program cannot read this release"
        )
        hint = words("升级 govstandard", "use a newer govstandard")
        raise InvalidFile(
            [Problem(code="GS222", what=what, hint=hint, file=str(path))]
        ) from None


def release_faults(folder: FilePath, standard: Standard) -> list[Problem]:
    """Find releases that were altered, and whether a folder's content left the release of its own version."""
    problems: list[Problem] = []
    for version, path in releases(folder).items():
        try:
            released = read_release(path)
        except InvalidFile as error:
            problems += error.problems
            continue
        if version == standard.version and released != standard:
            problems.append(compose(folder).place(_departed(version)))
    return problems


def _departed(version: str) -> Problem:
    what = words(
        "内容与已发布的 {version} 版不同",
        "the content differs from the released version {version}",
        version=version,
    )
    return Problem(code="GS224", what=what, hint=_NEW_VERSION, path=("version",))


_NEW_VERSION = words("改动内容后用新的版本号", "give changed content a new version")


def _altered(path: FilePath) -> Problem:
    what = words(
        "发布文件与 {sums} 中的校验值不符，已被改动或损坏",
        "altered or damaged: its checksum is not the one in {sums}",
        sums=SUMS,
    )
    hint = words("从发布处重新取得", "get it again from where it was released")
    return Problem(code="GS222", what=what, hint=hint, file=str(path))


def _sums(folder: FilePath) -> dict[str, str]:
    """Return the checksum of each file that is listed."""
    path = folder / SUMS
    if not path.is_file():
        return {}
    sums: dict[str, str] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        match line.split(maxsplit=1):
            case [digest, file]:
                sums[file] = digest
    return sums


def _write_sums(folder: FilePath, sums: dict[str, str]) -> None:
    listed = "".join(f"{digest}  {file}\n" for file, digest in sorted(sums.items()))
    write_whole(folder / SUMS, listed.encode())
