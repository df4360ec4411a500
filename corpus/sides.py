"""A bitext taken apart again: its two sides as documents, to be aligned anew.

What was paired once may have been paired badly: rows that slipped, sentences that were joined or
cut. So each side becomes a text of its own, a sentence a line, and how the rows stood beside each
other is forgotten.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from .errors import InputError
from .formats.plain import parse_lines
from .model import Bitext, Document
from .text.segment import segment_spans


def sides(bitext: Bitext, name: str, *, lines: bool = False) -> tuple[Document, Document]:
    """The source and the target of a bitext as documents.

    Segments are cut into sentences, unless ``lines`` says that each is one. Raises InputError if a
    side has no text.
    """
    units = tuple(bitext)
    tags = bitext.source_language, bitext.target_language
    columns = [unit.source for unit in units], [unit.target for unit in units]
    found = []
    for column, tag in zip(columns, tags, strict=True):
        sentences = _flat(column) if lines else _sentences(column, tag)
        text = "\n".join(sentences)
        if not text:
            raise InputError(
                "one side of it has no text", file=name, remedy="check that it is the right one"
            )
        found.append(parse_lines(text, tag, name))
    return found[0], found[1]


def _flat(segments: Iterable[str]) -> Iterator[str]:
    """The segments with text, each on one line."""
    return (flat for segment in segments if (flat := " ".join(segment.split())))


def _sentences(segments: Iterable[str], language: str) -> Iterator[str]:
    for segment in _flat(segments):
        for start, end in segment_spans(segment, language):
            if sentence := segment[start:end].strip():
                yield sentence
