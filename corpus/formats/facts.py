"""What a unit knows besides its texts and notes, as pairs of a name and a text.

A format that has one open-ended place for such things (the metadata of XLIFF, the comments of
PO) writes :func:`facts` there, and hands what it finds to :func:`with_facts`, which gives the
same unit back:

===============  ======================================================================
``id``           the identifier, perhaps an empty one
``probability``  ``0.9871``
``sentences``    ``[1,2):[1,3)``: source sentence 1, target sentences 1 and 2
``spans``        ``[10,20):[48,104)``: where those stand in the two texts
``attribute``    ``name=value``; in the name, ``%`` is ``%25`` and ``=`` is ``%3D``
``property``     likewise
===============  ======================================================================
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from ..model import Unit
from .fields import (
    as_span,
    parse_probability,
    parse_sides,
    show_probability,
    show_sides,
)

DOUBTFUL = 0.9
"""A pair less probable than this is marked as in need of review, where a format has such a mark."""

ORIGIN = "duilian"
"""Who a suggestion in a file is from, if it is ours: the pair as it was aligned, and how sure."""

_QUALITY = re.compile(r"([0-9]{1,3}(?:\.[0-9]{1,6})?)%?")

Fact = tuple[str, str]


def is_doubtful(unit: Unit) -> bool:
    """True for a pair that its probability asks somebody to look at."""
    return unit.probability is not None and unit.probability < DOUBTFUL


def quality(unit: Unit) -> float | None:
    """How good the pair is, of a hundred; None where nobody has said, or there is no target."""
    if unit.probability is None or not unit.target:
        return None
    return round(100 * unit.probability, 2)


def probability_of(quality: str) -> float | None:
    """The probability that a quality stands for, as in ``98.71`` or ``98%``; None for no such."""
    found = _QUALITY.fullmatch(quality.strip())
    number = float(found[1]) if found else 101.0
    return round(number / 100, 4) if number <= 100 else None


def attribute_of(unit: Unit, name: str) -> str | None:
    """The first attribute of that name, if the unit has one."""
    return next((text for key, text in unit.attributes if key == name), None)


def with_attribute(unit: Unit, name: str, text: str) -> Unit:
    """The unit with that one attribute of the name, or none where the text is empty."""
    others = tuple(item for item in unit.attributes if item[0] != name)
    return replace(unit, attributes=((name, text), *others) if text else others)


def facts(unit: Unit) -> list[Fact]:
    """The facts of a unit, its identifier first. That is always there: it marks a unit as ours."""
    found: list[Fact] = [("id", unit.id)]
    if unit.probability is not None:
        found.append(("probability", show_probability(unit.probability)))
    if unit.source_sentences is not None or unit.target_sentences is not None:
        found.append(("sentences", show_sides(unit.source_sentences, unit.target_sentences)))
    if unit.source_span is not None or unit.target_span is not None:
        found.append(("spans", show_sides(unit.source_span, unit.target_span)))
    found += [("attribute", _pair(*item)) for item in unit.attributes]
    found += [("property", _pair(*item)) for item in unit.properties]
    return found


def with_facts(
    source: str,
    target: str,
    id: str,
    found: Iterable[Fact],
    attributes: Iterable[tuple[str, str]] = (),
    notes: Iterable[str] = (),
    properties: Iterable[tuple[str, str]] = (),
) -> Unit:
    """The unit whose facts these are; a fact that cannot be read is kept as a property.

    ``attributes`` come before those among the facts, ``properties`` after them.
    """
    known: dict[str, Any] = {}
    pairs, kept = list(attributes), list[tuple[str, str]]()
    for kind, text in found:
        if kind == "id":
            id = text
        elif kind == "probability" and (number := parse_probability(text)) is not None:
            known["probability"] = number
        elif kind == "sentences" and (sides := parse_sides(text)) is not None:
            known["source_sentences"], known["target_sentences"] = sides
        elif kind == "spans" and (sides := parse_sides(text)) is not None:
            known["source_span"], known["target_span"] = map(as_span, sides)
        elif kind == "attribute":
            pairs.append(_unpaired(text))
        elif kind == "property":
            kept.append(_unpaired(text))
        else:
            kept.append((f"x-duilian-{kind}", text))
    return Unit(
        source,
        target,
        id,
        **known,
        attributes=tuple(pairs),
        properties=(*kept, *properties),
        notes=tuple(notes),
    )


def _pair(name: str, text: str) -> str:
    return f"{name.replace('%', '%25').replace('=', '%3D')}={text}"


def _unpaired(text: str) -> tuple[str, str]:
    name, _, value = text.partition("=")
    return name.replace("%3D", "=").replace("%25", "%"), value
