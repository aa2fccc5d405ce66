"""A result as other programs read it: the facts, and beside them the sentences that they make."""

from typing import Any

from govstandard.base.frozen import Frozen
from govstandard.scoring.result import Difference, Finding, Result
from govstandard.standard.requirements import Check

BESIDE: dict[type[Frozen], tuple[str, ...]] = {
    Result: ("coverage",),
    Check: ("what", "short"),
    Finding: ("figures", "why"),
    Difference: (
        "own_figures",
        "figures",
        "own_measured",
        "measured",
        "own",
        "reviewed",
    ),
}
"""What of a noun is told beside its fields: sentences, and what the fields make."""
HIDDEN = frozenset({"measure", "recorded", "own_recorded"})
"""Fields that only carry what sentences are made of: the standard has it, or another field."""
_SPOKEN = {"told": True}


def told(data: object, *, sparse: bool = False) -> Any:
    """Turn nouns into what JSON can hold, with their sentences; where it is to be `sparse`, without what is none.

    >>> told(Check(level="met", kind="review", holds=None))["short"]["en"]
    'not reviewed and signed'
    """
    if isinstance(data, tuple):
        return [told(one, sparse=sparse) for one in data]
    if not isinstance(data, Frozen):
        return data
    kind = type(data)
    if not _tells(kind):
        return data.model_dump(
            mode="json", by_alias=True, context=_SPOKEN, exclude_none=sparse
        )
    names = [name for name in kind.model_fields if name not in HIDDEN]
    facts = {name: getattr(data, name) for name in (*names, *BESIDE.get(kind, ()))}
    return {
        name: told(fact, sparse=sparse)
        for name, fact in facts.items()
        if not (sparse and fact is None)
    }


def _tells(kind: type[Frozen]) -> bool:
    """Say whether a noun has more to tell than its fields, or less."""
    return kind in BESIDE or not HIDDEN.isdisjoint(kind.model_fields)
