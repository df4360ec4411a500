"""A fault of units, or of the file: told once if most units have it, else for each of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from ..finding import Flaw
from ..passage import Passage

_PATIENCE = 1000
"""Faulty units after which a file has shown what it is."""
_FEWEST = 3
"""Faulty units that make a fault of the file."""


@dataclass(slots=True)
class Widespread:
    """A watch (see :class:`.rule.Watch`) for a fault that a whole file may have.

    ``judge`` says what is wrong with a unit; ``whole`` what is to be said of the file, given the
    first faulty unit, how many there are, and of how many. What units have waits until it is known
    whether the file has it.
    """

    judge: Callable[[Passage], Flaw | None]
    whole: Callable[[Passage, int, int], Flaw]
    units: int = 0
    faulty: int = 0
    waiting: list[tuple[Passage, Flaw]] = field(default_factory=list)

    def see(self, passage: Passage) -> Iterable[tuple[Passage, Flaw]]:
        """Judge a unit."""
        self.units += 1
        flaw = self.judge(passage)
        return () if flaw is None else self._faulty(passage, flaw)

    def _faulty(self, passage: Passage, flaw: Flaw) -> Iterator[tuple[Passage, Flaw]]:
        self.faulty += 1
        self.waiting.append((passage, flaw))
        if len(self.waiting) > _PATIENCE:
            if self._prevails():
                del self.waiting[1:]
            else:
                yield from self.waiting
                self.waiting.clear()

    def end(self) -> Iterator[tuple[Passage, Flaw]]:
        """Tell of the file, or of the units that still wait."""
        if self.waiting and self._prevails():
            first = self.waiting[0][0]
            yield first, self.whole(first, self.faulty, self.units)
        else:
            yield from self.waiting

    def _prevails(self) -> bool:
        return self.faulty >= _FEWEST and 2 * self.faulty > self.units
