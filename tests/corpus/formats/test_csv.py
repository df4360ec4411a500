"""CSV: what spreadsheets make of it, and that no field of ours becomes a formula."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from duilian.corpus.errors import InputError
from duilian.corpus.formats import csv as our_csv
from duilian.corpus.formats import read_bitext, write_bitext
from duilian.corpus.model import Bitext, Unit

from .samples import read_back

ZH_EN = {"source_language": "zh", "target_language": "en"}
PAIR = [("门", "door")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("source,target\n门,door\n", PAIR, id="comma"),
        pytest.param("source;target\r\n门;door\r\n", PAIR, id="semicolon"),
        pytest.param("source\ttarget\n门\tdoor\n", PAIR, id="tab"),
        pytest.param("source|target\n门|door\n", PAIR, id="bar"),
        pytest.param("sep=;\r\n门;door, red\r\n", [("门", "door, red")], id="named by Excel"),
        pytest.param("\ufeffsource,target\n门,door", PAIR, id="mark, no line end"),
        pytest.param("source,target\r门,door\r", PAIR, id="old line ends"),
        pytest.param(
            "a;one, two\nb;three\n", [("a", "one, two"), ("b", "three")], id="a comma in a text"
        ),
        pytest.param(
            'source,target\n"门\n联","a ""red"" door,\r\nopen"\n',
            [("门\n联", 'a "red" door,\r\nopen')],
            id="quotes and line ends",
        ),
        pytest.param("门,door\n\n,\n联,\n", [*PAIR, ("", ""), ("联", "")], id="empty rows"),
        pytest.param("a,b\n=1+1,'=x\n", [("a", "b"), ("=1+1", "'=x")], id="as it stands"),
        pytest.param('5" disk,五寸盘\n', [('5" disk', "五寸盘")], id="a mark in a text"),
    ],
)
def test_files_of_others(text: str, expected: list[tuple[str, str]], tmp_path: Path) -> None:
    bitext, _ = read_back(text, tmp_path / "a.csv", **ZH_EN)
    assert [(unit.source, unit.target) for unit in bitext] == expected


@pytest.mark.parametrize(
    ("header", "languages"),
    [
        ("Source,Target", ("", "")),
        (" SOURCE , target", ("", "")),
        ("Source Text,Target Text", ("", "")),
        ("Source segment,Target segment", ("", "")),
        ("source,translation", ("", "")),
        ("原文,译文", ("", "")),
        ("原文（zh）,譯文（en）", ("zh", "en")),
        ("source (zh-CN),target (en)", ("zh-CN", "en")),
        ("zh_CN,EN", ("zh-CN", "en")),
        ("ZHO,eng", ("zh", "en")),
        ("中文,英文", ("zh", "en")),
        ("Simplified Chinese,English", ("zh", "en")),
        ("Chinese (Traditional),English", ("zh-Hant", "en")),
    ],
)
def test_headers(header: str, languages: tuple[str, str], tmp_path: Path) -> None:
    options = {} if any(languages) else ZH_EN
    bitext, notices = read_back(f"{header}\n门,door\n", tmp_path / "a.csv", **options)
    assert [(unit.source, unit.target) for unit in bitext] == PAIR
    if any(languages):
        assert (bitext.source_language, bitext.target_language) == languages
    assert notices == []


def test_columns_of_others_stand_anywhere(tmp_path: Path) -> None:
    text = "id,Target,note,Source\n1,door,x,门\n2\n"
    bitext, notices = read_back(text, tmp_path / "a.csv", **ZH_EN)
    assert [(unit.source, unit.target) for unit in bitext] == PAIR
    assert [(notice.place, notice.reason) for notice in notices] == [
        ("line 1", "columns not read: note"),
        ("line 3", "no comma between a source and a target; passed over"),
    ]


@pytest.mark.parametrize("encoding", ["utf-16", "gb18030"])
def test_encodings(encoding: str, tmp_path: Path) -> None:
    text = "source;target\n春联贴在门的两边，上联在右。;Both sides of the door.\n"
    bitext, _ = read_back(text.encode(encoding), tmp_path / "a.csv", **ZH_EN)
    assert [unit.source for unit in bitext] == ["春联贴在门的两边，上联在右。"]


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@SUM(A1)", "＝1", "\t=1", "\r=1", "\n=1", "'=1", "''", "'"]
)
def test_no_field_of_ours_is_a_formula(text: str, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    found = (Unit(text, "door", id=text), Unit("门", text))
    write_bitext(Bitext("zh", "en", found), path)
    data = path.read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    for row in csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")):
        assert not any(field.startswith(tuple("=+-@＝＋－＠\t\r\n")) for field in row)
    assert tuple(read_bitext(path, **ZH_EN)) == found  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ('source,target\n门,"door\n', "line 2"),
        ('source,target\n门,"door"s\n', "line 2"),
        ("\n\n", ""),
        (",".join(our_csv.COLUMNS) + "\na,b,1.5\n", "line 2"),
        (",".join(our_csv.COLUMNS) + "\nalone\n", "line 2"),
        ('"' + "a" * 200_000 + '",b\n', "line 1"),
        # One line and no end to it: once quadratic, 24 seconds for 140,000 characters.
        ('a,b\n"' + "a" * 3_000_000, "line 2"),
    ],
)
def test_bad_files(text: str, place: str, tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        read_back(text, tmp_path / "a.csv", **ZH_EN)
    assert caught.value.place == place
    assert caught.value.remedy


@pytest.mark.parametrize(
    "text", ["门\n窗\n", "source,target\n门\n", "门\n", "zh,en,note\n门\n窗\n"]
)
def test_one_column_is_no_bitext(text: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"a\.csv, line [12]: no row of it has two columns"):
        read_back(text, tmp_path / "a.csv")


def test_a_heading_alone_is_a_bitext_without_units(tmp_path: Path) -> None:
    assert tuple(read_back("source,target\n", tmp_path / "a.csv")[0]) == ()
