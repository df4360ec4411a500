"""Each check of a glossary: what it finds, and what it lets be."""

from __future__ import annotations

from pathlib import Path

import pytest

from duilian.corpus.glossary import Concept, Glossary, Term, read_glossary
from duilian.quality.glossary.lint import CHECKS, lint
from duilian.quality.glossary.seen import Seen, seen_in
from duilian.quality.glossary.stats import statistics
from duilian.quality.inputs import Reading, Source

from ..made import tsv

FERRY = '[[concept]]\nid = "ferry"\nterms.zh = "渡船"\nterms.en = "ferry"\n'
"""A concept that nothing is wrong with."""


def glossary(tmp_path: Path, text: str) -> Glossary:
    file = tmp_path / "a.toml"
    file.write_text(text, encoding="utf-8")
    return read_glossary(file)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        pytest.param(FERRY, [], id="nothing"),
        pytest.param(
            FERRY + FERRY.replace("渡船", "潮汐"),
            ["2 GLO001 another concept is called 'ferry' too"],
            id="an id given twice",
        ),
        pytest.param(
            '[[concept]]\nterms.zh = "渡船"\nterms.en = ["ferry", "Ferry"]',
            ["1 GLO002 'Ferry' stands in the concept twice"],
            id="a term given twice",
        ),
        pytest.param(
            '[[concept]]\nterms.zh = "渡船"\n'
            'terms.en = ["ferry", { term = "ferry", status = "forbidden" }]',
            ["1 GLO003 'ferry' is preferred and forbidden at once"],
            id="a contradiction",
        ),
        pytest.param(
            FERRY + '[[concept]]\nterms.zh = "潮汐"',
            ["2 GLO004 the concept has no term in en"],
            id="no rendering",
        ),
        pytest.param(
            FERRY + '[[concept]]\nterms.zh = "澜江牌"\ntranslate = false',
            [],
            id="no rendering is called for",
        ),
        pytest.param(
            '[[concept]]\nterms.zh = "渡船"\nterms.en = { term = "boat", status = "forbidden" }',
            ["1 GLO005 nothing is allowed in en, and something forbidden"],
            id="only what is forbidden",
        ),
        pytest.param(
            FERRY + '[[concept]]\nterms.zh = "渡船"\nterms.en = "ferryboat"',
            ["2 GLO006 '渡船' is a term of another concept too"],
            id="a term of two concepts",
        ),
        pytest.param(
            FERRY
            + '[[concept]]\nterms.zh = { term = "渡船", not-in = ["渡船公司"] }\nterms.en = "boat"',
            [],
            id="a term of two concepts, with a guard",
        ),
        pytest.param(
            FERRY + '[[concept]]\nterms.zh = "渡輪"\nterms.en = "ferry"',
            [],
            id="a rendering of two concepts",
        ),
        pytest.param(
            '[[concept]]\nterms.zh = "渡船"\n'
            'terms.en = ["ferry", { term = "boat", status = "forbidden" }]\n'
            '[[concept]]\nterms.zh = "小船"\nterms.en = "boat"',
            ["1 GLO007 'boat' is forbidden here and allowed for another concept"],
            id="forbidden here and allowed there",
        ),
        pytest.param(
            '[[concept]]\nterms.zh = "船"\nterms.en = "boat"',
            ["1 GLO008 '船' is a single character"],
            id="one character",
        ),
        pytest.param(
            '[[concept]]\nterms.zh = { term = "船", not-in = ["渡船"] }\nterms.en = "boat"',
            [],
            id="one character, with a guard",
        ),
        pytest.param(
            '[[concept]]\nterms.zh = "渡船公司"\nterms.en = "ferry company"\n' + FERRY,
            ["2 GLO009 '渡船' is part of '渡船公司'"],
            id="part of a longer term",
        ),
        pytest.param(
            '[[concept]]\nterms.en = "ferry companies"\nterms.zh = "渡船公司"\n'
            '[[concept]]\nterms.en = "company"\nterms.zh = "公司"',
            ["2 GLO009 'company' is part of 'ferry companies'"],
            id="part of a longer term, inflected",
        ),
        pytest.param(
            FERRY + '[[concept]]\nterms.zh = "——"\nterms.en = "dash"',
            ["2 GLO010 '——' has no letter to be found by"],
            id="no letter",
        ),
    ],
)
def test_what_is_found(tmp_path: Path, text: str, wanted: list[str]) -> None:
    checked = lint(glossary(tmp_path, text), "a.toml")
    assert [f"{each.unit} {each.code} {each.message}" for each in checked.findings] == wanted


def test_every_check_has_a_finding_here() -> None:
    """The table above, and the texts below, hold all of them."""
    here = Path(__file__).read_text(encoding="utf-8")
    for check in CHECKS:
        assert f" {check.code} " in here, check.name
    assert [check.code for check in CHECKS] == sorted({check.code for check in CHECKS})


def test_a_concept_without_terms() -> None:
    [found] = lint(Glossary((Concept("a", ()),)), "").findings
    assert f"{found.code} {found.message}" == "GLO004 the concept has no terms"


def test_a_finding_shows_the_concept_and_marks_the_term(tmp_path: Path) -> None:
    text = FERRY + '[[concept]]\nid = "b"\nterms.zh = ["渡轮", "渡船"]\nterms.en = "ferryboat"'
    [found] = lint(glossary(tmp_path, text), "a.toml").findings
    assert (found.file, found.unit, found.unit_id) == ("a.toml", 2, "b")
    assert (found.source, found.target) == ("渡轮; 渡船", "ferryboat")
    assert found.source_span is not None
    assert found.source[found.source_span.start : found.source_span.end] == "渡船"
    assert [(place.unit, place.text) for place in found.related] == [(1, "ferry: 渡船; ferry")]
    assert found.help


def test_what_is_nowhere_seen(tmp_path: Path) -> None:
    terms = glossary(tmp_path, FERRY + '[[concept]]\nterms.zh = "潮汐"\nterms.en = "tide"')
    file = tsv(tmp_path / "a.tsv", ("渡船和渡船", "two ferries"), ("渡船", "boat"), ("门", "door"))
    seen = seen_in(terms, [Source((file,))], Reading())
    assert seen == Seen(3, 2, {0: 3}, {0: 2})
    [found] = lint(terms, "a.toml", seen).findings
    assert f"{found.unit} GLO011 {found.message}" == "2 GLO011 it stands in none of 3 units"
    assert found.code == "GLO011"
    use = statistics(terms, "a", seen).use
    assert use is not None
    assert (use.places, use.rendered, use.concepts, use.held, use.units) == (3, 2, 1, 2, 3)


def test_statistics() -> None:
    terms = Glossary(
        (
            Concept(
                "a",
                (
                    Term("增长极", "zh", not_in=("甲", "乙"), part_of_speech="noun"),
                    Term("growth pole", "en"),
                    Term("a pole of growth", "en", "allowed"),
                    Term("engine", "en", "forbidden", case=True),
                ),
                domain="economy",
            ),
            Concept("b", (Term("门", "zh"),), translate=False),
        )
    )
    found = statistics(terms, "a")
    assert (found.concepts, found.kept, found.guards, found.cased) == (2, 1, 2, 1)
    assert (found.domains, found.parts_of_speech) == ({"economy": 1}, {"noun": 1})
    zh, en = found.languages["zh"], found.languages["en"]
    assert (zh.terms, zh.concepts, zh.lengths) == (2, 2, (1, 2.0, 3))
    assert (en.terms, en.concepts, en.lengths) == (3, 1, (1, 2, 4))
    assert en.statuses == {"preferred": 1, "allowed": 1, "forbidden": 1}
    assert found.use is None


def test_a_large_glossary_takes_no_time_of_its_square() -> None:
    """Nested terms are looked up, not compared with each other: 20,000 pass in a moment."""
    concepts = tuple(
        Concept(f"c{number}", (Term(f"甲{number:05}乙", "zh"), Term(f"term {number}", "en")))
        for number in range(20_000)
    )
    assert lint(Glossary(concepts), "").findings == ()
