"""Sorting what does not fit into memory.

A record is a key and a payload, both bytes; records are ordered by their keys, byte by byte,
and those with equal keys stay in the order they came. As many as fit into a fixed share of
memory are sorted there and written to a temporary file, a *run*; in the end the runs are merged
(:func:`heapq.merge`). When there are :data:`_FAN_IN` runs of one size they are merged into one
of the next size, so that few files are ever open, however much there is.

The files have no names, or lose them as soon as they are made: the system takes them away when
the program ends, in whatever way it ends. They are made where ``TMPDIR`` says.
"""

from __future__ import annotations

import heapq
import struct
from collections.abc import Generator, Iterable, Iterator
from operator import itemgetter
from tempfile import TemporaryFile
from types import TracebackType
from typing import IO

Record = tuple[bytes, bytes]
"""A key and a payload."""

HELD = 32 << 20
"""Bytes of records that are sorted in memory, what Python needs around them included."""
_OVERHEAD = 160
"""Bytes that Python needs around the two parts of a record, and for a place in a list."""
_FAN_IN = 32
_BUFFER = 1 << 16
_SIZES = struct.Struct("<II")
_key = itemgetter(0)


class Sorter:
    """Takes records one by one; walking it gives them in order.

    Use it in a ``with`` block: leaving it frees the disk. ``reverse`` puts the greatest key
    first; ``held`` is the memory to sort in, in bytes.
    """

    def __init__(self, *, reverse: bool = False, held: int = HELD) -> None:
        self._reverse = reverse
        self._most = held
        self._records: list[Record] = []
        self._size = 0
        # The runs of each size, the shortest first; in a level, the oldest first.
        self._levels: list[list[IO[bytes]]] = []

    def add(self, key: bytes, payload: bytes = b"") -> None:
        """Take a record."""
        self._records.append((key, payload))
        self._size += len(key) + len(payload) + _OVERHEAD
        if self._size >= self._most:
            self._records.sort(key=_key, reverse=self._reverse)
            self._keep(self._records, 0)
            self._records, self._size = [], 0

    def __iter__(self) -> Iterator[Record]:
        """The records in order. Walk them once, when all have been added."""
        self._records.sort(key=_key, reverse=self._reverse)
        # What stands higher is older; the records in memory are the youngest.
        runs = [run for level in reversed(self._levels) for run in level]
        return self._merged([*map(_read, runs), self._records])

    def close(self) -> None:
        """Free the disk."""
        self._records = []
        for level in self._levels:
            for run in level:
                run.close()
        self._levels = []

    def __enter__(self) -> Sorter:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _merged(self, runs: list[Iterable[Record]]) -> Iterator[Record]:
        return heapq.merge(*runs, key=_key, reverse=self._reverse)

    def _keep(self, records: Iterable[Record], level: int) -> None:
        """Write a run, and merge its level into one run of the next if that is full."""
        if level == len(self._levels):
            self._levels.append([])
        runs = self._levels[level]
        runs.append(_written(records))
        if len(runs) == _FAN_IN:
            self._keep(self._merged([_read(run) for run in runs]), level + 1)
            for run in runs:
                run.close()
            runs.clear()


def sort_records(
    records: Iterable[Record], *, reverse: bool = False, held: int = HELD
) -> Generator[Record, None, None]:
    """The records in order of their keys, equal ones as they came (in reverse too)."""
    with Sorter(reverse=reverse, held=held) as sorter:
        for key, payload in records:
            sorter.add(key, payload)
        yield from sorter


def _written(records: Iterable[Record]) -> IO[bytes]:
    run = TemporaryFile(buffering=_BUFFER)  # noqa: SIM115  # the sorter closes it
    try:
        for key, payload in records:
            run.write(_SIZES.pack(len(key), len(payload)) + key + payload)
        run.flush()
    except BaseException:
        run.close()
        raise
    return run


def _read(run: IO[bytes]) -> Iterator[Record]:
    run.seek(0)
    while sizes := run.read(_SIZES.size):
        key, payload = _SIZES.unpack(sizes)
        yield run.read(key), run.read(payload)
