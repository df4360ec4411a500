"""Texts of others made fit to be shown, and where their spans have come to."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duilian.corpus.model import Span
from duilian.corpus.text.script import display_width
from duilian.quality.report.visible import ELLIPSIS, Row, Shown, rows, shown, windowed


@pytest.mark.parametrize(
    ("text", "span", "wanted", "marked"),
    [
        ("江水", None, "江水", None),
        ("a\tb\r\nc", None, "a␉b␍␊c", None),
        ("a\x1b[0m", (1, 2), "a␛[0m", "␛"),
        ("a\x7f\x85\u2028\ud800", None, "a␡<U+0085><U+2028><U+D800>", None),
        ("\u200bab", (0, 1), "<U+200B>ab", "<U+200B>"),
        ("\u200bab", (2, 3), "<U+200B>ab", "b"),
        ("a  b", (1, 3), "a··b", "··"),
        ("a \u3000\nb", (1, 4), "a·<U+3000>␊b", "·<U+3000>␊"),
        ("a b c", (0, 3), "a b c", "a b"),
        ("👩\u200d👧", None, "👩\u200d👧", None),
        ("👩\u200d👧", (1, 2), "👩<U+200D>👧", "<U+200D>"),
        ("abc", (3, 3), "abc", ""),
    ],
)
def test_what_is_hidden_is_spelled_out(
    text: str, span: tuple[int, int] | None, wanted: str, marked: str | None
) -> None:
    found = shown(text, span and Span(*span))
    assert found.text == wanted
    assert marked == (found.mark and found.text[found.mark.start : found.mark.end])


@pytest.mark.parametrize(
    ("text", "mark", "room", "wanted"),
    [
        ("short", None, 5, "short"),
        ("one two three four", None, 10, "one two…"),
        ("one two three four", (14, 18), 10, "…four"),
        ("江风从窗口吹进来，带着泥土", (5, 7), 10, "…口吹进来…"),
        ("江风从窗口吹进来，带着泥土", (12, 13), 10, "…带着泥土"),
        ("abcdefghijklmnopqrstuvwxyz", (20, 21), 9, "…rstuvwxy…"),
        ("the whole of it is marked", (0, 25), 12, "the whole…"),
    ],
)
def test_windows(text: str, mark: tuple[int, int] | None, room: int, wanted: str) -> None:
    assert windowed(Shown(text, mark and Span(*mark)), room).text == wanted


TEXTS = st.text(st.sampled_from("江水，流a b.é\t\u200b👩١"), max_size=60)


@given(TEXTS, st.integers(0, 60), st.integers(0, 60), st.integers(8, 40))
def test_a_window_shows_where_the_mark_begins(text: str, one: int, other: int, room: int) -> None:
    start, end = sorted((min(one, len(text)), min(other, len(text))))
    whole = shown(text, Span(start, end))
    part = windowed(whole, room)
    assert whole.mark is not None
    assert part.mark is not None
    assert display_width(part.text) <= room + 1
    assert part.text.removeprefix(ELLIPSIS).removesuffix(ELLIPSIS) in whole.text
    marked = part.text[part.mark.start : part.mark.end]
    assert whole.text.startswith(marked, whole.mark.start)
    assert marked or start == end


def test_carets_stand_under_chinese() -> None:
    text = shown("总投资3.5亿元，分三年投入。", Span(3, 8))
    assert list(rows(text, 40)) == [Row("总投资3.5亿元，分三年投入。", 6, 7)]
    assert list(rows(text, 10)) == [
        Row("总投资3.5", 6, 3),
        Row("亿元，分三", 0, 4),
        Row("年投入。"),
    ]


def test_a_mark_that_holds_nothing_is_a_place() -> None:
    assert list(rows(Shown("江水", Span(2, 2)), 9)) == [Row("江水", 4, 1)]
    assert list(rows(Shown("江水", Span(0, 0)), 9)) == [Row("江水", 0, 1)]
    assert list(rows(Shown("one two", Span(4, 4)), 4)) == [Row("one"), Row("two", 0, 1)]


@given(TEXTS, st.integers(0, 60), st.integers(0, 60), st.integers(10, 40))
def test_every_mark_is_shown(text: str, one: int, other: int, width: int) -> None:
    start, end = sorted((min(one, len(text)), min(other, len(text))))
    found = list(rows(shown(text, Span(start, end)), width))
    assert sum(row.width for row in found) >= 1
    assert all(display_width(row.text) <= width for row in found)
