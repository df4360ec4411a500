"""``html``: one page with the scores and how sure they are, by document and domain, and segments.

Here is what it shows, as JSON; the page itself is put together in :mod:`...report.pages`. Segments
are those that a reader would ask for: by each metric the worst of every system, and where each
lost and gained most against the first. Each is shown beside the reference and beside the first
system, with what differs marked; a text in pieces is a list of pairs, of how much of it the other
text has (0 all of it, 1 a changed word's letters that are left, 2 none) and the stretch itself.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import Any

from ...report.pages import page
from ...report.streamed import HOLE, filled
from ...report.visible import one_line
from ..counting import Values
from ..differences import Pieces, differences
from ..evaluate import Evaluation, Score
from ..parts import name_of
from ..texts import language_of
from .outcome import Division, Outcome, divisions, folded, summary, worst_first

_SHOWN = 100
"""How many of the worst segments, losses and gains the page has if nobody says how many."""
_EXTENTS = {"same": 0, "word": 1, "part": 2}


def render(outcome: Outcome) -> Iterator[str]:
    """The whole page."""
    return page(
        "score",
        summary(outcome),
        data(outcome),
        items="segments",
        command="duilian score CANDIDATES --reference REFERENCE --worst 10",
    )


def data(outcome: Outcome) -> Iterator[str]:
    """What the script works with, as JSON, a segment on each line."""
    evaluation = outcome.evaluation
    count = outcome.worst or _SHOWN
    values = [[score.segments for score in system.scores] for system in evaluation.systems]
    places = _places(evaluation, values, count)
    of = {division.noun: division for division in divisions(evaluation)}
    frame = {
        "version": outcome.version,
        "summary": summary(outcome),
        "failed": [one_line(f"{each.system}: {each.reason}") for each in outcome.failed],
        "notes": list(map(one_line, evaluation.notes)),
        "passed": [
            one_line(f"{each.system}: {each.reason}") for each in outcome.verdicts if each.passed
        ],
        "language": evaluation.language,
        "sourceLanguage": language_of(evaluation.source),
        "test": evaluation.test,
        "count": count,
        "total": len(evaluation.systems[0].segments),
        "systems": [one_line(system.name) for system in evaluation.systems],
        "metrics": [
            _metric([system.scores[number] for system in evaluation.systems])
            for number in range(len(evaluation.systems[0].scores))
        ],
        "documents": _parts(of.get("document")),
        "domains": _parts(of.get("domain")),
        "segments": HOLE,
    }
    items = (_segment(evaluation, values, place) for place in places)
    return filled(frame, items, indent=None)


def _places(evaluation: Evaluation, values: Sequence[Sequence[Values]], count: int) -> list[int]:
    """The segments that are worth a look, in order."""
    chosen: set[int] = set()
    for metric, score in enumerate(evaluation.systems[0].scores):
        lower = score.lower_is_better
        for system, of_system in enumerate(values):
            chosen.update(worst_first(of_system[metric].tolist(), lower)[:count])
            if system:
                change = (of_system[metric] - values[0][metric]).tolist()
                order = [place for place in worst_first(change, lower) if change[place]]
                chosen.update(order[:count] + order[-count:])
    return sorted(chosen)


def _metric(scores: Sequence[Score]) -> dict[str, Any]:
    """A metric, and the score of each system."""
    return {
        "name": scores[0].metric,
        "signature": scores[0].signature,
        "lowerIsBetter": scores[0].lower_is_better,
        "decimals": scores[0].kind.decimals,
        "scores": [
            {
                "value": _number(score.value),
                "interval": score.estimate.interval and [*map(_number, score.estimate.interval)],
                "p": score.estimate.p_value,
                "corrected": score.corrected,
            }
            for score in scores
        ],
    }


def _parts(division: Division | None) -> list[dict[str, Any]]:
    """Documents or domains, with scores by metric and system."""
    if division is None:
        return []
    return [
        {
            "name": one_line(name),
            "segments": len(places),
            "scores": [[_number(value) for value in of_systems] for of_systems in scores],
        }
        for (name, places), scores in zip(division.parts, division.scores, strict=True)
    ]


def _segment(
    evaluation: Evaluation, values: Sequence[Sequence[Values]], place: int
) -> dict[str, Any]:
    """A segment with its scores by metric and system, and its texts."""
    texts = [folded(system.segments[place]) for system in evaluation.systems]
    reference = folded(evaluation.references[0][place]) if evaluation.references else ""
    metrics = range(len(evaluation.systems[0].scores))
    return {
        "segment": place + 1,
        "document": one_line(name_of(evaluation.documents, place)),
        "domain": one_line(name_of(evaluation.domains, place)),
        "scores": [
            [_number(float(of_system[metric][place])) for of_system in values] for metric in metrics
        ],
        "source": one_line(folded(evaluation.source[place])) if evaluation.source else "",
        "reference": one_line(reference),
        "texts": list(map(one_line, texts)),
        "besideReference": [_beside(reference, text) for text in texts] if reference else None,
        "besideFirst": [_beside(texts[0], text) for text in texts[1:]],
    }


def _beside(base: str, text: str) -> list[list[list[Any]]]:
    """Two texts in pieces."""
    return [_pieces(each) for each in differences(base, text)]


def _pieces(pieces: Pieces) -> list[list[Any]]:
    return [[_EXTENTS[piece.extent], one_line(piece.text)] for piece in pieces]


def _number(value: float) -> float | None:
    return None if math.isnan(value) else round(value, 6)
