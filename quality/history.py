"""What has changed since a revision of git: only that is told of.

On a bird's-eye level: a finding is old if the unit it stands in was there before, word for word,
wherever in the file it stood. So the file as it was is fetched from git, read like the file
of today, and its pairs of texts remembered as hashes.
"""

from __future__ import annotations

import subprocess
import tempfile
from dataclasses import replace
from pathlib import Path

from ..corpus.errors import DuilianError, UsageError
from .finding import pair_hash
from .inputs import Reading, Source, open_source


def pairs_at(source: Source, reading: Reading, revision: str) -> frozenset[str]:
    """The hashes of all pairs of texts that a source held at a revision; none if it was not there.

    Raises UsageError if git, the repository or the revision is not there.
    """
    with tempfile.TemporaryDirectory(prefix="duilian-") as folder:
        files = []
        for number, file in enumerate(source.files):
            content = _content(file, revision)
            if content is None:
                return frozenset()
            # The name tells the format, and for line-parallel files the language.
            copy = Path(folder) / str(number) / file.name
            copy.parent.mkdir()
            copy.write_bytes(content)
            files.append(copy)
        try:
            bitext = open_source(replace(source, files=tuple(files)), reading)
            return frozenset(pair_hash(unit.source, unit.target) for unit in bitext)
        except DuilianError:
            return frozenset()  # what could not be read then is all new now


def _content(file: Path, revision: str) -> bytes | None:
    """A file as it was at a revision; None if there was none."""
    folder = file.resolve().parent
    _git(folder, "rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}", revision=revision)
    shown = subprocess.run(
        ["git", "-C", str(folder), "show", f"{revision}:./{file.name}"],
        capture_output=True,
        check=False,
    )
    return shown.stdout if shown.returncode == 0 else None


def _git(folder: Path, *arguments: str, revision: str) -> None:
    try:
        done = subprocess.run(
            ["git", "-C", str(folder), *arguments], capture_output=True, check=False
        )
    except FileNotFoundError:
        raise UsageError("--since needs git, and it is not installed") from None
    if done.returncode:
        raise UsageError(
            f"git knows no revision '{revision}' here",
            file=str(folder),
            remedy="name a branch, a tag or a commit; in CI, fetch enough of the history",
        )
