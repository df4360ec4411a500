"""What is in a glossary, in figures; and how much of it, and how well, a text makes use of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

from ...corpus.glossary import STATUSES, Glossary
from ...corpus.tally import counted
from ...corpus.text.script import is_spaceless
from .seen import Seen


@dataclass(frozen=True, slots=True)
class Language:
    """The terms of a language: how many of each status, how many concepts have one, their lengths.

    Lengths are in characters where words are not written apart, else in words: the shortest, the
    median, the longest.
    """

    terms: int
    concepts: int
    statuses: Mapping[str, int]
    lengths: tuple[int, float, int]


@dataclass(frozen=True, slots=True)
class Use:
    """How a glossary fares in texts.

    ``places`` of terms in sources, how many of them in units that render the term as it should be,
    how many ``concepts`` stand anywhere, and how many ``units`` hold a term, of all.
    """

    places: int
    rendered: int
    concepts: int
    held: int
    units: int


@dataclass(frozen=True, slots=True)
class Statistics:
    """The figures of a glossary; ``use`` is None if no text was given."""

    name: str
    concepts: int
    languages: Mapping[str, Language]
    kept: int
    guards: int
    cased: int
    domains: Mapping[str, int]
    parts_of_speech: Mapping[str, int]
    use: Use | None = None


def statistics(glossary: Glossary, name: str, seen: Seen | None = None) -> Statistics:
    """Count what is in a glossary."""
    terms = [term for concept in glossary for term in concept.terms]
    return Statistics(
        name,
        len(glossary),
        {tag: _language(glossary, tag) for tag in glossary.languages},
        kept=sum(not concept.translate for concept in glossary),
        guards=sum(len(term.not_in) for term in terms),
        cased=sum(term.case for term in terms),
        domains=_counted(concept.domain for concept in glossary),
        parts_of_speech=_counted(term.part_of_speech for term in terms),
        use=None if seen is None else _use(seen),
    )


def _counted(values: Iterator[str]) -> dict[str, int]:
    """How often each value is met, the commonest first; what is not said is left out."""
    return dict(Counter(filter(None, values)).most_common())


def _language(glossary: Glossary, tag: str) -> Language:
    own = [[term for term in concept.terms if term.language == tag] for concept in glossary]
    terms = [term for found in own for term in found]
    statuses = Counter(term.status for term in terms)
    lengths = [len(term.text) if is_spaceless(tag) else len(term.text.split()) for term in terms]
    return Language(
        len(terms),
        sum(map(bool, own)),
        {status: statuses[status] for status in STATUSES if statuses[status]},
        (min(lengths), median(lengths), max(lengths)),
    )


def _use(seen: Seen) -> Use:
    return Use(
        sum(seen.places.values()),
        sum(seen.rendered.values()),
        len(seen.places),
        seen.held,
        seen.units,
    )


# --- showing it ---------------------------------------------------------------------------------


def show(found: Statistics) -> Iterator[str]:
    """The lines a person reads."""
    yield found.name
    rows = list(_rows(found))
    margin = max(len(name) for name, _ in rows)
    for name, value in rows:
        yield f"  {name:<{margin}}  {value}"


def _rows(found: Statistics) -> Iterator[tuple[str, str]]:
    yield (
        "concepts",
        f"{found.concepts:,}" + (f", {found.kept:,} not to be translated" if found.kept else ""),
    )
    for tag, each in found.languages.items():
        shortest, middle, longest = each.lengths
        unit = "characters" if is_spaceless(tag) else "words"
        yield (
            f"terms {tag}",
            f"{each.terms:,} of {each.concepts:,} concepts; {_listed(each.statuses)}",
        )
        yield f"length {tag}", f"{shortest} to {longest} {unit}, median {middle:g}"
    yield "guards", f"{found.guards:,}"
    yield "capitals matter", f"{found.cased:,}"
    yield "domains", _listed(found.domains) or "not stated"
    yield "parts of speech", _listed(found.parts_of_speech) or "not stated"
    if found.use is not None:
        use = found.use
        share = f"{use.concepts / found.concepts:.1%} of all"
        places, concepts = counted(use.places, "place"), counted(use.concepts, "concept")
        yield "in the text", f"{places} of {concepts} ({share})"
        yield (
            "rendered",
            f"{use.rendered:,}" + (f" ({use.rendered / use.places:.1%})" if use.places else ""),
        )
        yield (
            "units with a term",
            f"{use.held:,} of {use.units:,}"
            + (f" ({use.held / use.units:.1%})" if use.units else ""),
        )


_SHOWN = 8


def _listed(counts: Mapping[str, int]) -> str:
    items: Sequence[tuple[str, int]] = list(counts.items())
    more = f", and {len(items) - _SHOWN:,} more" if len(items) > _SHOWN else ""
    return ", ".join(f"{count:,} {name}" for name, count in items[:_SHOWN]) + more


def as_json(found: Statistics) -> dict[str, Any]:
    """The same for a program."""
    use = found.use
    return {
        "name": found.name,
        "concepts": found.concepts,
        "not_translated": found.kept,
        "languages": {
            tag: {
                "terms": each.terms,
                "concepts": each.concepts,
                "statuses": dict(each.statuses),
                "shortest": each.lengths[0],
                "median": each.lengths[1],
                "longest": each.lengths[2],
            }
            for tag, each in found.languages.items()
        },
        "guards": found.guards,
        "capitals_matter": found.cased,
        "domains": dict(found.domains),
        "parts_of_speech": dict(found.parts_of_speech),
        "use": None
        if use is None
        else {
            "places": use.places,
            "rendered": use.rendered,
            "concepts": use.concepts,
            "units_with_a_term": use.held,
            "units": use.units,
        },
    }
