"""``json``: one array of objects, one for each finding. ``jsonl`` is the same, one on each line.

Spans are two numbers, code points of the text they are about, the second excluded; null without
one.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from ...corpus.formats.fields import replace_unwritable
from ...corpus.model import Span
from ..finding import Finding
from .outcome import Outcome

HOLE = "\0items"
"""Stands in a frame for the items that are filled in as they come: see :func:`filled`."""


def render(outcome: Outcome) -> Iterator[str]:
    """The findings as one array."""
    yield from filled(HOLE, map(as_json, outcome.findings))
    yield "\n"


def render_lines(outcome: Outcome) -> Iterator[str]:
    """The findings, an object on each line."""
    for found in outcome.findings:
        yield text_of(as_json(found)) + "\n"


def text_of(value: Any, indent: int | None = None) -> str:
    """A value as JSON, in UTF-8's reach: half a character becomes U+FFFD."""
    return replace_unwritable(json.dumps(value, ensure_ascii=False, indent=indent))[0]


def filled(frame: Any, items: Iterable[Any], indent: int | None = 2) -> Iterator[str]:
    """A frame as JSON, with an array of the items where it has its HOLE; they are never held."""
    before, _, after = text_of(frame, indent).partition(text_of(HOLE))
    line = before.rpartition("\n")[2]
    margin = "\n" + line[: len(line) - len(line.lstrip())]
    step = margin + " " * (indent or 0)
    yield f"{before}["
    comma = ""
    for item in items:
        yield f"{comma}{step}" + text_of(item, indent).replace("\n", step)
        comma = ","
    yield f"{margin if comma else ''}]{after}"


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
