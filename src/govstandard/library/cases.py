"""Worked cases: responses and the scores that a person computed for them by hand."""

from collections.abc import Iterator
from pathlib import Path as FilePath
from typing import Annotated, Literal

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from govstandard.assessment.answers import (
    Assessment,
    Claim,
    Community,
    Declaration,
    Period,
    Response,
    Responses,
    SignOff,
)
from govstandard.assessment.fitting import fit
from govstandard.base.frozen import Frozen
from govstandard.base.problems import InvalidFile, Problem, UnreadableFile
from govstandard.base.words import Id, Text, Words, words
from govstandard.library.documents import read_document
from govstandard.library.shapes import in_order, parse
from govstandard.scoring.result import Outcome, Result, Score, hundred
from govstandard.scoring.scoring import score
from govstandard.standard.aggregation import Aggregation
from govstandard.standard.measures import Amount
from govstandard.standard.tree import Standard

TOLERANCE = 2e-6
"""How far a score may lie from the expected one: both are rounded at the sixth decimal."""

Finite = Annotated[float, Field(allow_inf_nan=False)]
Bounds = Annotated[
    tuple[Finite, Finite], Field(description="The score and the best still possible.")
]


class Expected(Frozen):
    """What a person computed; only what is named is compared."""

    scores: dict[Id, Finite | Bounds | None] = {}
    """Scores from 0 to 1 by id; ``[low, high]`` for an interval, ``null`` for not applicable."""
    outcomes: dict[Id, Outcome] = {}
    """Outcomes by id."""
    total: Finite | Bounds | None = None
    """The total, 0 to 100 and adjustments."""
    self_reported: Finite | None = None
    """The total by the community's own figures."""
    level: Id | None = None
    """The level reached."""
    possible: Id | None = None
    """The level still possible."""
    answered: int | None = None
    """How many applicable indicators are assessed."""
    applicable: int | None = None
    """How many indicators apply."""

    @model_validator(mode="after")
    def _something(self) -> "Expected":
        if not self.model_fields_set:
            raise PydanticCustomError("nothing_expected", "nothing is expected")
        return self


class Case(Frozen):
    """Responses, and what must come out."""

    name: Text
    """The law that it shows."""
    others: Literal["unanswered", "met"] = "unanswered"
    """What holds for the indicators that are not named: left open, or at their target."""
    aggregation: Aggregation | None = None
    """Another way to combine, in place of the standard's own."""
    base: dict[str, Amount] = {}
    """The community's sizes."""
    responses: Responses = {}
    """As in an assessment."""
    vetoes: dict[Id, Declaration] = {}
    """As in an assessment; with ``others: met`` those not named have not happened."""
    adjustments: dict[Id, Claim] = {}
    """As in an assessment."""
    reviewed: SignOff | None = None
    """As in an assessment."""
    expect: Expected
    """What must come out."""


class Cases(Frozen):
    """A file of worked cases."""

    cases: tuple[Case, ...]
    """The cases."""


class Verdict(Frozen):
    """How a case came out."""

    file: str
    """The file it stands in."""
    name: Text
    """The case."""
    differences: tuple[Words, ...] = ()
    """What came out otherwise than expected; none when it passed."""


def run_cases(standard: Standard, folder: FilePath) -> tuple[Verdict, ...]:
    """Run all the cases in the ``cases`` folder of a standard.

    Raises:
        InvalidFile: A file of cases breaks a rule, or a case does not fit the standard.
    """
    verdicts: list[Verdict] = []
    problems: list[Problem] = []
    for path in sorted(folder.glob("cases/*.yaml")):
        try:
            verdicts += _run_file(standard, path)
        except InvalidFile as error:
            problems += error.problems
    if problems:
        raise InvalidFile(problems)
    if not verdicts:
        what = words("没有算例：缺 cases/*.yaml", "no worked cases: there is no cases/*.yaml")
        raise UnreadableFile([Problem(code="GS101", what=what, file=str(folder))])
    return tuple(verdicts)


def _run_file(standard: Standard, path: FilePath) -> list[Verdict]:
    document = read_document(path)
    problems: list[Problem] = []
    verdicts: list[Verdict] = []
    for position, case in enumerate(parse(document, Cases).cases):
        fitted = (
            standard.model_copy(update={"aggregation": case.aggregation})
            if case.aggregation
            else standard
        )
        assessment = _assessment(fitted, case)
        at = ("cases", position)
        found = [*fit(fitted, assessment), *_unknown(fitted, case.expect)]
        problems += (problem.model_copy(update={"path": (*at, *problem.path)}) for problem in found)
        if not found:
            differences = tuple(_differences(score(fitted, assessment), case.expect))
            verdicts.append(Verdict(file=path.name, name=case.name, differences=differences))
    if problems:
        raise InvalidFile(in_order(document, tuple(problems)))
    return verdicts


def _unknown(standard: Standard, expect: Expected) -> Iterator[Problem]:
    """Find expected scores of what the standard does not have."""
    for field in ("scores", "outcomes"):
        for name in getattr(expect, field):
            if name not in standard and name != standard.id:
                yield standard.unknown_node(name, ("expect", field, name))


def _assessment(standard: Standard, case: Case) -> Assessment:
    responses, vetoes = dict(case.responses), dict(case.vetoes)
    if case.others == "met":
        for item in standard.indicators:
            best = item.measure.best(case.base)
            responses.setdefault(
                item.id, Response(**{name: getattr(best, name) for name in best.given})
            )
        for veto in standard.vetoes:
            vetoes.setdefault(veto.id, Declaration(happened=False))
    return Assessment(
        standard=standard.name,
        community=Community(name="case", base=case.base),
        period=Period.model_validate({"start": "2001-01-01", "end": "2001-12-31"}),
        responses=responses,
        vetoes=vetoes,
        adjustments=case.adjustments,
        reviewed=case.reviewed,
    )


def _differences(result: Result, expect: Expected) -> Iterator[Words]:
    for node_id, wanted in expect.scores.items():
        yield from _compare(node_id, _bounds(result[node_id]), wanted)
    for node_id, outcome in expect.outcomes.items():
        yield from _same(node_id, result[node_id].outcome, outcome)
    if expect.total is not None:
        yield from _compare("total", (result.total.value, result.total.high), expect.total)
    if expect.self_reported is not None:
        own = result.self_reported or result.total
        yield from _compare("self_reported", (own.value, own.high), expect.self_reported)
    for name, got in (("level", result.level.id), ("possible", result.possible.id)):
        if getattr(expect, name) is not None:
            yield from _same(name, got, getattr(expect, name))
    for name, count in (("answered", result.answered), ("applicable", result.applicable)):
        if getattr(expect, name) is not None:
            yield from _same(name, count, getattr(expect, name))


def _bounds(found: Score) -> tuple[float | None, float | None]:
    return found.value, found.high


def _same(name: str, got: object, wanted: object) -> Iterator[Words]:
    if got != wanted:
        yield words(f"{name}：应为 {wanted}，得 {got}", f"{name}: expected {wanted}, got {got}")


def _compare(
    name: str, got: tuple[float | None, float | None], wanted: float | tuple[float, float] | None
) -> Iterator[Words]:
    low, high = wanted if isinstance(wanted, tuple) else (wanted, wanted)
    for have, want in zip(got, (low, high), strict=True):
        if (have is None) != (want is None) or (
            have is not None and want is not None and abs(have - want) > TOLERANCE
        ):
            shown = [hundred(None) if x is None else f"{x:.9g}" for x in (want, have)]
            yield words(
                f"{name}：应为 {shown[0]}，得 {shown[1]}",
                f"{name}: expected {shown[0]}, got {shown[1]}",
            )
