"""Runs that were cut short, with the neighbour they nearly always have.

What stands before and after a term varies (the entropy of its neighbours is high), what stands
beside half of one does not: 值支付工具 always follows 储. So where one neighbour is found at most
places it is taken in, and so on, until none is.
"""

from __future__ import annotations

import sys
from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence

from ...corpus.text.function_words import is_function_word
from .model import Key
from .placing import Places, text_parts

_ALWAYS = 0.8
"""The share of places at which a neighbour must be the same."""
_ENOUGH = 3
_LONGEST = 14
"""Parts of the longest run."""
_GRAMMAR = frozenset("的了和及与或在为是将并对于以由从向至等")

Run = tuple[tuple[str, ...], int, int]
"""The parts of a text, and which of them are the run: the first, and the one after the last."""


def grown(places: Places, texts: Sequence[str], language: str) -> dict[Key, Key]:
    """The runs that grow, and what each grows to."""
    parts_of = _Parts(texts, language)
    return {
        key: longer
        for key, found in places.items()
        if len(found) >= _ENOUGH
        and (
            longer := _grown(
                key,
                [parts_of.around(each.unit, each.span.start, len(key)) for each in found],
                language,
            )
        )
        != key
    }


class _Parts:
    """The parts of the texts asked for, kept in little room: each part once, and its place."""

    def __init__(self, texts: Sequence[str], language: str) -> None:
        self._texts = texts
        self._language = language
        self._known: dict[int, tuple[tuple[str, ...], array[int]]] = {}

    def around(self, unit: int, start: int, length: int) -> Run:
        """The parts of a text, and the first and last (excluded) of a run that starts there."""
        if unit not in self._known:
            parts = text_parts(self._texts[unit], self._language)
            self._known[unit] = (
                tuple(sys.intern(part) for part, _ in parts),
                array("l", [span.start for _, span in parts]),
            )
        plain, starts = self._known[unit]
        first = bisect_left(starts, start)
        return plain, first, first + length


def _grown(key: Key, runs: list[Run], language: str) -> Key:
    least = max(_ENOUGH, _ALWAYS * len(runs))
    while len(key) < _LONGEST:
        before = Counter(parts[first - 1] for parts, first, _ in runs if first > 0)
        after = Counter(parts[last] for parts, _, last in runs if last < len(parts))
        (left, lefts), (right, rights) = (
            next(iter(each.most_common(1)), ("", 0)) for each in (before, after)
        )
        if lefts >= max(least, rights) and _may_belong(left, language):
            key = (left, *key)
            runs = [
                (parts, first - 1, last)
                for parts, first, last in runs
                if first > 0 and parts[first - 1] == left
            ]
        elif rights >= least and _may_belong(right, language):
            key = (*key, right)
            runs = [
                (parts, first, last + 1)
                for parts, first, last in runs
                if last < len(parts) and parts[last] == right
            ]
        else:
            break
    return key


def _may_belong(part: str, language: str) -> bool:
    """Whether a part may be at the edge of a term."""
    return part.isalpha() and part not in _GRAMMAR and not is_function_word(part, language)
