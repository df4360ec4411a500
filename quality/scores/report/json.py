"""``json``: one object, numbers as numbers.

``systems`` is a list; each has a ``name`` and ``metrics``, each of which has ``name``
(sacreBLEU's), ``score``, ``signature``, ``ci`` (half the width of the 95% confidence interval),
``mean``, ``p_value`` and ``p_value_corrected``; null where there is none. ``documents`` and
``domains`` have the scores of each, in the order of the systems; ``worst`` the worst segments of
each system, ``changes`` where it lost and gained most against the first, both by the first metric;
``gate`` what the conditions came to.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from typing import Any

from ..evaluate import Evaluation, Score
from .outcome import Outcome, Shown, changes, divisions, worst


def render(outcome: Outcome) -> Iterator[str]:
    """The whole outcome."""
    yield json.dumps(as_json(outcome), ensure_ascii=False, indent=2) + "\n"


def as_json(outcome: Outcome) -> dict[str, Any]:
    """The outcome as an object."""
    evaluation = outcome.evaluation
    return {
        "language": evaluation.language,
        "segments": len(evaluation.systems[0].segments),
        "test": evaluation.test,
        "systems": [
            {"name": system.name, "metrics": [_score(score) for score in system.scores]}
            for system in evaluation.systems
        ],
        "documents": list(_parts(evaluation, "document")),
        "domains": list(_parts(evaluation, "domain")),
        "worst": list(_worst(outcome)),
        "changes": list(_changes(outcome)),
        "gate": [
            {
                "system": verdict.system,
                "metric": verdict.metric,
                "passed": verdict.passed,
                "reason": verdict.reason,
            }
            for verdict in outcome.verdicts
        ],
        "notes": list(evaluation.notes),
    }


def _score(score: Score) -> dict[str, Any]:
    estimate = score.estimate
    return {
        "name": score.metric,
        "score": _number(score.value),
        "signature": score.signature,
        "ci": estimate.half_width,
        "mean": estimate.mean,
        "p_value": estimate.p_value,
        "p_value_corrected": score.corrected,
    }


def _parts(evaluation: Evaluation, noun: str) -> Iterator[dict[str, Any]]:
    """The scores of each document or domain."""
    for division in divisions(evaluation):
        if division.noun != noun:
            continue
        for (name, places), scores in zip(division.parts, division.scores, strict=True):
            yield {
                "name": name,
                "segments": len(places),
                "systems": [
                    {
                        "name": system.name,
                        "metrics": [
                            {"name": score.metric, "score": _number(of_systems[number])}
                            for score, of_systems in zip(system.scores, scores, strict=True)
                        ],
                    }
                    for number, system in enumerate(evaluation.systems)
                ],
            }


def _number(value: float) -> float | None:
    """A score, null where there was nothing to score: JSON knows no NaN."""
    return None if math.isnan(value) else value


def _worst(outcome: Outcome) -> Iterator[dict[str, Any]]:
    """The worst segments of every system, by the first metric."""
    for system in outcome.evaluation.systems:
        score = system.scores[0]
        for shown in worst(outcome.evaluation, system, score, outcome.worst):
            yield {"system": system.name, "metric": score.metric, **_segment(shown)}


def _changes(outcome: Outcome) -> Iterator[dict[str, Any]]:
    """Where every other system lost and gained most against the first."""
    first = outcome.evaluation.systems[0]
    for number, system in enumerate(outcome.evaluation.systems[1:], start=1):
        lost, gained = changes(outcome.evaluation, number, 0, outcome.worst)
        yield {
            "system": system.name,
            "against": first.name,
            "metric": first.scores[0].metric,
            "lost": list(map(_segment, lost)),
            "gained": list(map(_segment, gained)),
        }


def _segment(shown: Shown) -> dict[str, Any]:
    told = {
        "segment": shown.number,
        "document": shown.document,
        "domain": shown.domain,
        "score": shown.score,
        "source": shown.source,
        "reference": shown.reference,
        "candidate": shown.text,
    }
    return told if shown.change is None else {**told, "change": shown.change, "other": shown.other}
