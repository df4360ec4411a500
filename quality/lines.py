"""In which line of its file a finding stands, for those who review files line by line.

Only text files have lines worth naming. The file is read once more, and only if there is a finding
in it; a file of more than 64 MiB is let be, since nobody reviews that.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from ..corpus.errors import DuilianError
from ..corpus.formats import format_for, read_text
from ..corpus.formats.files import STANDARD
from .finding import Finding
from .inputs import Reading, Source
from .written import WRITTEN, spots

_LARGEST = 1 << 26


def with_lines(
    findings: Sequence[Finding], source: Source, reading: Reading
) -> tuple[Finding, ...]:
    """The findings of a source, in the order of its units, with the lines that are known."""
    format = _format(source, reading)
    if not findings or format not in WRITTEN:
        return tuple(findings)
    try:
        text = read_text(source.files[-1], reading.encoding)
    except DuilianError:
        return tuple(findings)
    alone = source.how == "parallel"
    units = {
        found.unit: (found.target if alone else found.source, found.target) for found in findings
    }
    places = dict(zip(units, spots(text, units.values(), format), strict=True))
    ends = [place for place, char in enumerate(text) if char == "\n"]
    lines = {
        unit: None if spot is None else bisect_left(ends, spot.span.start) + 1
        for unit, spot in places.items()
    }
    return tuple(replace(found, line=lines[found.unit]) for found in findings)


def _format(source: Source, reading: Reading) -> str:
    """The format's name, if the file is one whose lines can be told; else ""."""
    file = source.files[-1]
    if source.how == "parallel":
        return "moses"
    if source.how != "bitext" or str(file) == STANDARD or not _is_small(file):
        return ""
    return reading.format or format_for(file, writing=False).name


def _is_small(file: Path) -> bool:
    try:
        return file.stat().st_size <= _LARGEST
    except OSError:
        return False
