"""PUN006: an ellipsis as another language writes it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ...corpus.model import Span
from ..finding import Fix, Flaw, Severity
from ..passage import Passage
from ..verbatim import blanked
from .characters import HAN, WIDE
from .rule import Rule, Setup, pair

_LATIN = re.compile(r"…{2,}|。{3,}|(?<!\.)\.{4}(?!\.)(?=\s*\w)|\.{5,}")
_CHINESE = re.compile(rf"(?<=[{HAN}”’」』）])(?:(?<!…)…(?!…)|\.{{3,}}|。{{3,}}|…{{3,}})(?!\w|…)")


def check(passage: Passage, setup: Setup) -> Iterable[Flaw]:
    """Find ellipses of the target that are not written as in its language."""
    target = passage.target
    if "…" not in passage.target_signs and "..." not in target and "。。" not in target:
        return ()
    return _found(passage)


def _found(passage: Passage) -> Iterator[Flaw]:
    wide = passage.languages[1] in WIDE
    plain = blanked(passage.target, passage.target_verbatims)
    right = "……" if wide else "..."
    for found in (_CHINESE if wide else _LATIN).finditer(plain):
        span = Span(*found.span())
        yield Flaw(
            f"'{found[0]}' is written '{right}' in this language",
            target_span=span,
            fixes=(Fix("target", span, right),),
        )


RULE = Rule(
    code="PUN006",
    name="ellipsis-style",
    severity=Severity.note,
    mqm="fluency/typography",
    summary="An ellipsis is written as in another language.",
    explanation="""
Chinese writes six dots (……, two characters), English three ("..." or "…"). `--fix` puts the one
that belongs there.
""",
    bad=(
        pair("等等……", "Wait……"),
        pair("等等……", "Wait。。。"),
        pair("Wait...", "等等...", "", "en-zh"),
    ),
    good=(
        pair("等等……", "Wait..."),
        pair("等等……", "Wait…"),
        pair("Wait...", "等等……", "", "en-zh"),
    ),
    content=False,
    fixable=True,
    check=check,
)
