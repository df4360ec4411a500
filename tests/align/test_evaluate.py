"""Strict and lax rates, worked out by hand."""

from __future__ import annotations

from collections import Counter

import pytest

from duilian.align.evaluate import Evaluation, Pair, Rates, evaluate, kind
from duilian.corpus.formats import parse_beads


def beads(text: str) -> list[Pair]:
    """Beads as they are written: ``0:0 1,2:1 3:-``."""
    found = []
    for bead in text.split():
        sides = [
            () if side == "-" else tuple(map(int, side.split(","))) for side in bead.split(":")
        ]
        found.append((sides[0], sides[1]))
    return found


# (name, gold, test, (given, strict given hits, wanted, strict wanted hits), lax hits likewise)
Case = tuple[str, str, str, tuple[int, int, int, int], tuple[int, int]]
CASES: list[Case] = [
    ("the same", "0:0 1:1 2:2", "0:0 1:1 2:2", (3, 3, 3, 3), (3, 3)),
    ("nothing right", "0:0 1:1", "0:1 1:0", (2, 0, 2, 0), (0, 0)),
    # 0,1:0 shares (0, 0) with gold 0:0 and (1, 0) with nothing: lax for both sides' first bead.
    ("one merged", "0:0 1:1", "0,1:0 -:1", (2, 0, 2, 0), (1, 1)),
    # Gold 0:0,1 is touched by both halves, and is itself one bead.
    ("one split", "0:0,1 1:2", "0:0 -:1 1:2", (3, 1, 2, 1), (2, 2)),
    ("slid by one", "0:0,1 1:2", "0:0 1:1,2", (2, 0, 2, 0), (2, 2)),
    # A right null counts in precision and has no place in recall.
    ("a null found", "0:0 1:- 2:1", "0:0 1:- 2:1", (3, 3, 2, 2), (3, 2)),
    ("a null invented", "0:0 1:1", "0:0 1:- -:1", (3, 1, 2, 1), (1, 1)),
    ("a null missed", "0:0 1:- 2:1", "0,1:0 2:1", (2, 1, 2, 1), (2, 2)),
    # Nulls are told apart by their sentence and by their side.
    ("another null", "0:- 1:0", "0:0 1:-", (2, 0, 1, 0), (0, 0)),
    ("source or target null", "0:- -:1", "-:0 1:-", (2, 0, 0, 0), (0, 0)),
    ("only nulls", "0:- -:0", "0:- -:0", (2, 2, 0, 0), (2, 0)),
    ("a gap inside", "0,2:0 1:1", "0,2:0 1:1", (2, 2, 2, 2), (2, 2)),
    ("a gap that the test fills", "0,2:0 1:1", "0,1,2:0 -:1", (2, 0, 2, 0), (1, 1)),
    ("a gold that does not say all", "0:0 5:5", "0:0 1:1 5:5", (3, 2, 2, 2), (2, 2)),
    ("crossing", "0:1 1:0", "0:1 1:0", (2, 2, 2, 2), (2, 2)),
    ("numbers in another order", "1,0:3,2", "0,1:2,3", (1, 1, 1, 1), (1, 1)),
    ("beads in another order", "0:0 1:1", "1:1 0:0", (2, 2, 2, 2), (2, 2)),
    ("a bead twice", "0:0 1:1", "0:0 0:0 1:1", (2, 2, 2, 2), (2, 2)),
    ("nothing given", "0:0 1:1", "", (0, 0, 2, 0), (0, 0)),
    ("nothing wanted", "", "0:0 1:-", (2, 0, 0, 0), (0, 0)),
    ("nothing at all", "", "", (0, 0, 0, 0), (0, 0)),
]


@pytest.mark.parametrize(
    ("gold", "test", "strict", "lax"), [c[1:] for c in CASES], ids=[c[0] for c in CASES]
)
def test_counts(
    gold: str, test: str, strict: tuple[int, int, int, int], lax: tuple[int, int]
) -> None:
    found = evaluate(beads(gold), beads(test))
    assert found.strict == Rates(*strict)
    assert found.lax == Rates(strict[0], lax[0], strict[2], lax[1])


def test_rates_by_hand() -> None:
    # Given 4, of which 0:0 and the null are gold; wanted 3, of which 0:0 is found.
    found = evaluate(beads("0:0 1:- 2:1,2 3:3"), beads("0:0 1:- 2:1 3:2,3"))
    assert found.strict.precision == pytest.approx(2 / 4)
    assert found.strict.recall == pytest.approx(1 / 3)
    assert found.strict.f1 == pytest.approx(2 * (1 / 2) * (1 / 3) / (1 / 2 + 1 / 3))
    # 2:1 and 3:2,3 share a pair with gold each.
    assert found.lax == Rates(4, 4, 3, 3)
    assert found.lax.f1 == 1


def test_the_rates_of_nothing_are_zero() -> None:
    nothing = Rates(0, 0, 0, 0)
    assert (nothing.precision, nothing.recall, nothing.f1) == (0, 0, 0)
    assert (Rates(3, 0, 0, 0).f1, Rates(0, 0, 3, 0).f1, Rates(3, 0, 3, 0).f1) == (0, 0, 0)


def test_counts_by_kind() -> None:
    found = evaluate(beads("0:0 1:1,2 2:- 3,4:3"), beads("0:0 1:1 -:2 2:- 3,4:3"))
    assert found.given == Counter({"1-1": 2, "0-1": 1, "1-0": 1, "2-1": 1})
    assert found.wanted == Counter({"1-1": 1, "1-2": 1, "1-0": 1, "2-1": 1})
    assert found.hit == Counter({"1-1": 1, "1-0": 1, "2-1": 1})
    assert kind(((1, 2), ())) == "2-0"


def test_documents_are_summed_before_anything_is_divided() -> None:
    one = evaluate(beads("0:0"), beads("0:0"))
    other = evaluate(beads("0:0 1:1 2:2"), beads("0:0 1,2:1,2"))
    total = one + other
    assert total.strict == Rates(3, 2, 4, 2)
    assert total.strict.f1 == pytest.approx(2 * (2 / 3) * (1 / 2) / (2 / 3 + 1 / 2))
    assert total.lax == Rates(3, 3, 4, 4)
    assert total.given == Counter({"1-1": 2, "2-2": 1})
    assert sum([one, other], Evaluation()) == total
    assert one + Evaluation() == one


def test_beads_can_come_from_anything_that_iterates() -> None:
    gold = parse_beads("[0]:[0, 1]\n[1]:[]\n")
    assert evaluate(iter(gold), iter(gold)).strict == Rates(2, 2, 1, 1)
