"""TYP002: half-width punctuation in Chinese."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ...corpus.model import Span
from ..finding import Fix, Flaw, Severity
from ..passage import Passage
from ..verbatim import blanked
from .characters import HAN, WIDE, WIDEN
from .rule import Rule, Setup, pair

_NARROW_MARKS = frozenset(WIDEN)
_AFTER_HAN = rf"(?<=[{HAN}”’」』》）\]】%])"
_MARK = re.compile(
    rf"{_AFTER_HAN}(?P<pause>[,;?!])(?![,;?!])[ ]*(?=[{HAN}“‘「《（A-Za-z]|$)"
    rf"|(?<=[{HAN}”’」』》）])(?P<stop>\.)(?:[ ]*(?=[{HAN}“「《])|[ ]*$)"
    rf"|(?<=[{HAN}])(?P<colon>:)[ ]*(?=[{HAN}“‘「《\d]|$)"
)
_BRACKETS = re.compile(rf"[ ]?\((?=[^()]*[{HAN}])[^()]*\)[ ]?")


def check(passage: Passage, setup: Setup) -> Iterable[Flaw]:
    """Find half-width punctuation beside Chinese characters of the target."""
    if passage.languages[1] not in WIDE or _NARROW_MARKS.isdisjoint(passage.target_signs):
        return ()
    return _found(passage)


def _found(passage: Passage) -> Iterator[Flaw]:
    plain = blanked(passage.target, passage.target_verbatims)
    for found in _MARK.finditer(plain):
        mark = found[0].rstrip(" ")
        grave = found["pause"] or found["stop"]
        span = Span(*found.span())
        yield Flaw(
            f"'{mark}' is half width",
            target_span=Span(span.start, span.start + 1),
            severity=None if grave else Severity.note,
            help=f"write '{WIDEN[mark]}'",
            fixes=(Fix("target", span, WIDEN[mark]),),
        )
    for found in _BRACKETS.finditer(plain):
        start = found.start() + found[0].index("(")
        end = found.start() + found[0].rindex(")")
        opening, closing = Span(found.start(), start + 1), Span(end, found.end())
        yield Flaw(
            "the brackets are half width",
            target_span=Span(start, end + 1),
            severity=Severity.note,
            help="write （ and ）",
            fixes=(Fix("target", opening, "（"), Fix("target", closing, "）")),
        )


RULE = Rule(
    code="TYP002",
    name="half-width-in-chinese",
    severity=Severity.warning,
    mqm="fluency/typography",
    summary="Half-width punctuation stands in Chinese text.",
    explanation="""
Chinese punctuates in full width. Reported are commas, semicolons, question and exclamation marks
and full stops behind Chinese characters; as notes, colons and brackets around Chinese, which many
house styles set in half width. Punctuation inside figures, addresses and foreign words is let be.
`--fix` writes it in full width and takes the space away that came with it.
""",
    bad=(
        pair("The rain stopped, and the boat left.", "雨停了,船开了。", "", "en-zh"),
        pair("The rain stopped.", "雨停了.", "", "en-zh"),
        pair("The lighthouse (on the island)", "灯塔(在岛上)", "a note", "en-zh"),
    ),
    good=(
        pair("The rain stopped, and the boat left.", "雨停了，船开了。", "", "en-zh"),
        pair("It costs 1,200 yuan.", "价格是1,200元。", "inside a figure", "en-zh"),
        pair("The lighthouse (LH)", "灯塔(LH)", "around foreign words", "en-zh"),
    ),
    content=False,
    fixable=True,
    check=check,
)
