"""Where the segments of a file stand in the file: for line numbers, and for mending in place.

Readers give units, not places, and a file that came from elsewhere must not be written anew to
change a comma in it: comments, other languages and whatever we do not know would be lost. So the
text of the file is searched for the segments as it would write them, in the order of the units,
each after the one before. That is a guess, and treated as one: a line number may be missing
(:mod:`.lines`), and a change is made only if reading the file again shows exactly that change
(:mod:`.fixing`).
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from xml.sax.saxutils import escape

from ..corpus.model import Span

_TABS = str.maketrans({"\\": r"\\", "\t": r"\t", "\n": r"\n", "\r": r"\r"})
_PO = str.maketrans({"\\": r"\\", '"': r"\"", "\n": r"\n", "\t": r"\t", "\r": r"\r"})
_QUOTES = {'"': "&quot;"}
_ALL_QUOTES = {'"': "&quot;", "'": "&apos;"}
_MARKUP = re.compile(r"[&<>\"']")


def _plain(text: str) -> Iterator[str]:
    yield text


def _tsv(text: str) -> Iterator[str]:
    yield text
    yield text.translate(_TABS)


def _csv(text: str) -> Iterator[str]:
    yield text
    yield text.replace('"', '""')


def _json(text: str) -> Iterator[str]:
    for ascii_only in (False, True):
        yield json.dumps(text, ensure_ascii=ascii_only)[1:-1]


def _po(text: str) -> Iterator[str]:
    yield text.translate(_PO)


def _xml(text: str) -> Iterator[str]:
    yield escape(text)
    if _MARKUP.search(text):
        yield escape(text, _QUOTES)
        yield escape(text, _ALL_QUOTES)
        yield text.replace("&", "&amp;").replace("<", "&lt;")  # a lone > may stand as it is


WRITTEN: Mapping[str, Callable[[str], Iterator[str]]] = {
    "moses": _plain,
    "tsv": _tsv,
    "csv": _csv,
    "jsonl": _json,
    "po": _po,
    "tmx": _xml,
    "xliff": _xml,
    "xliff2": _xml,
}
"""The ways a format may write a segment, by the format's name."""


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a unit's target stands in the text of its file, and how that format writes texts."""

    span: Span
    way: int


def spots(text: str, units: Iterable[tuple[str, str]], format: str) -> Iterator[Spot | None]:
    """Where the targets of units stand in a file's text; None for one that was not found.

    ``units`` are the (source, target) of *all* units of the file in order, or of some of them in
    order. A unit is looked for behind the target of the one before.
    """
    ways = WRITTEN[format]
    at = 0
    for source, target in units:
        spot = _spot(text, source, target, ways, at)
        if spot is not None:
            at = spot.span.end
        yield spot


def _spot(
    text: str, source: str, target: str, ways: Callable[[str], Iterator[str]], at: int
) -> Spot | None:
    if not target:
        return None
    begin = min(
        (found for way in ways(source) if way and (found := text.find(way, at)) >= 0), default=-1
    )
    if begin < 0:
        return None
    best: Spot | None = None
    for number, way in enumerate(ways(target)):
        found = text.find(way, begin)
        if found >= 0 and (best is None or found < best.span.start):
            best = Spot(Span(found, found + len(way)), number)
    return best


def as_written(text: str, format: str, way: int) -> str:
    """A text as the format writes it, in the way numbered so."""
    written = list(WRITTEN[format](text))
    return written[min(way, len(written) - 1)]
