"""``duilian terms``: what goes in, what comes out where, and with which exit code."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path

import pytest

from duilian.cli import run

from .quality.terms.harbour import DRIFTING, PAIRS
from .ran import Command, Ran

CLEAN, FINDINGS, WRONG = 0, 1, 2


@pytest.fixture
def terms(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Command:
    """Run a command of ``duilian terms`` in a folder with a bitext, whole and in two parts."""
    monkeypatch.chdir(tmp_path)
    lines = ["zh\ten", *("\t".join(pair) for pair in PAIRS)]
    Path("harbour.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    Path("parts").mkdir()
    for name, part in (("1", lines[1:DRIFTING]), ("2", lines[DRIFTING:])):
        text = "\n".join([lines[0], *part]) + "\n"
        Path("parts", f"{name}.tsv").write_text(text, encoding="utf-8")

    def command(*arguments: str) -> Ran:
        capsys.readouterr()
        code = run(["terms", *arguments])
        return Ran(code, *capsys.readouterr())

    return command


def test_help(terms: Command) -> None:
    for arguments in ((), ("--help",), ("-h",), ("drift", "--help")):
        ran = terms(*arguments)
        assert (ran.code, ran.err) == (CLEAN, "")
        assert "terms" in ran.out


def test_drift(terms: Command) -> None:
    ran = terms("drift", "harbour.tsv")
    assert ran.code == FINDINGS
    first, most, other = ran.out.splitlines()
    assert first.startswith("灯塔管理处: 5 places, 2 renderings (confidence 0.")
    assert most.split() == ["4", "80%", "Lighthouse", "Office", "[harbour.tsv:1,4,6,11]"]
    assert other.split() == ["1", "20%", "Beacon", "Bureau", "[harbour.tsv:8]"]
    assert ran.told[0].startswith("1 drifting term among ")


def test_drift_across_the_files_of_a_folder(terms: Command) -> None:
    ran = terms("drift", "parts", "--output-format", "json", "-q")
    assert (ran.code, ran.err) == (FINDINGS, "")
    [drift] = json.loads(ran.out)["drifts"]
    majority, minority = drift["renderings"]
    assert (drift["term"], drift["places"], majority["majority"]) == ("灯塔管理处", 5, True)
    assert {place["file"] for place in majority["places"]} == {
        str(Path("parts", "1.tsv")),
        str(Path("parts", "2.tsv")),
    }
    [place] = minority["places"]
    assert (place["file"], place["unit"]) == (str(Path("parts", "2.tsv")), 2)
    source, target = PAIRS[DRIFTING]
    assert target[slice(*place["target_span"])] == minority["text"] == "Beacon Bureau"
    assert source[slice(*place["source_span"])] == "灯塔管理处"


def test_drift_as_the_page_of_check(terms: Command) -> None:
    ran = terms("drift", "parts", "--output-format", "html")
    assert ran.code == FINDINGS
    assert ran.out.startswith("<!doctype html>")
    [data] = re.findall(r'id="data">(.*?)</script>', ran.out, re.DOTALL)
    page = json.loads(data)
    assert [(each["code"], each["summary"]) for each in page["rules"]] == [
        ("CON101", "One term of the source has several renderings in the target.")
    ]
    [term] = page["terms"]
    assert [(way["text"], way["role"], way["count"]) for way in term["ways"]] == [
        ("Lighthouse Office", "usual", 4),
        ("Beacon Bureau", "other", 1),
    ]
    [[file, unit, source, target]] = term["ways"][1]["places"]
    assert (page["files"][file]["name"], unit) == (str(Path("parts", "2.tsv")), 2)
    assert (source[1], target[1]) == ("灯塔管理处", "Beacon Bureau")
    assert [found["term"] for found in page["findings"]] == [0]


def test_what_is_kept_changes_nothing(terms: Command) -> None:
    plain = terms("drift", "parts")
    for _ in range(2):
        kept = terms("drift", "parts", "--cache-dir", "kept")
        assert (kept.code, kept.out, kept.err) == (plain.code, plain.out, plain.err)
    assert len(list(Path("kept").glob("??/*"))) == 2
    shown = terms("show", "Beacon Bureau", "parts", "--cache-dir", "kept")
    assert shown.out == terms("show", "Beacon Bureau", "parts").out
    terms("drift", "parts", "--cache-dir", "none", "--no-cache")
    assert not Path("none").exists()


def test_no_drift_is_clean(terms: Command) -> None:
    ran = terms("drift", "harbour.tsv", "--min-confidence", "1")
    assert (ran.code, ran.out) == (CLEAN, "")


def test_extract_writes_a_table(terms: Command) -> None:
    ran = terms("extract", "harbour.tsv", "-o", "glossary.tsv", "--top", "3")
    assert (ran.code, ran.out) == (CLEAN, "")
    assert ran.told == ["glossary.tsv: 3 terms found in 12 units"]
    with open("glossary.tsv", encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    assert len(rows) == 3
    by_term = {row["source"]: row for row in rows}
    assert by_term["潮汐时刻表"]["target"] == "tide tables"
    assert by_term["潮汐时刻表"]["count"] == "4"
    assert "tide tables" in by_term["潮汐时刻表"]["target example"]
    assert by_term["灯塔管理处"]["other targets"] == "Beacon Bureau (1)"


def test_what_is_extracted_is_read_as_a_term_list(terms: Command) -> None:
    from duilian.corpus.glossary import read_terms

    assert terms("extract", "harbour.tsv", "-o", "glossary.tsv").code == CLEAN
    pairs = {(pair.source, pair.target) for pair in read_terms("glossary.tsv")}
    assert ("渡轮码头", "ferry pier") in pairs


@pytest.mark.parametrize("name", ["g.toml", "g.tbx", "g.csv"])
def test_extract_writes_a_glossary(terms: Command, name: str) -> None:
    from duilian.corpus.glossary import read_glossary

    assert terms("extract", "harbour.tsv", "-o", name, "--top", "3").code == CLEAN
    concepts = {
        concept.terms[0].text: concept
        for concept in read_glossary(name, source_language="zh", target_language="en").concepts
    }
    assert [(each.text, each.status) for each in concepts["灯塔管理处"].terms] == [
        ("灯塔管理处", "preferred"),
        ("Lighthouse Office", "preferred"),
        ("Beacon Bureau", "allowed"),
    ]
    if name != "g.csv":  # a table has no room for what is said of a concept
        assert concepts["潮汐时刻表"].note.startswith("4 places; ")


def test_show(terms: Command) -> None:
    ran = terms("show", "渡轮码头", "harbour.tsv")
    assert (ran.code, ran.err) == (CLEAN, "")
    lines = ran.out.splitlines()
    assert lines[:3] == ["渡轮码头: 4 places", "    4  ferry pier", ""]
    assert len(lines) == 7
    assert all("[渡轮码头]" in line and "[ferry pier]" in line for line in lines[3:])


def test_show_the_other_way_round(terms: Command) -> None:
    ran = terms("show", "beacon bureau", "harbour.tsv", "--output-format", "json")
    found = json.loads(ran.out)
    assert (found["source_language"], found["target_language"]) == ("en", "zh")
    [place] = found["places"]
    assert (place["unit"], place["rendering"]["text"]) == (8, "灯塔管理处")


def test_show_what_is_not_there(terms: Command) -> None:
    ran = terms("show", "增长极", "harbour.tsv")
    assert (ran.code, ran.out) == (FINDINGS, "")
    assert ran.told == ["'增长极' stands in none of 12 units"]


def test_word_alignments_of_others(terms: Command) -> None:
    Path("two.tsv").write_text(
        "zh\ten\n渡轮 码头\tthe pier\n渡轮 码头\ta jetty\n", encoding="utf-8"
    )
    Path("links").write_text("1-1\n1-1\n", encoding="utf-8")
    ran = terms("show", "码头", "two.tsv", "--links", "links", "--output-format", "json")
    places = json.loads(ran.out)["places"]
    assert [place["rendering"]["text"] for place in places] == ["pier", "jetty"]
    Path("tokens").write_text("渡轮码头 ||| the pier\n渡轮码头 ||| a jetty\n", encoding="utf-8")
    ran = terms("show", "jetty", "two.tsv", "--links", "links", "--tokens", "tokens")
    assert ran.code == WRONG
    assert "counts beyond the last word" in ran.told[0]


def test_tokens_for_another_aligner(terms: Command) -> None:
    ran = terms("tokens", "harbour.tsv", "-o", "tokens")
    assert (ran.code, ran.out) == (CLEAN, "")
    lines = Path("tokens").read_text(encoding="utf-8").splitlines()
    assert len(lines) == len(PAIRS)
    Path("links").write_text("0-0\n" * len(PAIRS), encoding="utf-8")
    ran = terms("drift", "harbour.tsv", "--links", "links", "--tokens", "tokens", "-q")
    assert ran.code in (CLEAN, FINDINGS)
    assert not ran.err
    Path("tokens").write_text("\n".join(lines[:-1]) + "\n", encoding="utf-8")
    ran = terms("drift", "harbour.tsv", "--links", "links", "--tokens", "tokens", "-q")
    assert ran.code == WRONG
    assert ran.told[0].startswith("tokens")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("drift", "nowhere.tsv"), "nowhere.tsv"),
        (("drift", "harbour.tsv", "--links", "nowhere"), "nowhere"),
        (("drift", "harbour.tsv", "--tokens", "harbour.tsv"), "--links"),
        (("extract", "harbour.tsv", "-o", "harbour.tsv"), "harbour.tsv"),
        (("drift", "harbour.tsv", "german.tsv"), "german.tsv"),
        (("drift", "empty.tsv"), "no unit with text on both sides"),
        (("drift", "harbour.tsv", "-s", "?"), "-s"),
    ],
)
def test_bad_input_is_one_line(terms: Command, arguments: tuple[str, ...], message: str) -> None:
    Path("german.tsv").write_text("de\ten\nTür\tdoor\n", encoding="utf-8")
    Path("empty.tsv").write_text("zh\ten\n门\t\n", encoding="utf-8")
    ran = terms(*arguments)
    assert (ran.code, ran.out) == (WRONG, "")
    assert len(ran.told) == 1
    assert message in ran.told[0]
