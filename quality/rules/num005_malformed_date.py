"""NUM005: a date of the target that is none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ...corpus.text.numbers.writing import written
from ..finding import Flaw, Severity
from ..passage import Passage
from .numbers import span, told
from .rule import Rule, Setup, pair


def check(passage: Passage, setup: Setup) -> Iterable[Flaw]:
    """Find dates that no calendar has, or that are not written as dates are."""
    return _malformed(passage) if passage.amounts.malformed else ()


def _malformed(passage: Passage) -> Iterator[Flaw]:
    for source, target in passage.amounts.malformed:
        right = "" if source is None else written(source, passage.languages[1])
        meant = "" if source is None else f"; {told(source, right)}"
        yield Flaw(
            f"'{target.text}' is not a date{meant}",
            source_span=None if source is None else span(source),
            target_span=span(target),
            help=f"write '{right}'" if right else "",
        )


RULE = Rule(
    code="NUM005",
    name="malformed-date",
    severity=Severity.error,
    mqm="accuracy/mistranslation/date",
    summary="A date of the target is none in its language, or in any calendar.",
    explanation="""
Machines put the parts of a Chinese date into English in their old order ("August 2020, 8") and
lose one on the way ("on 20, 2020"); into Chinese they leave those of an English one in theirs
(20日8月2020年). What cannot be a date at all ("February 30", 13月5日) is found too, unless
the source says the same.
""",
    bad=(
        pair("2020年8月20日，专家来到这里。", "In August 2020, 8, experts came here."),
        pair("会议于2月28日闭幕。", "The meeting closed on February 30."),
        pair("It opened on June 3, 2019.", "它于3日6月2019年开业。", languages="en-zh"),
        pair("It opened on June 3, 2019.", "它于2019年16月3日开业。", languages="en-zh"),
    ),
    good=(
        pair("2020年8月20日，专家来到这里。", "On August 20, 2020, experts came here."),
        pair("2020年8月，8名专家来到这里。", "In August 2020, 8 experts came here."),
        pair("2月30日并不存在。", "There is no February 30."),
    ),
    false_alarms=("A month and year followed by a comma and a number that begins something else.",),
    check=check,
)
