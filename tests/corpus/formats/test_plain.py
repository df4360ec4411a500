"""Paragraphs, headings and sentences of a plain text, and where each stands in it."""

from __future__ import annotations

import itertools
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duilian.corpus.errors import InputError
from duilian.corpus.formats.blocks import unwrap
from duilian.corpus.formats.plain import is_hard_wrapped, parse, parse_lines
from duilian.corpus.model import Document


def by_stop(text: str, language: str) -> list[tuple[int, int]]:
    """A segmenter simple enough to reason about: a full stop and the blanks after it end one."""
    ends = [found.end() for found in re.finditer(r"[.。]\s*", text)]
    bounds = [0, *ends] if ends and ends[-1] == len(text) else [0, *ends, len(text)]
    return list(itertools.pairwise(bounds))


def shape(document: Document) -> list[tuple[str, int, list[str]]]:
    """Kind, level and sentences of each paragraph."""
    return [(each.kind, each.level, document.texts(each.sentences)) for each in document.paragraphs]


def read(text: str, language: str = "en") -> list[tuple[str, int, list[str]]]:
    """The shape of a text, cut by the simple segmenter."""
    return shape(parse(text, language, segmenter=by_stop))


def test_blank_lines_part_paragraphs() -> None:
    assert read("One. Two.\n\n \u3000\n\nThree.\n") == [
        ("text", 0, ["One.", "Two."]),
        ("text", 0, ["Three."]),
    ]


def test_a_hard_wrapped_text_is_joined() -> None:
    text = "The two lines hang\r\non either side of\r\nthe door. They answer\r\neach other.\r\n"
    assert is_hard_wrapped(text)
    assert read(text) == [
        (
            "text",
            0,
            ["The two lines hang on either side of the door.", "They answer each other."],
        )
    ]
    assert read("春联贴在门的\n两边，上联\n在右。") == [
        ("text", 0, ["春联贴在门的两边，上联在右。"])
    ]


def test_one_paragraph_a_line_without_blank_lines() -> None:
    text = "\u3000\u3000春联贴在门上。它有两行。\n\u3000\u3000横批在上。\n门神在旁。\n"
    assert not is_hard_wrapped(text)
    assert read(text, "zh") == [
        ("text", 0, ["春联贴在门上。", "它有两行。"]),
        ("text", 0, ["横批在上。"]),
        ("text", 0, ["门神在旁。"]),
    ]


def test_a_list_without_punctuation_is_not_joined() -> None:
    assert [kind for kind, _, _ in read("Red paper\nBlack ink\nA brush\nPaste\n")] == ["text"] * 4


def test_offsets_lead_back_to_the_text() -> None:
    text = "\ufeffOne\r\nline. \u3000Two.\r\n\r\n# Head\r\n"
    document = parse(text, "en", "a.txt", segmenter=by_stop)
    spans = [text[each.span.start : each.span.end] for each in document.sentences]
    assert spans == ["One\r\nline.", "Two.", "Head"]
    assert document.texts() == ["One line.", "Two.", "Head"]
    assert [each.paragraph for each in document.sentences] == [0, 0, 1]
    assert (document.name, document.text) == ("a.txt", text)


@pytest.mark.parametrize(
    ("text", "heading"),
    [
        ("# The door\n\nIt is red.", ("heading", 1, ["The door"])),
        ("### The door ###\n\nIt is red.", ("heading", 3, ["The door"])),
        ("# The door\nIt is red.", ("heading", 1, ["The door"])),
        ("第一章 门\n门是红的。\n", ("heading", 1, ["第一章 门"])),
        ("第十二回：门神\n\n门是红的。", ("heading", 1, ["第十二回：门神"])),
        ("第二部分\n\n门是红的。", ("heading", 1, ["第二部分"])),
        ("Chapter 3: The door\n\nIt is red.", ("heading", 1, ["Chapter 3: The door"])),
        ("Part One\n\nIt is red.", ("heading", 1, ["Part One"])),
        ("Section IV. Paste\n\nIt is red.", ("heading", 1, ["Section IV. Paste"])),
        ("The red door\n\nIt is red.", ("heading", 1, ["The red door"])),
        ("红门\n\n门是红的。", ("heading", 1, ["红门"])),
    ],
)
def test_headings(text: str, heading: tuple[str, int, list[str]]) -> None:
    assert read(text)[0] == heading


@pytest.mark.parametrize(
    "text",
    [
        "It is red.\n\nShanghai, November",
        "第一部分讲的是门。\n\n门是红的。",
        "Part of the door is red, and part of it is not.\n\nIt is old.",
        "He said:\n\n“It is red.”",
        "First\n\nSecond\n\nThird\n\nFourth\n\nThey are four.",
        "Editor: somebody\n\nIt is red.",
    ],
)
def test_no_headings(text: str) -> None:
    assert all(kind == "text" for kind, _, _ in read(text))


def test_levels_have_no_gaps() -> None:
    text = "第一章 门\n\n第一节 红纸\n\n纸是红的。\n\n一句题外话\n\n话不多。"
    assert [level for _, level, _ in read(text, "zh")] == [1, 2, 0, 3, 0]


def test_items_are_not_joined_to_what_is_before() -> None:
    text = "You need the following things and\na steady hand:\n- red paper, cut\nin two\n- ink.\n"
    assert read(text) == [
        ("text", 0, ["You need the following things and a steady hand:"]),
        ("item", 0, ["- red paper, cut in two"]),
        ("item", 0, ["- ink."]),
    ]


def test_a_text_of_nothing_but_blanks() -> None:
    with pytest.raises(InputError, match="no text"):
        parse(" \n\u3000\ufeff\n", "en", "a.txt")


def test_lines_are_kept_as_they_are() -> None:
    text = "\ufeff one \n\n二\u2028\x0b\x0c\x85\x1c。\r\n\u3000\rlast"
    document = parse_lines(text, "zh")
    assert document.texts() == [" one ", "", "二\u2028\x0b\x0c\x85\x1c。", "\u3000", "last"]
    assert {each.kind for each in document.paragraphs} == {"line"}
    assert [each.sentences for each in document.paragraphs] == [range(i, i + 1) for i in range(5)]
    assert [text[each.span.start : each.span.end] for each in document.sentences] == (
        document.texts()
    )
    assert parse_lines("a\n", "en").texts() == ["a"]
    assert parse_lines("a\n\n", "en").texts() == ["a", ""]


def test_the_language_is_recognised() -> None:
    assert parse("春联贴在门的两边。上联在右，下联在左。").language.startswith("zh")
    assert parse_lines("The lines hang on both sides of the door.\n").language == "en"


@given(st.text(alphabet="aB 。.，,#\n\r\t\u3000\ufeff门联“”-1", min_size=1))
def test_every_sentence_stands_where_it_says(text: str) -> None:
    try:
        document = parse(text, "zh", segmenter=by_stop)
    except InputError:
        return
    last = 0
    for index, sentence in enumerate(document.sentences):
        assert last <= sentence.span.start < sentence.span.end <= len(text)
        last = sentence.span.end
        assert unwrap(text[sentence.span.start : sentence.span.end]) == sentence.text
        paragraph = document.paragraphs[sentence.paragraph]
        assert index in paragraph.sentences
        assert paragraph.span.start <= sentence.span.start
        assert sentence.span.end <= paragraph.span.end
    # Nothing a reader would see is lost, bar the marks of headings.
    seen = "".join(text[each.span.start : each.span.end] for each in document.sentences)
    assert len(re.sub(r"[\s\ufeff#]", "", seen)) == len(re.sub(r"[\s\ufeff#]", "", text))


@given(st.text(alphabet="a门 \n\r\u2028\x0b\ufeff"))
def test_line_numbers_are_sentence_numbers(text: str) -> None:
    document = parse_lines(text, "en")
    expected = re.split(r"\r\n|\n|\r", text.removeprefix("\ufeff"))
    assert document.texts() == (expected if expected[-1] else expected[:-1])
