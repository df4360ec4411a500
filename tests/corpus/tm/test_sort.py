"""The orders, one by one, and that nothing is lost or moved without need."""

from __future__ import annotations

from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duilian.corpus.model import Unit
from duilian.corpus.tm.sort import Order, sort_units

from ..formats.samples import any_text, units
from .samples import few_units


def dated(date: str) -> Unit:
    return Unit("", "", attributes=(("creationdate", date),))


@pytest.mark.parametrize(
    ("by", "ascending", "missing"),
    [
        (
            "source",
            [Unit("", ""), Unit("A", ""), Unit("a", ""), Unit("门", ""), Unit("😀", "")],
            [],
        ),
        ("target", [Unit("", ""), Unit("", "a"), Unit("", "a b"), Unit("", "ab")], []),
        (
            "id",
            [Unit("", "", id=id) for id in ("1", "2", "10", "a", "a2", "a10", "b1")],
            [Unit("", "")],
        ),
        ("date", [dated("20190101"), dated("2020-01-01"), dated("20200101T000001Z")], [dated("?")]),
        (
            "probability",
            [Unit("", "", probability=p) for p in (0.0, 0.0001, 0.5, 1.0)],
            [Unit("", "")],
        ),
        ("length", [Unit("", ""), Unit("门", ""), Unit("a", "bc"), Unit("", "x" * 300)], []),
    ],
)
def test_orders(by: Order, ascending: list[Unit], missing: list[Unit]) -> None:
    shuffled = [*missing, *ascending[1::2], *reversed(ascending[::2])]
    assert list(sort_units(shuffled, by)) == ascending + missing
    assert list(sort_units(shuffled, by, reverse=True)) == ascending[::-1] + missing


@pytest.mark.parametrize("reverse", [False, True])
def test_equal_units_stay_as_they_were(reverse: bool) -> None:
    same = [Unit("门", str(number), id="007"[number % 3 :]) for number in range(9)]
    assert list(sort_units(same, "source", reverse=reverse)) == same
    assert list(sort_units(same, "id", reverse=reverse)) == same  # 007 and 7: one number


@given(few_units, st.sampled_from(get_args(Order)), st.booleans())
def test_it_is_a_permutation_and_twice_is_once(units: list[Unit], by: Order, reverse: bool) -> None:
    once = list(sort_units(iter(units), by, reverse=reverse))
    assert sorted(map(repr, once)) == sorted(map(repr, units))
    assert list(sort_units(once, by, reverse=reverse)) == once


@given(st.lists(units(any_text)), st.sampled_from(get_args(Order)))
def test_any_unit_comes_out_as_it_went_in(units: list[Unit], by: Order) -> None:
    assert sorted(map(repr, sort_units(units, by))) == sorted(map(repr, units))


@given(st.lists(any_text))
def test_texts_are_in_the_order_of_python(texts: list[str]) -> None:
    found = sort_units([Unit(text, "") for text in texts], "source")
    assert [unit.source for unit in found] == sorted(texts)
