"""A first, rough path through two documents of any length.

On a bird's-eye level: two long documents are first looked at from afar. Neighbouring
sentences are pooled two by two, and again, until the documents are short enough to compare
every part with every part; the best monotone path there costs nothing. Then the view is
refined level by level: the path, twice as long, is searched anew inside a narrow corridor
around itself. At each level only three moves exist, one part answers one part, or a part on
either side is passed over; the finer beads come later (:mod:`duilian.align.search`). The idea
of working coarse to fine is Vecalign's (Thompson and Koehn 2019), whose averaged vectors are
replaced here by true vectors of the pooled text.

A pair scores its similarity less what nine in ten unrelated pairs stay below; leaving a part
alone scores nothing. So the path climbs only where the texts really meet.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from .corridor import Corridor, Path, around, between, common
from .encode import Vectors
from .runs import Runs

Values = npt.NDArray[np.float64]

_SMALL = 700 * 700
"""Lattices up to this many nodes are searched whole."""
_REACH = 12
"""How far the corridor reaches from the path at the finer levels, in sentences."""
_SAMPLE = 256
"""Rows and columns from which the similarity of unrelated pairs is judged."""
_QUANTILE = 0.9
_FLOOR = 0.15


def rough_path(source: Runs, target: Runs, bounds: Corridor) -> Path:
    """For each row i of ``bounds`` a j that the alignment probably passes near.

    The path keeps within the bounds (:func:`.corridor.whole` for none), which must hold a path
    of single steps.
    """
    sources, targets = bounds.sources, bounds.targets
    if sources * targets <= _SMALL or min(sources, targets) < 4:
        return _best_path(source, target, bounds)
    half = rough_path(source.halved(), target.halved(), _halved(bounds))
    position = np.arange(sources + 1)
    doubled = np.interp(position / 2, np.arange(len(half)), half * 2.0)
    path = np.clip(doubled.astype(np.int64), bounds.low, bounds.high)
    return _best_path(source, target, common(around(path, targets, _REACH), bounds))


def _halved(bounds: Corridor) -> Corridor:
    """The bounds seen from twice as far, and no narrower: rows 2i and 2i + 1 make row i."""
    row = 2 * np.arange((bounds.sources + 1) // 2 + 1)
    low = bounds.low[np.minimum(row, bounds.sources)] // 2
    high = (bounds.high[np.minimum(row + 1, bounds.sources)] + 1) // 2
    return between(low, high)


def _best_path(source: Runs, target: Runs, corridor: Corridor) -> Path:
    """The path of 1-1, 1-0 and 0-1 moves with the highest score inside the corridor."""
    unrelated = _unrelated(source, target, corridor.sources, corridor.targets)
    paired = np.zeros(corridor.size, dtype=bool)
    stepped = np.zeros(corridor.size, dtype=bool)
    best = np.zeros(int(corridor.starts[1]))
    stepped[1 : len(best)] = True
    for first, last in corridor.blocks(1, nodes=_BLOCK_NODES, rows=_BLOCK_ROWS):
        scores = _block_scores(source, target, corridor, first, last) - unrelated
        for i in range(first, last):
            row = corridor.row(i)
            at = row.start - int(corridor.starts[first])
            width = row.stop - row.start
            shift = int(corridor.low[i] - corridor.low[i - 1])
            above = _slide(best, shift, width)
            diagonal = _slide(best, shift - 1, width) + scores[at : at + width]
            entered = np.maximum(above, diagonal)
            best = np.maximum.accumulate(entered)
            paired[row] = diagonal > above
            stepped[row] = best > entered
    return _trace(paired, stepped, corridor)


_BLOCK_NODES = 1 << 16
_BLOCK_ROWS = 256


def _slide(row: Values, shift: int, width: int) -> Values:
    """``row[shift : shift + width]``, where places outside the row hold minus infinity."""
    found = np.full(width, -np.inf)
    first, last = max(0, shift), min(len(row), shift + width)
    if first < last:
        found[first - shift : last - shift] = row[first:last]
    return found


def _block_scores(
    source: Runs, target: Runs, corridor: Corridor, first: int, last: int
) -> npt.NDArray[np.float32]:
    """For each node of the rows, the similarity of the two sentences before it."""
    row, column = (numbers - 1 for numbers in corridor.nodes(first, last))
    left, right = int(corridor.low[first]) - 1, int(corridor.high[last - 1])
    alike = source.vectors(first - 1, last - 1, 1) @ target.vectors(left, right, 1).T
    scores: npt.NDArray[np.float32] = alike[row - (first - 1), column - left]
    return scores


def _trace(
    paired: npt.NDArray[np.bool_], stepped: npt.NDArray[np.bool_], corridor: Corridor
) -> Path:
    """Walk the moves back from the last node; the j at which each row is entered."""
    path = np.zeros(corridor.sources + 1, dtype=np.int64)
    j = corridor.targets
    for i in range(corridor.sources, -1, -1):
        base = int(corridor.starts[i]) - int(corridor.low[i])
        while stepped[base + j]:
            j -= 1
        path[i] = j
        j -= int(paired[base + j])
    path[0] = 0
    return path


def _unrelated(source: Runs, target: Runs, sources: int, targets: int) -> float:
    """What nine in ten pairs of sentences picked across both documents stay below."""
    rows = _sampled(source, sources)
    columns = _sampled(target, targets)
    return max(_FLOOR, float(np.quantile(rows @ columns.T, _QUANTILE)))


def _sampled(runs: Runs, count: int) -> Vectors:
    """Vectors of at most ``_SAMPLE`` sentences, evenly spread."""
    step = max(1, count // _SAMPLE)
    if step == 1:
        return runs.vectors(0, count, 1)
    return runs.picked(range(0, count, step))
