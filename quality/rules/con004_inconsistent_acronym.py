"""CON004: one acronym, two expansions; one expansion, two acronyms."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ...corpus.model import Span
from ..finding import Flaw, Place, Severity
from ..passage import Passage
from ..spot import Spot
from .characters import SPACELESS
from .rule import Example, Rule, Setup

_ACRONYM = re.compile(r" \(([A-Z][A-Za-z&]{1,7})\)")
_WORDS_BEFORE = re.compile(r"(?:[\w&’'-]+ ){0,11}[\w&’'-]+$")
_FAR = 120
"""Characters before an acronym in which its expansion is looked for."""
_SMALL = frozenset(
    ("a", "an", "and", "at", "by", "for", "from", "in", "of", "on", "the", "to", "&")
)


class _Acronyms:
    """What each acronym was said to mean first, and where; and the other way round."""

    def __init__(self) -> None:
        self._meaning: dict[str, tuple[Spot, str]] = {}
        self._acronym: dict[str, tuple[Spot, str]] = {}

    def see(self, passage: Passage) -> Iterable[tuple[Passage, Flaw]]:
        """Look for acronyms that are explained."""
        if passage.languages[1] in SPACELESS or "(" not in passage.target_signs:
            return ()
        found = list(_ACRONYM.finditer(passage.target))
        return self._compared(passage, found) if found else ()

    def _compared(
        self, passage: Passage, explained: Iterable[re.Match[str]]
    ) -> Iterator[tuple[Passage, Flaw]]:
        for found in explained:
            acronym, at = found[1], found.start()
            before = _WORDS_BEFORE.search(passage.target[max(0, at - _FAR) : at])
            meaning = "" if before is None else _meaning(before[0].split(), acronym)
            if not meaning:
                continue
            span = Span(at - len(meaning), found.end())
            here = Spot.of(passage)
            spot, first = self._meaning.setdefault(acronym, (here, meaning))
            if _folded(first) != _folded(meaning):
                text = f"{acronym} means '{first}' in {spot.called(passage)}"
                yield passage, _flaw(text, spot.place(passage, f"'{first}' here"), span)
            spot, first = self._acronym.setdefault(_folded(meaning), (here, acronym))
            if first != acronym:
                text = f"'{meaning}' is {first} in {spot.called(passage)}"
                yield passage, _flaw(text, spot.place(passage, f"'{first}' here"), span)

    def end(self) -> Iterable[tuple[Passage, Flaw]]:
        """Nothing waits."""
        return ()


def _flaw(message: str, first: Place, span: Span) -> Flaw:
    return Flaw(message, target_span=span, help="settle on one", related=(first,))


def _meaning(words: list[str], acronym: str) -> str:
    """The last of the words before an acronym whose first letters make it; "" if none do."""
    letters = [char for char in acronym.rstrip("s").lower() if char.isalpha()]
    at = len(words)
    for letter in reversed(letters):
        at -= 1
        while at >= 0 and words[at].lower() in _SMALL and words[at][0].lower() != letter:
            at -= 1
        if at < 0 or words[at][0].lower() != letter:
            return ""
    return " ".join(words[at:])


def _folded(meaning: str) -> str:
    words = meaning.lower().replace("-", " ").split()
    return " ".join(word.rstrip("s’'") for word in words if word not in _SMALL)


def watch(setup: Setup) -> _Acronyms:
    """Watch for acronyms."""
    return _Acronyms()


def _two(first: str, second: str, remark: str = "") -> Example:
    return Example((("（缩写）", first), ("（缩写）", second)), remark)


RULE = Rule(
    code="CON004",
    name="inconsistent-acronym",
    severity=Severity.warning,
    mqm="terminology/inconsistent-use-of-terminology",
    summary="An acronym is explained in two ways, or one name has two acronyms.",
    explanation="""
"Coastal Safety Bureau (CSB)" here and "Coast Security Bureau (CSB)" there are one office to the
author and two to the reader, in one file or in several that are checked together. Looked for are
acronyms in brackets behind words whose first letters make them. Case, hyphens, plurals and small
words make no difference.
""",
    bad=(
        _two("the Coastal Safety Bureau (CSB)", "the Coast Security Bureau (CSB)"),
        _two("the Bureau of Tides (BT)", "the Bureau of Tides (BOT)"),
    ),
    good=(
        _two("the Coastal Safety Bureau (CSB)", "a coastal safety bureau (CSB)"),
        _two("the Coastal Safety Bureau (CSB)", "the harbour (HQ)", "no expansion"),
    ),
    across=True,
    watch=watch,
)
