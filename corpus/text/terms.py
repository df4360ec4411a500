"""Terms of several words or characters, found in running text.

On a bird's-eye level: a term list may hold thousands of terms, so a text is not searched for
each of them. Terms are filed under the first thing a reader sees, their first character in a
language without spaces and the stem of their first word elsewhere; wherever a text shows that,
the terms filed there are tried, the longest first, and what one has taken is not given to the
next. So "regional growth poles" holds "growth pole" once, and 增长极 hides no 增长.
"""

from __future__ import annotations

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


class TermFinder:
    """Finds the terms of one language. ``terms`` are numbered as they are given.

    A term may be given several times (with another rendering each, say); all of its numbers
    are found where it stands.
    """

    def __init__(self, terms: Sequence[str], language: str) -> None:
        self._language = language
        self._stem = stemmer(language)
        self._spaceless = is_spaceless(language)
        filed: defaultdict[str, defaultdict[tuple[str, ...], list[int]]] = defaultdict(
            lambda: defaultdict(list)
        )
        for number, term in enumerate(terms):
            parts = tuple(part for part, _, _ in self._parts(_folded(term.strip(), language)))
            if parts:
                filed[parts[0]][parts].append(number)
        self._filed = {
            first: sorted(each.items(), key=lambda entry: -len(entry[0]))
            for first, each in filed.items()
        }

    def find(self, text: str) -> Iterator[tuple[int, int, int]]:
        """Where terms stand in a text: (number, start, end), from left to right."""
        parts = list(self._parts(_folded(text, self._language)))
        place = 0
        while place < len(parts):
            length = 1
            for term, numbers in self._filed.get(parts[place][0], ()):
                window = parts[place : place + len(term)]
                if term == tuple(part for part, _, _ in window):
                    yield from ((number, window[0][1], window[-1][2]) for number in numbers)
                    length = len(term)
                    break
            place += length

    def _parts(self, text: str) -> Iterator[tuple[str, int, int]]:
        """The characters, or the stems, of a text: (part, start, end)."""
        if self._spaceless:
            yield from (
                (char, place, place + 1) for place, char in enumerate(text) if not char.isspace()
            )
        else:
            for found in WORD.finditer(text):
                yield self._stem(found.group()), found.start(), found.end()


def _folded(text: str, language: str) -> str:
    """As texts are compared; as long as before."""
    return to_simplified(text) if primary(language) == "zh" else text
