"""The base of every noun: a value that cannot change and refuses what it does not know."""

import ast
import inspect
from collections.abc import Mapping
from itertools import pairwise
from textwrap import dedent
from typing import Any, Self

from pydantic import BaseModel, ConfigDict


class Frozen(BaseModel):
    """A frozen pydantic model that forbids unknown fields."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """Copy with some fields changed; what was computed of the original is computed anew.

        Pydantic's own copy keeps cached properties, which would then speak of the original.
        """
        copied = super().model_copy(update=update, deep=deep)
        for name in copied.__dict__.keys() - type(self).model_fields.keys():
            del copied.__dict__[name]
        return copied


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
