"""An alignment against gold: strict and lax precision, recall and F1.

Scoring follows Sennrich and Volk (2010), as Vecalign's ``score.py`` does it. *Strict*: a bead
is a hit if the very same bead is in the gold. *Lax*: a bead with text on both sides is also a
hit if it shares at least one sentence pair with the gold. Precision counts every bead the
system gives, null beads included; recall counts only gold beads with text on both sides, so
that finding nulls is no merit and inventing them is a fault. Counts are summed over the
documents of a set before anything is divided.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

Pair = tuple[tuple[int, ...], tuple[int, ...]]
"""A bead by its sentence numbers: source, target. Gold files may leave gaps inside."""


@dataclass(frozen=True, slots=True)
class Rates:
    """Hits and what they are hits among. The rates of nothing are 0."""

    given: int
    given_hit: int
    wanted: int
    wanted_hit: int

    @property
    def precision(self) -> float:
        """Share of the system's beads that are right."""
        return self.given_hit / self.given if self.given else 0.0

    @property
    def recall(self) -> float:
        """Share of the gold beads with two sides that were found."""
        return self.wanted_hit / self.wanted if self.wanted else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    def __add__(self, other: Rates) -> Rates:
        return Rates(
            self.given + other.given,
            self.given_hit + other.given_hit,
            self.wanted + other.wanted,
            self.wanted_hit + other.wanted_hit,
        )


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Strict and lax rates, and for each shape of bead how many were given, wanted and hit."""

    strict: Rates = Rates(0, 0, 0, 0)
    lax: Rates = Rates(0, 0, 0, 0)
    given: Counter[str] = field(default_factory=Counter)
    wanted: Counter[str] = field(default_factory=Counter)
    hit: Counter[str] = field(default_factory=Counter)

    def __add__(self, other: Evaluation) -> Evaluation:
        return Evaluation(
            self.strict + other.strict,
            self.lax + other.lax,
            self.given + other.given,
            self.wanted + other.wanted,
            self.hit + other.hit,
        )


def evaluate(gold: Iterable[Pair], test: Iterable[Pair]) -> Evaluation:
    """How well ``test`` agrees with ``gold``. A bead given twice is counted once."""
    wanted = list(dict.fromkeys(map(_sorted, gold)))
    given = list(dict.fromkeys(map(_sorted, test)))
    gold_beads, test_beads = set(wanted), set(given)
    gold_links = _links(wanted)
    test_links = _links(given)
    two_sided = [bead for bead in wanted if all(bead)]

    def lax_hit(bead: Pair, others: set[Pair], links: set[tuple[int, int]]) -> bool:
        return bead in others or any((i, j) in links for i in bead[0] for j in bead[1])

    return Evaluation(
        strict=Rates(
            len(given),
            sum(bead in gold_beads for bead in given),
            len(two_sided),
            sum(bead in test_beads for bead in two_sided),
        ),
        lax=Rates(
            len(given),
            sum(lax_hit(bead, gold_beads, gold_links) for bead in given),
            len(two_sided),
            sum(lax_hit(bead, test_beads, test_links) for bead in two_sided),
        ),
        given=Counter(map(kind, given)),
        wanted=Counter(map(kind, wanted)),
        hit=Counter(kind(bead) for bead in given if bead in gold_beads),
    )


def kind(bead: Pair) -> str:
    """The shape of a bead, as in ``1-2``."""
    return f"{len(bead[0])}-{len(bead[1])}"


def _sorted(bead: Pair) -> Pair:
    return tuple(sorted(bead[0])), tuple(sorted(bead[1]))


def _links(beads: Sequence[Pair]) -> set[tuple[int, int]]:
    return {(i, j) for source, target in beads for i in source for j in target}
