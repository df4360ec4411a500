"""NUM001: a number of the source stands in the target as another number."""

from __future__ import annotations

from collections.abc import Iterable

from ..finding import Flaw, Severity
from ..passage import Passage
from .numbers import mistaken
from .rule import Rule, Setup, pair


def check(passage: Passage, setup: Setup) -> Iterable[Flaw]:
    """Find numbers that were got wrong."""
    return mistaken(passage, calendar=False)


RULE = Rule(
    code="NUM001",
    name="number-mismatch",
    severity=Severity.error,
    mqm="accuracy/mistranslation/number",
    summary="A number of the source stands in the target as another number.",
    explanation="""
Numbers are read in both languages and compared by what they mean: 3.5亿 is 350 million,
二十三万 is 230,000, 近四分之一 nearly a quarter or 1/4, 百分之二十 and 两成 are 20%, 翻两番 is
fourfold, 第十三 the 13th, 十四五 the 14th Five-Year Plan. Words that only look like numbers
(一体化, 万一, 十分) count for nothing. A measure may be converted, and rounded if it passes from
one system to another (100亩, "16.5 acres"; 3个月, "12 weeks").

What is left over on both sides is paired by its kind and its figures, so that a wrong number is
told once, with what it should be. The commonest faults are those of scale: Chinese counts in
ten thousands (万) and hundred millions (亿).
""",
    bad=(
        pair("投资3.5亿元。", "An investment of 3.5 million yuan."),
        pair("全市有二十三万人。", "The city has 23,000 people."),
        pair("第十三届会议", "the 12th session"),
        pair("增长了百分之二十。", "It grew by 12 percent."),
        pair("最低气温零下5度。", "The low was 5 degrees."),
        pair("Sales rose to 1.2 million.", "销量增至12万。", languages="en-zh"),
        pair("Chapter 7", "第8章", languages="en-zh"),
    ),
    good=(
        pair("投资3.5亿元。", "An investment of 350 million yuan."),
        pair("产量翻两番。", "Output quadrupled."),
        pair("近四分之一的居民", "nearly 1/4 of residents"),
        pair("体重60公斤", "a weight of 132 pounds"),
        pair("他等了一个半小时。", "He waited for an hour and a half."),
        pair("一体化和一带一路", "integration and the Belt and Road"),
        pair("近12万人", "nearly 120,000 people"),
        pair("A dozen eggs cost $3.", "12个鸡蛋3美元。", languages="en-zh"),
    ),
    false_alarms=(
        "A number that was left out beside one that was added: taken for one that is wrong.",
        "What has grown 三倍 may be three or four times as much: both are let be.",
        "A minus before a sum or a percentage is not compared: a loss may be told in words.",
        "Numbers in other languages are read only if they are written in digits.",
    ),
    check=check,
)
