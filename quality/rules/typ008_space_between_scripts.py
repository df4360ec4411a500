"""TYP008: spaces between Chinese and Latin letters, set or left out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ...corpus.model import Span
from ..finding import Fix, Flaw, Severity
from ..passage import Passage
from .characters import HAN, WIDE
from .rule import Option, Rule, Setup, pair

_EDGE = re.compile(
    rf"(?<=[{HAN}])([ \u00a0]*)(?=[A-Za-z0-9])|(?<=[A-Za-z0-9%])([ \u00a0]*)(?=[{HAN}])"
)


def check(passage: Passage, setup: Setup) -> Iterable[Flaw]:
    """Find places of the target that are not as the option `spaced` wants them."""
    if passage.languages[1] not in WIDE:
        return ()
    return _found(passage.target, setup.flag("spaced"))


def _found(target: str, spaced: bool) -> Iterator[Flaw]:
    for found in _EDGE.finditer(target):
        if bool(found[0]) == spaced:
            continue
        span = Span(*found.span())
        where = f"between '{target[span.start - 1]}' and '{target[span.end]}'"
        yield Flaw(
            f"no space {where}" if spaced else f"a space {where}",
            target_span=span,
            fixes=(Fix("target", span, " " if spaced else ""),),
        )


RULE = Rule(
    code="TYP008",
    name="space-between-scripts",
    severity=Severity.note,
    mqm="fluency/typography",
    summary="Between Chinese and Latin letters or figures a space is missing, or stands there.",
    explanation="""
Some house styles set a space between Chinese characters and Latin letters or figures, others none.
The rule is off by default; with `spaced` it says which of the two is wanted.
""",
    bad=(
        pair("He uses 3 apps.", "他用3个app。", "", "en-zh"),
        pair("The bus is late.", "BRT晚点了。", "", "en-zh"),
    ),
    good=(
        pair("He uses 3 apps.", "他用 3 个 app。", "", "en-zh"),
        pair("The bus is late.", "车晚点了。", "", "en-zh"),
    ),
    options=(Option("spaced", True, "whether there should be a space"),),
    content=False,
    fixable=True,
    default=False,
    check=check,
)
