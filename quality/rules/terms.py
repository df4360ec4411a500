"""What the rules of a glossary share."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace

from ...corpus.model import Span
from ...corpus.text.chinese import tagged_words
from ...corpus.text.terms import cut
from ..finding import Flaw
from ..passage import Passage
from ..terminology import Occurrence, Terminology, terminology
from ..terms.instead import Missed, renderings_instead
from ..terms.model import Rendering
from .rule import Setup

_AT_ONCE = 5_000
"""Missed terms whose words are aligned together."""


def at_hand(passage: Passage, setup: Setup) -> Terminology | None:
    """The glossary of a run for a passage's languages; None if there is none."""
    if not setup.glossaries:
        return None
    return terminology(setup.glossaries, *passage.languages)


def occurrences(passage: Passage, setup: Setup) -> tuple[Occurrence, ...]:
    """The concepts of the glossary in a passage's source; none without a glossary."""
    terms = at_hand(passage, setup)
    return () if terms is None else terms.of(passage)


def expected(occurrence: Occurrence) -> str:
    """The renderings that will do, as a list in words."""
    shown = ", ".join(f"'{term.text}'" for term in occurrence.allowed[:3])
    return shown + (", ..." if len(occurrence.allowed) > 3 else "")


def is_part(occurrence: Occurrence, text: str, language: str) -> bool:
    """Whether a text is a part of a rendering that will do, its words side by side, and no more."""
    found = cut(text, language)
    for term in occurrence.allowed:
        whole = cut(term.text, language)
        if len(found.parts) < len(whole.parts) and any(True for _ in whole.places(found.parts)):
            return True
    return False


def cuts_words(passage: Passage, span: Span) -> bool:
    """Whether a term in Chinese goes through what a segmenter takes for a word.

    Then it may be no term there: 增长极 in 增长极其重要. The segmenter guesses: this is no proof.
    """
    return passage.languages[0] == "zh" and any(
        word.start < span.start < word.end < span.end
        or span.start < word.start < span.end < word.end
        for word in tagged_words(passage.source)
    )


@dataclass(frozen=True, slots=True)
class Miss:
    """A concept of a passage that was not rendered as it should be.

    ``beside`` is the neighbour in which its rendering stands, if one does. ``instead`` is what
    stands for it in the passage itself, as far as that can be told.
    """

    passage: Passage
    occurrence: Occurrence
    beside: Passage | None = None
    instead: Rendering | None = None

    @property
    def is_open(self) -> bool:
        """Whether it is not known yet what became of the term."""
        occurrence = self.occurrence
        return self.beside is None and not (
            occurrence.apart or occurrence.turned or occurrence.misspelt
        )


@dataclass(slots=True)
class MissWatch:
    """A watch (see :class:`.rule.Watch`) for concepts that were not rendered as they should be.

    ``concerns`` chooses the occurrences that are missed, ``tells`` makes flaws of the misses of a
    file. The watch looks one unit behind, so that the next one is known when a term is missed: what
    a neighbour has to spare was not left out, the sentences were cut elsewhere. What stands instead
    is found for many misses at once, since words are aligned faster, and better, in numbers.
    """

    setup: Setup
    concerns: Callable[[Occurrence], bool]
    tells: Callable[[list[Miss]], Iterable[tuple[Passage, Flaw]]]
    before: Passage | None = None
    here: Passage | None = None
    misses: list[Miss] = field(default_factory=list)

    def see(self, passage: Passage) -> Iterable[tuple[Passage, Flaw]]:
        """Judge the unit before this one."""
        self.misses.extend(self._judged(passage))
        self.before, self.here = self.here, passage
        return self._told() if len(self.misses) >= _AT_ONCE else ()

    def end(self) -> Iterable[tuple[Passage, Flaw]]:
        """Judge the last unit, and tell of all that were missed."""
        self.misses.extend(self._judged(None))
        self.before = self.here = None
        return self._told()

    def _judged(self, after: Passage | None) -> Iterator[Miss]:
        here = self.here
        terms = None if here is None else at_hand(here, self.setup)
        if here is None or terms is None:
            return
        for occurrence in filter(self.concerns, terms.of(here)):
            beside = next(
                (
                    each
                    for each in (self.before, after)
                    if each is not None
                    and abs(each.number - here.number) == 1
                    and terms.has_to_spare(each, occurrence)
                ),
                None,
            )
            yield Miss(here, occurrence, beside)

    def _told(self) -> Iterable[tuple[Passage, Flaw]]:
        misses, self.misses = self.misses, []
        asked = [each for each in misses if each.is_open]
        if asked:
            first = asked[0].passage
            languages = first.source_language, first.target_language
            found = iter(renderings_instead([_missed(each) for each in asked], languages))
            misses = [
                replace(each, instead=next(found)) if each.is_open else each for each in misses
            ]
        return self.tells(misses)


def _missed(miss: Miss) -> Missed:
    return Missed(
        miss.occurrence.concept.id,
        miss.passage.source,
        miss.passage.target,
        miss.occurrence.places[0],
        tuple(term.text for term in miss.occurrence.allowed),
    )
