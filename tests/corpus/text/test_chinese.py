"""Words of Chinese texts, and function words of others."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duilian.corpus.text.chinese import tagged_words
from duilian.corpus.text.function_words import is_function_word, is_joining
from duilian.corpus.text.script import simplified_letters

MIXED = st.text(
    st.sampled_from("灯塔管理處乾隆裡裏發髮的在，。 \nabc12%—「」\U0001f600\u3000"), max_size=40
)


@given(MIXED)
def test_words_are_the_text(text: str) -> None:
    words = list(tagged_words(text))
    assert "".join(word.word for word in words) == simplified_letters(text)
    assert [word.start for word in words] == [0, *(word.end for word in words[:-1])][: len(words)]
    assert all(word.tag for word in words)


@given(st.text(max_size=40) | MIXED)
def test_letters_are_simplified_one_by_one(text: str) -> None:
    assert len(simplified_letters(text)) == len(text)


def test_half_a_character_is_passed_over() -> None:
    assert [word.word for word in tagged_words("渔民\ud800卖鱼")] == ["渔民", "?", "卖", "鱼"]


def test_parts_of_speech() -> None:
    tags = {word.word: word.tag for word in tagged_words("渔民在老码头卖鱼")}
    assert tags["渔民"] == tags["码头"] == tags["鱼"] == "n"
    assert tags["卖"] == "v"
    assert tags["在"] == "p"


def test_traditional_words_are_known_too() -> None:
    assert [word.word for word in tagged_words("漁民賣魚")] == ["渔民", "卖", "鱼"]


@pytest.mark.parametrize(
    ("word", "language", "expected"),
    [
        ("The", "en", True),
        ("us", "en-GB", True),
        ("US", "en", False),
        ("pier", "en", False),
        ("und", "de", True),
        ("und", "en", False),
        ("Le", "fr", True),
        ("и", "ru", False),
    ],
)
def test_function_words(word: str, language: str, expected: bool) -> None:
    assert is_function_word(word, language) is expected


def test_words_that_join() -> None:
    assert is_joining("and", "en")
    assert is_joining("Oder", "de")
    assert not is_joining("with", "en")
