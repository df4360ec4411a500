"""What a form of glossary had no place for, known by reading what was written.

Every fact of a glossary is counted, before and after: that there is a term, its status, a
definition. What is there less often afterwards was lost. So nothing has to be known of the forms,
and nothing is promised that was not seen.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from ..errors import InputError, UsageError
from ..formats.files import atomic_bytes
from ..text.script import primary
from . import form_of, read_glossary, write_glossary
from .model import Glossary
from .tbx import Style

Fact = tuple[str, ...]


def losses(before: Glossary, after: Glossary) -> dict[str, int]:
    """How many facts of each kind a glossary has no more, by the name of the kind.

    Of a term that is lost, what was said of it is not counted too.
    """
    lost = Counter(_facts(before)) - Counter(_facts(after))
    terms = {fact[1:3] for fact in lost if fact[0] == "term"}
    kinds: Counter[str] = Counter()
    for fact, count in lost.items():
        if fact[0] == "term" or fact[1:3] not in terms:
            kinds[fact[0]] += count
    return dict(kinds)


def _facts(glossary: Glossary) -> Iterator[Fact]:
    """Every fact: its kind, and what it is. What a term does not say is no fact."""
    for concept in glossary:
        yield "id", concept.id
        for kind in ("domain", "definition", "note"):
            if value := getattr(concept, kind):
                yield f"concept's {kind}" if kind == "note" else kind, _plain(value)
        if not concept.translate:
            texts = sorted(term.text for term in concept.terms)
            yield ("mark not to translate", *texts[:1])
        for term in concept.terms:
            name = primary(term.language), term.text
            yield ("term", *name)
            yield ("region or script of a language", *name, term.language)
            yield ("status", *name, term.status)
            if term.part_of_speech:
                yield ("part of speech", *name, term.part_of_speech)
            if term.case:
                yield ("mark that capitals matter", *name)
            for guard in term.not_in:
                yield ("guard", *name, guard)
            if term.note:
                yield ("term's note", *name, _plain(term.note))


def _plain(text: str) -> str:
    return " ".join(text.split())


def written(
    glossary: Glossary,
    path: str | Path,
    *,
    form: str | None = None,
    style: Style = "dct",
    strict: bool = False,
) -> dict[str, int]:
    """Write a glossary (``-`` is standard output), and say what its form had no place for.

    It is written aside first and read again. Raises UsageError if there is no such form, or, where
    this is to be ``strict``, if anything was lost; then nothing is written.
    """
    path = Path(path)
    form = form_of(path, form, writing=True)
    with TemporaryDirectory() as folder:
        aside = Path(folder) / f"glossary.{form}"
        write_glossary(glossary, aside, form=form, style=style)
        try:
            lost = losses(glossary, read_glossary(aside, form=form))
        except InputError:
            raise UsageError(
                "this form has no place for anything in the glossary",
                file=str(path),
                remedy="write TOML, which keeps everything",
            ) from None
        if lost and strict:
            told = ", ".join(f"{what} ({count:,})" for what, count in lost.items())
            raise UsageError(
                f"this form has no place for {told}",
                file=str(path),
                remedy="write TOML, which keeps everything, or leave --strict out",
            )
        with atomic_bytes(path) as out:
            out.write(aside.read_bytes())
    return lost
