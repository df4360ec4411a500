"""``json``: one array of objects, one for each finding. ``jsonl`` is the same, one on each line.

Spans are two numbers, code points of the text they are about, the second excluded; null without
one.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ...corpus.model import Span
from ..finding import Finding
from .outcome import Outcome
from .streamed import HOLE, filled, text_of


def render(outcome: Outcome) -> Iterator[str]:
    """The findings as one array."""
    yield from filled(HOLE, map(as_json, outcome.findings))
    yield "\n"


def render_lines(outcome: Outcome) -> Iterator[str]:
    """The findings, an object on each line."""
    for found in outcome.findings:
        yield text_of(as_json(found)) + "\n"


def as_json(found: Finding) -> dict[str, Any]:
    """A finding as an object."""
    return {
        "code": found.code,
        "name": found.name,
        "severity": found.severity.value,
        "file": found.file,
        "unit": found.unit,
        "unit_id": found.unit_id,
        "line": found.line,
        "message": found.message,
        "help": found.help,
        "source": found.source,
        "target": found.target,
        "source_language": found.source_language,
        "target_language": found.target_language,
        "source_span": _span(found.source_span),
        "target_span": _span(found.target_span),
        "confidence": found.confidence,
        "fixes": [
            {"side": fix.side, "span": _span(fix.span), "text": fix.text} for fix in found.fixes
        ],
        "related": [
            {"file": place.file or found.file, "unit": place.unit, "text": place.text}
            for place in found.related
        ],
        "fingerprint": found.fingerprint,
    }


def _span(span: Span | None) -> list[int] | None:
    return None if span is None else [span.start, span.end]
