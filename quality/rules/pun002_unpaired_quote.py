"""PUN002: a quotation mark that is never closed, or never opened."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from ...corpus.model import Span
from ..finding import Flaw, Severity
from ..passage import Passage
from ..verbatim import Verbatim, blanked
from .pairing import Lone, beyond, in_order, unpaired
from .rule import Rule, Setup, pair

_DOUBLE = frozenset('“”"＂„«»‘')
_MARK = re.compile('[“”"＂„«»‘’]')
_NO_APOSTROPHE = re.compile('[“”"＂„«»‘]')
_PAIRS = {"“": "”", "„": "“", "«": "»", "‘": "’"}
_STRAIGHT = frozenset('"＂')
_INCHES = re.compile(r"(?<=[\d½¼¾])[\"“”](?!\w)")
_ELISION = re.compile(r"[‘’](?=\d|tis\b|twas\b|em\b|til\b|cause\b|n[’'])", re.IGNORECASE)


def check(passage: Passage, setup: Setup) -> Iterable[Flaw]:
    """Find quotation marks of the target that have no other half."""
    target = passage.target
    if _DOUBLE.isdisjoint(passage.target_signs):
        return ()
    if in_order("".join(_NO_APOSTROPHE.findall(target)), "“«", "”»"):
        return ()
    lone = _lone(target, passage.target_verbatims)
    return _flaws(passage, lone) if lone else ()


def _flaws(passage: Passage, lone: list[Lone]) -> Iterator[Flaw]:
    for each in beyond(lone, _lone(passage.source, passage.source_verbatims)):
        straight = each.mark in _STRAIGHT
        what = "is never closed" if each.opens else "closes nothing"
        yield Flaw(
            f"{each.mark} {'has no other half' if straight else what}",
            target_span=Span(each.at, each.at + 1),
        )


def _lone(text: str, verbatim: tuple[Verbatim, ...]) -> list[Lone]:
    """Marks that are left over; first as they stand, and if there are some, with more thought."""
    found = _left_over(text)
    if not found:
        return found
    plain = blanked(text, verbatim)
    plain = _ELISION.sub("x", plain)
    again = _left_over(plain)
    if again and _INCHES.search(plain):
        again = _left_over(_INCHES.sub("x", plain))
    return again


def _left_over(text: str) -> list[Lone]:
    marks: list[tuple[int, str]] = []
    straight: list[int] = []
    german = "„" in text
    for found in _MARK.finditer(text):
        mark, at = found[0], found.start()
        if mark in _STRAIGHT:
            straight.append(at)
        elif mark == "’":
            # An apostrophe, unless something is waiting for it.
            if any(each == "‘" for _, each in marks) and not _goes_on(text[at + 1 : at + 2]):
                marks.append((at, mark))
        elif mark == "“" and german:
            marks.append((at, "”" if _waits(marks) else mark))
        else:
            marks.append((at, mark))
    pairs = {"“": "”", "„": "”", "«": "»", "‘": "’"} if german else _PAIRS
    lone = [each for each in unpaired(marks, pairs, {"„": "“"}) if each.opens or each.mark != "’"]
    if len(straight) % 2 == 0:
        return lone
    # One straight mark may be the other half of a curly one.
    for each in lone:
        if each.mark in "“”":
            return [other for other in lone if other is not each]
    return sorted(
        [*lone, Lone(straight[-1], '"', opens=_looks_opening(text, straight[-1]))],
        key=lambda each: each.at,
    )


def _goes_on(after: str) -> bool:
    """Whether a word goes on behind a mark that may be an apostrophe: don’t, but not ‘两港’规划.

    Han, kana and Hangul, which are wide, have no apostrophes and no spaces behind a quotation.
    """
    return after.isalpha() and unicodedata.east_asian_width(after) != "W"


def _waits(marks: list[tuple[int, str]]) -> bool:
    return sum(each == "„" for _, each in marks) > sum(each == "”" for _, each in marks)


def _looks_opening(text: str, at: int) -> bool:
    before, after = text[:at][-1:], text[at + 1 : at + 2]
    return bool(after.strip()) and not (before.strip() and before not in "(（[：:，,")


RULE = Rule(
    code="PUN002",
    name="unpaired-quote",
    severity=Severity.warning,
    mqm="fluency/punctuation",
    summary="A quotation mark has no other half.",
    explanation="""
Curly marks must open and close, straight ones come in even numbers. Apostrophes are no quotation
marks, inches (12") neither; a straight mark may close a curly one, which is PUN003's business.
Marks that are alone on the source side too are no fault of the translation: the quotation goes on
in the next unit.
""",
    bad=(
        pair("他说：“潮水来了。”", "He said, “The tide is coming."),
        pair("他说：“潮水来了。”", 'He said, "The tide is coming.', "straight"),
        pair("他说：“潮水来了。”", "He said, ”The tide is coming.”", "the wrong way round"),
        pair('He said, "The tide is coming."', "他说：“潮水来了。", "", "en-zh"),
    ),
    good=(
        pair("船夫的儿子们", "The ferrymen’s sons don’t row.", "apostrophes"),
        pair("一块12英寸的木板", 'A 12" plank', "inches"),
        pair("“潮水来了，", "“The tide is coming,", "goes on in the next unit on both sides"),
        pair("The 'two ports' plan", "“‘两港’规划”", "inside a sentence", "en-zh"),
        pair("'90s music", "‘90s的音乐", "a year", "en-zh"),
    ),
    false_alarms=(
        "Quotations of several paragraphs, which English opens anew in each.",
        "Inches and seconds in running text that are written with curly marks.",
    ),
    content=False,
    check=check,
)
