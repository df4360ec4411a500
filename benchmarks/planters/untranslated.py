"""What was not translated."""

from __future__ import annotations

import re
from random import Random

from duilian.corpus.model import Unit

from .planter import Languages, Planter, in_target

_WORDS = re.compile(r"(?<![\w'’-])[a-z]{4,}(?: [a-z]{2,}){0,2}(?![\w'’-])")
_HAN = re.compile("[\u4e00-\u9fff]{2,6}")
_PLACES = {
    "en": re.compile(" (?=[a-z])"),
    "zh": re.compile("(?<=[\u4e00-\u9fff])(?=[\u4e00-\u9fff])"),
}


def _empty(unit: Unit, languages: Languages, dice: Random) -> str | None:
    """Nothing at all."""
    return ""


def _source(unit: Unit, languages: Languages, dice: Random) -> str | None:
    """The source over again, where there is a sentence in it."""
    sentence = _HAN.search(unit.source) or len(re.findall(r"\b[a-z]{2,}\b", unit.source)) > 1
    return unit.source if sentence else None


def _left(unit: Unit, languages: Languages, dice: Random) -> str | None:
    """Some words of the source stand among those of the target."""
    words = (_HAN if languages[0] == "zh" else _WORDS).findall(unit.source)
    places = [found.start() for found in _PLACES[languages[1]].finditer(unit.target)]
    if not words or not places:
        return None
    at = dice.choice(places)
    gap = " " if languages[1] == "en" else ""
    return f"{unit.target[:at]}{gap}{dice.choice(words)}{unit.target[at:]}"


PLANTERS: tuple[Planter, ...] = (
    Planter("target empty", "UNT", in_target(_empty), goal=0.95),
    Planter("source over again", "UNT", in_target(_source), goal=0.95),
    Planter("words of the source left", "UNT", in_target(_left), goal=0.95),
)
