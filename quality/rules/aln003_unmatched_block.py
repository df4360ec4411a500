"""ALN003: units without counterpart: a passage that was left out, or one that was added."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from ..finding import Flaw, Place, Severity, Side
from ..passage import Passage
from .rule import Example, Rule, Setup, pair


@dataclass(slots=True)
class _Block:
    """Units in a row that have one side only: the first, the number of the last, and how many have
    which side. ``sure`` is how probably the surest of them has no counterpart."""

    first: Passage | None = None
    last: int = 0
    counts: dict[Side, int] = field(default_factory=lambda: {"source": 0, "target": 0})
    sure: float | None = None

    def add(self, passage: Passage, side: Side) -> None:
        """Take in one more unit."""
        self.first = self.first or passage
        self.last = passage.number
        self.counts[side] += 1
        if passage.unit.probability is not None:
            self.sure = max(self.sure or 0.0, passage.unit.probability)

    def told(self) -> Iterator[tuple[Passage, Flaw]]:
        """What is to be said of the block; nothing if it is empty."""
        if self.first is None:
            return
        related: tuple[Place, ...] = ()
        if self.last > self.first.number:
            related = (Place(self.last, "the last unit of the block"),)
        message = _message(self.counts["source"], self.counts["target"])
        yield self.first, Flaw(message, related=related, confidence=self.sure)


@dataclass(slots=True)
class _Blocks:
    """The block that is being read."""

    block: _Block = field(default_factory=_Block)

    def see(self, passage: Passage) -> Iterable[tuple[Passage, Flaw]]:
        """Lengthen the block, or tell of it and begin another."""
        side = _alone(passage)
        if side is not None:
            self.block.add(passage, side)
        return self.end() if side is None and self.block.first is not None else ()

    def end(self) -> Iterator[tuple[Passage, Flaw]]:
        """Tell of the block, if there is one."""
        yield from self.block.told()
        self.block = _Block()


def _alone(passage: Passage) -> Side | None:
    """Which side of a unit has no counterpart; None if none, or if nobody has translated yet."""
    if passage.target.strip():
        return None if passage.source.strip() else "target"
    return "source" if passage.source.strip() and passage.unit.kind is not None else None


def _message(sources: int, targets: int) -> str:
    if sources and targets:
        return f"{_units(sources, 'source')} and {_units(targets, 'target')} have no counterpart"
    if sources:
        verb = "was" if sources == 1 else "were"
        return f"{_units(sources, 'source')} {verb} left out of the target"
    verb = "has" if targets == 1 else "have"
    return f"{_units(targets, 'target')} {verb} no source"


def _units(count: int, side: Side) -> str:
    return f"a {side} unit" if count == 1 else f"{count} {side} units in a row"


def watch(setup: Setup) -> _Blocks:
    """Watch for blocks."""
    return _Blocks()


RULE = Rule(
    code="ALN003",
    name="unmatched-block",
    severity=Severity.warning,
    mqm="accuracy/omission",
    summary="Units in a row have text on one side only.",
    explanation="""
Where duilian aligned two texts and found no counterpart to a sentence, the unit has one side. Whole
paragraphs may be left out or added in this way, so units in a row are one finding, at the first of
them. Its confidence is the probability the aligner gave the surest of them.

Of other files only units without *source* are reported here: a target without a source is text that
came from nowhere, but a source without a target was simply not translated yet (UNT001).
""",
    bad=(
        pair("", "Nobody knows where this sentence came from.", "an addition"),
        Example(
            (
                ("船已经到港。", "The ship has reached port."),
                ("", "It had been at sea for a week."),
                ("", "The crew was tired."),
            ),
            "one finding for both",
        ),
    ),
    good=(
        pair("船已经到港。", "The ship has reached port."),
        pair("船员很累。", "", "not translated yet: UNT001"),
    ),
    false_alarms=("Sentences that are condensed into a neighbour, where the aligner missed it.",),
    content=False,
    nulls=True,
    watch=watch,
)
