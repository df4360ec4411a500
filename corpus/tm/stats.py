"""What is in a translation memory, however large it is.

:mod:`..info` counts what can be counted as the units stream by, and this module uses it for that.
What it adds is what only sorting on disk can tell in memory that does not grow (how many
different units there are, which sources have several targets, how many different words), and
what is of interest in a memory that was kept for years: who made the units, when, and with which
properties. Start reading at :func:`measure`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from dataclasses import asdict, dataclass, replace
from itertools import groupby
from typing import Any

from ..external import Sorter
from ..info import BitextInfo, bitext_rows, describe, in_columns, words_of
from ..info import as_json as info_as_json
from ..model import Bitext, Unit
from .facts import DIGEST, digest, last_change

BINS = 10
"""Bins of the histogram of probabilities, of the same width; 1 is in the last."""
OTHERS = "(others)"
_MOST_NAMES = 1000
"""Different names that are counted one by one: a memory may have a million by mistake."""
_SHOWN_NAMES = 8
_HELD_WORDS = 100_000
_BAR = 30

Counts = tuple[tuple[str, int], ...]
"""Names and how often each comes, the most frequent first."""


@dataclass(frozen=True, slots=True)
class Repeats:
    """How units repeat one another, white space at the edges and null units aside.

    ``sources``, ``targets`` and ``pairs`` count different ones, ``repeated`` the units that say
    the same as an earlier one, ``conflicting`` the sources that have more than one target.
    """

    sources: int
    targets: int
    pairs: int
    repeated: int
    conflicting: int


@dataclass(frozen=True, slots=True)
class Dates:
    """Of the ``units`` that say when they were last changed: first, last (14 digits), by year."""

    units: int
    first: str
    last: str
    years: Counts


@dataclass(frozen=True, slots=True)
class Statistics:
    """All that is told of a memory; ``vocabulary`` is the different words of the two sides."""

    info: BitextInfo
    repeats: Repeats
    nulls: int
    histogram: tuple[int, ...]
    dates: Dates | None
    creators: Counts
    changers: Counts
    properties: Counts
    vocabulary: tuple[int, int] | None = None


def measure(bitext: Bitext, *, name: str = "", vocabulary: bool = False) -> Statistics:
    """Walk the units of a bitext once and tell all of them."""
    with ExitStack() as disk:
        watch = _Watch(disk, vocabulary)
        watched = replace(bitext, units=watch.over(bitext.units))
        info = describe(watched, name=name, repeats=False)
        return watch.result(info)


class _Watch:
    """Counts the units that stream by on their way to :func:`describe`."""

    def __init__(self, disk: ExitStack, vocabulary: bool) -> None:
        self._pairs, self._targets = (disk.enter_context(Sorter()) for _ in range(2))
        self._words = [_Words(disk.enter_context(Sorter())) for _ in range(2)] if vocabulary else []
        self._nulls = 0
        self._bins = [0] * BINS
        self._years = _Names()
        self._first, self._last = "9", ""
        self._creators, self._changers, self._properties = _Names(), _Names(), _Names()

    def over(self, units: Iterable[Unit]) -> Iterator[Unit]:
        for unit in units:
            self._add(unit)
            yield unit

    def _add(self, unit: Unit) -> None:
        if unit.is_null:
            self._nulls += 1
        else:
            target = digest(unit.target.strip())
            self._pairs.add(digest(unit.source.strip()) + target)
            self._targets.add(target)
        for words, text in zip(self._words, (unit.source, unit.target), strict=False):
            words.add(text)
        if unit.probability is not None:
            self._bins[min(int(unit.probability * BINS), BINS - 1)] += 1
        if date := last_change(unit):
            self._years.add(date[:4])
            self._first, self._last = min(self._first, date), max(self._last, date)
        for key, value in unit.attributes:
            if key == "creationid":
                self._creators.add(value)
            elif key == "changeid":
                self._changers.add(value)
        for key, _ in unit.properties:
            self._properties.add(key)

    def result(self, info: BitextInfo) -> Statistics:
        years = tuple(sorted(self._years.counts()))
        dated = sum(count for _, count in years)
        return Statistics(
            info,
            _repeats(self._pairs, self._targets),
            self._nulls,
            tuple(self._bins),
            Dates(dated, self._first, self._last, years) if dated else None,
            self._creators.counts(),
            self._changers.counts(),
            self._properties.counts(),
            (self._words[0].different(), self._words[1].different()) if self._words else None,
        )


class _Names:
    """Counts names, the first thousand one by one."""

    def __init__(self) -> None:
        self._counter: Counter[str] = Counter()

    def add(self, name: str) -> None:
        known = name in self._counter or len(self._counter) < _MOST_NAMES
        self._counter[name if known else OTHERS] += 1

    def counts(self) -> Counts:
        return tuple(sorted(self._counter.items(), key=lambda item: (-item[1], item[0])))


class _Words:
    """Counts different words, however many there are."""

    def __init__(self, sorter: Sorter) -> None:
        self._sorter = sorter
        self._held: set[str] = set()

    def add(self, text: str) -> None:
        self._held.update(words_of(text.casefold()))
        if len(self._held) >= _HELD_WORDS:
            self._spill()

    def different(self) -> int:
        self._spill()
        return sum(1 for _ in groupby(self._sorter))

    def _spill(self) -> None:
        for word in self._held:
            self._sorter.add(word.encode("utf-8", "surrogatepass"))
        self._held.clear()


def _repeats(pairs: Sorter, targets: Sorter) -> Repeats:
    units = sources = different = conflicting = 0
    for _, of_source in groupby(pairs, key=lambda record: record[0][:DIGEST]):
        sources += 1
        of_one = 0
        for _, same in groupby(of_source):
            of_one += 1
            units += sum(1 for _ in same)
        different += of_one
        conflicting += of_one > 1
    several = sum(1 for _ in groupby(targets))
    return Repeats(sources, several, different, units - different, conflicting)


# --- showing it -------------------------------------------------------------------------------


def show(statistics: Statistics) -> Iterator[str]:
    """The lines a person reads: those of ``duilian info``, and more."""
    yield statistics.info.name
    yield from in_columns(bitext_rows(statistics.info))
    yield from in_columns(_rows(statistics))


def _rows(statistics: Statistics) -> Iterator[tuple[str, str]]:
    repeats = statistics.repeats
    yield "null units", f"{statistics.nulls:,}"
    yield (
        "different",
        f"{repeats.pairs:,} pairs, {repeats.sources:,} sources, {repeats.targets:,} targets",
    )
    yield "repeated", f"{repeats.repeated:,} × same pair as an earlier unit"
    yield "conflicts", f"{repeats.conflicting:,} × one source with several targets"
    if statistics.vocabulary is not None:
        source, target = statistics.vocabulary
        yield "vocabulary", f"{source:,} → {target:,} different words"
    most = max(statistics.histogram)
    heading = "histogram"
    for number, count in enumerate(statistics.histogram if most else ()):
        bar = "█" * -(-count * _BAR // most)
        yield heading, f"{number / BINS:.1f} to {(number + 1) / BINS:.1f} {count:>11,} {bar}"
        heading = ""
    dates = statistics.dates
    if dates is None:
        yield "dates", "not stated"
    else:
        without = statistics.info.units - dates.units
        yield "dates", f"{_day(dates.first)} to {_day(dates.last)}; {without:,} without"
        yield "years", _listed(dates.years, len(dates.years))
    for name in ("creators", "changers", "properties"):
        yield name, _listed(getattr(statistics, name), _SHOWN_NAMES) or "not stated"


def _day(date: str) -> str:
    return f"{date[:4]}-{date[4:6]}-{date[6:8]}"


def _listed(counts: Counts, most: int) -> str:
    more = f", and {len(counts) - most:,} more" if len(counts) > most else ""
    return ", ".join(f"{name}: {count:,}" for name, count in counts[:most]) + more


def as_json(statistics: Statistics) -> dict[str, Any]:
    """The same as a value that JSON can hold."""
    record = info_as_json(statistics.info) | asdict(statistics)
    del record["info"], record["format"]
    for name in ("creators", "changers", "properties"):
        record[name] = dict(record[name])
    if record["dates"] is not None:
        record["dates"]["years"] = dict(record["dates"]["years"])
    return record
