"""``duilian glossary``: what goes in, what comes out where, and with which exit code."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest

from duilian.cli import run
from duilian.corpus.glossary import read_glossary

from .ran import Command, Ran

CLEAN, FINDINGS, WRONG = 0, 1, 2

POLES = """\
[[concept]]
id = "pole"
note = "see the plan"
terms.zh = "增长极"
terms.en = ["growth pole", { term = "growth engine", status = "forbidden" }]

[[concept]]
id = "ferry"
terms.zh = { term = "渡船", part-of-speech = "noun" }
terms.en = "ferry"
"""
FAULTY = POLES + '\n[[concept]]\nid = "tide"\nterms.zh = "潮汐"\n'


@pytest.fixture
def glossary(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Command:
    """Run a command of ``duilian glossary`` in a folder with two glossaries and a text."""
    monkeypatch.chdir(tmp_path)
    Path("poles.toml").write_text(POLES, encoding="utf-8")
    Path("faulty.toml").write_text(FAULTY, encoding="utf-8")
    Path("text.tsv").write_text("zh\ten\n增长极在此\tThe growth pole\n", encoding="utf-8")

    def command(*arguments: str) -> Ran:
        capsys.readouterr()
        code = run(["glossary", *arguments])
        return Ran(code, *capsys.readouterr())

    return command


def test_help(glossary: Command) -> None:
    for arguments in ((), ("--help",), ("-h",), ("lint", "--help")):
        ran = glossary(*arguments)
        assert (ran.code, ran.err) == (CLEAN, "")
        assert "glossar" in ran.out


# --- lint -----------------------------------------------------------------------------------------


def test_lint(glossary: Command) -> None:
    ran = glossary("lint", "poles.toml")
    assert (ran.code, ran.out, ran.err) == (CLEAN, "Nothing found in 2 units of 1 file\n", "")
    ran = glossary("lint", "poles.toml", "faulty.toml", "--output-format", "concise")
    assert ran.code == FINDINGS
    assert ran.out == "faulty.toml:3: GLO004 warning: the concept has no term in en\n"


def test_lint_in_full(glossary: Command) -> None:
    assert glossary("lint", "faulty.toml").out == (
        "GLO004[incomplete-concept] warning: the concept has no term in en\n"
        "  --> faulty.toml: unit 3 (id tide)\n"
        "   |\n"
        "zh | 潮汐\n"
        "en | —\n"
        "   |\n"
        "   = help: add one, or say that it is not translated\n"
        "\n"
        "1 warning in 3 units of 1 file\n"
    )


def test_lint_for_a_program(glossary: Command) -> None:
    ran = glossary("lint", "faulty.toml", "--output-format", "json")
    [found] = json.loads(ran.out)
    assert (found["code"], found["unit_id"], found["source"]) == ("GLO004", "tide", "潮汐")


def test_lint_in_a_text(glossary: Command) -> None:
    ran = glossary("lint", "poles.toml", "--in", "text.tsv", "--output-format", "concise")
    assert ran.code == CLEAN  # a note
    assert ran.out == "poles.toml:2: GLO011 note: it stands in none of 1 units\n"
    assert glossary("lint", "poles.toml", "--in", "text.tsv", "--fail-on", "note").code == FINDINGS
    assert glossary("lint", "faulty.toml", "--fail-on", "error").code == CLEAN


@pytest.mark.parametrize("name", ["sarif", "junit", "html", "github", "gitlab", "rdjson", "jsonl"])
def test_lint_in_every_report(glossary: Command, name: str) -> None:
    ran = glossary("lint", "faulty.toml", "--output-file", f"{name}=report")
    assert (ran.code, ran.out) == (FINDINGS, "")
    assert "GLO004" in Path("report").read_text(encoding="utf-8")


def test_lint_goes_on_after_a_file_that_is_none(glossary: Command) -> None:
    ran = glossary("lint", "none.toml", "faulty.toml", "--output-format", "concise")
    assert ran.code == WRONG
    assert "GLO004" in ran.out
    assert ran.told == ["error: none.toml: there is no such file (check the path)"]


# --- convert --------------------------------------------------------------------------------------


def test_convert_tells_what_is_lost(glossary: Command) -> None:
    ran = glossary("convert", "poles.toml", "poles.tbx")
    assert (ran.code, ran.out, ran.told) == (CLEAN, "", ["poles.tbx: 2 concepts written"])
    ran = glossary("convert", "poles.tbx", "poles.csv")
    assert ran.told == ["note: poles.csv: 1 lost: part of speech", "poles.csv: 2 concepts written"]
    assert [concept.note for concept in read_glossary("poles.csv")] == ["see the plan", ""]
    assert glossary("convert", "poles.tbx", "poles.csv", "-q").err == ""


def test_convert_strictly_writes_nothing(glossary: Command) -> None:
    ran = glossary("convert", "poles.toml", "poles.csv", "--strict")
    assert ran.code == WRONG
    assert ran.told[0].startswith("poles.csv: this form has no place for part of speech (1)")
    assert not Path("poles.csv").exists()


def test_convert_from_standard_input_to_standard_output(
    glossary: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    stream = io.TextIOWrapper(io.BytesIO(POLES.encode()), encoding="utf-8")
    monkeypatch.setattr(sys, "stdin", stream)
    ran = glossary("convert", "-", "-", "--from", "toml", "--to", "toml", "-q")
    assert (ran.code, ran.out, ran.err) == (CLEAN, POLES, "")


def test_convert_the_styles_of_tbx(glossary: Command) -> None:
    for style in ("dct", "dca"):
        assert glossary("convert", "poles.toml", "poles.tbx", "--style", style).code == CLEAN
        assert f'style="{style}"' in Path("poles.tbx").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("poles.toml", "poles.toml"), "input and output are the same file"),
        (("poles.toml", "poles.doc"), "a glossary cannot be written in this form"),
        (("poles.toml", "-"), "a glossary cannot be written in this form"),
        (("poles.toml", "o", "--to", "doc"), "there is no form of glossary 'doc'"),
        (("poles.toml", "o.csv", "-s", "fr"), "it has no term in fr"),
        (("poles.toml", "o.csv", "-s", "zh"), "a table holds two languages"),
        (("poles.toml", "no/o.csv"), "cannot write"),
        (("text.tsv", "text.tbx", "--from", "tbx"), "text.tsv"),
    ],
)
def test_convert_what_cannot_be(glossary: Command, arguments: tuple[str, ...], told: str) -> None:
    ran = glossary("convert", *arguments)
    assert (ran.code, ran.out) == (WRONG, "")
    [line] = ran.told
    assert told in line


# --- merge ----------------------------------------------------------------------------------------


def test_merge(glossary: Command) -> None:
    Path("more.csv").write_text(
        "zh,en,status\n增长极,growth pole,\n增长极,growth engine,allowed\n潮汐,tide,\n", "utf-8"
    )
    ran = glossary("merge", "poles.toml", "more.csv", "-o", "all.toml")
    assert (ran.code, ran.out) == (CLEAN, "")
    assert ran.told == [
        "note: 'growth engine': status is 'forbidden', not 'allowed'",
        "all.toml: 3 concepts written",
        "1 concept joined to another",
    ]
    assert [concept.id for concept in read_glossary("all.toml")] == ["pole", "ferry", "c3"]
    ran = glossary("merge", "poles.toml", "more.csv", "-o", "none.toml", "--strict")
    assert ran.code == WRONG
    assert not Path("none.toml").exists()


def test_merge_by_id(glossary: Command) -> None:
    other = POLES.replace("增长极", "发展极").replace("growth pole", "pole")
    Path("other.toml").write_text(other, encoding="utf-8")
    arguments = ("merge", "poles.toml", "other.toml", "--to", "tsv", "-q")
    assert glossary(*arguments).out.count("\npole") == 4
    assert "增长极|发展极" in glossary(*arguments, "--by", "id").out


# --- stats ----------------------------------------------------------------------------------------


def test_stats(glossary: Command) -> None:
    ran = glossary("stats", "poles.toml", "--in", "text.tsv")
    assert (ran.code, ran.err) == (CLEAN, "")
    assert ran.out.splitlines() == [
        "poles.toml",
        "  concepts           2",
        "  terms zh           2 of 2 concepts; 2 preferred",
        "  length zh          2 to 3 characters, median 2.5",
        "  terms en           3 of 2 concepts; 2 preferred, 1 forbidden",
        "  length en          1 to 2 words, median 2",
        "  guards             0",
        "  capitals matter    0",
        "  domains            not stated",
        "  parts of speech    1 noun",
        "  in the text        1 place of 1 concept (50.0% of all)",
        "  rendered           1 (100.0%)",
        "  units with a term  1 of 1 (100.0%)",
    ]


def test_stats_for_a_program(glossary: Command) -> None:
    found = json.loads(glossary("stats", "poles.toml", "--output-format", "json").out)
    assert found["languages"]["en"]["statuses"] == {"preferred": 2, "forbidden": 1}
    assert found["use"] is None
