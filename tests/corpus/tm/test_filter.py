"""Each condition alone, what is not stated, and all together."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duilian.corpus.model import Notice, Unit
from duilian.corpus.tm.filter import Filter, filter_units

from .samples import few_units

DOOR = Unit(
    "门在左边",
    "The door is on the left",
    probability=0.9,
    attributes=(("changedate", "20240210T080000Z"), ("changeid", "li")),
    properties=(("x-domain", "home"), ("x-domain", "door")),
)
BARE = Unit("门在左边", "The door is on the left")


@pytest.mark.parametrize(
    ("settings", "is_kept"),
    [
        (Filter(), True),
        (Filter(min_probability=0.9), True),
        (Filter(min_probability=0.9001), False),
        (Filter(max_length_ratio=1.5), True),
        (Filter(max_length_ratio=1.4), False),
        (Filter(max_length_ratio=5.75, measure="characters"), True),
        (Filter(max_length_ratio=5.7, measure="characters"), False),
        (Filter(min_length=4), True),
        (Filter(min_length=5), False),
        (Filter(max_length=6), True),
        (Filter(max_length=5), False),
        (Filter(max_length=23, measure="characters"), True),
        (Filter(max_length=22, measure="characters"), False),
        (Filter(source_pattern=re.compile("^门")), True),
        (Filter(source_pattern=re.compile("^左")), False),
        (Filter(target_pattern=re.compile("(?i)DOOR")), True),
        (Filter(target_pattern=re.compile("DOOR")), False),
        (Filter(since="20240210080000"), True),
        (Filter(since="20240210080001"), False),
        (Filter(until="20240210080000"), True),
        (Filter(until="20240210075959"), False),
        (Filter(where=(("x-domain", "door"), ("changeid", None))), True),
        (Filter(where=(("x-domain", "door"), ("creationid", None))), False),
        (Filter(where=(("x-domain", "window"),)), False),
        (Filter(no_null=True), True),
    ],
)
def test_conditions(settings: Filter, is_kept: bool) -> None:
    assert list(filter_units([DOOR], settings)) == [DOOR] * is_kept
    inverted = replace(settings, invert=True)
    assert list(filter_units([DOOR], inverted)) == [DOOR] * (not is_kept)


@pytest.mark.parametrize(
    ("settings", "fact"),
    [
        (Filter(min_probability=0.9), "probability"),
        (Filter(since="20240101000000"), "date"),
        (Filter(until="20240101000000"), "date"),
    ],
)
def test_what_is_not_stated(settings: Filter, fact: str) -> None:
    notices: list[Notice] = []
    assert list(filter_units([BARE], settings, notices.append)) == [BARE]
    assert notices == [Notice("unit 1", f"taken for fit: it states no {fact}")]
    notices.clear()
    strict = replace(settings, missing="drop")
    assert list(filter_units([BARE], strict, notices.append)) == []
    assert notices == [Notice("unit 1", f"left out: it states no {fact}")]


@pytest.mark.parametrize(
    ("settings", "is_kept"),
    [
        (Filter(no_null=True), False),
        (Filter(min_length=1), False),
        (Filter(min_length=0), True),
        (Filter(max_length=5), True),
        (Filter(max_length_ratio=1000.0), False),
    ],
)
@pytest.mark.parametrize("unit", [Unit("", "door"), Unit("门", ""), Unit(" ", "door")])
def test_null_units(settings: Filter, is_kept: bool, unit: Unit) -> None:
    assert list(filter_units([unit], settings)) == [unit] * is_kept


def test_the_first_reason_is_told() -> None:
    notices: list[Notice] = []
    settings = Filter(no_null=True, min_length=1, min_probability=0.5)
    units = [Unit("门", "", probability=0.1), Unit("门", "door", probability=0.1), DOOR]
    assert list(filter_units(units, settings, notices.append)) == [DOOR]
    assert [(each.place, each.reason) for each in notices] == [
        ("unit 1", "left out: one side is empty"),
        ("unit 2", "left out: not probable enough"),
    ]
    list(filter_units([DOOR], replace(settings, invert=True), notices.append))
    assert notices[-1] == Notice("unit 1", "left out: meets every condition")


@given(
    few_units,
    st.builds(
        Filter,
        min_probability=st.none() | st.just(0.5),
        max_length_ratio=st.none() | st.just(2.0),
        since=st.none() | st.just("20200601000000"),
        no_null=st.booleans(),
        missing=st.sampled_from(["keep", "drop"]),
    ),
)
def test_what_is_kept_and_what_is_not_are_all(units: list[Unit], settings: Filter) -> None:
    notices: list[Any] = []
    kept = list(filter_units(iter(units), settings, notices.append))
    left = list(filter_units(iter(units), replace(settings, invert=True)))
    assert sorted(map(repr, kept + left)) == sorted(map(repr, units))
    assert list(filter_units(kept, settings)) == kept
    told = [notice for notice in notices if notice.reason.startswith("left out")]
    assert len(told) == len(left)
