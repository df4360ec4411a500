"""Beads that must hold: what a person has settled, and the rest is aligned around.

On a bird's-eye level: the sentences of an anchor are taken out of every other bead, so that all
paths left lead through it (:func:`constrained`). Where the anchor lies far from where the texts
seem to run, the search would never come there: so no path, rough or fine, is looked for outside
the rectangles between one anchor and the next (:func:`bounds`), and where sentences are
anchored to be left alone the rough path gets out of their way (:func:`bent`).

An anchor is a bead of one of the shapes the search knows; one with an empty side says that its
sentence has no counterpart, wherever the gap is. :func:`first_fault` tells what is wrong with
a list of anchors, :func:`read_anchors` reads one from a file of beads.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path as FilePath

import numpy as np

from ..corpus.errors import InputError, UsageError
from ..corpus.formats import read_text
from ..corpus.formats.beads import Indexes, numbered_beads, shown
from ..corpus.model import Bead
from .corridor import Corridor, Numbers, Path, between
from .options import LARGEST
from .search import DOWN, IMPOSSIBLE, SHAPES, SKIP_SOURCE, SKIP_TARGET, Lattice

_MOST = max(a + b for a, b in SHAPES)
"""The most sentences a bead holds, both sides together."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with an anchor: its place in the list, the problem, and what to do."""

    place: int
    problem: str
    remedy: str


def read_anchors(
    path: FilePath, sources: int, targets: int, max_bead: int, encoding: str | None = None
) -> tuple[Bead, ...]:
    """The anchors that a file of beads names, for texts of so many sentences.

    Raises InputError, with the line, for a bead that cannot be an anchor of these texts.
    """
    name = str(path)
    lines, anchors = [], []
    for line, source, target in numbered_beads(read_text(path, encoding), name):
        if not (_in_a_row(source) and _in_a_row(target)):
            raise InputError(
                f"the sentences of {shown(source, target)} do not follow one another",
                file=name,
                place=f"line {line}",
                remedy="an anchor holds a run of sentences on each side, in order",
            )
        lines.append(line)
        anchors.append(Bead(_range(source), _range(target)))
    fault = first_fault(anchors, sources, targets, max_bead)
    if fault is not None:
        place = f"line {lines[fault.place]}"
        raise InputError(fault.problem, file=name, place=place, remedy=fault.remedy)
    return tuple(anchors)


def check(anchors: Sequence[Bead], sources: int, targets: int, max_bead: int) -> None:
    """Raise UsageError for beads that cannot all be anchors of texts of so many sentences."""
    fault = first_fault(anchors, sources, targets, max_bead)
    if fault is not None:
        place = f"anchor {fault.place + 1}"
        raise UsageError(fault.problem, place=place, remedy=fault.remedy)


def first_fault(anchors: Sequence[Bead], sources: int, targets: int, max_bead: int) -> Fault | None:
    """The first thing wrong with these anchors; None if they can hold all together."""
    owners: tuple[dict[int, int], dict[int, int]] = {}, {}
    for place, anchor in enumerate(anchors):
        fault = _unfit(place, anchor, sources, targets, max_bead)
        if fault is not None:
            return fault
        for side, run, owner in zip(
            ("source", "target"), (anchor.source, anchor.target), owners, strict=True
        ):
            for sentence in run:
                other = owner.setdefault(sentence, place)
                if other != place:
                    return Fault(
                        place,
                        f"{side} sentence {sentence} stands in another anchor too,"
                        f" {_shown(anchors[other])}",
                        "keep one of the two",
                    )
    return _crossing(anchors)


def _unfit(place: int, anchor: Bead, sources: int, targets: int, max_bead: int) -> Fault | None:
    """What keeps a bead, by itself, from being an anchor."""
    a, b = len(anchor.source), len(anchor.target)
    bead = _shown(anchor)
    if not a and not b:
        return Fault(place, "an anchor without any sentence", "leave it out")
    for side, run, count in (
        ("source", anchor.source, sources),
        ("target", anchor.target, targets),
    ):
        if run and not 0 <= run.start < run.stop <= count:
            have = f"are numbered 0 to {count - 1}" if count else "are none at all"
            return Fault(
                place,
                f"{bead} lies outside the text: the sentences of the {side} {have}",
                "the numbers must be those of these two texts, read in the same way",
            )
    if not (a and b):
        if a + b > 1:
            return Fault(
                place,
                f"{bead} leaves {a + b} sentences alone at once",
                "give each a line of its own, as in [5]:[] and [6]:[]",
            )
    elif max(a, b) > max_bead or a + b > _MOST:
        limits = f"at most {max_bead} sentences on a side"
        if 2 * max_bead > _MOST:
            limits += f" and {_MOST} on both together"
        remedy = "make smaller beads of it"
        if max_bead < LARGEST and max(a, b) <= LARGEST and a + b <= _MOST:
            remedy += ", or allow larger ones with --max-bead"
        return Fault(place, f"{bead} is too large: a bead has {limits}", remedy)
    return None


def _crossing(anchors: Sequence[Bead]) -> Fault | None:
    """The first anchor that crosses another: before it on one side, after it on the other."""
    paired = [place for place, anchor in enumerate(anchors) if not anchor.is_null]
    furthest: int | None = None
    for place in sorted(paired, key=lambda place: anchors[place].source.start):
        if furthest is not None and anchors[place].target.start < anchors[furthest].target.start:
            first, second = sorted((place, furthest))
            return Fault(
                second,
                f"{_shown(anchors[second])} crosses another anchor, {_shown(anchors[first])}",
                "an alignment runs forward in both texts: keep one of the two",
            )
        furthest = place
    return None


def _shown(anchor: Bead) -> str:
    return shown(anchor.source, anchor.target)


def _in_a_row(indexes: Indexes) -> bool:
    return not indexes or indexes == tuple(range(indexes[0], indexes[0] + len(indexes)))


def _range(indexes: Indexes) -> range:
    return range(indexes[0], indexes[-1] + 1) if indexes else range(0, 0)


# --- what they mean for the search ------------------------------------------------------------


def bounds(anchors: Iterable[Bead], sources: int, targets: int) -> Corridor:
    """The nodes a path may visit: the rectangles between one anchor and the next.

    The rectangle of each anchor is left in too, so that a path can be walked in single steps.
    """
    low = np.zeros(sources + 1, dtype=np.int64)
    high = np.full(sources + 1, targets, dtype=np.int64)
    paired = (anchor for anchor in anchors if not anchor.is_null)
    for anchor in sorted(paired, key=lambda anchor: anchor.source.start):
        rows, columns = anchor.source, anchor.target
        low[rows.start + 1 : rows.stop + 1] = columns.start
        low[rows.stop + 1 :] = columns.stop
        upto = high[: rows.stop]
        np.minimum(upto, columns.stop, out=upto)
        upto = high[: rows.start + 1]
        np.minimum(upto, columns.start, out=upto)
    return between(low, high)


def bent(path: Path, anchors: Sequence[Bead], limits: Corridor) -> Path:
    """The path led through the anchors, given their :func:`bounds`.

    Where source sentences are to be left alone it goes straight on; where target sentences are,
    it waits before them. Sources go first, as they do in every path (:mod:`.search`).
    """
    path = np.clip(path, limits.low, limits.high)
    for anchor in anchors:
        if not anchor.is_null:
            path[anchor.source.start + 1 : anchor.source.stop + 1] = anchor.target.stop
    for run in _runs(i for anchor in anchors if not anchor.target for i in anchor.source):
        path[run.start + 1 : run.stop + 1] = path[run.start]
    for run in _runs(j for anchor in anchors if not anchor.source for j in anchor.target):
        path[(path > run.start) & (path <= run.stop)] = run.start
    return path


def _runs(sentences: Iterable[int]) -> Iterator[range]:
    """Sentences that follow one another, as ranges."""
    numbered = enumerate(sorted(sentences))
    for _, group in groupby(numbered, key=lambda pair: pair[1] - pair[0]):
        run = [sentence for _, sentence in group]
        yield range(run[0], run[-1] + 1)


def constrained(scores: Lattice, anchors: Sequence[Bead], max_bead: int) -> Lattice:
    """The scores, with every bead made impossible that contradicts an anchor or is too large.

    A sentence of an anchor is in no bead but that one; one anchored to be left alone may still
    be held against any gap of the other side.
    """
    if not anchors and max_bead >= LARGEST:
        return scores
    corridor = scores.corridor
    row, column = corridor.nodes(0, corridor.sources + 1)
    paired = [anchor for anchor in anchors if not anchor.is_null]
    sources = _held((anchor.source for anchor in anchors), corridor.sources)
    targets = _held((anchor.target for anchor in anchors), corridor.targets)
    answered = _held((anchor.source for anchor in paired), corridor.sources)
    answering = _held((anchor.target for anchor in paired), corridor.targets)
    down = scores.down.copy()
    for number, (a, b) in enumerate(DOWN):
        if (a, b) == SKIP_SOURCE:
            barred = _touches(answered, row, a)
        elif max(a, b) > max_bead:
            barred = np.ones(corridor.size, dtype=bool)
        else:
            barred = _touches(sources, row, a) | _touches(targets, column, b)
        down[number, barred] = IMPOSSIBLE
    for anchor in paired:
        shape = DOWN.index((len(anchor.source), len(anchor.target)))
        node = corridor.number(anchor.source.stop, anchor.target.stop)
        assert node is not None  # the path leads through it
        down[shape, node] = scores.down[shape, node]
    across = np.where(_touches(answering, column, SKIP_TARGET[1]), IMPOSSIBLE, scores.across)
    return Lattice(corridor, down, across, scores.opening)


def _held(runs: Iterable[range], count: int) -> Numbers:
    """Running total of the sentences that are in one of the runs."""
    held = np.zeros(count + 1, dtype=np.int64)
    for run in runs:
        held[run.start + 1 : run.stop + 1] = 1
    return held.cumsum()


def _touches(
    held: Numbers, end: Numbers, length: int
) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Whether the ``length`` sentences before each ``end`` include one that is held."""
    touches: np.ndarray[tuple[int], np.dtype[np.bool_]] = (
        held[end] > held[np.maximum(end - length, 0)]
    )
    return touches


def settled(beads: Iterable[Bead], anchors: Iterable[Bead]) -> tuple[Bead, ...]:
    """The beads, with those that are anchors certain: nothing else was possible."""
    anchored = {(anchor.source, anchor.target) for anchor in anchors}
    return tuple(
        replace(bead, probability=1.0) if (bead.source, bead.target) in anchored else bead
        for bead in beads
    )
