"""Blocks laid into a document: their text, their places, and how lines are joined."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duilian.corpus.errors import InputError
from duilian.corpus.formats.blocks import Block, document_of, unwrap


def test_blocks_are_laid_with_a_blank_line_between() -> None:
    document = document_of(
        [
            Block("  The door. In two lines ", "heading", 2),
            Block(" \u3000 "),
            Block("They hang\non both sides. They answer.", "item"),
            Block("no full stop", "cell"),
            Block("after it", "note"),
        ],
        "en",
        "door",
    )
    assert document.text == (
        "The door. In two lines\n\nThey hang\non both sides. They answer.\n\n"
        "no full stop\n\nafter it"
    )
    assert document.texts() == [
        "The door. In two lines",
        "They hang on both sides.",
        "They answer.",
        "no full stop",
        "after it",
    ]
    assert [(each.kind, each.level) for each in document.paragraphs] == [
        ("heading", 2),
        ("item", 0),
        ("cell", 0),
        ("note", 0),
    ]
    assert (document.language, document.name) == ("en", "door")


def test_blocks_without_text_are_no_document() -> None:
    with pytest.raises(InputError, match="no text"):
        document_of([Block(" \n"), Block("\u200b")], "en", "a.html")


def test_the_language_is_recognised() -> None:
    assert document_of([Block("春联贴在门的两边。上联在右，下联在左。")]).language.startswith("zh")


@pytest.mark.parametrize(
    ("text", "joined"),
    [
        ("red \n door", "red door"),
        ("红色\r\n　的门", "红色的门"),
        ("他说：\n“好”", "他说：“好”"),
        ("“好”\n他说", "“好”他说"),
        ("用\nPython", "用 Python"),
        ("he said\n“good”", "he said “good”"),
        ("カ\rナ", "カナ"),
        ("two  spaces", "two  spaces"),
    ],
)
def test_unwrap(text: str, joined: str) -> None:
    assert unwrap(text) == joined


@given(st.lists(st.text(alphabet="aB 。.，\n\r\u3000\u2028门“”", max_size=12), min_size=1))
def test_no_sentence_crosses_a_block(texts: list[str]) -> None:
    try:
        document = document_of([Block(text) for text in texts], "zh")
    except InputError:
        assert not "".join(texts).strip()
        return
    wanted = [text.strip() for text in texts if text.strip()]
    assert [document.text[each.span.start : each.span.end] for each in document.paragraphs] == (
        wanted
    )
    for sentence in document.sentences:
        paragraph = document.paragraphs[sentence.paragraph].span
        assert paragraph.start <= sentence.span.start < sentence.span.end <= paragraph.end
