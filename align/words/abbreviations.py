"""What the abbreviations of a text stand for, where the text itself says so.

A definition is a long form with the short one in brackets behind it: *Exchange Fund (EF)*,
强制性公积金（强积金）. The letters of the short form, read from right to left, must be found in the
long one in that order, the first of them where a word begins (Schwartz and Hearst 2003); the long
form is the shortest stretch for which that is so.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from ...corpus.model import Span
from ...corpus.text.script import primary
from ...corpus.text.words import stemmer

_LATIN = re.compile(r" \(([A-Z][\w&/-]{1,9})\)")
_FAR = 120
"""Letters before a bracket in which its long form is looked for."""
_BREAK = re.compile(r".*(?:[;:()\"“”]|[.,!?]\s)", re.DOTALL)
_HAN = re.compile(r"([一-鿿〇]{3,20})[（(]([一-鿿〇]{2,6})[）)]")


def abbreviations(texts: Iterable[str], language: str) -> dict[str, str]:
    """The long form of each abbreviation, by the key that it has as a word; the first one given."""
    found: dict[str, str] = {}
    stem = stemmer(language)
    for text in texts:
        for long, short in definitions(text):
            written = text[short.start : short.end]
            for each in {written, written.removesuffix("s")}:
                found.setdefault(
                    each if primary(language) == "zh" else stem(each), text[long.start : long.end]
                )
    return found


def definitions(text: str) -> list[tuple[Span, Span]]:
    """Where a text defines abbreviations: the long form, and the short one in its brackets."""
    if "(" not in text and "（" not in text:
        return []
    found = [
        (_chinese_start(each[1], each[2]), each.start(1), each.end(1), each.span(2))
        for each in _HAN.finditer(text)
    ]
    for each in _LATIN.finditer(text):
        broken = _BREAK.match(text, max(0, each.start() - _FAR), each.start())
        offset = broken.end() if broken else max(0, each.start() - _FAR)
        start = _latin_start(text[offset : each.start()], each[1])
        found.append((start, offset, each.start(), each.span(1)))
    return [
        (Span(offset + start, end), Span(*short))
        for start, offset, end, short in found
        if start >= 0
    ]


def _latin_start(before: str, short: str) -> int:
    """Where the long form begins, or -1; ``before`` is what stands before the bracket."""
    letters = short[:-1] if short.endswith("s") and short[-2:-1].isupper() else short
    letters = "".join(filter(str.isalnum, letters)).lower()
    if sum(map(str.isupper, short)) < 2:
        return -1
    start = _begins(before.lower(), letters, inside_words=False)
    words = len(before[start:].split())
    most = min(len(letters) + 5, 2 * len(letters))
    return start if words <= most and len(before) - start > len(short) else -1


def _chinese_start(before: str, short: str) -> int:
    start = _begins(before, short, inside_words=True)
    return start if start >= 0 and len(before) - start > len(short) else -1


def _begins(text: str, letters: str, *, inside_words: bool) -> int:
    """The last place from where on all letters are found in order, or -1."""
    place = len(text)
    for number in reversed(range(len(letters))):
        first = number == 0 and not inside_words
        place -= 1
        while place >= 0 and (
            text[place] != letters[number] or (first and place > 0 and text[place - 1].isalnum())
        ):
            place -= 1
        if place < 0:
            return -1
    return place
