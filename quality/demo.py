"""The bundled example, aligned, and its terms held to a glossary: ``duilian demo``."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

from ..align.demo import MEMORY, align_example
from ..corpus.formats import atomic_output
from .inputs import Reading, Source
from .report import full
from .run import check_sources
from .settings import Settings

_GLOSSARY = "glossary.tsv"


def run_demo(folder: Path) -> Iterator[str]:
    """Align the example, check its terms, and write memory and glossary into the folder.

    Yields what to print. Raises UsageError if the folder can be neither made nor written to.
    """
    yield from align_example(folder)
    memory, glossary = folder / MEMORY, folder / _GLOSSARY
    root = __package__.rpartition(".")[0]
    with atomic_output(glossary) as out:
        out.write((files(f"{root}.examples") / _GLOSSARY).read_text(encoding="utf-8"))
    yield f"{glossary}: how its terms are to be rendered. Where they are not:"
    yield ""
    settings = Settings(select=("TRM",), glossaries=(glossary,))
    outcome = check_sources([Source((memory,))], Reading(), settings).outcome
    yield from "".join(full.render(outcome)).splitlines()
    yield ""
    yield f"For everything else that is wrong: duilian check {memory} --glossary {glossary}"
    yield "Now with texts of your own: duilian align YOUR.zh.txt YOUR.en.txt -o YOUR.tmx"
