"""Findings and files made of the pieces a test is about."""

from __future__ import annotations

from pathlib import Path

from duilian.corpus.model import Span
from duilian.quality.finding import Finding, Fix, Severity


def finding(
    source: str = "稳定可靠",
    target: str = "reliable and reliable",
    *,
    code: str = "DUP002",
    file: str = "a.tsv",
    unit: int = 1,
    span: tuple[int, int] | None = None,
    fix: tuple[int, int, str] | None = None,
    severity: Severity = Severity.warning,
) -> Finding:
    """A finding; ``fix`` is where in the target, from, to, and what it becomes."""
    return Finding(
        code=code,
        name="a-rule",
        severity=severity,
        file=file,
        unit=unit,
        message="something is wrong",
        source=source,
        target=target,
        source_language="zh",
        target_language="en",
        target_span=None if span is None else Span(*span),
        fixes=() if fix is None else (Fix("target", Span(fix[0], fix[1]), fix[2]),),
    )


def tsv(path: Path, *pairs: tuple[str, str]) -> Path:
    """A two-column file of Chinese and English."""
    lines = ["zh\ten", *(f"{source}\t{target}" for source, target in pairs)]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path
