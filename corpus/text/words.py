"""Words and their stems, for languages that write them apart.

Stems make "reforms", "reformed" and "reforming" one word for matching. They are Snowball's
(snowballstemmer), which knows English, German, French, Spanish and a dozen more; a language it
does not know keeps its words as they are, in lower case.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable

import snowballstemmer

from .script import primary

WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
"""A word of a language that writes words apart; hyphens part words."""

_SNOWBALL = {
    "ar": "arabic",
    "de": "german",
    "en": "english",
    "es": "spanish",
    "fr": "french",
    "it": "italian",
    "nl": "dutch",
    "pt": "portuguese",
    "ru": "russian",
    "tr": "turkish",
}


@functools.cache
def stemmer(language: str) -> Callable[[str], str]:
    """What makes stems of a language's words: in lower case, without a possessive 's.

    A text has few words that are not said again, so each is worked out once.
    """
    name = _SNOWBALL.get(primary(language))
    algorithm = snowballstemmer.stemmer(name) if name is not None else None

    @functools.lru_cache(maxsize=1 << 17)
    def stem(word: str) -> str:
        lower = word.lower().replace("’", "'").removesuffix("'s")
        return lower if algorithm is None else str(algorithm.stemWord(lower))

    return stem


_IRREGULAR = {
    "children": "child",
    "criteria": "criterion",
    "feet": "foot",
    "indices": "index",
    "men": "man",
    "mice": "mouse",
    "people": "person",
    "phenomena": "phenomenon",
    "teeth": "tooth",
    "women": "woman",
}


def is_noun_form(text: str, term: str) -> bool:
    """Whether an English text is a term made of nouns, in another number or with a possessive.

    Stems are more generous: *funds* and *funding* have one stem, *professionals* and
    *professionalism* too. A single word that is given in the plural is meant in the plural:
    *securities* are no *security*.
    """
    wanted = _singulars(term)
    if len(wanted) == 1 and _is_plural(term) and not _is_plural(text):
        return False
    return _singulars(text) == wanted


def _is_plural(text: str) -> bool:
    last = text.rstrip("'’")
    return last.lower() in _IRREGULAR or (
        last.endswith("s") and last[-2:] not in ("ss", "us", "is")
    )


def _singulars(text: str) -> tuple[str, ...]:
    return tuple(_singular(word.group()) for word in WORD.finditer(text))


@functools.lru_cache(maxsize=1 << 15)
def _singular(word: str) -> str:
    """What a noun is known by in both numbers: box and boxes, house and houses, basis and bases."""
    lower = word.lower().replace("’", "'").removesuffix("'s")
    if lower in _IRREGULAR:
        return _IRREGULAR[lower]
    if len(lower) > 4 and lower.endswith("ies"):
        return lower[:-3] + "y"
    if len(lower) > 4 and lower.endswith("is"):
        return lower[:-2]
    if not lower.endswith(("ss", "us")):
        lower = lower.removesuffix("s")
    return lower.removesuffix("e")
