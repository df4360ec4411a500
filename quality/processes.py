"""Work dealt out to several processes, its results in the order in which it was given."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from typing import TypeVar

Given = TypeVar("Given")
Made = TypeVar("Made")


def processes(jobs: int | None) -> int:
    """How many processes may work at once: ``jobs``, or as many as there are cores if None."""
    return jobs or os.cpu_count() or 1


def spread(work: Callable[[Given], Made], some: Sequence[Given], most: int) -> Iterator[Made]:
    """What comes of each piece of work, in order; here, if there is but one for ``most`` processes.

    Whatever is worked with must be fit to be pickled if there are more.
    """
    count = min(len(some), most)
    if count <= 1:
        yield from map(work, some)
        return
    with ProcessPoolExecutor(count) as pool:
        yield from pool.map(work, some)
