"""Brackets and quotation marks without their other half, and other faults of punctuation."""

from __future__ import annotations

import re
from random import Random

from duilian.corpus.model import Unit

from .planter import Languages, Planter, in_target

_BRACKETS = re.compile(r"[()\[\]（）【】《》「」]")
_QUOTES = re.compile('[“”"]')
_FACE = re.compile(r"[:;][-^]?[()]")
_PAUSE = re.compile(r"(?<=\w)[,;，；、](?=[\s\w])")


def _without(text: str, pattern: re.Pattern[str], dice: Random) -> str | None:
    found = list(pattern.finditer(text))
    if not found or len(found) % 2:
        return None
    chosen = dice.choice(found)
    return text[: chosen.start()] + text[chosen.end() :]


def _bracket(unit: Unit, languages: Languages, dice: Random) -> str | None:
    if _FACE.search(unit.target):
        return None
    return _without(unit.target, _BRACKETS, dice)


def _quote(unit: Unit, languages: Languages, dice: Random) -> str | None:
    return _without(unit.target, _QUOTES, dice)


def _crossed(unit: Unit, languages: Languages, dice: Random) -> str | None:
    """Another kind of bracket around what stands in quotation marks, closing too late."""
    found = re.search("“([^“”]+)”", unit.target)
    if found is None:
        return None
    start, end = found.span()
    return f"{unit.target[:start]}“({found[1]}”){unit.target[end:]}"


def _statement(unit: Unit, languages: Languages, dice: Random) -> str | None:
    """A question that ends as a statement, the mark alone being another."""
    target = unit.target.rstrip()
    if not unit.source.rstrip().endswith(("?", "？")) or not target.endswith(("?", "？")):
        return None
    if len(re.findall("[?？]", target)) > 1:
        return None
    return target[:-1] + ("." if languages[1] == "en" else "。")


def _question(unit: Unit, languages: Languages, dice: Random) -> str | None:
    target = unit.target.rstrip()
    if not unit.source.rstrip().endswith((".", "。")) or not target.endswith((".", "。")):
        return None
    return target[:-1] + ("?" if languages[1] == "en" else "？")


def _twice(unit: Unit, languages: Languages, dice: Random) -> str | None:
    found = list(_PAUSE.finditer(unit.target))
    if not found:
        return None
    chosen = dice.choice(found)
    return unit.target[: chosen.end()] + chosen[0] + unit.target[chosen.end() :]


PLANTERS: tuple[Planter, ...] = (
    Planter("bracket lost", "PUN", in_target(_bracket), 0.95),
    Planter("quotation mark lost", "PUN", in_target(_quote), 0.95),
    Planter("bracket and quotation crossed", "PUN", in_target(_crossed), 0.95),
    Planter("question mark lost", "PUN", in_target(_statement)),
    Planter("statement asked", "PUN", in_target(_question)),
    Planter("punctuation twice", "PUN", in_target(_twice)),
)
