"""Whether plain data has the shape of a model, told in the domain's words."""

import datetime as dt
from collections.abc import Mapping
from typing import Any, NamedTuple, TypeVar, get_args

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
        placed,
        key=lambda problem: (files.index(problem.file), problem.line, problem.column),
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
            _reworded(details, document, model)
            for details in error.errors(include_url=False)
        )
        raise InvalidFile(in_order(document, problems)) from None


def needs_reason(path: Path) -> Problem:
    """Tell of not applicable without a reason."""
    what = words("填不适用要写明理由", "not_applicable needs a reason")
    hint = words(
        "例：not_applicable: 本期没有此类事项",
        "such as not_applicable: no such case in the period",
    )
    return Problem(code="GS314", what=what, hint=hint, path=path, on_key=True)


class _Misfit(NamedTuple):
    """What pydantic found at one place."""

    kind: str
    """Its word for the fault."""
    given: object
    """What stands there."""
    context: Mapping[str, Any]
    """What the fault is about, such as a limit."""
    location: tuple[str | int, ...]
    """Where pydantic found it; the tags of unions are among its parts."""
    path: Path
    """Where it stands in the file."""
    on_key: bool
    """Whether it is the key itself."""

    @property
    def field(self) -> str:
        """Return the key as people write it, behind its holder where it is a number."""
        numbered = self.path and isinstance(self.path[-1], int)
        return ".".join(map(str, self.path[-2:] if numbered else self.path[-1:]))


def _reworded(
    details: ErrorDetails, document: Document, model: type[BaseModel]
) -> Problem:
    misfit = _misfit(details, document)
    path, field = misfit.path, misfit.field
    if (
        field == "not_applicable"
        and path[0] == "responses"
        and misfit.kind != "string_too_long"
    ):
        return needs_reason(path)
    if field == "lead" and isinstance(misfit.given, list):
        return _several_leads(len(misfit.given), path)
    match misfit.kind:
        case "missing":
            return _missing(misfit.location[-1], path)
        case "union_tag_not_found":
            return _missing("kind", path)
        case "union_tag_invalid":
            return _unknown_kind(misfit.context, path)
        case "extra_forbidden":
            return _unknown_key(field, path, _fields_at(misfit.location[:-1], model))
        case "finite_number":
            return _not_finite(misfit)
        case kind if kind in _LAWS:
            return _unlawful(misfit)
    return _beyond(misfit) or _mistyped(misfit)


def _misfit(details: ErrorDetails, document: Document) -> _Misfit:
    """Take apart what pydantic says, and find its place in the file."""
    kind, location = details["type"], details["loc"]
    path = _path(location, document)
    on_key = kind == "invalid_key" or location[-1:] == ("[key]",)
    return _Misfit(
        kind, details["input"], details.get("ctx", {}), location, path, on_key
    )


def _path(location: tuple[str | int, ...], document: Document) -> Path:
    """Leave out of pydantic's location what is not in the file: union tags and its mark for keys."""
    path: Path = ()
    for part in location:
        if (*path, part) in document.marks:
            path = (*path, part)
    return path


# What is wrong with keys


def _several_leads(count: int, path: Path) -> Problem:
    what = words("列了 {count} 个牵头主体", "{count} leads are given", count=count)
    hint = words(
        "每项指标有且只有一个 lead，其余写在 support",
        "one lead; the others go into support",
    )
    return Problem(code="GS208", what=what, hint=hint, path=path)


def _missing(key: str | int, holder: Path) -> Problem:
    what = words("缺少 “{key}”", "'{key}' is missing", key=key)
    return Problem(code="GS107", what=what, path=holder)


def _unknown_key(key: str, path: Path, known: list[str]) -> Problem:
    what = words("不认识的键 “{key}”", "unknown key '{key}'", key=key)
    return Problem(
        code="GS108", what=what, hint=nearest(key, known), path=path, on_key=True
    )


def _unknown_kind(context: Mapping[str, Any], path: Path) -> Problem:
    tag, choices = context["tag"], _choices(context["expected_tags"])
    what = words("没有 “{tag}” 这种 kind", "no kind '{tag}'", tag=tag)
    one_of = words("可填 {choices}", "one of {choices}", choices=", ".join(choices))
    return Problem(
        code="GS111",
        what=what,
        hint=nearest(tag, choices) or one_of,
        path=(*path, "kind"),
    )


def _choices(quoted: str) -> list[str]:
    """List the choices that pydantic names, each as its author would write it.

    >>> _choices("'met', 'unmet' or True")
    ['met', 'unmet', 'true']
    """
    bare = quoted.replace(" or ", ", ").replace("'", "").replace("True", "true")
    return bare.split(", ")


def _fields_at(location: tuple[str | int, ...], model: type[BaseModel]) -> list[str]:
    """List the fields of the model that stands at a location."""
    here: set[type[BaseModel]] = {model}
    for part in location:
        below = {
            kind
            for holder in here
            for name, kind in _models_below(holder)
            if part == name
        }
        here = below or here
    return [
        field.alias or name
        for kind in here
        for name, field in kind.model_fields.items()
    ]


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
    return [
        model for argument in get_args(annotation) for model in _models_in(argument)
    ]


# What is wrong with values


_LAWS = {
    "text_empty": words("文字为空", "text is empty"),
    "share_beyond": words(
        "比例的基准点应在 0 到 1 之间，95 % 写作 0.95",
        "goalposts of a share lie between 0 and 1",
    ),
    "nothing_expected": words("没有写应得的结果", "nothing is expected"),
}
"""What the models' own validators ask for, by the type of the error that they raise."""


def _unlawful(misfit: _Misfit) -> Problem:
    """Tell of a value that breaks what a model's own validator asks for."""
    law = _LAWS[misfit.kind]
    what = words("“{field}”：{law}", "'{field}': {law}", field=misfit.field, law=law)
    return Problem(code="GS110", what=what, path=misfit.path)


def _not_finite(misfit: _Misfit) -> Problem:
    what = words(
        "“{field}” 不是有限的数：{given}",
        "'{field}' is not a finite number: {given}",
        field=misfit.field,
        given=str(misfit.given),
    )
    return Problem(code="GS112", what=what, path=misfit.path)


def _beyond(misfit: _Misfit) -> Problem | None:
    """Tell of a value of the right type that breaks a bound."""
    demand = _demand(misfit.kind, misfit.context)
    if demand is None:
        return None
    what = words(
        "“{field}” 为 {given}，{demand}",
        "'{field}' is {given}, {demand}",
        field=misfit.field,
        given=_shortened(misfit.given),
        demand=demand,
    )
    return Problem(code="GS110", what=what, path=misfit.path, on_key=misfit.on_key)


def _demand(kind: str, context: Mapping[str, Any]) -> Words | None:
    """Say what a bound asks for."""
    match kind:
        case "greater_than_equal":
            limit = context["ge"]
            return words(
                "应 ≥ {limit:general}", "it has to be ≥ {limit:general}", limit=limit
            )
        case "less_than_equal":
            limit = context["le"]
            return words(
                "应 ≤ {limit:general}", "it has to be ≤ {limit:general}", limit=limit
            )
        case "greater_than":
            limit = context["gt"]
            return words(
                "应 > {limit:general}", "it has to be > {limit:general}", limit=limit
            )
        case "literal_error":
            choices = ", ".join(_choices(context["expected"]))
            return words(
                "应为 {choices} 之一", "it has to be one of {choices}", choices=choices
            )
        case "string_pattern_mismatch":
            pattern = context["pattern"]
            return words(
                "不符合写法 {pattern}", "it has to look like {pattern}", pattern=pattern
            )
    return _length_demanded(kind, context)


def _length_demanded(kind: str, context: Mapping[str, Any]) -> Words | None:
    match kind:
        case "string_too_short":
            return words("不能为空", "it may not be empty")
        case "too_short":
            least = context["min_length"]
            return words(
                "至少要有 {least} 个", "it needs at least {least}", least=least
            )
        case "string_too_long":
            most = context["max_length"]
            return words(
                "最多 {most} 个字", "it may have at most {most} characters", most=most
            )
    return None


def _mistyped(misfit: _Misfit) -> Problem:
    """Tell of a value of the wrong type."""
    of_words = misfit.context.get("class_name") == "Translations"
    wanted = _WANTED["string"] if of_words else _wanted(misfit.kind)
    what = words(
        "“{field}” 应是{wanted}，现为 {given}",
        "'{field}' has to be {wanted}, not {given}",
        field=misfit.field,
        wanted=wanted,
        given=_shortened(misfit.given),
    )
    hint = _type_hint(wanted, misfit.given)
    return Problem(
        code="GS109", what=what, hint=hint, path=misfit.path, on_key=misfit.on_key
    )


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
"""The types, by the first word of pydantic's word for the fault."""


def _wanted(kind: str) -> Words:
    return _WANTED.get(
        kind.split("_", maxsplit=1)[0], words("别的类型", "of another type")
    )


def _type_hint(wanted: Words, given: object) -> Words | None:
    if wanted == _WANTED["string"] and isinstance(given, int | float | dt.date):
        return words(
            '加引号写作 "{given}"',
            'put it in quotes: "{given}"',
            given=_as_written(given),
        )
    if wanted in (_WANTED["float"], _WANTED["int"]) and isinstance(given, str):
        return words(
            "只写数字，不加引号、单位或百分号",
            "write the bare number, without quotes, unit or percent sign",
        )
    return None


def _shortened(value: object) -> str | int | float:
    """Give a value as its author wrote it, in a line; a list or mapping only by its kind."""
    if value is None or value in ("", []):
        return "∅"
    if isinstance(value, dict | list):
        return type(value).__name__
    written = _as_written(value)
    if isinstance(written, str) and len(written) > _LINE:
        return f"{written[: _LINE - 1]}…"
    return written


def _as_written(value: object) -> str | int | float:
    if isinstance(value, bool | dt.date):
        return str(value).lower()
    return value if isinstance(value, int | float) else repr(value)
