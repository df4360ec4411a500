"""The words of a text: where they stand, their keys and kinds."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duilian.align.words import content_key, tokens

LANGUAGES = ["zh", "zh-Hant", "en", "de", "ja", "th", "ru", "xx"]


def kinds(text: str, language: str) -> dict[str, str]:
    return {text[word.start : word.end]: word.kind for word in tokens(text, language)}


def test_english_kinds() -> None:
    assert kinds("In 1912 the Ferry carried and unloaded US goods", "en") == {
        "In": "light",
        "1912": "number",
        "the": "light",
        "Ferry": "name",
        "carried": "word",
        "and": "joint",
        "unloaded": "word",
        "US": "name",
        "goods": "word",
    }


def test_chinese_kinds() -> None:
    found = kinds("我们的码头和灯塔在1912年收入20亿港元", "zh")
    assert found["的"] == found["我们"] == "light"
    assert found["和"] == "joint"
    assert found["1912"] == "number"
    assert found["港元"] == found["码头"] == found["灯塔"] == "word"


def test_a_grammar_word_inside_a_word_of_the_dictionary_means_something() -> None:
    assert kinds("可持续", "zh")["可"] == "word"
    assert kinds("他可来", "zh")["可"] == "light"


def test_a_long_word_is_cut_the_same_wherever_it_stands() -> None:
    apart = [word.key for word in tokens("风险的管理", "zh") if word.kind != "light"]
    assert [word.key for word in tokens("风险管理", "zh")] == apart


def test_keys_fold_inflection_case_and_script() -> None:
    assert content_key(tokens("the Ferry Piers", "en")) == content_key(tokens("ferry pier", "en"))
    assert content_key(tokens("燈塔", "zh")) == content_key(tokens("灯塔", "zh"))
    assert content_key(tokens("tea and milk", "en")) != content_key(tokens("tea milk", "en"))


@pytest.mark.parametrize("language", LANGUAGES)
@given(st.text(max_size=60))
def test_words_stand_in_their_text_from_left_to_right(language: str, text: str) -> None:
    end = 0
    for word in tokens(text, language):
        assert end <= word.start < word.end <= len(text)
        assert word.key
        end = word.end
