"""Documents and domains: which segments are told of together, as files say it.

A file names the document of each segment, a line each; another the domain of each segment likewise,
or the domain of each document, in two columns parted by a tab.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from pathlib import Path

from ...corpus.errors import InputError
from ...corpus.formats import read_text
from ...corpus.formats.files import split_lines

Part = tuple[str, tuple[int, ...]]
"""A document or a domain: its name, and the places of its segments."""


def parts(names: Sequence[str]) -> tuple[Part, ...]:
    """The places of each name's segments, in the order in which the names come up."""
    places: dict[str, list[int]] = {}
    for place, name in enumerate(names):
        places.setdefault(name, []).append(place)
    return tuple((name, tuple(found)) for name, found in places.items())


def name_of(some: Sequence[Part], place: int) -> str:
    """The name of the part that a segment is in; "" if there are no parts."""
    return next((name for name, places in some if _holds(places, place)), "")


def _holds(places: Sequence[int], place: int) -> bool:
    """Whether a place is among places, which are in order."""
    at = bisect_left(places, place)
    return at < len(places) and places[at] == place


def read_documents(file: Path, segments: int) -> list[str]:
    """The document of each segment. Raises InputError for another number of lines."""
    return _a_line_each(split_lines(read_text(file)), file, segments, "document")


def read_domains(file: Path, segments: int, documents: Sequence[str]) -> list[str]:
    """The domain of each segment.

    Lines of two columns name the domain of each of the documents; raises InputError if one of them
    is missing, or if nobody said which segments they are.
    """
    lines = split_lines(read_text(file))
    if not lines or not all(line.count("\t") == 1 for line in lines):
        return _a_line_each(lines, file, segments, "domain")
    if not documents:
        raise InputError(
            "this names the domain of documents, and which segments they are is not known",
            file=str(file),
            remedy="name the document of each segment with --documents",
        )
    domains = {document: domain for document, _, domain in (line.partition("\t") for line in lines)}
    missing = next((name for name in documents if name not in domains), None)
    if missing is not None:
        raise InputError(f"no line names the domain of '{missing}'", file=str(file))
    return [domains[name] for name in documents]


def _a_line_each(lines: list[str], file: Path, segments: int, what: str) -> list[str]:
    if len(lines) != segments:
        raise InputError(
            f"{len(lines)} lines, where {segments} segments are scored",
            file=str(file),
            remedy=f"name the {what} of each segment, a line each",
        )
    return lines
