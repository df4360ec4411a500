"""In which lines of its file a finding stands."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from duilian.corpus.formats import read_bitext, write_bitext
from duilian.corpus.model import Bitext, Unit
from duilian.quality.finding import Finding
from duilian.quality.inputs import Reading, Source
from duilian.quality.lines import with_lines

from .made import finding

UNITS = (
    Unit("门 & <窗>", 'the "door" & <window>'),
    Unit("同", "same"),
    Unit("同", "same"),
    Unit("制表\t符", "a tab\tin it"),
    Unit("末", "last"),
)


def findings(*numbers: int) -> list[Finding]:
    return [
        finding(UNITS[number - 1].source, UNITS[number - 1].target, unit=number)
        for number in numbers
    ]


@pytest.mark.parametrize("format", ["tmx", "xliff", "xliff2", "tsv", "csv", "jsonl", "po"])
def test_lines_are_those_of_the_target(tmp_path: Path, format: str) -> None:
    file = tmp_path / f"a.{format}"
    write_bitext(Bitext("zh", "en", UNITS), file, format=format)
    found = with_lines(findings(1, 2, 3, 5), Source((file,)), Reading(format=format))
    text = file.read_text(encoding="utf-8").splitlines()
    lines = [each.line for each in found]
    assert all(line is not None for line in lines), lines
    assert "same" in text[(lines[1] or 0) - 1]
    assert "same" in text[(lines[2] or 0) - 1]
    assert "last" in text[(lines[3] or 0) - 1]
    assert lines == sorted(set(lines), key=lambda line: line or 0)


def test_a_line_that_is_not_known_is_none(tmp_path: Path) -> None:
    file = tmp_path / "a.tsv"
    write_bitext(Bitext("zh", "en", UNITS), file)
    stranger = replace(findings(1)[0], target="not there")
    [found] = with_lines([stranger], Source((file,)), Reading())
    assert found.line is None


def test_binary_files_have_no_lines(tmp_path: Path) -> None:
    file = tmp_path / "a.xlsx"
    write_bitext(Bitext("zh", "en", UNITS), file)
    assert len(list(read_bitext(file))) == len(UNITS)
    assert [each.line for each in with_lines(findings(1), Source((file,)), Reading())] == [None]


def test_line_parallel_files(tmp_path: Path) -> None:
    for side, texts in (("zh", "门\n同\n同\n"), ("en", "door\nsame\nsame\n")):
        (tmp_path / f"a.{side}").write_text(texts, encoding="utf-8")
    source = Source((tmp_path / "a.zh", tmp_path / "a.en"), "parallel")
    found = with_lines(findings(2, 3), source, Reading())
    assert [each.line for each in found] == [2, 3]
