"""Placeholders, tags, addresses and code, lost or changed.

News has none of these, so both sides are given the same one at a place of their own, and then that
of the target is damaged.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from random import Random

from duilian.corpus.model import Unit

from .planter import Languages, Planter

_PLACEHOLDERS = (
    *("%s", "%d", "%1$s", "%(count)d", "{0}", "{name}", "{{user}}", "${total}", "#ORDER_ID#"),
    *("%{path}", "{price:.2f}", "%APP%"),
)
_TAGS = (
    ("<b>", "</b>"),
    ("<a href='#'>", "</a>"),
    ("<0>", "</0>"),
    ("<em>", "</em>"),
    ("", "<br/>"),
)
_ADDRESSES = (
    *("https://tides.example/harbour/12", "http://www.pier.example", "www.ferry.example/a?b=1"),
    *("harbour@tides.example", "crew.list@ferry.example"),
)
_CODE = ("`make all`", "max_depth", "open()", "--force", "/etc/tides/main.conf", "log.txt")

Damage = Callable[[str, Random], str]


def _lost(piece: str, dice: Random) -> str:
    return ""


def _changed(piece: str, dice: Random) -> str:
    """Another letter or figure inside, or one more, as a slip of the pen makes it."""
    letters = [found.start() for found in re.finditer("[A-Za-z0-9]", piece)]
    at = dice.choice(letters)
    new = dice.choice([char for char in "abcdegkmoq" if char != piece[at].lower()])
    return piece[:at] + new + piece[at + 1 :]


def _twice(piece: str, dice: Random) -> str:
    return f"{piece} {piece}"


def _planted(pieces: Sequence[str], damage: Damage) -> Callable[..., Mapping[int, Unit] | None]:
    def plant(
        units: Sequence[Unit], place: int, languages: Languages, dice: Random
    ) -> Mapping[int, Unit] | None:
        unit = units[place]
        if len(unit.source) < 6 or len(unit.target) < 6:
            return None
        piece = dice.choice(pieces)
        source = _inserted(unit.source, piece, dice)
        target = _inserted(unit.target, damage(piece, dice), dice)
        return {place: replace(unit, source=source, target=target)}

    return plant


def _inserted(text: str, piece: str, dice: Random) -> str:
    """A text with a piece at a place between two words."""
    places = [found.end() for found in re.finditer(r"\w\s+(?=\w)|[，。、](?=\w)", text)]
    at = dice.choice(places) if places else 0
    return f"{text[:at]} {piece} {text[at:]}".strip()


def _tag(
    units: Sequence[Unit], place: int, languages: Languages, dice: Random
) -> Mapping[int, Unit] | None:
    """Both sides in tags, and one tag of the target lost."""
    unit = units[place]
    opening, closing = dice.choice(_TAGS)
    kept = dice.random() < 0.5 and opening
    target = f"{opening}{unit.target}" if kept else f"{unit.target}{closing if opening else ''}"
    return {place: replace(unit, source=f"{opening}{unit.source}{closing}", target=target)}


PLANTERS: tuple[Planter, ...] = (
    Planter("placeholder lost", "TAG", _planted(_PLACEHOLDERS, _lost), 0.95),
    Planter("placeholder changed", "TAG", _planted(_PLACEHOLDERS[3:], _changed), 0.95),
    Planter("placeholder twice", "TAG", _planted(("%s", "%d"), _twice), 0.95),
    Planter("tag lost", "TAG", _tag, 0.95),
    Planter("address lost", "TAG", _planted(_ADDRESSES, _lost), 0.95),
    Planter("address changed", "TAG", _planted(_ADDRESSES, _changed), 0.95),
    Planter("code lost", "TAG", _planted(_CODE, _lost), 0.95),
    Planter("code changed", "TAG", _planted(_CODE, _changed), 0.95),
)
