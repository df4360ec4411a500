"""The bundled example, aligned and shown: the first thing a newcomer sees.

What is wrong with its translation comes after that (:mod:`duilian.quality.demo`).
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from importlib.resources import as_file, files
from pathlib import Path

from ..corpus.errors import UsageError, plain_reason
from ..corpus.formats import parse_beads, read_document, read_text, write_bitext
from ..corpus.formats.table import write as write_table
from ..corpus.pairing import to_bitext
from ..corpus.text.script import language_name
from .aligner import align
from .evaluate import evaluate

_SOURCE, _TARGET, _GOLD = "article.zh.txt", "article.en.txt", "gold.beads"
MEMORY = "article.tmx"
"""What is written."""


def align_example(folder: Path) -> Iterator[str]:
    """Align the example and write ``article.tmx`` into the folder; yields what to print.

    Raises UsageError if the folder can be neither made nor written to.
    """
    _make(folder)
    root = __package__.rpartition(".")[0]
    with as_file(files(f"{root}.examples")) as examples:
        source = read_document(examples / _SOURCE)
        target = read_document(examples / _TARGET)
        gold = parse_beads(read_text(examples / _GOLD), _GOLD)
    names = [language_name(document.language) for document in (source, target)]
    yield (
        f"{_SOURCE} ({names[0]}, {len(source)} sentences) beside"
        f" {_TARGET} ({names[1]}, {len(target)} sentences)"
    )
    yield ""
    alignment = align(source, target)
    bitext = to_bitext(alignment)
    table = io.StringIO()
    write_table(bitext, table)
    yield from table.getvalue().splitlines()
    yield ""
    result = evaluate(gold, [(tuple(bead.source), tuple(bead.target)) for bead in alignment.beads])
    yield (
        f"{len(alignment.beads)} beads, where a person made {len(gold)}:"
        f" {sum(result.hit.values())} are the same (strict F1 {result.strict.f1:.3f})."
    )
    output = folder / MEMORY
    written = write_bitext(bitext, output)
    yield (
        f"{output}: {written} pairs for your translation tool"
        " (a sentence without a partner has no place there)."
    )


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(
            f"cannot make this folder: {plain_reason(error)}",
            file=str(folder),
            remedy="give another path",
        ) from None
