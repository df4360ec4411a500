"""What a user may settle about an alignment beside the two texts."""

from __future__ import annotations

from dataclasses import dataclass

from ..corpus.errors import UsageError
from ..corpus.model import Bead
from ..corpus.text.terms import TermPair
from .encode import Encoder
from .search import SHAPES

LARGEST = max(max(shape) for shape in SHAPES)
"""The most sentences any bead holds on a side."""


@dataclass(frozen=True, slots=True)
class Options:
    """How to align.

    ``encoder`` is the embedded one if None. ``anchors`` are beads that must come out just as
    they are (:mod:`.anchors`); their probability does not matter. ``max_bead`` is the most
    sentences that a bead may hold on either side, from 1 to ``LARGEST``; UsageError otherwise.
    With ``moved``, text that the translation has elsewhere is looked for (:mod:`.moved`);
    without, beads are in order on both sides. ``terms`` are pairs of a source term and a target
    term that renders it, which count for more than the built-in dictionary. With
    ``second_pass`` words are learned from sure beads, and used if that can be seen to help
    (:mod:`.relearn`).
    """

    encoder: Encoder | None = None
    anchors: tuple[Bead, ...] = ()
    max_bead: int = LARGEST
    moved: bool = True
    terms: tuple[TermPair, ...] = ()
    second_pass: bool = False

    def __post_init__(self) -> None:
        if not 1 <= self.max_bead <= LARGEST:
            raise UsageError(
                f"a bead cannot be limited to {self.max_bead} sentences on a side",
                remedy=f"give a number from 1 to {LARGEST}",
            )


DEFAULTS = Options()
