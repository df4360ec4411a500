"""Terms of several words or characters, found in running text.

On a bird's-eye level: a term list may hold thousands of terms, so a text is not searched for
each of them. Terms are filed under the first thing a reader sees, their first character in a
language without spaces and the stem of their first word elsewhere, and there by their length;
wherever a text shows that beginning, what follows is looked up, the longest first, and what one
term has taken is not given to the next. So "regional growth poles" holds "growth pole" once, and
增长极 hides no 增长. Time grows with the text, not with the list.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .script import is_spaceless, primary, to_simplified
from .words import WORD, stemmer


@dataclass(frozen=True, slots=True)
class TermPair:
    """A source term and a target term that renders it, and how much that proves, up to 1."""

    source: str
    target: str
    weight: float = 1.0


_ACRONYMS = re.compile(r"\b([A-Z]{2,})s\b")
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
        length = len(term)
        return (
            place
            for place in range(len(self.parts) - length + 1)
            if self.parts[place : place + length] == term
        )


def cut(text: str, language: str) -> Cut:
    """A text as terms are looked for in it: folded, without spaces or in stems."""
    folded = to_simplified(text) if primary(language) == "zh" else text
    if is_spaceless(language):
        places = [place for place, char in enumerate(folded) if not char.isspace()]
        if len(places) < len(folded):
            folded = "".join(folded[place] for place in places)
        return Cut(folded, places, [place + 1 for place in places])
    stem = stemmer(language)
    words = list(WORD.finditer(folded))
    return Cut(
        tuple(stem(_ACRONYMS.sub(r"\1", word.group())) for word in words),
        [word.start() for word in words],
        [word.end() for word in words],
    )


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

    def find(self, text: str) -> Iterator[tuple[int, int, int]]:
        """Where terms stand in a text: (number, start, end), from left to right."""
        return self.find_in(cut(text, self._language))

    def find_in(self, text: Cut) -> Iterator[tuple[int, int, int]]:
        """The same in a text that has been cut."""
        parts = text.parts
        place = 0
        while place < len(parts):
            filed = self._filed.get(parts[place])
            taken = 1
            if filed is not None:
                for length in filed[0]:
                    numbers = filed[1].get(parts[place : place + length])
                    if numbers is not None and place + length <= len(parts):
                        start, end = text.span(place, place + length)
                        yield from ((number, start, end) for number in numbers)
                        taken = length
                        break
            place += taken
