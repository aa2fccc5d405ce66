"""What all tests share: random draws, which tests are slow, and a standard of three indicators."""

import os
from collections.abc import Iterator
from inspect import isfunction, unwrap
from pathlib import Path
from types import CodeType

import pytest
from hypothesis import settings

from govstandard.library.loading import read_standard
from govstandard.standard.tree import Standard

TESTS = str(Path(__file__).parent)
STARTERS = {"subprocess", "sync_playwright"}
"""The names by which tests start other programs."""

os.environ.pop(
    "PYTHONDONTWRITEBYTECODE", None
)  # else each command started compiles the house anew

settings.register_profile("laws", deadline=None, max_examples=120, derandomize=True)
settings.register_profile("quick", deadline=None, max_examples=10, derandomize=True)
settings.load_profile("laws")  # unless --hypothesis-profile names another


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests that start other programs as slow; keep those that share a costly fixture together."""
    for item in items:
        if isinstance(item, pytest.Function):
            _mark(item)


def _mark(item: pytest.Function) -> None:
    named = item._fixtureinfo.name2fixturedefs.values()
    fixtures = [fixture for same_named in named for fixture in same_named]
    makers = [item.function, *(fixture.func for fixture in fixtures)]
    if any(STARTERS & names_used(unwrap(maker)) for maker in makers):
        item.add_marker("slow")
    if any(fixture.scope == "module" for fixture in fixtures):
        item.add_marker(pytest.mark.xdist_group(item.path.stem))


def names_used(function: object, seen: frozenset[object] = frozenset()) -> set[str]:
    """Return the names that a function of the tests uses, and those that the functions among them use."""
    if (
        not isfunction(function)
        or function in seen
        or not function.__code__.co_filename.startswith(TESTS)
    ):
        return set()
    names = set(names_in(function.__code__))
    for name in tuple(names):
        names |= names_used(function.__globals__.get(name), seen | {function})
    return names


def names_in(code: CodeType) -> Iterator[str]:
    """Give the names in a function's code and in that of the functions inside it."""
    yield from code.co_names
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from names_in(constant)


TINY = """\
id: tiny
version: 1.0.0
title: {zh: 小标准, en: Tiny standard}
tiers:
  - {id: part, title: {zh: 部分, en: Part}}
  - {id: item, title: {zh: 项, en: Item}}
levels:
  - {id: below, title: {zh: 未达标, en: Below}}
  - {id: met, title: {zh: 达标, en: Met}, requires: {score: 80, baselines: met, coverage: 1}}
vetoes:
  - {id: fraud, title: {zh: 造假, en: Fraud}, fact: 有人造假, cap: below}
adjustments:
  most: 5
  least: -10
  items:
    - {id: honour, title: {zh: 表彰, en: Honour}, points: 4, limit: 2}
    - {id: late, title: {zh: 迟报, en: Late}, points: -6, limit: 2}
groups:
  - id: A
    title: {zh: 甲, en: Alpha}
    items:
      - id: A.1
        title: {zh: 解决率, en: Solved}
        requirement: 应解决九成五。
        measure:
          kind: ratio
          numerator: 已解决
          denominator: 收集
          goalposts: {floor: 0, target: 0.95}
        baseline: true
        not_applicable: 没有收集到问题
      - id: A.2
        title: {zh: 清单, en: List}
        requirement: 应做到四点。
        measure:
          kind: checklist
          points:
            - {id: A.2.1, text: 一}
            - {id: A.2.2, text: 二}
            - {id: A.2.3, text: 三, not_applicable: 没有三}
            - {id: A.2.4, text: 四}
  - id: B
    title: {zh: 乙, en: Beta}
    items:
      - id: B.1
        title: {zh: 次数, en: Times}
        requirement: 应有十二次。
        measure: {kind: count, counted: 次数, unit: 次, goalposts: {floor: 0, target: 12}}
"""


@pytest.fixture(scope="session")
def tiny_text() -> str:
    """The tiny standard's YAML."""
    return TINY


@pytest.fixture(scope="session")
def tiny_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tiny standard in a file of its own."""
    path = tmp_path_factory.mktemp("tiny") / "tiny.yaml"
    path.write_text(TINY, encoding="utf-8")
    return path


@pytest.fixture(scope="session")
def tiny(tiny_file: Path) -> Standard:
    """The tiny standard, loaded."""
    return read_standard(tiny_file)
