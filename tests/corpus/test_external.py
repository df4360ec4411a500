"""Sorting on disk gives what sorting in memory gives, and leaves nothing behind."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duilian.corpus import external
from duilian.corpus.external import Record, Sorter, sort_records

# Few keys, so that many are equal.
records = st.lists(st.tuples(st.sampled_from([b"", b"a", b"ab", b"b", b"\xff"]), st.binary()))


@given(records, st.booleans(), st.sampled_from([1, 400, 1 << 20]))
def test_it_is_a_stable_sort(items: list[Record], reverse: bool, held: int) -> None:
    found = list(sort_records(items, reverse=reverse, held=held))
    assert found == sorted(items, key=lambda record: record[0], reverse=reverse)


@pytest.mark.parametrize("reverse", [False, True])
def test_runs_are_merged_before_there_are_too_many(
    monkeypatch: pytest.MonkeyPatch, reverse: bool
) -> None:
    monkeypatch.setattr(external, "_FAN_IN", 3)
    items = [(bytes([7 * number % 5]), str(number).encode()) for number in range(100)]
    with Sorter(reverse=reverse, held=1) as sorter:  # a run for each record
        for item in items:
            sorter.add(*item)
            assert sum(map(len, sorter._levels)) <= 2 * len(sorter._levels)
        found = list(sorter)
    assert len(sorter._levels) == 0
    assert found == sorted(items, key=lambda record: record[0], reverse=reverse)


def test_nothing_is_left_on_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))

    def failing() -> Iterator[Record]:
        yield from [(b"b", b""), (b"a", b"")] * 10
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        list(sort_records(failing(), held=1))
    # Walked halfway and given up, too.
    half = sort_records([(b"b", b""), (b"a", b"")] * 10, held=1)
    next(half)
    assert not list(tmp_path.iterdir())
    half.close()
    assert not list(tmp_path.iterdir())


def test_nothing_to_sort() -> None:
    assert list(sort_records([])) == []
