"""Which quantities of a source text its translation answers.

Equal keys answer each other. What is left over may still be the same content said otherwise,
and is tried in turn: another reading of the same writing; a date of which the other side names
a part; a span of time in other units; a ratio given as a plain number. Translators repeat and
drop repetitions, so a quantity that has its answer may answer a second time.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal, TypeAlias

from .model import Key, Quantity, Value, key_of
from .units import in_base_units, roughly_equal, units_agree

Relation: TypeAlias = Literal["equal", "repeated", "alternative", "part", "converted", "related"]


@dataclass(frozen=True, slots=True)
class Match:
    """A source and a target quantity that say the same, and how close they come.

    ``equal``: same key. ``repeated``: same key, but the other has another partner already.
    ``alternative``: equal by another reading. ``part``: one is a date, the other names a part
    of it. ``converted``: equal in other units. ``related``: plain number for a ratio, multiple
    for its percentage and the like.
    """

    source: Quantity
    target: Quantity
    relation: Relation


@dataclass(frozen=True, slots=True)
class Comparison:
    """What matched, and the quantities that one side alone has; weak ones are not counted."""

    matched: tuple[Match, ...]
    only_source: tuple[Quantity, ...]
    only_target: tuple[Quantity, ...]

    @property
    def clean(self) -> bool:
        """Whether nothing is missing on either side."""
        return not self.only_source and not self.only_target


def compare(source: list[Quantity], target: list[Quantity]) -> Comparison:
    """Pair the quantities of a source text with those of its translation."""
    if not source and not target:
        return Comparison((), (), ())
    matches: list[Match] = []
    left = _pair_equal(source, target, matches)
    source_left, target_left = left
    for relation in _RELATIONS:
        source_left, target_left = _pair_related(source_left, target_left, relation, matches)
    # What is still alone may be answered by something that has an answer already; but of two dates
    # that contradict each other neither is excused by a year that stands elsewhere.
    clashing = _clashing(source_left, target_left)
    source_alone = [
        q
        for q in source_left
        if q in clashing or not (q.weak or _answered(q, target, matches, reverse=False))
    ]
    target_alone = [
        q
        for q in target_left
        if q in clashing or not (q.weak or _answered(q, source, matches, reverse=True))
    ]
    matches.sort(key=lambda match: (match.source.start, match.target.start))
    return Comparison(tuple(matches), tuple(source_alone), tuple(target_alone))


def _pair_equal(
    source: list[Quantity], target: list[Quantity], matches: list[Match]
) -> tuple[list[Quantity], list[Quantity]]:
    """Pair equal keys, those that count the same thing before the others."""
    for same_unit in (True, False):
        if not source or not target:
            break
        waiting: dict[Key, list[Quantity]] = defaultdict(list)
        for quantity in target:
            waiting[quantity.key].append(quantity)
        source_left = []
        for quantity in source:
            partners = waiting.get(quantity.key, [])
            partner = next(
                (each for each in partners if not same_unit or _same_unit(quantity, each)), None
            )
            if partner is None:
                source_left.append(quantity)
            else:
                partners.remove(partner)
                matches.append(Match(quantity, partner, "equal"))
        source = source_left
        target = sorted(
            (quantity for partners in waiting.values() for quantity in partners),
            key=lambda quantity: quantity.start,
        )
    return source, target


def _same_unit(a: Quantity, b: Quantity) -> bool:
    return units_agree(a.unit, b.unit)


def _pair_related(
    source: list[Quantity], target: list[Quantity], relation: Relation, matches: list[Match]
) -> tuple[list[Quantity], list[Quantity]]:
    if not source or not target:
        return source, target
    free = target[:]
    left = []
    for quantity in source:
        partner = next((q for q in free if _holds(relation, quantity, q)), None)
        if partner is None:
            left.append(quantity)
        else:
            free.remove(partner)
            matches.append(Match(quantity, partner, relation))
    return left, free


def _clashing(source: Iterable[Quantity], target: Iterable[Quantity]) -> list[Quantity]:
    """What is left over on both sides and contradicts each other.

    Dates do that name the same parts, one of them alike, and measures in one unit; and days of the
    week, which count for nothing otherwise: "on Friday" may be left out, but is not "on Thursday".
    """
    return [
        quantity
        for a in source
        for b in target
        if a.kind == b.kind and (a.kind == "weekday" or _clash(a, b))
        for quantity in (a, b)
    ]


def _clash(a: Quantity, b: Quantity) -> bool:
    if a.weak or b.weak:
        return False
    if a.kind in ("measure", "money", "percent"):
        return a.unit == b.unit and (bool(a.unit) or a.kind == "percent")
    first, second = a.value, b.value
    if not isinstance(first, tuple) or not isinstance(second, tuple) or len(first) != len(second):
        return False
    same_parts = [x is None for x in first] == [y is None for y in second]
    return same_parts and any(x is not None and x == y for x, y in zip(first, second, strict=True))


def _answered(
    quantity: Quantity, others: Iterable[Quantity], matches: list[Match], reverse: bool
) -> bool:
    for other in others:
        relation: Relation | None = None
        if quantity.key == other.key:
            relation = "repeated"
        else:
            relation = next((r for r in _AGAIN if _holds(r, quantity, other)), None)
        if relation is not None:
            pair = (other, quantity) if reverse else (quantity, other)
            matches.append(Match(*pair, relation))
            return True
    return False


_RELATIONS: tuple[Relation, ...] = ("alternative", "part", "converted", "related")
# Relations that may be claimed of something that has a closer partner.
_AGAIN: tuple[Relation, ...] = ("alternative", "part", "converted")


def _holds(relation: Relation, a: Quantity, b: Quantity) -> bool:
    if relation == "alternative":
        return a.key in _keys(b) or b.key in _keys(a)
    if relation == "part":
        return _part(a, b) or _part(b, a)
    if relation == "converted":
        return _converts(a, b)
    return _related(a, b) or _related(b, a)


def _keys(quantity: Quantity) -> set[Key]:
    """The keys of every reading. A plain number among the alternatives is a plain number."""
    keys = {quantity.key}
    for value in quantity.alternatives:
        keys.add(_loose_key(quantity, value))
        if isinstance(value, Fraction):
            keys.add(("number", value))
            keys.add((quantity.key[0], value))
            if value < 1:
                keys.add(("ratio", value))
    return keys


def _loose_key(quantity: Quantity, value: Value) -> Key:
    if isinstance(value, tuple) and len(value) == 3:
        return key_of("date", value)
    return key_of(quantity.kind, value)


def _part(a: Quantity, b: Quantity) -> bool:
    """Whether ``a`` names a part of the date, time, decade or century ``b``."""
    if b.kind == "date" and isinstance(b.value, tuple):
        if a.kind == "date" and isinstance(a.value, tuple):
            both = [(x, y) for x, y in zip(a.value, b.value, strict=True) if x and y]
            return bool(both) and all(x == y for x, y in both)
        return (
            isinstance(a.value, Fraction)
            and a.kind in ("cardinal", "ordinal")
            and a.value in b.value
        )
    if b.kind == "time" and isinstance(b.value, tuple):
        return a.key[0] == "number" and a.value == b.value[0] and not b.value[1]
    if not isinstance(a.value, Fraction) or not isinstance(b.value, Fraction):
        return False
    if b.kind == "decade":
        if a.kind == "century":
            return b.value // 100 == a.value - 1
        return a.kind in ("cardinal", "decade", "measure") and a.value in (b.value, b.value % 100)
    return b.kind == "century" and a.key == ("number", b.value)


def _converts(a: Quantity, b: Quantity) -> bool:
    if not (a.unit and b.unit and isinstance(a.value, Fraction) and isinstance(b.value, Fraction)):
        return False
    first, second = in_base_units(a.value, a.unit), in_base_units(b.value, b.unit)
    if first is not None and first == second:
        return True
    return roughly_equal(a.value, a.unit, b.value, b.unit)


def _related(a: Quantity, b: Quantity) -> bool:
    """Plain numbers for ratios (20 of "20 and 30 percent"), multiples for percentages."""
    if not isinstance(a.value, Fraction) or not isinstance(b.value, Fraction):
        return False
    families = a.key[0], b.key[0]
    if families == ("number", "ratio"):
        if a.kind == "multiple":
            return a.value in (b.value, b.value + 1)
        return a.value in (b.value * 100, b.value)
    if families == ("vague", "number"):
        return a.value <= b.value < a.value * 10
    if families == ("vague", "vague"):
        return a.value / 10 <= b.value <= a.value * 10
    return False
