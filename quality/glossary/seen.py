"""Where the concepts of a glossary stand in bitexts, and whether they are rendered as it says."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from ...corpus.formats import NoticeTo
from ...corpus.glossary import Glossary
from ..inputs import Reading, Source, open_source
from ..passage import passages
from ..terminology import Terminology


@dataclass(frozen=True, slots=True)
class Seen:
    """What became of a glossary in some bitexts.

    ``places`` and ``rendered`` are counted for each concept, by its number in the glossary, from 0:
    how often it stands in a source, and how often in units that render it. Concepts that stand
    nowhere are in neither. ``held`` are the units that hold any term, of ``units``.
    """

    units: int
    held: int
    places: Mapping[int, int]
    rendered: Mapping[int, int]


def seen_in(
    glossary: Glossary,
    sources: Iterable[Source],
    reading: Reading,
    notice: NoticeTo | None = None,
) -> Seen:
    """Look for a glossary's concepts in the sources of bitexts.

    Raises InputError for a bitext that cannot be read.
    """
    numbered = Glossary(
        tuple(replace(concept, id=f"{number}") for number, concept in enumerate(glossary))
    )
    units = held = 0
    places: dict[int, int] = {}
    rendered: dict[int, int] = {}
    terms: dict[tuple[str, str], Terminology] = {}
    for source in sources:
        for passage in passages(open_source(source, reading, notice), source.name):
            units += 1
            languages = passage.languages
            if languages not in terms:
                terms[languages] = Terminology(numbered, *languages)
            found = terms[languages].of(passage)
            held += bool(found)
            for each in found:
                number = int(each.concept.id)
                places[number] = places.get(number, 0) + len(each.places)
                if each.rendered:
                    rendered[number] = rendered.get(number, 0) + len(each.places)
    return Seen(units, held, places, rendered)
