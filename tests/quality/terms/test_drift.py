"""Drift: what is told, and what is left to the translator."""

from __future__ import annotations

from pathlib import Path

import pytest

from duilian.align.words import content_key, tokens
from duilian.corpus.model import Span
from duilian.quality.inputs import Reading, Source
from duilian.quality.terms.alike import alike
from duilian.quality.terms.drift import find_drift
from duilian.quality.terms.model import Occurrence, Rendering
from duilian.quality.terms.scope import read_scope
from duilian.quality.terms.survey import survey

from .harbour import DRIFTING, LANGUAGES, PAIRS
from .surveyed import survey_of


def rendering(text: str, language: str = "en") -> Rendering:
    key = content_key(tokens(text, language))
    return Rendering(Occurrence(0, Span(0, 1)), Span(0, len(text)), text, key, 1.0, 1.0, 0.0)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ferry pier", "ferry piers"),
        ("the ferry pier", "Ferry Pier"),
        ("integrated", "integration"),
        ("stability", "stable"),
        ("trade", "foreign trade"),
        ("growth of trade", "trade's growth"),
        ("HKFP", "Harbour Keepers' Ferry Pier"),
        ("ferry-pier", "ferry pier"),
        ("sea-port", "seaport quay"),
        ("inflation", "inflationary"),
        ("the SVF", "SVFs"),
        ("harbour-related", "harbourrelated"),
        ("new harbour light tower", "harbour light tower opened"),
    ],
)
def test_what_is_no_other_rendering(one: str, other: str) -> None:
    assert alike(rendering(one), rendering(other), "en")
    assert alike(rendering(other), rendering(one), "en")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ferry pier", "landing stage"),
        ("pier", "peer"),
        ("growth pole", "growth engine"),
        ("leading and demonstrating", "leading and exemplary"),
        ("radiating and driving", "radiation drive"),
        ("regional coordinated growth", "coordinated regional growth"),
    ],
)
def test_what_is_another_rendering(one: str, other: str) -> None:
    assert not alike(rendering(one), rendering(other), "en")


def test_chinese_renderings_are_compared_by_their_characters() -> None:
    assert alike(rendering("灯塔管理处", "zh"), rendering("燈塔管理處", "zh"), "zh")
    assert not alike(rendering("基础货币", "zh"), rendering("货币基础", "zh"), "zh")
    assert alike(rendering("央行", "zh"), rendering("中央银行", "zh"), "zh"), "an abbreviation"
    assert alike(rendering("美", "zh"), rendering("美国", "zh"), "zh")
    assert not alike(rendering("银行", "zh"), rendering("钱庄", "zh"), "zh")
    assert alike(rendering("履行渡船承诺", "zh"), rendering("渡船承诺多次", "zh"), "zh"), (
        "cut elsewhere"
    )
    assert not alike(rendering("渡船债券", "zh"), rendering("渡船票据", "zh"), "zh")


MANY = ["the ferry pier is shut"] * 4
ONE = ["the landing stage is shut"]


def test_majority_and_minority_are_told_with_places_and_shares() -> None:
    [drift] = find_drift(survey_of("渡轮码头", MANY + ONE, ["ferry pier"] * 4 + ["landing stage"]))
    assert drift.majority.text == "ferry pier"
    assert [each.text for each in drift.minority] == ["landing stage"]
    assert [each.occurrence.unit for each in drift.minority[0].renderings] == [4]
    assert drift.share(drift.majority) == pytest.approx(0.8)
    assert drift.places == 5
    assert 0.5 < drift.confidence <= 1


@pytest.mark.parametrize(
    ("targets", "renderings"),
    [
        (MANY, ["ferry pier"] * 4),
        # Two and one is too little to say which of them is usual.
        (MANY[:2] + ONE, ["ferry pier"] * 2 + ["landing stage"]),
        # Every place has another: it varies freely.
        (
            ["a pier", "a dock", "a jetty", "a quay", "a wharf"],
            ["pier", "dock", "jetty", "quay", "wharf"],
        ),
        # The usual rendering stands there too, so the other is hardly one.
        (
            [*MANY, "the ferry pier is not the landing stage"],
            ["ferry pier"] * 4 + ["landing stage"],
        ),
    ],
)
def test_nothing_is_told_without_need(targets: list[str], renderings: list[str]) -> None:
    assert not find_drift(survey_of("渡轮码头", targets, renderings))


def test_an_ordinary_word_may_show_two_of_its_meanings() -> None:
    targets = ["a problem"] * 6 + ["a question"]
    renderings = ["problem"] * 6 + ["question"]
    assert not find_drift(survey_of("问题", targets, renderings, words=1))


def test_a_formula_is_held_to_one_rendering_from_two_places_on() -> None:
    renderings = ["solid progress", "solidly promoting"]
    assert find_drift(survey_of("扎实推进", renderings, renderings, kind="formula"))
    half = ["steadily", "steadily and surely"]
    assert find_drift(survey_of("稳步推进", half, half, kind="formula"))
    assert not find_drift(survey_of("扎实推进", renderings, renderings, kind="phrase"))


def test_a_rendering_that_others_claim_is_none() -> None:
    made = survey_of("渡轮码头", MANY + ONE, ["ferry pier"] * 4 + ["landing stage"], claimed=0.9)
    assert not find_drift(made)


def test_an_abbreviation_that_the_translation_explains_is_no_other_rendering() -> None:
    targets = ["the Ferry Board Sub-Committee (FBC) met"] + ["the FBC met"] * 4
    renderings = ["Ferry Board Sub-Committee"] + ["FBC"] * 4
    assert not find_drift(survey_of("渡轮委员会", targets, renderings))
    unexplained = ["the Ferry Board Sub-Committee met", *targets[1:]]
    assert find_drift(survey_of("渡轮委员会", unexplained, renderings))


def test_words_of_the_usual_rendering_beside_another_are_enough() -> None:
    targets = [*MANY, "the pier for cars and the ferry is shut"]
    assert not find_drift(survey_of("渡轮码头", targets, ["ferry pier"] * 4 + ["pier for cars"]))


@pytest.mark.parametrize(
    ("source", "languages", "usual", "other"),
    [
        ("渡轮码头", ("zh", "en"), "ferry pier", "landing stage"),
        ("香港码头", ("zh", "en"), "Hong Kong pier", "local landing stage"),
        ("two piers", ("en", "fr"), "deux jetées", "quelques quais"),
        ("12 piers", ("en", "fr"), "deux jetées", "quelques quais"),
        ("mostly rising", ("en", "fr"), "en hausse", "la plupart montant"),
        ("ferries continued", ("en", "fr"), "bacs toujours", "bateaux encore"),
    ],
)
def test_what_is_put_together_anew_may_vary(
    source: str, languages: tuple[str, str], usual: str, other: str
) -> None:
    renderings = [usual] * 4 + [other]
    told = find_drift(survey_of(source, renderings, renderings, languages=languages))
    assert bool(told) == (source in ("渡轮码头", "two piers"))


def test_a_stray_among_many_is_no_drift() -> None:
    for many, told in ((10, True), (30, False)):
        renderings = ["ferry pier"] * many + ["landing stage"]
        assert bool(find_drift(survey_of("渡轮码头", renderings, renderings))) == told


def test_less_sure_is_less_confident() -> None:
    renderings = ["ferry pier"] * 4 + ["landing stage"]
    [sure] = find_drift(survey_of("渡轮码头", MANY + ONE, renderings, probability=0.9), 0)
    [unsure] = find_drift(survey_of("渡轮码头", MANY + ONE, renderings, probability=0.4), 0)
    assert sure.confidence > unsure.confidence
    assert not find_drift(survey_of("渡轮码头", MANY + ONE, renderings), 1.0)


def test_drift_is_found_in_a_text() -> None:
    [drift] = find_drift(survey(PAIRS, LANGUAGES))
    assert drift.term.text == "灯塔管理处"
    assert drift.majority.text == "Lighthouse Office"
    assert [each.text for each in drift.minority] == ["Beacon Bureau"]
    assert [each.occurrence.unit for each in drift.minority[0].renderings] == [DRIFTING]


def test_drift_is_found_the_other_way_round() -> None:
    pairs = [
        (english.replace("Beacon Bureau", "Lighthouse Office"), chinese)
        for chinese, english in PAIRS
    ]
    source, target = pairs[DRIFTING]
    pairs[DRIFTING] = source, target.replace("灯塔管理处", "航标局")
    [drift] = find_drift(survey(pairs, LANGUAGES[::-1]))
    assert drift.term.text == "Lighthouse Office"
    assert drift.majority.text == "灯塔管理处"
    assert "航标局" in drift.minority[0].text


def test_a_consistent_text_has_none() -> None:
    pairs = [
        (source, target.replace("Beacon Bureau", "Lighthouse Office")) for source, target in PAIRS
    ]
    assert not find_drift(survey(pairs, LANGUAGES))


@pytest.mark.parametrize("pairs", [[], [("", "")], [("门", "door")], [("，", ",")] * 3])
def test_texts_with_nothing_in_them(pairs: list[tuple[str, str]]) -> None:
    assert not find_drift(survey(pairs, LANGUAGES))


def test_seed(shared: Path) -> None:
    """The seed article: its drifting terms, and no false alarm on what is right."""
    folder = shared / "seed"
    if not folder.is_dir():
        pytest.skip(f"no {folder}")
    files = (folder / "article.zh.txt", folder / "article.en.txt")
    scope = read_scope([Source(files, "documents")], Reading())
    drifts = {
        drift.term.text: {variant.text for variant in drift.variants}
        for drift in find_drift(survey(scope.pairs, scope.languages))
    }
    assert drifts["引领示范"] == {"leading and demonstrating", "leading and exemplary"}
    assert drifts["辐射带动"] == {"radiating and driving", "radiation drive"}
    assert drifts["深入推进"] == {"in-depth promotion", "in-depth advancement"}
    assert drifts["先行探路"] == {"pioneering", "pioneering and exploring"}
    assert drifts["扎实推进"] == {"solidly promoting", "solid progress"}
    assert len(drifts) <= 5 + 3
    assert not drifts.keys() & {"一体化", "增长极"}
