"""Inconsistent renderings, planted into a translation that had none there."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass

from duilian.align.words import Pair
from duilian.corpus.text.script import simplified_letters
from duilian.quality.terms.model import Drift

Row = tuple[str, str, str]
"""A term, its rendering, and what is to stand in its place now and then."""


@dataclass(frozen=True, slots=True)
class Planted:
    """A term whose rendering was replaced in some units by another."""

    term: str
    rendering: str
    replacement: str
    units: frozenset[int]


def plant(
    pairs: Sequence[Pair], rows: Sequence[Row], *, seed: int, most: int, every: int = 4
) -> tuple[list[Pair], list[Planted]]:
    """Replace one rendering in ``every`` for up to ``most`` terms with as many places or more."""
    chance = random.Random(seed)
    changed = list(pairs)
    done: dict[str, Planted] = {}
    for term, rendering, replacement in chance.sample(rows, len(rows)):
        if len(done) == most:
            break
        units = [
            unit
            for unit, (source, target) in enumerate(changed)
            if _stands(term, source) and _stands(rendering, target)
        ]
        if len(units) < every or term in done:
            continue
        first = chance.randrange(every)
        chosen = units[first::every][: len(units) // every] or units[:1]
        for unit in chosen:
            source, target = changed[unit]
            changed[unit] = source, _replaced(target, rendering, replacement)
        done[term] = Planted(term, rendering, replacement, frozenset(chosen))
    return changed, list(done.values())


def found(drifts: Sequence[Drift], planted: Sequence[Planted]) -> tuple[set[str], list[Drift]]:
    """The planted terms that were found, and the drifts that tell of something planted.

    A drift tells of a planted term if it is of that term, or of one that holds it or is part of
    it, and at least half of the words planted stand in a deviating rendering of such a unit.
    """
    terms: set[str] = set()
    right = []
    for drift in drifts:
        told = [each for each in planted if _tells(drift, each)]
        if told:
            right.append(drift)
        name = _folded(drift.term.text)
        terms |= {
            each.term for each in told if _folded(each.term) in name or name in _folded(each.term)
        }
    return terms, right


def _tells(drift: Drift, planted: Planted) -> bool:
    new = _words(planted.replacement) - _words(planted.rendering)
    return any(
        each.occurrence.unit in planted.units and 2 * len(new & _words(each.text)) >= len(new)
        for variant in drift.minority
        for each in variant.renderings
    )


def _pattern(text: str) -> re.Pattern[str]:
    edge = r"\b" if text.isascii() else ""
    return re.compile(f"{edge}{re.escape(text)}{edge}", re.IGNORECASE)


def _stands(text: str, inside: str) -> bool:
    return bool(_pattern(text).search(simplified_letters(inside)))


def _replaced(target: str, old: str, new: str) -> str:
    plain = simplified_letters(target)
    for place in reversed(list(_pattern(old).finditer(plain))):
        target = target[: place.start()] + new + target[place.end() :]
    return target


def _words(text: str) -> set[str]:
    plain = _folded(text)
    return set(re.findall(r"\w+", plain)) if plain.isascii() else set(plain)


def _folded(text: str) -> str:
    return simplified_letters(text).lower()
