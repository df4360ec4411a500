"""A few hundred units in a row, with both sides as vectors: all that is held at a time.

On a bird's-eye level: a window is to a stream of units what :class:`duilian.align.side.Side` is to
a document. Both sides are encoded once, with the same network; the tokens are kept one by one, and
what a dictionary knows of them is looked up (:mod:`duilian.align.links`). The *scale* says what is
usual in this window (compare :mod:`duilian.align.scale`): how alike unrelated texts are here, and
the typical pair; how long a target is for a source. Few units do not say that reliably, so the
usual values count for some units more.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

import numpy as np
import numpy.typing as npt

from ...align.encode import EmbeddedEncoder, Pools
from ...align.links import links_between
from ...align.side import for_matching
from ...corpus.text.numbers import Quantity
from ..passage import Passage

Floats = npt.NDArray[np.float32]
Values = npt.NDArray[np.float64]

UNITS = 512
"""Units of a window."""
_FEWEST = 128
"""Units that make a window of their own at the end of a file."""

_CHANCE = 0.15
"""What a token's best match reaches by chance; it counts from there on."""
_DOUBT = 12.0
"""How many units the usual values count for against the window's own."""
_USUAL_MATCH = 0.62
_USUAL_UNRELATED = 0.05
_LEAST_SPREAD = 0.15
_USUAL_RATIO = {("zh", "en"): 1.35, ("en", "zh"): 0.9}
"""Bytes of target for a byte of source, 1 for other pairs of languages."""


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a window: a vector a unit, the tokens, and what can be counted.

    ``texts`` are those that were encoded: Chinese in simplified characters. ``bytes`` are lengths
    in UTF-8, ``keys`` what the quantities of each text amount to.
    """

    texts: tuple[str, ...]
    pools: Pools
    vectors: Floats
    bytes: Values
    keys: tuple[frozenset[object], ...]

    def tokens(self, unit: int) -> tuple[int, int]:
        """The tokens of a unit: the first, and the one after the last."""
        begin, end = self.pools.words.starts[unit : unit + 2].tolist()
        return begin, end

    def rarity(self, unit: int) -> Floats:
        """How much each token of a unit counts for."""
        return self.pools.words.rarity[slice(*self.tokens(unit))]


@dataclass(frozen=True, slots=True)
class Scale:
    """What is usual in a window.

    ``unrelated`` and ``match`` are cosines, of texts that have nothing to do with each other and of
    the typical pair; ``ratio`` is bytes of target for a byte of source. ``source_mean`` and
    ``target_mean`` are the sums of all vectors of a side, for ``units`` units.
    """

    unrelated: float
    match: float
    ratio: float
    source_sum: Floats
    target_sum: Floats
    units: int

    def similarity(self, cosine: Floats) -> Floats:
        """Cosines with 0 for unrelated texts and 1 for the typical pair."""
        spread = max(_LEAST_SPREAD, self.match - self.unrelated)
        scaled: Floats = (cosine - np.float32(self.unrelated)) / np.float32(spread)
        return scaled

    def background(self, vectors: Floats, other: Floats) -> Floats:
        """How like anything on the other side, whose vectors sum up to ``other``, texts are."""
        alike = vectors @ other + np.float32(self.unrelated * _DOUBT)
        return self.similarity(alike / np.float32(self.units + _DOUBT))


@dataclass(frozen=True, slots=True)
class Answers:
    """How far the tokens of the two sides of a unit answer each other: 0 as by chance, 1 fully.

    ``alike`` compares the vectors of all, source tokens in rows; what a dictionary knows of a token
    is in ``source_known`` and ``target_known``.
    """

    alike: Floats
    source_known: Floats
    target_known: Floats

    @property
    def source(self) -> Floats:
        """How far each source token is answered."""
        best: Floats = np.maximum(self.alike.max(axis=1, initial=0.0), self.source_known)
        return best

    @property
    def target(self) -> Floats:
        """How far each target token is answered."""
        best: Floats = np.maximum(self.alike.max(axis=0, initial=0.0), self.target_known)
        return best

    def mutual(self) -> Floats:
        """The same of source tokens, but a target token counts the less the more it is rather the
        answer to another source token, and not at all if it is so twice as much."""
        if not self.alike.size:
            return self.source_known
        most = self.alike.max(axis=0)
        rather = np.clip(2 * self.alike / (most + 1e-6) - 1, 0.0, 1.0)
        best: Floats = np.maximum((self.alike * rather).max(axis=1), self.source_known)
        return best

    def turned(self) -> Answers:
        """The same seen from the target."""
        return Answers(self.alike.T, self.target_known, self.source_known)


@dataclass(frozen=True, slots=True)
class Window:
    """Units in a row. ``known`` is how surely a dictionary, a name or their spelling says that the
    tokens of the source, and of the target, are answered by the other side of their unit."""

    passages: tuple[Passage, ...]
    source: Side
    target: Side
    known: tuple[Floats, Floats]
    scale: Scale

    def __len__(self) -> int:
        return len(self.passages)

    def answers(self, unit: int) -> Answers:
        """How far the tokens of a unit's two sides answer each other."""
        words, others = self.source.pools.words, self.target.pools.words
        mine, theirs = self.source.tokens(unit), self.target.tokens(unit)
        alike = words.vectors(*mine) @ others.vectors(*theirs).T
        alike -= _CHANCE
        np.maximum(alike, 0.0, out=alike)
        alike /= 1 - _CHANCE
        source, target = self.known
        return Answers(alike, source[slice(*mine)], target[slice(*theirs)])


class Windows:
    """Makes windows. The first decides along which directions tokens are compared."""

    def __init__(self, encoder: EmbeddedEncoder | None = None) -> None:
        self._encoder = encoder or EmbeddedEncoder()
        self._like: Pools | None = None

    def of(self, passages: Iterable[Passage]) -> Iterator[Window]:
        """The windows of a stream of passages of one pair of languages, one after the other."""
        stream = iter(passages)
        waiting = tuple(islice(stream, UNITS))
        while waiting:
            following = tuple(islice(stream, UNITS))
            if len(following) < _FEWEST:  # what is left would be too little to say what is usual
                waiting, following = waiting + following, ()
            yield self.window(waiting)
            waiting = following

    def window(self, passages: Sequence[Passage]) -> Window:
        """A window of these passages."""
        languages = passages[0].source_language, passages[0].target_language
        source = self._side(
            [each.source for each in passages],
            [each.source_quantities for each in passages],
            languages[0],
        )
        target = self._side(
            [each.target for each in passages],
            [each.target_quantities for each in passages],
            languages[1],
        )
        words, others = source.pools.words, target.pools.words
        links, back = links_between(words, others, languages)
        known = links.opposite(words.starts), back.opposite(others.starts)
        usual = _USUAL_RATIO.get(passages[0].languages, 1.0)
        return Window(tuple(passages), source, target, known, _scale(source, target, usual))

    def _side(
        self, texts: Sequence[str], quantities: Sequence[Iterable[Quantity]], language: str
    ) -> Side:
        compared = for_matching(texts, language)
        pools = self._encoder.pool(compared, self._like)
        if self._like is None:
            self._like = pools
        lifted = self._encoder.lift(pools.sums(0, len(pools)))
        return Side(
            tuple(compared),
            pools,
            self._encoder.finish(lifted, pools.tokens.astype(np.float32)),
            np.array([len(text.encode("utf-8", "replace")) for text in texts], dtype=np.float64),
            tuple(frozenset(each.key for each in row if not each.weak) for row in quantities),
        )


def _scale(source: Side, target: Side, usual_ratio: float) -> Scale:
    worded = (source.bytes > 0) & (target.bytes > 0)
    units = int(worded.sum())
    mine, theirs = source.vectors[worded], target.vectors[worded]
    pairs = np.einsum("ij,ij->i", mine, theirs)
    source_sum, target_sum = mine.sum(axis=0), theirs.sum(axis=0)
    others = max(0, units - 1)
    # All pairs of texts but those of the same unit.
    unrelated = float(source_sum @ target_sum - pairs.sum()) / max(1, units)
    unrelated = (unrelated + _USUAL_UNRELATED * _DOUBT) / (others + _DOUBT)
    trusted = pairs[_trusted(mine, theirs)]
    ratios = np.log(target.bytes[worded] / source.bytes[worded])
    return Scale(
        unrelated,
        _blend(trusted, _USUAL_MATCH),
        float(np.exp(_blend(ratios, float(np.log(usual_ratio))))),
        source_sum,
        target_sum,
        units,
    )


def _trusted(source: Floats, target: Floats) -> npt.NDArray[np.bool_]:
    """Which pairs are each other's best match in the window."""
    if not len(source):
        return np.zeros(0, dtype=bool)
    alike = source @ target.T
    place = np.arange(len(source))
    found: npt.NDArray[np.bool_] = (alike.argmax(axis=1) == place) & (alike.argmax(axis=0) == place)
    return found


def _blend(observed: npt.NDArray[np.floating], usual: float) -> float:
    """The middle one of what was observed, drawn towards the usual where that is little."""
    count = len(observed)
    middle = float(np.median(observed)) if count else 0.0
    return (middle * count + usual * _DOUBT) / (count + _DOUBT)
