"""OMI002: a clause of the target that the source does not say."""

from __future__ import annotations

from collections.abc import Iterator

from ..finding import Flaw, Severity, marked
from ..passage import Passage
from .rule import Option, Rule, Setup, pair
from .unanswered import unanswered


def check(passage: Passage, setup: Setup) -> Iterator[Flaw]:
    """Report the stretch of the target that answers nothing, if one is likely."""
    stretch = unanswered(passage, setup, of_source=False)
    if stretch is None:
        return
    yield Flaw(
        f"the source does not say '{marked(passage.target, stretch.span)}'",
        target_span=stretch.span,
        help="see whether it was added, or says in other words what the source says",
        confidence=stretch.probability,
    )


RULE = Rule(
    code="OMI002",
    name="added-content",
    severity=Severity.note,
    mqm="accuracy/addition",
    summary="A clause of the target has no counterpart in the source.",
    explanation="""
The same as OMI001 with the sides exchanged: hardly a word of a clause of the target answers any of
the source, while the rest of it does as usual. Machines add such clauses where they lost the
thread; people, where they explain.

A name in Chinese with its Latin form in brackets behind it adds nothing, nor does what belongs to
a number that the source has too (二十大, "the 20th National Congress"). The confidence of a finding
is the probability that something was added, if one unit in twenty has such a fault. Of what
professionals translate most findings are names and free renderings, so it is a note unless your
settings say otherwise. Whole units without a source are ALN003's.
""",
    bad=(
        pair(
            "大桥昨天通车。",
            "The bridge opened to traffic yesterday, although several farmers are still waiting "
            "for their money.",
        ),
        pair(
            "The workshop reopened in spring.",
            "车间春天重新开工，老师傅们都说今年的茶叶特别香。",
            languages="en-zh",
        ),
    ),
    good=(
        pair(
            "大桥昨天通车，两岸居民纷纷前来参观。",
            "The bridge opened to traffic yesterday, and people from both banks came to see it.",
        ),
        pair("好的，我马上就去。", "Sure, I'm on my way."),
        pair(
            "Orla Brennigan visits the shipyard every other week.",
            "奥拉·布伦尼根 (Orla Brennigan) 每隔一周去一次造船厂。",
            "the same name twice",
            "en-zh",
        ),
    ),
    false_alarms=(
        "Explanations that readers of the target need, and subjects that Chinese omits.",
        "Names of species, firms and books, and idioms that are rendered by their sense.",
    ),
    options=(Option("least", 0.12, "how probably added a stretch must be to be reported at all"),),
    evidence=True,
    check=check,
)
