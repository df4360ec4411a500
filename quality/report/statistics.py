"""How often each rule found something: a table for ``--statistics``, and for the reports."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..finding import Finding, Severity
from .outcome import Outcome


@dataclass(frozen=True, slots=True)
class Count:
    """What a rule found: how often, in how many units, in what share of all of them, how grave."""

    code: str
    name: str
    severity: Severity
    findings: int
    units: int
    share: float


def by_rule(outcome: Outcome) -> list[Count]:
    """A count for each rule that found something, the most frequent first."""
    of_rule: dict[str, list[Finding]] = {}
    for found in outcome.findings:
        of_rule.setdefault(found.code, []).append(found)
    counts = (_count(code, found, outcome.units) for code, found in of_rule.items())
    return sorted(counts, key=lambda count: (-count.findings, count.code))


def _count(code: str, findings: list[Finding], all_units: int) -> Count:
    units = len({(found.file, found.unit) for found in findings})
    gravest = max((found.severity for found in findings), key=lambda severity: severity.rank)
    return Count(code, findings[0].name, gravest, len(findings), units, _share(units, all_units))


def _share(units: int, all_units: int) -> float:
    return units / all_units if all_units else 0.0


def table(outcome: Outcome) -> Iterator[str]:
    """A line for each rule that found something, the most frequent first, and one for all."""
    for count in by_rule(outcome):
        share = f"{count.share:>6.2%} of units"
        yield f"{count.findings:>7,}  {share}  {count.code}  {count.name}"
    flagged = len({(found.file, found.unit) for found in outcome.findings})
    total = sum(len(checked.findings) for checked in outcome.files)
    share = f"{_share(flagged, outcome.units):>6.2%} of units"
    yield f"{total:>7,}  {share}  all, in {outcome.units:,} units"
