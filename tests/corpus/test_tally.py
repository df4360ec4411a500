"""A line for each kind of notice, however many there are."""

from __future__ import annotations

import pytest

from duilian.corpus.errors import InputError
from duilian.corpus.model import Notice
from duilian.corpus.tally import Tally, strict


def lines(*notices: tuple[str, str]) -> list[str]:
    tally = Tally()
    for place, reason in notices:
        tally(Notice(place, reason))
    assert bool(tally) == bool(notices)
    return list(tally.lines())


def test_one_and_many() -> None:
    assert lines() == []
    assert lines(("unit 3", "not written: its target is empty")) == [
        "unit 3: not written: its target is empty"
    ]
    assert lines(*[(f"line {i}", "passed over") for i in range(1, 3)], ("unit 7", "odd")) == [
        "passed over (2 times: line 1, line 2)",
        "unit 7: odd",
    ]
    assert lines(*[(f"line {i}", "passed over") for i in range(1, 1001)]) == [
        "passed over (1000 times: line 1, line 2, line 3, ...)"
    ]


def test_amounts_are_added_up() -> None:
    reason = "character(s) that XML cannot hold were replaced by U+FFFD"
    assert lines(("unit 1", f"2 {reason}"), ("unit 5", f"3 {reason}")) == [
        f"5 {reason} (2 times: unit 1, unit 5)"
    ]


def test_a_file_cannot_make_many_lines() -> None:
    found = lines(*[(f"line {i}", f"the key {i} is not known") for i in range(1000)])
    assert len(found) == 21
    assert found[-1] == "and 980 more notices, for other reasons"


def test_strict_takes_the_first_notice_for_an_error() -> None:
    with pytest.raises(InputError) as caught:
        strict("a.tmx")(Notice("unit 3", "its target is empty"))
    assert str(caught.value).startswith("a.tmx, unit 3: its target is empty (leave --strict out")
