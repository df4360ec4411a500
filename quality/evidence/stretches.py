"""Which part of one side nobody answers: a clause left out, or one that was added.

On a bird's-eye level: in a sentence that is translated whole every clause has words that the other
side answers; where a clause was left out, hardly one of its words is, while the rest is answered as
usual. Single words prove nothing, as translators are free; so what is judged are *candidates*, runs
of one to three clauses (what stands between two marks of punctuation), and the run of tokens that
is answered worst wherever it begins. A candidate is described by how much of it is answered and of
what is around it; by how much of that is *mutual*, that is, the answering word is not rather the
answer to another; by whether the lengths of both sides fit better without it; and by how much of
the other side is unanswered too, as where both have a name in their own way. A logistic regression
(``benchmarks/omissions.py``) makes a probability of that. The likeliest candidate stands for the
unit.

Sums over a run of tokens are differences of running totals, so all candidates of a unit are
described at once. Start reading at :func:`unanswered`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ...corpus.info import count_words
from ...corpus.model import Span
from .model import Stretch
from .weights import Logistic
from .window import Answers, Floats, Side, Values, Window

Numbers = npt.NDArray[np.int64]

FEATURES = (
    "answered",
    "mutual",
    "answered_around",
    "mutual_around",
    "size",
    "share",
    "length",
    "length_without",
    "better_without",
    "attracted",
    "blank",
    "edges",
    "tokens",
    "tokens_there",
    "unanswered_there",
    "unanswered_there_size",
    "mass_answered",
    "mass_mutual",
    "too_short",
    "long_without",
    "length_square",
    "length_without_square",
    "length_share",
    "mutual_length",
    "contrast_size",
    "contrast_length",
    "mutual_square",
    "share_square",
)

_FEWEST = 6
"""Tokens of a side in which a stretch is looked for."""
_LEAST = 1.5
"""Summed rarity from which a candidate has anything to say."""
_CLAUSES = 3
"""Clauses of a candidate, at most."""
_USUAL, _USUAL_MUTUAL = 0.4, 0.33
"""How far tokens are usually answered; the worst run is what stays below for longest."""
_BLANK = 0.3
"""A token answered less than this is not answered."""
_RARE = float(np.log(0.05 / 0.95))
"""Log odds of a unit with such a fault before it is looked at. (The weights are fitted on as many
units with it as without.)"""
_UNLIKELY = -3.0
"""Log odds below which a stretch is not worth keeping."""
_USUAL_QUARTER = -5.9
"""What the likeliest stretches of a quarter of all units stay below."""
_DOUBT = 40
"""How many units that counts for against the window's own."""
LEANINGS = {("en", "zh"): (-1.9, 0.6)}
"""By languages: how much higher that is for their sources, and for their targets."""
_FEWEST_WORDS = 3
"""Words (or Chinese characters) of a stretch that may be a clause."""
_BOLDER, _QUIETER = 2.0, 1.5
"""How far odds are moved up or down at most."""
_BREAK = re.compile("[，；：。！？,;:!?…—]")


@dataclass(frozen=True, slots=True)
class Facing:
    """A unit's tokens as seen from one side: those of this side, and of the other.

    ``answered`` and ``mutual`` are for each token of this side, ``answered_there`` for each of the
    other; ``best`` is which token of this side each of the other answers. ``length`` and ``actual``
    are bytes of this side and of the other, ``ratio`` how many of those are expected for one here.
    """

    pieces: tuple[str, ...]
    rarity: Floats
    rarity_there: Floats
    answered: Floats
    mutual: Floats
    answered_there: Floats
    best: Numbers
    length: float
    actual: float
    ratio: float


def facings(window: Window, unit: int, answers: Answers) -> tuple[Facing, Facing]:
    """A unit seen from its source, and from its target."""
    ratio = window.scale.ratio
    return (
        _facing(window.source, window.target, unit, answers, ratio),
        _facing(window.target, window.source, unit, answers.turned(), 1 / ratio),
    )


def _facing(here: Side, there: Side, unit: int, answers: Answers, ratio: float) -> Facing:
    return Facing(
        tuple(here.pools.words.pieces(*here.tokens(unit))),
        here.rarity(unit),
        there.rarity(unit),
        answers.source,
        answers.mutual(),
        answers.target,
        answers.alike.argmax(axis=0) if len(answers.alike) else np.zeros(0, dtype=np.int64),
        float(here.bytes[unit]),
        float(there.bytes[unit]),
        ratio,
    )


def candidates(facing: Facing) -> Numbers:
    """The stretches of a side that come into question: rows of (first token, the one after)."""
    count = len(facing.pieces)
    if count < _FEWEST or not len(facing.best):
        return np.zeros((0, 2), dtype=np.int64)
    edges = [0, *(at + 1 for at, piece in enumerate(facing.pieces) if _BREAK.search(piece))]
    if edges[-1] < count:
        edges.append(count)
    clauses = len(edges) - 1
    found = {
        (edges[first], edges[first + length])
        for length in range(1, min(_CLAUSES, clauses - 1) + 1)
        for first in range(clauses - length + 1)
    }
    found.add(_worst(facing.rarity * (_USUAL - facing.answered)))
    found.add(_worst(facing.rarity * (_USUAL_MUTUAL - facing.mutual)))
    total = _totals(facing.rarity)
    return np.array(
        sorted(
            (first, last)
            for first, last in found
            if total[last] - total[first] >= _LEAST and last - first < count
        ),
        dtype=np.int64,
    ).reshape(-1, 2)


def _worst(lack: Floats) -> tuple[int, int]:
    """The run of tokens with the highest sum."""
    total = _totals(lack)
    lowest = np.minimum.accumulate(total)
    last = int((total - lowest).argmax())
    return int(total[: last + 1].argmin()), last


def features(facing: Facing, stretches: Numbers) -> Values:
    """What is known of stretches: an array (stretches, ``FEATURES``)."""
    first, last = stretches.T

    def inside(values: npt.NDArray[np.floating] | npt.NDArray[np.bool_]) -> Values:
        total = _totals(values)
        difference: Values = total[last] - total[first]
        return difference

    rarity, there = facing.rarity, facing.rarity_there
    mass, whole, whole_there = inside(rarity), float(rarity.sum()), float(there.sum())
    around = whole - mass
    answered, mutual = rarity * facing.answered, rarity * facing.mutual
    answered_in, mutual_in = inside(answered), inside(mutual)
    long = np.array([len(piece.strip().encode("utf-8", "replace")) for piece in facing.pieces])
    expected = facing.length * facing.ratio
    part = inside(long.astype(np.float64)) / max(1, int(long.sum())) * expected
    length = np.full(len(mass), np.log((facing.actual + 8) / (expected + 8)))
    without = np.log((facing.actual + 8) / (np.maximum(0.0, expected - part) + 8))
    drawn = np.bincount(
        facing.best, weights=there * facing.answered_there, minlength=len(rarity)
    ).astype(np.float64)
    blank_there = float((there * (facing.answered_there < _BLANK)).sum())
    lack = np.full(len(mass), (there * (1 - facing.answered_there)).sum() / (whole_there + 0.5))
    pieces = facing.pieces
    edges = np.array(
        [
            (a == 0 or _BREAK.search(pieces[a - 1]) is not None)
            + (b == len(pieces) or _BREAK.search(pieces[b - 1]) is not None)
            for a, b in stretches.tolist()
        ]
    )
    level, agreed = answered_in / (mass + 0.3), mutual_in / (mass + 0.3)
    outside = (answered.sum() - answered_in) / (around + 0.3)
    agreed_outside = (mutual.sum() - mutual_in) / (around + 0.3)
    size, share, contrast = np.log(mass), mass / whole, agreed_outside - agreed
    found: dict[str, npt.NDArray[np.floating]] = {
        "answered": level,
        "mutual": agreed,
        "answered_around": outside,
        "mutual_around": agreed_outside,
        "size": size,
        "share": share,
        "length": length,
        "length_without": without,
        "better_without": np.abs(without) - np.abs(length),
        "attracted": inside(drawn) / (mass * whole_there / whole + 0.3),
        "blank": inside(rarity * (facing.answered < _BLANK)) / (mass + 0.3),
        "edges": edges,
        "tokens": np.full(len(mass), np.log(len(rarity))),
        "tokens_there": np.full(len(mass), np.log(len(there) + 1)),
        "unanswered_there": lack,
        "unanswered_there_size": np.minimum(blank_there / (mass + 0.3), 3.0),
        "mass_answered": mass * (_USUAL - level),
        "mass_mutual": mass * (_USUAL - agreed),
        "too_short": np.minimum(length, 0.0),
        "long_without": np.maximum(without, 0.0),
        "length_square": length**2,
        "length_without_square": without**2,
        "length_share": length * share,
        "mutual_length": agreed * length,
        "contrast_size": contrast * size,
        "contrast_length": contrast * length,
        "mutual_square": agreed**2,
        "share_square": share**2,
    }
    return np.stack([found[name] for name in FEATURES], axis=1).astype(np.float64)


def unanswered(
    facings: Mapping[int, Facing], texts: Mapping[int, str], weights: Logistic, lean: float
) -> dict[int, Stretch]:
    """The likeliest stretches of the units of a window, seen from one side, that have no answer.

    How free a translation is differs from text to text. So the odds are moved by how much the
    lower quarter of the window's units, which are surely whole, differ from what is usual; but
    not far, for there are files in which most units have such a fault. ``lean`` is how much the
    languages and the side usually make of that difference.
    """
    found = {unit: best for unit, facing in facings.items() if (best := likeliest(facing, weights))}
    if not found:
        return {}
    quarter = float(np.quantile([odds for odds, _, _ in found.values()], 0.25))
    seen = (quarter - _USUAL_QUARTER) * len(found) + lean * _DOUBT
    shift = min(max(seen / (len(found) + _DOUBT), -_BOLDER), _QUIETER)
    told: dict[int, Stretch] = {}
    for unit, (odds, first, last) in found.items():
        if odds - shift > _UNLIKELY:
            span = place(facings[unit].pieces, texts[unit], first, last)
            if count_words(texts[unit][span.start : span.end]) >= _FEWEST_WORDS:
                told[unit] = Stretch(span, float(1 / (1 + np.exp(shift - odds))))
    return told


def likeliest(facing: Facing, weights: Logistic) -> tuple[float, int, int] | None:
    """The log odds of the likeliest candidate, and its tokens."""
    stretches = candidates(facing)
    if not len(stretches):
        return None
    odds = weights.odds(features(facing, stretches)) + _RARE
    best = int(odds.argmax())
    first, last = stretches[best].tolist()
    return float(odds[best]), first, last


def place(pieces: tuple[str, ...], text: str, first: int, last: int) -> Span:
    """Where tokens stand in a text; marks and white space at the edges are left out.

    The tokens spell the text in normal form, so each is looked for in that, a little ahead of the
    one before. One that is not found (a character the vocabulary lacks) is passed over.
    """
    plain, origin = _normal(text)
    at, begin, end = 0, None, 0
    for number, piece in enumerate(pieces[:last]):
        word = piece.replace(" ", "")
        found = plain.find(word, at, at + len(word) + _AHEAD) if word else -1
        if found < 0:
            continue
        at = found + len(word)
        if number >= first:
            begin = origin[found] if begin is None else begin
            end = origin[at - 1] + 1
    begin = 0 if begin is None else begin
    while begin < end and not text[begin].isalnum():
        begin += 1
    while end > begin and not text[end - 1].isalnum():
        end -= 1
    return Span(begin, end)


_AHEAD = 24
"""Characters ahead in which a token is looked for."""


def _normal(text: str) -> tuple[str, list[int]]:
    """A text in normal form without white space, and where each of its characters came from."""
    plain: list[str] = []
    origin: list[int] = []
    for number, char in enumerate(text):
        for each in unicodedata.normalize("NFKC", char):
            if not each.isspace():
                plain.append(each)
                origin.append(number)
    return "".join(plain), origin


def _totals(values: npt.NDArray[np.floating] | npt.NDArray[np.bool_]) -> Values:
    """Running totals, beginning with 0."""
    total = np.zeros(len(values) + 1)
    np.cumsum(values, out=total[1:])
    return total
