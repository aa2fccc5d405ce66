"""The public names: one list, complete, documented, and imported only when they are asked for."""

import ast
import pickle
import subprocess
import sys
from pathlib import Path

import pytest

import govstandard as gs
from govstandard.base.frozen import Frozen
from govstandard.library.schemas import field_help

ROOT = Path(__file__).parents[1]
STUB = ROOT / "src" / "govstandard" / "__init__.pyi"
EXAMPLE = str(ROOT / "examples" / "model-community.yaml")


def fresh(code: str, given: bytes = b"") -> str:
    """Run code in a process of its own and return what it prints."""
    command = [sys.executable, "-c", code]
    return subprocess.run(
        command, input=given, stdout=subprocess.PIPE, check=True
    ).stdout.decode()


def homes_in_stub() -> dict[str, str]:
    homes: dict[str, str] = {}
    for statement in ast.parse(STUB.read_text(encoding="utf-8")).body:
        if isinstance(statement, ast.ImportFrom):
            homes |= {alias.name: f"{statement.module}" for alias in statement.names}
    return homes


def test_the_map_of_the_run_is_the_list_of_the_stub() -> None:
    assert {
        name: f"govstandard.{home}" for name, home in vars(gs)["_HOME"].items()
    } == (homes_in_stub())


def test_all_and_dir_name_every_public_thing_in_order() -> None:
    assert gs.__all__ == dir(gs) == sorted(homes_in_stub())


def test_the_stub_says_what_there_is_at_run_time(tmp_path: Path) -> None:
    modules_below = tmp_path / "allowlist"  # they have no stubs of their own
    modules_below.write_text(r"govstandard\.[a-z]+\..+", encoding="utf-8")
    command = [sys.executable, "-m", "mypy.stubtest", "govstandard", "--concise"]
    options = [
        "--mypy-config-file",
        "pyproject.toml",
        "--allowlist",
        str(modules_below),
    ]
    done = subprocess.run(
        [*command, *options], cwd=ROOT, capture_output=True, check=False
    )
    assert (done.returncode, done.stdout) == (0, b"")


def test_importing_the_library_imports_nothing_of_it_yet() -> None:
    before = (
        "import importlib, sys; before = set(sys.modules); import govstandard as gs; "
    )
    assert fresh(before + "print(*(set(sys.modules) - before))") == "govstandard\n"
    asked = "gs.Source; print('pydantic' in sys.modules, 'govstandard.standard.tree' in sys.modules)"
    assert fresh(before + asked) == "True False\n"


def test_a_name_can_be_imported_from_the_library_by_itself_or_with_all_the_others() -> (
    None
):
    assert fresh(
        "from govstandard import Standard, score; print(Standard.__name__)"
    ) == ("Standard\n")
    everything = "from govstandard import *; import govstandard; print(score is govstandard.score)"
    assert fresh(everything) == "True\n"


def test_a_name_that_is_not_there_is_an_attribute_error() -> None:
    with pytest.raises(
        AttributeError, match="module 'govstandard' has no attribute 'scroe'"
    ):
        gs.scroe  # type: ignore[attr-defined] # noqa: B018


def test_what_was_pickled_comes_back_where_only_the_library_was_imported() -> None:
    standard, assessment = gs.load("jindi"), gs.read_assessment(EXAMPLE)
    with pytest.raises(gs.InvalidFile) as caught:
        gs.load("no/such/folder")
    nouns = (gs.score(standard, assessment), assessment, caught.value)
    code = (
        "import pickle, sys; import govstandard as gs; "
        "result, assessment, error = pickle.load(sys.stdin.buffer); "
        f"print(gs.score(gs.load('jindi'), assessment) == result, assessment == gs.read_assessment({EXAMPLE!r}), "
        "type(error) is gs.UnreadableFile, str(error))"
    )
    assert fresh(code, pickle.dumps(nouns)) == f"True True True {caught.value}\n"


def test_every_public_name_and_every_field_is_documented() -> None:
    for name in gs.__all__:
        thing = getattr(gs, name)
        assert thing.__doc__, name
        if isinstance(thing, type) and issubclass(thing, Frozen):
            assert set(thing.model_fields) <= set(field_help(thing)), name
