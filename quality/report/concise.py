"""``concise``: a line for each finding, ``file:unit: CODE severity: message``."""

from __future__ import annotations

from collections.abc import Iterator

from .outcome import Outcome


def render(outcome: Outcome) -> Iterator[str]:
    """A line for each finding."""
    for found in outcome.findings:
        yield f"{found.file}:{found.unit}: {found.code} {found.severity}: {found.message}\n"
