"""Strips of rows visited side by side give what rows visited one by one give."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from duilian.align import strips
from duilian.align.corridor import Corridor, around, whole
from duilian.align.search import DOWN, IMPOSSIBLE, Lattice, decode, expected, posteriors
from duilian.align.strips import Rows, cells

from .lattices import corridors, lattice


@pytest.fixture
def many(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Strips as short as may be, so that small lattices have many, and some rows are visited
    again."""
    monkeypatch.setattr(strips, "_SHORTEST", 12)
    monkeypatch.setattr(strips, "_EARLY", 4)
    monkeypatch.setattr(strips, "_AGAIN", 3)
    return


def row_by_row(scores: Lattice) -> tuple[Lattice, float, list[tuple[range, range, float]]]:
    """Probabilities, log weight and beads with all of the lattice in one strip."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(strips, "_MOST", 1)
        chances, total = posteriors(scores)
        return chances, total, decode(chances)


def check(scores: Lattice) -> None:
    chances, total, beads = row_by_row(scores)
    found, found_total = posteriors(scores)
    assert found_total == pytest.approx(total, abs=1e-4)
    np.testing.assert_allclose(found.down, chances.down, atol=2e-5)
    np.testing.assert_allclose(found.across, chances.across, atol=2e-5)
    assert decode(chances) == beads


@pytest.mark.usefixtures("many")
@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(corridor=corridors(), seed=st.integers(0, 1000), spread=st.sampled_from([0.1, 3.0, 40.0]))
def test_strips_are_as_good_as_one(corridor: Corridor, seed: int, spread: float) -> None:
    check(lattice(corridor, seed, spread))


@pytest.mark.usefixtures("many")
@pytest.mark.parametrize("seed", range(3))
def test_strips_where_much_is_impossible(seed: int) -> None:
    scores = lattice(around(np.arange(0, 121, 2), 120, 5), seed)
    random = np.random.default_rng(seed)
    scores.down[random.random(scores.down.shape) < 0.5] = IMPOSSIBLE
    scores.down[DOWN.index((1, 1))] = np.maximum(scores.down[DOWN.index((1, 1))], -9.0)
    scores.down[-1] = np.maximum(scores.down[-1], -9.0)
    scores.across[random.random(scores.across.shape) < 0.5] = IMPOSSIBLE
    check(scores)


@pytest.mark.usefixtures("many")
def test_where_nothing_is_forgotten_rows_are_visited_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # Two ways side by side that never meet: which of them is the better is settled at the
    # beginning, and no strip can know that from its own rows.
    corridor = whole(60, 61)
    down = np.full((len(DOWN), corridor.size), IMPOSSIBLE)
    across = np.full(corridor.size, IMPOSSIBLE)
    row, column = corridor.nodes(0, corridor.sources + 1)
    pairs = DOWN.index((1, 1))
    down[pairs, (row > 0) & ((column == row) | (column == row + 1)) & (column > 0)] = 0.0
    first, last = corridor.number(0, 1), corridor.number(60, 61)
    across[first], across[last] = 1.0, 0.0
    scores = Lattice(corridor, down, across)
    visited = 0
    steps = strips._Visit._steps

    def counted(
        self: strips._Visit[object], places: strips.Numbers, anywhere: bool = False
    ) -> None:
        nonlocal visited
        visited += len(places) if places.shape[1] == 1 else 0
        steps(self, places, anywhere)

    monkeypatch.setattr(strips._Visit, "_steps", counted)
    chances, total = posteriors(scores)
    assert visited >= 4 * 12  # all strips but the first; backward the two ways are worth the same
    assert total == pytest.approx(np.log(1 + np.e))
    assert chances.across[first] == pytest.approx(np.e / (1 + np.e))
    assert chances.across[last] == pytest.approx(1 / (1 + np.e))
    assert np.delete(chances.across, [first, last]).sum() == pytest.approx(0, abs=1e-6)


def test_among_sure_beads_no_row_is_visited_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(strips, "_AGAIN", None)  # so that doing it would fail
    scores = lattice(around(np.arange(0, 801), 800, 6), 1)
    row, column = scores.corridor.nodes(0, 801)
    scores.down[DOWN.index((1, 1)), row == column] += 8
    expected(scores)


@given(corridor=corridors(), data=st.data(), way=st.sampled_from([1, -1]))
def test_ends_are_cells_of_nodes_or_of_none(
    corridor: Corridor, data: st.DataObject, way: int
) -> None:
    drawn = st.lists(st.integers(0, corridor.sources), min_size=1, max_size=5)
    rows = Rows.of(corridor, np.array(data.draw(drawn)))
    every = Rows.of(corridor, np.arange(corridor.sources + 1))
    cell_of = dict(
        zip(
            zip(every.row.tolist(), every.column.tolist(), strict=True),
            every.cell.tolist(),
            strict=True,
        )
    )
    assert len(set(cell_of.values())) == corridor.size
    assert max(cell_of.values()) < cells(corridor) - 1
    assert every.node.tolist() == list(range(corridor.size))
    shapes = [(1, np.array([0, 2])), (3, np.array([1]))]
    found = rows.ends(shapes, way).tolist()
    for (a, b), ends in zip([(1, 0), (1, 2), (3, 1)], found, strict=True):
        for i, j, end in zip(rows.row.tolist(), rows.column.tolist(), ends, strict=True):
            cell = cell_of.get((i - way * a, j - way * b))
            if cell is None:
                assert end not in cell_of.values()
            else:
                assert end == cell
