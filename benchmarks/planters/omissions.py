"""Clauses left out of a target, or added to it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from random import Random

from duilian.corpus.model import Unit
from duilian.corpus.text.script import is_spaceless

from .planter import Languages, Planter, in_target

_CLAUSE = re.compile(
    r"[^，；：。！？,;:!?]*(?:[，；：。！？]|[,;:!?](?=\s|$)|[,;:!?](?=\S))+[”’」』\"')）]*\s*|[^，；：。！？,;:!?]+$"
)
_END = re.compile(r"[。！？.!?]+[”’」』\"')）]*\s*$")
_FEWEST = {True: 6, False: 5}
"""Characters (in languages without spaces) or words of a clause that is cut."""


def cut(text: str, language: str, chance: Random) -> str | None:
    """A text without one of its clauses; None if it has no two, or none of some size."""
    clauses = [found.span() for found in _CLAUSE.finditer(text) if found.group().strip()]
    spaceless = is_spaceless(language)
    sizes = [
        len(re.findall(r"\w", text[a:b])) if spaceless else len(text[a:b].split())
        for a, b in clauses
    ]
    usable = [number for number, size in enumerate(sizes) if size >= _FEWEST[spaceless]]
    if len(clauses) < 2 or not usable:
        return None
    chosen = chance.choice(usable)
    begin, end = clauses[chosen]
    if chosen < len(clauses) - 1:
        return text[:begin] + text[end:]
    stop = _END.search(text)
    return re.sub(r"[，；：,;:]+\s*$", "", text[:begin]) + (stop.group() if stop else "")


def _left_out(unit: Unit, languages: Languages, dice: Random) -> str | None:
    """A clause of the target is left out."""
    left = cut(unit.target, languages[1], dice)
    return left.strip() if left and left.strip() else None


def _added(
    units: Sequence[Unit], place: int, languages: Languages, dice: Random
) -> Mapping[int, Unit] | None:
    """The source lacks a clause, so that the target says more."""
    left = cut(units[place].source, languages[0], dice)
    return {place: replace(units[place], source=left.strip())} if left and left.strip() else None


PLANTERS: tuple[Planter, ...] = (
    Planter("clause left out", "OMI", in_target(_left_out), goal=0.85),
    Planter("clause added", "OMI", _added),
)
