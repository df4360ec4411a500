"""A glossary as a translation memory: each unit a term and its rendering.

A memory is used to translate, so what is forbidden is not written into it. It has no place for what
is known of a term but a note.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from ..errors import InputError
from ..formats import read_bitext, write_bitext
from ..model import Bitext, Unit
from .model import Concept, Glossary, Term, merged, two_languages


def read(path: Path) -> Glossary:
    """The terms of a memory; units of one source are one concept.

    Raises InputError for a memory without any, or that cannot be read.
    """
    bitext = read_bitext(path, format="tmx")
    languages = bitext.source_language, bitext.target_language
    concepts = merged(
        Concept(
            unit.source.strip(),
            (Term(unit.source.strip(), languages[0]), Term(unit.target.strip(), languages[1])),
            note="\n".join(unit.notes),
        )
        for unit in bitext
        if not unit.is_null
    )
    if not concepts:
        raise InputError("there are no terms in it", file=str(path))
    return Glossary(concepts, path.name)


def write(glossary: Glossary, path: Path) -> None:
    """Write a glossary of two languages as TMX, a unit for each term and each of its renderings.

    Raises UsageError for more languages than two.
    """
    source, target = two_languages(glossary, "a memory", path)
    units = tuple(_units(glossary, source, target))
    write_bitext(Bitext(source, target, units), path, format="tmx")


def _units(glossary: Glossary, source: str, target: str) -> Iterator[Unit]:
    for concept in glossary:
        targets = concept.of(target)
        if not concept.translate and not targets:
            targets = concept.of(source)
        for one in concept.of(source):
            for other in targets:
                if "forbidden" not in (one.status, other.status):
                    notes = tuple(filter(None, (concept.note, other.note)))
                    yield Unit(one.text, other.text, notes=notes)
