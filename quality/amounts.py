"""What is wrong with the numbers of a pair: which one was mistaken for which, missing, or added.

:func:`duilian.corpus.text.numbers.compare` pairs the quantities that mean the same, and leaves some
over on either side. A translator who writes 3.5 million for 3.5亿 has not left out one number and
added another: he got one wrong. So what is left over is paired once more, the likelier pairs first
(the same kind, the same digits at another scale, the same place among what is left), and only what
finds no partner is missing or added. Each fault is told once, by one rule.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from ..corpus.text.numbers import Comparison, DateValue, Quantity, units_agree

_CALENDAR = frozenset({"date", "time", "decade", "century", "weekday"})
_COUNTS = frozenset({"cardinal", "measure", "money", "multiple", "vague"})
_RATIOS = frozenset({"percent", "fraction"})
# Numbers that a text may count with by the way: "two" for a plain plural, 三 for what is listed.
_SMALL = 10
_ITEM = tuple("、.．)）")
_THE_YEAR = re.compile(
    r"\b(?:this|last|next|same|the|that|previous|following|of the|a|current) years?\b"
    "|[今去明当同本每前次翌]年|年[内內中初底末]"
)


@dataclass(frozen=True, slots=True)
class Wrong:
    """A quantity of the source and the one of the target that stands for it and is another."""

    source: Quantity
    target: Quantity

    @property
    def is_calendar(self) -> bool:
        """True if both are dates or times; a year or a day may be written as a mere number."""
        kinds = self.source.kind, self.target.kind
        return all(kind in _CALENDAR for kind in kinds) or (
            "date" in kinds and _bare_date(self.source, self.target)
        )


@dataclass(frozen=True, slots=True)
class Amounts:
    """What is wrong, each quantity in one of these lists at most.

    ``malformed`` are dates of the target that are none in its language, with what they should have
    said, if anything of the source answers them; ``units`` are right numbers of something else.
    ``shortened`` are dates that lost their day, year or month on the way.
    """

    wrong: tuple[Wrong, ...] = ()
    missing: tuple[Quantity, ...] = ()
    added: tuple[Quantity, ...] = ()
    malformed: tuple[tuple[Quantity | None, Quantity], ...] = ()
    units: tuple[Wrong, ...] = ()
    shortened: tuple[Wrong, ...] = ()


NOTHING = Amounts()
"""Of a pair without quantities, as most are, or with none but right ones."""


def amounts(comparison: Comparison, target: Sequence[Quantity]) -> Amounts:
    """What is wrong with the quantities of a pair. ``target`` are all of the target's."""
    units = tuple(
        Wrong(match.source, match.target)
        for match in comparison.matched
        if match.relation == "equal"
        and (_written_out(match.source) and _written_out(match.target))
        and not units_agree(match.source.unit, match.target.unit)
    )
    shortened = tuple(
        Wrong(match.source, match.target)
        for match in comparison.matched
        if match.relation == "part"
        and not match.target.malformed
        and _lost(match.source, match.target, target)
    )
    malformed = [quantity for quantity in target if quantity.malformed]
    if comparison.clean and not malformed:
        return Amounts(units=units, shortened=shortened) if units or shortened else NOTHING
    answered = {match.target.start: match.source for match in comparison.matched}
    sources = list(comparison.only_source)
    targets = [quantity for quantity in comparison.only_target if not quantity.malformed]
    broken = []
    for quantity in malformed:
        source = answered.get(quantity.start) or _date(sources)
        if source is not None and source.malformed:
            continue  # the source has no such day either
        if source in sources:
            sources.remove(source)
        broken.append((source, quantity))
    wrong = _paired(sources, targets)
    return Amounts(
        tuple(sorted(_once(wrong), key=lambda pair: pair.target.start)),
        _untold(sources, [pair.source for pair in wrong]),
        _untold(targets, [pair.target for pair in wrong]),
        tuple(broken),
        units,
        shortened,
    )


def _untold(quantities: Sequence[Quantity], told: Sequence[Quantity]) -> tuple[Quantity, ...]:
    """The quantities that nothing was said of yet; of those that are one writing (三四年级) one."""
    places = {(each.start, each.end) for each in told}
    ends = {each.end for each in told}
    untold = []
    for each in quantities:
        if (each.start, each.end) not in places and each.start not in ends:
            untold.append(each)
        ends.add(each.end)
    return tuple(untold)


def _once(pairs: Sequence[Wrong]) -> list[Wrong]:
    """The pairs, a writing that holds two values (七八十, 70 or 80) being told of once."""
    told: set[tuple[str, int, int]] = set()
    once = []
    for pair in pairs:
        places = {
            ("source", pair.source.start, pair.source.end),
            ("target", pair.target.start, pair.target.end),
        }
        if told.isdisjoint(places):
            once.append(pair)
        told |= places
    return once


def is_slight(quantity: Quantity, text: str, other: str) -> bool:
    """Whether it matters little that the other text has not what this one has.

    It may say it in words: small numbers, 100%, which is "all", a year that is "this year". And the
    number of an item at the beginning of a text may be left to the layout.
    """
    if is_small(quantity) or (quantity.kind == "percent" and quantity.value == 1):
        return True
    if not text[: quantity.start].strip("(（") and text[quantity.end : quantity.end + 1] in _ITEM:
        return True
    year, month, day = _parts(quantity)
    return year is not None and (month, day) == (None, None) and _THE_YEAR.search(other) is not None


def _written_out(quantity: Quantity) -> bool:
    """Whether a quantity is meant as one: not a weak word, but "1 hour" is."""
    return not quantity.weak or (quantity.text[:1].isdecimal() and quantity.kind == "measure")


def is_small(quantity: Quantity) -> bool:
    """Whether this counts a few things in words, which one language says and another need not."""
    return (
        quantity.kind in ("cardinal", "ordinal")
        and isinstance(quantity.value, Fraction)
        and abs(quantity.value) <= _SMALL
        and not any(char.isdecimal() for char in quantity.text)
    )


def _lost(source: Quantity, date: Quantity, target: Sequence[Quantity]) -> int | None:
    """The day or else the year or the month that a date has lost, if it stands nowhere else."""
    if source.kind != "date" or date.kind != "date":
        return None
    wanted, found = _parts(source), _parts(date)
    for part, beside in ((2, 1), (0, 1), (1, 2)):
        number = wanted[part]
        if number is not None and found[part] is None and found[beside] is not None:
            elsewhere = any(_parts(each)[part] == number or each.value == number for each in target)
            return None if elsewhere else number
    return None


def lost_part(pair: Wrong) -> str:
    """What a shortened date has lost, the gravest first: its day, its year or its month."""
    wanted, found = _parts(pair.source), _parts(pair.target)
    lost = {
        name: number is not None and other is None
        for name, number, other in zip(("year", "month", "day"), wanted, found, strict=True)
    }
    return next(name for name in ("day", "year", "month") if lost[name])


def _parts(quantity: Quantity) -> DateValue:
    value = quantity.value
    return value if isinstance(value, tuple) and len(value) == 3 else (None, None, None)


def _date(quantities: Sequence[Quantity]) -> Quantity | None:
    return next((each for each in quantities if each.kind == "date"), None)


def _paired(sources: Sequence[Quantity], targets: Sequence[Quantity]) -> list[Wrong]:
    """What is left on both sides, the likelier pairs first."""
    candidates = sorted(
        (
            (-likeness, abs(place / len(sources) - spot / len(targets)), place, spot)
            for place, source in enumerate(sources)
            for spot, target in enumerate(targets)
            if (likeness := _likeness(source, target)) > 0
        ),
    )
    taken_sources: set[int] = set()
    taken_targets: set[int] = set()
    pairs = []
    for _, _, place, spot in candidates:
        if place not in taken_sources and spot not in taken_targets:
            taken_sources.add(place)
            taken_targets.add(spot)
            pairs.append(Wrong(sources[place], targets[spot]))
    return pairs


def _likeness(source: Quantity, target: Quantity) -> int:
    """How likely it is that the one was meant to be the other; 0 for hardly."""
    kinds = {source.kind, target.kind}
    if kinds <= _CALENDAR:
        return 3 if len(kinds) == 1 else int("weekday" not in kinds)
    if "date" in kinds and _bare_date(source, target):
        return 3
    if kinds & _CALENDAR:
        # "8月20日" become "20": parts of dates have been found already, so this is another thing.
        return 0
    if is_small(source) != is_small(target) and "ordinal" not in kinds:
        return 0
    if _digits(source) == _digits(target):
        return 4
    if kinds <= _RATIOS or kinds == {"ordinal"}:
        return 3
    if kinds <= _COUNTS:
        if source.unit and target.unit:
            return 3 if units_agree(source.unit, target.unit) else 1
        return 2
    return 1 if kinds <= _COUNTS | _RATIOS | {"ordinal"} else 0


def _bare_date(first: Quantity, second: Quantity) -> bool:
    """Whether one is a year and the other a number like one, or a day (20日) and an ordinal."""
    date, number = (first, second) if first.kind == "date" else (second, first)
    if not isinstance(number.value, Fraction) or number.value.denominator != 1:
        return False
    _, month, day = _parts(date)
    if month is not None:
        return False
    if day is None:
        return number.kind == "cardinal" and 1000 <= number.value < 2200 and not number.unit
    return number.kind == "ordinal" and 1 <= number.value <= 31


def _digits(quantity: Quantity) -> str:
    """The figures of a number without its scale, as in ``35`` for 3.5亿; "" for other things."""
    if not isinstance(quantity.value, Fraction):
        return quantity.text
    scaled = quantity.value * 10_000
    return str(scaled.numerator).strip("-").rstrip("0") if scaled.denominator == 1 else ""
