"""Where a unit stands, as what another unit says of it."""

from __future__ import annotations

from dataclasses import dataclass

from .finding import Place
from .passage import Passage


@dataclass(frozen=True, slots=True)
class Spot:
    """A unit by its file and its number there: what rules that remember keep of a passage."""

    file: str
    number: int

    @classmethod
    def of(cls, passage: Passage) -> Spot:
        """Where a passage stands."""
        return cls(passage.file, passage.number)

    def called(self, here: Passage) -> str:
        """What the unit is called in a message about another."""
        where = "" if self.file == here.file else f" of {self.file}"
        return f"unit {self.number}{where}"

    def place(self, here: Passage, text: str) -> Place:
        """The unit as one that belongs to a finding about another."""
        return Place(self.number, text, "" if self.file == here.file else self.file)
