"""Assessments from any file that people keep them in, and what carries over from one period to the next."""

import datetime as dt
import re
from pathlib import Path
from typing import Any

import yaml

from govstandard import registry
from govstandard.assessment import Assessment, Period, Response
from govstandard.errors import InvalidFile, Problem
from govstandard.files import write_whole
from govstandard.fitting import fit
from govstandard.io.opening import is_workbook
from govstandard.io.reading import read_workbook
from govstandard.io.workbook import write_workbook
from govstandard.standard import Indicator, Standard
from govstandard.text import Lang, Translations, words


def read_assessment(path: Path | str, standard: Standard | None = None) -> Assessment:
    """Read an assessment from YAML, JSON or a workbook (.xlsx, .xls, .ods) and check it against its standard.

    The standard is the one that the file names, unless one is given.

    Raises:
        UnknownId: The standard or version that it names is not there.
        InvalidFile: It breaks a rule or does not fit the standard; all problems are listed with their places.
    """
    file = Path(path)
    if is_workbook(file):
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
        data = assessment.model_dump(exclude_defaults=True)
        write_whole(path, yaml.dump(_lists(data), Dumper=_Plain, allow_unicode=True, sort_keys=False).encode())
    elif suffix == ".json":
        write_whole(path, assessment.model_dump_json(exclude_defaults=True, indent=2).encode())
    else:
        what = words(f"不能写成 {suffix or '没有后缀的'} 文件", f"cannot write a file that ends in '{suffix}'")
        hint = words("后缀用 .xlsx、.yaml 或 .json", "use .xlsx, .yaml or .json")
        raise InvalidFile([Problem(code="GS501", what=what, hint=hint, file=str(path))])


class _Plain(yaml.SafeDumper):
    """Writes YAML without aliases, and quotes texts that look like numbers."""

    def ignore_aliases(self, _: Any) -> bool:
        """Write everything out."""
        return True


def _quoted(dumper: _Plain, text: str) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style="'" if text[:1] in "+-.0123456789" else None)


_Plain.add_representer(str, _quoted)


def _lists(value: Any) -> Any:
    """Write tuples as lists, which is all that YAML knows."""
    if isinstance(value, dict):
        return {key: _lists(inner) for key, inner in value.items()}
    return [_lists(inner) for inner in value] if isinstance(value, tuple | list) else value


_CALENDAR = re.compile(
    r"当期|当年|当月|当季|本期|本年|评估期|近\s*\d+\s*个月|每年|每半年|每季|this (period|year)|during the period"
)
"""Words by which a text speaks of the period itself, so that last period's answer says nothing of this one."""


def carry_over(standard: Standard, last: Assessment) -> tuple[Assessment, frozenset[str]]:
    """Begin the next period's assessment with the facts of the last one that do not run with the calendar.

    These are who the community is, its sizes, and answers that describe a state (points, a grade, yes or no)
    and do not speak of the period, as the reviewer left them, each with a note that asks to look again. Figures of
    the period, reasons, evidence and declarations start afresh. The period follows the last one and is as long.

    Returns the assessment and the ids of the indicators that were carried over.

    Raises:
        InvalidFile: The last assessment is by another standard.
    """
    if last.standard.partition("@")[0] != standard.id:
        what = words(
            f"上期依据的是 {last.standard}，不是 {standard.id}",
            f"the last one is by {last.standard}, not {standard.id}",
        )
        raise InvalidFile([Problem(code="GS312", what=what)])
    note = f"沿用上期（{last.period}），请核对"
    kept = {}
    for item in standard.indicators:
        told = _state(item, last.responses[item.id]) if item.id in last.responses else {}
        if told:
            kept[item.id] = Response.model_validate({**told, "note": note})
    begun = Assessment(standard=standard.name, community=last.community, period=_next(last.period), responses=kept)
    faulty = {problem.path[1] for problem in fit(standard, begun) if problem.path[:1] == ("responses",)}
    kept = {name: response for name, response in kept.items() if name not in faulty}
    return begun.model_copy(update={"responses": kept}), frozenset(kept)


def _state(item: Indicator, response: Response) -> dict[str, Any]:
    """Return those answers that describe a state and may still hold."""
    state = response.final
    texts = {point.number: point.text for point in item.measure.points}
    points = {
        number: found for number, found in (state.points or {}).items() if number in texts and _lasts(texts[number])
    }
    told = {"points": points} if points else {}
    if _lasts(item.requirement):
        told |= {name: value for name in ("grade", "met") if (value := getattr(state, name)) is not None}
    return told


def _lasts(text: Translations) -> bool:
    return not _CALENDAR.search(f"{text.zh} {text.en}")


def _next(last: Period) -> Period:
    """Return the period after one, as long as that."""
    try:
        start = last.end + dt.timedelta(days=1)
        end = start + (last.end - last.start)
        if (last.start.month, last.start.day) == (start.month, start.day):  # a whole year, leap or not
            end = start.replace(year=start.year + (start.year - last.start.year)) - dt.timedelta(days=1)
    except (OverflowError, ValueError):  # the end of the calendar
        return last
    return Period(start=start, end=end)
