"""Moved text: what the monotone search left alone on both sides, joined across the order.

On a bird's-eye level: the search (:mod:`.search`) keeps the order of the texts, so a paragraph
that the translator put elsewhere, a list sorted anew, footnotes gathered at the end come out as
sentences left alone, on both sides. This pass looks at those sentences only. Pairs of them
that are alike are strung together to *chains*, runs that go forward on both sides; each chain
is a small pair of texts of its own, and is scored with the very evidence and lattice of the
main search. So its beads may be of any shape.

How sure is a moved block? All ways to pair sentences of the block weigh ``Z`` together, in the
lattice; leaving all of them alone weighs ``Z0``. The odds that the block belongs together are

    o = (Z - Z0) / Z0  *  MOVES / (sentences left alone on the target side)  *  product of alone

that is: what the evidence says, times how often text is moved at all and how many places it
might have been moved to, times the probability the main search gave to each sentence's being
left alone (if one of them probably belongs where it stands, it was probably not moved). Blocks
that lay claim to the same sentence share it: p = o / (1 + the sum of o over all that claim it).
A bead's probability is that p, times its share of the ways to pair inside the block. Text that
could be from several places, a repeated sentence, is thereby doubtful, as it should be.

Sentences in beads that are hardly right are looked at too: where a list was sorted anew, the
main search has to pair something with something. A bead that loses a sentence to a moved block
is aligned anew with what it has left. Beads that are probable are never touched, and nothing is
searched where a side has nothing left. Start at :func:`moved_blocks`; :func:`rejoined`
puts the blocks found into the row of beads.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from ..corpus.model import Bead
from .block import Matter
from .corridor import Corridor, around, whole
from .report import DOUBTFUL
from .search import Lattice, alone, decode, posteriors

Numbers = npt.NDArray[np.int64]
Pair = tuple[int, int]
"""The numbers of a source and of a target sentence."""
Scored = Callable[[Matter, Corridor], Lattice]
"""What scores the beads inside a corridor."""
Chain = tuple[Pair, ...]
"""Pairs that go forward on both sides."""

MOVES = 0.001
"""How often, as a guess, a sentence left alone was moved rather than left out."""
_PROBABLE = 0.5
"""A block must be likelier than not."""
_HARDLY = 0.01
"""Sentences less likely to be alone than this are not looked at."""
_MOST = 8192
"""Sentences left alone, of either side, that are compared; the longest runs if there are more."""
_ROWS = 512
_NEAREST = 3
"""Candidates for each source sentence."""
_ALIKE = 0.5
_WORTH = 0.35
"""How alike a candidate must be, on the document pair's scale, and what the similarity of a
chain's pairs beyond that must sum up to. Below it hardly a chain is right (on the gold texts,
damaged), and looking at each more closely would cost time."""
_STRIDE = 3
"""How far the next pair of a chain may lie ahead, in sentences of either side."""
_GROWTH = 4
"""How many sentences left alone, on each side of a block, are tried as part of it."""
_SMALL = 64 * 64
"""Blocks of up to so many nodes are searched whole."""
_REACH = 10


@dataclass(frozen=True, slots=True)
class MovedBlock:
    """Some source and target sentences that answer one another out of order, or what such
    blocks left over of a bead.

    ``beads`` are those with text on both sides, in order; ``probability`` is that of the block
    as a whole. ``matter`` and ``scores`` are what the block's beads were found with; there,
    sentences are counted from the beginning of the block.
    """

    source: range
    target: range
    beads: tuple[Bead, ...]
    probability: float
    matter: Matter
    scores: Lattice


@dataclass(frozen=True, slots=True)
class _Left:
    """The sentences of one side that were left alone: their numbers, rising, and by number,
    which run of them they stand in, how many beads with text on both sides come before, and
    how probable it is that they are alone.
    """

    numbers: tuple[int, ...]
    run: dict[int, int]
    place: dict[int, int]
    alone: dict[int, float]


@dataclass(frozen=True, slots=True)
class _Trial:
    """A rectangle looked at: the log of its odds, and its beads with text on both sides."""

    source: range
    target: range
    chain: Chain
    log_odds: float
    beads: tuple[Bead, ...]
    matter: Matter
    scores: Lattice

    @property
    def sentences(self) -> Iterator[tuple[str, int]]:
        """What it claims."""
        for bead in self.beads:
            yield from (("source", i) for i in bead.source)
            yield from (("target", j) for j in bead.target)


def moved_blocks(
    matter: Matter,
    beads: Sequence[Bead],
    chances: Lattice,
    scored: Scored,
    anchors: Sequence[Bead] = (),
) -> tuple[MovedBlock, ...]:
    """Blocks of sentences left alone that answer one another, in the order of the source.

    ``beads`` and ``chances`` are what the search found in the whole pair. The sentences of
    ``anchors`` stay where they are.
    """
    source, target = _left_alone(beads, anchors, chances)
    if not source.numbers or not target.numbers:
        return ()
    trials = [
        _trial(matter, chain, *_span(chain), source, target, scored)
        for chain in _chains(_alike(matter, source, target), source, target)
    ]
    blocks = list(_accepted(matter, trials, source, target, scored))
    blocks += _rests(matter, beads, blocks, scored)
    return tuple(sorted(blocks, key=lambda block: block.source.start))


def rejoined(
    beads: Sequence[Bead], blocks: Sequence[MovedBlock], chances: Lattice
) -> tuple[Bead, ...]:
    """The row of beads with those of the blocks in it, each where its source sentences stood.

    What the blocks take up is no longer where the search had it; a bead that lost a sentence to
    them leaves its others alone. In one place the source's sentences go first, as ever.
    """
    if not blocks:
        return tuple(beads)
    source_alone, target_alone = alone(chances)
    moved = {bead.source.start: bead for block in blocks for bead in block.beads}
    sources = {i for bead in moved.values() for i in bead.source}
    targets = {j for bead in moved.values() for j in bead.target}
    found: list[Bead] = []
    waiting: list[Bead] = []
    for bead in beads:
        whole = sources.isdisjoint(bead.source) and targets.isdisjoint(bead.target)
        if whole and not bead.is_null:
            found += [*waiting, bead]
            waiting = []
            continue
        here, there = bead.source.stop, bead.target.start
        for i in bead.source:
            if i in moved:
                found.append(moved[i])
            elif i not in sources:
                chance = min(1.0, float(source_alone[i]))
                found.append(Bead(range(i, i + 1), range(there, there), chance))
        for j in bead.target:
            if j not in targets:
                chance = min(1.0, float(target_alone[j]))
                waiting.append(Bead(range(here, here), range(j, j + 1), chance))
    return (*found, *waiting)


# --- what is left, and what is alike in it ----------------------------------------------------


def _left_alone(
    beads: Sequence[Bead], anchors: Sequence[Bead], chances: Lattice
) -> tuple[_Left, _Left]:
    """The sentences of both sides in null beads, and in beads that are hardly right."""
    source_alone, target_alone = alone(chances)
    source_alone[[i for bead in anchors for i in bead.source]] = 0.0
    target_alone[[j for bead in anchors for j in bead.target]] = 0.0
    places: tuple[dict[int, int], dict[int, int]] = {}, {}
    place = 0
    for bead in beads:
        # Even places lie between beads, odd ones inside them.
        place += not bead.is_null
        if bead.is_null or bead.probability < DOUBTFUL:
            places[0].update((i, place) for i in bead.source if source_alone[i] >= _HARDLY)
            places[1].update((j, place) for j in bead.target if target_alone[j] >= _HARDLY)
        place += not bead.is_null
    return _left(places[0], source_alone), _left(places[1], target_alone)


def _left(place: dict[int, int], chances: npt.NDArray[np.float64]) -> _Left:
    numbers = np.array(sorted(place), dtype=np.int64)
    runs = np.cumsum(np.diff(numbers, prepend=numbers[:1]) > 1)
    if len(numbers) > _MOST:
        longest = np.argsort(-np.bincount(runs)[runs], kind="stable")[:_MOST]
        numbers, runs = numbers[np.sort(longest)], runs[np.sort(longest)]
    listed = numbers.tolist()
    return _Left(
        tuple(listed),
        dict(zip(listed, runs.tolist(), strict=True)),
        place,
        {i: float(chances[i]) for i in listed},
    )


def _alike(matter: Matter, source: _Left, target: _Left) -> dict[Pair, float]:
    """For each source sentence the few target sentences most like it, and how much more alike
    they are than they must be.

    Pairs that stand in one gap are left out: they are in order, and the search had them.
    """
    theirs = matter.target.runs.picked(target.numbers)
    found: dict[Pair, float] = {}
    for first in range(0, len(source.numbers), _ROWS):
        rows = source.numbers[first : first + _ROWS]
        alike = matter.scale.similarity(matter.source.runs.picked(rows) @ theirs.T)
        # Few are alike, so it is faster to put those in order than to look for the nearest.
        at, to = np.nonzero(alike >= _ALIKE)
        worth = alike[at, to]
        order = np.lexsort((to, -worth, at))
        at, to, worth = at[order], to[order], worth[order]
        nearest = np.arange(len(at)) - np.searchsorted(at, at) < _NEAREST
        chosen = (each[nearest].tolist() for each in (at, to, worth))
        for row, column, similarity in zip(*chosen, strict=True):
            i, j = rows[row], target.numbers[column]
            if source.place[i] != target.place[j]:
                found[i, j] = similarity - _ALIKE
    return found


def _chains(pairs: dict[Pair, float], source: _Left, target: _Left) -> Iterator[Chain]:
    """Chains of pairs that are worth a look, the best first.

    A chain goes on from one pair to the next over sentences that were left alone, and is worth
    the sum of its pairs. A pair is in one chain only.
    """
    worth: dict[Pair, float] = {}
    before: dict[Pair, Pair | None] = {}
    for i, j in sorted(pairs):
        earlier = [
            (worth[i - a, j - b], (i - a, j - b))
            for a in range(_STRIDE + 1)
            for b in range(_STRIDE + 1)
            if (a or b)
            and (i - a, j - b) in worth
            and source.run[i - a] == source.run[i]
            and target.run[j - b] == target.run[j]
        ]
        best, link = max(earlier, default=(0.0, None))
        worth[i, j], before[i, j] = pairs[i, j] + best, link
    used: set[Pair] = set()
    for last in sorted(pairs, key=lambda pair: (-worth[pair], pair)):
        at: Pair | None = last
        chain = []
        while at is not None and at not in used:
            used.add(at)
            chain.append(at)
            at = before[at]
        if sum(pairs[pair] for pair in chain) >= _WORTH:
            yield tuple(reversed(chain))


def _span(chain: Chain) -> tuple[range, range]:
    """The source and the target sentences from the first to the last of a chain."""
    (i, j), (k, m) = chain[0], chain[-1]
    return range(i, k + 1), range(j, m + 1)


# --- blocks -----------------------------------------------------------------------------------


def _trial(
    matter: Matter,
    chain: Chain,
    rows: range,
    columns: range,
    source: _Left,
    target: _Left,
    scored: Scored,
) -> _Trial:
    """Look at a part of the texts, the one that a chain spans or a somewhat larger one."""
    part = matter.part(rows, columns)
    scores = scored(part, _corridor(chain, rows, columns))
    chances, total = posteriors(scores)
    nothing = _all_alone(scores)
    # All ways but the one on which all is left alone, against that one.
    paired = math.log(-math.expm1(min(nothing - total, -1e-9)))
    beads = tuple(
        Bead(_shifted(i, rows), _shifted(j, columns), min(1.0, chance / math.exp(paired)))
        for i, j, chance in decode(chances)
        if i and j
    )
    log_odds = (
        total
        + paired
        - nothing
        + math.log(MOVES / len(target.numbers))
        + sum(math.log(max(source.alone[i], 1e-9)) for bead in beads for i in bead.source)
        + sum(math.log(max(target.alone[j], 1e-9)) for bead in beads for j in bead.target)
    )
    return _Trial(rows, columns, chain, log_odds, beads, part, scores)


def _corridor(chain: Chain, rows: range, columns: range) -> Corridor:
    if len(rows) * len(columns) <= _SMALL:
        return whole(len(rows), len(columns))
    i, j = np.array(chain).T
    path = np.interp(np.arange(len(rows) + 1), i - rows.start, j - columns.start)
    return around(path.astype(np.int64), len(columns), _REACH)


def _all_alone(scores: Lattice) -> float:
    """The score of leaving every sentence alone: a run of the source's, and one of the target's."""
    row, column = scores.corridor.nodes(0, scores.corridor.sources + 1)
    skips = np.zeros(scores.corridor.sources + 1), np.zeros(scores.corridor.targets + 1)
    skips[0][row], skips[1][column] = scores.down[-1], scores.across
    return float(skips[0][1:].sum() + skips[1][1:].sum()) + sum(scores.opening)


def _shifted(part: range, whole: range) -> range:
    return range(part.start + whole.start, part.stop + whole.start)


def _accepted(
    matter: Matter, trials: Sequence[_Trial], source: _Left, target: _Left, scored: Scored
) -> Iterator[MovedBlock]:
    """The blocks that are likelier than not, each grown into what is left alone around it."""
    claims: defaultdict[tuple[str, int], list[int]] = defaultdict(list)
    for number, trial in enumerate(trials):
        for sentence in trial.sentences:
            claims[sentence].append(number)
    accepted: list[tuple[float, _Trial]] = []
    for trial in trials:
        rivals = {number for sentence in trial.sentences for number in claims[sentence]}
        if not rivals:
            continue
        weighed = np.array([0.0, *(trials[number].log_odds for number in rivals)])
        probability = math.exp(trial.log_odds - float(np.logaddexp.reduce(weighed)))
        if probability >= _PROBABLE:
            accepted.append((probability, trial))
    taken = {sentence for _, trial in accepted for sentence in trial.sentences}
    for probability, trial in accepted:
        taken -= set(trial.sentences)
        rows = _grown(trial.source, "source", source, taken)
        columns = _grown(trial.target, "target", target, taken)
        grown = _trial(matter, trial.chain, rows, columns, source, target, scored)
        if not taken.isdisjoint(grown.sentences):
            grown = trial
        taken |= set(grown.sentences)
        beads = [replace(bead, probability=bead.probability * probability) for bead in grown.beads]
        while beads and beads[0].probability < _PROBABLE:
            del beads[0]
        while beads and beads[-1].probability < _PROBABLE:
            del beads[-1]
        if beads:
            yield MovedBlock(
                grown.source,
                grown.target,
                tuple(beads),
                probability,
                grown.matter,
                grown.scores,
            )


def _rests(
    matter: Matter, beads: Sequence[Bead], blocks: Sequence[MovedBlock], scored: Scored
) -> Iterator[MovedBlock]:
    """What beads that lost sentences to the blocks have left over on both sides, aligned anew.

    That is as probable as the blocks are, and stands in order.
    """
    moved = [bead for block in blocks for bead in block.beads]
    sources = {i: bead.probability for bead in moved for i in bead.source}
    targets = {j: bead.probability for bead in moved for j in bead.target}
    for bead in beads:
        rows = [i for i in bead.source if i not in sources]
        columns = [j for j in bead.target if j not in targets]
        if not rows or not columns or bead.kind == f"{len(rows)}-{len(columns)}":
            continue
        left = range(rows[0], rows[-1] + 1), range(columns[0], columns[-1] + 1)
        if len(left[0]) > len(rows) or len(left[1]) > len(columns):
            continue
        probability = min(
            *(sources.get(i, 1.0) for i in bead.source), *(targets.get(j, 1.0) for j in bead.target)
        )
        part = matter.part(*left)
        scores = scored(part, whole(len(rows), len(columns)))
        pairs = tuple(
            Bead(_shifted(i, left[0]), _shifted(j, left[1]), chance * probability)
            for i, j, chance in decode(posteriors(scores)[0])
            if i and j
        )
        if pairs:
            yield MovedBlock(*left, pairs, probability, part, scores)


def _grown(sentences: range, side: str, left: _Left, taken: set[tuple[str, int]]) -> range:
    """With a few more on both sides that were left alone and that no other block has."""
    start, stop = sentences.start, sentences.stop
    for _ in range(_GROWTH):
        if _free(start - 1, left) and (side, start - 1) not in taken:
            start -= 1
        if _free(stop, left) and (side, stop) not in taken:
            stop += 1
    return range(start, stop)


def _free(number: int, left: _Left) -> bool:
    """Whether a sentence stands in no bead with text on both sides."""
    return number in left.place and left.place[number] % 2 == 0
