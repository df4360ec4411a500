"""Characters of the wrong width, and spaces too many or too few."""

from __future__ import annotations

import re
from random import Random

from duilian.corpus.model import Unit

from .planter import Languages, Planter, in_target

_FULL = str.maketrans({",": "，", ".": "。", "(": "（", ")": "）", ":": "：", "?": "？", "!": "！"})
_HALF = {"，": ",", "。": ".", "；": ";", "？": "?", "！": "!"}
_ENGLISH_MARK = re.compile(r"(?<=[a-z])[,.:?!](?= |$)|\((?=[^()]*[a-z][^()]*\))")
_CHINESE_MARK = re.compile("(?<=[一-鿿])[，；？！](?=[一-鿿])|(?<=[一-鿿])。$")
_SPACE = re.compile(r"(?<=\w) (?=\w)")
_COMMA_SPACE = re.compile(r"(?<=[a-z]{2}), (?=[a-z]{2})")
_BEFORE = re.compile(r"(?<=[a-z])(?=[,;.!?](?: |$))")


def _one(
    text: str, pattern: re.Pattern[str], put: str | None, dice: Random, wide: bool = False
) -> str | None:
    found = list(pattern.finditer(text))
    if not found:
        return None
    chosen = dice.choice(found)
    new = put if put is not None else chosen[0].translate(_FULL)
    new = _HALF.get(chosen[0], new) if wide else new
    return text[: chosen.start()] + new + text[chosen.end() :]


def _full_width(unit: Unit, languages: Languages, dice: Random) -> str | None:
    return _one(unit.target, _ENGLISH_MARK, None, dice) if languages[1] == "en" else None


def _half_width(unit: Unit, languages: Languages, dice: Random) -> str | None:
    return _one(unit.target, _CHINESE_MARK, "", dice, wide=True) if languages[1] == "zh" else None


def _two_spaces(unit: Unit, languages: Languages, dice: Random) -> str | None:
    return None if "  " in unit.source else _one(unit.target, _SPACE, "  ", dice)


def _no_space(unit: Unit, languages: Languages, dice: Random) -> str | None:
    return _one(unit.target, _COMMA_SPACE, ",", dice) if languages[1] == "en" else None


def _space_before(unit: Unit, languages: Languages, dice: Random) -> str | None:
    return _one(unit.target, _BEFORE, " ", dice) if languages[1] == "en" else None


def _edge(unit: Unit, languages: Languages, dice: Random) -> str | None:
    if unit.source != unit.source.strip() or unit.target != unit.target.strip():
        return None
    return f" {unit.target}" if dice.random() < 0.5 else f"{unit.target} "


PLANTERS: tuple[Planter, ...] = (
    Planter("full width in English", "TYP", in_target(_full_width)),
    Planter("half width in Chinese", "TYP", in_target(_half_width)),
    Planter("two spaces", "TYP", in_target(_two_spaces)),
    Planter("space lost behind a comma", "TYP", in_target(_no_space)),
    Planter("space before punctuation", "TYP", in_target(_space_before)),
    Planter("space at the edge", "TYP", in_target(_edge)),
)
