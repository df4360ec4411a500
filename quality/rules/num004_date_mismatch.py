"""NUM004: a date or time of the source stands in the target as another one."""

from __future__ import annotations

from collections.abc import Iterable

from ..finding import Flaw, Severity
from ..passage import Passage
from .numbers import mistaken
from .rule import Rule, Setup, pair


def check(passage: Passage, setup: Setup) -> Iterable[Flaw]:
    """Find dates and times that were got wrong."""
    return mistaken(passage, calendar=True)


RULE = Rule(
    code="NUM004",
    name="date-mismatch",
    severity=Severity.error,
    mqm="accuracy/mistranslation/date",
    summary="A date or time of the source stands in the target as another one.",
    explanation="""
Dates are compared part by part: 2020年8月20日 may be "August 20", "20 August 2020" or "the
20th", but not the 21st; 10/11/2020 may be either of two days. 30日上午 is a day, 下午三时半 is
3:30 p.m. and not 3:30 a.m., 上世纪九十年代 is the 1990s, 21世纪 the 21st century. A day of the week
may be left out or added, but must not be another.
""",
    bad=(
        pair("会议于11月30日举行。", "The meeting was held on November 11."),
        pair("2020年8月20日", "August 20, 2021"),
        pair("上世纪九十年代", "the 1980s"),
        pair("星期三举行", "It takes place on Tuesday."),
        pair("下午三点", "at 3 a.m."),
        pair("On 5 May 1998", "1998年5月6日", languages="en-zh"),
    ),
    good=(
        pair("会议于11月30日举行。", "The meeting was held on November 30."),
        pair("2020年8月20日", "20 August 2020"),
        pair("周三20日上午", "on the morning of the 20th", "a day of the week less"),
        pair("20日上午", "on the morning of the 20th"),
        pair("上世纪九十年代", "the 1990s"),
    ),
    false_alarms=("Dates in a calendar that is not the Gregorian: 正月初三.",),
    check=check,
)
