"""Runs that are shifted are aligned again; all else stays as it is."""

from __future__ import annotations

from dataclasses import replace

from duilian.corpus.model import Bitext, Unit
from duilian.quality.checker import by_default, check_bitext
from duilian.quality.realign import realigned, shifted_runs
from duilian.quality.rules import rule

from .evidence.test_stage import PAIRS


def shifted() -> Bitext:
    """The story with its first target lost, and one more at the end."""
    targets = [target for _, target in PAIRS[1:]] + ["Nobody knows who painted the lighthouse."]
    units = (
        Unit(source, target, id=f"u{number}")
        for number, ((source, _), target) in enumerate(zip(PAIRS, targets, strict=True))
    )
    return Bitext("zh", "en", tuple(units))


def test_what_was_shifted_is_aligned_again() -> None:
    checked = check_bitext(shifted(), "", by_default([rule("ALN002")]))
    runs = shifted_runs(checked.findings)
    assert len(runs) == 1
    mended = list(realigned(shifted(), runs))
    pairs = {(unit.source, unit.target) for unit in mended}
    assert set(PAIRS[1:]) <= pairs
    assert (PAIRS[0][0], "") in pairs
    assert [unit.id for unit in mended if unit.source] == [f"u{number}" for number in range(6)]


def test_without_runs_nothing_changes() -> None:
    bitext = shifted()
    assert tuple(realigned(bitext, ())) == bitext.units


def test_units_outside_a_run_are_not_touched() -> None:
    good = tuple(Unit(*pair, notes=("as it was",)) for pair in PAIRS)
    both = replace(shifted(), units=(*shifted().units, *good))
    assert tuple(realigned(both, (range(0, 3),)))[-4:] == good[-4:]
