"""Words that a dictionary, a term list or their very spelling says answer each other.

On a bird's-eye level: vectors know most words, but not all: names, rare words, terms of art.
Four sources know others. CC-CEDICT pairs Chinese words with English ones
(:mod:`duilian.corpus.text.lexicon`), a name in pinyin is read off the characters
(:mod:`duilian.corpus.text.names`), a word in Latin letters may simply stand on both sides, and
the user's own terms say what answers what. Where one of them pairs a source word with a target
word, the tokens of the one are answered by any sentence that holds the other, as fully as the
source is sure; so all of this joins the coverage of words (:mod:`duilian.align.coverage`), and
no new weight is needed.

Common words stand in every sentence, so the pairs of places are never listed. Kept are the
words of each side, which *kinds* of word answer which, and where each kind stands; a block of
the lattice looks up what lies within its reach.
"""

from __future__ import annotations

import functools
import re
from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial

import numpy as np
import numpy.typing as npt

from ..corpus.text.lexicon import cedict, headwords, renderings
from ..corpus.text.names import NAME, Wanted, pinyin, spoken
from ..corpus.text.script import primary
from ..corpus.text.terms import TermFinder, TermPair
from ..corpus.text.words import WORD, stemmer
from .encode import Words

Floats = npt.NDArray[np.float32]
Numbers = npt.NDArray[np.int64]
Small = npt.NDArray[np.int32]
Key = tuple[str, str | int]
"""What makes words one kind: the source of knowledge it serves, and the word or its number."""
Find = Callable[[str], Iterable[tuple[str | int, int, int]]]
"""Finds words in lines of text: (the word, or its number; start; end)."""

Strength = tuple[int, int, float]
"""A kind of one side, a kind of the other, and how surely they answer each other, up to 1."""

_SAME = {"spelling": 0.9, "name": 0.9}
"""Keys that answer the same key on the other side, and how surely."""
_DICTIONARY = 0.9
_ONE_CHARACTER = 0.45
"""Single characters have too many meanings to prove as much."""

_LATIN = re.compile("[A-Z][A-Za-zÀ-ɏ0-9]+")


@dataclass(frozen=True, slots=True)
class Links:
    """Which sentences of the other side answer which words of one.

    Word w is of kind ``kinds[w]`` and made of tokens ``first[w]`` up to ``last[w]``; words are
    sorted by their first token, and those that nothing answers are left out. Kind k is
    answered by the other side's kinds ``partners[offsets[k] : offsets[k + 1]]``, as far as
    ``strengths`` there says. In sentence s of the other side stand the kinds
    ``answers[starts[s] : starts[s + 1]]``, those only that answer any word.
    """

    first: Small
    last: Small
    kinds: Small
    offsets: Numbers
    partners: Small
    strengths: Floats
    answers: Small
    starts: Numbers

    def within(
        self, tokens: tuple[int, int], sentences: tuple[int, int]
    ) -> tuple[Numbers, Numbers, Floats]:
        """(token, sentence, strength) of the links from some tokens to some sentences.

        Tokens and sentences, given as (first, last), last excluded, are numbered from the
        first of those asked for.
        """
        begin, end = np.searchsorted(self.first, tokens)
        low, high = np.clip(sentences, 0, len(self.starts) - 1)
        standing = self.answers[self.starts[low] : self.starts[high]]
        order = np.argsort(standing, kind="stable")
        standing = standing[order]
        sentence = np.repeat(np.arange(low, high), np.diff(self.starts[low : high + 1]))[order]
        # What answers is looked up once for each kind: common words stand in every sentence.
        kinds, kind_of_word = np.unique(self.kinds[begin:end], return_inverse=True)
        kind, link = _ranges(self.offsets[kinds], self.offsets[kinds + 1])
        partners = self.partners[link]
        which, found = _ranges(
            np.searchsorted(standing, partners), np.searchsorted(standing, partners, side="right")
        )
        answering = sentence[found]
        strengths = self.strengths[link[which]]
        answers = np.searchsorted(kind[which], np.arange(len(kinds) + 1))
        word, answer = _ranges(answers[kind_of_word], answers[kind_of_word + 1])
        spot, token = _ranges(self.first[begin:end][word], self.last[begin:end][word])
        answer = answer[spot]
        return token - tokens[0], answering[answer] - sentences[0], strengths[answer]

    def opposite(self, starts: Numbers) -> Floats:
        """How surely each token is answered by the sentence whose number is that of its own: by
        one of as many, as in units that stand side by side.

        ``starts`` are those of this side (:class:`~duilian.align.encode.Words`).
        """
        sure = np.zeros(int(starts[-1]), dtype=np.float32)
        width = int(max(self.partners.max(initial=0), self.answers.max(initial=0))) + 1
        across = np.repeat(np.arange(len(self.starts) - 1), np.diff(self.starts))
        standing = across * width + self.answers
        if not len(standing):
            return sure
        own = np.searchsorted(starts, self.first, side="right") - 1
        word, link = _ranges(self.offsets[self.kinds], self.offsets[self.kinds + 1])
        wanted = own[word] * width + self.partners[link]
        place = np.minimum(np.searchsorted(standing, wanted), len(standing) - 1)
        answered = np.flatnonzero(standing[place] == wanted)
        word = word[answered]
        which, token = _ranges(self.first[word], self.last[word])
        np.maximum.at(sure, token, self.strengths[link[answered]][which])
        return sure


def links_between(
    source: Words,
    target: Words,
    languages: tuple[str, str],
    terms: Sequence[TermPair] = (),
) -> tuple[Links, Links]:
    """The links of the source's words to target sentences, and of the target's to source ones.

    ``terms`` are pairs the user vouches for.
    """
    here, there = _Index(), _Index()
    tongues = primary(languages[0]), primary(languages[1])
    # Names are found where they are written in Latin letters, and then looked for in Chinese.
    if tongues[1] == "zh":
        here.take_in(source, _finders(languages, [pair.source for pair in terms]))
        there.take_in(target, _finders(languages[::-1], [pair.target for pair in terms], here))
    else:
        there.take_in(target, _finders(languages[::-1], [pair.target for pair in terms]))
        here.take_in(source, _finders(languages, [pair.source for pair in terms], there))
    pairs = [
        (kind, there.kinds[key], _sure(key, terms))
        for key, kind in here.kinds.items()
        if (key[0] in _SAME or key[0] == "term") and key in there.kinds
    ]
    if tongues == ("zh", "en"):
        pairs += _dictionary(here, there)
    back = [(other, kind, sure) for kind, other, sure in pairs]
    if tongues == ("en", "zh"):
        turned = list(_dictionary(there, here))
        back += turned
        pairs += [(other, kind, sure) for kind, other, sure in turned]
    return here.links(pairs, there, target), there.links(back, here, source)


@dataclass(frozen=True, slots=True)
class Finder:
    """A source of knowledge, what it finds in sentences, and the key of what is found.

    Sentences are given a line each, and no word may go on beyond its line. ``key`` makes one
    word of several, stems them, say; None is no word after all.
    """

    source: str
    find: Find
    key: Callable[[str], str | None] | None = None


class _Known(dict[str | int, int | None]):
    """The kind of each word of a finder, worked out when it is first met."""

    def __init__(self, finder: Finder, kinds: dict[Key, int]) -> None:
        super().__init__()
        self.finder = finder
        self._kinds = kinds

    def __missing__(self, word: str | int) -> int | None:
        key = word if self.finder.key is None else self.finder.key(str(word))
        if key is None:
            self[word] = None
        else:
            self[word] = self._kinds.setdefault((self.finder.source, key), len(self._kinds))
        return self[word]


@dataclass(slots=True)
class _Index:
    """The words of one side as they are found: their kinds, first tokens and numbers of tokens."""

    kinds: dict[Key, int] = field(default_factory=dict)
    kind: array[int] = field(default_factory=lambda: array("i"))
    first: array[int] = field(default_factory=lambda: array("i"))
    length: array[int] = field(default_factory=lambda: array("i"))

    def take_in(self, words: Words, finders: Sequence[Finder]) -> None:
        """Look for words in every sentence of a document."""
        known = [_Known(finder, self.kinds) for finder in finders]
        sentences = len(words.starts) - 1
        for begin in range(0, sentences, _TOGETHER):
            text, token = _spelled(words, begin, min(sentences, begin + _TOGETHER))
            for kinds in known:
                found = [
                    place
                    for word, start, stop in kinds.finder.find(text)
                    if (kind := kinds[word]) is not None
                    for place in (kind, start, stop)
                ]
                kind_of, start_of, stop_of = np.array(found, dtype=np.int32).reshape(-1, 3).T
                first = token[start_of]
                self.kind.frombytes(kind_of.tobytes())
                self.first.frombytes(first.tobytes())
                self.length.frombytes((token[stop_of - 1] + 1 - first).tobytes())

    def links(self, pairs: Iterable[Strength], other: _Index, answering: Words) -> Links:
        """Those of these words that are answered on the other side, and where they are."""
        ordered = sorted(pairs)
        numbers = np.array([pair[0] for pair in ordered], dtype=np.int64)
        partners = np.array([pair[1] for pair in ordered], dtype=np.int32)
        offsets = np.searchsorted(numbers, np.arange(len(self.kinds) + 1))
        kind = np.asarray(self.kind)
        # Most words have no answer, and would only take room.
        kept = np.flatnonzero((offsets[1:] > offsets[:-1])[kind])
        first = np.asarray(self.first)[kept]
        order = np.argsort(first, kind="stable")
        kept, first = kept[order], first[order]
        return Links(
            first,
            first + np.asarray(self.length)[kept],
            kind[kept],
            offsets,
            partners,
            np.array([pair[2] for pair in ordered], dtype=np.float32),
            *other.answers(partners, answering),
        )

    def answers(self, wanted: Small, words: Words) -> tuple[Small, Numbers]:
        """In which sentences words of the kinds that are wanted stand: see :class:`Links`."""
        answers = np.zeros(len(self.kinds), dtype=bool)
        answers[wanted] = True
        kind = np.asarray(self.kind)
        kept = np.flatnonzero(answers[kind])
        sentence = np.searchsorted(words.starts, np.asarray(self.first)[kept], side="right") - 1
        sentence, kind = np.divmod(
            np.unique(sentence * len(self.kinds) + kind[kept]), max(1, len(self.kinds))
        )
        starts = np.searchsorted(sentence, np.arange(len(words.starts)))
        return kind.astype(np.int32), starts


_TOGETHER = 512
"""Sentences in which words are looked for together."""


def _spelled(words: Words, first: int, last: int) -> tuple[str, Small]:
    """The text of some sentences, a line each, and the token of each of its characters."""
    starts = words.starts[first : last + 1]
    begin, end = int(starts[0]), int(starts[-1])
    pieces = words.pieces(begin, end)
    for stop in starts[1:][np.diff(starts) > 0].tolist():
        pieces[stop - 1 - begin] += "\n"
    lengths = np.fromiter(map(len, pieces), dtype=np.int64, count=len(pieces))
    return "".join(pieces), np.repeat(np.arange(begin, end, dtype=np.int32), lengths)


def _ranges(
    starts: npt.NDArray[np.integer], stops: npt.NDArray[np.integer]
) -> tuple[Numbers, Numbers]:
    """All numbers of many ranges, one range after the other: which range, and the number."""
    lengths = stops - starts
    which = np.repeat(np.arange(len(lengths)), lengths)
    begins = np.cumsum(lengths) - lengths
    return which, np.arange(len(which)) - begins[which] + starts[which]


# --- what answers what ------------------------------------------------------------------------


def _finders(
    languages: tuple[str, str], terms: Sequence[str], other: _Index | None = None
) -> list[Finder]:
    """All that is looked for in the sentences of the first of two languages.

    ``other`` is what was found in the second, if it is known already. Names in pinyin are
    looked for only where one of the two is Chinese, the dictionary's words where it can answer
    them.
    """
    language = languages[0]
    primaries = {primary(each) for each in languages}
    in_dictionary = primaries == {"zh", "en"}
    finders = [Finder("spelling", partial(_matches, _LATIN), str.lower)]
    if primary(language) == "zh":
        names = () if other is None else other.kinds
        wanted = Wanted(str(name) for kind, name in names if kind == "name")
        if in_dictionary:
            finders.append(Finder("headword", _headwords))
        finders.append(Finder("name", partial(_spoken, wanted)))
    elif "zh" in primaries:
        finders.append(Finder("name", partial(_matches, NAME), pinyin))
        if in_dictionary:
            finders.append(Finder("stem", partial(_matches, WORD), stemmer("en")))
    if terms:
        finders.append(Finder("term", partial(_by_line, TermFinder(terms, language).find)))
    return finders


def _by_line(find: Find, text: str) -> Iterator[tuple[str | int, int, int]]:
    """What is found in each line by itself, for what would take no notice of a line's end."""
    begin = 0
    for line in text.split("\n"):
        yield from ((word, begin + start, begin + stop) for word, start, stop in find(line))
        begin += len(line) + 1


def _matches(pattern: re.Pattern[str], text: str) -> Iterator[tuple[str, int, int]]:
    for found in pattern.finditer(text):
        yield found.group(), *found.span()


def _spoken(wanted: Wanted, text: str) -> Iterator[tuple[str, int, int]]:
    for start, end, name in spoken(text, wanted):
        yield name, start, end


def _headwords(text: str) -> Iterator[tuple[str, int, int]]:
    for start, end in headwords(text, cedict()):
        yield text[start:end], start, end


def _sure(key: Key, terms: Sequence[TermPair]) -> float:
    """How surely a key answers the same key of the other side."""
    source, word = key
    return terms[word].weight if isinstance(word, int) else _SAME[source]


def _dictionary(chinese: _Index, english: _Index) -> Iterator[Strength]:
    """Which Chinese headwords are answered by which English stems."""
    lexicon, stem = cedict(), stemmer("en")
    # Stems are dear. A word begins like its stem, so most that do not occur need none.
    beginnings = {str(word)[:_BEGINNING] for source, word in english.kinds if source == "stem"}

    @functools.cache
    def kind_of(word: str) -> int | None:
        if word[:_BEGINNING] not in beginnings:
            return None
        return english.kinds.get(("stem", stem(word)))

    for (source, word), kind in chinese.kinds.items():
        if source != "headword":
            continue
        sure = _ONE_CHARACTER if len(str(word)) == 1 else _DICTIONARY
        best: dict[int, float] = {}
        for rendering in renderings(lexicon[str(word)]):
            other = kind_of(rendering.word)
            if other is not None:
                best[other] = max(best.get(other, 0.0), sure * rendering.weight)
        yield from ((kind, other, strength) for other, strength in best.items())


_BEGINNING = 3
