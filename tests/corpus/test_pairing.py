"""Beads become units: the texts joined, the places kept, the improbable left out."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duilian.corpus.formats.plain import parse, parse_lines
from duilian.corpus.model import Alignment, Bead, Span
from duilian.corpus.pairing import crossing, run_span, run_text, to_bitext

ZH = parse("春联贴好了。上联在右。\n\n下联在左。", "zh", "somewhere/door.zh.txt")
EN = parse("The couplets are up.\nThe first line is on the right. The second is on the left.", "en")


def aligned(*beads: Bead) -> Alignment:
    return Alignment(ZH, EN, beads)


def test_a_unit_a_bead() -> None:
    bitext = to_bitext(
        aligned(Bead(range(0, 1), range(0, 1), 0.98765), Bead(range(1, 3), range(1, 3)))
    )
    first, second = bitext
    assert (bitext.source_language, bitext.target_language) == ("zh", "en")
    assert (first.source, first.target) == ("春联贴好了。", "The couplets are up.")
    assert (first.id, first.probability, first.kind) == ("1", 0.9877, "1-1")
    assert (first.source_span, first.target_span) == (Span(0, 6), Span(0, 20))
    assert second.source == "上联在右。下联在左。"
    assert second.target == "The first line is on the right. The second is on the left."
    assert second.source_sentences == range(1, 3)


def test_the_way_to_the_file_stays_at_home() -> None:
    assert to_bitext(aligned()).source_name == "door.zh.txt"
    assert to_bitext(aligned()).target_name == ""


def test_a_null_bead_is_a_unit_with_an_empty_side() -> None:
    (unit,) = to_bitext(aligned(Bead(range(1, 2), range(1, 1))))
    assert (unit.source, unit.target, unit.kind) == ("上联在右。", "", "1-0")
    assert unit.is_null
    assert unit.target_sentences == range(1, 1)
    assert unit.target_span is None


def test_what_is_left_out_does_not_rename_the_rest() -> None:
    beads = [Bead(range(i, i + 1), range(i, i + 1), p) for i, p in enumerate((0.9, 0.4, 0.5))]
    bitext = to_bitext(aligned(*beads), min_probability=0.5)
    assert [unit.id for unit in bitext] == ["1", "3"]


def test_a_probability_is_compared_as_it_is_written() -> None:
    """Who reads 0.5 in the file must not find that it was left out below 0.5."""
    (unit,) = to_bitext(aligned(Bead(range(1), range(1), 0.49996)), min_probability=0.5)
    assert unit.probability == 0.5


@pytest.mark.parametrize(
    ("language", "text", "joined"),
    [
        ("zh", "春联贴好了。上联在右。", "春联贴好了。上联在右。"),
        ("zh", "春联贴好了。 上联在右。", "春联贴好了。 上联在右。"),
        ("zh", "春联贴好了。\n上联在右。", "春联贴好了。上联在右。"),
        ("zh", "春联贴好了。\n\n上联在右。", "春联贴好了。上联在右。"),
        ("en", "It is up. It is new.", "It is up. It is new."),
        ("en", "It is up.   It is new.", "It is up. It is new."),
        ("en", "It is up.\n\nIt is new.", "It is up. It is new."),
    ],
)
def test_how_sentences_are_joined(language: str, text: str, joined: str) -> None:
    document = parse(text, language)
    assert len(document) == 2
    assert run_text(document, range(2)) == joined


def test_lines_are_joined_too() -> None:
    document = parse_lines("It is up.\n\nIt is new.\n", "en")
    assert run_text(document, range(0, 3)).split() == ["It", "is", "up.", "It", "is", "new."]
    assert run_text(document, range(1, 2)) == ""


@given(st.integers(0, 3), st.integers(0, 3))
def test_a_span_holds_its_sentences(start: int, stop: int) -> None:
    span = run_span(ZH, range(start, stop))
    if start >= stop:
        assert span is None
        return
    assert span is not None
    inside = ZH.text[span.start : span.end]
    assert inside.replace("\n", "") == "".join(ZH.texts(range(start, stop)))


# --- beads that cross -------------------------------------------------------------------------


def beads(*columns: tuple[int, int]) -> list[Bead]:
    """Beads of one source sentence each, and the target sentences from one up to another."""
    return [Bead(range(i, i + 1), range(*run)) for i, run in enumerate(columns)]


@pytest.mark.parametrize(
    ("columns", "expected"),
    [
        ([], set()),
        ([(0, 1), (1, 2), (2, 3)], set()),
        ([(0, 1), (1, 1), (1, 2)], set()),
        ([(3, 4), (0, 1), (1, 2), (2, 3)], {0}),
        ([(1, 2), (2, 3), (3, 4), (0, 1)], {3}),
        # The one with more sentences stays.
        ([(1, 4), (0, 1)], {1}),
        ([(3, 4), (0, 3)], {0}),
        ([(4, 5), (0, 1), (5, 6), (1, 2), (6, 7), (2, 3), (3, 4)], {0, 2, 4}),
        # A null bead crosses nothing, wherever its gap is.
        ([(0, 1), (9, 9), (1, 2)], set()),
    ],
)
def test_crossing(columns: list[tuple[int, int]], expected: set[int]) -> None:
    assert crossing(beads(*columns)) == expected


@given(st.permutations(range(8)))
def test_what_does_not_cross_is_in_order_and_the_most_there_can_be(order: list[int]) -> None:
    kept = [order[n] for n in range(8) if n not in crossing(beads(*((j, j + 1) for j in order)))]
    assert kept == sorted(kept)
    rising = (
        some
        for size in range(len(kept) + 1, 9)
        for some in combinations(order, size)
        if list(some) == sorted(some)
    )
    assert next(rising, None) is None
