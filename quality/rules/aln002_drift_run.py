"""ALN002: a run of units whose targets all stand so many units off."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..finding import Flaw, Place, Severity
from ..passage import Passage
from .aln001_misaligned_pair import story
from .rule import Rule, Setup


@dataclass(slots=True)
class _Drifts:
    """The drift that is being read: its first unit, its last so far, and how far off it is."""

    first: Passage | None = None
    last: int = 0
    shift: int = 0

    def see(self, passage: Passage) -> Iterator[tuple[Passage, Flaw]]:
        """Lengthen the drift, or tell of it and begin another."""
        shift = 0 if passage.evidence is None else passage.evidence.drift
        if shift != self.shift:
            yield from self._told(f"from unit {passage.number} on all is right again")
            self.first, self.shift = (passage, shift) if shift else (None, 0)
        self.last = passage.number

    def end(self) -> Iterator[tuple[Passage, Flaw]]:
        """Tell of a drift that goes on to the end of the file."""
        yield from self._told("it goes on to the end of the file")

    def _told(self, how_it_ends: str) -> Iterator[tuple[Passage, Flaw]]:
        if self.first is None:
            return
        far = "one unit" if abs(self.shift) == 1 else f"{abs(self.shift)} units"
        where = "further down" if self.shift > 0 else "further up"
        yield (
            self.first,
            Flaw(
                f"units {self.first.number}-{self.last} are shifted: the target that answers each "
                f"source stands {far} {where}; {how_it_ends}",
                help="duilian check --patch writes the file with these units aligned again",
                related=(Place(self.last, "the last unit that is shifted"),),
            ),
        )


def watch(setup: Setup) -> _Drifts:
    """Watch for drifts."""
    return _Drifts()


RULE = Rule(
    code="ALN002",
    name="drift-run",
    severity=Severity.error,
    mqm="accuracy/mistranslation",
    summary="The targets of a run of units all stand so many units too high or too low.",
    explanation="""
A line is lost, and from there on each target stands beside the wrong source, until a second error
puts things right: the number of lines is the same on both sides, and nothing looks wrong. (In a
public test set 72 sentences were found so, years after.) The rule reports one finding for the whole
run, at its first unit.

Pairs are weighed as for ALN001, each source against the targets of a dozen units before and after
too; a run is what is off by the same number for three units or more. `duilian check --patch OUT`
writes a copy of the file in which the texts of such runs are aligned again.
""",
    bad=(
        story(0, 2, 3, 4, 5, 1),
        story(5, 0, 1, 2, 3, 4),
    ),
    good=(
        story(0, 1, 2, 3, 4, 5),
        story(0, 2, 1, 3, 4, 5),
    ),
    content=False,
    nulls=True,
    evidence=True,
    watch=watch,
)
