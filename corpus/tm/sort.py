"""Putting units into order, however many there are."""

from __future__ import annotations

import re
import struct
from collections.abc import Callable, Iterable, Iterator
from typing import Literal

from ..external import sort_records
from ..formats.jsonl import decode, encode
from ..model import Unit
from .facts import last_change

Order = Literal["source", "target", "id", "date", "probability", "length"]

_DIGITS = re.compile(r"([0-9]+)")
_FLOAT = struct.Struct(">d")


def sort_units(units: Iterable[Unit], by: Order, *, reverse: bool = False) -> Iterator[Unit]:
    """The units in order; equal ones stay as they were, in reverse too.

    Texts are ordered by their code points, ids so that 9 comes before 10, dates by the last
    change (:func:`.facts.last_change`), lengths in characters of both sides together. Units that
    do not say what is asked for come last, whichever way round.
    """
    key = _KEYS[by]
    stated, missing = (b"\1", b"\0") if reverse else (b"\0", b"\1")

    def records() -> Iterator[tuple[bytes, bytes]]:
        for unit in units:
            found = key(unit)
            yield missing if found is None else stated + found, encode(unit).encode()

    return (decode(line) for _, line in sort_records(records(), reverse=reverse))


def _text(text: str) -> bytes:
    # UTF-8 has the order of the code points.
    return text.encode("utf-8", "surrogatepass")


def _id(unit: Unit) -> bytes | None:
    """The id, its numbers in an order of numbers: each with its length before it."""
    if not unit.id:
        return None
    parts = _DIGITS.split(unit.id)
    for at in range(1, len(parts), 2):
        digits = parts[at].lstrip("0")
        parts[at] = f"0{len(digits):08}{digits}"
    return _text("".join(parts))


def _date(unit: Unit) -> bytes | None:
    date = last_change(unit)
    return None if date is None else date.encode()


def _probability(unit: Unit) -> bytes | None:
    # The bytes of floats that are not negative have the order of the floats.
    return None if unit.probability is None else _FLOAT.pack(abs(unit.probability))


_KEYS: dict[Order, Callable[[Unit], bytes | None]] = {
    "source": lambda unit: _text(unit.source),
    "target": lambda unit: _text(unit.target),
    "id": _id,
    "date": _date,
    "probability": _probability,
    "length": lambda unit: (len(unit.source) + len(unit.target)).to_bytes(8, "big"),
}
