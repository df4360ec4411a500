"""How a term was rendered at each of its places.

On a bird's-eye level: word alignment proposes a few stretches of the target for each place of a
term (:mod:`duilian.align.words.spans`). Which of them it is, the other places help to tell: a
rendering found again where the term is, and seldom elsewhere, is the likelier one (its place
here left out of the count), and one that always has the same neighbour is half of something. It is
the same linear model, with four more features, and gives a probability.
"""

from __future__ import annotations

import math
import operator
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from ...align.words import (
    Candidate,
    Pair,
    Token,
    WordAlignment,
    candidates,
    ground,
    text_span,
)
from ...corpus.model import Span
from .model import Key, Occurrence, Rendering
from .recurring import count_runs, times

FEATURES = ("company", "together", "recurring", "fragment")
WEIGHTS = (2.30, 1.45, 12.25, -3.03)
"""Of the features that other places and other units give, beside those in ``spans``."""
MOST_OPTIONS = 5
"""Candidates kept for each place."""
_MOST_TOGETHER = 3.0
_LIKELY = -3.0
"""How much worse than the best of its place an option may be to count at the other places."""
_SOME = 3
"""Places that make a rendering a frequent one."""
_SECOND_BEST = 4.0
"""How much worse a choice may be that is made because the usual rendering does not stand."""
_HOPELESS = -8.0
"""How much worse an option may be to be kept at all."""


@dataclass(frozen=True, slots=True)
class Option:
    """What may render a term at a place: of a candidate, what is needed later and no more.

    ``longer`` holds the keys with one more word, the one before or the one after.
    """

    span: Span
    key: Key
    score: float
    chosen: float
    claimed: float
    recurring: float
    longer: tuple[Key, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """A place of a term, and what may be its rendering there, best first."""

    occurrence: Occurrence
    options: tuple[Option, ...]


def places_of(
    occurrences: Sequence[Sequence[Occurrence]],
    pairs: Sequence[Pair],
    alignments: Iterable[WordAlignment],
    recurring: Sequence[Mapping[Key, float]],
    most: int = MOST_OPTIONS,
) -> list[list[Place]]:
    """The places of each term, each with so many options at most.

    The alignments are walked once. ``recurring`` are the runs that keep each term's company.
    """
    keys: dict[Key, Key] = {}  # one object for equal keys, as there are many
    wanted: defaultdict[int, list[tuple[int, Occurrence]]] = defaultdict(list)
    for term, found in enumerate(occurrences):
        for occurrence in found:
            wanted[occurrence.unit].append((term, occurrence))
    places: list[list[Place]] = [[] for _ in occurrences]
    for number, alignment in enumerate(alignments):
        if number not in wanted:
            continue
        unit = ground(alignment, *pairs[number])
        for term, occurrence in wanted[number]:
            found_here = candidates(unit, occurrence.span, most, recurring[term])
            options = tuple(
                Option(
                    text_span(alignment.target, each),
                    keys.setdefault(each.key, each.key),
                    each.score,
                    each.belonging,
                    each.claimed,
                    recurring[term].get(each.key, 0.0),
                    tuple(keys.setdefault(key, key) for key in _longer(alignment.target, each)),
                )
                for each in found_here
                if each.score >= found_here[0].score + _HOPELESS
            )
            places[term].append(Place(occurrence, options))
    return places


def count_options(places: Iterable[Iterable[Place]], targets: Iterable[Key]) -> Counter[Key]:
    """In how many targets each option of any place, and each a word longer, is found."""
    options = (option for found in places for place in found for option in place.options)
    return count_runs({key for each in options for key in (each.key, *each.longer)}, targets)


def scored(
    places: Sequence[Place], counts: Mapping[Key, int]
) -> Iterator[tuple[Place, list[tuple[float, ...]]]]:
    """For each place of a term, the :data:`FEATURES` of each of its options."""
    likely: defaultdict[int, set[Key]] = defaultdict(set)
    for place in places:
        for each in place.options:
            if each.score >= place.options[0].score + _LIKELY:
                likely[place.occurrence.unit].add(each.key)
    together = Counter(key for keys in likely.values() for key in keys)
    for place in places:
        features: list[tuple[float, ...]] = []
        for each in place.options:
            others = max(together[each.key] - 1, 0)
            apart = len(likely) - 1 + max(counts[each.key] - 1, 0)
            elsewhere = counts[each.key] - 1
            # Half of something longer has the same neighbour wherever it stands.
            beside = max((counts[key] - 1 for key in each.longer), default=0)
            features.append(
                (
                    2 * others / (apart + 1),
                    min(math.log(others + 1), _MOST_TOGETHER),
                    each.recurring,
                    beside / elsewhere if elsewhere > 1 else 0.0,
                )
            )
        yield place, features


def renderings(
    places: Sequence[Place],
    counts: Mapping[Key, int],
    pairs: Sequence[Pair],
    targets: Sequence[Key],
    usual: Sequence[Key] = (),
) -> list[Rendering]:
    """The likeliest rendering at each place of a term; none where there is no candidate.

    ``targets`` are the words of all targets (:func:`.recurring.target_keys`). ``usual`` are
    renderings that the term is known to have; the commonest of the places' own are added.
    """
    choices = [
        _Choice(place, tuple(_total(place, features)))
        for place, features in scored(places, counts)
        if place.options
    ]
    often = (*usual, *_often([choice.key for choice in choices]))
    return [_second_look(choice, often, targets).rendering(pairs) for choice in choices]


@dataclass(frozen=True, slots=True)
class _Choice:
    """A place and the score of each of its options."""

    place: Place
    scores: tuple[float, ...]

    @property
    def best(self) -> int:
        return max(range(len(self.scores)), key=self.scores.__getitem__)

    @property
    def key(self) -> Key:
        return self.place.options[self.best].key

    def beyond(self, usual: Key) -> _Choice:
        """The best choice that holds what is chosen and a word that the usual rendering has not.

        Itself if there is none nearly as good. The other places do not count, as they speak for
        the part.
        """
        kept = [
            option.score if not set(option.key) <= set(usual) else -math.inf
            for option in self.place.options
        ]
        best = max(range(len(kept)), key=kept.__getitem__)
        if kept[best] < self.place.options[self.best].score - _SECOND_BEST:
            return self
        chosen, first = self.place.options[best].span, self.place.options[self.best].span
        if chosen.start > first.start or chosen.end < first.end:
            return self
        return _Choice(self.place, tuple(kept))

    def rendering(self, pairs: Sequence[Pair]) -> Rendering:
        best = self.best
        total = sum(math.exp(score - self.scores[best]) for score in self.scores)
        chosen = self.place.options[best]
        span = chosen.span
        text = pairs[self.place.occurrence.unit][1][span.start : span.end]
        return Rendering(
            self.place.occurrence,
            span,
            text,
            chosen.key,
            1 / total,
            chosen.chosen,
            chosen.claimed,
        )


def _total(place: Place, features: Iterable[tuple[float, ...]]) -> Iterator[float]:
    for option, values in zip(place.options, features, strict=True):
        yield option.score + sum(map(operator.mul, WEIGHTS, values))


def _often(keys: Sequence[Key]) -> tuple[Key, ...]:
    """The renderings of several places, the commonest first."""
    return tuple(key for key, count in Counter(keys).most_common() if count >= _SOME)


def _second_look(choice: _Choice, often: Sequence[Key], targets: Sequence[Key]) -> _Choice:
    """Another choice, if what is chosen is part of a frequent rendering that does not stand there.

    Half of it is hardly what the term became: *banking* in "banking network", where other places
    have *banking system*.
    """
    target = targets[choice.place.occurrence.unit]
    whole = [key for key in often if set(choice.key) < set(key)]
    if not whole or any(times(key, target) for key in whole):
        return choice
    return choice.beyond(whole[0])


def _longer(words: Sequence[Token], candidate: Candidate) -> tuple[Key, ...]:
    """The key of a candidate with the word before it, and with the word after it."""
    before = (word.key for word in reversed(words[: candidate.first]) if word.kind != "light")
    after = (word.key for word in words[candidate.last :] if word.kind != "light")
    return (
        *((each, *candidate.key) for each in islice(before, 1)),
        *((*candidate.key, each) for each in islice(after, 1)),
    )
