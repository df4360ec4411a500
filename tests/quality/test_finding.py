"""What a finding is known by."""

from __future__ import annotations

from dataclasses import replace

from duilian.corpus.model import Span
from duilian.quality.finding import Severity, pair_hash

from .made import finding


def test_severities_are_ordered_by_gravity() -> None:
    assert [each.rank for each in (Severity.note, Severity.warning, Severity.error)] == [0, 1, 2]


def test_a_fingerprint_outlives_its_place_and_its_wording() -> None:
    found = finding(span=(0, 8))
    moved = replace(
        found, unit=7, line=90, file="b.tmx", unit_id="x", message="other", severity=Severity.error
    )
    assert moved.fingerprint == found.fingerprint
    wrapped = replace(found, target="reliable and\nreliable")
    assert wrapped.fingerprint == found.fingerprint


def test_a_fingerprint_is_of_rule_texts_and_what_is_marked() -> None:
    found = finding(span=(0, 8))
    others = [
        replace(found, code="DUP001"),
        replace(found, source="稳定"),
        replace(found, target="reliable, and reliable"),
        replace(found, target_span=Span(0, 12)),
    ]
    assert len({each.fingerprint for each in (found, *others)}) == 5


def test_a_fingerprint_is_of_no_guess() -> None:
    found = replace(finding(span=(0, 8)), guessed=True)
    assert replace(found, target_span=Span(0, 12)).fingerprint == found.fingerprint
    assert replace(found, guessed=False).fingerprint != found.fingerprint


def test_texts_do_not_run_into_each_other() -> None:
    assert pair_hash("ab", "c") != pair_hash("a", "bc")
    assert pair_hash("\ud800", "x")  # half a surrogate pair is a text too
