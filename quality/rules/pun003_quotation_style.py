"""PUN003: quotation marks of another language, or of two kinds in one unit."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ...corpus.model import Span
from ..finding import Flaw, Severity
from ..passage import Passage
from ..verbatim import blanked
from .characters import HAN, WIDE
from .rule import Rule, Setup, pair

_FOREIGN = frozenset("《》〈〉「」『』")
_CHINESE_MARK = re.compile("[《〈「『][^《》〈〉「」『』]*[》〉」』]?|[》〉」』]")
_CURLY = frozenset("“”")
_STRAIGHT = re.compile(r'(?<![\d½¼¾])"')
_ANY_HAN = re.compile(f"[{HAN}]")


def check(passage: Passage, setup: Setup) -> Iterable[Flaw]:
    """Find marks of another language, and straight among curly ones."""
    characters = passage.target_signs
    wide = passage.languages[1] in WIDE
    if not wide and not _FOREIGN.isdisjoint(characters):
        return _foreign(passage.target)
    if '"' in characters and (wide or not _CURLY.isdisjoint(characters)):
        return _straight(passage, wide)
    return ()


def _foreign(target: str) -> Iterator[Flaw]:
    for found in _CHINESE_MARK.finditer(target):
        if _ANY_HAN.search(found[0]):  # a title in Chinese
            continue
        yield Flaw(
            f"'{found[0][0]}' is no quotation mark of this language",
            target_span=Span(*found.span()),
            severity=Severity.warning,
            help="titles are set in italics or quotation marks",
        )


def _straight(passage: Passage, wide: bool) -> Iterator[Flaw]:
    plain = blanked(passage.target, passage.target_verbatims)
    found = _STRAIGHT.search(plain)
    if found is None or (wide and not _ANY_HAN.search(plain)):
        return
    yield Flaw(
        "straight quotation marks in Chinese" if wide else "straight and curly quotation marks",
        target_span=Span(*found.span()),
        help="use “ and ”, or 「 and 」" if wide else "use one kind",
    )


RULE = Rule(
    code="PUN003",
    name="quotation-style",
    severity=Severity.note,
    mqm="fluency/typography",
    summary="Quotation marks are those of another language, or of two kinds.",
    explanation="""
《》 and 「」 in English are left from the source: titles stand in italics or quotation marks there
(a warning). Straight and curly marks in one English unit, and straight ones in Chinese, are untidy
(a note). Chinese may quote with “” or with 「」.
""",
    bad=(
        pair("他在读《潮汐之书》。", "He is reading 《The Book of Tides》."),
        pair("“潮”和“汐”", 'The “morning tide” and the "evening tide"', "two kinds"),
        pair('"Tide" is a word.', '"潮"是一个字。', "", "en-zh"),
    ),
    good=(
        pair("他在读《潮汐之书》。", "He is reading “The Book of Tides”."),
        pair(
            "他在读《潮汐之书》。",
            "He is reading Chaoxi Zhi Shu 《潮汐之书》.",
            "a title in Chinese",
        ),
        pair('"Tide" is a word.', "「潮」是一个字。", "", "en-zh"),
    ),
    content=False,
    check=check,
)
