"""What does not work yet. A test that passes belongs in the file of what it tests."""

from __future__ import annotations

from pathlib import Path

import pytest

from duilian.align import align
from duilian.align.encode import EmbeddedEncoder
from duilian.corpus.formats.plain import parse_lines

STORY = Path(__file__).resolve().parent / "story.tsv"


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


def test_texts_that_have_nothing_to_do_with_each_other_are_not_paired(
    encoder: EmbeddedEncoder,
) -> None:
    """search.py: beads of 2-4 and 3-4 are chosen whose own probability is .00.

    Each bead costs a fee, so where nothing is probable a few long beads beat many null beads.
    """
    story = [row.split("\t")[0] for row in STORY.read_text("utf-8").splitlines()[1:21]]
    goods = ["steel", "grain", "paint", "tax", "fuel", "rent"] * 4
    prices = [f"Item {n}: unrelated budget line about {what}." for n, what in enumerate(goods)]
    source, target = parse_lines("\n".join(story), "zh"), parse_lines("\n".join(prices), "en")
    beads = align(source, target, encoder).beads
    doubtful = [b for b in beads if not b.is_null and b.probability < 0.05]
    assert [(b.kind, round(b.probability, 3)) for b in doubtful] == []
