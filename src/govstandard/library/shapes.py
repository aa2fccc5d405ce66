"""Whether plain data has the shape of a model, told in the domain's words."""

import datetime as dt
from collections.abc import Mapping
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from govstandard.base.frozen import Frozen
from govstandard.base.problems import InvalidFile, Path, Problem, nearest
from govstandard.base.words import Words, words
from govstandard.library.documents import Document

Noun = TypeVar("Noun", bound=Frozen)
_LINE = 60


def in_order(document: Document, problems: tuple[Problem, ...]) -> list[Problem]:
    """Give problems their places and put them in the order of files and lines."""
    files = list(document.lines)
    placed = [document.place(problem) for problem in problems]
    return sorted(
        placed, key=lambda problem: (files.index(problem.file), problem.line, problem.column)
    )


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
        problems = tuple(
            _reworded(details, document, model) for details in error.errors(include_url=False)
        )
        raise InvalidFile(in_order(document, problems)) from None


def needs_reason(path: Path) -> Problem:
    """Tell of not applicable without a reason."""
    what = words("填不适用要写明理由", "not_applicable needs a reason")
    hint = words(
        "例：not_applicable: 本期没有此类事项", "such as not_applicable: no such case in the period"
    )
    return Problem(code="GS314", what=what, hint=hint, path=path, on_key=True)


def _reworded(details: ErrorDetails, document: Document, model: type[BaseModel]) -> Problem:
    kind, given = details["type"], details["input"]
    path, on_key = _path(details["loc"], document, on_key=kind == "invalid_key")
    context = details.get("ctx", {})
    field = ".".join(
        str(part) for part in path[-2:] if path[-1:] == (part,) or isinstance(path[-1], int)
    )
    if field == "not_applicable" and path[0] == "responses" and kind != "string_too_long":
        return needs_reason(path)
    if field == "lead" and isinstance(given, list):
        what = words(f"列了 {len(given)} 个牵头主体", f"{len(given)} leads are given")
        rest = words(
            "每项指标有且只有一个 lead，其余写在 support", "one lead; the others go into support"
        )
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
        what = words(
            f"“{field}” 不是有限的数：{given}", f"'{field}' is not a finite number: {given}"
        )
        return Problem(code="GS112", what=what, path=path)
    if kind == "value_error":
        said = str(context.get("error", details["msg"]))
        return Problem(
            code="GS110",
            what=words(f"“{field}”：{_SAID.get(said, said)}", f"'{field}': {said}"),
            path=path,
        )
    limit = _limit(kind, context)
    if limit:
        what = words(
            f"“{field}” 为 {_shown(given)}，{limit.zh}", f"'{field}' is {_shown(given)}, {limit.en}"
        )
        return Problem(code="GS110", what=what, path=path, on_key=on_key)
    wanted = _WANTED["string"] if context.get("class_name") == "Translations" else _wanted(kind)
    what = words(
        f"“{field}” 应是{wanted.zh}，现为 {_shown(given)}",
        f"'{field}' has to be {wanted.en}, not {_shown(given)}",
    )
    return Problem(
        code="GS109", what=what, hint=_type_hint(wanted, given), path=path, on_key=on_key
    )


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


def _limit(kind: str, context: Mapping[str, Any]) -> Words | None:
    """Write the bound that a value breaks."""
    signs = {
        "greater_than_equal": ("≥", "ge"),
        "less_than_equal": ("≤", "le"),
        "greater_than": (">", "gt"),
    }
    if kind in signs:
        sign, key = signs[kind]
        return words(f"应 {sign} {context[key]:g}", f"it has to be {sign} {context[key]:g}")
    if kind == "literal_error":
        listed = (
            str(context["expected"]).replace(" or ", ", ").replace("'", "").replace("True", "true")
        )
        return words(f"应为 {listed} 之一", f"it has to be one of {listed}")
    if kind == "string_too_short":
        return words("不能为空", "it may not be empty")
    if kind == "too_short":
        return words(
            f"至少要有 {context['min_length']} 个", f"it needs at least {context['min_length']}"
        )
    if kind == "string_too_long":
        return words(
            f"最多 {context['max_length']} 个字",
            f"it may have at most {context['max_length']} characters",
        )
    if kind == "string_pattern_mismatch":
        return words(
            f"不符合写法 {context['pattern']}", f"it has to look like {context['pattern']}"
        )
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


def _wanted(kind: str) -> Words:
    return _WANTED.get(kind.split("_", maxsplit=1)[0], words("别的类型", "of another type"))


def _type_hint(wanted: Words, given: object) -> Words | None:
    if wanted == _WANTED["string"] and isinstance(given, int | float | dt.date):
        return words(f'加引号写作 "{_plainly(given)}"', f'put it in quotes: "{_plainly(given)}"')
    if wanted in (_WANTED["float"], _WANTED["int"]) and isinstance(given, str):
        return words(
            "只写数字，不加引号、单位或百分号",
            "write the bare number, without quotes, unit or percent sign",
        )
    return None
