"""Terms of several words or characters, found in running text.

On a bird's-eye level: a term list may hold thousands of terms, so a text is not searched for
each of them. Terms are filed under the first thing a reader sees, their first character in a
language without spaces and the stem of their first word elsewhere, and there by their length;
wherever a text shows that beginning, what follows is looked up, the longest first, and what one
term has taken is not given to the next. So "regional growth poles" holds "growth pole" once, and
增长极 hides no 增长. A term that the caller will not have takes nothing, and the next shorter one
is tried in its place. Time grows with the text, not with the list.

Texts are folded letter by letter (:func:`folded`): width, traditional characters. So a term is
folded as the text it stands in, whatever stands around it, and offsets stay those of the text.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from .script import is_spaceless, primary, to_simplified
from .words import WORD, stemmer


@dataclass(frozen=True, slots=True)
class TermPair:
    """A source term and a target term that renders it, and how much that proves, up to 1."""

    source: str
    target: str
    weight: float = 1.0


_ACRONYMS = re.compile(r"([A-Z]{2,})['’]?s")
"""The plural of an acronym, which a stemmer takes for a word in -us or -is: TEUs."""

Parts = str | tuple[str, ...]
"""The characters, or the stems, of a text or a term; a slice of either can be looked up."""


@dataclass(frozen=True, slots=True)
class Cut:
    """A text cut into parts, and where each part begins and ends in it."""

    parts: Parts
    starts: Sequence[int]
    ends: Sequence[int]

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Where parts ``first`` up to ``last``, excluded, stand in the text."""
        return self.starts[first], self.ends[last - 1]

    def places(self, term: Parts) -> Iterator[int]:
        """Every part at which a term begins; overlaps count."""
        place = -1
        length = len(term)
        while True:
            try:
                place = self.parts.index(term if isinstance(term, str) else term[0], place + 1)
            except ValueError:
                return
            if self.parts[place : place + length] == term:
                yield place


class _Folding(dict[int, str]):
    """What letters are for matching, each worked out when it is first met.

    Never more than one letter, nor less: what has no such form stays as it is.
    """

    def __init__(self, *, simplified: bool, lower: bool) -> None:
        super().__init__()
        self._simplified, self._lower = simplified, lower

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        letter = _single(unicodedata.normalize("NFKC", letter), letter)
        if self._simplified:
            letter = _MISTAKEN.get(letter) or _single(to_simplified(letter), letter)
        if self._lower:
            letter = _single(letter.lower(), letter)
        self[code] = letter
        return letter


def _single(folded: str, letter: str) -> str:
    return folded if len(folded) == 1 else letter


_MISTAKEN = {"巿": "市"}
"""Characters typed, or recognised by a scanner, for another that looks like them."""
_CHINESE = _Folding(simplified=True, lower=True)
_SPACELESS = _Folding(simplified=False, lower=True)
_SPACED = _Folding(simplified=False, lower=False)


def folded(text: str, language: str) -> str:
    """A text as terms are looked for in it, letter for letter.

    Widths are plain (Ａ is A), Chinese is simplified, and in languages without spaces Latin
    letters are small; elsewhere stems see to that. :func:`.script.to_simplified` goes by words, so
    it may fold a character in a sentence otherwise than by itself, and may change the length.
    """
    if primary(language) == "zh":
        return text.translate(_CHINESE)
    return text.translate(_SPACELESS if is_spaceless(language) else _SPACED)


def cut(text: str, language: str) -> Cut:
    """A text as terms are looked for in it: folded, without spaces or in stems."""
    plain = folded(text, language)
    if is_spaceless(language):
        places = [place for place, char in enumerate(plain) if not char.isspace()]
        if len(places) < len(plain):
            plain = "".join(plain[place] for place in places)
        return Cut(plain, places, [place + 1 for place in places])
    stem = stemmer(language)
    words = list(WORD.finditer(plain))
    return Cut(
        tuple(stem(_singular(word.group())) for word in words),
        [word.start() for word in words],
        [word.end() for word in words],
    )


def _singular(word: str) -> str:
    """An acronym without the ending of its plural; any other word as it is."""
    if word[-1] != "s" or not word[:2].isupper():
        return word
    acronym = _ACRONYMS.fullmatch(word)
    return acronym[1] if acronym else word


class TermFinder:
    """Finds the terms of one language. ``terms`` are numbered as they are given.

    A term may be given several times (with another rendering each, say); all of its numbers
    are found where it stands.
    """

    def __init__(self, terms: Sequence[str], language: str) -> None:
        self._language = language
        numbers: defaultdict[str, defaultdict[Parts, list[int]]] = defaultdict(
            lambda: defaultdict(list)
        )
        for number, term in enumerate(terms):
            parts = cut(term.strip(), language).parts
            if parts:
                numbers[parts[0]][parts].append(number)
        self._filed = {
            first: (sorted({len(parts) for parts in each}, reverse=True), dict(each))
            for first, each in numbers.items()
        }

    def find(
        self, text: str, accepts: Callable[[int, int, int], bool] | None = None
    ) -> Iterator[tuple[int, int, int]]:
        """Where terms stand in a text: (number, start, end), from left to right.

        ``accepts`` is asked for each whether it means the term; without it, all do.
        """
        return self.find_in(cut(text, self._language), accepts)

    def find_in(
        self, text: Cut, accepts: Callable[[int, int, int], bool] | None = None
    ) -> Iterator[tuple[int, int, int]]:
        """The same in a text that has been cut."""
        parts = text.parts
        place = 0
        while place < len(parts):
            filed = self._filed.get(parts[place])
            taken = 1
            if filed is not None:
                for length in filed[0]:
                    numbers = filed[1].get(parts[place : place + length])
                    if numbers is None or place + length > len(parts):
                        continue
                    start, end = text.span(place, place + length)
                    meant = [
                        number for number in numbers if not accepts or accepts(number, start, end)
                    ]
                    if meant:
                        yield from ((number, start, end) for number in meant)
                        taken = length
                        break
            place += taken
