"""TRM001: a term of the glossary stands in the source and none of its renderings in the target."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..finding import Flaw, Severity
from ..passage import Passage
from .rule import Example, Rule, Setup
from .terms import at_hand, expected

POLES = """
[[concept]]
terms.zh = "增长极"
terms.en = ["growth pole", "pole of growth", { term = "growth engine", status = "forbidden" }]
[[concept]]
terms.zh = { term = "成功", not-in = ["郑成功"] }
terms.en = "success"
[[concept]]
terms.zh = "一带一路"
terms.en = "Belt and Road"
[[concept]]
terms.zh = "澜江牌"
translate = false
"""
"""The glossary of the examples."""


class _Watch:
    """Looks one unit behind, so that the next one is known when a term is missed.

    What stands in a neighbour was not left out: the sentences were cut elsewhere.
    """

    def __init__(self, setup: Setup) -> None:
        self._setup = setup
        self._before: Passage | None = None
        self._here: Passage | None = None

    def see(self, passage: Passage) -> Iterable[tuple[Passage, Flaw]]:
        found = list(self._judged(passage))
        self._before, self._here = self._here, passage
        return found

    def end(self) -> Iterable[tuple[Passage, Flaw]]:
        found = list(self._judged(None))
        self._before = self._here = None
        return found

    def _judged(self, after: Passage | None) -> Iterator[tuple[Passage, Flaw]]:
        here = self._here
        terms = None if here is None else at_hand(here, self._setup)
        if here is None or terms is None:
            return
        for occurrence in terms.of(here):
            if occurrence.found or occurrence.forbidden or occurrence.misspelt:
                continue
            if not occurrence.concept.translate:
                continue  # TRM003
            beside = next(
                (
                    each
                    for each in (self._before, after)
                    if each is not None
                    and abs(each.number - here.number) == 1
                    and terms.renders(occurrence, each.target)
                ),
                None,
            )
            message = f"'{occurrence.term.text}' should be {expected(occurrence)}"
            if beside is None:
                yield here, Flaw(message, source_span=occurrence.places[0])
            else:
                where = "before" if beside.number < here.number else "after"
                yield (
                    here,
                    Flaw(
                        f"{message}, which stands in the unit {where}",
                        source_span=occurrence.places[0],
                        severity=Severity.note,
                        help="the two units may have been cut in different places",
                    ),
                )


def example(source: str, target: str, remark: str = "") -> Example:
    """A unit, checked against the examples' glossary."""
    return Example(((source, target),), remark, glossary=POLES)


RULE = Rule(
    code="TRM001",
    name="term-missing",
    severity=Severity.error,
    mqm="terminology/wrong term",
    summary="A term of the glossary was not rendered as the glossary says.",
    explanation="""
Any allowed rendering of the concept will do, inflected, hyphenated or with a possessive. A term
inside a longer term is not asked for by itself, and neither is one in a word that its guard
names (成功 in 郑成功). If the rendering stands in the unit before or after, that is a note on
the alignment. If a forbidden rendering stands there, [TRM002](TRM002.md) says so. Needs a
glossary: `--glossary FILE`, or `glossary` in the settings.
""",
    bad=(
        example("建设新的增长极。", "Build a new centre of growth."),
        example("他的成功", "his achievement"),
    ),
    good=(
        example("建设新的增长极。", "Build new growth-poles."),
        example("增长极", "a pole of growth", "allowed too"),
        example("郑成功来到台湾。", "Zheng Chenggong came to Taiwan.", "a guard"),
        example("一带一路", "the Belt and Road"),
    ),
    false_alarms=("A term that the translation takes up with a pronoun.",),
    watch=_Watch,
)
