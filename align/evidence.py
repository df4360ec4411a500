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
  divides by this);
* how much of the *words* of each run the other answers (:mod:`duilian.align.coverage`), what
  more a neighbour would answer and what would be lost by leaving an outer sentence out;
* whether those words come in the *order* of the sentences that answer them, inside the bead and
  across its edges (:mod:`duilian.align.order`).

Then come length, punctuation and quantities, and paragraph breaks where both texts have
them. Leaving a sentence alone has features of its own: chiefly how like anything nearby it is.

All features of all beads that lead to the nodes of a block of rows are computed together, as
arrays by node. Start at :func:`bead_features`.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from .block import Block, Matter, Run
from .coverage import Coverage
from .marks import Flags, Marks, Totals
from .search import SHAPES

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
    "words_source",
    "words_target",
    "words_mass",
    "words_grow_source",
    "words_grow_target",
    "words_lose_source",
    "words_lose_target",
    "words_tail_source",
    "words_tail_target",
    "words_head_source",
    "words_head_target",
    "words_before_source",
    "words_before_target",
    "words_after_source",
    "words_after_target",
    "words_disorder_source",
    "words_disorder_target",
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
    "speaking_both",
    "speaking_one",
    "opens_both",
    "opens_one",
    "closes_both",
    "closes_one",
    "asks_both",
    "asks_one",
    "cries_one",
    "weak_source",
    "weak_target",
    "small",
    "stops_agree",
    "quantities_shared",
    "quantities_missing",
    "breaks_inside",
    "break_both",
    "break_one",
)
"""The features of a bead with text on both sides, in the order of the arrays."""

SKIP_FEATURES: tuple[str, ...] = ("always", "best_nearby", "words_nearby", "length", "shortness")
"""The features of a null bead."""


@dataclass(frozen=True, slots=True)
class Nearby:
    """The best that each sentence finds among single sentences of the other side.

    Filled in block by block; ``similarity`` is on the document pair's scale, ``coverage``
    the share of a sentence's words.
    """

    source_similarity: Floats
    source_coverage: Floats
    target_similarity: Floats
    target_coverage: Floats

    @classmethod
    def nothing(cls, matter: Matter) -> Nearby:
        """For two documents of which nothing has been looked at yet."""
        n, m = len(matter.source), len(matter.target)
        return cls(
            np.full(n, -1.0, dtype=np.float32),
            np.zeros(n, dtype=np.float32),
            np.full(m, -1.0, dtype=np.float32),
            np.zeros(m, dtype=np.float32),
        )

    def note(self, block: Block) -> None:
        """Take account of the pairs of sentences that end at the nodes of a block."""
        pairs = (block.row > 0) & (block.column > 0)
        row, column = block.row[pairs] - 1, block.column[pairs] - 1
        near = block.compare(1, 1, row, column)
        np.maximum.at(self.source_similarity, row, near)
        np.maximum.at(self.target_similarity, column, near)
        if block.covered is not None:
            at = row - block.top, column - block.left
            answered = block.covered.of_source(at[0], 1, at[1], 1)
            weight = block.covered.source_weight
            answered /= weight[at[0] + 1] - weight[at[0]] + 0.5
            np.maximum.at(self.source_coverage, row, answered)
            answered = block.covered.of_target(at[0], 1, at[1], 1)
            weight = block.covered.target_weight
            answered /= weight[at[1] + 1] - weight[at[1]] + 0.5
            np.maximum.at(self.target_coverage, column, answered)


def bead_features(block: Block) -> Floats:
    """Features of the beads that lead to the nodes of a block.

    Shape (len(SHAPES), nodes, len(FEATURES)). Beads that would begin before the texts have
    features of no meaning; :func:`possible` tells them.
    """
    matter = block.matter
    source, target = matter.source, matter.target
    features = np.zeros((len(SHAPES), len(block.row), len(FEATURES)), dtype=np.float32)
    for out, (a, b) in zip(features, SHAPES, strict=True):
        if a > len(source) or b > len(target):
            continue  # as in most blocks of moved text, which are small
        row, column = block.row - a, block.column - b
        _vector_features(out, block, row, column, a, b)
        if block.covered is not None:
            at = row - block.top, column - block.left
            _word_features(out, block.covered, *at, a, b)
            _order_features(out, block.covered, *at, a, b)
        source_run = Run.between(row, block.row, len(source))
        target_run = Run.between(column, block.column, len(target))
        _length_features(out, matter, source_run, target_run)
        _mark_features(out, source.marks, target.marks, source_run, target_run)
        _edge_features(out, source.marks, target.marks, source_run, target_run)
        _stop_features(out, source.marks, target.marks, source_run, target_run)
        _quantity_features(out, block, matter, source_run, target_run)
        _break_features(out, source.breaks, target.breaks, source_run, target_run)
    return features


def possible(block: Block) -> npt.NDArray[np.bool_]:
    """Which beads of :func:`bead_features` begin inside both texts: (len(SHAPES), nodes)."""
    a, b = np.array(SHAPES).T
    inside: npt.NDArray[np.bool_] = (block.row >= a[:, None]) & (block.column >= b[:, None])
    return inside


def skip_features(matter: Matter, nearby: Nearby) -> tuple[Floats, Floats]:
    """Features of leaving each sentence alone: (n, ...) for the source, (m, ...) the target."""
    ratio = matter.scale.ratio
    return (
        _skip(
            nearby.source_similarity,
            nearby.source_coverage,
            np.diff(matter.source.bytes) * ratio,
        ),
        _skip(nearby.target_similarity, nearby.target_coverage, np.diff(matter.target.bytes)),
    )


def _skip(similarity: Floats, covered: Floats, length: npt.NDArray[np.float64]) -> Floats:
    """The features of leaving alone each sentence of one side, in the order of their names."""
    columns: dict[str, npt.NDArray[np.floating]] = {
        "always": np.ones(len(length)),
        "best_nearby": similarity,
        "words_nearby": covered,
        "length": np.minimum(length, 300) / 100,
        "shortness": np.minimum(length, 20) / 20,
    }
    return np.stack([columns[name] for name in SKIP_FEATURES], axis=1).astype(np.float32)


def _vector_features(
    out: Floats, block: Block, row: Numbers, column: Numbers, a: int, b: int
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


def _word_features(
    out: Floats, covered: Coverage, row: Numbers, column: Numbers, a: int, b: int
) -> None:
    """Fill in what the words say of the beads a-b that begin at (row, column) of the block."""
    source_weight = covered.source_weight[row + a] - covered.source_weight[row]
    target_weight = covered.target_weight[column + b] - covered.target_weight[column]
    of_source = covered.of_source(row, a, column, b)
    of_target = covered.of_target(row, a, column, b)
    _put(out, "words_source", of_source / (source_weight + 0.5))
    _put(out, "words_target", of_target / (target_weight + 0.5))
    _put(out, "words_mass", np.minimum(of_source + of_target, 60.0) / 20.0)
    # What one more sentence on one side would answer of the other side.
    more = np.maximum(
        covered.of_source(row, a, column, b + 1), covered.of_source(row, a, column - 1, b + 1)
    )
    _put(out, "words_grow_target", more - of_source)
    more = np.maximum(
        covered.of_target(row, a + 1, column, b), covered.of_target(row - 1, a + 1, column, b)
    )
    _put(out, "words_grow_source", more - of_target)
    # What is lost when the outer sentence that is missed least is left out.
    if b > 1:
        rest = np.maximum(
            covered.of_source(row, a, column, b - 1), covered.of_source(row, a, column + 1, b - 1)
        )
        _put(out, "words_lose_target", of_source - rest)
    if a > 1:
        rest = np.maximum(
            covered.of_target(row, a - 1, column, b), covered.of_target(row + 1, a - 1, column, b)
        )
        _put(out, "words_lose_source", of_target - rest)


def _order_features(
    out: Floats, covered: Coverage, row: Numbers, column: Numbers, a: int, b: int
) -> None:
    """Fill in what the order of the words says of the beads a-b that begin at (row, column)."""
    mine, theirs = covered.source_order, covered.target_order
    _put(out, "words_tail_source", mine.tail[a - 1][column + b, row])
    _put(out, "words_tail_target", theirs.tail[b - 1][row + a, column])
    _put(out, "words_head_source", mine.head[a - 1][column, row])
    _put(out, "words_head_target", theirs.head[b - 1][row, column])
    _put(out, "words_before_source", mine.order[a - 1][column, row])
    _put(out, "words_before_target", theirs.order[b - 1][row, column])
    _put(out, "words_after_source", mine.order[a - 1][column + b, row])
    _put(out, "words_after_target", theirs.order[b - 1][row + a, column])
    _put(out, "words_disorder_source", mine.inside(row, a, column, b))
    _put(out, "words_disorder_target", theirs.inside(column, b, row, a))


def _length_features(out: Floats, matter: Matter, source: Run, target: Run) -> None:
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
    out: Floats, source: Marks, target: Marks, source_run: Run, target_run: Run
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


def _edge_features(
    out: Floats, source: Marks, target: Marks, source_run: Run, target_run: Run
) -> None:
    """What the marks say of the bead's two edges: who speaks there, and how sentences end."""
    speaks, speaks_too = source.speaking[source_run.end], target.speaking[target_run.end]
    _put(out, "speaking_both", speaks & speaks_too)
    _put(out, "speaking_one", speaks ^ speaks_too)
    begin, begin_too = _first(source_run, source.opens), _first(target_run, target.opens)
    last, last_too = source_run.end - 1, target_run.end - 1
    opens, opens_too = source.opens[begin], target.opens[begin_too]
    _put(out, "opens_both", opens & opens_too)
    _put(out, "opens_one", opens ^ opens_too)
    closes, closes_too = source.closes[last], target.closes[last_too]
    _put(out, "closes_both", closes & closes_too)
    _put(out, "closes_one", closes ^ closes_too)
    asks, asks_too = source.asks[last], target.asks[last_too]
    _put(out, "asks_both", asks & asks_too)
    _put(out, "asks_one", asks ^ asks_too)
    _put(out, "cries_one", source.cries[last] ^ target.cries[last_too])
    _put(out, "weak_source", source.ends_weak[last])
    _put(out, "weak_target", target.ends_weak[last_too])
    _put(out, "small", source.begins_small[begin] | target.begins_small[begin_too])


def _stop_features(
    out: Floats, source: Marks, target: Marks, source_run: Run, target_run: Run
) -> None:
    """Whether as many sentences end in the two runs, where a line holds more than one."""
    inside, inside_too = source_run.count(source.stops), target_run.count(target.stops)
    ends = inside + (source_run.end - source_run.begin)
    ends_too = inside_too + (target_run.end - target_run.begin)
    _put(out, "stops_agree", (ends == ends_too) & (inside + inside_too > 0))


def _first(run: Run, flags: Flags) -> Numbers:
    """The number of each run's first sentence, for runs that are clipped to the text."""
    first: Numbers = np.minimum(run.begin, len(flags) - 1)
    return first


def _quotation(marks: Marks, run: Run) -> tuple[npt.NDArray[np.bool_], npt.NDArray[np.bool_]]:
    """Whether a run has quotation marks at all, and whether one of them lacks its partner."""
    opened, closed = run.count(marks.opening), run.count(marks.closing)
    straight = run.count(marks.straight)
    return opened + closed + straight > 0, (opened != closed) | (straight % 2 == 1)


def _quantity_features(out: Floats, block: Block, matter: Matter, source: Run, target: Run) -> None:
    """Quantities that stand on both sides, and those that stand on one."""
    shared = block.quantities(source, target)
    counted = source.count(matter.source.counted) + target.count(matter.target.counted)
    _put(out, "quantities_shared", np.minimum(shared, 2.0))
    _put(out, "quantities_missing", np.clip(counted - 2.0 * shared, 0.0, 3.0))


def _break_features(
    out: Floats, source: Totals | None, target: Totals | None, source_run: Run, target_run: Run
) -> None:
    """Paragraph breaks inside the bead, and after it on both sides or on one."""
    inside = _breaks_inside(source, source_run) + _breaks_inside(target, target_run)
    _put(out, "breaks_inside", np.minimum(inside, 3.0))
    if source is not None and target is not None:
        ends, ends_too = _break_after(source, source_run.end), _break_after(target, target_run.end)
        _put(out, "break_both", ends & ends_too)
        _put(out, "break_one", ends ^ ends_too)


def _breaks_inside(totals: Totals | None, run: Run) -> npt.NDArray[np.float64]:
    if totals is None:
        return np.zeros(run.begin.shape)
    # A break before the run's own first sentence is not inside it.
    inside: npt.NDArray[np.float64] = totals[run.end] - totals[np.minimum(run.begin + 1, run.end)]
    return inside


def _break_after(totals: Totals, node: Numbers) -> npt.NDArray[np.bool_]:
    """Whether a paragraph ends at each node; the end of the text counts as one."""
    last = len(totals) - 1
    after: npt.NDArray[np.bool_] = (totals[np.minimum(node + 1, last)] > totals[node]) | (
        node == last
    )
    return after


def _put(out: Floats, name: str, values: npt.NDArray[np.generic]) -> None:
    out[..., _COLUMN[name]] = values


_COLUMN = {name: column for column, name in enumerate(FEATURES)}
