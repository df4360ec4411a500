"""Real translations, pair by pair, for fitting and measuring the rules: where they are.

The pairs of the aligned gold (beads with text on both sides), and those of ``qa/``: human
references and machine outputs.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from gold import shared_folder

from duilian.corpus.formats.beads import parse_beads
from duilian.corpus.model import Unit
from duilian.corpus.text.script import join_sentences
from duilian.quality.passage import Passage


@dataclass(frozen=True, slots=True)
class PairFile:
    """A row of pairs: ``family`` names the kind of text, ``human`` who translated."""

    family: str
    name: str
    source_language: str
    target_language: str
    pairs: tuple[tuple[str, str], ...]
    human: bool = True

    def passages(self, pairs: tuple[tuple[str, str], ...] | None = None) -> list[Passage]:
        """The pairs, or others in their place, as passages."""
        return [
            Passage(Unit(*pair), number, self.name, self.source_language, self.target_language)
            for number, pair in enumerate(self.pairs if pairs is None else pairs, start=1)
        ]


def pair_files() -> Iterator[PairFile]:
    """All files, sorted by family and name."""
    shared = shared_folder()
    for family in sorted((shared / "qa").glob("wmt*")):
        source, target = family.suffix.removeprefix(".").split("-")
        texts = _lines(family / f"src.{source}")
        for file in sorted(family.glob(f"[hr]*.{target}")):
            pairs = tuple(zip(texts, _lines(file), strict=True))
            yield PairFile(
                family.name, file.name, source, target, pairs, file.name.startswith("ref")
            )
    for folder, source, target in (("qa/hkma", "zh", "en"), *_gold_folders(shared)):
        for gold in sorted((shared / folder).glob("*.gold")):
            mine = _lines(gold.with_suffix(f".{source}"))
            theirs = _lines(gold.with_suffix(f".{target}"))
            beads = parse_beads(gold.read_text(encoding="utf-8"), str(gold))
            pairs = tuple(
                (
                    join_sentences([mine[i] for i in left], source),
                    join_sentences([theirs[j] for j in right], target),
                )
                for left, right in beads
                if left and right
            )
            yield PairFile(Path(folder).name, gold.stem, source, target, pairs)


def _gold_folders(shared: Path) -> Iterator[tuple[str, str, str]]:
    for folder in sorted((shared / "gold").iterdir()):
        # The perturbed WMT texts are those of qa/ over again.
        if folder.is_dir() and not folder.name.startswith("wmt22"):
            yield (
                f"gold/{folder.name}",
                *(("de", "fr") if folder.name.startswith("textberg") else ("zh", "en")),
            )


def _lines(file: Path) -> list[str]:
    return file.read_text(encoding="utf-8").removesuffix("\n").split("\n")
