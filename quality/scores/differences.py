"""Where two translations of the same differ: by words, and within words by characters.

On a bird's-eye level: both are cut into words (of Chinese and Japanese: characters), and the
longest stretches they share are found (:mod:`difflib`). What is left over differs. A word that has
become a like one (``ferry``, ``ferries``) is looked into: its letters that are still there are told
from those that are not. A blank alone between two differences belongs to them, so that the eye
meets one difference and not two. Start at :func:`differences`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby
from typing import Literal

Extent = Literal["same", "word", "part"]
"""``same`` is in both; ``part`` is not; ``word`` is what a changed word has kept."""

_IDEOGRAPH = "\u3005\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_TOKEN = re.compile(rf"[{_IDEOGRAPH}]|\s+|(?:(?![{_IDEOGRAPH}])\w)+|.", re.DOTALL)
_ALIKE = 0.6
"""How alike two words must be to be looked into, of 1."""
_MANY = 1_000
"""Of longer texts, words that are in every line are no place to begin a stretch at."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a text, and whether the other text has it, too."""

    text: str
    extent: Extent


Pieces = tuple[Piece, ...]
_Sides = tuple[list[Piece], list[Piece]]


def differences(old: str, new: str) -> tuple[Pieces, Pieces]:
    """Both texts in pieces; joined, the pieces are the text again."""
    sides: _Sides = ([], [])
    for is_same, before, after in _stretches(_TOKEN.findall(old), _TOKEN.findall(new)):
        if is_same:
            sides[0].append(Piece("".join(before), "same"))
            sides[1].append(Piece("".join(after), "same"))
        elif len(before) == len(after) == 1 and _are_alike(before[0], after[0]):
            _within(before[0], after[0], sides)
        else:
            sides[0].append(Piece("".join(before), "part"))
            sides[1].append(Piece("".join(after), "part"))
    return _merged(sides[0]), _merged(sides[1])


_Stretch = tuple[bool, Sequence[str], Sequence[str]]


def _stretches(old: Sequence[str], new: Sequence[str]) -> Iterator[_Stretch]:
    """What both have and what differs, in turn, a blank between differences taken with them."""
    begin = _shared(old, new)
    end = _shared(old[begin:][::-1], new[begin:][::-1])
    rest = old[begin : len(old) - end], new[begin : len(new) - end]
    matcher = SequenceMatcher(None, *rest, autojunk=len(rest[1]) > _MANY)
    found: list[_Stretch] = [
        (True, old[:begin], new[:begin]),
        *(
            (tag == "equal", rest[0][a:b], rest[1][c:d])
            for tag, a, b, c, d in matcher.get_opcodes()
        ),
        (True, old[len(old) - end :], new[len(new) - end :]),
    ]
    last = len(found) - 1
    for number, (is_same, before, after) in enumerate(found):
        if is_same and 0 < number < last and "".join(before).isspace():
            found[number] = False, before, after
    for is_same, group in groupby(found, key=lambda each: each[0]):
        some = list(group)
        yield is_same, _joined(each[1] for each in some), _joined(each[2] for each in some)


def _shared(old: Sequence[str], new: Sequence[str]) -> int:
    """How many tokens two sequences begin with alike."""
    pairs = enumerate(zip(old, new, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(old), len(new)))


def _joined(parts: Iterable[Sequence[str]]) -> list[str]:
    return [token for part in parts for token in part]


def _are_alike(old: str, new: str) -> bool:
    if not (old.isalnum() and new.isalnum()):
        return False
    return SequenceMatcher(None, old, new, autojunk=False).ratio() >= _ALIKE


def _within(old: str, new: str, sides: _Sides) -> None:
    """The letters of two like words."""
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for tag, a, b, c, d in matcher.get_opcodes():
        extent: Extent = "word" if tag == "equal" else "part"
        sides[0].append(Piece(old[a:b], extent))
        sides[1].append(Piece(new[c:d], extent))


def _merged(pieces: Sequence[Piece]) -> Pieces:
    """Neighbours of one extent as one piece, and none that holds nothing."""
    some = (piece for piece in pieces if piece.text)
    return tuple(
        Piece("".join(piece.text for piece in group), extent)
        for extent, group in groupby(some, key=lambda piece: piece.extent)
    )
