"""How much of what is said in one sentence is said again in a run of the other side.

On a bird's-eye level: each token looks for the token most like it among those of the other
side's run (:class:`duilian.align.encode.Words`), and is *answered* as far as that one is like
it. A sentence's coverage by a run is the sum over its tokens, rare ones counting more. So
for a bead there are two figures: how much of the source the target answers, and the other
way round. They are what tells *which* neighbour a short sentence belongs to, where the
vectors of whole sentences see too little difference: "He smiled." is covered by the sentence
with 笑, not by the one before it. (The sum of best matches is known from retrieval as
ColBERT's late interaction, Khattab and Zaharia 2020; its weighting by rarity is Champollion's.)
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from .encode import Words
from .links import Links

Floats = npt.NDArray[np.float32]
Numbers = npt.NDArray[np.int64]

_CHANCE = 0.15
"""What a token's best match reaches by chance; it counts from there on."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """Coverage between the sentences of two stretches, one of each side.

    ``source[b - 1]`` is for runs of b target sentences: entry (i, t) is the running total,
    over the source sentences before i, of what target sentences t to t + b - 1 answer of
    them. ``target[a - 1]`` likewise with the sides exchanged: entry (s, j) totals over the
    target sentences before j. ``source_weight`` and ``target_weight`` are the running totals
    of all there is to answer.
    """

    source: tuple[Floats, ...]
    target: tuple[Floats, ...]
    source_weight: Floats
    target_weight: Floats

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
    links: tuple[Links, Links] | None = None,
) -> Coverage:
    """Coverage between source sentences ``rows`` and target sentences ``columns``.

    Both are (first, last), exclusive, and may reach beyond the documents: sentences there
    have no words. Runs of up to ``longest`` sentences are covered.
    """
    source_vectors, source_starts, rarity = _stretch(source, *rows)
    target_vectors, target_starts, target_rarity = _stretch(target, *columns)
    alike = source_vectors @ target_vectors.T
    best_in_source = _best_in_each(alike, source_starts)
    # Turned, and copied, so that this maximum too runs over rows that lie together.
    best_in_target = _best_in_each(np.ascontiguousarray(alike.T), target_starts)
    if links is not None:
        _link(best_in_target, links[0], _tokens(source, *rows), columns)
        _link(best_in_source, links[1], _tokens(target, *columns), rows)
    of_target = _answered(best_in_source, target_starts, target_rarity, longest)
    return Coverage(
        tuple(totals.T for totals in _answered(best_in_target, source_starts, rarity, longest)),
        of_target,
        _totals(rarity)[source_starts],
        _totals(target_rarity)[target_starts],
    )


def _tokens(words: Words, first: int, last: int) -> tuple[int, int]:
    """The tokens of some sentences: the first, and the one after the last."""
    begin, end = words.starts[np.clip([first, last], 0, len(words.starts) - 1)]
    return int(begin), int(end)


def _link(best: Floats, links: Links, tokens: tuple[int, int], sentences: tuple[int, int]) -> None:
    """Let what the dictionary knows count, where it says more than the vectors."""
    token, sentence, strength = links.within(tokens, sentences)
    np.maximum.at(best, (sentence, token), strength)


def _stretch(words: Words, first: int, last: int) -> tuple[Floats, Numbers, Floats]:
    """Vectors, starts and rarity of the tokens of some sentences, counted from the first."""
    count = len(words.starts) - 1
    starts = words.starts[np.clip(np.arange(first, last + 1), 0, count)]
    tokens = slice(int(starts[0]), int(starts[-1]))
    return words.vectors[tokens].astype(np.float32), starts - starts[0], words.rarity[tokens]


def _best_in_each(alike: Floats, starts: Numbers) -> Floats:
    """The best match in each sentence (a row) for each token of the other side (a column)."""
    best = np.zeros((len(starts) - 1, alike.shape[1]), dtype=np.float32)
    for number, (first, last) in enumerate(pairwise(starts.tolist())):
        if first < last:  # many times faster, sentence by sentence, than one reduceat
            np.maximum.reduce(alike[first:last], axis=0, out=best[number])
    best -= _CHANCE
    np.maximum(best, 0.0, out=best)
    best *= 1 / (1 - _CHANCE)
    return best


def _answered(best: Floats, starts: Numbers, rarity: Floats, longest: int) -> tuple[Floats, ...]:
    """Running totals over sentences of what runs of 1, 2, ... sentences answer of them.

    Each has a row a run and a column a sentence, and one more in front.
    """
    found = []
    reached = best * rarity
    single = reached.copy()
    for length in range(1, longest + 1):
        begins = len(best) - length + 1
        if begins > 0:
            np.maximum(reached[:begins], single[length - 1 :], out=reached[:begins])
        totals = np.zeros((len(best), len(rarity) + 1), dtype=np.float32)
        np.cumsum(reached, axis=1, out=totals[:, 1:])
        found.append(totals[:, starts])
    return tuple(found)


def _totals(counts: Floats) -> Floats:
    """Running totals, beginning with 0."""
    return np.concatenate([[0.0], np.cumsum(counts, dtype=np.float64)]).astype(np.float32)
