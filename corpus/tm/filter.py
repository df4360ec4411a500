"""Keeping the units that meet conditions.

A condition looks at one unit and says yes, no, or that the unit does not state what it asks for;
:data:`_CONDITIONS` has them all, in the order they are asked. A unit is left out for the first
it does not meet. Start reading at :func:`filter_units`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from ..formats import NoticeTo
from ..formats.fields import notify
from ..model import Unit
from .facts import MEASURES, Measure, last_change, length_ratio, stated_values

Missing = Literal["keep", "drop"]


@dataclass(frozen=True, slots=True)
class Filter:
    """The conditions; None and what is empty ask for nothing.

    Lengths are in ``measure`` and of each side. ``since`` and ``until`` are 14 digits
    (:func:`.facts.parse_date`), both included. ``where`` is names and values of properties or
    attributes, the value None for any; all must be there. A side without text is of length 0,
    and its unit's ratio is infinite. ``missing`` says what becomes of a unit that states no
    probability, or no date, when one is asked for. ``invert`` keeps what would be left out.
    """

    min_probability: float | None = None
    max_length_ratio: float | None = None
    min_length: int | None = None
    max_length: int | None = None
    measure: Measure = "words"
    source_pattern: re.Pattern[str] | None = None
    target_pattern: re.Pattern[str] | None = None
    since: str | None = None
    until: str | None = None
    where: tuple[tuple[str, str | None], ...] = ()
    no_null: bool = False
    missing: Missing = "keep"
    invert: bool = False


def filter_units(
    units: Iterable[Unit], settings: Filter, notice: NoticeTo | None = None
) -> Iterator[Unit]:
    """The units that meet all conditions, or the others if inverted; ``notice`` hears why not."""
    conditions = [each for each in _CONDITIONS if each.is_asked(settings)]
    for number, unit in enumerate(units, 1):
        reason = _first_unmet(unit, settings, conditions, notice, f"unit {number}")
        if settings.invert:
            reason = "meets every condition" if reason is None else None
        if reason is None:
            yield unit
        else:
            notify(notice, f"unit {number}", f"left out: {reason}")


@dataclass(frozen=True, slots=True)
class _Condition:
    """``fact`` is what a unit may not state, for which the test then returns None."""

    is_asked: Callable[[Filter], bool]
    is_met: Callable[[Unit, Filter], bool | None]
    unmet: str
    fact: str = ""


def _first_unmet(
    unit: Unit,
    settings: Filter,
    conditions: Iterable[_Condition],
    notice: NoticeTo | None,
    place: str,
) -> str | None:
    """Why the unit is left out, or None."""
    for condition in conditions:
        met = condition.is_met(unit, settings)
        if met is None and settings.missing == "drop":
            return f"it states no {condition.fact}"
        if met is None:
            notify(notice, place, f"taken for fit: it states no {condition.fact}")
        elif not met:
            return condition.unmet
    return None


def _probable(unit: Unit, settings: Filter) -> bool | None:
    assert settings.min_probability is not None
    return None if unit.probability is None else unit.probability >= settings.min_probability


def _in_time(unit: Unit, settings: Filter) -> bool | None:
    date = last_change(unit)
    if date is None:
        return None
    return (settings.since or date) <= date <= (settings.until or date)


def _long_enough(unit: Unit, settings: Filter) -> bool:
    assert settings.min_length is not None
    return min(_lengths(unit, settings)) >= settings.min_length


def _short_enough(unit: Unit, settings: Filter) -> bool:
    assert settings.max_length is not None
    return max(_lengths(unit, settings)) <= settings.max_length


def _lengths(unit: Unit, settings: Filter) -> tuple[int, int]:
    length = MEASURES[settings.measure]
    return length(unit.source), length(unit.target)


def _balanced(unit: Unit, settings: Filter) -> bool:
    assert settings.max_length_ratio is not None
    return length_ratio(unit, settings.measure) <= settings.max_length_ratio


def _has_properties(unit: Unit, settings: Filter) -> bool:
    for name, wanted in settings.where:
        values = stated_values(unit, name)
        if not values or (wanted is not None and wanted not in values):
            return False
    return True


def _matches(pattern: re.Pattern[str] | None, text: str) -> bool:
    return pattern is not None and pattern.search(text) is not None


# The cheap ones first.
_CONDITIONS: tuple[_Condition, ...] = (
    _Condition(lambda f: f.no_null, lambda unit, f: not unit.is_null, "one side is empty"),
    _Condition(
        lambda f: f.min_probability is not None, _probable, "not probable enough", "probability"
    ),
    _Condition(
        lambda f: f.since is not None or f.until is not None, _in_time, "out of the dates", "date"
    ),
    _Condition(lambda f: bool(f.where), _has_properties, "not with that property"),
    _Condition(lambda f: f.min_length is not None, _long_enough, "a side is too short"),
    _Condition(lambda f: f.max_length is not None, _short_enough, "a side is too long"),
    _Condition(
        lambda f: f.max_length_ratio is not None, _balanced, "the lengths are too far apart"
    ),
    _Condition(
        lambda f: f.source_pattern is not None,
        lambda unit, f: _matches(f.source_pattern, unit.source),
        "its source does not match",
    ),
    _Condition(
        lambda f: f.target_pattern is not None,
        lambda unit, f: _matches(f.target_pattern, unit.target),
        "its target does not match",
    ),
)
