"""Targets that stand beside the wrong source."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from random import Random

from duilian.corpus.model import Unit

from .planter import Languages, Plant, Planter

_LENGTHS = (5, 40)
"""Units of a drift, at least and at most."""


def _another(
    units: Sequence[Unit], place: int, languages: Languages, dice: Random
) -> Mapping[int, Unit]:
    """The target of any other unit."""
    return {place: replace(units[place], target=dice.choice(units).target)}


def _swapped(
    units: Sequence[Unit], place: int, languages: Languages, dice: Random
) -> Mapping[int, Unit] | None:
    """The targets of two neighbours have changed places."""
    if place + 1 == len(units):
        return None
    one, other = units[place], units[place + 1]
    return {
        place: replace(one, target=other.target),
        place + 1: replace(other, target=one.target),
    }


def _drift(up: bool) -> Plant:
    """A run of targets, each one unit too high or too low; a target is lost, another added."""

    def plant(
        units: Sequence[Unit], place: int, languages: Languages, dice: Random
    ) -> Mapping[int, Unit] | None:
        last = place + dice.randint(*_LENGTHS)
        if last >= len(units):
            return None
        targets = [unit.target for unit in units[place : last + 1]]
        odd = dice.choice(units).target
        shifted = [*targets[1:], odd] if up else [odd, *targets[:-1]]
        return {
            place + step: replace(units[place + step], target=target)
            for step, target in enumerate(shifted)
        }

    return plant


def _sides(
    units: Sequence[Unit], place: int, languages: Languages, dice: Random
) -> Mapping[int, Unit]:
    """Source and target have changed places."""
    unit = units[place]
    return {place: replace(unit, source=unit.target, target=unit.source)}


PLANTERS: tuple[Planter, ...] = (
    Planter("another target", "ALN", _another),
    Planter("neighbours swapped", "ALN", _swapped),
    Planter("drift up", "ALN", _drift(up=True), goal=0.95, apart=60),
    Planter("drift down", "ALN", _drift(up=False), goal=0.95, apart=60),
    Planter("sides swapped", "ALN", _sides),
)
