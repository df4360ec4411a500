"""Where the tokens of a stretch stand in the text they came from."""

from __future__ import annotations

import pytest

from duilian.corpus.model import Span
from duilian.quality.evidence.stretches import place


@pytest.mark.parametrize(
    ("pieces", "text", "tokens", "expected"),
    [
        ((" The", " ferry", ",", " late"), "The ferry, late", (1, 2), "ferry"),
        ((" The", " ferry", ",", " late"), "The  ferry,\nlate", (1, 4), "ferry,\nlate"),
        (("渡船", "，", "晚点"), "渡船，晚点", (1, 3), "晚点"),
        (("渡", "<unk>", "晚点"), "渡㐀晚点", (0, 3), "渡㐀晚点"),
        (("12", "%", "折"), "１２％折", (0, 2), "１２"),
    ],
)
def test_place(pieces: tuple[str, ...], text: str, tokens: tuple[int, int], expected: str) -> None:
    span = place(pieces, text, *tokens)
    assert text[span.start : span.end] == expected


def test_tokens_that_are_not_found_have_no_place() -> None:
    assert place(("<unk>",), "㐀", 0, 1) == Span(0, 0)
