"""Where two translations differ."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duilian.quality.scores.differences import Pieces, differences


def marked(pieces: Pieces) -> str:
    """Pieces in one line: {a changed word [with what differs in it]}."""
    signs = {"same": "{}", "word": "<{}>", "part": "[{}]"}
    return "".join(signs[piece.extent].format(piece.text) for piece in pieces)


@pytest.mark.parametrize(
    ("old", "new", "old_marked", "new_marked"),
    [
        ("", "", "", ""),
        ("The ferry left.", "The ferry left.", "The ferry left.", "The ferry left."),
        ("", "New.", "", "[New.]"),
        ("one boat left", "one big boat left", "one boat left", "one [big ]boat left"),
        ("The ferry left.", "The boat left.", "The [ferry] left.", "The [boat] left."),
        ("The ferry left.", "The ferries left.", "The <ferr>[y] left.", "The <ferr>[ies] left."),
        ("old ships sail", "new boats sail", "[old ships] sail", "[new boats] sail"),
        ("渡轮在黎明前离开", "渡轮黎明前就离开", "渡轮[在]黎明前离开", "渡轮黎明前[就]离开"),
        ("3号码头", "13号码头", "<3>号码头", "[1]<3>号码头"),
        ("停靠A港。", "停靠B港。", "停靠[A]港。", "停靠[B]港。"),
        ("“Go,” she said", "'Go,' she said", "[“]Go,[”] she said", "[']Go,['] she said"),
    ],
)
def test_examples(old: str, new: str, old_marked: str, new_marked: str) -> None:
    before, after = differences(old, new)
    assert (marked(before), marked(after)) == (old_marked, new_marked)


@given(st.text("ab c,渡轮", max_size=30), st.text("ab c,渡轮", max_size=30))
def test_pieces_are_the_text_again(old: str, new: str) -> None:
    before, after = differences(old, new)
    assert "".join(piece.text for piece in before) == old
    assert "".join(piece.text for piece in after) == new
    same = [[p.text for p in pieces if p.extent != "part"] for pieces in (before, after)]
    assert "".join(same[0]) == "".join(same[1])
    assert all(p.text for p in (*before, *after))
    if old == new:
        assert {p.extent for p in (*before, *after)} <= {"same"}


def test_a_long_text_is_compared_in_time() -> None:
    words = [f"word{number % 977}" for number in range(20_000)]
    old, new = " ".join(words), " ".join([*words[:9_000], "sudden", *words[9_001:]])
    before, _ = differences(old, new)
    assert [piece.text for piece in before if piece.extent == "part"] == [words[9_000]]
