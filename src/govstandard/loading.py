"""From files to checked models: shape first, then sense, every fault with its place."""

import datetime as dt
from collections.abc import Iterator, Mapping
from pathlib import Path as FilePath
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from govstandard.assessment import Assessment
from govstandard.cautions import caution
from govstandard.documents import Document, read_document
from govstandard.errors import InvalidFile, Path, Problem, UnreadableFile, nearest
from govstandard.fitting import fit
from govstandard.frozen import Frozen
from govstandard.rules import examine
from govstandard.standard import Standard
from govstandard.text import Translations, words

Noun = TypeVar("Noun", bound=Frozen)
_LINE = 60
ROOT_FILE = "standard.yaml"
"""The file by which a folder is known to be a standard."""


def read_standard(path: FilePath | str) -> Standard:
    """Read a standard from its folder, or from one file that holds all of it, and check it.

    In a folder, ``standard.yaml`` and the other YAML files beside it hold fields of the standard; each file
    in ``parts/`` is one group, put below the group whose id its own id begins with.

    Raises:
        InvalidFile: It breaks a rule; the problems of all files come in the order of files and lines.
    """
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
        raise InvalidFile(in_order(document, (*error.problems, *_without_reason(document), *more))) from None
    problems = (*_without_reason(document), *fit(standard, assessment))
    if problems:
        raise InvalidFile(in_order(document, problems))
    return assessment


def _without_reason(document: Document) -> Iterator[Problem]:
    """Find a bare ``not_applicable:``, which plain data cannot tell from one that is not there."""
    for path in document.marks:
        if path[-1:] == ("not_applicable",) and path[0] == "responses" and document.at(path) is None:
            yield _needs_reason(path)


def _needs_reason(path: Path) -> Problem:
    what = words("填不适用要写明理由", "not_applicable needs a reason")
    hint = words("例：not_applicable: 本期没有此类事项", "such as not_applicable: no such case in the period")
    return Problem(code="GS314", what=what, hint=hint, path=path, on_key=True)


def _sound_rest(document: Document, problems: tuple[Problem, ...], standard: Standard) -> Assessment:
    """Leave out the entries that are faulty, so that the others can be checked in the same run."""
    whole = document.data if isinstance(document.data, dict) else {}
    rest = {name: dict(value) if isinstance(value, dict) else value for name, value in whole.items()}
    for problem in problems:
        field, *below = problem.path or ("",)
        if below and field in {"responses", "vetoes", "adjustments"}:
            rest[field].pop(below[0], None)
        else:
            rest.pop(field, None)
    stand_in = {"community": {"name": "?"}, "period": {"start": "2001-01-01", "end": "2001-12-31"}}
    return Assessment.model_validate({"standard": standard.name, **stand_in, **rest})


def in_order(document: Document, problems: tuple[Problem, ...]) -> list[Problem]:
    """Give problems their places and put them in the order of files and lines."""
    files = list(document.lines)
    placed = [document.place(problem) for problem in problems]
    return sorted(placed, key=lambda problem: (files.index(problem.file), problem.line, problem.column))


def parse(document: Document, model: type[Noun]) -> Noun:
    """Turn plain data into a model.

    Raises:
        InvalidFile: The data has not the model's shape; all problems are listed, in file order.
    """
    if not isinstance(document.data, dict):
        what = words("文件应是“键: 值”的形式", "the file has to hold keys and values")
        raise InvalidFile([document.place(Problem(code="GS109", what=what))])
    try:
        return model.model_validate(document.data)
    except ValidationError as error:
        problems = tuple(_reworded(details, document, model) for details in error.errors(include_url=False))
        raise InvalidFile(in_order(document, problems)) from None


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
        what = words("不是标准文件夹：缺 standard.yaml", "not a standard's folder: standard.yaml is missing")
        raise UnreadableFile([Problem(code="GS101", what=what, file=str(path))])
    siblings = sorted(file for file in path.glob("*.yaml") if file != first)
    read, problems = _read_all([first, *siblings, *sorted(path.glob("parts/*.yaml"))])
    if problems:
        raise UnreadableFile(problems)
    whole = Document({}, {(): read[0].marks[()]}, {})
    by_depth = sorted(
        read, key=lambda document: str(document.data.get("id", "")).count(".") if _is_part(document, path) else -1
    )
    for document in by_depth:  # a group before those that go under it
        _graft(whole, document, _home(document, whole, part=_is_part(document, path), problems=problems))
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


def _home(document: Document, whole: Document, *, part: bool, problems: list[Problem]) -> Path | None:
    """Find where a file's data goes; none, and a problem, where there is no such place."""
    if not part:
        for field in document.data.keys() & whole.data.keys():
            what = words(f"“{field}” 已在另一文件中给出", f"'{field}' is already given in another file")
            problems.append(document.place(Problem(code="GS106", what=what, path=(field,), on_key=True)))
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


# Rewriting pydantic's words into the domain's


def _reworded(details: ErrorDetails, document: Document, model: type[BaseModel]) -> Problem:
    kind, given = details["type"], details["input"]
    path, on_key = _path(details["loc"], document, on_key=kind == "invalid_key")
    context = details.get("ctx", {})
    field = ".".join(str(part) for part in path[-2:] if path[-1:] == (part,) or isinstance(path[-1], int))
    if field == "not_applicable" and path[0] == "responses" and kind != "string_too_long":
        return _needs_reason(path)
    if field == "lead" and isinstance(given, list):
        what = words(f"列了 {len(given)} 个牵头主体", f"{len(given)} leads are given")
        rest = words("每项指标有且只有一个 lead，其余写在 support", "one lead; the others go into support")
        return Problem(code="GS208", what=what, hint=rest, path=path)
    if kind == "missing":
        what = words(f"缺少 “{details['loc'][-1]}”", f"'{details['loc'][-1]}' is missing")
        return Problem(code="GS107", what=what, path=path)
    if kind == "extra_forbidden":
        hint = nearest(field, _fields_at(details["loc"][:-1], model))
        what = words(f"不认识的键 “{field}”", f"unknown key '{field}'")
        return Problem(code="GS108", what=what, hint=hint, path=path, on_key=True)
    if kind.startswith("union_tag"):
        return _unknown_kind(kind, context, path)
    if kind == "finite_number":
        what = words(f"“{field}” 不是有限的数：{given}", f"'{field}' is not a finite number: {given}")
        return Problem(code="GS112", what=what, path=path)
    if kind == "value_error":
        said = str(context.get("error", details["msg"]))
        return Problem(code="GS110", what=words(f"“{field}”：{_SAID.get(said, said)}", f"'{field}': {said}"), path=path)
    limit = _limit(kind, context)
    if limit:
        what = words(f"“{field}” 为 {_shown(given)}，{limit.zh}", f"'{field}' is {_shown(given)}, {limit.en}")
        return Problem(code="GS110", what=what, path=path, on_key=on_key)
    wanted = _WANTED["string"] if context.get("class_name") == "Translations" else _wanted(kind)
    what = words(
        f"“{field}” 应是{wanted.zh}，现为 {_shown(given)}", f"'{field}' has to be {wanted.en}, not {_shown(given)}"
    )
    return Problem(code="GS109", what=what, hint=_type_hint(wanted, given), path=path, on_key=on_key)


_SAID = {
    "text is empty": "文字为空",
    "goalposts of a share lie between 0 and 1": "比例的基准点应在 0 到 1 之间，95 % 写作 0.95",
    "nothing is expected": "没有写应得的结果",
}


def _shown(value: object) -> str:
    """Write a value as its author did, shortened; a list or mapping only by its kind."""
    if value is None or value in ("", []):
        return "∅"
    text = type(value).__name__ if isinstance(value, dict | list) else _plainly(value)
    return text if len(text) <= _LINE else f"{text[: _LINE - 1]}…"


def _plainly(value: object) -> str:
    return str(value).lower() if isinstance(value, bool | dt.date) else repr(value)


def _path(loc: tuple[str | int, ...], document: Document, *, on_key: bool) -> tuple[Path, bool]:
    """Leave out of pydantic's location what is not in the file: union tags and its mark for keys."""
    path: Path = ()
    for part in loc:
        if (*path, part) in document.marks:
            path = (*path, part)
    return path, on_key or loc[-1:] == ("[key]",)


def _fields_at(loc: tuple[str | int, ...], model: type[BaseModel]) -> list[str]:
    """List the fields of the model that stands at a location."""
    here: set[type[BaseModel]] = {model}
    for part in loc:
        found = {kind for at in here for name, kind in _models_below(at) if part == name}
        here = found or here
    return [field.alias or name for at in here for name, field in at.model_fields.items()]


def _models_below(model: type[BaseModel]) -> list[tuple[str, type[BaseModel]]]:
    """Pair each field's name, and each tag of a union, with the models it can hold."""
    pairs = []
    for name, field in model.model_fields.items():
        pairs += [(field.alias or name, kind) for kind in _models_in(field.annotation)]
    kinds = model.model_fields.get("kind")
    if kinds and get_args(kinds.annotation):
        pairs += [(str(tag), model) for tag in get_args(kinds.annotation)]
    return pairs


def _models_in(annotation: object) -> list[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [model for argument in get_args(annotation) for model in _models_in(argument)]


def _unknown_kind(kind: str, context: Mapping[str, Any], path: Path) -> Problem:
    if kind == "union_tag_not_found":
        return Problem(code="GS107", what=words("缺少 “kind”", "'kind' is missing"), path=path)
    known = [tag.strip(" '") for tag in str(context["expected_tags"]).split(",")]
    tag, listed = context["tag"], ", ".join(known)
    what = words(f"没有 “{tag}” 这种 kind", f"no kind '{tag}'")
    hint = nearest(tag, known) or words(f"可填 {listed}", f"one of {listed}")
    return Problem(code="GS111", what=what, hint=hint, path=(*path, "kind"))


def _limit(kind: str, context: Mapping[str, Any]) -> Translations | None:
    """Write the bound that a value breaks."""
    signs = {"greater_than_equal": ("≥", "ge"), "less_than_equal": ("≤", "le"), "greater_than": (">", "gt")}
    if kind in signs:
        sign, key = signs[kind]
        return words(f"应 {sign} {context[key]:g}", f"it has to be {sign} {context[key]:g}")
    if kind == "literal_error":
        listed = str(context["expected"]).replace(" or ", ", ").replace("'", "").replace("True", "true")
        return words(f"应为 {listed} 之一", f"it has to be one of {listed}")
    if kind == "string_too_short":
        return words("不能为空", "it may not be empty")
    if kind == "too_short":
        return words(f"至少要有 {context['min_length']} 个", f"it needs at least {context['min_length']}")
    if kind == "string_too_long":
        return words(f"最多 {context['max_length']} 个字", f"it may have at most {context['max_length']} characters")
    if kind == "string_pattern_mismatch":
        return words(f"不符合写法 {context['pattern']}", f"it has to look like {context['pattern']}")
    return None


_WANTED = {
    "string": words("文字", "text"),
    "invalid": words("文字", "text"),
    "float": words("数字", "a number"),
    "int": words("整数", "a whole number"),
    "bool": words("true 或 false", "true or false"),
    "tuple": words("列表（每行以 - 开头）", "a list"),
    "dict": words("“键: 值”的形式", "keys and values"),
    "model": words("“键: 值”的形式", "keys and values"),
    "date": words("日期，写作 2026-01-31", "a date such as 2026-01-31"),
}


def _wanted(kind: str) -> Translations:
    return _WANTED.get(kind.split("_", maxsplit=1)[0], words("别的类型", "of another type"))


def _type_hint(wanted: Translations, given: object) -> Translations | None:
    if wanted == _WANTED["string"] and isinstance(given, int | float | dt.date):
        return words(f'加引号写作 "{_plainly(given)}"', f'put it in quotes: "{_plainly(given)}"')
    if wanted in (_WANTED["float"], _WANTED["int"]) and isinstance(given, str):
        return words("只写数字，不加引号、单位或百分号", "write the bare number, without quotes, unit or percent sign")
    return None
