"""Two documents in, an alignment out: the one way in.

On a bird's-eye level: every sentence is encoded once (:mod:`.side`); a rough path is found
from afar (:mod:`.coarse`); along it the pair's own measures are taken (:mod:`.scale`); inside
a corridor around it every possible bead is scored from the evidence (:mod:`.evidence`,
:mod:`.weights`); and the lattice of scores yields the beads and their probabilities
(:mod:`.search`). If the beads come near the corridor's border, it is widened and searched
again, so that the border never decides.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from ..corpus.model import Alignment, Bead, Document
from ..corpus.text.script import language_name, primary
from .block import matter_of
from .coarse import rough_path
from .corridor import Path, around, clearance
from .encode import EmbeddedEncoder, Encoder
from .habits import adjusted
from .scale import scale_of
from .search import decode, posteriors
from .side import Side, side_of
from .weights import Weights, load_weights, score

_REACH = 10
"""How far the corridor first reaches from the rough path, in sentences."""
_WIDEST = 320
_CLEARANCE = 3
"""Sentences the path must keep from the corridor's border."""


def align(source: Document, target: Document, encoder: Encoder | None = None) -> Alignment:
    """The beads that pair two documents, each with its probability.

    The beads cover every sentence of both sides once and in order. ``encoder`` is the
    embedded one unless another is given. Texts that hardly look like translations of each
    other are aligned all the same, with a warning in the result.
    """
    if not len(source) or not len(target):
        return Alignment(
            source, target, _one_sided(source, target), _language_warnings(source, target)
        )
    encoder = encoder or EmbeddedEncoder()
    source_side, target_side = side_of(source, encoder), side_of(target, encoder)
    path = rough_path(source_side.runs, target_side.runs, len(source), len(target))
    beads = align_sides(source_side, target_side, path, load_weights())
    warnings = (*_language_warnings(source, target), *_unrelated_warnings(beads))
    return Alignment(source, target, beads, warnings)


def align_sides(source: Side, target: Side, path: Path, weights: Weights) -> tuple[Bead, ...]:
    """The beads of two documents of at least a sentence each, from a rough path on."""
    matter = matter_of(source, target, scale_of(source, target, path))
    reach = _REACH
    while True:
        corridor = around(path, len(target), reach)
        scores = score(matter, corridor, weights)
        first_look, _ = posteriors(scores)
        chances, _ = posteriors(adjusted(scores, first_look))
        found = decode(chances)
        path = _path_of(found, len(source))
        if reach >= _WIDEST or clearance(path, corridor) >= _CLEARANCE:
            return tuple(Bead(*bead) for bead in found)
        reach *= 2


def _path_of(beads: Iterable[tuple[range, range, float]], sources: int) -> Path:
    """The rough path that a row of beads stands for."""
    path = np.zeros(sources + 1, dtype=np.int64)
    for source, target, _ in beads:
        # Inside a bead of several source sentences there is no node; its end will do.
        path[source.start + 1 : source.stop + 1] = target.stop
    return path


def _one_sided(source: Document, target: Document) -> tuple[Bead, ...]:
    nothing = range(0, 0)
    return (
        *(Bead(range(i, i + 1), nothing) for i in range(len(source))),
        *(Bead(nothing, range(j, j + 1)) for j in range(len(target))),
    )


def _language_warnings(source: Document, target: Document) -> tuple[str, ...]:
    if primary(source.language) != primary(target.language):
        return ()
    name = language_name(source.language)
    return (f"both texts look like {name}; if that is not so, say which languages they are in",)


def _unrelated_warnings(beads: tuple[Bead, ...]) -> tuple[str, ...]:
    return ()
