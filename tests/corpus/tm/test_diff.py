"""Differences: what is paired with what, in which order, and how it is shown."""

from __future__ import annotations

import json
from collections import Counter

import pytest
from hypothesis import given

from duilian.corpus.model import Unit
from duilian.corpus.tm.diff import (
    Difference,
    Placed,
    diff_as_json,
    diff_units,
    show_diff,
)

from .samples import few_units

DOOR, WINDOW, ROOF = Unit("门", "door"), Unit("窗", "window"), Unit("顶", "roof")


def told(old: list[Unit], new: list[Unit], *ignored: str) -> list[tuple[str, str, str]]:
    """Kind, old and new: a place and a target each."""

    def side(placed: Placed | None) -> str:
        return f"{placed.place} {placed.unit.target}" if placed else ""

    return [
        (each.kind, side(each.old), side(each.new))
        for each in diff_units(iter(old), iter(new), ignore=frozenset(ignored))
    ]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ([], [], []),
        ([DOOR, WINDOW], [WINDOW, DOOR], []),
        ([DOOR], [], [("removed", "1 door", "")]),
        ([DOOR], [ROOF, DOOR], [("added", "", "1 roof")]),
        ([DOOR], [WINDOW], [("removed", "1 door", ""), ("added", "", "1 window")]),
        ([DOOR], [Unit("门", "gate")], [("changed", "1 door", "1 gate")]),
        # One by one: of two the same, one is gone.
        ([DOOR, DOOR], [DOOR], [("removed", "2 door", "")]),
        # No source is not the same source.
        ([Unit("", "a")], [Unit("", "b")], [("removed", "1 a", ""), ("added", "", "1 b")]),
        ([Unit("", "a", id="1")], [Unit("", "b", id="1")], [("changed", "1 a", "1 b")]),
        # What is known besides the texts is no difference.
        ([DOOR], [Unit("门", "door", id="7", probability=0.5, notes=("n",))], []),
        # In the order of the old places, then where the new ones are.
        (
            [Unit("a", "1"), Unit("b", "1"), Unit("c", "1")],
            [Unit("c", "2"), Unit("x", "2"), Unit("a", "2")],
            [("changed", "1 1", "3 2"), ("added", "", "2 2"), ("removed", "2 1", ""),
             ("changed", "3 1", "1 2")],
        ),
    ],
)  # fmt: skip
def test_differences(
    old: list[Unit], new: list[Unit], expected: list[tuple[str, str, str]]
) -> None:
    assert sorted(told(old, new)) == sorted(expected)
    places = [int((one or other).split()[0]) for _, one, other in told(old, new)]
    assert places == sorted(places)


def test_ids_say_what_belongs_together() -> None:
    old = [Unit("门", "a", id="1"), Unit("门", "b", id="2"), Unit("门", "c"), Unit("门", "d")]
    new = [Unit("门", "x", id="2"), Unit("门", "y", id="9"), Unit("门", "z", id="1")]
    assert told(old, new) == [
        ("changed", "1 a", "3 z"),
        ("changed", "2 b", "1 x"),
        ("changed", "3 c", "2 y"),
        ("removed", "4 d", ""),
    ]


def test_what_is_ignored_is_no_difference() -> None:
    old, new = [Unit("门。", "Door"), DOOR], [Unit("门", "door!"), Unit("门", "gate")]
    assert told(old, new, "case", "punctuation") == [("changed", "2 door", "2 gate")]


def mirrored(difference: Difference) -> Difference:
    return Difference(difference.new, difference.old)


@given(few_units, few_units)
def test_both_ways_it_is_the_same(old: list[Unit], new: list[Unit]) -> None:
    there, back = Counter[str](), Counter[str]()
    forward = list(diff_units(old, new, counts=there))
    backward = list(diff_units(new, old, counts=back))
    assert sorted(map(repr, map(mirrored, backward))) == sorted(map(repr, forward))
    swapped = {"added": back["removed"], "removed": back["added"]}
    assert there == Counter(dict(back) | swapped)
    assert len(old) == there["same"] + there["changed"] + there["removed"]
    assert len(new) == there["same"] + there["changed"] + there["added"]


@given(few_units)
def test_there_is_no_difference_from_oneself(units: list[Unit]) -> None:
    assert list(diff_units(units, reversed(units))) == []


@given(few_units, few_units)
def test_a_difference_makes_the_new_of_the_old(old: list[Unit], new: list[Unit]) -> None:
    pairs = Counter((unit.source, unit.target) for unit in old)
    for difference in diff_units(old, new):
        if difference.old:
            pairs[difference.old.unit.source, difference.old.unit.target] -= 1
        if difference.new:
            pairs[difference.new.unit.source, difference.new.unit.target] += 1
        if difference.old and difference.new:
            assert difference.old.unit.source == difference.new.unit.source
    assert +pairs == Counter((unit.source, unit.target) for unit in new)


OLD = [DOOR, WINDOW, ROOF, Unit("一行\n两行", "one\x1b[31m\tline")]
NEW = [ROOF, Unit("门", "gate"), Unit("墙", "wall"), Unit("一行\n两行", "two\u200b\nlines")]


def test_shown() -> None:
    counts = Counter[str]()
    assert list(show_diff(("a.tmx", "b.tmx"), diff_units(OLD, NEW, counts=counts), counts)) == [
        "--- a.tmx",
        "+++ b.tmx",
        "@@ -1 +2 @@",
        "  门",
        "- door",
        "+ gate",
        "@@ -2 @@",
        "- 窗",
        "- window",
        "@@ +3 @@",
        "+ 墙",
        "+ wall",
        "@@ -4 +4 @@",
        "  一行",
        "  两行",
        "- one<U+001B>[31m\tline",
        "+ two<U+200B>",
        "+ lines",
        "1 added, 1 removed, 2 changed, 1 same",
    ]
    assert list(show_diff(("a", "b"), [], Counter())) == []


def test_shown_in_colour() -> None:
    counts = Counter[str]()
    lines = list(show_diff(("a", "b"), diff_units([DOOR], [], counts=counts), counts, colour=True))
    assert lines[2:] == [
        "\x1b[36m@@ -1 @@\x1b[0m",
        "\x1b[31m- 门\x1b[0m",
        "\x1b[31m- door\x1b[0m",
        "0 added, 1 removed, 0 changed, 0 same",
    ]


def test_a_source_that_differs_in_what_is_ignored_is_shown_on_both_sides() -> None:
    counts = Counter[str]()
    differences = diff_units(
        [Unit("门。", "door")], [Unit("门", "gate")], ignore=frozenset(["punctuation"])
    )
    assert list(show_diff(("a", "b"), differences, counts))[3:-1] == [
        "- 门。",
        "- door",
        "+ 门",
        "+ gate",
    ]


def test_as_json() -> None:
    counts = Counter[str]()
    lines = diff_as_json(('a "b"', "c"), diff_units(OLD, NEW, counts=counts), counts)
    record = json.loads("\n".join(lines))
    assert (record["old"], record["new"]) == ('a "b"', "c")
    assert record["counts"] == {"added": 1, "removed": 1, "changed": 2, "same": 1}
    assert record["differences"][:2] == [
        {
            "kind": "changed",
            "old": {"unit": 1, "source": "门", "target": "door"},
            "new": {"unit": 2, "source": "门", "target": "gate"},
        },
        {"kind": "removed", "old": {"unit": 2, "source": "窗", "target": "window"}},
    ]
    nothing = json.loads("\n".join(diff_as_json(("a", "b"), [], Counter())))
    assert nothing["differences"] == []
