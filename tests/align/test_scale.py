"""The measures of a document pair, on stub sides whose measures are known."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pytest

from duilian.align.encode import Vectors
from duilian.align.marks import marks_of
from duilian.align.scale import Scale, scale_of
from duilian.align.side import Side

WIDTH = 64


class StubRuns:
    """Sentences that are vectors to begin with."""

    words = None

    def __init__(self, rows: Vectors) -> None:
        self.rows = rows

    def vectors(self, first: int, last: int, length: int) -> Vectors:
        assert length == 1
        found = np.zeros((last - first, self.rows.shape[1]), dtype=np.float32)
        start, stop = max(first, 0), min(last, len(self.rows))
        if start < stop:
            found[start - first : stop - first] = self.rows[start:stop]
        return found

    def picked(self, sentences: Sequence[int]) -> Vectors:
        return self.rows[list(sentences)]

    def forget(self) -> None:
        """Nothing is kept."""

    def halved(self) -> StubRuns:
        raise NotImplementedError


def side(rows: npt.NDArray[np.float64], lengths: npt.NDArray[np.float64]) -> Side:
    unit = rows / np.linalg.norm(rows, axis=1, keepdims=True)
    none = np.zeros(len(rows) + 1)
    return Side(
        language="en",
        runs=StubRuns(unit.astype(np.float32)),
        bytes=np.concatenate([[0.0], np.cumsum(lengths)]),
        marks=marks_of([""] * len(rows)),
        keys=((),) * len(rows),
        counted=none,
        breaks=None,
    )


def pair(count: int, match: float, ratio: float = 2.0) -> tuple[Side, Side]:
    """Two documents that answer each other sentence by sentence, at about this cosine."""
    random = np.random.default_rng(count)
    rows = random.normal(size=(count, WIDTH))
    noise = random.normal(size=(count, WIDTH)) * np.sqrt(1 / match**2 - 1)
    lengths = random.integers(30, 200, count).astype(np.float64)
    return side(rows, lengths), side(rows + noise, np.round(lengths * ratio))


def straight(count: int) -> npt.NDArray[np.int64]:
    return np.arange(count + 1)


@pytest.mark.parametrize("match", [0.6, 0.8, 0.95])
def test_what_true_pairs_look_like_is_found(match: float) -> None:
    scale = scale_of(*pair(400, match), straight(400))
    assert scale.trusted > 300
    assert scale.match == pytest.approx(match, abs=0.03)
    assert scale.unrelated == pytest.approx(0, abs=0.05)


def test_the_scale_runs_from_unrelated_to_the_typical_pair() -> None:
    scale = scale_of(*pair(200, 0.8), straight(200))
    ends = np.array([scale.unrelated, scale.match], dtype=np.float32)
    np.testing.assert_allclose(scale.similarity(ends), [0, 1], atol=1e-5)


def test_similarity_keeps_shape_type_and_order() -> None:
    nowhere = np.zeros(2, dtype=np.float32)
    # As alike as unrelated: the spread must not become nothing.
    scale = Scale(0.5, 0.5, 1.0, 6.8, 0, nowhere, nowhere)
    cosines = np.array([[-1, 0.5], [0.6, 1]], dtype=np.float32)
    found = scale.similarity(cosines)
    assert found.dtype == np.float32
    assert np.isfinite(found).all()
    assert found[0, 0] < found[0, 1] == 0 < found[1, 0] < found[1, 1]


def test_a_few_sentences_are_not_believed() -> None:
    few, many = (scale_of(*pair(count, 0.95), straight(count)).match for count in (2, 400))
    assert 0.5 < few < many


@pytest.mark.parametrize("ratio", [0.4, 1.0, 2.5])
def test_the_ratio_of_lengths_is_found(ratio: float) -> None:
    scale = scale_of(*pair(300, 0.8, ratio), straight(300))
    assert scale.ratio == pytest.approx(ratio, rel=0.05)
    # These lengths fit exactly; translations never do.
    assert 0 < scale.variance < 6.8 * max(1, ratio)


def test_a_chapter_that_only_one_side_has_does_not_move_the_ratio() -> None:
    source, target = pair(300, 0.8)
    random = np.random.default_rng(9)
    extra = random.normal(size=(150, WIDTH))
    assert isinstance(target.runs, StubRuns)
    rows = np.concatenate([target.runs.rows[:100], extra, target.runs.rows[100:]])
    written = np.diff(target.bytes)
    longer = side(
        rows.astype(np.float64), np.concatenate([written[:100], np.full(150, 300.0), written[100:]])
    )
    path = straight(300)
    path[101:] += 150
    found = scale_of(source, longer, path)
    assert found.ratio == pytest.approx(2.0, rel=0.05)
    assert found.match == pytest.approx(0.8, abs=0.03)


@pytest.mark.parametrize("scatter", [2.0, 20.0])
def test_the_variance_grows_with_the_scatter(scatter: float) -> None:
    source, target = pair(600, 0.8, 1.0)
    assert isinstance(target.runs, StubRuns)
    random = np.random.default_rng(3)
    lengths = np.diff(source.bytes)
    # A difference of d in a pair of w bytes in all has the variance of one byte, times w.
    scattered = lengths + random.normal(size=600) * np.sqrt(2 * lengths * scatter)
    found = scale_of(
        source, side(target.runs.rows.astype(np.float64), scattered.clip(1)), straight(600)
    )
    assert found.variance == pytest.approx(scatter, rel=0.3)


@pytest.mark.parametrize(("sources", "targets"), [(1, 1), (1, 40), (40, 1), (3, 2)])
def test_next_to_nothing_has_a_scale(sources: int, targets: int) -> None:
    random = np.random.default_rng(5)
    one, other = (
        side(random.normal(size=(count, WIDTH)), np.full(count, 50.0))
        for count in (sources, targets)
    )
    path = np.linspace(0, targets, sources + 1).astype(np.int64)
    scale = scale_of(one, other, path)
    figures = [scale.unrelated, scale.match, scale.ratio, scale.variance]
    assert np.isfinite(figures).all()
    assert scale.ratio > 0
    assert scale.variance > 0


@pytest.mark.parametrize(("written", "answered"), [(0.0, 0.0), (0.0, 50.0), (50.0, 0.0)])
def test_empty_lines_have_a_scale(written: float, answered: float) -> None:
    random = np.random.default_rng(6)
    one, other = (
        side(random.normal(size=(20, WIDTH)), np.full(20, length)) for length in (written, answered)
    )
    scale = scale_of(one, other, straight(20))
    assert np.isfinite([scale.ratio, scale.variance, scale.match]).all()
    assert scale.ratio > 0
    assert scale.variance > 0
