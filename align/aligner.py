"""Two documents in, an alignment out: the one way in.

On a bird's-eye level: every sentence is encoded once (:mod:`.side`); a rough path is found
from afar (:mod:`.coarse`); along it the pair's own measures are taken (:mod:`.scale`); inside
a corridor around it every possible bead is scored from the evidence (:mod:`.evidence`,
:mod:`.weights`); and the lattice of scores yields the beads and their probabilities
(:mod:`.search`). If the beads come near the corridor's border, it is widened and searched
again, so that the border never decides. Asked to, it learns words from the beads it is sure of
and searches once more (:mod:`.relearn`). What is left alone on both sides may have been moved,
and is joined in the end (:mod:`.moved`).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np

from ..corpus.model import Alignment, Bead, Document
from ..corpus.text.script import language_name, primary
from .anchors import bent, bounds, check, constrained, settled
from .block import Matter, matter_of
from .boundaries import boundaries
from .coarse import rough_path
from .corridor import Corridor, Path, around, clearance, common, widened
from .encode import EmbeddedEncoder
from .habits import bonus
from .memory import give_back
from .moved import MovedBlock, moved_blocks, rejoined
from .options import DEFAULTS, Options
from .relearn import lessons
from .report import RELATED, expected_coverage
from .scale import scale_of
from .search import Lattice, decode, expected, posteriors
from .side import Side, side_of
from .threads import one_thread
from .weights import Weights, load_weights, score

_REACH = 6
"""How far the corridor first reaches from the rough path, in sentences."""
_WIDEST = 320
_LONG = 60_000
"""Sentences of both sides that make a text long."""
_CLEARANCE = 3
"""Sentences the path must keep from the corridor's border."""


@dataclass(frozen=True, slots=True)
class Found:
    """An alignment's beads and everything they were found with.

    ``beads`` are those of the search, in order; ``blocks`` are what was moved. ``chances`` are
    the probabilities after the translator's habits were taken into account, ``evidence`` the
    scores before, if they were kept.
    """

    beads: tuple[Bead, ...]
    matter: Matter
    corridor: Corridor
    evidence: Lattice | None
    chances: Lattice
    weights: Weights
    blocks: tuple[MovedBlock, ...] = ()

    @property
    def scores(self) -> Lattice:
        """The scores of the evidence. ValueError if they were not kept."""
        if self.evidence is None:
            raise ValueError("the scores were not kept; find() keeps them")
        return self.evidence

    @property
    def joined(self) -> tuple[Bead, ...]:
        """The beads to hand out: those of the search and those of moved text."""
        return rejoined(self.beads, self.blocks, self.chances)


def align(source: Document, target: Document, options: Options = DEFAULTS) -> Alignment:
    """The beads that pair two documents, each with its probability.

    The beads cover every sentence of both sides once, in the order of the source; moved text
    (:mod:`.moved`) may cross that of the target. Texts that hardly look like translations of
    each other are aligned all the same, with a warning in the result. Raises UsageError for
    anchors that cannot all hold in these texts.
    """
    if not len(source) or not len(target):
        check(options.anchors, len(source), len(target), options.max_bead)
        return Alignment(
            source, target, _one_sided(source, target), _language_warnings(source, target)
        )
    return to_alignment(source, target, _found(source, target, options, keep=False))


def find(source: Document, target: Document, options: Options = DEFAULTS) -> Found:
    """The beads of two documents of at least a sentence each, and how they were found.

    Raises UsageError for anchors that cannot all hold in these texts.
    """
    return _found(source, target, options, keep=True)


def _found(source: Document, target: Document, options: Options, keep: bool) -> Found:
    """See :func:`find`. The scores take as much room as the probabilities, and are kept if
    asked for."""
    check(options.anchors, len(source), len(target), options.max_bead)
    encoder = options.encoder or EmbeddedEncoder()
    limits = bounds(options.anchors, len(source), len(target))
    with one_thread():
        source_side = side_of(source, encoder)
        weights = load_weights(words=source_side.runs.words is not None)
        target_side = side_of(target, encoder, source_side)
        path = rough_path(source_side.runs, target_side.runs, limits)
        path = bent(path, options.anchors, limits)
        found = find_along(source_side, target_side, path, limits, weights, options, keep)
        if options.second_pass:
            found = _found_again(found, options, keep)
        if not options.moved:
            return found
        # Sentences of anchors are not among those that moved.
        free = replace(options, anchors=())

        def scored(matter: Matter, corridor: Corridor) -> Lattice:
            return _scores(matter, corridor, weights, free)

        blocks = moved_blocks(found.matter, found.beads, found.chances, scored, options.anchors)
        return replace(found, blocks=blocks)


def find_along(
    source: Side,
    target: Side,
    path: Path,
    limits: Corridor,
    weights: Weights,
    options: Options,
    keep: bool = True,
) -> Found:
    """The beads from a rough path on; it and they keep within the limits."""
    matter = matter_of(source, target, scale_of(source, target, path), options.terms)
    if _is_long(matter):
        matter.forget()
        give_back()
    reach = _REACH
    corridor = around(path, len(target), reach)
    while True:
        found = _search(matter, common(corridor, limits), weights, options, keep)
        path = _path_of(found.beads, len(source))
        tight = clearance(path, corridor) < _CLEARANCE
        if reach >= _WIDEST or not tight.any():
            return found
        del found  # its lattices need not be kept while wider ones are made
        reach *= 2
        corridor = widened(corridor, path, tight, reach)


def _search(
    matter: Matter, corridor: Corridor, weights: Weights, options: Options, keep: bool
) -> Found:
    """The beads inside a corridor."""
    scores = _scores(matter, corridor, weights, options)
    matter.forget()
    if _is_long(matter):
        give_back()
    chances, _ = posteriors(scores, bonus(expected(scores)), None if keep else scores)
    beads = settled((Bead(*bead) for bead in decode(chances)), options.anchors)
    return Found(beads, matter, corridor, scores if keep else None, chances, weights)


def _is_long(matter: Matter) -> bool:
    """Whether room is dearer than a little time."""
    return len(matter.source) + len(matter.target) >= _LONG


def _scores(matter: Matter, corridor: Corridor, weights: Weights, options: Options) -> Lattice:
    """What the evidence says of the beads inside a corridor that the options allow."""
    return constrained(score(matter, corridor, weights), options.anchors, options.max_bead)


def _found_again(first: Found, options: Options, keep: bool) -> Found:
    """The beads of a second pass inside the same corridor, or the first's if it is no better."""

    def again(matter: Matter) -> Lattice:
        return _search(matter, first.corridor, first.weights, options, keep=False).chances

    terms = lessons(first.matter, first.beads, first.chances, again)
    if not terms:
        return first
    matter = replace(first.matter, terms=first.matter.terms + terms)
    return _search(matter, first.corridor, first.weights, options, keep)


def to_alignment(source: Document, target: Document, found: Found) -> Alignment:
    """The alignment to hand out, with what the reader should be warned of."""
    beads = found.joined
    warnings = (*_language_warnings(source, target), *_unrelated_warnings(beads))
    certainty = boundaries(beads, found.chances)
    return Alignment(source, target, beads, warnings, certainty)


def _path_of(beads: Iterable[Bead], sources: int) -> Path:
    """The rough path that a row of beads stands for."""
    path = np.zeros(sources + 1, dtype=np.int64)
    for bead in beads:
        # Inside a bead of several source sentences there is no node; its end will do.
        path[bead.source.start + 1 : bead.source.stop + 1] = bead.target.stop
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
    """A warning if so few sentences find a counterpart that the texts hardly belong together."""
    share = expected_coverage(beads)
    if share >= RELATED:
        return ()
    return (
        "the two texts hardly look like translations of each other: only about "
        f"{share:.0%} of their sentences seem to have a counterpart",
    )
