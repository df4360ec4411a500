"""The gold alignments beside the project, for benchmarks: where they are and how to read them."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from duilian.align.evaluate import Pair
from duilian.corpus.formats.beads import parse_beads
from duilian.corpus.formats.plain import parse_lines
from duilian.corpus.model import Document

_ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class GoldDocument:
    """A document pair, one sentence a line, and its gold beads."""

    set: str
    name: str
    source: Document
    target: Document
    gold: list[Pair]


def shared_folder() -> Path:
    """``DUILIAN_SHARED``, or ``../shared``; ends the program where there is none."""
    folder = Path(os.environ.get("DUILIAN_SHARED", _ROOT.parent / "shared"))
    if not (folder / "gold").is_dir():
        sys.exit(f"no gold data at {folder}: set DUILIAN_SHARED to the folder that holds gold/")
    return folder


def gold_documents() -> Iterator[GoldDocument]:
    """All document pairs, sorted by set and name."""
    for gold in sorted((shared_folder() / "gold").glob("*/*.gold")):
        source, target = ("de", "fr") if gold.parent.name.startswith("textberg") else ("zh", "en")
        texts = [
            parse_lines(
                gold.with_suffix(f".{language}").read_text(encoding="utf-8"), language, gold.stem
            )
            for language in (source, target)
        ]
        beads = parse_beads(gold.read_text(encoding="utf-8"), str(gold))
        yield GoldDocument(gold.parent.name, gold.stem, texts[0], texts[1], beads)
