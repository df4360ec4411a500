"""What speaks for a bead and what against it, as numbers with names.

On a bird's-eye level: for each bead that could be inside the corridor this module fills in a
row of features, and their weighted sum is the bead's score (:mod:`duilian.align.search`
says what is done with scores). No feature decides alone. Most of what there is to know is in
the vectors, but seldom in one cosine:

* the *similarity* of the two runs, on the document pair's own scale;
* how they compare with their *neighbours*: a source run that is also like the target sentence
  next door probably wants it in the bead (Bertalign's margin);
* whether the bead gets better when it *grows* by a sentence, or when it *shrinks* by one: the
  right bead does neither;
* whether it would make two good beads if it were *split*;
* similarity over the *background*: some sentences are a little like everything (Vecalign
  divides by this).

Then come length, punctuation and quantities, and paragraph breaks where both texts have
them. Leaving a sentence alone has features of its own: chiefly how like anything nearby it is.

All features of all beads that lead to the nodes of a block of rows are computed together, as
arrays by node. Start at :func:`bead_features`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from .corridor import Corridor
from .scale import Scale
from .search import SHAPES
from .side import Marks, Side, Totals

Floats = npt.NDArray[np.float32]
Numbers = npt.NDArray[np.int64]

FEATURES: tuple[str, ...] = (
    "similarity",
    "similarity_low",
    "similarity_mass",
    "over_background",
    "over_background_mass",
    "neighbours",
    "neighbours_mass",
    "nearest_neighbour",
    "grows",
    "shrinks",
    "splits",
    "length_square",
    "length_difference",
    "length_log_ratio",
    "short",
    "long",
    "question_both",
    "question_one",
    "exclamation_one",
    "quotation_one",
    "quotation_balance",
    "quantities_shared",
    "quantities_missing",
    "breaks_inside",
    "break_both",
    "break_one",
)
"""The features of a bead with text on both sides, in the order of the arrays."""

SKIP_FEATURES: tuple[str, ...] = ("always", "best_nearby", "length", "shortness")
"""The features of a null bead."""

_WIDEST = max(max(shape) for shape in SHAPES)
_MARGIN = _WIDEST + 1
"""Sentences around a block that its beads and their neighbours reach into."""


@dataclass(frozen=True, slots=True)
class Matter:
    """The two sides, the scale of the pair, and the quantities they share."""

    source: Side
    target: Side
    scale: Scale
    shared: tuple[Numbers, Numbers, Floats]
    """Pairs of sentences with quantities in common: source, target, their weight."""
    best_source: Floats
    best_target: Floats
    """The highest similarity each sentence reaches inside the corridor."""


def matter_of(source: Side, target: Side, scale: Scale, corridor: Corridor) -> Matter:
    """What has to be known of the whole pair before blocks of it are looked at."""
    best_source, best_target = _best_nearby(source, target, scale, corridor)
    return Matter(
        source, target, scale, _shared_quantities(source, target), best_source, best_target
    )


def bead_features(matter: Matter, corridor: Corridor, first: int, last: int) -> Floats:
    """Features of the beads that lead to the nodes of rows ``first`` to ``last``, exclusive.

    Shape (len(SHAPES), nodes, len(FEATURES)). Beads that would begin before the texts have
    features too, of no meaning; :func:`possible` tells them.
    """
    source, target = matter.source, matter.target
    block = _Block.around(matter, corridor, first, last)
    row, column = corridor.nodes(first, last)
    features = np.zeros((len(SHAPES), len(row), len(FEATURES)), dtype=np.float32)
    for out, (a, b) in zip(features, SHAPES, strict=True):
        _vector_features(out, block, row - a, column - b, a, b)
        source_run = _Run.between(row - a, row, len(source))
        target_run = _Run.between(column - b, column, len(target))
        _length_features(out, matter, source_run, target_run)
        _mark_features(out, source.marks, target.marks, source_run, target_run)
        _quantity_features(out, block, matter, source_run, target_run)
        _break_features(out, source.breaks, target.breaks, source_run, target_run)
    return features


def possible(corridor: Corridor, first: int, last: int) -> npt.NDArray[np.bool_]:
    """Which beads of :func:`bead_features` begin inside both texts: (len(SHAPES), nodes)."""
    row, column = corridor.nodes(first, last)
    a, b = np.array(SHAPES).T
    inside: npt.NDArray[np.bool_] = (row >= a[:, None]) & (column >= b[:, None])
    return inside


def skip_features(matter: Matter) -> tuple[Floats, Floats]:
    """Features of leaving each sentence alone: (n, ...) for the source, (m, ...) the target."""
    ratio = matter.scale.ratio
    return (
        _skip(matter.best_source, np.diff(matter.source.bytes) * ratio),
        _skip(matter.best_target, np.diff(matter.target.bytes)),
    )


def _skip(best: Floats, length: npt.NDArray[np.float64]) -> Floats:
    always = np.ones(len(best))
    features = np.stack(
        [always, best, np.minimum(length, 300) / 100, np.minimum(length, 20) / 20], axis=1
    )
    return features.astype(np.float32)


@dataclass(frozen=True, slots=True)
class _Run:
    """Runs of sentences of one side: node before, node after, both clipped to the text."""

    begin: Numbers
    end: Numbers

    @classmethod
    def between(cls, begin: Numbers, end: Numbers, count: int) -> _Run:
        return cls(np.clip(begin, 0, count), np.clip(end, 0, count))

    def count(self, totals: Totals) -> npt.NDArray[np.float64]:
        """The sum over the run, from running totals."""
        difference: npt.NDArray[np.float64] = totals[self.end] - totals[self.begin]
        return difference


@dataclass(frozen=True, slots=True)
class _Block:
    """Similarities and shared quantities of all runs that a block of rows can meet.

    ``similar[a, b][s, t]`` compares the run of a source sentences that starts at
    ``top + s`` with the run of b target sentences that starts at ``left + t``;
    ``background`` is how like any target (source) sentence each such run is.
    ``shared[s, t]`` sums the weight of shared quantities over the sentences above and left
    of corner (s, t).
    """

    top: int
    left: int
    similar: dict[tuple[int, int], Floats]
    source_background: dict[int, Floats]
    target_background: dict[int, Floats]
    shared: npt.NDArray[np.float64]

    @classmethod
    def around(cls, matter: Matter, corridor: Corridor, first: int, last: int) -> _Block:
        top, bottom = first - _MARGIN, last + 1
        left, right = int(corridor.low[first]) - _MARGIN, int(corridor.high[last - 1]) + 2
        lengths = range(1, _WIDEST + 1)
        sources = {a: matter.source.runs.vectors(top, bottom, a) for a in lengths}
        targets = {b: matter.target.runs.vectors(left, right, b) for b in lengths}
        scale = matter.scale
        return cls(
            top,
            left,
            {(a, b): scale.similarity(sources[a] @ targets[b].T) for a, b in SHAPES},
            {a: scale.similarity(vectors @ scale.target_mean) for a, vectors in sources.items()},
            {b: scale.similarity(vectors @ scale.source_mean) for b, vectors in targets.items()},
            _corner_sums(matter.shared, top, bottom, left, right),
        )

    def compare(self, a: int, b: int, row: Numbers, column: Numbers) -> Floats:
        """Similarity of the runs of a and b sentences that start at (row, column)."""
        found: Floats = self.similar[a, b][row - self.top, column - self.left]
        return found

    def quantities(self, source: _Run, target: _Run) -> npt.NDArray[np.float64]:
        """The summed weight of shared quantities of all sentence pairs inside the beads."""
        up, down = source.begin - self.top, source.end - self.top
        near, far = target.begin - self.left, target.end - self.left
        corners = self.shared
        total: npt.NDArray[np.float64] = (
            corners[down, far] - corners[up, far] - corners[down, near] + corners[up, near]
        )
        return total


def _vector_features(
    out: Floats, block: _Block, row: Numbers, column: Numbers, a: int, b: int
) -> None:
    """Fill in what the vectors say of the beads a-b that begin at (row, column)."""
    similar = block.compare(a, b, row, column)
    neighbours = np.stack(
        [
            block.compare(a, 1, row, column - 1),
            block.compare(a, 1, row, column + b),
            block.compare(1, b, row - 1, column),
            block.compare(1, b, row + a, column),
        ]
    )
    background = 0.5 * (
        block.source_background[a][row - block.top]
        + block.target_background[b][column - block.left]
    )
    over = (similar - background) / (1.5 - np.minimum(background, 0.9))
    average = neighbours.mean(axis=0)
    mass = np.float32(a + b - 2)
    _put(out, "similarity", similar)
    _put(out, "similarity_low", np.minimum(similar, 1.0))
    _put(out, "similarity_mass", similar * mass)
    _put(out, "over_background", over)
    _put(out, "over_background_mass", over * mass)
    _put(out, "neighbours", average)
    _put(out, "neighbours_mass", average * mass)
    _put(out, "nearest_neighbour", np.maximum(neighbours.max(axis=0), 0.0))
    grown = [
        block.compare(*shape, row - up, column - back)
        for shape, up, back in (
            ((a, b + 1), 0, 1),
            ((a, b + 1), 0, 0),
            ((a + 1, b), 1, 0),
            ((a + 1, b), 0, 0),
        )
        if shape in block.similar
    ]
    if grown:
        _put(out, "grows", np.maximum(np.max(grown, axis=0) - similar, 0.0))
    shrunk = [
        block.compare(*shape, row + down, column + on)
        for shape, down, on in (
            ((a, b - 1), 0, 0),
            ((a, b - 1), 0, 1),
            ((a - 1, b), 0, 0),
            ((a - 1, b), 1, 0),
        )
        if shape in block.similar
    ]
    if shrunk:
        _put(out, "shrinks", np.max(shrunk, axis=0) - similar)
    halves = [
        np.minimum(
            block.compare(x, y, row, column), block.compare(a - x, b - y, row + x, column + y)
        )
        for x in range(1, a)
        for y in range(1, b)
    ]
    if halves:
        _put(out, "splits", np.max(halves, axis=0) - similar)


def _length_features(out: Floats, matter: Matter, source: _Run, target: _Run) -> None:
    """How well the lengths fit, on the scale of this pair of documents."""
    expected = source.count(matter.source.bytes) * matter.scale.ratio
    actual = target.count(matter.target.bytes)
    deviation = (actual - expected) / np.sqrt((actual + expected) * matter.scale.variance + 1.0)
    shorter = np.minimum(expected, actual)
    _put(out, "length_square", np.minimum(deviation**2, 25.0) / 5.0)
    _put(out, "length_difference", np.minimum(np.abs(deviation), 5.0))
    _put(out, "length_log_ratio", np.abs(np.log((actual + 8.0) / (expected + 8.0))))
    _put(out, "short", np.minimum(shorter, 20.0) / 20.0)
    _put(out, "long", np.minimum(shorter, 300.0) / 100.0)


def _mark_features(
    out: Floats, source: Marks, target: Marks, source_run: _Run, target_run: _Run
) -> None:
    """Questions answer questions, and a quotation opened here is opened there."""
    asks, asked = source_run.count(source.question) > 0, target_run.count(target.question) > 0
    _put(out, "question_both", asks & asked)
    _put(out, "question_one", asks ^ asked)
    cries = source_run.count(source.exclamation) > 0
    _put(out, "exclamation_one", cries ^ (target_run.count(target.exclamation) > 0))
    quoted, unbalanced = _quotation(source, source_run)
    quoted_too, unbalanced_too = _quotation(target, target_run)
    _put(out, "quotation_one", quoted ^ quoted_too)
    _put(out, "quotation_balance", unbalanced ^ unbalanced_too)


def _quotation(marks: Marks, run: _Run) -> tuple[npt.NDArray[np.bool_], npt.NDArray[np.bool_]]:
    """Whether a run has quotation marks at all, and whether one of them lacks its partner."""
    opened, closed = run.count(marks.opening), run.count(marks.closing)
    straight = run.count(marks.straight)
    return opened + closed + straight > 0, (opened != closed) | (straight % 2 == 1)


def _quantity_features(
    out: Floats, block: _Block, matter: Matter, source: _Run, target: _Run
) -> None:
    """Quantities that stand on both sides, and those that stand on one."""
    shared = block.quantities(source, target)
    counted = source.count(matter.source.counted) + target.count(matter.target.counted)
    _put(out, "quantities_shared", np.minimum(shared, 2.0))
    _put(out, "quantities_missing", np.clip(counted - 2.0 * shared, 0.0, 3.0))


def _break_features(
    out: Floats, source: Totals | None, target: Totals | None, source_run: _Run, target_run: _Run
) -> None:
    """Paragraph breaks inside the bead, and after it on both sides or on one."""
    inside = _breaks_inside(source, source_run) + _breaks_inside(target, target_run)
    _put(out, "breaks_inside", np.minimum(inside, 3.0))
    if source is not None and target is not None:
        ends, ends_too = _break_after(source, source_run.end), _break_after(target, target_run.end)
        _put(out, "break_both", ends & ends_too)
        _put(out, "break_one", ends ^ ends_too)


def _breaks_inside(totals: Totals | None, run: _Run) -> npt.NDArray[np.float64]:
    if totals is None:
        return np.zeros(run.begin.shape)
    # A break before the run's own first sentence is not inside it.
    inside: npt.NDArray[np.float64] = totals[run.end] - totals[np.minimum(run.begin + 1, run.end)]
    return inside


def _break_after(totals: Totals, node: Numbers) -> npt.NDArray[np.bool_]:
    """Whether a paragraph ends at each node; the end of the text counts as one."""
    last = len(totals) - 1
    after: npt.NDArray[np.bool_] = totals[np.minimum(node + 1, last)] > totals[node]
    return after | (node == last)


def _put(out: Floats, name: str, values: npt.NDArray[np.generic]) -> None:
    out[..., _COLUMN[name]] = values


_COLUMN = {name: column for column, name in enumerate(FEATURES)}


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


def _best_nearby(
    source: Side, target: Side, scale: Scale, corridor: Corridor
) -> tuple[Floats, Floats]:
    """The highest similarity each sentence has with any sentence inside the corridor."""
    best_source = np.full(len(source), -1.0, dtype=np.float32)
    best_target = np.full(len(target), -1.0, dtype=np.float32)
    for first, last in corridor.blocks(1, nodes=1 << 14, rows=256):
        row, column = (numbers - 1 for numbers in corridor.nodes(first, last))
        row, column = row[column >= 0], column[column >= 0]
        left, right = max(0, int(corridor.low[first]) - 1), int(corridor.high[last - 1])
        cosine = source.runs.vectors(first - 1, last - 1, 1) @ target.runs.vectors(left, right, 1).T
        near = scale.similarity(cosine[row - first + 1, column - left])
        np.maximum.at(best_source, row, near)
        np.maximum.at(best_target, column, near)
    return best_source, best_target
