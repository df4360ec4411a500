"""Several bitexts as one, and as several again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duilian.corpus.errors import InputError
from duilian.corpus.model import Bitext, Notice, Unit
from duilian.corpus.tm.merge import FILE, merge
from duilian.corpus.tm.split import ByProperty, split_units

from .samples import few_units

DOOR, WINDOW = Unit("门", "door", properties=(("x", "y"),)), Unit("窗", "window")


def bitext(*units: Unit, languages: tuple[str, str] = ("zh", "en")) -> Bitext:
    return Bitext(*languages, iter(units), "door.zh.txt", "door.en.txt")


def test_units_come_in_order_and_say_from_where() -> None:
    merged = merge(iter([("/home/li/a.tmx", bitext(DOOR)), ("b.tsv", bitext(WINDOW, DOOR))]))
    assert (merged.source_language, merged.target_language) == ("zh", "en")
    assert (merged.source_name, merged.target_name) == ("", "")
    assert list(merged) == [
        replace(DOOR, properties=(("x", "y"), (FILE, "a.tmx"))),
        replace(WINDOW, properties=((FILE, "b.tsv"),)),
        replace(DOOR, properties=(("x", "y"), (FILE, "b.tsv"))),
    ]


def test_the_first_file_is_remembered_and_none_if_so_wished() -> None:
    old = Unit("门", "door", properties=((FILE, "old.tmx"),))
    assert list(merge([("new.tmx", bitext(old, WINDOW))])) == [
        old,
        replace(WINDOW, properties=((FILE, "new.tmx"),)),
    ]
    assert list(merge([("new.tmx", bitext(old, WINDOW))], provenance=False)) == [old, WINDOW]


def test_a_file_is_opened_when_its_turn_comes() -> None:
    opened: list[str] = []

    def files() -> Iterator[tuple[str, Bitext]]:
        for name in ("a", "b", "c"):
            opened.append(name)
            yield name, bitext(DOOR)

    units = iter(merge(files()))
    next(units)
    assert opened == ["a"]
    next(units)
    assert opened == ["a", "b"]


@pytest.mark.parametrize(
    ("one", "other", "is_noted"),
    [
        (("zh", "en"), ("zh", "en"), False),
        (("zh-CN", "en"), ("zh-Hans", "en-GB"), True),
        (("zh", "en"), ("und", "en"), True),
        (("", "en"), ("zh", "en"), True),
        (("zz_odd!", "en"), ("zz-other", "en"), True),
    ],
)
def test_languages_that_agree(one: tuple[str, str], other: tuple[str, str], is_noted: bool) -> None:
    notices: list[Notice] = []
    pair = ("a", bitext(DOOR, languages=one)), ("b", bitext(DOOR, languages=other))
    assert len(list(merge(pair, notice=notices.append))) == 2
    assert [notice.place for notice in notices] == ["b"] * is_noted


@pytest.mark.parametrize("other", [("en", "zh"), ("zh", "de"), ("ja", "en"), ("zhx", "en")])
def test_languages_that_do_not(other: tuple[str, str]) -> None:
    pair = ("a.tmx", bitext(DOOR)), ("b.tmx", bitext(DOOR, languages=other))
    with pytest.raises(InputError, match=r"b\.tmx: it is .* where a\.tmx is Chinese → English"):
        list(merge(pair))


@given(st.lists(few_units, min_size=1, max_size=4))
def test_split_by_file_gives_what_was_merged(files: list[list[Unit]]) -> None:
    named = [(f"{number}.tmx", bitext(*units)) for number, units in enumerate(files)]
    parts = {name: list(part) for name, part in split_units(merge(named), ByProperty(FILE))}
    bare = {
        name: [replace(unit, properties=unit.properties[:-1]) for unit in part]
        for name, part in parts.items()
    }
    assert bare == {f"{number}.tmx": units for number, units in enumerate(files) if units}
