"""TYP006: white space at the beginning or the end that only one side has."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ...corpus.model import Span
from ..finding import Fix, Flaw, Severity
from ..passage import Passage
from .rule import Rule, Setup, pair


def check(passage: Passage, setup: Setup) -> Iterable[Flaw]:
    """Compare white space at both ends of both sides."""
    source, target = passage.source, passage.target
    if (
        source[:1].isspace() == target[:1].isspace()
        and source[-1:].isspace() == target[-1:].isspace()
    ):
        return ()
    return _differ(source, target)


def _differ(source: str, target: str) -> Iterator[Flaw]:
    lead = len(source) - len(source.lstrip()), len(target) - len(target.lstrip())
    tail = len(source) - len(source.rstrip()), len(target) - len(target.rstrip())
    start, end = Span(0, lead[1]), Span(len(target) - tail[1], len(target))
    for here, there, span, place, wanted in (
        (*lead, start, "begins", source[: lead[0]]),
        (*tail, end, "ends", source[len(source) - tail[0] :]),
    ):
        if bool(here) != bool(there):
            yield Flaw(
                f"the {'target' if there else 'source'} {place} with white space, "
                f"the {'source' if there else 'target'} does not",
                target_span=span,
                fixes=(Fix("target", span, wanted),),
            )


RULE = Rule(
    code="TYP006",
    name="edge-space",
    severity=Severity.note,
    mqm="fluency/typography",
    summary="Only one side begins or ends with white space.",
    explanation="""
Programs put messages together from pieces, and a space at the edge of a piece parts it from the
next; a memory whose segments have stray spaces finds no matches. So both sides should have white
space at their edges, or neither. `--fix` gives the target the edges of the source.
""",
    bad=(
        pair("雨停了。", "The rain stopped. ", "at the end"),
        pair(" 雨停了。", "The rain stopped.", "at the beginning of the source"),
    ),
    good=(
        pair("雨停了。", "The rain stopped."),
        pair("页数： ", "Pages: "),
    ),
    content=False,
    fixable=True,
    check=check,
)
