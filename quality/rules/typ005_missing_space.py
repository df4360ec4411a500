"""TYP005: "word,word": no space behind punctuation."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ...corpus.model import Span
from ..finding import Fix, Flaw, Severity
from ..passage import Passage
from ..verbatim import blanked
from .characters import SPACELESS
from .rule import Rule, Setup, pair

_MISSING = re.compile(
    r"(?<=[^\W\d_])[,;](?=[^\W\d_])|(?<=[^\W\d_][^\W\d_])[?!](?=[^\W\d_])"
    r"|(?<=[a-z][a-z])[.](?=[A-Z][a-z]+[ ,])|(?<=[a-z]{2}):(?=[A-Z][a-z]+ )"
    r"|(?<=[^\W\d_]\))(?=[^\W\d_]{2})"
)

_HINT = re.compile(r"[,;?!.:)](?=[^\W\d_])")


def check(passage: Passage, setup: Setup) -> Iterable[Flaw]:
    """Find punctuation of the target that the next word follows without a space."""
    if passage.languages[1] in SPACELESS or not _HINT.search(passage.target):
        return ()
    return _found(passage) if _MISSING.search(passage.target) else ()


def _found(passage: Passage) -> Iterator[Flaw]:
    plain = blanked(passage.target, passage.target_verbatims)
    for found in _MISSING.finditer(plain):
        start, end = found.span()
        mark = found[0] or plain[start - 1]
        around = plain[max(0, start - 12) : end + 12].split()
        # "item(s)sold" is rare; "re(de)fine" is a word with an option in it.
        if not found[0] and "(" in plain[max(0, start - 4) : start]:
            continue
        yield Flaw(
            f"no space behind '{mark}' in '{_word(plain, start)}'" if around else "no space",
            target_span=Span(start if found[0] else start - 1, end),
            fixes=(Fix("target", Span(end, end), " "),),
        )


def _word(text: str, at: int) -> str:
    """What stands around a place without a space."""
    start = text.rfind(" ", 0, at) + 1
    end = text.find(" ", at)
    return text[start : len(text) if end < 0 else end]


RULE = Rule(
    code="TYP005",
    name="missing-space",
    severity=Severity.warning,
    mqm="fluency/typography",
    summary="The next word follows punctuation without a space.",
    explanation="""
In languages that write words apart, a space follows commas, semicolons, question and exclamation
marks, and the full stop of a sentence. Addresses, names of files, figures and abbreviations are let
be. `--fix` sets the space.
""",
    bad=(
        pair("雨停了，船开了。", "The rain stopped,and the boat left."),
        pair("雨停了。船开了。", "The rain stopped.The boat left."),
    ),
    good=(
        pair("雨停了，船开了。", "The rain stopped, and the boat left."),
        pair("见 duilian.example", "See duilian.example for more"),
        pair("下午3:30，1,200人", "At 3:30 p.m. there were 1,200 people"),
        pair("文件", "the file(s) of the U.S.A."),
    ),
    content=False,
    fixable=True,
    check=check,
)
