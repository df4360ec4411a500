"""TAG005: HTML entities that were lost, or escaped twice."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import unescape

from ...corpus.model import Span
from ..finding import Flaw, Severity
from ..passage import Passage
from .rule import Rule, Setup, pair

_AND = re.compile(r"\b(?:and|e|et|och|oder|og|und|y)\b|[和与與及＆]", re.IGNORECASE)
"""A word for what the sign says: Harbour &amp; Sons may well become Harbour and Sons."""
_TWICE = re.compile(r"&amp;(?:amp|lt|gt|quot|apos|nbsp|#\d+);")


def check(passage: Passage, setup: Setup) -> Iterable[Flaw]:
    """Find entities of the target that the source has not, and those that are lost."""
    if "&" not in passage.target and "&" not in passage.source:
        return ()
    return _compare(passage)


def _compare(passage: Passage) -> Iterator[Flaw]:
    source, target = passage.source, passage.target
    if not _TWICE.search(source):
        for found in _TWICE.finditer(target):
            yield Flaw(f"'{found[0]}' is escaped twice", target_span=Span(*found.span()))
    here = [each for each in passage.source_verbatims if each.kind == "entity"]
    there = [each for each in passage.target_verbatims if each.kind == "entity"]
    if bool(here) == bool(there):
        return
    if there:
        yield Flaw(
            f"'{there[0].text}' is an entity, and the source has none",
            target_span=there[0].span,
            help=f"write '{unescape(there[0].text)}'",
        )
    for each in here:
        if each.text == "&amp;" and _AND.search(target):
            continue
        # The character itself, or its Chinese sister, is as good where it needs no escape.
        if unescape(each.text) in "<&":
            yield Flaw(f"'{each.text}' is missing", source_span=each.span)


RULE = Rule(
    code="TAG005",
    name="entity-mismatch",
    severity=Severity.warning,
    mqm="fluency/character-encoding",
    summary="HTML entities are on one side only, or escaped twice.",
    explanation="""
A text that is HTML writes `&amp;` and `&lt;`, one that is not writes `&` and `<`. If only one
side has entities, readers will see `&amp;`, or a browser will stumble. `&amp;amp;` was escaped
twice. Entities of quotation marks and spaces may fall away.
""",
    bad=(
        pair("潮汐与海岸", "Tide &amp; Shore"),
        pair("潮汐 &amp; 海岸", "Tide & Shore"),
        pair("潮汐 &amp; 海岸", "Tide &amp;amp; Shore", "twice"),
    ),
    good=(
        pair("潮汐 &amp; 海岸", "Tide &amp; Shore"),
        pair("&quot;潮汐&quot;", "“Tide”", "quotation marks"),
        pair("潮汐与海岸", "Tide & Shore"),
        pair("潮汐 &amp; 海岸", "Tide and Shore", "a word for it"),
    ),
    content=False,
    check=check,
)
