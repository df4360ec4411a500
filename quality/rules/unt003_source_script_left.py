"""UNT003: "building 增长极", words of the source left standing in the target."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ...corpus.model import Span
from ...corpus.text.script import scripts_of
from ..finding import Flaw, Severity, marked
from ..leftovers import (
    foreign_runs,
    is_common,
    latin_words,
    set_apart,
    words_of,
)
from ..passage import Passage
from .rule import Option, Rule, Setup, pair

_GLOSS = 12
"""Characters up to which what is set apart by brackets or quotation marks is there on purpose."""
_MARKS = "丨丶"
"""Characters that are used as punctuation."""
_MENTION = re.compile(
    r"\b(?:characters?|words?|terms?|phrases?|called|named|written(?: as)?|surnames?|radicals?)"
    r"[\s:,]*$",
    re.IGNORECASE,
)
"""What comes before a foreign word that is spoken of: "the character 人"."""


def check(passage: Passage, setup: Setup) -> Iterable[Flaw]:
    """Find letters of the source's script, or words of it, that were left in the target."""
    if passage.target.isascii() and "Latn" in scripts_of(passage.target_language):
        return ()
    return _found(passage, setup)


def _found(passage: Passage, setup: Setup) -> Iterator[Flaw]:
    source, target = passage.source, passage.target
    languages = passage.target_language, passage.source_language
    if passage.untranslated or passage.target_foreign:
        return  # nothing is translated: UNT002, ALN005
    here, there = map(scripts_of, languages)
    if "Latn" in there and "Latn" not in here:
        found = _words_left(source, target, int(setup.number("words")))
    else:
        found = _letters_left(target, *languages)
    for span in found:
        left = marked(target, span)
        sure = "Latn" in here or any(is_common(each, languages[1]) for each in words_of(left))
        yield Flaw(
            f"'{left}' is left untranslated",
            source_span=_the_same(source, left),
            target_span=span,
            severity=None if sure else Severity.warning,
            help="translate it, or put it in brackets behind its translation",
        )


def _letters_left(target: str, language: str, other: str) -> Iterator[Span]:
    for span in foreign_runs(target, language, other):
        apart = set_apart(target, span)
        if apart is not None and apart.end - apart.start <= _GLOSS:
            continue
        if marked(target, span) in _MARKS:
            continue
        if span.end - span.start <= _GLOSS and _MENTION.search(target[: span.start]):
            continue
        yield span


def _words_left(source: str, target: str, fewest: int) -> Iterator[Span]:
    """Runs of words, mostly in small letters, that stand in the source just so."""
    for span in latin_words(target):
        run = marked(target, span)
        every = words_of(run)
        small = [word for word in every if word.islower() and len(word) > 3]
        if len(small) < max(fewest, len(every) / 2) or set_apart(target, span) is not None:
            continue
        if _the_same(source, run) is not None:
            yield span


def _the_same(source: str, run: str) -> Span | None:
    """Where a run stands in the source, as words of their own, white space aside."""
    pattern = r"\s+".join(map(re.escape, run.split()))
    found = re.search(rf"(?<![A-Za-z]){pattern}(?![A-Za-z])", source)
    return None if found is None else Span(*found.span())


RULE = Rule(
    code="UNT003",
    name="source-script-left",
    severity=Severity.error,
    mqm="accuracy/untranslated",
    summary="Words of the source stand untranslated in the target.",
    explanation="""
Chinese characters in an English sentence are what a machine, or a hurried translator, did not
translate. In a Chinese sentence English words are common (names, brands, acronyms, codes), so only
words in small letters are reported there, and only if the source has them just so. Words that the
dictionary does not know, which may be names too, are a warning.

What stands in brackets or quotation marks is taken for an explanation if it is short:
"Chunyun (春运)". So is a word that is spoken of: "the character 人".
""",
    bad=(
        pair("建设区域增长极。", "We are building a regional 增长极.", "a term"),
        pair("他走了。然后我们吃饭。", "He left. 然后我们吃饭。", "a sentence"),
        pair("They signed a master agreement.", "他们签了一份master agreement。", "", "en-zh"),
        pair("The scrum fell apart.", "那个scrum散了。", "a single word", "en-zh"),
    ),
    good=(
        pair("春运开始了。", "Chunyun (春运), the Spring Festival rush, has begun.", "a gloss"),
        pair("“人”字怎么写？", "How do you write the character 人?", "a word spoken of"),
        pair("Open the app on your iPhone.", "在 iPhone 上打开 app。", "Chinese says so", "en-zh"),
        pair("He works at Blue Harbour.", "他在 Blue Harbour 工作。", "a name", "en-zh"),
    ),
    false_alarms=(
        "English words that Chinese has taken over lately and the list of such words lacks.",
        "Names of accounts and products in small letters.",
        "Texts about the source language, beyond a word in brackets.",
    ),
    options=(
        Option("words", 1, "how many ordinary English words make a finding in a Chinese target"),
    ),
    content=False,
    check=check,
)
