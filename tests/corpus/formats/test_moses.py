"""Line-parallel files as Moses and OPUS have them."""

from __future__ import annotations

from pathlib import Path

import pytest

from duilian.corpus.errors import DuilianError, InputError, UsageError
from duilian.corpus.formats import read_bitext, write_bitext
from duilian.corpus.model import Bitext, Notice, Unit


def files(folder: Path, **texts: str) -> None:
    """Files ``c.LANGUAGE`` with these texts; ``_`` in a name stands for ``-`` in the file's."""
    for language, text in texts.items():
        (folder / f"c.{language.replace('_', '-')}").write_bytes(text.encode())


def pairs(bitext: Bitext) -> list[tuple[str, str]]:
    return [(unit.source, unit.target) for unit in bitext]


def test_lines(tmp_path: Path) -> None:
    files(tmp_path, zh="\ufeff门\r\n\r\n联\r\n\u2028\r\n", en="door\n \n\nline\x85two")
    notices: list[Notice] = []
    bitext = read_bitext(
        f"{tmp_path}/c",
        format="moses",
        source_language="zh",
        target_language="en",
        notice=notices.append,
    )
    assert pairs(bitext) == [("门", "door"), ("联", ""), ("\u2028", "line\x85two")]
    assert (bitext.source_name, bitext.target_name) == ("c.zh", "c.en")
    assert notices == [Notice("line 2", "blank on both sides; passed over")]


@pytest.mark.parametrize(
    ("languages", "more", "counts"),
    [
        (("zh", "en"), "en", (2, 1_201)),
        (("en", "zh"), "en", (2, 1_201)),
        (("zh", "en"), "zh", (2, 3)),
    ],
)
def test_unequal_files_are_named_with_their_lines(
    languages: tuple[str, str], more: str, counts: tuple[int, int], tmp_path: Path
) -> None:
    files(tmp_path, zh="a\n" * 2, en="b\n" * 2)
    files(tmp_path, **{more: "x\n" * counts[1]})
    less = "zh" if more == "en" else "en"
    bitext = read_bitext(
        f"{tmp_path}/c", format="moses", source_language=languages[0], target_language=languages[1]
    )
    with pytest.raises(InputError) as caught:
        list(bitext)
    assert caught.value.file == f"{tmp_path}/c.{less}"
    assert caught.value.problem == f"it has 2 lines, and {tmp_path}/c.{more} has {counts[1]:,}"


@pytest.mark.parametrize(
    ("names", "asked", "given", "languages"),
    [
        (("c.en-zh.zh", "c.en-zh.en"), "c.en-zh", {}, ("en", "zh")),
        (("c.zh", "c.en", "c.fr"), "c", {"zh": "zh", "en": "en"}, ("zh", "en")),
        (("c.zh_CN", "c.en"), "c", {"zh": "zh-CN", "en": "en"}, ("zh-CN", "en")),
        (("a,b.zh", "c.en"), "a,b.zh,{}c.en", {}, ("zh", "en")),
        (("c.zh", "c.en"), "c", {"en": "en"}, ("zh", "en")),
    ],
)
def test_which_files(
    names: tuple[str, ...],
    asked: str,
    given: dict[str, str],
    languages: tuple[str, str],
    tmp_path: Path,
) -> None:
    for name in names:
        (tmp_path / name).write_text(name.rpartition(".")[2] + "\n")
    bitext = read_bitext(
        f"{tmp_path}/{asked.format(f'{tmp_path}/')}",
        format="moses",
        source_language=given.get("zh"),
        target_language=given.get("en"),
    )
    assert (bitext.source_language, bitext.target_language) == languages
    assert [text.split("_")[0] for pair in pairs(bitext) for text in pair] == [
        tag.split("-")[0] for tag in languages
    ]


@pytest.mark.parametrize("names", [(), ("c.zh",), ("c.zh", "c.en"), ("c.zh", "c.en", "c.fr")])
def test_it_is_not_guessed_which_is_the_source(names: tuple[str, ...], tmp_path: Path) -> None:
    for name in names:
        (tmp_path / name).write_text("a\n")
    with pytest.raises(DuilianError) as caught:
        read_bitext(f"{tmp_path}/c", format="moses")
    assert "-s and -t" in caught.value.remedy


def test_writing(tmp_path: Path) -> None:
    units = (
        Unit("门\n红", "door"),
        Unit("联", ""),
        Unit("", "line"),
        Unit(" ", "x"),
        Unit("纸", "p"),
    )
    notices: list[Notice] = []
    write_bitext(Bitext("zh", "en", units), f"{tmp_path}/c", format="moses", notice=notices.append)
    assert (tmp_path / "c.zh").read_text(encoding="utf-8") == "门 红\n纸\n"
    assert (tmp_path / "c.en").read_text() == "door\np\n"
    assert [notice.place for notice in notices] == ["unit 1", "unit 2", "unit 3", "unit 4"]
    with pytest.raises(UsageError, match="one name"):
        write_bitext(Bitext("zh", "zh", units), f"{tmp_path}/d", format="moses")
