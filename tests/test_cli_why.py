"""``duilian align --why`` and ``--report``: what is printed where, and what is refused."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from duilian.cli import run

GOLDEN = Path(__file__).resolve().parent / "golden"
ZH, EN = str(GOLDEN / "door.zh.txt"), str(GOLDEN / "door.en.txt")

Command = Callable[..., tuple[int, str, str]]


@pytest.fixture
def align(capsys: pytest.CaptureFixture[str]) -> Command:
    def command(*arguments: str | Path) -> tuple[int, str, str]:
        capsys.readouterr()
        code = run(["align", *map(str, arguments)])
        return (code, *capsys.readouterr())

    return command


def test_why_takes_the_place_of_the_pairs(align: Command) -> None:
    code, out, err = align(ZH, EN, "--why", "3")
    assert (code, err) == (0, "")
    assert out.startswith("bead 3: 1-2, probability 0.9")
    assert "上联在右" in out
    assert "runner-up:" in out
    assert out.count("bead ") == 1


def test_why_of_several(align: Command) -> None:
    _, out, _ = align(ZH, EN, "--why", "1,3-4")
    heads = [line.split(":")[0] for line in out.splitlines() if line.startswith("bead ")]
    assert heads == ["bead 1", "bead 3", "bead 4"]


def test_with_an_output_the_pairs_are_written_too(align: Command, tmp_path: Path) -> None:
    plain, reasoned = tmp_path / "plain.tmx", tmp_path / "reasoned.tsv"
    assert align(ZH, EN, "-o", reasoned, "--why", "1", "--report")[0] == 0
    align(ZH, EN, "-o", plain.with_suffix(".tsv"))
    assert reasoned.read_bytes() == plain.with_suffix(".tsv").read_bytes()


def test_report(align: Command) -> None:
    code, out, err = align(ZH, EN, "--report")
    assert (code, err) == (0, "")
    assert out.startswith("sentences ")
    assert "of the 7 pairs can be expected to be right" in out
    assert "no boundary between beads is below 0.9" in out
    assert "look like translations of each other" in out


def test_report_and_reasons_as_json(align: Command) -> None:
    _, out, _ = align(ZH, EN, "--report", "--why", "2-3", "--output-format", "json")
    record = json.loads(out)
    assert record["report"]["beads"] == 7
    assert [bead["number"] for bead in record["beads"]] == [2, 3]
    assert record["beads"][1]["kind"] == "1-2"
    _, out, _ = align(ZH, EN, "--why", "1", "--output-format", "json")
    assert json.loads(out)["report"] is None


def test_a_number_out_of_range_leaves_the_output_alone(align: Command, tmp_path: Path) -> None:
    output = tmp_path / "out.tmx"
    code, out, err = align(ZH, EN, "-o", output, "--why", "5-8")
    assert (code, out) == (2, "")
    assert err == ("duilian: there is no bead 8 (the alignment has 7 beads, numbered from 1)\n")
    assert not output.exists()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--why", "x", ZH, EN], "--why 'x' names no bead"),
        (["--why", "x", "lost.txt", EN], "--why 'x' names no bead"),
        (["--output-format", "json", ZH, EN], "--output-format is for --why and --report"),
        (["--pairs", "pairs.tsv", "--report"], "for one pair of texts"),
        (["--pairs", "pairs.tsv", "--why", "1"], "for one pair of texts"),
        (["--pairs", "pairs.tsv", "--anchors", "a.beads"], "for one pair of texts"),
        (["--pairs", "pairs.tsv", "--review", "list.tsv"], "for one pair of texts"),
    ],
)
def test_what_is_refused(align: Command, arguments: list[str], message: str) -> None:
    code, out, err = align(*arguments)
    assert (code, out) == (2, "")
    assert message in err
    assert err.count("\n") == 1
