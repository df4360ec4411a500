"""Anchors: what is wrong with a list of them, what the search makes of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from duilian.align import Options, align
from duilian.align.anchors import bent, bounds, constrained, first_fault, read_anchors
from duilian.align.corridor import around, common
from duilian.align.encode import EmbeddedEncoder
from duilian.align.search import DOWN, IMPOSSIBLE, Lattice, decode, posteriors
from duilian.corpus.errors import InputError, UsageError
from duilian.corpus.formats.plain import parse_lines
from duilian.corpus.model import Alignment, Bead, Document

HERE = Path(__file__).resolve().parent
_ROWS = [line.split("\t") for line in (HERE / "story.tsv").read_text("utf-8").splitlines()[1:]]
ZH, EN = [row[0] for row in _ROWS], [row[1] for row in _ROWS]


def lines(texts: Iterable[str], language: str) -> Document:
    return parse_lines("".join(f"{text}\n" for text in texts), language)


def bead(source: Sequence[int], target: Sequence[int]) -> Bead:
    """A bead of these sentences, which follow one another."""
    return Bead(*(range(run[0], run[-1] + 1) if run else range(0, 0) for run in (source, target)))


def chances(alignment: Alignment) -> dict[tuple[range, range], float]:
    return {(one.source, one.target): one.probability for one in alignment.beads}


# --- the aligner ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "anchors",
    [
        [bead([10], [30])],  # far from where the texts run
        [bead([0], [63])],
        [bead([63], [0])],
        [bead([5], []), bead([], [5]), bead([6, 7], [6, 7, 8])],
        [bead([i], []) for i in range(10, 40)] + [bead([], [j]) for j in range(10, 40)],
        [bead([i], []) for i in range(64)],
        [bead([], [j]) for j in range(5, 60)],
        [bead([i], [i]) for i in range(64)],
        [bead([3], [2]), bead([4, 5], [3, 4]), bead([50, 51, 52, 53], [20, 21, 22])],
    ],
)
def test_anchors_come_out_certain_and_as_they_are(
    encoder: EmbeddedEncoder, anchors: list[Bead]
) -> None:
    alignment = align(
        lines(ZH, "zh"), lines(EN, "en"), Options(encoder, tuple(anchors), moved=False)
    )
    assert [i for one in alignment.beads for i in one.source] == list(range(64))
    assert [j for one in alignment.beads for j in one.target] == list(range(64))
    found = chances(alignment)
    for anchor in anchors:
        assert found[anchor.source, anchor.target] == 1.0


def test_the_rest_is_aligned_around_them(encoder: EmbeddedEncoder) -> None:
    """Cutting a paragraph's sentences out of the reach of others leaves the others as they were."""
    source, target = lines(ZH, "zh"), lines(EN, "en")
    anchors = (bead([20, 21], [20]), bead([], [21]))
    free, bound = (
        align(source, target, Options(encoder, some, moved=False)) for some in ((), anchors)
    )
    before = {(one.source, one.target) for one in free.beads}
    after = {(one.source, one.target) for one in bound.beads}
    assert len(before - after) <= 2
    assert len(after - before) == 2


def test_an_anchor_mends_what_is_around_it(encoder: EmbeddedEncoder) -> None:
    """Told one bead of a stretch, the aligner sees where the others must be."""
    twice = [*ZH[:20], *ZH[:20]]
    source, target = lines(twice, "zh"), lines(EN[:20], "en")
    for start in (0, 20):
        anchors = (bead([start], [0]), bead([start + 19], [19]))
        found = chances(align(source, target, Options(encoder, anchors, moved=False)))
        right = sum((range(start + i, start + i + 1), range(i, i + 1)) in found for i in range(20))
        assert right >= 19


def test_long_texts_pass_through_distant_anchors(
    encoder: EmbeddedEncoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("duilian.align.coarse._SMALL", 30 * 30)
    anchors = (bead([40], [3]), bead([41], []), bead([60, 61], [50, 51, 52]))
    found = chances(
        align(lines(ZH * 3, "zh"), lines(EN * 2, "en"), Options(encoder, anchors, moved=False))
    )
    for anchor in anchors:
        assert found[anchor.source, anchor.target] == 1.0


def test_empty_texts_can_have_anchors(encoder: EmbeddedEncoder) -> None:
    nothing, three = lines([], "zh"), lines(EN[:3], "en")
    assert len(align(nothing, three, Options(encoder, (bead([], [1]),))).beads) == 3
    with pytest.raises(UsageError, match="are none at all"):
        align(nothing, three, Options(encoder, (bead([0], [1]),)))


@pytest.mark.parametrize("limit", range(1, 7))
def test_no_bead_is_larger_than_allowed(encoder: EmbeddedEncoder, limit: int) -> None:
    target = [" ".join(EN[i : i + 4]) for i in range(0, len(EN), 4)]
    beads = align(lines(ZH, "zh"), lines(target, "en"), Options(encoder, max_bead=limit)).beads
    largest = max(max(len(one.source), len(one.target)) for one in beads)
    assert largest == min(limit, 4)


@pytest.mark.parametrize("limit", [-1, 0, 7])
def test_a_limit_must_be_one(limit: int) -> None:
    with pytest.raises(UsageError, match="from 1 to 6"):
        Options(max_bead=limit)


# --- what is wrong ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("anchors", "place", "problem"),
    [
        ([bead([0], [0]), bead([9], [10])], 1, "the sentences of the target are numbered 0 to 9"),
        ([bead([10], [])], 0, "of the source are numbered 0 to 9"),
        ([Bead(range(-1, 1), range(0, 1))], 0, "outside"),
        ([bead([], [])], 0, "without any sentence"),
        ([bead([], [2, 3])], 0, "alone at once"),
        ([bead([0, 1, 2, 3], [0])], 0, "at most 3 sentences on a side"),
        ([bead([4], []), bead([4], [4])], 1, r"source sentence 4 .* \[4\]:\[\]"),
        ([bead([4], [4]), bead([5], [4])], 1, "target sentence 4 "),
        ([bead([4], [4]), bead([4], [4])], 1, "source sentence 4 "),
        ([bead([4], [4]), bead([1], [1]), bead([2], [6])], 2, r"\[2\]:\[6\] crosses"),
        ([bead([4], [1]), bead([1], [4])], 1, "crosses"),
    ],
)
def test_faults(anchors: list[Bead], place: int, problem: str) -> None:
    fault = first_fault(anchors, 10, 10, max_bead=3)
    assert fault is not None
    assert fault.place == place
    with pytest.raises(UsageError, match=problem):
        align(lines(ZH[:10], "zh"), lines(EN[:10], "en"), Options(None, tuple(anchors), max_bead=3))


def test_the_largest_shapes_are_the_limit_too() -> None:
    assert first_fault([bead([0, 1, 2], [0, 1, 2, 3])], 9, 9, 6) is None
    fault = first_fault([bead([0, 1, 2, 3], [0, 1, 2, 3])], 9, 9, 6)
    assert fault is not None
    assert "7 on both together" in fault.problem
    assert "--max-bead" not in fault.remedy
    small = first_fault([bead([0, 1, 2], [0])], 9, 9, 2)
    assert small is not None
    assert "--max-bead" in small.remedy


def test_anchors_of_a_file(tmp_path: Path) -> None:
    path = tmp_path / "some.beads"
    path.write_text("\ufeff[3]:[2, 3]\r\n\r\n [5]:[] : 0.25\r\n[]:[0]\r\n", encoding="utf-8")
    anchors = bead([3], [2, 3]), bead([5], []), bead([], [0])
    assert read_anchors(path, 6, 6, 6) == anchors
    with pytest.raises(InputError, match=r"some\.beads, line 3: \[5\]:\[\] lies outside"):
        read_anchors(path, 5, 6, 6)
    path.write_text("[3]:[2]\n\n[4, 6]:[3]\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"line 3: .* do not follow one another"):
        read_anchors(path, 9, 9, 6)


# --- the lattice ------------------------------------------------------------------------------


@st.composite
def anchored(draw: st.DrawFn) -> tuple[int, int, tuple[Bead, ...], list[int], int]:
    """Sizes, anchors that can hold together, a rough path that knows nothing of them, a seed.

    Between anchors lie stretches of sentences that are free or anchored to be alone.
    """
    anchors: list[Bead] = []
    i = j = 0
    for _ in range(draw(st.integers(0, 4))):
        for side in range(2):
            for _ in range(draw(st.integers(0, 5))):
                count = draw(st.integers(1, 6))
                alone = draw(st.booleans())
                for _ in range(count):
                    if side == 0:
                        anchors += [bead([i], [])] * alone
                        i += 1
                    else:
                        anchors += [bead([], [j])] * alone
                        j += 1
        if draw(st.booleans()):
            a, b = draw(st.sampled_from(DOWN[:-1]))
            anchors.append(bead(range(i, i + a), range(j, j + b)))
            i, j = i + a, j + b
    sources, targets = i + draw(st.integers(1, 9)), j + draw(st.integers(1, 9))
    cuts = st.lists(st.integers(0, targets), min_size=sources, max_size=sources)
    return sources, targets, tuple(anchors), [0, *sorted(draw(cuts))], draw(st.integers(0, 10**6))


@given(drawn=anchored(), reach=st.integers(6, 10))
def test_every_anchor_is_held_inside_any_corridor(
    drawn: tuple[int, int, tuple[Bead, ...], list[int], int], reach: int
) -> None:
    sources, targets, anchors, rough, seed = drawn
    assert first_fault(anchors, sources, targets, 6) is None
    limits = bounds(anchors, sources, targets)
    # A path can be walked inside them in single steps.
    assert (np.diff(limits.low) >= 0).all()
    assert (np.diff(limits.high) >= 0).all()
    assert (limits.low[1:] <= limits.high[:-1]).all()
    assert (limits.low[0], limits.high[-1]) == (0, targets)
    path = bent(np.array(rough, dtype=np.int64), anchors, limits)
    assert (np.diff(path) >= 0).all()
    corridor = common(around(path, targets, reach), limits)
    row, column = corridor.nodes(0, sources + 1)
    random = np.random.default_rng(seed)
    down = random.normal(size=(len(DOWN), corridor.size)).astype(np.float32)
    across = random.normal(size=corridor.size).astype(np.float32)
    for number, (a, b) in enumerate(DOWN):
        down[number, (row < a) | (column < b)] = IMPOSSIBLE
    across[column < 1] = IMPOSSIBLE
    found, total = posteriors(constrained(Lattice(corridor, down, across), anchors, 6))
    assert total > -1000  # no path had to take what is impossible
    beads = {(source, target): chance for source, target, chance in decode(found)}
    for anchor in anchors:
        assert beads[anchor.source, anchor.target] == pytest.approx(1, abs=1e-4)


def test_without_anchors_the_scores_are_left_alone() -> None:
    corridor = bounds((), 2, 3)
    assert (corridor.low.tolist(), corridor.high.tolist()) == ([0, 0, 0], [3, 3, 3])
    scores = Lattice(
        corridor,
        np.zeros((len(DOWN), corridor.size), np.float32),
        np.zeros(corridor.size, np.float32),
    )
    assert constrained(scores, (), 6) is scores
