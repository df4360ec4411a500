"""ALN004: the source is in the target's language, and the target in the source's."""

from __future__ import annotations

from ...corpus.text.script import language_name, primary
from ..finding import Flaw, Severity
from ..passage import Passage
from .rule import Example, Rule, Setup, pair
from .widespread import Widespread


def swapped(passage: Passage) -> bool:
    """Whether each side of a unit is in the other's language."""
    source = passage.source_foreign
    if source is None or primary(source) != passage.languages[1]:
        return False
    target = passage.target_foreign
    return target is not None and primary(target) == passage.languages[0]


def _judge(passage: Passage) -> Flaw | None:
    if not swapped(passage):
        return None
    return Flaw(f"the sides are swapped: {_sides(passage)}", help="swap source and target")


def _whole(first: Passage, count: int, units: int) -> Flaw:
    return Flaw(
        f"the languages of the file are swapped: {_sides(first)}, as in {count} of {units} units",
        help=f"name them: -s {first.target_language} -t {first.source_language}",
    )


def _sides(passage: Passage) -> str:
    source, target = language_name(passage.target_language), language_name(passage.source_language)
    return f"the source is in {source}, the target in {target}"


def watch(setup: Setup) -> Widespread:
    """Watch for swapped units."""
    return Widespread(_judge, _whole)


_SWAPPED = (
    ("The ferry leaves the pier at noon.", "渡船中午离开码头。"),
    ("Forty people work at the shipyard.", "修船厂里有四十个工人。"),
    ("The old bridge was washed away.", "旧桥被洪水冲走了。"),
)

RULE = Rule(
    code="ALN004",
    name="swapped-languages",
    severity=Severity.error,
    mqm="design/markup",
    summary="Source and target have changed places.",
    explanation="""
Each side of the unit is in the language that the other is said to be in. If that is so in most
units of a file, the file is reported once: two columns were taken for each other, or the languages
were named the wrong way round. Else each unit is: somebody pasted into the wrong field.
""",
    bad=(
        pair("The ferry leaves the pier at noon.", "渡船中午离开码头。", "one unit"),
        Example(_SWAPPED, "the whole file"),
    ),
    good=(
        pair("渡船中午离开码头。", "The ferry leaves the pier at noon."),
        pair("iPhone 16 Pro Max", "iPhone 16 Pro Max", "a name on both sides"),
    ),
    content=False,
    watch=watch,
)
