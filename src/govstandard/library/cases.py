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
from govstandard.base.problems import InvalidFile, Path, Problem, UnreadableFile
from govstandard.base.words import Atom, Id, Text, Words, words
from govstandard.library.documents import read_document
from govstandard.library.shapes import in_order, parse
from govstandard.scoring.explaining import Outcome, hundred
from govstandard.scoring.result import Result, Score, Total
from govstandard.scoring.scoring import score
from govstandard.standard.aggregation import Aggregation
from govstandard.standard.measures import Amount
from govstandard.standard.tree import Indicator, Standard

TOLERANCE = 2e-6
"""How far a score may lie from the expected one: both are rounded at the sixth decimal."""

Finite = Annotated[float, Field(allow_inf_nan=False)]
Interval = Annotated[
    tuple[Finite, Finite], Field(description="The score and the best still possible.")
]
Bounds = tuple[float | None, float | None]


class Expected(Frozen):
    """What a person computed; only what is named is compared."""

    scores: dict[Id, Finite | Interval | None] = {}
    """Scores from 0 to 1 by id; ``[low, high]`` for an interval, ``null`` for not applicable."""
    outcomes: dict[Id, Outcome] = {}
    """Outcomes by id."""
    total: Finite | Interval | None = None
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
        what = words(
            "没有算例：缺 cases/*.yaml", "no worked cases: there is no cases/*.yaml"
        )
        raise UnreadableFile([Problem(code="GS101", what=what, file=str(folder))])
    return tuple(verdicts)


def _run_file(standard: Standard, path: FilePath) -> list[Verdict]:
    document = read_document(path)
    problems: list[Problem] = []
    verdicts: list[Verdict] = []
    for position, case in enumerate(parse(document, Cases).cases):
        try:
            differences = _run(standard, case)
        except InvalidFile as error:
            problems += (
                _below(("cases", position), problem) for problem in error.problems
            )
        else:
            verdicts.append(
                Verdict(file=path.name, name=case.name, differences=differences)
            )
    if problems:
        raise InvalidFile(in_order(document, tuple(problems)))
    return verdicts


def _below(path: Path, problem: Problem) -> Problem:
    return problem.model_copy(update={"path": (*path, *problem.path)})


def _run(standard: Standard, case: Case) -> tuple[Words, ...]:
    if case.aggregation:
        standard = standard.model_copy(update={"aggregation": case.aggregation})
    assessment = _assessment(standard, case)
    misfits = [*fit(standard, assessment), *_unknown(standard, case.expect)]
    if misfits:
        raise InvalidFile(misfits)
    return tuple(_differences(score(standard, assessment), case.expect))


def _unknown(standard: Standard, expect: Expected) -> Iterator[Problem]:
    """Find expected scores of what the standard does not have."""
    for field in ("scores", "outcomes"):
        for node_id in getattr(expect, field):
            if node_id not in standard and node_id != standard.id:
                yield standard.unknown_node(node_id, ("expect", field, node_id))


def _assessment(standard: Standard, case: Case) -> Assessment:
    responses, vetoes = case.responses, case.vetoes
    if case.others == "met":
        at_target = {
            item.id: _at_target(item, case.base) for item in standard.indicators
        }
        denied = {veto.id: Declaration(happened=False) for veto in standard.vetoes}
        responses, vetoes = at_target | responses, denied | vetoes
    return Assessment(
        standard=standard.name,
        community=Community(name="case", base=case.base),
        period=Period.model_validate({"start": "2001-01-01", "end": "2001-12-31"}),
        responses=responses,
        vetoes=vetoes,
        adjustments=case.adjustments,
        reviewed=case.reviewed,
    )


def _at_target(item: Indicator, base: dict[str, float]) -> Response:
    best = item.measure.best(base)
    return Response(**{field: getattr(best, field) for field in best.given})


def _differences(result: Result, expect: Expected) -> Iterator[Words]:
    for node_id, wanted in expect.scores.items():
        yield from _compare(node_id, _bounds(result[node_id]), wanted)
    for node_id, outcome in expect.outcomes.items():
        yield from _same(node_id, result[node_id].outcome, outcome)
    own = result.self_reported or result.total
    if expect.total is not None:
        yield from _compare("total", _bounds(result.total), expect.total)
    if expect.self_reported is not None:
        yield from _compare("self_reported", _bounds(own), expect.self_reported)
    yield from _named("level", result.level.id, expect.level)
    yield from _named("possible", result.possible.id, expect.possible)
    yield from _named("answered", result.answered, expect.answered)
    yield from _named("applicable", result.applicable, expect.applicable)


def _bounds(score: Score | Total) -> Bounds:
    return score.value, score.high


def _named(what: str, got: Atom, wanted: Atom) -> Iterator[Words]:
    """Compare what was named; nothing was expected of the rest."""
    if wanted is not None:
        yield from _same(what, got, wanted)


def _same(what: str, got: Atom, wanted: Atom) -> Iterator[Words]:
    if got != wanted:
        yield _otherwise(what, wanted, got)


def _otherwise(what: str, wanted: Atom, got: Atom) -> Words:
    return words(
        "{what}：应为 {wanted}，得 {got}",
        "{what}: expected {wanted}, got {got}",
        what=what,
        wanted=wanted,
        got=got,
    )


def _compare(what: str, got: Bounds, wanted: float | Bounds | None) -> Iterator[Words]:
    bounds = wanted if isinstance(wanted, tuple) else (wanted, wanted)
    for expected, computed in zip(bounds, got, strict=True):
        if not _close(expected, computed):
            yield _otherwise(what, _figure(expected), _figure(computed))


def _close(expected: float | None, computed: float | None) -> bool:
    if expected is None or computed is None:
        return expected is computed
    return abs(computed - expected) <= TOLERANCE


def _figure(x: float | None) -> str:
    """Write a figure as exactly as cases are compared."""
    return hundred(None) if x is None else f"{x:.9g}"
