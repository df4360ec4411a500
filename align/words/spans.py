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


@dataclass(frozen=True, slots=True)
class Ground:
    """What the candidates for all spans of a unit have in common; :func:`ground` makes it.

    Of each target word: ``weights`` says what it counts for, ``linked`` how surely each source
    word (a row) and it choose each other, ``joined`` whether a hyphen follows it, ``barred``
    whether punctuation comes before it, ``cuts`` whether a word of the dictionary reaches over
    its beginning (one more for the end), ``verbs`` whether it is likely to be one.
    """

    alignment: WordAlignment
    source: str
    target: str
    weights: tuple[Floats, Floats]
    linked: Floats
    joined: npt.NDArray[np.bool_]
    barred: npt.NDArray[np.bool_]
    cuts: npt.NDArray[np.bool_]
    verbs: npt.NDArray[np.bool_]


def ground(alignment: WordAlignment, source: str, target: str) -> Ground:
    """What is looked at once for a unit."""
    words = alignment.target
    between = list(pairwise(words))
    barred = [bool(_BARRIER.search(target[one.end : two.start])) for one, two in between]
    return Ground(
        alignment,
        source,
        target,
        (_weights(alignment.source), _weights(words)),
        np.sqrt(alignment.forward * alignment.backward),
        np.array([*(_hyphen(target, *two) for two in between), False], dtype=bool),
        np.array([False, *barred], dtype=bool),
        np.array(_cuts(words, target), dtype=bool),
        np.array([_is_verb(word, target) for word in words], dtype=bool),
    )


def candidates(
    unit: Ground, span: Span, most: int = 8, recurring: Collection[tuple[str, ...]] = ()
) -> list[Candidate]:
    """The best candidates for what answers a span of a unit's source, the best first.

    ``recurring`` holds the keys of stretches that are candidates wherever they stand, because
    they were found again and again beside what stands in the span.
    """
    span = _defined(span, unit.source)
    words = unit.alignment.target
    share = _shares(unit.alignment.source, span)
    if not words or not share.any():
        return []
    facing = _facing(unit, share)
    stretches = np.array(sorted(_stretches(unit, span, share, facing, recurring)), dtype=np.int64)
    if not len(stretches):
        return []
    firsts, lasts = stretches.T
    features = _features(unit, share, facing, firsts, lasts)
    scores = features @ WEIGHTS
    best = np.lexsort((lasts, firsts, -scores))[:most].tolist()
    return [
        Candidate(
            first := int(firsts[place]),
            last := int(lasts[place]),
            content_key(words[first:last]),
            tuple(features[place].tolist()),
            float(scores[place]),
        )
        for place in best
    ]


def text_span(words: Sequence[Token], candidate: Candidate) -> Span:
    """Where a candidate stands in its text."""
    return Span(words[candidate.first].start, words[candidate.last - 1].end)


@dataclass(frozen=True, slots=True)
class _Facing:
    """Of each target word, how much it answers the span, and how much the span or others want it.

    ``explained`` and ``taken`` are what the words of the span and all others chose, ``chosen``,
    ``elsewhere`` and ``nobody`` what the target word itself chose.
    """

    explained: Floats
    taken: Floats
    chosen: Floats
    elsewhere: Floats
    nobody: Floats


def _facing(unit: Ground, share: Floats) -> _Facing:
    weight, others = unit.weights
    forward, backward = unit.alignment.forward, unit.alignment.backward
    chosen = (share @ backward) * others
    elsewhere = ((1 - share) @ backward) * others
    own: Floats = share * weight
    rest: Floats = (1 - share) * weight
    return _Facing(
        own @ forward,
        rest @ forward,
        chosen,
        elsewhere,
        np.maximum(others - chosen - elsewhere, 0),
    )


def _stretches(
    unit: Ground,
    span: Span,
    share: Floats,
    facing: _Facing,
    recurring: Collection[tuple[str, ...]],
) -> Iterator[tuple[int, int]]:
    """The stretches of target words, first and last, that may answer a span."""
    words, target = unit.alignment.target, unit.target
    # Its edges belong to the span, or stand beside what does: what has no answer is part of it too.
    active = _spread(facing.explained + facing.chosen >= _ACTIVE).tolist()
    joined = unit.joined.tolist()
    numbers = any(
        part and word.kind == "number"
        for part, word in zip(share.tolist(), unit.alignment.source, strict=True)
    )
    meaning = [word.is_content and (numbers or word.kind != "number") for word in words]
    # "in-depth" may begin a rendering, though "in" may not.
    begins = [
        (good and active[place]) or (not good and joined[place] and active[place + 1])
        for place, good in enumerate(meaning)
    ]
    ends = [good and active[place] for place, good in enumerate(meaning)]
    again = {
        (first, last)
        for first, last in _places(words, recurring)
        if meaning[first] and meaning[last - 1]
    }
    begun = {first for first, _ in again}
    free = bool(_BARRIER.search(unit.source[span.start : span.end]))
    bars = [] if free else np.flatnonzero(unit.barred).tolist()
    bars.append(len(words))
    brackets = any(mark in target for mark in _OPENING + _CLOSING)
    for first in range(len(words)):
        if not begins[first] and first not in begun:
            continue
        end = min(first + _LONGEST, next(bar for bar in bars if bar > first))
        for last in range(first + 1, end + 1):
            if not (begins[first] and ends[last - 1]) and (first, last) not in again:
                continue
            if brackets and _lone_bracket(target[words[first].start : words[last - 1].end]):
                continue
            yield first, last


def _features(
    unit: Ground,
    share: Floats,
    facing: _Facing,
    firsts: npt.NDArray[np.int64],
    lasts: npt.NDArray[np.int64],
) -> Floats:
    """The :data:`FEATURES` of stretches, a row each."""
    alignment, (weight, others) = unit.alignment, unit.weights
    rows = np.flatnonzero(share)
    inside = share * weight
    amount = float(inside.sum())
    expected = amount + sum(_letters(unit.source, alignment.source[row]) for row in rows)
    verbs = any(alignment.source[row].kind == "verb" for row in rows)
    # Where both choose each other there is a link, and a phrase should cut none.
    linked = (unit.linked * (1 - share)[:, None]).max(axis=0) * others
    values = np.stack(
        [
            facing.explained,
            facing.chosen,
            facing.elsewhere,
            facing.nobody,
            facing.taken,
            linked,
            others >= 1,
        ]
    )
    running = np.zeros((len(values), len(others) + 1))
    np.cumsum(values, axis=1, out=running[:, 1:])
    explains, chose, of_others, of_nobody, takes, cut, content = (
        running[:, lasts] - running[:, firsts]
    )
    similarity = alignment.similarity[rows] * inside[rows, None]
    similar = np.empty(len(firsts))
    for first in np.unique(firsts):
        here = firsts == first
        end = lasts[here].max()
        highest = np.maximum.accumulate(similarity[:, first:end], axis=1).sum(axis=0)
        similar[here] = highest[lasts[here] - first - 1] / amount
    before = np.concatenate([[False], unit.joined])
    in_front = np.array([word.kind == "verb" for word in alignment.target])
    columns = (
        amount - explains,
        chose,
        of_others,
        of_nobody,
        takes,
        cut,
        lasts - firsts - content,
        np.maximum(0.0, -np.log((content + 0.3) / (expected + 0.3))),
        similar,
        before[firsts].astype(float) + unit.joined[lasts - 1],
        in_front[firsts] & (not verbs),
        unit.verbs[lasts - 1] & (not verbs),
        unit.cuts[firsts].astype(float) + unit.cuts[lasts],
        np.minimum(facing.chosen[firsts], facing.chosen[lasts - 1]),
    )
    features: Floats = np.stack(columns, axis=1).astype(np.float32)
    return features


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
