"""Coverage, against a direct computation."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from duilian.align import coverage as module
from duilian.align.coverage import Coverage, coverage
from duilian.align.encode import WORD_STEP, Words
from duilian.align.links import links_between

Stretch = tuple[int, int]


VOCABULARY = (" NATO", " FAO", " the")
"""What the tokens are spelled; capitals answer themselves on the other side."""


def words(tokens: Sequence[int], seed: int, width: int = 6) -> Words:
    """A document whose sentences have so many tokens, of random meaning and rarity."""
    random = np.random.default_rng(seed)
    rows = random.normal(size=(sum(tokens), width))
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    return Words(
        np.rint(rows / WORD_STEP).astype(np.int8),
        np.concatenate([[0], np.cumsum(tokens, dtype=np.int64)]).astype(np.int64),
        random.uniform(0.02, 1, sum(tokens)).astype(np.float32),
        random.integers(0, len(VOCABULARY), sum(tokens)).astype(np.int32),
        VOCABULARY,
    )


def tokens_of(document: Words, first: int, last: int) -> list[int]:
    """The tokens of some sentences, which may lie outside the document."""
    count = len(document.starts) - 1
    return [
        token
        for sentence in range(max(first, 0), min(last, count))
        for token in range(document.starts[sentence], document.starts[sentence + 1])
    ]


def answered(
    mine: Words, my_run: Stretch, theirs: Words, their_run: Stretch, linked: bool = False
) -> float:
    """What one run answers of another, token by token."""
    total = 0.0
    for token in tokens_of(mine, *my_run):
        best = 0.0
        for other in tokens_of(theirs, *their_run):
            cosine = float(mine.vectors(token, token + 1)[0] @ theirs.vectors(other, other + 1)[0])
            best = max(best, (cosine - module._CHANCE) / (1 - module._CHANCE))
            if linked and mine.ids[token] == theirs.ids[other] != VOCABULARY.index(" the"):
                best = max(best, 0.9)
        total += best * float(mine.rarity[token])
    return total


def check(
    source: Words,
    target: Words,
    rows: Stretch,
    columns: Stretch,
    longest: int,
    linked: bool = False,
) -> None:
    links = links_between(source, target, ("de", "fr")) if linked else None
    found = coverage(source, target, rows, columns, longest, links=links)
    height, width = rows[1] - rows[0], columns[1] - columns[0]
    for a in range(1, longest + 1):
        for b in range(1, longest + 1):
            i, j = np.meshgrid(
                np.arange(max(0, height - a + 1)), np.arange(max(0, width - b + 1)), indexing="ij"
            )
            of_source, of_target = found.of_source(i, a, j, b), found.of_target(i, a, j, b)
            for at in np.ndindex(i.shape):
                run = (rows[0] + at[0], rows[0] + at[0] + a)
                other = (columns[0] + at[1], columns[0] + at[1] + b)
                assert of_source[at] == pytest.approx(
                    answered(source, run, target, other, linked), abs=1e-3
                )
                assert of_target[at] == pytest.approx(
                    answered(target, other, source, run, linked), abs=1e-3
                )
    check_weights(found, source, target, rows, columns)


def check_weights(
    found: Coverage, source: Words, target: Words, rows: Stretch, columns: Stretch
) -> None:
    for totals, document, (first, last) in (
        (found.source_weight, source, rows),
        (found.target_weight, target, columns),
    ):
        assert len(totals) == last - first + 1
        for ahead, total in enumerate(totals):
            tokens = tokens_of(document, first, first + ahead)
            assert total == pytest.approx(sum(map(float, document.rarity[tokens])), abs=1e-4)


lengths = st.lists(st.integers(0, 4), min_size=1, max_size=5)


@settings(max_examples=25, deadline=None)
@given(
    source=lengths,
    target=lengths,
    top=st.integers(-3, 3),
    left=st.integers(-3, 3),
    size=st.tuples(st.integers(1, 5), st.integers(1, 5)),
    longest=st.integers(1, 3),
    linked=st.booleans(),
)
def test_coverage_against_a_direct_computation(
    source: list[int],
    target: list[int],
    top: int,
    left: int,
    size: tuple[int, int],
    longest: int,
    linked: bool,
) -> None:
    rows, columns = (top, top + size[0]), (left, left + size[1])
    check(words(source, 1), words(target, 2), rows, columns, longest, linked)


def test_sentences_without_words() -> None:
    check(words([0, 0], 1), words([2, 0, 1], 2), (-1, 3), (-1, 4), 2)
    check(words([0], 1), words([0], 2), (0, 1), (0, 1), 1)


def test_links_add_to_what_the_vectors_know() -> None:
    source, target = words([3, 2, 4], 1), words([2, 4, 3], 2)
    links = links_between(source, target, ("de", "fr"))
    without = coverage(source, target, (0, 3), (0, 3), 1)
    together = coverage(source, target, (0, 3), (0, 3), 1, links=links)
    i, j = np.meshgrid(np.arange(3), np.arange(3), indexing="ij")
    more = together.of_source(i, 1, j, 1) - without.of_source(i, 1, j, 1)
    assert (more >= -1e-6).all()
    assert more.max() > 0.5
    check(source, target, (0, 3), (0, 3), 2, linked=True)


def test_a_text_covers_itself_and_nothing_covers_more() -> None:
    one = words([3, 1, 4], 3, width=16)
    found = coverage(one, one, (0, 3), (0, 3), 3)
    zero, all_of_it = np.array([0]), float(one.rarity.sum())
    assert found.of_source(zero, 3, zero, 3)[0] == pytest.approx(all_of_it, rel=1e-2)
    assert found.of_target(zero, 3, zero, 3)[0] == pytest.approx(all_of_it, rel=1e-2)
    assert found.source_weight[-1] == pytest.approx(all_of_it)


def test_a_longer_run_answers_at_least_as_much() -> None:
    source, target = words([2, 3, 2], 4), words([3, 2, 4, 1], 5)
    found = coverage(source, target, (0, 3), (0, 4), 4)
    i, j = np.array([0, 1, 2]), np.array([0, 0, 0])
    for b in range(1, 4):
        assert (found.of_source(i, 1, j, b + 1) >= found.of_source(i, 1, j, b) - 1e-6).all()


def test_exchanging_the_sides_exchanges_the_figures() -> None:
    source, target = words([2, 3, 2], 6), words([3, 2, 4], 7)
    one = coverage(source, target, (0, 3), (0, 3), 2)
    other = coverage(target, source, (0, 3), (0, 3), 2)
    i, j = np.meshgrid(np.arange(3), np.arange(2), indexing="ij")
    np.testing.assert_allclose(one.of_source(i, 1, j, 2), other.of_target(j, 2, i, 1), atol=1e-4)


@settings(max_examples=25, deadline=None)
@given(
    tokens=st.lists(st.integers(0, 3), min_size=20, max_size=30),
    reach=st.integers(2, 6),
    slope=st.sampled_from([0.0, 1.0, 2.0]),
)
def test_what_is_near_is_covered_the_same_without_what_is_far(
    tokens: list[int], reach: int, slope: float
) -> None:
    source, target = words(tokens, 8), words(tokens[::-1], 9)
    rows, columns = (-2, len(tokens) + 2), (-3, len(tokens) + 3)
    middle = (np.arange(*rows) * slope).astype(np.int64)
    first = np.clip(middle - reach, *columns)
    last = np.clip(middle + reach, *columns)
    found = coverage(source, target, rows, columns, 3, (first, last))
    whole = coverage(source, target, rows, columns, 3)
    for row, (left, right) in enumerate(zip(first, last, strict=True)):
        # Runs of source sentences are compared with what is near all of them.
        for a in range(1, min(3, len(first) - row) + 1):
            begin, end = max(left, first[row + a - 1]), min(right, last[row])
            for column in range(begin, end):
                for b in range(1, min(3, end - column) + 1):
                    at = np.array([row]), a, np.array([column - columns[0]]), b
                    np.testing.assert_allclose(
                        found.of_source(*at), whole.of_source(*at), atol=1e-4
                    )
                    np.testing.assert_allclose(
                        found.of_target(*at), whole.of_target(*at), atol=1e-4
                    )


def test_the_order_is_that_of_what_is_answered() -> None:
    source, target = words([3, 2, 4], 10), words([2, 4, 3], 11)
    found = coverage(source, target, (-1, 4), (-1, 4), 2)
    for mine, theirs, tell in (
        (source, target, found.source_order),
        (target, source, found.target_order),
    ):
        # The cut that leaves all words with the sentence before, or all with the one after, is
        # one of those that may be made.
        for sentence in range(3):
            for boundary in range(1, 3):
                run = sentence, sentence + 1
                before = answered(mine, run, theirs, (boundary - 1, boundary))
                after = answered(mine, run, theirs, (boundary, boundary + 1))
                both = answered(mine, run, theirs, (boundary - 1, boundary + 1))
                at = boundary + 1, sentence + 1
                tail, head = float(tell.tail[0][at]), float(tell.head[0][at])
                assert before + tail == pytest.approx(after + head, abs=1e-3)
                assert max(before, after) - 1e-3 <= before + tail <= both + 1e-3
