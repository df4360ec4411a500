"""What a run of ``duilian score`` came to."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..evaluate import Evaluation, Score, System
from ..gate import Verdict


@dataclass(frozen=True, slots=True)
class Outcome:
    """The scores, what the gate says of them, and how many segments to show."""

    evaluation: Evaluation
    verdicts: tuple[Verdict, ...] = ()
    worst: int = 0

    @property
    def failed(self) -> tuple[Verdict, ...]:
        """The conditions that do not hold."""
        return tuple(each for each in self.verdicts if not each.passed)


@dataclass(frozen=True, slots=True)
class Shown:
    """A segment to look at: its number from 1, its score, and how far it is from the other's.

    ``change`` is None where there is no other system; ``other`` is then "".
    """

    number: int
    score: float
    text: str
    reference: str
    source: str
    change: float | None = None
    other: str = ""


def worst(evaluation: Evaluation, system: System, score: Score, count: int) -> Iterator[Shown]:
    """The segments with the worst scores; of several as bad, the first."""
    values = score.segments.tolist()
    for place in _worst_first(values, score)[:count]:
        yield _shown(evaluation, system, place, values[place])


def changes(
    evaluation: Evaluation, number: int, metric: int, count: int
) -> tuple[tuple[Shown, ...], tuple[Shown, ...]]:
    """Where a system lost most against the first, and where it gained most."""
    first, system = evaluation.systems[0], evaluation.systems[number]
    score = system.scores[metric]
    values = score.segments
    difference = values - first.scores[metric].segments
    sign = -1.0 if score.lower_is_better else 1.0
    order = _worst_first(difference.tolist(), score)

    def shown(places: list[int], wanted: float) -> tuple[Shown, ...]:
        return tuple(
            _shown(
                evaluation,
                system,
                place,
                float(values[place]),
                float(difference[place]),
                first.segments[place],
            )
            for place in places
            if sign * difference[place] * wanted > 0
        )

    return shown(order[:count], -1.0), shown(order[::-1][:count], 1.0)


def _worst_first(values: Sequence[float], score: Score) -> list[int]:
    """The places of values, the worst first; those that are no numbers are left out."""
    sign = -1.0 if score.lower_is_better else 1.0
    known = [place for place, value in enumerate(values) if not math.isnan(value)]
    return sorted(known, key=lambda place: (sign * values[place], place))


def _shown(
    evaluation: Evaluation,
    system: System,
    place: int,
    value: float,
    change: float | None = None,
    other: str = "",
) -> Shown:
    return Shown(
        place + 1,
        value,
        system.segments[place],
        evaluation.references[0][place] if evaluation.references else "",
        evaluation.source[place] if evaluation.source else "",
        change,
        other,
    )
