"""``gitlab``: a code quality report, which GitLab shows beside a merge request.

It asks for a line. Where none is known it is the first, and the description names the unit.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..finding import Severity
from .outcome import Outcome
from .places import fingerprints, place, repository_path
from .streamed import HOLE, filled
from .visible import one_line

_SEVERITIES = {Severity.error: "major", Severity.warning: "minor", Severity.note: "info"}


def render(outcome: Outcome) -> Iterator[str]:
    """The findings as one array."""
    issues = (
        {
            "description": f"{one_line(found.message)} [{place(found)}]",
            "check_name": f"{found.code} {found.name}",
            "fingerprint": fingerprint,
            "severity": _SEVERITIES[found.severity],
            "location": {
                "path": repository_path(found.file),
                "lines": {"begin": found.line or 1},
            },
        }
        for found, fingerprint in zip(outcome.findings, fingerprints(outcome.findings), strict=True)
    )
    yield from filled(HOLE, issues)
    yield "\n"
