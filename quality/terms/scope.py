"""The units of several files as one: a term in chapter 9 is held against the same in chapter 1.

Units without text on both sides say nothing of terms and are left out; so each that stays knows
the file and the number it had there.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from ...align.words import Pair
from ...corpus.errors import InputError
from ...corpus.formats import NoticeTo
from ...corpus.model import Bitext
from ...corpus.text.script import normalize_tag
from ...corpus.tm.merge import check_languages
from ..inputs import Reading, Source, open_source


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a unit came from: its file, its number there (from 1), and its own name."""

    file: str
    unit: int
    id: str

    def __str__(self) -> str:
        return f"{self.file}:{self.unit}"


@dataclass(frozen=True, slots=True)
class Scope:
    """The units of all files as pairs of texts, their languages, and where each came from."""

    pairs: tuple[Pair, ...]
    languages: tuple[str, str]
    origins: tuple[Origin, ...]

    @property
    def parts(self) -> list[tuple[Pair, ...]]:
        """The pairs file by file."""
        numbered = groupby(range(len(self.pairs)), key=lambda unit: self.origins[unit].file)
        return [tuple(self.pairs[unit] for unit in units) for _, units in numbered]

    def turned(self) -> Scope:
        """The same with source and target exchanged."""
        return Scope(
            tuple((target, source) for source, target in self.pairs),
            (self.languages[1], self.languages[0]),
            self.origins,
        )


def read_scope(
    sources: Iterable[Source], reading: Reading, notice: NoticeTo | None = None
) -> Scope:
    """Read all units of all sources.

    Raises InputError if a file cannot be read, if two are in different languages or if there is
    no unit with text on both sides.
    """
    pairs: list[Pair] = []
    origins: list[Origin] = []
    first: tuple[str, Bitext] | None = None
    for source in sources:
        bitext = open_source(source, reading, notice)
        if first is None:
            first = source.name, bitext
        else:
            check_languages(first, (source.name, bitext), notice)
        for number, unit in enumerate(bitext, 1):
            if not unit.is_null:
                pairs.append((unit.source, unit.target))
                origins.append(Origin(source.name, number, unit.id))
    if first is None or not pairs:
        raise InputError(
            "there is no unit with text on both sides",
            file="" if first is None else first[0],
            remedy="give a bitext, or a text and its translation",
        )
    languages = (
        _tag(first[1].source_language, first[0], "-s"),
        _tag(first[1].target_language, first[0], "-t"),
    )
    return Scope(tuple(pairs), languages, tuple(origins))


def _tag(language: str, file: str, option: str) -> str:
    try:
        return normalize_tag(language)
    except ValueError:
        raise InputError(
            "it does not say which languages it is in",
            file=file,
            remedy=f"name them with -s and -t ({option} is missing)",
        ) from None
