"""What may be a term, and where it stands."""

from __future__ import annotations

import pytest

from duilian.quality.terms.candidates import find_terms

CHINESE = [
    "灯塔管理处公布潮汐时刻表。",
    "潮汐时刻表由灯塔管理处负责。",
    "渔民看不懂潮汐时刻表。",
    "更好发挥“稳步推进”作用，稳步推进建设。",
]


def found(texts: list[str], language: str) -> dict[str, int]:
    return {term.text: len(term.occurrences) for term in find_terms(texts, language)}


def test_noun_phrases_are_found_whole() -> None:
    terms = found(CHINESE, "zh")
    assert terms["潮汐时刻表"] == 3
    assert terms["灯塔管理处"] == 2
    assert "时刻表" not in terms, "it is never found outside the longer term"


def test_a_phrase_that_is_quoted_is_a_formula_wherever_it_stands() -> None:
    kinds = {term.text: (term.kind, len(term.occurrences)) for term in find_terms(CHINESE, "zh")}
    assert kinds["稳步推进"] == ("formula", 2)


@pytest.mark.parametrize(
    ("texts", "no_term"),
    [
        (["他们推动建设。", "我们推动建设。"], "推动建设"),
        (["双方紧密合作。", "各国紧密合作。"], "紧密合作"),
        (["我们维持稳定。", "他们维持稳定。"], "维持稳定"),
        (["银行体系继续上升。", "银行体系继续下降。"], "体系继续"),
        (["一场非现场检查。", "一份非现场检查。"], "现场检查"),
        (["这里有人。", "那里有人。"], "有人"),
        (["书的封面。", "书的封面。"], "书的"),
    ],
)
def test_verb_phrases_and_grammar_are_no_terms(texts: list[str], no_term: str) -> None:
    assert no_term not in found(texts, "zh")


def test_the_language_of_the_text_decides_where_a_run_may_begin_and_end() -> None:
    texts = [
        "The ferry pier of the island is closed.",
        "At the ferry pier they sell fish.",
        "A new ferry-pier was built.",
    ]
    terms = found(texts, "en")
    assert terms["ferry pier"] == 3, "a hyphen makes no other term"
    assert not [term for term in terms if term.startswith(("the ", "The ")) or term.endswith("of")]


def test_inflection_makes_no_other_term() -> None:
    assert found(["They read tide tables.", "One tide table is lost."], "en") == {"tide tables": 2}


def test_names_are_told_from_words() -> None:
    kinds = {
        term.text: term.kind
        for term in find_terms(["We met Anna Brook there.", "Then Anna Brook left."], "en")
    }
    assert kinds["Anna Brook"] == "name"


def test_traditional_characters_are_the_same_term_as_simplified_ones() -> None:
    terms = find_terms(["潮汐時刻表在這裏。", "这是潮汐时刻表。"], "zh")
    assert [len(term.occurrences) for term in terms if term.words > 1][:1] == [2]


def test_a_run_cut_short_grows_by_the_neighbour_it_always_has() -> None:
    texts = ["今天利率拆息上升", "他们说利率拆息太高", "由于利率拆息变动", "新的利率拆息"]
    assert "利率拆息" in found(texts, "zh"), "拆息 is taken for a verb, and 利率 for the whole"


@pytest.mark.parametrize("language", ["zh", "en", "ja", "th", "de", "xx"])
def test_texts_without_words_have_no_terms(language: str) -> None:
    assert find_terms(["", "。", "  ", "!?", "..."], language) == []


def test_places_do_not_depend_on_the_segmenter() -> None:
    texts = ["渡轮码头", "在渡轮码头上", "新渡轮码头的门", "渡轮 码头"]
    [pier] = [term for term in find_terms(texts, "zh") if term.text == "渡轮码头"]
    assert [each.unit for each in pier.occurrences] == [0, 1, 2, 3]


def test_a_verb_and_a_noun_are_a_term_if_they_are_seldom_apart() -> None:
    texts = ["船长知道兑换范围。", "兑换范围很大。", "他们谈到兑换范围。"]
    assert found(texts, "zh")["兑换范围"] == 3
    apart = ["范围很大。"] * 4 + ["他们兑换。"] * 4
    assert "兑换范围" not in found(texts + apart, "zh")


def test_a_name_mostly_has_a_capital_letter() -> None:
    texts = ["We see Harbour Light.", "The harbour light is old.", "That harbour light is new."]
    kinds = {term.text: term.kind for term in find_terms(texts, "en")}
    assert kinds["harbour light"] == "phrase"
    texts = ["We see Harbour Light.", "The Harbour Light is old.", "That harbour light is new."]
    assert {term.text: term.kind for term in find_terms(texts, "en")}["Harbour Light"] == "name"
