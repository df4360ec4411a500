"""What is known of a unit from the vectors of its two sides."""

from __future__ import annotations

from dataclasses import dataclass

from ...corpus.model import Span

DOUBTED = 0.5
"""A unit is held for misaligned if it is less probable than this that its sides answer each
other."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of one side that the other seems not to answer, and how probable that is."""

    span: Span
    probability: float


@dataclass(frozen=True, slots=True)
class Evidence:
    """How well the two sides of a unit answer each other.

    ``probability`` is that of their answering each other at all, seen in the row of units they
    stand in. ``similarity`` is that of their vectors, 0 as for unrelated texts and 1 as for the
    typical pair of this file; ``source_answered`` and ``target_answered`` are the shares of each
    side's words that the other answers.

    ``shift`` is how many units further on the target stands that answers this source, where one
    does: 1 for the next, 0 if it stands here or nowhere near. ``drift`` is that number for units of
    a run that is shifted as a whole (those between them too that prove nothing), else 0.
    """

    probability: float
    similarity: float
    source_answered: float
    target_answered: float
    shift: int = 0
    drift: int = 0
    omitted: Stretch | None = None
    added: Stretch | None = None

    @property
    def misaligned(self) -> bool:
        """Whether the two sides should not be compared."""
        return self.probability < DOUBTED or self.drift != 0
