"""Findings that somebody has looked at and let be: a side file, since texts take no comments.

The file is TOML, to be read and kept in git. Each entry names a rule and a unit by the hash of its
two texts, so it holds wherever the unit moves and ends when either text changes; it gives a
reason, and may end on a date::

    [[ignore]]
    rule = "NUM001"
    unit = "3f2a9c0d1e4b5a67"
    reason = "the source has a misprint"
    until = 2027-06-30
    source = "..."

``source`` is for people, and is not looked at. An entry that suppresses nothing any more is told
of, and so is one whose day has passed.
"""

from __future__ import annotations

import datetime
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..corpus.errors import DuilianError, InputError
from ..corpus.formats import atomic_output, read_text
from ..corpus.glossary.toml import quoted
from .finding import Finding, pair_hash
from .rules import named

_KEYS = {"rule", "unit", "reason", "until", "source"}


@dataclass(frozen=True, slots=True)
class Suppression:
    """An entry: the rules (a code, a name, a family or ALL) and the unit it is about."""

    rule: str
    unit: str
    reason: str
    until: datetime.date | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class Sifted:
    """Findings that stay, how many were suppressed, and what there is to say of the entries."""

    findings: tuple[Finding, ...]
    suppressed: int
    remarks: tuple[str, ...]


def read_suppressions(file: Path) -> tuple[Suppression, ...]:
    """The entries of a side file. Raises InputError for one that means nothing."""
    try:
        table = tomllib.loads(read_text(file))
    except tomllib.TOMLDecodeError as error:
        raise InputError(f"this is no TOML: {error}", file=str(file)) from None
    entries = table.get("ignore", [])
    if not isinstance(entries, list) or set(table) - {"ignore"}:
        raise InputError("only entries that begin with [[ignore]] were expected", file=str(file))
    return tuple(_entry(each, number, file) for number, each in enumerate(entries, start=1))


def _entry(entry: Any, number: int, file: Path) -> Suppression:
    place = f"entry {number}"

    def wrong(problem: str, remedy: str = "") -> InputError:
        return InputError(problem, file=str(file), place=place, remedy=remedy)

    if not isinstance(entry, dict):
        raise wrong("a table was expected", "begin it with [[ignore]]")
    for key in sorted(set(entry) - _KEYS):
        raise wrong(f"unknown key '{key}'", f"the keys are {', '.join(sorted(_KEYS))}")
    for key in ("rule", "unit", "reason"):
        if not isinstance(entry.get(key), str) or not entry[key].strip():
            raise wrong(f"'{key}' is missing", "an entry names a rule, a unit and a reason")
    until = entry.get("until")
    if until is not None and type(until) is not datetime.date:
        raise wrong("'until' is no date", "write it as 2027-06-30, without quotes")
    try:
        named(entry["rule"])
    except DuilianError as error:
        raise wrong(error.problem, error.remedy) from None
    return Suppression(
        entry["rule"], entry["unit"], entry["reason"], until, str(entry.get("source", ""))
    )


def sift(
    findings: Iterable[Finding],
    entries: Sequence[Suppression],
    today: datetime.date,
    ran: frozenset[str],
) -> Sifted:
    """The findings that no entry suppresses.

    ``today`` is what ``until`` is held against. ``ran`` are the codes of the rules that were run;
    of an entry for others it cannot be said that it suppresses nothing.
    """
    active: dict[str, list[int]] = {}
    codes = [named(entry.rule)[0] for entry in entries]
    ended = {
        number
        for number, entry in enumerate(entries)
        if entry.until is not None and entry.until < today
    }
    for number, entry in enumerate(entries):
        if number not in ended:
            active.setdefault(entry.unit, []).append(number)
    used: set[int] = set()
    stay = []
    suppressed = 0
    for found in findings:
        of_unit = active.get(pair_hash(found.source, found.target), ()) if active else ()
        covering = [number for number in of_unit if found.code in codes[number]]
        if covering:
            used.update(covering)
            suppressed += 1
        else:
            stay.append(found)
    remarks = tuple(
        f"entry {number + 1} ({entry.rule}, {entry.unit}) "
        + (f"ended on {entry.until}" if number in ended else "suppressed nothing here")
        for number, entry in enumerate(entries)
        if number in ended or (number not in used and codes[number] & ran)
    )
    return Sifted(tuple(stay), suppressed, remarks)


def add_suppressions(
    file: Path, findings: Iterable[Finding], reason: str, until: datetime.date | None = None
) -> int:
    """Write an entry for each rule and unit of the findings to the end of a side file.

    The file is made if it is not there. Returns the number of entries added; what has an entry
    already gets no second one.
    """
    before = read_text(file) if file.exists() else _HEAD
    known = (
        {(entry.rule, entry.unit) for entry in read_suppressions(file)} if file.exists() else set()
    )
    new: dict[tuple[str, str], str] = {}
    for found in findings:
        key = found.code, pair_hash(found.source, found.target)
        if key not in known:
            new.setdefault(key, found.source)
    with atomic_output(file) as out:
        out.write(before.rstrip("\n") + "\n")
        for (code, unit), source in new.items():
            out.write(f'\n[[ignore]]\nrule = "{code}"\nunit = "{unit}"\n')
            out.write(f"reason = {quoted(reason)}\n")
            if until is not None:
                out.write(f"until = {until.isoformat()}\n")
            out.write(f"source = {quoted(source)}\n")
    return len(new)


_HEAD = "# What `duilian check` is to let be. See docs/commands/check.md, Suppressions."
