"""The small values every format stores, and the one way each is written and read back.

=============  ==============  ==============================================================
value          as in           meaning
=============  ==============  ==============================================================
probability    ``0.9871``      rounded to 4 decimals: more would be noise that differs between
                               machines and makes files differ for no reason
range, span    ``[3,5)``       3 and 4, not 5; counted from 0. ``[5,5)`` is empty: the gap
                               before 5. No spreadsheet takes it for a date or a time
=============  ==============  ==============================================================
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import chain, islice

from ..model import Notice, Span, Unit

NoticeTo = Callable[[Notice], None]
"""Who is told of what had to be passed over. The readers and writers accept None for nobody."""

UNDETERMINED = "und"
_INTERVAL = re.compile(r"\[(0|[1-9][0-9]{0,17}),(0|[1-9][0-9]{0,17})\)")
_SIDE = r"(?:\[([0-9]{1,18}),([0-9]{1,18})\))?"
SIDES = f"{_SIDE}:{_SIDE}"
"""A regular expression of both sides in one, as in ``[3,4):[3,5)``: a bead can be read in it."""
_PROBABILITY = re.compile(r"[0-9]*\.?[0-9]+(?:[eE]-?[0-9]{1,3})?")
# Lone surrogates cannot be written in UTF-8, and a file with a NUL in it is taken for binary.
_UNWRITABLE = re.compile(r"[\0\ud800-\udfff]")
# Enough text to tell a language by, and little enough to hold.
_SAMPLED_UNITS = 50


def show_probability(probability: float) -> str:
    """The probability with at most 4 decimals: ``0.9871``, ``1.0``."""
    return repr(round(float(probability), 4))


def parse_probability(text: str) -> float | None:
    """A number from 0 to 1, or None if the text is none."""
    if not _PROBABILITY.fullmatch(text):
        return None
    value = round(float(text), 4)
    return value if value <= 1 else None


def show_interval(interval: range | Span) -> str:
    """``[start,end)``."""
    end = interval.stop if isinstance(interval, range) else interval.end
    return f"[{interval.start},{end})"


def parse_range(text: str) -> range | None:
    """The range shown by :func:`show_interval`, or None if the text is none."""
    found = _INTERVAL.fullmatch(text)
    if found is None:
        return None
    start, end = int(found[1]), int(found[2])
    return range(start, end) if start <= end else None


def parse_span(text: str) -> Span | None:
    """The span shown by :func:`show_interval`, or None if the text is none."""
    found = parse_range(text)
    return None if found is None else Span(found.start, found.stop)


def show_sides(source: range | Span | None, target: range | Span | None) -> str:
    """``[start,end):[start,end)``, with nothing for a side that has no interval."""
    return (
        f"{'' if source is None else show_interval(source)}"
        f":{'' if target is None else show_interval(target)}"
    )


def parse_sides(text: str) -> tuple[range | None, range | None] | None:
    """The intervals shown by :func:`show_sides`; None if the text is none."""
    found = re.fullmatch(SIDES, text)
    if found is None:
        return None
    start, end, target_start, target_end = found.groups()
    return (
        None if start is None else range(int(start), int(end)),
        None if target_start is None else range(int(target_start), int(target_end)),
    )


def as_span(interval: range | None) -> Span | None:
    """The same places as a span."""
    return None if interval is None else Span(interval.start, interval.stop)


def replace_unwritable(text: str) -> tuple[str, int]:
    """The text with U+FFFD for each NUL and lone surrogate, and how many there were."""
    return _UNWRITABLE.subn("\ufffd", text)


def notify(notice: NoticeTo | None, place: str, reason: str) -> None:
    """Tell, if there is somebody to tell."""
    if notice is not None:
        notice(Notice(place, reason))


def with_languages(
    units: Iterable[Unit], source_language: str, target_language: str
) -> tuple[str, str, Iterator[Unit]]:
    """The two languages, recognised from the first units where they are not known, and the units.

    Only a sample is held in memory; the units returned are all of them, in order.
    """
    walk = iter(units)
    first = list(islice(walk, 1 if source_language and target_language else _SAMPLED_UNITS))
    source = source_language or _language([unit.source for unit in first])
    target = target_language or _language([unit.target for unit in first])
    return source, target, chain(first, walk)


def _language(texts: list[str]) -> str:
    from ..text.script import detect_language

    sample = "\n".join(text for text in texts if text.strip())
    return detect_language(sample) if sample else UNDETERMINED
