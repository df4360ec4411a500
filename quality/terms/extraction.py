"""Terms worth a glossary's while: with their renderings, ranked, for a person to prune.

On a bird's-eye level: a run of words is worth listing the more often it comes, the longer it is,
the less it is merely a part of longer terms (the C-value, Frantzi and Ananiadou 1999), and the
more surely it is rendered: what has one clear rendering is a term, what is rendered in ten ways
is an ordinary word.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from .model import Key, Rendering, Term
from .survey import Survey, Surveyed

_LEAST_PROBABILITY = 0.3
_LEAST_SHARE = 0.1
"""The share of a term's places that a rendering must have to be listed, unless it is alone."""
_MOST_RENDERINGS = 4
_LONGEST_COUNTED = 12


@dataclass(frozen=True, slots=True)
class Listed:
    """A rendering of a term: as it is mostly spelled, at how many places, how surely."""

    text: str
    places: int
    probability: float
    example: Rendering


@dataclass(frozen=True, slots=True)
class Entry:
    """A term for a glossary: how often it comes, its renderings, commonest first, and its rank.

    ``score`` orders entries and means nothing else.
    """

    term: Term
    renderings: tuple[Listed, ...]
    score: float

    @property
    def places(self) -> int:
        return len(self.term.occurrences)


def extract(survey: Survey, least: int = 2) -> tuple[Entry, ...]:
    """The terms with ``least`` places or more that have a rendering, the worthiest first."""
    free = _free_places(survey.terms)
    found = [
        Entry(surveyed.term, listed, _score(surveyed, listed, free[number]))
        for number, surveyed in enumerate(survey.terms)
        if len(surveyed.term.occurrences) >= least and (listed := _listed(surveyed.renderings))
    ]
    found.sort(key=lambda entry: (-entry.score, entry.term.text))
    return tuple(found)


def _listed(renderings: Iterable[Rendering]) -> tuple[Listed, ...]:
    by_key: defaultdict[Key, list[Rendering]] = defaultdict(list)
    for each in renderings:
        if each.probability >= _LEAST_PROBABILITY:
            by_key[each.key].append(each)
    total = sum(map(len, by_key.values()))
    found = []
    for members in by_key.values():
        spelled = Counter(each.text for each in members)
        text = max(spelled, key=lambda text: (spelled[text], text))
        surest = max(members, key=lambda each: (each.text == text, each.probability))
        mean = sum(each.probability for each in members) / len(members)
        found.append(Listed(text, len(members), mean, surest))
    found.sort(key=lambda each: (-each.places, -each.probability, each.text))
    often = [each for each in found if each.places >= _LEAST_SHARE * total]
    return tuple(often[:_MOST_RENDERINGS])


def _score(surveyed: Surveyed, listed: Sequence[Listed], free: int) -> float:
    """The C-value, with the places outside longer terms, weighed by the surest rendering."""
    places = len(surveyed.term.occurrences)
    first = listed[0]
    agreement = first.probability * first.places / max(1, places)
    length = math.log2(1 + min(surveyed.term.words, _LONGEST_COUNTED))
    return length * math.log1p(free) * agreement


def _free_places(terms: Sequence[Surveyed]) -> list[int]:
    """For each term the number of its places that lie in no longer term."""
    by_unit: defaultdict[int, list[tuple[int, int, int]]] = defaultdict(list)
    for number, surveyed in enumerate(terms):
        for each in surveyed.term.occurrences:
            by_unit[each.unit].append((each.span.start, -each.span.end, number))
    free = [0] * len(terms)
    for places in by_unit.values():
        for number in _outermost(sorted(places)):
            free[number] += 1
    return free


def _outermost(places: Iterable[tuple[int, int, int]]) -> Iterator[int]:
    """The terms at places that no other place of the unit holds; from left to right, long first."""
    reached = -1
    for _, end, number in places:
        if -end > reached:
            yield number
            reached = -end
