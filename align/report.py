"""What a whole alignment looks like: the figures to read before trusting it.

On a bird's-eye level: everything here is counted from the beads and their probabilities, so a
report can be made of any alignment, whoever found it. The sum of the probabilities is the
number of beads to be expected right; what is below :data:`DOUBTFUL` is listed for review; and
sentences left alone in a row are told as one *unmatched block*, since a missing chapter is
one finding and not two hundred. Start at :func:`report`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from operator import itemgetter
from typing import Any

from ..corpus.model import Alignment, Bead, Document
from ..corpus.pairing import crossing

DOUBTFUL = 0.9
"""Beads less probable than this are listed for review."""
RELATED = 0.3
"""Share of sentences that must expect a counterpart if the texts belong together."""
BLOCK = 3
"""Sentences left alone in a row that make an unmatched block."""
_LISTED = 20
"""Beads and blocks named in print; JSON has them all."""


@dataclass(frozen=True, slots=True)
class Unmatched:
    """Sentences of one side, in a row, without a counterpart; ``side`` is source or target."""

    side: str
    sentences: range


@dataclass(frozen=True, slots=True)
class Moved:
    """Source sentences in a row that the target has elsewhere, and where it has them."""

    source: range
    target: range


@dataclass(frozen=True, slots=True)
class Report:
    """The figures of an alignment.

    ``ratio`` is target bytes for a source byte, of the sentences that have a counterpart
    (None if none has). ``kinds`` counts the beads by shape, the commonest first. The shares
    run from 0 to 1: ``source_covered`` and ``target_covered`` of sentences in beads with text
    on both sides, ``expected`` likewise but each sentence counted by its bead's probability,
    ``precision`` of beads that can be expected to be right. ``doubtful`` are numbers of
    beads, counted from 1. ``moved`` are blocks that cross the order. ``related`` tells whether
    the texts look like translations of each other.
    """

    languages: tuple[str, str]
    sentences: tuple[int, int]
    ratio: float | None
    kinds: tuple[tuple[str, int], ...]
    source_covered: float
    target_covered: float
    expected: float
    precision: float
    doubtful: tuple[int, ...]
    unmatched: tuple[Unmatched, ...]
    moved: tuple[Moved, ...]
    related: bool

    @property
    def beads(self) -> int:
        """How many beads there are."""
        return sum(count for _, count in self.kinds)


def report(alignment: Alignment) -> Report:
    """The figures of an alignment."""
    source, target, beads = alignment.source, alignment.target, alignment.beads
    pairs = [bead for bead in beads if not bead.is_null]
    covered = sum(len(bead.source) for bead in pairs), sum(len(bead.target) for bead in pairs)
    expected = expected_coverage(beads)
    kinds = Counter(bead.kind for bead in beads)
    return Report(
        languages=(source.language, target.language),
        sentences=(len(source), len(target)),
        ratio=_ratio(source, target, pairs),
        kinds=tuple(sorted(kinds.items(), key=lambda pair: (-pair[1], pair[0]))),
        source_covered=_share(covered[0], len(source)),
        target_covered=_share(covered[1], len(target)),
        expected=expected,
        precision=_share(sum(bead.probability for bead in beads), len(beads)),
        doubtful=tuple(
            number for number, bead in enumerate(beads, 1) if bead.probability < DOUBTFUL
        ),
        unmatched=tuple(
            sorted(
                (*_unmatched("source", beads), *_unmatched("target", beads)),
                key=lambda block: (-len(block.sentences), block.side, block.sentences.start),
            )
        ),
        moved=tuple(_moved(beads)),
        related=expected >= RELATED,
    )


def expected_coverage(beads: Sequence[Bead]) -> float:
    """The share of all sentences, of both sides, that can expect a counterpart.

    In the development texts it is .74 or more for texts that belong together, and .06 or less
    for texts put together at random: hence ``RELATED``.
    """
    paired = sum(_size(bead) * bead.probability for bead in beads if not bead.is_null)
    return _share(paired, sum(map(_size, beads)))


def _size(bead: Bead) -> int:
    return len(bead.source) + len(bead.target)


def _share(part: float, whole: int) -> float:
    return part / whole if whole else 0.0


def _ratio(source: Document, target: Document, pairs: Sequence[Bead]) -> float | None:
    written, answered = (
        sum(len(text.encode("utf-8", "replace")) for run in runs for text in document.texts(run))
        for document, runs in (
            (source, [bead.source for bead in pairs]),
            (target, [bead.target for bead in pairs]),
        )
    )
    return answered / written if written and answered else None


def _unmatched(side: str, beads: Sequence[Bead]) -> Iterator[Unmatched]:
    """Runs of sentences of a side that are left alone, whatever the other side does."""
    start = end = 0
    runs = [(bead.source if side == "source" else bead.target, bead.is_null) for bead in beads]
    for run, is_null in sorted(filter(itemgetter(0), runs), key=lambda pair: pair[0].start):
        if is_null:
            end = run.stop
            continue
        if end - start >= BLOCK:
            yield Unmatched(side, range(start, end))
        start = end = run.stop
    if end - start >= BLOCK:
        yield Unmatched(side, range(start, end))


def _moved(beads: Sequence[Bead]) -> Iterator[Moved]:
    """The beads that cross others, those in one block with nothing between them as one."""
    block: Moved | None = None
    for number in sorted(crossing(beads)):
        bead = beads[number]
        if (
            block is not None
            and block.source.stop == bead.source.start
            and block.target.stop == bead.target.start
        ):
            block = Moved(
                range(block.source.start, bead.source.stop),
                range(block.target.start, bead.target.stop),
            )
            continue
        if block is not None:
            yield block
        block = Moved(bead.source, bead.target)
    if block is not None:
        yield block


def show(found: Report) -> Iterator[str]:
    """The report in lines for a person."""
    (language, target_language), (sources, targets) = found.languages, found.sentences
    ratio = "" if found.ratio is None else f"; {found.ratio:.2f} target bytes for a source byte"
    kinds = ", ".join(f"{count:,} × {kind}" for kind, count in found.kinds)
    rows = [
        ("sentences", f"{sources:,} {language}, {targets:,} {target_language}{ratio}"),
        ("beads", f"{found.beads:,}: {kinds}"),
        (
            "coverage",
            f"{found.source_covered:.1%} of the source's sentences have a counterpart,"
            f" {found.target_covered:.1%} of the target's",
        ),
        ("precision", f"{found.precision:.1%} of the beads can be expected to be right"),
        ("to review", _to_review(found.doubtful)),
        *(("unmatched", line) for line in _blocks(found.unmatched)),
        *(("moved", line) for line in _elsewhere(found.moved)),
        ("verdict", _verdict(found)),
    ]
    before = ""
    for name, line in rows:
        yield f"{name if name != before else '':<10}  {line}"
        before = name


def _to_review(doubtful: Sequence[int]) -> str:
    if not doubtful:
        return f"no bead is below {DOUBTFUL:g}"
    listed = ", ".join(map(str, doubtful[:_LISTED])) + (", ..." if len(doubtful) > _LISTED else "")
    beads = "1 bead is" if len(doubtful) == 1 else f"{len(doubtful):,} beads are"
    return f"{beads} below {DOUBTFUL:g}: {listed}"


def _blocks(unmatched: Sequence[Unmatched]) -> Iterator[str]:
    if not unmatched:
        yield f"no {BLOCK} sentences in a row are without a counterpart"
    for block in unmatched[:_LISTED]:
        first, last = block.sentences.start + 1, block.sentences.stop
        yield f"{block.side} sentences {first}-{last} have no counterpart"
    if len(unmatched) > _LISTED:
        yield f"and {len(unmatched) - _LISTED:,} shorter blocks"


def _elsewhere(moved: Sequence[Moved]) -> Iterator[str]:
    for block in moved[:_LISTED]:
        here, there = (
            f"{run.start + 1}" if len(run) == 1 else f"{run.start + 1}-{run.stop}"
            for run in (block.source, block.target)
        )
        if len(block.source) == 1:
            yield f"source sentence {here} was moved: the target has it at {there}"
        else:
            yield f"source sentences {here} were moved: the target has them at {there}"
    if len(moved) > _LISTED:
        yield f"and {len(moved) - _LISTED:,} more"


def _verdict(found: Report) -> str:
    share = f"{found.expected:.0%} of the sentences are likely to be rightly paired"
    if found.related:
        return f"the texts look like translations of each other: {share}"
    return f"the texts hardly look like translations of each other: only {share}"


def as_json(found: Report) -> dict[str, Any]:
    """The same as a value that JSON can hold; beads and sentences are counted from 1."""
    record = asdict(found)
    record["beads"] = found.beads
    record["kinds"] = dict(found.kinds)
    record["unmatched"] = [
        {"side": block.side, "first": block.sentences.start + 1, "last": block.sentences.stop}
        for block in found.unmatched
    ]
    record["moved"] = [
        {
            side: {"first": run.start + 1, "last": run.stop}
            for side, run in (("source", block.source), ("target", block.target))
        }
        for block in found.moved
    ]
    for name in ("ratio", "source_covered", "target_covered", "expected", "precision"):
        record[name] = None if record[name] is None else round(record[name], 4)
    return record
