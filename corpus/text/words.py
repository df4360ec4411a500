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
