"""What a user may settle about an alignment beside the two texts."""

from __future__ import annotations

from dataclasses import dataclass

from ..corpus.errors import UsageError
from ..corpus.model import Bead
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
    """

    encoder: Encoder | None = None
    anchors: tuple[Bead, ...] = ()
    max_bead: int = LARGEST

    def __post_init__(self) -> None:
        if not 1 <= self.max_bead <= LARGEST:
            raise UsageError(
                f"a bead cannot be limited to {self.max_bead} sentences on a side",
                remedy=f"give a number from 1 to {LARGEST}",
            )


DEFAULTS = Options()
