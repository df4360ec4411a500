"""Leaving out units that say the same as another.

The units are written to a temporary file as they come, and of each a small record is sorted on
disk: a digest of what is compared, how well it stands by the policy, its place. The first of
each digest stays. What is kept in memory is one bit a unit; the survivors come in the order they
were in. Start reading at :func:`dedupe`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from tempfile import TemporaryFile
from typing import IO, Literal

from ..external import sort_records
from ..formats import NoticeTo
from ..formats.fields import notify
from ..formats.jsonl import decode, encode
from ..model import Unit
from .facts import DIGEST, digest, last_change, normalizer

Sameness = Literal["pair", "source"]
Keep = Literal["first", "last", "newest", "most-probable"]

_NUMBER = 8
"""Bytes of a rank and of a place."""
_LATEST = 10**14
_SURE = 10_000


@dataclass(frozen=True, slots=True)
class Dedupe:
    """Which units are the same, and which of them stays.

    ``by`` compares both texts or the sources alone; ``ignore`` names what is passed over in
    comparing (:func:`.facts.normalizer`). ``newest`` and ``most-probable`` take a unit that does
    not say for the oldest and the least probable, and the first of equals. A unit with an empty
    target stays only if all like it have one; one with an empty source is compared by both texts.
    """

    by: Sameness = "pair"
    ignore: frozenset[str] = frozenset()
    keep: Keep = "first"


def dedupe(
    units: Iterable[Unit], settings: Dedupe | None = None, notice: NoticeTo | None = None
) -> Iterator[Unit]:
    """The units without those that say the same as one that stays, in their order.

    ``notice`` is told of each that is left out.
    """
    settings = settings or Dedupe()
    reason = f"left out: the same {settings.by} as another unit"
    with TemporaryFile() as spool:
        survivors = _first_of_each(sort_records(_records(units, settings, spool)))
        spool.seek(0)
        for place, line in enumerate(spool):
            if survivors[place >> 3] & 1 << (place & 7):
                yield decode(line)
            else:
                notify(notice, f"unit {place + 1}", reason)


def _records(
    units: Iterable[Unit], settings: Dedupe, spool: IO[bytes]
) -> Iterator[tuple[bytes, bytes]]:
    """A key for each unit, which is also written to the spool."""
    normalize = normalizer(settings.ignore)
    rank = _RANKS[settings.keep]
    pairs = settings.by == "pair"
    for place, unit in enumerate(units):
        spool.write(encode(unit).encode())
        # No source is not the same source.
        both = pairs or not unit.source.strip()
        texts = (unit.source, unit.target) if both else (unit.source,)
        same = digest(*map(normalize, texts))
        numbers = (int(unit.is_null), rank(unit, place), place)
        yield same + b"".join(number.to_bytes(_NUMBER, "big") for number in numbers), b""


def _first_of_each(records: Iterable[tuple[bytes, bytes]]) -> bytearray:
    """A bit for each place, set if the unit there is the first with its digest."""
    bits = bytearray()
    for _, same in groupby(records, key=lambda record: record[0][:DIGEST]):
        places = (int.from_bytes(key[-_NUMBER:], "big") for key, _ in same)
        first = next(places)
        last = max(first, max(places, default=0))
        bits.extend(bytes(max(0, (last >> 3) + 1 - len(bits))))
        bits[first >> 3] |= 1 << (first & 7)
    return bits


def _age(unit: Unit, place: int) -> int:
    return _LATEST - int(last_change(unit) or 0)


def _doubt(unit: Unit, place: int) -> int:
    return _SURE - round(_SURE * (unit.probability or 0.0))


# The lower, the better; a rank cannot be negative.
_RANKS: dict[Keep, Callable[[Unit, int], int]] = {
    "first": lambda unit, place: place,
    "last": lambda unit, place: (1 << 8 * _NUMBER) - 1 - place,
    "newest": _age,
    "most-probable": _doubt,
}
