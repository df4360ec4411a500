"""What to look at again, with its text: a list to work through beside the translation.

On a bird's-eye level: the report (:mod:`.report`) counts what is doubtful and names it by number;
here every such bead and boundary is a row that can be judged without looking anything up, in
the order of the texts. The column ``beads`` is written as in a file of beads, so that what is
right can be copied into one, what is wrong corrected, and both given back as anchors
(:mod:`.anchors`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TextIO

from ..corpus.formats.beads import shown
from ..corpus.formats.fields import replace_unwritable, show_probability
from ..corpus.model import Alignment, Bead, Document
from ..corpus.pairing import run_text
from .report import DOUBTFUL, doubtful_boundaries

COLUMNS = ("what", "number", "probability", "beads", "source", "target")
CUT = " ‖ "
"""Stands in the text where a boundary is doubtful."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """A bead, or the boundary between two, that is less probable than ``DOUBTFUL``.

    ``number`` is that of the bead, or of the bead before the boundary, counted from 1.
    ``source`` and ``target`` are the texts of a bead; of a boundary, of the two beads around it
    with ``CUT`` between them.
    """

    number: int
    probability: float
    beads: tuple[Bead, ...]
    source: str
    target: str

    @property
    def what(self) -> str:
        """``bead`` or ``boundary``."""
        return "bead" if len(self.beads) == 1 else "boundary"


def doubts(alignment: Alignment) -> Iterator[Doubt]:
    """All that is doubtful in an alignment, in the order of the texts."""
    after = {boundary.after: boundary for boundary in doubtful_boundaries(alignment)}
    source, target = alignment.source, alignment.target
    for number, bead in enumerate(alignment.beads, 1):
        if bead.probability < DOUBTFUL:
            texts = run_text(source, bead.source), run_text(target, bead.target)
            yield Doubt(number, bead.probability, (bead,), *texts)
        if number in after:
            following = alignment.beads[number]
            yield Doubt(
                number,
                after[number].probability,
                (bead, following),
                _cut(source, bead.source, following.source),
                _cut(target, bead.target, following.target),
            )


def _cut(document: Document, before: range, after: range) -> str:
    return run_text(document, before) + CUT + run_text(document, after)


def write_review(alignment: Alignment, out: TextIO) -> None:
    """Write the doubts as tab-separated values under a header."""
    out.write("\t".join(COLUMNS) + "\n")
    for doubt in doubts(alignment):
        fields = (
            doubt.what,
            str(doubt.number),
            show_probability(doubt.probability),
            " ".join(shown(bead.source, bead.target) for bead in doubt.beads),
            doubt.source,
            doubt.target,
        )
        out.write("\t".join(map(_field, fields)) + "\n")


def _field(text: str) -> str:
    return " ".join(replace_unwritable(text)[0].split())
