"""Mending in place: the change that was meant, and no other."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duilian.corpus.errors import DuilianError, UsageError
from duilian.corpus.formats import read_bitext, write_bitext
from duilian.corpus.model import Bitext, Span, Unit
from duilian.quality.finding import Fix
from duilian.quality.fixing import mend, mended
from duilian.quality.inputs import Reading, Source

from .made import finding

TMX = """<?xml version="1.0" encoding="UTF-8"?>
<!-- made by hand: a，b -->
<tmx version="1.4"><header creationtool="x" creationtoolversion="1" segtype="sentence" o-tmf="x"
  adminlang="en" srclang="zh" datatype="plaintext"><note>a，b</note></header><body>
<tu><tuv xml:lang="zh"><seg>甲，乙</seg></tuv><tuv xml:lang="en"><seg>a，b</seg></tuv>
    <tuv xml:lang="de"><seg>Übrig</seg></tuv></tu>
<tu><tuv xml:lang='zh'><seg>甲，乙</seg></tuv>
    <tuv xml:lang='en'><seg>a &amp; “b”，c&gt;d</seg></tuv></tu>
</body></tmx>
"""


def fix(start: int, end: int, text: str) -> Fix:
    return Fix("target", Span(start, end), text)


@pytest.mark.parametrize(
    ("text", "fixes", "wanted"),
    [
        ("a，b，c", [fix(3, 4, ", "), fix(1, 2, ", ")], ("a, b, c", 2)),
        ("a  b", [fix(1, 3, " "), fix(1, 3, " ")], ("a b", 1)),
        ("a  b", [fix(1, 3, " "), fix(2, 4, "c")], ("a b", 1)),
        ("a", [], ("a", 0)),
        ("a", [fix(1, 1, ".")], ("a.", 1)),
    ],
)
def test_fixes_in_a_text(text: str, fixes: list[Fix], wanted: tuple[str, int]) -> None:
    assert mended(text, fixes) == wanted


def test_only_the_target_changes(tmp_path: Path) -> None:
    file = tmp_path / "a.tmx"
    file.write_text(TMX, encoding="utf-8")
    found = [
        finding("甲，乙", "a，b", unit=1, fix=(1, 2, ", ")),
        finding("甲，乙", "a & “b”，c>d", unit=2, fix=(7, 8, ", ")),
    ]
    change = mend(Source((file,)), found, Reading())
    assert (change.made, change.left) == (2, 0)
    assert file.read_text(encoding="utf-8") == TMX  # not yet
    change.write()
    wanted = TMX.replace("<seg>a，b</seg>", "<seg>a, b</seg>").replace("“b”，c", "“b”, c")
    assert file.read_text(encoding="utf-8") == wanted
    diff = list(change.diff())
    assert sum(line.startswith("+") and not line.startswith("+++") for line in diff) == 2


@pytest.mark.parametrize("format", ["tmx", "xliff", "xliff2", "tsv", "csv", "jsonl", "po"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_every_format(tmp_path: Path, format: str, encoding: str) -> None:
    file = tmp_path / f"a.{format}"
    units = (Unit('甲"<', 'one，"two" & <three>\ttab\\'), Unit("乙", "four"), Unit('甲"<', "five"))
    write_bitext(Bitext("zh", "en", units), file, format=format)
    text = file.read_text(encoding="utf-8-sig")
    if format in ("tmx", "xliff", "xliff2"):
        text = text.replace('encoding="UTF-8"', "")
    file.write_text(text, encoding=encoding)
    found = [finding(units[0].source, units[0].target, unit=1, fix=(3, 4, ", "))]
    reading = Reading(format=format, source_language="zh", target_language="en")
    mend(Source((file,)), found, reading).write()
    after = [unit.target for unit in read_bitext(file, format=format)]
    assert after == ['one, "two" & <three>\ttab\\', "four", "five"]
    assert file.read_text(encoding=encoding).count("one, ") == 1


def test_line_parallel_files(tmp_path: Path) -> None:
    for side, texts in (("zh", "甲\n乙\n"), ("en", "a，b\na，b\n")):
        (tmp_path / f"a.{side}").write_text(texts, encoding="utf-8")
    source = Source((tmp_path / "a.zh", tmp_path / "a.en"), "parallel")
    mend(source, [finding("乙", "a，b", unit=2, fix=(1, 2, ", "))], Reading()).write()
    assert (tmp_path / "a.en").read_text(encoding="utf-8") == "a，b\na, b\n"
    assert (tmp_path / "a.zh").read_text(encoding="utf-8") == "甲\n乙\n"


def test_what_cannot_be_found_is_counted(tmp_path: Path) -> None:
    file = tmp_path / "a.tmx"
    # The comma is written as a reference, which is as good and not what we look for.
    text = TMX.replace("<seg>a，b</seg>", "<seg>a&#xff0c;b</seg>")
    file.write_text(text, encoding="utf-8")
    found = [
        finding("甲，乙", "a，b", unit=1, fix=(1, 2, ", ")),
        finding("甲，乙", "a & “b”，c>d", unit=2, fix=(7, 8, ", ")),
    ]
    change = mend(Source((file,)), found, Reading())
    assert (change.made, change.left) == (1, 1)


def test_tags_are_let_be(tmp_path: Path) -> None:
    file = tmp_path / "a.tmx"
    tagged = TMX.replace("<seg>a，b</seg>", '<seg>a<ph x="1">!</ph>，b</seg>')
    file.write_text(tagged, encoding="utf-8")
    change = mend(Source((file,)), [finding("甲，乙", "a，b", unit=1, fix=(1, 2, ", "))], Reading())
    assert (change.made, change.after) == (0, change.before)


@pytest.mark.parametrize("name", ["a.xlsx", "a.docx", "a.tsv.gz"])
def test_files_that_cannot_be_mended(tmp_path: Path, name: str) -> None:
    file = tmp_path / name
    write_bitext(Bitext("zh", "en", (Unit("甲", "a，b"),)), file)
    with pytest.raises(UsageError, match="cannot be mended in place"):
        mend(Source((file,)), [finding("甲", "a，b", fix=(1, 2, ", "))], Reading())


words = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), min_size=1)


@given(units=st.lists(st.tuples(words, words), min_size=1, max_size=6), data=st.data())
def test_a_file_holds_what_was_meant_or_stays(
    tmp_path_factory: pytest.TempPathFactory, units: list[tuple[str, str]], data: st.DataObject
) -> None:
    file = tmp_path_factory.mktemp("fix") / "a.tsv"
    write_bitext(Bitext("zh", "en", tuple(Unit(*each) for each in units)), file)
    before = file.read_bytes()
    reading = Reading(source_language="zh", target_language="en")
    read = [(unit.source, unit.target) for unit in read_bitext(file)]
    number = data.draw(st.integers(0, len(read) - 1))
    source, target = read[number]
    found = [finding(source, target, unit=number + 1, fix=(0, 1, "，"))]
    try:
        change = mend(Source((file,)), found, reading)
    except DuilianError:
        assert file.read_bytes() == before
        return
    change.write()
    after = [(unit.source, unit.target) for unit in read_bitext(file)]
    if change.made:
        read[number] = source, "，" + target[1:]
    assert after == read
