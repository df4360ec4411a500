"""``full``: each finding in a frame, with both sides of the unit and what is wrong underlined.

::

    NUM001[number-mismatch] error: 3.5亿元 is 350 million yuan, not 3.5 million
      --> memory.tmx: unit 7 (line 41, id a7)
       |
    zh | 总投资3.5亿元，分三年投入。
       |       ^^^^^^^
    en | The total investment is 3.5 million yuan, spread over three years.
       |                         ^^^^^^^^^^^^^^^^
       |
       = help: write 350 million yuan

Carets count the columns of a terminal, so that they stand under Chinese as they do under English.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...corpus.formats.table import NOTHING
from ...corpus.model import Span
from ...corpus.tally import counted
from ..finding import Finding, marked
from .outcome import Outcome
from .places import place
from .style import PLAIN, Style
from .visible import one_line, rows, shown, windowed

_MOST_ROWS = 3
_MOST_REMARKS = 5


def render(outcome: Outcome, style: Style = PLAIN) -> Iterator[str]:
    """A frame for each finding, and a line with the sums; nothing if nothing could be checked."""
    if outcome.is_void:
        return
    for found in outcome.findings:
        yield "\n".join(_frame(found, style)) + "\n\n"
    yield summary(outcome) + "\n"


def summary(outcome: Outcome) -> str:
    """How many findings of each severity there are, and in how much, in one line."""
    if outcome.is_void:
        return "Nothing could be checked"
    units, files = counted(outcome.units, "unit"), counted(len(outcome.files), "file")
    found = [
        counted(count, severity.value) for severity, count in outcome.severities.items() if count
    ]
    left_out = [f"{count:,} {why}" for why, count in outcome.left_out.items()]
    remark = f" ({', '.join(left_out)})" if left_out else ""
    return f"{', '.join(found) or 'Nothing found'} in {units} of {files}{remark}"


def _frame(found: Finding, style: Style) -> Iterator[str]:
    labels = found.source_language or "source", found.target_language or "target"
    margin = max(map(len, labels))
    bar = style.paint("|", "frame")
    code = style.paint(f"{found.code}[{found.name}]", "code")
    severity = style.paint(f"{found.severity}:", found.severity)
    yield f"{code} {severity} {one_line(found.message)}"
    arrow = style.paint("-->", "frame")
    yield f"{' ' * margin}{arrow} {one_line(found.file)}: {place(found)}"
    yield f"{' ' * margin} {bar}"
    sides = ((found.source, found.source_span), (found.target, found.target_span))
    for label, (text, span) in zip(labels, sides, strict=True):
        named = style.paint(f"{label:>{margin}}", "frame")
        for line, carets in _lines(text, span, style.width - margin - 3):
            yield f"{named} {bar} {line}".rstrip()
            named = " " * margin
            if carets:
                yield f"{named} {bar} {style.paint(carets, found.severity)}"
    remarks = list(_remarks(found))
    if remarks:
        yield f"{' ' * margin} {bar}"
    for kind, remark in remarks:
        yield f"{' ' * margin} {style.paint('=', 'frame')} {style.paint(kind, 'code')}: {remark}"


def _lines(text: str, span: Span | None, width: int) -> Iterator[tuple[str, str]]:
    """The lines of a text, each with the carets that belong under it."""
    if not text:
        yield NOTHING, "" if span is None else "^"
        return
    # Lines end where words do: some room is lost there.
    room = width * _MOST_ROWS - width // 2
    for row in rows(windowed(shown(text, span), room), width):
        yield row.text, " " * row.column + "^" * row.width


def _remarks(found: Finding) -> Iterator[tuple[str, str]]:
    if found.help:
        yield "help", one_line(found.help)
    for fix in found.fixes[:_MOST_REMARKS]:
        text = found.source if fix.side == "source" else found.target
        old, new = one_line(marked(text, fix.span)), one_line(fix.text)
        yield "fix", f"in the {fix.side}, '{old}' becomes '{new}'"
    for other in found.related[:_MOST_REMARKS]:
        file = f"{one_line(other.file)}: " if other.file else ""
        yield "see", f"{file}unit {other.unit}: {one_line(other.text)}"
    more = max(0, len(found.fixes) - _MOST_REMARKS) + max(0, len(found.related) - _MOST_REMARKS)
    if more:
        yield "note", f"{more} more"
    if found.confidence is not None:
        yield "confidence", f"{found.confidence:.2f}"
