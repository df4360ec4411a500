"""``rdjson``: the format of Reviewdog, which comments on changes in many places."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..finding import Finding, Severity
from .outcome import Outcome
from .places import place, repository_path
from .streamed import HOLE, filled
from .visible import one_line

_SEVERITIES = {Severity.error: "ERROR", Severity.warning: "WARNING", Severity.note: "INFO"}


def render(outcome: Outcome) -> Iterator[str]:
    """One object with a diagnostic for each finding."""
    yield from filled(
        {"source": {"name": "duilian"}, "diagnostics": HOLE}, map(_diagnostic, outcome.findings)
    )
    yield "\n"


def _diagnostic(found: Finding) -> dict[str, Any]:
    location: dict[str, Any] = {"path": repository_path(found.file)}
    if found.line is not None:
        location["range"] = {"start": {"line": found.line}}
    lines = [f"{place(found)}: {found.message}", found.source, found.target]
    lines += [found.help] if found.help else []
    return {
        "message": "\n".join(map(one_line, lines)),
        "location": location,
        "severity": _SEVERITIES[found.severity],
        "code": {"value": found.code},
    }
