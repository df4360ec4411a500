"""The corrected alignment of units that are shifted: what ``duilian check --patch`` writes.

On a bird's-eye level: rule ALN002 says which runs of units are shifted. The sources of such a run
are one text and its targets another; the aligner (:mod:`duilian.align`) pairs them anew, together
with the good units at both ends, so that what was lost there finds its place. A pair of the new
alignment is the old unit of its source with the target that answers it; text without counterpart
becomes a unit with an empty side. All other units go through as they are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice

from ..align.aligner import align
from ..align.options import DEFAULTS, Options
from ..corpus.model import Alignment, Bead, Bitext, Document, Paragraph, Sentence, Span, Unit
from ..corpus.text.script import join_sentences
from .finding import Finding

_AROUND = 2
"""Good units at each end that are aligned together with a run."""
DRIFT = "ALN002"


def shifted_runs(findings: Iterable[Finding]) -> tuple[range, ...]:
    """The units, counted from 0, that findings say are shifted, in order."""
    runs = (
        range(found.unit - 1, max((place.unit for place in found.related), default=found.unit))
        for found in findings
        if found.code == DRIFT
    )
    return tuple(sorted(runs, key=lambda run: run.start))


def realigned(bitext: Bitext, runs: Sequence[range], options: Options = DEFAULTS) -> Bitext:
    """A bitext with the texts of some runs of its units aligned again, streamed.

    ``runs`` are counted from 0, in order, and do not overlap.
    """
    return replace(bitext, units=_realigned(bitext, _widened(runs), options))


def _widened(runs: Sequence[range]) -> list[range]:
    """The runs with some units around, those that meet joined."""
    wide: list[range] = []
    for run in runs:
        start, stop = max(0, run.start - _AROUND), run.stop + _AROUND
        if wide and start <= wide[-1].stop:
            wide[-1] = range(wide[-1].start, max(stop, wide[-1].stop))
        else:
            wide.append(range(start, stop))
    return wide


def _realigned(bitext: Bitext, runs: Sequence[range], options: Options) -> Iterator[Unit]:
    units = iter(bitext)
    place = 0
    for run in runs:
        yield from islice(units, run.start - place)
        yield from again(list(islice(units, len(run))), bitext, options)
        place = run.stop
    yield from units


def again(units: Sequence[Unit], bitext: Bitext, options: Options = DEFAULTS) -> Iterator[Unit]:
    """The texts of some units aligned anew, as units."""
    sources = [unit for unit in units if unit.source.strip()]
    targets = [unit for unit in units if unit.target.strip()]
    alignment = align(
        _document([unit.source for unit in sources], bitext.source_language),
        _document([unit.target for unit in targets], bitext.target_language),
        options,
    )
    for bead in alignment.beads:
        yield _unit(bead, sources, targets, alignment)


def _document(texts: Sequence[str], language: str) -> Document:
    """A document whose sentences are these texts, each a paragraph of its own."""
    sentences: list[Sentence] = []
    start = 0
    for number, text in enumerate(texts):
        sentences.append(Sentence(text, Span(start, start + len(text)), number))
        start += len(text) + 1
    paragraphs = (
        Paragraph(sentence.span, range(number, number + 1), "line")
        for number, sentence in enumerate(sentences)
    )
    return Document("\n".join(texts), language, tuple(paragraphs), tuple(sentences))


def _unit(
    bead: Bead, sources: Sequence[Unit], targets: Sequence[Unit], alignment: Alignment
) -> Unit:
    """A bead as a unit: the one its source is from, or a new one if it has none."""
    mine = [sources[number] for number in bead.source]
    theirs = [targets[number] for number in bead.target]
    whole_source = mine[0] if len(mine) == 1 else None
    whole_target = theirs[0] if len(theirs) == 1 else None
    return replace(
        mine[0] if mine else replace(theirs[0], id=""),
        source=join_sentences([unit.source for unit in mine], alignment.source.language),
        target=join_sentences([unit.target for unit in theirs], alignment.target.language),
        probability=round(bead.probability, 4),
        source_markup="" if whole_source is None else whole_source.source_markup,
        target_markup="" if whole_target is None else whole_target.target_markup,
        source_sentences=_sentences([unit.source_sentences for unit in mine]),
        target_sentences=_sentences([unit.target_sentences for unit in theirs]),
        source_span=_span([unit.source_span for unit in mine]),
        target_span=_span([unit.target_span for unit in theirs]),
    )


def _sentences(ranges: Sequence[range | None]) -> range | None:
    """The sentences of units in a row, where all of them know theirs."""
    known = [each for each in ranges if each is not None]
    if not known or len(known) < len(ranges):
        return None
    return range(known[0].start, known[-1].stop)


def _span(spans: Sequence[Span | None]) -> Span | None:
    known = [each for each in spans if each is not None]
    if not known or len(known) < len(spans):
        return None
    return Span(known[0].start, known[-1].end)
