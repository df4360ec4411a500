"""CC-CEDICT: headwords in running text, what their glosses offer, how characters are read."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duilian.corpus.text.lexicon import (
    LONGEST,
    Lexicon,
    cedict,
    headwords,
    readings,
    renderings,
)
from duilian.corpus.text.script import to_simplified
from duilian.corpus.text.words import WORD


def lexicon_of(words: Iterable[str]) -> Lexicon:
    return Lexicon((word, "") for word in words)


TOY = lexicon_of(["经济", "经济增长", "增长", "长", "在", "一二三四五六七八"])


def found(text: str, lexicon: Lexicon = TOY) -> list[str]:
    return [text[start:end] for start, end in headwords(text, lexicon)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("经济增长", ["经济增长"], id="the longest"),
        pytest.param("经济长", ["经济", "长"], id="one after the other"),
        pytest.param("经济增", ["经济"], id="the beginning of a longer one"),
        pytest.param("增经济", ["经济"], id="what is in no word is passed over"),
        pytest.param("不在，长！", ["在", "长"], id="punctuation"),
        pytest.param("一二三四五六七八", ["一二三四五六七八"], id="the longest looked for"),
        pytest.param("the 经济", ["经济"], id="Latin letters"),
        pytest.param("", [], id="nothing"),
    ],
)
def test_headwords(text: str, words: list[str]) -> None:
    assert found(text) == words


@given(
    text=st.text("甲乙丙，"),
    lexicon=st.sets(st.text("甲乙丙", min_size=1, max_size=LONGEST), max_size=12),
)
def test_headwords_are_the_longest_in_order_and_do_not_overlap(
    text: str, lexicon: set[str]
) -> None:
    before = 0
    for start, end in headwords(text, lexicon_of(lexicon)):
        assert before <= start < end <= len(text)
        # What was passed over begins no headword, and none that begins here is longer.
        for place in range(before, start):
            assert not any(text.startswith(word, place) for word in lexicon)
        assert text[start:end] in lexicon
        assert not any(text.startswith(word, start) for word in lexicon if len(word) > end - start)
        before = end
    assert not any(
        text.startswith(word, place) for word in lexicon for place in range(before, len(text))
    )


def test_glosses_of_one_word_are_joined() -> None:
    assert Lexicon([("长", "long"), ("长", "chief")]) == {"长": "long/chief"}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("他在西安读书", ["他", "在", "西安", "读书"]),
        ("研究经济增长", ["研究", "经济增长"]),
        ("塑料瓶", ["塑料", "瓶"]),
    ],
)
def test_the_dictionary_knows_everyday_words(text: str, words: list[str]) -> None:
    assert [text[start:end] for start, end in headwords(text, cedict())] == words


def test_headwords_are_in_simplified_characters() -> None:
    lexicon = cedict()
    assert "读书" in lexicon
    assert "讀書" not in lexicon
    assert len(lexicon) > 100_000


def test_entries_of_one_headword_are_joined() -> None:
    # 行 is read in several ways, each an entry of its own.
    assert {"row", "walk"} <= {rendering.word for rendering in renderings(cedict()["行"])}


ONE_OF_TWO, ONE_OF_THREE = 2**-0.5, 3**-0.5


@pytest.mark.parametrize(
    ("glosses", "expected"),
    [
        pytest.param("plastics", {"plastics": 1.0}, id="one word"),
        pytest.param("to grow/to increase", {"grow": 1.0, "increase": 1.0}, id="to says nothing"),
        pytest.param(
            "Buddhist monk", {"buddhist": ONE_OF_TWO, "monk": ONE_OF_TWO}, id="in lower case"
        ),
        pytest.param(
            "to read a book; to read",
            {"read": 1.0, "book": ONE_OF_TWO},
            id="the surest gloss of a word counts",
        ),
        pytest.param(
            "two or three days, weeks",
            {"two": ONE_OF_THREE, "three": ONE_OF_THREE, "days": ONE_OF_THREE, "weeks": 1.0},
            id="commas part glosses",
        ),
        pytest.param("(literary) to go (by cart)", {"go": 1.0}, id="asides"),
        pytest.param("home/CL:個|个[ge4]", {"home": 1.0}, id="measure words"),
        pytest.param("variant of 家[jia1]/see 家/also written 家", {}, id="references"),
        pytest.param("old variant of 家[jia1]/abbr. for 國家", {}, id="more references"),
        pytest.param("surname Li", {"li": 1.0}, id="surnames"),
        pytest.param("to/of the/sth", {}, id="empty words"),
        pytest.param("", {}, id="nothing"),
    ],
)
def test_renderings(glosses: str, expected: dict[str, float]) -> None:
    offered = {each.word: each.weight for each in renderings(glosses)}
    assert offered == pytest.approx(expected)


@given(st.text("ab (x);,/[]CL:to "))
def test_renderings_are_words_once_each_with_a_weight_up_to_one(glosses: str) -> None:
    offered = renderings(glosses)
    assert len({each.word for each in offered}) == len(offered)
    for each in offered:
        assert WORD.fullmatch(each.word)
        assert each.word == each.word.lower()
        assert 0 < each.weight <= 1


@pytest.mark.parametrize(
    ("character", "syllables"),
    [
        ("清", {"qing"}),
        ("长", {"chang", "zhang"}),
        ("吕", {"lu"}),
        ("重", {"chong", "zhong"}),
    ],
)
def test_readings_have_no_tones_and_no_dots(character: str, syllables: set[str]) -> None:
    assert set(readings()[character]) == syllables


def test_readings_are_of_single_simplified_characters() -> None:
    for character, syllables in readings().items():
        assert len(character) == 1
        assert syllables
        assert len(set(syllables)) == len(syllables)
        assert all(syllable.isascii() and syllable.islower() for syllable in syllables)
    assert to_simplified("呂") in readings()
    assert "呂" not in readings()
