"""DUP002: the same word on both sides of a conjunction, "arduous and arduous"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...corpus.model import Span
from ..finding import Flaw, Severity
from ..passage import Passage
from .rule import Rule, Setup, pair

_DOUBLED = re.compile(r"\b(\w+(?:-\w+)*)[ \n]+(and|or|und|oder|et|ou|y|e)[ \n]+\1\b", re.IGNORECASE)

_IDIOMS = {
    *("again", "by", "down", "hours", "more", "on", "out", "over", "round", "so", "such"),
    *("through", "time", "up", "years"),
}
"""Words that English doubles on purpose: "again and again", "more and more"."""


def check(passage: Passage, setup: Setup) -> Iterator[Flaw]:
    """Find doubled words in the target whose source has not doubled them."""
    for found in _DOUBLED.finditer(passage.target):
        word = found[1].lower()
        if word in _IDIOMS or word.isdigit():
            continue
        yield Flaw(
            f"'{found[0]}' says the same word twice",
            target_span=Span(found.start(), found.end()),
            help="two words of the source that mean different things became one",
        )


RULE = Rule(
    code="DUP002",
    name="doubled-across-and",
    severity=Severity.warning,
    mqm="accuracy/mistranslation",
    summary="The same word stands on both sides of a conjunction.",
    explanation="""
Chinese likes pairs of near synonyms (艰巨繁重, 自立自强). Machines often give both the same English
word, so that "arduous and heavy" becomes "arduous and arduous".
""",
    bad=(
        pair("这条路稳定可靠。", "This road is reliable and reliable."),
        pair("他勤劳肯干。", "He was hardworking and hardworking."),
    ),
    good=(
        pair("他一遍又一遍地读。", "He read it again and again.", "an idiom"),
        pair("天气越来越冷。", "It grew more and more cold."),
    ),
    false_alarms=("A writer who repeats a word for effect.",),
    check=check,
)
