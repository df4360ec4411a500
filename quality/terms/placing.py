"""Where given runs of parts stand in texts, all of them at once and however they overlap.

Parts are the characters of a language without spaces and the stems of any other. Runs are filed
under their first two parts, so that time is linear in the texts, whatever the number of runs.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from ...align.words import tokens
from ...corpus.model import Span
from ...corpus.text.script import is_spaceless, primary, simplified_letters
from .model import Key, Occurrence

Places = dict[Key, list[Occurrence]]

_NOT = ("非",)
"""Before a Chinese term it makes another of it: 非现场审查 is no 现场审查."""


def places_of_keys(texts: Iterable[str], language: str, keys: Iterable[Key]) -> Places:
    """The places of each run, in order; two places of one run do not overlap."""
    lengths: defaultdict[Key, set[int]] = defaultdict(set)
    places: Places = {}
    for key in keys:
        lengths[key[:2]].add(len(key))
        places[key] = []
    none: set[int] = set()
    for number, text in enumerate(texts):
        parts = text_parts(text, language)
        plain = tuple(part for part, _ in parts)
        for start in range(len(parts)):
            single = {1} & lengths.get(plain[start : start + 1], none)
            for length in lengths.get(plain[start : start + 2], none) | single:
                found = places.get(plain[start : start + length])
                if found is None or start + length > len(parts) or plain[start - 1 : start] == _NOT:
                    continue
                span = Span(parts[start][1].start, parts[start + length - 1][1].end)
                if not found or found[-1].unit != number or found[-1].span.end <= span.start:
                    found.append(Occurrence(number, span))
    return places


def text_parts(text: str, language: str) -> list[tuple[str, Span]]:
    """The parts of a text and where they stand."""
    if is_spaceless(language):
        folded = simplified_letters(text) if primary(language) == "zh" else text
        return [
            (letter.lower(), Span(place, place + 1))
            for place, letter in enumerate(folded)
            if not letter.isspace()
        ]
    return [(word.key, Span(word.start, word.end)) for word in tokens(text, language)]
