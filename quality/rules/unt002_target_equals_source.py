"""UNT002: a target that is the source over again."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ...corpus.text.script import scripts_of
from ..finding import Flaw, Severity
from ..leftovers import foreign_runs, is_common, small_words, words_of
from ..passage import Passage
from .rule import Rule, Setup, pair

_SENTENCE_END = re.compile(r"[.!?]['\"’”)]*\s*$")


def check(passage: Passage, setup: Setup) -> Iterable[Flaw]:
    """Find targets that repeat a source which had something in it to translate."""
    return _repeats(passage) if passage.untranslated else ()


def _repeats(passage: Passage) -> Iterator[Flaw]:
    target = passage.target
    here, there = scripts_of(passage.target_language), scripts_of(passage.source_language)
    small = small_words(target, passage.source_language)
    if here & there:
        # Two languages of one alphabet share words; a sentence they do not share.
        flagged = len(small) >= 3
    elif "Latn" in there:
        known = all(is_common(word, passage.source_language) for word in words_of(target))
        said = small or _SENTENCE_END.search(target)
        flagged = len(small) > 1 or bool(known and said and words_of(target))
    else:
        flagged = any(foreign_runs(target, passage.target_language, passage.source_language))
    if flagged:
        yield Flaw("the target is the same as the source", help="translate it")


RULE = Rule(
    code="UNT002",
    name="target-equals-source",
    severity=Severity.error,
    mqm="accuracy/untranslated",
    summary="The target is the source over again.",
    explanation="""
Source and target hold the same letters and figures, and there was something to translate:
Chinese characters where the target's language has none, or ordinary words where both sides are
written alike. Ordinary words begin with a small letter, or stand in the dictionary.

Numbers, names, codes and addresses may well be the same on both sides.
""",
    bad=(
        pair("船已经到港。", "船已经到港。"),
        pair("The ferry leaves at noon.", "The ferry leaves at noon.", languages="en-zh"),
        pair("Thanks!", "Thanks!", languages="en-zh"),
        pair("The ferry leaves at noon.", "The ferry leaves at noon", languages="en-de"),
    ),
    good=(
        pair("2024", "2024", "a number"),
        pair("https://example.org/a", "https://example.org/a", "an address"),
        pair("Li Wei", "Li Wei", "a name", "en-zh"),
        pair("X-200b", "X-200b", "a code", "en-zh"),
        pair("Hotel Material", "Hotel Material", "words that languages share", "en-de"),
    ),
    false_alarms=("Lines of a program, and songs or mottos left as they are on purpose.",),
    content=False,
    check=check,
)
