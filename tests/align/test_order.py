"""The order of words, against a direct computation."""

from __future__ import annotations

from itertools import accumulate

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from duilian.align.order import Order, order


def answers(rows: int, tokens: int, seed: int) -> np.ndarray:
    """How well each of some sentences answers each token: at random."""
    return np.random.default_rng(seed).uniform(0, 1, (rows, tokens)).astype(np.float32)


def at(found: Order, boundary: int, sentence: int, a: int) -> tuple[float, float, float]:
    """The gain of a tail, that of a head, and the order."""
    return (
        float(found.tail[a - 1][boundary, sentence]),
        float(found.head[a - 1][boundary, sentence]),
        float(found.order[a - 1][boundary, sentence]),
    )


def direct(before: list[float], after: list[float]) -> tuple[float, float, float, float]:
    """The same and the disorder, from what the two sentences at a boundary answer of a run."""
    cuts = range(len(before) + 1)
    best = max(sum(before[:cut]) + sum(after[cut:]) for cut in cuts)
    turned = max(sum(after[:cut]) + sum(before[cut:]) for cut in cuts)
    freely = sum(map(max, zip(before, after, strict=True)))
    return best - sum(before), best - sum(after), best - turned, freely - best


def check(tokens: list[int], rows: int, longest: int, seed: int) -> None:
    starts = np.array([0, *accumulate(tokens)], dtype=np.int64)
    matrix = answers(rows, sum(tokens), seed)
    found = order(matrix, starts, longest)
    for a in range(1, longest + 1):
        for sentence in range(len(tokens) - a + 1):
            run = slice(starts[sentence], starts[sentence + a])
            disorder = [0.0]
            for boundary in range(1, rows):
                wanted = direct(*matrix[boundary - 1 : boundary + 1, run].tolist())
                assert at(found, boundary, sentence, a) == pytest.approx(wanted[:3], abs=1e-4)
                disorder.append(wanted[3])
            first, b = np.array([0]), rows
            inside = found.inside(np.array([sentence]), a, first, b)
            assert inside[0] == pytest.approx(sum(disorder), abs=1e-3)


@settings(max_examples=40, deadline=None)
@given(
    tokens=st.lists(st.integers(0, 4), min_size=1, max_size=5),
    rows=st.integers(1, 5),
    longest=st.integers(1, 3),
    seed=st.integers(0, 100),
)
def test_order_against_every_cut(tokens: list[int], rows: int, longest: int, seed: int) -> None:
    check(tokens, rows, longest, seed)


def test_no_words_at_all() -> None:
    check([0, 0], 3, 2, 0)


ANSWERED = {
    # Which of two sentences (0 or 1) answers each of four words.
    "in order": [0, 0, 1, 1],
    "turned round": [1, 1, 0, 0],
    "mixed": [0, 1, 0, 1],
    "all before": [0, 0, 0, 0],
    "all after": [1, 1, 1, 1],
}


@pytest.mark.parametrize(
    ("case", "tail", "head", "in_order", "disorder"),
    [
        ("in order", 2, 2, 2, 0),
        ("turned round", 0, 0, -2, 2),
        ("mixed", 1, 1, 1, 1),
        ("all before", 0, 4, 0, 0),
        ("all after", 4, 0, 0, 0),
    ],
)
def test_what_a_cut_through_a_sentence_says(
    case: str, tail: float, head: float, in_order: float, disorder: float
) -> None:
    matrix = np.eye(2, dtype=np.float32)[ANSWERED[case]].T.copy()
    found = order(matrix, np.array([0, 4]), 1)
    assert at(found, 1, 0, 1) == pytest.approx((tail, head, in_order))
    inside = found.inside(np.array([0]), 1, np.array([0]), 2)
    assert inside.tolist() == pytest.approx([disorder])


def test_one_sentence_has_no_boundary_inside() -> None:
    found = order(answers(3, 6, 1), np.array([0, 2, 6]), 2)
    for first in range(3):
        assert found.inside(np.array([0]), 2, np.array([first]), 1).tolist() == [0.0]
