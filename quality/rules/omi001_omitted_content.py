"""OMI001: a clause of the source that the target does not say."""

from __future__ import annotations

from collections.abc import Iterator

from ..finding import Flaw, Severity, marked
from ..passage import Passage
from .rule import Option, Rule, Setup, pair
from .unanswered import unanswered


def check(passage: Passage, setup: Setup) -> Iterator[Flaw]:
    """Report the stretch of the source that has no answer, if one is likely."""
    stretch = unanswered(passage, setup, of_source=True)
    if stretch is None:
        return
    yield Flaw(
        f"the target does not say '{marked(passage.source, stretch.span)}'",
        source_span=stretch.span,
        help="see whether it was left out, or said in quite other words",
        severity=None if stretch.probability >= setup.number("warning") else Severity.note,
        confidence=stretch.probability,
    )


RULE = Rule(
    code="OMI001",
    name="omitted-content",
    severity=Severity.warning,
    mqm="accuracy/omission",
    summary="A clause of the source has no counterpart in the target.",
    explanation="""
A target may be fluent, of a plausible length, and lack a clause. Lengths alone do not show that. So
each word of the source is looked for in the target, by its vector and in the dictionary; a clause
(or the worst run of words, wherever it begins) of which hardly a word is answered, while the rest
of the sentence is answered as usual, was probably left out. That the lengths of both sides fit
better without it, and that the target has no words left over that could be another way to say it,
counts too; the weights of all this are fitted on human translations with clauses cut out of them.

The confidence of a finding is the probability that something was left out, if one unit in twenty
has such a fault; below `warning` it is a note. Whole units without a counterpart are ALN003's and
UNT001's.
""",
    bad=(
        pair(
            "大桥昨天通车，两岸居民纷纷前来参观，摄影爱好者天没亮就占好了位置。",
            "The bridge opened to traffic yesterday, and people from both banks came to see it.",
        ),
        pair(
            "The workshop reopened in spring, volunteers from three villages had repaired the "
            "leaking roof over the winter, and orders came in at once.",
            "车间春天重新开工，订单马上就来了。",
            languages="en-zh",
        ),
    ),
    good=(
        pair(
            "大桥昨天通车，两岸居民纷纷前来参观。",
            "The bridge opened to traffic yesterday, and people from both banks came to see it.",
        ),
        pair("好的，我马上就去。", "Sure, I'm on my way."),
    ),
    false_alarms=(
        "Idioms and titles that are rendered by their sense.",
        "Names that the target has in a form of its own.",
        "What a sentence says twice, where the target says it once.",
    ),
    options=(
        Option("least", 0.1, "how probably left out a stretch must be to be reported at all"),
        Option("warning", 0.25, "how probably left out it must be for a warning, else a note"),
    ),
    evidence=True,
    check=check,
)
