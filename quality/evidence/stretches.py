"""Which part of one side nobody answers: a clause left out, or one that was added.

On a bird's-eye level: in a sentence that is translated whole every clause has words that the other
side answers; where a clause was left out, hardly one of its words is, while the rest is answered as
usual. So each token has its odds of being lost (:mod:`.lost`), and only units where some are likely
to be are looked at closely. What is judged there are *candidates*, runs of one to three clauses
(what stands between two marks of punctuation), and the run of tokens that is answered worst
wherever it begins. A candidate is described by how much of it is answered and of what is around it;
by how much of that is *mutual*, that is, the answering word is not rather the answer to another; by
whether the lengths of both sides fit better without it; and by what is *left over* of the other
side when everything around the candidate is answered: if something is, and if it says anything like
the candidate, that may be another way to put it, or a name in its own form. A logistic regression
(``benchmarks/omissions.py``) makes a probability of that. The likeliest candidate stands for the
unit.

Sums over a run of tokens are differences of running totals, so all candidates of a unit are
described at once. Start reading at :func:`unanswered`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping

import numpy as np
import numpy.typing as npt

from ...corpus.info import count_words
from ...corpus.model import Span
from .facing import WEIGHT, Facing, Numbers, totals, worst
from .lost import lost, mass_lost
from .model import Stretch
from .weights import Weights
from .window import Floats, Values

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
    "lost",
    "lost_size",
    "lost_mass",
    "lost_sum",
    "lost_around",
    "lost_share",
    "lost_share_around",
    "left_over",
    "left_over_run",
    "left_over_alike",
    "explained",
    "similarity",
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
RARE = float(np.log(0.05 / 0.95))
"""Log odds of a unit with such a fault before it is looked at. (The weights are fitted on as many
units with it as without.)"""
_UNLIKELY = -3.0
"""Log odds below which a stretch is not worth keeping."""
_USUAL_QUARTER = -4.3
"""What the likeliest stretches of three quarters of all units stay below."""
_DOUBT = 40
"""How many units that counts for against the window's own."""
LEANINGS = {("en", "zh"): (-2.0, -0.7)}
"""By languages: how much higher that is for their sources, and for their targets."""
_FEWEST_WORDS = 3
"""Words (or Chinese characters) of a stretch that may be a clause."""
_BOLDER, _QUIETER = 1.0, 1.5
"""How far odds are moved up or down at most."""
_LEAST_LOST = 0.3
"""How many tokens of full rarity must probably be lost for a unit to be looked at closely."""
LEAST_ODDS = -7.0
"""Log odds of a unit that is not."""
_LITTLE, _LITTLE_MASS, _MUCH = 0.1, 0.3, 4.0
"""Rarity that keeps shares of next to nothing small, and from which more of it proves no more."""
_EXPECTED = 0.55
"""How much of a token is usually left over where nothing answers it."""
_NOTHING = np.zeros((0, 2), dtype=np.int64)
_BREAK = re.compile("[，；：。！？,;:!?…—]")


def candidates(facing: Facing) -> Numbers:
    """The stretches of a side that come into question: rows of (first token, the one after)."""
    count = len(facing.pieces)
    if count < _FEWEST or not len(facing.rarity_there):
        return _NOTHING
    edges = [0, *(at + 1 for at, piece in enumerate(facing.pieces) if _BREAK.search(piece))]
    if edges[-1] < count:
        edges.append(count)
    clauses = len(edges) - 1
    found = {
        (edges[first], edges[first + length])
        for length in range(1, min(_CLAUSES, clauses - 1) + 1)
        for first in range(clauses - length + 1)
    }
    found.add(worst(facing.rarity * (_USUAL - facing.answered)))
    found.add(worst(facing.rarity * (_USUAL_MUTUAL - facing.mutual)))
    total = totals(facing.rarity)
    return np.array(
        sorted(
            (first, last)
            for first, last in found
            if total[last] - total[first] >= _LEAST and last - first < count
        ),
        dtype=np.int64,
    ).reshape(-1, 2)


def features(facing: Facing, odds: Values, stretches: Numbers) -> Values:
    """What is known of stretches: an array (stretches, ``FEATURES``). ``odds`` are those of the
    tokens that they are lost."""
    first, last = stretches.T

    def inside(values: npt.NDArray[np.floating] | npt.NDArray[np.bool_]) -> Values:
        total = totals(values)
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
        facing.alike.argmax(axis=0), weights=there * facing.answered_there, minlength=len(rarity)
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
        **_lost_inside(facing, odds, stretches, mass),
        **_left_over(facing, stretches, mass),
        "similarity": np.full(len(mass), facing.similarity),
    }
    return np.stack([found[name] for name in FEATURES], axis=1).astype(np.float64)


def _lost_inside(
    facing: Facing, odds: Values, stretches: Numbers, mass: Values
) -> dict[str, Values]:
    """How likely the tokens of stretches are to be lost, and those around them."""
    first, last = stretches.T
    weight = facing.rarity + WEIGHT
    heavy, summed, likely = totals(weight), totals(weight * odds), totals(weight * (odds > 0))
    size, lost_sum = heavy[last] - heavy[first], summed[last] - summed[first]
    share, around = likely[last] - likely[first], heavy[-1] - size + _LITTLE
    level = lost_sum / size
    return {
        "lost": level,
        "lost_size": np.log(size) * level,
        "lost_mass": np.minimum(mass, _MUCH) * level,
        "lost_sum": lost_sum,
        "lost_around": (summed[-1] - lost_sum) / around,
        "lost_share": share / size,
        "lost_share_around": (likely[-1] - share) / around,
    }


def _left_over(facing: Facing, stretches: Numbers, mass: Values) -> dict[str, Values]:
    """What is left of the other side when everything outside a stretch has been answered."""
    first, last = stretches.T
    alike, there = facing.alike, facing.rarity_there
    before = np.zeros((len(alike) + 1, len(there)), dtype=np.float32)
    behind = np.zeros_like(before)
    np.maximum.accumulate(alike, axis=0, out=before[1:])
    np.maximum.accumulate(alike[::-1], axis=0, out=behind[-2::-1])
    outside = np.maximum(before[first], behind[last])
    left = there * (1 - outside)
    runs = np.zeros((len(first), len(there) + 1))
    np.cumsum(left - _EXPECTED * there, axis=1, out=runs[:, 1:])
    here = facing.sums()
    size = mass + _LITTLE_MASS
    return {
        "left_over": left.sum(axis=1) / size,
        "left_over_run": (runs - np.minimum.accumulate(runs, axis=1)).max(axis=1) / size,
        "left_over_alike": _cosines(here[last] - here[first], left @ facing.steps_there),
        "explained": (there * (before[-1] - outside)).sum(axis=1) / size,
    }


def _cosines(some: Floats, others: Floats) -> Values:
    """How alike the vectors of two arrays are, row by row."""
    lengths = np.linalg.norm(some, axis=1) * np.linalg.norm(others, axis=1)
    found: Values = np.einsum("ij,ij->i", some, others) / (lengths + 1e-6)
    return found


def unanswered(
    facings: Mapping[int, Facing], texts: Mapping[int, str], weights: Weights, lean: float
) -> dict[int, Stretch]:
    """The likeliest stretches of the units of a window, seen from one side, that have no answer.

    How free a translation is differs from text to text. So the odds are moved by how much the
    upper quarter of the window's units begins higher than usual, for most units are whole; but not
    far, for there are files in which most units have such a fault. ``lean`` is how much the
    languages and the side usually make of that difference.
    """
    found = dict(likeliest(facings, weights))
    if not found:
        return {}
    every = [found[unit][0] if unit in found else LEAST_ODDS for unit in facings]
    quarter = float(np.quantile(every, 0.75))
    seen = (quarter - _USUAL_QUARTER) * len(every) + lean * _DOUBT
    shift = min(max(seen / (len(every) + _DOUBT), -_BOLDER), _QUIETER)
    told: dict[int, Stretch] = {}
    for unit, (odds, first, last) in found.items():
        if odds - shift > _UNLIKELY:
            span = place(facings[unit].pieces, texts[unit], first, last)
            if count_words(texts[unit][span.start : span.end]) >= _FEWEST_WORDS:
                told[unit] = Stretch(span, float(1 / (1 + np.exp(shift - odds))))
    return told


def likeliest(
    facings: Mapping[int, Facing], weights: Weights
) -> Iterator[tuple[int, tuple[float, int, int]]]:
    """The log odds of each unit's likeliest candidate, and its tokens; units in which nothing is
    likely to be lost are left out."""
    for (unit, facing), odds in zip(
        facings.items(), lost(tuple(facings.values()), weights.token), strict=True
    ):
        stretches = suspects(facing, odds)
        if len(stretches):
            found = weights.stretch.odds(features(facing, odds, stretches)) + RARE
            best = int(found.argmax())
            first, last = stretches[best].tolist()
            yield unit, (float(found[best]), first, last)


def suspects(facing: Facing, odds: Values) -> Numbers:
    """The candidates of a side, if any of its tokens are likely to be lost."""
    return candidates(facing) if mass_lost(facing, odds) >= _LEAST_LOST else _NOTHING


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
