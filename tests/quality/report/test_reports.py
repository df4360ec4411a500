"""What each report holds, and that the programs it is meant for can read it, whatever the texts."""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from pydantic_sarif.model import StaticAnalysisResultsFormatSarifVersion210JsonSchema as Sarif

from duilian.corpus.model import Span
from duilian.quality.checker import Checked
from duilian.quality.finding import Finding, Severity
from duilian.quality.report.outcome import Outcome
from duilian.quality.report.outputs import named
from duilian.quality.report.places import fingerprints, repository_path
from duilian.quality.report.reports import REPORTS

from .awkward import RULES, made, outcome
from .make_golden import GOLDEN, files

JSON = [each.name for each in REPORTS if each.name in {"json", "gitlab", "sarif", "rdjson"}]


def rendered(name: str, of: Outcome) -> str:
    return "".join(named(REPORTS, name).render(of))


@pytest.fixture(scope="module")
def fresh() -> dict[str, str]:
    return files()


def test_every_report_has_its_golden_file(fresh: dict[str, str]) -> None:
    assert {file.name for file in GOLDEN.iterdir()} == set(fresh)


@pytest.mark.parametrize("name", [file.name for file in sorted(GOLDEN.iterdir())])
def test_golden(name: str, fresh: dict[str, str]) -> None:
    assert fresh[name] == (GOLDEN / name).read_text(encoding="utf-8"), "see make_golden.py"


# --- whatever the texts -------------------------------------------------------------------------

TEXTS = st.text(st.characters(exclude_categories=[]), max_size=30)


@st.composite
def findings(draw: st.DrawFn) -> Finding:
    texts = draw(TEXTS), draw(TEXTS)
    spans = [
        draw(st.none() | st.tuples(*2 * [st.integers(0, len(text))]).map(sorted)) for text in texts
    ]
    return made(
        *texts,
        unit=draw(st.integers(1, 9)),
        message=draw(TEXTS),
        source_span=spans[0] and Span(*spans[0]),
        target_span=spans[1] and Span(*spans[1]),
        unit_id=draw(TEXTS),
        file=draw(TEXTS.filter(lambda text: "\0" not in text)),
        severity=draw(st.sampled_from(Severity)),
        line=draw(st.none() | st.integers(1, 99)),
    )


OUTCOMES = st.lists(findings(), max_size=3).map(
    lambda found: Outcome((Checked("a.tsv", "zh", "en", 9, tuple(found)),), RULES)
)


@given(OUTCOMES)
def test_everything_can_be_written(of: Outcome) -> None:
    for each in REPORTS:
        rendered(each.name, of).encode()


@given(OUTCOMES)
def test_json_is_json(of: Outcome) -> None:
    for name in JSON:
        json.loads(rendered(name, of))
    lines = rendered("jsonl", of).split("\n")
    assert [json.loads(line) for line in lines if line] == json.loads(rendered("json", of))


@given(OUTCOMES)
def test_a_finding_is_a_line(of: Outcome) -> None:
    count = len(list(of.findings))
    assert rendered("concise", of).count("\n") == count
    assert rendered("github", of).count("\n") == count


@given(OUTCOMES)
def test_junit_is_xml(of: Outcome) -> None:
    root = etree.fromstring(rendered("junit", of).encode())
    assert len(root.findall(".//failure")) == int(root.get("failures", ""))
    assert len(root.findall(".//testcase")) == int(root.get("tests", ""))


class _Page(HTMLParser):
    """The elements of a page, and what its scripts hold."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: Counter[str] = Counter()
        self.scripts: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements[tag] += 1

    def handle_data(self, data: str) -> None:
        if self.lasttag == "script" and data.strip():
            self.scripts.append(data)


EMPTY_PAGE = _Page(rendered("html", Outcome(())))


@given(OUTCOMES)
def test_no_text_becomes_an_element_of_the_page(of: Outcome) -> None:
    page = _Page(rendered("html", of))
    assert page.elements == EMPTY_PAGE.elements
    data = json.loads(page.scripts[0])
    assert len(data["findings"]) == len(list(of.findings))
    assert page.scripts[1:] == EMPTY_PAGE.scripts[1:]


@given(OUTCOMES)
def test_a_terminal_is_told_nothing_it_would_obey(of: Outcome) -> None:
    for name in ("full", "concise"):
        assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]", rendered(name, of))


# --- one by one ---------------------------------------------------------------------------------


def test_json_has_what_is_promised() -> None:
    first = json.loads(rendered("json", outcome()))[0]
    promised = ("code", "name", "severity", "file", "unit", "message", "source", "target")
    assert set(promised) < set(first)
    assert first["source"][slice(*first["source_span"])] == "3.5亿元"
    assert first["target"][slice(*first["target_span"])] == "3.5 million yuan"


def test_github_commands_can_be_read_back() -> None:
    strange = replace(made("一", "a", 1, line=4), file="a,b:c%\n.tsv", message="x: 1,\r\n2%0A")
    (line,) = rendered("github", Outcome((Checked("-", "", "", 1, (strange,)),))).splitlines()
    found = re.fullmatch(r"::error (.*?)::(.*)", line)
    assert found is not None
    properties = dict(each.split("=") for each in found[1].split(","))
    assert _unescaped(properties["file"]) == "a,b:c%\n.tsv"
    assert properties["line"] == "4"
    assert _unescaped(found[2]).split("\n")[0] == "unit 1 (line 4): x: 1,␍␊2%0A"


def _unescaped(text: str) -> str:
    pairs = {"%25": "%", "%0D": "\r", "%0A": "\n", "%3A": ":", "%2C": ","}
    return re.sub("%..", lambda found: pairs[found[0]], text)


def test_the_gravest_come_first() -> None:
    commands = [line.split()[0] for line in rendered("github", outcome()).splitlines()]
    assert commands == ["::error"] * 7 + ["::warning"] + ["::notice"] * 2


def test_a_summary_does_not_grow_beyond_what_github_takes() -> None:
    found = tuple(made("江" * 900, "river " * 300, unit) for unit in range(1, 2001))
    text = rendered("github-summary", Outcome((Checked("a.tsv", "zh", "en", 2000, found),), RULES))
    assert len(text.encode()) < 1 << 20
    assert "1,900 more are in the log." in text


def test_sarif_is_what_the_schema_asks_for() -> None:
    report = json.loads(rendered("sarif", outcome()))
    # Made of the OASIS schema: unknown keys, wrong types, values and patterns are errors.
    Sarif.model_validate(report)
    (run,) = report["runs"]
    # What the models leave out.
    assert all(result["message"]["text"] is not None for result in run["results"])
    ids = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert len(ids) == len(set(ids))


def test_a_broken_sarif_report_would_be_seen() -> None:
    report = json.loads(rendered("sarif", outcome()))
    report["runs"][0]["results"][0]["levl"] = "error"
    with pytest.raises(ValueError, match="levl"):
        Sarif.model_validate(report)


def test_sarif_points_to_rules_files_and_lines() -> None:
    (run,) = json.loads(rendered("sarif", outcome()))["runs"]
    rules = run["tool"]["driver"]["rules"]
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        where = result["locations"][0]["physicalLocation"]["artifactLocation"]
        assert run["artifacts"][where["index"]]["location"]["uri"] == where["uri"]
    first, fifth = run["results"][0], run["results"][4]
    assert first["locations"][0]["physicalLocation"]["region"] == {"startLine": 41}
    assert first["properties"]["target_span"] == [13, 29]
    uri = fifth["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert uri == "dir%201/it%27s%2C%20100%25%3A%3Cb%3E.tsv"
    assert run["columnKind"] == "unicodeCodePoints"
    assert run["invocations"][0]["executionSuccessful"] is False


def test_fingerprints_are_unique_and_do_not_hang_on_units() -> None:
    twice = (made("一", "a", 1), made("一", "a", 1), made("一", "a", 2), made("一", "b", 2))
    names = list(fingerprints(twice))
    assert len(set(names)) == 4
    assert list(fingerprints([replace(found, unit=found.unit + 5) for found in twice])) == names
    assert set(names).isdisjoint(fingerprints([replace(twice[0], file="other.tmx")]))


def test_paths_are_those_of_the_repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert repository_path(str(tmp_path / "a" / "b.tsv")) == "a/b.tsv"
    assert repository_path("./a/b.tsv") == "a/b.tsv"
    assert repository_path("/elsewhere/b.tsv") == "/elsewhere/b.tsv"
    report: Any = json.loads(
        rendered("sarif", Outcome((Checked("/else where/b.tsv", "", "", 0, ()),)))
    )
    assert report["runs"][0]["artifacts"] == [{"location": {"uri": "file:///else%20where/b.tsv"}}]


def test_nothing_found() -> None:
    empty = Outcome((Checked("a.tsv", "zh", "en", 1, ()),), RULES)
    assert rendered("full", empty) == "Nothing found in 1 unit of 1 file\n"
    assert rendered("concise", empty) == rendered("jsonl", empty) == rendered("github", empty) == ""
    assert json.loads(rendered("json", empty)) == json.loads(rendered("gitlab", empty)) == []
    Sarif.model_validate(json.loads(rendered("sarif", empty)))
    assert 'failures="0"' in rendered("junit", empty)
