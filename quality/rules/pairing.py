"""Marks that come in pairs: what is left over of them in a text.

A stack, as ever: what opens waits for what closes it. What is left over is told with its place and
whether it opens or closes, so that two texts can be held against each other: a sentence that was
cut out of a longer quotation has an open mark on both sides, and that is no fault.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache


@dataclass(frozen=True, slots=True)
class Lone:
    """A mark without its other half. ``crossed``: it is there, but on the wrong side of another."""

    at: int
    mark: str
    opens: bool
    crossed: bool = False


def unpaired(
    marks: Iterable[tuple[int, str]], pairs: Mapping[str, str], like: Mapping[str, str]
) -> list[Lone]:
    """What is left over of marks, given as (place, mark) in order.

    ``pairs`` names what closes each opening mark; marks that are the same in ``like`` may stand
    for each other.
    """
    closing = {
        like.get(closer, closer): like.get(opener, opener) for opener, closer in pairs.items()
    }
    waiting: list[tuple[int, str]] = []
    lone: list[Lone] = []
    for at, mark in marks:
        if mark in pairs:
            waiting.append((at, mark))
            continue
        opener = closing[like.get(mark, mark)]
        if waiting and like.get(waiting[-1][1], waiting[-1][1]) == opener:
            waiting.pop()
            continue
        for place in range(len(waiting) - 1, -1, -1):
            if like.get(waiting[place][1], waiting[place][1]) == opener:
                lone.append(Lone(at, mark, opens=False, crossed=True))
                del waiting[place]
                break
        else:
            lone.append(Lone(at, mark, opens=False))
    lone += [Lone(at, mark, opens=True) for at, mark in waiting]
    return sorted(lone, key=lambda each: each.at)


@lru_cache(maxsize=4096)
def in_order(marks: str, opening: str, closing: str) -> bool:
    """Whether marks, in order and without the text around them, are all paired and do not cross.

    ``closing`` has what closes each of ``opening``, at the same place. Most texts have one of a few
    rows of marks, which are known the next time.
    """
    waiting: list[str] = []
    for mark in marks:
        if mark in opening:
            waiting.append(closing[opening.index(mark)])
        elif not waiting or waiting.pop() != mark:
            return False
    return not waiting


def beyond(lone: Iterable[Lone], excused: Iterable[Lone]) -> list[Lone]:
    """Those of the first that the second do not excuse: one each of the same direction.

    Openers are excused from the end of a text on and closers from its beginning, where a cut
    leaves them.
    """
    opens = sum(each.opens for each in excused)
    closes = sum(not each.opens and not each.crossed for each in excused)
    kept: list[Lone] = []
    for each in lone:
        if not each.opens and not each.crossed and closes:
            closes -= 1
        else:
            kept.append(each)
    result: list[Lone] = []
    for each in reversed(kept):
        if each.opens and opens:
            opens -= 1
        else:
            result.append(each)
    return result[::-1]
