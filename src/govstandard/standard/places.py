"""Where things stand in a standard, as the rules that hold it go through them."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from graphlib import CycleError, TopologicalSorter

from govstandard.base.problems import Path, Problem, nearest
from govstandard.base.words import Words, words
from govstandard.standard.origins import Citation
from govstandard.standard.tree import Indicator, Standard

Rule = Callable[[Standard], Iterator[Problem]]
"""Finds the places of a standard that break a rule."""


def items_of(standard: Standard) -> Iterator[tuple[Indicator, Path]]:
    """Give every indicator with its place, the retired ones too."""
    for node, _, _, path in standard.walk():
        if isinstance(node, Indicator):
            yield node, path


def citations_of(standard: Standard) -> Iterator[tuple[Citation, Path]]:
    """Give every citation with its place."""
    for item, path in items_of(standard):
        for position, citation in enumerate(item.basis.subject if item.basis else ()):
            yield citation, (*path, "basis", "subject", position)


def unlisted(
    code: str, kind: Words, name: str, known: Sequence[str], path: Path
) -> Iterator[Problem]:
    """Find out whether a name is not among those that are known; suggest the nearest."""
    if name not in known:
        what = words("没有{kind} “{id}”", "no {kind} '{id}'", kind=kind, id=name)
        yield Problem(code=code, what=what, hint=nearest(name, known), path=path)


def circles(arrows: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, ...]]:
    """Give the ids along each circle, one after the other, each pointing to the next."""
    left = {start: list(ends) for start, ends in arrows.items()}
    while circle := _circle(left):
        yield circle
        start, end = circle[:2]
        left[start].remove(
            end
        )  # opens this circle, so that the next is found in the same run


def _circle(arrows: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    try:
        TopologicalSorter(arrows).prepare()
    except CycleError as error:
        return tuple(reversed(error.args[1]))
    return ()
