"""Words that a dictionary, or their very spelling, says answer each other.

On a bird's-eye level: vectors know most words, but not all: names, rare words, terms of art.
Where a dictionary pairs a source word with a target word, the tokens of the one are answered
by any sentence that holds the other, as fully as the dictionary is sure. A :class:`Links`
lists, for each token of one side, the sentences of the other side that answer it; blocks of
the lattice look up those within their reach (:mod:`duilian.align.coverage`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ..corpus.text.names import NAME, pinyin, spoken
from ..corpus.text.lexicon import cedict, headwords, renderings
from ..corpus.text.script import primary
from ..corpus.text.words import WORD, stem

Floats = npt.NDArray[np.float32]
Numbers = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Word:
    """A word in a sentence: its key in the dictionary, and its tokens, first to last."""

    key: str
    sentence: int
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Links:
    """Which sentences of the other side answer which words of one.

    Word w is of kind ``kinds[w]`` and made of tokens ``first[w]`` to ``last[w]``; the words
    are in the order of the text. Kind k is answered by the other side's kinds
    ``partners[offsets[k] : offsets[k + 1]]``, as far as ``strengths`` there says. Where the
    other side's kinds stand is in ``postings``: kind * ``sentences`` + sentence, sorted.
    """

    first: Numbers
    last: Numbers
    kinds: Numbers
    offsets: Numbers
    partners: Numbers
    strengths: Floats
    postings: Numbers
    sentences: int

    def within(
        self, tokens: tuple[int, int], sentences: tuple[int, int]
    ) -> tuple[Numbers, Numbers, Floats]:
        """(token, sentence, strength) of the links from some tokens to some sentences.

        Tokens and sentences are numbered from the first of those asked for.
        """
        begin, end = np.searchsorted(self.first, tokens)
        kinds = self.kinds[begin:end]
        word, link = _ranges(self.offsets[kinds], self.offsets[kinds + 1])
        base = self.partners[link] * self.sentences
        low, high = max(sentences[0], 0), min(sentences[1], self.sentences)
        which, found = _ranges(
            np.searchsorted(self.postings, base + low), np.searchsorted(self.postings, base + high)
        )
        answering = self.postings[found] - base[which]
        strengths = self.strengths[link[which]]
        word = word[which] + begin
        spot, token = _ranges(self.first[word], self.last[word])
        return token - tokens[0], answering[spot] - sentences[0], strengths[spot]


def _ranges(starts: Numbers, stops: Numbers) -> tuple[Numbers, Numbers]:
    """All numbers of many ranges, one range after the other: which range, and the number."""
    lengths = stops - starts
    which = np.repeat(np.arange(len(lengths)), lengths)
    begins = np.cumsum(lengths) - lengths
    return which, np.arange(len(which)) - begins[which] + starts[which]


def links_between(
    source: Sequence[Word], target: Sequence[Word], sentences: tuple[int, int]
) -> tuple[Links, Links]:
    """The links of the source's words to target sentences, and of the target's to source ones.

    ``sentences`` are how many sentences source and target have.
    """
    source_kinds, target_kinds = _kinds(source), _kinds(target)
    pairs = list(_pairs(source_kinds, target_kinds))
    turned = [(there, here, strength) for here, there, strength in pairs]
    turned.sort()
    return (
        _links(source, source_kinds, pairs, target, target_kinds, sentences[1]),
        _links(target, target_kinds, turned, source, source_kinds, sentences[0]),
    )


def _kinds(words: Sequence[Word]) -> dict[str, int]:
    """The distinct keys of a side, numbered in the order of the text."""
    kinds: dict[str, int] = {}
    for word in words:
        kinds.setdefault(word.key, len(kinds))
    return kinds


def _pairs(source: dict[str, int], target: dict[str, int]) -> Iterator[tuple[int, int, float]]:
    lexicon = cedict()
    for key, kind in source.items():
        if key[0] == "~":
            yield kind, target[key], 1.0
            continue
        for rendering in renderings(lexicon.get(key, "")):
            other = target.get(rendering.stem)
            if other is not None:
                yield kind, other, rendering.weight * (0.5 if len(key) == 1 else 1.0)


def _links(
    words: Sequence[Word],
    kinds: dict[str, int],
    pairs: Sequence[tuple[int, int, float]],
    others: Sequence[Word],
    other_kinds: dict[str, int],
    sentences: int,
) -> Links:
    numbers = np.array([pair[0] for pair in pairs], dtype=np.int64)
    postings = {other_kinds[word.key] * sentences + word.sentence for word in others}
    return Links(
        np.array([word.first for word in words], dtype=np.int64),
        np.array([word.last for word in words], dtype=np.int64),
        np.array([kinds[word.key] for word in words], dtype=np.int64),
        np.searchsorted(numbers, np.arange(len(kinds) + 1)),
        np.array([pair[1] for pair in pairs], dtype=np.int64),
        np.array([pair[2] for pair in pairs], dtype=np.float32),
        np.sort(np.fromiter(postings, dtype=np.int64)),
        sentences,
    )


def text_words(pieces: Sequence[str], starts: Numbers, language: str) -> Iterator[Word]:
    """The words of a document's sentences, found in the tokens' own text."""
    chinese = primary(language) == "zh"
    lexicon = cedict() if chinese else {}
    for sentence, text, token in _laid_out(pieces, starts):
        spans = (
            headwords(text, lexicon)
            if chinese
            else (found.span() for found in WORD.finditer(text))
        )
        for begin, end in spans:
            key = text[begin:end]
            yield Word(
                key if chinese else stem(key, language),
                sentence,
                int(token[begin]),
                int(token[end - 1]) + 1,
            )


def names_latin(pieces: Sequence[str], starts: Numbers) -> Iterator[Word]:
    for sentence, text, token in _laid_out(pieces, starts):
        for found in NAME.finditer(text):
            key = pinyin(found.group())
            if key is not None:
                yield Word("~" + key, sentence, int(token[found.start()]), int(token[found.end() - 1]) + 1)


def names_chinese(pieces: Sequence[str], starts: Numbers, wanted: frozenset[str]) -> Iterator[Word]:
    for sentence, text, token in _laid_out(pieces, starts):
        for begin, end, key in spoken(text, wanted):
            yield Word("~" + key, sentence, int(token[begin]), int(token[end - 1]) + 1)


def _laid_out(pieces: Sequence[str], starts: Numbers) -> Iterator[tuple[int, str, Numbers]]:
    """Each sentence as its tokens spell it: its number, text, and the token of each character."""
    for sentence in range(len(starts) - 1):
        first = int(starts[sentence])
        parts = [piece.replace("▁", " ") for piece in pieces[first : int(starts[sentence + 1])]]
        token = np.repeat(np.arange(len(parts)), [len(part) for part in parts]) + first
        yield sentence, "".join(parts), token
