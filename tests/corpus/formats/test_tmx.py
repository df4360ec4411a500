"""TMX: valid, exact, streamed, and safe to read whoever wrote it."""

from __future__ import annotations

import os
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

import duilian
from duilian.corpus.errors import InputError, UsageError
from duilian.corpus.formats import read_bitext, tmx, write_bitext
from duilian.corpus.model import Bitext, Notice, Unit

from .samples import COUPLET, read_back, units, written, xml_text

GOLDEN = Path(__file__).parent / "golden"
SHARED = Path(os.environ.get("DUILIAN_SHARED", Path(__file__).parents[4] / "shared"))

HEAD = (
    '<tmx version="1.4"><header creationtool="t" creationtoolversion="1" segtype="sentence"'
    ' o-tmf="t" adminlang="en" srclang="{srclang}" datatype="plaintext"/><body>'
)
TAIL = "</body></tmx>"

attributes = st.dictionaries(
    st.sampled_from(["creationdate", "changeid", "usagecount", "o-encoding"]), xml_text
).map(lambda found: tuple(found.items()))
names = xml_text.filter(lambda name: not name.startswith("x-duilian-"))
properties = st.lists(st.tuples(names, xml_text), max_size=3).map(tuple)
notes = st.lists(xml_text, max_size=2).map(tuple)
tmx_units = units(xml_text, attributes=attributes, properties=properties, notes=notes).filter(
    lambda unit: not unit.is_null
)


def tu(*variants: tuple[str, str], more: str = "") -> str:
    """A unit: pairs of a language and the inside of its segment."""
    return (
        f"<tu>{more}"
        + "".join(f'<tuv xml:lang="{tag}"><seg>{text}</seg></tuv>' for tag, text in variants)
        + "</tu>"
    )


def file(*bodies: str, srclang: str = "en") -> str:
    """A whole TMX file."""
    return HEAD.format(srclang=srclang) + "".join(bodies) + TAIL


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


@pytest.mark.parametrize("schema", ["tmx14.dtd", "tmx14.xsd"])
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(found=st.lists(tmx_units, max_size=2).map(tuple))
def test_what_is_written_is_valid(schema: str, found: tuple[Unit, ...]) -> None:
    path = SHARED / "schemas" / schema
    if not path.exists():
        pytest.skip(f"no {path}: set DUILIAN_SHARED to the folder that holds schemas/")
    validator = (
        etree.DTD(str(path)) if schema.endswith("dtd") else etree.XMLSchema(etree.parse(str(path)))
    )
    for bitext in (COUPLET, Bitext("zh_cn", "EN", found, "a&b", "\x01")):
        text, _ = written(tmx.write, bitext)
        validator.assertValid(etree.fromstring(text.encode()))


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
    assert notices == [
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


@pytest.mark.parametrize(
    ("srclang", "tags", "wanted", "pair"),
    [
        ("en", ["en", "zh-CN"], {}, ("en", "zh-CN")),
        ("en", ["zh_CN", "en_us"], {}, ("en-US", "zh-CN")),
        ("*all*", ["zh", "en"], {}, ("zh", "en")),
        ("", ["zh", "en"], {}, ("zh", "en")),
        ("fr", ["zh", "en"], {}, ("zh", "en")),
        ("en", ["en", "fr", "zh"], {"target_language": "zh"}, ("en", "zh")),
        ("en", ["en", "fr", "zh"], {"source_language": "zh"}, ("zh", "en")),
        ("en", ["en", "zh"], {"target_language": "en"}, ("zh", "en")),
        ("en", ["en", "en"], {}, ("en", "en")),
        ("zh-CN", ["zh-TW", "zh-CN"], {}, ("zh-CN", "zh-TW")),
    ],
)
def test_languages_not_given(
    srclang: str, tags: list[str], wanted: dict[str, object], pair: tuple[str, str], tmp_path: Path
) -> None:
    text = file(tu(*((tag, tag) for tag in tags)), srclang=srclang)
    bitext, notices = read_back(text, tmp_path / "a.tmx", **wanted)
    assert (bitext.source_language, bitext.target_language) == pair
    assert notices == []
    assert len(list(bitext)) == 1


@pytest.mark.parametrize(
    ("wanted", "chosen"),
    [("zh-CN", "3"), ("zh-Hans-CN", "3"), ("zh-HK", "2"), ("zh", "2"), ("zh-TW", "1")],
)
def test_the_nearest_language_is_taken(wanted: str, chosen: str, tmp_path: Path) -> None:
    text = file(tu(("en", "0"), ("zh-TW", "1"), ("zh", "2"), ("zh-CN", "3")))
    options = {"source_language": "en", "target_language": wanted}
    bitext, _ = read_back(text, tmp_path / "a.tmx", **options)
    assert [unit.target for unit in bitext] == [chosen]


def test_units_that_cannot_be_used_are_told(tmp_path: Path) -> None:
    text = file(
        "<tu/>",
        tu(("en", "alone")),
        tu(("en", "door"), ("zh", "门")),
        '<tu><tuv xml:lang="en"><seg>x</seg></tuv><tuv><seg>y</seg></tuv></tu>',
        '<tu><tuv xml:lang="en"/><tuv xml:lang="zh"><seg>y</seg></tuv></tu>',
        tu(("en", "door"), ("fr", "porte")),
        tu(("en", "gate"), ("zh", "大门"), ("zh", "门户")),
    )
    bitext, notices = read_back(text, tmp_path / "a.tmx")
    assert [unit.source for unit in bitext] == ["door", "gate"]
    assert notices == [
        Notice("unit 1", "no segment in en"),
        Notice("unit 2", "no segment in zh"),
        Notice("unit 4", "a segment has no language"),
        Notice("unit 5", "a variant has no seg"),
        Notice("unit 6", "no segment in zh"),
        Notice("unit 7", "only its first segment in zh was read"),
    ]


def test_a_pair_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    text = file(tu(("en", "door"), ("zh", "门")))
    options = {"source_language": "en", "target_language": "ja"}
    with pytest.raises(InputError, match="both en and ja") as caught:
        read_back(text, tmp_path / "a.tmx", **options)
    assert caught.value.remedy == "it holds: en, zh"
    with pytest.raises(InputError, match="two languages"):
        read_back(file(tu(("en", "door"))), tmp_path / "a.tmx")


@pytest.mark.parametrize(
    ("inside", "seen"),
    [
        ('a <bpt i="1">&lt;b&gt;</bpt>red<ept i="1">&lt;/b&gt;</ept> door', "a red door"),
        ('a<ph>{1}<sub>tip</sub></ph> <hi type="x">red</hi> door', "a red door"),
        ('a <it pos="begin">x</it><ut>y</ut>door', "a door"),
        ("<hi>a <hi>red</hi><ph>z</ph></hi> door", "a red door"),
        ("a <!-- not --><?pi not?><![CDATA[<red>]]> door", "a <red> door"),
        ("a&#13;&#10;door &amp;amp;", "a\r\ndoor &amp;"),
        ("", ""),
    ],
)
def test_a_segment_is_what_a_reader_sees(inside: str, seen: str, tmp_path: Path) -> None:
    bitext, _ = read_back(file(tu(("en", inside), ("zh", "门"))), tmp_path / "a.tmx")
    assert [unit.source for unit in bitext] == [seen]


def test_old_and_foreign_tmx(tmp_path: Path) -> None:
    text = (
        '<?xml version="1.0"?>\n<!-- by hand -->\n<!DOCTYPE tmx SYSTEM "tmx11.dtd">\n'
        '<tmx version="1.1"><header srclang="EN-US"><note>of the file</note></header><body>'
        '<tu tuid="7"><note>of the unit</note><prop type="x-context">c</prop>'
        '<tuv lang="EN-US" changeid="li"><prop type="x-context">s</prop><seg>door</seg></tuv>'
        '<tuv lang="ZH-CN" changeid="wang" changedate="20240210T080000Z"><seg>门</seg></tuv></tu>'
        "</body></tmx>"
    )
    bitext, notices = read_back(text, tmp_path / "a.tmx")
    assert notices == []
    assert bitext == Bitext(
        "en-US",
        "zh-CN",
        (
            Unit(
                "door",
                "门",
                "7",
                attributes=(("changeid", "wang"), ("changedate", "20240210T080000Z")),
                properties=(("x-context", "c"), ("x-context", "s")),
                notes=("of the unit",),
            ),
        ),
    )


def test_a_namespace_makes_no_difference(tmp_path: Path) -> None:
    text = file(tu(("en", "a <ph>x</ph>door"), ("zh", "门"))).replace(
        "<tmx ", '<tmx xmlns="http://www.lisa.org/tmx14" ', 1
    )
    assert [unit.source for unit in read_back(text, tmp_path / "a.tmx")[0]] == ["a door"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_encodings(encoding: str, tmp_path: Path) -> None:
    declared = f'<?xml version="1.0" encoding="{encoding.removesuffix("-sig")}"?>'
    data = (declared + file(tu(("en", "door"), ("zh", "门")))).encode(encoding)
    assert [unit.target for unit in read_back(data, tmp_path / "a.tmx")[0]] == ["门"]


def test_an_encoding_may_be_given(tmp_path: Path) -> None:
    data = file(tu(("en", "door"), ("zh", "门联"))).encode("gb18030")
    with pytest.raises(InputError) as caught:
        read_back(data, tmp_path / "a.tmx")
    assert "--encoding" in caught.value.remedy
    bitext, _ = read_back(data, tmp_path / "a.tmx", encoding="gbk")
    assert [unit.target for unit in bitext] == ["门联"]
    with pytest.raises(UsageError, match="unknown encoding"):
        read_back(data, tmp_path / "a.tmx", encoding="gbk2")


DOCTYPE = "<!DOCTYPE tmx [{}]>"
SMALL = file(tu(("en", "door"), ("zh", "&x;")))


@pytest.mark.parametrize(
    ("subset", "problem"),
    [
        ('<!ENTITY x "y">', "declares an entity"),
        ('\n<!ELEMENT a ANY>\n<!ENTITY a "ha"><!ENTITY x "&a;&a;">', "declares an entity"),
        ('<!ENTITY x SYSTEM "file:///etc/passwd">', "external entity"),
        ('<!ENTITY % x PUBLIC "-" "http://localhost/x.dtd"> %x;', "external entity"),
        ('<!-- ]> --><?pi ]>?><!ATTLIST tu a CDATA "]>"><!ENTITY x "y">', "declares an entity"),
        ("%x;", "parameter entity"),
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_are_refused(subset: str, problem: str, encoding: str, tmp_path: Path) -> None:
    data = (DOCTYPE.format(subset) + SMALL).encode(encoding)
    with pytest.raises(InputError, match=problem) as caught:
        read_back(data, tmp_path / "a.tmx")
    assert "\n" not in str(caught.value)
    assert "passwd" not in str(caught.value)


def test_an_entity_bomb_costs_nothing(tmp_path: Path) -> None:
    layers = "".join(f'<!ENTITY e{i} "{f"&e{i - 1};" * 10}">' for i in range(1, 10))
    text = DOCTYPE.format('<!ENTITY e0 "ha">' + layers) + SMALL.replace("&x;", "&e9;")
    tracemalloc.start()
    with pytest.raises(InputError, match="refused"):
        read_back(text, tmp_path / "bomb.tmx")
    assert tracemalloc.get_traced_memory()[1] < 5_000_000
    tracemalloc.stop()


def test_a_harmless_doctype_is_accepted_and_never_fetched(tmp_path: Path) -> None:
    (tmp_path / "tmx14.dtd").write_text('<!ENTITY x "stolen"><!ATTLIST tu tuid CDATA "stolen">')
    whole = file(tu(("en", "door"), ("zh", "门")))
    for doctype in (
        '<!DOCTYPE tmx SYSTEM "tmx14.dtd">',
        '<!DOCTYPE tmx PUBLIC "-//LISA OSCAR:1998//DTD" "tmx14.dtd" [ <!-- none --> ]>',
        "<!DOCTYPE tmx>",
        '<!-- 门 😀 -->\n<!DOCTYPE tmx SYSTEM "门.dtd">\n<!-- 联 -->',
    ):
        for encoding in ("utf-8", "utf-8-sig", "utf-16"):
            data = (doctype + whole).encode(encoding)
            bitext, _ = read_back(data, tmp_path / "a.tmx")
            assert [unit.id for unit in bitext] == [""]
    with pytest.raises(InputError, match="'x' not defined") as caught:
        read_back('\n<!DOCTYPE tmx\nSYSTEM "tmx14.dtd">\n' + SMALL, tmp_path / "a.tmx")
    assert caught.value.place == "line 4"


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("door\t门\n", "not a TMX file"),
        ("<html><body/></html>", "<html> and not <tmx>"),
        ("<!-- never closed", "not a TMX file"),
        ("\x89PNG\0\0", "not a TMX file"),
        ("<!DOCTYPE tmx [ " + " <!ELEMENT a ANY>" * 70_000, "too long"),
        (file(tu(("en", "a"), ("zh", "&#1;"))), "not well-formed"),
        (file(tu(("en", "a"), ("zh", "b</x>"))), "not well-formed"),
        ('<?xml version="1.0" encoding="UTF-16"?>' + file(), "not well-formed"),
    ],
)
def test_what_is_no_tmx(text: str, problem: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=problem) as caught:
        read_back(text, tmp_path / "a.tmx")
    assert caught.value.remedy


@pytest.mark.parametrize("share", [0.02, 0.3, 0.5, 0.9, 0.999])
def test_a_truncated_file_gives_its_units_and_then_an_error(share: float, tmp_path: Path) -> None:
    path = tmp_path / "cut.tmx"
    lines = "".join(tu(("en", f"door {i}"), ("zh", f"门{i}")) + "\n" for i in range(5_000))
    data = file(lines).encode()
    path.write_bytes(data[: int(len(data) * share)])
    seen: list[Unit] = []
    with pytest.raises(InputError, match="ends in the middle") as caught:
        seen.extend(read_bitext(path))
    assert len(seen) >= 5_000 * share - 200
    assert caught.value.place.startswith("line ")


def test_memory_does_not_grow_with_the_file(tmp_path: Path) -> None:
    def peak(count: int) -> int:
        path = tmp_path / f"{count}.tmx"
        many = (Unit(f"门{i}", f"door {i}", str(i), 0.5) for i in range(count))
        tracemalloc.start()
        write_bitext(Bitext("zh", "en", many), path)
        assert sum(1 for _ in read_bitext(path)) == count
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return most

    peak(10)  # what is imported and cached once
    assert peak(20_000) < peak(4_000) + 500_000
