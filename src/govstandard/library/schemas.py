"""JSON Schema of the files that people write, for editors that complete and check YAML, and of results."""

import ast
import inspect
import json
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path as FilePath
from textwrap import dedent
from typing import Any, get_type_hints

from pydantic import BaseModel, Field, create_model
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue

from govstandard.assessment.answers import Assessment
from govstandard.base.frozen import Frozen
from govstandard.library.cases import Cases
from govstandard.scoring.result import Result
from govstandard.scoring.telling import BESIDE
from govstandard.standard.tree import Group, Standard

Schema = dict[str, Any]
_DRAFT = "https://json-schema.org/draft/2020-12/schema"


class _Plain(GenerateJsonSchema):
    """Leaves out the titles that pydantic derives from field names: they say nothing new."""

    def field_title_should_be_set(self, schema: object) -> bool:  # noqa: ARG002
        return False


def json_schemas() -> dict[str, Schema]:
    """Return the schema of each kind of file by name, and that of a result as the command prints it.

    >>> sorted(json_schemas())
    ['assessment', 'cases', 'part', 'result', 'standard']
    """
    standard = _schema(Standard, "A standard, or one of the files in its folder")
    standard.pop("required")  # a folder spreads the fields over its files
    return {
        "standard": standard,
        "part": _schema(Group, "A group of a standard, in a file of its own"),
        "assessment": _schema(Assessment, "An assessment of a community"),
        "cases": _schema(Cases, "Worked cases of a standard"),
        "result": _result(),
    }


def _result() -> Schema:
    """Describe a result as it is told: its facts, all of them given, and its sentences."""
    schema = _schema(
        Result, "A scored assessment, as `score --format json` prints it", told=True
    )
    definitions = schema["$defs"]
    definitions["Words"] = dict(_SENTENCE)
    for noun, names in BESIDE.items():
        described = schema if noun is Result else definitions[noun.__name__]
        described["properties"] |= _beside(noun, names)
    for described in (schema, *definitions.values()):
        described["required"] = sorted(described["properties"].keys() - {"facts"})
    return schema


_SENTENCE: Schema = {
    "additionalProperties": False,
    "description": "A sentence in Chinese and English, with what it speaks of.",
    "properties": {
        "zh": {"description": "The Chinese sentence.", "type": "string"},
        "en": {"description": "The English sentence.", "type": "string"},
        "facts": {
            "description": "The ids, numbers and names in it, where there are any.",
            "type": "object",
        },
    },
    "title": "Words",
    "type": "object",
}


def _beside(noun: type[Frozen], names: Iterable[str]) -> Schema:
    """Describe what is told of a noun beside its fields, by the types and docstrings of its properties."""
    getters = {name: getattr(noun, name).fget for name in names}
    fields: Schema = {
        name: (
            get_type_hints(getter)["return"],
            Field(description=inspect.getdoc(getter)),
        )
        for name, getter in getters.items()
    }
    beside = create_model("Beside", **fields)
    schema: Schema = beside.model_json_schema(
        mode="serialization", schema_generator=_Plain
    )
    properties: Schema = schema["properties"]
    return properties


def _schema(model: type[BaseModel], title: str, *, told: bool = False) -> Schema:
    schema: JsonSchemaValue = model.model_json_schema(
        by_alias=True,
        schema_generator=_Plain,
        mode="serialization" if told else "validation",
    )
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
    told, properties = field_help(noun), schema.get("properties", {})
    for name, field in noun.model_fields.items():
        described = properties.get(field.alias or name)
        if described is not None:
            described["description"] = told[name]


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
