"""The side file of findings to let be."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from duilian.corpus.errors import InputError
from duilian.quality.finding import pair_hash
from duilian.quality.suppressions import (
    Suppression,
    add_suppressions,
    read_suppressions,
    sift,
)

from .made import finding

TODAY = datetime.date(2026, 3, 1)
RAN = frozenset({"DUP002"})
FOUND = finding()
UNIT = pair_hash(FOUND.source, FOUND.target)


def entry(
    rule: str = "DUP002", unit: str = UNIT, until: datetime.date | None = None
) -> Suppression:
    return Suppression(rule, unit, "why not", until)


@pytest.mark.parametrize("rule", ["DUP002", "doubled-across-and", "DUP", "ALL"])
def test_a_finding_is_suppressed_by_rule_and_unit(rule: str) -> None:
    sifted = sift([FOUND, finding(target="x and x")], [entry(rule)], TODAY, RAN)
    assert [each.target for each in sifted.findings] == ["x and x"]
    assert (sifted.suppressed, sifted.remarks) == (1, ())


def test_what_suppresses_nothing_is_told() -> None:
    sifted = sift([FOUND], [entry(), entry(unit="0" * 16)], TODAY, RAN)
    assert sifted.remarks == ("entry 2 (DUP002, 0000000000000000) suppressed nothing here",)


def test_of_a_rule_that_did_not_run_nothing_can_be_said() -> None:
    assert sift([], [entry()], TODAY, frozenset()).remarks == ()


def test_a_suppression_may_end() -> None:
    last_day = sift([FOUND], [entry(until=TODAY)], TODAY, RAN)
    assert (last_day.suppressed, last_day.remarks) == (1, ())
    after = sift([FOUND], [entry(until=TODAY)], TODAY + datetime.timedelta(days=1), RAN)
    assert after.findings == (FOUND,)
    assert after.remarks == (f"entry 1 (DUP002, {UNIT}) ended on 2026-03-01",)


def test_what_is_added_is_read_and_suppresses(tmp_path: Path) -> None:
    file = tmp_path / "let-be.toml"
    awkward = finding(source='说："\\n\x7f"\t是', target="he said “a” and a")
    assert add_suppressions(file, [FOUND, FOUND, awkward], 'a "reason"\nof two lines', TODAY) == 2
    assert add_suppressions(file, [FOUND], "again") == 0
    assert add_suppressions(file, [finding(target="y and y")], "later") == 1
    entries = read_suppressions(file)
    assert [each.until for each in entries] == [TODAY, TODAY, None]
    assert entries[0].reason == 'a "reason"\nof two lines'
    assert entries[1].source == awkward.source
    assert sift([FOUND, awkward], entries, TODAY, RAN).findings == ()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[[ignore]]\nrule = 1", "entry 1: 'rule' is missing"),
        ('[[ignore]]\nrule = "DUP"\nunit = "a"', "entry 1: 'reason' is missing"),
        ('[[ignore]]\nrule = "DUPE"\nunit = "a"\nreason = "b"', "entry 1: there is no rule 'DUPE'"),
        ('[[ignore]]\nwhy = "x"', "entry 1: unknown key 'why'"),
        (
            '[[ignore]]\nrule = "DUP"\nunit = "a"\nreason = "b"\nuntil = "2026-01-01"',
            "entry 1: 'until' is no date",
        ),
        (
            '[[ignore]]\nrule = "DUP"\nunit = "a"\nreason = "b"\nuntil = 2026-01-01T10:00:00',
            "entry 1: 'until' is no date",
        ),
        ("ignore = [3]", "entry 1: a table was expected"),
        ("ignored = []", "only entries that begin with [[ignore]]"),
        ("[[ignore", "this is no TOML"),
    ],
)
def test_entries_that_mean_nothing(tmp_path: Path, text: str, told: str) -> None:
    file = tmp_path / "let-be.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as raised:
        read_suppressions(file)
    assert told in str(raised.value)
