"""What was found once and is put up with, so that only what is new makes CI fail.

A baseline is a JSON file with a line for each kind of finding: its fingerprint (of the rule, the
texts and what is marked in them, not of the place: :attr:`.finding.Finding.fingerprint`), how
often it was found, and enough to read it by. Text that moves to another line or file takes its
entry along; text that is mended leaves a stale entry, which is told of until ``baseline update``
removes it. So the file can only shrink, unless somebody writes it anew.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from ..corpus.errors import InputError
from ..corpus.formats import atomic_output, read_text
from .finding import Finding

_VERSION = 1


@dataclass(frozen=True, slots=True)
class Entry:
    """A kind of finding: how often it may occur, and how it read when it was written down."""

    fingerprint: str
    count: int
    code: str
    file: str
    message: str
    source: str
    target: str


@dataclass(frozen=True, slots=True)
class Held:
    """Findings held against a baseline: the new ones, how many were known, what is stale.

    A stale entry has the number of times it was *not* found as its count.
    """

    new: tuple[Finding, ...]
    known: int
    stale: tuple[Entry, ...]


def entries_of(findings: Iterable[Finding]) -> tuple[Entry, ...]:
    """The baseline that puts up with all of these, sorted so that its changes read well."""
    kinds: dict[str, Entry] = {}
    for found in findings:
        key = found.fingerprint
        if key in kinds:
            kinds[key] = replace(kinds[key], count=kinds[key].count + 1)
        else:
            kinds[key] = Entry(
                key, 1, found.code, found.file, found.message, found.source, found.target
            )
    return tuple(sorted(kinds.values(), key=_order))


def hold(findings: Iterable[Finding], entries: Iterable[Entry]) -> Held:
    """Which findings the entries know, each as often as it says; and which are left over."""
    entries = tuple(entries)
    left = Counter({entry.fingerprint: entry.count for entry in entries})
    new = []
    known = 0
    for found in findings:
        key = found.fingerprint
        if left[key] > 0:
            left[key] -= 1
            known += 1
        else:
            new.append(found)
    stale = tuple(
        replace(entry, count=left[entry.fingerprint])
        for entry in entries
        if left[entry.fingerprint] > 0
    )
    return Held(tuple(new), known, stale)


def without_stale(entries: Iterable[Entry], stale: Iterable[Entry]) -> tuple[Entry, ...]:
    """The entries, less what was not found any more."""
    gone = {entry.fingerprint: entry.count for entry in stale}
    kept = (replace(entry, count=entry.count - gone.get(entry.fingerprint, 0)) for entry in entries)
    return tuple(entry for entry in kept if entry.count > 0)


def read_baseline(file: Path) -> tuple[Entry, ...]:
    """The entries of a baseline. Raises InputError for a file that is none."""
    try:
        whole = json.loads(read_text(file))
        if whole["duilian-baseline"] != _VERSION:
            raise ValueError
        return tuple(_entry(each) for each in whole["findings"])
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise InputError(
            "this is no baseline, or one of another version",
            file=str(file),
            remedy="make one with 'duilian baseline write'",
        ) from None


def _entry(value: dict[str, Any]) -> Entry:
    count = value["count"]
    if type(count) is not int or count < 1:
        raise ValueError
    texts = (str(value[key]) for key in ("code", "file", "message", "source", "target"))
    return Entry(str(value["fingerprint"]), count, *texts)


def write_baseline(entries: Iterable[Entry], file: Path) -> None:
    """Write a baseline, an entry on each line."""
    with atomic_output(file) as out:
        out.writelines(_pieces(entries))


def _pieces(entries: Iterable[Entry]) -> Iterator[str]:
    yield f'{{\n  "duilian-baseline": {_VERSION},\n  "findings": ['
    comma = ""
    for entry in entries:
        value = {name: getattr(entry, name) for name in Entry.__slots__}
        yield f"{comma}\n    {json.dumps(value, ensure_ascii=False)}"
        comma = ","
    yield "\n  ]\n}\n" if comma else "]\n}\n"


def shown(entry: Entry) -> str:
    """An entry as a line for a person."""
    times = "" if entry.count == 1 else f" ({entry.count} times)"
    return f"{entry.file}: {entry.code} {entry.message}{times}"


def _order(entry: Entry) -> tuple[str, str, str, str]:
    return entry.file, entry.code, entry.source, entry.fingerprint
