"""What is written is read back as the same quantity."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duilian.corpus.text.numbers import Kind, Quantity, Value, quantities
from duilian.corpus.text.numbers.writing import written


@pytest.mark.parametrize(
    ("kind", "value", "unit", "english", "chinese"),
    [
        ("cardinal", Fraction(350_000_000), "", "350 million", "3.5亿"),
        ("cardinal", Fraction(230_000), "", "230,000", "23万"),
        ("cardinal", Fraction(1_280_000_000_000), "", "1.28 trillion", "1.28万亿"),
        ("cardinal", Fraction(1, 3), "", "", ""),
        ("ordinal", Fraction(13), "", "13th", "第13"),
        ("ordinal", Fraction(22), "", "22nd", "第22"),
        ("ordinal", Fraction(112), "", "112th", "第112"),
        ("money", Fraction(3_500_000), "CNY", "3.5 million yuan", "350万元"),
        ("money", Fraction(5), "EUR", "5 euros", "5欧元"),
        ("money", Fraction(5), "RUB", "", ""),
        ("measure", Fraction(18), "millimetre", "18 millimetres", "18毫米"),
        ("measure", Fraction(3, 2), "hour", "1.5 hours", "1.5小时"),
        ("measure", Fraction(1), "year of age", "1 year old", "1岁"),
        ("weekday", Fraction(7), "", "Sunday", "星期日"),
        ("percent", Fraction(1, 5), "", "20%", "20%"),
        ("fraction", Fraction(1, 4), "", "1/4", "1/4"),
        ("date", (2020, 8, 20), "", "August 20, 2020", "2020年8月20日"),
        ("date", (2020, 8, None), "", "August 2020", "2020年8月"),
        ("date", (None, 8, 20), "", "August 20", "8月20日"),
        ("date", (None, None, 20), "", "the 20th", "20日"),
        ("time", (15, 30), "", "3:30 p.m.", "15:30"),
        ("time", (0, 5), "", "12:05 a.m.", "0:05"),
        ("decade", Fraction(1990), "", "the 1990s", "1990年代"),
        ("century", Fraction(21), "", "the 21st century", "21世纪"),
        ("vague", Fraction(100), "", "", ""),
    ],
)
def test_forms(kind: Kind, value: Value, unit: str, english: str, chinese: str) -> None:
    quantity = Quantity(kind, value, 0, 0, "", unit)
    assert written(quantity, "en") == english
    assert written(quantity, "zh") == chinese
    assert written(quantity, "de") == ""


numbers = st.one_of(
    st.integers(11, 10**13).map(Fraction),
    st.integers(11, 99_999).map(lambda number: Fraction(number, 100)),
)
values: st.SearchStrategy[tuple[Kind, Value]] = st.one_of(
    st.tuples(st.just("cardinal"), numbers),
    st.tuples(st.just("percent"), st.integers(1, 9_999).map(lambda n: Fraction(n, 10_000))),
    st.tuples(st.just("ordinal"), st.integers(1, 200).map(Fraction)),
    st.tuples(
        st.just("date"),
        st.tuples(st.integers(1900, 2099), st.integers(1, 12), st.integers(1, 28)),
    ),
    st.tuples(st.just("time"), st.tuples(st.integers(1, 23), st.integers(1, 59))),
    st.tuples(st.just("decade"), st.integers(190, 202).map(lambda ten: Fraction(ten * 10))),
)


@given(values, st.sampled_from(["en", "zh"]))
def test_what_is_written_is_read(value: tuple[Kind, Value], language: str) -> None:
    quantity = Quantity(value[0], value[1], 0, 0, "")
    text = written(quantity, language)
    found = [each for each in quantities(text, language) if each.key == quantity.key]
    assert found, (text, quantities(text, language))
