"""The runner-up: the best way that leads through the bead that came second."""

from __future__ import annotations

from collections.abc import Sequence

from ...corpus.model import Bead, Document
from ..aligner import Found
from ..search import DOWN, IMPOSSIBLE, SKIP_SOURCE, SKIP_TARGET, Lattice, Shape
from .edges import Edge, edge_of, opening, value_of
from .groups import HABITS, RUN
from .ledger import Ledger
from .model import Contribution, Rival, step_of

_SLACK = 2
"""Beads before and after the runner-up that may change with it."""
_LARGEST = 6000
"""Nodes among which a way is looked for, at most."""


def runner_up(
    found: Found,
    source: Document,
    target: Document,
    number: int,
    ledger: Ledger,
    rival: tuple[Edge, float],
) -> Rival:
    edge, chance = rival
    bead = Bead(*edge.ranges, chance)
    margin = found.beads[number - 1].probability - chance
    ways = _ways(found, number - 1, edge)
    if ways is None:
        return Rival(bead, margin, (), (), (), None)
    chosen, instead = ways
    mine, theirs = _nats(found, chosen, chosen, ledger), _nats(found, instead, chosen, ledger)
    nats = {name: mine.get(name, 0.0) - theirs.get(name, 0.0) for name in {**mine, **theirs}}
    differences = [
        Contribution(name, float(value)) for name, value in nats.items() if abs(value) >= 0.005
    ]
    steps = [
        tuple(
            step_of(source, target, Bead(*step.ranges, min(1.0, value_of(found.chances, step))))
            for step in way
        )
        for way in (chosen, instead)
    ]
    return Rival(
        bead,
        margin,
        steps[0],
        steps[1],
        tuple(sorted(differences, key=lambda one: -abs(one.nats))),
        float(sum(nats.values())),
    )


def _nats(
    found: Found, way: Sequence[Edge], chosen: Sequence[Edge], ledger: Ledger
) -> dict[str, float]:
    """What each group contributes to a way that takes the place of the beads chosen.

    Whether a run begins depends on the bead before, so the two around the way are looked at too.
    """
    edges = [edge_of(bead) for bead in found.beads]
    first = edges.index(chosen[0])
    last = first + len(chosen)
    habits = dict(zip((*DOWN, SKIP_TARGET), ledger.habits().tolist(), strict=False))
    opened = dict(zip((SKIP_SOURCE, SKIP_TARGET), ledger.habits()[-2:].tolist(), strict=True))
    nats = {RUN: 0.0, HABITS: 0.0}
    for step in way:
        nats[HABITS] += habits[step.shape]
        for name, value in ledger.nats(step).items():
            nats[name] = nats.get(name, 0.0) + value
    before = edges[first - 1] if first else None
    for step in (*way, *edges[last : last + 1]):
        if step.begins_run(before):
            nats[RUN] += opening(found.scores, step)
            nats[HABITS] += opened[step.shape]
        before = step
    return nats


def _ways(found: Found, at: int, rival: Edge) -> tuple[list[Edge], list[Edge]] | None:
    """The beads that were chosen around a rival, and the best ones that lead through it.

    Both ways begin at one node and end at one; None if those lie too far apart.
    """
    edges = [edge_of(found.beads[at])]
    first = last = at
    while first and not (edges[0].i <= rival.i and edges[0].j <= rival.j):
        first -= 1
        edges.insert(0, edge_of(found.beads[first]))
    end = len(found.beads) - 1
    while last < end and not (edges[-1].k >= rival.k and edges[-1].m >= rival.m):
        last += 1
        edges.append(edge_of(found.beads[last]))
    before = [edge_of(bead) for bead in found.beads[max(0, first - _SLACK) : first]]
    after = [edge_of(bead) for bead in found.beads[last + 1 : last + 1 + _SLACK]]
    chosen = [*before, *edges, *after]
    head = _best_way(found.scores, (chosen[0].i, chosen[0].j), (rival.i, rival.j))
    tail = _best_way(found.scores, (rival.k, rival.m), (chosen[-1].k, chosen[-1].m))
    if head is None or tail is None:
        return None
    instead = [*head, rival, *tail]
    while chosen and instead and chosen[0] == instead[0]:
        del chosen[0], instead[0]
    while chosen and instead and chosen[-1] == instead[-1]:
        del chosen[-1], instead[-1]
    return chosen, instead


def _best_way(scores: Lattice, start: tuple[int, int], end: tuple[int, int]) -> list[Edge] | None:
    """The edges with the highest summed score between two nodes; None if there are none."""
    corridor = scores.corridor
    if (end[0] - start[0] + 1) * (end[1] - start[1] + 1) > _LARGEST:
        return None
    # By node, and by the null bead that led there, if one did: it decides what a run costs.
    best: dict[tuple[int, int], dict[Shape | None, tuple[float, tuple[Edge, ...]]]] = {
        start: {None: (0.0, ())}
    }
    for i in range(start[0], end[0] + 1):
        for j in range(start[1], end[1] + 1):
            node = corridor.number(i, j)
            if node is None or (i, j) == start:
                continue
            arriving = [(shape, float(scores.down[n, node])) for n, shape in enumerate(DOWN)]
            arriving.append((SKIP_TARGET, float(scores.across[node])))
            ways: dict[Shape | None, tuple[float, tuple[Edge, ...]]] = {}
            for shape, score in arriving:
                edge = Edge(i - shape[0], j - shape[1], i, j)
                last = shape if 0 in shape else None
                for before, (worth, way) in best.get((edge.i, edge.j), {}).items():
                    if score <= IMPOSSIBLE / 2 or (before, last) == (SKIP_TARGET, SKIP_SOURCE):
                        continue
                    worth += score
                    if last not in (None, before):
                        worth += opening(scores, edge)
                    if last not in ways or worth > ways[last][0]:
                        ways[last] = worth, (*way, edge)
            if ways:
                best[i, j] = ways
    if end not in best:
        return None
    return list(max(best[end].values(), key=lambda found: found[0])[1])
