"""``junit``: XML as test runners write it. A file is a test suite, a finding a test that failed.

A note is a test that passed and printed something; a file without findings is one that passed. What
could not be checked is a suite of its own, of errors: no run is green that has looked at nothing.
Texts are shown with what is hidden spelled out, since XML could not hold all of it.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...corpus.formats.markup import content, legal, quoted
from ..checker import Checked
from ..finding import Finding, Severity
from .outcome import Outcome
from .places import place
from .visible import one_line


def render(outcome: Outcome) -> Iterator[str]:
    """The whole document, a suite for each file."""
    tests = sum(map(_cases, outcome.files)) + len(outcome.failed)
    failures = sum(map(_failures, outcome.files))
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    sums = f'tests="{tests}" failures="{failures}" errors="{len(outcome.failed)}"'
    yield f'<testsuites name="duilian" {sums}>\n'
    for checked in outcome.files:
        yield from _suite(checked)
    if outcome.failed:
        yield from _unchecked(outcome.failed)
    yield "</testsuites>\n"


def _cases(checked: Checked) -> int:
    return len(checked.findings) or 1


def _failures(checked: Checked) -> int:
    return sum(found.severity is not Severity.note for found in checked.findings)


def _suite(checked: Checked) -> Iterator[str]:
    counts = f'tests="{_cases(checked)}" failures="{_failures(checked)}" errors="0" skipped="0"'
    name = _attribute(checked.file)
    yield f"  <testsuite name={name} {counts}>\n"
    yield f'    <properties><property name="units" value="{checked.units}"/></properties>\n'
    if not checked.findings:
        yield f'    <testcase classname={name} name="nothing found"/>\n'
    for found in checked.findings:
        yield f"    <testcase classname={name} name={_attribute(_title(found))}>\n"
        yield f"      {_told(found)}\n"
        yield "    </testcase>\n"
    yield "  </testsuite>\n"


def _unchecked(errors: tuple[str, ...]) -> Iterator[str]:
    counts = f'tests="{len(errors)}" failures="0" errors="{len(errors)}" skipped="0"'
    yield f'  <testsuite name="could not be checked" {counts}>\n'
    for number, error in enumerate(errors, start=1):
        yield f'    <testcase classname="could not be checked" name="file {number}">\n'
        yield f"      <error message={_attribute(error)}/>\n"
        yield "    </testcase>\n"
    yield "  </testsuite>\n"


def _title(found: Finding) -> str:
    return f"{found.code} {found.name}: {place(found)}"


def _told(found: Finding) -> str:
    if found.severity is Severity.note:
        return f"<system-out>{_text(found)}</system-out>"
    kind = f"type={_attribute(found.severity)} message={_attribute(found.message)}"
    return f"<failure {kind}>{_text(found)}</failure>"


def _text(found: Finding) -> str:
    lines = [
        found.message,
        f"{found.source_language or 'source'}: {found.source}",
        f"{found.target_language or 'target'}: {found.target}",
    ]
    lines += [f"help: {found.help}"] if found.help else []
    return content("\n".join(map(_shown, lines)))


def _attribute(text: str) -> str:
    return quoted(_shown(text))


def _shown(text: str) -> str:
    return legal(one_line(text), "", None)
