"""A unit seen from one of its sides: its tokens here, those over there, how they answer each other.

What was left out of a target and what was added to it are the same question, asked from the source
or from the target. So each unit is turned into two :class:`Facing`, and all that follows knows
only *here* and *there*.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ...align.encode import WORD_STEP
from .window import Answers, Floats, Side, Values, Window

Numbers = npt.NDArray[np.int64]
Steps = npt.NDArray[np.int8]

WEIGHT = np.float32(0.05)
"""What a token counts for besides its rarity where tokens are added up."""


@dataclass(frozen=True, slots=True)
class Facing:
    """A unit's tokens as seen from one side: those of this side, and of the other.

    ``answered`` and ``mutual`` are for each token of this side, ``answered_there`` for each of the
    other; ``alike`` compares the vectors of all, rows are of this side; the vectors themselves are
    ``steps`` (see :class:`~duilian.align.encode.Words`). ``length`` and ``actual`` are bytes of
    this side and of the other, ``ratio`` how many of those are expected for one here,
    ``similarity`` as in :class:`~.model.Evidence`.
    """

    pieces: tuple[str, ...]
    rarity: Floats
    rarity_there: Floats
    answered: Floats
    mutual: Floats
    answered_there: Floats
    alike: Floats
    steps: Steps
    steps_there: Steps
    length: float
    actual: float
    ratio: float
    similarity: float

    def sums(self) -> Floats:
        """Running totals of the vectors here, each as heavy as its token is rare."""
        weight = self.rarity * WORD_STEP
        total = np.zeros((len(weight) + 1, self.steps.shape[1]), dtype=np.float32)
        np.cumsum(self.steps * weight[:, None], axis=0, out=total[1:])
        return total


def facings(
    window: Window, unit: int, answers: Answers, similarity: float
) -> tuple[Facing, Facing]:
    """A unit seen from its source, and from its target."""
    ratio = window.scale.ratio
    return (
        _facing(window.source, window.target, unit, answers, ratio, similarity),
        _facing(window.target, window.source, unit, answers.turned(), 1 / ratio, similarity),
    )


def _facing(
    here: Side, there: Side, unit: int, answers: Answers, ratio: float, similarity: float
) -> Facing:
    mine, theirs = slice(*here.tokens(unit)), slice(*there.tokens(unit))
    words, others = here.pools.words, there.pools.words
    return Facing(
        tuple(words.pieces(mine.start, mine.stop)),
        words.rarity[mine],
        others.rarity[theirs],
        answers.source,
        answers.mutual(),
        answers.target,
        answers.alike,
        words.steps[mine],
        others.steps[theirs],
        float(here.bytes[unit]),
        float(there.bytes[unit]),
        ratio,
        similarity,
    )


def totals(values: npt.NDArray[np.floating] | npt.NDArray[np.bool_]) -> Values:
    """Running totals, beginning with 0."""
    total = np.zeros(len(values) + 1)
    np.cumsum(values, out=total[1:])
    return total


def worst(lack: npt.NDArray[np.floating]) -> tuple[int, int]:
    """The run of tokens with the highest sum: the first, and the one after the last."""
    total = totals(lack)
    lowest = np.minimum.accumulate(total)
    last = int((total - lowest).argmax())
    return int(total[: last + 1].argmin()), last
