"""The two ways of reading a unit, by a regular expression and by the parser, are one."""

from __future__ import annotations

import re
from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from duilian.corpus.errors import DuilianError, InputError
from duilian.corpus.formats import read_bitext, tmx
from duilian.corpus.formats.tmx import provenance
from duilian.corpus.formats.tmx import records as module
from duilian.corpus.formats.tmx.records import Parser, Record, records
from duilian.corpus.model import Bitext, Unit

from ..samples import COUPLET, written
from .made import file, tu
from .test_writing import tmx_units


def found(text: str, size: int | None = None) -> tuple[list[Record], str]:
    """The records in a text given in pieces of a size, and the problem that ended the reading."""
    step = size or max(1, len(text))
    pieces = (text[at : at + step] for at in range(0, len(text), step))
    read: list[Record] = []
    try:
        read.extend(records(pieces, Parser("a"), None))
    except InputError as error:
        return read, error.problem
    return read, ""


def settled(read: tuple[list[Record], str]) -> tuple[list[object], str]:
    """What must be alike: all but which sequence holds the props."""
    return [
        (
            record.line,
            record.identifier,
            dict(record.attributes),
            list(record.variants),
            provenance.read(record.properties, record.known),
            list(record.notes),
            list(record.problems),
        )
        for record in read[0]
    ], read[1]


def by_parser_alone(text: str) -> tuple[list[Record], str]:
    """The records in a text, all of them read by the parser."""
    with patch.object(module, "_PLAIN", re.compile("(?!)")):
        return found(text)


def body(text: str) -> str:
    """A text as :func:`records` wants it, with no line end but one."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(units=st.lists(tmx_units, max_size=4).map(tuple), size=st.none() | st.integers(1, 50))
def test_the_two_ways_are_one(units: tuple[Unit, ...], size: int | None) -> None:
    text = body(written(tmx.write, Bitext("zh", "en", (*COUPLET.units, *units)))[0])
    read = found(text)
    assert read[1] == ""
    assert settled(by_parser_alone(text)) == settled(read)
    assert settled(found(text, size)) == settled(read)


DOOR = tu(("en", "door"), ("zh", "门")) * 2


@pytest.mark.parametrize(
    "unit",
    [
        tu(("en", "a]]>b"), ("zh", "c")),
        tu(("en", "a & b"), ("zh", "c")),
        tu(("en", "a &amp b"), ("zh", "c")),
        tu(("en", "a &nbsp; b"), ("zh", "c")),
        tu(("en", "&#65;&#x42;&apos;&quot;&lt;&#13;"), ("zh", "c")),
        tu(("en", "a"), ("zh", "b"), more='<prop type="x">]]></prop>'),
        tu(("en", "a"), ("zh", "b"), more='<prop type="x">c</prop><note>d</note>'),
        tu(("en", "a"), ("zh", "b"), more='<note>d &gt;</note><prop type="">&lt;</prop>'),
        tu(("en", "a"), ("zh", "b"), more="<note>d</prop>"),
        tu(("en", "a"), ("zh", "b"), more='<prop type="x-duilian-probability">0.25</prop>' * 2),
        tu(("en", "a"), ("zh", "b"), more='<prop type="x-duilian-probability">1.5</prop>'),
        tu(("en", "a"), ("zh", "b"), more='<prop type="x-duilian-sentences">[1,2):</prop>'),
        tu(("en", "a"), ("zh", "b"), more='<prop type="x-duilian-spans">:[3,1)</prop>'),
        tu(("en", "a"), ("zh", "b")).replace("<tu>", '<tu changeid="a" tuid="7">'),
        tu(("en", "a"), ("zh", "b")).replace("<tu>", '<tu tuid="7" tuid="8">'),
        tu(("en", "a"), ("zh", "b")).replace("<tu>", '<tu tuid="7" x="a>b" y=\'"\'>'),
        tu(("en", "a"), ("zh", "b")).replace("<tu>", '<tu\n tuid="a&amp;b"\n\tx = "1">'),
        tu(("en", "a"), ("zh", "b")).replace("<tu>", '<tu x="a\nb" y="<">'),
        tu(("en", "a"), ("zh", "b")).replace("<tu>", '<tu x="1"y="2">'),
        tu(("en", "a"), ("zh", "b")).replace("<tu>", '<tu 1x="1">'),
        tu(("en", "a"), ("zh", "b")).replace("<seg>", "<seg >"),
        tu(("en", "a"), ("zh", "b")).replace("</tuv>", "</tuv >").replace("</seg>", "</seg\n>"),
        tu(("en", "a"), ("zh", "b")).replace("</tuv>", "</tuv>loose text"),
        tu(("en", "<![CDATA[</tu>]]>"), ("zh", "b")),
        tu(("en", "a"), ("zh", "b")) + "<!-- </tu><tu> " + tu(("en", "c"), ("zh", "d")) + " -->",
        tu(("en", "a<!-- </tu> -->"), ("zh", "b")),
        tu(("en", "a"), ("zh", "b")) + "<?pi </tu>?>",
        "<tu>" + tu(("en", "a"), ("zh", "b")) + "</tu>",
        "<tuv><seg>a</seg></tuv>" + tu(("en", "a"), ("zh", "b")),
        "</body><body>",
        "<tu></tu><tu/>",
        "\ufeff",
        "loose text &amp; more",
    ],
)
def test_what_is_unusual_is_read_the_same_way(unit: str) -> None:
    text = body(file(DOOR, unit, DOOR))
    read = settled(found(text))
    assert settled(by_parser_alone(text)) == read
    for size in (1, 7, 64):
        assert settled(found(text, size)) == read


def test_lines_are_right_however_a_unit_was_read() -> None:
    plain = "\n" + tu(("en", "a\nb"), ("zh", "c")) + "\n"
    odd = "\n\n<tu\n><!--\n--></tu>"
    text = file(plain, odd, plain, plain, odd, odd, plain)
    lines = [2, 6, 9, 12, 16, 20, 23]
    for size in (None, 1, 13):
        assert [record.line for record in found(text, size)[0]] == lines


def test_lines_are_right_after_very_many_units() -> None:
    """The parser is told of lines it does not see from time to time, and not at the end only."""
    many = (tu(("en", "a"), ("zh", "b")) + "\n" * 100) * 2_000
    read = found(file(many, "<tu><!-- --></tu>", "<oops>"), 1 << 16)
    assert len(read[0]) == 2_001
    assert read[0][-1].line == 200_001
    assert read[1] == "not well-formed XML: mismatched tag"


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(data=st.data())
def test_a_damaged_file_is_an_error_or_a_bitext_and_nothing_else(
    data: st.DataObject, tmp_path: Path
) -> None:
    whole = written(tmx.write, COUPLET)[0].encode()
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(whole)))
        end = data.draw(st.integers(at, min(len(whole), at + 20)))
        junk = st.sampled_from([b"<", b"&", b">", b"]]>", b"</tu>", b"<tu>", b"<!--", b"\xff\xfe"])
        whole = whole[:at] + data.draw(junk | st.binary(max_size=4)) + whole[end:]
    path = tmp_path / "a.tmx"
    path.write_bytes(whole or b" ")
    problem = ""
    try:
        for unit in read_bitext(path, format="tmx"):
            assert isinstance(unit, Unit)
    except DuilianError as error:
        problem = str(error)
    assert "\n" not in problem
