"""What does not work yet. A test that passes belongs in the file of what it tests."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from duilian.align import align, aligner
from duilian.align.corridor import whole
from duilian.align.encode import EmbeddedEncoder
from duilian.align.search import DOWN, IMPOSSIBLE, Lattice, posteriors
from duilian.corpus.formats.plain import parse_lines
from duilian.corpus.model import Alignment

STORY = Path(__file__).resolve().parent / "story.tsv"


def test_a_single_target_sentence_is_searched_for_once(
    encoder: EmbeddedEncoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    """aligner.py, corridor.py: with one target sentence the corridor is the whole lattice.

    Yet ``clearance`` answers at most ``targets + 1``, which is 2 and below ``_CLEARANCE``, so
    the lattice is scored 6 times over. (With the sides exchanged it is scored once.)
    """
    calls = []
    score = aligner.score
    monkeypatch.setattr(aligner, "score", lambda *given: calls.append(1) or score(*given))
    source = parse_lines("\n".join(f"火车晚点了{n}小时。" for n in range(12)), "zh")
    align(source, parse_lines("The train was 5 hours late.", "en"), encoder)
    assert len(calls) == 1


def test_a_null_bead_on_the_target_side_can_be_impossible() -> None:
    """search.py: ``IMPOSSIBLE`` inside ``across`` is added up, and swallows what comes after.

    ``Lattice`` allows it ("where there is no such edge the score is IMPOSSIBLE"). Scores made
    by ``weights.score`` have it only before column 0, where it does no harm; anchors would not.
    """
    corridor = whole(1, 2)
    down = np.full((len(DOWN), corridor.size), IMPOSSIBLE)
    across = np.full(corridor.size, IMPOSSIBLE)
    down[DOWN.index((1, 1)), 4] = 1.0  # (0, 0) to (1, 1)
    across[5] = 2.0  # (1, 1) to (1, 2): the only path there is
    chances, total = posteriors(Lattice(corridor, down, across))
    assert total == pytest.approx(3.0)
    assert chances.down[DOWN.index((1, 1)), 4] == pytest.approx(1.0)


@pytest.mark.parametrize("times", [2, 3, 12])
def test_one_sentence_over_and_over_is_paired_one_to_one(
    encoder: EmbeddedEncoder, times: int
) -> None:
    """evidence, weights: the same sentence n times on both sides becomes 2-2 and 3-3 beads.

    With 12, they are chosen with probabilities of .00 to .18.
    """
    source = parse_lines("他笑了笑，递给我一杯热茶。\n" * times, "zh")
    target = parse_lines("He smiled and handed me a cup of hot tea.\n" * times, "en")
    beads = [(tuple(b.source), tuple(b.target)) for b in align(source, target, encoder).beads]
    assert beads == [((i,), (i,)) for i in range(times)]


@pytest.fixture(scope="module")
def unrelated(encoder: EmbeddedEncoder) -> Alignment:
    """A story, and a price list that has nothing to do with it."""
    story = [row.split("\t")[0] for row in STORY.read_text("utf-8").splitlines()[1:21]]
    goods = ["steel", "grain", "paint", "tax", "fuel", "rent"] * 4
    prices = [f"Item {n}: unrelated budget line about {what}." for n, what in enumerate(goods)]
    source, target = parse_lines("\n".join(story), "zh"), parse_lines("\n".join(prices), "en")
    return align(source, target, encoder)


def test_texts_that_have_nothing_to_do_with_each_other_are_warned_of(unrelated: Alignment) -> None:
    """aligner.py: ``_unrelated_warnings`` never warns."""
    assert len(unrelated.warnings) == 1


def test_texts_that_have_nothing_to_do_with_each_other_are_not_paired(
    unrelated: Alignment,
) -> None:
    """search.py: beads of 4-3 and 2-5 are chosen whose own probability is .00.

    Each bead costs a fee, so where nothing is probable a few long beads beat many null beads.
    """
    doubtful = [b for b in unrelated.beads if not b.is_null and b.probability < 0.05]
    assert [(b.kind, round(b.probability, 3)) for b in doubtful] == []


def test_the_half_of_a_doubled_text_that_is_left_over_is_left_alone(
    encoder: EmbeddedEncoder,
) -> None:
    """evidence, weights: of 30 sentences against 60 (all twice), 18 to 24 end up in beads 1-6.

    Expected: 30 pairs, 30 null beads.
    """
    rows = [row.split("\t") for row in STORY.read_text("utf-8").splitlines()[1:31]]
    source = parse_lines("\n".join(row[0] for row in rows), "zh")
    target = parse_lines("\n".join([row[1] for row in rows] * 2), "en")
    beads = align(source, target, encoder).beads
    assert [b.kind for b in beads if b.kind not in ("1-1", "0-1")] == []
