"""The examples of docs/reports.md are what the command prints."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from duilian.cli import run
from duilian.quality.report.reports import REPORTS

DOCS = (Path(__file__).parents[3] / "docs" / "reports.md").read_text(encoding="utf-8")
# A heading is one word: "## duilian: 1 warning" is in an example.
_SECTION = re.compile(r"^## (\S+)\n(?:(?!## \S+$).*\n)*", re.MULTILINE)
SECTIONS = {found[1]: found[0] for found in _SECTION.finditer(DOCS)}
_BLOCK = re.compile(r"^```\w+\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@pytest.fixture
def road(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The file of the examples, in the working folder."""
    monkeypatch.chdir(tmp_path)
    found = _BLOCK.search(DOCS)
    assert found is not None
    Path("road.tsv").write_text(found[1], encoding="utf-8")


def test_every_report_has_a_section() -> None:
    assert set(SECTIONS) == {*(each.name for each in REPORTS), "--statistics"}


@pytest.mark.parametrize("name", [name for name in SECTIONS if name != "html"])
def test_examples(name: str, road: None, capsys: pytest.CaptureFixture[str]) -> None:
    option = [name] if name.startswith("--") else ["--output-format", name]
    run(["check", "road.tsv", "--isolated", "--select", "DUP002", *option])
    printed = capsys.readouterr().out
    found = _BLOCK.search(SECTIONS[name])
    assert found is not None
    if name == "sarif":
        assert json.loads(found[1]) == json.loads(printed)["runs"][0]["results"][0]
    else:
        assert found[1] == printed
