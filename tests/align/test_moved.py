"""Text that was moved: found, joined across the order, and nothing else joined."""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from duilian.align import Options, align, files
from duilian.align.aligner import find, to_alignment
from duilian.align.encode import EmbeddedEncoder
from duilian.align.explain import explain_all, show
from duilian.align.files import Job, Settings, run
from duilian.align.report import Moved, as_json, report
from duilian.align.report import show as show_report
from duilian.corpus.formats import format_for, parse_beads
from duilian.corpus.formats.plain import parse_lines
from duilian.corpus.model import Alignment, Bead, Document
from duilian.corpus.pairing import MOVED, crossing, to_bitext

HERE = Path(__file__).resolve().parent
_ROWS = [line.split("\t") for line in (HERE / "story.tsv").read_text("utf-8").splitlines()[1:]]
ZH, EN = [row[0] for row in _ROWS], [row[1] for row in _ROWS]


def lines(texts: Iterable[str], language: str) -> Document:
    return parse_lines("".join(f"{text}\n" for text in texts), language)


def in_order(order: list[int]) -> tuple[Document, Document]:
    """The story, with the sentences of the translation in another order."""
    return lines(ZH[: len(order)], "zh"), lines([EN[number] for number in order], "en")


def put(start: int, length: int, at: int) -> list[int]:
    """The order when sentences from ``start`` on are put ``at`` among the rest."""
    order = list(range(len(EN)))
    block = order[start : start + length]
    del order[start : start + length]
    return order[:at] + block + order[at:]


def check(alignment: Alignment) -> None:
    """Every sentence once, those of the source in order."""
    beads = alignment.beads
    assert [i for bead in beads for i in bead.source] == list(range(len(alignment.source)))
    targets = sorted(j for bead in beads for j in bead.target)
    assert targets == list(range(len(alignment.target)))
    assert all(bead.source or bead.target for bead in beads)
    assert all(0 <= bead.probability <= 1 for bead in beads)
    assert all(type(bead.probability) is float for bead in beads)


def pairs(alignment: Alignment) -> dict[int, int]:
    return {bead.source[0]: bead.target[0] for bead in alignment.beads if bead.kind == "1-1"}


@pytest.mark.parametrize(
    ("start", "length", "at"), [(10, 8, 42), (40, 6, 5), (0, 7, 57), (30, 3, 10)]
)
def test_a_block_put_elsewhere_is_found(
    encoder: EmbeddedEncoder, start: int, length: int, at: int
) -> None:
    order = put(start, length, at)
    alignment = align(*in_order(order), Options(encoder))
    check(alignment)
    assert pairs(alignment) == {number: order.index(number) for number in range(len(ZH))}
    moved = crossing(alignment.beads)
    assert {alignment.beads[n].source[0] for n in moved} == set(range(start, start + length))
    assert all(alignment.beads[n].probability > 0.9 for n in moved)


def test_without_the_pass_beads_stay_in_order(encoder: EmbeddedEncoder) -> None:
    alignment = align(*in_order(put(10, 8, 42)), Options(encoder, moved=False))
    check(alignment)
    assert not crossing(alignment.beads)
    assert len(pairs(alignment)) < len(ZH)


def test_two_neighbouring_blocks_that_changed_places(encoder: EmbeddedEncoder) -> None:
    order = [*range(20), *range(26, 34), *range(20, 26), *range(34, len(EN))]
    alignment = align(*in_order(order), Options(encoder))
    check(alignment)
    assert pairs(alignment) == {number: order.index(number) for number in range(len(ZH))}
    (block,) = report(alignment).moved
    assert block == Moved(range(20, 26), range(28, 34))


def test_beads_of_a_moved_block_have_any_shape(encoder: EmbeddedEncoder) -> None:
    source = lines([*ZH[:10], ZH[10] + ZH[11], *ZH[12:40]], "zh")
    target = lines([*EN[:8], *EN[14:40], *EN[8:14]], "en")
    alignment = align(source, target, Options(encoder))
    check(alignment)
    assert Bead(range(10, 11), range(36, 38)) in [
        replace(bead, probability=1.0) for bead in alignment.beads
    ]


def test_what_is_in_order_is_as_it_was(encoder: EmbeddedEncoder) -> None:
    documents = in_order(list(range(len(EN))))
    assert (
        align(*documents, Options(encoder)).beads
        == align(*documents, Options(encoder, moved=False)).beads
    )


def test_left_alone_on_both_sides_but_unrelated(encoder: EmbeddedEncoder) -> None:
    """Half of the story is left out on one side, the other half on the other."""
    source = lines([*ZH[:20], *ZH[26:50]], "zh")
    target = lines([*EN[:38], *EN[44:50]], "en")
    alignment = align(source, target, Options(encoder))
    check(alignment)
    assert not crossing(alignment.beads)


def test_text_that_could_be_from_two_places_is_doubtful(encoder: EmbeddedEncoder) -> None:
    block = EN[10:14]
    source = lines(ZH[:50], "zh")
    target = lines([*EN[:10], *EN[14:30], *block, *EN[30:42], *block, *EN[42:50]], "en")
    alignment = align(source, target, Options(encoder))
    check(alignment)
    moved = crossing(alignment.beads)
    assert all(alignment.beads[number].probability < 0.6 for number in moved)


@given(st.randoms(use_true_random=False))
@settings(max_examples=15, deadline=None)
def test_every_sentence_once_whatever_the_order(
    encoder: EmbeddedEncoder, chance: random.Random
) -> None:
    order = list(range(24))
    for _ in range(chance.randint(1, 4)):
        start, length = chance.randrange(24), chance.randint(1, 8)
        block = order[start : start + length]
        del order[start : start + length]
        at = chance.randint(0, len(order))
        order[at:at] = block
    for number in chance.sample(range(24), chance.randint(0, 5)):
        order.remove(number)
    source = lines(chance.sample(ZH[:24], 24) if chance.random() < 0.2 else ZH[:24], "zh")
    check(align(source, lines([EN[number] for number in order], "en"), Options(encoder)))


# --- what is told of it -----------------------------------------------------------------------


@pytest.fixture(scope="module")
def swapped(encoder: EmbeddedEncoder) -> Alignment:
    return align(*in_order(put(10, 8, 42)), Options(encoder))


def test_the_report_says_where_it_went(swapped: Alignment) -> None:
    found = report(swapped)
    assert found.unmatched == ()
    assert "source sentences 11-18 were moved: the target has them at 43-50" in "\n".join(
        show_report(found)
    )
    assert as_json(found)["moved"] == [
        {"source": {"first": 11, "last": 18}, "target": {"first": 43, "last": 50}}
    ]


def test_every_bead_can_be_explained(encoder: EmbeddedEncoder) -> None:
    """Also those of a list sorted anew, which take sentences from beads of the main search."""
    items = ["法国", "德国", "意大利", "西班牙", "葡萄牙", "中国", "日本", "俄罗斯", "巴西", "埃及"]
    names = "Brazil China Egypt France Germany Italy Japan Portugal Russia Spain"
    source = lines([*ZH[:12], *items, *ZH[12:24]], "zh")
    target = lines([*EN[:12], *names.split(), *EN[12:24]], "en")
    found = find(source, target, Options(encoder))
    assert found.blocks
    alignment = to_alignment(source, target, found)
    check(alignment)
    numbers = range(1, len(alignment.beads) + 1)
    for explanation, bead in zip(
        explain_all(found, source, target, numbers), alignment.beads, strict=True
    ):
        assert explanation.step.bead == bead
        assert explanation.score == pytest.approx(
            sum(part.nats for part in explanation.contributions), abs=1e-3
        )
        assert list(show(explanation, 80))
    (told,) = explain_all(found, source, target, [25])
    assert told.number == 25


def test_units_that_cross_say_so(swapped: Alignment) -> None:
    units = list(to_bitext(swapped))
    assert [unit.source_sentences for unit in units if MOVED in unit.properties] == [
        range(i, i + 1) for i in range(10, 18)
    ]


@pytest.mark.parametrize("crosses", [True, False])
def test_formats_that_keep_both_orders_have_it_off(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, crosses: bool, encoder: EmbeddedEncoder
) -> None:
    source, target = in_order(put(10, 8, 42))
    (tmp_path / "a.zh").write_text(source.text, encoding="utf-8")
    (tmp_path / "a.en").write_text(target.text, encoding="utf-8")
    output = tmp_path / "a.beads"
    format = replace(format_for(output, writing=True), crossing=crosses)
    monkeypatch.setattr(files, "format_for", lambda *_, **__: format)
    run(Job(tmp_path / "a.zh", tmp_path / "a.en", output), Settings("zh", "en", True), encoder)
    beads = [bead for bead in parse_beads(output.read_text("utf-8")) if all(bead)]
    assert (sorted(beads, key=lambda bead: bead[1]) != beads) is crosses
