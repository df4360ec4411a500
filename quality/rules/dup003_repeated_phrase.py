"""DUP003: a run of words said twice in a row, as machines do that are caught in a loop."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from ...corpus.model import Span
from ..finding import Flaw, Severity
from ..passage import Passage
from .characters import HAN, SPACELESS
from .doubling import says_again
from .rule import Option, Rule, Setup, pair

_WORD = re.compile(r"\w+")
_CHINESE = re.compile(rf"([{HAN}]{{4,}}?)(?:[\s、]*|(?<=[{HAN}]{{6}})，)\1")
_PARTS = re.compile(r"[.!?:;—–()\[\]]")


def check(passage: Passage, setup: Setup) -> Iterable[Flaw]:
    """Find runs of words in the target that are followed by themselves."""
    if passage.languages[1] in SPACELESS:
        text = passage.target
        # A run of four characters that comes again has three pairs that come again.
        if len(set(pairwise(text))) > len(text) - 1 - 3:
            return ()
        fours = len(text) - 3
        if len(set(zip(text, text[1:], text[2:], text[3:], strict=False))) >= fours:
            return ()
        return _chinese(passage)
    words = passage.target_words
    # Of two runs of three words, three words are there for the second time.
    if len(words) < 6 or len(passage.target_vocabulary) > len(words) - 3:
        return ()
    # And two pairs of neighbours, which nearly no good sentence has twice.
    if len(set(pairwise(words))) > len(words) - 3:
        return ()
    return _spaced(passage, int(setup.number("words")))


def _spaced(passage: Passage, least: int) -> Iterator[Flaw]:
    words, target = passage.target_words, passage.target
    for first, size, last in _loops(words, least):
        run = words[first : first + size]
        if all(word.isdigit() or len(word) == 1 for word in run):
            continue
        if says_again(passage.source, passage.languages[0]):
            return
        places = [found.span() for found in _WORD.finditer(target.lower())]
        span = Span(places[first][0], min(len(target), places[last - 1][1]))
        between = target[places[first + size - 1][1] : places[first + size][0]]
        # One clause may end with the words that the next begins with, and a gloss repeat a name.
        if last - first < 3 * size and (
            _PARTS.search(target, span.start, span.end) or ("," in between and size <= least)
        ):
            continue
        yield _flaw(target[span.start : places[first + size - 1][1]], span)


def _loops(words: tuple[str, ...], least: int) -> Iterator[tuple[int, int, int]]:
    """Where a run of words is followed by itself: (first word, words of the run, end).

    A run of two words must come three times. Where a run may begin again is told by pairs of words
    that were there before: so long as nothing comes again, each is looked at once.
    """
    before: dict[tuple[str, str], int] = {}
    end = 0
    for at, pair_of_words in enumerate(pairwise(words)):
        first = before.get(pair_of_words)
        before[pair_of_words] = at
        if first is None or first < end:
            continue
        size = at - first
        last = at
        while last < len(words) and words[last] == words[last - size]:
            last += 1
        if size > 1 and last - at >= (size if size >= least else 2 * size):
            yield first, size, last
            end = last


def _chinese(passage: Passage) -> Iterator[Flaw]:
    for found in _CHINESE.finditer(passage.target):
        if len(set(found[1])) == 1 or says_again(passage.source, passage.languages[0]):
            continue
        yield _flaw(found[1], Span(*found.span()))


def _flaw(run: str, span: Span) -> Flaw:
    return Flaw(
        f"'{' '.join(run.split())}' is said twice in a row",
        target_span=span,
        help="take one of the two out, and see whether something was left untranslated",
    )


RULE = Rule(
    code="DUP003",
    name="repeated-phrase",
    severity=Severity.warning,
    mqm="accuracy/addition",
    summary="A run of words is said twice in a row.",
    explanation="""
Translating machines get caught in loops and say the same few words again and again; a slip of
copying does it once. Looked for are three or more words that are followed by themselves (or two
words, three times), punctuation aside, and in Chinese four or more characters. Where the source
says something twice in a row, nothing is reported.
""",
    bad=(
        pair("渡船把货物运到岛上。", "The ferry takes goods to the island to the island."),
        pair("水面很平静。", "The water in the bay, the water in the bay, was calm."),
        pair("他沿着河岸走。", "He went up and up and up and the bank.", "two words, three times"),
        pair("The ferry takes goods to the island.", "渡船把货物运到岛上运到岛上。", "", "en-zh"),
    ),
    good=(
        pair("快来，快来看！", "Come and see it, come and see it!", "the source does so too"),
        pair("比分是六比四、六比四、六比四。", "The score was 6-4, 6-4, 6-4.", "figures"),
        pair("河流的源头在山的北面。", "The source of the river is on the north side of the hill."),
    ),
    false_alarms=("Refrains and slogans that the source does not repeat in a row.",),
    options=(Option("words", 3, "words that a run must have to be reported at its second time"),),
    content=False,
    check=check,
)
