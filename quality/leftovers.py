"""What of one language stands in a text of another: letters that do not belong there.

Where source and target are written in different scripts, what was not translated can be seen:
增长极 in an English sentence, a run of English words in a Chinese one. Names, terms in brackets and
quoted words are there on purpose (:func:`set_apart`).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from ..corpus.model import Span
from ..corpus.text.lexicon import english_words
from ..corpus.text.script import SCRIPTS, primary, scripts_of

_PAIRS = {
    **{"(": ")", "（": "）", "[": "]", "【": "】", "［": "］", "〔": "〕", "〈": "〉", "<": ">"},
    **{"《": "》", "「": "」", "『": "』", "“": "”", "‘": "’", "«": "»"},
}
_STRAIGHT = re.compile("\"[^\"]*\"|(?<![^\\W_])'[^']*'(?![^\\W_])")

_NEITHER = re.compile(r"[\W_]+")
"""What is neither a letter nor a figure."""
_NORMALISED = "，！？：；（）"
"""The commonest of it that has another normal form."""
_ASCII_NEITHER = bytes(code for code in range(128) if not chr(code).isalnum())

_BETWEEN = r"[\s\d·・、，。：；！？,.:;!?%％\"“”‘’'()（）《》〈〉\-—–~～]"
"""What may stand inside a run of foreign letters without ending it."""


def folded(text: str) -> str:
    """A text for comparison: letters and figures alone, in one width and case."""
    for mark in _NORMALISED:  # what is left is normal already, which is quick to see
        text = text.replace(mark, "")
    text = unicodedata.normalize("NFKC", text).casefold()
    # Bytes are quickly rid of what is neither in ASCII: in English that is nearly all there is.
    rest = text.encode("utf-8", "surrogatepass").translate(None, _ASCII_NEITHER)
    text = rest.decode("utf-8", "surrogatepass")
    return text if text.isascii() else _NEITHER.sub("", text)


def foreign_runs(text: str, language: str, other: str) -> Iterator[Span]:
    """Runs of letters that the other language is written in and this one is not."""
    for run in _foreign_patterns(language, other):
        yield from (Span(*found.span()) for found in run.finditer(text))


@lru_cache(maxsize=64)
def _foreign_patterns(language: str, other: str) -> tuple[re.Pattern[str], ...]:
    """What matches such runs, one for each script."""
    letters = (
        SCRIPTS[script].pattern for script in sorted(scripts_of(other) - scripts_of(language))
    )
    return tuple(re.compile(f"{each}(?:{_BETWEEN}*{each})*") for each in letters)


def set_apart(text: str, span: Span) -> Span | None:
    """The inside of the brackets or quotation marks that a span stands in, None if in none."""
    open_at: list[int] = []
    for place, char in enumerate(text[: span.start]):
        if char in _PAIRS:
            open_at.append(place)
        elif open_at and char == _PAIRS[text[open_at[-1]]]:
            open_at.pop()
    for begin in reversed(open_at):
        end = text.find(_PAIRS[text[begin]], span.end)
        if end >= 0:
            return Span(begin + 1, end)
    for found in _STRAIGHT.finditer(text):
        if found.start() < span.start and span.end < found.end():
            return Span(found.start() + 1, found.end() - 1)
    return None


_LATIN_WORD = re.compile(r"[A-Za-zÀ-ɏ]+(?:['’-][A-Za-zÀ-ɏ]+)*")
_LATIN_RUN = re.compile(rf"{_LATIN_WORD.pattern}(?:[ \u00a0,]+{_LATIN_WORD.pattern})*")
_JOINED = "/\\_@#.:=&$%+~<>{}0123456789"
"""What makes a code or an address of the letters next to it."""

_TAKEN_OVER = frozenset(
    """
    android app apps blog bug call chat cosplay cover demo email emoji fans feat feed feedback flag
    followers gap gif golf high hold iphone kg km live logo love mail max meme mini model offer
    online out party pass pk plus pose ppt pro pub punk rap rock sale show solo style tag talk team
    tips top ultra vip vlog vs web wifi yoga
    """.split()  # noqa: SIM905
)
"""English words that Chinese writes as they are."""


def latin_words(text: str) -> Iterator[Span]:
    """Runs of words in Latin letters that are part of no code or address."""
    for found in _LATIN_RUN.finditer(text):
        begin, end = found.span()
        before = text[max(0, begin - 1) : begin]
        ahead = text[end : end + 2]
        if not (before and before in _JOINED) and not (
            ahead[:1] and ahead[0] in _JOINED and ahead[1:].isalnum()
        ):
            yield Span(begin, end)


def words_of(text: str) -> list[str]:
    """Words in Latin letters that are part of no code or address."""
    return [
        word
        for span in latin_words(text)
        for word in _LATIN_WORD.findall(text[span.start : span.end])
    ]


def is_common(word: str, language: str) -> bool:
    """Whether a word, whatever its first letter, is one of the language and no name or acronym.

    Only English words are looked up; of other languages any word will do.
    """
    small = word.lower()
    if word[1:] != small[1:] or len(word) < 2 or small in _TAKEN_OVER:
        return False
    return primary(language) != "en" or small in english_words()


def small_words(text: str, language: str) -> list[str]:
    """The common words of a text in small letters."""
    return [word for word in words_of(text) if word.islower() and is_common(word, language)]
