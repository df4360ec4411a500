"""Text that went through the wrong encoding, and characters that cannot be seen."""

from __future__ import annotations

import unicodedata
from random import Random

from duilian.corpus.model import Unit

from .planter import Languages, Planter, in_target


def _latin(unit: Unit, languages: Languages, dice: Random) -> str | None:
    """UTF-8 read as Windows-1252, where English has something else than ASCII."""
    if languages[1] != "en" or unit.target.isascii():
        return None
    try:
        return unit.target.encode("utf-8").decode("cp1252")
    except UnicodeDecodeError:
        return unit.target.encode("utf-8").decode("latin-1")


def _gbk(unit: Unit, languages: Languages, dice: Random) -> str | None:
    """Chinese of UTF-8 read as GB18030; what cannot be read is lost."""
    if languages[1] != "zh":
        return None
    return unit.target.encode("utf-8").decode("gb18030", "replace")


def _lost(unit: Unit, languages: Languages, dice: Random) -> str | None:
    at = dice.randrange(len(unit.target) + 1)
    return f"{unit.target[:at]}\ufffd{unit.target[at:]}"


def _control(unit: Unit, languages: Languages, dice: Random) -> str | None:
    char = dice.choice("\x0b\x1f\x00\x07\x96")
    at = dice.randrange(len(unit.target) + 1)
    return f"{unit.target[:at]}{char}{unit.target[at:]}"


def _invisible(unit: Unit, languages: Languages, dice: Random) -> str | None:
    at = dice.randrange(len(unit.target) + 1)
    char = dice.choice("\u200b\ufeff\u00ad\u200e\u202e\u2060")
    return f"{unit.target[:at]}{char}{unit.target[at:]}"


def _decomposed(unit: Unit, languages: Languages, dice: Random) -> str | None:
    """A word with an accent, taken apart."""
    if languages[1] != "en":
        return None
    return unit.target.rstrip() + unicodedata.normalize("NFD", " at the café")


PLANTERS: tuple[Planter, ...] = (
    Planter("UTF-8 read as Windows-1252", "ENC", in_target(_latin)),
    Planter("UTF-8 read as GB18030", "ENC", in_target(_gbk)),
    Planter("a character lost", "ENC", in_target(_lost)),
    Planter("a control character", "ENC", in_target(_control)),
    Planter("an invisible character", "ENC", in_target(_invisible)),
    Planter("accents taken apart", "ENC", in_target(_decomposed)),
)
