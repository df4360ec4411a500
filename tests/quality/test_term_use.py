"""How terms were used: counted, quoted, put together from several files."""

from __future__ import annotations

from pathlib import Path

import pytest

from duilian.corpus.model import Bitext, Span, Unit
from duilian.quality.checker import check_bitext
from duilian.quality.settings import Settings
from duilian.quality.term_use import MOST_PLACES, Quote, Role, TermUse, Way, merged, quote

TERMS = """
[[concept]]
terms.zh = ["增长极", "增长点"]
terms.en = ["growth pole", { term = "growth engine", status = "forbidden" }]
[[concept]]
terms.zh = "一带一路"
terms.en = "Belt and Road"
"""


@pytest.fixture
def glossary(tmp_path: Path) -> str:
    file = tmp_path / "terms.toml"
    file.write_text(TERMS, encoding="utf-8")
    return str(file)


def uses(glossary: str, *pairs: tuple[str, str]) -> list[tuple[str, list[tuple[str, Role, int]]]]:
    bitext = Bitext("zh", "en", tuple(Unit(*pair) for pair in pairs))
    rules = Settings(select=("TRM",), glossaries=(Path(glossary),)).rules_for("")
    found = check_bitext(bitext, "a.tsv", rules, (glossary,)).uses
    return [(use.term, [(way.text, way.role, way.count) for way in use.ways]) for use in found]


def test_each_place_is_counted_once(glossary: str) -> None:
    assert uses(
        glossary,
        ("增长极和增长点", "growth poles"),
        ("增长极", "a growth engine"),
        ("增长极", "growth pole, growth pole"),
        ("一带一路", "the belt and road"),
        ("", "growth pole"),
    ) == [
        (
            "增长极",
            [("growth pole", "expected", 2), ("growth engine", "forbidden", 1), ("", "missing", 1)],
        ),
        ("一带一路", [("Belt and Road", "capitals", 1)]),
    ]


def test_nothing_is_counted_unless_it_is_asked_for(glossary: str) -> None:
    bitext = Bitext("zh", "en", (Unit("增长极", "growth pole"),))
    assert check_bitext(bitext, "a.tsv", ()).uses == ()


@pytest.mark.parametrize(
    ("text", "span", "wanted"),
    [
        ("船到了", Span(0, 1), Quote("", "船", "到了")),
        ("船到了", None, Quote("船到了", "", "")),
        ("a" * 70 + "船", Span(70, 71), Quote("…" + "a" * 60, "船", "")),
        ("word " * 20 + "船", Span(100, 101), Quote("…" + "word " * 11, "船", "")),
        ("船" + " word" * 20, Span(0, 1), Quote("", "船", " word" * 11 + "…")),
        ("x" * 300, None, Quote("x" * 240 + "…", "", "")),
    ],
)
def test_quotes(text: str, span: Span | None, wanted: Quote) -> None:
    assert quote(text, span) == wanted


def test_the_uses_of_several_files_are_put_together() -> None:
    def use(concept: str, *ways: tuple[str, Role, int]) -> TermUse:
        made = tuple(Way(text, role, count, ()) for text, role, count in ways)
        return TermUse("船", ("zh", "en"), made, concept)

    one = use("1", ("boat", "expected", 1), ("", "missing", 2))
    other = use("1", ("ship", "expected", 3), ("", "missing", 1))
    apart = use("2", ("boat", "expected", 1))
    drifting = use("", ("boat", "usual", 3))
    whole = list(merged([one, apart, drifting, other, drifting]))
    assert whole == [
        use("1", ("ship", "expected", 3), ("boat", "expected", 1), ("", "missing", 3)),
        apart,
        drifting,
        drifting,
    ]


def test_of_many_places_some_are_quoted(glossary: str) -> None:
    units = tuple(Unit("增长极", "growth pole") for _ in range(3 * MOST_PLACES))
    rules = Settings(select=("TRM",), glossaries=(Path(glossary),)).rules_for("")
    [use] = check_bitext(Bitext("zh", "en", units), "a.tsv", rules, (glossary,)).uses
    assert use.expected == ("growth pole",)
    [way] = use.ways
    assert (way.count, len(way.places)) == (3 * MOST_PLACES, MOST_PLACES)
    assert [each.unit for each in way.places[:2]] == [1, 2]
