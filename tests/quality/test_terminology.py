"""A glossary at work."""

from __future__ import annotations

from pathlib import Path

import pytest

from duilian.corpus.errors import InputError
from duilian.corpus.glossary import Concept, Glossary, Term
from duilian.corpus.model import Bitext, Unit
from duilian.quality.inputs import Reading, Source
from duilian.quality.passage import Passage
from duilian.quality.run import check_sources
from duilian.quality.settings import Settings
from duilian.quality.terminology import Terminology

from .made import tsv


def concept(id: str, zh: str, *en: str, not_in: tuple[str, ...] = ()) -> Concept:
    return Concept(id, (Term(zh, "zh", not_in=not_in), *(Term(text, "en") for text in en)))


TERMS = Terminology(
    Glossary(
        (
            concept("1", "长江三角洲", "Yangtze River Delta", "YRD"),
            concept("2", "长江三角洲一体化", "Delta integration"),
            concept("3", "成功", "success", not_in=("郑成功",)),
            concept("4", "增长极", "growth pole"),
        )
    ),
    "zh",
    "en",
)


def of(source: str, target: str) -> list[tuple[str, list[str]]]:
    passage = Passage(Unit(source, target), 1, "", "zh", "en")
    return [
        (each.concept.id, [target[r.span.start : r.span.end] for r in each.found])
        for each in TERMS.of(passage)
    ]


@pytest.mark.parametrize(
    ("source", "target", "wanted"),
    [
        ("长江三角洲", "the Yangtze River Delta", [("1", ["Yangtze River Delta"])]),
        ("长江三角洲", "the YRD", [("1", ["YRD"])]),
        ("长江三角洲一体化", "Delta integration", [("2", ["Delta integration"])]),
        ("長江三角洲", "the YRD's", [("1", ["YRD's"])]),
        ("长江 三角洲", "it", [("1", [])]),
        ("郑成功成功了", "Zheng had success", [("3", ["success"])]),
        ("增长极、增长极", "growth-poles, growth\npole", [("4", ["growth-poles", "growth\npole"])]),
        ("增长", "growth", []),
    ],
)
def test_what_stands_there(source: str, target: str, wanted: list[tuple[str, list[str]]]) -> None:
    assert of(source, target) == wanted


def test_the_other_way_round() -> None:
    terms = Terminology(Glossary((concept("1", "增长极", "growth pole"),)), "en", "zh")
    passage = Passage(Unit("Two growth poles", "两个增长极"), 1, "", "en", "zh")
    [found] = terms.of(passage)
    assert [rendered.span.start for rendered in found.found] == [2]


def test_a_run_with_a_glossary(tmp_path: Path) -> None:
    glossary = tmp_path / "terms.toml"
    glossary.write_text(
        '[[concept]]\nterms.zh = "增长极"\nterms.en = "growth pole"\n', encoding="utf-8"
    )
    file = tsv(
        tmp_path / "a.tsv",
        ("增长极", "growth pole"),
        ("增长极在这里。", "The growing pole is here."),
        ("新的增长极", "something new"),
        ("门开了", "the growth pole opened"),
    )
    settings = Settings(select=("TRM",), glossaries=(glossary,))
    run = check_sources([Source((file,))], Reading(), settings)
    found = [(each.unit, each.code, each.severity.value) for each in run.outcome.findings]
    # What is missing in unit 3 stands in unit 4, which has it to spare; unit 1 needs its own.
    assert found == [(2, "TRM001", "error"), (3, "TRM001", "note")]


def test_a_term_that_is_nowhere_near(tmp_path: Path) -> None:
    glossary = tmp_path / "terms.tsv"
    glossary.write_text("增长极\tgrowth pole\n", encoding="utf-8")
    file = tsv(tmp_path / "a.tsv", ("门", "door"), ("增长极", "growing pole"), ("窗", "window"))
    settings = Settings(select=("TRM",), glossaries=(glossary,))
    [found] = check_sources([Source((file,))], Reading(), settings).outcome.findings
    assert (found.unit, found.code, found.severity.value) == (2, "TRM001", "error")
    assert found.message == "'增长极' should be 'growth pole'; 'growing pole' stands there"


def test_a_glossary_that_is_none(tmp_path: Path) -> None:
    file = tsv(tmp_path / "a.tsv", ("门", "door"))
    settings = Settings(glossaries=(tmp_path / "none.tbx",))
    with pytest.raises(InputError, match=r"none\.tbx"):
        check_sources([Source((file,))], Reading(), settings)


def test_without_a_glossary_nothing_is_asked_for() -> None:
    from duilian.quality.checker import check_bitext

    rules = Settings(select=("TRM",)).rules_for("")
    assert check_bitext(Bitext("zh", "en", (Unit("增长极", "x"),)), "", rules).findings == ()
