"""``html``: one page to read, filter and sort, which opens from disk and asks the network nothing.

Here is what it shows, as JSON; the page itself is put together in :mod:`.pages`.

Texts have what is hidden in them spelled out (:mod:`.visible`), and marks count UTF-16 units, since
that is what a browser counts.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import count
from typing import Any

from ..checker import Checked
from ..finding import Finding, Fix, marked
from ..rules.rule import Rule
from ..term_use import Quote, TermUse
from .full import summary
from .outcome import Outcome
from .pages import page
from .streamed import HOLE, filled
from .visible import Shown, one_line, shown


def render(outcome: Outcome) -> Iterator[str]:
    """The whole page."""
    return page(
        "check",
        summary(outcome),
        data(outcome),
        items="findings",
        command="duilian check FILES --output-format full",
    )


def data(outcome: Outcome) -> Iterator[str]:
    """What the script works with, as JSON, a finding on each line."""
    met = {found.code: found for found in outcome.findings}
    known = {rule.code: rule for rule in outcome.rules}
    codes = sorted(met)
    rules = {code: number for number, code in enumerate(codes)}
    numbers = {checked.file: number for number, checked in enumerate(outcome.files)}
    uses = outcome.term_uses
    drifting = count()  # what findings tell of comes first among the uses, in their order
    frame = {
        "version": outcome.version,
        "summary": summary(outcome),
        "failed": list(map(one_line, outcome.failed)),
        "notes": list(map(one_line, outcome.notes)),
        "rules": [_rule(met[code], known.get(code)) for code in codes],
        "files": [
            {
                "name": one_line(checked.file),
                "units": checked.units,
                "languages": [checked.source_language, checked.target_language],
            }
            for checked in outcome.files
        ],
        "terms": [_term(use, numbers) for use in uses],
        "findings": HOLE,
    }
    items = (
        _finding(found, number, rules[found.code], checked, next(drifting) if found.use else None)
        for number, checked in enumerate(outcome.files)
        for found in checked.findings
    )
    return filled(frame, items, indent=None)


def _rule(found: Finding, rule: Rule | None) -> dict[str, Any]:
    return {
        "code": found.code,
        "name": found.name,
        "summary": rule.summary if rule else "",
        "explanation": rule.explanation.strip() if rule else "",
        "mqm": rule.mqm if rule else "",
    }


def _finding(
    found: Finding, file: int, rule: int, checked: Checked, term: int | None
) -> dict[str, Any]:
    """A finding, without what it has not; ``term`` is the number of the term it is about."""
    source, target = shown(found.source, found.source_span), shown(found.target, found.target_span)
    languages = [found.source_language, found.target_language]
    usual = [checked.source_language, checked.target_language]
    optional = {
        "languages": languages if languages != usual else None,
        "sourceMark": _mark(source),
        "targetMark": _mark(target),
        "line": found.line,
        "confidence": found.confidence,
        "term": term,
        "fixes": [_fix(found, fix) for fix in found.fixes] or None,
        "related": [
            {"file": one_line(other.file), "unit": other.unit, "text": one_line(other.text)}
            for other in found.related
        ]
        or None,
    }
    return {
        "file": file,
        "unit": found.unit,
        "id": one_line(found.unit_id),
        "rule": rule,
        "severity": found.severity.value,
        "message": one_line(found.message),
        "help": one_line(found.help),
        "source": source.text,
        "target": target.text,
        **{name: value for name, value in optional.items() if value is not None},
    }


def _term(use: TermUse, files: Mapping[str, int]) -> dict[str, Any]:
    """How a term was used. A place is its file, its unit, and a quote of either side."""
    return {
        "term": one_line(use.term),
        "languages": list(use.languages),
        "drifts": not use.concept,
        "expected": list(map(one_line, use.expected)),
        "confidence": use.confidence,
        "ways": [
            {
                "text": one_line(way.text),
                "role": way.role,
                "count": way.count,
                "places": [
                    [files[each.file], each.unit, _quote(each.source), _quote(each.target)]
                    for each in way.places
                ],
            }
            for way in use.ways
        ],
    }


def _quote(quote: Quote) -> list[str]:
    return [one_line(part) for part in (quote.before, quote.text, quote.after)]


def _mark(text: Shown) -> list[int] | None:
    """Where the mark begins and ends, in the units a browser counts."""
    if text.mark is None:
        return None
    return [_utf16_length(text.text[:place]) for place in (text.mark.start, text.mark.end)]


def _utf16_length(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _fix(found: Finding, fix: Fix) -> dict[str, str]:
    old = marked(found.source if fix.side == "source" else found.target, fix.span)
    return {"side": fix.side, "old": one_line(old), "new": one_line(fix.text)}
