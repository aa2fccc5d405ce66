"""What makes a standard sound, rule by rule: what breaks it, what does not, and where it is told."""

import inspect
import re
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from govstandard.base.problems import CODES
from govstandard.library.documents import read_document
from govstandard.standard import body_rules, cautions, origin_rules, rules, tree_rules
from govstandard.standard.cautions import CAUTIONS, caution
from govstandard.standard.rules import RULES, examine
from govstandard.standard.tree import Standard

A, A1, A2, B1 = "groups/0", "groups/0/items/0", "groups/0/items/1", "groups/1/items/0"
ONE, TWO = {"id": "one", "name": "甲"}, {"id": "two", "name": "乙"}
BODIES = {
    "bodies": [ONE, TWO],
    f"{A1}/lead": "one",
    f"{A2}/lead": "one",
    f"{B1}/lead": "one",
}
LAW = {"id": "law", "title": "法", "kind": "law", "status": "in-force"}
HEARD = {"id": "heard", "title": "闻", "kind": "law", "status": "unverified"}
OLD = {"id": "old", "title": "旧", "kind": "law", "status": "superseded"}
FOUND = {
    "id": "found",
    "title": "文",
    "kind": "founding",
    "status": "in-force",
    "sections": ["一(一)一", "一(一)二"],
}
OWN = {"grounding": "editorial", "target": "editorial"}
SOURCES = {
    "sources": [LAW, HEARD, OLD, FOUND],
    f"{A1}/basis": OWN,
    f"{A2}/basis": OWN,
    f"{B1}/basis": OWN,
}
VETO = {"id": "v", "title": "否决", "fact": "事实", "cap": "below"}
SURVEY = {
    "kind": "survey",
    "min_respondents": 1,
    "goalposts": {"floor": 0.9, "target": 0.9},
}


def rubric(target: int, *grades: tuple[int, float]) -> dict[str, Any]:
    steps = [
        {"grade": number, "text": "步", "score": score} for number, score in grades
    ]
    return {"kind": "rubric", "target": target, "grades": steps}


def basis(
    target: str, *cited: dict[str, str], grounding: str = "direct"
) -> dict[str, Any]:
    return {"subject": list(cited), "grounding": grounding, "target": target}


def at(data: Any, path: str) -> tuple[Any, str | int]:
    """Return the holder of what stands at a path, and its key there."""
    *holders, last = path.split("/")
    for name in holders:
        data = data[int(name)] if isinstance(data, list) else data.setdefault(name, {})
    return data, int(last) if isinstance(data, list) else last


def changed(data: dict[str, Any], changes: dict[str, Any]) -> Standard:
    """Make the standard of some data after putting values at paths; `None` takes an entry out of its list."""
    data = deepcopy(data)
    for path, value in changes.items():
        holder, key = at(data, path)
        if value is None and isinstance(holder, list):
            del holder[int(key)]
        else:
            holder[key] = value
    return Standard.model_validate(data)


@pytest.fixture(scope="module")
def data(tiny_file: Path) -> dict[str, Any]:
    """The tiny standard as plain data."""
    found: dict[str, Any] = read_document(tiny_file).data
    return found


BROKEN: dict[str, tuple[dict[str, Any], list[str]]] = {
    "a tier's id twice": ({"tiers/1/id": "part"}, ["GS201 tiers/1/id"]),
    "a level's id twice": ({"levels/1/id": "below"}, ["GS201 levels/1/id"]),
    "a veto's id twice": ({"vetoes": [VETO, VETO]}, ["GS201 vetoes/1/id"]),
    "an adjustment's id twice": (
        {"adjustments/items/1/id": "honour"},
        ["GS201 adjustments/items/1/id"],
    ),
    "a body's id twice": ({**BODIES, "bodies": [ONE, ONE]}, ["GS201 bodies/1/id"]),
    "a source's id twice": ({**SOURCES, "sources": [LAW, LAW]}, ["GS201 sources/1/id"]),
    "a group called as the standard": ({"id": "A"}, [f"GS201 {A}/id"]),
    "a point's id twice": (
        {f"{A2}/measure/points/1/id": "A.2.1"},
        [f"GS201 {A2}/measure/points/1/id"],
    ),
    "an item's id not below its group's": ({f"{B1}/id": "C.1"}, [f"GS202 {B1}/id"]),
    "an item's id that only begins alike": ({f"{B1}/id": "B1"}, [f"GS202 {B1}/id"]),
    "a point's id without a number": (
        {f"{A2}/measure/points/0/id": "A.2.x"},
        [f"GS202 {A2}/measure/points/0/id"],
    ),
    "a point's id of another item": (
        {f"{A2}/measure/points/0/id": "A.1.1"},
        [f"GS202 {A2}/measure/points/0/id"],
    ),
    "a point's number with a leading zero": (
        {f"{A2}/measure/points/0/id": "A.2.01"},
        [f"GS202 {A2}/measure/points/0/id"],
    ),
    "goalposts that differ by less than is settled": (
        {f"{A1}/measure/goalposts/floor": 0.9500000000001},
        [f"GS203 {A1}/measure/goalposts"],
    ),
    "equal goalposts of a ratio": (
        {f"{A1}/measure/goalposts/floor": 0.95},
        [f"GS203 {A1}/measure/goalposts"],
    ),
    "equal goalposts of a count": (
        {f"{B1}/measure/goalposts/target": 0},
        [f"GS203 {B1}/measure/goalposts"],
    ),
    "equal goalposts of a survey": (
        {f"{B1}/measure": SURVEY},
        [f"GS203 {B1}/measure/goalposts"],
    ),
    "an unknown lead": ({**BODIES, f"{A1}/lead": "on"}, [f"GS204 {A1}/lead"]),
    "an unknown support": (
        {**BODIES, f"{A1}/support": ["two", "tow"]},
        [f"GS204 {A1}/support/1"],
    ),
    "a veto by an unknown body": (
        {"vetoes/0/declared_by": "one"},
        ["GS204 vetoes/0/declared_by"],
    ),
    "a relation of unknown bodies": (
        {"relations": [{"from": "x", "kind": "leads", "to": "y"}]},
        ["GS204 relations/0/from", "GS204 relations/0/to"],
    ),
    "an unknown source": (
        {**SOURCES, f"{A1}/basis": basis("editorial", {"source": "lwa"})},
        [f"GS205 {A1}/basis/subject/0/source"],
    ),
    "an unknown prerequisite": (
        {f"{A1}/needs": ["A.2", "A.9"]},
        [f"GS206 {A1}/needs/1"],
    ),
    "a group as a prerequisite": ({f"{A1}/needs": ["B"]}, [f"GS206 {A1}/needs/0"]),
    "a retired prerequisite": (
        {f"{A1}/needs": ["B.1"], f"{B1}/status": "retired", f"{B1}/until": "1.0.0"},
        [f"GS206 {A1}/needs/0"],
    ),
    "an unknown indicator behind a veto": (
        {"vetoes/0/indicator": "A.9"},
        ["GS206 vetoes/0/indicator"],
    ),
    "an item that needs itself": ({f"{A1}/needs": ["A.1"]}, [f"GS207 {A1}/needs"]),
    "a body related to itself": (
        {**BODIES, "relations": [{"from": "one", "kind": "supervises", "to": "one"}]},
        ["GS225 relations/0"],
    ),
    "leaders in a circle": (
        {
            **BODIES,
            "relations": [
                {"from": "one", "kind": "guides", "to": "two"},
                {"from": "one", "kind": "leads", "to": "two"},
                {"from": "two", "kind": "leads", "to": "one"},
            ],
        },
        ["GS225 relations/1"],
    ),
    "a veto that a lead declares of itself": (
        {**BODIES, "vetoes/0/indicator": "A.1", "vetoes/0/declared_by": "one"},
        ["GS225 vetoes/0/declared_by"],
    ),
    "two circles": (
        {f"{A1}/needs": ["A.1", "A.2"], f"{A2}/needs": ["B.1"], f"{B1}/needs": ["A.2"]},
        [f"GS207 {A1}/needs", f"GS207 {A2}/needs"],
    ),
    "no lead": ({**BODIES, f"{B1}/lead": None}, [f"GS208 {B1}"]),
    "a lead that is also support": (
        {**BODIES, f"{A1}/support": ["two", "one"]},
        [f"GS208 {A1}/support/1"],
    ),
    "a lowest level that asks for something": (
        {"levels/0/requires": {"coverage": 0}},
        ["GS209 levels/0/requires"],
    ),
    "a tier that is not there": (
        {"levels/1/requires/each": {"tier": "items", "score": 1}},
        ["GS211 levels/1/requires/each/tier"],
    ),
    "a score asked of points, which have none": (
        {
            "tiers": [
                {"id": "part", "title": "部"},
                {"id": "item", "title": "项"},
                {"id": "point", "title": "点"},
            ],
            "levels/1/requires/each": {"tier": "point", "score": 1},
        },
        ["GS211 levels/1/requires/each/tier"],
    ),
    "a cap at no level": ({"vetoes/0/cap": "met2"}, ["GS210 vetoes/0/cap"]),
    "too few items": ({"tiers/1/count": 4}, ["GS213 tiers/1/count"]),
    "too many parts": ({"tiers/0/count": 1}, ["GS213 tiers/0/count"]),
    "too few points": (
        {
            "tiers": [
                {"id": "part", "title": "部"},
                {"id": "item", "title": "项"},
                {"id": "p", "title": "点", "count": 5},
            ]
        },
        ["GS213 tiers/2/count"],
    ),
    "a retired item that is counted": (
        {"tiers/1/count": 3, f"{B1}/status": "retired", f"{B1}/until": "1.0.0"},
        ["GS213 tiers/1/count"],
    ),
    "items below the last tier": (
        {"tiers/1": None},
        [f"GS214 {A1}", f"GS214 {A2}", f"GS214 {B1}"],
    ),
    "a group with nothing in it": ({"groups/1/items": []}, ["GS215 groups/1"]),
    "a standard with nothing in it": (
        {"groups": [], "levels/1/requires": {}},
        ["GS215 "],
    ),
    "more points required than there are": (
        {f"{A2}/measure/required": 5},
        [f"GS216 {A2}/measure/required"],
    ),
    "grades that do not rise": (
        {f"{B1}/measure": rubric(2, (2, 0), (2, 1))},
        [f"GS216 {B1}/measure/grades"],
    ),
    "scores that do not rise": (
        {f"{B1}/measure": rubric(2, (1, 1), (2, 1))},
        [f"GS216 {B1}/measure/grades"],
    ),
    "a target grade that is missing": (
        {f"{B1}/measure": rubric(3, (1, 0), (2, 1))},
        [f"GS216 {B1}/measure/target"],
    ),
    "a target grade that scores 0": (
        {f"{B1}/measure": rubric(1, (1, 0), (2, 1))},
        [f"GS216 {B1}/measure/target"],
    ),
    "baselines without a baseline": (
        {f"{A1}/baseline": False},
        ["GS217 levels/1/requires/baselines"],
    ),
    "baselines with a retired one only": (
        {f"{A1}/status": "retired", f"{A1}/until": "1.0.0"},
        ["GS217 levels/1/requires/baselines"],
    ),
    "retired without a version": ({f"{B1}/status": "retired"}, [f"GS218 {B1}"]),
    "in force and yet retired in a version": (
        {f"{B1}/until": "1.0.0"},
        [f"GS218 {B1}"],
    ),
    "points added without room for them": (
        {"adjustments/most": 0},
        ["GS230 adjustments/items/0/points"],
    ),
    "points deducted without room for them": (
        {"adjustments": {"items": [{"id": "late", "title": "迟", "points": -0.5}]}},
        ["GS230 adjustments/items/0/points"],
    ),
    "no basis": ({**SOURCES, f"{B1}/basis": None}, [f"GS219 {B1}"]),
    "editorial with a source": (
        {
            **SOURCES,
            f"{B1}/basis": basis("editorial", {"source": "law"}, grounding="editorial"),
        },
        [f"GS219 {B1}/basis/grounding"],
    ),
    "direct without a source": (
        {**SOURCES, f"{B1}/basis": basis("editorial")},
        [f"GS219 {B1}/basis/grounding"],
    ),
    "a section that is not declared": (
        {**SOURCES, f"{B1}/basis": basis("editorial", {"source": "found", "at": "二"})},
        [f"GS220 {B1}/basis/subject/0/at"],
    ),
}


@pytest.mark.parametrize(("changes", "told"), BROKEN.values(), ids=BROKEN)
def test_a_breach_is_told_with_its_code_at_its_place(
    data: dict[str, Any], changes: dict[str, Any], told: list[str]
) -> None:
    problems = examine(changed(data, changes))
    assert [
        f"{problem.code} {'/'.join(map(str, problem.path))}" for problem in problems
    ] == told


SOUND: dict[str, dict[str, Any]] = {
    "as it is": {},
    "an id used for things of different kinds": {
        "levels/1/id": "part",
        "vetoes/0/id": "part",
    },
    "lower is better": {f"{B1}/measure/goalposts": {"floor": 12, "target": 0}},
    "bodies that are listed": {
        **BODIES,
        f"{A1}/support": ["two"],
        "vetoes/0/declared_by": "two",
        "relations": [{"from": "one", "kind": "leads", "to": "two"}],
    },
    "a chain of prerequisites": {f"{A1}/needs": ["A.2", "B.1"], f"{A2}/needs": ["B.1"]},
    "an indicator behind a veto": {"vetoes/0/indicator": "A.1"},
    "counts that are right": {"tiers/0/count": 2, "tiers/1/count": 3},
    "each node of a tier": {"levels/1/requires/each": {"tier": "part", "score": 60}},
    "as many points required as there are": {f"{A2}/measure/required": 4},
    "grades that rise": {f"{B1}/measure": rubric(2, (1, 0), (2, 0.5), (3, 1))},
    "retired and dated": {f"{B1}/status": "retired", f"{B1}/until": "1.0.0"},
    "no level asks for baselines": {
        f"{A1}/baseline": False,
        "levels/1/requires": {"score": 80},
    },
    "points only added, without a bound of deductions": {
        "adjustments": {"most": 1, "items": [{"id": "h", "title": "奖", "points": 4}]}
    },
    "points only deducted, without a bound of additions": {
        "adjustments": {
            "least": -1,
            "items": [{"id": "h", "title": "罚", "points": -4}],
        }
    },
    "sections that are declared": {
        **SOURCES,
        f"{B1}/basis": basis(
            "founding",
            {"source": "found", "at": "一(一)二"},
            {"source": "law", "at": "第五条"},
        ),
    },
}


@pytest.mark.parametrize("changes", SOUND.values(), ids=SOUND)
def test_what_is_sound_is_left_alone(
    data: dict[str, Any], changes: dict[str, Any]
) -> None:
    assert examine(changed(data, changes)) == ()


@pytest.mark.parametrize(
    ("below", "above", "less"),
    [
        ({"score": 60}, {"score": 59.9}, ["score"]),
        ({"score": 60}, {"coverage": 1}, ["score"]),
        ({"coverage": 1}, {"coverage": 0.9}, ["coverage"]),
        (
            {"each": {"tier": "part", "score": 60}},
            {"each": {"tier": "part", "score": 50}},
            ["each"],
        ),
        ({"baselines": "met"}, {}, ["baselines"]),
        ({"reviewed": True}, {}, ["reviewed"]),
        (
            {"score": 60, "coverage": 1, "baselines": "met"},
            {},
            ["score", "coverage", "baselines"],
        ),
        ({"score": 60}, {"score": 60, "coverage": 1}, []),
        (
            {"reviewed": True, "baselines": "met"},
            {"reviewed": True, "baselines": "met", "score": 10},
            [],
        ),
    ],
    ids=str,
)
def test_no_level_asks_for_less_than_the_one_below_it(
    data: dict[str, Any], below: dict[str, Any], above: dict[str, Any], less: list[str]
) -> None:
    levels = [
        {"id": "low", "title": "低"},
        {"id": "mid", "title": "中"},
        {"id": "high", "title": "高"},
    ]
    for level, requires in zip(levels[1:], (below, above), strict=True):
        level |= {"requires": requires}  # type: ignore[dict-item]
    problems = examine(changed(data, {"levels": levels, "vetoes/0/cap": "low"}))
    assert [problem.what.en for problem in problems] == [
        f"level 'high' requires less {name} than 'mid'" for name in less
    ]
    assert {problem.path for problem in problems} <= {("levels", 2, "requires")}


@pytest.mark.parametrize(
    ("target", "cited", "grounded"),
    [
        ("law", {"source": "law", "checked": "text"}, True),
        ("law", {"source": "law", "checked": "web"}, True),
        ("law", {"source": "law", "checked": "recalled"}, False),
        ("law", {"source": "heard", "checked": "text"}, False),
        ("law", {"source": "found", "at": "一(一)一"}, False),
        ("founding", {"source": "found", "at": "一(一)一"}, True),
        ("founding", {"source": "law", "checked": "text"}, False),
        ("derived", {"source": "found", "at": "一(一)一"}, True),
        ("derived", {"source": "law", "checked": "text"}, False),
        ("editorial", {"source": "heard", "checked": "recalled"}, True),
    ],
    ids=str,
)
def test_a_threshold_that_claims_a_source_rests_on_one_that_was_read(
    data: dict[str, Any], target: str, cited: dict[str, str], *, grounded: bool
) -> None:
    problems = examine(changed(data, {**SOURCES, f"{B1}/basis": basis(target, cited)}))
    place = (*B1.split("/"), "basis", "target")
    found = [(problem.code, tuple(map(str, problem.path))) for problem in problems]
    assert found == ([] if grounded else [("GS212", place)])


def test_a_threshold_on_an_unknown_source_is_not_grounded_either(
    data: dict[str, Any],
) -> None:
    problems = examine(
        changed(data, {**SOURCES, f"{B1}/basis": basis("law", {"source": "lwa"})})
    )
    assert [problem.code for problem in problems] == ["GS205", "GS212"]


@pytest.mark.parametrize(
    ("changes", "hint"),
    [
        ({**BODIES, f"{A1}/lead": "oen"}, "did you mean 'one'?"),
        (
            {**SOURCES, f"{A1}/basis": basis("editorial", {"source": "lwa"})},
            "did you mean 'law'?",
        ),
        ({f"{A1}/needs": ["A.22"]}, "did you mean 'A.2'?"),
        ({"vetoes/0/cap": "bellow"}, "did you mean 'below'?"),
        (
            {"levels/1/requires/each": {"tier": "itme", "score": 1}},
            "did you mean 'item'?",
        ),
    ],
    ids=["body", "source", "indicator", "level", "tier"],
)
def test_a_mistyped_name_is_told_with_the_nearest(
    data: dict[str, Any], changes: dict[str, Any], hint: str
) -> None:
    (problem,) = examine(changed(data, changes))
    assert problem.hint is not None
    assert problem.hint.en == hint


def test_all_breaches_are_told_at_once(data: dict[str, Any]) -> None:
    changes = {
        "vetoes/0/cap": "met2",
        f"{A2}/measure/required": 5,
        f"{B1}/until": "1.0.0",
    }
    assert {problem.code for problem in examine(changed(data, changes))} == {
        "GS210",
        "GS216",
        "GS218",
    }


def test_every_rule_and_caution_is_applied_and_names_its_codes() -> None:
    defined = {
        rule
        for module in (rules, tree_rules, body_rules, origin_rules, cautions)
        for name, rule in inspect.getmembers(module, inspect.isfunction)
        if rule.__module__ == module.__name__ and not name.startswith("_")
    }
    assert defined - {examine, caution} == {*RULES, *CAUTIONS}
    for rules_there in (RULES, CAUTIONS):
        codes = [
            re.findall(r"GS\d{3}", inspect.getdoc(rule) or "") for rule in rules_there
        ]
        assert codes == sorted(codes)
        named = [code for own in codes for code in own]
        assert len(named) == len(set(named))
        assert set(named) <= set(CODES)
