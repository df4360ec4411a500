"""Which of the same units stays, and in which order."""

from __future__ import annotations

from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duilian.corpus.model import Notice, Unit
from duilian.corpus.tm.dedupe import Dedupe, Keep, Sameness, dedupe
from duilian.corpus.tm.facts import IGNORABLE, normalizer

from .samples import few_units


def unit(
    source: str, target: str, id: str, date: str = "", probability: float | None = None
) -> Unit:
    attributes = (("changedate", date),) if date else ()
    return Unit(source, target, id, probability, attributes=attributes)


MEMORY = (
    unit("门", "door", "1", "20200101T000000Z", 0.5),
    unit("窗", "window", "2"),
    unit("门", "door", "3", "20210101T000000Z"),
    unit("门", "Door", "4", "20190101T000000Z", 0.9),
    unit("门", "door", "5", "20210101T000000Z", 0.5),
    unit("顶", "roof", "6"),
)


@pytest.mark.parametrize(
    ("settings", "ids"),
    [
        (Dedupe(), "1246"),
        (Dedupe(keep="last"), "2456"),
        (Dedupe(keep="newest"), "2346"),
        (Dedupe(keep="most-probable"), "1246"),
        (Dedupe(by="source"), "126"),
        (Dedupe(by="source", keep="last"), "256"),
        (Dedupe(by="source", keep="newest"), "236"),
        (Dedupe(by="source", keep="most-probable"), "246"),
        (Dedupe(ignore=frozenset(["case"])), "126"),
        (Dedupe(ignore=frozenset(["case"]), keep="most-probable"), "246"),
    ],
)
def test_who_stays(settings: Dedupe, ids: str) -> None:
    assert "".join(unit.id for unit in dedupe(iter(MEMORY), settings)) == ids


@pytest.mark.parametrize("keep", get_args(Keep))
def test_a_translation_is_kept_rather_than_none(keep: Keep) -> None:
    units = [Unit("门", "", probability=1), Unit("门", "door"), Unit("门", " ", probability=1)]
    assert list(dedupe(units, Dedupe(by="source", keep=keep))) == [Unit("门", "door")]
    assert len(list(dedupe(units[:1] * 3, Dedupe(by="source", keep=keep)))) == 1


def test_no_source_is_not_the_same_source() -> None:
    units = [Unit("", "door"), Unit("", "window"), Unit("", "door")]
    assert list(dedupe(units, Dedupe(by="source"))) == units[:2]


def test_what_is_left_out_is_told() -> None:
    notices: list[Notice] = []
    list(dedupe(MEMORY, Dedupe(by="source"), notices.append))
    assert [notice.place for notice in notices] == ["unit 3", "unit 4", "unit 5"]
    assert {notice.reason for notice in notices} == {"left out: the same source as another unit"}


settings = st.builds(
    Dedupe,
    by=st.sampled_from(get_args(Sameness)),
    ignore=st.frozensets(st.sampled_from(IGNORABLE)),
    keep=st.sampled_from(get_args(Keep)),
)


@given(few_units, settings)
def test_one_of_each_stays_in_order(units: list[Unit], settings: Dedupe) -> None:
    stay = list(dedupe(units, settings))
    rest = iter(units)
    assert all(unit in rest for unit in stay)  # in order, and unchanged
    normalize = normalizer(settings.ignore)

    def same(unit: Unit) -> tuple[str, ...]:
        by_source = settings.by == "source" and unit.source.strip()
        texts = (unit.source,) if by_source else (unit.source, unit.target)
        return tuple(map(normalize, texts))

    keys = [same(unit) for unit in stay]
    assert len(set(keys)) == len(keys)
    assert set(keys) == set(map(same, units))


@given(few_units, settings)
def test_twice_is_once(units: list[Unit], settings: Dedupe) -> None:
    once = list(dedupe(units, settings))
    assert list(dedupe(once, settings)) == once
