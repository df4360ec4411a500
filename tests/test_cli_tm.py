"""``duilian tm``: what goes in, what comes out where, and with which exit code."""

from __future__ import annotations

import gzip
import io
import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from duilian.cli import run
from duilian.corpus.formats import read_bitext

from .ran import Command, Ran

CLEAN, FINDINGS, WRONG = 0, 1, 2

OLD = """<?xml version="1.0" encoding="UTF-8"?>
<tmx version="1.4"><header srclang="zh"/><body>
<tu tuid="1" creationdate="20200101T000000Z"><prop type="x-domain">home</prop>
<tuv xml:lang="zh"><seg>门</seg></tuv><tuv xml:lang="en"><seg>door</seg></tuv></tu>
<tu tuid="2" changedate="20240101T000000Z">
<tuv xml:lang="zh"><seg>窗</seg></tuv><tuv xml:lang="en"><seg>window</seg></tuv></tu>
<tu tuid="3"><tuv xml:lang="zh"><seg>窗</seg></tuv><tuv xml:lang="en"><seg>Window</seg></tuv>
<tuv xml:lang="de"><seg>Fenster</seg></tuv></tu>
</body></tmx>
"""
NEW = OLD.replace(">door<", ">gate<")
# What is told of the German in them.
_GERMAN = "its segment in de was not read: it is in neither language of the pair"
GERMAN = f"note: old.tmx: unit 3 (line 7): {_GERMAN}"
GERMAN_TWICE = f"note: {_GERMAN} (2 times: old.tmx: unit 3 (line 7), new.tmx: unit 3 (line 7))"


@pytest.fixture
def tm(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Command:
    """Run a command of ``duilian tm`` in a folder with two memories."""
    monkeypatch.chdir(tmp_path)
    Path("old.tmx").write_text(OLD, encoding="utf-8")
    Path("new.tmx").write_text(NEW, encoding="utf-8")

    def command(*arguments: str) -> Ran:
        capsys.readouterr()
        code = run(["tm", *arguments])
        return Ran(code, *capsys.readouterr())

    return command


def test_help(tm: Command) -> None:
    for arguments in ((), ("--help",), ("-h",)):
        ran = tm(*arguments)
        assert (ran.code, ran.err) == (CLEAN, "")
        assert "dedupe  " in ran.out
    assert "no such command 'mrege'" in tm("mrege").told[0]


def test_merge(tm: Command) -> None:
    ran = tm("merge", "old.tmx", "new.tmx", "-o", "all.tmx")
    assert (ran.code, ran.out) == (CLEAN, "")
    assert ran.told == [GERMAN_TWICE, "all.tmx: 6 units written"]
    units = list(read_bitext("all.tmx"))
    assert [unit.properties[-1] for unit in units] == [
        *[("x-duilian-file", "old.tmx")] * 3,
        *[("x-duilian-file", "new.tmx")] * 3,
    ]
    ran = tm("merge", "old.tmx", "new.tmx", "--no-provenance", "--dedupe", "first", "-q")
    assert (ran.targets, ran.err) == (["door", "window", "Window", "gate"], "")
    assert "x-duilian-file" not in ran.out


def test_merge_says_what_does_not_fit(tm: Command) -> None:
    Path("de.tsv").write_text("de\ten\nTür\tdoor\n", encoding="utf-8")
    ran = tm("merge", "old.tmx", "de.tsv", "-o", "all.tmx")
    assert ran.code == WRONG
    assert ran.told == [
        "de.tsv: it is German → English, where old.tmx is Chinese → English"
        " (say with -s and -t which languages to read, or convert it first)"
    ]
    assert not Path("all.tmx").exists()
    assert "same file" in tm("merge", "old.tmx", "new.tmx", "-o", "old.tmx").told[0]
    assert "only one input" in tm("merge", "-", "-", "-o", "all.tmx").told[0]
    assert "missing argument" in tm("merge").told[0]


def test_dedupe(tm: Command) -> None:
    ran = tm("dedupe", "old.tmx", "--ignore", "case, punctuation")
    assert ran.targets == ["door", "window"]
    assert ran.told == [
        GERMAN,
        "note: unit 3: left out: the same pair as another unit",
        "2 units written",
    ]
    ran = tm("dedupe", "old.tmx", "--by", "source", "--keep", "last", "-o", "out.tsv", "-q")
    assert (ran.code, ran.out, ran.err) == (CLEAN, "", "")
    assert [unit.target for unit in read_bitext("out.tsv")] == ["door", "Window"]
    assert "'cas' cannot be ignored" in tm("dedupe", "old.tmx", "--ignore", "cas").told[0]
    assert "--keep" in tm("dedupe", "old.tmx", "--keep", "best").told[0]


@pytest.mark.parametrize(
    ("options", "targets"),
    [
        ([], ["door", "window", "Window"]),
        (["--since", "2023-01-01"], ["window", "Window"]),
        (["--since", "2023-01-01", "--missing", "drop"], ["window"]),
        (["--until", "2020-01-01", "--missing", "drop"], ["door"]),
        (["--since", "2023-01-01", "--invert"], ["door"]),
        (["--where", "x-domain=home"], ["door"]),
        (["--where", "changedate"], ["window"]),
        (["--where", "x-domain", "--where", "changedate"], []),
        (["--source-regex", "^窗$"], ["window", "Window"]),
        (["--target-regex", "(?i)^w", "--source-regex", "门"], []),
        (["--min-probability", "0.9"], ["door", "window", "Window"]),
        (["--min-probability", "0.9", "--missing", "drop"], []),
        (["--max-length", "5", "--measure", "characters"], ["door"]),
        (["--min-length", "2"], []),
        (["--max-length-ratio", "1"], ["door", "window", "Window"]),
        (["--max-length-ratio", "5.5", "--measure", "characters"], ["door"]),
        (["--no-null"], ["door", "window", "Window"]),
        (["-s", "en", "-t", "de"], ["Fenster"]),
    ],
)
def test_filter(tm: Command, options: list[str], targets: list[str]) -> None:
    ran = tm("filter", "old.tmx", *options)
    assert (ran.code, ran.targets) == (CLEAN, targets)


def test_filter_tells_why(tm: Command) -> None:
    assert tm("filter", "old.tmx", "--since", "20230101T000000Z", "--min-length", "2").told == [
        GERMAN,
        "note: unit 1: left out: out of the dates",
        "note: left out: a side is too short (2 times: unit 2, unit 3)",
        "note: unit 3: taken for fit: it states no date",
        "0 units written",
    ]


@pytest.mark.parametrize(
    ("options", "problem"),
    [
        (["--since", "soon"], "--since: 'soon' is no date"),
        (["--until", "2024-02"], "--until: '2024-02' is no date"),
        (["--source-regex", "("], "--source-regex: missing )"),
        (["--where", "=x"], "--where: '=x' names no property"),
        (["--max-length-ratio", "0.5"], "--max-length-ratio"),
        (["--measure", "bytes"], "--measure"),
        (["-o", "x.odd"], "x.odd: the format cannot be told from the name (give --format"),
        (["--from", "odd"], "unknown format 'odd'"),
        (["-o", "old.tmx"], "same file"),
    ],
)
def test_wrong_use_of_filter(tm: Command, options: list[str], problem: str) -> None:
    ran = tm("filter", "old.tmx", *options)
    assert (ran.code, ran.out) == (WRONG, "")
    assert problem in ran.told[0]
    assert Path("old.tmx").read_text(encoding="utf-8") == OLD


def test_split(tm: Command) -> None:
    ran = tm("split", "old.tmx", "--units", "2")
    assert (ran.code, ran.out) == (CLEAN, "")
    assert ran.told == [GERMAN, "old.1.tmx: 2 units written", "old.2.tmx: 1 unit written"]
    ran = tm("split", "old.tmx", "--by-prop", "x-domain", "-o", "x-{part}.tsv", "-q")
    assert (ran.err, sorted(map(str, Path().glob("x-*")))) == ("", ["x-home.tsv", "x-none.tsv"])
    tm("merge", "old.tmx", "new.tmx", "-o", "all.jsonl")
    ran = tm("split", "all.jsonl", "--by-file", "-o", "again-{part}", "--format", "tmx")
    assert ran.told == ["again-new: 3 units written", "again-old: 3 units written"]
    ran = tm("split", "all.jsonl", "--ratio", "a=.5,b=.5", "--seed", "3", "-o", "{part}.jsonl")
    assert sum(len(list(read_bitext(path))) for path in Path().glob("[ab].jsonl")) == 6


def test_split_a_packed_memory(tm: Command) -> None:
    with gzip.open("old.tmx.gz", "wb") as out:
        out.write(OLD.encode())
    ran = tm("split", "old.tmx.gz", "--units", "2", "-q")
    assert (ran.code, ran.err) == (CLEAN, "")
    for name, units in (("old.1.tmx.gz", 2), ("old.2.tmx.gz", 1)):
        assert Path(name).read_bytes().startswith(b"\x1f\x8b")
        assert len(list(read_bitext(name))) == units


def test_split_into_files_of_two(tm: Command) -> None:
    ran = tm("split", "old.tmx", "--units", "2", "-o", "part{part}", "--format", "moses", "-q")
    assert (ran.code, ran.err) == (CLEAN, "")
    assert Path("part1.zh").read_text(encoding="utf-8") == "门\n窗\n"
    assert Path("part2.en").read_text(encoding="utf-8") == "Window\n"
    assert len(list(Path().iterdir())) == 6


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (["old.tmx"], "say how to split, in one way"),
        (["old.tmx", "--units", "1", "--parts", "2"], "say how to split, in one way"),
        (["old.tmx", "--by-file", "--by-prop", "x"], "say how to split, in one way"),
        (["old.tmx", "--units", "0"], "--units"),
        (["old.tmx", "--ratio", "a=2"], "cannot be one of the shares"),
        (["old.tmx", "--parts", "2", "-o", "x.tmx"], "no {part} in it"),
        (["old.tmx", "--parts", "2", "-o", "{part}"], "give --format"),
        (["-", "--parts", "2"], "the parts of standard input need a name"),
        (["none.tmx", "--parts", "2"], "there is no such file"),
    ],
)
def test_wrong_use_of_split(tm: Command, arguments: list[str], problem: str) -> None:
    ran = tm("split", *arguments)
    assert (ran.code, ran.out) == (WRONG, "")
    assert problem in ran.told[0]
    assert sorted(map(str, Path().iterdir())) == ["new.tmx", "old.tmx"]


def test_sort(tm: Command) -> None:
    assert tm("sort", "old.tmx", "--by", "target").targets == ["Window", "door", "window"]
    assert tm("sort", "old.tmx", "--by", "date", "--reverse").targets == [
        "window",
        "door",
        "Window",
    ]
    assert "missing option '--by'" in tm("sort", "old.tmx").told[0].lower()


def test_diff(tm: Command) -> None:
    ran = tm("diff", "old.tmx", "new.tmx")
    assert (ran.code, ran.told) == (FINDINGS, [GERMAN_TWICE])
    assert ran.out.splitlines() == [
        "--- old.tmx",
        "+++ new.tmx",
        "@@ -1 +1 @@",
        "  门",
        "- door",
        "+ gate",
        "0 added, 0 removed, 1 changed, 2 same",
    ]
    ran = tm("diff", "old.tmx", "old.tmx", "-q")
    assert (ran.code, ran.out, ran.err) == (CLEAN, "", "")
    ran = tm("diff", "old.tmx", "new.tmx", "--output-format", "json")
    assert ran.code == FINDINGS
    assert json.loads(ran.out)["counts"] == {"added": 0, "removed": 0, "changed": 1, "same": 2}
    assert tm("diff", "old.tmx", "none.tmx").code == WRONG
    Path("de.tsv").write_text("de\ten\nTür\tdoor\n", encoding="utf-8")
    assert "-s and -t" in tm("diff", "old.tmx", "de.tsv").told[0]


@pytest.mark.parametrize(("no_colour", "is_coloured"), [("", True), ("1", False)])
def test_colour_is_for_terminals(
    tm: Command, monkeypatch: pytest.MonkeyPatch, no_colour: str, is_coloured: bool
) -> None:
    monkeypatch.setenv("NO_COLOR", no_colour)
    assert "\x1b" not in tm("diff", "old.tmx", "new.tmx").out
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    assert ("\x1b[31m- door" in tm("diff", "old.tmx", "new.tmx").out) == is_coloured


def test_a_table_is_for_terminals(tm: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    assert "│ door" in tm("sort", "old.tmx", "--by", "id").out
    assert tm("sort", "old.tmx", "--by", "id", "--format", "tsv").out.startswith("source\t")


def test_stats(tm: Command) -> None:
    ran = tm("stats", "old.tmx", "--vocabulary")
    assert (ran.code, ran.told) == (CLEAN, [GERMAN])
    lines = ran.out.splitlines()
    assert lines[0] == "old.tmx"
    assert "different         3 pairs, 2 sources, 3 targets" in lines
    assert "conflicts         1 × one source with several targets" in lines
    assert "vocabulary        2 → 2 different words" in lines
    record = json.loads(tm("stats", "old.tmx", "--output-format", "json").out)
    assert record["repeats"]["pairs"] == 3
    assert record["vocabulary"] is None


@pytest.mark.parametrize(
    "arguments",
    [
        ["merge", "-", "new.tmx"],
        ["dedupe", "-"],
        ["filter", "-"],
        ["sort", "-", "--by", "id"],
        ["diff", "-", "new.tmx"],
        ["stats", "-"],
        ["split", "-", "--parts", "1", "-o", "part{part}.tmx"],
    ],
)
def test_standard_input(tm: Command, monkeypatch: pytest.MonkeyPatch, arguments: list[str]) -> None:
    text = io.TextIOWrapper(io.BytesIO(OLD.encode()), encoding="utf-8")
    monkeypatch.setattr(sys, "stdin", text)
    ran = tm(*arguments)
    assert ran.code == (FINDINGS if arguments[0] == "diff" else CLEAN)


@pytest.mark.parametrize(
    "arguments",
    [
        ["merge", "cut.tmx"],
        ["dedupe", "cut.tmx"],
        ["filter", "cut.tmx"],
        ["sort", "cut.tmx", "--by", "id"],
        ["split", "cut.tmx", "--parts", "1"],
        ["diff", "cut.tmx", "cut.tmx"],
        ["diff", "old.tmx", "cut.tmx", "--output-format", "json"],
        ["stats", "cut.tmx"],
    ],
)
def test_a_file_that_is_cut_short(tm: Command, arguments: list[str]) -> None:
    Path("cut.tmx").write_text(OLD[: OLD.index("Window")], encoding="utf-8")
    Path("out.tmx").write_text("old", encoding="utf-8")
    writes = arguments[0] not in ("split", "diff", "stats")
    ran = tm(*arguments, *(["-o", "out.tmx"] if writes else []))
    assert (ran.code, ran.out) == (WRONG, "")
    assert "cut.tmx" in ran.told[0]
    assert "ends in the middle" in ran.told[0]
    assert sorted(map(str, Path().iterdir())) == ["cut.tmx", "new.tmx", "old.tmx", "out.tmx"]
    assert Path("out.tmx").read_text(encoding="utf-8") == "old"


@pytest.mark.skipif(sys.platform == "win32", reason="there is no such signal")
def test_nothing_is_left_behind_by_one_that_is_killed(tmp_path: Path) -> None:
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    with subprocess.Popen(
        [sys.executable, "-m", "duilian", "tm", "dedupe", "-", "--from", "tsv", "-o", "out.tsv"],
        stdin=subprocess.PIPE,
        cwd=tmp_path,
        env={**os.environ, "TMPDIR": str(scratch)},
    ) as running:
        assert running.stdin is not None
        running.stdin.write(b"zh\ten\n" + "门\tdoor\n".encode() * 100_000)
        running.stdin.flush()
        running.send_signal(signal.SIGKILL)
        running.wait()
    assert not list(scratch.iterdir())


@pytest.mark.parametrize(
    "command",
    [
        ["merge", "old.tmx"],
        ["dedupe", "old.tmx"],
        ["filter", "old.tmx", "--no-null"],
        ["sort", "old.tmx", "--by", "source"],
    ],
)
def test_a_memory_is_written_for_whom_it_is_meant(tm: Command, command: list[str]) -> None:
    said = ["--profile", "trados", "--tm-name", "Home", "--creation-id", "li"]
    ran = tm(*command, "-o", "out.tmx", *said)
    assert ran.code == CLEAN
    text = Path("out.tmx").read_text("utf-8")
    assert '<tuv xml:lang="zh-CN">' in text
    assert '<tuv xml:lang="en-US">' in text
    assert '<prop type="x-name">Home</prop>' in text
    assert text.count('creationid="li"') == 4  # the header and three units


def test_a_memory_is_written_in_files_of_a_size(tm: Command) -> None:
    units = [f'{{"source": "门 {n}", "target": "door {n}"}}\n' for n in range(400)]
    Path("many.jsonl").write_text("".join(units), encoding="utf-8")
    ran = tm("merge", "many.jsonl", "-s", "zh", "-t", "en", "-o", "out.tmx", "--max-bytes", "30K")
    assert (ran.code, ran.err) == (CLEAN, "duilian: out-1.tmx and on: 400 units written\n")
    files = sorted(Path().glob("out-*.tmx"), key=lambda path: int(path.stem[4:]))
    assert len(files) > 1
    assert max(path.stat().st_size for path in files) <= 30_000
    assert sum(len(list(read_bitext(path))) for path in files) == 400
    # Parts that are too large for one file have several, named after the part.
    words = ("-o", "part.{part}.tmx", "--parts", "2", "--max-bytes", "12K", "--profile", "omegat")
    ran = tm("split", "many.jsonl", "-s", "zh", "-t", "en", *words)
    assert ran.code == CLEAN
    parts = sorted(Path().glob("part.*.tmx"))
    assert {path.name for path in parts} > {"part.1-1.tmx", "part.2-2.tmx"}
    assert sum(len(list(read_bitext(path))) for path in parts) == 400


def test_what_is_for_tmx_is_refused_for_others(tm: Command) -> None:
    ran = tm("dedupe", "old.tmx", "-o", "out.tsv", "--profile", "trados")
    assert (ran.code, Path("out.tsv").exists()) == (WRONG, False)
    assert "profiles, sizes and names are for TMX" in ran.err
    ran = tm("split", "old.tmx", "-o", "{part}.tsv", "--parts", "2", "--tm-name", "Home")
    assert (ran.code, ran.err.count("\n")) == (WRONG, 1)
    assert (
        "unknown profile 'tradox' (did you mean trados?"
        in tm("sort", "old.tmx", "--by", "id", "--profile", "tradox").err
    )


@pytest.mark.parametrize(
    "command",
    [
        ["merge", "old.tmx", "new.tmx"],
        ["dedupe", "old.tmx"],
        ["filter", "old.tmx", "--no-null"],
        ["sort", "old.tmx", "--by", "source"],
        ["split", "old.tmx", "-o", "out.{part}.tmx", "--parts", "2"],
    ],
)
def test_strictly_a_note_is_an_error(tm: Command, command: list[str]) -> None:
    ran = tm(*command, *([] if "split" in command else ["-o", "out.tmx"]), "--strict")
    assert ran.code == WRONG
    assert "old.tmx" in ran.err
    assert "unit 3 (line 7)" in ran.err
    assert _GERMAN in ran.err
    assert not list(Path().glob("out*"))


TAGGED = """<tmx version="1.4"><header srclang="zh"/><body>
<tu><tuv xml:lang="zh"><seg>按<bpt i="1">&lt;b&gt;</bpt>确定<ept i="1"/></seg></tuv>
<tuv xml:lang="en"><seg>Press <bpt i="1">&lt;b&gt;</bpt>OK<ept i="1"/></seg></tuv></tu>
</body></tmx>
"""


def test_tags_are_compared_if_asked(tm: Command) -> None:
    Path("a.tmx").write_text(TAGGED, encoding="utf-8")
    Path("b.tmx").write_text(TAGGED.replace('OK<ept i="1"/>', '<ept i="1"/>OK'), encoding="utf-8")
    same = tm("diff", "a.tmx", "b.tmx")
    assert (same.code, same.out, same.err) == (CLEAN, "", "")
    assert tm("diff", "a.tmx", "a.tmx", "--tags").code == CLEAN
    ran = tm("diff", "a.tmx", "b.tmx", "--tags")
    assert ran.code == FINDINGS
    assert ran.out.splitlines()[2:] == [
        "@@ -1 +1 @@",
        '  按<bpt i="1">&lt;b&gt;</bpt>确定<ept i="1"></ept>',
        '- Press <bpt i="1">&lt;b&gt;</bpt>OK<ept i="1"></ept>',
        '+ Press <bpt i="1">&lt;b&gt;</bpt><ept i="1"></ept>OK',
        "0 added, 0 removed, 1 changed, 0 same",
    ]
    found = json.loads(tm("diff", "a.tmx", "b.tmx", "--tags", "--output-format", "json").out)
    assert found["counts"]["changed"] == 1
