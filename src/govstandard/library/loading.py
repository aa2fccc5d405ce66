"""From files to checked standards and assessments: shape first, then sense, every fault with its place."""

from collections.abc import Iterator, Mapping
from pathlib import Path as FilePath
from typing import Any

from govstandard.assessment.answers import Assessment
from govstandard.assessment.fitting import fit
from govstandard.base.problems import InvalidFile, Path, Problem, UnreadableFile
from govstandard.base.words import words
from govstandard.library.documents import Document, read_document
from govstandard.library.shapes import in_order, needs_reason, parse
from govstandard.standard.tree import Standard

ROOT_FILE = "standard.yaml"
"""The file by which a folder is known to be a standard."""


def read_standard(path: FilePath | str) -> Standard:
    """Read a standard from its folder, or from one file that holds all of it, and check it.

    In a folder, ``standard.yaml`` and the other YAML files beside it hold fields of the standard; each file
    in ``parts/`` is one group, put below the group whose id its own id begins with.

    Raises:
        InvalidFile: It breaks a rule; the problems of all files come in the order of files and lines.
    """
    from govstandard.standard.rules import examine  # noqa: PLC0415 - a release is sound already

    document = compose(FilePath(path))
    standard = parse(document, Standard)
    problems = examine(standard)
    if problems:
        raise InvalidFile(in_order(document, problems))
    return standard


def warnings_of(path: FilePath | str) -> list[Problem]:
    """Read a sound standard again and list what in it deserves a look, in file order.

    Raises:
        InvalidFile: It is not sound.
    """
    from govstandard.standard.cautions import caution  # noqa: PLC0415 - only checking needs them

    document = compose(FilePath(path))
    return in_order(document, caution(parse(document, Standard)))


def read_assessment(path: FilePath | str, standard: Standard) -> Assessment:
    """Read an assessment from a YAML or JSON file and check it against its standard.

    Raises:
        InvalidFile: It breaks a rule or does not fit the standard; all problems are listed, in file order.
    """
    return assessment_of(read_document(FilePath(path)), standard)


def assessment_of(document: Document, standard: Standard) -> Assessment:
    """Check an assessment that has been read, as `read_assessment` does."""
    try:
        assessment = parse(document, Assessment)
    except InvalidFile as error:
        more = fit(standard, _sound_rest(document, error.problems, standard))
        raise InvalidFile(
            in_order(document, (*error.problems, *_without_reason(document), *more))
        ) from None
    problems = (*_without_reason(document), *fit(standard, assessment))
    if problems:
        raise InvalidFile(in_order(document, problems))
    return assessment


def _without_reason(document: Document) -> Iterator[Problem]:
    """Find a bare ``not_applicable:``, which plain data cannot tell from one that is not there."""
    for path in document.marks:
        if (
            path[-1:] == ("not_applicable",)
            and path[0] == "responses"
            and document.at(path) is None
        ):
            yield needs_reason(path)


def _sound_rest(
    document: Document, problems: tuple[Problem, ...], standard: Standard
) -> Assessment:
    """Leave out the entries that are faulty, so that the others can be checked in the same run."""
    whole = document.data if isinstance(document.data, dict) else {}
    rest = {
        name: dict(value) if isinstance(value, dict) else value for name, value in whole.items()
    }
    for problem in problems:
        field, *below = problem.path or ("",)
        if below and field in {"responses", "vetoes", "adjustments"}:
            rest[field].pop(below[0], None)
        else:
            rest.pop(field, None)
    stand_in = {"community": {"name": "?"}, "period": {"start": "2001-01-01", "end": "2001-12-31"}}
    return Assessment.model_validate({"standard": standard.name, **stand_in, **rest})


# Composing a standard from its files


def compose(path: FilePath) -> Document:
    """Put the files of a standard's folder together into one document.

    Raises:
        UnreadableFile: Some files cannot be read, two of them give the same field, or a part has no group to
            go under; all such faults are listed.
    """
    if not path.is_dir():
        return read_document(path)
    first = path / ROOT_FILE
    if not first.exists():
        what = words(
            "不是标准文件夹：缺 standard.yaml", "not a standard's folder: standard.yaml is missing"
        )
        raise UnreadableFile([Problem(code="GS101", what=what, file=str(path))])
    siblings = sorted(file for file in path.glob("*.yaml") if file != first)
    read, problems = _read_all([first, *siblings, *sorted(path.glob("parts/*.yaml"))])
    if problems:
        raise UnreadableFile(problems)
    whole = Document({}, {(): read[0].marks[()]}, {})
    by_depth = sorted(
        read,
        key=lambda document: (
            str(document.data.get("id", "")).count(".") if _is_part(document, path) else -1
        ),
    )
    for document in by_depth:  # a group before those that go under it
        _graft(
            whole,
            document,
            _home(document, whole, part=_is_part(document, path), problems=problems),
        )
    if problems:
        raise InvalidFile(problems)
    return whole


def _is_part(document: Document, folder: FilePath) -> bool:
    return FilePath(next(iter(document.lines))).parent != folder


def _read_all(files: list[FilePath]) -> tuple[list[Document], list[Problem]]:
    read, problems = [], []
    for file in files:
        try:
            document = read_document(file)
            if isinstance(document.data, dict):
                read.append(document)
            else:
                what = words("文件应是“键: 值”的形式", "the file has to hold keys and values")
                problems.append(document.place(Problem(code="GS109", what=what)))
        except UnreadableFile as error:
            problems += error.problems
    return read, problems


def _home(
    document: Document, whole: Document, *, part: bool, problems: list[Problem]
) -> Path | None:
    """Find where a file's data goes; none, and a problem, where there is no such place."""
    if not part:
        for field in document.data.keys() & whole.data.keys():
            what = words(
                f"“{field}” 已在另一文件中给出", f"'{field}' is already given in another file"
            )
            problems.append(
                document.place(Problem(code="GS106", what=what, path=(field,), on_key=True))
            )
        return ()
    name = str(document.data.get("id", ""))
    home = _group_for(name, whole.data)
    if home is None:
        what = words(f"没有可放 “{name}” 的上级分组", f"there is no group for '{name}' to go under")
        hint = words(f"在 {ROOT_FILE} 的 groups 中列出", f"list it under groups in {ROOT_FILE}")
        problems.append(document.place(Problem(code="GS214", what=what, hint=hint, path=("id",))))
    return home


def _group_for(name: str, holder: Mapping[str, Any], path: Path = ()) -> Path | None:
    """Find the deepest group whose id begins the name, and the next free place among its groups."""
    groups = holder.get("groups")
    for position, group in enumerate(groups if isinstance(groups, list) else ()):
        if isinstance(group, dict) and name.startswith(f"{group.get('id')}."):
            here = (*path, "groups", position)
            deeper = _group_for(name, group, here)
            below = group.setdefault("groups", [])
            return deeper or (*here, "groups", len(below) if isinstance(below, list) else 0)
    return None


def _graft(whole: Document, document: Document, home: Path | None) -> None:
    """Put a file's data and marks into the whole at its place."""
    if home is None:
        return
    if home:
        holder = whole.data
        for key in home[:-1]:
            holder = holder[key]
        if isinstance(holder, list):  # else its type is a fault that is told with the others
            holder.append(document.data)
        whole.marks.setdefault(home[:-1], document.marks[()])
    else:
        whole.data.update(document.data)
    for marks, found in ((whole.marks, document.marks), (whole.key_marks, document.key_marks)):
        marks.update({(*home, *path): mark for path, mark in found.items() if home or path})
    whole.lines.update(document.lines)
