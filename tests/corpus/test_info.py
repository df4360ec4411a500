"""What is said of a file: counts that can be checked by hand, and oddities one at a time."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duilian.corpus.errors import InputError, UsageError
from duilian.corpus.formats import write_bitext
from duilian.corpus.info import (
    ODDITIES,
    BitextInfo,
    DocumentInfo,
    Lengths,
    Oddity,
    Probabilities,
    as_json,
    count_words,
    describe,
    inspect,
    show,
)
from duilian.corpus.model import Bitext, Notice, Unit

DOOR = Unit(
    "门在左边。",
    "The door is on the left.",
    probability=0.95,
    source_sentences=range(0, 1),
    target_sentences=range(0, 1),
)
WINDOW = Unit(
    "窗在右边，很大。",
    "The window is on the right. It's big.",
    probability=0.45,
    source_sentences=range(1, 2),
    target_sentences=range(1, 3),
)


def told(*units: Unit, languages: tuple[str, str] = ("zh", "en")) -> BitextInfo:
    """What is said of some units; they can be walked once only."""
    return describe(Bitext(*languages, iter(units)), name="x", format="tsv")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", 0),
        (" \n。，!", 0),
        ("门在左边。", 4),
        ("The door is on the left.", 6),
        ("Don't say 3.14 or 1,000 well-known things.", 7),
        ("他用iPhone 15打电话", 7),
        ("ドアが左に", 5),
        ("naïve café", 2),
    ],
)
def test_words_are_those_of_a_word_processor(text: str, words: int) -> None:
    assert count_words(text) == words


@given(st.text(), st.text())
def test_words_add_up(one: str, other: str) -> None:
    assert count_words(f"{one}\n{other}") == count_words(one) + count_words(other)


def test_counts() -> None:
    info = told(DOOR, WINDOW)
    assert info.units == 2
    assert info.kinds == (("1-1", 1), ("1-2", 1))
    assert info.probabilities == Probabilities(2, 0.7, 1, 1)
    assert info.source == Lengths(13, 10, 8, 2)
    assert info.target == Lengths(61, 14, 37, 2)
    assert info.ratio == pytest.approx(61 / 13)
    assert info.oddities == ()


def test_what_is_not_stated() -> None:
    info = told(Unit("门", "door"), DOOR)
    assert info.kinds == (("1-1", 1),)
    assert info.probabilities == Probabilities(1, 0.95, 0, 0)
    nothing = told()
    assert (nothing.units, nothing.probabilities, nothing.ratio) == (0, None, None)
    assert "units             0" in list(show(nothing))


@pytest.mark.parametrize(
    ("name", "unit"),
    [
        ("empty side", Unit("门", "")),
        ("empty side", Unit("  ", "door")),
        ("source and target the same", Unit("GDP", "GDP")),
        ("blanks at the edge", Unit("门 ", "door")),
        ("blanks at the edge", Unit("门", "\tdoor")),
        ("control or invisible character", Unit("门\x07", "door")),
        ("control or invisible character", Unit("门", "do\u200bor")),
        ("control or invisible character", Unit("门\ufffd", "door")),
        ("very long segment", Unit("门" * 401, "door")),
        ("very long segment", Unit("门", "door " * 201 + "door")),
        ("same pair as an earlier unit", DOOR),
        ("same source as an earlier unit, other target", Unit(DOOR.source, "It is left.")),
    ],
)
def test_an_oddity(name: str, unit: Unit) -> None:
    assert name in ODDITIES
    assert Oddity(name, 1, (3,)) in told(DOOR, WINDOW, unit).oddities


@pytest.mark.parametrize(
    "unit",
    [
        Unit("一行\n又一行", "one line\tand another\r\n and more"),
        Unit("门" * 400, "door " * 199 + "door"),
        Unit("", ""),
    ],
)
def test_what_is_not_odd_twice(unit: Unit) -> None:
    assert all(oddity.name == "empty side" for oddity in told(unit, WINDOW).oddities)


def test_every_oddity_can_be_found() -> None:
    odd = [
        DOOR,
        DOOR,
        Unit(DOOR.source, "Left."),
        Unit("", "x"),
        Unit("x", "x"),
        Unit(" \x01 y" * 500, "z"),
    ]
    assert tuple(oddity.name for oddity in told(*odd).oddities) == ODDITIES


def test_only_the_first_places_are_kept() -> None:
    (oddity,) = told(*[Unit("门", "")] * 1000).oddities
    assert (oddity.count, oddity.units) == (1000, (1, 2, 3, 4, 5))
    assert (
        "1,000 × empty side (units 1, 2, 3, 4, 5, ...)"
        in list(show(told(*[Unit("", "x")] * 1000)))[-1]
    )


@pytest.mark.parametrize("tag", ["", "und", "*all*"])
def test_a_language_may_be_anything(tag: str) -> None:
    assert "\n".join(show(told(DOOR, languages=(tag, "en")))).count("(English)") == 1


def test_shown_and_as_json() -> None:
    info = told(DOOR, WINDOW, Unit("门", ""))
    assert list(show(info)) == [
        "x: tab-separated values, one unit a line",
        "languages         zh (Chinese) → en (English)",
        "units             3",
        "beads             1-1: 1, 1-2: 1",
        "probability       0.700 on average of the 2 that state it; below 0.9: 1; below 0.5: 1",
        "characters        14 → 61 (1 : 4.36)",
        "words             11 → 14",
        "longest           8 characters (unit 2) → 37 (unit 2)",
        "oddities          1 × empty side (unit 3)",
    ]
    record = json.loads(json.dumps(as_json(info)))
    assert record["kinds"] == {"1-1": 1, "1-2": 1}
    assert record["ratio"] == 4.3571
    assert record["probabilities"]["mean"] == 0.7
    assert record["oddities"] == [{"name": "empty side", "count": 1, "units": [3]}]


@pytest.mark.parametrize("suffix", [".tmx", ".tsv", ".jsonl"])
def test_inspect_a_bitext(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"a{suffix}"
    write_bitext(Bitext("zh", "en", (DOOR, WINDOW)), path)
    info = inspect(path)
    assert isinstance(info, BitextInfo)
    assert (info.name, info.format, info.units) == (str(path), suffix[1:], 2)
    assert info.kinds == (("1-1", 1), ("1-2", 1))
    # The same by its content alone, and by a name that is given.
    plain = path.rename(tmp_path / "a")
    assert as_json(inspect(plain)) == as_json(info) | {"name": str(plain)}
    named = inspect(plain, format=suffix[1:], source_language="zh-CN")
    assert isinstance(named, BitextInfo)
    assert named.source_language == "zh-CN"


def test_inspect_a_text(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("第一章 门\n\n门在左边。窗在右边。\n".encode("gb18030"))
    info = inspect(path, encoding="gb18030")
    assert info == DocumentInfo("zh", "gb18030", 2, 1, 3, Lengths(15, 12, 5, 1), str(path))
    assert as_json(info)["lengths"]["longest"] == 5
    other = inspect(path, encoding="gb18030", source_language="ja")
    assert isinstance(other, DocumentInfo)
    assert other.language == "ja"


def test_notices_are_passed_on(tmp_path: Path) -> None:
    path = tmp_path / "a.tsv"
    path.write_text("zh\ten\n门\tdoor\n窗\n", encoding="utf-8")
    notices: list[Notice] = []
    inspect(path, notice=notices.append)
    assert [notice.place for notice in notices] == ["line 3"]


def test_what_cannot_be_inspected(tmp_path: Path) -> None:
    beads = tmp_path / "a.beads"
    beads.write_text("[0]:[0]\n", encoding="utf-8")
    with pytest.raises(InputError, match="holds no text"):
        inspect(beads)
    with pytest.raises(UsageError, match="unknown format"):
        inspect(beads, format="odd")
    with pytest.raises(InputError, match="no such file"):
        inspect(tmp_path / "nowhere")
