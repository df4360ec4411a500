"""Terms of a text with their renderings: surveyed, extracted, shown in their places."""

from __future__ import annotations

import pytest

from duilian.corpus.model import Span
from duilian.quality.terms.concordance import concordance, context, find_term
from duilian.quality.terms.extraction import extract
from duilian.quality.terms.survey import Survey, survey

from .harbour import LANGUAGES, PAIRS
from .surveyed import survey_of


@pytest.fixture(scope="module")
def harbour() -> Survey:
    return survey(PAIRS, LANGUAGES)


def test_every_place_of_a_term_has_its_rendering(harbour: Survey) -> None:
    terms = {each.term.text: each for each in harbour.terms}
    for term, rendering, places in (
        ("潮汐时刻表", "tide tables", 4),
        ("渡轮码头", "ferry pier", 4),
        ("海岸巡逻队", "coastal patrol", 2),
    ):
        assert [each.text for each in terms[term].renderings] == [rendering] * places


def test_renderings_stand_where_they_say(harbour: Survey) -> None:
    for surveyed in harbour.terms:
        for each in surveyed.renderings:
            source, target = PAIRS[each.occurrence.unit]
            assert target[each.span.start : each.span.end] == each.text
            assert source[each.occurrence.span.start : each.occurrence.span.end]
            assert 0 < each.probability <= 1.0001
            assert 0 <= each.claimed <= 1


def test_extraction_lists_terms_with_renderings_and_an_example(harbour: Survey) -> None:
    entries = extract(harbour)
    listed = {entry.term.text: entry for entry in entries}
    assert [each.text for each in listed["灯塔管理处"].renderings] == [
        "Lighthouse Office",
        "Beacon Bureau",
    ]
    assert listed["潮汐时刻表"].places == 4
    example = listed["潮汐时刻表"].renderings[0].example
    assert PAIRS[example.occurrence.unit][1][example.span.start : example.span.end] == "tide tables"
    best = [entry.term.text for entry in entries[:4]]
    assert {"灯塔管理处", "潮汐时刻表", "渡轮码头"} <= set(best)
    assert [entry.score for entry in entries] == sorted(
        (entry.score for entry in entries), reverse=True
    )


def test_rare_terms_are_left_out(harbour: Survey) -> None:
    assert all(entry.places >= 4 for entry in extract(harbour, least=4))


def test_a_rendering_seen_once_among_many_is_not_listed() -> None:
    targets = ["the pier"] * 20 + ["the dock"]
    [entry] = extract(survey_of("码头", targets, ["pier"] * 20 + ["dock"]))
    assert [each.text for each in entry.renderings] == ["pier"]


def test_a_concordance_has_every_place_of_either_side() -> None:
    term = find_term("潮汐时刻表", [*PAIRS], "zh")
    assert term is not None
    lines = list(concordance(term, PAIRS, LANGUAGES))
    assert [line.occurrence.unit for line in lines] == [0, 1, 8, 11]
    assert {line.rendering.text for line in lines if line.rendering} == {"tide tables"}
    turned = [(target, source) for source, target in PAIRS]
    term = find_term("ferry piers", turned, "en")
    assert term is not None, "inflection does not matter"
    lines = list(concordance(term, turned, LANGUAGES[::-1]))
    assert {line.rendering.text for line in lines if line.rendering} == {"渡轮码头"}


@pytest.mark.parametrize("term", ["不在", "", "  "])
def test_a_term_that_is_not_there(term: str) -> None:
    assert find_term(term, PAIRS, "zh") is None


def test_context_is_cut_by_columns() -> None:
    text = "一二三四五六七八九十 key after the word"
    found = context(text, Span(11, 14), 9)
    assert (found.before, found.text, found.after) == ("…八九十 ", "key", " after t…")
    whole = context(text, Span(11, 14), 99)
    assert whole.before + whole.text + whole.after == text
