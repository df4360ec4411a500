"""Runs of target words that keep a term's company."""

from __future__ import annotations

from duilian.corpus.model import Span
from duilian.quality.terms.model import Occurrence
from duilian.quality.terms.recurring import count_runs, recurring_runs, target_keys

TARGETS = [
    "the tide tables are posted",
    "new tide tables for the port",
    "she reads the tide tables",
    "boats leave the port",
    "tables and chairs",
]


def places(*units: int) -> list[Occurrence]:
    return [Occurrence(unit, Span(0, 1)) for unit in units]


def test_a_run_recurs_where_the_term_is_and_seldom_elsewhere() -> None:
    keys = target_keys(TARGETS, "en")
    [tide, port, once] = recurring_runs([places(0, 1, 2), places(1, 3), places(3)], keys)
    assert set(tide) == {("tide",), ("tabl",), ("tide", "tabl")}
    assert tide["tide", "tabl"] > tide["tabl",], "tables stand elsewhere too"
    assert set(port) == {("port",)}
    assert port["port",] == 0, "two places prove nothing"
    assert not once


def test_runs_are_counted_once_a_target() -> None:
    keys = target_keys(["a port, a port", "port"], "en")
    assert count_runs({("port",), ("port", "port")}, keys) == {("port",): 2, ("port", "port"): 1}
