"""The command line: what goes in, what comes out where, and with which exit code."""

from __future__ import annotations

import io
import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from typer.main import get_command

from duilian import __version__
from duilian.align import align
from duilian.cli import app, run
from duilian.corpus.formats import read_bitext
from duilian.corpus.model import Alignment

TESTS = Path(__file__).resolve().parent
ROOT = TESTS.parent
EXAMPLES = ROOT / "examples"
GOLDEN = TESTS / "golden"
ZH, EN = str(GOLDEN / "door.zh.txt"), str(GOLDEN / "door.en.txt")

CLEAN, WRONG = 0, 2
EXPECTED = r"duilian: note: {}\d\d\.\d% of the {} pairs can be expected to be right\n"
"""The one note of an alignment about which there is nothing else to say."""
COMMANDS: dict[str, Any] = dict(get_command(app).commands)  # type: ignore[attr-defined]
# Those of a group are named as they are typed, as in "tm merge"; their page is that of the group.
ALL_COMMANDS = COMMANDS | {
    f"{group} {name}": command
    for group, whole in COMMANDS.items()
    for name, command in getattr(whole, "commands", {}).items()
}

BOMB = b"""<?xml version="1.0"?>
<!DOCTYPE tmx [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>
<tmx version="1.4"><header/><body><tu><tuv xml:lang="zh"><seg>&b;</seg></tuv>
<tuv xml:lang="en"><seg>b</seg></tuv></tu></body></tmx>"""
EXTERNAL = BOMB.replace(b'<!ENTITY a "aaaaaaaaaa">', b'<!ENTITY a SYSTEM "file:///etc/passwd">')
TMX = """<?xml version="1.0" encoding="UTF-8"?>
<tmx version="1.4"><header srclang="zh"/><body>
<tu><tuv xml:lang="zh"><seg>门</seg></tuv><tuv xml:lang="en"><seg>door</seg></tuv></tu>
<tu><tuv xml:lang="zh"><seg>窗</seg></tuv><tuv xml:lang="en"><seg>window</seg></tuv></tu>
</body></tmx>
""".encode()


class Ran:
    """What a command printed and how it ended."""

    def __init__(self, code: int, out: str, err: str) -> None:
        self.code, self.out, self.err = code, out, err

    @property
    def line(self) -> str:
        """The one line on standard error, without our name."""
        assert self.err.startswith("duilian: "), self.err
        assert self.err.count("\n") == 1, self.err
        return self.err.removeprefix("duilian: ").rstrip("\n")


Command = Callable[..., Ran]


@pytest.fixture
def duilian(capsys: pytest.CaptureFixture[str]) -> Command:
    """Run the command line here, where the weights are loaded once."""

    def command(*arguments: str | Path) -> Ran:
        capsys.readouterr()
        code = run([str(argument) for argument in arguments])
        return Ran(code, *capsys.readouterr())

    return command


def process(*arguments: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the command line in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "duilian", *arguments],
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, **environment},
        check=False,
    )


def standard_input(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data), encoding="utf-8"))


def write(path: Path, content: str | bytes) -> Path:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def without_probability(table: str) -> str:
    """A TSV of ours with P for each probability."""
    rows = [line.split("\t") for line in table.splitlines()]
    return "".join("\t".join([*row[:2], "P", *row[3:]]) + "\n" for row in rows[1:])


# --- align ------------------------------------------------------------------------------------


def test_align_prints_tsv_where_nobody_looks(duilian: Command) -> None:
    ran = duilian("align", ZH, EN)
    assert ran.code == CLEAN
    assert re.fullmatch(EXPECTED.format("", 7), ran.err)
    assert duilian("align", ZH, EN, "-q").err == ""
    golden = (GOLDEN / "door.tsv").read_text(encoding="utf-8")
    assert ran.out.startswith("source\ttarget\tprobability\t")
    assert without_probability(ran.out) == without_probability(golden)


def test_align_prints_a_table_on_a_terminal(
    duilian: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    ran = duilian("align", ZH, EN)
    assert ran.code == CLEAN
    assert "│ zh" in ran.out
    assert "门上的对联" in ran.out


@pytest.mark.parametrize("output", [[], ["-o", "-"]])
def test_a_format_that_is_named_wins(duilian: Command, output: list[str]) -> None:
    ran = duilian("align", ZH, EN, "--format", "beads", *output)
    assert ran.out == (GOLDEN / "door.beads").read_text(encoding="utf-8")


@pytest.mark.parametrize("suffix", ["tmx", "tsv", "jsonl"])
def test_align_writes_by_suffix(duilian: Command, tmp_path: Path, suffix: str) -> None:
    out = tmp_path / f"out.{suffix}"
    ran = duilian("align", ZH, EN, "-o", out)
    assert (ran.code, ran.out) == (CLEAN, "")
    assert re.fullmatch(EXPECTED.format(rf"{re.escape(str(out))}: ", 7), ran.err)
    units = list(read_bitext(out))
    assert [unit.kind for unit in units] == ["1-1", "1-1", "1-2", "1-1", "1-1", "1-1", "1-2"]


def test_languages_are_written_in_their_normal_form(duilian: Command, tmp_path: Path) -> None:
    out = tmp_path / "out.tmx"
    options = ("-s", "zho_cn", "--target-language", "EN-gb")
    assert duilian("align", ZH, EN, "-o", out, *options).code == CLEAN
    bitext = read_bitext(out)
    assert (bitext.source_language, bitext.target_language) == ("zh-CN", "en-GB")


def test_lines_are_kept_as_they_are(duilian: Command, tmp_path: Path) -> None:
    zh = write(tmp_path / "zh.txt", "你好。再见。\n谢谢你。\n")
    en = write(tmp_path / "en.txt", "Hello. Goodbye.\nThank you.\n")
    ran = duilian("align", zh, en, "--lines", "--format", "beads")
    assert ran.out == "[0]:[0]\n[1]:[1]\n"


def test_an_encoding_is_recognised_or_given(duilian: Command, tmp_path: Path) -> None:
    text = Path(ZH).read_text(encoding="utf-8")
    beads = (GOLDEN / "door.beads").read_text(encoding="utf-8")
    for encoding in ("gb18030", "utf-16"):
        zh = write(tmp_path / f"{encoding}.txt", text.encode(encoding))
        assert duilian("align", zh, EN, "--format", "beads").out == beads
        ran = duilian("align", zh, EN, "--encoding", "ascii")
        assert ran.code == WRONG
        assert "not ASCII" in ran.line


def test_standard_input_may_be_one_side(duilian: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    standard_input(monkeypatch, Path(EN).read_bytes())
    ran = duilian("align", ZH, "-", "--format", "beads")
    assert ran.out == (GOLDEN / "door.beads").read_text(encoding="utf-8")
    ran = duilian("align", "-", "-")
    assert ran.code == WRONG
    assert "both" in ran.line


def test_what_is_left_out_is_told(duilian: Command, tmp_path: Path) -> None:
    zh = write(tmp_path / "zh.txt", "门\n\n窗\n")
    en = write(tmp_path / "en.txt", "\ndoor\nwindow\n")
    ran = duilian("align", zh, en, "--lines", "--min-probability", "1", "-o", tmp_path / "o.tsv")
    assert ran.code == CLEAN
    assert re.search(r"note: .*o\.tsv: left out \d+ of \d+ beads below probability 1\n", ran.err)
    quiet = duilian("align", zh, en, "--lines", "--min-probability", "1", "-q")
    assert quiet.err == ""


def test_an_empty_side_has_no_place_in_tmx(duilian: Command, tmp_path: Path) -> None:
    zh = write(tmp_path / "zh.txt", "门\n窗\n")
    en = write(tmp_path / "blank.txt", "\n\n")
    ran = duilian("align", zh, en, "--lines", "-s", "zh", "-t", "en", "-o", tmp_path / "o.tmx")
    assert ran.code == CLEAN
    assert "o.tmx: " in ran.err
    assert "empty" in ran.err


def test_two_texts_in_one_language_are_a_warning(duilian: Command, tmp_path: Path) -> None:
    other = write(tmp_path / "other.txt", "Spring couplets hang on the doors. It is new year.\n")
    ran = duilian("align", EN, other)
    assert ran.code == CLEAN
    assert ran.out.startswith("source\t")
    assert "duilian: warning: both texts look like English" in ran.err
    assert duilian("align", EN, other, "--quiet").err == ""


def test_the_aligners_warnings_are_printed(
    duilian: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    def warning(*arguments: Any, **options: Any) -> Alignment:
        return replace(align(*arguments, **options), warnings=("this\nis odd",))

    monkeypatch.setattr("duilian.align.files.align", warning)
    assert duilian("align", ZH, EN).err.startswith("duilian: warning: this is odd\n")


# --- align: anchors, the largest bead, the list for review -------------------------------------


def test_anchors_hold_and_a_whole_file_of_them_comes_back(duilian: Command, tmp_path: Path) -> None:
    anchors = write(tmp_path / "some.beads", "[2]:[2]\n\n[]:[3]:0.2\n")
    ran = duilian("align", ZH, EN, "--anchors", anchors, "--format", "beads")
    assert ran.code == CLEAN
    found = ran.out.splitlines()
    assert "[2]:[2]" in found
    assert "[]:[3]" in found
    whole = write(tmp_path / "all.beads", ran.out)
    assert duilian("align", ZH, EN, "--anchors", whole, "--format", "beads").out == ran.out


@pytest.mark.parametrize(
    ("content", "place", "problem"),
    [
        ("[0]:[0]\n[1]:[40]\n", "line 2", "lies outside the text"),
        ("[0]:[0]\n\n[2]:[1]\n[1]:[2]\n", "line 4", "[1]:[2] crosses another anchor, [2]:[1]"),
        ("[0]:[0]\n[0, 1]:[1]\n", "line 2", "source sentence 0 stands in another anchor too"),
        ("[0, 2]:[0]\n", "line 1", "do not follow one another"),
        ("[0, 1, 2]:[0]\n", "line 1", "too large"),
        ("[0, 1]:[]\n", "line 1", "leaves 2 sentences alone at once"),
        ("[]:[]\n", "line 1", "without any sentence"),
        ("[0]:[0]\n0-0\n", "line 2", "not a bead"),
    ],
)
def test_anchors_that_cannot_hold(
    duilian: Command, tmp_path: Path, content: str, place: str, problem: str
) -> None:
    anchors = write(tmp_path / "bad.beads", content)
    out = tmp_path / "out.tmx"
    ran = duilian("align", ZH, EN, "--anchors", anchors, "--max-bead", "2", "-o", out)
    assert ran.code == WRONG
    assert ran.line.startswith(f"{anchors}, {place}: ")
    assert problem in ran.line
    assert ran.line.endswith(")")  # a remedy
    assert not out.exists()


def test_no_bead_is_larger_than_allowed(duilian: Command, tmp_path: Path) -> None:
    for limit in ("1", "6"):
        duilian("align", ZH, EN, "--max-bead", limit, "-o", tmp_path / f"{limit}.tsv")
    one, six = (list(read_bitext(tmp_path / f"{limit}.tsv")) for limit in "16")
    assert {unit.kind for unit in one} <= {"1-1", "1-0", "0-1"}
    assert "1-2" in {unit.kind for unit in six}
    assert duilian("align", ZH, EN, "--max-bead", "7").code == WRONG


def test_the_list_for_review(duilian: Command, tmp_path: Path) -> None:
    review, out = tmp_path / "review.tsv", tmp_path / "out.tsv"
    zh, en = EXAMPLES / "article.zh.txt", EXAMPLES / "article.en.txt"
    assert duilian("align", zh, en, "-o", out, "--review", review).code == CLEAN
    head, *rows = (line.split("\t") for line in review.read_text(encoding="utf-8").splitlines())
    assert head == ["what", "number", "probability", "beads", "source", "target"]
    assert {row[0] for row in rows} == {"bead", "boundary"}
    assert all(float(row[2]) < 0.9 for row in rows)
    units = {unit.id: unit for unit in read_bitext(out)}
    for what, number, probability, _, source, target in rows:
        if what == "bead":
            unit = units[number]
            assert (source, target) == (unit.source, unit.target)
            assert float(probability) == unit.probability
        else:
            assert "‖" in source
            assert "‖" in target
    ran = duilian("align", zh, en, "-o", out, "-q", "--review", "-")
    assert ran.out == review.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("options", "problem"),
    [
        (["--review", "-"], "standard output"),
        (["--review", "-", "-o", "out.tsv", "--report"], "standard output"),
        (["--review", "out.tsv", "-o", "./out.tsv"], "would be one file"),
        (["--review", ZH, "-o", "out.tsv"], "would replace a file that is to be read"),
        (["--review", "nowhere/list.tsv"], "no such folder"),
        (["--anchors", "lost.beads"], "no such file"),
        (["--anchors", "-"], "only one of the texts"),
    ],
)
def test_places_for_the_list_and_the_anchors(
    duilian: Command,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    options: list[str],
    problem: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    source = "-" if "-" in options and "--anchors" in options else ZH
    ran = duilian("align", source, EN, *options)
    assert (ran.code, ran.out) == (WRONG, "")
    assert problem in ran.line
    assert list(tmp_path.iterdir()) == []


# --- align --pairs ----------------------------------------------------------------------------


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with the two texts and a place for what is made of them."""
    (tmp_path / "out").mkdir()
    for name in (ZH, EN):
        write(tmp_path / Path(name).name, Path(name).read_bytes())
    return tmp_path


def test_pairs_are_aligned_and_named_from_the_list(duilian: Command, folder: Path) -> None:
    pairs = write(
        folder / "pairs.tsv",
        "Source\ttarget\toutput\ndoor.zh.txt\tdoor.en.txt\tout/a.beads\n\n"
        "door.en.txt\tdoor.zh.txt\tout/b.tmx\n",
    )
    ran = duilian("align", "--pairs", pairs)
    assert (ran.code, ran.out) == (CLEAN, "")
    assert ran.err.endswith("duilian: aligned 2 of 2 pairs\n")
    assert len(re.findall(EXPECTED.format(r"\S+: ", 7), ran.err)) == 2
    golden = (GOLDEN / "door.beads").read_text(encoding="utf-8")
    assert (folder / "out/a.beads").read_text(encoding="utf-8") == golden
    assert read_bitext(folder / "out/b.tmx").source_language == "en"
    assert duilian("align", "--pairs", pairs, "-q").err == ""


def test_a_bad_pair_does_not_stop_the_others(duilian: Command, folder: Path) -> None:
    pairs = write(
        folder / "pairs.tsv",
        "door.zh.txt\tnowhere.txt\tout/a.tmx\n"
        "door.zh.txt\n"
        "door.zh.txt\tdoor.en.txt\tout/b.tmx\n"
        "door.en.txt\tdoor.zh.txt\tout/b.tmx\n"
        "door.en.txt\tdoor.en.txt\tout/c.tmx\n",
    )
    ran = duilian("align", "--pairs", pairs, "-q")
    assert ran.code == WRONG
    errors = ran.err.splitlines()
    # The lines are met in order, whatever is wrong with them.
    assert [re.findall(r"pairs\.tsv, (line \d)", error) for error in errors[:-1]] == [
        ["line 1"],
        ["line 2"],
        ["line 4"],
        ["line 5"],
    ]
    assert errors[-1] == "duilian: aligned 1 of 5 pairs"
    assert [path.name for path in (folder / "out").iterdir()] == ["b.tmx"]


@pytest.mark.parametrize(
    ("content", "problem"),
    [("", "empty"), ("\n\n", "names no pair"), ("source\ttarget\toutput\n", "names no pair")],
)
def test_a_list_of_nothing(duilian: Command, tmp_path: Path, content: str, problem: str) -> None:
    ran = duilian("align", "--pairs", write(tmp_path / "pairs.tsv", content))
    assert ran.code == WRONG
    assert problem in ran.line


def test_progress_is_for_terminals(
    duilian: Command, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pairs = write(folder / "pairs.tsv", "door.zh.txt\tdoor.en.txt\tout/a.tmx\n")
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    ran = duilian("align", "--pairs", pairs)
    assert ran.code == CLEAN
    assert "1/1" in ran.err
    assert ran.out == ""


@pytest.mark.parametrize(
    "arguments",
    [["a.txt", "b.txt"], ["-o", "o.tmx"]],
)
def test_pairs_take_the_place_of_arguments(duilian: Command, arguments: list[str]) -> None:
    ran = duilian("align", "--pairs", "pairs.tsv", *arguments)
    assert ran.code == WRONG
    assert "--pairs" in ran.line


# --- eval -------------------------------------------------------------------------------------


def test_eval_of_two_files(duilian: Command, tmp_path: Path) -> None:
    gold = write(tmp_path / "a.gold", "[0]:[0]\n[1]:[1, 2]\n[2]:[3]\n")
    test = write(tmp_path / "a.beads", "[0]:[0]\n[1]:[1]\n[]:[2]\n[2]:[3]\n")
    ran = duilian("eval", gold, test)
    assert (ran.code, ran.err) == (CLEAN, "")
    assert ran.out.splitlines() == [
        "          strict                 lax",
        "document  precision recall    F1  precision recall    F1",
        "a             0.500  0.667 0.571      0.750  1.000 0.857",
        "",
        "bead          given wanted   hit",
        "1-1               3      2     2",
        "1-2               0      1     0",
        "0-1               1      0     0",
    ]


def test_eval_for_a_program(duilian: Command, tmp_path: Path) -> None:
    gold = write(tmp_path / "a.gold", "[0]:[0]\n[1]:[]\n")
    ran = duilian("eval", gold, gold, "--output-format", "json")
    whole = {
        "strict": {"precision": 1.0, "recall": 1.0, "f1": 1.0},
        "lax": {"precision": 1.0, "recall": 1.0, "f1": 1.0},
        "beads": {
            "1-0": {"given": 1, "wanted": 1, "hit": 1},
            "1-1": {"given": 1, "wanted": 1, "hit": 1},
        },
    }
    assert json.loads(ran.out) == {"documents": [{"name": "a"} | whole], "total": whole}


def test_eval_of_folders(duilian: Command, tmp_path: Path) -> None:
    for name in ("gold/a.gold", "gold/sub/b.beads", "test/a.beads", "test/sub/b.ladder"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        write(path, "[0]:[0]\n")
    write(tmp_path / "test/c.beads", "[0]:[0]\n")
    ran = duilian("eval", tmp_path / "gold", tmp_path / "test")
    assert ran.code == CLEAN
    assert [line.split()[0] for line in ran.out.splitlines()[2:5]] == ["a", "sub/b", "total"]
    assert ran.line == f"note: {tmp_path / 'test/c'}: no gold for it; not counted"
    (tmp_path / "test/a.beads").unlink()
    ran = duilian("eval", tmp_path / "gold", tmp_path / "test")
    assert (ran.code, ran.out) == (WRONG, "")
    assert "1 of 2: a (" in ran.line


def test_eval_says_when_the_sentences_cannot_be_the_same(duilian: Command, tmp_path: Path) -> None:
    gold = write(tmp_path / "a.gold", "[0]:[0]\n")
    test = write(tmp_path / "a.beads", "[0]:[0]\n[1]:[]\n")
    assert "last source sentence is 1, that of the gold 0" in duilian("eval", gold, test).line


def test_eval_of_a_file_and_a_folder(duilian: Command, tmp_path: Path) -> None:
    gold = write(tmp_path / "a.gold", "[0]:[0]\n")
    assert "a folder was expected" in duilian("eval", gold, tmp_path).line
    assert "no such folder" in duilian("eval", tmp_path, tmp_path / "nowhere").line
    (tmp_path / "none").mkdir()
    assert "no file ending in" in duilian("eval", tmp_path / "none", tmp_path).line
    assert "not a bead" in duilian("eval", gold, ZH).line


# --- convert and info -------------------------------------------------------------------------


def test_convert_there_and_back(duilian: Command, tmp_path: Path) -> None:
    tmx = write(tmp_path / "a.tmx", TMX)
    ran = duilian("convert", tmx, tmp_path / "a.jsonl")
    assert (ran.code, ran.out, ran.line) == (
        CLEAN,
        "",
        f"{tmp_path / 'a.jsonl'}: 2 units written",
    )
    ran = duilian("convert", tmp_path / "a.jsonl", "-", "--to", "tsv", "-q")
    assert [line.split("\t")[:2] for line in ran.out.splitlines()[1:]] == [
        ["门", "door"],
        ["窗", "window"],
    ]
    assert ran.err == ""


def test_convert_reads_standard_input(duilian: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    standard_input(monkeypatch, TMX)
    ran = duilian("convert", "-", "-", "--from", "tmx", "--to", "tsv", "-s", "en", "-t", "zh")
    assert ran.out.splitlines()[1].startswith("door\t门\t")


def test_convert_counts_what_it_passes_over(duilian: Command, tmp_path: Path) -> None:
    tsv = write(tmp_path / "a.tsv", "zh\ten\n门\tdoor\n窗\n墙\n顶\t\n底\t\n")
    ran = duilian("convert", tsv, tmp_path / "a.tmx")
    assert ran.code == CLEAN
    assert ran.err.splitlines() == [
        f"duilian: note: {tsv}: no tab between a source and a target; passed over"
        " (2 times: line 3, line 4)",
        f"duilian: note: {tmp_path / 'a.tmx'}: not written: its target is empty"
        " (2 times: unit 2, unit 3)",
        f"duilian: {tmp_path / 'a.tmx'}: 1 unit written",
    ]


def test_convert_says_which_format_it_could_not_tell(duilian: Command, tmp_path: Path) -> None:
    tmx = write(tmp_path / "a.tmx", TMX)
    assert "give --to with" in duilian("convert", tmx, tmp_path / "a.odd").line
    assert "name the format with --from" in duilian("convert", ZH, tmp_path / "a.tmx").line
    assert "same file" in duilian("convert", tmx, tmx).line
    assert tmx.read_bytes() == TMX


def test_a_failed_conversion_leaves_nothing_new(duilian: Command, tmp_path: Path) -> None:
    cut = write(tmp_path / "cut.tmx", TMX[: TMX.index(b"window")])
    old = write(tmp_path / "old.tsv", "old\n")
    for out in (old, tmp_path / "new.tsv"):
        ran = duilian("convert", cut, out)
        assert ran.code == WRONG
        assert "ends in the middle" in ran.line
    assert old.read_text(encoding="utf-8") == "old\n"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["cut.tmx", "old.tsv"]


TAGGED = """<tmx version="1.4"><header srclang="en"/><body>
<tu><tuv xml:lang="en"><seg>the <hi>red</hi> door</seg></tuv>
<tuv xml:lang="zh"><seg>红门</seg></tuv></tu>
<tu><tuv xml:lang="en"><seg>alone</seg></tuv></tu>
</body></tmx>
"""


def test_convert_for_a_consumer(duilian: Command, tmp_path: Path) -> None:
    source, out = write(tmp_path / "in.tmx", TAGGED), tmp_path / "out.tmx"
    options = ["--profile", "trados", "--tm-name", "Doors", "--creation-id", "li"]
    ran = duilian("convert", source, out, *options)
    assert ran.code == CLEAN
    assert "unit 2 (line 4): no segment in zh" in ran.err
    text = out.read_text(encoding="utf-8")
    assert '<prop type="x-name">Doors</prop>' in text
    assert '<tu creationid="li">' in text
    assert '<tuv xml:lang="en-US"><seg>the <hi>red</hi> door</seg>' in text
    ran = duilian("convert", source, out, "--plain", "-q")
    assert (ran.code, ran.err) == (CLEAN, "")
    assert "<seg>the red door</seg>" in out.read_text(encoding="utf-8")


def test_strict_stops_at_the_first_note(duilian: Command, tmp_path: Path) -> None:
    source, out = write(tmp_path / "in.tmx", TAGGED), tmp_path / "out.tmx"
    ran = duilian("convert", source, out, "--strict")
    assert ran.code == WRONG
    assert f"{source}, unit 2 (line 4): no segment in zh (leave --strict out" in ran.line
    assert not out.exists()


def test_strict_takes_the_aligners_warnings_for_errors(duilian: Command, tmp_path: Path) -> None:
    other = write(tmp_path / "other.txt", "Spring couplets hang on the doors. It is new year.\n")
    ran = duilian("align", EN, other, "-o", tmp_path / "out.tsv", "--strict")
    assert ran.code == WRONG
    assert "leave --strict out" in ran.line
    assert not (tmp_path / "out.tsv").exists()


def test_align_for_a_consumer(duilian: Command, tmp_path: Path) -> None:
    out = tmp_path / "out.tmx"
    assert duilian("align", ZH, EN, "-o", out, "--profile", "phrase", "-q").code == CLEAN
    assert '<prop type="context_prev">' in out.read_text(encoding="utf-8")
    ran = duilian("align", ZH, EN, "-o", tmp_path / "out.tsv", "--profile", "phrase")
    assert ran.code == WRONG
    assert "the output is tsv" in ran.line


def test_a_large_memory_is_told_by_its_parts(duilian: Command, tmp_path: Path) -> None:
    lines = "".join(f'{{"source": "door {i}", "target": "门{i}"}}\n' for i in range(200))
    source, out = write(tmp_path / "in.jsonl", lines), tmp_path / "out.tmx"
    ran = duilian("convert", source, out, "--max-bytes", "10k")
    assert (ran.code, ran.line) == (CLEAN, f"{tmp_path / 'out-1.tmx'} and on: 200 units written")
    assert {path.name for path in tmp_path.glob("*.tmx")} >= {"out-1.tmx", "out-2.tmx"}
    assert not out.exists()


def test_info_of_a_bitext(duilian: Command, tmp_path: Path) -> None:
    tmx = write(tmp_path / "a.tmx", TMX)
    ran = duilian("info", tmx)
    assert (ran.code, ran.err) == (CLEAN, "")
    assert ran.out.splitlines() == [
        f"{tmx}: a TMX 1.4 translation memory",
        "languages         zh (Chinese) → en (English)",
        "units             2",
        "beads             not stated",
        "probability       not stated",
        "characters        2 → 10 (1 : 5.00)",
        "words             2 → 2",
        "longest           1 characters (unit 1) → 6 (unit 2)",
        "oddities          none",
    ]
    record = json.loads(duilian("info", tmx, "--output-format", "json").out)
    assert record["target"] == {"characters": 10, "words": 2, "longest": 6, "place": 2}


def test_info_of_a_text(duilian: Command) -> None:
    ran = duilian("info", ZH)
    assert ran.out.splitlines()[1:5] == [
        "language          zh (Chinese)",
        "encoding          utf-8",
        "paragraphs        4, 1 of them headings",
        "sentences         7, of 14.1 characters on average; the longest has 23 (sentence 7)",
    ]


# --- demo and the example ---------------------------------------------------------------------


def test_demo(duilian: Command, tmp_path: Path) -> None:
    folder = tmp_path / "made" / "here"
    ran = duilian("demo", folder)
    assert (ran.code, ran.err) == (CLEAN, "")
    assert "One river, three cities" in ran.out
    assert re.search(r"strict F1 [01]\.\d{3}", ran.out)
    assert str(folder / "article.tmx") in ran.out
    assert "duilian align" in ran.out.splitlines()[-1]
    assert len(list(read_bitext(folder / "article.tmx"))) > 30
    assert "'增长极' should be 'growth pole'; 'growth engine' stands there" in ran.out
    assert "'辐射带动' must not be 'radiation'" in ran.out
    assert "2 errors in 34 units" in ran.out
    glossary = folder / "glossary.tsv"
    ran = duilian("check", folder / "article.tmx", "--select", "TRM", "--glossary", glossary)
    assert ran.out.count("[term-") == 2


def test_demo_where_it_cannot_write(duilian: Command, tmp_path: Path) -> None:
    file = write(tmp_path / "file", "in the way\n")
    ran = duilian("demo", file)
    assert (ran.code, ran.out) == (WRONG, "")
    assert "folder" in ran.line


def test_the_example_comes_out_as_a_person_aligned_it(duilian: Command, tmp_path: Path) -> None:
    out = tmp_path / "article.beads"
    duilian("align", EXAMPLES / "article.zh.txt", EXAMPLES / "article.en.txt", "-o", out)
    ran = duilian("eval", EXAMPLES / "gold.beads", out, "--output-format", "json")
    assert json.loads(ran.out)["total"]["strict"]["f1"] > 0.9


# --- bad input --------------------------------------------------------------------------------

BAD = {
    "empty.txt": (b"", "empty"),
    "blank.txt": (b"  \n\n", "no text"),
    "binary.txt": (bytes(range(256)) * 9, "binary"),
    "invalid.txt": (b"A text, and then \xff\xfe\xfa.\n" * 3, "utf-8"),
}


@pytest.mark.parametrize("name", BAD)
@pytest.mark.parametrize("side", [0, 1])
def test_a_text_that_cannot_be_read(duilian: Command, tmp_path: Path, name: str, side: int) -> None:
    content, problem = BAD[name]
    texts = [ZH, EN]
    texts[side] = str(write(tmp_path / name, content))
    out = tmp_path / "out.tmx"
    ran = duilian("align", *texts, "-o", out)
    assert (ran.code, ran.out) == (WRONG, "")
    assert name in ran.line
    assert problem in ran.line.lower()
    assert not out.exists()
    assert duilian("info", texts[side]).line == ran.line


@pytest.mark.parametrize("command", ["align", "eval", "convert", "info"])
def test_a_missing_file_and_a_folder(duilian: Command, tmp_path: Path, command: str) -> None:
    more = [] if command == "info" else [str(tmp_path / "out.tmx")]
    ran = duilian(command, tmp_path / "nowhere.tsv", *more)
    assert ran.code == WRONG
    assert "nowhere.tsv: there is no such file" in ran.line
    ran = duilian(command, tmp_path, *more)
    assert ran.code == WRONG
    assert "folder" in ran.line


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (BOMB, "line 2: refused: it declares an entity"),
        (EXTERNAL, "line 2: refused: it declares an external entity"),
        (TMX[:-30], "ends in the middle"),
        (TMX.replace("窗".encode(), b"\xff"), "line 4, byte 204: byte 0xFF is not UTF-8"),
        (b"<html></html>", "<html> and not <tmx>"),
        (b"no XML\n", "not a TMX file"),
    ],
)
@pytest.mark.parametrize("command", ["convert", "info"])
def test_a_tmx_that_cannot_be_read(
    duilian: Command, tmp_path: Path, content: bytes, problem: str, command: str
) -> None:
    tmx = write(tmp_path / "bad.tmx", content)
    out = [tmp_path / "out.jsonl"] if command == "convert" else []
    ran = duilian(command, tmx, *out)
    assert (ran.code, ran.out) == (WRONG, "")
    assert problem in ran.line
    assert "bad.tmx" in ran.line
    assert [path.name for path in tmp_path.iterdir()] == ["bad.tmx"]


TABLE = """\
source	target
门上的对联	The couplets on the door
春联贴在大门两边。上联在右，下联在左，	Spring couplets are pasted on both sides of the door.
横批在上。	The first line goes on the right, the second on the left. The scroll is above.
老李写了六十年春联。	Old Li has been writing couplets for sixty years.
"""


@pytest.mark.parametrize("suffix", ["tsv", "csv", "xlsx", "tmx", "xlf", "po", "docx", "jsonl"])
def test_a_file_of_pairs_is_aligned_anew(duilian: Command, tmp_path: Path, suffix: str) -> None:
    """The second pair holds too much on the left, the third too much on the right."""
    table = write(tmp_path / "table.tsv", TABLE)
    paired = tmp_path / f"paired.{suffix}"
    assert duilian("convert", table, paired, "-s", "zh", "-t", "en", "-q").code == CLEAN
    ran = duilian("align", paired, "-o", tmp_path / "out.tsv")
    assert ran.code == CLEAN
    assert "paired." + suffix + ": 2 of 4 pairs were found again as they stood" in ran.err
    assert "others: unit 2, 3\n" in ran.err
    rows = (tmp_path / "out.tsv").read_text("utf-8").splitlines()
    assert [row.split("\t")[0] for row in rows[2:5]] == [
        "春联贴在大门两边。",
        "上联在右，下联在左，",
        "横批在上。",
    ]
    again = duilian("align", tmp_path / "out.tsv", "--format", "beads")
    assert again.out == "".join(f"[{n}]:[{n}]\n" for n in range(5))
    assert "5 of 5 pairs" in again.err


def test_lines_of_a_file_of_pairs(duilian: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    standard_input(monkeypatch, TABLE.encode())
    ran = duilian("align", "-", "--lines", "--format", "beads")
    assert ran.code == CLEAN
    assert re.search("^duilian: note: [0-9] of 4 pairs were found again", ran.err, re.MULTILINE)
    assert ran.out.startswith("[0]:[0]\n[1, 2]:[1, 2]\n")


def test_a_file_of_pairs_that_cannot_be_used(duilian: Command, tmp_path: Path) -> None:
    table = write(tmp_path / "table.tsv", TABLE)
    assert "would replace a text" in duilian("align", table, "-o", table).line
    bare = write(tmp_path / "bare.tsv", "source\ttarget\n门\t\n")
    assert "none of its 1 units has a target" in duilian("align", bare).line
    tagged = write(tmp_path / "notes.jsonl", '{"source": "门", "target": "door", "notes": ["n"]}\n')
    ran = duilian("align", tagged, "--strict")
    assert (ran.code, ran.out) == (WRONG, "")
    assert "unit 1: its notes" in ran.line


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        ([], "give a source and a target"),
        ([ZH], "door.zh.txt: this is a plain text: one language"),
        ([ZH, ZH], "the same file"),
        ([ZH, EN, "third"], "extra argument"),
        ([ZH, EN, "--nonsense"], "no such option: --nonsense"),
        ([ZH, EN, "-o", "out.odd"], "out.odd: the format cannot be told"),
        ([ZH, EN, "-o", "out.txt"], "cannot be written as text"),
        ([ZH, EN, "--format", "tmz"], "unknown format 'tmz' (did you mean tmx?"),
        ([ZH, EN, "--encoding", "klingon"], "unknown encoding 'klingon'"),
        ([ZH, EN, "-s", "??"], "-s: '??' is not a language tag"),
        ([ZH, EN, "--min-probability", "2"], "--min-probability"),
        ([ZH, EN, "--min-probability", "nan"], "--min-probability"),
        ([ZH, EN, "-o", "/nowhere/out.tmx"], "/nowhere: there is no such folder"),
        ([ZH, EN, "-o", "/", "--format", "tmx"], "/: this is a folder"),
        ([ZH, EN, "-o", "/proc/nothing.tmx"], "nothing.tmx: cannot write"),
        ([ZH, EN, "-o", ZH, "--format", "tsv"], "would replace a text"),
    ],
)
def test_wrong_use_of_align(duilian: Command, arguments: list[str], problem: str) -> None:
    if "/proc/nothing.tmx" in arguments and not Path("/proc").is_dir():
        pytest.skip("no /proc here")
    ran = duilian("align", *arguments)
    assert (ran.code, ran.out) == (WRONG, "")
    assert problem in ran.line


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_is_closed(duilian: Command, tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    ran = duilian("align", ZH, EN, "-o", tmp_path / "out.tmx")
    tmp_path.chmod(0o700)
    assert ran.code == WRONG
    assert "cannot be written to" in ran.line


def test_no_such_command(duilian: Command) -> None:
    assert "no such command 'hang'" in duilian("hang").line
    assert "--output-format" in duilian("eval", ZH, EN, "--output-format", "xml").line


def test_names_cannot_play_tricks_on_the_terminal(duilian: Command) -> None:
    ran = duilian("info", "a\x1b[31m\nb")
    assert ran.code == WRONG
    assert "\x1b" not in ran.line


# --- endings that are nobody's plan -----------------------------------------------------------


@pytest.mark.parametrize(
    ("error", "code", "line"),
    [
        (KeyboardInterrupt(), 130, "interrupted"),
        (MemoryError(), WRONG, "there is not enough memory for this"),
        (OSError(28, "No space left on device"), WRONG, "cannot go on: no space left on device"),
    ],
)
def test_what_may_happen_halfway(
    duilian: Command,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    error: BaseException,
    code: int,
    line: str,
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise error

    old = write(tmp_path / "out.tmx", "old\n")
    monkeypatch.setattr("duilian.align.files.align", fail)
    ran = duilian("align", ZH, EN, "-o", old)
    assert (ran.code, ran.out, ran.line) == (code, "", line)
    assert old.read_text(encoding="utf-8") == "old\n"
    assert [path.name for path in tmp_path.iterdir()] == ["out.tmx"]


def test_a_fault_of_ours_is_one_line_too(duilian: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError("by zero")

    monkeypatch.setattr("duilian.align.files.align", fail)
    monkeypatch.delenv("DUILIAN_DEBUG", raising=False)
    ran = duilian("align", ZH, EN)
    assert ran.code == WRONG
    assert "fault in duilian" in ran.line
    assert "DUILIAN_DEBUG=1" in ran.line
    monkeypatch.setenv("DUILIAN_DEBUG", "1")
    assert "Traceback" in duilian("align", ZH, EN).err


@pytest.mark.skipif(sys.platform == "win32", reason="there is no such signal")
def test_a_reader_who_has_seen_enough(tmp_path: Path) -> None:
    many = write(tmp_path / "many.tsv", "zh\ten\n" + "门\tdoor\n" * 100_000)
    with subprocess.Popen(
        [sys.executable, "-m", "duilian", "convert", many, "-", "--to", "tsv"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        assert running.stdout.readline().startswith(b"source")
        running.stdout.close()
        assert running.stderr.read() == b""
        assert running.wait() == 141


# --- the program as a whole -------------------------------------------------------------------


def test_version_and_help(duilian: Command) -> None:
    assert duilian("--version").out == f"duilian {__version__}\n"
    for arguments in ([], ["--help"], ["-h"]):
        ran = duilian(*arguments)
        assert (ran.code, ran.err) == (CLEAN, "")
        for name in COMMANDS:
            assert re.search(rf"^  {name} +[A-Z].*\.$", ran.out, re.MULTILINE), name


def test_a_process_of_its_own() -> None:
    done = process("align", ZH, EN, "--format", "beads", PYTHONIOENCODING="ascii")
    golden = (GOLDEN / "door.beads").read_text(encoding="utf-8")
    assert (done.returncode, done.stdout) == (CLEAN, golden)
    assert re.fullmatch(EXPECTED.format("", 7), done.stderr)
    assert process("info", "nowhere").returncode == WRONG


def test_text_is_utf8_whatever_the_locale() -> None:
    done = process("align", ZH, EN, PYTHONIOENCODING="ascii", LC_ALL="C", PYTHONUTF8="0")
    assert done.returncode == CLEAN
    assert "门上的对联" in done.stdout


def test_help_loads_nothing_heavy() -> None:
    program = (
        "import sys; from duilian.cli import run;"
        " commands = ('--help', 'align --help', 'tm sort --help', '--version');"
        " [run(command.split()) for command in commands];"
        " heavy = {'numpy', 'lxml', 'sentencepiece', 'opencc', 'py3langid', 'rich'};"
        " sys.exit(', '.join(heavy & set(sys.modules)) or 0)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, encoding="utf-8", check=False
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_help_comes_about_as_soon_as_typer_is_there() -> None:
    def took(*command: str) -> float:
        start = time.perf_counter()
        assert subprocess.run(command, capture_output=True, check=False).returncode == CLEAN
        return time.perf_counter() - start

    # A ratio within one run, in turn, the least of several: a busy machine slows both.
    bare, whole = [], []
    for _ in range(5):
        bare.append(took(sys.executable, "-c", "import typer.core, typer.main"))
        whole.append(took(sys.executable, "-m", "duilian", "--help"))
    assert min(whole) < 3 * min(bare)


def test_the_main_job_needs_no_network(tmp_path: Path) -> None:
    out = tmp_path / "out.tmx"
    done = subprocess.run(
        [sys.executable, TESTS / "offline.py", "-m", "duilian", "align", "-q", ZH, EN, "-o", out],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (done.returncode, done.stderr) == (CLEAN, "")
    assert len(list(read_bitext(out))) == 7


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion(shell: str) -> None:
    environment = {"_TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION": "1"}
    done = process("--show-completion", shell, **environment)
    assert done.returncode == CLEAN
    assert "_DUILIAN_COMPLETE" in done.stdout


@pytest.mark.parametrize("name", ALL_COMMANDS)
def test_commands_have_help(name: str) -> None:
    command = ALL_COMMANDS[name]
    assert command.help, name
    for parameter in command.params:
        text = parameter.help
        assert text, f"{name} {parameter.name}"
        assert text[0].isupper(), text


@pytest.mark.parametrize("name", ALL_COMMANDS)
def test_commands_are_documented(name: str) -> None:
    group = name.partition(" ")[0]
    page = (ROOT / "docs" / "commands" / f"{group}.md").read_text(encoding="utf-8")
    assert f"duilian {name}" in page
    for parameter in ALL_COMMANDS[name].params:
        words = [parameter.metavar.strip("[]")] if not parameter.opts[0].startswith("-") else []
        for word in words or parameter.opts:
            assert re.search(rf"{re.escape(word)}\b", page), f"{name}: {word}"
    assert "## Exit code" in page


def test_every_page_is_of_a_command() -> None:
    pages = {path.stem for path in (ROOT / "docs" / "commands").glob("*.md")}
    assert pages == set(COMMANDS)


def test_options_are_named_alike() -> None:
    """An option has one short form, one long form and one meaning, in whatever command."""
    forms: dict[str, set[tuple[str, ...]]] = {}
    for command in ALL_COMMANDS.values():
        for parameter in command.params:
            for form in parameter.opts:
                if form.startswith("-"):
                    forms.setdefault(form, set()).add(tuple(sorted(parameter.opts)))
    assert all(len(found) == 1 for found in forms.values()), forms
