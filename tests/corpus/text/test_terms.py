"""Terms found in running text: the longest first, left to right, nothing taken twice."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duilian.corpus.text.terms import TermFinder


def found(terms: list[str], text: str, language: str) -> list[tuple[str, str]]:
    """The terms found, each with the stretch of text it was found in."""
    finder = TermFinder(terms, language)
    return [(terms[number], text[start:end]) for number, start, end in finder.find(text)]


@pytest.mark.parametrize(
    ("terms", "text", "expected"),
    [
        pytest.param(["growth pole"], "Regional growth poles.", [("growth pole", "growth poles")],
                     id="other forms of a word"),
        pytest.param(["Growth Pole"], "a growth-pole", [("Growth Pole", "growth-pole")],
                     id="case and hyphens"),
        pytest.param(["growth", "growth pole"], "growth poles, growth",
                     [("growth pole", "growth poles"), ("growth", "growth")],
                     id="the longest first"),
        pytest.param(["regional growth", "growth pole"], "regional growth poles",
                     [("regional growth", "regional growth")], id="what is taken is taken"),
        pytest.param(["growth pole"], "growth of a pole", [], id="nothing may stand between"),
        pytest.param(["pole"], "polemics", [], id="whole words only"),
        pytest.param(["pole"], "growth", [], id="not there"),
        pytest.param(["", " ", "—"], "— a pole", [], id="terms without a word"),
        pytest.param(["boy's dog"], "the boy’s dogs", [("boy's dog", "boy’s dogs")],
                     id="apostrophes"),
    ],
)  # fmt: skip
def test_terms_of_several_words(
    terms: list[str], text: str, expected: list[tuple[str, str]]
) -> None:
    assert found(terms, text, "en") == expected


@pytest.mark.parametrize(
    ("terms", "text", "expected"),
    [
        pytest.param(["增长"], "增长极增长", [("增长", "增长"), ("增长", "增长")], id="twice"),
        pytest.param(["增长", "增长极"], "增长极和增长",
                     [("增长极", "增长极"), ("增长", "增长")], id="the longest first"),
        pytest.param(["增长极"], "區域增長極", [("增长极", "增長極")], id="traditional text"),
        pytest.param(["增長極"], "区域增长极", [("增長極", "增长极")], id="a traditional term"),
        pytest.param(["增长 极"], "增 长极", [("增长 极", "增 长极")], id="spaces say nothing"),
        pytest.param(["增长极"], "增长，极", [], id="punctuation says something"),
    ],
)  # fmt: skip
def test_terms_of_several_characters(
    terms: list[str], text: str, expected: list[tuple[str, str]]
) -> None:
    assert found(terms, text, "zh") == expected


def test_a_term_given_twice_is_found_under_both_numbers() -> None:
    finder = TermFinder(["growth", "Growth Poles", "pole", "growth pole"], "en")
    assert list(finder.find("a growth pole")) == [(1, 2, 13), (3, 2, 13)]


def test_a_language_that_is_not_chinese_keeps_its_characters() -> None:
    assert found(["國"], "国國", "ja") == [("國", "國")]


def test_no_terms() -> None:
    assert found([], "growth pole", "en") == []


WORDS = ["growth", "pole", "poles", "Regional", "of"]
english = st.lists(st.sampled_from(WORDS), max_size=8).map(" ".join)
chinese = st.text("增长極极 ，", max_size=8)
CASES = st.one_of(
    st.tuples(st.just("en"), st.lists(english, max_size=5), english),
    st.tuples(st.just("zh"), st.lists(chinese, max_size=5), chinese),
)


@given(CASES)
def test_spans_run_from_left_to_right_and_overlap_only_if_they_are_the_same(
    case: tuple[str, list[str], str],
) -> None:
    language, terms, text = case
    before = 0
    last = None
    for number, start, end in TermFinder(terms, language).find(text):
        assert 0 <= number < len(terms)
        assert (start, end) == last or start >= before
        assert start < end <= len(text)
        before, last = end, (start, end)


@given(CASES)
def test_what_is_found_is_found_by_its_term_alone(case: tuple[str, list[str], str]) -> None:
    language, terms, text = case
    for number, start, end in TermFinder(terms, language).find(text):
        alone = TermFinder([terms[number]], language)
        assert list(alone.find(text[start:end])) == [(0, 0, end - start)]
        assert list(alone.find(text))


@given(CASES)
def test_no_longer_term_begins_where_one_was_found(case: tuple[str, list[str], str]) -> None:
    language, terms, text = case
    each_alone = [TermFinder([term], language) for term in terms]
    for _, start, end in TermFinder(terms, language).find(text):
        for alone in each_alone:
            assert all(
                stop <= end - start for _, first, stop in alone.find(text[start:]) if not first
            )


@given(CASES)
def test_something_is_found_wherever_a_term_stands(case: tuple[str, list[str], str]) -> None:
    language, terms, text = case
    together = list(TermFinder(terms, language).find(text))
    alone = [term for term in terms if list(TermFinder([term], language).find(text))]
    assert bool(together) == bool(alone)
