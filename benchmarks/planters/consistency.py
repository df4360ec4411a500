"""The same said in another way: labels, and names in pinyin."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from random import Random

from duilian.corpus.model import Unit

from .planter import Languages, Planter

_NAME = re.compile(r"\b([A-Z][a-z]{1,4}) ([A-Z][a-z]{3,9})\b")
_SURNAMES = frozenset(
    """
    Cao Chen Deng Dong Feng Gao Guo He Hu Huang Jiang Jin Li Liang Lin Liu Luo Ma Pan Sun Tang Wang
    Wu Xi Xiao Xie Xu Yang Ye Yu Yuan Zhang Zhao Zheng Zhou Zhu
    """.split()  # noqa: SIM905
)


def _label(
    units: Sequence[Unit], place: int, languages: Languages, dice: Random
) -> Mapping[int, Unit] | None:
    """A short unit comes again a few units on, and is put in other words."""
    unit, other = units[place], (place + dice.randint(3, 40)) % len(units)
    if not 4 <= len(unit.source) <= 24 or other <= place:
        return None
    again = f"{unit.target} now" if languages[1] == "en" else f"现在{unit.target}"
    return {place: unit, other: replace(unit, target=again)}


def _name(
    units: Sequence[Unit], place: int, languages: Languages, dice: Random
) -> Mapping[int, Unit] | None:
    """A unit with a name comes again, and the name is written the other way round."""
    unit, other = units[place], (place + dice.randint(3, 40)) % len(units)
    found = _NAME.search(unit.target)
    if languages != ("zh", "en") or found is None or found[1] not in _SURNAMES or other <= place:
        return None
    new = f"{unit.target[: found.start()]}{found[2]} {found[1]}{unit.target[found.end() :]}"
    return {place: unit, other: replace(unit, target=new)}


PLANTERS: tuple[Planter, ...] = (
    Planter("label in other words", "CON", _label, apart=42),
    Planter("name the other way round", "CON", _name, apart=42),
)
