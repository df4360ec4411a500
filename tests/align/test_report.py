"""The report on a whole alignment, on beads that are made up and on some that are not."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from duilian.align import Options, align, aligner
from duilian.align.encode import EmbeddedEncoder
from duilian.align.report import RELATED, Unmatched, as_json, report, show
from duilian.corpus.formats import read_document
from duilian.corpus.formats.plain import parse_lines
from duilian.corpus.model import Alignment, Bead, Document

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


def test_json() -> None:
    found = report(made_up((1, 1, 0.96), *[(1, 0, 0.9)] * 3))
    record = json.loads(json.dumps(as_json(found)))
    assert record["kinds"] == {"1-0": 3, "1-1": 1}
    assert record["unmatched"] == [{"side": "source", "first": 2, "last": 4}]
    assert record["precision"] == 0.915
    assert record["sentences"] == [4, 1]
