"""How a term was used: each of its renderings, how often, and where, for people to look through.

Two kinds of terms are told of: those that drift (:mod:`.rules.con101_term_drift` says so with its
finding), and those of a glossary (:class:`GlossaryUse` counts them while a file is checked). Of a
rendering all places are counted, and a fair number quoted.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import chain, repeat
from typing import TYPE_CHECKING, Literal

from ..corpus.model import Span

if TYPE_CHECKING:
    from .passage import Passage
    from .terminology import Occurrence, Terminology
    from .terms.model import Drift
    from .wording import Rendered

Role = Literal["usual", "other", "expected", "capitals", "forbidden", "missing"]
"""Of a term that drifts, its commonest rendering and every other. Of one of a glossary, what will
do, what would with other capitals, what is forbidden, and no rendering that the glossary knows."""
MOST_PLACES = 40
"""Places of a rendering that are quoted."""
_AROUND, _WITHOUT = 60, 240
"""Characters quoted on either side of a term, and of a text in which there is none."""
_WORD = 16
_MOST_EXPECTED = 3


@dataclass(frozen=True, slots=True)
class Quote:
    """A stretch of a text, with what stands before and after it cut to size."""

    before: str
    text: str
    after: str


@dataclass(frozen=True, slots=True)
class Sighting:
    """A place of a term: its unit, the term in the source, and what renders it in the target.

    Where nothing does, the quote of the target is all ``before``.
    """

    file: str
    unit: int
    source: Quote
    target: Quote


@dataclass(frozen=True, slots=True)
class Way:
    """One way in which a term was rendered: as it is mostly spelled, how often, some places."""

    text: str
    role: Role
    count: int
    places: tuple[Sighting, ...]


@dataclass(frozen=True, slots=True)
class TermUse:
    """A term and the ways in which it was rendered, the right ones and the common ones first.

    ``concept`` is the number of a glossary's concept, "" for a term that drifts; ``expected`` are
    the renderings that the glossary allows, the first of them, whether or not they were met.
    ``confidence`` is that of a drift.
    """

    term: str
    languages: tuple[str, str]
    ways: tuple[Way, ...]
    concept: str = ""
    expected: tuple[str, ...] = ()
    confidence: float | None = None


def quote(text: str, span: Span | None) -> Quote:
    """What stands in a span and around it; of a text without one the beginning."""
    if span is None:
        return Quote(_cut(text, _WITHOUT), "", "")
    before, after = text[: span.start], text[span.end :]
    if len(before) > _AROUND:
        kept = before[-_AROUND:]
        blank = kept.find(" ", 0, _WORD)
        before = "…" + kept[blank + 1 :]
    return Quote(before, text[span.start : span.end], _cut(after, _AROUND))


def _cut(text: str, most: int) -> str:
    """The beginning of a text; a word is not cut in two if that can be helped."""
    if len(text) <= most:
        return text
    blank = text.rfind(" ", most - _WORD, most)
    return text[: blank if blank >= 0 else most] + "…"


def sighting(passage: Passage, source: Span, target: Span | None) -> Sighting:
    """A place of a term in a passage."""
    return Sighting(
        passage.file, passage.number, quote(passage.source, source), quote(passage.target, target)
    )


def use_of_drift(drift: Drift, passages: Iterable[Passage]) -> TermUse:
    """How a drifting term was used; ``passages`` are the units of the survey."""
    units = list(passages)
    ways = tuple(
        Way(
            variant.text,
            "usual" if variant is drift.majority else "other",
            len(variant.renderings),
            tuple(
                sighting(units[each.occurrence.unit], each.occurrence.span, each.span)
                for each in variant.renderings[:MOST_PLACES]
            ),
        )
        for variant in drift.variants
    )
    here = units[drift.majority.renderings[0].occurrence.unit]
    languages = here.source_language, here.target_language
    return TermUse(drift.term.text, languages, ways, confidence=round(drift.confidence, 4))


_ORDER: tuple[Role, ...] = ("usual", "expected", "other", "capitals", "forbidden", "missing")


def merged(uses: Iterable[TermUse]) -> Iterator[TermUse]:
    """The uses of several files, those of one concept made one, in the order in which they came."""
    by_concept: dict[tuple[object, ...], list[TermUse]] = {}
    for number, use in enumerate(uses):
        name = (use.languages, use.concept) if use.concept else (number,)
        by_concept.setdefault(name, []).append(use)
    for same in by_concept.values():
        ways: dict[tuple[str, Role], Way] = {}
        for way in chain.from_iterable(use.ways for use in same):
            known = ways.setdefault((way.text, way.role), replace(way, count=0, places=()))
            places = (*known.places, *way.places)[:MOST_PLACES]
            ways[way.text, way.role] = replace(known, count=known.count + way.count, places=places)
        yield replace(same[0], ways=_ordered(ways.values()))


def _ordered(ways: Iterable[Way]) -> tuple[Way, ...]:
    return tuple(sorted(ways, key=lambda way: (_ORDER.index(way.role), -way.count, way.text)))


@dataclass(slots=True)
class _Count:
    count: int = 0
    places: list[Sighting] = field(default_factory=list)


class GlossaryUse:
    """Counts how the concepts of a glossary are rendered, unit by unit."""

    def __init__(self, glossaries: tuple[str, ...]) -> None:
        self._glossaries = glossaries
        self._counts: dict[str, dict[tuple[str, Role], _Count]] = {}
        self._known: dict[str, TermUse] = {}

    def see(self, passage: Passage) -> None:
        """Count the concepts in a unit."""
        from .terminology import terminology

        terms: Terminology = terminology(self._glossaries, *passage.languages)
        for occurrence in terms.of(passage):
            self._take(occurrence, passage)

    def _take(self, occurrence: Occurrence, passage: Passage) -> None:
        concept = occurrence.concept
        if concept.id not in self._known:
            self._known[concept.id] = TermUse(
                concept.of(passage.source_language)[0].text,
                (passage.source_language, passage.target_language),
                (),
                concept.id,
                tuple(each.text for each in occurrence.allowed[:_MOST_EXPECTED]),
            )
        ways = self._counts.setdefault(concept.id, {})
        renderings = chain(_renderings(occurrence), repeat(_NONE))
        for place, (text, role, span) in zip(occurrence.places, renderings, strict=False):
            found = ways.setdefault((text, role), _Count())
            found.count += 1
            if len(found.places) < MOST_PLACES:
                found.places.append(sighting(passage, place, span))

    def told(self) -> tuple[TermUse, ...]:
        """What was counted, concept by concept as they came."""
        return tuple(
            replace(
                self._known[concept],
                ways=_ordered(
                    Way(text, role, found.count, tuple(found.places))
                    for (text, role), found in ways.items()
                ),
            )
            for concept, ways in self._counts.items()
        )


_Rendered = tuple[str, Role, Span | None]
_NONE: _Rendered = ("", "missing", None)


def _renderings(occurrence: Occurrence) -> Iterator[_Rendered]:
    """What stands for a concept in a target, the right ones first."""
    known: tuple[tuple[Role, tuple[Rendered, ...]], ...] = (
        ("expected", occurrence.found),
        ("capitals", occurrence.misspelt),
        ("forbidden", occurrence.forbidden),
    )
    for role, found in known:
        for each in found:
            yield each.term.text, role, each.span
