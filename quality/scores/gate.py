"""When scores make CI fail: below a floor, or a drop that is real and matters.

On a bird's-eye level: a floor is a number. A drop is held against what was kept before
(:mod:`.stored`), and fails if it is larger than allowed *and* significant (paired bootstrap on the
same segments) *and* so large that people tend to see it (:mod:`.thresholds`), so that noise and
trifles let work go on; both conditions can be turned off.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ...corpus.errors import UsageError
from .counting import Counted
from .evaluate import Evaluation, Score
from .resampling import SAMPLES, SEED, paired_bootstrap
from .stored import Stored, comparable
from .thresholds import agreement, needed


@dataclass(frozen=True, slots=True)
class Gate:
    """What is asked of the scores, by metric.

    ``floors`` are the least scores (for TER: the most). ``drops`` are the largest drops allowed;
    one counts only if its p-value is below ``alpha`` and if at least ``agreement`` of people's
    judgements would go with it; 1 and 0 turn those conditions off.
    """

    floors: Mapping[str, float]
    drops: Mapping[str, float]
    alpha: float = 0.05
    agreement: float = 0.6
    samples: int = SAMPLES
    seed: int = SEED


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a condition came to: whether it holds, and why, in one line."""

    system: str
    metric: str
    passed: bool
    reason: str


def bounds(given: Sequence[str], option: str) -> dict[str, float]:
    """``bleu=30`` as a metric and a number. Raises UsageError for anything else."""
    found = {}
    for each in given:
        name, equals, number = each.partition("=")
        try:
            value = float(number)
        except ValueError:
            value = math.nan
        if not equals or not name.strip() or not math.isfinite(value):
            raise UsageError(
                f"{option} {each}: a metric and a number were expected",
                remedy=f"such as {option} bleu=30",
            )
        found[name.strip().lower()] = value
    return found


def judge(evaluation: Evaluation, gate: Gate, stored: Stored | None) -> tuple[Verdict, ...]:
    """What the conditions come to, for every system.

    Raises UsageError for a metric that was not computed, and for drops with nothing to hold them
    against; InputError for kept scores that cannot be compared.
    """
    known = [score.kind.name for score in evaluation.systems[0].scores]
    for name in (*gate.floors, *gate.drops):
        if name not in known:
            raise UsageError(
                f"there is a condition for {name}, which is not computed",
                remedy=f"add --metric {name}; computed are {', '.join(known)}",
            )
    if gate.drops and stored is None:
        raise UsageError(
            "a drop needs something to have dropped from",
            remedy="name kept scores with --baseline FILE; --save FILE keeps some",
        )
    verdicts = []
    for system in evaluation.systems:
        for score in system.scores:
            name = score.kind.name
            if name in gate.floors:
                verdicts.append(_floor(system.name, score, gate.floors[name]))
            if name in gate.drops and stored is not None:
                verdicts.append(_drop(system.name, score, gate, stored, evaluation))
    return tuple(verdicts)


def _floor(system: str, score: Score, bound: float) -> Verdict:
    if math.isnan(score.value):
        return Verdict(
            system, score.kind.name, True, f"there is nothing to score {score.metric} by"
        )
    if score.lower_is_better:
        passed, word = score.value <= bound, "most"
    else:
        passed, word = score.value >= bound, "least"
    reason = f"{score.metric} is {score.told(score.value)}, and {bound:g} is the {word} allowed"
    return Verdict(system, score.kind.name, passed, reason)


def _drop(system: str, score: Score, gate: Gate, stored: Stored, evaluation: Evaluation) -> Verdict:
    name = score.kind.name
    before = comparable(score, stored, evaluation)
    if math.isnan(before.value) or math.isnan(score.value):
        return Verdict(system, name, True, f"there is nothing to score {score.metric} by")
    drop = before.value - score.value
    if score.lower_is_better:
        drop = -drop
    allowed = gate.drops[name]
    told = f"{score.metric} went from {score.told(before.value)} to {score.told(score.value)}"
    if drop <= allowed:
        return Verdict(system, name, True, f"{told}; a drop of {allowed:g} is allowed")
    counted = Counted(score.kind, (before.counts, score.counts), 1, score.metric)
    p_value = paired_bootstrap([counted], gate.samples, gate.seed)[0][1].p_value
    assert p_value is not None
    if p_value >= gate.alpha and gate.alpha < 1:
        return Verdict(system, name, True, f"{told}, which may be chance (p = {p_value:.4f})")
    points = drop * score.kind.points
    least, share = needed(name, gate.agreement), agreement(name, points)
    if least is not None and points < least:
        wanted = score.told(least / score.kind.points)
        reason = f"{told}, too little for people to agree that it is worse ({wanted} is needed)"
        return Verdict(system, name, True, reason)
    people = "" if share is None else f"; {share:.0%} of human judgements would agree"
    return Verdict(
        system,
        name,
        False,
        f"{told}; a drop of {allowed:g} is allowed (p = {p_value:.4f}{people})",
    )
