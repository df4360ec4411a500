"""A second pass: what sure beads teach about words, kept only if it helps beads it has not seen.

On a bird's-eye level: a novel's names, and the words a translator is fond of, stand in no
dictionary, but after one pass many beads are nearly certain, and where a source word shows up
in them a certain target word does too. Such pairs are learned (:func:`learned_terms`) and join
the user's terms when the lattice is scored once more. Learning from one's own beads can talk
one into one's own errors, so there is a trial first (:func:`lessons`): learn from every other
sure bead, score, and see whether the beads *between* them have become likelier. They were
chosen for being likely before, which makes the trial a strict one. If it fails, nothing is
learned.

Words of a language without spaces are the dictionary's headwords, and what lies between those
in any two to four characters, since that is where names from elsewhere are spelled out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from ..corpus.model import Bead
from ..corpus.text.lexicon import Lexicon, cedict, headwords
from ..corpus.text.script import is_spaceless, primary
from ..corpus.text.terms import TermPair
from ..corpus.text.words import WORD, stemmer
from .block import Matter
from .encode import Words
from .search import DOWN, Lattice

Numbers = npt.NDArray[np.int64]
Values = npt.NDArray[np.float64]

_SURE = 0.9
"""The probability from which a bead teaches."""
_MOST_BEADS = 20_000
"""Beads learned from at the most, which bounds the memory; of more, some are passed over."""
_LEAST_TOGETHER = 3
_STRICT = 25.0
"""Least likelihood ratio of a pair: one in two million by chance (chi-square, one degree)."""
_LEAST_DICE = 0.5
_SUREST = 0.9
"""What a pair counts for whose words never show up without each other: as much as CC-CEDICT."""
_COMMON_SHARE, _COMMON_LEAST = 0.05, 30
"""A word in more beads than this share, and than this number, is too common to teach."""
_WORDS_OF_BEAD = 24
"""Words of a side of a bead that are looked at, the rarest first."""
_MARGIN = 0.0005
"""By how much the log probability of a held-out bead must rise on average."""

_LONGEST_RUN = 4
_LETTERS = re.compile(r"[^\W\d_A-Za-z]+")
"""Letters of a language without spaces. Words in Latin letters answer themselves (.links)."""


def lessons(
    matter: Matter,
    beads: Sequence[Bead],
    chances: Lattice,
    again: Callable[[Matter], Lattice],
) -> tuple[TermPair, ...]:
    """The terms that sure beads teach; none if they do not help beads they were not taken from.

    ``chances`` are the probabilities of the first pass, ``again`` gives those of the same
    lattice for other terms. Encoders that do not tell words apart can be taught nothing.
    """
    source, target = matter.source.runs.words, matter.target.runs.words
    if source is None or target is None:
        return ()
    texts = _texts(source), _texts(target)
    languages = matter.source.language, matter.target.language
    sure = [bead for bead in beads if bead.probability >= _SURE and bead.source and bead.target]
    taught, held_out = sure[::2], sure[1::2]
    trial = learned_terms(*texts, languages, taught)
    if not trial:
        return ()
    before = likelihood(chances, held_out)
    after = likelihood(again(replace(matter, terms=matter.terms + trial)), held_out)
    if after - before <= _MARGIN * len(held_out):
        return ()
    return learned_terms(*texts, languages, sure)


def likelihood(chances: Lattice, beads: Iterable[Bead]) -> float:
    """The summed log probability of beads with text on both sides; natural logarithm."""
    corridor = chances.corridor
    total = 0.0
    for bead in beads:
        node = corridor.number(bead.source.stop, bead.target.stop)
        shape = len(bead.source), len(bead.target)
        chance = 0.0 if node is None else float(chances.down[DOWN.index(shape), node])
        total += float(np.log(min(1.0, max(chance, 1e-12))))
    return total


def learned_terms(
    source: Sequence[str],
    target: Sequence[str],
    languages: tuple[str, str],
    beads: Sequence[Bead],
) -> tuple[TermPair, ...]:
    """Words that answer each other throughout the sure beads; sorted by the source word.

    ``source`` and ``target`` are the texts of all sentences, Chinese in simplified characters;
    ``languages`` are theirs. A pair is kept if its words share at least ``_LEAST_TOGETHER``
    beads, if that is no chance (:func:`likelihood_ratio`), and if each is the other's best:
    what competitive linking (Melamed 2000, "Models of translational equivalence among words",
    Computational Linguistics 26(2)) would link first. Its weight is the words' Dice share,
    2 * both / (source + target), of ``_SUREST``.
    """
    sure = [bead for bead in beads if bead.probability >= _SURE and bead.source and bead.target]
    sure = sure[:: -(-len(sure) // _MOST_BEADS) or 1]
    here = _counted((_joined(source, bead.source) for bead in sure), languages[0], len(sure))
    there = _counted((_joined(target, bead.target) for bead in sure), languages[1], len(sure))
    if not here.spelled or not there.spelled:
        return ()
    code, together = np.unique(_pairs(here, there), return_counts=True)
    often = together >= _LEAST_TOGETHER
    both = together[often].astype(np.float64)
    one, other = np.divmod(code[often], len(there.spelled))
    alone, others = here.counts[one], there.counts[other]
    ratio = likelihood_ratio(both, alone, others, len(sure))
    dice = 2 * both / (alone + others)
    kept = np.flatnonzero((ratio > _STRICT) & (dice >= _LEAST_DICE))
    # Parts of a name are as telling as the whole: then the longest is preferred.
    lengths = [np.array([len(word) for word in each.spelled]) for each in (here, there)]
    order = kept[
        np.lexsort(
            (
                other[kept],
                one[kept],
                -lengths[1][other[kept]],
                -lengths[0][one[kept]],
                -np.round(ratio[kept], 6),
            )
        )
    ]
    best = np.intersect1d(_firsts(one[order]), _firsts(other[order]))
    return tuple(
        sorted(
            (
                TermPair(
                    here.spelled[one[pair]],
                    there.spelled[other[pair]],
                    round(_SUREST * float(dice[pair]), 4),
                )
                for pair in order[best]
            ),
            key=lambda pair: (pair.source, pair.target),
        )
    )


def likelihood_ratio(both: Values, source: Values, target: Values, beads: int) -> Values:
    """How surely two words keep company: -2 log lambda; 0 where they rather avoid each other.

    ``source`` and ``target`` are the numbers of beads with the one and with the other word,
    ``both`` of those with both, out of ``beads``. The formula is Dunning's (1993, "Accurate
    methods for the statistics of surprise and coincidence", Computational Linguistics 19(1)):
    twice the sum, over the four cells of the table of beads with and without either word, of
    k log(k / expected k).
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        total = np.zeros_like(both)
        for k, row, column in (
            (both, source, target),
            (source - both, source, beads - target),
            (target - both, beads - source, target),
            (beads - source - target + both, beads - source, beads - target),
        ):
            total += np.where(k > 0, k * np.log(k * beads / (row * column)), 0.0)
    ratio: Values = np.where(both * beads > source * target, 2 * total, 0.0)
    return ratio


# --- words and where they stand ---------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Counted:
    """The words of one side that may teach: spelling, number of beads, and those of each bead.

    ``counts`` has an entry a word, ``of_beads`` an array of word numbers a bead.
    """

    spelled: list[str]
    counts: Values
    of_beads: list[Numbers]


def _counted(texts: Iterable[str], language: str, beads: int) -> _Counted:
    """The words of the beads' texts, without those too rare and too common."""
    numbers: dict[str, int] = {}
    spelled: list[str] = []
    of_beads: list[Numbers] = []
    for text in texts:
        present: dict[int, None] = {}
        for key, spelling in _words(text, language):
            number = numbers.setdefault(key, len(numbers))
            if number == len(spelled):
                spelled.append(spelling)
            present[number] = None
        of_beads.append(np.array(list(present), dtype=np.int64))
    counts = np.bincount(np.concatenate([*of_beads, np.zeros(0, dtype=np.int64)]))
    common = max(_COMMON_LEAST, _COMMON_SHARE * beads)
    useful = np.flatnonzero((counts >= _LEAST_TOGETHER) & (counts <= common))
    renumbered = np.full(len(spelled), -1)
    renumbered[useful] = np.arange(len(useful))
    kept = []
    for words in of_beads:
        rarest = words[np.argsort(counts[words], kind="stable")]
        found = renumbered[rarest]
        kept.append(found[found >= 0][:_WORDS_OF_BEAD])
    return _Counted([spelled[number] for number in useful], counts[useful].astype(np.float64), kept)


def _pairs(here: _Counted, there: _Counted) -> Numbers:
    """A number for each pair of words in each bead: source word * target words + target word."""
    targets = len(there.spelled)
    return np.concatenate(
        [
            (words[:, None] * targets + others).ravel()
            for words, others in zip(here.of_beads, there.of_beads, strict=True)
        ]
    )


def _firsts(numbers: Numbers) -> Numbers:
    """Where each number first occurs."""
    return np.unique(numbers, return_index=True)[1]


def _words(text: str, language: str) -> Iterator[tuple[str, str]]:
    """The words of a text: what makes words one, and how it may be spelled."""
    if is_spaceless(language):
        lexicon = cedict() if primary(language) == "zh" else Lexicon()
        yield from ((word, word) for word in _unspaced(text, lexicon))
        return
    stem = stemmer(language)
    for found in WORD.finditer(text):
        if not found.group().isdigit():
            yield stem(found.group()), found.group().lower()


def _unspaced(text: str, lexicon: Lexicon) -> Iterator[str]:
    """Headwords of two characters and more, and all runs of two to four between them."""
    between = 0
    for start, end in headwords(text, lexicon):
        if end - start > 1:
            yield from _runs(text[between:start])
            yield text[start:end]
            between = end
    yield from _runs(text[between:])


def _runs(text: str) -> Iterator[str]:
    for letters in _LETTERS.findall(text):
        for start in range(len(letters) - 1):
            for end in range(start + 2, min(len(letters), start + _LONGEST_RUN) + 1):
                yield letters[start:end]


def _texts(words: Words) -> list[str]:
    """The sentences, as their tokens spell them."""
    starts = words.starts.tolist()
    return ["".join(words.pieces(first, last)) for first, last in pairwise(starts)]


def _joined(texts: Sequence[str], sentences: range) -> str:
    """Some sentences; a line break keeps their words apart."""
    return "\n".join(texts[number] for number in sentences)
