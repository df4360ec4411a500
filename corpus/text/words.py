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


def stem(word: str, language: str) -> str:
    """The stem of a word, in lower case and without a possessive 's."""
    lower = word.lower().replace("’", "'")
    return _stemmer(primary(language))(lower.removesuffix("'s"))


@functools.cache
def _stemmer(language: str) -> Callable[[str], str]:
    """One word to its stem, remembered: a text has few words that are not said again."""
    if language not in _SNOWBALL:
        return str
    algorithm = snowballstemmer.stemmer(_SNOWBALL[language])

    @functools.lru_cache(maxsize=1 << 16)
    def cached(word: str) -> str:
        found: str = algorithm.stemWord(word)
        return found

    return cached
