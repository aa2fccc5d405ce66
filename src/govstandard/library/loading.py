"""From files to checked standards and assessments: shape first, then sense, every fault with its place."""

from collections.abc import Iterator, Mapping
from pathlib import Path as FilePath
from typing import Any, NamedTuple

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


def warnings_of(standard: Standard, path: FilePath | str) -> list[Problem]:
    """List what deserves a look in a sound standard that was read from that path, in the order of its files."""
    from govstandard.standard.cautions import caution  # noqa: PLC0415 - only checking needs them

    problems = caution(standard)
    return in_order(compose(FilePath(path)), problems) if problems else []


def read_assessment(path: FilePath | str, standard: Standard) -> Assessment:
    """Read an assessment from a YAML or JSON file and check it against its standard.

    Raises:
        InvalidFile: It breaks a rule or does not fit the standard; all problems are listed, in file order.
    """
    return assessment_of(read_document(FilePath(path)), standard)


def assessment_of(document: Document, standard: Standard) -> Assessment:
    """Check an assessment that has been read, as `read_assessment` does."""
    unreasoned = tuple(_without_reason(document))
    try:
        assessment = parse(document, Assessment)
    except InvalidFile as error:
        misfits = fit(standard, _sound_rest(document, error.problems, standard))
        problems = (*error.problems, *unreasoned, *misfits)
        raise InvalidFile(in_order(document, problems)) from None
    problems = (*unreasoned, *fit(standard, assessment))
    if problems:
        raise InvalidFile(in_order(document, problems))
    return assessment


def _without_reason(document: Document) -> Iterator[Problem]:
    """Find a bare ``not_applicable:``, which plain data cannot tell from one that is not there."""
    for path in document.marks:
        reason = path[-1:] == ("not_applicable",) and path[0] == "responses"
        if reason and document.at(path) is None:
            yield needs_reason(path)


def _sound_rest(
    document: Document, problems: tuple[Problem, ...], standard: Standard
) -> Assessment:
    """Leave out the entries that are faulty, so that the others can be checked in the same run."""
    whole = document.data if isinstance(document.data, dict) else {}
    rest = {
        field: dict(value) if isinstance(value, dict) else value
        for field, value in whole.items()
    }
    for problem in problems:
        field, *below = problem.path or ("",)
        if below and field in {"responses", "vetoes", "adjustments"}:
            rest[field].pop(below[0], None)
        else:
            rest.pop(field, None)
    stand_in = {
        "community": {"name": "?"},
        "period": {"start": "2001-01-01", "end": "2001-12-31"},
    }
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
    fields, parts = _files_in(path)
    whole = Document({}, {(): fields[0].marks[()]}, {})
    problems: list[Problem] = []
    for document in fields:
        problems += _given_twice(document, whole)
        _graft(whole, document, ())
    for document in sorted(parts, key=_depth):  # a group before those that go under it
        home = _group_for(_id_of(document), whole.data)
        if home:
            _graft(whole, document, home)
        else:
            problems.append(_homeless(document))
    if problems:
        raise InvalidFile(problems)
    return whole


def _files_in(folder: FilePath) -> tuple[list[Document], list[Document]]:
    """Read the files that hold fields of a standard, and those that are one group each."""
    root = folder / ROOT_FILE
    if not root.exists():
        what = words(
            "不是标准文件夹：缺 standard.yaml",
            "not a standard's folder: standard.yaml is missing",
        )
        raise UnreadableFile([Problem(code="GS101", what=what, file=str(folder))])
    siblings = sorted(file for file in folder.glob("*.yaml") if file != root)
    fields = _read_all([root, *siblings])
    parts = _read_all(sorted(folder.glob("parts/*.yaml")))
    problems = [*fields.problems, *parts.problems]
    if problems:
        raise UnreadableFile(problems)
    return fields.documents, parts.documents


class _Read(NamedTuple):
    """The files that could be read as keys and values, and what is wrong with the others."""

    documents: list[Document]
    problems: list[Problem]


def _read_all(files: list[FilePath]) -> _Read:
    read = _Read([], [])
    for file in files:
        try:
            document = read_document(file)
        except UnreadableFile as error:
            read.problems.extend(error.problems)
            continue
        if isinstance(document.data, dict):
            read.documents.append(document)
        else:
            what = words(
                "文件应是“键: 值”的形式", "the file has to hold keys and values"
            )
            read.problems.append(document.place(Problem(code="GS109", what=what)))
    return read


def _id_of(part: Document) -> str:
    return str(part.data.get("id", ""))


def _depth(part: Document) -> int:
    return _id_of(part).count(".")


def _given_twice(document: Document, whole: Document) -> Iterator[Problem]:
    """Find fields that another file gives too."""
    for field in document.data:
        if field not in whole.data:
            continue
        what = words(
            "“{field}” 已在另一文件中给出",
            "'{field}' is already given in another file",
            field=str(field),
        )
        yield document.place(
            Problem(code="GS106", what=what, path=(field,), on_key=True)
        )


def _homeless(part: Document) -> Problem:
    what = words(
        "没有可放 “{id}” 的上级分组",
        "there is no group for '{id}' to go under",
        id=_id_of(part),
    )
    hint = words(
        "在 {file} 的 groups 中列出", "list it under groups in {file}", file=ROOT_FILE
    )
    return part.place(Problem(code="GS214", what=what, hint=hint, path=("id",)))


def _group_for(node_id: str, holder: Mapping[str, Any], path: Path = ()) -> Path | None:
    """Find the deepest group whose id begins the other, and the next free place among its groups."""
    groups = holder.get("groups")
    for position, group in enumerate(groups if isinstance(groups, list) else ()):
        if isinstance(group, dict) and node_id.startswith(f"{group.get('id')}."):
            here = (*path, "groups", position)
            deeper = _group_for(node_id, group, here)
            below = group.setdefault("groups", [])
            return deeper or (
                *here,
                "groups",
                len(below) if isinstance(below, list) else 0,
            )
    return None


def _graft(whole: Document, document: Document, home: Path) -> None:
    """Put a file's data and marks into the whole at its place; fields of the standard itself at its root."""
    if home:
        _hang(whole, document, home)
    else:
        whole.data.update(document.data)
    marks = {path: mark for path, mark in document.marks.items() if home or path}
    whole.marks.update({(*home, *path): mark for path, mark in marks.items()})
    whole.key_marks.update(
        {(*home, *path): mark for path, mark in document.key_marks.items()}
    )
    whole.lines.update(document.lines)


def _hang(whole: Document, part: Document, home: Path) -> None:
    """Put a group among the groups of another."""
    groups = whole.at(home[:-1])
    if isinstance(
        groups, list
    ):  # else its type is a fault that is told with the others
        groups.append(part.data)
    whole.marks.setdefault(home[:-1], part.marks[()])
