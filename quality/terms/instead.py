"""What stands in a target where a term of a glossary was not rendered as it should be.

On a bird's-eye level: the words of just those units are aligned in which something is missed, so
that a clean file costs nothing, and the rendering of each missed term is chosen as everywhere else
(:mod:`.rendering`). Where the words that answer a term best belong to other words of the source,
the term has no rendering that can be pointed at.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from ...corpus.model import Span
from ...corpus.text.script import ENCODER_LANGUAGES, primary
from .model import Occurrence, Rendering, Term

_CLAIMED = 0.5
"""A rendering of which other words of the source claim more than this is theirs."""


@dataclass(frozen=True, slots=True)
class Missed:
    """A term in the source of a unit, and where, and the renderings that it should have had.

    ``name`` is the same for all its places.
    """

    name: str
    source: str
    target: str
    span: Span
    wanted: tuple[str, ...]


def can_tell(source: str, target: str) -> bool:
    """Whether words can be aligned between two languages (tags)."""
    return {primary(source), primary(target)} <= set(ENCODER_LANGUAGES)


def renderings_instead(
    missed: Sequence[Missed], languages: tuple[str, str]
) -> list[Rendering | None]:
    """What renders each missed term; None where nothing does, or nobody can tell.

    ``languages`` are the tags of sources and targets; those that the sentence encoder does not know
    are not looked into.
    """
    if not missed or not can_tell(*languages):
        return [None] * len(missed)
    from ...align.words import content_key, tokens
    from .survey import survey  # numpy and the encoder, for files with a finding only

    units = {pair: number for number, pair in enumerate(dict.fromkeys(map(_pair, missed)))}
    places: defaultdict[str, dict[Occurrence, None]] = defaultdict(dict)
    for each in missed:
        places[each.name][Occurrence(units[_pair(each)], each.span)] = None
    terms = [
        Term(name, "phrase", 1, tuple(sorted(found, key=_order))) for name, found in places.items()
    ]
    usual = {
        each.name: [content_key(tokens(text, languages[1])) for text in each.wanted]
        for each in missed
    }
    surveyed = survey(tuple(units), languages, terms=terms, usual=usual)
    found = {
        (each.term.text, rendering.occurrence): rendering
        for each in surveyed.terms
        for rendering in each.renderings
        if rendering.claimed <= _CLAIMED
    }
    return [found.get((each.name, Occurrence(units[_pair(each)], each.span))) for each in missed]


def _pair(missed: Missed) -> tuple[str, str]:
    return missed.source, missed.target


def _order(occurrence: Occurrence) -> tuple[int, int]:
    return occurrence.unit, occurrence.span.start
