"""What an explanation is made of: contributions, the runner-up, the whole."""

from __future__ import annotations

from dataclasses import dataclass

from ...corpus.model import Bead, Document
from ...corpus.pairing import run_text
from ..report import Report


@dataclass(frozen=True, slots=True)
class Contribution:
    """What a group of evidence adds to a score: ``nats``, in words, and the facts behind it."""

    name: str
    nats: float
    says: str = ""
    facts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """A bead and the texts of its two sides."""

    bead: Bead
    source: str
    target: str


@dataclass(frozen=True, slots=True)
class Rival:
    """The most probable other bead, and what it would have taken to choose it.

    ``chosen`` and ``instead`` are two ways between the same two nodes: the beads of the
    alignment, and the best ones that lead through the rival. ``differences`` are what each
    group adds to the first more than to the second, ``advantage`` their sum: the logarithm
    of how much more probable the way that was chosen is. All are empty if the two ways part
    too far to be compared.
    """

    bead: Bead
    margin: float
    chosen: tuple[Step, ...]
    instead: tuple[Step, ...]
    differences: tuple[Contribution, ...]
    advantage: float | None


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a bead is as it is.

    ``score`` is the bead's score in the lattice, with what it costs to begin a run if it is the
    first of some sentences left alone, and the sum of its ``contributions``.
    ``rival`` is the runner-up (None if there is no other bead at all, and for moved text),
    ``others`` are what comes after it, if it is worth telling.
    """

    number: int
    step: Step
    score: float
    contributions: tuple[Contribution, ...]
    rival: Rival | None
    others: tuple[Bead, ...]
    languages: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Reasons:
    """Some beads of an alignment explained, and the report on the whole if it was asked for."""

    explanations: tuple[Explanation, ...]
    report: Report | None


def step_of(source: Document, target: Document, bead: Bead) -> Step:
    return Step(bead, run_text(source, bead.source), run_text(target, bead.target))
