"""The rows of a lattice, visited in many places at once.

On a bird's-eye level: what is known of a row follows from the rows before it, so rows are
visited in order; and a row is so short that calling numpy costs more than what it does. But a
row soon forgets where it all began. Begin a few dozen rows early with anything whatever, and the
values that come out differ from the true ones by one and the same number, since by then all
paths that matter have met somewhere. So the lattice is cut into *strips* of rows which are
visited side by side, the first row of each together, then the second of each, and so on; every
strip but the first begins early. Afterwards each is held against the end of the strip before
it: the difference of the two is added to the strip. Where it is not the same for all nodes, the
strip is visited again from there on, row by row, until it is. So the result is the same as row
by row, to rounding (parallelising dynamic programming by rank convergence: Maleki, Musuvathi and
Mytkowicz 2014).

What is done in a row is the business of a :class:`Program`. Values of nodes are kept by
*cells*: as nodes are numbered, with one cell more between any two rows and at both ends, that
stands for "no node". Start at :func:`visit_all`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

import numpy as np
import numpy.typing as npt

from .corridor import Corridor

Numbers = npt.NDArray[np.int64]
Values = npt.NDArray[np.float64]
Prepared = TypeVar("Prepared")

NOTHING = -1e30
"""The log weight of what is impossible."""
_IMPOSSIBLE = -1e20
"""Below this, a sum has something impossible in it."""
_EARLY = 48
"""Rows before its own at which a strip begins."""
_SHORTEST = 160
"""Rows of a strip, at least: so many that the early rows do not weigh much."""
_MOST = 64
"""Strips, at most: more would not save calls, and the arrays would leave the cache."""
_NODES = 4096
"""Nodes that are prepared together."""
_AGAIN = 16
"""Rows that are visited again before it is looked whether that was enough."""
_SAME = 1e-6
"""How far differences of log weights that should be the same may lie apart."""


@dataclass(frozen=True, slots=True)
class Rows:
    """Some rows of a lattice, and of each of their nodes, one row after the other: the row it
    is in, its column, and its cell.
    """

    corridor: Corridor
    rows: Numbers
    row: Numbers
    column: Numbers
    cell: Numbers

    @classmethod
    def of(cls, corridor: Corridor, rows: Numbers) -> Rows:
        """The nodes of some rows, in any order."""
        widths = corridor.high[rows] - corridor.low[rows] + 1
        row = np.repeat(rows, widths)
        ahead = np.arange(len(row)) - np.repeat(np.cumsum(widths) - widths, widths)
        first = corridor.starts[rows] + rows + 1
        return cls(
            corridor,
            rows,
            row,
            ahead + np.repeat(corridor.low[rows], widths),
            ahead + np.repeat(first, widths),
        )

    @property
    def node(self) -> Numbers:
        """The numbers of the nodes."""
        numbers: Numbers = self.cell - self.row
        numbers -= 1
        return numbers

    def ends(self, shapes: Sequence[tuple[int, Numbers]], way: int) -> Numbers:
        """The cells of the nodes some rows up and some columns to the left of each node.

        ``shapes`` are numbers of rows, and for each of them numbers of columns; the result has
        a row for each of those, in order. With ``way`` -1 they are down and to the right.
        """
        corridor = self.corridor
        there = self.rows - way * np.array([up for up, _ in shapes])[:, None]
        inside = (there >= 0) & (there <= corridor.sources)
        there = np.where(inside, there, 0)
        # Outside the row, on either side, stands the cell of no node.
        before = np.where(inside, corridor.starts[there] + there, 0)
        width = np.where(inside, corridor.high[there] - corridor.low[there] + 2, 0)
        shift = before + 1 - corridor.low[there]
        place = np.repeat(np.arange(len(self.rows)), self.widths)
        column = shift.take(place, axis=1) + self.column
        before, after = before.take(place, axis=1), (before + width).take(place, axis=1)
        found = np.empty((sum(len(left) for _, left in shapes), len(place)), dtype=np.int64)
        first = 0
        for number, (_, left) in enumerate(shapes):
            some = found[first : first + len(left)]
            np.subtract(column[number], way * left[:, None], out=some)
            np.maximum(some, before[number], out=some)
            np.minimum(some, after[number], out=some)
            first += len(left)
        return found

    @property
    def widths(self) -> Numbers:
        """The number of nodes of each row."""
        widths: Numbers = self.corridor.high[self.rows] - self.corridor.low[self.rows] + 1
        return widths


def cells(corridor: Corridor) -> int:
    """How many cells there are."""
    return corridor.size + corridor.sources + 2


@dataclass(frozen=True, slots=True)
class Step:
    """A row of each strip: ``here`` are their nodes among those prepared together.

    ``grid`` is where these nodes are in an array of shape ``shape`` with a row for each row.
    ``seed`` are log weights of what begins at these nodes, None where nothing does.
    """

    here: slice
    shape: tuple[int, int]
    grid: Numbers
    seed: Values | None

    def spread(self, values: npt.NDArray[np.floating], elsewhere: float) -> Values:
        """What is known of the nodes as an array of rows, with ``elsewhere`` at their ends."""
        spread = np.full(self.shape, elsewhere)
        spread.ravel()[self.grid] = values
        return spread


class Program(Protocol[Prepared]):
    """What is done in a row.

    ``values`` has shape (2, cells) and is filled in by :meth:`visit`. ``way`` is 1 if rows are
    visited from the first to the last and -1 if the other way.
    """

    values: Values
    way: int

    def prepare(self, rows: Rows) -> Prepared:
        """What can be told of some rows before others were visited."""
        ...

    def visit(self, prepared: Prepared, step: Step) -> None:
        """Fill in the values of a row of each strip; all rows before were visited."""
        ...


def visit_all(corridor: Corridor, program: Program[Prepared], reach: int) -> None:
    """Run a program over all rows. A row follows from ``reach`` rows before it."""
    _Visit(corridor, program, reach).all()


@dataclass(frozen=True, slots=True)
class _Visit(Generic[Prepared]):
    """A program on its way through a lattice. Places are rows as they are visited."""

    corridor: Corridor
    program: Program[Prepared]
    reach: int

    def all(self) -> None:
        """Visit every row."""
        places = self.corridor.sources + 1
        strips = max(1, min(_MOST, places // _SHORTEST))
        cuts = np.linspace(0, places, strips + 1).astype(np.int64)
        begins, lengths = cuts[:-1], np.diff(cuts)
        early = begins[1:, None].T + np.arange(-_EARLY, 0)[:, None]
        self._steps(early, anywhere=True)
        ends = [self._before(int(begin)) for begin in begins[1:]]
        guessed = [self.program.values[:, end].copy() for end in ends]
        shortest = int(lengths.min())
        self._steps(begins + np.arange(shortest)[:, None])
        self._steps(begins[lengths > shortest][None, :] + shortest)
        for begin, stop, guess in zip(begins[1:], cuts[2:], guessed, strict=True):
            self._join(int(begin), int(stop), guess)

    def _join(self, begin: int, stop: int, guess: Values) -> None:
        """Make a strip the continuation of the one before, whose end it took for ``guess``."""
        values = self.program.values
        offset = _difference(values[:, self._before(begin)], guess)
        while offset is None and begin < stop:
            last = min(stop, begin + _AGAIN)
            end = self._before(last)
            guess = values[:, end].copy()
            self._steps(np.arange(begin, last)[:, None])
            begin = last
            offset = _difference(values[:, end], guess)
        if offset is not None and begin < stop:
            values[:, self._cells(begin, stop)] += offset

    def _steps(self, places: Numbers, anywhere: bool = False) -> None:
        """Visit rows, those of a row of ``places`` together.

        A path begins in the first place of all, or ``anywhere`` in the first of each.
        """
        if not places.size:
            return
        rows = places if self.program.way > 0 else self.corridor.sources - places
        widths = self.corridor.high[rows] - self.corridor.low[rows] + 1
        for first, last in _batches(widths.sum(axis=1)):
            batch = Rows.of(self.corridor, rows[first:last].ravel())
            prepared = self.program.prepare(batch)
            wide = int(widths[first:last].max())
            strip = np.tile(np.arange(places.shape[1]) * wide, last - first)
            inside = batch.column - np.repeat(
                self.corridor.low[batch.rows], widths[first:last].ravel()
            )
            grid = np.repeat(strip, widths[first:last].ravel()) + inside
            stops = np.cumsum(widths[first:last].sum(axis=1)).tolist()
            start = 0
            for number, stop in enumerate(stops, first):
                here = slice(start, stop)
                seed = None
                if number == 0 and anywhere:
                    seed = np.zeros(stop - start)
                elif places[number, 0] == 0:
                    seed = np.full(stop - start, NOTHING)
                    corner = 0 if self.program.way > 0 else int(widths[number, 0]) - 1
                    seed[corner] = 0.0
                self.program.visit(prepared, Step(here, (places.shape[1], wide), grid[here], seed))
                start = stop

    def _before(self, place: int) -> slice:
        """The cells of the rows that the row at a place follows from."""
        return self._cells(place - self.reach, place)

    def _cells(self, first: int, last: int) -> slice:
        """The cells of the rows from one place to another, exclusive."""
        if self.program.way < 0:
            first, last = self.corridor.sources + 1 - last, self.corridor.sources + 1 - first
        starts = self.corridor.starts
        return slice(int(starts[first]) + first + 1, int(starts[last]) + last + 1)


def _batches(sizes: Numbers) -> Iterator[tuple[int, int]]:
    """Rows of places to prepare together: as many as hold at most so many nodes."""
    reached = np.cumsum(sizes)
    first = done = 0
    while first < len(sizes):
        last = max(first + 1, int(np.searchsorted(reached, done + _NODES, side="right")))
        yield first, last
        first, done = last, int(reached[last - 1])


def _difference(values: Values, guess: Values) -> float | None:
    """By how much values differ from what was guessed; None if not all by the same."""
    possible = values > _IMPOSSIBLE
    if (possible != (guess > _IMPOSSIBLE)).any() or not possible.any():
        return None
    differences = values[possible] - guess[possible]
    low, high = float(differences.min()), float(differences.max())
    return (low + high) / 2 if high - low <= _SAME else None
