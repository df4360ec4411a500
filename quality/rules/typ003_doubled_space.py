"""TYP003: two spaces where one should be."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ...corpus.model import Span
from ..finding import Fix, Flaw, Severity
from ..passage import Passage
from .rule import Rule, Setup, pair

_SPACES = re.compile(r"(?<=[^ \n\t\u00a0])[ \u00a0]{2,}(?=[^ \n\t\u00a0])")


def check(passage: Passage, setup: Setup) -> Iterable[Flaw]:
    """Find runs of spaces inside the target that the source has not."""
    target = passage.target
    if "  " not in target and "\u00a0" not in target:
        return ()
    return () if _SPACES.search(passage.source) else _found(target)


def _found(target: str) -> Iterator[Flaw]:
    for found in _SPACES.finditer(target):
        span = Span(*found.span())
        yield Flaw(
            f"{len(found[0])} spaces in a row",
            target_span=span,
            fixes=(Fix("target", span, " "),),
        )


RULE = Rule(
    code="TYP003",
    name="doubled-space",
    severity=Severity.warning,
    mqm="fluency/typography",
    summary="There are two spaces or more between two words.",
    explanation="""
Two spaces are a slip of editing, or an old habit behind full stops. Where the source has such runs
too they are layout and let be. Spaces at the beginning and the end of a text are TYP006's business.
`--fix` leaves one.
""",
    bad=(
        pair("雨停了。", "The rain  stopped."),
        pair("雨停了。船开了。", "The rain stopped.  The boat left."),
    ),
    good=(
        pair("雨停了。", "The rain stopped."),
        pair("绳  桨  帆", "ropes  oars  sails", "a table, as in the source"),
    ),
    content=False,
    fixable=True,
    check=check,
)
