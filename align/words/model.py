"""From evidence to links: what a bitext teaches about its words, and the chances that follow.

On a bird's-eye level: for each pair of words of a unit a score is added up from what is known
beforehand (vectors, dictionary), where the two stand (words that answer each other stand at about
the same share of their sentences), and what the bitext itself tells. That is learned in two
steps. First, which words keep company: a source word and a target word that are in the same units
and in no others are likely to answer each other (Dice's coefficient). With that every unit is
linked once, the links are counted, and in the second step two words that were linked elsewhere are
likelier to be linked here. What a unit itself put into the counts is taken out again when it is
linked, so that no error confirms itself.

From scores to chances: each word of a side chooses among the words of the other, and none, by a
softmax. The two sides' choices are made apart and both are kept: where they agree, a link is
sure. A word whose neighbours chose neighbours of a word is drawn to it in a second round, as in a
hidden Markov model of alignment (Vogel, Ney and Tillmann 1996), but to both sides and at once.

All counts are over so many units at most, spread over the bitext, so that time is linear and
memory bounded. Start reading at :meth:`WordModel.link`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from .evidence import FULL, Evidence
from .tokens import Token

Floats = npt.NDArray[np.float32]
Numbers = npt.NDArray[np.int64]

# Fitted by hand on financial reports (benchmarks/terms.py), one at a time: all have broad optima.
_SIMILARITY = 12.0
_KNOWN = 5.0
_COMPANY = 8.0
_LINKED = 8.0
_DISTANCE = 4.0
_GRAMMAR = 3.0
"""Taken off a pair of which one word means something and the other carries grammar only."""
_NONE = 2.0
"""The score of no answer at all."""
_NEIGHBOURS = 3.0
_BESIDE = 0.7
"""What a neighbour on one side only counts, where one on both sides, in order, counts 1."""
_LEAST_CHANCE = 0.03
"""Links less likely are not counted."""
_HIGHEST = 30.0

_WORDS_OF_UNIT = 40
"""Words of a side of a unit whose company is counted, the rarest first."""
_COMPACT = 1 << 23
"""Pairs counted before those seen together are added up."""


@dataclass(frozen=True, slots=True)
class WordAlignment:
    """The words of a unit's two sides, and how likely each pair is to answer each other.

    Matrices have a row a source word and a column a target word. A row of ``forward`` is the
    choice of a source word among the target's: it adds up to 1 with the chance of no answer. A
    column of ``backward`` is likewise the choice of a target word. ``similarity`` is the cosine of
    the words' vectors, not below 0.
    """

    source: tuple[Token, ...]
    target: tuple[Token, ...]
    forward: Floats
    backward: Floats
    similarity: Floats

    def turned(self) -> WordAlignment:
        """The same with source and target exchanged."""
        return WordAlignment(
            self.target, self.source, self.backward.T, self.forward.T, self.similarity.T
        )


@dataclass(frozen=True, slots=True)
class _Counts:
    """Numbers filed under pairs of words: ``keys`` sorted, 0 for all others."""

    keys: Numbers
    values: Floats

    def of(self, keys: Numbers) -> Floats:
        if not len(self.keys):
            return np.zeros(keys.shape, dtype=np.float32)
        places = np.minimum(np.searchsorted(self.keys, keys), len(self.keys) - 1)
        found: Floats = np.where(self.keys[places] == keys, self.values[places], np.float32(0))
        return found


@dataclass(frozen=True, slots=True)
class _Side:
    """The words of one side of the units that were learned from: how many units and places."""

    numbers: dict[str, int]
    units: Floats
    places: Floats

    def of(self, words: Sequence[Token]) -> Numbers:
        """The numbers of words; those never seen share one that nothing is filed under."""
        unknown = len(self.numbers)
        return np.array([self.numbers.get(word.key, unknown) for word in words], dtype=np.int64)


@dataclass(frozen=True, slots=True)
class WordModel:
    """What a bitext teaches about its words; :func:`learn` makes it."""

    source: _Side
    target: _Side
    together: _Counts
    linked: _Counts

    def link(self, unit: Evidence, *, learned_from: bool = False) -> WordAlignment:
        """The chances of all pairs of words of a unit.

        ``learned_from`` says that the unit is one of those the model was made from.
        """
        own = 1.0 if learned_from else 0.0
        rows, columns, pairs = self._numbered(unit)
        scores = _before(unit) + _COMPANY * self._company(rows, columns, pairs, own)
        forward, backward = _chances(scores)
        linked = self.linked.of(pairs)
        if learned_from:
            linked = np.maximum(linked - _summed(pairs, np.sqrt(forward * backward)), 0)
        places = (
            np.maximum(self.source.places[rows] - own, 0)[:, None]
            + np.maximum(self.target.places[columns] - own, 0)[None, :]
        )
        forward, backward = _chances(scores + _LINKED * 2 * linked / (places + 1))
        similarity = unit.similarity.astype(np.float32) / np.float32(FULL)
        return WordAlignment(unit.source, unit.target, forward, backward, similarity)

    def first_links(self, unit: Evidence) -> tuple[Numbers, Floats]:
        """The pairs that are linked before links were counted, and how surely."""
        rows, columns, pairs = self._numbered(unit)
        forward, backward = _chances(
            _before(unit) + _COMPANY * self._company(rows, columns, pairs, 1.0)
        )
        chances = np.sqrt(forward * backward)
        likely = chances >= _LEAST_CHANCE
        return pairs[likely], chances[likely]

    def _numbered(self, unit: Evidence) -> tuple[Numbers, Numbers, Numbers]:
        rows, columns = self.source.of(unit.source), self.target.of(unit.target)
        return rows, columns, rows[:, None] * _width(self.target) + columns[None, :]

    def _company(self, rows: Numbers, columns: Numbers, pairs: Numbers, own: float) -> Floats:
        together = np.maximum(self.together.of(pairs) - own, 0)
        apart = self.source.units[rows][:, None] + self.target.units[columns][None, :]
        company: Floats = 2 * together / (np.maximum(apart - 2 * own, 0) + 1)
        return company


def learn(units: Sequence[Evidence]) -> WordModel:
    """What units teach about their words. Room grows with them: some thousands will do."""
    source = _side([unit.source for unit in units])
    target = _side([unit.target for unit in units])
    nothing = _Counts(np.empty(0, dtype=np.int64), np.empty(0, dtype=np.float32))
    company = WordModel(source, target, _companions(units, source, target), nothing)
    links = [company.first_links(unit) for unit in units]
    linked = _added_up([pairs for pairs, _ in links], [chances for _, chances in links])
    return WordModel(source, target, company.together, linked)


def _width(target: _Side) -> int:
    """By what a source word's number is multiplied in the key of a pair."""
    return len(target.numbers) + 1


def _side(texts: Iterable[Sequence[Token]]) -> _Side:
    numbers: dict[str, int] = {}
    units: list[int] = []
    places: list[int] = []
    for words in texts:
        seen = set()
        for word in words:
            number = numbers.setdefault(word.key, len(numbers))
            if number == len(units):
                units.append(0)
                places.append(0)
            places[number] += 1
            seen.add(number)
        for number in seen:
            units[number] += 1
    return _Side(
        numbers,
        np.array([*units, 0], dtype=np.float32),
        np.array([*places, 0], dtype=np.float32),
    )


def _companions(units: Sequence[Evidence], source: _Side, target: _Side) -> _Counts:
    """In how many units two words are found together, if in more than one."""
    total = _Counts(np.empty(0, dtype=np.int64), np.empty(0, dtype=np.float32))
    waiting: list[Numbers] = []
    size = 0
    for unit in units:
        rows = _rarest(source.of(unit.source), source)
        columns = _rarest(target.of(unit.target), target)
        waiting.append((rows[:, None] * _width(target) + columns[None, :]).ravel())
        size += len(waiting[-1])
        if size >= _COMPACT:
            total = _with_ones(total, waiting)
            waiting, size = [], 0
    total = _with_ones(total, waiting)
    often = total.values > 1
    return _Counts(total.keys[often], total.values[often])


def _with_ones(total: _Counts, more: list[Numbers]) -> _Counts:
    ones = [np.ones(len(pairs), dtype=np.float32) for pairs in more]
    return _added_up([total.keys, *more], [total.values, *ones])


def _rarest(words: Numbers, side: _Side) -> Numbers:
    distinct = np.unique(words)
    if len(distinct) > _WORDS_OF_UNIT:
        order = np.argsort(side.units[distinct], kind="stable")
        distinct = distinct[order[:_WORDS_OF_UNIT]]
    return distinct


def _added_up(pairs: Sequence[Numbers], values: Sequence[Floats]) -> _Counts:
    if not pairs:
        return _Counts(np.empty(0, dtype=np.int64), np.empty(0, dtype=np.float32))
    keys, which = np.unique(np.concatenate(pairs), return_inverse=True)
    sums = np.bincount(which, weights=np.concatenate(values), minlength=len(keys))
    return _Counts(keys, sums.astype(np.float32))


def _summed(pairs: Numbers, values: Floats) -> Floats:
    """For each place the sum over all places of the unit that hold the same pair of words."""
    _, which = np.unique(pairs.ravel(), return_inverse=True)
    counted = np.where(values >= _LEAST_CHANCE, values, np.float32(0)).ravel()
    sums = np.bincount(which, weights=counted)
    summed: Floats = sums[which].reshape(pairs.shape).astype(np.float32)
    return summed


def _before(unit: Evidence) -> Floats:
    """The scores that need no other unit."""
    rows, columns = len(unit.source), len(unit.target)
    here = (np.arange(rows, dtype=np.float32) + 0.5) / max(rows, 1)
    there = (np.arange(columns, dtype=np.float32) + 0.5) / max(columns, 1)
    meaning = np.array([word.is_content for word in unit.source], dtype=bool)
    answering = np.array([word.is_content for word in unit.target], dtype=bool)
    scores: Floats = unit.similarity.astype(np.float32) * np.float32(_SIMILARITY / FULL)
    scores += unit.known.astype(np.float32) * np.float32(_KNOWN / FULL)
    scores -= np.float32(_DISTANCE) * np.abs(here[:, None] - there[None, :])
    scores -= np.float32(_GRAMMAR) * (meaning[:, None] != answering[None, :])
    return scores


def _chances(scores: Floats) -> tuple[Floats, Floats]:
    """The choices of rows and of columns, when neighbours have had their say."""
    forward, backward = _choices(scores)
    return _choices(scores + np.float32(_NEIGHBOURS) * _neighbours(np.sqrt(forward * backward)))


def _choices(scores: Floats) -> tuple[Floats, Floats]:
    odds = np.exp(np.minimum(scores - np.float32(_NONE), np.float32(_HIGHEST)))
    forward = odds / (1 + odds.sum(axis=1, keepdims=True))
    backward = odds / (1 + odds.sum(axis=0, keepdims=True))
    return forward, backward


def _neighbours(links: Floats) -> Floats:
    """For each pair, how surely the pairs around it are linked."""
    around = np.zeros_like(links)
    around[1:, 1:] += links[:-1, :-1]
    around[:-1, :-1] += links[1:, 1:]
    around[:, 1:] += np.float32(_BESIDE) * links[:, :-1]
    around[:, :-1] += np.float32(_BESIDE) * links[:, 1:]
    around[1:] += np.float32(_BESIDE) * links[:-1]
    around[:-1] += np.float32(_BESIDE) * links[1:]
    return around
