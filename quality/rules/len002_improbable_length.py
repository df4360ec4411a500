"""LEN002: two sides whose lengths cannot answer each other."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator

from ..finding import Flaw, Severity
from ..passage import Passage
from .rule import Option, Rule, Setup, pair

_CENTRE = {("zh", "en"): 0.17, ("en", "zh"): 0.0}
"""The usual logarithm of the ratio target/source, in weights. Measured on news, shop and chat texts
of WMT 2022 and on annual reports; of other pairs nothing is known, and 0 is taken."""
_SPREAD, _SHORT_SPREAD = 0.65, 3.0
"""How far the logarithm may be from there: for long texts, and more for short ones, by the root."""

_LEAST, _MOST = 0.58, 2.0
"""Between these ratios of their bytes, two sides need no closer look."""


def check(passage: Passage, setup: Setup) -> Iterable[Flaw]:
    """Hold the lengths of both sides against each other."""
    # Roughly first: in UTF-8 a Han character has three bytes and a letter one.
    source = len(passage.source.encode("utf-8", "replace"))
    target = len(passage.target.encode("utf-8", "replace"))
    if _LEAST * source < target < _MOST * source:
        return ()
    return _precisely(passage, setup)


def _precisely(passage: Passage, setup: Setup) -> Iterator[Flaw]:
    source, target = _weight(passage.source), _weight(passage.target)
    if max(source, target) < setup.number("shortest") or not source or not target:
        return
    usual = _CENTRE.get(passage.languages, 0.0)
    off = math.log(target / source) - usual
    allowed = (_SPREAD + _SHORT_SPREAD / math.sqrt(max(source, target))) * setup.number("tolerance")
    if abs(off) <= allowed:
        return
    times, way = math.exp(abs(off)), "long" if off > 0 else "short"
    yield Flaw(
        f"the target is {times:.1f} times as {way} as its source lets expect",
        help="see whether something is missing or was added, or whether the pair belongs together",
    )


def _weight(text: str) -> float:
    """Letters and digits of a text, three times those of Chinese, twice kana and Hangul."""
    weight = 0
    for char in text:
        if char.isalnum():
            code = ord(char)
            if code < 0x2E80:
                weight += 1
            else:
                weight += 2 if 0x3040 <= code < 0x3100 or 0xAC00 <= code < 0xD7B0 else 3
    return weight


RULE = Rule(
    code="LEN002",
    name="improbable-length",
    severity=Severity.warning,
    mqm="accuracy/omission",
    summary="The target is much longer or much shorter than its source lets expect.",
    explanation="""
A Chinese character says about as much as three letters. Weighed so, the longer side has rarely
twice the weight of the other, and the longer the text, the less so; what is far outside was cut
off, made up, or belongs elsewhere. Short texts are passed over. The usual ratio is measured for
Chinese and English; other pairs are taken to be equal in weight.
""",
    bad=(
        pair(
            "渡船每天中午从老码头开往对岸的渔村，载着面粉、煤油和信件，傍晚再载着鱼和虾回来。",
            "The ferry leaves at noon.",
            "most of it is missing",
        ),
        pair(
            "渡船每天中午开往对岸的渔村。",
            "The ferry leaves the old pier for the fishing village on the other shore at noon "
            "every day, laden with flour, paraffin and letters, and comes back in the evening "
            "with fish and shrimps, if the weather allows it.",
            "much was added",
        ),
    ),
    good=(
        pair("渡船每天中午开往对岸的渔村。", "The ferry leaves for the village at noon every day."),
        pair("好。", "That is all right with me.", "short"),
    ),
    false_alarms=("Abbreviations and idioms that are explained.", "Free translations, slogans."),
    options=(
        Option("shortest", 30.0, "weight in letters that the longer side must have"),
        Option("tolerance", 1.0, "1.5 lets lengths differ by half as much again"),
    ),
    check=check,
)
