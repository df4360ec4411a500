"""Which part of the target answers a part of the source.

On a bird's-eye level: every stretch of target words that some word of the source span may have
chosen is a candidate. It is good if the span's words chose it and its words chose the span (as in
phrase extraction from two word alignments, Och and Ney 2004, but with chances in place of links),
bad if it holds what others chose or what nobody did, and better if it looks like a term: no
grammar, no verb in front, no half of a hyphenated word. These features are weighed in a linear
model, so that the exponents of scores, made to add up to 1, are probabilities. The
weights were fitted on terms in financial reports whose renderings are known (benchmarks/terms.py).

A candidate never crosses punctuation, unless the source span does, and holds no lone bracket.
"""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from ...corpus.model import Span
from ...corpus.text.lexicon import cedict
from .abbreviations import definitions
from .model import WordAlignment
from .tokens import Token, content_key

Floats = npt.NDArray[np.float32]

FEATURES = (
    "unexplained",
    "chosen",
    "of others",
    "of nobody",
    "takes from others",
    "linked elsewhere",
    "grammar",
    "shorter",
    "similar",
    "half a word",
    "verb in front",
    "verb behind",
    "cuts a word",
    "edge chosen",
)
WEIGHTS = np.array(
    [
        *(-0.85, 1.22, 0.28, -2.26, -0.88, -1.83, -1.32),
        *(-2.85, 10.62, -6.58, -0.84, -1.24, -3.76, 1.12),
    ],
    dtype=np.float32,
)

_LONGEST = 14
"""Words of the longest candidate."""
_ACTIVE = 0.03
"""How surely the first and the last word of a candidate must belong to the span, at least."""
_GRAMMAR, _NUMBER = 0.1, 0.5
"""What a word that carries grammar only, and a number, count for beside others."""

_WORDS_OF_LETTER = 0.7
"""Words that a capital letter of an abbreviation becomes."""
_REACH = 2
"""Characters on either side of an edge that a word of the dictionary is looked for in."""

_BARRIER = re.compile('[，。；：！？、!?;:“”「」《》"]|[,.]\\s|\n')
_OPENING, _CLOSING = "(（[［{", ")）]］}"


@dataclass(frozen=True, slots=True)
class Candidate:
    """Target words ``first`` up to ``last`` that may answer a source span, and how well.

    ``key`` is the same for candidates that differ in inflection and articles only.
    """

    first: int
    last: int
    key: tuple[str, ...]
    features: tuple[float, ...]
    score: float

    @property
    def belonging(self) -> float:
        """How much of the candidate answers the span, beside what answers others or nobody."""
        chosen, of_others, of_nobody = self.features[1:4]
        return chosen / max(chosen + of_others + of_nobody, 1e-6)

    @property
    def claimed(self) -> float:
        """How much of the candidate answers other words of the source."""
        chosen, of_others, of_nobody = self.features[1:4]
        return of_others / max(chosen + of_others + of_nobody, 1e-6)


def candidates(
    alignment: WordAlignment,
    span: Span,
    source: str,
    target: str,
    most: int = 8,
    recurring: Collection[tuple[str, ...]] = (),
) -> list[Candidate]:
    """The best candidates for what answers a span of the source text, the best first.

    ``recurring`` holds the keys of stretches that are candidates wherever they stand, because
    they were found again and again beside what stands in the span.
    """
    span = _defined(span, source)
    found = list(_scored(alignment, span, source, target, recurring))
    found.sort(key=lambda each: (-each.score, each.first, each.last))
    return found[:most]


def text_span(words: Sequence[Token], candidate: Candidate) -> Span:
    """Where a candidate stands in its text."""
    return Span(words[candidate.first].start, words[candidate.last - 1].end)


def _scored(
    alignment: WordAlignment,
    span: Span,
    source: str,
    target: str,
    recurring: Collection[tuple[str, ...]],
) -> Iterator[Candidate]:
    words = alignment.target
    share = _shares(alignment.source, span)
    rows = np.flatnonzero(share)
    if not len(rows) or not words:
        return
    weight, others = _weights(alignment.source), _weights(words)
    inside = share * weight
    amount = float(inside.sum())
    expected = amount + sum(_letters(source, alignment.source[row]) for row in rows)
    chosen = (share @ alignment.backward) * others
    elsewhere = ((1 - share) @ alignment.backward) * others
    nobody = np.maximum(others - chosen - elsewhere, 0)
    explained = inside @ alignment.forward
    taken = ((1 - share) * weight) @ alignment.forward
    # Its edges belong to the span, or stand beside what does: what has no answer is part of it too.
    active = _spread(explained + chosen >= _ACTIVE).tolist()
    numbers = any(alignment.source[row].kind == "number" for row in rows)
    verbs = any(alignment.source[row].kind == "verb" for row in rows)
    joined = [_hyphen(target, *two) for two in pairwise(words)]
    meaning = [word.is_content and (numbers or word.kind != "number") for word in words]
    # "in-depth" may begin a rendering, though "in" may not.
    begins = [
        (good and active[place])
        or (not good and place < len(joined) and joined[place] and active[place + 1])
        for place, good in enumerate(meaning)
    ]
    ends = [good and active[place] for place, good in enumerate(meaning)]
    blocked = _blocked(words, target, bool(_BARRIER.search(source[span.start : span.end])))
    # Where both choose each other there is a link, and a phrase should cut none.
    outside = np.sqrt(alignment.forward * alignment.backward) * (1 - share)[:, None]
    linked = outside.max(axis=0) * others
    totals = [
        _running(each)
        for each in (explained, chosen, elsewhere, nobody, taken, linked, others >= 1)
    ]
    similarity = alignment.similarity[rows] * inside[rows, None]
    verb_behind = [_is_verb(word, target) for word in words]
    again = {
        (first, last)
        for first, last in _places(words, recurring)
        if meaning[first] and meaning[last - 1]
    }
    begun = {first for first, _ in again}
    cuts = _cuts(words, target)
    for first in range(len(words)):
        if not begins[first] and first not in begun:
            continue
        end = min(len(words), first + _LONGEST, next(b for b in blocked if b > first))
        similar = np.maximum.accumulate(similarity[:, first:end], axis=1).sum(axis=0) / amount
        for last in range(first + 1, end + 1):
            if not (begins[first] and ends[last - 1]) and (first, last) not in again:
                continue
            if _lone_bracket(target[words[first].start : words[last - 1].end]):
                continue
            explains, chose, of_others, of_nobody, takes, cut, content = (
                float(total[last] - total[first]) for total in totals
            )
            halves = (first > 0 and joined[first - 1]) + (last < len(words) and joined[last - 1])
            ratio = math.log((content + 0.3) / (expected + 0.3))
            features = (
                amount - explains,
                chose,
                of_others,
                of_nobody,
                takes,
                cut,
                last - first - content,
                max(0.0, -ratio),
                float(similar[last - first - 1]),
                float(halves),
                float(words[first].kind == "verb" and not verbs),
                float(verb_behind[last - 1] and not verbs),
                float(cuts[first] + cuts[last]),
                float(min(chosen[first], chosen[last - 1])),
            )
            score = float(np.dot(WEIGHTS, np.array(features, dtype=np.float32)))
            key = content_key(words[first:last])
            yield Candidate(first, last, key, features, score)


def _shares(words: Sequence[Token], span: Span) -> Floats:
    """How much of each word lies in a span."""
    return np.array(
        [
            max(0, min(span.end, word.end) - max(span.start, word.start)) / (word.end - word.start)
            for word in words
        ],
        dtype=np.float32,
    )


def _weights(words: Sequence[Token]) -> Floats:
    return np.array(
        [
            _NUMBER if word.kind == "number" else 1.0 if word.is_content else _GRAMMAR
            for word in words
        ],
        dtype=np.float32,
    )


def _running(values: npt.NDArray[np.generic]) -> npt.NDArray[np.float64]:
    return np.concatenate([[0.0], np.cumsum(values, dtype=np.float64)])


def _blocked(words: Sequence[Token], text: str, free: bool) -> list[int]:
    """The words that no candidate may lead up to from before, and the end."""
    places = (
        []
        if free
        else [
            place
            for place in range(1, len(words))
            if _BARRIER.search(text[words[place - 1].end : words[place].start])
        ]
    )
    return [*places, len(words)]


def _lone_bracket(text: str) -> bool:
    depth = 0
    for letter in text:
        if letter in _OPENING:
            depth += 1
        elif letter in _CLOSING:
            depth -= 1
            if depth < 0:
                return True
    return depth != 0


def _hyphen(text: str, word: Token, after: Token) -> bool:
    return text[word.end : after.start] in ("-", "‐", "‑")


def _spread(places: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
    """The places themselves and those beside them."""
    wider = places.copy()
    wider[1:] |= places[:-1]
    wider[:-1] |= places[1:]
    return wider


def _letters(text: str, word: Token) -> float:
    """How many words more an abbreviation is likely to become."""
    written = text[word.start : word.end]
    if not written[1:2].isupper():
        return 0.0
    return max(0.0, _WORDS_OF_LETTER * sum(map(str.isupper, written)) - 1)


def _places(words: Sequence[Token], runs: Collection[tuple[str, ...]]) -> Iterator[tuple[int, int]]:
    """Where the words stand that certain keys are made of."""
    heavy = [place for place, word in enumerate(words) if word.kind != "light"]
    plain = tuple(words[place].key for place in heavy)
    for run in runs:
        for start in range(len(plain) - len(run) + 1):
            if plain[start : start + len(run)] == run:
                yield heavy[start], heavy[start + len(run) - 1] + 1


def _cuts(words: Sequence[Token], text: str) -> list[bool]:
    """For each word and the end, whether a word of the dictionary reaches over its beginning."""
    lexicon = cedict()
    cuts = [False] * (len(words) + 1)
    for place, (before, word) in enumerate(pairwise(words), 1):
        edge = word.start
        cuts[place] = before.end == edge and any(
            text[start : edge + after] in lexicon
            for start in range(max(edge - _REACH, before.start), edge)
            for after in range(1, _REACH + 1)
        )
    return cuts


def _defined(span: Span, text: str) -> Span:
    """What an abbreviation in brackets stands for, if that is what stands before them."""
    if text[span.start - 1 : span.start] in _OPENING:
        for long, short in definitions(text):
            if short == span:
                return long
    return span


def _is_verb(word: Token, text: str) -> bool:
    """Whether a word is likely to be a verb; in English, one in the past."""
    return word.kind == "verb" or (word.kind == "word" and text[: word.end].endswith("ed"))
