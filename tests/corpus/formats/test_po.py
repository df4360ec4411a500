"""PO as gettext, Poedit and Weblate write it: one case, one small file, and what is read of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from duilian.corpus.errors import InputError
from duilian.corpus.formats import po
from duilian.corpus.keyed import pair_by_key

from .samples import read_back

HEADER = (
    '# Doors.\nmsgid ""\nmsgstr ""\n"Language: zh_CN\\n"\n'
    '"Content-Type: text/plain; charset=UTF-8\\n"\n"Plural-Forms: nplurals=1; plural=0;\\n"\n\n'
)
PLURAL = 'msgid "%d door"\nmsgid_plural "%d doors"\n'


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param('msgid "door"\nmsgstr "门"\n', [("door", "门", {})], id="a message"),
        pytest.param(
            PLURAL + 'msgstr[0] "%d 扇门"\n',
            [("%d doors", "%d 扇门", {"plural": "0", "msgid": "%d door"})],
            id="one plural form",
        ),
        pytest.param(
            PLURAL + 'msgstr[0] "a"\nmsgstr[1] "b"\nmsgstr[2] "c"\n',
            [
                ("%d door", "a", {"plural": "0", "msgid_plural": "%d doors"}),
                ("%d doors", "b", {"plural": "1", "msgid": "%d door"}),
                ("%d doors", "c", {"plural": "2", "msgid": "%d door"}),
            ],
            id="three plural forms",
        ),
        pytest.param(
            'msgctxt "verb"\nmsgid "open"\nmsgstr "打开"\n\n'
            'msgctxt ""\nmsgid "open"\nmsgstr "开着"\n',
            [("open", "打开", {"msgctxt": "verb"}), ("open", "开着", {"msgctxt": ""})],
            id="contexts",
        ),
        pytest.param(
            '#~ msgid "gate"\n#~ msgstr "大门"\n\n#, fuzzy\n#~ msgid "a"\n#~ msgstr ""\n#~ "甲"\n',
            [
                ("gate", "大门", {"obsolete": "yes"}),
                ("a", "甲", {"flags": "fuzzy", "obsolete": "yes"}),
            ],
            id="obsolete",
        ),
        pytest.param(
            '#~ msgid "gate"\n#~ msgstr "大门"\n#~ msgid "a"\n#~ msgstr "甲"\n'
            'msgid "b"\nmsgstr "乙"\n',
            [
                ("gate", "大门", {"obsolete": "yes"}),
                ("a", "甲", {"obsolete": "yes"}),
                ("b", "乙", {}),
            ],
            id="obsolete, without blank lines",
        ),
        pytest.param(
            '#: a.c:1 b.c:2\n#: c.c:3\n#, fuzzy,c-format\n#| msgid "gate"\n'
            'msgid "door"\nmsgstr "门"',
            [("door", "门", {"flags": "fuzzy, c-format", "references": "a.c:1 b.c:2 c.c:3"})],
            id="flags, references, a previous message",
        ),
        pytest.param(
            'msgid ""\n"one "\n\t"two\\n"\n"three"\nmsgstr "一" "二\\n"\n"三"\n',
            [("one two\nthree", "一二\n三", {})],
            id="many strings",
        ),
        pytest.param(
            r'msgid "\"a\"\t\\n \x41\101"' + '\nmsgstr ""\n',
            [('"a"\t\\n AA', "", {})],
            id="escapes",
        ),
        pytest.param('msgid"door"\r\nmsgstr"门"\r\n', [("door", "门", {})], id="line ends"),
    ],
)
def test_entries(
    text: str, expected: list[tuple[str, str, dict[str, str]]], tmp_path: Path
) -> None:
    bitext, notices = read_back(HEADER + text, tmp_path / "a.po", source_language="en")
    assert [(unit.source, unit.target, dict(unit.attributes)) for unit in bitext] == expected
    assert (bitext.target_language, notices) == ("zh-CN", [])


def test_comments_are_notes(tmp_path: Path) -> None:
    text = HEADER + '#  translator\'s\n# two\n#. for translators\nmsgid "door"\nmsgstr "门"\n'
    (unit,) = read_back(text, tmp_path / "a.po")[0]
    assert unit.notes == (" translator's\ntwo", "for translators")


@pytest.mark.parametrize("charset", ["GB2312", "gb18030", "BIG5", "UTF-8"])
def test_the_header_says_the_encoding(charset: str, tmp_path: Path) -> None:
    data = (HEADER.replace("UTF-8", charset) + 'msgid "door"\nmsgstr "大"\n').encode(charset)
    assert [unit.target for unit in read_back(data, tmp_path / "a.po")[0]] == ["大"]


def test_the_charset_of_a_template_is_none(tmp_path: Path) -> None:
    text = HEADER.replace("UTF-8", "CHARSET") + 'msgid "door"\nmsgstr ""\n'
    assert [unit.source for unit in read_back(text, tmp_path / "a.pot")[0]] == ["door"]


def test_a_second_header_is_told(tmp_path: Path) -> None:
    text = HEADER + 'msgid "door"\nmsgstr "门"\n\n' + HEADER
    bitext, notices = read_back(text, tmp_path / "a.po")
    assert len(list(bitext)) == 1
    assert [notice.reason for notice in notices] == ["a second header; passed over"]


def test_catalogs_pair_by_context_and_message(tmp_path: Path) -> None:
    one, other = tmp_path / "a.po", tmp_path / "b.po"
    text = HEADER + 'msgctxt "x"\nmsgid "door"\nmsgstr "门"\n\n#~ msgid "old"\n#~ msgstr "旧"\n'
    one.write_text(text, encoding="utf-8")
    other.write_text(text.replace("zh_CN", "fr").replace("门", "porte"), encoding="utf-8")
    bitext, _ = pair_by_key(one, other)
    assert [(unit.id, unit.source, unit.target) for unit in bitext] == [("x|door", "门", "porte")]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ('msgid "door"\n', "line 1"),
        ('msgid "a"\nmsgid "b"\nmsgstr "c"\n', "line 2"),
        ('msgid "a"\nmsgstr "b\n', "line 2"),
        ('msgid "a"\nmsgstr "b"\nhello\n', "line 3"),
        ('msgid "a"\nmsgstr "b"\nmsgstr "c"\n', "line 3"),
        ("# nothing\n", "line 1"),
        ('msgid ""\nmsgstr "charset=door\\n"\n', ""),
    ],
)
def test_bad_files(text: str, place: str, tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        read_back(text, tmp_path / "a.po")
    assert caught.value.place == place
    assert caught.value.remedy


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (HEADER, True),
        ('\ufeff# a\r\n\r\n  \r\nmsgctxt "a"', True),
        ("msgid door", False),
        # Every blank line once doubled the time that this takes.
        ("\n" * 5000 + "door", False),
        ("\n" * 5000 + 'msgid "door"', True),
    ],
)
def test_sniffing(head: str, expected: bool) -> None:
    assert po.sniff(head) is expected
