"""What a run came to: the files that were checked, and what was found in them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..checker import Checked
from ..finding import Finding


@dataclass(frozen=True, slots=True)
class Outcome:
    """The files in the order in which they were given."""

    files: tuple[Checked, ...]

    @property
    def findings(self) -> Iterator[Finding]:
        """All findings, by file and then by unit."""
        return (found for checked in self.files for found in checked.findings)

    @property
    def units(self) -> int:
        """How many units were looked at."""
        return sum(checked.units for checked in self.files)
