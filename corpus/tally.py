"""Notices, counted by reason: a line for each kind of thing passed over, not for each thing."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from .errors import InputError
from .model import Notice

# A file of a million odd units must not be remembered whole, nor make a million lines.
_PLACES = 3
_REASONS = 20
_COUNTED = re.compile(r"([0-9]+) (?=character)")


def counted(number: int, noun: str) -> str:
    """``1 unit``, ``1,000 units``."""
    return f"{number:,} {noun}" + ("" if number == 1 else "s")


def strict(file: str) -> Callable[[Notice], None]:
    """Takes notices as :class:`Tally` does, and raises the first as an InputError.

    ``file`` is the one that is read or written.
    """

    def refuse(notice: Notice) -> None:
        raise InputError(notice.reason, file=file, place=notice.place, remedy=REMEDY)

    return refuse


REMEDY = "leave --strict out to have it told and passed over"


@dataclass(slots=True)
class _Kind:
    times: int = 0
    amount: int = 0
    places: list[str] = field(default_factory=list)


class Tally:
    """Collects notices: call it with each, then ask for the :meth:`lines`.

    This is the ``notice`` the readers and writers of :mod:`duilian.corpus.formats` ask for.
    """

    def __init__(self) -> None:
        self._kinds: dict[str, _Kind] = {}
        self._others = 0

    def __call__(self, notice: Notice) -> None:
        """Count one notice."""
        counted = _COUNTED.match(notice.reason)
        # "2 characters replaced" and "3 characters replaced" are one kind, and make 5.
        reason = notice.reason[counted.end() :] if counted else notice.reason
        if reason not in self._kinds and len(self._kinds) == _REASONS:
            self._others += 1
            return
        kind = self._kinds.setdefault(reason, _Kind())
        kind.times += 1
        kind.amount += int(counted[1]) if counted else 0
        if len(kind.places) < _PLACES:
            kind.places.append(notice.place)

    def __bool__(self) -> bool:
        return bool(self._kinds)

    def lines(self) -> Iterator[str]:
        """A line for each reason: how often, and the first few places."""
        for reason, kind in self._kinds.items():
            what = f"{kind.amount} {reason}" if kind.amount else reason
            if kind.times == 1:
                yield f"{kind.places[0]}: {what}"
                continue
            places = ", ".join(kind.places) + (", ..." if kind.times > _PLACES else "")
            yield f"{what} ({kind.times} times: {places})"
        if self._others:
            yield f"and {self._others} more notices, for other reasons"
