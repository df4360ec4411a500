"""TYP001: full-width characters in a language that has none."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ...corpus.model import Span
from ..finding import Fix, Flaw, Severity
from ..passage import Passage
from .characters import HAN, NARROW, WIDE
from .rule import Rule, Setup, pair

_WIDE_CHARACTERS = frozenset(NARROW)
_RUN = re.compile("[" + re.escape("".join(NARROW)) + "]+")
_HAN_CHARACTER = re.compile(f"[{HAN}]")
_LABELS = frozenset("【】")
"""Brackets that are kept in titles of goods, as a matter of taste."""
_SPACE_BEFORE = frozenset("([")
_SPACE_AFTER = frozenset(",.;:!?)]")


def check(passage: Passage, setup: Setup) -> Iterable[Flaw]:
    """Find full-width letters, digits and punctuation in the target."""
    if _WIDE_CHARACTERS.isdisjoint(passage.target_signs):
        return ()
    if passage.languages[1] in (*WIDE, "ko"):
        return ()
    return _found(passage.target)


def _found(target: str) -> Iterator[Flaw]:
    if 2 * len(_HAN_CHARACTER.findall(target)) > len(target):
        return  # not translated at all
    for found in _RUN.finditer(target):
        start, end = found.span()
        beside = target[max(0, start - 1) : start], target[end : end + 1]
        if any(_HAN_CHARACTER.match(each) for each in beside):
            continue  # part of a Chinese name or title
        narrow = _narrow(found[0], *beside)
        span = Span(start, end)
        yield Flaw(
            f"'{found[0]}' is full width",
            target_span=span,
            severity=Severity.note if set(found[0]) <= _LABELS else None,
            help=f"write '{narrow.strip() or narrow}'",
            fixes=(Fix("target", span, narrow),),
        )


def _narrow(run: str, before: str, after: str) -> str:
    """A run in half width, with the spaces that full-width characters bring along."""
    narrow = "".join(NARROW[char] for char in run)
    if narrow[0] in _SPACE_BEFORE and before.isalnum():
        narrow = f" {narrow}"
    closes = narrow[-1] in _SPACE_AFTER and (after.isalpha() or after in ("(", "“", "‘"))
    number = before.isdigit() and after.isdigit()
    return f"{narrow} " if closes and not number and after else narrow


RULE = Rule(
    code="TYP001",
    name="full-width-left",
    severity=Severity.warning,
    mqm="fluency/typography",
    summary="Full-width characters stand in a language that has none.",
    explanation="""
Full-width commas, brackets, letters and digits, and 。 and 、, belong to Chinese and Japanese. In
English they are left over from the source. Beside Chinese characters they are let be: that is a
name, or UNT003's business. `--fix` writes them in half width, with the space that belongs there.
""",
    bad=(
        pair("灯塔（建于1902年）还亮着。", "The lighthouse （built in 1902） is still lit."),
        pair("雨停了，船开了。", "The rain stopped，and the boat left."),
        pair("雨停了。", "The rain stopped。"),
        pair("第３码头", "Pier ３", "a digit"),
    ),
    good=(
        pair("雨停了，船开了。", "The rain stopped, and the boat left."),
        pair("他叫李潮（小潮）。", "He is Li Chao 李潮（小潮）.", "a Chinese name"),
        pair("The rain stopped.", "雨停了。", "a language with full width", "en-zh"),
    ),
    content=False,
    fixable=True,
    check=check,
)
