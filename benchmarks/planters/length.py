"""Targets that are far too short or far too long."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from random import Random

from duilian.corpus.model import Unit

from .planter import Languages, Planter, in_target

_LONG = {"zh": 20, "en": 60}
"""Characters from which a source is no label."""


def _cut(unit: Unit, languages: Languages, dice: Random) -> str | None:
    """The first quarter alone."""
    if len(unit.source) < _LONG[languages[0]] or len(unit.target) < 40:
        return None
    return unit.target[: len(unit.target) // 4]


def _joined(
    units: Sequence[Unit], place: int, languages: Languages, dice: Random
) -> Mapping[int, Unit] | None:
    """Two more targets at the end of one."""
    unit = units[place]
    if len(unit.source) < _LONG[languages[0]]:
        return None
    more = [units[(place + step) % len(units)].target for step in (1, 2)]
    if sum(map(len, more)) < 2 * len(unit.target):
        return None
    return {place: replace(unit, target=" ".join([unit.target, *more]))}


PLANTERS: tuple[Planter, ...] = (
    Planter("three quarters cut off", "LEN", in_target(_cut)),
    Planter("two more targets behind", "LEN", _joined),
)
