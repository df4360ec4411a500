"""A bitext taken apart: two documents, and which sentences were whose."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duilian.corpus.errors import InputError
from duilian.corpus.model import Bead, Bitext, Notice, Unit
from duilian.corpus.unpairing import Unpaired, changed_units, unpair

UNITS = (
    Unit("门上的对联", "The couplets on the door"),
    Unit("上联在右。下联在左。", ""),
    Unit("", "The first line goes on the right."),
    Unit("横批\n在上。", "The scroll is\r\nabove. It is short."),
)
BITEXT = Bitext("zh", "en", UNITS, "door.zh.txt", "")


def test_segments_become_paragraphs() -> None:
    found = unpair(BITEXT, "door.tsv")
    assert found.source.texts() == ["门上的对联", "上联在右。", "下联在左。", "横批在上。"]
    assert found.target.texts()[2:] == ["The scroll is above.", "It is short."]
    assert [len(paragraph.sentences) for paragraph in found.source.paragraphs] == [1, 2, 1]
    assert (found.source.language, found.target.language) == ("zh", "en")
    assert (found.source.name, found.target.name) == ("door.zh.txt", "door.tsv")
    assert found.units == (
        (range(0, 1), range(0, 1)),
        (range(1, 3), range(0)),
        (range(0), range(1, 2)),
        (range(3, 4), range(2, 4)),
    )


def test_segments_as_lines() -> None:
    found = unpair(BITEXT, "door.tsv", lines=True)
    assert found.source.texts() == ["门上的对联", "上联在右。下联在左。", "横批 在上。"]
    assert found.target.texts()[-1] == "The scroll is above. It is short."
    assert found.units[-1] == (range(2, 3), range(2, 3))


def test_a_language_that_is_not_stated_is_recognised() -> None:
    found = unpair(Bitext("und", "und", UNITS), "door.tsv")
    assert (found.source.language, found.target.language) == ("zh", "en")


@pytest.mark.parametrize(
    ("units", "problem"),
    [
        ((), "a.tsv: it holds no unit"),
        ((Unit("a", ""), Unit("b", " \u200b")), "a.tsv: none of its 2 units has a target"),
        ((Unit("", "a"),), "a.tsv: none of its 1 units has a source"),
    ],
)
def test_a_side_without_text(units: tuple[Unit, ...], problem: str) -> None:
    with pytest.raises(InputError) as caught:
        unpair(Bitext("en", "en", units), "a.tsv")
    assert str(caught.value).startswith(problem)


def test_what_is_left_behind_is_told() -> None:
    notices: list[Notice] = []
    units = (Unit("a", "b"), Unit("c", "d", source_markup="<ph/>c"), Unit("e", "f", notes=("n",)))
    unpair(Bitext("en", "de", units), "a.tmx", notice=notices.append)
    assert [(notice.place, notice.reason[:16]) for notice in notices] == [
        ("unit 2", "its inline tags "),
        ("unit 3", "its notes, prope"),
    ]


def bead(source: str, target: str) -> Bead:
    """``bead("1-3", "4")``: sentences 1 and 2, and 4."""
    begin, _, end = source.partition("-")
    first, _, last = target.partition("-")
    return Bead(
        range(int(begin), int(end or int(begin) + 1)),
        range(int(first), int(last or int(first) + 1)),
    )


def test_what_stands_and_what_has_changed() -> None:
    units = tuple(Unit(f"第{n}句。又一句。", f"Sentence {n}. Another one.") for n in range(4))
    found = unpair(Bitext("zh", "en", units), "a.tsv")
    stood = [bead("0", "0"), bead("1", "1"), bead("2-4", "2-4"), bead("4", "4"), bead("5", "5-5")]
    assert changed_units(found, [*stood, bead("6", "7")]) == ()
    assert changed_units(found, stood) == (4,)  # left alone
    assert changed_units(found, [bead("0", "0"), bead("1-3", "1"), *stood[3:]]) == (1, 2, 4)
    assert changed_units(found, [bead("0", "2"), *stood[3:], bead("7", "6")]) == (1, 2)


SEGMENTS = st.lists(
    st.tuples(*[st.text("门。a. \n\r\t\u3000\ufeff\u200b", max_size=8)] * 2), max_size=6
)


@given(SEGMENTS, st.booleans())
def test_every_sentence_is_of_one_unit(pairs: list[tuple[str, str]], lines: bool) -> None:
    units = (*(Unit(*pair) for pair in pairs), Unit("门", "door"))
    found: Unpaired = unpair(Bitext("zh", "en", units), "a.tsv", lines=lines)
    for document, side in ((found.source, 0), (found.target, 1)):
        numbers = [number for unit in found.units for number in unit[side]]
        assert numbers == list(range(len(document)))
    assert changed_units(found, [Bead(*unit) for unit in found.units]) == ()
