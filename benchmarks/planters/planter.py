"""What a planter is."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from random import Random

from duilian.corpus.model import Unit

Languages = tuple[str, str]
Plant = Callable[[Sequence[Unit], int, Languages, Random], Mapping[int, Unit] | None]
"""Units, the place of the one to spoil, the languages, dice: the units that change, by place."""
Spoil = Callable[[Unit, Languages, Random], str | None]
"""A unit, the languages, dice: another target; None where the fault cannot be made."""


@dataclass(frozen=True, slots=True)
class Planter:
    """A kind of fault: its name, the family of rules that should find it, and how it is made.

    ``apart`` is how many units must lie between two faults of this kind, ``goal`` the recall that
    the project has promised itself.
    """

    name: str
    family: str
    plant: Plant
    goal: float | None = None
    apart: int = 2


def in_target(spoil: Spoil) -> Plant:
    """A planter that changes nothing but the target of one unit."""

    def plant(
        units: Sequence[Unit], place: int, languages: Languages, dice: Random
    ) -> Mapping[int, Unit] | None:
        unit = units[place]
        target = spoil(unit, languages, dice)
        if target is None or target == unit.target:
            return None
        return {place: replace(unit, target=target)}

    return plant
