"""``duilian check``, ``rule`` and ``baseline``: what goes in, what comes out, the exit code."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from duilian.cli import run
from duilian.corpus.formats import read_bitext
from duilian.quality.rules import RULES

from .ran import Command, Ran

CLEAN, FINDINGS, WRONG = 0, 1, 2
BAD, GOOD = "稳定可靠\treliable and reliable", "门开了\tthe door opened"


@pytest.fixture
def duilian(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Command:
    """Run a command in a folder with a clean file and one with a fault."""
    monkeypatch.chdir(tmp_path)
    for name, lines in (("bad.tsv", (GOOD, BAD)), ("good.tsv", (GOOD, GOOD))):
        Path(name).write_text("\n".join(("zh\ten", *lines)) + "\n", encoding="utf-8")

    def command(*arguments: str) -> Ran:
        capsys.readouterr()
        code = run(list(arguments))
        return Ran(code, *capsys.readouterr())

    return command


def test_nothing_is_reported_of_nothing(duilian: Command) -> None:
    for option in ([], ["--statistics"], ["--output-format", "full"]):
        ran = duilian("check", "nothere.tmx", *option)
        assert (ran.code, ran.out) == (WRONG, "")
        assert "nothere.tmx" in ran.err
        assert len(ran.err.splitlines()) == 1


def test_what_programs_read_is_whole_even_so(duilian: Command) -> None:
    files = ("--output-file", "a.sarif", "--output-file", "a.xml")
    ran = duilian("check", "nothere.tmx", "--output-format", "json", *files)
    assert (ran.code, json.loads(ran.out)) == (WRONG, [])
    (invocation,) = json.loads(Path("a.sarif").read_text("utf-8"))["runs"][0]["invocations"]
    assert not invocation["executionSuccessful"]
    assert "nothere.tmx" in invocation["toolExecutionNotifications"][0]["message"]["text"]
    suites = Path("a.xml").read_text("utf-8")
    assert 'tests="1" failures="0" errors="1"' in suites
    assert "nothere.tmx" in suites


def test_one_file_that_is_there_is_reported(duilian: Command) -> None:
    ran = duilian("check", "nothere.tmx", "good.tsv", "--select=DUP002")
    assert (ran.code, ran.out) == (WRONG, "Nothing found in 2 units of 1 file\n")


def test_exit_codes(duilian: Command) -> None:
    only = "--select=DUP002"
    assert duilian("check", "good.tsv", only).code == CLEAN
    assert duilian("check", "bad.tsv", only).code == FINDINGS
    assert duilian("check", "bad.tsv", only, "--exit-zero").code == CLEAN
    assert duilian("check", "bad.tsv", only, "--fail-on=error").code == CLEAN
    assert duilian("check", "bad.tsv", "--ignore=ALL").code == CLEAN
    assert duilian("check", "none.tsv").code == WRONG
    assert duilian("check", "bad.tsv", "--select=NOPE").code == WRONG
    assert duilian("check", "bad.tsv", "--output-format=nope").code == WRONG
    assert duilian("check").code == WRONG


def test_findings_are_data_and_the_rest_is_messages(duilian: Command) -> None:
    ran = duilian("check", "bad.tsv", "--select=DUP002", "--output-format=concise")
    assert ran.out == (
        "bad.tsv:2: DUP002 warning: 'reliable and reliable' says the same word twice\n"
    )
    assert ran.err == ""


def test_one_bad_file_among_good_ones(duilian: Command) -> None:
    Path("broken.tmx").write_text("<tmx><body><tu>", encoding="utf-8")
    ran = duilian("check", ".", "--select=DUP002", "--output-format=json")
    assert ran.code == WRONG
    assert [found["code"] for found in json.loads(ran.out)] == ["DUP002"]
    [told] = ran.told
    assert told.startswith("error: broken.tmx")


def test_json_says_where(duilian: Command) -> None:
    ran = duilian("check", "bad.tsv", "--select=DUP002", "--output-format=json")
    [found] = json.loads(ran.out)
    assert (found["file"], found["unit"], found["line"]) == ("bad.tsv", 2, 3)
    start, end = found["target_span"]
    assert found["target"][start:end] == "reliable and reliable"
    assert found["source_span"] is None
    assert found["severity"] == "warning"
    assert found["name"] == "doubled-across-and"


def test_standard_input(duilian: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    import io
    import sys
    from types import SimpleNamespace

    text = io.BytesIO(f"zh\ten\n{BAD}\n".encode())
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=text))
    ran = duilian("check", "-", "--format=tsv", "--select=DUP002", "--output-format=concise")
    assert (ran.code, ran.out[:4]) == (FINDINGS, "-:1:")


def test_reports_into_files(duilian: Command) -> None:
    ran = duilian("check", ".", "--select=DUP002", "--output-file", "a.json", "-q")
    assert (ran.code, ran.out, ran.err) == (FINDINGS, "", "")
    [found] = json.loads(Path("a.json").read_text(encoding="utf-8"))
    assert found["file"] == "bad.tsv"


def test_statistics(duilian: Command) -> None:
    ran = duilian("check", ".", "--select=DUP002", "--statistics", "--output-file=a.json")
    assert ran.out.splitlines()[0].split()[0] == "1"
    assert Path("a.json").exists()


def test_settings_from_the_nearest_file(duilian: Command) -> None:
    Path("duilian.toml").write_text('[check]\nselect = ["ALL"]\nignore = ["DUP"]\n')
    shown = json.loads(duilian("check", "bad.tsv", "--show-settings").out)
    assert "DUP002" not in shown["rules"]
    assert duilian("check", "bad.tsv", "--isolated", "--select=DUP002").code == FINDINGS
    Path("duilian.toml").write_text("[check]\nignored = []\n")
    ran = duilian("check", "bad.tsv")
    assert ran.code == WRONG
    assert "unknown key 'check.ignored' (did you mean check.ignore?)" in ran.told[0]
    Path("mine.toml").write_text('[check]\nselect = ["DUP002"]\n')
    assert duilian("check", "bad.tsv", "--config=mine.toml").code == FINDINGS


def test_suppressions(duilian: Command) -> None:
    only = "--select=DUP002"
    ran = duilian("check", ".", only, "--add-ignore", "said so by the author")
    assert (ran.code, ran.told) == (CLEAN, ["duilian-ignore.toml: 1 suppression added"])
    ran = duilian("check", ".", only)
    assert (ran.code, ran.told) == (CLEAN, ["note: 1 finding suppressed"])
    text = Path("duilian-ignore.toml").read_text(encoding="utf-8")
    assert 'reason = "said so by the author"' in text


def test_a_baseline_from_its_first_day_to_its_last(duilian: Command) -> None:
    only = "--select=DUP002"
    ran = duilian("baseline", "write", ".", only)
    assert (ran.code, ran.told) == (CLEAN, ["duilian-baseline.json: 1 finding written"])
    assert "DUP002" in duilian("baseline", "show").out
    known = "--baseline=duilian-baseline.json"
    assert duilian("check", ".", only, known).code == CLEAN
    # A new fault fails, the old one does not.
    with Path("good.tsv").open("a", encoding="utf-8") as file:
        file.write("甲乙\tx and x\n")
    ran = duilian("check", ".", only, known, "--output-format=json")
    assert (ran.code, len(json.loads(ran.out))) == (FINDINGS, 1)
    # The old one is mended: told as stale, and taken out; the new one is not let in.
    Path("bad.tsv").write_text(f"zh\ten\n{GOOD}\n", encoding="utf-8")
    assert "were not found" in duilian("check", ".", only, known).told[0]
    assert duilian("baseline", "update", ".", only).told == [
        "duilian-baseline.json: 1 finding taken out"
    ]
    assert duilian("baseline", "show").out == ""
    assert duilian("check", ".", only, known).code == FINDINGS


def test_a_baseline_that_is_none(duilian: Command) -> None:
    Path("known.json").write_text("{}", encoding="utf-8")
    ran = duilian("check", "bad.tsv", "--baseline=known.json")
    assert (ran.code, len(ran.told)) == (WRONG, 1)
    assert duilian("baseline", "show", "known.json").code == WRONG
    assert duilian("baseline", "update", ".", "--baseline=none.json").code == WRONG


def test_rules_are_explained(duilian: Command) -> None:
    listed = duilian("rule").out.splitlines()
    assert [line.split()[0] for line in listed] == [rule.code for rule in RULES]
    assert duilian("rule", "dup002").out.startswith("# DUP002 doubled-across-and")
    assert duilian("rule", "doubled-across-and").out == duilian("rule", "DUP002").out
    ran = duilian("rule", "DUP999")
    assert (ran.code, ran.out) == (WRONG, "")
    assert "there is no rule 'DUP999'" in ran.told[0]


def test_a_shifted_run_is_patched(duilian: Command) -> None:
    story = Path(__file__).with_name("align") / "story.tsv"
    pairs = [line.split("\t")[:2] for line in story.read_text(encoding="utf-8").splitlines()][1:]
    sources, targets = [pair[0] for pair in pairs], [pair[1] for pair in pairs]
    # One target is lost near the beginning, and one is empty near the end: what lies between slips.
    slipped = [*targets[:6], *targets[7:30], "", *targets[30:]]
    rows = [f"{one}\t{other}" for one, other in zip(sources, slipped, strict=True)]
    Path("slipped.tsv").write_text("zh\ten\n" + "\n".join(rows) + "\n", encoding="utf-8")
    ran = duilian("check", "slipped.tsv", "--select=ALN002", "--patch=mended.tsv")
    assert ran.code == FINDINGS
    found = {unit.source: unit.target for unit in read_bitext("mended.tsv")}
    right = sum(found.get(one) == other for one, other in zip(sources, targets, strict=True))
    assert right >= len(sources) - 6
    assert duilian("check", "slipped.tsv", "--patch=slipped.tsv").code == WRONG
    assert duilian("check", "good.tsv", "bad.tsv", "--patch=x.tsv").code == WRONG


def test_two_ways_at_once(duilian: Command) -> None:
    assert duilian("check", "a", "b", "--parallel", "--align").code == WRONG
    assert duilian("check", "a", "--parallel").code == WRONG


def test_two_texts_are_aligned_and_checked(duilian: Command) -> None:
    Path("zh.txt").write_text("门开了。\n\n这座桥稳定可靠。\n", encoding="utf-8")
    Path("en.txt").write_text(
        "The door opened.\n\nThis bridge is reliable and reliable.\n", encoding="utf-8"
    )
    ran = duilian("check", "zh.txt", "en.txt", "--select=DUP002", "--output-format=json")
    [found] = json.loads(ran.out)
    assert (found["unit"], found["source"]) == (2, "这座桥稳定可靠。")


@pytest.mark.parametrize("command", [("check",), ("rule",), ("baseline",), ("baseline", "write")])
def test_every_command_has_help(duilian: Command, command: tuple[str, ...]) -> None:
    ran = duilian(*command, "--help")
    assert (ran.code, ran.err) == (CLEAN, "")
    assert "Usage: duilian" in ran.out


# --- what is kept between runs ------------------------------------------------------------------


def test_nothing_is_kept_unless_it_is_asked_for(duilian: Command) -> None:
    duilian("check", ".")
    assert {path.name for path in Path().iterdir()} == {"bad.tsv", "good.tsv"}


def test_what_is_kept_changes_nothing(duilian: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    plain = duilian("check", ".", "--output-format=json")
    for arguments in (("--cache-dir", "kept"), ("--cache-dir=kept",), ("--cache-dir=kept", "-j2")):
        kept = duilian("check", ".", "--output-format=json", *arguments)
        assert (kept.code, kept.out, kept.err) == (plain.code, plain.out, plain.err)
    before = sorted(Path("kept").glob("??/*"))
    assert before
    assert duilian("check", ".", "--cache-dir=kept/.gitignore").code == WRONG
    monkeypatch.setenv("DUILIAN_CACHE_DIR", "kept")
    assert duilian("check", ".", "--output-format=json").out == plain.out
    assert sorted(Path("kept").glob("??/*")) == before
    monkeypatch.setenv("DUILIAN_CACHE_DIR", "other")
    assert duilian("check", ".", "--output-format=json", "--no-cache").out == plain.out
    assert not Path("other").exists()


def test_the_settings_may_ask_for_a_cache(duilian: Command) -> None:
    Path("duilian.toml").write_text('[check]\ncache-dir = ".kept"\n', encoding="utf-8")
    duilian("check", "bad.tsv", "--no-cache")
    assert not Path(".kept").exists()
    first = duilian("check", "bad.tsv")
    assert list(Path(".kept").glob("??/*"))
    assert duilian("check", "bad.tsv").out == first.out
    duilian("baseline", "write", "bad.tsv")
    assert duilian("check", "bad.tsv", "--baseline", "duilian-baseline.json").code == CLEAN


def test_the_page_counts_the_terms_of_a_glossary(duilian: Command) -> None:
    Path("terms.toml").write_text(
        '[[concept]]\nterms.zh = "门"\n'
        'terms.en = ["door", { term = "gate", status = "forbidden" }]\n',
        encoding="utf-8",
    )
    lines = ("zh\ten", GOOD, "门开了\tthe gate opened", "门开了\tit opened")
    Path("bad.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    duilian("check", ".", "--glossary=terms.toml", "--output-file=page.html")
    page = Path("page.html").read_text(encoding="utf-8")
    [data] = re.findall(r'id="data">(.*?)</script>', page, re.DOTALL)
    [term] = json.loads(data)["terms"]
    assert [(way["text"], way["role"], way["count"]) for way in term["ways"]] == [
        ("door", "expected", 3),
        ("gate", "forbidden", 1),
        ("", "missing", 1),
    ]
