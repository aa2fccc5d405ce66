"""Assessments from any file that people keep them in, and what carries over from one period to the next."""

import datetime as dt
from pathlib import Path
from typing import Any

import yaml

from govstandard import registry
from govstandard.assessment import Assessment, Period, Response
from govstandard.errors import InvalidFile, Problem
from govstandard.files import write_whole
from govstandard.io.reading import SUFFIXES, read_workbook
from govstandard.io.workbook import write_workbook
from govstandard.standard import Standard
from govstandard.text import Lang, words


def read_assessment(path: Path | str, standard: Standard | None = None) -> Assessment:
    """Read an assessment from YAML, JSON or a workbook (.xlsx, .xls, .ods) and check it against its standard.

    The standard is the one that the file names, unless one is given.

    Raises:
        UnknownId: The standard or version that it names is not there.
        InvalidFile: It breaks a rule or does not fit the standard; all problems are listed with their places.
    """
    file = Path(path)
    if file.suffix.lower() in SUFFIXES:
        return read_workbook(file, registry.load, standard)
    return registry.read_assessment(file, standard)


def write_assessment(standard: Standard, assessment: Assessment, path: Path, lang: Lang = "zh") -> None:
    """Write an assessment as a workbook, YAML or JSON, by the suffix of the file.

    Raises:
        InvalidFile: The suffix is none of these, or a text does not fit into a cell; nothing is written.
        OSError: The file cannot be written.
    """
    suffix = path.suffix.lower()
    if suffix == ".xlsx":
        write_workbook(standard, path, assessment, lang=lang)
    elif suffix in {".yaml", ".yml"}:
        data = assessment.model_dump(exclude_none=True, exclude_defaults=True)
        write_whole(path, yaml.safe_dump(_lists(data), allow_unicode=True, sort_keys=False).encode())
    elif suffix == ".json":
        write_whole(path, assessment.model_dump_json(exclude_none=True, exclude_defaults=True, indent=2).encode())
    else:
        what = words(f"不能写成 {suffix or '没有后缀的'} 文件", f"cannot write a file that ends in '{suffix}'")
        hint = words("后缀用 .xlsx、.yaml 或 .json", "use .xlsx, .yaml or .json")
        raise InvalidFile([Problem(code="GS501", what=what, hint=hint, file=str(path))])


def _lists(value: Any) -> Any:
    """Write tuples as lists, which is all that YAML knows."""
    if isinstance(value, dict):
        return {key: _lists(inner) for key, inner in value.items()}
    return [_lists(inner) for inner in value] if isinstance(value, tuple | list) else value


def carry_over(standard: Standard, last: Assessment) -> tuple[Assessment, frozenset[str]]:
    """Begin the next period's assessment with the facts of the last one that do not run with the calendar.

    These are who the community is, its sizes, and answers that describe a state (points, a grade, yes or no),
    as the reviewer left them. Figures of the period, reasons, evidence and declarations start afresh. The period
    follows the last one and is as long.

    Returns the assessment and the ids of the indicators that were carried over.
    """
    kept = {}
    known = {item.id: item for item in standard.indicators}
    for name, response in last.responses.items():
        state = response.final
        if name in known and not {"points", "grade", "met"}.isdisjoint(known[name].measure.takes[0]):
            told = {
                field: getattr(state, field)
                for field in ("points", "grade", "met")
                if getattr(state, field) is not None
            }
            if told:
                kept[name] = Response.model_validate(told)
    start = last.period.end + dt.timedelta(days=1)
    end = start + (last.period.end - last.period.start)
    if (last.period.start.month, last.period.start.day) == (start.month, start.day):  # a whole year, leap or not
        end = start.replace(year=start.year + (start.year - last.period.start.year)) - dt.timedelta(days=1)
    begun = Assessment(
        standard=standard.name,
        community=last.community,
        period=Period(start=start, end=end),
        responses=kept,
    )
    return begun, frozenset(kept)
