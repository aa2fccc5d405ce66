"""Which texts say the same in nearly the same words, found without comparing each with every other."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import chain


def pairs_in(text: str) -> set[str]:
    """Return the pairs of neighbouring characters (Jaccard similarity is measured on them)."""
    return {text[place : place + 2] for place in range(len(text) - 1)}


def alike(texts: Sequence[set[str]], least: float) -> list[tuple[int, int, float]]:
    """Give the places of every two texts that have at least a share of their pairs in common, with that share.

    Few texts have to be compared. Two that are alike share `least` of the pairs of each, or more. Put the pairs of
    a text in order, the rarest first: so many shared ones leave room for few before the first of them, and it stands
    near the front in both. Only texts that have a pair in common there can be alike.
    """
    frequency = Counter(chain.from_iterable(texts))
    holders: defaultdict[str, list[int]] = defaultdict(list)
    found = []
    for after, pairs in enumerate(texts):
        by_rarity = sorted(pairs, key=lambda pair: (frequency[pair], pair))
        front = by_rarity[: len(pairs) - int(least * len(pairs)) + 1]
        candidates = set(chain.from_iterable(holders[pair] for pair in front))
        for before in candidates:
            share = len(pairs & texts[before]) / len(pairs | texts[before])
            if share >= least:
                found.append((before, after, share))
        for pair in front:
            holders[pair].append(after)
    return sorted(found)
