"""From a bitext back to two documents, so that what is paired already can be aligned anew.

Every segment becomes a paragraph, in which sentences are found; or, taken for a line, one
sentence just as it is. Which sentences were a unit's is kept (:class:`Unpaired`), so that an
alignment can be held against the old pairing (:func:`changed_units`). What else a unit knows is
not part of a text, and is left behind.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from .errors import InputError
from .formats.blocks import LINE_END, Block, document_of, trim
from .formats.fields import UNDETERMINED, NoticeTo, notify
from .formats.plain import parse_lines
from .model import Bead, Bitext, Document, Unit


@dataclass(frozen=True, slots=True)
class Unpaired:
    """The two sides of a bitext as documents.

    ``units`` are the sentences that stood in each unit, in the source and in the target; either
    may be none.
    """

    source: Document
    target: Document
    units: tuple[tuple[range, range], ...]


def unpair(
    bitext: Bitext, name: str, *, lines: bool = False, notice: NoticeTo | None = None
) -> Unpaired:
    """Take a bitext apart; ``name`` is that of its file.

    With ``lines`` every segment is one sentence; line ends in it become spaces. Segments without
    text are left out. ``notice`` is told of units that knew more than their texts. Raises
    InputError if a side has no text.
    """
    pairs = [(unit.source, unit.target) for unit in _told(bitext, notice)]
    segments = [source for source, _ in pairs], [target for _, target in pairs]
    for side, texts in zip(("source", "target"), segments, strict=True):
        if not any(map(_has_text, texts)):
            raise InputError(
                f"none of its {len(pairs)} units has a {side}" if pairs else "it holds no unit",
                file=name,
                remedy="give a bitext with text on both sides",
            )
    source = _document(segments[0], bitext.source_language, bitext.source_name or name, lines)
    target = _document(segments[1], bitext.target_language, bitext.target_name or name, lines)
    ranges = _sentences(source, segments[0]), _sentences(target, segments[1])
    return Unpaired(source, target, tuple(zip(*ranges, strict=True)))


def changed_units(unpaired: Unpaired, beads: Iterable[Bead]) -> tuple[int, ...]:
    """The units, counted from 1, with text on both sides that the beads do not leave as they were.

    A unit stands if something in its source is paired with something in its target, and nothing
    in it with anything elsewhere; sentences of it may be left alone.
    """
    owners: tuple[dict[int, int], dict[int, int]] = {}, {}
    for number, unit in enumerate(unpaired.units, 1):
        for owner, sentences in zip(owners, unit, strict=True):
            owner.update(dict.fromkeys(sentences, number))
    paired: set[int] = set()
    torn: set[int] = set()
    for bead in beads:
        if bead.is_null:
            continue
        met = {owners[0][each] for each in bead.source} | {owners[1][each] for each in bead.target}
        (paired if len(met) == 1 else torn).update(met)
    full = (number for number, unit in enumerate(unpaired.units, 1) if all(unit))
    return tuple(number for number in full if number in torn or number not in paired)


def _told(units: Iterable[Unit], notice: NoticeTo | None) -> Iterator[Unit]:
    """The units; those that know more than can be kept are told."""
    for number, unit in enumerate(units, 1):
        if unit.source_markup or unit.target_markup:
            notify(notice, f"unit {number}", "its inline tags are not kept")
        if unit.notes or unit.properties or unit.attributes:
            notify(notice, f"unit {number}", "its notes, properties and attributes are not kept")
        yield unit


def _has_text(segment: str) -> bool:
    start, end = trim(segment, 0, len(segment))
    return start < end


def _document(segments: Sequence[str], stated: str, name: str, lines: bool) -> Document:
    language = None if stated == UNDETERMINED else stated
    if lines:
        shown = (LINE_END.sub(" ", segment) for segment in segments if _has_text(segment))
        return parse_lines("".join(f"{line}\n" for line in shown), language, name)
    return document_of(map(Block, segments), language, name)


def _sentences(document: Document, segments: Sequence[str]) -> Iterator[range]:
    """Of each segment its sentences; one that has no text is no paragraph."""
    paragraphs = iter(document.paragraphs)
    for segment in segments:
        yield next(paragraphs).sentences if _has_text(segment) else range(0)
