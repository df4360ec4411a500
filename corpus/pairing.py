"""From beads over two documents to the units of a bitext, and which of the beads cross."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import PurePath

from .model import Alignment, Bead, Bitext, Document, Span, Unit, as_slice
from .text.script import is_spaceless

MOVED = ("x-duilian-moved", "yes")
"""The property of a unit whose bead crosses others."""


def crossing(beads: Sequence[Bead]) -> frozenset[int]:
    """Which beads (by index) were moved: those outside the longest part that is in order.

    Only beads with text on both sides can be. In order is what rises on both sides; of all such
    parts the one with the most sentences is kept, so of two blocks that have changed places the
    shorter one was moved, and the later one in the target if they are alike.
    """
    pairs = sorted(
        (number for number, bead in enumerate(beads) if not bead.is_null),
        key=lambda number: beads[number].source.start,
    )
    columns = {
        number: rank
        for rank, number in enumerate(sorted(pairs, key=lambda number: beads[number].target.start))
    }
    if all(columns[number] == place for place, number in enumerate(pairs)):
        return frozenset()
    # A tree of running maxima (Fenwick's): entry r ends the heaviest chain of a stretch of ranks.
    tree: list[tuple[int, int]] = [(0, -1)] * (len(pairs) + 1)
    before: dict[int, int] = {}
    best = (0, -1)
    for number in pairs:
        rank = columns[number]
        heaviest = (0, -1)
        while rank:
            heaviest = max(heaviest, tree[rank], key=_weight)
            rank &= rank - 1
        before[number] = heaviest[1]
        chain = heaviest[0] + len(beads[number].source) + len(beads[number].target), number
        best = max(best, chain, key=_weight)
        rank = columns[number] + 1
        while rank < len(tree):
            tree[rank] = max(tree[rank], chain, key=_weight)
            rank += rank & -rank
    kept = set()
    at = best[1]
    while at >= 0:
        kept.add(at)
        at = before[at]
    return frozenset(pairs) - kept


def _weight(chain: tuple[int, int]) -> int:
    return chain[0]


def to_bitext(alignment: Alignment, *, min_probability: float = 0.0) -> Bitext:
    """The units of an alignment, one a bead, in order; null beads included.

    Those of beads that cross have the property :data:`MOVED`.

    Units are numbered from 1 by their beads, so that leaving some out (those less probable
    than ``min_probability``) does not rename the others.
    """
    return Bitext(
        alignment.source.language,
        alignment.target.language,
        tuple(_units(alignment, min_probability)),
        # The file's own name, not the way to it: that would tell of the user's machine.
        PurePath(alignment.source.name).name,
        PurePath(alignment.target.name).name,
    )


def _units(alignment: Alignment, min_probability: float) -> Iterator[Unit]:
    moved = crossing(alignment.beads)
    for number, bead in enumerate(alignment.beads, start=1):
        probability = round(bead.probability, 4)
        if probability >= min_probability:
            yield Unit(
                source=run_text(alignment.source, bead.source),
                target=run_text(alignment.target, bead.target),
                id=str(number),
                probability=probability,
                source_sentences=bead.source,
                target_sentences=bead.target,
                source_span=run_span(alignment.source, bead.source),
                target_span=run_span(alignment.target, bead.target),
                properties=(MOVED,) if number - 1 in moved else (),
            )


def run_text(document: Document, sentences: range) -> str:
    """The text of sentences that stand together, joined as they are in the document.

    Where the document has blanks between two sentences there is one space; where it has a
    line break or nothing, there is a space only if the language writes spaces.
    """
    spaced = not is_spaceless(document.language)
    text = ""
    end = 0
    for sentence in document.sentences[as_slice(sentences)]:
        if text:
            between = document.text[end : sentence.span.start]
            blank = bool(between) and not between.strip() and "\n" not in between
            text += " " if spaced or blank else ""
        text += sentence.text
        end = sentence.span.end
    return text


def run_span(document: Document, sentences: range) -> Span | None:
    """Where sentences that stand together begin and end; None for none."""
    if not sentences:
        return None
    chosen = document.sentences[as_slice(sentences)]
    return Span(chosen[0].span.start, chosen[-1].span.end)
