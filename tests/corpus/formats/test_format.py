"""The room's verbs: which format a file is in, and what happens when it is the wrong one."""

from __future__ import annotations

import io
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import pytest

from duilian.corpus.errors import DuilianError, InputError, UsageError
from duilian.corpus.formats import (
    FORMATS,
    format_for,
    parse_beads,
    read_bitext,
    read_document,
    read_text,
    write_bitext,
)
from duilian.corpus.model import Bitext, Unit

from .samples import COUPLET

ROUND = [each.name for each in FORMATS if each.read and each.write]


def test_names_and_suffixes_are_unique() -> None:
    names = [each.name for each in FORMATS]
    suffixes = [suffix for each in FORMATS for suffix in each.suffixes]
    assert len(set(names)) == len(names)
    assert len(set(suffixes)) == len(suffixes)
    assert ROUND == ["tmx", "xliff2", "xliff", "jsonl", "tsv", "csv", "xlsx", "docx", "po"]


@pytest.mark.parametrize(
    ("name", "expected"),
    [("a.TMX", "tmx"), ("a.tsv", "tsv"), ("a.ndjson", "jsonl"), ("b.beads", "beads")],
)
def test_by_suffix(name: str, expected: str) -> None:
    assert format_for(name, writing=True).name == expected
    assert format_for(Path(name), writing=False).name == expected


@pytest.mark.parametrize("name", [name for name in ROUND if name not in ("xlsx", "docx")])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_by_content(name: str, encoding: str, tmp_path: Path) -> None:
    path = tmp_path / "file.dat"
    write_bitext(COUPLET, path, format=name)
    text = path.read_bytes().decode("utf-8-sig").replace("charset=UTF-8", "")
    path.write_bytes(text.replace('encoding="UTF-8"', "").encode(encoding))
    assert format_for(path, writing=False).name == name
    bitext = read_bitext(path, source_language="zh-CN", target_language="en")
    assert [unit.target for unit in bitext] == [unit.target for unit in COUPLET]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("[0]:[0, 1]\n", "beads"),
        ("Just a text.\n", "text"),
        ("<p>A page that is about <b>tags</b></p>", "text"),
        ("A line\twith a tab\n", "text"),
    ],
)
def test_other_contents(content: str, expected: str, tmp_path: Path) -> None:
    path = tmp_path / "001.zh"
    path.write_text(content)
    assert format_for(path, writing=False).name == expected


def test_an_unknown_format_suggests_the_nearest() -> None:
    with pytest.raises(UsageError, match="did you mean json") as caught:
        format_for("a.txt", "jsonk", writing=True)
    assert all(each.name in caught.value.remedy for each in FORMATS)
    with pytest.raises(UsageError, match="unknown format 'qqq'"):
        format_for("a.txt", "qqq", writing=False)


@pytest.mark.parametrize("path", ["-", "out", "out.xyz"])
def test_a_format_that_cannot_be_told(path: str) -> None:
    with pytest.raises(UsageError, match="cannot be told") as caught:
        format_for(path, writing=True)
    assert "--format" in caught.value.remedy
    assert "tmx" in caught.value.remedy


@pytest.mark.parametrize("name", ROUND)
@pytest.mark.parametrize("packed", [".gz", ".zip"])
def test_any_format_may_be_packed(name: str, packed: str, tmp_path: Path) -> None:
    path = tmp_path / f"a.{name}{packed}"
    write_bitext(COUPLET, path, format=name)
    assert path.read_bytes()[:2] == {".gz": b"\x1f\x8b", ".zip": b"PK"}[packed]
    assert list(tmp_path.iterdir()) == [path]
    write_bitext(COUPLET, tmp_path / "unpacked", format=name)
    packed_units, units = (
        tuple(read_bitext(each, format=name)) for each in (path, tmp_path / "unpacked")
    )
    assert packed_units == units


@pytest.mark.parametrize("name", ["xlsx", "docx"])
def test_packages_by_content(name: str, tmp_path: Path) -> None:
    path = tmp_path / "file.dat"
    write_bitext(COUPLET, path, format=name)
    assert format_for(path, writing=False).name == name


def test_a_word_file_is_a_table_or_a_text_as_asked(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    write_bitext(Bitext("zh", "en", (Unit("门上的对联。", "The couplets on the door."),)), path)
    assert [unit.target for unit in read_bitext(path)] == ["The couplets on the door."]
    assert {"门上的对联。", "The couplets on the door."} <= set(read_document(path).texts())


def test_only_line_parallel_files_cannot_say_that_text_was_moved() -> None:
    assert [each.name for each in FORMATS if not each.crossing] == ["moses"]


def test_what_cannot_be_written(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be written as text"):
        write_bitext(COUPLET, tmp_path / "a.txt")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", [name for name in ROUND if name != "docx"])
def test_a_bitext_where_a_text_was_expected(name: str, tmp_path: Path) -> None:
    for path in (tmp_path / f"a.{name}", tmp_path / "plain"):
        write_bitext(COUPLET, path, format=name)
        for lines in (False, True):
            with pytest.raises(InputError, match="a text in one language") as caught:
                read_document(path, lines=lines)
            assert caught.value.remedy


def test_a_text_where_a_bitext_was_expected(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Just a text.\n")
    with pytest.raises(InputError, match="two languages side by side"):
        read_bitext(path)
    with pytest.raises(InputError, match="two languages side by side"):
        read_bitext(path, format="table")


def test_a_named_format_beats_the_suffix(tmp_path: Path) -> None:
    path = tmp_path / "pairs.txt"
    path.write_text("门\tdoor\n", encoding="utf-8")
    bitext = read_bitext(path, format="TSV", source_language="zh", target_language="en")
    assert [unit.target for unit in bitext] == ["door"]


def test_documents(tmp_path: Path) -> None:
    path = tmp_path / "door.txt"
    path.write_bytes("春联贴在门的两边。上联在右。\n".encode("gb18030"))
    document = read_document(path)
    assert document.language.startswith("zh")
    assert document.texts() == ["春联贴在门的两边。", "上联在右。"]
    assert document.name == str(path)
    assert read_document(path, lines=True, language="zh-Hans").texts() == [
        "春联贴在门的两边。上联在右。"
    ]
    with pytest.raises(UsageError, match="unknown encoding"):
        read_document(path, encoding="utf-9")


@pytest.mark.parametrize("name", ROUND)
def test_standard_streams(name: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    out = io.TextIOWrapper(io.BytesIO())
    monkeypatch.setattr(sys, "stdout", out)
    assert write_bitext(COUPLET, "-", format=name) == 3
    data = out.buffer.getvalue()  # type: ignore[attr-defined]
    write_bitext(COUPLET, tmp_path / "a", format=name)
    assert (tmp_path / "a").read_bytes() == data
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    bitext = read_bitext("-", source_language="zh-CN", target_language="en")
    assert [unit.source for unit in bitext] == [unit.source for unit in COUPLET]


@pytest.mark.parametrize("name", [each.name for each in FORMATS if each.write])
def test_a_bitext_that_fails_midway_leaves_the_old_file(name: str, tmp_path: Path) -> None:
    def failing() -> Iterator[Unit]:
        yield Unit("门", "door", source_sentences=range(1), target_sentences=range(1))
        raise InputError("the disk of the other file is gone")

    path = tmp_path / "kept"
    path.write_text("old")
    with pytest.raises(InputError, match="gone"):
        write_bitext(Bitext("zh", "en", failing()), path, format=name)
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("name", [each.name for each in FORMATS])
@pytest.mark.parametrize(
    "data", [None, b"", b"\x00\x01\x02\x03\xff", b"\xff\xfe", b"\xc3\x28", bytes(range(256)) * 400]
)
def test_no_bad_file_gets_past_as_a_traceback(
    name: str, data: bytes | None, tmp_path: Path
) -> None:
    path = tmp_path / "bad"
    if data is not None:
        path.write_bytes(data)
    with pytest.raises(DuilianError) as caught:
        list(read_bitext(path, format=name))
    assert caught.value.remedy
    assert "\n" not in str(caught.value)
    with pytest.raises(DuilianError):
        read_document(path)


def test_converting_in_place_and_from_format_to_format(tmp_path: Path) -> None:
    first, second, third = (tmp_path / f"a.{name}" for name in ("tmx", "jsonl", "tsv"))
    write_bitext(COUPLET, first)
    write_bitext(read_bitext(first), first)
    write_bitext(read_bitext(first), second)
    assert tuple(read_bitext(second)) == COUPLET.units
    write_bitext(read_bitext(second), third)
    kept = {each.name for each in fields(Unit)} - {"attributes", "properties", "notes"}
    for unit, other in zip(read_bitext(third), COUPLET, strict=True):
        assert all(getattr(unit, name) == getattr(other, name) for name in kept)


def test_beads_are_read_as_text(tmp_path: Path) -> None:
    path = tmp_path / "gold.beads"
    path.write_bytes("[0]:[0]\r\n".encode("utf-16"))
    assert parse_beads(read_text(path), str(path)) == [((0,), (0,))]


def test_importing_the_room_is_cheap() -> None:
    code = (
        "import sys, duilian.corpus.formats as f;"
        "heavy = 'lxml rich py3langid opencc numpy markdown_it pypdf'.split();"
        "print([name for name in heavy if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
