"""Metrics that are columns, served by all that serves BLEU."""

from __future__ import annotations

import json
import math
import random
from pathlib import Path

import numpy as np
import pytest

from duilian.quality.scores.columns import Ratio, column, ratios
from duilian.quality.scores.counting import Counted, corpus_score, segment_scores
from duilian.quality.scores.evaluate import Evaluation, Plan, Test, evaluate
from duilian.quality.scores.gate import Gate, judge
from duilian.quality.scores.metrics import kind
from duilian.quality.scores.report import REPORTS, Outcome
from duilian.quality.scores.report.json import as_json
from duilian.quality.scores.resampling import confidence
from duilian.quality.scores.stored import read_stored, write_stored
from duilian.quality.scores.texts import match

from .made import systems, text

SEGMENTS = 60
REFERENCE, CANDIDATES = systems(SEGMENTS, 0.1, 0.5)
DICE = random.Random(3)
GOOD = [DICE.gauss(70, 10) for _ in range(SEGMENTS)]
POOR = [number - DICE.uniform(0, 12) for number in GOOD]
LIKED = Ratio("liked", (("by", "people"),))
ERRORS = Ratio("errors", lower_is_better=True, decimals=3)


def evaluated(*metrics: Counted, test: Test = "none", count: int = 2) -> Evaluation:
    candidates = [text(*lines, name=f"{n}.en") for n, lines in enumerate(CANDIDATES[:count])]
    matched = match(candidates, [text(*REFERENCE)], language="en")
    plan = Plan((metrics[0], kind("chrf", "en"), *metrics[1:]), test, samples=200, jobs=1)
    return evaluate(matched, plan, "en", ["a"] * 10 + ["b"] * (SEGMENTS - 10))


def test_the_score_is_the_mean() -> None:
    found = column(LIKED, [GOOD, POOR])
    for counts, numbers in zip(found.systems, (GOOD, POOR), strict=True):
        assert corpus_score(LIKED, counts) == pytest.approx(np.mean(numbers))
        assert segment_scores(LIKED, counts).tolist() == numbers


def test_of_ratios_it_is_the_sum_over_the_sum() -> None:
    found = ratios(LIKED, [[(100, 1), (0, 0), (100, 3)]])
    assert corpus_score(LIKED, found.systems[0]) == 50
    first, second, third = segment_scores(LIKED, found.systems[0])
    assert (first, third) == (100, pytest.approx(33.3, abs=0.1))
    assert math.isnan(second)


def test_metrics_stand_in_the_order_in_which_they_were_asked_for() -> None:
    [first, _] = evaluated(column(LIKED, [GOOD, POOR]), column(ERRORS, [POOR, GOOD])).systems
    assert [score.metric for score in first.scores] == ["liked", "chrF2", "errors"]
    assert first.scores[0].documents == pytest.approx((np.mean(GOOD[:10]), np.mean(GOOD[10:])))


@pytest.mark.parametrize("test", ["bootstrap", "randomisation"])
def test_a_difference_is_tested(test: Test) -> None:
    columns = column(LIKED, [GOOD, POOR]), column(ERRORS, [GOOD, GOOD[::-1]])
    _, second = evaluated(*columns, test=test).systems
    liked, _, errors = second.scores
    assert liked.estimate.p_value is not None
    assert liked.estimate.p_value < 0.05
    assert errors.estimate.p_value is not None
    assert errors.estimate.p_value > 0.2
    assert liked.signature.startswith("by:people|")


def test_the_interval_of_a_mean_is_that_of_statistics() -> None:
    [score, *_] = evaluated(column(LIKED, [GOOD, POOR]), test="bootstrap").systems[0].scores
    wanted = 1.96 * np.std(GOOD) / math.sqrt(SEGMENTS)
    assert score.estimate.half_width == pytest.approx(wanted, rel=0.2)


def test_samples_without_anything_to_score_have_no_say() -> None:
    rows = [(0.0, 0.0)] * 30 + [(100.0, 1.0)]
    [[estimate]] = confidence([ratios(LIKED, [rows])], samples=100)
    assert (estimate.mean, estimate.half_width) == (100, 0)


def test_it_can_be_kept_and_gated(tmp_path: Path) -> None:
    write_stored(evaluated(column(LIKED, [GOOD]), count=1), tmp_path / "kept.json")
    stored = read_stored(tmp_path / "kept.json")
    gate = Gate({"liked": 60}, {"liked": 1.0})
    worse = evaluated(column(LIKED, [POOR]), count=1)
    floor, drop = judge(worse, gate, stored)
    assert floor.passed
    assert not drop.passed
    assert "liked went from " in drop.reason
    same = evaluated(column(LIKED, [GOOD]), count=1)
    assert all(verdict.passed for verdict in judge(same, gate, stored))


def test_errors_are_better_if_there_are_few() -> None:
    evaluation = evaluated(column(ERRORS, [GOOD]), count=1)
    assert judge(evaluation, Gate({"errors": 99}, {}), None)[0].passed
    assert not judge(evaluation, Gate({"errors": 9}, {}), None)[0].passed
    report = "".join(REPORTS[0].render(Outcome(evaluation, worst=1)))
    assert f"highest errors\n\n  segment {GOOD.index(max(GOOD)) + 1} (b): {max(GOOD):.3f}" in report


def test_reports_say_where_there_was_nothing_to_score() -> None:
    rows = [(0.0, 0.0)] * 10 + [(100.0, 2.0)] * (SEGMENTS - 10)
    evaluation = evaluated(ratios(LIKED, [rows, rows]))
    outcome = Outcome(evaluation, worst=SEGMENTS)
    shown = as_json(outcome)
    json.dumps(shown, allow_nan=False)
    assert shown["documents"][0]["systems"][0]["metrics"][0] == {"name": "liked", "score": None}
    assert len([each for each in shown["worst"] if each["system"] == "0.en"]) == SEGMENTS - 10
    for report in REPORTS:
        assert "nan" not in "".join(report.render(outcome))
