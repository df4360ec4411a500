"""How often each rule found something: a table for ``--statistics``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from ..finding import Finding
from .outcome import Outcome


def table(outcome: Outcome) -> Iterator[str]:
    """A line for each rule that found something, the most frequent first, and one for all."""
    names: dict[str, Finding] = {}
    counts: Counter[str] = Counter()
    units: Counter[str] = Counter()
    seen: set[tuple[str, str, int]] = set()
    for found in outcome.findings:
        names.setdefault(found.code, found)
        counts[found.code] += 1
        place = found.code, found.file, found.unit
        if place not in seen:
            seen.add(place)
            units[found.code] += 1
    width = max((len(found.name) for found in names.values()), default=0)
    for code, count in sorted(counts.items(), key=lambda each: (-each[1], each[0])):
        share = units[code] / outcome.units if outcome.units else 0.0
        yield f"{count:>7,}  {share:>6.2%} of units  {code}  {names[code].name:<{width}}".rstrip()
    flagged = len({(file, unit) for _, file, unit in seen})
    share = flagged / outcome.units if outcome.units else 0.0
    total = sum(counts.values())
    yield f"{total:>7,}  {share:>6.2%} of units  all, in {outcome.units:,} units"
