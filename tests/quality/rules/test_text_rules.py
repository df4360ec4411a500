"""The rules of text on more examples than their pages show, and on any text at all."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duilian.corpus.model import Bitext, Span, Unit
from duilian.quality.checker import by_default, check_bitext
from duilian.quality.finding import Finding, Severity
from duilian.quality.fixing import mended
from duilian.quality.rules import RULES, rule

FAMILIES = ("CON", "DUP", "ENC", "LEN", "PUN", "TAG", "TMX", "TYP", "XLF")
TEXT_RULES = by_default(each for each in RULES if each.family in FAMILIES)


def check(
    code: str, *units: Unit, languages: str = "zh-en", file: str = "", **options: int
) -> list[Finding]:
    """What one rule says of units."""
    (chosen,) = by_default([rule(code)])
    chosen = replace(chosen, setup=chosen.rule.setup(options))
    source, _, target = languages.partition("-")
    return list(check_bitext(Bitext(source, target, units), file, [chosen]).findings)


def marks(code: str, source: str, target: str, languages: str = "zh-en") -> list[str]:
    """What a rule marks in a target."""
    found = check(code, Unit(source, target), languages=languages)
    spans = [each.target_span or Span(0, 0) for each in found]
    return [target[span.start : span.end] for span in spans]


@pytest.mark.parametrize(
    ("code", "source", "target", "expected"),
    [
        # Doubled words: only what stands there twice, whole words, with no hyphen.
        ("DUP001", "在", "in in the bay", ["in in"]),
        ("DUP001", "在", "The the bay", ["The the"]),
        ("DUP001", "在", "the then, the-the, 12 12", []),
        ("DUP001", "贝壳", "What it is is a shell.", []),
        ("DUP001", "贝壳", "It is is a shell.", ["is is"]),
        ("DUP002", "又稳又牢", "safe and safe, firm and firm", ["safe and safe", "firm and firm"]),
        ("DUP002", "在", "the man and the man", ["the man and the man"]),
        ("DUP002", "在", "higher and higher, her and her crew", []),
        ("DUP002", "在", "X-ray and ray", []),
        ("DUP003", "在", "at the end of the day and of the night", []),
        ("DUP003", "在", "to the north to the north", ["to the north to the north"]),
        ("DUP003", "在", "We saw the old pier. The old pier was lit.", []),
        # Pairs.
        ("PUN001", "在", "a (b", ["("]),
        ("PUN001", "在", "1) first; a) second", []),
        ("PUN001", "在", "on Friday (12 May), at 10) sharp", [")"]),
        ("PUN001", "在", "in [0, 1)", []),
        ("PUN001", "在", "{n, plural, other {#}}", []),
        ("PUN002", "在", "‘I don’t know,’ said the sailors’ cook", []),
        ("PUN002", "在", "“We don’t know", ["“"]),
        ("PUN002", "在", 'a 12" plank and a "board"', []),
        # Ends.
        ("PUN004", "走吗？", "Are we off?!", []),
        ("PUN004", "走吗？", "“Are we off?”", []),
        ("PUN004", "走吗？", "We are off.", ["."]),
        ("PUN005", "在", "ropes etc., and so on...", []),
        ("PUN005", "在", "ropes,; and", [",;"]),
        # Width and spaces.
        ("TYP001", "在", "Ｐｉｅｒ ３", ["Ｐｉｅｒ", "３"]),
        ("TYP004", "在", "a file .gitignore and a ratio of 3 : 4", []),
        ("TYP005", "在", "Mr.Smith,please", [","]),
    ],
)
def test_marked_in_english(code: str, source: str, target: str, expected: list[str]) -> None:
    assert marks(code, source, target) == expected


@pytest.mark.parametrize(
    ("code", "target", "expected"),
    [
        ("DUP001", "以打鱼为目的的旅行", []),
        ("DUP001", "我的的船", ["的的"]),
        ("DUP001", "一步一步走", []),
        ("DUP002", "国家与国家之间", []),
        ("DUP002", "两条或两条以上", []),
        ("DUP003", "开往对岸开往对岸", ["开往对岸开往对岸"]),
        ("TYP002", "潮水来了,船走了", [","]),
        ("TYP002", "3.5万，12:30，A,B", []),
        ("TYP007", "潮 水", [" "]),
        ("PUN006", "等等...", ["..."]),
        ("PUN001", "《潮汐", ["《"]),
        ("PUN002", "“潮汐", ["“"]),
    ],
)
def test_marked_in_chinese(code: str, target: str, expected: list[str]) -> None:
    assert marks(code, "The tide", target, "en-zh") == expected


@pytest.mark.parametrize(
    ("code", "target", "expected", "languages"),
    [
        (
            "TYP001",
            "The rain stopped，and（so）did he。",
            "The rain stopped, and (so) did he.",
            "zh-en",
        ),
        ("TYP001", "1，200 men：go", "1,200 men: go", "zh-en"),
        ("TYP002", "雨停了, 船走了.", "雨停了，船走了。", "en-zh"),
        ("TYP002", "灯塔 (在岛上) 亮着", "灯塔（在岛上）亮着", "en-zh"),
        ("TYP003", "two  spaces", "two spaces", "zh-en"),
        ("TYP004", "a , b ( c )", "a, b (c)", "zh-en"),
        ("TYP005", "first,second!Third", "first, second! Third", "zh-en"),
        ("TYP008", "用3个app。", "用 3 个 app。", "en-zh"),
        ("PUN006", "等等......", "等等……", "en-zh"),
        ("ENC001", "The ferrymanâ€™s cafÃ©", "The ferryman’s café", "zh-en"),
        ("ENC003", "cafe\u0301", "café", "zh-en"),
        ("ENC004", "a\u200bb", "ab", "zh-en"),
        ("DUP001", "the the bay", "the bay", "zh-en"),
    ],
)
def test_fixes(code: str, target: str, expected: str, languages: str) -> None:
    found = check(code, Unit("x", target), languages=languages)
    assert (
        mended(target, [fix for each in found for fix in each.fixes])[0].replace(
            "the  bay", "the bay"
        )
        == expected
    )


def test_inline_tags_beside_the_text_are_compared() -> None:
    bold = '<bpt i="1">&lt;b&gt;</bpt>{}<ept i="1">&lt;/b&gt;</ept>'
    whole = Unit("潮", "Tide", source_markup=bold.format("潮"), target_markup=bold.format("Tide"))
    half = replace(whole, target_markup=bold.format("Tide").partition("<ept")[0])
    assert not check("TAG002", whole)
    assert [each.message for each in check("TAG002", half)] == [
        "the inline tag <ept> (&lt;/b&gt;) is missing"
    ]


def test_limits_of_the_unit_itself() -> None:
    narrow = Unit("潮汐", "The tide", attributes=(("maxwidth", "4"), ("size-unit", "char")))
    assert [each.target_span for each in check("LEN001", narrow)] == [Span(4, 8)]
    pixels = replace(narrow, attributes=(("maxwidth", "4"), ("size-unit", "pixel")))
    assert not check("LEN001", pixels)
    assert check("LEN001", Unit("潮汐", "The tide"), limit=5)


def test_an_xliff_without_identifiers() -> None:
    unit = Unit("潮汐", "The tide")
    assert check("XLF003", unit, file="a.xlf")
    assert not check("XLF003", unit, file="a.tsv")


def test_the_first_of_an_inconsistency_is_named() -> None:
    units = (Unit("潮汐表", "Tide table"), Unit("码头", "Pier"), Unit("潮汐表", "Table of tides"))
    (found,) = check("CON001", *units)
    assert found.unit == 3
    assert [place.unit for place in found.related] == [1]
    assert "Tide table" in found.message


def test_running_text_that_is_put_otherwise_is_a_note() -> None:
    source = "渡船每天中午从老码头开往对岸的渔村，傍晚再载着鱼虾和信件回来。" * 2
    found = check("CON001", Unit(source, "The ferry leaves."), Unit(source, "Off goes the ferry."))
    assert [each.severity for each in found] == [Severity.note]


CHARACTERS = st.sampled_from(
    "ab Theand12 .,;:?!'\"“”‘’()[]（）《》「」，。、：…的一了我们潮汐和与 \u3000Ａ"
    "Ã©â€™\u200b\x0b\ufffd{}%s<b>&;/\\#_-\n"
)
TEXTS = st.text(CHARACTERS, max_size=60) | st.text(max_size=30)
LANGUAGES = st.sampled_from(("zh", "en", "ja", "de", "fr", "ar", "zh-Hant-HK", "ko", "th"))


@given(st.lists(st.tuples(TEXTS, TEXTS), max_size=4), LANGUAGES, LANGUAGES)
def test_any_text_is_borne_and_spans_lie_inside(
    pairs: list[tuple[str, str]], source: str, target: str
) -> None:
    bitext = Bitext(source, target, tuple(Unit(*each) for each in pairs))
    for found in check_bitext(bitext, "", TEXT_RULES).findings:
        for span, text in (
            (found.source_span, found.source),
            (found.target_span, found.target),
            *((fix.span, getattr(found, fix.side)) for fix in found.fixes),
        ):
            assert span is None or 0 <= span.start <= span.end <= len(text)


FIXABLE = [each for each in TEXT_RULES if each.rule.fixable and each.rule.family in ("TYP", "PUN")]


@given(TEXTS, st.sampled_from(("en", "zh")))
def test_fixes_come_to_an_end(target: str, language: str) -> None:
    """Mending what was mended finds less and less, and soon nothing more."""
    source = "潮" if language == "en" else "a"
    for _ in range(8):
        bitext = Bitext("zh" if language == "en" else "en", language, (Unit(source, target),))
        fixes = {fix for found in check_bitext(bitext, "", FIXABLE).findings for fix in found.fixes}
        target, made = mended(target, fixes)
        if not made:
            return
    raise AssertionError(target)


def test_the_same_text_on_both_sides_has_no_fault_between_them() -> None:
    """What compares the sides finds nothing where they are the same."""
    text = "见 <b>{name}</b> https://tide.example/a `x` &amp; %s max_depth“（潮）”？"
    codes = ("TAG001", "TAG002", "TAG003", "TAG004", "TAG005", "LEN002", "PUN004", "TYP006")
    assert not [
        found for code in codes for found in check(code, Unit(text, text), languages="zh-zh")
    ]


def test_of_two_rules_that_say_the_same_one_speaks() -> None:
    source = "新建的大桥已经通车了。"
    units = (Unit(source, "The bridge is open."), Unit(source, "The bridge is not open."))
    codes = ("ALN006", "CON001")
    chosen = by_default([rule(code) for code in codes])
    said = [found.code for found in check_bitext(Bitext("zh", "en", units), "", chosen).findings]
    assert said == ["ALN006"]
    assert [found.code for code in codes for found in check(code, *units)] == ["ALN006", "CON001"]
