"""What is written is valid, comes back as it was, and is what its consumer wants."""

from __future__ import annotations

import io
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

import duilian
from duilian.corpus.errors import UsageError
from duilian.corpus.formats import read_bitext, tmx, write_bitext
from duilian.corpus.formats.tmx import PROFILES, Profile, TmxSettings
from duilian.corpus.formats.tmx.provenance import context_hash
from duilian.corpus.model import Bitext, Notice, Unit

from ..samples import COUPLET, read_back, units, written, xml_text
from .made import markups

GOLDEN = Path(__file__).parents[1] / "golden"

attributes = st.dictionaries(
    st.sampled_from(["creationdate", "changeid", "usagecount", "o-encoding"]), xml_text
).map(lambda found: tuple(found.items()))
names = xml_text.filter(lambda name: not name.startswith("x-duilian-"))
properties = st.lists(st.tuples(names, xml_text), max_size=3).map(tuple)
notes = st.lists(xml_text, max_size=2).map(tuple)
plain_units = units(xml_text, attributes=attributes, properties=properties, notes=notes)


@st.composite
def tagged(draw: st.DrawFn) -> Unit:
    """A unit, with inline tags on a side or both."""
    unit = draw(plain_units)
    if draw(st.booleans()):
        text, markup = draw(markups)
        unit = replace(unit, source=text, source_markup=markup)
    if draw(st.booleans()):
        text, markup = draw(markups)
        unit = replace(unit, target=text, target_markup=markup)
    return unit


tmx_units = tagged().filter(lambda unit: not unit.is_null)


def shown(bitext: Bitext, profile: str, **more: object) -> tuple[str, list[Notice]]:
    """The TMX for a profile, and what is told."""
    chosen = TmxSettings(PROFILES[profile], **more)  # type: ignore[arg-type]
    out, notices = io.StringIO(), list[Notice]()
    tmx.write(bitext, out, notices.append, chosen)
    return out.getvalue(), notices


def test_golden() -> None:
    text, notices = written(tmx.write, COUPLET)
    version = f'creationtoolversion="{duilian.__version__}"'
    assert version in text
    expected = (GOLDEN / "couplet.tmx").read_text("utf-8")
    assert text.replace(version, 'creationtoolversion="VERSION"') == expected
    assert notices == []


def test_round_trip_of_the_golden_file(tmp_path: Path) -> None:
    path = tmp_path / "couplet.tmx"
    assert write_bitext(COUPLET, path) == 3
    assert read_back(path.read_bytes(), path) == (COUPLET, [])


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(found=st.lists(tmx_units, max_size=3).map(tuple), names=st.tuples(xml_text, xml_text))
def test_round_trip(found: tuple[Unit, ...], names: tuple[str, str], tmp_path: Path) -> None:
    bitext = Bitext("zh", "en-GB", found, *names)
    text, notices = written(tmx.write, bitext)
    assert read_back(text, tmp_path / "any.tmx") == (bitext, notices)


@cache
def validators(folder: Path) -> tuple[etree.DTD, etree.XMLSchema]:
    """The two that must be content: the DTD of TMX 1.4 and OmegaT's own schema."""
    return (
        etree.DTD(str(folder / "tmx14.dtd")),
        etree.XMLSchema(etree.parse(str(folder / "tmx14.xsd"))),
    )


@pytest.mark.parametrize("profile", PROFILES)
@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=25
)
@given(found=st.lists(tmx_units, max_size=2).map(tuple))
def test_what_is_written_is_valid(profile: str, found: tuple[Unit, ...], shared: Path) -> None:
    for bitext in (COUPLET, Bitext("zh_cn", "EN", found, "a&b", "\x01")):
        text, _ = shown(bitext, profile, memory_name="a<b", creation_id='"me"')
        root = etree.fromstring(text.encode())
        for validator in validators(shared / "schemas"):
            validator.assertValid(root)


def test_the_same_bytes_every_time() -> None:
    for profile in PROFILES:
        assert shown(COUPLET, profile) == shown(COUPLET, profile)


def test_what_xml_cannot_hold_is_replaced_and_told(tmp_path: Path) -> None:
    unit = Unit("a\x00\x0b门", "b\ud800\uffff", id="\x1f", notes=("\ufffe",))
    text, notices = written(tmx.write, Bitext("zh", "en", (unit,), "bad\x01name"))
    assert notices[0].place == "header"
    assert notices[1] == Notice(
        "unit 1", "6 character(s) that XML cannot hold were replaced by U+FFFD"
    )
    back, _ = read_back(text, tmp_path / "a.tmx")
    assert next(iter(back)) == Unit("a\ufffd\ufffd门", "b\ufffd\ufffd", "\ufffd", notes=("\ufffd",))
    assert back.source_name == "bad\ufffdname"


def test_null_units_are_not_written_but_told() -> None:
    bitext = Bitext("zh", "en", (Unit("门", ""), Unit(" \n", "door"), Unit("门", "door")))
    text, notices = written(tmx.write, bitext)
    assert text.count("<tu>") == 1
    assert sorted(notices, key=lambda notice: notice.place) == [
        Notice("unit 1", "not written: its target is empty"),
        Notice("unit 2", "not written: its source is empty"),
    ]


def test_attributes_tmx_does_not_know_travel_as_props(tmp_path: Path) -> None:
    odd = (("changeid", "li"), ("state", "a=b"), ("segtype", "stanza"), ("tuid", "7"))
    bitext = Bitext("zh", "en", (Unit("门", "door", attributes=odd),))
    text, _ = written(tmx.write, bitext)
    assert '<tu changeid="li">' in text
    assert read_back(text, tmp_path / "a.tmx")[0] == bitext


@pytest.mark.parametrize("tag", ["", "zh CN", "汉语", "a" * 9])
def test_a_language_that_is_none_is_refused(tag: str) -> None:
    with pytest.raises(UsageError, match="language"):
        written(tmx.write, Bitext(tag, "en", ()))


def test_an_empty_bitext(tmp_path: Path) -> None:
    bitext = Bitext("zh", "en", ())
    assert read_back(written(tmx.write, bitext)[0], tmp_path / "a.tmx")[0] == bitext


# --- tags -------------------------------------------------------------------------------------

TAGGED = Unit(
    "a red door",
    "红门",
    source_markup='a <bpt i="1">&lt;b&gt;</bpt>red<ept i="1">&lt;/b&gt;</ept> door',
    target_markup='<bpt i="1"/>红<ept i="1"/>门',
)


def test_tags_are_written_in_their_canonical_form(tmp_path: Path) -> None:
    text, notices = written(tmx.write, Bitext("en", "zh", (TAGGED,)))
    assert f"<seg>{TAGGED.source_markup}</seg>" in text
    assert '<seg><bpt i="1"></bpt>红<ept i="1"></ept>门</seg>' in text
    assert notices == []


@pytest.mark.parametrize(
    "markup",
    [
        "a <hi>green</hi> door",
        "a <hi>red door",
        'a red door</seg><seg evil="1">',
        "<b>a red door</b>",
        "<hi>a red door</hi>\ud800",
        "<!DOCTYPE x [<!ENTITY a 'b'>]>a red door",
        "&x;<hi>a red door</hi>",
    ],
)
def test_tags_that_do_not_belong_to_the_text_are_left_out_and_told(markup: str) -> None:
    bitext = Bitext("en", "zh", (replace(TAGGED, source_markup=markup, target_markup=""),))
    text, notices = written(tmx.write, bitext)
    assert "<seg>a red door</seg>" in text
    assert notices == [
        Notice(
            "unit 1", "its inline tags do not belong to its text, which was written without them"
        )
    ]


@pytest.mark.parametrize("name", ["a.tmx", "a.jsonl"])
def test_plain_leaves_tags_out(name: str, tmp_path: Path) -> None:
    write_bitext(Bitext("en", "zh", (TAGGED,)), tmp_path / name, tmx=TmxSettings(plain=True))
    expected = replace(TAGGED, source_markup="", target_markup="")
    assert list(read_bitext(tmp_path / name)) == [expected]


# --- profiles ---------------------------------------------------------------------------------


@pytest.mark.parametrize("name", PROFILES)
def test_golden_profiles(name: str) -> None:
    bitext = replace(COUPLET, units=(*COUPLET.units, TAGGED))
    text, _ = shown(bitext, name, memory_name="门联", creation_id="li")
    text = text.replace(f'version="{duilian.__version__}"', 'version="VERSION"')
    assert text == (GOLDEN / f"{name}.tmx").read_text("utf-8")


def test_what_a_profile_leaves_out_is_told() -> None:
    pairs = [("门", "a" * 2000), ("门", "a" * 2001), ("联" * 334, "b"), (" 门", "c")]
    bitext = Bitext("zh", "en", tuple(Unit(*pair) for pair in pairs))
    assert shown(bitext, "trados")[1] == [
        Notice("unit 2", "not written: a segment is longer than 2,000 characters")
    ]
    assert [notice.place for notice in shown(bitext, "amazon")[1]] == ["unit 1", "unit 2", "unit 3"]
    assert shown(bitext, "google")[1] == [
        Notice("unit 2", "not written: its source is that of an earlier unit"),
        Notice("unit 4", "not written: its source is that of an earlier unit"),
    ]
    assert shown(bitext, "generic")[1] == []


def test_contexts_are_not_doubled_when_a_file_is_written_again(tmp_path: Path) -> None:
    once, _ = shown(COUPLET, "memoq")
    again, _ = shown(read_back(once, tmp_path / "a.tmx")[0], "memoq")
    assert again == once


def test_dates_are_written_as_consumers_take_them() -> None:
    dates = ("2024-02-10T08:00:00Z", "2024-02-10T08:00:00.25+00:00", "20240210T080000Z", "soon")
    bitext = Bitext(
        "zh",
        "en",
        tuple(Unit("门", "door", attributes=(("creationdate", date),)) for date in dates),
    )
    text, _ = written(tmx.write, bitext)
    assert text.count('creationdate="20240210T080000Z"') == 3
    assert text.count('creationdate="soon"') == 1


def test_the_context_is_that_of_the_source() -> None:
    pairs = (("一", "1"), ("", "-"), ("二", "2"), ("三", ""), ("四", "4"))
    bitext = Bitext("zh", "en", tuple(Unit(*pair, probability=1.0) for pair in pairs))
    text, _ = written(tmx.write, bitext)
    for around in (("", "二"), ("一", "三"), ("三", "")):
        assert f'<prop type="x-duilian-context">{context_hash(*around)}</prop>' in text
    assert context_hash("", "二") != context_hash("二", "")


# --- parts ------------------------------------------------------------------------------------

MANY = Bitext("zh", "en", tuple(Unit(f"门{i}", f"door {i}", str(i)) for i in range(300)), "a", "b")


@pytest.mark.parametrize("suffix", [".tmx", ".tmx.gz", ".tmx.zip"])
def test_a_large_memory_takes_several_files(suffix: str, shared: Path, tmp_path: Path) -> None:
    chosen = TmxSettings(max_bytes=10_000)
    (tmp_path / f"out-1{suffix}").write_text("old")
    assert write_bitext(MANY, tmp_path / f"out{suffix}", tmx=chosen) == 300
    files = sorted(tmp_path.iterdir(), key=lambda path: len(path.name) * 1000 + ord(path.name[4]))
    assert [path.name for path in files] == [f"out-{n}{suffix}" for n in range(1, len(files) + 1)]
    assert len(files) > 3
    found: list[Unit] = []
    for path in files:
        part = read_bitext(path)
        assert (part.source_name, part.target_name) == ("a", "b")
        found.extend(part)
        if suffix == ".tmx":
            assert path.stat().st_size <= 10_000
            for validator in validators(shared / "schemas"):
                validator.assertValid(etree.parse(path))
    assert tuple(found) == MANY.units


def test_what_fits_is_one_file(tmp_path: Path) -> None:
    write_bitext(MANY, tmp_path / "out.tmx", tmx=TmxSettings(max_bytes=1_000_000))
    assert [path.name for path in tmp_path.iterdir()] == ["out.tmx"]
    write_bitext(MANY, tmp_path / "other.tmx", tmx=TmxSettings())
    assert (tmp_path / "out.tmx").read_bytes() == (tmp_path / "other.tmx").read_bytes()


def test_a_failure_leaves_no_part(tmp_path: Path) -> None:
    def failing() -> object:
        yield from MANY.units
        raise KeyboardInterrupt

    bitext = replace(MANY, units=failing())  # type: ignore[arg-type]
    with pytest.raises(KeyboardInterrupt):
        write_bitext(bitext, tmp_path / "out.tmx", tmx=TmxSettings(max_bytes=10_000))
    assert list(tmp_path.iterdir()) == []


def test_a_unit_larger_than_a_file_is_left_out_and_told(tmp_path: Path) -> None:
    notices: list[Notice] = []
    bitext = Bitext("zh", "en", (Unit("门", "door"), Unit("门" * 4000, "d"), Unit("窗", "window")))
    chosen = TmxSettings(max_bytes=10_000)
    assert write_bitext(bitext, tmp_path / "a.tmx", tmx=chosen, notice=notices.append) == 2
    assert notices == [Notice("unit 2", "not written: it is larger than a file may be")]


def test_standard_output_is_one_file() -> None:
    with pytest.raises(UsageError, match="one file"):
        write_bitext(MANY, "-", format="tmx", tmx=TmxSettings(max_bytes=10_000))


def test_settings_of_tmx_with_another_format_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="the output is tsv"):
        write_bitext(MANY, tmp_path / "a.tsv", tmx=TmxSettings(memory_name="x"))


def test_profiles_are_by_name() -> None:
    assert all(name == profile.name for name, profile in PROFILES.items())
    assert all(isinstance(profile, Profile) and profile.summary for profile in PROFILES.values())
