"""What a rule finds: a flaw in a unit, and the finding that is told of it.

A rule sees a unit and yields :class:`Flaw` s: a message and the places it is about. Who found it,
how grave it is and in which file it stands is not the rule's business: the checker puts that
together into a :class:`Finding`, which is complete when it is made and never changes.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from ..corpus.model import Span
from .term_use import TermUse

Side = Literal["source", "target"]


class Severity(StrEnum):
    """How grave a finding is; the order is that of gravity."""

    note = "note"
    warning = "warning"
    error = "error"

    @property
    def rank(self) -> int:
        """0 for a note, 2 for an error."""
        return _GRAVITY.index(self)


_GRAVITY = tuple(Severity)


@dataclass(frozen=True, slots=True)
class Fix:
    """A change that is safe to make: what stands in ``span`` of that side becomes ``text``."""

    side: Side
    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Place:
    """A unit elsewhere that belongs to a finding, and why ("rendered 'growth engine' here").

    ``file`` is "" for the file of the finding itself; ``unit`` counts from 1.
    """

    unit: int
    text: str
    file: str = ""


@dataclass(frozen=True, slots=True)
class Flaw:
    """What a rule says of one unit. Spans count code points of the unit's texts.

    ``message`` is one line that names what stands there and what was expected; ``help`` says
    what to do, if that can be said. ``severity`` is None for the rule's own, ``confidence`` the
    probability that the flaw is one, where the rule can tell. ``related`` are other units that
    belong to it. ``use`` is how a term was used, if the flaw is about that. ``guessed`` says that
    ``target_span`` was found by weighing this unit against others, so that it may be another when
    those change.
    """

    message: str
    source_span: Span | None = None
    target_span: Span | None = None
    severity: Severity | None = None
    help: str = ""
    fixes: tuple[Fix, ...] = ()
    related: tuple[Place, ...] = ()
    confidence: float | None = None
    use: TermUse | None = None
    guessed: bool = False


@dataclass(frozen=True, slots=True)
class Finding:
    """A flaw, who found it, and where.

    ``unit`` counts the units of the file from 1, ``unit_id`` is the unit's own name, ``line`` the
    line of the file it begins in, where the format has lines worth naming.
    """

    code: str
    name: str
    severity: Severity
    file: str
    unit: int
    message: str
    source: str
    target: str
    source_language: str
    target_language: str
    source_span: Span | None = None
    target_span: Span | None = None
    unit_id: str = ""
    line: int | None = None
    help: str = ""
    fixes: tuple[Fix, ...] = ()
    related: tuple[Place, ...] = ()
    confidence: float | None = None
    use: TermUse | None = None
    guessed: bool = False

    @property
    def fingerprint(self) -> str:
        """What this finding is known by when lines have moved: 16 hexadecimal digits.

        Made of the rule, the two texts (white space folded) and what the spans hold, unless that is
        a guess; of no place and no wording, so that it outlives both.
        """
        return _hash(
            self.code,
            pair_hash(self.source, self.target),
            marked(self.source, self.source_span),
            "" if self.guessed else marked(self.target, self.target_span),
        )


def marked(text: str, span: Span | None) -> str:
    """What a span holds; "" without one."""
    return "" if span is None else text[span.start : span.end]


def pair_hash(source: str, target: str) -> str:
    """What a unit is known by wherever it stands: 16 hexadecimal digits of its two texts.

    White space is folded, so that a file wrapped anew is the same file.
    """
    return _hash(" ".join(source.split()), " ".join(target.split()))


def _hash(*parts: str) -> str:
    whole = "\0".join(parts).encode("utf-8", "surrogatepass")
    return hashlib.sha256(whole).hexdigest()[:16]
