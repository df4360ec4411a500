"""Upkeep in files: all of them appear, or none, and nothing is read twice."""

from __future__ import annotations

from pathlib import Path

import pytest

from duilian.corpus.errors import InputError, UsageError
from duilian.corpus.formats import read_bitext, write_bitext
from duilian.corpus.model import Bitext, Notice, Unit
from duilian.corpus.tm import files
from duilian.corpus.tm.files import Reading, Writing, merge_files, open_two, rewrite, split_file
from duilian.corpus.tm.split import ByParts, ByProperty, ByShare, ByUnits

UNITS = tuple(
    Unit(f"门{number}", f"door {number}", properties=(("x-document", name),))
    for number, name in enumerate(["a.tsv", "b/c", "a.tsv", "..d", "..d"])
)


@pytest.fixture
def memory(tmp_path: Path) -> Path:
    path = tmp_path / "m.tmx"
    write_bitext(Bitext("zh", "en", UNITS), path)
    return path


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_split_into_files(memory: Path, tmp_path: Path) -> None:
    made = split_file(memory, ByUnits(2), str(tmp_path / "m.{part}.tsv"), Reading())
    assert [(path.name, units) for path, units in made] == [
        ("m.1.tsv", 2),
        ("m.2.tsv", 2),
        ("m.3.tsv", 1),
    ]
    assert [unit.source for unit in read_bitext(tmp_path / "m.2.tsv")] == ["门2", "门3"]


def test_numbers_are_of_one_width(tmp_path: Path) -> None:
    path = tmp_path / "m.jsonl"
    write_bitext(Bitext("zh", "en", UNITS * 2), path)
    made = split_file(path, ByUnits(1), str(tmp_path / "{part}.jsonl"), Reading())
    assert [path.name for path, _ in made][::9] == ["01.jsonl", "10.jsonl"]


def test_names_of_parts_are_names_of_files(memory: Path, tmp_path: Path) -> None:
    made = split_file(memory, ByProperty("x-document"), str(tmp_path / "x-{part}.tmx"), Reading())
    assert [path.name for path, _ in made] == ["x-d.tmx", "x-a.tmx", "x-b_c.tmx"]
    assert all(path.parent == tmp_path for path, _ in made)


def test_two_parts_of_one_name_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "m.jsonl"
    units = [Unit("", "", properties=(("x", value),)) for value in ("a/b", "a:b")]
    write_bitext(Bitext("zh", "en", units), path)
    with pytest.raises(UsageError, match="'a/b' and 'a:b' would have the same name"):
        split_file(path, ByProperty("x"), str(tmp_path / "{part}.jsonl"), Reading())
    assert names(tmp_path) == ["m.jsonl"]


def test_no_part_appears_before_all_are_whole(memory: Path, tmp_path: Path) -> None:
    text = memory.read_text(encoding="utf-8")
    memory.write_text(text[: text.index("door 4")], encoding="utf-8")
    (tmp_path / "1.tmx").write_text("old", encoding="utf-8")
    with pytest.raises(InputError, match="ends in the middle"):
        split_file(memory, ByUnits(1), str(tmp_path / "{part}.tmx"), Reading())
    assert names(tmp_path) == ["1.tmx", "m.tmx"]
    assert (tmp_path / "1.tmx").read_text(encoding="utf-8") == "old"


def test_a_part_does_not_replace_what_is_read(memory: Path, tmp_path: Path) -> None:
    before = memory.read_bytes()
    share = ByShare((("m", 1.0),))
    with pytest.raises(UsageError, match="same file"):
        split_file(memory, share, str(tmp_path / "{part}.tmx"), Reading())
    assert memory.read_bytes() == before


def test_what_cannot_be_split(
    memory: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(UsageError, match=r"no \{part\} in it"):
        split_file(memory, ByParts(2), str(tmp_path / "a.tmx"), Reading())
    with pytest.raises(UsageError, match="no such file or directory"):
        split_file(memory, ByParts(2), str(tmp_path / "nowhere" / "{part}.tmx"), Reading())
    with pytest.raises(UsageError, match="unknown format"):
        split_file(memory, ByParts(2), str(tmp_path / "{part}.tmx"), Reading(), format="odd")
    monkeypatch.setattr(files, "MOST_PARTS", 2)
    with pytest.raises(UsageError, match="more than 2 parts"):
        split_file(memory, ByUnits(1), str(tmp_path / "{part}.tmx"), Reading())
    assert names(tmp_path) == ["m.tmx"]


def test_notices_tell_their_part(tmp_path: Path) -> None:
    path = tmp_path / "m.jsonl"
    write_bitext(Bitext("zh", "en", [UNITS[0], Unit("门", "")]), path)
    notices: list[Notice] = []
    pattern = str(tmp_path / "{part}.tmx")
    split_file(path, ByUnits(1), pattern, Reading(), writing_notice=notices.append)
    assert notices == [Notice("part 2, unit 1", "not written: its target is empty")]


def test_merge_and_split_again(memory: Path, tmp_path: Path) -> None:
    other = tmp_path / "n.tsv"
    other.write_text("zh-CN\ten\n窗\twindow\n顶\n", encoding="utf-8")
    whole = tmp_path / "whole.jsonl"
    notices: list[Notice] = []
    sources = [other, memory]
    written = merge_files(
        sources, lambda units: units, Reading(), Writing(whole), notice=notices.append
    )
    assert written == 6
    assert [notice.place for notice in notices] == [str(memory), f"{other}: line 3"][::-1]
    made = split_file(
        whole, ByProperty("x-duilian-file"), str(tmp_path / "again.{part}.tmx"), Reading()
    )
    assert [(path.name, units) for path, units in made] == [("again.m.tmx", 5), ("again.n.tmx", 1)]


def test_a_file_may_be_read_the_other_way_round(memory: Path, tmp_path: Path) -> None:
    other = tmp_path / "en.tmx"
    write_bitext(Bitext("en", "zh", [Unit("window", "窗")]), other)
    out = tmp_path / "out.tsv"
    with pytest.raises(InputError, match=r"en\.tmx: it is English → Chinese"):
        merge_files([memory, other], lambda units: units, Reading(), Writing(out))
    assert names(tmp_path) == ["en.tmx", "m.tmx"]
    reading = Reading(source_language="zh", target_language="en")
    assert merge_files([memory, other], lambda units: units, reading, Writing(out)) == 6
    assert [unit.source for unit in read_bitext(out)][-1] == "窗"


def test_what_is_read_is_not_written(memory: Path, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="same file"):
        rewrite(memory, lambda units: units, Reading(), Writing(memory))
    with pytest.raises(UsageError, match="same file"):
        merge_files([tmp_path / "x", memory], lambda units: units, Reading(), Writing(memory))
    both = open_two(Path("-"), Path("-"), Reading())
    with pytest.raises(UsageError, match="only one input"), both:
        pass


def test_two_in_other_languages_are_not_compared(memory: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.tsv"
    other.write_text("de\ten\nTür\tdoor\n", encoding="utf-8")
    with (
        pytest.raises(InputError, match="German → English"),
        open_two(memory, other, Reading()),
    ):
        pass
