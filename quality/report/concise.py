"""``concise``: a line for each finding, ``file:unit: CODE severity: message``."""

from __future__ import annotations

from collections.abc import Iterator

from .outcome import Outcome
from .style import PLAIN, Style
from .visible import one_line


def render(outcome: Outcome, style: Style = PLAIN) -> Iterator[str]:
    """A line for each finding."""
    for found in outcome.findings:
        where = f"{one_line(found.file)}:{found.unit}:"
        code = style.paint(found.code, "code")
        severity = style.paint(f"{found.severity}:", found.severity)
        yield f"{where} {code} {severity} {one_line(found.message)}\n"
