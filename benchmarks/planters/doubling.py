"""Words and phrases that stand there twice."""

from __future__ import annotations

import re
from random import Random

from duilian.corpus.model import Unit

from .planter import Languages, Planter, in_target

_WORD = re.compile(r"(?<![\w'’-])[a-z]{2,}(?![\w'’-])")
_SMALL_WORD = re.compile(r"(?<![\w'’-])(?:the|a|an|of|to|in|and|for|with|at|by|from|was|are)(?= )")
_PAIR = re.compile(r"(?<![\w'’-])([a-z]{4,}(?:-[a-z]+)?) and ([a-z]{4,}(?:-[a-z]+)?)(?![\w'’-])")
_CHINESE_PAIR = re.compile("([一-鿿]{2})([和与及或])([一-鿿]{2})")
_CHINESE_WORD = re.compile("(?<=[一-鿿])[一-鿿]{2}(?=[一-鿿])")
_RUN = re.compile(r"(?<![\w'’-])[A-Za-z]+(?: [a-z]+){2,4}(?= )")
_CHINESE_RUN = re.compile("[一-鿿]{4,8}(?=[一-鿿，。])")


def _again(unit: Unit, pattern: re.Pattern[str], between: str, dice: Random) -> str | None:
    found = list(pattern.finditer(unit.target))
    if not found:
        return None
    chosen = dice.choice(found)
    return unit.target[: chosen.end()] + between + chosen[0] + unit.target[chosen.end() :]


def _small_word(unit: Unit, languages: Languages, dice: Random) -> str | None:
    return _again(unit, _SMALL_WORD, " ", dice) if languages[1] == "en" else None


def _word(unit: Unit, languages: Languages, dice: Random) -> str | None:
    if languages[1] == "en":
        return _again(unit, _WORD, " ", dice)
    return _again(unit, _CHINESE_WORD, "", dice)


def _across_and(unit: Unit, languages: Languages, dice: Random) -> str | None:
    """One of two joined words in the place of the other."""
    pattern = _PAIR if languages[1] == "en" else _CHINESE_PAIR
    # "Richer and richer" is an idiom, and no fault.
    found = [each for each in pattern.finditer(unit.target) if not each[1].endswith("er")]
    if not found:
        return None
    chosen = dice.choice(found)
    at = len(chosen.groups())
    start, end = chosen.span(at)
    return unit.target[:start] + chosen[1] + unit.target[end:]


def _phrase(unit: Unit, languages: Languages, dice: Random) -> str | None:
    if languages[1] == "en":
        return _again(unit, _RUN, " ", dice)
    return _again(unit, _CHINESE_RUN, "", dice)


PLANTERS: tuple[Planter, ...] = (
    Planter("small word twice", "DUP", in_target(_small_word), 0.95),
    Planter("word twice", "DUP", in_target(_word), 0.95),
    Planter("doubled across and", "DUP", in_target(_across_and), 0.95),
    Planter("phrase twice", "DUP", in_target(_phrase), 0.95),
)
