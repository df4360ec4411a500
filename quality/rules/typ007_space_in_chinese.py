"""TYP007: a space between two Chinese characters."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ...corpus.model import Span
from ..finding import Flaw, Severity
from ..passage import Passage
from .characters import HAN, WIDE
from .rule import Rule, Setup, pair

_SPACE = re.compile(rf"(?<=[{HAN}])[ \u00a0]+(?=[{HAN}])(?:[{HAN}][ \u00a0]+(?=[{HAN}]))*")
"""A space, or several with single characters between them: 雨 停 了."""


def check(passage: Passage, setup: Setup) -> Iterable[Flaw]:
    """Find spaces between Chinese characters of the target."""
    if passage.languages[1] not in WIDE or " " not in passage.target_signs:
        return ()
    return _found(passage.target) if _SPACE.search(passage.target) else ()


def _found(target: str) -> Iterator[Flaw]:
    for found in _SPACE.finditer(target):
        span = Span(*found.span())
        yield Flaw(
            f"a space between '{target[span.start - 1]}' and '{target[span.end]}'",
            target_span=span,
        )


RULE = Rule(
    code="TYP007",
    name="space-in-chinese",
    severity=Severity.note,
    mqm="fluency/typography",
    summary="A space stands between two Chinese characters.",
    explanation="""
Chinese is written without spaces. One between two characters is often the trace of a segmenter or
of copying from a PDF; but in lists, in poems and behind names set apart it is meant, so it is a
note, and not mended.
""",
    bad=(
        pair("The rain stopped.", "雨 停了。", "", "en-zh"),
        pair("The boat left.", "船开 走了。", "", "en-zh"),
    ),
    good=(
        pair("The rain stopped.", "雨停了。", "", "en-zh"),
        pair("He uses an app.", "他用 app 点餐。", "around a foreign word", "en-zh"),
    ),
    false_alarms=("Lists of words parted by spaces, poems, headings that are spaced out.",),
    content=False,
    check=check,
)
