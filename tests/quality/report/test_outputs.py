"""Which reports go where."""

from __future__ import annotations

from pathlib import Path

import pytest

from duilian.corpus.errors import UsageError
from duilian.quality.checker import Checked
from duilian.quality.report.outcome import Outcome
from duilian.quality.report.outputs import Wanted, write
from duilian.quality.report.outputs import wanted as wanted_of
from duilian.quality.report.reports import REPORTS
from duilian.quality.report.statistics import table

from ..made import finding

DEFAULT = "concise"


def wanted(format: str | None, files: list[str]) -> tuple[Wanted[Outcome], ...]:
    return wanted_of(REPORTS, format, files, default=DEFAULT)


@pytest.mark.parametrize(
    ("format", "files", "names"),
    [
        (None, [], [(DEFAULT, "-")]),
        ("json", [], [("json", "-")]),
        (None, ["out.json"], [("json", "out.json")]),
        ("concise", ["out.json"], [("concise", "-"), ("json", "out.json")]),
        ("json", ["out.json"], [("json", "out.json")]),
        ("json", ["out"], [("json", "out")]),
        (None, ["json=out"], [("json", "out")]),
        (None, ["json=-"], [("json", "-")]),
        ("concise", ["json=-"], [("json", "-")]),
        (None, ["json=a", "concise=b"], [("json", "a"), ("concise", "b")]),
    ],
)
def test_what_is_asked_for(
    format: str | None, files: list[str], names: list[tuple[str, str]]
) -> None:
    assert [(each.output.name, str(each.file)) for each in wanted(format, files)] == names


def test_what_means_nothing() -> None:
    with pytest.raises(UsageError, match=r"no report 'jsn' \(did you mean json\?"):
        wanted("jsn", [])
    with pytest.raises(UsageError, match="there is no report 'a'"):
        wanted(None, ["a=out.json"])
    with pytest.raises(UsageError, match=r"out\.xyz: the report cannot be told"):
        wanted(None, ["out.xyz"])


def test_several_are_written_at_once(tmp_path: Path) -> None:
    outcome = Outcome((Checked("a.tsv", "zh", "en", 1, (finding(),)),))
    files = [f"{tmp_path}/out.json", f"concise={tmp_path}/out"]
    write(outcome, wanted(None, files))
    assert (tmp_path / "out").read_text(encoding="utf-8").startswith("a.tsv:1")
    assert '"DUP002"' in (tmp_path / "out.json").read_text(encoding="utf-8")


def test_statistics() -> None:
    findings = (finding(), finding(), finding(unit=2), finding(unit=2, code="NUM001"))
    outcome = Outcome((Checked("a.tsv", "zh", "en", 8, findings),))
    assert list(table(outcome)) == [
        "      3  25.00% of units  DUP002  a-rule",
        "      1  12.50% of units  NUM001  a-rule",
        "      4  25.00% of units  all, in 8 units",
    ]
    assert list(table(Outcome(()))) == ["      0   0.00% of units  all, in 0 units"]
