"""What a run came to: the files that were checked, what was found in them, facts about the run."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from ... import __version__
from ..checker import Checked
from ..finding import Finding, Severity
from ..rules import RULES
from ..rules.rule import Rule
from ..term_use import TermUse, merged


@dataclass(frozen=True, slots=True)
class Outcome:
    """The files in the order in which they were given.

    ``rules`` are those that reports may have to explain: what was run, in the order of the codes.
    ``notes`` are lines about what was passed over or is odd, ``failed`` lines about files that
    could not be checked. ``suppressed``, ``known`` and ``old`` count the findings that are left
    out: by the side file, by the baseline, because their unit has not changed.
    """

    files: tuple[Checked, ...]
    rules: tuple[Rule, ...] = RULES
    notes: tuple[str, ...] = ()
    failed: tuple[str, ...] = ()
    suppressed: int = 0
    known: int = 0
    old: int = 0
    version: str = __version__

    @property
    def findings(self) -> Iterator[Finding]:
        """All findings, by file and then by unit."""
        return (found for checked in self.files for found in checked.findings)

    def reaches(self, severity: Severity) -> bool:
        """Whether a finding is as grave as that, or graver."""
        return any(found.severity.rank >= severity.rank for found in self.findings)

    @property
    def gravest_first(self) -> list[Finding]:
        """All findings, errors before warnings before notes, else by file and unit."""
        return sorted(self.findings, key=lambda found: -found.severity.rank)

    @property
    def term_uses(self) -> tuple[TermUse, ...]:
        """How terms were used, as far as that is known: those that drift, those of a glossary."""
        drifting = (found.use for found in self.findings if found.use is not None)
        counted = (use for checked in self.files for use in checked.uses)
        return (*drifting, *merged(counted))

    @property
    def units(self) -> int:
        """How many units were looked at."""
        return sum(checked.units for checked in self.files)

    @property
    def is_void(self) -> bool:
        """Whether there were files, and none of them could be checked."""
        return bool(self.failed) and not self.files

    @property
    def severities(self) -> dict[Severity, int]:
        """How many findings there are of each severity, the gravest first."""
        counts = Counter(found.severity for found in self.findings)
        return {severity: counts[severity] for severity in reversed(Severity)}

    @property
    def left_out(self) -> dict[str, int]:
        """How many findings are not told of, by the reason why."""
        counts = {
            "suppressed": self.suppressed,
            "known to the baseline": self.known,
            "in units that have not changed": self.old,
        }
        return {why: count for why, count in counts.items() if count}
