"""Counting, once for each segment: everything else is sums of these counts.

On a bird's-eye level: a metric such as BLEU is computed from a handful of numbers (how many words,
how many of them matched), added up over the segments. sacreBLEU's objects count them for a
segment; here they do so for every segment and system once, with the references' side counted once
for all systems, the segments dealt out to all cores. Kept is one array a system and metric, of
shape (segments, counts): 20,000 segments of BLEU take 1.6 MB. The score of any set of segments
(a document, a bootstrap sample) is then a sum over rows, and :func:`corpus_score` of that.
"""

from __future__ import annotations

import gc
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np
import numpy.typing as npt
from sacrebleu.metrics.bleu import BLEU
from sacrebleu.metrics.chrf import CHRF

from ..processes import processes, spread
from .metrics import Kind, Measure, make
from .overlap import bleu_counts, chrf_counts

Counts = npt.NDArray[np.float64]
Values = npt.NDArray[np.float64]
_LEAST = 2_000
"""Segments that are worth a process of their own."""
_PIECE, _CHARACTERS = 250, 200_000
"""Segments counted at a time, and how long they may be together: what fits a processor's cache."""


@dataclass(frozen=True, slots=True)
class Counted:
    """The counts of one metric: an array for each system, of shape (segments, counts).

    ``references`` is how many each segment has, -1 if that varies; ``label`` is the metric's name
    as sacreBLEU writes it ("chrF2").
    """

    kind: Measure
    systems: tuple[Counts, ...]
    references: int
    label: str

    def signature(self, **more: int | str) -> str:
        """What reproduces the scores; ``more`` is what a test adds."""
        return self.kind.signature(self.references, more)


def count(
    kinds: Sequence[Kind],
    systems: Sequence[Sequence[str]],
    references: Sequence[Sequence[str | None]],
    jobs: int | None = None,
) -> tuple[Counted, ...]:
    """The counts of every metric for every system.

    ``systems`` and ``references`` are lists of as many segments each; a reference that is not
    there is None. ``jobs`` is the number of processes (as many as there are cores, if None).
    """
    segments = len(systems[0])
    parts = [
        ([list(text[piece]) for text in systems], [list(text[piece]) for text in references])
        for piece in _pieces((*systems, *references))
    ]
    work = partial(_count, tuple(kinds))
    done = list(spread(work, parts, min(processes(jobs), segments // _LEAST)))
    return tuple(
        Counted(
            kind,
            tuple(
                np.concatenate([part[number][0][system] for part in done])
                for system in range(len(systems))
            ),
            _common({part[number][1] for part in done}),
            _label(kind, done[0][number][0][0]),
        )
        for number, kind in enumerate(kinds)
    )


def _pieces(texts: Sequence[Sequence[str | None]]) -> Iterator[slice]:
    """Where texts are cut to be counted piece by piece; there is one piece at least."""
    begin = characters = 0
    for place, row in enumerate(zip(*texts, strict=True)):
        long = sum(len(segment or "") for segment in row)
        if place - begin == _PIECE or (place > begin and characters + long > _CHARACTERS):
            yield slice(begin, place)
            begin, characters = place, 0
        characters += long
    yield slice(begin, len(texts[0]))


_Part = tuple[list[list[str]], list[list[str | None]]]


def _count(kinds: tuple[Kind, ...], part: _Part) -> list[tuple[list[Counts], int]]:
    """For each metric, the counts of each system in a part of the segments; the references."""
    systems, references = part
    given = {sum(each is not None for each in row) for row in zip(*references, strict=True)}
    found = []
    with _no_garbage_collection():
        for kind in kinds:
            counts = _of_kind(kind, systems, references)
            found.append(([each.astype(np.float64) for each in counts], _common(given)))
    return found


def _of_kind(
    kind: Kind, systems: list[list[str]], references: list[list[str | None]]
) -> list[npt.NDArray[Any]]:
    """For each system the counts of its segments, a row each."""
    metric = make(kind)
    if isinstance(metric, BLEU):
        return bleu_counts(metric, systems, references)
    if isinstance(metric, CHRF):
        return chrf_counts(metric, systems, references)
    metric._ref_cache = metric._cache_references(references)  # type: ignore[arg-type]
    return [np.array(metric._extract_corpus_statistics(system, None)) for system in systems]


def _common(references: Collection[int]) -> int:
    """The number of references, if it is one for all segments, else -1."""
    return next(iter(references)) if len(references) == 1 else -1


@contextmanager
def _no_garbage_collection() -> Iterator[None]:
    """A quarter of the time would go to looking for cycles among counters that have none."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def _label(kind: Kind, counts: Counts) -> str:
    return str(make(kind)._compute_score_from_stats(counts.sum(axis=0).tolist()).name)


def segment_scores(kind: Measure, counts: Counts) -> Values:
    """The score of each segment by itself, NaN for one without any: shape (segments,)."""
    score = kind.scorer(for_segments=True)
    return np.array([score(row) for row in counts.tolist()])


def corpus_score(kind: Measure, counts: Counts) -> float:
    """The score of all segments, to the digit sacreBLEU's.

    sacreBLEU adds up Python's numbers and not numpy's, which differ in how they divide.
    """
    total = [_as_counted(value) for value in counts.sum(axis=0).tolist()]
    return kind.scorer()(total)


def _as_counted(value: float) -> int | float:
    return int(value) if value.is_integer() else value
