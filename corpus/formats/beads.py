"""The ladder: an alignment as nothing but sentence numbers, one bead a line.

::

    [0]:[0, 1]
    [1, 2]:[2]
    [3]:[]

Numbers count sentences (in files of gold, lines) from 0, the source on the left; an empty
side is a null bead. It is the form Vecalign and the gold sets of the field use; a third
field, ``:0.31``, is a score, which is read past.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TextIO

from ..errors import InputError, UsageError
from ..model import Bitext
from .fields import NoticeTo
from .files import split_lines

_NUMBERS = r"\[\s*((?:[0-9]+\s*(?:,\s*[0-9]+\s*)*)?)\]"
_SCORE = r"(?:\s*:\s*[-+]?(?:[0-9]*\.?[0-9]+(?:[eE][-+]?[0-9]+)?|inf|nan))?"
_BEAD = re.compile(rf"\s*{_NUMBERS}\s*:\s*{_NUMBERS}{_SCORE}\s*")

Indexes = tuple[int, ...]


def sniff(head: str) -> bool:
    """True if the first line with anything on it is a bead."""
    first = head.lstrip().split("\n", 1)[0]
    return _BEAD.fullmatch(first) is not None


def parse_beads(text: str, name: str = "") -> list[tuple[Indexes, Indexes]]:
    """The beads of a ladder, in the order of its lines, as source and target sentence numbers.

    The numbers of one side need not follow one another: gold alignments may skip. Blank lines
    are passed over. Raises InputError at the first line that is no bead.
    """
    return [(source, target) for _, source, target in numbered_beads(text, name)]


def numbered_beads(text: str, name: str = "") -> Iterator[tuple[int, Indexes, Indexes]]:
    """The same, each bead with the number of its line in front."""
    for number, line in enumerate(split_lines(text), 1):
        if not line.strip():
            continue
        found = _BEAD.fullmatch(line)
        if found is None:
            raise InputError(
                f"not a bead: {line.strip()[:40]}",
                file=name,
                place=f"line {number}",
                remedy="a bead looks like [0]:[0, 1], with an empty [] for a side without sentence",
            )
        yield number, _indexes(found[1]), _indexes(found[2])


def write(bitext: Bitext, out: TextIO, notice: NoticeTo | None = None) -> int:
    """Write the beads the units were made from; returns how many.

    Raises UsageError for a unit that does not know its sentences.
    """
    written = 0
    for unit in bitext:
        if unit.source_sentences is None or unit.target_sentences is None:
            raise UsageError(
                "the beads format holds sentence numbers, and this bitext has none",
                place=f"unit {written + 1}",
                remedy="align the two texts again, or choose another format",
            )
        out.write(shown(unit.source_sentences, unit.target_sentences) + "\n")
        written += 1
    return written


def shown(source: Iterable[int], target: Iterable[int]) -> str:
    """A bead as a line of the ladder."""
    return f"{list(source)}:{list(target)}"


def _indexes(numbers: str) -> Indexes:
    return tuple(int(number) for number in numbers.split(",")) if numbers.strip() else ()
