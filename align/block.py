"""What is known of one stretch of the lattice: the raw material of the features.

On a bird's-eye level: the search goes through the corridor a block of rows at a time. For
each block, the vectors of all runs that its beads could hold are compared at once, which is a
few matrix products; how much of each sentence's words every run answers is found the same
way; and the quantities shared by sentences of the block are summed up so that those of any
bead can be read off. The features (:mod:`duilian.align.evidence`) then only look things up.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from ..corpus.text.terms import TermPair
from .corridor import Corridor
from .coverage import Coverage, coverage
from .links import Links, links_between
from .marks import Totals
from .scale import Scale
from .search import SHAPES
from .side import Side

Floats = npt.NDArray[np.float32]
Numbers = npt.NDArray[np.int64]

_WIDEST = max(max(shape) for shape in SHAPES)
_MARGIN = _WIDEST + 1
"""Sentences around a block that its beads and their neighbours reach into."""


@dataclass(frozen=True, slots=True)
class Matter:
    """The two sides, the scale of the pair, and the quantities they share.

    ``shared`` lists pairs of sentences with a quantity in common: the source sentences in
    order, the target sentences, and the weights. ``terms`` is what the user vouches for,
    and what was learned. ``links`` is what is known of words besides their vectors, None until
    :meth:`linked`: it takes room, and is wanted only while beads are scored.
    """

    source: Side
    target: Side
    scale: Scale
    shared: tuple[Numbers, Numbers, Floats]
    terms: tuple[TermPair, ...] = ()
    links: tuple[Links, Links] | None = None

    def linked(self) -> Matter:
        """The same with links, where the encoder tells words apart."""
        words, others = self.source.runs.words, self.target.runs.words
        if self.links is not None or words is None or others is None:
            return self
        languages = self.source.language, self.target.language
        return replace(self, links=links_between(words, others, languages, self.terms))

    def forget(self) -> None:
        """Make room where that costs little time: see :class:`.runs.Runs`."""
        self.source.runs.forget()
        self.target.runs.forget()

    def part(self, source: range, target: range) -> Matter:
        """What there is of some source and some target sentences, as if there were no others.

        The scale and the weights of shared quantities remain those of the whole pair.
        """
        rows, columns, weights = self.shared
        some = slice(*np.searchsorted(rows, [source.start, source.stop]))
        inside = (columns[some] >= target.start) & (columns[some] < target.stop)
        shared = (
            rows[some][inside] - source.start,
            columns[some][inside] - target.start,
            weights[some][inside],
        )
        mine, theirs = self.source.part(source), self.target.part(target)
        return Matter(mine, theirs, self.scale, shared, self.terms)


def matter_of(source: Side, target: Side, scale: Scale, terms: tuple[TermPair, ...] = ()) -> Matter:
    """What has to be known of the whole pair before blocks of it are looked at."""
    return Matter(source, target, scale, _shared_quantities(source, target), terms)


@dataclass(frozen=True, slots=True)
class Run:
    """Runs of sentences of one side: node before, node after, both clipped to the text."""

    begin: Numbers
    end: Numbers

    @classmethod
    def between(cls, begin: Numbers, end: Numbers, count: int) -> Run:
        return cls(np.clip(begin, 0, count), np.clip(end, 0, count))

    def count(self, totals: Totals) -> npt.NDArray[np.float64]:
        """The sum over the run, from running totals."""
        difference: npt.NDArray[np.float64] = totals[self.end] - totals[self.begin]
        return difference


@dataclass(frozen=True, slots=True)
class Block:
    """All that is known of the nodes of rows ``first`` to ``last``, exclusive.

    ``row`` and ``column`` are the nodes' i and j, in the order of the corridor.
    ``similar[a, b][s, t]`` compares the run of a source sentences that starts at
    ``top + s`` with the run of b target sentences that starts at ``left + t``;
    ``background`` is how like any target (source) sentence each such run is.
    ``shared[s, t]`` sums the weight of shared quantities over the sentences above and left
    of corner (s, t).
    """

    matter: Matter
    first: int
    last: int
    row: Numbers
    column: Numbers
    top: int
    left: int
    similar: dict[tuple[int, int], Floats]
    source_background: dict[int, Floats]
    target_background: dict[int, Floats]
    shared: npt.NDArray[np.float64]
    covered: Coverage | None

    @classmethod
    def around(cls, matter: Matter, corridor: Corridor, first: int, last: int) -> Block:
        """Look at the given rows of the corridor."""
        top, bottom = first - _MARGIN, last + 1
        left, right = int(corridor.low[first]) - _MARGIN, int(corridor.high[last - 1]) + 2
        lengths = range(1, _WIDEST + 1)
        sources = {a: matter.source.runs.vectors(top, bottom, a) for a in lengths}
        targets = {b: matter.target.runs.vectors(left, right, b) for b in lengths}
        scale = matter.scale
        return cls(
            matter,
            first,
            last,
            *corridor.nodes(first, last),
            top,
            left,
            {(a, b): scale.similarity(sources[a] @ targets[b].T) for a, b in SHAPES},
            {a: scale.similarity(vectors @ scale.target_mean) for a, vectors in sources.items()},
            {b: scale.similarity(vectors @ scale.source_mean) for b, vectors in targets.items()},
            _corner_sums(matter.shared, top, bottom, left, right),
            _covered(matter, corridor, (top, bottom), (left, right)),
        )

    def compare(self, a: int, b: int, row: Numbers, column: Numbers) -> Floats:
        """Similarity of the runs of a and b sentences that start at (row, column)."""
        found: Floats = self.similar[a, b][row - self.top, column - self.left]
        return found

    def quantities(self, source: Run, target: Run) -> npt.NDArray[np.float64]:
        """The summed weight of shared quantities of all sentence pairs inside the beads."""
        up, down = source.begin - self.top, source.end - self.top
        near, far = target.begin - self.left, target.end - self.left
        corners = self.shared
        total: npt.NDArray[np.float64] = (
            corners[down, far] - corners[up, far] - corners[down, near] + corners[up, near]
        )
        return total


def _shared_quantities(source: Side, target: Side) -> tuple[Numbers, Numbers, Floats]:
    """Sentence pairs with a quantity in common, wherever they stand.

    A quantity found in x source and y target sentences weighs 1 / sqrt(x * y) in each of
    those pairs, so a year that stands everywhere proves little. One that stands in more
    than a few hundred pairs proves nothing and is left out.
    """
    here, there = _places(source), _places(target)
    rows: list[int] = []
    columns: list[int] = []
    weights: list[float] = []
    for key, mine in here.items():
        theirs = there.get(key, ())
        if not 0 < len(mine) * len(theirs) <= _TOO_COMMON:
            continue
        weight = (len(mine) * len(theirs)) ** -0.5
        for i in mine:
            for j in theirs:
                rows.append(i)
                columns.append(j)
                weights.append(weight)
    order = np.argsort(rows, kind="stable")
    return (
        np.array(rows, dtype=np.int64)[order],
        np.array(columns, dtype=np.int64)[order],
        np.array(weights, dtype=np.float32)[order],
    )


_TOO_COMMON = 400


def _places(side: Side) -> dict[Hashable, list[int]]:
    found: defaultdict[Hashable, list[int]] = defaultdict(list)
    for number, keys in enumerate(side.keys):
        for key in keys:
            found[key].append(number)
    return found


def _corner_sums(
    pairs: tuple[Numbers, Numbers, Floats], top: int, bottom: int, left: int, right: int
) -> npt.NDArray[np.float64]:
    """Two-dimensional running totals of the pairs inside a rectangle: a summed-area table."""
    rows, columns, weights = pairs
    begin, end = np.searchsorted(rows, [top, bottom])
    rows, columns, weights = rows[begin:end], columns[begin:end], weights[begin:end]
    inside = (columns >= left) & (columns < right)
    table = np.zeros((bottom - top + 1, right - left + 1))
    np.add.at(table, (rows[inside] - top + 1, columns[inside] - left + 1), weights[inside])
    return table.cumsum(axis=0).cumsum(axis=1)


def _covered(
    matter: Matter, corridor: Corridor, rows: tuple[int, int], columns: tuple[int, int]
) -> Coverage | None:
    """The coverage between two stretches, where the encoder tells words apart."""
    words, target_words = matter.source.runs.words, matter.target.runs.words
    if words is None or target_words is None:
        return None
    # A sentence is in beads that lead to nodes of its own row and of a few rows on.
    row = np.arange(*rows)
    first, last = rows[0] + _MARGIN, rows[1] - 1
    low = corridor.low[np.clip(row, first, last - 1)]
    high = corridor.high[np.clip(row + _MARGIN, first, last - 1)]
    near = low - _MARGIN, high + 2
    return coverage(words, target_words, rows, columns, _WIDEST + 1, near, matter.links)
