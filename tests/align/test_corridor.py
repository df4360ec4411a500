"""The corridor: which nodes it holds, in which order, and how near the path comes to its border."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from duilian.align.corridor import Corridor, Path, around, between, clearance, whole, widened


@st.composite
def paths(draw: st.DrawFn) -> tuple[Path, int]:
    """A path that never falls, with long level and long steep stretches, and the targets."""
    steps = draw(
        st.lists(
            st.one_of(st.integers(0, 2), st.just(0), st.integers(20, 60)), min_size=1, max_size=40
        )
    )
    stretched = [step for step in steps for _ in range(12 if step == 0 else 1)]
    path = np.concatenate([[0], np.cumsum(stretched)]).astype(np.int64)
    return path, int(path[-1]) + draw(st.integers(0, 40))


def pairs(corridor: Corridor, first: int, last: int) -> list[tuple[int, int]]:
    i, j = corridor.nodes(first, last)
    return list(zip(i.tolist(), j.tolist(), strict=True))


def expected(corridor: Corridor, first: int, last: int) -> list[tuple[int, int]]:
    return [
        (i, j)
        for i in range(first, last)
        for j in range(int(corridor.low[i]), int(corridor.high[i]) + 1)
    ]


def test_whole_holds_every_node() -> None:
    corridor = whole(2, 3)
    assert (corridor.sources, corridor.targets, corridor.size) == (2, 3, 12)
    assert pairs(corridor, 0, 3) == [(i, j) for i in range(3) for j in range(4)]
    assert corridor.row(1) == slice(4, 8)


@pytest.mark.parametrize(("sources", "targets"), [(0, 0), (0, 5), (5, 0), (1, 1)])
def test_whole_of_next_to_nothing(sources: int, targets: int) -> None:
    corridor = whole(sources, targets)
    assert corridor.size == (sources + 1) * (targets + 1)
    assert (corridor.sources, corridor.targets) == (sources, targets)


def test_nodes_of_a_part() -> None:
    corridor = between(np.array([0, 1, 2, 2]), np.array([1, 3, 3, 4]))
    assert pairs(corridor, 1, 3) == [(1, 1), (1, 2), (1, 3), (2, 2), (2, 3)]
    assert pairs(corridor, 2, 2) == []
    assert corridor.row(3) == slice(7, 10)


@given(drawn=paths(), reach=st.integers(0, 15))
def test_around_holds_the_path_and_both_ends(drawn: tuple[Path, int], reach: int) -> None:
    path, targets = drawn
    corridor = around(path, targets, reach)
    assert corridor.sources == len(path) - 1
    assert corridor.targets == targets
    assert corridor.low[0] == 0
    assert corridor.high[-1] == targets
    assert (corridor.low <= path).all()
    assert (path <= corridor.high).all()
    assert (corridor.low >= 0).all()
    assert (corridor.high <= targets).all()


@given(drawn=paths(), reach=st.integers(0, 15))
def test_around_is_one_piece_and_never_falls(drawn: tuple[Path, int], reach: int) -> None:
    path, targets = drawn
    corridor = around(path, targets, reach)
    assert (np.diff(corridor.low) >= 0).all()
    assert (np.diff(corridor.high) >= 0).all()
    # Level stretches of the path lie inside: it can be walked without leaving the corridor.
    assert (corridor.high[:-1] >= path[1:]).all()


@given(drawn=paths(), reach=st.integers(0, 15))
def test_around_keeps_the_distance_asked_for(drawn: tuple[Path, int], reach: int) -> None:
    path, targets = drawn
    assert clearance(path, around(path, targets, reach)).min() >= reach


@given(drawn=paths(), reach=st.integers(0, 9), data=st.data())
def test_nodes_are_numbered_row_by_row(
    drawn: tuple[Path, int], reach: int, data: st.DataObject
) -> None:
    path, targets = drawn
    corridor = around(path, targets, reach)
    first = data.draw(st.integers(0, corridor.sources + 1))
    last = data.draw(st.integers(first, corridor.sources + 1))
    assert pairs(corridor, first, last) == expected(corridor, first, last)
    everything = expected(corridor, 0, corridor.sources + 1)
    assert len(everything) == corridor.size
    for i in range(corridor.sources + 1):
        assert {row for row, _ in everything[corridor.row(i)]} == {i}


@given(
    drawn=paths(),
    reach=st.integers(0, 9),
    nodes=st.integers(1, 400),
    rows=st.integers(1, 30),
    first=st.integers(0, 3),
)
def test_blocks_cut_the_rows_without_gap(
    drawn: tuple[Path, int], reach: int, nodes: int, rows: int, first: int
) -> None:
    path, targets = drawn
    corridor = around(path, targets, reach)
    blocks = corridor.blocks(first, nodes=nodes, rows=rows)
    assert [row for a, b in blocks for row in range(a, b)] == list(
        range(first, corridor.sources + 1)
    )
    for a, b in blocks:
        assert b - a <= rows
        assert b - a == 1 or corridor.starts[b] - corridor.starts[a] <= nodes


def test_memory_grows_with_the_length_not_its_square() -> None:
    size = [around(np.arange(n + 1), n, 10).size for n in (1000, 2000)]
    assert size[1] < 2.1 * size[0]


def test_the_edges_of_the_lattice_are_no_border() -> None:
    for path in ([0, 2, 4], [0, 0, 0], [0, 4, 4]):
        assert clearance(np.array(path), whole(2, 4)).min() > 1000
    assert clearance(np.array([0, 1]), whole(1, 1)).min() > 1000


def test_clearance_counts_from_the_nearer_border() -> None:
    path = np.array([0, 2, 4, 6, 8, 10])
    low = np.array([0, 0, 0, 3, 3, 3])
    high = np.array([9, 9, 9, 9, 10, 10])
    # Below: 6 - 3 in row 3. Above: the path leaves row 3 at 8, where the border is 9.
    assert clearance(path, between(low, high))[2:4].tolist() == [3, 1]
    assert clearance(path, between(low, np.full(6, 10)))[3:].tolist() == [3, 5, 7]


def test_clearance_counts_the_way_along_a_row() -> None:
    path = np.array([0, 1, 7, 8])  # row 1 is left at 7
    corridor = between(np.zeros(4, dtype=np.int64), np.array([7, 7, 8, 8]))
    assert clearance(path, corridor)[1] == 0


@given(drawn=paths(), reach=st.integers(0, 9), wider=st.integers(0, 30), data=st.data())
def test_a_corridor_is_widened_where_it_is_asked(
    drawn: tuple[Path, int], reach: int, wider: int, data: st.DataObject
) -> None:
    path, targets = drawn
    corridor = around(path, targets, reach)
    asked = np.array(
        data.draw(st.lists(st.booleans(), min_size=len(path), max_size=len(path))), dtype=bool
    )
    found = widened(corridor, path, asked, wider)
    assert (found.low <= corridor.low).all()
    assert (found.high >= corridor.high).all()
    assert (np.diff(found.low) >= 0).all()
    assert (np.diff(found.high) >= 0).all()
    rows = np.flatnonzero(asked)
    assert (clearance(path, found)[rows] >= wider).all()
    if not len(rows):
        assert found.size == corridor.size


def test_a_long_corridor_is_widened_in_one_place() -> None:
    path = np.arange(10_001)
    corridor = around(path, 10_000, 6)
    found = widened(corridor, path, path == 5_000, 48)
    assert found.size < 1.1 * corridor.size
    changed = np.flatnonzero((found.low != corridor.low) | (found.high != corridor.high))
    assert 5_000 - 3 * 48 < changed.min() < changed.max() < 5_000 + 3 * 48
