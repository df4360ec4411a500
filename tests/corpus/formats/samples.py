"""Bitexts for the tests: one a person can read, and strategies for the odd ones."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

from hypothesis import strategies as st

from duilian.corpus.formats import read_bitext
from duilian.corpus.model import Bitext, Notice, Span, Unit

COUPLET = Bitext(
    "zh-CN",
    "en",
    (
        Unit("春联贴在门的两边。", "Spring couplets hang on both sides of the door.", id="1"),
        Unit(
            "上联在右，下联在左。",
            "The first line is on the right; the second, on the left.",
            id="2",
            probability=0.9871,
            source_sentences=range(1, 2),
            target_sentences=range(1, 3),
            source_span=Span(10, 20),
            target_span=Span(48, 104),
            attributes=(("creationdate", "20240210T080000Z"), ("changeid", "li & co")),
            properties=(("x-document", "门.txt"), ("x-empty", "")),
            notes=("Is “line” right for 联?",),
        ),
        Unit('<b>红</b> & "黑"', "  red\tand\nblack ]]>\r\n"),
    ),
    "doors.zh.txt",
    "doors.en.txt",
)

# What XML can hold, drawn so that the awkward ones come often.
AWKWARD = "\t\n\r \"'&<>]\\\ufeff\u200b\u2028\x85\x7f\u200f\u202e😀𠀀é门，。a1=-\ufdd0"
xml_text = st.text(
    st.one_of(
        st.sampled_from(AWKWARD),
        st.characters(
            exclude_categories=["Cs"],
            exclude_characters=[chr(code) for code in range(32) if chr(code) not in "\t\n\r"]
            + ["\ufffe", "\uffff"],
        ),
    )
)
any_text = st.text(st.one_of(st.sampled_from(AWKWARD + "\0\x0b\x1f\ufffe"), st.characters()))
probabilities = st.none() | st.integers(0, 10_000).map(lambda number: number / 10_000)


@st.composite
def ranges(draw: st.DrawFn) -> range:
    """A run of sentence numbers, perhaps an empty one."""
    start = draw(st.integers(0, 10_000))
    return range(start, start + draw(st.integers(0, 5)))


spans = st.builds(lambda run: Span(run.start, run.stop), ranges())


def units(text: st.SearchStrategy[str], **more: st.SearchStrategy[object]) -> st.SearchStrategy:
    """Units with the given text on both sides, and in whatever else is asked for."""
    return st.builds(
        Unit,
        source=text,
        target=text,
        id=text,
        probability=probabilities,
        source_sentences=st.none() | ranges(),
        target_sentences=st.none() | ranges(),
        source_span=st.none() | spans,
        target_span=st.none() | spans,
        **more,
    )


def written(write: Callable[..., int], bitext: Bitext) -> tuple[str, list[Notice]]:
    """What a writer writes, and what it has to say."""
    out, notices = io.StringIO(), list[Notice]()
    write(bitext, out, notices.append)
    return out.getvalue(), notices


def read_back(text: str | bytes, path: Path, **options: object) -> tuple[Bitext, list[Notice]]:
    """The bitext in a text, its units in a tuple, and what the reader had to say."""
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    notices: list[Notice] = []
    found = read_bitext(path, notice=notices.append, **options)  # type: ignore[arg-type]
    units = tuple(found)
    return (
        Bitext(
            found.source_language,
            found.target_language,
            units,
            found.source_name,
            found.target_name,
        ),
        notices,
    )
