"""Whatever a file holds, a bitext reader reads it or refuses it in one line; none fails otherwise.

The units of a file that is written by ourselves, wounded at random. For a longer run, so many
seconds for each format: ``DUILIAN_FUZZ_SECONDS=600 pytest tests/corpus/formats/test_fuzz.py``; the
number of cases is printed (``-s``), and a file that a reader fails on stays in pytest's folder.
"""

from __future__ import annotations

import io
import os
import random
import time
import zipfile
from pathlib import Path

import pytest

from duilian.corpus.errors import DuilianError
from duilian.corpus.formats import parse_beads, read_bitext, write_bitext
from duilian.corpus.keyed import are_catalogs, pair_by_key
from duilian.corpus.model import Bitext, Unit

from .samples import COUPLET

SECONDS = float(os.environ.get("DUILIAN_FUZZ_SECONDS", "0"))
CASES = 60
# Bytes that mean something to one of the readers.
PIECES = (
    *(b"<", b">", b"</", b"/>", b"&", b"&#0;", b"&#x10FFFF;", b"<!--", b"<![CDATA[", b"]]>", b"\0"),
    *(b"<unit id='1'>", b"</segment>", b"<mrk mtype='seg'>", b"<g id='1'>", b"<x/>", b"<sub>"),
    *(b"<target/>", b"<alt-trans>", b"<trans-unit>", b"<ignorable>", b"xml:space='preserve'"),
    *(b'msgid "', b'msgstr[1] "', b"msgctxt ", b"#~ ", b"#, fuzzy\n", b'"\n"', b"\\x", b"\\"),
    *(
        b'"',
        b'""',
        b",",
        b"\t",
        b"\r",
        b"\n\n",
        b";",
        b"{",
        b"}",
        b"[",
        b"]",
        b":",
        b"null",
        b"1e999",
    ),
    *(b"<row r='9'>", b"<c r='ZZZ9' t='s'>", b"<v>-1</v>", b"<w:tbl>", b"<w:tc>", b"<w:p>"),
    *(b"\xff\xfe", b"\xe2\x80\xa8", b"\xed\xa0\x80", b"\\ud800", b"[9]:[", b"x-duilian-"),
)
UNITS = (
    *COUPLET,
    Unit("门%s", "door%s", "4", notes=("a", "b")),
    Unit("窗", "window", attributes=(("msgctxt", "house"), ("flags", "c-format"))),
)
CATALOGS = {
    ".json": (
        b'{"a": "\xe9\x97\xa8", "b": {"c": ["x", 1, null]}}',
        b'{"a": "door", "b": {"c": []}}',
    ),
    ".po": (
        b'msgid ""\nmsgstr "Language: zh\\n"\n\nmsgid "a"\nmsgstr "b"\n',
        b'msgid "a"\nmsgstr "c"\n',
    ),
}


def wounded(data: bytes, dice: random.Random) -> bytes:
    """The data with a few small wounds."""
    wounds = bytearray(data)
    for _ in range(dice.randint(1, 6)):
        at = dice.randrange(len(wounds) + 1)
        end = min(len(wounds), at + dice.choice([0, 1, 5, 40, 400]))
        kind = dice.randrange(4)
        if kind == 0:
            del wounds[at:end]
        elif kind == 1:
            wounds[at:at] = dice.choice(PIECES)
        elif kind == 2:
            wounds[at:at] = wounds[at:end]
        else:
            wounds[at : at + 1] = bytes([dice.randrange(256)])
    return bytes(wounds)


def wounded_package(data: bytes, dice: random.Random) -> bytes:
    """A zip file with wounds in one of its members, or, now and then, in itself."""
    if dice.random() < 0.2:
        return wounded(data, dice)
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        members = {name: package.read(name) for name in package.namelist()}
    name = dice.choice(sorted(members))
    if dice.random() < 0.1:
        del members[name]
    else:
        members[name] = wounded(members[name], dice)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for each, content in members.items():
            package.writestr(each, content)
    return out.getvalue()


def cases(seed: str) -> random.Random:
    """The dice of one format: the same every time, unless a long run is asked for."""
    return random.Random(f"{seed} {time.time() if SECONDS else ''}")


def enough(count: int, begin: float) -> bool:
    """Whether a format has had its share."""
    return time.monotonic() - begin > SECONDS if SECONDS else count >= CASES


def refused_well(error: DuilianError) -> None:
    """An error is one line that says what to do."""
    assert "\n" not in str(error)
    assert error.problem


@pytest.mark.parametrize(
    "format", ["xliff", "xliff2", "tmx", "po", "csv", "tsv", "jsonl", "xlsx", "docx", "moses"]
)
def test_wounded_files(format: str, tmp_path: Path) -> None:
    path = tmp_path / f"a.{format}"
    write_bitext(Bitext("zh-CN", "en", UNITS, "z", "e"), path, format=format)
    named: Path = path
    if format == "moses":
        path = Path(f"{named}.en")
    sound = path.read_bytes()
    dice = cases(format)
    count, begin = 0, time.monotonic()
    while not enough(count, begin):
        wound = wounded_package if format in ("xlsx", "docx") else wounded
        path.write_bytes(wound(sound, dice) or b"x")
        try:
            for unit in read_bitext(named, format=format, notice=lambda notice: None):
                assert isinstance(unit, Unit)
        except DuilianError as error:
            refused_well(error)
        count += 1
    print(f"{format}: {count} cases")


@pytest.mark.parametrize("suffix", CATALOGS)
def test_wounded_catalogs(suffix: str, tmp_path: Path) -> None:
    one, other = tmp_path / f"zh{suffix}", tmp_path / f"en{suffix}"
    dice = cases(suffix)
    count, begin = 0, time.monotonic()
    while not enough(count, begin):
        one.write_bytes(wounded(CATALOGS[suffix][0], dice) or b"x")
        other.write_bytes(CATALOGS[suffix][1])
        try:
            if are_catalogs(one, other):
                bitext, _ = pair_by_key(one, other, notice=lambda notice: None)
                list(bitext)
        except DuilianError as error:
            refused_well(error)
        count += 1
    print(f"catalogs{suffix}: {count} cases")


def test_wounded_beads() -> None:
    sound = b"# note\n[0]:[0]\n[1, 2]:[1]\n[]:[2]\n[3]:[]\n"
    dice = cases("beads")
    count, begin = 0, time.monotonic()
    while not enough(count, begin):
        text = wounded(sound, dice).decode("utf-8", "replace")
        try:
            parse_beads(text, "a.beads")
        except DuilianError as error:
            refused_well(error)
        count += 1
    print(f"beads: {count} cases")
