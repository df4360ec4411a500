"""Words of a unit that answer each other, and the spans that do."""

from __future__ import annotations

import numpy as np
import pytest

from duilian.align.encode import EmbeddedEncoder
from duilian.align.words import align_words, candidates, ground, known_pairs, text_span, tokens
from duilian.align.words import aligner as module
from duilian.align.words.evidence import MOST_TOKENS, evidence
from duilian.align.words.model import learn
from duilian.align.words.vectors import word_vectors
from duilian.corpus.model import Span

PAIRS = [
    ("渡轮码头冬天早上七点开门。", "In winter the ferry pier opens at seven in the morning."),
    ("老船长每天看潮汐时刻表。", "The old captain reads the tide tables every day."),
    ("渔民在渡轮码头卖鱼。", "Fishermen sell their fish at the ferry pier."),
    ("海岸巡逻队只有两条船。", "The coastal patrol has only two boats."),
    ("下大雾的时候，渡轮码头关闭。", "When there is heavy fog, the ferry pier is closed."),
]
ENGLISH_FIRST = [(english, chinese) for chinese, english in PAIRS]


def answer(
    pairs: list[tuple[str, str]], languages: tuple[str, str], unit: int, part: str,
    encoder: EmbeddedEncoder,
) -> str:  # fmt: skip
    """What answers a part of the source of a unit."""
    alignment = list(align_words(pairs, languages, encoder))[unit]
    source, target = pairs[unit]
    start = source.index(part)
    best, *_ = candidates(ground(alignment, source, target), Span(start, start + len(part)))
    span = text_span(alignment.target, best)
    return target[span.start : span.end]


@pytest.mark.parametrize(
    ("unit", "part", "expected"),
    [
        (0, "渡轮码头", "ferry pier"),
        (1, "潮汐时刻表", "tide tables"),
        (1, "船长", "captain"),
        (3, "海岸巡逻队", "coastal patrol"),
        (4, "大雾", "heavy fog"),
    ],
)
def test_spans_find_their_answer_in_both_directions(
    encoder: EmbeddedEncoder, unit: int, part: str, expected: str
) -> None:
    assert answer(PAIRS, ("zh", "en"), unit, part, encoder) == expected
    back = answer(ENGLISH_FIRST, ("en", "zh"), unit, expected, encoder)
    assert back == part or part in back


def test_a_pair_without_chinese(encoder: EmbeddedEncoder) -> None:
    pairs = [
        ("Der alte Kapitän liest die Zeitung.", "Le vieux capitaine lit le journal."),
        ("Im Winter ist der Hafen geschlossen.", "En hiver, le port est fermé."),
    ]
    assert answer(pairs, ("de", "fr"), 0, "Kapitän", encoder) == "capitaine"
    assert answer(pairs, ("de", "fr"), 1, "Hafen", encoder) == "port"


def test_a_hyphenated_word_is_taken_whole(encoder: EmbeddedEncoder) -> None:
    pairs = [("我们要深入研究海岸。", "We want an in-depth study of the coast.")]
    assert answer(pairs, ("zh", "en"), 0, "深入研究", encoder) == "in-depth study"


def test_no_candidate_crosses_punctuation_or_parts_brackets(encoder: EmbeddedEncoder) -> None:
    pairs = [("码头，灯塔（旧）和鱼市。", "A pier, a lighthouse (old) and a fish market.")]
    [alignment] = align_words(pairs, ("zh", "en"), encoder)
    source, target = pairs[0]
    for start in range(len(source)):
        for each in candidates(ground(alignment, source, target), Span(start, start + 2), most=99):
            span = text_span(alignment.target, each)
            text = target[span.start : span.end]
            assert "," not in text
            assert text.count("(") == text.count(")")


def test_chances_are_chances(encoder: EmbeddedEncoder) -> None:
    for alignment in align_words(PAIRS, ("zh", "en"), encoder):
        shape = len(alignment.source), len(alignment.target)
        assert alignment.forward.shape == alignment.backward.shape == shape
        assert (alignment.forward >= 0).all()
        assert (alignment.forward.sum(axis=1) <= 1.0001).all()
        assert (alignment.backward.sum(axis=0) <= 1.0001).all()
        turned = alignment.turned()
        assert turned.turned().source == alignment.source
        assert np.array_equal(turned.forward, alignment.backward.T)


@pytest.mark.parametrize("pairs", [[("", "")], [("门", "")], [("", "door")], [("，", "!")], []])
def test_units_without_words(encoder: EmbeddedEncoder, pairs: list[tuple[str, str]]) -> None:
    found = list(align_words(pairs, ("zh", "en"), encoder))
    assert len(found) == len(pairs)
    for alignment, (source, target) in zip(found, pairs, strict=True):
        assert candidates(ground(alignment, source, target), Span(0, len(source))) == []


def test_of_a_very_long_text_the_beginning_is_aligned(encoder: EmbeddedEncoder) -> None:
    [alignment] = align_words([("船" * 3000, "boat " * 3000)], ("zh", "en"), encoder)
    assert len(alignment.source) <= MOST_TOKENS
    assert len(alignment.target) == MOST_TOKENS


def test_a_bitext_larger_than_what_is_learned_from(
    encoder: EmbeddedEncoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = list(align_words(PAIRS, ("zh", "en"), encoder))
    monkeypatch.setattr(module, "MOST_LEARNED", 2)
    sampled = list(align_words(PAIRS, ("zh", "en"), encoder))
    assert [each.source for each in sampled] == [each.source for each in whole]
    assert [each.target for each in sampled] == [each.target for each in whole]


def test_words_of_no_dictionary_are_learned_from_their_company(encoder: EmbeddedEncoder) -> None:
    known = ["窗", "门", "灯", "桥", "塔"]
    english = ["window", "door", "lamp", "bridge", "tower"]
    pairs = [
        (f"甲乙丙买了{a}。", f"Zorblat bought a {b}.") for a, b in zip(known, english, strict=True)
    ]
    pairs += [(f"他卖了{a}。", f"He sold the {b}.") for a, b in zip(known, english, strict=True)]
    assert answer(pairs, ("zh", "en"), 0, "甲乙丙", encoder) == "Zorblat"


def test_a_unit_does_not_confirm_itself(encoder: EmbeddedEncoder) -> None:
    """What is learned from one unit alone changes nothing in that unit."""
    [unit] = evidence(PAIRS[:1], ("zh", "en"), encoder)
    [other] = evidence(PAIRS[3:4], ("zh", "en"), encoder)
    alone = learn([unit]).link(unit, learned_from=True)
    untaught = learn([other]).link(unit)
    assert np.allclose(alone.forward, untaught.forward, atol=0.05)


def test_vectors_stand_by_their_words_however_the_text_is_folded(encoder: EmbeddedEncoder) -> None:
    plain, odd = "old captain ABC", "old\u00a0 captain ＡＢＣ"
    rows = []
    for text in (plain, odd):
        words = encoder.pool([text]).words
        rows.append(word_vectors(words, 0, text, tokens(text, "en")))
    assert rows[0].shape == rows[1].shape
    assert np.allclose(np.linalg.norm(rows[1], axis=1), 1, atol=1e-3)


def test_what_is_known_before() -> None:
    source, target = tokens("习近平说NATO和船长", "zh"), tokens("Jinping NATO captain", "en")
    sure = known_pairs(source, target, ("zh", "en"))
    by_words = {
        (one.key, other.key): sure[row, column]
        for row, one in enumerate(source)
        for column, other in enumerate(target)
    }
    assert by_words["nato", "nato"] == 1
    assert max(value for (one, other), value in by_words.items() if other == "captain") > 0.5
    assert np.array_equal(known_pairs(target, source, ("en", "zh")), sure.T)
