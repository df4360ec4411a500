"""Passages go through the stage in order, each with its evidence."""

from __future__ import annotations

import pytest

from duilian.corpus.model import Bitext, Unit
from duilian.quality.evidence import window
from duilian.quality.evidence.stage import judged
from duilian.quality.passage import passages

PAIRS = (
    ("渡船每天早上六点离开码头。", "The ferry leaves the pier at six every morning."),
    ("修船厂里有四十个工人。", "Forty people work at the shipyard."),
    ("去年夏天的洪水冲毁了旧桥。", "Last summer's flood washed the old bridge away."),
    ("新桥要到明年才能通车。", "The new bridge will not open until next year."),
    ("孩子们只好坐船去上学。", "So the children have to go to school by boat."),
    ("老师在船上教他们唱歌。", "Their teacher has them sing on the way."),
)


def bitext(*pairs: tuple[str, str], languages: tuple[str, str] = ("zh", "en")) -> Bitext:
    """Pairs as a bitext."""
    return Bitext(*languages, tuple(Unit(*pair) for pair in pairs))


def test_right_pairs_are_right() -> None:
    seen = list(judged(passages(bitext(*PAIRS), "")))
    assert [passage.number for passage in seen] == [1, 2, 3, 4, 5, 6]
    for passage in seen:
        assert passage.evidence is not None
        assert passage.evidence.probability > 0.9
        assert not passage.misaligned


def test_null_units_are_never_misaligned() -> None:
    seen = list(judged(passages(bitext(PAIRS[0], ("", ""), ("船很旧。", ""), *PAIRS[1:]), "")))
    assert [passage.misaligned for passage in seen] == [False] * 8


def test_languages_the_encoder_does_not_know_go_through() -> None:
    (passage,) = judged(passages(bitext(("tere", "hello"), languages=("et", "en")), ""))
    assert passage.evidence is None


def test_nothing_comes_of_nothing() -> None:
    assert list(judged(passages(bitext(), ""))) == []


def test_a_drift_is_found_across_windows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(window, "UNITS", 4)
    monkeypatch.setattr(window, "_FEWEST", 1)
    sources, targets = zip(*PAIRS, strict=True)
    shifted = zip(sources, (*targets[1:], targets[0]), strict=True)
    seen = list(judged(passages(bitext(*shifted), "")))
    drift = [passage.evidence.drift for passage in seen if passage.evidence]
    assert drift[1:] == [-1, -1, -1, -1, -1]
