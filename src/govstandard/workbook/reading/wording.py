"""A problem of an assessment, told to somebody who has columns and cells but no file of text."""

from govstandard.base.problems import Problem
from govstandard.base.words import Atom, Fact, Key, Words, words
from govstandard.workbook import form
from govstandard.workbook.columns import Layout

_LONGEST = 1e16
"""From here on a number is written with an exponent."""


def worded(problem: Problem, layout: Layout) -> Problem:
    """Speak of columns by their headings, and of keys and numbers as a workbook shows them."""
    heading = form.heading(problem.path, layout)
    what = _reworded(problem.what, heading)
    hint = problem.hint and _reworded(problem.hint, heading)
    return problem.model_copy(update={"what": what, "hint": hint})


def _reworded(sentence: Words, heading: Words | None) -> Words:
    """Swap the facts of a sentence; its ``field`` becomes the heading."""
    facts = {name: _as_seen(fact) for name, fact in sentence.facts.items()}
    if heading and "field" in facts:
        facts["field"] = heading
    return sentence.model_copy(update={"facts": facts})


def _as_seen(fact: Fact) -> Fact:
    return (
        tuple(map(_atom_as_seen, fact))
        if isinstance(fact, tuple)
        else _atom_as_seen(fact)
    )


def _atom_as_seen(fact: Atom) -> Atom:
    match fact:
        case Key(key=key, title=title):
            return words(title, key)
        case Words():
            return _reworded(fact, None)
        case float() if fact.is_integer() and abs(fact) < _LONGEST:
            return int(fact)
    return fact
