"""The second pass: what is learned, when it is refused, and that nothing gets lost."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import replace
from math import log
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from duilian.align import Options, relearn
from duilian.align.aligner import Found, find
from duilian.align.block import Matter
from duilian.align.encode import EmbeddedEncoder, Vectors
from duilian.align.relearn import learned_terms, lessons, likelihood, likelihood_ratio
from duilian.align.search import Lattice
from duilian.corpus.formats.plain import parse_lines
from duilian.corpus.model import Bead, Document
from duilian.corpus.text.terms import TermPair

HERE = Path(__file__).resolve().parent
_ROWS = [line.split("\t") for line in (HERE / "story.tsv").read_text("utf-8").splitlines()[1:]]
NAMES = (("克瓦什", "Zorblat"), ("乌卡佩", "Quindle"), ("伊佐蒙", "Vastrib"))
"""Made up, so that no dictionary and no network can know them."""


def told(last: int = len(_ROWS)) -> tuple[list[str], list[str]]:
    """The story's first sentences, each of them said to one of three by name."""
    source, target = [], []
    for (zh, en), (name, other) in zip(_ROWS[:last], itertools.cycle(NAMES), strict=False):
        source.append(f"{name}，{zh}")
        target.append(f"{other}, {en}")
    return source, target


def called(last: int = len(_ROWS)) -> tuple[list[str], list[str]]:
    """The same, and between the sentences somebody calls another of the three."""
    source, target = told(last)
    callers = list(itertools.islice(itertools.cycle(NAMES[1:] + NAMES[:1]), last))
    return (
        [
            text
            for each, (name, _) in zip(source, callers, strict=True)
            for text in (each, f"{name}！")
        ],
        [
            text
            for each, (_, name) in zip(target, callers, strict=True)
            for text in (each, f"{name}!")
        ],
    )


def one_to_one(count: int, probability: float = 0.99) -> list[Bead]:
    return [Bead(range(i, i + 1), range(i, i + 1), probability) for i in range(count)]


def documents(texts: tuple[Sequence[str], Sequence[str]]) -> tuple[Document, Document]:
    source, target = (
        parse_lines("".join(f"{text}\n" for text in each), language)
        for each, language in zip(texts, LANGUAGES, strict=True)
    )
    return source, target


def words(terms: Sequence[TermPair]) -> set[tuple[str, str]]:
    return {(term.source, term.target) for term in terms}


LANGUAGES = ("zh", "en")
NAMED = {(name, other.lower()) for name, other in NAMES}


# --- what is learned --------------------------------------------------------------------------


def test_exactly_the_names_are_learned() -> None:
    source, target = told(24)
    terms = learned_terms(source, target, LANGUAGES, one_to_one(24))
    assert words(terms) == NAMED
    assert {term.weight for term in terms} == {0.9}  # they are never seen without each other


def test_more_text_teaches_other_words_too() -> None:
    source, target = told()
    found = words(learned_terms(source, target, LANGUAGES, one_to_one(len(source))))
    assert found >= NAMED | {("灯塔", "lighthouse")}


def test_the_languages_may_change_places() -> None:
    source, target = told(24)
    found = learned_terms(target, source, ("en", "zh"), one_to_one(24))
    assert words(found) == {(other, name) for name, other in NAMED}


def test_languages_that_write_words_apart() -> None:
    _, target = told(24)
    turned = [text.replace("Zorblat", "Klawesch") for text in target]
    found = words(learned_terms(turned, target, ("de", "en"), one_to_one(24)))
    assert ("klawesch", "zorblat") in found


@pytest.mark.parametrize(
    "beads",
    [
        one_to_one(24, 0.89),
        one_to_one(3),
        [],
        [Bead(range(i, i + 1), range(0), 0.99) for i in range(24)],
        # Every sentence beside its neighbour's translation: nobody keeps company with his name.
        [Bead(range(i, i + 1), range((i * 7) % 24, (i * 7) % 24 + 1), 0.99) for i in range(5)],
    ],
)
def test_doubtful_few_and_one_sided_beads_teach_nothing(beads: list[Bead]) -> None:
    assert learned_terms(*told(24), LANGUAGES, beads) == ()


def test_what_comes_with_everything_is_too_common() -> None:
    """克瓦什 in each of many sentences tells none from another."""
    source = [f"克瓦什{zh}" for zh, _ in _ROWS]
    target = [f"Zorblat {en}" for _, en in _ROWS]
    terms = learned_terms(source, target, LANGUAGES, one_to_one(len(source)))
    assert not any("zorblat" in term.target for term in terms)


def test_a_share_of_the_company_is_a_share_of_the_weight() -> None:
    """Where Zorblat is called "he" in 2 of 8 beads: Dice 2 * 6 / (8 + 6)."""
    source, target = told(48)
    held = [text.replace("Zorblat", "he") if i in (0, 3) else text for i, text in enumerate(target)]
    terms = {term.source: term for term in learned_terms(source, held, LANGUAGES, one_to_one(48))}
    assert terms["克瓦什"].weight == pytest.approx(0.9 * 2 * 14 / (16 + 14), abs=1e-4)


@given(st.integers(1, 60), st.data())
def test_the_likelihood_ratio_is_that_of_two_binomials(beads: int, data: st.DataObject) -> None:
    """Dunning's own form: one rate for beads with and without the word, against two."""
    source = data.draw(st.integers(1, beads))
    target = data.draw(st.integers(1, beads))
    both = data.draw(st.integers(max(0, source + target - beads), min(source, target)))

    def log_binomial(rate: float, hits: int, tries: int) -> float:
        misses = tries - hits
        return (hits * log(rate) if hits else 0.0) + (misses * log(1 - rate) if misses else 0.0)

    inside, outside = both / source, (target - both) / max(1, beads - source)
    two = log_binomial(inside, both, source) + log_binomial(outside, target - both, beads - source)
    one = log_binomial(target / beads, both, source)
    one += log_binomial(target / beads, target - both, beads - source)
    counts = (np.array([float(number)]) for number in (both, source, target))
    ratio = float(likelihood_ratio(*counts, beads)[0])
    together = both * beads > source * target
    assert ratio == pytest.approx(2 * (two - one) if together else 0.0, abs=1e-6)


# --- when it is kept --------------------------------------------------------------------------


@pytest.fixture(scope="module")
def first(encoder: EmbeddedEncoder) -> Found:
    """The first pass over the story."""
    return find(*documents(told()), Options(encoder))


def lessons_if(first: Found, change: float) -> tuple[tuple[TermPair, ...], list[int]]:
    """What is learned if other terms make every bead so much likelier; the terms of each trial."""
    trials: list[int] = []

    def again(matter: Matter) -> Lattice:
        trials.append(len(matter.terms))
        return replace(first.chances, down=first.chances.down * np.float32(change))

    return lessons(first.matter, first.beads, first.chances, again), trials


def test_kept_if_beads_not_learned_from_become_likelier(first: Found) -> None:
    terms, trials = lessons_if(replace(first, chances=halved(first.chances)), 1.5)
    assert words(terms) >= NAMED
    assert len(trials) == 1
    assert 0 < trials[0] < len(terms)  # the trial knew half as much


@pytest.mark.parametrize("change", [0.9, 1.0, 1.0001])
def test_refused_if_they_do_not(first: Found, change: float) -> None:
    terms, trials = lessons_if(replace(first, chances=halved(first.chances)), change)
    assert terms == ()
    assert len(trials) == 1


def halved(chances: Lattice) -> Lattice:
    """As if all were half as likely, so that there is something to gain."""
    return replace(chances, down=chances.down / 2)


def test_a_refused_pass_leaves_the_first(
    encoder: EmbeddedEncoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(relearn, "_MARGIN", float("inf"))
    texts = documents(told())
    with_it, without = (find(*texts, Options(encoder, second_pass=each)) for each in (True, False))
    assert with_it.beads == without.beads
    assert with_it.matter.terms == ()


def test_an_encoder_without_words_learns_nothing(encoder: EmbeddedEncoder) -> None:
    class Plain:
        def encode(self, texts: Sequence[str]) -> Vectors:
            return encoder.encode(texts)

    texts = documents(told())
    with_it, without = (find(*texts, Options(Plain(), second_pass=each)) for each in (True, False))
    assert with_it.beads == without.beads


def test_names_called_out_become_surer(encoder: EmbeddedEncoder) -> None:
    texts = documents(called(40))
    second, before = (find(*texts, Options(encoder, second_pass=each)) for each in (True, False))
    assert words(second.matter.terms) >= NAMED
    right = one_to_one(len(texts[0]))
    assert likelihood(second.chances, right) > likelihood(before.chances, right)
    again = find(*texts, Options(encoder, second_pass=True))
    assert again.beads == second.beads
    assert again.matter.terms == second.matter.terms


@settings(max_examples=10)
@given(st.sets(st.integers(0, 79)), st.sets(st.integers(0, 79)))
def test_beads_cover_everything(encoder: EmbeddedEncoder, left: set[int], lost: set[int]) -> None:
    """Whatever sentences are missing on either side."""
    whole = called(40)
    source, target = (
        [text for number, text in enumerate(texts) if number not in gone or number == 0]
        for texts, gone in zip(whole, (left, lost), strict=True)
    )
    found = find(*documents((source, target)), Options(encoder, second_pass=True, moved=False))
    assert [i for bead in found.beads for i in bead.source] == list(range(len(source)))
    assert [j for bead in found.beads for j in bead.target] == list(range(len(target)))
    assert all(0 <= bead.probability <= 1 for bead in found.beads)
