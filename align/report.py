"""What a whole alignment looks like: the figures to read before trusting it.

On a bird's-eye level: everything here is counted from the beads and their probabilities, so a
report can be made of any alignment, whoever found it. The sum of the probabilities is the
number of beads to be expected right; beads and boundaries below :data:`DOUBTFUL` are listed for
review (with their texts: :mod:`.review`); and
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
from .shown import short

DOUBTFUL = 0.9
"""Beads less probable than this are listed for review."""
RELATED = 0.3
"""Share of sentences that must expect a counterpart if the texts belong together."""
BLOCK = 3
"""Sentences left alone in a row that make an unmatched block."""
_LISTED = 20
"""Beads, boundaries and blocks named in print; JSON has them all."""
_WORDS = 32
"""Terminal columns for the words that begin at a boundary."""


@dataclass(frozen=True, slots=True)
class Unmatched:
    """Sentences of one side, in a row, without a counterpart; ``side`` is source or target."""

    side: str
    sentences: range


@dataclass(frozen=True, slots=True)
class Boundary:
    """A place between two beads where it is not sure that both texts may be cut.

    ``after`` is the number of the bead before it, counted from 1. ``source`` and ``target`` are
    how many sentences of each side stand before it; the texts are those of the sentences that
    begin there, empty at the end of a side.
    """

    after: int
    source: int
    target: int
    probability: float
    source_text: str
    target_text: str


@dataclass(frozen=True, slots=True)
class Kept:
    """Pairs (beads with text on both sides) that are probable enough.

    ``pairs`` are as probable as ``min_probability`` or more; ``precision`` is the share of them
    that can be expected to be right, None if there are none.
    """

    min_probability: float
    pairs: int
    precision: float | None


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
    ``precision`` of beads that can be expected to be right; ``kept`` is the same of the pairs
    that are kept. ``doubtful`` are numbers of beads, counted from 1, ``boundaries`` the doubtful
    places between beads, None if nothing is known of boundaries. ``moved`` are blocks that cross
    the order. ``related`` tells whether the texts look like translations of each other.
    """

    languages: tuple[str, str]
    sentences: tuple[int, int]
    ratio: float | None
    kinds: tuple[tuple[str, int], ...]
    source_covered: float
    target_covered: float
    expected: float
    precision: float
    kept: Kept
    doubtful: tuple[int, ...]
    boundaries: tuple[Boundary, ...] | None
    unmatched: tuple[Unmatched, ...]
    moved: tuple[Moved, ...]
    related: bool

    @property
    def beads(self) -> int:
        """How many beads there are."""
        return sum(count for _, count in self.kinds)


def report(alignment: Alignment, min_probability: float = 0.0) -> Report:
    """The figures of an alignment, of which pairs below ``min_probability`` are not kept."""
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
        kept=kept(beads, min_probability),
        doubtful=tuple(
            number for number, bead in enumerate(beads, 1) if bead.probability < DOUBTFUL
        ),
        boundaries=tuple(doubtful_boundaries(alignment)) if _has_boundaries(alignment) else None,
        unmatched=tuple(
            sorted(
                (*_unmatched("source", beads), *_unmatched("target", beads)),
                key=lambda block: (-len(block.sentences), block.side, block.sentences.start),
            )
        ),
        moved=tuple(_moved(beads)),
        related=expected >= RELATED,
    )


def kept(beads: Sequence[Bead], min_probability: float = 0.0) -> Kept:
    """The pairs of an alignment that are probable enough, and how many of them will be right.

    A probability is compared as :func:`duilian.corpus.pairing.to_bitext` does.
    """
    chances = [
        bead.probability
        for bead in beads
        if not bead.is_null and round(bead.probability, 4) >= min_probability
    ]
    precision = sum(chances) / len(chances) if chances else None
    return Kept(min_probability, len(chances), precision)


def _has_boundaries(alignment: Alignment) -> bool:
    return bool(alignment.boundaries) or len(alignment.beads) < 2


def doubtful_boundaries(alignment: Alignment) -> Iterator[Boundary]:
    """The boundaries less probable than ``DOUBTFUL``, in order."""
    pairs = zip(alignment.beads, alignment.boundaries, strict=False)  # none after the last bead
    for number, (bead, probability) in enumerate(pairs, 1):
        if probability is not None and probability < DOUBTFUL:
            i, j = bead.source.stop, bead.target.stop
            texts = _text_at(alignment.source, i), _text_at(alignment.target, j)
            yield Boundary(number, i, j, probability, *texts)


def _text_at(document: Document, sentence: int) -> str:
    return document.sentences[sentence].text if sentence < len(document) else ""


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
        ("", shown_precision(found.kept)),
        ("to review", _to_review(found.doubtful)),
        *(("boundaries", line) for line in _shown_boundaries(found)),
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


def shown_precision(found: Kept) -> str:
    """What to expect of the pairs that are kept, in a line."""
    least = found.min_probability
    pairs = "pair" if found.pairs == 1 else "pairs"
    kept = f" of probability {least:g} or more" if least else ""
    if found.precision is None:
        return f"there are no pairs{kept}"
    return f"{found.precision:.1%} of the {found.pairs:,} {pairs}{kept} can be expected to be right"


def _shown_boundaries(found: Report) -> Iterator[str]:
    if found.boundaries is None:
        return
    if not found.boundaries:
        yield f"no boundary between beads is below {DOUBTFUL:g}"
        return
    count = len(found.boundaries)
    yield f"{'1 is' if count == 1 else f'{count:,} are'} below {DOUBTFUL:g}; what begins there:"
    for boundary in found.boundaries[:_LISTED]:
        sides = (
            f"{language} {number + 1} {short(text, _WORDS)}" if text else f"the end of {language}"
            for language, number, text in zip(
                found.languages,
                (boundary.source, boundary.target),
                (boundary.source_text, boundary.target_text),
                strict=True,
            )
        )
        yield f"after bead {boundary.after}, {boundary.probability:.2f}: {' | '.join(sides)}"
    if count > _LISTED:
        yield f"and {count - _LISTED:,} more"


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
    record["boundaries"] = (
        None if found.boundaries is None else list(map(_boundary, found.boundaries))
    )
    record["moved"] = [
        {
            side: {"first": run.start + 1, "last": run.stop}
            for side, run in (("source", block.source), ("target", block.target))
        }
        for block in found.moved
    ]
    for name in ("ratio", "source_covered", "target_covered", "expected", "precision"):
        record[name] = _rounded(record[name])
    record["kept"]["precision"] = _rounded(found.kept.precision)
    return record


def _boundary(boundary: Boundary) -> dict[str, Any]:
    return {
        "after_bead": boundary.after,
        "probability": _rounded(boundary.probability),
        "source_sentence": boundary.source + 1,
        "target_sentence": boundary.target + 1,
        "source": boundary.source_text,
        "target": boundary.target_text,
    }


def _rounded(figure: float | None) -> float | None:
    return None if figure is None else round(figure, 4)
