"""PUN001: a bracket that is never closed, or never opened."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ...corpus.model import Span
from ..finding import Flaw, Severity
from ..passage import Passage
from ..verbatim import Verbatim, blanked
from .characters import BRACKETS, HALF
from .pairing import Lone, beyond, in_order, unpaired
from .rule import Rule, Setup, pair

_ALL = frozenset(BRACKETS) | frozenset(BRACKETS.values())
_QUOTES = frozenset("“”")
_PAIRS = {**BRACKETS, "“": "”"}
_OPENING, _CLOSING = "".join(_PAIRS), "".join(_PAIRS.values())
_MARK = re.compile("[" + re.escape("".join(sorted(_ALL | _QUOTES))) + "]")

_NO_PAIR = re.compile(
    r"""
      (?:^|(?<=[。；;：:\n])|(?<=[.;:] ))\s*
      (?: \d{1,3} | [A-Za-z] | [ivxIVX]{1,5} | [一二三四五六七八九十]{1,3} ) [)）] (?=\s*\w)
    | (?<!\w)[:;=8][-^o']?[()\[\]]+(?!\w) | (?<!\S)[()]+[-^]?[:;=](?!\S)       # :-)
    | [（(][^\w\s（()）]{1,6}[)）]                   # (^_^)
    | [\[(]\s*[-+]?[\d.∞]+\s*[,，;]\s*[-+]?[\d.∞]+\s*[\])]   # [0, 1)
    """,
    re.VERBOSE,
)
"""List numbers, faces and intervals."""


def check(passage: Passage, setup: Setup) -> Iterable[Flaw]:
    """Find brackets of the target that have no other half."""
    target = passage.target
    if _ALL.isdisjoint(passage.target_signs):
        return ()
    if in_order("".join(_MARK.findall(target)), _OPENING, _CLOSING):
        return ()
    lone = _lone(target, passage.target_verbatims)
    return _flaws(passage, lone) if lone else ()


def _flaws(passage: Passage, lone: list[Lone]) -> Iterator[Flaw]:
    for each in beyond(lone, _lone(passage.source, passage.source_verbatims)):
        if each.crossed:
            what = "closes across another mark"
        else:
            what = "is never closed" if each.opens else "closes nothing"
        yield Flaw(f"'{each.mark}' {what}", target_span=Span(each.at, each.at + 1))


def _lone(text: str, verbatim: tuple[Verbatim, ...]) -> list[Lone]:
    """Brackets left over; first as they stand, and if there are some, with more thought."""
    lone = _left_over(text)
    if lone:
        plain = blanked(text, verbatim)
        lone = _left_over(_NO_PAIR.sub(lambda found: "x" * len(found[0]), plain))
    return lone


def _left_over(text: str) -> list[Lone]:
    """Brackets that are left over, or that cross quotation marks which are in order themselves."""
    marks = [(found.start(), found[0]) for found in _MARK.finditer(text)]
    lone = unpaired(marks, _PAIRS, HALF)
    quotes = [mark for mark in marks if mark[1] in _QUOTES]
    if lone and quotes and unpaired(quotes, _PAIRS, HALF):
        return unpaired([mark for mark in marks if mark[1] not in _QUOTES], BRACKETS, HALF)
    return lone


RULE = Rule(
    code="PUN001",
    name="unpaired-bracket",
    severity=Severity.warning,
    mqm="fluency/punctuation",
    summary="A bracket has no other half.",
    explanation="""
Round, square and curly brackets in both widths, 【】, 《》 and 「」 must come in pairs and not
cross. A full-width bracket may be closed by a half-width one: that is TYP001's and TYP002's
business. Faces, list numbers such as "a)", intervals such as [0, 1), tags and placeholders
are let be. A bracket that is alone on the source side too is no fault of the translation:
the text goes on in the next unit.
""",
    bad=(
        pair("灯塔（建于1902年）还亮着。", "The lighthouse (built in 1902 is still lit."),
        pair("灯塔还亮着。", "The lighthouse is still lit).", "nothing was opened"),
        pair("甲（乙【丙】）丁", "A (b [c) d] e", "crossed"),
        pair("他说“（好）”", "He said “(good”)", "crossed with quotation marks"),
        pair("Read the Book of Tides.", "请读《潮汐之书。", "", "en-zh"),
    ),
    good=(
        pair("（一）总则", "1) General", "a list number"),
        pair("太好了", "Great :-)", "a face"),
        pair("（他说，", "(He said that", "the source goes on in the next unit as well"),
        pair("The lighthouse (1902) is lit.", "灯塔（1902年)亮着。", "two widths: TYP002", "en-zh"),
    ),
    false_alarms=("Notations in which a bracket means something else.",),
    content=False,
    check=check,
)
