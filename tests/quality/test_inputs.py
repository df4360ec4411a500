"""What the paths of a command line stand for."""

from __future__ import annotations

from pathlib import Path

import pytest

from duilian.corpus.errors import InputError, UsageError
from duilian.quality.inputs import Reading, Source, open_source, sources

from .made import tsv


def write(folder: Path, **files: str) -> None:
    for name, text in files.items():
        stem, _, suffix = name.rpartition("_")
        (folder / f"{stem}.{suffix}").write_text(text, encoding="utf-8")


def test_a_folder_stands_for_its_bitexts(tmp_path: Path) -> None:
    tsv(tmp_path / "b.tsv", ("门", "door"))
    tsv(tmp_path / "a" / "z.tsv", ("门", "door"))
    tsv(tmp_path / ".git" / "c.tsv", ("门", "door"))
    tsv(tmp_path / "old" / "d.tsv", ("门", "door"))
    write(tmp_path, notes_txt="door", page_html="<html/>", data_json="{}")
    (tmp_path / "m.tmx.gz").write_bytes(b"")
    found = sources([tmp_path], leave_out=lambda file: "old" in file.parts)
    assert found == tuple(Source((tmp_path / name,)) for name in ("a/z.tsv", "b.tsv", "m.tmx.gz"))


def test_a_folder_without_bitexts(tmp_path: Path) -> None:
    write(tmp_path, notes_txt="door")
    with pytest.raises(InputError, match="no bitext in this folder"):
        sources([tmp_path])


def test_files_keep_their_order(tmp_path: Path) -> None:
    files = [tsv(tmp_path / name, ("门", "door")) for name in ("b.tsv", "a.tsv")]
    assert [source.files[0] for source in sources(files)] == files


def test_two_texts_are_aligned(tmp_path: Path) -> None:
    write(
        tmp_path, zh_txt="门开了。\n\n雪停了。\n", en_txt="The door opened.\n\nThe snow stopped.\n"
    )
    [source] = sources([tmp_path / "zh.txt", tmp_path / "en.txt"])
    assert (source.how, source.name) == ("documents", str(tmp_path / "en.txt"))
    bitext = open_source(source, Reading())
    assert [(unit.source, unit.target) for unit in bitext] == [
        ("门开了。", "The door opened."),
        ("雪停了。", "The snow stopped."),
    ]


def test_two_catalogs_are_paired_by_key(tmp_path: Path) -> None:
    write(tmp_path, zh_json='{"a": "门", "b": "窗"}', en_json='{"b": "window", "a": "door"}')
    [source] = sources([tmp_path / "zh.json", tmp_path / "en.json"])
    assert source.how == "catalogs"
    reading = Reading(source_language="zh", target_language="en")
    assert [unit.target for unit in open_source(source, reading)] == ["door", "window"]


def test_line_parallel_files(tmp_path: Path) -> None:
    write(tmp_path, a_zh="门\n窗\n", a_en="door\nwindow\n")
    [source] = sources([tmp_path / "a.zh", tmp_path / "a.en"], together="parallel")
    bitext = open_source(source, Reading())
    assert (bitext.source_language, bitext.target_language) == ("zh", "en")
    assert [unit.target for unit in bitext] == ["door", "window"]


def test_line_parallel_files_with_other_names(tmp_path: Path) -> None:
    write(tmp_path, one_txt="门\n窗\n", two_txt="door\nwindow\n")
    [source] = sources([tmp_path / "one.txt", tmp_path / "two.txt"], together="parallel")
    reading = Reading(source_language="zh", target_language="en")
    assert [unit.source for unit in open_source(source, reading)] == ["门", "窗"]


def test_two_files_were_expected(tmp_path: Path) -> None:
    for together, option in (("parallel", "--parallel"), ("documents", "--align")):
        with pytest.raises(UsageError, match=f"{option} takes two files"):
            sources([tmp_path / "a.txt"], together=together)  # type: ignore[arg-type]
    with pytest.raises(UsageError, match="--align takes two files"):
        sources([tmp_path, tmp_path], together="documents")


def test_a_lone_text_is_no_bitext(tmp_path: Path) -> None:
    write(tmp_path, zh_txt="门开了。\n")
    [source] = sources([tmp_path / "zh.txt"])
    with pytest.raises(InputError, match="two languages side by side"):
        open_source(source, Reading())
