"""What the examples give on every surface, recorded as files: ``python tests/recording.py`` writes them anew.

A change of behaviour shows as a change of a golden, in a commit of its own.
"""

import json
import random
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import docx
from openpyxl import load_workbook
from pypdf import PdfReader

import govstandard as gs
from govstandard.library.cases import Cases, _assessment
from govstandard.library.documents import read_document
from govstandard.library.loading import read_standard
from govstandard.library.shapes import parse
from govstandard.report.assessed import assessment_report
from govstandard.report.notice import notice
from govstandard.report.street import street_report
from govstandard.scoring.comparing import standing
from govstandard.standard.measures import MeasureBase

ROOT = Path(__file__).parents[1]
GOLDENS = Path(__file__).parent / "goldens"
EXAMPLES = ("model-community", "street-summary")
JINDI = ROOT / "standards" / "jindi"
RELEASE_GOLDEN = JINDI / "releases" / "1.0.0.golden.json"
DRAWN = 200


def example(name: str) -> gs.Assessment:
    return gs.read_assessment(ROOT / "examples" / f"{name}.yaml")


def said(*words: str) -> str:
    """Run the command and return what it prints."""
    command = [sys.executable, "-m", "govstandard", *words]
    return subprocess.run(
        command, capture_output=True, text=True, check=True, cwd=ROOT
    ).stdout


def recorded() -> dict[str, str]:
    """Return what is recorded, by the name of its file."""
    found = {
        f"{name}.json": said("score", f"examples/{name}.yaml", "--format", "json")
        for name in EXAMPLES
    }
    for lang in ("zh", "en"):
        for name in EXAMPLES:
            found[f"{name}.{lang}.txt"] = said(
                "score", f"examples/{name}.yaml", "--items", "--lang", lang
            )
    found["cases.json"] = cases()
    found["workbook-empty.txt"] = workbook(None)
    found["workbook-filled.txt"] = workbook(example("model-community"))
    return found | dict(reports())


def cases() -> str:
    """Return the scores of every worked case."""
    standard = read_standard(JINDI)
    told = []
    for path in sorted(JINDI.glob("cases/*.yaml")):
        for case in parse(read_document(path), Cases).cases:
            way = {"aggregation": case.aggregation} if case.aggregation else {}
            rules = standard.model_copy(update=way)
            scored = numbers(gs.score(rules, _assessment(rules, case)))
            told.append(
                json.dumps({"case": case.name.to("en"), **scored}, ensure_ascii=False)
            )
    return "[\n" + ",\n".join(told) + "\n]\n"


def numbers(result: gs.Result) -> dict[str, Any]:
    """Return the numbers of a result: totals, levels and every node, with its interval where it has one."""
    totals = {
        "total": result.total,
        "self_reported": result.self_reported,
        "supported": result.supported,
    }
    return {
        "level": result.level.id,
        "possible": result.possible.id,
        **{
            name: bounds(total.value, total.high)
            for name, total in totals.items()
            if total
        },
        "scores": {
            node.id: bounds(node.value, node.high) for node in result.root.walk()
        },
    }


def bounds(low: float | None, high: float | None) -> float | list[float | None] | None:
    return low if low == high else [low, high]


def workbook(assessment: gs.Assessment | None) -> str:
    """Return every cell of the workbook, with its formula and the value that is stored beside it."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "a.xlsx"
        gs.write_workbook(gs.load("jindi"), path, assessment)
        return "\n".join(cells(path)) + "\n"


def cells(path: Path) -> Iterator[str]:
    formulas, values = load_workbook(path), load_workbook(path, data_only=True)
    for sheet in formulas:
        for row in sheet.iter_rows():
            for cell in row:
                value = getattr(cell.value, "text", cell.value)
                if value is not None:
                    stored = values[sheet.title][cell.coordinate].value
                    shown = "" if stored == value else f" = {stored!r}"
                    yield f"{sheet.title}!{cell.coordinate} {value!r}{shown}"
        for rule in sheet.data_validations.dataValidation:
            yield f"{sheet.title}!{rule.sqref} {rule.type} {rule.formula1}"


def reports() -> Iterator[tuple[str, str]]:
    """Return the words of each form of each report."""
    standard = gs.load("jindi")
    asked = [example(name) for name in EXAMPLES]
    results = [gs.score(standard, assessment) for assessment in asked]
    standings = [
        standing(f"{EXAMPLES[0]}.yaml", standard, asked[0], results[0]),
        standing(f"{EXAMPLES[1]}.yaml", standard, asked[1], results[1]),
    ]
    for lang in ("zh", "en"):
        for name, report in (
            ("report", assessment_report(standard, asked[0], results[0], lang)),
            ("notice", notice(standard, asked[0], results[0], lang)),
            ("street", street_report(standings, (), gs.load, lang)),
        ):
            for form in (".md", ".html", ".docx", ".pdf", ".xlsx"):
                if form == ".md" or (lang == "zh" and name == "report"):
                    yield f"{name}.{lang}{form}.txt", words_of(report, form)


def words_of(report: gs.Report, form: str) -> str:
    """Return the words of a report in a form."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"a{form}"
        gs.write_report(report, path)
        match form:
            case (
                ".pdf"
            ):  # without the breaks of lines, which depend on the fonts of the machine
                pages = [
                    re.sub(r"\s+", "", page.extract_text())
                    for page in PdfReader(path).pages
                ]
                return (
                    "\n".join(sorted(set(re.split(r"[。；：]", "".join(pages))))) + "\n"
                )
            case ".docx":
                found = docx.Document(str(path))
                rows = [
                    [cell.text for cell in row.cells]
                    for table in found.tables
                    for row in table.rows
                ]
                return (
                    "\n".join(
                        [
                            *(line.text for line in found.paragraphs),
                            *map(" | ".join, rows),
                        ]
                    )
                    + "\n"
                )
            case ".xlsx":
                return "\n".join(cells(path)) + "\n"
        return path.read_text(encoding="utf-8")


# The golden of a release: assessments drawn at random, and what came out of them


def release_golden(standard: gs.Standard) -> str:
    """Draw assessments and return them with their scores, one a line."""
    lines = []
    for seed in range(DRAWN):
        drawn = assessment(standard, random.Random(seed))  # noqa: S311 - only to draw
        data = drawn.model_dump(mode="json", exclude_defaults=True)
        data = {
            key: value
            for key, value in data.items()
            if key not in {"standard", "period"}
        }
        scored = numbers(gs.score(standard, drawn))
        lines.append(
            json.dumps(
                {"assessment": data, **scored},
                ensure_ascii=False,
                separators=(",", ":"),
            )
        )
    return (
        f'{{"standard":"{standard.name}","assessments":[\n'
        + ",\n".join(lines)
        + "\n]}\n"
    )


def assessment(standard: gs.Standard, dice: random.Random) -> gs.Assessment:
    """Draw an assessment: full or with gaps, good or bad, now and then reviewed."""
    answered, skill, reviewed = (
        dice.choice((0.3, 0.97, 1.0, 1.0)),
        dice.choice((0.5, 0.9, 0.995, 1.0)),
        dice.random() < 0.4,
    )
    responses = {}
    for item in standard.indicators:
        if dice.random() < answered:
            given = answer(item, dice, skill)
            if reviewed and dice.random() < 0.1:
                given["review"] = {**answer(item, dice, skill), "reason": "抽查"}
            responses[item.id] = given
    vetoes = {
        veto.id: {"happened": dice.random() < 0.02}
        for veto in standard.vetoes
        if dice.random() < 0.9
    }
    claims = {
        item.id: {"times": dice.randint(1, item.limit)}
        for item in standard.adjustments.items
        if dice.random() < 0.2
    }
    data = {
        "standard": standard.name,
        "community": {
            "name": "x",
            "base": {name: dice.choice((1, 6, 12, 5200)) for name in standard.sizes},
        },
        "period": {"start": "2025-01-01", "end": "2025-12-31"},
        "responses": responses,
        "vetoes": vetoes,
        "adjustments": claims,
    }
    if reviewed:
        data["reviewed"] = {"by": "x", "on": "2026-01-05"}
    return gs.Assessment.model_validate(data)


def answer(item: gs.Indicator, dice: random.Random, skill: float) -> dict[str, Any]:
    if item.not_applicable and dice.random() < 0.05:
        return {"not_applicable": "没有此类事项"}
    return figures(item.measure, dice, skill)


def figures(measure: MeasureBase, dice: random.Random, skill: float) -> dict[str, Any]:
    good = dice.random() < skill
    match measure:
        case gs.Checklist():
            answers = {}
            for point in measure.points:
                without = point.not_applicable and dice.random() < 0.1
                answers[point.number] = (
                    "not_applicable"
                    if without
                    else "met"
                    if dice.random() < skill
                    else "unmet"
                )
            return {"points": answers}
        case gs.Ratio():
            if measure.form != "rate" and not good and dice.random() < 0.2:
                return {"percent": round(dice.uniform(50, 100), 1)}
            if good and dice.random() < 0.9:
                full, cases = measure.best({}), dice.randint(1, 300)
                return {
                    "numerator": cases * (full.numerator or 0),
                    "denominator": cases * (full.denominator or 0),
                }
            below = (
                dice.choice((0, 3, 7, 12, 40, 268))
                if dice.random() < 0.2
                else dice.randint(1, 300)
            )
            share = dice.uniform(0.9, 1) if good else dice.random()
            return {"numerator": round(below * share), "denominator": below}
        case gs.Count():
            best = measure.best(
                {"estates": 6.0, "households": 5200.0, "population": 9000.0}
            ).count
            return {"count": best if good else dice.randint(0, 30)}
        case gs.Rubric():
            return {
                "grade": measure.target if good else dice.choice(measure.grades).grade
            }
        case gs.Binary():
            return {"met": good}
    asked = dice.randint(30 if good else 20, 400)
    return {
        "satisfied": round(asked * (dice.uniform(0.85, 1) if good else dice.random())),
        "respondents": asked,
    }


def write() -> None:
    GOLDENS.mkdir(exist_ok=True)
    for name, text in recorded().items():
        (GOLDENS / name).write_text(text, encoding="utf-8")
    if not RELEASE_GOLDEN.exists():  # what a release gave is never recorded anew
        RELEASE_GOLDEN.write_text(
            release_golden(gs.load("jindi@1.0.0")), encoding="utf-8"
        )


if __name__ == "__main__":
    write()
