"""Assessments from any file that people keep them in."""

from pathlib import Path
from typing import Any

import yaml

from govstandard.assessment.answers import Assessment
from govstandard.base.files import write_whole
from govstandard.base.problems import InvalidFile, Problem
from govstandard.base.words import Lang, words
from govstandard.library import registry
from govstandard.standard.tree import Standard
from govstandard.workbook.reading.signatures import is_workbook


def read_assessment(path: Path | str, standard: Standard | None = None) -> Assessment:
    """Read an assessment from YAML, JSON or a workbook (.xlsx, .xls, .ods) and check it against its standard.

    The standard is the one that the file names, unless one is given.

    Raises:
        UnknownId: The standard or version that it names is not there.
        InvalidFile: It breaks a rule or does not fit the standard; all problems are listed with their places.
    """
    file = Path(path)
    if is_workbook(file):
        from govstandard.workbook.reading.workbook import read_workbook  # noqa: PLC0415

        return read_workbook(file, registry.load, standard)
    return registry.read_assessment(file, standard)


def write_assessment(
    standard: Standard, assessment: Assessment, path: Path, lang: Lang = "zh"
) -> None:
    """Write an assessment as a workbook, YAML or JSON, by the suffix of the file.

    Raises:
        InvalidFile: The suffix is none of these, or a text does not fit into a cell; nothing is written.
        OSError: The file cannot be written.
    """
    match path.suffix.lower():
        case ".xlsx":
            from govstandard.workbook.writing.workbook import write_workbook  # noqa: PLC0415

            write_workbook(standard, path, assessment, lang=lang)
        case ".yaml" | ".yml":
            write_whole(path, _yaml(assessment).encode())
        case ".json":
            write_whole(
                path,
                assessment.model_dump_json(exclude_defaults=True, indent=2).encode(),
            )
        case suffix:
            raise InvalidFile([_no_such_form(path, suffix)])


def _no_such_form(path: Path, suffix: str) -> Problem:
    what = words(
        "不能写成 {suffix} 文件",
        "cannot write a file that ends in '{suffix}'",
        suffix=words(suffix or "没有后缀的", suffix),
    )
    hint = words("后缀用 .xlsx、.yaml 或 .json", "use .xlsx, .yaml or .json")
    return Problem(code="GS501", what=what, hint=hint, file=str(path))


def _yaml(assessment: Assessment) -> str:
    data = _lists(assessment.model_dump(exclude_defaults=True))
    text: str = yaml.dump(data, Dumper=_Plain, allow_unicode=True, sort_keys=False)
    return text


class _Plain(yaml.SafeDumper):
    """Writes YAML without aliases, and quotes texts that look like numbers."""

    def ignore_aliases(self, _: Any) -> bool:
        """Write everything out."""
        return True


def _quoted(dumper: _Plain, text: str) -> yaml.ScalarNode:
    style = "'" if text[:1] in "+-.0123456789" else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Plain.add_representer(str, _quoted)


def _lists(value: Any) -> Any:
    """Write tuples as lists, which is all that YAML knows."""
    if isinstance(value, dict):
        return {key: _lists(inner) for key, inner in value.items()}
    if isinstance(value, tuple | list):
        return [_lists(inner) for inner in value]
    return value
