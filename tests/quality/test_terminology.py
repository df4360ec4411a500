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


# --- the rules of matching, one by one ----------------------------------------------------------

RULES = """
[[concept]]
id = "pole"
terms.zh = ["增长极", "发展极"]
terms.en = ["growth pole", "pole of growth", { term = "growth engine", status = "forbidden" }]
[[concept]]
id = "delta"
terms.zh = "长江三角洲"
terms.en = "Yangtze River Delta"
[[concept]]
id = "integration"
terms.zh = "长江三角洲一体化"
terms.en = "Delta integration"
[[concept]]
id = "success"
terms.zh = { term = "成功", not-in = ["郑成功"] }
terms.en = "success"
[[concept]]
id = "gap"
terms.zh = "导热垫"
terms.en = ["thermal gap pad", { term = "gap pad", status = "forbidden" }]
[[concept]]
id = "ai"
terms.zh = "AI"
terms.en = "artificial intelligence"
[[concept]]
id = "road"
terms.zh = "一带一路"
terms.en = "Belt and Road"
[[concept]]
id = "security"
terms.zh = "证券"
terms.en = "securities"
[[concept]]
id = "market"
terms.zh = { term = "市场", not-in = ["市场监管总局"] }
terms.en = "market"
[[concept]]
id = "watch"
terms.zh = "监管"
terms.en = "supervision"
[[concept]]
id = "reform"
terms.zh = "改革"
terms.en = [{ term = "reform", part-of-speech = "verb" }]
[[concept]]
id = "one"
terms.zh = "银行体系"
terms.en = "banking system"
[[concept]]
id = "other"
terms.zh = "银行体系"
terms.en = "banking sector"
"""


def told(
    tmp_path: Path, *pairs: tuple[str, str], languages: tuple[str, str] = ("zh", "en")
) -> list[str]:
    """What the TRM rules say of units: ``unit code severity``."""
    glossary = tmp_path / "rules.toml"
    glossary.write_text(RULES, encoding="utf-8")
    chinese_first = pairs if languages[0] == "zh" else [(other, one) for one, other in pairs]
    file = tsv(tmp_path / "a.tsv", *chinese_first)
    reading = Reading(source_language=languages[0], target_language=languages[1])
    settings = Settings(select=("TRM",), glossaries=(glossary,))
    run = check_sources([Source((file,))], reading, settings)
    return [f"{each.unit} {each.code} {each.severity.value}" for each in run.outcome.findings]


MISSED = ["1 TRM001 error"]
NOTED = ["1 TRM001 note"]


@pytest.mark.parametrize(
    ("source", "target", "wanted"),
    [
        # 1. Any source form of a concept, any allowed rendering; a finding only if there is none.
        pytest.param("发展极在此。", "The growth pole is here.", [], id="1 another source form"),
        pytest.param("增长极在此。", "The pole of growth is here.", [], id="1 another rendering"),
        pytest.param("发展极在此。", "The growing pole is here.", MISSED, id="1 none of them"),
        # 2. The longest from the left; what is shadowed is not asked for; guards; retry.
        pytest.param("长江三角洲一体化", "Delta integration", [], id="2 the shorter is shadowed"),
        pytest.param("郑成功到了台湾。", "Koxinga came to Taiwan.", [], id="2 a guard"),
        pytest.param("郑成功成功了。", "Koxinga had luck.", NOTED, id="2 beside a guard"),
        pytest.param("市场监管总局说。", "The bureau of supervision spoke.", [],
                     id="2 a guard takes nothing from others"),
        # 3. No segmenter as gate; widths, blanks, traditional characters.
        pytest.param("增长极其重要。", "Growth is extremely important.", NOTED,
                     id="3 through one of them"),
        pytest.param("他完成功能测试。", "He finished the functional test.", NOTED,
                     id="3 through a segmenter's words"),
        pytest.param("祝你成功。", "I wish you luck.", MISSED, id="3 inside a segmenter's word"),
        pytest.param("增 长　极在此。", "The growing pole is here.", MISSED, id="3 blanks"),
        pytest.param("增長極在此。", "The growing pole is here.", MISSED, id="3 traditional"),
        pytest.param("ＡＩ在此。", "Artificial intelligence is here.", [], id="3 full width"),
        pytest.param("MAIN在此。", "MAIN is here.", [], id="3 no part of a Latin word"),
        # 4. Inflection, hyphens, one word for two, possessives, capitals; more words: a note.
        pytest.param("增长极在此。", "Growth-poles are here.", [], id="4 hyphen and plural"),
        pytest.param("增长极在此。", "The growthpole's time has come.", [], id="4 solid"),
        pytest.param("增长极在此。", "The GROWTH POLE is here.", [], id="4 capitals"),
        pytest.param("一带一路", "the belt and road", ["1 TRM005 warning"], id="4 its capitals"),
        pytest.param("增长极在此。", "The growth and development pole is here.", NOTED,
                     id="4 more words"),
        # 5. A deficit in the count is a note.
        pytest.param("增长极带动增长极。", "A growth pole drives others.", ["1 TRM004 note"],
                     id="5 once for twice"),
        # 7. Forbidden only with its source term, and not inside an allowed rendering.
        pytest.param("增长极在此。", "The growth engine is here.", ["1 TRM002 error"],
                     id="7 forbidden"),
        pytest.param("引擎在此。", "The growth engine is here.", [], id="7 its concept is not"),
        pytest.param("导热垫在此。", "The thermal gap pad is here.", [], id="7 inside an allowed"),
        # 8. Not in addresses and code.
        pytest.param("见www.a.cn/AI.html", "See www.a.cn/AI.html", [], id="8 an address"),
        # 10, as far as a check can make up for it: one source term of two concepts.
        pytest.param("银行体系很稳。", "The banking sector is stable.", [], id="10 either will do"),
        pytest.param("银行体系很稳。", "The lending network is stable.", MISSED, id="10 told once"),
    ],
)  # fmt: skip
def test_the_rules_of_matching(tmp_path: Path, source: str, target: str, wanted: list[str]) -> None:
    assert told(tmp_path, (source, target)) == wanted


@pytest.mark.parametrize(
    ("source", "target", "wanted"),
    [
        pytest.param("The security guard left.", "保安走了。", [], id="a singular is another word"),
        pytest.param("The securities fell.", "股价下跌。", MISSED, id="the plural is the term"),
        pytest.param("The growth poles are here.", "增长极在此。", [], id="another number"),
        pytest.param("They reformed.", "他们改革了。", [], id="a verb in another form"),
        pytest.param("They reformed.", "他们革新了。", MISSED, id="a verb that is missed"),
        pytest.param("A belt and road of leather.", "皮带与路。", [], id="without its capitals"),
        pytest.param("The Belt and Road grows.", "丝路在发展。", MISSED, id="with its capitals"),
    ],
)  # fmt: skip
def test_the_same_from_english(tmp_path: Path, source: str, target: str, wanted: list[str]) -> None:
    assert told(tmp_path, (source, target), languages=("en", "zh")) == wanted


def test_a_neighbour_counts_if_it_has_one_to_spare(tmp_path: Path) -> None:
    """6. A slip of the alignment is a note; that a neighbour says its own term is none."""
    door = ("门开了。", "The door opened.")
    missing = ("增长极在此。", "The growing pole is here.")
    assert told(tmp_path, missing, ("门开了。", "The growth pole opened.")) == NOTED
    assert told(tmp_path, missing, ("增长极大。", "The growth pole is big.")) == MISSED
    assert told(tmp_path, missing, door, ("门开了。", "The growth pole opened.")) == MISSED


def test_a_finding_says_what_stands_there(tmp_path: Path) -> None:
    """9. The source span, what was expected, what stands there, and how sure that is."""
    glossary = tmp_path / "rules.toml"
    glossary.write_text(RULES, encoding="utf-8")
    source, target = "我们建设新的增长极。", "We build a new growing pole."
    file = tsv(tmp_path / "a.tsv", (source, target))
    settings = Settings(select=("TRM",), glossaries=(glossary,))
    [found] = check_sources([Source((file,))], Reading(), settings).outcome.findings
    assert found.source_span is not None
    assert found.target_span is not None
    assert source[found.source_span.start : found.source_span.end] == "增长极"
    assert target[found.target_span.start : found.target_span.end] == "growing pole"
    assert found.message == (
        "'增长极' should be 'growth pole', 'pole of growth'; 'growing pole' stands there"
    )
    assert found.confidence is not None
    assert 0.5 < found.confidence <= 1


def test_a_language_that_the_encoder_does_not_know(tmp_path: Path) -> None:
    """What stands there cannot be told; that something is missing can."""
    glossary = tmp_path / "terms.toml"
    glossary.write_text('[[concept]]\nterms.zh = "门"\nterms.fi = "ovi"\n', encoding="utf-8")
    file = tsv(tmp_path / "a.tsv", ("门开了。", "Portti aukesi."))
    reading = Reading(source_language="zh", target_language="fi")
    settings = Settings(select=("TRM",), glossaries=(glossary,))
    [found] = check_sources([Source((file,))], reading, settings).outcome.findings
    assert (found.message, found.target_span) == ("'门' should be 'ovi'", None)


def test_the_seed(shared: Path, tmp_path: Path) -> None:
    """The seed article keeps to a glossary; three renderings changed are three findings."""
    glossary = tmp_path / "terms.tsv"
    glossary.write_text("增长极\tgrowth pole\n", encoding="utf-8")
    folder = shared / "seed"
    settings = Settings(select=("TRM",), glossaries=(glossary,))

    def found(english: Path) -> list[tuple[str, str]]:
        source = Source((folder / "article.zh.txt", english), "documents")
        outcome = check_sources([source], Reading(), settings).outcome
        return [(each.severity.value, each.message) for each in outcome.findings]

    assert found(folder / "article.en.txt") == []
    text = (folder / "article.en.txt").read_text(encoding="utf-8")
    changed = ("pole of growth", "growth engine", "growing pole")
    for each in changed:
        text = text.replace("growth pole", each, 1)
    copy = tmp_path / "article.en.txt"
    copy.write_text(text, encoding="utf-8")
    assert found(copy) == [
        ("error", f"'增长极' should be 'growth pole'; '{each}' stands there") for each in changed
    ]


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
