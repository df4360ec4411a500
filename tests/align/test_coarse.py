"""The rough path, on stub documents whose true path is known."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pytest

from duilian.align.coarse import rough_path
from duilian.align.corridor import whole
from duilian.align.encode import Vectors

WIDTH = 48


def unit(rows: npt.NDArray[np.float64]) -> Vectors:
    found: Vectors = (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)
    return found


class StubRuns:
    """Sentences that are vectors to begin with; a run is the sum of its sentences."""

    words = None

    def __init__(self, rows: npt.NDArray[np.float64]) -> None:
        self.rows = rows

    def vectors(self, first: int, last: int, length: int) -> Vectors:
        found = np.zeros((last - first, self.rows.shape[1]), dtype=np.float32)
        start, stop = max(first, 0), min(last, len(self.rows) - length + 1)
        if start < stop:
            total = sum(self.rows[start + step : stop + step] for step in range(length))
            found[start - first : stop - first] = unit(np.asarray(total))
        return found

    def picked(self, sentences: Sequence[int]) -> Vectors:
        return np.concatenate([self.vectors(i, i + 1, 1) for i in sentences])

    def forget(self) -> None:
        """Nothing is kept."""

    def halved(self) -> StubRuns:
        even = self.rows[0::2].copy()
        odd = self.rows[1::2]
        even[: len(odd)] += odd
        return StubRuns(even)


def said(random: np.random.Generator, count: int) -> npt.NDArray[np.float64]:
    return unit(random.normal(size=(count, WIDTH))).astype(np.float64)


def heard(
    random: np.random.Generator, rows: npt.NDArray[np.float64], noise: float
) -> npt.NDArray[np.float64]:
    """The same things said, not quite as clearly."""
    found: npt.NDArray[np.float64] = rows + random.normal(size=rows.shape) * noise / np.sqrt(WIDTH)
    return found


def rough(source: npt.NDArray[np.float64], target: npt.NDArray[np.float64]) -> list[int]:
    path = rough_path(StubRuns(source), StubRuns(target), whole(len(source), len(target)))
    assert len(path) == len(source) + 1
    assert path[0] == 0
    assert (np.diff(path) >= 0).all()
    assert path[-1] <= len(target)
    return list(path.tolist())


@pytest.mark.parametrize("count", [60, 600, 2500])
def test_equal_documents_go_straight_down(count: int) -> None:
    random = np.random.default_rng(1)
    rows = said(random, count)
    path = rough(heard(random, rows, 0.8), heard(random, rows, 0.8))
    assert max(abs(j - i) for i, j in enumerate(path)) <= 3


@pytest.mark.parametrize(
    ("count", "at", "block"), [(200, 80, 60), (600, 0, 300), (2700, 1200, 300), (2700, 2700, 300)]
)
def test_a_block_that_only_one_side_has(count: int, at: int, block: int) -> None:
    random = np.random.default_rng(2)
    rows = said(random, count)
    longer = np.concatenate([rows[:at], said(random, block), rows[at:]])
    one, other = heard(random, rows, 0.8), heard(random, longer, 0.8)
    # The block on the target side: the path runs along a row.
    for i, j in enumerate(rough(one, other)):
        if abs(i - at) > 5:
            assert abs(j - (i if i < at else i + block)) <= 4, (i, j)
    # The block on the source side: it runs down a column.
    for i, j in enumerate(rough(other, one)):
        if min(abs(i - at), abs(i - at - block)) > 5:
            truth = i if i < at else at if i < at + block else i - block
            assert abs(j - truth) <= 4, (i, j)


def test_two_to_one_all_the_way() -> None:
    random = np.random.default_rng(3)
    rows = said(random, 3000)
    merged = rows[0::2] + rows[1::2]
    path = rough(heard(random, rows, 0.6), heard(random, merged, 0.6))
    assert max(abs(j - i / 2) for i, j in enumerate(path)) <= 4


def test_scattered_deletions() -> None:
    random = np.random.default_rng(4)
    rows = said(random, 2000)
    kept = random.random(2000) > 0.1
    path = rough(heard(random, rows, 0.8), heard(random, rows[kept], 0.8))
    truth = np.concatenate([[0], np.cumsum(kept)])
    assert np.abs(np.array(path) - truth).max() <= 5


@pytest.mark.parametrize(
    ("sources", "targets"), [(1, 1), (1, 30), (30, 1), (1, 4000), (4000, 1), (3, 3000), (2, 2)]
)
def test_small_and_lopsided_documents(sources: int, targets: int) -> None:
    random = np.random.default_rng(5)
    path = rough(said(random, sources), said(random, targets))
    assert len(path) == sources + 1


@pytest.mark.parametrize(("sources", "targets"), [(701, 701), (703, 1405), (1501, 999)])
def test_odd_numbers_can_be_halved(sources: int, targets: int) -> None:
    random = np.random.default_rng(6)
    rows = said(random, max(sources, targets))
    path = rough(heard(random, rows[:sources], 0.5), heard(random, rows[:targets], 0.5))
    shorter = min(sources, targets)
    assert max(abs(j - i) for i, j in enumerate(path[: shorter - 3])) <= 3


def test_documents_with_nothing_in_common_have_a_path_too() -> None:
    random = np.random.default_rng(7)
    rough(said(random, 900), said(random, 1300))


def test_documents_of_one_sentence_over_and_over() -> None:
    same = np.ones((800, WIDTH))
    rough(same, same[:750])
