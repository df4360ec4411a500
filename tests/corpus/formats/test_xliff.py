"""XLIFF as other tools write it: one case, one small file, and what is read of it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from duilian.corpus.errors import InputError
from duilian.corpus.formats import markup, read_bitext, write_bitext, xliff
from duilian.corpus.formats.facts import probability_of
from duilian.corpus.keyed import pair_by_key
from duilian.corpus.model import Bitext, Unit

from .samples import read_back

OLD = (
    '<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2" xmlns:x="urn:x">{}</xliff>'
)
NEW = (
    '<xliff version="2.0" xmlns="urn:oasis:names:tc:xliff:document:2.0" srcLang="en" trgLang="zh"'
    ' xmlns:res="urn:oasis:names:tc:xliff:resourcedata:2.0"'
    ' xmlns:mtc="urn:oasis:names:tc:xliff:matches:2.0"'
    ' xmlns:gls="urn:oasis:names:tc:xliff:glossary:2.0"><file id="f1">{}</file></xliff>'
)
FILE = (
    '<file original="a.txt" source-language="en" target-language="zh-CN" datatype="plaintext">'
    "<body>{}</body></file>"
)
DOOR = '<trans-unit id="1"><source>door</source><target>门</target></trans-unit>'
SEGMENTS = (
    '<trans-unit id="5"><source>One. Two.</source><seg-source><mrk mtype="seg" mid="0">One.</mrk>'
    ' <mrk mtype="seg" mid="1">Two.</mrk></seg-source>{}</trans-unit>'
)
CODES = "inline codes were left out, the text around them kept"


def read(text: str, path: Path) -> tuple[list[tuple[str, str, str]], list[str], tuple[Unit, ...]]:
    """The identifier and sides of each unit, what was told, and the units."""
    bitext, notices = read_back(text, path / "a.xlf")
    found = [(unit.id, unit.source, unit.target) for unit in bitext]
    return found, [notice.reason for notice in notices], tuple(bitext)


@pytest.mark.parametrize(
    ("body", "expected", "told"),
    [
        pytest.param(
            f'<group id="g"><group id="h">{DOOR}</group><trans-unit id="2"><source>line</source>'
            "<target>联</target></trans-unit></group>",
            [("1", "door", "门"), ("2", "line", "联")],
            [],
            id="groups",
        ),
        pytest.param(
            SEGMENTS.format(
                '<target><mrk mtype="seg" mid="0">一。</mrk><mrk mtype="seg" mid="1">二。</mrk>'
                "</target>"
            ),
            [("5/0", "One.", "一。"), ("5/1", "Two.", "二。")],
            [],
            id="segments",
        ),
        pytest.param(
            SEGMENTS.format('<target><mrk mtype="seg" mid="1">二。</mrk></target>'),
            [("5/0", "One.", ""), ("5/1", "Two.", "二。")],
            [],
            id="segments, one not translated",
        ),
        pytest.param(
            SEGMENTS.format(""),
            [("5/0", "One.", ""), ("5/1", "Two.", "")],
            [],
            id="segments without a target",
        ),
        pytest.param(
            SEGMENTS.format("<target>一。二。</target>"),
            [("5", "One. Two.", "一。二。")],
            [],
            id="segments that the target has not",
        ),
        pytest.param(
            SEGMENTS.format('<target><mrk mtype="seg" mid="7">一。二。</mrk></target>'),
            [("5", "One. Two.", "一。二。")],
            [],
            id="segments under other numbers",
        ),
        pytest.param(
            '<trans-unit id="1"><source>door</source><alt-trans match-quality="80"><source>a door'
            "</source><target>一扇门</target></alt-trans></trans-unit>",
            [("1", "door", "")],
            [],
            id="alt-trans",
        ),
        pytest.param(
            '<trans-unit id="1"><source>door</source><target>门</target><x:matches><x:match>'
            "<source>gate</source><target>大门</target><note>old</note></x:match></x:matches></trans-unit>",
            [("1", "door", "门")],
            [],
            id="a tool's own suggestions",
        ),
        pytest.param(
            '<trans-unit id="1"><source>the <g id="1" ctype="bold">red</g> door<x id="2"/>'
            "</source><target><g id='1'>红</g>门<x id='2'/></target></trans-unit>",
            [("1", "the red door", "红门")],
            [CODES],
            id="g and x",
        ),
        pytest.param(
            '<trans-unit id="1"><source>a <bpt id="1">&lt;b&gt;<sub>no</sub></bpt>b<ept id="1">'
            '&lt;/b&gt;</ept> <ph id="2">{0}</ph>c<it id="3" pos="open">[</it></source>'
            '<target>甲<ph id="2">{0}</ph>乙</target></trans-unit>',
            [("1", "a b c", "甲乙")],
            [CODES],
            id="bpt, ept, ph and it",
        ),
        pytest.param(
            '<trans-unit id="1"><source>a <mrk mtype="term">door</mrk></source></trans-unit>'
            '<trans-unit id="2"><source/><target/></trans-unit>',
            [("1", "a door", ""), ("2", "", "")],
            [],
            id="a marked term, no target, nothing at all",
        ),
        pytest.param(
            '<bin-unit id="b" mime-type="image/png"><bin-source><external-file href="a.png"/>'
            f"</bin-source></bin-unit>{DOOR}",
            [("1", "door", "门")],
            [],
            id="a picture",
        ),
        pytest.param(
            '<trans-unit id="1"><source>A &amp; &#x95E8; <![CDATA[<b>]]></source></trans-unit>',
            [("1", "A & 门 <b>", "")],
            [],
            id="escapes",
        ),
        pytest.param('<trans-unit id="1"/>', [], ["it has no source; passed over"], id="no source"),
    ],
)
def test_1_2(
    body: str, expected: list[tuple[str, str, str]], told: list[str], tmp_path: Path
) -> None:
    found, notices, _ = read(OLD.format(FILE.format(body)), tmp_path)
    assert (found, notices) == (expected, told)


def test_what_1_2_says_of_a_unit_is_kept(tmp_path: Path) -> None:
    body = (
        '<trans-unit id="1" resname="a &amp; b" approved="yes" translate="no"><source>door</source>'
        '<target state="needs-review-translation">门</target><note from="li">Which?</note>'
        '<context-group><context context-type="sourcefile">a.c</context></context-group>'
        "</trans-unit>"
    )
    _, _, (unit,) = read(OLD.format(FILE.format(body)), tmp_path)
    assert dict(unit.attributes) == {
        "resname": "a & b",
        "approved": "yes",
        "translate": "no",
        "state": "needs-review-translation",
    }
    assert unit.notes == ("Which?",)
    assert unit.properties == (("sourcefile", "a.c"),)


def test_languages_and_names_are_those_of_the_file(tmp_path: Path) -> None:
    other = FILE.replace("zh-CN", "fr").format(DOOR)
    text = OLD.format(FILE.format(DOOR) + other)
    bitext, notices = read_back(text, tmp_path / "a.xlf")
    assert (bitext.source_language, bitext.target_language) == ("en", "zh-CN")
    assert (bitext.source_name, len(list(bitext))) == ("a.txt", 1)
    assert [notice.reason for notice in notices] == [
        "in other languages than the first; passed over"
    ]
    with pytest.raises(InputError, match="target language is zh-CN, not de"):
        read_back(text, tmp_path / "a.xlf", target_language="de")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "gb18030"])
def test_encodings(encoding: str, tmp_path: Path) -> None:
    declared = f'<?xml version="1.0" encoding="{encoding.removesuffix("-sig")}"?>\n'
    data = (declared + OLD.format(FILE.format(DOOR))).encode(encoding)
    assert [unit.target for unit in read_back(data, tmp_path / "a.xlf")[0]] == ["门"]


@pytest.mark.parametrize(
    ("body", "expected", "told"),
    [
        pytest.param(
            '<unit id="u"><segment id="s1"><source>One.</source><target>一。</target></segment>'
            "<ignorable><source> </source></ignorable><segment><source>Two.</source></segment>"
            "</unit>",
            [("u/s1", "One.", "一。"), ("u/2", "Two.", "")],
            [],
            id="segments and what is between them",
        ),
        pytest.param(
            '<unit id="u"><originalData><data id="d1">&lt;b&gt;</data></originalData><segment>'
            '<source>a <pc id="1" dataRefStart="d1">red</pc> <ph id="2" dataRef="d1"/>door</source>'
            '<target><pc id="1"><pc id="3">红</pc></pc>门</target></segment></unit>',
            [("u", "a red door", "红门")],
            [CODES],
            id="pc, ph and originalData",
        ),
        pytest.param(
            '<unit id="u"><segment><source>a <mrk id="m" type="term">door</mrk><sm id="n"/>!'
            '<em startRef="n"/></source><target>门<cp hex="0001"/></target></segment></unit>',
            [("u", "a door!", "门\x01")],
            [],
            id="mrk, sm and cp",
        ),
        pytest.param(
            '<group id="g"><unit id="u"><mtc:matches><mtc:match ref="#m"><source>gate</source>'
            "<target>大门</target></mtc:match></mtc:matches><gls:glossary><gls:glossEntry>"
            "<gls:term>door</gls:term></gls:glossEntry></gls:glossary><segment><source>door</source>"
            "</segment></unit></group>",
            [("u", "door", "")],
            [],
            id="suggestions and terms",
        ),
        pytest.param(
            '<unit id="u"><segment><source>One.</source></segment></unit><unit id="v">'
            '<res:resourceData><res:resourceItem id="r"><res:source href="a.png"/>'
            "</res:resourceItem></res:resourceData><segment><source>Two.</source></segment></unit>",
            [("u", "One.", ""), ("v", "Two.", "")],
            [],
            id="a resource's source is not the text of the unit before",
        ),
    ],
)
def test_2(
    body: str, expected: list[tuple[str, str, str]], told: list[str], tmp_path: Path
) -> None:
    found, notices, _ = read(NEW.format(body), tmp_path)
    assert (found, notices) == (expected, told)


def test_what_2_says_of_a_unit_is_kept(tmp_path: Path) -> None:
    body = (
        '<unit id="u" name="menu"><notes><note category="x">Which?</note><note>Red.</note></notes>'
        '<segment state="reviewed" subState="my:ok"><source>door</source><target>门</target>'
        "</segment></unit>"
    )
    _, _, (unit,) = read(NEW.format(body), tmp_path)
    assert dict(unit.attributes) == {"name": "menu", "state": "reviewed", "subState": "my:ok"}
    assert unit.notes == ("Which?", "Red.")


@pytest.mark.parametrize("format", ["xliff", "xliff2"])
def test_how_sure_a_pair_is_stands_in_a_suggestion_too(format: str, tmp_path: Path) -> None:
    units = (
        Unit("门", "door", probability=0.2957),
        Unit("窗", "window", probability=1.0),
        Unit("墙", "", probability=0.5),
        Unit("瓦", "tile"),
    )
    write_bitext(Bitext("zh", "en", units), tmp_path / "a.xlf", format=format)
    text = (tmp_path / "a.xlf").read_text("utf-8")
    stated = re.findall('match-?[qQ]uality="([^"]*)"', text)
    assert stated == (["29", "100"] if format == "xliff" else ["29.57", "100.0"])
    assert next(iter(read_bitext(tmp_path / "a.xlf"))).probability == 0.2957
    # A tool has dropped what it does not know, and a translator has mended the first target.
    text = re.sub("(?s)<context-group.*?</context-group>|<mda:.*?</mda:metadata>", "", text)
    text = re.sub("(<target[^>]*>)door", r"\1gate", text, count=1)
    (tmp_path / "b.xlf").write_text(text, encoding="utf-8")
    found = [unit.probability for unit in read_bitext(tmp_path / "b.xlf")]
    assert found == [0.29 if format == "xliff" else 0.2957, 1.0, None, None]


@pytest.mark.parametrize(
    ("quality", "expected"),
    [("98", 0.98), ("98.71", 0.9871), (" 7% ", 0.07), ("101", None), ("fuzzy", None), ("", None)],
)
def test_qualities(quality: str, expected: float | None) -> None:
    assert probability_of(quality) == expected


def test_the_quality_of_another_memory_says_nothing_of_the_pair(tmp_path: Path) -> None:
    body = DOOR.replace(
        "</trans-unit>",
        '<alt-trans match-quality="80" origin="tm"><target>大门</target></alt-trans></trans-unit>',
    )
    _, _, (unit,) = read(OLD.format(FILE.format(body)), tmp_path)
    assert unit.probability is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            '<xliff version="1.2"><file original="a" source-language="zh" target-language="en" '
            'datatype="plaintext"><body><trans-unit id="1" maxwidth="5" size-unit="char">'
            "<source>潮汐</source><target>Tide</target></trans-unit></body></file></xliff>",
            (("maxwidth", "5"), ("size-unit", "char")),
        ),
        (
            '<xliff xmlns="urn:oasis:names:tc:xliff:document:2.1" version="2.1" srcLang="zh" '
            'trgLang="en" xmlns:slr="urn:oasis:names:tc:xliff:sizerestriction:2.0"><file id="f">'
            '<unit id="1" slr:sizeRestriction="5"><segment><source>潮汐</source>'
            "<target>Tide</target></segment></unit></file></xliff>",
            (("sizeRestriction", "5"),),
        ),
    ],
)
def test_limits_of_size_are_attributes(
    text: str, expected: tuple[tuple[str, str], ...], tmp_path: Path
) -> None:
    file = tmp_path / "a.xlf"
    file.write_text(text, encoding="utf-8")
    (unit,) = read_bitext(file)
    assert unit.attributes == expected


def test_catalogs_pair_by_the_ids_of_their_units(tmp_path: Path) -> None:
    one, other = tmp_path / "a.xlf", tmp_path / "b.xlf"
    one.write_text(OLD.format(FILE.format(DOOR)), encoding="utf-8")
    french = DOOR.replace("门", "porte")
    other.write_text(OLD.format(FILE.replace("zh-CN", "fr").format(french)), encoding="utf-8")
    bitext, _ = pair_by_key(one, other)
    assert [(unit.id, unit.source, unit.target) for unit in bitext] == [("1", "门", "porte")]
    assert (bitext.source_language, bitext.target_language) == ("zh-CN", "fr")


BOMB = '<!DOCTYPE xliff [<!ENTITY a "aaaaaaaa"><!ENTITY b "&a;&a;&a;">]>'
OUTSIDE = '<!DOCTYPE xliff [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(BOMB + OLD.format(FILE.format(DOOR.replace("门", "&b;"))), id="entities"),
        pytest.param(OUTSIDE + OLD.format(FILE.format(DOOR.replace("门", "&a;"))), id="a file"),
        pytest.param(OLD.format(FILE.format(DOOR))[:-30], id="cut short"),
        pytest.param(OLD.format("<g>" * 5000), id="too deep"),
        pytest.param("<tmx/>", id="another format"),
    ],
)
def test_hostile_files_are_one_line(text: str, tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        read_back(text, tmp_path / "a.xlf")
    assert "\n" not in str(caught.value)
    assert caught.value.remedy


@pytest.mark.parametrize("beginning", ["", '<x id="', "<!--", "<![CDATA["])
def test_what_does_not_end_is_refused(
    beginning: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(markup, "_MOST_WITHOUT_A_RECORD", 2 << 20)
    path = tmp_path / "a.xlf"
    head = OLD.format(FILE.format(f'{DOOR}<trans-unit id="2"><source>{beginning}'))
    path.write_bytes(head.partition("</body>")[0].encode() + b"a" * (4 << 20))
    with pytest.raises(InputError, match=r"a\.xlf: refused: 2 MiB, and nothing in them"):
        list(read_bitext(path))
    # A file that is larger than that in all is not meant.
    path.write_text(OLD.format(FILE.format(DOOR * 60_000)), encoding="utf-8")
    assert sum(1 for _ in read_bitext(path)) == 60_000


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("\ufeff" + NEW, (True, True)),
        ("<?xml version='1.0'?>\n" + OLD, (True, False)),
        ("<tmx/>", (False, False)),
        ("", (False, False)),
    ],
)
def test_sniffing(head: str, expected: tuple[bool, bool]) -> None:
    assert (xliff.sniff(head), xliff.sniff_2(head)) == expected
