"""Terms found in running text: the longest first, left to right, nothing taken twice."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duilian.corpus.text.terms import TermFinder, _Folding, cut, folded


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


@pytest.mark.parametrize(
    ("terms", "text", "language", "expected"),
    [
        pytest.param(["IMF"], "國際ＩＭＦ報告", "zh", [("IMF", "ＩＭＦ")], id="full width"),
        pytest.param(["imf"], "IMF报告", "zh", [("imf", "IMF")], id="capitals in Chinese"),
        pytest.param(["ferry fee"], "the ｆｅｒｒｙ fees", "en", [("ferry fee", "ｆｅｒｒｙ fees")],
                     id="full width in English"),
        pytest.param(["新兴市场"], "新興巿場", "zh", [("新兴市场", "新興巿場")],
                     id="one character typed for another"),
        # OpenCC leaves 乾 alone in 康乾, and makes it 干 in other words.
        pytest.param(["乾"], "康乾", "zh", [("乾", "乾")], id="in a phrase as by itself"),
        pytest.param(["乾"], "饼干", "zh", [("乾", "干")], id="folded alike everywhere"),
    ],
)  # fmt: skip
def test_letters_are_folded_one_by_one(
    terms: list[str], text: str, language: str, expected: list[tuple[str, str]]
) -> None:
    assert found(terms, text, language) == expected


@given(st.text("長江乾隆康餅著巿Ａａ\u3000 ﬁİ㍿①\U0002f800\ud800", max_size=30),
       st.sampled_from(["zh", "ja", "en"]))  # fmt: skip
def test_spans_are_those_of_the_text_as_it_is(text: str, language: str) -> None:
    parts = cut(text, language)
    assert len(folded(text, language)) == len(text)
    assert all(
        0 <= start < end <= len(text) for start, end in zip(parts.starts, parts.ends, strict=True)
    )
    for place in range(len(parts.parts)):
        start, end = parts.span(place, place + 1)
        assert cut(text[start:end], language).parts == parts.parts[place : place + 1]


def test_what_folds_into_several_letters_keeps_its_place(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever a later OpenCC may do, offsets are those of the text."""

    def longer(text: str) -> str:
        return text.replace("發", "发出")

    monkeypatch.setattr("duilian.corpus.text.terms.to_simplified", longer)
    monkeypatch.setattr("duilian.corpus.text.terms._CHINESE", _Folding(simplified=True, lower=True))
    assert found(["增长"], "發展和增长", "zh") == [("增长", "增长")]


def test_what_is_not_meant_takes_nothing() -> None:
    """A rejected term makes room for a shorter one at the same place, and for others inside it."""
    finder = TermFinder(["长江三角洲", "长江", "三角洲"], "zh")
    text = "长江三角洲"
    everything = [number for number, _, _ in finder.find(text)]
    assert everything == [0]
    assert list(finder.find(text, lambda number, start, end: number != 0)) == [(1, 0, 2), (2, 2, 5)]


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
