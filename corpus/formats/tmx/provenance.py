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
from collections.abc import Iterable, Sequence
from functools import lru_cache
from hashlib import blake2b

from ...model import Span, Unit
from ..fields import SIDES, parse_probability, show_probability, show_sides

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
_BOTH = re.compile(SIDES)
_NO_SIDES = (None,) * 4
# What follows from the rest.
_DERIVED = frozenset((_BEAD, _CONTEXT))

PATTERN = "".join(
    rf'(?:<prop type="{kind}">{content}</prop>[ \t\n]*+)?+'
    for kind, content in (
        (_PROBABILITY, r"(0\.[0-9]{1,17}|1\.0)"),
        (_BEAD, "[0-9-]++"),
        (_SENTENCES, SIDES),
        (_SPANS, SIDES),
        (_CONTEXT, "[0-9a-f]++"),
    )
)
"""A regular expression of the props :func:`show` gives, as XML; what is in its groups goes to
:func:`from_groups`. Reading them so is several times as fast as one by one."""

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


def show(unit: Unit, context: str, indent: str) -> str:
    """The props that say where a unit comes from, as XML, a line each. Nothing needs escaping."""
    source, target = unit.source_sentences, unit.target_sentences
    text = ""
    if unit.probability is not None:
        shown = show_probability(unit.probability)
        text = f'{indent}<prop type="{_PROBABILITY}">{shown}</prop>\n'
    if source is not None and target is not None:
        bead = f"{len(source)}-{len(target)}"
        text += f'{indent}<prop type="{_BEAD}">{bead}</prop>\n'
    if source is not None or target is not None:
        sides = show_sides(source, target)
        text += f'{indent}<prop type="{_SENTENCES}">{sides}</prop>\n'
    if unit.source_span is not None or unit.target_span is not None:
        sides = show_sides(unit.source_span, unit.target_span)
        text += f'{indent}<prop type="{_SPANS}">{sides}</prop>\n'
    return f'{text}{indent}<prop type="{_CONTEXT}">{context}</prop>\n'


Provenance = tuple[float | None, range | None, range | None, Span | None, Span | None]
"""The probability, the sentences of the source and of the target, and the spans, as in a Unit."""

UNKNOWN: Provenance = (None, None, None, None, None)


def from_groups(groups: Sequence[str | None]) -> Provenance:
    """What the groups of :data:`PATTERN` say."""
    probability, a, b, c, d, e, f, g, h = groups
    return (
        None if probability is None else _cached_probability(probability),
        None if a is None or b is None else range(int(a), int(b)),
        None if c is None or d is None else range(int(c), int(d)),
        None if e is None or f is None else Span(int(e), int(f)),
        None if g is None or h is None else Span(int(g), int(h)),
    )


def read(
    properties: Iterable[tuple[str, str]], known: Provenance = UNKNOWN
) -> tuple[Provenance, list[tuple[str, str]], list[tuple[str, str]]]:
    """What the props say besides what is known, the attributes among them, and those not ours.

    One that claims to be ours and cannot be read stays a property.
    """
    attributes: list[tuple[str, str]] = []
    others: list[tuple[str, str]] = []
    for item in properties:
        kind, text = item
        if not kind.startswith(OURS):
            others.append(item)
        elif kind == _PROBABILITY and (number := _cached_probability(text)) is not None:
            known = (number, *known[1:])
        elif kind == _SENTENCES and (found := _BOTH.fullmatch(text)):
            sides = from_groups((None, *found.groups(), *_NO_SIDES))
            known = (known[0], *sides[1:3], *known[3:])
        elif kind == _SPANS and (found := _BOTH.fullmatch(text)):
            sides = from_groups((None, *_NO_SIDES, *found.groups()))
            known = (*known[:3], *sides[3:])
        elif kind == ATTRIBUTE:
            key, _, value = text.partition("=")
            attributes.append((key, value))
        elif kind not in _DERIVED:
            others.append(item)
    return known, attributes, others
