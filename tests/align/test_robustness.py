"""Texts that were damaged on purpose: what is not damaged must be paired as before.

Each test knows which beads are right. It holds every sentence of both sides to stand in one bead,
in order; the beads outside the damage to be right; and the report to name what one side lacks.
The thresholds are a little below what was measured (F1 1.0 where nothing else is said).
"""

from __future__ import annotations

import random
import re
import zlib
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from duilian.align import Options, align
from duilian.align.encode import EmbeddedEncoder, Encoder, Vectors
from duilian.align.evaluate import Pair, evaluate
from duilian.align.report import Unmatched, report, show
from duilian.corpus.formats.plain import parse_lines
from duilian.corpus.model import Alignment, Document

_STORY = Path(__file__).resolve().parent / "story.tsv"
_ROWS = [line.split("\t") for line in _STORY.read_text("utf-8").splitlines()[1:]]
ZH, EN = [row[0] for row in _ROWS], [row[1] for row in _ROWS]
COUNT = len(ZH)

Align = Callable[[Sequence[str], Sequence[str]], Alignment]


@pytest.fixture(params=[False, True], ids=["zh-en", "en-zh"])
def swapped(request: pytest.FixtureRequest) -> bool:
    """Whether the English is the source."""
    exchanged: bool = request.param
    return exchanged


@pytest.fixture
def aligned(encoder: EmbeddedEncoder, swapped: bool) -> Align:
    """Align Chinese with English, whichever is the source, and check what always holds."""

    def run(zh: Sequence[str], en: Sequence[str]) -> Alignment:
        sides = lines(zh, "zh"), lines(en, "en")
        return checked(align(*(sides[::-1] if swapped else sides), Options(encoder, moved=False)))

    return run


def lines(texts: Iterable[str], language: str) -> Document:
    """A document of one sentence a line."""
    return parse_lines("".join(f"{text}\n" for text in texts), language)


def checked(alignment: Alignment) -> Alignment:
    """Every sentence once and in order, probabilities that are probabilities."""
    beads = alignment.beads
    assert [i for bead in beads for i in bead.source] == list(range(len(alignment.source)))
    assert [j for bead in beads for j in bead.target] == list(range(len(alignment.target)))
    assert all(0 <= bead.probability <= 1 for bead in beads)
    assert all(bead.source or bead.target for bead in beads)
    for before, after in pairwise(beads):
        assert before.source.stop == after.source.start
        assert before.target.stop == after.target.start
    return alignment


def pairs(alignment: Alignment) -> list[Pair]:
    """The beads, the Chinese first."""
    found = [(tuple(bead.source), tuple(bead.target)) for bead in alignment.beads]
    if alignment.source.language == "zh":
        return found
    return [(target, source) for source, target in found]


def f1(gold: Iterable[Pair], alignment: Alignment) -> float:
    return evaluate(gold, pairs(alignment)).strict.f1


def one_to_one(first: int, last: int, ahead: int = 0) -> list[Pair]:
    """Beads 1-1 of Chinese sentences with the English ones so far ahead."""
    return [((i,), (i + ahead,)) for i in range(first, last)]


def side(alignment: Alignment, language: str) -> str:
    return "source" if alignment.source.language == language else "target"


def told(alignment: Alignment) -> str:
    return "\n".join(show(report(alignment)))


def index_of(count: int) -> list[str]:
    """So many lines of an index, no two of them alike, which answer nothing in the story."""
    chance = random.Random(7)
    words = re.findall(
        r"\w+",
        "ledger copper valley tariff orchard quarry bishop granary saddle parish turnpike brewery"
        " chandler malt abbey curate glebe heriot tithe yeoman guild lease mill nave priory shire",
    )
    return [f"{' '.join(chance.sample(words, 3))}, {page}" for page in range(1, count + 1)]


# --- something is missing, or too much --------------------------------------------------------


def test_a_chapter_dropped(aligned: Align) -> None:
    first, last = 78, 118
    alignment = aligned(ZH * 3, [*(EN * 3)[:first], *(EN * 3)[last:]])
    gold = [
        *one_to_one(0, first),
        *(((i,), ()) for i in range(first, last)),
        *one_to_one(last, 3 * COUNT, first - last),
    ]
    assert f1(gold, alignment) >= 0.98
    zh = side(alignment, "zh")
    (block,) = report(alignment).unmatched
    assert block.side == zh
    assert abs(block.sentences.start - first) <= 1
    assert abs(block.sentences.stop - last) <= 1
    stretch = f"{block.sentences.start + 1}-{block.sentences.stop}"
    assert f"{zh} sentences {stretch} have no counterpart" in told(alignment)


def test_front_matter_of_200_lines(aligned: Align) -> None:
    alignment = aligned(ZH, [*index_of(200), *EN])
    gold = [*(((), (j,)) for j in range(200)), *one_to_one(0, COUNT, 200)]
    assert f1(gold, alignment) >= 0.98
    en = side(alignment, "en")
    assert f"{en} sentences 1-200 have no counterpart" in told(alignment)


def test_front_matter_of_5000_lines(encoder: EmbeddedEncoder) -> None:
    """So much that the texts are looked at from afar; the corridor must still find the story."""
    front = index_of(5000)
    texts = lines(ZH * 2, "zh"), lines([*front, *EN * 2], "en")
    alignment = checked(align(*texts, Options(encoder, moved=False)))
    gold = [*(((), (j,)) for j in range(5000)), *one_to_one(0, 2 * COUNT, 5000)]
    assert evaluate(gold, pairs(alignment)).strict.recall >= 0.97
    alone = [((), (j,)) for j in range(5000)]
    assert len(set(alone) & set(pairs(alignment))) >= 4990
    blocks = report(alignment).unmatched
    assert {block.side for block in blocks} == {"target"}
    assert sum(len(block.sentences) for block in blocks) == pytest.approx(5000, abs=10)


@pytest.mark.parametrize("seed", [1, 2])
def test_a_tenth_of_the_sentences_deleted(aligned: Align, seed: int) -> None:
    gone = set(random.Random(seed).sample(range(COUNT), COUNT // 10))
    en: list[str] = []
    gold: list[Pair] = []
    for number in range(COUNT):
        gold.append(((number,), () if number in gone else (len(en),)))
        en += [] if number in gone else [EN[number]]
    assert f1(gold, aligned(ZH, en)) >= 0.98


@pytest.mark.parametrize("seed", [1, 2])
def test_a_tenth_of_the_sentences_merged(aligned: Align, seed: int) -> None:
    joined = set(random.Random(seed).sample(range(0, COUNT, 2), COUNT // 10))
    en: list[str] = []
    gold: list[Pair] = []
    for number in range(0, COUNT, 2):
        both = EN[number : number + 2]
        if number in joined:
            gold.append(((number, number + 1), (len(en),)))
            en.append(" ".join(both))
        else:
            gold += one_to_one(number, number + 2, len(en) - number)
            en += both
    assert f1(gold, aligned(ZH, en)) >= 0.98


# --- not in the same order --------------------------------------------------------------------


def test_two_paragraphs_swapped(aligned: Align) -> None:
    """One of them can be paired, the other is left alone on both sides, and told."""
    order = [*range(20), *range(26, 32), *range(20, 26), *range(32, COUNT)]
    alignment = aligned(ZH, [EN[i] for i in order])
    found = set(pairs(alignment))
    assert set(one_to_one(0, 19)) <= found
    assert set(one_to_one(33, COUNT)) <= found
    blocks = report(alignment).unmatched
    assert {block.side for block in blocks} == {"source", "target"}
    for block in blocks:
        assert block.sentences.start >= 19
        assert block.sentences.stop <= 33
        assert 5 <= len(block.sentences) <= 7


def test_one_side_twice(aligned: Align) -> None:
    """Every sentence is answered, by either copy of its translation; the rest is left alone."""
    alignment = aligned(ZH, EN * 2)
    found = pairs(alignment)
    answered = [(zh[0], en[0] % COUNT) for zh, en in found if len(zh) == len(en) == 1]
    right = sum(i == j for i, j in answered)
    assert right >= 0.95 * COUNT
    others = [pair for pair in found if not (len(pair[0]) == len(pair[1]) == 1)]
    assert sum(bool(zh) for zh, _ in others) <= 2
    (block,) = report(alignment).unmatched
    assert block.side == side(alignment, "en")
    assert len(block.sentences) == pytest.approx(COUNT, abs=2)


# --- next to nothing --------------------------------------------------------------------------


def test_one_sentence_beside_two_thousand(encoder: EmbeddedEncoder) -> None:
    many = [f"Page {number} of the register of ships is missing." for number in range(2000)]
    many[1234] = EN[5]
    alignment = checked(
        align(lines([ZH[5]], "zh"), lines(many, "en"), Options(encoder, moved=False))
    )
    assert ((0,), (1234,)) in pairs(alignment)


class Labels:
    """An encoder that knows by heart which lines belong together; any text costs it nothing."""

    def encode(self, texts: Sequence[str]) -> Vectors:
        found = np.zeros((len(texts), 16), dtype=np.float32)
        for row, text in zip(found, texts, strict=True):
            for label in re.findall(r"#(\d+)", text):  # lines that are joined have several
                row += np.random.default_rng(zlib.crc32(label.encode())).normal(size=16)
        found /= np.linalg.norm(found, axis=1, keepdims=True)
        return found


def test_one_sentence_beside_ten_thousand() -> None:
    assert isinstance(Labels(), Encoder)
    one = lines(["一行 #6789"], "zh")
    many = lines([f"A line #{number}" for number in range(10_000)], "en")
    alignment = checked(align(one, many, Options(Labels())))
    assert ((0,), (6789,)) in pairs(alignment)
    blocks = report(alignment).unmatched
    assert blocks == (Unmatched("target", range(6789)), Unmatched("target", range(6790, 10_000)))


@pytest.mark.parametrize(("sources", "targets"), [(0, 3), (3, 0), (0, 0)])
def test_an_empty_side(sources: int, targets: int) -> None:
    class Trap:
        """Nothing is to be encoded."""

        def encode(self, texts: Sequence[str]) -> Vectors:
            raise AssertionError

    texts = lines(ZH[:sources], "zh"), lines(EN[:targets], "en")
    alignment = checked(align(*texts, Options(Trap())))
    assert len(alignment.beads) == sources + targets
    assert all(bead.is_null for bead in alignment.beads)
    blocks = report(alignment).unmatched
    assert [len(block.sentences) for block in blocks] == [n for n in (sources, targets) if n]
    assert list(show(report(alignment)))
