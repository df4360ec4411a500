"""``github``: workflow commands, which GitHub Actions turns into annotations on the changed lines.

``github-summary`` is Markdown for the page of a run: append it to ``$GITHUB_STEP_SUMMARY``.

GitHub keeps ten annotations of each severity and step, so the gravest findings come first; the log
holds them all. A summary may have 1 MiB, so it shows a hundred findings.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...corpus.formats.fields import replace_unwritable
from ...corpus.model import Span
from ..finding import Finding, Severity
from .full import summary
from .markup import cell, escaped
from .outcome import Outcome
from .places import place, repository_path
from .statistics import by_rule
from .visible import one_line, shown, windowed

_COMMANDS = {Severity.error: "error", Severity.warning: "warning", Severity.note: "notice"}
_EXCERPT = 160
_MOST_ROWS = 100


def render(outcome: Outcome) -> Iterator[str]:
    """A workflow command for each finding, the gravest first."""
    for found in outcome.gravest_first:
        properties = {
            "title": f"{found.code} {found.name}",
            "file": repository_path(found.file),
            **({} if found.line is None else {"line": str(found.line)}),
        }
        written = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
        yield f"::{_COMMANDS[found.severity]} {written}::{_data(_message(found))}\n"


def _message(found: Finding) -> str:
    lines = [f"{place(found)}: {one_line(found.message)}"]
    for label, text, span in _sides(found):
        lines.append(f"{label}: {windowed(shown(text, span), _EXCERPT).text}")
    if found.help:
        lines.append(f"help: {one_line(found.help)}")
    return "\n".join(lines)


def _sides(found: Finding) -> Iterator[tuple[str, str, Span | None]]:
    yield found.source_language or "source", found.source, found.source_span
    yield found.target_language or "target", found.target, found.target_span


def _data(text: str) -> str:
    """What stands behind ``::``, with that escaped which would end it."""
    text = replace_unwritable(text)[0]
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def render_summary(outcome: Outcome) -> Iterator[str]:
    """The sums, a table of the rules, a table of the gravest findings."""
    yield f"## duilian: {summary(outcome)}\n"
    findings = outcome.gravest_first
    if findings:
        yield "\n| rule | severity | findings | share of units |\n|---|---|--:|--:|\n"
        for count in by_rule(outcome):
            rule = f"{cell(count.code)} {cell(count.name)}"
            yield f"| {rule} | {count.severity} | {count.findings:,} | {count.share:.2%} |\n"
        yield "\n| | where | what | source | target |\n|---|---|---|---|---|\n"
    for found in findings[:_MOST_ROWS]:
        where = f"{cell(found.file)}<br>{cell(place(found))}"
        what = f"<strong>{cell(found.code)}</strong> {cell(found.message)}"
        sides = " | ".join(_excerpt(text, span) for _, text, span in _sides(found))
        yield f"| {found.severity} | {where} | {what} | {sides} |\n"
    if len(findings) > _MOST_ROWS:
        yield f"\n{len(findings) - _MOST_ROWS:,} more are in the log.\n"
    for line in (*outcome.failed, *outcome.notes):
        yield f"\n> {cell(line)}\n"


def _excerpt(text: str, span: Span | None) -> str:
    part = windowed(shown(text, span), _EXCERPT)
    if part.mark is None or part.mark.start == part.mark.end:
        return escaped(part.text)
    start, end = part.mark.start, part.mark.end
    marked = escaped(part.text[start:end])
    return f"{escaped(part.text[:start])}<strong>{marked}</strong>{escaped(part.text[end:])}"
