"""Candidates, references and sources, brought to the same segments."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duilian.corpus.errors import InputError
from duilian.corpus.formats import write_bitext
from duilian.corpus.model import Bitext, Unit
from duilian.quality.scores.texts import match, read

from .made import text


def test_plain_lines(tmp_path: Path) -> None:
    file = tmp_path / "a.en"
    file.write_text("one \n\ntwo\n", encoding="utf-8")
    assert read(file).segments == ("one", "", "two")


def test_targets_of_a_bitext(tmp_path: Path) -> None:
    file = tmp_path / "a.tmx"
    write_bitext(Bitext("zh", "en", (Unit("门", "door", "7"), Unit("窗", "window", "8"))), file)
    found = read(file)
    assert (found.segments, found.sources) == (("door", "window"), ("门", "窗"))
    assert (found.ids, found.language) == (("7", "8"), "en")


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file"):
        read(tmp_path / "none.txt")
    empty = tmp_path / "empty.txt"
    empty.touch()
    with pytest.raises(InputError, match="empty"):
        read(empty)


def test_as_many_segments_are_taken_as_they_stand() -> None:
    matched = match([text("a", "b")], [text("c", "d"), text("e", "f")], language="en")
    assert matched.candidates[0].segments == ("a", "b")
    assert [each.segments for each in matched.references] == [("c", "d"), ("e", "f")]
    assert matched.notes == ()


def test_units_are_matched_by_id() -> None:
    candidate = text("b", "a", "x", sources=("2", "1", "3"), ids=("k2", "k1", "k3"))
    reference = text("A", "B", sources=("one", "two"), ids=("k1", "k2"))
    matched = match([candidate], [reference], language="en")
    assert matched.candidates[0].segments == ("a", "b")
    assert matched.references[0].segments == ("A", "B")
    assert matched.source is not None
    assert matched.source.segments == ("one", "two")
    assert matched.notes == ("x: 1 of 3 units have no counterpart, left out",)


def test_units_without_ids_are_matched_by_source() -> None:
    candidate = text("b", "a1", "a2", sources=("乙", "甲", "甲"))
    reference = text("A1", "A2", "B", sources=("甲", "甲 ", "乙"))
    matched = match([candidate], [reference], language="en")
    assert matched.candidates[0].segments == ("a1", "a2", "b")


def test_units_that_have_nothing_in_common() -> None:
    with pytest.raises(InputError, match="no unit of it has the source text"):
        match([text("a", sources=("甲",))], [text("b", sources=("乙",))], language="en")


def test_lines_against_units() -> None:
    reference = text("A", "B", sources=("甲", "乙"))
    matched = match([text("a", "b")], [reference], language="en")
    assert matched.candidates[0].segments == ("a", "b")
    with pytest.raises(InputError, match="1 segments, but 2"):
        match([text("a")], [reference], language="en")


def test_a_source_that_does_not_fit() -> None:
    with pytest.raises(InputError, match="3 segments, but 2 in x"):
        match([text("a", "b")], [text("c", "d")], text("1", "2", "3", name="y"), language="en")


STORY = (
    "The ferry left before dawn.",
    "Nobody had slept.",
    "At the second bend the engine stopped, and the captain swore.",
    "An old woman began to sing.",
    "By noon they had drifted past the customs house.",
    "Two boys threw a rope from the quay.",
)


def test_text_that_is_cut_otherwise_is_aligned() -> None:
    joined = text(f"{STORY[0]} {STORY[1]}", *STORY[2:4], f"{STORY[4]} {STORY[5]}", name="cut")
    matched = match([joined], [text(*STORY, name="ref")], language="en")
    assert matched.candidates[0].segments == joined.segments
    assert matched.references[0].segments == joined.segments
    assert "cut: 4 segments, aligned to the 6 of ref" in matched.notes


def test_what_one_text_joins_is_joined_in_all() -> None:
    one = text(f"{STORY[0]} {STORY[1]}", *STORY[2:], name="one")
    two = text(*STORY[:4], f"{STORY[4]} {STORY[5]}", name="two")
    matched = match([one, two], [text(*STORY)], text(*"123456"), language="en")
    assert {len(each) for each in (*matched.candidates, *matched.references)} == {4}
    assert matched.candidates[0].segments == matched.candidates[1].segments
    assert matched.source is None
    assert any("left out" in note for note in matched.notes)


@given(st.lists(st.integers(1, 3), min_size=1, max_size=4))
def test_nothing_is_lost_however_it_is_cut(pieces: list[int]) -> None:
    segments = []
    begin = 0
    for size in pieces:
        if begin < len(STORY):
            segments.append(" ".join(STORY[begin : begin + size]))
        begin += size
    if begin < len(STORY):
        segments.append(" ".join(STORY[begin:]))
    matched = match([text(*segments)], [text(*STORY)], language="en")
    for each in (*matched.candidates, *matched.references):
        assert " ".join(each.segments) == " ".join(STORY)
