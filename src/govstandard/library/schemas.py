"""JSON Schema of the files that people write, for editors that complete and check YAML."""

import ast
import inspect
import json
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path as FilePath
from textwrap import dedent
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue

from govstandard.assessment.answers import Assessment
from govstandard.base.frozen import Frozen
from govstandard.library.cases import Cases
from govstandard.standard.tree import Group, Standard

Schema = dict[str, Any]
_DRAFT = "https://json-schema.org/draft/2020-12/schema"


class _Plain(GenerateJsonSchema):
    """Leaves out the titles that pydantic derives from field names: they say nothing new."""

    def field_title_should_be_set(self, schema: object) -> bool:  # noqa: ARG002
        return False


def json_schemas() -> dict[str, Schema]:
    """Return the schema of each kind of file by name: standard, part, assessment, cases.

    >>> sorted(json_schemas())
    ['assessment', 'cases', 'part', 'standard']
    """
    standard = _schema(Standard, "A standard, or one of the files in its folder")
    standard.pop("required")  # a folder spreads the fields over its files
    return {
        "standard": standard,
        "part": _schema(Group, "A group of a standard, in a file of its own"),
        "assessment": _schema(Assessment, "An assessment of a community"),
        "cases": _schema(Cases, "Worked cases of a standard"),
    }


def _schema(model: type[BaseModel], title: str) -> Schema:
    schema: JsonSchemaValue = model.model_json_schema(by_alias=True, schema_generator=_Plain)
    definitions = schema["$defs"]
    for noun in _nouns():
        if noun.__name__ in definitions:
            _describe(definitions[noun.__name__], noun)
    reference = schema.pop("$ref", "")
    if reference:
        schema = {**definitions[reference.rpartition("/")[2]], "$defs": definitions}
    else:
        _describe(schema, model)
    return {"$schema": _DRAFT, **schema, "title": title}


def _nouns(base: type[Frozen] = Frozen) -> Iterator[type[Frozen]]:
    for noun in base.__subclasses__():
        yield noun
        yield from _nouns(noun)


def _describe(schema: Schema, noun: type[BaseModel]) -> None:
    """Put the docstring of each field where editors show it."""
    told = field_help(noun)
    for name, field in noun.model_fields.items():
        schema["properties"][field.alias or name]["description"] = told[name]


def field_help(model: type[BaseModel]) -> dict[str, str]:
    """Return the docstring of each field of a model and of those it builds on, by the field's name.

    Pydantic could read them as it builds each class, but that reading of sources costs every start of the
    program some 80 ms; here it costs only those who want the help.

    >>> field_help(Frozen)
    {}
    """
    found: dict[str, str] = {}
    for base in reversed(model.__mro__):
        if issubclass(base, BaseModel) and base is not BaseModel:
            body = ast.parse(dedent(inspect.getsource(base))).body[0]
            found |= _documented(body.body if isinstance(body, ast.ClassDef) else [])
    return found


def _documented(body: list[ast.stmt]) -> dict[str, str]:
    return {
        statement.target.id: inspect.cleandoc(after.value.value)
        for statement, after in pairwise(body)
        if isinstance(statement, ast.AnnAssign)
        and isinstance(statement.target, ast.Name)
        and isinstance(after, ast.Expr)
        and isinstance(after.value, ast.Constant)
        and isinstance(after.value.value, str)
    }


def write_schemas(folder: FilePath) -> None:
    """Write every schema to ``NAME.schema.json`` in a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, schema in json_schemas().items():
        text = json.dumps(schema, ensure_ascii=False, indent=1, sort_keys=True)
        (folder / f"{name}.schema.json").write_text(f"{text}\n", encoding="utf-8")
