"""Every place of a term in its context, with what renders it (KWIC: key word in context)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ...align.words import Pair, WordAlignment
from ...corpus.model import Span
from .model import Occurrence, Rendering, Term
from .placing import places_of_keys, text_parts
from .survey import survey


@dataclass(frozen=True, slots=True)
class Line:
    """A place of a term, and its rendering there, if one was found."""

    occurrence: Occurrence
    rendering: Rendering | None


@dataclass(frozen=True, slots=True)
class Context:
    """A stretch of text, and what stands before and after it, cut to size."""

    before: str
    text: str
    after: str


def find_term(term: str, pairs: Sequence[Pair], language: str) -> Term | None:
    """A term's places in the sources, however it is inflected there; None if it has none."""
    key = tuple(part for part, _ in text_parts(term, language))
    if not key:
        return None
    found = places_of_keys((source for source, _ in pairs), language, [key])[key]
    return Term(term, "phrase", len(key), tuple(found)) if found else None


def concordance(
    term: Term,
    pairs: Sequence[Pair],
    languages: tuple[str, str],
    alignments: Iterable[WordAlignment] | None = None,
) -> Iterator[Line]:
    """A line for each place of a term, in order."""
    surveyed = survey(pairs, languages, terms=[term], alignments=alignments).terms[0]
    renderings = {each.occurrence: each for each in surveyed.renderings}
    for occurrence in term.occurrences:
        yield Line(occurrence, renderings.get(occurrence))


def context(text: str, span: Span, width: int) -> Context:
    """What stands around a span: as much on either side as fits into ``width`` columns."""
    from rich.cells import cell_len

    before, after = " ".join(text[: span.start].split()), " ".join(text[span.end :].split())
    if text[: span.start][-1:].isspace():
        before += " "
    if text[span.end :][:1].isspace():
        after = " " + after
    if cell_len(before) > width:
        while cell_len(before) > width - 1:
            before = before[1:]
        before = "…" + before
    if cell_len(after) > width:
        while cell_len(after) > width - 1:
            after = after[:-1]
        after += "…"
    return Context(before, " ".join(text[span.start : span.end].split()), after)
