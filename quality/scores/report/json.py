"""``json``: one object, numbers as numbers.

``systems`` is a list; each has a ``name`` and ``metrics``, each of which has ``name``
(sacreBLEU's), ``score``, ``signature``, ``ci`` (half the width of the 95% confidence interval),
``mean``, ``p_value`` and ``p_value_corrected``; null where there is none. ``documents`` has the
scores of each document, in the order of the systems; ``gate`` what the conditions came to.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from typing import Any

from ..evaluate import Evaluation, Score
from .outcome import Outcome, worst


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
        "documents": list(_documents(evaluation)),
        "worst": list(_worst(outcome)),
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


def _documents(evaluation: Evaluation) -> Iterator[dict[str, Any]]:
    for number, (name, places) in enumerate(evaluation.documents):
        yield {
            "name": name,
            "segments": len(places),
            "systems": [
                {
                    "name": system.name,
                    "metrics": [
                        {"name": score.metric, "score": _number(score.documents[number])}
                        for score in system.scores
                    ],
                }
                for system in evaluation.systems
            ],
        }


def _number(value: float) -> float | None:
    """A score, null where there was nothing to score: JSON knows no NaN."""
    return None if math.isnan(value) else value


def _worst(outcome: Outcome) -> Iterator[dict[str, Any]]:
    """The worst segments of every system, by the first metric."""
    if not outcome.worst:
        return
    for system in outcome.evaluation.systems:
        score = system.scores[0]
        for shown in worst(outcome.evaluation, system, score, outcome.worst):
            yield {
                "system": system.name,
                "metric": score.metric,
                "segment": shown.number,
                "score": shown.score,
                "source": shown.source,
                "reference": shown.reference,
                "candidate": shown.text,
            }
