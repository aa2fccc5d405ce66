"""A standard's bodies and prerequisites as networkx graphs, and what is read from them."""

from typing import TYPE_CHECKING

from govstandard.standard.tree import Standard

if TYPE_CHECKING:
    import networkx as nx


def bodies_graph(standard: Standard) -> "nx.MultiDiGraph[str]":
    """Return the bodies that have relations, as nodes, and their relations as edges with a ``kind``."""
    import networkx as nx  # noqa: PLC0415 - heavy

    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for relation in standard.relations:
        graph.add_edge(relation.source, relation.target, kind=relation.kind)
    return graph


def needs_graph(standard: Standard) -> "nx.DiGraph[str]":
    """Return the indicators in force as nodes, with an edge from each to every one that it needs."""
    import networkx as nx  # noqa: PLC0415 - heavy

    graph: nx.DiGraph[str] = nx.DiGraph()
    for item in standard.indicators:
        graph.add_node(item.id)
        graph.add_edges_from((item.id, needed) for needed in item.needs)
    return graph


def core(standard: Standard) -> str:
    """Return the body with the most relations: the one core of 一核多元; empty where there are no relations."""
    graph = bodies_graph(standard)
    return max(
        graph,
        key=lambda body: (graph.degree(body), -list(graph).index(body)),
        default="",
    )


def spokes(standard: Standard) -> dict[str, tuple[float, float]]:
    """Place the bodies that have relations around their core: turn (0 to 1) and ring (0 is the core).

    Each body stands on the ring of its distance from the core (every second one a little further out, for room),
    in the sector of the body through which it is reached, so that most relations do not cross. Bodies without a
    way to the core stand on a ring of their own.
    """
    import networkx as nx  # noqa: PLC0415 - heavy

    if not standard.relations:
        return {}
    graph: nx.Graph[str] = nx.Graph(bodies_graph(standard))
    middle = core(standard)
    tree = nx.bfs_tree(graph, middle)
    places = _sectors(tree, middle)
    rings = [ring for _, ring in places.values()]
    outer = int(max(rings)) + 1.0
    apart = [body for body in graph if body not in places]
    for number, body in enumerate(apart):
        places[body] = (number / len(apart), outer)
    return places


def _sectors(tree: "nx.DiGraph[str]", middle: str) -> dict[str, tuple[float, float]]:
    """Place each body of the tree in its sector of the circle, on the ring of its distance from the middle."""
    rooms = _rooms(tree, middle)
    places = {middle: (0.0, 0.0)}
    waiting = [(middle, 0.0, 1.0, 1)]
    for body, start, end, ring in waiting:
        ranked = sorted(tree.successors(body), key=lambda child: -rooms[child])
        ordered = (
            ranked[0::2] + ranked[1::2]
        )  # so that the two that need most stand opposite
        whole = sum(rooms[child] for child in ordered)
        at = start
        for number, child in enumerate(ordered):
            width = (end - start) * rooms[child] / whole
            places[child] = (at + width / 2, ring + 0.25 * (number % 2))
            waiting.append((child, at, at + width, ring + 1))
            at += width
    return places


def _rooms(tree: "nx.DiGraph[str]", middle: str) -> dict[str, float]:
    """Return how much of the circle each body and those behind it need; further out there is more of it."""
    import networkx as nx  # noqa: PLC0415 - heavy

    rings = nx.single_source_shortest_path_length(tree, middle)
    rooms: dict[str, float] = {}
    for body in reversed(list(rings)):  # the outermost first
        behind = sum(rooms[child] for child in tree.successors(body))
        rooms[body] = max(1 / max(1, rings[body]), behind)
    return rooms


def foundations(standard: Standard, most: int = 10) -> tuple[tuple[str, int], ...]:
    """Return the indicators on which most others rest, directly or through others, with how many; most first."""
    import networkx as nx  # noqa: PLC0415 - heavy

    graph = needs_graph(standard)
    counts = {item: len(nx.ancestors(graph, item)) for item in graph}
    carrying = [(item, count) for item, count in counts.items() if count]
    ranked = sorted(carrying, key=lambda found: (-found[1], found[0]))
    return tuple(ranked[:most])
