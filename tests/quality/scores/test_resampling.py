"""Scores, intervals and p-values: to the digit those of the sacreBLEU that is installed."""

from __future__ import annotations

import random
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sacrebleu.metrics import BLEU, CHRF, TER
from sacrebleu.significance import PairedTest

from duilian.quality.scores.counting import Counted, corpus_score, count
from duilian.quality.scores.metrics import Kind, kind
from duilian.quality.scores.resampling import (
    Estimate,
    approximate_randomisation,
    confidence,
    holm,
    paired_bootstrap,
)

WORDS = [
    *("the", "river", "runs", "past", "three", "old", "towns", "and"),
    *("a", "new", "port", "under", "low", "grey", "clouds"),
]


def texts(segments: int, seed: int) -> tuple[list[list[str]], list[list[str]]]:
    """Three systems of differing merit, and two references."""
    dice = random.Random(seed)

    def sentence() -> list[str]:
        return dice.choices(WORDS, k=dice.randint(3, 14))

    def worse(words: list[str], share: float) -> str:
        return (
            " ".join(dice.choice(WORDS) if dice.random() < share else word for word in words) + "."
        )

    truth = [sentence() for _ in range(segments)]
    systems = [[worse(words, share) for words in truth] for share in (0.3, 0.33, 0.5)]
    return systems, [[worse(words, share) for words in truth] for share in (0.1, 0.2)]


SYSTEMS, REFERENCES = texts(120, seed=7)
KINDS = tuple(kind(name, "en") for name in ("bleu", "chrf", "chrf++", "ter"))


def theirs(of: Kind) -> BLEU | CHRF | TER:
    """sacreBLEU's metric as its own command line makes it."""
    if of.name == "bleu":
        return BLEU(tokenize=of.tokenizer, references=REFERENCES)
    if of.name == "ter":
        return TER(normalized=of.asian, asian_support=of.asian, references=REFERENCES)
    return CHRF(word_order=2 if of.name == "chrf++" else 0, references=REFERENCES)


@pytest.fixture(scope="module")
def counted() -> tuple[Counted, ...]:
    return count(KINDS, SYSTEMS, REFERENCES)


@pytest.mark.parametrize("number", range(len(KINDS)), ids=lambda number: KINDS[number].name)
def test_scores_and_signatures(counted: tuple[Counted, ...], number: int) -> None:
    metric = theirs(KINDS[number])
    for system, counts in zip(SYSTEMS, counted[number].systems, strict=True):
        assert corpus_score(KINDS[number], counts) == metric.corpus_score(system, None).score
    assert counted[number].signature() == str(metric.get_signature())
    assert counted[number].label == metric.corpus_score(SYSTEMS[0], None).name


def test_counting_in_several_processes_is_the_same(
    counted: tuple[Counted, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("duilian.quality.scores.counting._LEAST", 40)
    monkeypatch.setattr("duilian.quality.scores.counting._PIECE", 7)
    several = count(KINDS[:2], SYSTEMS, REFERENCES, jobs=3)
    for one, other in zip(counted, several, strict=False):
        assert (one.references, one.label) == (other.references, other.label)
        assert all(map(np.array_equal, one.systems, other.systems))


@pytest.mark.parametrize("number", range(len(KINDS)), ids=lambda number: KINDS[number].name)
def test_confidence(counted: tuple[Counted, ...], number: int) -> None:
    metric = theirs(KINDS[number])
    wanted = metric.corpus_score(SYSTEMS[1], None, n_bootstrap=200)
    found = confidence(counted, samples=200)[number][1]
    assert found.score == wanted.score
    assert found.mean == pytest.approx(wanted._mean, abs=1e-4)
    assert found.half_width == pytest.approx(wanted._ci, abs=1e-4)
    signature = counted[number].signature(bs=200, seed="12345")
    assert signature == str(metric.get_signature())


def paired(test: str, samples: int) -> tuple[dict[str, str], dict[str, list[Estimate]]]:
    """What sacreBLEU says: the signatures, and the results by metric."""
    metrics = {of.name: theirs(of) for of in KINDS}
    named = [(str(number), system) for number, system in enumerate(SYSTEMS)]
    signatures, scores = PairedTest(named, metrics, None, test_type=test, n_samples=samples)()
    results = {
        label: [Estimate(r.score, r.mean, r.ci, r.p_value) for r in row]
        for label, row in scores.items()
        if label != "System"
    }
    return {label: str(each) for label, each in signatures.items()}, results


@pytest.mark.parametrize("cells", [1, 10_000, 1 << 21])
def test_paired_bootstrap(
    counted: tuple[Counted, ...], cells: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("duilian.quality.scores.resampling._CELLS", cells)
    signatures, wanted = paired("bs", 300)
    for each, found in zip(counted, paired_bootstrap(counted, samples=300), strict=True):
        assert [tested.p_value for tested in found] == [w.p_value for w in wanted[each.label]]
        assert [tested.score for tested in found] == [w.score for w in wanted[each.label]]
        for ours, their in zip(found, wanted[each.label], strict=True):
            assert ours.mean == pytest.approx(their.mean, abs=1e-4)
            assert ours.half_width == pytest.approx(their.half_width, abs=1e-4)
        assert each.signature(seed="12345", bs=300) == signatures[each.label]


@pytest.mark.parametrize("cells", [1, 10_000, 1 << 21])
def test_approximate_randomisation(
    counted: tuple[Counted, ...], cells: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("duilian.quality.scores.resampling._CELLS", cells)
    signatures, wanted = paired("ar", 300)
    for each, found in zip(counted, approximate_randomisation(counted, 300), strict=True):
        assert [tested.p_value for tested in found] == [w.p_value for w in wanted[each.label]]
        assert each.signature(seed="12345", ar=300) == signatures[each.label]


def test_a_reference_that_is_not_there() -> None:
    references: list[list[str | None]] = [["one river", "two rivers"], ["a river", None]]
    systems = [["one river", "two rivers"]]
    [found] = count([kind("bleu", "en")], systems, references)
    assert found.references == -1
    metric = BLEU(tokenize="13a", references=references)
    assert metric.corpus_score(systems[0], None).score == corpus_score(found.kind, found.systems[0])
    assert found.signature() == str(metric.get_signature())


def test_chinese_is_cut_as_chinese() -> None:
    systems, references = [["三座老城沿江而立。"]], [["三座老城立在江边。"]]
    scores = {}
    for each in count([kind(name, "zh") for name in ("bleu", "ter")], systems, references):
        scores[each.label] = corpus_score(each.kind, each.systems[0])
        assert "tok:zh" in each.signature() or "asian:yes" in each.signature()
    assert scores["BLEU"] > 20
    assert scores["TER"] < 80


@given(st.lists(st.floats(0, 1), min_size=1, max_size=8))
def test_holm(p_values: list[float]) -> None:
    corrected = holm(p_values)
    assert all(1 >= c >= p for c, p in zip(corrected, p_values, strict=True))
    by_p = sorted(range(len(p_values)), key=lambda place: p_values[place])
    assert [corrected[place] for place in by_p] == sorted(corrected)
    assert corrected[by_p[0]] == min(1.0, p_values[by_p[0]] * len(p_values))


def test_holm_by_hand() -> None:
    assert holm([0.01, 0.04, 0.03]) == pytest.approx((0.03, 0.06, 0.06))


@pytest.mark.parametrize("pair", ["zh-en", "en-zh"])
def test_real_systems(shared: Path, pair: str) -> None:
    folder = shared / "qa" / f"wmt22.{pair}"
    target = pair.partition("-")[2]

    def lines(pattern: str) -> list[list[str]]:
        files = sorted(folder.glob(pattern))
        return [file.read_text(encoding="utf-8").splitlines()[:200] for file in files]

    systems, references = lines(f"hyp.*.{target}")[:2], lines(f"ref.*.{target}")
    kinds = [kind(name, target) for name in ("bleu", "chrf", "chrf++", "ter")]
    counted = count(kinds, systems, references)
    metrics = {
        "bleu": BLEU(trg_lang=target, references=references),
        "chrf": CHRF(references=references),
        "chrf++": CHRF(word_order=2, references=references),
        "ter": TER(normalized=target == "zh", asian_support=target == "zh", references=references),
    }
    named = [(str(number), system) for number, system in enumerate(systems)]
    for test, ours in (
        ("bs", paired_bootstrap(counted, samples=200)),
        ("ar", approximate_randomisation(counted, trials=200)),
    ):
        signatures, wanted = PairedTest(named, metrics, None, test_type=test, n_samples=200)()
        for each, found in zip(counted, ours, strict=True):
            assert [t.score for t in found] == [w.score for w in wanted[each.label]]
            assert [t.p_value for t in found] == [w.p_value for w in wanted[each.label]]
            more = {"seed": "12345", test: 200}
            assert each.signature(**more) == str(signatures[each.label])
            if test == "bs":
                assert [t.half_width for t in found] == pytest.approx(
                    [w.ci for w in wanted[each.label]], abs=1e-4
                )
