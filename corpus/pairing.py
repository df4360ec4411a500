"""From beads over two documents to the units of a bitext."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePath

from .model import Alignment, Bitext, Document, Span, Unit, as_slice
from .text.script import is_spaceless


def to_bitext(alignment: Alignment, *, min_probability: float = 0.0) -> Bitext:
    """The units of an alignment, one a bead, in order; null beads included.

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
