"""A unit where it stands, and what several rules want to know of it.

Rules ask the same questions: which quantities are in this text, which language is it in. A
:class:`Passage` answers each once, when it is first asked, and keeps the answer.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from ..corpus.model import Bitext, Unit
from ..corpus.text.numbers import Quantity, compare, quantities
from ..corpus.text.script import primary
from .amounts import NOTHING, Amounts, amounts
from .evidence.model import Evidence
from .languages import foreign_language
from .leftovers import folded
from .once import once
from .verbatim import Verbatim, verbatims

_WORD = re.compile(r"\w+")
_LETTERS_AND_DIGITS = bytes(code for code in range(128) if chr(code).isalnum())
_WORDS_APART = bytes(code if _WORD.match(chr(code)) else ord(" ") for code in range(256))
"""What makes spaces of all in ASCII that is part of no word."""


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

    @once
    def source(self) -> str:
        """The text of the source."""
        return self.unit.source

    @once
    def target(self) -> str:
        """The text of the target."""
        return self.unit.target

    @once
    def languages(self) -> tuple[str, str]:
        """The primary subtags of both languages, as in ``("zh", "en")``."""
        return primary(self.source_language), primary(self.target_language)

    @once
    def target_signs(self) -> frozenset[str]:
        """The characters of the target that are no letters or digits of ASCII.

        Most rules have nothing to say of a text unless some of a few signs are in it.
        """
        raw = self.unit.target.encode("utf-8", "surrogatepass").translate(None, _LETTERS_AND_DIGITS)
        return frozenset(raw.decode("utf-8", "surrogatepass"))

    @once
    def source_verbatims(self) -> tuple[Verbatim, ...]:
        """Tags, placeholders, addresses and code in the source."""
        return verbatims(self.unit.source)

    @once
    def target_verbatims(self) -> tuple[Verbatim, ...]:
        """Those of the target."""
        return verbatims(self.unit.target)

    @once
    def target_words(self) -> tuple[str, ...]:
        """The words of the target in lower case, for languages that write them apart."""
        text = self.unit.target.lower()
        if text.isascii():  # the same, and twice as fast
            return tuple(text.encode().translate(_WORDS_APART).decode().split())
        return tuple(_WORD.findall(text))

    @once
    def target_vocabulary(self) -> frozenset[str]:
        """Each of those words once."""
        return frozenset(self.target_words)

    @once
    def source_folded(self) -> str:
        """The letters and figures of the source, in one width and case."""
        return folded(self.unit.source)

    @once
    def untranslated(self) -> bool:
        """Whether both sides are the same but for punctuation and case, and not empty."""
        mine = self.source_folded
        if self.unit.target.isascii() and not mine.isascii():  # the usual English of Chinese
            return False
        return bool(mine) and mine == folded(self.unit.target)

    @once
    def source_foreign(self) -> str | None:
        """The language the source is in, if that is surely not its own."""
        return foreign_language(self.unit.source, self.source_language)

    @once
    def target_foreign(self) -> str | None:
        """The language the target is in, if that is surely not its own."""
        return foreign_language(self.unit.target, self.target_language)

    @once
    def source_quantities(self) -> tuple[Quantity, ...]:
        """The numbers, dates and measures of the source, in order."""
        return tuple(quantities(self.source, self.source_language))

    @once
    def target_quantities(self) -> tuple[Quantity, ...]:
        """Those of the target."""
        return tuple(quantities(self.target, self.target_language))

    @once
    def amounts(self) -> Amounts:
        """What is wrong with the quantities of the two sides."""
        source, target = list(self.source_quantities), list(self.target_quantities)
        return amounts(compare(source, target), target) if source or target else NOTHING

    def judged(self, evidence: Evidence, misaligned: bool) -> Passage:
        """The same with what its vectors say; what was asked of it already is kept."""
        new = replace(self, misaligned=misaligned, evidence=evidence)
        for name, answer in vars(self).items():
            vars(new).setdefault(name, answer)
        return new


def passages(bitext: Bitext, file: str) -> Iterator[Passage]:
    """The units of a bitext as passages, streamed."""
    for number, unit in enumerate(bitext, start=1):
        yield Passage(unit, number, file, bitext.source_language, bitext.target_language)
