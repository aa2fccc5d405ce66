"""The JSON Schemas: current, described, and true of the files that are here."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from govstandard.library.documents import read_document
from govstandard.library.schemas import json_schemas, write_schemas

ROOT = Path(__file__).parents[2]
JINDI = ROOT / "standards" / "jindi"
SCHEMAS = json_schemas()
FILES = [
    *(("standard", path) for path in sorted(JINDI.glob("*.yaml"))),
    *(("part", path) for path in sorted(JINDI.glob("parts/*.yaml"))),
    *(("cases", path) for path in sorted(JINDI.glob("cases/*.yaml"))),
    *(("assessment", path) for path in sorted((ROOT / "examples").glob("*.yaml"))),
]


def test_the_written_schemas_are_those_of_the_models(tmp_path: Path) -> None:
    write_schemas(tmp_path)
    for name in SCHEMAS:
        file = f"{name}.schema.json"
        message = "run `make schemas`"
        assert (ROOT / "schemas" / file).read_text(encoding="utf-8") == (
            tmp_path / file
        ).read_text(encoding="utf-8"), message


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_schema_is_sound_and_describes_every_field(name: str) -> None:
    schema = SCHEMAS[name]
    Draft202012Validator.check_schema(schema)
    for noun in [schema, *schema["$defs"].values()]:
        for field, described in noun.get("properties", {}).items():
            assert described.get("description"), (name, noun["title"], field)


def _jsonable(value: Any) -> Any:
    return json.loads(json.dumps(value, default=str))


@pytest.mark.parametrize(("name", "path"), FILES, ids=[path.stem for _, path in FILES])
def test_every_file_here_names_its_schema_and_is_valid_by_it(
    name: str, path: Path
) -> None:
    first = path.read_text(encoding="utf-8").splitlines()[0]
    assert (
        path.parent / first.partition("$schema=")[2]
    ).resolve() == ROOT / "schemas" / f"{name}.schema.json"
    validator = Draft202012Validator(SCHEMAS[name])
    assert [
        error.message
        for error in validator.iter_errors(_jsonable(read_document(path).data))
    ] == []


@pytest.mark.parametrize("name", ["model-community", "street-summary"])
def test_what_the_command_prints_of_a_result_is_valid_by_its_schema(name: str) -> None:
    command = [sys.executable, "-m", "govstandard", "score", f"examples/{name}.yaml"]
    printed = subprocess.run(
        [*command, "--format", "json"], capture_output=True, check=True, cwd=ROOT
    ).stdout
    result = json.loads(printed)
    validator = Draft202012Validator(json_schemas()["result"])
    assert [error.message for error in validator.iter_errors(result)] == []
    for missing in ("coverage", "checks"):
        assert not validator.is_valid(
            {key: result[key] for key in result if key != missing}
        )
    first, *others = result["checks"]
    del first["what"]["en"]
    assert not validator.is_valid({**result, "checks": [first, *others]})


def test_a_mistyped_key_is_refused() -> None:
    validator = Draft202012Validator(SCHEMAS["assessment"])
    wrong = {
        "standard": "jindi",
        "community": {"name": "x"},
        "period": {"start": "2025-01-01", "end": "2025-12-31"},
    }
    assert validator.is_valid(wrong)
    assert not validator.is_valid({**wrong, "respones": {}})
