"""Several glossaries made one.

On a bird's-eye view: two concepts are the same if they share a term in each of two languages, since
one shared term may be a homonym (bank), but hardly two; or, where whoever merges says so, if they
have the same id. Sameness is passed on: if A is B and B is C, all three are one. Terms are compared
without regard to capitals, widths, blanks and traditional characters. The earlier file goes before
the later one wherever they contradict each other, and each contradiction is told.

Start reading at :func:`merge`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Literal

from ..text.script import primary
from ..text.terms import folded
from .model import Concept, Glossary, Term

By = Literal["terms", "id"]


@dataclass(frozen=True, slots=True)
class Conflict:
    """What two glossaries say of one concept, where it differs; the first is kept.

    ``what`` is the name of the field, ``of`` the term or the concept that has it.
    """

    concept: str
    of: str
    what: str
    kept: str
    left: str

    def __str__(self) -> str:
        return f"{self.of}: {self.what} is '{self.kept}', not '{self.left}'"


@dataclass(frozen=True, slots=True)
class Merged:
    """The glossary that came of several, how many concepts were joined, and the conflicts."""

    glossary: Glossary
    joined: int
    conflicts: tuple[Conflict, ...]


def term_key(term: Term) -> tuple[str, str]:
    """What is the same for terms that are one: their language, and their letters, folded."""
    plain = folded(term.text, term.language).casefold()
    return primary(term.language), " ".join(plain.split())


def merge(glossaries: Iterable[Glossary], by: By = "terms", name: str = "") -> Merged:
    """The concepts of all glossaries, in the order in which they are first met.

    Concepts keep their ids; one whose id another concept has already gets a number behind it.
    """
    concepts = [concept for glossary in glossaries for concept in glossary]
    groups = _groups(concepts, by)
    conflicts: list[Conflict] = []
    taken: set[str] = set()
    made = [_joined(group, conflicts, taken) for group in groups]
    return Merged(Glossary(tuple(made), name), len(concepts) - len(made), tuple(conflicts))


def _groups(concepts: Sequence[Concept], by: By) -> list[list[Concept]]:
    """The concepts that are one, in order."""
    leaders = list(range(len(concepts)))

    def leader(number: int) -> int:
        while leaders[number] != number:
            leaders[number] = leaders[leaders[number]]
            number = leaders[number]
        return number

    met: dict[object, int] = {}
    for number, concept in enumerate(concepts):
        for key in (concept.id,) if by == "id" else _pairs(concept):
            one, other = sorted((leader(met.setdefault(key, number)), leader(number)))
            leaders[other] = one
    groups: defaultdict[int, list[Concept]] = defaultdict(list)
    for number, concept in enumerate(concepts):
        groups[leader(number)].append(concept)
    return list(groups.values())


def _pairs(concept: Concept) -> Iterator[tuple[tuple[str, str], tuple[str, str]]]:
    """Each term with each term of another language that is meant by it.

    What is not translated, and so has one language only, is paired with itself.
    """
    keys = sorted({term_key(term) for term in concept.terms if term.status != "forbidden"})
    for one, other in combinations(keys, 2):
        if one[0] != other[0]:
            yield one, other
    if not concept.translate:
        yield from ((key, key) for key in keys)


def _joined(group: Sequence[Concept], conflicts: list[Conflict], taken: set[str]) -> Concept:
    first, *others = group
    joined = first
    for other in others:
        joined = _with(joined, other, conflicts)
    id, number = first.id, 1
    while id in taken:
        number += 1
        id = f"{first.id}-{number}"
    taken.add(id)
    return replace(joined, id=id)


def _with(concept: Concept, other: Concept, conflicts: list[Conflict]) -> Concept:
    """A concept with what another adds to it."""

    def settled(of: str, what: str, kept: str, left: str) -> str:
        if kept and left and kept != left:
            conflicts.append(Conflict(concept.id, of, what, kept, left))
        return kept or left

    here = f"concept {concept.id}"
    terms = list(concept.terms)
    places: dict[tuple[str, str], int] = {}
    for place, term in enumerate(terms):
        places.setdefault(term_key(term), place)
    for term in other.terms:
        place = places.setdefault(term_key(term), len(terms))
        if place == len(terms):
            terms.append(term)
        else:
            terms[place] = _agreed(terms[place], term, settled)
    if concept.translate != other.translate:
        words = {True: "yes", False: "no"}
        settled(here, "translate", words[concept.translate], words[other.translate])
    return replace(
        concept,
        terms=tuple(terms),
        domain=settled(here, "domain", concept.domain, other.domain),
        definition=settled(here, "definition", concept.definition, other.definition),
        note=_both(concept.note, other.note),
    )


def _agreed(known: Term, term: Term, settled: Callable[[str, str, str, str], str]) -> Term:
    """A term that both have, with what either says of it."""
    of = f"'{known.text}'"
    settled(of, "status", known.status, term.status)
    return replace(
        known,
        status=known.status,
        part_of_speech=settled(of, "part of speech", known.part_of_speech, term.part_of_speech),
        case=known.case or term.case,
        not_in=tuple(dict.fromkeys((*known.not_in, *term.not_in))),
        note=_both(known.note, term.note),
    )


def _both(one: str, other: str) -> str:
    return "\n".join(dict.fromkeys(line for line in (*one.split("\n"), *other.split("\n")) if line))
