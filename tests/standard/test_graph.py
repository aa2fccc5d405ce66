"""Bodies and prerequisites as graphs."""

import govstandard as gs
from govstandard.standard.graph import (
    bodies_graph,
    core,
    foundations,
    needs_graph,
    spokes,
)
from govstandard.standard.tree import Standard

JINDI = gs.load("jindi")


def related(tiny: Standard, *pairs: tuple[str, str]) -> Standard:
    """Give the tiny standard relations, each of the first body leading the second."""
    data = tiny.model_dump(mode="json", by_alias=True)
    data["relations"] = [
        {"from": one, "to": other, "kind": "leads"} for one, other in pairs
    ]
    return Standard.model_validate(data)


def test_the_core_is_the_body_with_the_most_relations(tiny: Standard) -> None:
    assert core(JINDI) == "party-committee"
    assert core(related(tiny, ("a", "b"), ("b", "c"))) == "b"
    assert core(tiny) == ""


def test_every_relation_is_an_edge_with_its_kind() -> None:
    edges = [
        (source, target, kinds["kind"])
        for source, target, kinds in bodies_graph(JINDI).edges(data=True)
    ]
    assert sorted(edges) == sorted(
        (relation.source, relation.target, relation.kind)
        for relation in JINDI.relations
    )


def test_bodies_stand_on_the_ring_of_their_distance_from_the_core(
    tiny: Standard,
) -> None:
    places = spokes(
        related(tiny, ("a", "b"), ("a", "c"), ("a", "d"), ("d", "e"), ("x", "y"))
    )
    assert {body: int(ring) for body, (_, ring) in places.items()} == {
        "a": 0,
        "b": 1,
        "c": 1,
        "d": 1,
        "e": 2,
    } | {
        "x": 3,
        "y": 3,
    }
    assert len(set(places.values())) == len(places)
    assert all(0 <= turn < 1 for turn, _ in places.values())
    assert spokes(tiny) == {}


def test_foundations_are_counted_through_others(tiny: Standard) -> None:
    data = tiny.model_dump(mode="json", by_alias=True)
    data["groups"][0]["items"][0]["needs"] = ["A.2"]
    data["groups"][0]["items"][1]["needs"] = ["B.1"]
    standard = Standard.model_validate(data)
    assert foundations(standard) == (("B.1", 2), ("A.2", 1))
    assert foundations(standard, most=1) == (("B.1", 2),)
    assert set(needs_graph(standard).edges) == {("A.1", "A.2"), ("A.2", "B.1")}
    assert foundations(tiny) == ()
