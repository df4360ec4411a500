"""Texts of others made fit to be shown: nothing hidden, nothing that a terminal would obey.

A segment may hold anything: line breaks, escape sequences, characters without a width, marks that
turn the direction of what follows. :func:`shown` spells those out and says where a span of the text
has come to; :func:`windowed` cuts a long text around its span; :func:`rows` breaks it into lines
with the columns that belong to the span. Columns are a terminal's: two for a Chinese character.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from ...corpus.formats.table import wrap
from ...corpus.model import Span
from ...corpus.text.script import display_width

ELLIPSIS = "…"
_PICTURES, _DELETE = 0x2400, "\u2421"
_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
# They join emoji and shape letters; spelled out only where a finding is about them.
_JOINERS = "\u200c\u200d"
# A word is not cut in two if its end is near.
_WORD = 16


@dataclass(frozen=True, slots=True)
class Shown:
    """A text on one line with nothing hidden in it, and where the span of it has come to."""

    text: str
    mark: Span | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a text, and the columns of it that are marked: the first, and how many."""

    text: str
    column: int = 0
    width: int = 0


def shown(text: str, span: Span | None = None) -> Shown:
    """The text with what is hidden spelled out.

    A control character becomes its picture (``␊``), another one its number (``<U+200B>``). Blanks
    are spelled out where the span holds nothing else, since then they are what it is about.
    """
    if span is None:
        return Shown(text if text.isprintable() else "".join(map(_plain, text)))
    before, marked, after = text[: span.start], text[span.start : span.end], text[span.end :]
    before, after = shown(before).text, shown(after).text
    marked = "".join(map(_blank if marked.isspace() else _spelled, marked))
    return Shown(before + marked + after, Span(len(before), len(before) + len(marked)))


def one_line(text: str) -> str:
    """A text on one line with nothing hidden in it."""
    return shown(text).text


def _plain(char: str) -> str:
    return char if char in _JOINERS else _spelled(char)


def _spelled(char: str) -> str:
    if char.isprintable() or unicodedata.category(char) not in _HIDDEN:
        return char
    if char < " ":
        return chr(_PICTURES + ord(char))
    return _DELETE if char == "\x7f" else f"<U+{ord(char):04X}>"


def _blank(char: str) -> str:
    if char == " ":
        return "·"
    return _spelled(char) if char < " " else f"<U+{ord(char):04X}>"


def windowed(text: Shown, room: int) -> Shown:
    """The text, or what of it fits into ``room`` columns around its mark, with … where it is cut.

    A third of the room is what leads up to the mark. Words are not cut if it can be helped.
    """
    if len(text.text) <= room and display_width(text.text) <= room:
        return text
    middle = text.mark.start if text.mark else 0
    start = _back(text.text, middle, room // 3)
    end = _forth(text.text, start, room - 1)
    if end == len(text.text):
        start = _back(text.text, end, room - 1)
    if start:
        start = _next_word(text.text, start, middle)
    if end < len(text.text):
        # What is marked is shown whole, or else as much of it as there is room for.
        whole = text.mark.end if text.mark and text.mark.end <= end else middle + 1
        end = _previous_word(text.text, end, max(start + 1, whole))
    head, tail = ELLIPSIS if start else "", ELLIPSIS if end < len(text.text) else ""
    mark = text.mark
    if mark is not None:
        moved = len(head) - start
        mark = Span(mark.start + moved, max(mark.start, min(mark.end, end)) + moved)
    return Shown(head + text.text[start:end] + tail, mark)


def _back(text: str, place: int, room: int) -> int:
    """How far back a text of ``room`` columns that ends at a place reaches."""
    while place and (room := room - display_width(text[place - 1])) >= 0:
        place -= 1
    return place


def _forth(text: str, place: int, room: int) -> int:
    while place < len(text) and (room := room - display_width(text[place])) >= 0:
        place += 1
    return place


def _next_word(text: str, start: int, limit: int) -> int:
    """Where the next word begins, if the cut goes through one and its end is near."""
    if not _is_inside(text, start):
        return start
    blank = text.find(" ", start, min(limit, start + _WORD))
    return start if blank < 0 else blank + 1


def _previous_word(text: str, end: int, limit: int) -> int:
    if not _is_inside(text, end):
        return end
    blank = text.rfind(" ", max(limit, end - _WORD), end)
    return end if blank < 0 else blank


def _is_inside(text: str, place: int) -> bool:
    return text[place - 1 : place + 1].isalnum() and text[place - 1 : place + 1].isascii()


def rows(text: Shown, width: int) -> Iterator[Row]:
    """The text in lines of at most ``width`` columns, with the marked columns of each.

    A mark that holds nothing is a place: one column is marked there, or behind the last.
    """
    lines = list(_lines(text.text, width))
    if text.mark is None:
        yield from (Row(text.text[line.start : line.end]) for line in lines)
        return
    start, end = text.mark.start, text.mark.end
    home = max(number for number, line in enumerate(lines) if not number or line.start <= start)
    for number, line in enumerate(lines):
        first, last = max(start, line.start), min(end, line.end)
        if start == end and number == home:
            first = last = min(start, line.end)
        elif first >= last:
            yield Row(text.text[line.start : line.end])
            continue
        columns = max(1, display_width(text.text[first:last]))
        column = display_width(text.text[line.start : first])
        yield Row(text.text[line.start : line.end], column, columns)


def _lines(text: str, width: int) -> Iterator[Span]:
    """Where the lines of a text begin and end when it is wrapped."""
    at = 0
    for line in wrap(text, width):
        # Between two lines nothing but blanks is left out, and no line but the first begins so.
        at = text.index(line, at)
        yield Span(at, at + len(line))
        at += len(line)
