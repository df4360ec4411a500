"""Chinese names in pinyin, and the characters that can be read so."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duilian.corpus.text.lexicon import readings
from duilian.corpus.text.names import NAME, Wanted, pinyin, spoken


@pytest.mark.parametrize(
    ("name", "read"),
    [
        pytest.param("Qingyang", "qingyang", id="one word"),
        pytest.param("Bao-yu", "baoyu", id="a hyphen"),
        pytest.param("Bao-Yu", "baoyu", id="a hyphen and a capital"),
        pytest.param("BaoYu", "baoyu", id="a capital inside"),
        pytest.param("Xi'an", "xian", id="an apostrophe"),
        pytest.param("Xi’an", "xian", id="a curly apostrophe"),
        pytest.param("Xilinhaote", "xilinhaote", id="four syllables"),
        pytest.param("London", None, id="no pinyin"),
        pytest.param("Paris", None, id="pinyin but for its end"),
        pytest.param("Chungking", None, id="an older spelling"),
        pytest.param("Li", None, id="one syllable is too little"),
        pytest.param("Wulumuqishi", None, id="five are too many"),
        pytest.param("Lüliang", None, id="dots are written by no translator"),
        pytest.param("", None, id="nothing"),
    ],
)
def test_pinyin(name: str, read: str | None) -> None:
    assert pinyin(name) == read


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Lin Dai-yu went to Xi’an.", ["Lin", "Dai-yu", "Xi’an"]),
        ("Bao-yu's jade", ["Bao-yu's"]),
        ("NATO and baoyu", []),
    ],
)
def test_what_may_be_a_name(text: str, names: list[str]) -> None:
    assert NAME.findall(text) == names


@pytest.mark.parametrize(
    ("text", "wanted", "found"),
    [
        pytest.param("清扬", {"qingyang"}, [("清扬", "qingyang")], id="all of the text"),
        pytest.param("他叫清扬。", {"qingyang"}, [("清扬", "qingyang")], id="in a sentence"),
        pytest.param("青羊和清扬", {"qingyang"}, [("青羊", "qingyang"), ("清扬", "qingyang")],
                     id="characters that sound alike"),
        pytest.param("长安", {"changan", "zhangan"}, [("长安", "changan"), ("长安", "zhangan")],
                     id="two readings"),
        pytest.param("吕梁", {"luliang"}, [("吕梁", "luliang")], id="ü is u"),
        pytest.param("西安", {"xian"}, [("西安", "xian")], id="two characters"),
        pytest.param("先", {"xian"}, [], id="never one character"),
        pytest.param("锡林浩特", {"xilinhaote", "xilin"},
                     [("锡林", "xilin"), ("锡林浩特", "xilinhaote")], id="a name inside another"),
        pytest.param("清，扬", {"qingyang"}, [], id="nothing may stand between"),
        pytest.param("清扬", {"baoyu"}, [], id="another name"),
        pytest.param("清扬", set(), [], id="no names"),
        pytest.param("", {"qingyang"}, [], id="no text"),
    ],
)  # fmt: skip
def test_spoken(text: str, wanted: set[str], found: list[tuple[str, str]]) -> None:
    assert [(text[start:end], name) for start, end, name in spoken(text, Wanted(wanted))] == found


SYLLABLES = sorted({syllable for each in readings().values() for syllable in each})
CHARACTERS = "清扬宝玉西安长重庆吕梁儿林黛"


def hearings(text: str) -> set[str]:
    """Everything a text may be read as, the slow way."""
    found = {""}
    for character in text:
        found = {
            before + syllable for before in found for syllable in readings().get(character, ())
        }
    return found


@given(st.lists(st.sampled_from(SYLLABLES), min_size=2, max_size=4))
def test_two_to_four_syllables_are_a_name_however_they_are_joined(syllables: list[str]) -> None:
    joined = "".join(syllables)
    for joint in ("", "-", "'", "’"):
        assert pinyin(joint.join(syllables).capitalize()) == joined


@given(
    text=st.text(CHARACTERS + "，x", max_size=8),
    named=st.lists(st.text(CHARACTERS, min_size=2, max_size=4), max_size=4),
)
def test_spoken_against_a_direct_search(text: str, named: list[str]) -> None:
    wanted = {name for each in named for name in hearings(each)}
    expected = {
        (start, end, name)
        for start in range(len(text))
        for end in range(start + 2, min(start + 4, len(text)) + 1)
        for name in hearings(text[start:end])
        if name in wanted
    }
    found = list(spoken(text, Wanted(wanted)))
    assert set(found) == expected
    assert found == sorted(found, key=lambda each: each[:2])
