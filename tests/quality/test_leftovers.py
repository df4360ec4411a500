"""What does not belong into a text, and what language a text is in."""

from __future__ import annotations

import pytest

from duilian.corpus.model import Span
from duilian.quality.languages import foreign_language
from duilian.quality.leftovers import folded, foreign_runs, latin_words, set_apart


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("building a 增长极 here", ["增长极"]),
        ("Then 他走了，再也没回来。", ["他走了，再也没回来"]),
        ("nothing at all", []),
    ],
)
def test_foreign_runs(text: str, expected: list[str]) -> None:
    assert [text[span.start : span.end] for span in foreign_runs(text, "en", "zh")] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("他在master agreement里", ["master agreement"]),
        ("见example.org或x_y", []),
        ("用v2编码", []),
    ],
)
def test_latin_words(text: str, expected: list[str]) -> None:
    assert [text[span.start : span.end] for span in latin_words(text)] == expected


def test_letters_and_figures_are_what_python_calls_so() -> None:
    every = "".join(map(chr, range(0x20, 0x3000)))
    assert all(char.isalnum() for char in folded(every))
    assert folded("Ａ-1_é ①") == "a1é1"


@pytest.mark.parametrize(
    ("text", "inside"),
    [("Chunyun (春运) began", "春运"), ('the sign "福" hung', "福"), ("春运 began", None)],
)
def test_set_apart(text: str, inside: str | None) -> None:
    (span,) = foreign_runs(text, "en", "zh")
    found = set_apart(text, span)
    assert found == (
        None if inside is None else Span(text.index(inside), text.index(inside) + len(inside))
    )


@pytest.mark.parametrize(
    ("text", "tag", "expected"),
    [
        ("渡船中午离开码头。", "en", "zh"),
        ("The ferry leaves at noon.", "zh", "en"),
        ("The ferry leaves at noon.", "en", None),
        ("IBM", "zh", None),
        ("2024-05-01", "zh", None),
        ("他在IBM和NASA工作", "zh", None),
        ("渡船中午离开码头。", "xx", None),
    ],
)
def test_foreign_language(text: str, tag: str, expected: str | None) -> None:
    assert foreign_language(text, tag) == expected
