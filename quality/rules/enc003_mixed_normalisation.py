"""ENC003: letters and their accents as two characters, or of compatibility only."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator

from ...corpus.model import Span
from ..finding import Fix, Flaw, Severity, Side
from ..passage import Passage
from .rule import Rule, Setup, pair


def check(passage: Passage, setup: Setup) -> Iterable[Flaw]:
    """Find what is not in normal form C on both sides."""
    source, target = passage.source, passage.target
    if (target.isascii() or unicodedata.is_normalized("NFC", target)) and (
        source.isascii() or unicodedata.is_normalized("NFC", source)
    ):
        return ()
    return _found(passage)


def _found(passage: Passage) -> Iterator[Flaw]:
    sides: tuple[tuple[Side, str], ...] = (("source", passage.source), ("target", passage.target))
    for side, text in sides:
        spans = list(_decomposed(text))
        if not spans:
            continue
        first = text[spans[0].start : spans[0].end]
        yield Flaw(
            f"'{first}' {'in the source ' if side == 'source' else ''}is not in normal form C"
            + (f", nor are {len(spans) - 1} more" if len(spans) > 1 else ""),
            source_span=spans[0] if side == "source" else None,
            target_span=spans[0] if side == "target" else None,
            help="searches and memories take it for another text than the composed one",
            fixes=tuple(
                Fix(side, span, unicodedata.normalize("NFC", text[span.start : span.end]))
                for span in spans
            ),
        )


def _decomposed(text: str) -> Iterator[Span]:
    """Letters with their combining marks that normal form C would write otherwise."""
    at = 0
    while at < len(text):
        end = at + 1
        while end < len(text) and unicodedata.combining(text[end]):
            end += 1
        if not unicodedata.is_normalized("NFC", text[at:end]):
            yield Span(at, end)
        at = end


RULE = Rule(
    code="ENC003",
    name="mixed-normalisation",
    severity=Severity.warning,
    mqm="fluency/character-encoding",
    summary="Letters and accents are separate characters.",
    explanation="""
"é" may be one character or two (e and a combining accent), which look alike and are not equal to
a program: searches miss them, memories find no match, sorting goes wrong. Text should be in
normal form C, and `--fix` brings it there. Han characters of the compatibility block, which look
like others, are found as well.
""",
    bad=(
        pair("咖啡馆", "The cafe\u0301 is open"),
        pair("\uf900", "How splendid", "a compatibility character"),
    ),
    good=(
        pair("咖啡馆", "The café is open"),
        pair("雨停了。", "The rain stopped."),
    ),
    content=False,
    nulls=True,
    fixable=True,
    check=check,
)
