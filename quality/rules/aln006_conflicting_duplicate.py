"""ALN006: one source with two targets that do not say the same."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...corpus.text.numbers import compare, quantities
from ...corpus.text.script import is_spaceless
from ...corpus.text.words import WORD, stemmer
from ...corpus.tm.facts import digest
from ..finding import Flaw, Place, Severity
from ..leftovers import folded
from ..passage import Passage
from .rule import Example, Option, Rule, Setup

_NEGATION = re.compile(
    r"\b(?:not|no|never|none|nobody|nothing|neither|nor|cannot|without)\b|n['’]t\b|[不没未无非勿别]",
    re.IGNORECASE,
)


class _Duplicates:
    """The first target of each source so far."""

    def __init__(self, setup: Setup) -> None:
        self._alike = setup.number("alike")
        self._letters = setup.number("letters")
        self._first: dict[bytes, tuple[int, str]] = {}

    def see(self, passage: Passage) -> Iterator[tuple[Passage, Flaw]]:
        """Hold a unit against the first with the same source."""
        source = passage.source_folded
        weight = len(source) * (3 if is_spaceless(passage.source_language) else 1)
        if weight < self._letters:
            return
        number, target = self._first.setdefault(digest(source), (passage.number, passage.target))
        if number == passage.number or target == passage.target:
            return
        if folded(target) == folded(passage.target):
            return
        what = _conflict(target, passage.target, passage.target_language, self._alike)
        if what is not None:
            yield (
                passage,
                Flaw(
                    f"unit {number} has the same source, and {what}",
                    help="one of the two is wrong, or the source needs its context to be told",
                    related=(Place(number, f"translated '{target}' here"),),
                ),
            )

    def end(self) -> Iterator[tuple[Passage, Flaw]]:
        """Nothing waits."""
        return iter(())


def _conflict(one: str, other: str, language: str, alike: float) -> str | None:
    """What makes two targets say different things; None if they may be two ways to say one."""
    difference = compare(list(quantities(one, language)), list(quantities(other, language)))
    if not difference.clean:
        return "its target has other quantities"
    if bool(_NEGATION.search(one)) != bool(_NEGATION.search(other)):
        return "only one of the targets is negative"
    words, others = _words(one, language), _words(other, language)
    shared = 2 * len(words & others) / max(1, len(words) + len(others))
    return "its target has hardly a word in common" if shared < alike else None


def _words(text: str, language: str) -> set[str]:
    """The words of a text; of one without spaces its pairs of characters."""
    if is_spaceless(language):
        plain = folded(text)
        return {plain[at : at + 2] for at in range(max(1, len(plain) - 1))}
    return {stemmer(language)(word) for word in WORD.findall(text)}


def watch(setup: Setup) -> _Duplicates:
    """Watch for sources that come again."""
    return _Duplicates(setup)


def _twice(first: str, second: str, source: str = "渡船每天中午离开码头。") -> Example:
    return Example(((source, first), (source, second)))


RULE = Rule(
    code="ALN006",
    name="conflicting-duplicate",
    severity=Severity.warning,
    mqm="accuracy/mistranslation",
    summary="The same source has two targets that say different things.",
    explanation="""
A source that comes again may well be translated in other words. But where the targets have other
quantities, where one is negative and the other is not, or where they have hardly a word in common,
one of them is likely to be wrong, and a memory offers now the one, now the other. The finding is at
the later unit. Sources are the same if their letters and figures are; short ones (greetings,
labels) say different things in different places and are passed over.
""",
    bad=(
        _twice("The ferry leaves the pier at noon every day.", "Breakfast is served on deck."),
        _twice("Every day the ferry leaves at 12:00.", "Every day the ferry leaves at 13:00."),
        _twice("The bridge is open.", "The bridge is not open.", "新建的大桥已经通车了。"),
    ),
    good=(
        _twice(
            "The ferry leaves the pier at noon.", "Every day at noon, the ferry leaves the pier."
        ),
        _twice("Okay.", "Fine!", "好的。"),
    ),
    false_alarms=("Sentences whose sense hangs on what stands around them.",),
    options=(
        Option("alike", 0.34, "the share of words that two targets must have in common"),
        Option("letters", 18, "letters from which a source counts; a Chinese character is three"),
    ),
    content=True,
    watch=watch,
)
