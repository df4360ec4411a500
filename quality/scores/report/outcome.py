"""What a run of ``duilian score`` came to."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from .... import __version__
from ....corpus.tally import counted
from ..differences import Piece, Pieces, differences
from ..evaluate import Evaluation, Score, System
from ..gate import Verdict
from ..parts import Part, name_of


@dataclass(frozen=True, slots=True)
class Outcome:
    """The scores, what the gate says of them, and how many segments to show."""

    evaluation: Evaluation
    verdicts: tuple[Verdict, ...] = ()
    worst: int = 0
    version: str = __version__

    @property
    def failed(self) -> tuple[Verdict, ...]:
        """The conditions that do not hold."""
        return tuple(each for each in self.verdicts if not each.passed)


def summary(outcome: Outcome) -> str:
    """What was scored, and what the gate says of it, in one line."""
    evaluation = outcome.evaluation
    told = f"{counted(len(evaluation.systems), 'system')}, {counted(segments(outcome), 'segment')}"
    if evaluation.documents:
        told += f" of {counted(len(evaluation.documents), 'document')}"
    if outcome.failed:
        told += f"; {len(outcome.failed)} of {counted(len(outcome.verdicts), 'condition')} failed"
    elif outcome.verdicts:
        told += f"; {counted(len(outcome.verdicts), 'condition')} passed"
    return told


def segments(outcome: Outcome) -> int:
    """How many segments were scored."""
    return len(outcome.evaluation.systems[0].segments)


# --- documents and domains -----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Division:
    """The segments dealt out to documents, or to domains; ``noun`` says to which.

    ``scores`` has a row for each part, and in it for each metric the score of each system.
    """

    noun: str
    parts: tuple[Part, ...]
    scores: tuple[tuple[tuple[float, ...], ...], ...]


def divisions(evaluation: Evaluation) -> Iterator[Division]:
    """By document and by domain, where these are known."""
    metrics = range(len(evaluation.systems[0].scores))
    for noun, parts in (("document", evaluation.documents), ("domain", evaluation.domains)):
        if not parts:
            continue
        of_systems = [
            [score.documents if noun == "document" else score.domains for score in system.scores]
            for system in evaluation.systems
        ]
        rows = tuple(
            tuple(tuple(scores[metric][row] for scores in of_systems) for metric in metrics)
            for row in range(len(parts))
        )
        yield Division(noun, parts, rows)


# --- segments to look at -------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Shown:
    """A segment to look at: its number from 1, its score, and how far it is from the other's.

    ``change`` is None where there is no other system; ``other`` is then "". ``document`` and
    ``domain`` are "" where they are not known.
    """

    number: int
    score: float
    text: str
    reference: str
    source: str
    change: float | None = None
    other: str = ""
    document: str = ""
    domain: str = ""

    @property
    def compared(self) -> tuple[Pieces, Pieces]:
        """The other system's text, or without one the reference, beside the text, in pieces."""
        base = self.other if self.change is not None else self.reference
        if not base and self.change is None:
            return (), (Piece(self.text, "same"),) if self.text else ()
        return differences(folded(base), folded(self.text))


@dataclass(frozen=True, slots=True)
class Listed:
    """Segments of a system that are worth a look, and why. ``against`` names the other system."""

    title: str
    system: str
    against: str
    score: Score
    segments: tuple[Shown, ...]


def sides(
    shown: Shown, some: Listed, plain: Callable[[str], str], drawn: tuple[str, str]
) -> Iterator[tuple[str, str]]:
    """The lines that show a segment, each with its label; those that hold nothing are left out.

    ``plain`` makes a text fit for the report, ``drawn`` are the two texts that are compared with
    what differs marked: the other system's (without one the reference), and the system's own.
    """
    before, after = drawn
    yield from (
        (label, line)
        for label, line in (
            ("source", plain(folded(shown.source))),
            ("reference", plain(folded(shown.reference)) if some.against else before),
        )
        if line
    )
    if some.against:
        yield some.against, before
    yield some.system, after


def folded(text: str) -> str:
    """A text with single blanks for all white space."""
    return " ".join(text.split())


def listed(outcome: Outcome) -> Iterator[Listed]:
    """By the first metric: the worst of a single system, else what others lost and gained most."""
    evaluation, count = outcome.evaluation, outcome.worst
    first, *others = evaluation.systems
    score = first.scores[0]
    if not count:
        return
    if not others:
        title = f"{'highest' if score.lower_is_better else 'lowest'} {score.metric}"
        yield Listed(title, first.name, "", score, worst(evaluation, first, score, count))
    for number, system in enumerate(others, start=1):
        score = system.scores[0]
        lost, gained = changes(evaluation, number, 0, count)
        for what, some in (("lost", lost), ("gained", gained)):
            title = f"{system.name}: {what} most against {first.name}, by {score.metric}"
            yield Listed(title, system.name, first.name, score, some)


def worst(evaluation: Evaluation, system: System, score: Score, count: int) -> tuple[Shown, ...]:
    """The segments with the worst scores; of several as bad, the first."""
    if not count:
        return ()
    values = score.segments.tolist()
    places = worst_first(values, score.lower_is_better)[:count]
    return tuple(_shown(evaluation, system, place, values[place]) for place in places)


def changes(
    evaluation: Evaluation, number: int, metric: int, count: int
) -> tuple[tuple[Shown, ...], tuple[Shown, ...]]:
    """Where a system lost most against the first, and where it gained most."""
    if not count:
        return (), ()
    first, system = evaluation.systems[0], evaluation.systems[number]
    score = system.scores[metric]
    values = score.segments
    difference = values - first.scores[metric].segments
    sign = -1.0 if score.lower_is_better else 1.0
    order = worst_first(difference.tolist(), score.lower_is_better)

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


def worst_first(values: Sequence[float], lower_is_better: bool) -> list[int]:
    """The places of values, the worst first; those that are no numbers are left out."""
    sign = -1.0 if lower_is_better else 1.0
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
        name_of(evaluation.documents, place),
        name_of(evaluation.domains, place),
    )
