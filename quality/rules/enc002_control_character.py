"""ENC002: characters that no text has: control characters, private use, halves of characters."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ...corpus.model import Span
from ..finding import Fix, Flaw, Severity, Side
from ..passage import Passage
from .rule import Rule, Setup, pair

_CONTROL = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ue000-\uf8ff\ufdd0-\ufdef\ufffe\uffff]+"
)


def check(passage: Passage, setup: Setup) -> Iterable[Flaw]:
    """Find such characters on both sides."""
    # What is printable has none of them.
    if passage.target.isprintable() and passage.source.isprintable():
        return ()
    return _found(passage)


def _found(passage: Passage) -> Iterator[Flaw]:
    sides: tuple[tuple[Side, str], ...] = (("source", passage.source), ("target", passage.target))
    for side, text in sides:
        for found in _CONTROL.finditer(text):
            span = Span(*found.span())
            code = ord(found[0][0])
            kind = "private" if 0xE000 <= code <= 0xF8FF else "control"
            what = {
                "private": "a character of private use, which fonts show as they like",
                "control": "a control character, which XML may not hold",
            }[kind]
            yield Flaw(
                f"U+{code:04X} {'in the source ' if side == 'source' else ''}is {what}",
                source_span=span if side == "source" else None,
                target_span=span if side == "target" else None,
                severity=Severity.warning if kind == "private" else None,
                fixes=(Fix(side, span, ""),) if kind == "control" else (),
            )


RULE = Rule(
    code="ENC002",
    name="control-character",
    severity=Severity.error,
    mqm="fluency/character-encoding",
    summary="A control character or another that is no text.",
    explanation="""
Word processors and spreadsheets leave control characters behind (U+000B, U+001F); one of them
makes a whole TMX unreadable for some tools. Characters of private use are a warning: they mean
something in one font only. Tabs and line ends are let be. Both sides are looked at; `--fix` takes
control characters out.
""",
    bad=(
        pair("雨停了。", "The rain\x0bstopped."),
        pair("雨\x1f停了。", "The rain stopped."),
        pair("雨停了。", "\uf0b7 The rain stopped.", "a bullet of a symbol font"),
    ),
    good=(
        pair("雨停了。", "The rain stopped."),
        pair("雨\t停了。", "The rain\nstopped."),
    ),
    content=False,
    nulls=True,
    fixable=True,
    check=check,
)
