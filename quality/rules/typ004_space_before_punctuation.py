"""TYP004: "word ," and "( word": a space on the wrong side of punctuation."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ...corpus.model import Span
from ..finding import Fix, Flaw, Severity
from ..passage import Passage
from ..verbatim import blanked
from .characters import WIDE
from .rule import Rule, Setup, pair

_LATIN = re.compile(
    r"(?<=[\w)\]”\"'’%])[ \u00a0]+"
    r"(?=[,;?!](?![\w)(])|:(?=[ \n]|$)|[.](?![.\w])|\)(?!\))|”)"
    r"|(?<=\w [(\[“])[ ]+(?=\w)"
)
_WIDE = re.compile(
    r"[ \u00a0]+(?=[，。、；：？！）》」』】])|(?<=[，。、；：？！（《「『【])[ \u00a0]+"
)
_CLOSING = frozenset(",;?!.:)”，。、；：？！）》」』】")
_OPENING = frozenset("([“，。、；：？！（《「『【")
_SPACED = frozenset(("fr",))
"""Languages that set a space before ; : ? and !"""


def check(passage: Passage, setup: Setup) -> Iterable[Flaw]:
    """Find spaces before what closes and behind what opens."""
    if passage.languages[1] in _SPACED:
        return ()
    characters = passage.target_signs
    target = passage.target.replace("\u00a0", " ") if "\u00a0" in characters else passage.target
    if any(f" {mark}" in target for mark in _CLOSING & characters) or any(
        f"{mark} " in target for mark in _OPENING & characters
    ):
        return _found(passage)
    return ()


def _found(passage: Passage) -> Iterator[Flaw]:
    wide = passage.languages[1] in WIDE
    plain = blanked(passage.target, passage.target_verbatims)
    for found in (_WIDE if wide else _LATIN).finditer(plain):
        span = Span(*found.span())
        before, after = plain[span.start - 1 : span.start], plain[span.end : span.end + 1]
        if not after or not before or (after == ":" and before.isdigit()):  # 3 : 4
            continue
        yield Flaw(
            f"a space between '{before}' and '{after}'",
            target_span=span,
            severity=Severity.note if wide else None,
            fixes=(Fix("target", span, ""),),
        )


RULE = Rule(
    code="TYP004",
    name="space-before-punctuation",
    severity=Severity.warning,
    mqm="fluency/typography",
    summary="A space stands on the wrong side of punctuation.",
    explanation="""
English sets no space before a comma or a full stop, nor behind an opening bracket; Chinese sets
none on either side of full-width punctuation (a note). French, which does, is passed over.
`--fix` takes the space away.
""",
    bad=(
        pair("雨停了，船开了。", "The rain stopped , and the boat left."),
        pair("灯塔（1902年）", "The lighthouse ( 1902 )"),
        pair("The rain stopped, and the boat left.", "雨停了 ，船开了。", "", "en-zh"),
    ),
    good=(
        pair("雨停了，船开了。", "The rain stopped, and the boat left."),
        pair("太好了", "Great :)", "a face"),
        pair("雨停了？", "La pluie a cessé ?", "", "zh-fr"),
        pair("半径.5", "A radius of .5", "a figure"),
    ),
    content=False,
    fixable=True,
    check=check,
)
