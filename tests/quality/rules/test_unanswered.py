"""When a stretch that no word answers is answered all the same."""

from __future__ import annotations

import pytest

from duilian.corpus.model import Span
from duilian.corpus.text.numbers import quantities
from duilian.quality.rules.unanswered import counted, glossed


@pytest.mark.parametrize(
    ("text", "other", "stretch", "expected"),
    [
        ("奥拉·布伦尼根 (Orla Brennigan) 来了", "Orla Brennigan came", "奥拉·布伦尼根", True),
        ("奥拉·布伦尼根（Orla Brennigan）来了", "Orla Brennigan came", "奥拉·布伦尼根", True),
        ("奥拉·布伦尼根 (Orla) 来了", "Nobody came", "奥拉·布伦尼根", False),
        ("奥拉 (Orla) 来了，还带着两条狗", "Orla came", "还带着两条狗", False),
        ("奥拉来了", "Orla came", "奥拉", False),
    ],
)
def test_glossed(text: str, other: str, stretch: str, expected: bool) -> None:
    begin = text.index(stretch)
    assert glossed(text, other, Span(begin, begin + len(stretch))) is expected


@pytest.mark.parametrize(
    ("source", "target", "stretch", "expected"),
    [
        ("党的二十大", "the 20th National Congress", "th National Congress", True),
        ("党的代表大会", "the 20th National Congress", "th National Congress", False),
        ("三十人来了", "Thirty people came, and nobody left", "and nobody left", False),
    ],
)
def test_counted(source: str, target: str, stretch: str, expected: bool) -> None:
    begin = target.index(stretch)
    span = Span(begin, begin + len(stretch))
    here, there = tuple(quantities(target, "en")), tuple(quantities(source, "zh"))
    assert counted(here, there, span) is expected
