"""Words and stems."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duilian.corpus.text.words import WORD, is_noun_form, stemmer


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("The door opened.", ["The", "door", "opened"], id="plain"),
        pytest.param("don't, the boy’s", ["don't", "the", "boy’s"], id="apostrophes"),
        pytest.param("the boys’ 'dog'", ["the", "boys", "dog"], id="quotes are no apostrophes"),
        pytest.param("well-known", ["well", "known"], id="a hyphen parts words"),
        pytest.param("snake_case", ["snake", "case"], id="so does a low line"),
        pytest.param("Lüliang, 3rd", ["Lüliang", "3rd"], id="accents and figures"),
        pytest.param(" — … ", [], id="no word"),
    ],
)
def test_words_of_a_text(text: str, words: list[str]) -> None:
    assert WORD.findall(text) == words


@pytest.mark.parametrize(
    ("language", "words", "stem"),
    [
        pytest.param("en", ["reform", "reforms", "Reformed", "REFORMING"], "reform", id="English"),
        pytest.param("en-US", ["runs", "running"], "run", id="a country says nothing"),
        pytest.param("en", ["boy", "boys", "boy's", "boy’s", "Boy’s"], "boy", id="possessives"),
        pytest.param("de-CH", ["Haus", "Häuser"], "haus", id="German"),
        pytest.param("fr", ["continu", "continuer", "continuait"], "continu", id="French"),
        pytest.param("ru", ["важная", "важные"], "важн", id="Russian"),
    ],
)
def test_forms_of_a_word_have_one_stem(language: str, words: list[str], stem: str) -> None:
    assert [stemmer(language)(word) for word in words] == [stem] * len(words)


@pytest.mark.parametrize("language", ["pl", "sw", "xx"])
def test_a_language_without_a_stemmer_keeps_its_words(language: str) -> None:
    stem = stemmer(language)
    assert [stem(word) for word in ("Reforms", "Häuser", "x")] == ["reforms", "häuser", "x"]


@given(word=st.from_regex(WORD, fullmatch=True))
def test_case_does_not_count_and_the_kind_of_apostrophe_neither(word: str) -> None:
    stem = stemmer("en")
    assert stem(word) == stem(word.lower())
    assert stem(word.replace("’", "'")) == stem(word.replace("'", "’"))


@pytest.mark.parametrize(
    ("text", "term", "wanted"),
    [
        ("growth poles", "growth pole", True),
        ("Growth Pole’s", "growth pole", True),
        ("growth pole", "growth poles", True),
        ("houses", "house", True),
        ("boxes", "box", True),
        ("churches", "church", True),
        ("policies", "policy", True),
        ("analyses", "analysis", True),
        ("bases", "basis", True),
        ("children", "child", True),
        ("AIs", "AI", True),
        ("glass", "glasses", False),
        ("professionals", "professionalism", False),
        ("funding", "fund", False),
        ("regulated", "regulation", False),
        ("stepping", "steps", False),
        # One word in the plural is meant so; several are not.
        ("security", "securities", False),
        ("securities", "security", True),
        ("security law", "securities laws", True),
        ("AI", "AIs", False),
        ("people", "person", True),
        ("person", "people", False),
        ("bus", "bus", True),
        ("basis", "basis", True),
    ],
)
def test_forms_of_a_noun(text: str, term: str, wanted: bool) -> None:
    assert is_noun_form(text, term) is wanted
