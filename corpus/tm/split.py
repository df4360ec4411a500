"""One bitext as several: by number of units, by number of parts, by a property, or by chance.

Parts come one after another, each an iterator of its units. Where the units of a part do not
stand together, they are brought together by sorting on disk, so that only one part is ever at
hand. Start reading at :func:`split_units`.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate, groupby
from tempfile import TemporaryFile

from ..errors import UsageError
from ..external import Record, sort_records
from ..formats.jsonl import decode, encode
from ..model import Unit
from .facts import DIGEST, digest, stated_values

WITHOUT = "none"
"""The name of the part of those that do not have the property."""


@dataclass(frozen=True, slots=True)
class ByUnits:
    """Parts of so many units; the last may be smaller."""

    units: int


@dataclass(frozen=True, slots=True)
class ByParts:
    """So many parts of the same size, or one apart; fewer if there are fewer units."""

    parts: int


@dataclass(frozen=True, slots=True)
class ByProperty:
    """A part for each value of a property or an attribute (its first value)."""

    name: str


@dataclass(frozen=True, slots=True)
class ByShare:
    """Named parts, each with a share; the shares add up to 1.

    Which part a unit is in depends on its source text and on ``seed`` alone: two units with the
    same source are never in different parts, and other units of the file change nothing. So the
    sizes are near the shares, and not exactly them.
    """

    shares: tuple[tuple[str, float], ...]
    seed: int = 0


Split = ByUnits | ByParts | ByProperty | ByShare

Part = tuple[str, Iterator[Unit]]
"""The name of a part (its number, from 1, where it has no other) and its units."""


def split_units(units: Iterable[Unit], how: Split) -> Iterator[Part]:
    """The parts, in order, none of them empty; walk each before the next.

    Within a part the units keep their order. Parts by share come in the order of the shares, by
    property in that of the values.
    """
    match how:
        case ByUnits(size):
            numbered = ((place // size, unit) for place, unit in enumerate(units))
            return _numbered_parts(numbered)
        case ByParts(parts):
            return _numbered_parts(_dealt(units, parts))
        case ByProperty(name):
            return _sorted_parts(_with_value(units, name))
        case ByShare(shares, seed):
            named = _sorted_parts(_with_share(units, shares, seed))
            return ((shares[int(number)][0], part) for number, part in named)


def parse_shares(text: str) -> tuple[tuple[str, float], ...]:
    """The shares in a text such as ``train=.9,dev=.05,test=.05``.

    Raises UsageError for what is no such list, and for shares that do not add up to 1.
    """
    shares: dict[str, float] = {}
    remedy = "give names and shares that add up to 1, such as train=.9,dev=.05,test=.05"
    for item in text.split(","):
        name, _, number = item.strip().partition("=")
        try:
            share = float(number)
        except ValueError:
            raise UsageError(f"'{item}' is no name and share", remedy=remedy) from None
        if not name or name in shares or not 0 < share <= 1:
            raise UsageError(f"'{item}' cannot be one of the shares", remedy=remedy)
        shares[name] = share
    if abs(sum(shares.values()) - 1) > 1e-6:
        raise UsageError(f"the shares add up to {sum(shares.values()):g}", remedy=remedy)
    return tuple(shares.items())


def _numbered_parts(numbered: Iterable[tuple[int, Unit]]) -> Iterator[Part]:
    for number, part in groupby(numbered, key=lambda each: each[0]):
        yield str(number + 1), (unit for _, unit in part)


def _dealt(units: Iterable[Unit], parts: int) -> Iterator[tuple[int, Unit]]:
    """The units with the number of their part, when all have been counted."""
    with TemporaryFile() as spool:
        count = 0
        for unit in units:
            spool.write(encode(unit).encode())
            count += 1
        parts = min(parts, count)
        spool.seek(0)
        for place, line in enumerate(spool):
            yield place * parts // count, decode(line)


def _sorted_parts(records: Iterable[Record]) -> Iterator[Part]:
    for name, part in groupby(sort_records(records), key=lambda record: record[0]):
        yield name.decode("utf-8", "surrogatepass"), (decode(line) for _, line in part)


def _with_value(units: Iterable[Unit], name: str) -> Iterator[Record]:
    for unit in units:
        values = stated_values(unit, name)
        value = values[0] if values and values[0].strip() else WITHOUT
        yield value.encode("utf-8", "surrogatepass"), encode(unit).encode()


def _with_share(
    units: Iterable[Unit], shares: tuple[tuple[str, float], ...], seed: int
) -> Iterator[Record]:
    width = len(str(len(shares)))
    # Without the last, which is 1 but for the error of adding.
    ends = list(accumulate(share for _, share in shares))[:-1]
    for unit in units:
        drawn = int.from_bytes(digest(str(seed), unit.source), "big") / 256**DIGEST
        number = bisect_right(ends, drawn)
        yield f"{number:0{width}}".encode(), encode(unit).encode()
