"""What is different between two bitexts, whatever order their units are in.

Both are sorted on disk by digests of their texts and walked side by side. Units with the same
two texts go off against each other, one by one; what is left of a source on both sides has
*changed*, and the rest was *removed* or *added*. A difference is then sorted back to its place.
What is held in memory at once are the differing units of one source. Start reading at
:func:`diff_units`.
"""

from __future__ import annotations

import heapq
import json
import unicodedata
from collections import Counter, deque
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Literal

from ..external import Record, sort_records
from ..formats.jsonl import decode, encode
from ..formats.markup import content
from ..model import Unit
from .facts import DIGEST, digest, normalizer

Kind = Literal["added", "removed", "changed"]
KINDS: tuple[Kind, ...] = ("added", "removed", "changed")
SAME = "same"

_NUMBER = 8
_UNSEEN = frozenset(("Cc", "Cf", "Cs", "Zl", "Zp"))
_RED, _GREEN, _CYAN, _PLAIN = "\x1b[31m", "\x1b[32m", "\x1b[36m", "\x1b[0m"


@dataclass(frozen=True, slots=True)
class Placed:
    """A unit and its place in its file, counted from 1."""

    place: int
    unit: Unit


@dataclass(frozen=True, slots=True)
class Difference:
    """A unit of the old bitext, one of the new, or one of each with the same source."""

    old: Placed | None
    new: Placed | None

    @property
    def kind(self) -> Kind:
        """What became of the unit."""
        if self.old is None:
            return "added"
        return "removed" if self.new is None else "changed"


def diff_units(
    old: Iterable[Unit],
    new: Iterable[Unit],
    *,
    ignore: frozenset[str] = frozenset(),
    tags: bool = False,
    counts: Counter[str] | None = None,
) -> Iterator[Difference]:
    """The differences, in the order of the places: of the old unit, or the new where none is old.

    Texts alone are compared, without what is ignored (:func:`.facts.normalizer`); with ``tags``
    the inline tags of both sides too, so that a unit whose tags differ has changed. Units left over
    of one source are paired by their ids, then, if there is text in it, in their order.
    ``counts`` is counted up by kind, and with "same" for each pair of units that do not differ.
    """
    tally: Counter[str] = Counter() if counts is None else counts
    with (
        closing(_by_digest(old, ignore, tags, b"o")) as olds,
        closing(_by_digest(new, ignore, tags, b"n")) as news,
        closing(sort_records(_records(_differences(olds, news, tally)))) as records,
    ):
        for _, payload in records:
            difference = _load(payload)
            tally[difference.kind] += 1
            yield difference


def _by_digest(
    units: Iterable[Unit], ignore: frozenset[str], tags: bool, side: bytes
) -> Generator[Record, None, None]:
    """The units sorted by digests of source, target and tags; the payload tells side and place."""
    normalize = normalizer(ignore)

    def records() -> Iterator[Record]:
        for place, unit in enumerate(units, 1):
            key = digest(normalize(unit.source)) + digest(normalize(unit.target))
            if tags:
                markups = unit.source_markup, unit.target_markup
                key += b"".join(digest(normalize(markup)) for markup in markups)
            yield key, side + place.to_bytes(_NUMBER, "big") + encode(unit).encode()

    return sort_records(records())


def _differences(
    old: Iterable[Record], new: Iterable[Record], counts: Counter[str]
) -> Iterator[Difference]:
    both = heapq.merge(old, new, key=lambda record: record[0])
    for _, of_source in groupby(both, key=lambda record: record[0][:DIGEST]):
        left: dict[bytes, list[bytes]] = {b"o": [], b"n": []}
        for _, same in groupby(of_source, key=lambda record: record[0]):
            sides: dict[bytes, list[bytes]] = {b"o": [], b"n": []}
            for _, payload in same:
                sides[payload[:1]].append(payload[1:])
            common = min(map(len, sides.values()))
            counts[SAME] += common
            for side, payloads in sides.items():
                left[side] += payloads[common:]
        yield from _paired(*(sorted(map(_placed, side), key=_place) for side in left.values()))


def _placed(payload: bytes) -> Placed:
    return Placed(int.from_bytes(payload[:_NUMBER], "big"), decode(payload[_NUMBER:]))


def _place(placed: Placed) -> int:
    return placed.place


def _paired(old: list[Placed], new: list[Placed]) -> Iterator[Difference]:
    """The units of one source: those with the same id are pairs, then any two, then the rest.

    Units without text in the source have no source in common, and only their ids make them pairs.
    """
    waiting: dict[str, deque[Placed]] = {}
    for placed in new:
        waiting.setdefault(placed.unit.id, deque()).append(placed)
    left: list[Placed] = []
    for placed in old:
        same_id = waiting.get(placed.unit.id) if placed.unit.id else None
        if same_id:
            yield Difference(placed, same_id.popleft())
        else:
            left.append(placed)
    rest = sorted((placed for same_id in waiting.values() for placed in same_id), key=_place)
    has_source = all(placed.unit.source.strip() for placed in (*left[:1], *rest[:1]))
    common = min(len(left), len(rest)) if has_source else 0
    yield from map(Difference, left[:common], rest[:common])
    yield from (Difference(placed, None) for placed in left[common:])
    yield from (Difference(None, placed) for placed in rest[common:])


# --- back to their places ---------------------------------------------------------------------


def _records(differences: Iterable[Difference]) -> Iterator[Record]:
    """Each with its place for a key, and a line for each of its units."""
    for difference in differences:
        placed = difference.old or difference.new
        assert placed is not None
        lines = (_line(difference.old), _line(difference.new))
        yield placed.place.to_bytes(_NUMBER, "big"), b"".join(lines)


def _line(placed: Placed | None) -> bytes:
    return b"\n" if placed is None else f"{placed.place} {encode(placed.unit)}".encode()


def _load(payload: bytes) -> Difference:
    old, new, _ = payload.split(b"\n")
    return Difference(_unline(old), _unline(new))


def _unline(line: bytes) -> Placed | None:
    if not line:
        return None
    place, _, unit = line.partition(b" ")
    return Placed(int(place), decode(unit))


# --- showing them -----------------------------------------------------------------------------


def show_diff(
    names: tuple[str, str],
    differences: Iterable[Difference],
    counts: Counter[str],
    *,
    tags: bool = False,
    colour: bool = False,
) -> Iterator[str]:
    """The lines a person reads, as of a unified diff; nothing if there is no difference.

    A hunk is headed by the places of the units, ``@@ -12 +14 @@``: first the source, then the
    target. With ``tags`` segments are shown with theirs. ``counts`` is read after the last
    difference.
    """
    paint = _painted if colour else _unpainted
    is_first = True
    for difference in differences:
        if is_first:
            yield paint(f"--- {_visible(names[0])}", _RED)
            yield paint(f"+++ {_visible(names[1])}", _GREEN)
            is_first = False
        old, new = difference.old, difference.new
        places = [f"{mark}{side.place}" for mark, side in (("-", old), ("+", new)) if side]
        yield paint(f"@@ {' '.join(places)} @@", _CYAN)
        old_texts, new_texts = (_segments(side, tags) for side in (old, new))
        if old_texts[:1] == new_texts[:1]:
            yield from _text(" ", old_texts[0], _unpainted, "")
            old_texts, new_texts = old_texts[1:], new_texts[1:]
        for text in old_texts:
            yield from _text("-", text, paint, _RED)
        for text in new_texts:
            yield from _text("+", text, paint, _GREEN)
    if not is_first:
        yield summary(counts)


def _segments(placed: Placed | None, tags: bool) -> tuple[str, ...]:
    """The source and the target of a unit as they are shown; nothing for none."""
    if placed is None:
        return ()
    unit = placed.unit
    if not tags:
        return unit.source, unit.target
    return unit.source_markup or content(unit.source), unit.target_markup or content(unit.target)


def summary(counts: Counter[str]) -> str:
    """How many units there are of each kind, in a line."""
    return ", ".join(f"{counts[kind]:,} {kind}" for kind in (*KINDS, SAME))


def diff_as_json(
    names: tuple[str, str], differences: Iterable[Difference], counts: Counter[str]
) -> Iterator[str]:
    """The lines of a JSON object, however many differences there are in it."""
    old, new = (json.dumps(name, ensure_ascii=False) for name in names)
    lines = (json.dumps(_record(difference), ensure_ascii=False) for difference in differences)
    # The first before anything is printed: by then all has been read, and errors have come.
    last = next(lines, "")
    yield f'{{"old": {old}, "new": {new}, "differences": ['
    for line in lines:
        yield last + ","
        last = line
    if last:
        yield last
    yield f'], "counts": {json.dumps({kind: counts[kind] for kind in (*KINDS, SAME)})}}}'


def _record(difference: Difference) -> dict[str, Any]:
    record: dict[str, Any] = {"kind": difference.kind}
    for name, side in (("old", difference.old), ("new", difference.new)):
        if side is not None:
            record[name] = {"unit": side.place} | json.loads(encode(side.unit))
    return record


def _text(mark: str, text: str, paint: Callable[[str, str], str], colour: str) -> Iterator[str]:
    for line in text.split("\n"):
        yield paint(f"{mark} {_visible(line)}", colour)


def _visible(text: str) -> str:
    """The text with its invisible characters by their numbers: a terminal might act on them."""
    return "".join(
        f"<U+{ord(char):04X}>" if char != "\t" and unicodedata.category(char) in _UNSEEN else char
        for char in text
    )


def _painted(line: str, colour: str) -> str:
    return f"{colour}{line}{_PLAIN}"


def _unpainted(line: str, colour: str) -> str:
    return line
