"""Concepts and their terms: what a translator has agreed to call things.

A glossary is a list of concepts; a concept has terms in several languages, each with a status. That
is how terminologists think (ISO 30042, TBX), and it keeps a checker from crying wolf: a source term
with three rows in a table is one concept with three renderings, and any of them will do.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from ..errors import UsageError
from ..text.script import primary
from ..text.terms import TermPair

Status = Literal["preferred", "allowed", "forbidden"]
STATUSES: tuple[Status, ...] = ("preferred", "allowed", "forbidden")


@dataclass(frozen=True, slots=True)
class Term:
    """A term in one language (a BCP 47 tag).

    ``case`` asks for its capitals just as they are. ``not_in`` are longer words in which it is not
    meant: 成功 in 郑成功. ``part_of_speech`` is TBX's name of it ("noun"), "" if nobody says.
    """

    text: str
    language: str
    status: Status = "preferred"
    part_of_speech: str = ""
    case: bool = False
    not_in: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Concept:
    """What several terms stand for. ``translate`` is False for what stays as it is (a brand)."""

    id: str
    terms: tuple[Term, ...]
    domain: str = ""
    definition: str = ""
    note: str = ""
    translate: bool = True

    def of(self, language: str) -> tuple[Term, ...]:
        """The terms of a language, whatever its region or script."""
        wanted = primary(language)
        return tuple(term for term in self.terms if primary(term.language) == wanted)


@dataclass(frozen=True, slots=True)
class Glossary:
    """Concepts, and where they came from."""

    concepts: tuple[Concept, ...]
    name: str = ""

    def __iter__(self) -> Iterator[Concept]:
        return iter(self.concepts)

    def __len__(self) -> int:
        return len(self.concepts)

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages of its terms, in the order in which they come."""
        return tuple(dict.fromkeys(term.language for each in self for term in each.terms))


def pairs_of(
    glossary: Glossary, source: str, target: str, weight: float = 1.0
) -> tuple[TermPair, ...]:
    """What answers what between two languages: each source term with each of its renderings."""
    return tuple(
        TermPair(one.text, other.text, weight)
        for concept in glossary
        for one in concept.of(source)
        for other in concept.of(target)
        if other.status != "forbidden" and one.status != "forbidden"
    )


def between(glossary: Glossary, source: str | None, target: str | None) -> Glossary:
    """What a glossary says of some languages, those of the source first; all if none is named.

    Concepts without a term in them are left out.
    """
    wanted = [primary(tag) for tag in (source, target) if tag is not None]
    if not wanted:
        return glossary
    concepts = (
        replace(concept, terms=tuple(term for tag in wanted for term in concept.of(tag)))
        for concept in glossary
    )
    return Glossary(tuple(concept for concept in concepts if concept.terms), glossary.name)


def two_languages(glossary: Glossary, form: str, path: str | Path) -> tuple[str, str]:
    """The two languages of a glossary that is to be written in a form that holds no more.

    Of the tags of one language the first. Raises UsageError for any other number.
    """
    tags: dict[str, str] = {}
    for tag in glossary.languages:
        tags.setdefault(primary(tag), tag)
    if len(tags) != 2:
        raise UsageError(
            f"{form} holds two languages, and this glossary has {len(tags)}",
            file=str(path),
            remedy="name two with -s and -t, or write it as TBX or TOML",
        )
    source, target = tags.values()
    return source, target


def merged(concepts: Iterable[Concept]) -> tuple[Concept, ...]:
    """The concepts, those of one id made one; terms that come twice count once."""
    found: dict[str, Concept] = {}
    for concept in concepts:
        known = found.get(concept.id)
        if known is None:
            found[concept.id] = concept
            continue
        terms: dict[tuple[str, str, str], Term] = {}
        for term in (*known.terms, *concept.terms):
            terms.setdefault((term.text, term.language, term.status), term)
        found[concept.id] = Concept(
            concept.id,
            tuple(terms.values()),
            known.domain or concept.domain,
            known.definition or concept.definition,
            known.note or concept.note,
            known.translate and concept.translate,
        )
    return tuple(found.values())
