"""The table: straight columns whatever the script, and nothing a terminal would obey."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from duilian.corpus.formats import table
from duilian.corpus.formats.table import wrap
from duilian.corpus.model import Bitext, Unit


def drawn(*units: Unit, width: int = 60) -> str:
    """The table of some units."""
    out = io.StringIO()
    assert table.write(Bitext("zh", "en", units), out, width=width) == len(units)
    return out.getvalue()


def test_what_it_looks_like() -> None:
    text = drawn(
        Unit(
            "上联在右，下联在左。横批在上。",
            "The first line is on the right; the second, on the left.",
            probability=0.9871,
            source_sentences=range(2),
            target_sentences=range(1),
        ),
        Unit("", "A line of its own."),
    )
    assert text == (
        "   # bead prob │ zh                   │ en\n"
        "───────────────┼──────────────────────┼─────────────────────\n"
        "   1 2-1  0.99 │ 上联在右，下联在左。 │ The first line is on\n"
        "               │ 横批在上。           │ the right; the\n"
        "               │                      │ second, on the left.\n"
        "   2           │ —                    │ A line of its own.\n"
    )


@pytest.mark.parametrize("width", [20, 60, 79, 200])
def test_columns_are_straight(width: int) -> None:
    unit = Unit("门联 door 対聯 한국어 😀 é́" * 5, "Pneumonoultramicroscopic 门。" * 4, "1", 0.5)
    rows = drawn(unit, width=width).splitlines()
    bars = {cell_len(row[: row.rindex("│")]) for row in rows if row.count("│") == 2}
    assert len(bars) == 1
    assert max(map(cell_len, rows)) <= max(width, 38)


def test_no_line_begins_with_closing_punctuation() -> None:
    assert wrap("上联在右，下联在左。", 8) == ["上联在", "右，下联", "在左。"]
    assert wrap("他说“好”。", 8) == ["他说", "“好”。"]


def test_a_word_wider_than_the_column_is_cut() -> None:
    assert wrap("antidisestablishment ok", 8) == ["antidise", "stablish", "ment ok"]


def test_control_characters_do_not_reach_the_terminal() -> None:
    text = drawn(Unit("\x1b[31m红\n门\x9b", "a\u2028b\ud800"))
    assert "\x1b" not in text
    assert "\x9b" not in text
    assert len(text.splitlines()) == 3


@given(st.text(alphabet="ab 门。“”，😀é\u0301"), st.integers(4, 30))
def test_wrapping_loses_nothing(text: str, width: int) -> None:
    lines = wrap(text, width)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(cell_len(line) <= width for line in lines)
