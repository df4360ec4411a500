"""The ladder of sentence numbers, written and read."""

from __future__ import annotations

import pytest

from duilian.corpus.errors import InputError, UsageError
from duilian.corpus.formats import beads
from duilian.corpus.formats.beads import parse_beads
from duilian.corpus.model import Bitext, Unit

from .samples import written


def unit(source: range | None, target: range | None) -> Unit:
    """A unit of nothing but its sentence numbers."""
    return Unit("", "", source_sentences=source, target_sentences=target)


def test_write_and_parse() -> None:
    ladder = (
        unit(range(1), range(2)),
        unit(range(1, 3), range(2, 3)),
        unit(range(3, 4), range(3, 3)),
        unit(range(4, 4), range(3, 4)),
    )
    text, _ = written(beads.write, Bitext("zh", "en", ladder))
    assert text == "[0]:[0, 1]\n[1, 2]:[2]\n[3]:[]\n[]:[3]\n"
    assert parse_beads(text) == [((0,), (0, 1)), ((1, 2), (2,)), ((3,), ()), ((), (3,))]


def test_gold_may_skip_score_and_space() -> None:
    text = "[0, 5]:[7]:0.314\r\n\n [ ] : [1,2] : -1e-05 \n[3]:[4]:inf"
    assert parse_beads(text) == [((0, 5), (7,)), ((), (1, 2)), ((3,), (4,))]


@pytest.mark.parametrize(
    "line", ["0:1", "[0]", "[0]:[a]", "[0,]:[1]", "[0]:[1]:x", "[-1]:[0]", "门"]
)
def test_a_bad_line_is_placed(line: str) -> None:
    with pytest.raises(InputError) as caught:
        parse_beads(f"[0]:[0]\n\n{line}\n", "gold.beads")
    assert (caught.value.file, caught.value.place) == ("gold.beads", "line 3")


def test_units_without_numbers_cannot_be_written() -> None:
    bitext = Bitext("zh", "en", (unit(range(1), range(1)), unit(range(1), None)))
    with pytest.raises(UsageError) as caught:
        written(beads.write, bitext)
    assert caught.value.place == "unit 2"
