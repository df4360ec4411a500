"""How much of what is said in one sentence is said again in a run of the other side.

On a bird's-eye level: each token looks for the token most like it among those of the other
side's run (:class:`duilian.align.encode.Words`), and is *answered* as far as that one is like
it. A sentence's coverage by a run is the sum over its tokens, rare ones counting more. So
for a bead there are two figures: how much of the source the target answers, and the other
way round. They are what tells *which* neighbour a short sentence belongs to, where the
vectors of whole sentences see too little difference: "He smiled." is covered by the sentence
with 笑, not by the one before it. (The sum of best matches is known from retrieval as
ColBERT's late interaction, Khattab and Zaharia 2020; its weighting by rarity is Champollion's.)
Coverage takes a run for a bag of words. What their order says is found on the way, as the same
matches tell it (:mod:`duilian.align.order`).
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from .encode import Words
from .links import Links
from .order import Order, order

Floats = npt.NDArray[np.float32]
Numbers = npt.NDArray[np.int64]

_CHANCE = 0.15
"""What a token's best match reaches by chance; it counts from there on."""
_TOGETHER = 8
"""Source sentences compared at once: few, so that little is compared that is not near, and
the products stay in the processor's cache."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """Coverage between the sentences of two stretches, one of each side.

    ``source[b - 1]`` is for runs of b target sentences: entry (i, t) is the running total,
    over the source sentences before i, of what target sentences t to t + b - 1 answer of
    them. ``target[a - 1]`` likewise with the sides exchanged: entry (s, j) totals over the
    target sentences before j. ``source_weight`` and ``target_weight`` are the running totals
    of all there is to answer. ``source_order`` tells of source words in the order of target
    sentences, ``target_order`` of target words in that of source sentences.
    """

    source: tuple[Floats, ...]
    target: tuple[Floats, ...]
    source_weight: Floats
    target_weight: Floats
    source_order: Order
    target_order: Order

    def of_source(self, row: Numbers, a: int, column: Numbers, b: int) -> Floats:
        """What b target sentences from ``column`` on answer of a source ones from ``row``."""
        totals = self.source[b - 1]
        answered: Floats = totals[row + a, column] - totals[row, column]
        return answered

    def of_target(self, row: Numbers, a: int, column: Numbers, b: int) -> Floats:
        """What a source sentences from ``row`` on answer of b target ones from ``column``."""
        totals = self.target[a - 1]
        answered: Floats = totals[row, column + b] - totals[row, column]
        return answered


def coverage(
    source: Words,
    target: Words,
    rows: tuple[int, int],
    columns: tuple[int, int],
    longest: int,
    near: tuple[Numbers, Numbers] | None = None,
    links: tuple[Links, Links] | None = None,
) -> Coverage:
    """Coverage between source sentences ``rows`` and target sentences ``columns``.

    Both are (first, last), exclusive, and may reach beyond the documents: sentences there
    have no words. Runs of up to ``longest`` sentences are covered.

    ``near`` says for each row between which columns it matters, first and last, exclusive,
    both never falling: pairs beyond may be taken to answer nothing, and mostly are.
    """
    source_vectors, source_starts, rarity = _stretch(source, *rows)
    target_vectors, target_starts, target_rarity = _stretch(target, *columns)
    height, width = rows[1] - rows[0], columns[1] - columns[0]
    # The best match in each sentence (a row) for each token of the other side (a column).
    best_in_source = np.zeros((height, len(target_vectors)), dtype=np.float32)
    best_in_target = np.zeros((width, len(source_vectors)), dtype=np.float32)
    for top in range(0, height, _TOGETHER):
        bottom = min(height, top + _TOGETHER)
        left, right = 0, width
        if near is not None:
            left, right = int(near[0][top]) - columns[0], int(near[1][bottom - 1]) - columns[0]
        mine = slice(int(source_starts[top]), int(source_starts[bottom]))
        theirs = slice(int(target_starts[left]), int(target_starts[right]))
        alike = source_vectors[mine] @ target_vectors[theirs].T
        _best_in_rows(alike, source_starts[top : bottom + 1], best_in_source[top:bottom, theirs])
        _best_in_columns(alike, target_starts[left : right + 1], best_in_target[left:right, mine])
    if links is not None:
        _link(best_in_target, links[0], _tokens(source, *rows), columns)
        _link(best_in_source, links[1], _tokens(target, *columns), rows)
    _weigh(best_in_target, rarity)
    _weigh(best_in_source, target_rarity)
    return Coverage(
        tuple(totals.T for totals in _answered(best_in_target, source_starts, longest)),
        _answered(best_in_source, target_starts, longest),
        _totals(rarity)[source_starts],
        _totals(target_rarity)[target_starts],
        order(best_in_target, source_starts, longest),
        order(best_in_source, target_starts, longest),
    )


def _tokens(words: Words, first: int, last: int) -> tuple[int, int]:
    """The tokens of some sentences: the first, and the one after the last."""
    begin, end = words.starts[np.clip([first, last], 0, len(words.starts) - 1)]
    return int(begin), int(end)


def _link(best: Floats, links: Links, tokens: tuple[int, int], sentences: tuple[int, int]) -> None:
    """Let what the dictionary knows count, where it says more than the vectors."""
    token, sentence, strength = links.within(tokens, sentences)
    # With one index a place numpy is faster than with two.
    places = sentence * best.shape[1] + token
    np.maximum.at(best.reshape(-1), places, _CHANCE + (1 - _CHANCE) * strength)


def _stretch(words: Words, first: int, last: int) -> tuple[Floats, Numbers, Floats]:
    """Vectors, starts and rarity of the tokens of some sentences, counted from the first."""
    count = len(words.starts) - 1
    starts = words.starts[np.clip(np.arange(first, last + 1), 0, count)]
    begin, end = int(starts[0]), int(starts[-1])
    return words.vectors(begin, end), starts - begin, words.rarity[begin:end]


def _best_in_rows(alike: Floats, starts: Numbers, out: Floats) -> None:
    """For each column the best of each sentence's rows; the sentences begin at ``starts``."""
    bounds = (starts - starts[0]).tolist()
    for number, (first, last) in enumerate(pairwise(bounds)):
        if first < last:  # many times faster, sentence by sentence, than one reduceat
            np.maximum.reduce(alike[first:last], axis=0, out=out[number])


def _best_in_columns(alike: Floats, starts: Numbers, out: Floats) -> None:
    """The same with rows and columns exchanged: for each row the best of each sentence."""
    worded = np.flatnonzero(np.diff(starts))
    if len(worded) and len(alike):
        out[worded] = np.maximum.reduceat(alike, (starts - starts[0])[worded], axis=1).T


def _weigh(best: Floats, rarity: Floats) -> None:
    """Turn the best match of each token, a column, into how far it is answered, in place."""
    best -= _CHANCE
    np.maximum(best, 0.0, out=best)
    best *= rarity / (1 - _CHANCE)


def _answered(best: Floats, starts: Numbers, longest: int) -> tuple[Floats, ...]:
    """Running totals over sentences of what runs of 1, 2, ... sentences answer of them.

    ``best`` says how far each sentence (a row) answers each token (a column). The totals have
    a row a run and a column a sentence, and one more in front.
    """
    worded = np.flatnonzero(np.diff(starts))
    reached = best.copy()
    found = []
    for length in range(1, longest + 1):
        begins = len(best) - length + 1
        if begins > 0:
            np.maximum(reached[:begins], best[length - 1 :], out=reached[:begins])
        totals = np.zeros((len(best), len(starts)), dtype=np.float32)
        if len(worded):
            totals[:, worded + 1] = np.add.reduceat(reached, starts[worded], axis=1)
        np.cumsum(totals, axis=1, out=totals)
        found.append(totals)
    return tuple(found)


def _totals(counts: Floats) -> Floats:
    """Running totals, beginning with 0."""
    return np.concatenate([[0.0], np.cumsum(counts, dtype=np.float64)]).astype(np.float32)
