"""NUM002: a number of the source has no counterpart in the target."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ...corpus.text.numbers.writing import written
from ..amounts import is_slight, lost_part
from ..finding import Flaw, Severity
from ..passage import Passage
from .numbers import span, told
from .rule import Rule, Setup, pair


def check(passage: Passage, setup: Setup) -> Iterable[Flaw]:
    """Find numbers that were left out."""
    amounts = passage.amounts
    return _missing(passage) if amounts.missing or amounts.shortened else ()


def _missing(passage: Passage) -> Iterator[Flaw]:
    for quantity in passage.amounts.missing:
        right = written(quantity, passage.languages[1])
        yield Flaw(
            f"{told(quantity, right)}, and the translation has no such number",
            source_span=span(quantity),
            severity=Severity.note if is_slight(quantity, passage.source, passage.target) else None,
        )
    for short in passage.amounts.shortened:
        right = written(short.source, passage.languages[1])
        part = lost_part(short)
        yield Flaw(
            f"{told(short.source, right)}, and '{short.target.text}' has lost the {part}",
            source_span=span(short.source),
            target_span=span(short.target),
            severity=None if part == "day" else Severity.note,
            help=f"write '{right}'" if right else "",
        )


RULE = Rule(
    code="NUM002",
    name="number-missing",
    severity=Severity.warning,
    mqm="accuracy/omission/number",
    summary="A number of the source has no counterpart in the target.",
    explanation="""
As [NUM001](NUM001.md), where nothing in the target could be the number. Repetitions may be
dropped, and a span of time may be given in other units (一年半, "18 months"). A small number in
words that is left out (三个方面, "these aspects") is a note, and so are 100% (百分之百, "all"),
a year where the target speaks of a year in words (2019年, "last year"), and the number of an item
at the beginning of a text ("2、").
""",
    bad=(
        pair("全市新建12所学校。", "New schools were built across the city."),
        pair("2021年，公司成立。", "The company was founded."),
        pair("会议于11月11日举行。", "The meeting was held in November.", "the day is lost"),
        pair("It employs 4,000 people.", "它雇用了很多人。", languages="en-zh"),
    ),
    good=(
        pair("全市新建12所学校。", "Twelve schools were built across the city."),
        pair("为期一年半", "for 18 months"),
        pair("在一定程度上", "to some extent"),
    ),
    false_alarms=(
        "A date or place line that the translation leaves out on purpose.",
        "Numbers inside names and figures of speech: 七匹狼, 百分二百的力, 转变180度.",
    ),
    check=check,
)
