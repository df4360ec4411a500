"""What is known of one document, sentence by sentence."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from duilian.align.encode import Vectors
from duilian.align.side import Side, for_matching, side_of
from duilian.corpus.formats.plain import parse, parse_lines
from duilian.corpus.model import Document


class Nothing:
    """An encoder for tests that do not look at vectors; it remembers what it was given."""

    def __init__(self) -> None:
        self.seen: list[str] = []

    def encode(self, texts: Sequence[str]) -> Vectors:
        self.seen += texts
        return np.ones((len(texts), 1), dtype=np.float32)


def lines(*texts: str, language: str = "en") -> Document:
    return parse_lines("".join(f"{text}\n" for text in texts), language)


def side(*texts: str, language: str = "en") -> Side:
    return side_of(lines(*texts, language=language), Nothing())


def test_chinese_is_compared_in_simplified_characters() -> None:
    assert for_matching(["門前的對聯"], "zh-Hant") == ["门前的对联"]
    assert for_matching(["門前的對聯"], "zh") == ["门前的对联"]
    assert for_matching(["門前の国"], "ja") == ["門前の国"]
    assert for_matching(["A door."], "en") == ["A door."]


def test_the_document_itself_is_not_changed() -> None:
    encoder = Nothing()
    document = lines("門前的對聯。", language="zh-Hant")
    side_of(document, encoder)
    assert encoder.seen == ["门前的对联。"]
    assert document.texts() == ["門前的對聯。"]


def test_every_sentence_is_encoded_once() -> None:
    encoder = Nothing()
    side_of(lines("One.", "Two.", "One."), encoder)
    assert encoder.seen == ["One.", "Two.", "One."]


def test_lengths_are_running_totals_of_bytes() -> None:
    assert side("abc", "", "é").bytes.tolist() == [0, 3, 3, 5]
    assert side("三个字", language="zh").bytes.tolist() == [0, 9]


def test_a_side_is_as_long_as_its_document() -> None:
    one = side("a", "b", "c")
    assert len(one) == 3
    marks = one.marks
    totals = (marks.question, marks.exclamation, marks.opening, marks.closing, marks.straight)
    for counted in (one.bytes, one.counted, *totals):
        assert len(counted) == 4


@pytest.mark.parametrize("text", ["Who?", "谁？", "من؟"])
def test_questions_of_all_scripts(text: str) -> None:
    assert side("No.", text).marks.question.tolist() == [0, 0, 1]


def test_marks_are_counted() -> None:
    marks = side("“Go!” he said.", '"Go!" and "go!"', "「走！」她说：「快走！").marks
    assert np.diff(marks.exclamation).tolist() == [1, 2, 2]
    assert np.diff(marks.opening).tolist() == [1, 0, 2]
    assert np.diff(marks.closing).tolist() == [1, 0, 1]
    assert np.diff(marks.straight).tolist() == [0, 4, 0]


def test_quantities_are_the_same_in_both_languages() -> None:
    english = side("The bridge is 1,280 metres long and cost 3.5 million yuan.", "No figures.")
    chinese = side("桥长1280米，造价350万元。", "没有数字。", language="zh")
    shared = set(english.keys[0]) & set(chinese.keys[0])
    assert len(shared) == 2
    assert english.keys[1] == chinese.keys[1] == ()
    assert english.counted.tolist() == [0, len(english.keys[0]), len(english.keys[0])]


def test_a_quantity_named_twice_is_one_key() -> None:
    assert len(side("From 1984 to 1985, and 1984 again.").keys[0]) == 2


def test_paragraphs_are_told_by_their_first_sentences() -> None:
    document = parse("One. Two.\n\nThree.\n\nFour. Five.\n", "en")
    breaks = side_of(document, Nothing()).breaks
    assert breaks is not None
    assert breaks.tolist() == [0, 0, 0, 1, 2, 2]


def test_one_paragraph_or_a_paragraph_a_line_says_nothing() -> None:
    assert side("One.", "Two.", "Three.").breaks is None
    assert side_of(parse("One. Two. Three.", "en"), Nothing()).breaks is None
    assert side("One.").breaks is None
    assert side().breaks is None


def test_half_a_surrogate_pair_has_a_length() -> None:
    assert side("half \ud800").bytes[-1] > 0
