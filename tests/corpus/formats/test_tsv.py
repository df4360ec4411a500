"""TSV: ours is exact, other people's are read as they stand."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from duilian.corpus.errors import InputError
from duilian.corpus.formats import tsv
from duilian.corpus.model import Bitext, Notice, Span, Unit

from .samples import any_text, read_back, units, written

SOME_TEXT = any_text.filter(lambda text: not re.search("[\0\ud800-\udfff]", text))
ZH_EN = {"source_language": "zh", "target_language": "en"}


def pairs(bitext: Bitext) -> list[tuple[str, str]]:
    """The two sides of each unit."""
    return [(unit.source, unit.target) for unit in bitext]


def test_what_it_looks_like() -> None:
    unit = Unit(
        "门\t联\\",
        "a\r\nb",
        "7",
        0.98764,
        range(3, 5),
        range(4, 4),
        Span(0, 9),
    )
    text, notices = written(tsv.write, Bitext("zh", "en", (unit, Unit("门", ""))))
    assert text.split("\n") == [
        "source\ttarget\tprobability\tkind\tsource_sentences\ttarget_sentences"
        "\tsource_span\ttarget_span\tid",
        "门\\t联\\\\\ta\\r\\nb\t0.9876\t2-0\t[3,5)\t[4,4)\t[0,9)\t\t7",
        "门\t\t\t\t\t\t\t\t",
        "",
    ]
    assert notices == []


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(found=st.lists(units(SOME_TEXT), max_size=4).map(tuple))
def test_round_trip(found: tuple[Unit, ...], tmp_path: Path) -> None:
    bitext = Bitext("zh", "en", found)
    text, notices = written(tsv.write, bitext)
    assert read_back(text, tmp_path / "any.tsv", **ZH_EN) == (bitext, notices)


def test_what_no_text_file_holds_is_replaced_and_told() -> None:
    text, notices = written(tsv.write, Bitext("zh", "en", (Unit("\ud800", "b\0"),)))
    assert text.endswith("\n\ufffd\tb\ufffd\t\t\t\t\t\t\t\n")
    assert notices == [
        Notice("unit 1", "2 character(s) no text file holds were replaced by U+FFFD")
    ]


@pytest.mark.parametrize(
    ("text", "languages", "expected"),
    [
        ("门\tdoor\n联\tline\n", ("", ""), [("门", "door"), ("联", "line")]),
        ("门\tc:\\new\n", ("", ""), [("门", "c:\\new")]),
        ("\ufeffSource\tTARGET\n门\tdoor\r\n", ("", ""), [("门", "door")]),
        ("target\tsource\nc:\\t\t门\n", ("", ""), [("门", "c:\\t")]),
        ("zh_CN\tEN\n门\tdoor\n", ("zh-CN", "en"), [("门", "door")]),
        ("OK\tno\n", ("", ""), [("OK", "no")]),
        ("\n=1+1\t+1\n\n", ("", ""), [("=1+1", "+1")]),
        ("一\tone", ("", ""), [("一", "one")]),
        ("\tdoor\n门\t\n", ("", ""), [("", "door"), ("门", "")]),
    ],
)
def test_files_of_others_are_read_literally(
    text: str, languages: tuple[str, str], expected: list[tuple[str, str]], tmp_path: Path
) -> None:
    options = {} if any(languages) else ZH_EN
    bitext, notices = read_back(text, tmp_path / "a.tsv", **options)
    assert pairs(bitext) == expected
    assert (bitext.source_language, bitext.target_language) == (
        languages if any(languages) else ("zh", "en")
    )
    assert notices == []


def test_what_is_passed_over_is_told(tmp_path: Path) -> None:
    text = "source\ttarget\tremark\n门\tdoor\tred\nalone\n"
    bitext, notices = read_back(text, tmp_path / "a.tsv", **ZH_EN)
    assert pairs(bitext) == [("门", "door")]
    assert notices == [
        Notice("line 1", "columns not read: remark"),
        Notice("line 3", "no tab between a source and a target; passed over"),
    ]
    assert read_back("门\tdoor\tx\n", tmp_path / "a.tsv", **ZH_EN)[1] == [
        Notice("line 1", "only the first two columns were read")
    ]


def test_languages_are_recognised(tmp_path: Path) -> None:
    text = "春联贴在门的两边，上联在右。\tThe lines hang on both sides of the door.\n" * 2
    bitext, _ = read_back(text, tmp_path / "a.tsv")
    assert bitext.source_language.startswith("zh")
    assert bitext.target_language == "en"


HEADER = "\t".join(tsv.COLUMNS) + "\n"


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("no tab here\n", "line 1"),
        (HEADER + "a\tb\t1.5\n", "line 2"),
        (HEADER + "a\tb\t\t\t3-5\n", "line 2"),
        (HEADER + "a\tb\t\t\t[5,3)\n", "line 2"),
        (HEADER + "a\tb\nalone\n", "line 3"),
    ],
)
def test_bad_files(text: str, place: str, tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        read_back(text, tmp_path / "a.tsv", **ZH_EN)
    assert caught.value.place == place
    assert caught.value.remedy


@pytest.mark.parametrize("encoding", ["utf-16", "gb18030"])
def test_encodings(encoding: str, tmp_path: Path) -> None:
    data = "门是红的，联也是红的。\tThe door is red, and so are the lines.\n".encode(encoding)
    bitext, _ = read_back(data, tmp_path / "a.tsv", **ZH_EN)
    assert [unit.source for unit in bitext] == ["门是红的，联也是红的。"]
