"""Parts: which unit is where, and that every unit is somewhere, once."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duilian.corpus.errors import UsageError
from duilian.corpus.model import Unit
from duilian.corpus.tm.split import (
    ByParts,
    ByProperty,
    ByShare,
    ByUnits,
    Split,
    parse_shares,
    split_units,
)

from .samples import few_units

SHARES = (("train", 0.8), ("dev", 0.1), ("test", 0.1))


def parts_of(units: list[Unit], how: Split) -> list[tuple[str, list[Unit]]]:
    return [(name, list(part)) for name, part in split_units(iter(units), how)]


def sizes(count: int, how: Split) -> list[tuple[str, int]]:
    units = [Unit(str(number), "") for number in range(count)]
    return [(name, len(part)) for name, part in parts_of(units, how)]


@pytest.mark.parametrize(
    ("count", "how", "expected"),
    [
        (5, ByUnits(2), [2, 2, 1]),
        (4, ByUnits(2), [2, 2]),
        (1, ByUnits(9), [1]),
        (0, ByUnits(9), []),
        (5, ByParts(2), [3, 2]),
        (7, ByParts(3), [3, 2, 2]),
        (2, ByParts(5), [1, 1]),
        (0, ByParts(5), []),
    ],
)
def test_sizes(count: int, how: Split, expected: list[int]) -> None:
    numbers = [str(number) for number in range(1, len(expected) + 1)]
    assert sizes(count, how) == list(zip(numbers, expected, strict=True))


def test_by_property_or_attribute() -> None:
    a, b, twice, blank, none = (
        Unit("1", "", properties=(("x-domain", "a"),)),
        Unit("2", "", attributes=(("x-domain", "b"),)),
        Unit("3", "", properties=(("x-domain", "a"), ("x-domain", "b"))),
        Unit("4", "", properties=(("x-domain", " "),)),
        Unit("5", ""),
    )
    assert parts_of([b, none, a, blank, twice], ByProperty("x-domain")) == [
        ("a", [a, twice]),
        ("b", [b]),
        ("none", [none, blank]),
    ]


def test_shares_are_near_what_was_asked() -> None:
    found = dict(sizes(10_000, ByShare(SHARES)))
    assert list(found) == ["train", "dev", "test"]
    for name, share in SHARES:
        assert abs(found[name] - 10_000 * share) < 200


def test_where_a_unit_goes_hangs_on_its_source_and_the_seed() -> None:
    units = [Unit(str(number), "a") for number in range(100)]
    once = parts_of(units, ByShare(SHARES, seed=1))
    assert parts_of(units, ByShare(SHARES, seed=1)) == once
    assert parts_of(units, ByShare(SHARES, seed=2)) != once
    part = {unit.source: name for name, part in once for unit in part}
    others = [Unit(str(number), "b") for number in range(50, 150)]
    for name, found in parts_of(others, ByShare(SHARES, seed=1)):
        assert all(part.get(unit.source, name) == name for unit in found)


@pytest.mark.parametrize(
    ("text", "shares"),
    [
        ("train=.9,dev=.05,test=.05", (("train", 0.9), ("dev", 0.05), ("test", 0.05))),
        (" a=0.5 , b=0.5", (("a", 0.5), ("b", 0.5))),
        ("all=1", (("all", 1.0),)),
    ],
)
def test_shares(text: str, shares: tuple[tuple[str, float], ...]) -> None:
    assert parse_shares(text) == shares


@pytest.mark.parametrize(
    "text", ["", "a", "a=b", "a=.5", "a=.5,a=.5", "=1", "a=0,b=1", "a=2,b=-1", "a=nan", "a=.9,b=.2"]
)
def test_what_are_no_shares(text: str) -> None:
    with pytest.raises(UsageError, match="such as train"):
        parse_shares(text)


@given(
    few_units,
    st.one_of(
        st.builds(ByUnits, st.integers(1, 10)),
        st.builds(ByParts, st.integers(1, 10)),
        st.just(ByProperty("x-domain")),
        st.builds(ByShare, st.just(SHARES), st.integers()),
    ),
)
def test_every_unit_is_in_one_part(units: list[Unit], how: Split) -> None:
    parts = parts_of(units, how)
    assert sorted(repr(unit) for _, part in parts for unit in part) == sorted(map(repr, units))
    assert all(part for _, part in parts)
    assert len({name for name, _ in parts}) == len(parts)
    for _, part in parts:
        rest = iter(units)
        assert all(unit in rest for unit in part)
    if isinstance(how, ByUnits | ByParts):
        assert [unit for _, part in parts for unit in part] == units
