"""What may be a term, found in texts of one language without any list.

On a bird's-eye level: a term is a short run of words that comes again, begins and ends with a word
that means something, and names a thing. Chinese has a guess at each word's part of speech
(:mod:`duilian.corpus.text.chinese`): a term ends in a noun, and only what can stand before one
comes before it. Elsewhere words that carry grammar bound a term. Besides there are *formulas*:
扎实推进, 引领示范, phrases of politics and trade that are no noun phrases, but are quoted or listed
by themselves somewhere, as a thing with a name is.

A segmenter cuts some terms short. So a run that nearly always has the same neighbour grows by
it (:mod:`.growing`), and one that is never found outside one longer run is no term of its own
(长江经济 beside 长江经济带).

Texts are walked twice: once to count runs, with the rare ones forgotten now and then so that
memory is bounded (lossy counting, Manku and Motwani 2002), and once to find the places of those
kept, wherever they are and whatever a segmenter makes of it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import pairwise
from typing import Literal

from ...align.words import Token, tokens
from ...corpus.text.chinese import Tagged, tagged_words
from ...corpus.text.lexicon import cedict
from ...corpus.text.script import primary
from .growing import grown
from .model import Key, Occurrence, Term, TermKind
from .placing import Places, places_of_keys

LEAST = 2
_LONGEST = 6
"""Words of the longest run that is counted."""
_BOUND, _OFTEN = 0.5, 3
"""The share of a word's places at which it is bound to another, and how many those must be."""
_MOST_COUNTED = 2_000_000
"""Runs counted at once; when there are more, those seen once are forgotten."""

Run = tuple[Key, TermKind | Literal["bound", "word"], int]
"""The parts of a run (characters, or stems), what it may be, and its number of words.

``bound`` is a phrase if its words are seldom seen apart (打击洗钱), ``word`` none, but counted.
"""


def find_terms(texts: Sequence[str], language: str, least: int = LEAST) -> list[Term]:
    """The terms in texts, those with the most places first; each has ``least`` places or more."""
    runs = _chinese_runs if primary(language) == "zh" else partial(_other_runs, language=language)
    kept = _counted((run for text in texts for run in runs(text)), least)
    places = places_of_keys(texts, language, kept)
    longer = grown(places, texts, language)
    for key, grew in longer.items():
        kind, words = kept.pop(key)
        kept.setdefault(grew, (kind, words + 1))
        del places[key]
    places |= places_of_keys(texts, language, kept.keys() - places.keys())
    within = _only_within(places)
    found = [
        Term(_commonest(texts, occurrences), *kept[key], tuple(occurrences))
        for key, occurrences in places.items()
        if len(occurrences) >= least and key not in within
    ]
    return sorted(found, key=lambda term: (-len(term.occurrences), term.text))


def _counted(runs: Iterable[Run], least: int) -> dict[Key, tuple[TermKind, int]]:
    """The runs found often enough: what each is, and its words.

    A formula is one if it was so anywhere, a name if it mostly was: in a title every word has
    a capital letter.
    """
    counts: Counter[Key] = Counter()
    named: Counter[Key] = Counter()
    kinds: dict[Key, tuple[TermKind | Literal["bound", "word"], int]] = {}
    for key, kind, words in runs:
        counts[key] += 1
        named[key] += kind == "name"
        if key not in kinds or kind == "formula":
            kinds[key] = kind, words
        if len(counts) > _MOST_COUNTED:
            counts = Counter({each: count for each, count in counts.items() if count > 1})
            named = Counter({each: named[each] for each in counts})
            kinds = {each: kinds[each] for each in counts}
    kept: dict[Key, tuple[TermKind, int]] = {}
    for key, (kind, words) in kinds.items():
        if kind == "formula":
            # It is written as one only here and there: its other places are looked for later.
            kept[key] = kind, words
        elif counts[key] >= least and kind != "word" and (kind != "bound" or _bound(key, counts)):
            kept[key] = "name" if 2 * named[key] > counts[key] else "phrase", words
    return kept


def _bound(key: Key, counts: Mapping[Key, int]) -> bool:
    """Whether one of two words of two characters is mostly seen beside the other."""
    apart = min(counts[key[:2]], counts[key[2:]])
    return counts[key] >= max(_OFTEN, _BOUND * apart)


def _only_within(places: Places) -> set[Key]:
    """The runs that have no place outside one and the same longer run."""
    return {
        part
        for key, found in places.items()
        for start in range(len(key))
        for end in range(start + 1, len(key) + 1)
        if end - start < len(key) and len(places.get(part := key[start:end], ())) == len(found) > 0
    }


def _commonest(texts: Sequence[str], occurrences: Iterable[Occurrence]) -> str:
    spelled = Counter(texts[each.unit][each.span.start : each.span.end] for each in occurrences)
    return max(spelled, key=lambda text: (spelled[text], text))


# --- Chinese ----------------------------------------------------------------------------------

_NAMES = frozenset(("nz", "ns", "nt", "nr", "nrt", "nrfg"))
_NOUNS = _NAMES | {"n", "an", "ng", "j", "l", "i", "eng", "vn"}
_BEFORE_NOUNS = _NOUNS | {"a", "b", "ag", "z", "s", "x"}
_INSIDE = _BEFORE_NOUNS | {"t", "v", "k", "f", "zg", "m", "q", "ad"}
_VERBS = frozenset(("v", "vd"))
_BOUND_TO = _VERBS | {"n", "vn", "i", "l"}
_MANNERS = frozenset(("a", "ad", "d"))
_FORMULA = frozenset("nvadbijl")
_FORMULA_LENGTH = 4
_LEFT, _RIGHT = frozenset("“‘「『、《\"'"), frozenset("”’」』、》\"'")
_WORDLIKE = re.compile(r"[\w·]+")


def _chinese_runs(text: str) -> Iterator[Run]:
    words = list(tagged_words(text))
    for start, first in enumerate(words):
        for end in range(start + 1, min(len(words), start + _LONGEST) + 1):
            last = words[end - 1]
            if not _WORDLIKE.fullmatch(last.word):
                break
            run = words[start:end]
            kind = _chinese_kind(run, text[: first.start][-1:], text[last.end : last.end + 1])
            if kind is not None:
                yield tuple(char for word in run for char in word.word.lower()), kind, len(run)


def _chinese_kind(
    run: Sequence[Tagged], before: str, after: str
) -> TermKind | Literal["bound", "word"] | None:
    """What a run of words may be, with the letters before and after it."""
    lengths = [len(word.word) for word in run]
    if sum(lengths) < 2:
        return None
    if (
        sum(lengths) == _FORMULA_LENGTH
        and lengths in ([2, 2], [4])
        and all(word.tag[0] in _FORMULA for word in run)
        and before in _LEFT
        and after in _RIGHT
    ):
        return "formula"
    if len(run) == 1:
        if run[0].tag in _NAMES:
            return "name"
        return "phrase" if run[0].tag in _NOUNS and run[0].tag != "vn" else "word"
    compound = lengths == [2, 2]
    if _is_noun_phrase(run, compound):
        return "phrase"
    return "bound" if compound and run[0].tag in _VERBS and run[1].tag in _BOUND_TO else None


def _is_noun_phrase(run: Sequence[Tagged], compound: bool) -> bool:
    """Whether words look like a noun and what stands before it.

    Two words of two characters are mostly a ``compound`` and may be verbs and adjectives by
    themselves (支持比率, 金融稳定), unless that is a verb and nothing else (维持稳定, 体系继续).
    """
    first, *inside, last = run
    if first.tag in _MANNERS and (last.tag in _VERBS or last.tag == "vn"):
        return False  # 紧密合作 is something done, in some manner
    begins = first.tag in _BEFORE_NOUNS or (
        compound and first.tag in _VERBS and _is_noun_too(first.word)
    )
    ends = last.tag in _NOUNS or (
        (compound and last.tag == "a")
        or ((compound or len(run) > 2) and last.tag == "v" and _is_noun_too(last.word))
    )
    return begins and ends and all(word.tag in _INSIDE for word in inside)


def _is_noun_too(verb: str) -> bool:
    """Whether the dictionary explains a verb by a noun as well: 支持, "to support; support"."""
    glosses = re.split("[/;]", cedict().get(verb, ""))
    return any(gloss.strip() and not gloss.strip().startswith("to ") for gloss in glosses)


# --- other languages --------------------------------------------------------------------------

_JOINED = re.compile(r"[ \u00a0-]?")
"""What may stand between two words of a term."""
_SHORTEST_WORD = 4


def _other_runs(text: str, language: str) -> Iterator[Run]:
    words = tokens(text, language)
    joined = [
        bool(_JOINED.fullmatch(text[one.end : other.start])) for one, other in pairwise(words)
    ]
    for start, first in enumerate(words):
        if (
            not first.is_content
            or first.kind == "number"
            or text[first.start - 1 : first.start] == "-"
        ):
            continue
        for end in range(start + 1, min(len(words), start + _LONGEST) + 1):
            run = words[start:end]
            if run[-1].is_content and (kind := _other_kind(run)) is not None:
                yield tuple(word.key for word in run), kind, len(run)
            if end <= len(joined) and not joined[end - 1]:
                break


def _other_kind(run: Sequence[Token]) -> TermKind | None:
    """What a run may be; a name if all that means something in it has a capital letter."""
    meaning = [word for word in run if word.is_content]
    if len(run) > len(meaning) + 1:
        return None
    # What begins a sentence has a capital letter whatever it is.
    if run[0].start > 0 and all(word.kind == "name" for word in meaning):
        return "name"
    return "phrase" if len(run) > 1 or run[0].end - run[0].start >= _SHORTEST_WORD else None
