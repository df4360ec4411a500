"""Comma-separated values, as spreadsheets open them; the columns are those of :mod:`.columns`.

A spreadsheet takes a field that begins like ``=1+1`` for a formula and runs it, whoever wrote
the text. So in our files a field that begins with one of ``= + - @``, their full-width forms, a
tab or a line end has a ``'`` before it, and so has one that begins with a ``'``; reading takes
one ``'`` away again. Files of others are read as they stand. Ours begin with a byte-order mark,
without which Excel shows Chinese as garbage.

Parted by commas, semicolons, tabs or bars: what cuts the first rows into columns alike is it.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from itertools import islice
from typing import TextIO

from ..errors import InputError
from ..model import Bitext
from .columns import COLUMNS, Row, fields_of, header_of, read_rows
from .fields import NoticeTo, notify, replace_unwritable
from .files import Input, stream_lines_with_ends

_DELIMITERS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar"}
# What a spreadsheet may take for a formula, and the mark we put before it.
_GUARDED = re.compile(r"[=+\-@＝＋－＠\t\r\n']")
_GUARD = "'"
# Excel's own way to name the delimiter, in a line before all others.
_SEPARATOR = re.compile(r"sep=(.)", re.IGNORECASE)
_SAMPLED_ROWS = 20


def sniff(head: str) -> bool:
    """True if the first line is a header with a source and a target, or with two languages."""
    first = head.split("\n", 1)[0]
    try:
        row = next(csv.reader([first], delimiter=_delimiter([first])), [])
    except csv.Error:
        return False
    return header_of(row) is not None


def read(
    source: Input,
    *,
    source_language: str | None = None,
    target_language: str | None = None,
    encoding: str | None = None,
    notice: NoticeTo | None = None,
) -> Bitext:
    """A bitext whose units are read as they are walked.

    The languages are those given, else those in the header, else recognised from the text.
    Raises InputError, then or while walking, if there are no two columns, for a field that
    cannot be read, and for a quotation mark that is never closed.
    """
    delimiter, table = _table(source, encoding)
    lacking = f"no {_DELIMITERS.get(delimiter, delimiter)} between a source and a target"
    return read_rows(
        table,
        source.name,
        f"{lacking}; passed over",
        source_language=source_language,
        target_language=target_language,
        notice=notice,
        unescape=_unguarded,
    )


def rows(source: Input, encoding: str | None = None) -> Iterator[Row]:
    """The rows of a table with their places, the guard of formulas taken off."""
    for place, fields in _table(source, encoding)[1]:
        yield place, [_unguarded(field) for field in fields]


def write(bitext: Bitext, out: TextIO, notice: NoticeTo | None = None) -> int:
    """Write the header and every unit, with CR LF after each; returns the number of units."""
    out.write("\ufeff")
    table = csv.writer(out)
    table.writerow(COLUMNS)
    written = 0
    for written, unit in enumerate(bitext, 1):
        fields, changed = [], 0
        for field in fields_of(unit):
            field, replaced = replace_unwritable(field)
            changed += replaced
            fields.append(guarded(field))
        if changed:
            notify(
                notice,
                f"unit {written}",
                f"{changed} character(s) no text file holds were replaced by U+FFFD",
            )
        table.writerow(fields)
    return written


def guarded(field: str) -> str:
    """The field with a mark before it if a spreadsheet might take it for a formula."""
    return _GUARD + field if _GUARDED.match(field) else field


def _unguarded(field: str) -> str:
    return field[1:] if field.startswith(_GUARD) and _GUARDED.match(field, 1) else field


def _delimiter(sample: list[str]) -> str:
    """What cuts all the lines into equally many columns, or failing that the first into most.

    One line is enough where it is a header we know.
    """
    best, chosen = (0, 0), ","
    for delimiter in _DELIMITERS:
        try:
            rows = [row for row in csv.reader(sample, delimiter=delimiter) if row]
        except csv.Error:
            continue
        sizes = [len(row) for row in rows] or [0]
        # A sample that is not the whole file may end inside quotes: its last row is not asked.
        asked = sizes[:-1] if len(sample) >= _SAMPLED_ROWS else sizes
        alike = sizes[0] > 1 and len(set(asked)) == 1
        known = bool(rows) and header_of(rows[0]) is not None
        score = (2 * known + alike, sizes[0])
        if score > best:
            best, chosen = score, delimiter
    return chosen


def _table(source: Input, encoding: str | None) -> tuple[str, Iterator[Row]]:
    """What parts the columns of a table, and its rows."""
    lines = stream_lines_with_ends(source, encoding)
    sample = list(islice(lines, _SAMPLED_ROWS))
    named = _SEPARATOR.fullmatch(sample[0].rstrip("\r\n")) if sample else None
    delimiter = named[1] if named else _delimiter(sample)
    return delimiter, _rows(sample, lines, delimiter, source.name, skipped=1 if named else 0)


def _rows(
    sample: list[str], rest: Iterator[str], delimiter: str, name: str, skipped: int
) -> Iterator[Row]:
    """The rows with anything in them, each with the line it begins on."""
    line = 0

    def counted() -> Iterator[str]:
        nonlocal line
        for text in sample[skipped:]:
            line += 1
            yield text
        for text in rest:
            line += 1
            yield text

    rows = csv.reader(counted(), delimiter=delimiter, strict=True)
    while True:
        begin = line + skipped + 1
        try:
            fields = next(rows, None)
        except csv.Error as error:
            raise InputError(
                f"not CSV: {error}",
                file=name,
                place=f"line {begin}",
                remedy="look for a quotation mark that is not closed, or not doubled",
            ) from None
        if fields is None:
            return
        if any(map(str.strip, fields)) or len(fields) > 1:
            yield f"line {begin}", fields
