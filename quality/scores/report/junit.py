"""``junit``: a test case for each condition of the gate, for CI systems that show tests."""

from __future__ import annotations

from collections.abc import Iterator

from ....corpus.formats.markup import content, quoted
from .outcome import Outcome


def render(outcome: Outcome) -> Iterator[str]:
    """One suite; a failed condition is a failure, with its reason."""
    verdicts, failed = outcome.verdicts, outcome.failed
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites>\n'
    yield f'<testsuite name="duilian score" tests="{len(verdicts)}" failures="{len(failed)}">\n'
    for verdict in verdicts:
        name = f"{verdict.metric} of {verdict.system}"
        yield f'<testcase classname="duilian.score" name={quoted(name)}'
        if verdict.passed:
            yield "/>\n"
        else:
            yield f"><failure message={quoted(verdict.reason)}>"
            yield f"{content(verdict.reason)}</failure></testcase>\n"
    yield "</testsuite>\n</testsuites>\n"
