"""PUN005: two marks where one should be, ",," or "。，"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ...corpus.model import Span
from ..finding import Fix, Flaw, Severity
from ..passage import Passage
from ..verbatim import blanked
from .characters import WIDEN
from .rule import Rule, Setup, pair

_DOUBLED = re.compile(
    r"(?<![.。])([.。])\1(?![.。/\\\w])"
    r"|([,，、;；:：])\2(?!\2)"
    r"|[,，、;；:：][ ]?(?:[。，、；]|[,;.](?![.\w]))"
    r"|[。！？][，、；,;。.](?![.])|(?<!\w)[?!][,;.](?![.])"
)
_SIGNS = re.compile(r"[.。,，、;；:：！？!?][ ]?[.。,，、;；:：]")
_WIDER = str.maketrans(WIDEN)


def check(passage: Passage, setup: Setup) -> Iterable[Flaw]:
    """Find pairs of marks in the target that cannot stand together."""
    return _doubled(passage) if _SIGNS.search(passage.target) else ()


def _doubled(passage: Passage) -> Iterator[Flaw]:
    plain = blanked(passage.target, passage.target_verbatims)
    source = _widened(passage.source)
    for found in _DOUBLED.finditer(plain):
        marks, span = found[0], Span(*found.span())
        if _widened(marks) in source:
            continue
        same = len(set(marks)) == 1
        yield Flaw(
            f"'{marks}' is one mark too many",
            target_span=span,
            fixes=(Fix("target", span, marks[0]),) if same else (),
        )


def _widened(text: str) -> str:
    """A text to compare marks in, whatever their width and the spaces between."""
    return text.translate(_WIDER).replace(" ", "")


RULE = Rule(
    code="PUN005",
    name="doubled-punctuation",
    severity=Severity.warning,
    mqm="fluency/punctuation",
    summary="Two punctuation marks stand where one should be.",
    explanation="""
",,", "..", "。。", "。，" and the like are left over when text is put together or edited. Ellipses,
"?!", "!!" and the full stop of an abbreviation before a comma are let be, and so is whatever the
source has too. Where the same mark stands twice, `--fix` takes one away.
""",
    bad=(
        pair("雨停了，船开了。", "The rain stopped,, and the boat left."),
        pair("雨停了。", "The rain stopped.."),
        pair("The rain stopped.", "雨停了。。", "", "en-zh"),
        pair("The rain stopped, and the boat left.", "雨停了，。船开了。", "", "en-zh"),
    ),
    good=(
        pair("雨停了……", "The rain stopped..."),
        pair("真的？！", "Really?!"),
        pair("绳、桨等，都在船上。", "Ropes, oars etc., are on board."),
        pair("雨停了。。", "The rain stopped..", "the source has it too"),
    ),
    content=False,
    fixable=True,
    check=check,
)
