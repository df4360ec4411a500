"""Where a unit comes from, as props: written and read in one place.

=======================  =====================================================================
type, ``x-duilian-``     content
=======================  =====================================================================
``probability``          ``0.9871``
``bead``                 ``1-2``: how many sentences stand on each side
``sentences``            ``[1,2):[1,3)``: which, of the source and of the target
``spans``                ``[10,20):[48,104)``: where, in code points of the two texts
``context``              a hash of the segments before and after, :func:`context_hash`
``attribute``            ``name=value``: an attribute TMX has no place for
=======================  =====================================================================

``bead`` and ``context`` follow from the rest and are made anew whenever a file is written; they
are for other programs, and are not read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from hashlib import blake2b

from ...model import Span, Unit
from ..fields import parse_probability, show_interval, show_probability

OURS = "x-duilian-"
ATTRIBUTE = OURS + "attribute"
SOURCE_NAME = OURS + "source-name"
TARGET_NAME = OURS + "target-name"
TARGET_LANGUAGE = OURS + "target-language"
_PROBABILITY = OURS + "probability"
_BEAD = OURS + "bead"
_SENTENCES = OURS + "sentences"
_SPANS = OURS + "spans"
_CONTEXT = OURS + "context"
# Both sides in one prop, as in "[3,4):[3,5)": half the elements, and a bead can be read in it.
_INTERVAL = r"(?:\[([0-9]{1,18}),([0-9]{1,18})\))?"
_BOTH = re.compile(f"{_INTERVAL}:{_INTERVAL}")
_DERIVED = {_BEAD: re.compile("[0-9]{1,18}-[0-9]{1,18}"), _CONTEXT: re.compile("[0-9a-f]{16}")}

_NO_SIDES: tuple[range | None, range | None] = (None, None)

# A file repeats its probabilities: there are ten thousand of them, and most are near 1.
_cached_probability = lru_cache(maxsize=4096)(parse_probability)


def context_hash(before: str, after: str) -> str:
    """Sixteen hexadecimal digits that tell where a segment stood.

    BLAKE2b of 8 bytes over the source segment before, a NUL, and the one after, in UTF-8; "" in
    the place of a segment that is not there.
    """
    text = f"{before}\0{after}".encode("utf-8", "surrogatepass")
    return blake2b(text, digest_size=8).hexdigest()


def is_aligned(unit: Unit) -> bool:
    """True if something is known of the bead the unit was made from."""
    return (
        unit.probability is not None
        or unit.source_sentences is not None
        or unit.target_sentences is not None
        or unit.source_span is not None
        or unit.target_span is not None
    )


def show(unit: Unit, context: str) -> list[tuple[str, str]]:
    """The props that say where a unit comes from."""
    properties: list[tuple[str, str]] = []
    if unit.probability is not None:
        properties.append((_PROBABILITY, show_probability(unit.probability)))
    source, target = unit.source_sentences, unit.target_sentences
    if source is not None and target is not None:
        properties.append((_BEAD, f"{len(source)}-{len(target)}"))
    if source is not None or target is not None:
        properties.append((_SENTENCES, _show_sides(source, target)))
    if unit.source_span or unit.target_span:
        properties.append((_SPANS, _show_sides(unit.source_span, unit.target_span)))
    properties.append((_CONTEXT, context))
    return properties


class Provenance:
    """What the props of a unit say of it; ``others`` are the props that are not ours to read."""

    __slots__ = ("attributes", "others", "probability", "sentences", "spans")

    def __init__(self, properties: Iterable[tuple[str, str]]) -> None:
        self.probability: float | None = None
        self.sentences = _NO_SIDES
        self.spans: tuple[Span | None, Span | None] = (None, None)
        self.attributes: list[tuple[str, str]] = []
        self.others: list[tuple[str, str]] = []
        for item in properties:
            kind, text = item
            # What claims to be ours and cannot be read stays a property.
            if not kind.startswith(OURS) or not self._read(kind, text):
                self.others.append(item)

    def _read(self, kind: str, text: str) -> bool:
        """True if the prop is one of ours and was understood."""
        if kind == _PROBABILITY:
            number = _cached_probability(text)
            if number is None:
                return False
            self.probability = number
        elif kind == _SENTENCES:
            found = _parse_sides(text)
            if found is None:
                return False
            self.sentences = found
        elif kind == _SPANS:
            found = _parse_sides(text)
            if found is None:
                return False
            self.spans = _as_span(found[0]), _as_span(found[1])
        elif kind == ATTRIBUTE:
            key, _, value = text.partition("=")
            self.attributes.append((key, value))
        else:
            return kind in _DERIVED and _DERIVED[kind].fullmatch(text) is not None
        return True


def _show_sides(source: range | Span | None, target: range | Span | None) -> str:
    return ":".join("" if side is None else show_interval(side) for side in (source, target))


def _parse_sides(text: str) -> tuple[range | None, range | None] | None:
    """The two intervals in a prop, None for a side without; None for what is no such prop."""
    found = _BOTH.fullmatch(text)
    if found is None:
        return None
    start, end, target_start, target_end = found.groups()
    return (
        None if start is None else range(int(start), int(end)),
        None if target_start is None else range(int(target_start), int(target_end)),
    )


def _as_span(interval: range | None) -> Span | None:
    return None if interval is None else Span(interval.start, interval.stop)
