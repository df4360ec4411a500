"""What is known and put up with."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duilian.corpus.errors import InputError
from duilian.quality.baseline import (
    entries_of,
    hold,
    read_baseline,
    shown,
    without_stale,
    write_baseline,
)
from duilian.quality.finding import Finding

from .made import finding

findings = st.lists(
    st.builds(
        finding,
        source=st.sampled_from(["甲", "乙", "丙\n丁"]),
        target=st.sampled_from(["a and a", "b and b", '"q"\t']),
        unit=st.integers(1, 9),
        file=st.sampled_from(["a.tsv", "b.tmx"]),
    ),
    max_size=12,
)


@given(found=findings)
def test_what_was_written_down_is_known(found: list[Finding]) -> None:
    held = hold(found, entries_of(found))
    assert (held.new, held.known, held.stale) == ((), len(found), ())


@given(old=findings, now=findings)
def test_an_update_leaves_nothing_stale_and_lets_nothing_in(
    old: list[Finding], now: list[Finding]
) -> None:
    entries = entries_of(old)
    held = hold(now, entries)
    assert held.known + len(held.new) == len(now)
    assert held.known + sum(entry.count for entry in held.stale) == len(old)
    updated = without_stale(entries, held.stale)
    again = hold(now, updated)
    assert (again.new, again.stale) == (held.new, ())


def test_text_that_moves_is_known_and_a_second_copy_is_new() -> None:
    found = finding()
    moved = replace(found, unit=40, file="chapter-2.tsv")
    held = hold([moved, found], entries_of([found]))
    assert (held.known, held.new) == (1, (found,))


def test_read_gives_what_was_written(tmp_path: Path) -> None:
    file = tmp_path / "known.json"
    entries = entries_of([finding(), finding(), finding(source="“x”\u2028\n")])
    write_baseline(entries, file)
    assert read_baseline(file) == entries
    lines = file.read_text(encoding="utf-8").splitlines()
    assert len([line for line in lines if "fingerprint" in line]) == 2  # a line for each
    write_baseline((), file)
    assert read_baseline(file) == ()
    assert json.loads(file.read_text(encoding="utf-8"))["findings"] == []


def test_shown() -> None:
    [entry] = entries_of([finding(), finding()])
    assert shown(entry) == "a.tsv: DUP002 something is wrong (2 times)"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "x",
        "[]",
        "{}",
        '{"duilian-baseline": 2, "findings": []}',
        '{"duilian-baseline": 1, "findings": [1]}',
        '{"duilian-baseline": 1, "findings": [{"fingerprint": "a", "count": 0}]}',
        "[" * 100_000,
    ],
)
def test_what_is_no_baseline(tmp_path: Path, text: str) -> None:
    file = tmp_path / "known.json"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=r"known\.json"):
        read_baseline(file)
