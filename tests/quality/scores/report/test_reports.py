"""What each report holds, whatever the texts."""

from __future__ import annotations

import json
import re
import unicodedata
from html.parser import HTMLParser
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from duilian.quality.report.outputs import named
from duilian.quality.report.style import Style
from duilian.quality.scores.report import REPORTS, Outcome, html
from duilian.quality.scores.report.markdown import render as markdown

from .ferry import HASTY, STEADY, outcome
from .make_golden import GOLDEN, files


@pytest.fixture(scope="module")
def fresh() -> dict[str, str]:
    return files()


def test_every_report_has_its_golden_file(fresh: dict[str, str]) -> None:
    assert {file.name for file in GOLDEN.iterdir()} == set(fresh)


@pytest.mark.parametrize("name", [file.name for file in sorted(GOLDEN.iterdir())])
def test_golden(name: str, fresh: dict[str, str]) -> None:
    assert fresh[name] == (GOLDEN / name).read_text(encoding="utf-8"), "see make_golden.py"


def rendered(name: str, of: Outcome) -> str:
    return "".join(named(REPORTS, name).render(of))


def test_the_shape_of_json() -> None:
    found = json.loads(rendered("json", outcome()))
    assert [system["name"] for system in found["systems"]][:2] == ["steady.en", "hasty.en"]
    for system in found["systems"]:
        assert [metric["name"] for metric in system["metrics"]] == ["BLEU", "chrF2", "TER"]
        for metric in system["metrics"]:
            assert {"name", "score", "signature", "ci", "p_value"} <= set(metric)
            assert isinstance(metric["score"], float)
    assert [each["name"] for each in found["domains"]] == ["story", "signs"]
    [change, _] = found["changes"]
    assert [each["segment"] for each in change["lost"]] == [4, 6]
    assert all(each["change"] < 0 for each in change["lost"])


def test_markdown_shows_texts_as_they_are() -> None:
    shown = MarkdownIt("commonmark", {"html": True}).enable("table").render(markdown_of())
    assert "<del>ferry</del>" in shown
    assert "<ins>ferries</ins>" in shown
    assert "<b>" not in shown
    assert "&lt;b&gt;" in shown
    assert "<em>" not in shown
    assert shown.count("<table>") == 3


def markdown_of() -> str:
    return "".join(markdown(outcome()))


def test_text_without_colours_has_no_escapes() -> None:
    assert "\x1b" not in rendered("text", outcome())
    painted = "".join(named(REPORTS, "text").pieces(outcome(), Style(coloured=True)))
    assert re.sub(r"\x1b\[[\d;]*m", "", painted) == rendered("text", outcome())


TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)


class Elements(HTMLParser):
    """Collects what the data element holds, and counts scripts."""

    def __init__(self) -> None:
        super().__init__()
        self.data, self.scripts, self._in_data = "", 0, False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.scripts += tag == "script"
        self._in_data = ("id", "data") in attrs

    def handle_data(self, data: str) -> None:
        if self._in_data:
            self.data += data


@given(st.lists(TEXTS, min_size=6, max_size=6))
def test_everything_can_be_written(texts: list[str]) -> None:
    of = outcome(STEADY, tuple(texts), test="none", metrics=("chrf",), worst=6)
    for report in REPORTS:
        "".join(report.pieces(of, Style(coloured=True))).encode()
    assert len(json.loads(rendered("json", of))["worst"]) == 12
    ElementTree.fromstring(rendered("junit", of))
    hidden = {unicodedata.category(char) for char in rendered("text", of).replace("\n", "")}
    assert hidden.isdisjoint({"Cc", "Zl", "Zp"})
    parser = Elements()
    parser.feed(rendered("html", of))
    assert parser.scripts == 2
    data = json.loads(parser.data)
    for segment in data["segments"]:
        for beside in (*segment["besideReference"], *segment["besideFirst"]):
            assert all(text for side in beside for _, text in side)


def test_pieces_are_the_texts() -> None:
    data = json.loads("".join(html.data(outcome(STEADY, HASTY))))
    assert data["segments"]
    for segment in data["segments"]:
        joined = [
            "".join(text for _, text in side)
            for pair in segment["besideReference"]
            for side in pair
        ]
        assert joined == [
            *(segment["reference"], segment["texts"][0]),
            *(segment["reference"], segment["texts"][1]),
        ]
