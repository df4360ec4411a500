"""Where a finding is, as other programs want to be told: paths of a repository, unique names."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from ..finding import Finding
from .visible import one_line


def repository_path(file: str) -> str:
    """A file's path with forward slashes, from the working folder if it is in there."""
    path, here = Path(file), Path.cwd()
    if path.is_absolute() and path.is_relative_to(here):
        path = path.relative_to(here)
    return path.as_posix()


def place(found: Finding) -> str:
    """Which unit it is, as in ``unit 12 (line 13, id a7)``."""
    more = [f"line {found.line}"] if found.line is not None else []
    named = found.unit_id not in ("", str(found.unit))
    more += [f"id {one_line(found.unit_id)}"] if named else []
    return f"unit {found.unit}" + (f" ({', '.join(more)})" if more else "")


def fingerprints(findings: Iterable[Finding]) -> Iterator[str]:
    """A name for each finding that no other in the report has, and that outlives moved lines.

    Two findings of the same rule about the same texts differ by their file or, in one file, by
    which of them comes first.
    """
    met: Counter[tuple[str, str]] = Counter()
    for found in findings:
        key = repository_path(found.file), found.fingerprint
        met[key] += 1
        whole = "\0".join((*key, str(met[key]))).encode("utf-8", "surrogatepass")
        yield hashlib.sha256(whole).hexdigest()[:32]
