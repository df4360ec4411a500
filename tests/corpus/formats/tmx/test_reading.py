"""TMX: valid, exact, streamed, and safe to read whoever wrote it."""

from __future__ import annotations

import tracemalloc
from pathlib import Path

import pytest

from duilian.corpus.errors import InputError, UsageError
from duilian.corpus.formats import read_bitext, write_bitext
from duilian.corpus.model import Bitext, Notice, Unit

from ..samples import read_back
from .made import DOCTYPE, SMALL, file, tu


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
    assert [notice.reason for notice in notices] == [
        f"its segment in {tag} was not read: it is in neither language of the pair"
        for tag in tags
        if len(tags) > 2 and tag not in pair
    ]
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
        "<tu/>\n",
        tu(("en", "alone")),
        "\r\n",
        tu(("en", "door\n\r\r"), ("zh", "门")),
        '<tu><tuv xml:lang="en"><seg>x</seg></tuv><tuv><seg>y</seg></tuv></tu>',
        '<tu><tuv xml:lang="en"/><tuv xml:lang="zh"><seg>y</seg></tuv></tu>',
        "\n" + tu(("en", "door"), ("fr", "porte")) + "\n",
        tu(("en", "gate"), ("zh", "大门"), ("zh", "门户")),
    )
    bitext, notices = read_back(text, tmp_path / "a.tmx")
    assert [unit.source for unit in bitext] == ["door\n\n\n", "gate"]
    assert notices == [
        Notice("unit 1 (line 1)", "no segment in en"),
        Notice("unit 2 (line 2)", "no segment in zh"),
        Notice("unit 4 (line 6)", "a segment has no language"),
        Notice("unit 5 (line 6)", "a variant has no seg"),
        Notice("unit 6 (line 7)", "no segment in zh"),
        Notice("unit 7 (line 8)", "only its first segment in zh was read"),
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


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [
        ("UTF-8", "utf-8"),
        ("utf-8", "utf-8-sig"),
        ("UTF-16", "utf-16"),
        ("UTF-16", "utf-16-le"),
        ("UTF-16BE", "utf-16-be"),
        ("UTF-8", "utf-16"),
        ("", "utf-16-le"),
        ("UTF-32", "utf-32"),
        ("GB18030", "gb18030"),
        ("gb2312", "gb18030"),
        ("GBK", "gbk"),
        ("Big5", "big5"),
        ("Shift_JIS", "shift_jis"),
    ],
)
def test_encodings(declared: str, encoding: str, tmp_path: Path) -> None:
    first = f'<?xml version="1.0" encoding="{declared}"?>\n' if declared else ""
    text = first + file(*[tu(("en", f"door {number}"), ("zh", "門")) for number in range(5_000)])
    bitext, notices = read_back(text.encode(encoding), tmp_path / "a.tmx")
    assert notices == []
    assert {unit.target for unit in bitext} == {"門"}


def test_a_file_that_cannot_be_in_the_encoding_it_names(tmp_path: Path) -> None:
    """Someone opened it in an editor, saved it as UTF-8, and left the first line alone."""
    text = '<?xml version="1.0" encoding="UTF-16"?>' + file(tu(("en", "door"), ("zh", "门")))
    bitext, notices = read_back(text, tmp_path / "a.tmx")
    assert [unit.target for unit in bitext] == ["门"]
    assert notices == [Notice("line 1", "it says it is in UTF-16, and is not; read as UTF-8")]


def test_what_xml_cannot_hold_is_replaced_and_told(tmp_path: Path) -> None:
    """Word's vertical tab, raw or by number: a parser would refuse the whole file."""
    text = file(
        "\n" + tu(("en", "a\x0bb"), ("zh", "c")),
        "\n" + tu(("en", "a &#x0B; b&#31;"), ("zh", "&#11c")),
    ).replace("&#11c", "c")
    bitext, notices = read_back(text, tmp_path / "a.tmx")
    assert [unit.source for unit in bitext] == ["a\ufffdb", "a \ufffd b\ufffd"]
    assert notices == [
        Notice("line 2", "1 character(s) that XML cannot hold were replaced by U+FFFD"),
        Notice("line 3", "2 character(s) that XML cannot hold were replaced by U+FFFD"),
    ]


@pytest.mark.parametrize(
    "header",
    [
        "",
        "<header/>",
        '<header srclang=""/>',
        '<header srclang="*ALL*" segtype="odd" datatype="?" creationdate="yesterday"/>',
        '<header srclang="en_US" xml:space="preserve"><ude name="x" base="y"><map/></ude></header>',
    ],
)
def test_odd_headers(header: str, tmp_path: Path) -> None:
    text = f"<tmx><{'!--'} no version {'--'}>{header}<body>{tu(('EN-us', 'a'), ('ZH_cn', 'b'))}"
    bitext, notices = read_back(text + "</body></tmx>", tmp_path / "a.tmx")
    assert (bitext.source_language, bitext.target_language) == ("en-US", "zh-CN")
    assert notices == []
    assert [(unit.source, unit.target) for unit in bitext] == [("a", "b")]


def test_segments_inside_props_are_text(tmp_path: Path) -> None:
    """XTM's own example of its context props has them; no schema does."""
    context = '<prop type="x-context-pre"><seg>before</seg></prop>'
    text = file(tu(("en", "door"), ("zh", "门"), more=context))
    (unit,) = read_back(text, tmp_path / "a.tmx")[0]
    assert (unit.source, unit.properties) == ("door", (("x-context-pre", "before"),))


def test_an_encoding_may_be_given(tmp_path: Path) -> None:
    data = file(tu(("en", "door"), ("zh", "门联"))).encode("gb18030")
    with pytest.raises(InputError) as caught:
        read_back(data, tmp_path / "a.tmx")
    assert "--encoding" in caught.value.remedy
    bitext, _ = read_back(data, tmp_path / "a.tmx", encoding="gbk")
    assert [unit.target for unit in bitext] == ["门联"]
    with pytest.raises(UsageError, match="unknown encoding"):
        read_back(data, tmp_path / "a.tmx", encoding="gbk2")


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
    with pytest.raises(InputError, match="undefined entity") as caught:
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
        (file(tu(("en", "a"), ("zh", "b]]>"))), "not well-formed"),
        (file(tu(("en", "a"), ("zh", "b")), '<tu a="1" a="2"/>'), "not well-formed"),
        (file(tu(("en", "a"), ("zh", "b")), "</body>", tu(("en", "a"), ("zh", "b"))), "not well"),
        (file(tu(("en", "a"), ("zh", "b</x>"))), "not well-formed"),
        ('<?xml version="1.0" encoding="klingon"?>' + file(), "which is not known"),
        ('<?xml version="1.0" encoding="base64"?>' + file(), "which is not known"),
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


def test_units_that_go_on_and_on_are_refused(tmp_path: Path) -> None:
    for name, endless in (
        ("text", b"a" * 1_000_000),
        ("tags", b"<hi>a</hi>" * 100_000),
        ("nothing", b" \n" * 500_000),
        ("props", b"<prop/>" * 100_000),
    ):
        path = tmp_path / f"{name}.tmx"
        start = file(tu(("en", "a"), ("zh", "b"))).removesuffix("</body></tmx>")
        inside = b"<tu>" if name == "props" else b"<tu><tuv xml:lang='en'><seg>"
        path.write_bytes(start.encode() + inside)
        with path.open("ab") as out:
            for _ in range(8):
                out.write(endless)
        with pytest.raises(InputError, match="1 MiB without the end of a unit"):
            list(read_bitext(path))


def test_a_header_that_goes_on_and_on_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="1 MiB without the end of a unit"):
        read_back("<tmx><header>" + "<prop>a</prop>" * 200_000, tmp_path / "a.tmx")


def test_elements_that_go_deeper_and_deeper_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="nested more than 64 deep"):
        read_back(file("<tu>" + "<a>" * 100_000), tmp_path / "a.tmx")
