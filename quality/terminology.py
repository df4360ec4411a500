"""A glossary at work: which of its terms stand in a source, and how the target renders them.

On a bird's-eye level: the terms of the source language are found in one pass, the longest first,
so that a term inside a longer one is not asked for by itself (长江三角洲 in 长江三角洲一体化);
words in which a term is not meant (``not_in``: 郑成功 for 成功) are found in the same pass and take
it away. For each concept that occurs, its renderings are looked for in the target, as stems where
words have them, so that inflection and hyphens make no difference. Any allowed rendering will do. A
forbidden one counts only where its concept stands in the source, and not inside an allowed form.
Start at :meth:`Terminology.of`.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from ..corpus.glossary import Concept, Glossary, Term, read_glossary
from ..corpus.model import Span
from ..corpus.text.terms import Cut, TermFinder, cut
from .passage import Passage


@dataclass(frozen=True, slots=True)
class Rendered:
    """A term of the target that stands there, and where."""

    term: Term
    span: Span


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A concept in a source: the term and its places, and what stands for it in the target.

    ``allowed`` are the renderings that will do, ``found`` those that stand there, ``forbidden`` the
    forbidden ones that do, ``misspelt`` allowed ones whose capitals are not as they should be.
    """

    concept: Concept
    term: Term
    places: tuple[Span, ...]
    allowed: tuple[Term, ...]
    found: tuple[Rendered, ...]
    forbidden: tuple[Rendered, ...]
    misspelt: tuple[Rendered, ...]


class Terminology:
    """A glossary between two languages (primary subtags), ready to be looked up."""

    def __init__(self, glossary: Glossary, source: str, target: str) -> None:
        self._target = target
        self._source = source
        self._entries: list[tuple[Concept, Term] | None] = []
        self._allowed: dict[str, list[tuple[Term, Cut]]] = {}
        self._forbidden: dict[str, list[tuple[Term, Cut]]] = {}
        texts: list[str] = []
        for concept in glossary:
            targets = concept.of(target)
            if not concept.translate:
                targets = (*targets, *(t for t in concept.of(source) if t not in targets))
            if not targets:
                continue
            self._allowed[concept.id] = self._cut(targets, forbidden=False)
            self._forbidden[concept.id] = self._cut(targets, forbidden=True)
            for term in concept.of(source):
                texts.append(term.text)
                self._entries.append((concept, term))
                for longer in term.not_in:
                    texts.append(longer)
                    self._entries.append(None)
        self._finder = TermFinder(texts, source)
        self._last: tuple[Passage, tuple[Occurrence, ...]] | None = None

    def _cut(self, terms: Sequence[Term], *, forbidden: bool) -> list[tuple[Term, Cut]]:
        chosen = (term for term in terms if (term.status == "forbidden") is forbidden)
        return [(term, parts) for term in chosen if (parts := cut(term.text, self._target)).parts]

    def of(self, passage: Passage) -> tuple[Occurrence, ...]:
        """The concepts that occur in a passage's source, in order, each once.

        Several rules ask of the same passage one after another: the last answer is kept.
        """
        if self._last is None or self._last[0] is not passage:
            self._last = passage, tuple(self._occurrences(passage))
        return self._last[1]

    def _occurrences(self, passage: Passage) -> Iterator[Occurrence]:
        places: dict[str, tuple[Concept, Term, list[Span]]] = {}
        for number, start, end in self._finder.find(passage.source):
            entry = self._entries[number]
            if entry is None:
                continue
            concept, term = entry
            if term.case and passage.source[start:end] != term.text:
                continue
            known = places.setdefault(concept.id, (concept, term, []))[2]
            span = Span(start, end)
            if span not in known:
                known.append(span)
        if not places:
            return
        target = cut(passage.target, self._target)
        for concept, term, spans in places.values():
            yield self._occurrence(concept, term, tuple(spans), target, passage.target)

    def _occurrence(
        self, concept: Concept, term: Term, spans: tuple[Span, ...], target: Cut, text: str
    ) -> Occurrence:
        allowed = list(_standing(self._allowed[concept.id], target))
        forbidden = [
            rendered
            for rendered in _standing(self._forbidden[concept.id], target)
            if not any(_inside(rendered.span, other.span) for other in allowed)
        ]
        right = tuple(each for each in allowed if _capitals(each, text))
        wrong = tuple(each for each in allowed if each not in right)
        terms = tuple(each for each, _ in self._allowed[concept.id])
        return Occurrence(concept, term, spans, terms, right, tuple(forbidden), wrong)

    def renders(self, occurrence: Occurrence, text: str) -> bool:
        """Whether an allowed rendering of an occurrence stands in another text."""
        other = cut(text, self._target)
        return any(True for _ in _standing(self._allowed[occurrence.concept.id], other))


def _standing(terms: Sequence[tuple[Term, Cut]], text: Cut) -> Iterator[Rendered]:
    for term, parts in terms:
        for place in text.places(parts.parts):
            yield Rendered(term, Span(*text.span(place, place + len(parts.parts))))


def _inside(span: Span, other: Span) -> bool:
    return other.start <= span.start and span.end <= other.end


def _capitals(rendered: Rendered, text: str) -> bool:
    """Whether a rendering has the capitals it should have.

    Those of a term matter if it says so, or if it has any after its first letter ("Belt and Road");
    a text may always have more of them, as in a heading, unless the term says that case matters.
    """
    term = rendered.term
    written = " ".join(text[rendered.span.start : rendered.span.end].replace("-", " ").split())
    wanted = " ".join(term.text.replace("-", " ").split())
    if term.case:
        return written.startswith(wanted) or wanted.startswith(written)
    if not any(char.isupper() for char in wanted[1:]):
        return True
    # Stems may differ in their endings: only where a capital is wanted is it looked for.
    return all(
        not want.isupper() or have.isupper() for want, have in zip(wanted, written, strict=False)
    )


@functools.lru_cache(maxsize=64)
def terminology(files: tuple[str, ...], source: str, target: str) -> Terminology:
    """The glossaries in files as one, between two languages; read once in a process.

    Raises InputError for a file that cannot be read.
    """
    concepts = tuple(
        concept
        for file in files
        for concept in read_glossary(Path(file), source_language=source, target_language=target)
    )
    return Terminology(Glossary(_apart(concepts)), source, target)


def _apart(concepts: Sequence[Concept]) -> tuple[Concept, ...]:
    """Concepts of several files, which may have used the same ids for different things."""
    return tuple(replace(concept, id=f"{number}") for number, concept in enumerate(concepts))
