"""Vectors of runs, from pools and from joined texts, with stub encoders."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pytest

from duilian.align.encode import Pools, Vectors, Words
from duilian.align.runs import EncodedRuns, PooledRuns, runs_of

WIDTH = 4


class Spelling:
    """A text's vector counts its letters a, b, c and everything else."""

    def __init__(self) -> None:
        self.seen: list[str] = []

    def encode(self, texts: Sequence[str]) -> Vectors:
        self.seen += texts
        rows = np.array([self.count(text) for text in texts], dtype=np.float32)
        return self.unit(rows.reshape(-1, WIDTH))

    @staticmethod
    def count(text: str) -> list[float]:
        letters = [float(text.count(letter)) for letter in "abc"]
        return [*letters, len(text) - sum(letters) + 0.5]

    @staticmethod
    def unit(rows: npt.NDArray[np.float32]) -> Vectors:
        found: Vectors = rows / np.linalg.norm(rows, axis=1, keepdims=True)
        return found


class PooledSpelling(Spelling):
    """The same with pools: a mark of weight 10 in the last place, half before, half after."""

    def pool(self, texts: Sequence[str], like: Pools | None = None) -> Pools:
        sums = np.array([self.count(text) for text in texts], dtype=np.float32)
        sums = sums.reshape(-1, WIDTH)
        sums[:, -1] += 10
        tokens = np.array([len(text) + 2 for text in texts], dtype=np.int64)
        starts = np.concatenate([[0], np.cumsum(tokens - 2)])
        letters = "".join(texts)
        words = Words(
            np.full((len(letters), 1), 127, dtype=np.int8),
            starts,
            np.ones(len(letters), np.float32),
            np.array([ord(letter) for letter in letters], dtype=np.int32),
            [chr(code) for code in range(128)],
        )
        marks = np.array([0, 0, 0, 10], dtype=np.float32)
        means = (sums / tokens[:, None]).astype(np.float16)
        return Pools(means, tokens, marks, words, np.ones((WIDTH, 1), dtype=np.float32))

    def lift(self, sums: Vectors) -> Vectors:
        lifted: Vectors = 2 * sums[:, ::-1]
        return lifted

    def finish(self, lifted: Vectors, tokens: npt.NDArray[np.float32]) -> Vectors:
        sums = lifted[:, ::-1] / 2
        # The token count is told by the second place.
        return self.unit(np.concatenate([sums[:, :1], tokens[:, None], sums[:, 2:]], axis=1))


TEXTS = ["aab", "", "bcc", "abc d", "ca", "b"]


def pooled(begin: int, length: int) -> Vectors:
    """The vector of a run, by hand."""
    part = TEXTS[begin : begin + length]
    sums = np.sum([Spelling.count(text) for text in part], axis=0)
    tokens = sum(map(len, part)) + 2
    row = np.array([[sums[0], tokens, sums[2], sums[3] + 10]], dtype=np.float32)
    found: Vectors = Spelling.unit(row)[0]
    return found


@pytest.mark.parametrize("length", range(1, 8))
@pytest.mark.parametrize(("first", "last"), [(0, 6), (-3, 9), (2, 4), (5, 6), (-5, -1), (7, 9)])
def test_pooled_runs_add_up_less_the_marks_inside(first: int, last: int, length: int) -> None:
    encoder = PooledSpelling()
    found = PooledRuns(encoder, encoder.pool(TEXTS)).vectors(first, last, length)
    assert found.shape == (last - first, WIDTH)
    assert found.dtype == np.float32
    for begin, row in zip(range(first, last), found, strict=True):
        inside = begin >= 0 and begin + length <= len(TEXTS)
        np.testing.assert_allclose(row, pooled(begin, length) if inside else 0, atol=2e-3)


@pytest.mark.parametrize("length", range(1, 8))
@pytest.mark.parametrize(("first", "last"), [(0, 6), (-3, 9), (2, 4), (5, 6), (-5, -1), (7, 9)])
@pytest.mark.parametrize(("language", "glue"), [("en", " "), ("zh", "")])
def test_encoded_runs_are_joined_and_encoded(
    first: int, last: int, length: int, language: str, glue: str
) -> None:
    texts = ["他aab。", "bcc。", "aa吗？", "c。", "ab。", "b。"]
    found = EncodedRuns(Spelling(), texts, language).vectors(first, last, length)
    assert found.shape == (last - first, WIDTH)
    for begin, row in zip(range(first, last), found, strict=True):
        inside = begin >= 0 and begin + length <= len(texts)
        joined = Spelling().encode([glue.join(texts[max(begin, 0) : begin + length])])[0]
        np.testing.assert_allclose(row, joined if inside else 0, atol=1e-6)


def test_asking_does_not_change_the_answer() -> None:
    encoder = PooledSpelling()
    runs = PooledRuns(encoder, encoder.pool(TEXTS))
    before = runs.vectors(0, 6, 1)
    runs.vectors(0, 6, 4)
    runs.halved()
    np.testing.assert_array_equal(runs.vectors(0, 6, 1), before)


@pytest.mark.parametrize("steps", [1, 2, 3])
def test_stretches_that_overlap_hold_the_same_vectors(steps: int) -> None:
    encoder = PooledSpelling()
    runs = PooledRuns(encoder, encoder.pool(TEXTS))
    for length in (1, 2, 3):
        every = PooledRuns(encoder, encoder.pool(TEXTS)).vectors(-2, 8, length)
        for first in [*range(-2, 5, steps), *range(4, -3, -steps)]:
            found = runs.vectors(first, first + 4, length)
            np.testing.assert_allclose(found, every[first + 2 : first + 6], atol=1e-6)


def test_sentences_picked_from_anywhere() -> None:
    encoder = PooledSpelling()
    for runs in (PooledRuns(encoder, encoder.pool(TEXTS)), EncodedRuns(encoder, TEXTS, "en")):
        every = runs.vectors(0, len(TEXTS), 1)
        np.testing.assert_allclose(runs.picked([4, 0, 5]), every[[4, 0, 5]], atol=1e-3)


def test_what_is_forgotten_is_made_again() -> None:
    encoder = PooledSpelling()
    runs = PooledRuns(encoder, encoder.pool(TEXTS))
    before = [runs.vectors(0, 6, length) for length in (1, 2)]
    runs.forget()
    for length, vectors in enumerate(before, start=1):
        # Single sentences were kept in 16 bits.
        np.testing.assert_allclose(runs.vectors(0, 6, length), vectors, atol=1e-3)


def test_sentences_are_encoded_once() -> None:
    encoder = Spelling()
    runs = EncodedRuns(encoder, TEXTS, "en")
    runs.vectors(0, 6, 1)
    runs.vectors(0, 6, 1)
    assert encoder.seen == TEXTS


@pytest.mark.parametrize("count", [1, 2, 5, 6])
def test_halved_pooled_runs(count: int) -> None:
    encoder = PooledSpelling()
    half = PooledRuns(encoder, encoder.pool(TEXTS[:count])).halved()
    size = (count + 1) // 2
    found = half.vectors(-1, size + 1, 1)
    assert not found[0].any()
    assert not found[-1].any()
    for number, row in enumerate(found[1:-1]):
        last = min(2, count - 2 * number)
        np.testing.assert_allclose(row, pooled(2 * number, last), atol=2e-3)
    assert half.words.starts.tolist() == [*half_starts(count)]


def half_starts(count: int) -> list[int]:
    """Where the tokens of every two texts begin, and where the last end."""
    ends = [sum(map(len, TEXTS[:number])) for number in range(0, count, 2)]
    return [*ends, sum(map(len, TEXTS[:count]))]


@pytest.mark.parametrize("count", [1, 2, 5, 6])
def test_halved_encoded_runs(count: int) -> None:
    encoder = Spelling()
    half = EncodedRuns(encoder, TEXTS[:count], "en").halved()
    size = (count + 1) // 2
    pairs = [" ".join(filter(None, TEXTS[:count][i : i + 2])) for i in range(0, count, 2)]
    np.testing.assert_allclose(half.vectors(0, size, 1), encoder.encode(pairs), atol=1e-6)
    assert not half.vectors(size, size + 1, 1).any()


def test_the_cheap_way_is_taken_where_there_is_one() -> None:
    runs = runs_of(PooledSpelling(), TEXTS, "en")
    assert isinstance(runs, PooledRuns)
    assert runs.words is not None
    assert len(runs.words.starts) == len(TEXTS) + 1
    plain = runs_of(Spelling(), TEXTS, "en")
    assert isinstance(plain, EncodedRuns)
    assert plain.words is None
