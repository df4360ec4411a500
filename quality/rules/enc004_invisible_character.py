"""ENC004: characters that cannot be seen: zero width, bidirectional controls, soft hyphens."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from ...corpus.model import Span
from ..finding import Fix, Flaw, Severity
from ..passage import Passage
from .rule import Rule, Setup, pair

_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f"
    "\u3164\ufeff\uffa0]+|(?<![\u0600-\u0dff\ufe0f\u2600-\u27bf\U0001f000-\U0001faff])[\u200c\u200d]+"
)
_DIRECTION = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]+")
_RIGHT_TO_LEFT = frozenset(("ar", "fa", "he", "ur", "yi"))


def check(passage: Passage, setup: Setup) -> Iterable[Flaw]:
    """Find such characters in the target."""
    return () if passage.target.isprintable() else _found(passage)


def _found(passage: Passage) -> Iterator[Flaw]:
    for found in _INVISIBLE.finditer(passage.target):
        if _DIRECTION.fullmatch(found[0]) and passage.languages[1] in _RIGHT_TO_LEFT:
            continue
        span = Span(*found.span())
        name = unicodedata.name(found[0][0], "").lower()
        yield Flaw(
            f"U+{ord(found[0][0]):04X} ({name}) cannot be seen",
            target_span=span,
            severity=Severity.note if found[0] in passage.source else None,
            fixes=(Fix("target", span, ""),),
        )


RULE = Rule(
    code="ENC004",
    name="invisible-character",
    severity=Severity.warning,
    mqm="fluency/character-encoding",
    summary="A character that cannot be seen stands in the target.",
    explanation="""
Zero-width spaces, byte order marks, soft hyphens and controls of writing direction come along
when text is copied from pages and PDFs. They cannot be seen, and make words that look alike
differ; some turn text around. Joiners inside emoji and Indic and Arabic scripts belong there, and
controls of direction are let be in languages that are written from right to left. If the source
has the same, it is a note. `--fix` takes them out.
""",
    bad=(
        pair("雨停了。", "The rain\u200b stopped."),
        pair("雨停了。", "\ufeffThe rain stopped."),
        pair("雨停了。", "The rain \u202estopped."),
    ),
    good=(
        pair("雨停了。", "The rain stopped."),
        pair("渔夫👨\u200d👩\u200d👧", "The fisher's family 👨\u200d👩\u200d👧", "a joined emoji"),
        pair("8公里", "8\u00a0km", "a space that does not break"),
    ),
    content=False,
    nulls=True,
    fixable=True,
    check=check,
)
