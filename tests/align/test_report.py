"""The report on a whole alignment, on beads that are made up and on some that are not."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from duilian.align import Options, align, aligner
from duilian.align.encode import EmbeddedEncoder
from duilian.align.report import RELATED, Kept, Unmatched, as_json, report, show
from duilian.corpus.formats import read_document
from duilian.corpus.formats.plain import parse_lines
from duilian.corpus.model import Alignment, Bead, Document
from duilian.corpus.pairing import to_bitext

HERE = Path(__file__).resolve().parent
EXAMPLES = HERE.parents[1] / "examples"

_ROWS = [line.split("\t") for line in (HERE / "story.tsv").read_text("utf-8").splitlines()[1:]]
ZH, EN = [row[0] for row in _ROWS], [row[1] for row in _ROWS]


def lines(texts: list[str], language: str) -> Document:
    return parse_lines("".join(f"{text}\n" for text in texts), language)


def made_up(*shapes: tuple[int, int, float]) -> Alignment:
    """An alignment of beads of these shapes and probabilities, of sentences of six bytes."""
    beads = []
    i = j = 0
    for a, b, probability in shapes:
        beads.append(Bead(range(i, i + a), range(j, j + b), probability))
        i, j = i + a, j + b
    return Alignment(lines(["门开"] * i, "zh"), lines(["opened"] * j, "en"), tuple(beads))


def test_the_figures() -> None:
    found = report(made_up((1, 1, 1.0), (1, 2, 0.8), (1, 0, 0.9), (1, 1, 0.95), (0, 1, 0.5)))
    assert found.languages == ("zh", "en")
    assert found.sentences == (4, 5)
    assert found.beads == 5
    assert found.kinds == (("1-1", 2), ("0-1", 1), ("1-0", 1), ("1-2", 1))
    assert found.ratio == pytest.approx(4 / 3)
    assert found.source_covered == 3 / 4
    assert found.target_covered == 4 / 5
    assert found.expected == pytest.approx((2 * 1.0 + 3 * 0.8 + 2 * 0.95) / 9)
    assert found.precision == pytest.approx(4.15 / 5)
    assert found.doubtful == (2, 5)
    assert found.unmatched == ()
    assert found.related


def test_sentences_left_alone_in_a_row_are_one_block() -> None:
    skip, other, pair = (1, 0, 0.9), (0, 1, 0.9), (1, 1, 1.0)
    found = report(
        # Two are no block; a gap on the other side does not part a block; one ends the text.
        made_up(skip, skip, pair, *[skip, other] * 3, pair, pair, *[skip] * 4)
    )
    assert found.unmatched == (
        Unmatched("source", range(8, 12)),
        Unmatched("source", range(3, 6)),
        Unmatched("target", range(1, 4)),
    )
    text = "\n".join(show(found))
    assert "source sentences 9-12 have no counterpart" in text
    assert "target sentences 2-4 have no counterpart" in text


def test_a_planted_block_is_found(encoder: EmbeddedEncoder) -> None:
    target = lines([*EN[:15], *EN[25:]], "en")
    found = report(align(lines(ZH, "zh"), target, Options(encoder)))
    assert len(found.unmatched) == 1
    block = found.unmatched[0]
    assert block.side == "source"
    assert abs(block.sentences.start - 15) <= 1
    assert abs(block.sentences.stop - 25) <= 1
    assert found.related


def test_the_example(encoder: EmbeddedEncoder) -> None:
    source = read_document(EXAMPLES / "article.zh.txt")
    found = report(align(source, read_document(EXAMPLES / "article.en.txt"), Options(encoder)))
    assert found.related
    assert found.precision > 0.9
    assert found.unmatched == ()
    assert 26 in found.doubtful


def test_unrelated_texts_are_told(encoder: EmbeddedEncoder) -> None:
    alignment = align(lines(ZH[:30], "zh"), lines(EN[60:90], "en"), Options(encoder))
    found = report(alignment)
    assert not found.related
    assert alignment.warnings  # of the same opinion
    assert "hardly look like translations" in "\n".join(show(found))


def test_the_aligner_means_the_same_by_related() -> None:
    assert aligner.RELATED == RELATED


@pytest.mark.parametrize(("sources", "targets"), [(0, 0), (3, 0), (0, 2)])
def test_empty_texts(sources: int, targets: int) -> None:
    found = report(align(lines(ZH[:sources], "zh"), lines(EN[:targets], "en")))
    assert found.sentences == (sources, targets)
    assert found.ratio is None
    assert not found.related
    assert list(show(found))
    json.dumps(as_json(found))


def test_long_lists_are_cut_in_print_and_whole_in_json() -> None:
    found = report(made_up(*[(1, 1, 0.5)] * 30))
    text = "\n".join(show(found))
    assert "30 beads are below 0.9: 1, 2, 3" in text
    assert ", 20, ..." in text
    assert as_json(found)["doubtful"] == tuple(range(1, 31))


def bounded(*chances: float | None) -> Alignment:
    """Beads 1-1 with these probabilities of the boundaries between them."""
    return replace(made_up(*[(1, 1, 0.95)] * (len(chances) + 1)), boundaries=chances)


def test_doubtful_boundaries() -> None:
    found = report(bounded(1.0, 0.5, None, 0.9, 0.899))
    assert found.boundaries is not None
    assert [(one.after, one.source, one.target) for one in found.boundaries] == [
        (2, 2, 2),
        (5, 5, 5),
    ]
    text = "\n".join(show(found))
    assert "boundaries  2 are below 0.9; what begins there:" in text
    assert "after bead 2, 0.50: zh 3 门开 | en 3 opened" in text
    record = json.loads(json.dumps(as_json(found)))
    assert record["boundaries"][0] == {
        "after_bead": 2,
        "probability": 0.5,
        "source_sentence": 3,
        "target_sentence": 3,
        "source": "门开",
        "target": "opened",
    }
    assert "no boundary between beads is below 0.9" in "\n".join(show(report(bounded(0.9))))
    many = "\n".join(show(report(bounded(*[0.1] * 30))))
    assert "and 10 more" in many


def test_boundaries_nobody_knows_are_not_told() -> None:
    found = report(made_up((1, 1, 0.5), (1, 1, 0.5)))
    assert found.boundaries is None
    assert "boundar" not in "\n".join(show(found))
    assert as_json(found)["boundaries"] is None


def test_a_boundary_at_the_end_of_a_side() -> None:
    alignment = replace(made_up((1, 1, 0.5), (1, 0, 0.5)), boundaries=(0.4,))
    assert "after bead 1, 0.40: zh 2 门开 | the end of en" in "\n".join(show(report(alignment)))


def test_what_to_expect_of_the_pairs_kept() -> None:
    beads = made_up((1, 1, 1.0), (1, 2, 0.8), (1, 0, 0.1), (1, 1, 0.94999), (1, 1, 0.3))
    found = report(beads).kept
    assert found == Kept(0.0, 4, pytest.approx((1 + 0.8 + 0.94999 + 0.3) / 4))
    # As rounded for the formats: what is written is what is counted.
    found = report(beads, 0.95).kept
    assert found == Kept(0.95, 2, pytest.approx((1 + 0.94999) / 2))
    kept = to_bitext(beads, min_probability=0.95)
    assert found.pairs == sum(not unit.is_null for unit in kept)
    text = "\n".join(show(report(beads, 0.95)))
    assert "97.5% of the 2 pairs of probability 0.95 or more can be expected to be right" in text
    nothing = report(made_up((1, 0, 0.5)))
    assert nothing.kept.precision is None
    assert "there are no pairs" in "\n".join(show(nothing))
    assert as_json(nothing)["kept"]["precision"] is None


def test_json() -> None:
    found = report(made_up((1, 1, 0.96), *[(1, 0, 0.9)] * 3))
    record = json.loads(json.dumps(as_json(found)))
    assert record["kinds"] == {"1-0": 3, "1-1": 1}
    assert record["unmatched"] == [{"side": "source", "first": 2, "last": 4}]
    assert record["precision"] == 0.915
    assert record["sentences"] == [4, 1]
