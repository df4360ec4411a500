r"""Tab-separated values: for spreadsheets, and for the two-column files the field trades in.

The columns are those of :mod:`.columns`. In a field of ours a tab is written ``\t``, a newline
``\n``, a carriage return ``\r`` and a backslash ``\\``, so that a unit is always one line.
Files of others are read literally.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain
from typing import TextIO

from ..errors import InputError
from ..model import Bitext
from .columns import COLUMNS, Row, fields_of, read_rows
from .fields import NoticeTo, notify, replace_unwritable
from .files import Input, stream_lines

_ESCAPE = re.compile(r"[\\\t\n\r]")
_ESCAPES = {"\\": r"\\", "\t": r"\t", "\n": r"\n", "\r": r"\r"}
_UNESCAPE = re.compile(r"\\([\\tnr])")
_UNESCAPES = {"\\": "\\", "t": "\t", "n": "\n", "r": "\r"}


def sniff(head: str) -> bool:
    """True if the first line is a header with a source and a target."""
    first = head.split("\n", 1)[0].rstrip("\r")
    names = [name.strip().lower() for name in first.split("\t")]
    return "source" in names and "target" in names


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
    Raises InputError if there are no two columns, and for a field of ours that cannot be read.
    """
    lines = rows(source, encoding)
    first = next(lines, None)
    if first is None or len(first[1]) < 2:
        raise InputError(
            "no tab in the first line, so no two columns",
            file=source.name,
            place=first[0] if first else "line 1",
            remedy="each line must be the source, a tab, and the target",
        )
    return read_rows(
        chain([first], lines),
        source.name,
        "no tab between a source and a target; passed over",
        source_language=source_language,
        target_language=target_language,
        notice=notice,
        unescape=_unescape,
    )


def write(bitext: Bitext, out: TextIO, notice: NoticeTo | None = None) -> int:
    """Write the header and every unit; returns the number of units."""
    out.write("\t".join(COLUMNS) + "\n")
    written = 0
    for written, unit in enumerate(bitext, 1):
        row, replaced = replace_unwritable("\t".join(map(_escape, fields_of(unit))))
        if replaced:
            notify(
                notice,
                f"unit {written}",
                f"{replaced} character(s) no text file holds were replaced by U+FFFD",
            )
        out.write(row + "\n")
    return written


def rows(source: Input, encoding: str | None = None) -> Iterator[Row]:
    """The lines with anything on them, cut at their tabs."""
    for number, line in enumerate(stream_lines(source, encoding), 1):
        if line.strip(" \r"):
            yield f"line {number}", line.split("\t")


def _escape(text: str) -> str:
    return _ESCAPE.sub(lambda found: _ESCAPES[found[0]], text)


def _unescape(text: str) -> str:
    return _UNESCAPE.sub(lambda found: _UNESCAPES[found[1]], text) if "\\" in text else text
