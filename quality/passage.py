"""A unit where it stands, and what several rules want to know of it.

Rules ask the same questions: which quantities are in this text, which language is it in. A
:class:`Passage` answers each once, when it is first asked, and keeps the answer.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from ..corpus.model import Bitext, Unit
from ..corpus.text.numbers import Quantity, compare, quantities
from ..corpus.text.script import primary
from .amounts import NOTHING, Amounts, amounts
from .evidence.model import Evidence
from .verbatim import Verbatim, verbatims

_WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Passage:
    """A unit, its number in its file (from 1), and the languages of its two sides.

    ``misaligned`` is True where the two sides do not answer each other, so that it means nothing
    to compare what they say. ``evidence`` is what their vectors say, None if nobody asked.
    """

    unit: Unit
    number: int
    file: str
    source_language: str
    target_language: str
    misaligned: bool = False
    evidence: Evidence | None = None

    @property
    def source(self) -> str:
        """The text of the source."""
        return self.unit.source

    @property
    def target(self) -> str:
        """The text of the target."""
        return self.unit.target

    @cached_property
    def languages(self) -> tuple[str, str]:
        """The primary subtags of both languages, as in ``("zh", "en")``."""
        return primary(self.source_language), primary(self.target_language)

    @cached_property
    def target_characters(self) -> frozenset[str]:
        """The characters of the target: most rules need some of a few to be there at all."""
        return frozenset(self.unit.target)

    @cached_property
    def source_verbatims(self) -> tuple[Verbatim, ...]:
        """Tags, placeholders, addresses and code in the source."""
        return verbatims(self.unit.source)

    @cached_property
    def target_verbatims(self) -> tuple[Verbatim, ...]:
        """Those of the target."""
        return verbatims(self.unit.target)

    @cached_property
    def target_words(self) -> tuple[str, ...]:
        """The words of the target in lower case, for languages that write them apart."""
        return tuple(_WORD.findall(self.unit.target.lower()))

    @cached_property
    def source_quantities(self) -> tuple[Quantity, ...]:
        """The numbers, dates and measures of the source, in order."""
        return tuple(quantities(self.source, self.source_language))

    @cached_property
    def target_quantities(self) -> tuple[Quantity, ...]:
        """Those of the target."""
        return tuple(quantities(self.target, self.target_language))

    @cached_property
    def amounts(self) -> Amounts:
        """What is wrong with the quantities of the two sides."""
        source, target = list(self.source_quantities), list(self.target_quantities)
        return amounts(compare(source, target), target) if source or target else NOTHING


def passages(bitext: Bitext, file: str) -> Iterator[Passage]:
    """The units of a bitext as passages, streamed."""
    for number, unit in enumerate(bitext, start=1):
        yield Passage(unit, number, file, bitext.source_language, bitext.target_language)
