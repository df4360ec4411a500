"""What units state, and what of a text is compared."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duilian.corpus.errors import UsageError
from duilian.corpus.model import Unit
from duilian.corpus.tm.facts import (
    IGNORABLE,
    digest,
    last_change,
    length_ratio,
    normalizer,
    parse_date,
    stated_values,
)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("20240210T081530Z", "20240210081530", "20240210081530"),
        ("2024-02-10T08:15:30Z", "20240210081530", "20240210081530"),
        ("2024-02-10T08:15:30.123+08:00", "20240210081530", "20240210081530"),
        ("2024-02-10", "20240210000000", "20240210235959"),
        ("20240210", "20240210000000", "20240210235959"),
        (" 2024-02-10 08:15 ", "20240210081500", "20240210081559"),
        ("2024", None, None),
        ("2024-13-01", None, None),
        ("2024-02-32", None, None),
        ("20240210T246060Z", None, None),
        ("yesterday", None, None),
        ("二〇二四", None, None),
        ("", None, None),
    ],
)
def test_dates(text: str, first: str | None, last: str | None) -> None:
    assert parse_date(text) == first
    assert parse_date(text, end=True) == last


@pytest.mark.parametrize(
    ("attributes", "date"),
    [
        ((), None),
        ((("creationdate", "20200101T000000Z"),), "20200101000000"),
        (
            (("creationdate", "20200101T000000Z"), ("changedate", "20190101T000000Z")),
            "20190101000000",
        ),
        ((("creationdate", "20200101T000000Z"), ("changedate", "?")), "20200101000000"),
        ((("changedate", "20200101"), ("changedate", "20210101")), "20200101000000"),
        ((("lastusagedate", "20200101"),), None),
    ],
)
def test_last_change(attributes: tuple[tuple[str, str], ...], date: str | None) -> None:
    assert last_change(Unit("门", "door", attributes=attributes)) == date


def test_values_of_properties_come_before_those_of_attributes() -> None:
    unit = Unit("", "", attributes=(("a", "1"), ("b", "2")), properties=(("b", "3"), ("b", "4")))
    assert stated_values(unit, "a") == ["1"]
    assert stated_values(unit, "b") == ["3", "4", "2"]
    assert stated_values(unit, "c") == []


@pytest.mark.parametrize(
    ("source", "target", "words", "characters"),
    [
        ("门在左边", "on the left", 4 / 3, 11 / 4),
        ("a b c", "abc", 3, 5 / 3),
        ("", "a", float("inf"), float("inf")),
        ("", "", float("inf"), float("inf")),
        ("。", "a", float("inf"), 1),
    ],
)
def test_length_ratio(source: str, target: str, words: float, characters: float) -> None:
    for unit in (Unit(source, target), Unit(target, source)):
        assert length_ratio(unit, "words") == pytest.approx(words)
        assert length_ratio(unit, "characters") == pytest.approx(characters)


@pytest.mark.parametrize(
    ("ignored", "one", "other"),
    [
        ("case", "STRASSE", "straße"),
        ("space", "  a\tb\n", "ab"),
        ("space", "你 好", "你　好"),
        ("punctuation", "“好”，走。", "好走"),
        ("numbers", "1,000.5 yuan", "7 yuan"),
        ("numbers", "第12条", "第3条"),
        ("width", "ＡＢＣ，１", "ABC,1"),
        ("width punctuation case space", "Ｂ！ a", "ba"),
    ],
)
def test_what_is_ignored(ignored: str, one: str, other: str) -> None:
    assert one != other
    normalize = normalizer(ignored.split())
    assert normalize(one) == normalize(other)
    assert normalizer([])(one) == one


def test_what_is_not_ignored() -> None:
    assert normalizer(["punctuation"])("……") == "……"  # or all marks would be the same text
    assert normalizer(["punctuation"])("a+b") == "a+b"
    assert normalizer(["numbers"])("a1") != normalizer(["numbers"])("a")
    with pytest.raises(UsageError, match="'cases' cannot be ignored"):
        normalizer(["cases"])


@given(st.text(), st.sets(st.sampled_from(IGNORABLE)))
def test_a_text_is_never_lost(text: str, ignored: set[str]) -> None:
    assert bool(normalizer(ignored)(text)) == bool(text)


@given(st.lists(st.text(st.characters())), st.lists(st.text(st.characters())))
def test_digests_are_of_rows_of_texts(one: list[str], other: list[str]) -> None:
    assert (digest(*one) == digest(*other)) == (one == other)
    assert digest("ab", "c") != digest("a", "bc")
