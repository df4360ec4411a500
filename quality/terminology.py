"""A glossary at work: which of its terms stand in a source, and how the target renders them.

On a bird's-eye level: the terms of the source language are found in one pass, the longest first,
so that a term inside a longer one is not asked for by itself (长江三角洲 in 长江三角洲一体化). What
is found must be meant: not inside a word that the term's guard names (``not_in``: 郑成功 for 成功),
nor in an address or code; with the capitals it has, and as another number of the same noun at most
(*professionals* are no *professionalism*, though their stems are one). What is not meant takes
nothing, and a shorter term may stand there.

For each concept that occurs, its renderings are looked for in the target (:mod:`.wording`). Any
allowed rendering will do, and where two concepts claim the same place, that of either. A forbidden
one counts only where its concept stands in the source, and not inside an allowed form. Start at
:meth:`Terminology.of`.
"""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from ..corpus.glossary import Concept, Glossary, Term, read_glossary
from ..corpus.model import Span
from ..corpus.text.script import is_spaceless
from ..corpus.text.terms import Cut, TermFinder, cut, folded
from ..corpus.text.words import is_noun_form
from .passage import Passage
from .wording import Rendered, Wording, alike, apart, standing, turned, without_article, wording


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A concept in a source: the term and its places, and what stands for it in the target.

    ``allowed`` are the renderings that will do, ``found`` those that stand there, ``forbidden`` the
    forbidden ones that do, ``misspelt`` allowed ones whose capitals are not as they should be.
    Where there is nothing of these, ``apart`` are allowed ones with other words in them, and
    ``turned`` those whose words have another order.
    """

    concept: Concept
    term: Term
    places: tuple[Span, ...]
    allowed: tuple[Term, ...]
    found: tuple[Rendered, ...]
    forbidden: tuple[Rendered, ...]
    misspelt: tuple[Rendered, ...]
    apart: tuple[Rendered, ...] = ()
    turned: tuple[Rendered, ...] = ()

    @property
    def rendered(self) -> bool:
        """Whether a rendering stands there, be it spelled wrong."""
        return bool(self.found or self.misspelt)


class Terminology:
    """A glossary between two languages (primary subtags), ready to be looked up."""

    def __init__(self, glossary: Glossary, source: str, target: str) -> None:
        self._source, self._target = source, target
        self._spaceless = is_spaceless(source)
        self._entries: list[tuple[Concept, Term]] = []
        self._allowed: dict[str, tuple[Wording, ...]] = {}
        self._forbidden: dict[str, tuple[Wording, ...]] = {}
        guards: list[tuple[str, Term]] = []
        for concept in glossary:
            targets = concept.of(target)
            if not concept.translate:
                targets = (*targets, *(t for t in concept.of(source) if t not in targets))
            if not targets:
                continue
            self._allowed[concept.id] = self._wordings(targets, forbidden=False)
            self._forbidden[concept.id] = self._wordings(targets, forbidden=True)
            for term in concept.of(source):
                self._entries.append((concept, term))
                guards.extend((longer, term) for longer in term.not_in)
        self._plain = [without_article(term.text) for _, term in self._entries]
        self._finder = TermFinder(self._plain, source)
        self._guarded = [term for _, term in guards]
        self._guards = TermFinder([longer for longer, _ in guards], source) if guards else None
        self._kept: tuple[tuple[Passage, tuple[Occurrence, ...]], ...] = ()

    def _wordings(self, terms: Sequence[Term], *, forbidden: bool) -> tuple[Wording, ...]:
        chosen = (term for term in terms if (term.status == "forbidden") is forbidden)
        return tuple(each for term in chosen if (each := wording(term, self._target)).forms)

    def of(self, passage: Passage) -> tuple[Occurrence, ...]:
        """The concepts that occur in a passage's source, in order, each once.

        Several rules ask of the same passage one after another, some of the one before: the last
        two answers are kept.
        """
        for kept, answer in self._kept:
            if kept is passage:
                return answer
        found = tuple(_agreed(self._occurrences(passage)))
        self._kept = ((passage, found), *self._kept[:1])
        return found

    def _occurrences(self, passage: Passage) -> Iterator[Occurrence]:
        places: dict[str, tuple[Concept, Term, list[Span]]] = {}
        for number, start, end in self._found(passage):
            concept, term = self._entries[number]
            known = places.setdefault(concept.id, (concept, term, []))[2]
            span = Span(start, end)
            if span not in known:
                known.append(span)
        if not places:
            return
        target = cut(passage.target, self._target)
        for concept, term, spans in places.values():
            yield self._occurrence(concept, term, tuple(spans), target, passage.target)

    def _found(self, passage: Passage) -> Iterator[tuple[int, int, int]]:
        """Where terms stand and are meant."""
        text = passage.source
        parts = cut(text, self._source)
        guarded: defaultdict[Term, list[Span]] = defaultdict(list)
        for number, start, end in self._guards.find_in(parts) if self._guards else ():
            guarded[self._guarded[number]].append(Span(start, end))

        def accepts(number: int, start: int, end: int) -> bool:
            term, plain = self._entries[number][1], self._plain[number]
            span = Span(start, end)
            return (
                self._is_meant(term, plain, text, start, end)
                and not any(span.is_inside(guard) for guard in guarded.get(term, ()))
                and not any(span.is_inside(each.span) for each in passage.source_verbatims)
            )

        return self._finder.find_in(parts, accepts)

    def _is_meant(self, term: Term, plain: str, text: str, start: int, end: int) -> bool:
        """Whether a stretch that is like a term, given plainly too, is the term."""
        if not _has_capitals(term, text[start:end]):
            return False
        if self._spaceless:
            return not _cuts_word(text, start, end)
        # Stems of verbs are alike in all their forms; those of nouns take in too much.
        if self._source != "en" or term.part_of_speech == "verb":
            return True
        return is_noun_form(folded(text[start:end], "en"), folded(plain, "en"))

    def _occurrence(
        self, concept: Concept, term: Term, spans: tuple[Span, ...], target: Cut, text: str
    ) -> Occurrence:
        wordings = self._allowed[concept.id]
        allowed = list(standing(wordings, target))
        forbidden = tuple(
            rendered
            for rendered in standing(self._forbidden[concept.id], target)
            if not any(rendered.span.is_inside(other.span) for other in allowed)
        )
        right = [each for each in allowed if _has_capitals(each.term, marked(each, text))]
        wrong = tuple(
            each
            for each in allowed
            if each not in right and not any(each.span.is_inside(other.span) for other in right)
        )
        other: tuple[Rendered, ...] = ()
        order: tuple[Rendered, ...] = ()
        if not allowed and not forbidden:
            right = list(alike(wordings, target, text, self._target))
            other = () if right else tuple(apart(wordings, target, text))
            order = () if right or other else tuple(turned(wordings, target))
        terms = tuple(each.term for each in wordings)
        found = tuple(right)
        return Occurrence(concept, term, spans, terms, found, forbidden, wrong, other, order)

    def has_to_spare(self, passage: Passage, missed: Occurrence) -> bool:
        """Whether a target renders a concept more often than its own source has it.

        Then it may be the rendering of what was missed in another passage.
        """
        wordings, target = self._allowed[missed.concept.id], cut(passage.target, self._target)
        found = {each.span for each in standing(wordings, target)} or {
            each.span for each in alike(wordings, target, passage.target, self._target)
        }
        if not found:
            return False
        whole = [
            span
            for span in found
            if not any(other != span and span.is_inside(other) for other in found)
        ]
        own = sum(
            len(each.places)
            for each in self._occurrences(passage)
            if each.concept.id == missed.concept.id
        )
        return len(whole) > own


def marked(rendered: Rendered, text: str) -> str:
    """What stands in a text where something was rendered."""
    return text[rendered.span.start : rendered.span.end]


def _agreed(occurrences: Iterable[Occurrence]) -> Iterator[Occurrence]:
    """Occurrences that claim the same places as one.

    A rendering of either concept will do: which of them is meant is not for us to say.
    """
    by_places: dict[tuple[Span, ...], list[Occurrence]] = {}
    for each in occurrences:
        by_places.setdefault(each.places, []).append(each)
    for first, *others in by_places.values():
        if not others:
            yield first
            continue
        same = (first, *others)
        good = [each for each in same if each.rendered]
        if good:
            yield from good
            continue
        # What one concept forbids, and another does not allow, is still forbidden.
        allowed = tuple(dict.fromkeys(term for each in same for term in each.allowed))
        forbidden = tuple(dict.fromkeys(found for each in same for found in each.forbidden))
        other = tuple(dict.fromkeys(found for each in same for found in each.apart))
        yield replace(first, allowed=allowed, forbidden=forbidden, apart=other)


def _cuts_word(text: str, start: int, end: int) -> bool:
    """Whether a stretch of Chinese begins or ends inside a Latin word: AI in MAIN."""
    return _latin(text[start - 1 : start + 1]) or _latin(text[end - 1 : end + 1])


def _latin(two: str) -> bool:
    return len(two) == 2 and two.isascii() and two.isalnum()


def _has_capitals(term: Term, text: str) -> bool:
    """Whether a stretch of text has the capitals that a term should have.

    Those of a term matter if it says so, or if it has any after its first letter ("Belt and Road"),
    unless they are all capitals of a heading; a text may always have more of them, as in a heading,
    unless the term says that case matters.
    """
    written = " ".join(text.replace("-", " ").split())
    wanted = " ".join(term.text.replace("-", " ").split())
    if term.case:
        return written.startswith(wanted) or wanted.startswith(written)
    if not any(char.isupper() for char in wanted[1:]):
        return True
    if wanted.isupper() and " " in wanted:
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
