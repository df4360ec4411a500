"""When scores make CI fail."""

from __future__ import annotations

import math
from dataclasses import replace
from pathlib import Path

import pytest

from duilian.corpus.errors import InputError, UsageError
from duilian.quality.scores.evaluate import Evaluation, Plan, evaluate
from duilian.quality.scores.gate import Gate, bounds, judge
from duilian.quality.scores.metrics import kind
from duilian.quality.scores.stored import Stored, read_stored, write_stored
from duilian.quality.scores.texts import match
from duilian.quality.scores.thresholds import agreement, needed

from .made import systems, text

REFERENCE, (GOOD, SLIGHTLY, BAD) = systems(300, 0.2, 0.22, 0.45)


def scored(
    candidate: list[str], reference: list[str] = REFERENCE, metric: str = "chrf"
) -> Evaluation:
    matched = match([text(*candidate, name="new")], [text(*reference)], language="en")
    return evaluate(matched, Plan((kind(metric, "en"),)), "en")


@pytest.fixture
def stored(tmp_path: Path) -> Stored:
    write_stored(scored(GOOD), tmp_path / "kept.json")
    return read_stored(tmp_path / "kept.json")


def failed(candidate: list[str], gate: Gate, stored: Stored | None = None) -> bool:
    [verdict] = judge(scored(candidate), gate, stored)
    assert verdict.reason.startswith("chrF2 ")
    return not verdict.passed


def test_floors() -> None:
    value = scored(GOOD).systems[0].scores[0].value
    assert not failed(GOOD, Gate({"chrf": value}, {}))
    assert failed(GOOD, Gate({"chrf": math.nextafter(value, 100)}, {}))


def test_of_errors_the_floor_is_a_ceiling() -> None:
    evaluation = scored(GOOD, metric="ter")
    value = evaluation.systems[0].scores[0].value
    assert judge(evaluation, Gate({"ter": value + 1}, {}), None)[0].passed
    assert not judge(evaluation, Gate({"ter": value - 1}, {}), None)[0].passed


def test_a_drop_that_is_real_and_matters_fails(stored: Stored) -> None:
    assert failed(BAD, Gate({}, {"chrf": 1.0}), stored)
    assert not failed(BAD, Gate({}, {"chrf": 90.0}), stored)
    assert not failed(GOOD, Gate({}, {"chrf": 0.0}), stored)


def test_noise_does_not_fail_unless_asked(stored: Stored) -> None:
    drop = stored.scores[0].value - scored(SLIGHTLY).systems[0].scores[0].value
    assert drop > 0
    gate = Gate({}, {"chrf": 0.0}, alpha=1e-9)
    assert not failed(SLIGHTLY, gate, stored)
    assert failed(SLIGHTLY, replace(gate, alpha=1.0, agreement=0.0), stored)


def test_a_trifle_does_not_fail_even_if_it_is_certain(stored: Stored) -> None:
    gate = Gate({}, {"chrf": 0.0}, alpha=1.0, agreement=0.929)
    assert not failed(SLIGHTLY, gate, stored)


def test_what_cannot_be_compared_is_not(stored: Stored, tmp_path: Path) -> None:
    gate = Gate({}, {"chrf": 1.0})
    other = [*REFERENCE[:-1], "something else"]
    for evaluation, told in (
        (scored(GOOD, other), "another reference"),
        (scored(GOOD[:-1], REFERENCE[:-1]), "another reference"),
    ):
        with pytest.raises(InputError, match=told):
            judge(evaluation, gate, stored)
    aligned = replace(
        stored, scores=(replace(stored.scores[0], counts=stored.scores[0].counts[1:]),)
    )
    with pytest.raises(InputError, match="299 segments, and here are 300"):
        judge(scored(GOOD), gate, aligned)
    odd = replace(stored, scores=(replace(stored.scores[0], signature="nrefs:9"),))
    with pytest.raises(InputError, match="its signature is nrefs:9"):
        judge(scored(GOOD), gate, odd)
    with pytest.raises(InputError, match="no bleu was kept"):
        judge(scored(GOOD, metric="bleu"), Gate({}, {"bleu": 1.0}), stored)


def test_conditions_that_mean_nothing() -> None:
    with pytest.raises(UsageError, match="a condition for bleu, which is not computed"):
        judge(scored(GOOD), Gate({"bleu": 1.0}, {}), None)
    with pytest.raises(UsageError, match="something to have dropped from"):
        judge(scored(GOOD), Gate({}, {"chrf": 1.0}), None)
    assert bounds(["BLEU=30", "chrf = 2.5"], "--min") == {"bleu": 30.0, "chrf": 2.5}
    for wrong in ("bleu", "bleu=", "=3", "bleu=x", "bleu=nan"):
        with pytest.raises(UsageError, match="--min"):
            bounds([wrong], "--min")


def test_what_is_kept_is_read(tmp_path: Path) -> None:
    evaluation = scored(GOOD, metric="ter")
    write_stored(evaluation, tmp_path / "a.json")
    [found] = read_stored(tmp_path / "a.json").scores
    [score] = evaluation.systems[0].scores
    assert (found.value, found.signature) == (score.value, score.signature)
    assert (found.counts == score.counts).all()


@pytest.mark.parametrize(
    "wrong", ["", "[]", "{}", '{"duilian-scores": 1}', '{"duilian-scores": 0}']
)
def test_files_that_hold_no_scores(tmp_path: Path, wrong: str) -> None:
    file = tmp_path / "a.json"
    file.write_text(wrong, encoding="utf-8")
    with pytest.raises(InputError, match=r"a\.json"):
        read_stored(file)


def test_thresholds_are_those_of_the_paper() -> None:
    assert needed("bleu", 0.6) == pytest.approx(0.78, abs=0.005)
    assert needed("bleu", 0.85) == pytest.approx(3.35, abs=0.005)
    assert needed("bleu", 0.9) == math.inf
    assert needed("chrf", 0.8) == pytest.approx(1.63, abs=0.005)
    assert needed("chrf", 0.0) == 0.0
    assert needed("ter", 0.6) is None
    share = agreement("chrf", 1.63)
    assert share == pytest.approx(0.8, abs=0.001)
    assert agreement("ter", 1.0) is None
