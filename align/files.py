"""From two documents to a bitext file; for one pair, or for a list of them.

A :class:`Job` says what to align and where to; :func:`run` does one. A bitext alone is taken
apart and aligned anew. What can be told to be
wrong without reading anything is told first (:func:`check`), so that no one waits for an
alignment that then has nowhere to go. :func:`read_jobs` reads the list of ``--pairs``.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from ..corpus.errors import DuilianError, InputError, UsageError
from ..corpus.formats import (
    TmxSettings,
    atomic_output,
    check_settings,
    format_for,
    output_files,
    read_bitext,
    read_document,
    read_text,
    write_bitext,
)
from ..corpus.formats.files import STANDARD, split_lines
from ..corpus.formats.format import Format, by_suffix
from ..corpus.glossary import pairs_of, read_glossary, read_terms
from ..corpus.keyed import are_catalogs, pair_by_key
from ..corpus.model import Bead, Bitext, Document
from ..corpus.pairing import to_bitext
from ..corpus.tally import REMEDY, Tally, strict
from ..corpus.text.terms import TermPair
from ..corpus.unpairing import Unpaired, changed_units, unpair
from .aligner import align
from .anchors import read_anchors
from .encode import Encoder
from .encoders import settle, vectors_for
from .explain import align_with_reasons, bead_numbers
from .explain.model import Reasons
from .options import LARGEST, Options
from .report import Kept, kept
from .review import write_review

_COLUMNS = ("source", "target", "output")


@dataclass(frozen=True, slots=True)
class Settings:
    """How to read, align and write. What is None is recognised.

    ``vectors`` names the files of the sentences' vectors, of the source and of the target, in
    place of an encoder (:func:`duilian.align.encoders.vectors_for`). ``why`` names beads to be
    explained (:func:`duilian.align.explain.bead_numbers`), ``report`` asks for a report.
    ``anchors`` is a file of beads that must hold (:func:`duilian.align.anchors.read_anchors`),
    ``review`` the file to write what is doubtful to (:mod:`duilian.align.review`).
    ``moved`` looks for moved text, if the format can say that. ``lexicon`` and ``glossary`` are
    lists of words and of terms (:func:`duilian.corpus.glossary.read_terms`). ``second_pass``
    learns words from sure beads (:mod:`duilian.align.relearn`). ``tmx`` says for whom a TMX is;
    ``strict`` makes errors of warnings and notices.
    """

    source_language: str | None = None
    target_language: str | None = None
    lines: bool = False
    format: str | None = None
    encoding: str | None = None
    min_probability: float = 0.0
    vectors: tuple[str, str] | None = None
    why: str | None = None
    report: bool = False
    anchors: Path | None = None
    max_bead: int = LARGEST
    review: Path | None = None
    moved: bool = True
    lexicon: Path | None = None
    glossary: Path | None = None
    second_pass: bool = False
    tmx: TmxSettings | None = None
    strict: bool = False


@dataclass(frozen=True, slots=True)
class Job:
    """Two files to align and the file to write; ``place`` is where the list names them.

    Without a target, the source is a bitext to be aligned anew.
    """

    source: Path
    target: Path | None
    output: Path
    place: str = ""

    @property
    def inputs(self) -> tuple[Path, ...]:
        """The files to read."""
        return (self.source,) if self.target is None else (self.source, self.target)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a job, in numbers, and what the reader should know of it.

    ``warnings`` are the aligner's, ``left_out`` counts beads that were not probable enough,
    ``kept`` says how good the pairs written are (None if none were to be), ``notices`` count what
    the format could not hold, ``passed_over`` what was not read of each file.
    ``reasons`` are there if they were asked for, ``notes`` if two files were paired by key, or if a
    bitext was aligned anew.
    """

    beads: int
    written: int
    left_out: int
    kept: Kept | None
    warnings: tuple[str, ...]
    notices: Tally
    passed_over: tuple[Tally, ...]
    reasons: Reasons | None = None
    notes: tuple[str, ...] = ()


def run(job: Job, settings: Settings, encoder: Encoder | None = None) -> Outcome:
    """Read, align, write. Raises DuilianError; the output is then as it was before.

    Where reasons are asked for, they take the place of pairs on standard output.
    """
    moved = check(job, settings).crossing and settings.moved
    if job.target is not None and are_catalogs(job.source, job.target):
        return _run_by_key(job, job.target, settings)
    passed_over = tuple(Tally() for _ in job.inputs)
    source, target, unpaired = _documents(job, settings, passed_over)
    if settings.vectors is not None:
        encoder = vectors_for(source, target, *settings.vectors)
    options = _options(settings, source, target, encoder, moved)
    least = settings.min_probability
    try:
        if settings.why is None and not settings.report:
            alignment, reasons = align(source, target, options), None
        else:
            alignment, reasons = align_with_reasons(
                source, target, options, settings.why, settings.report, least
            )
    finally:
        remarks = settle(encoder)
    if settings.strict:
        for warning in alignment.warnings + remarks:
            raise InputError(warning, file=str(job.source), remedy=REMEDY)
    if settings.review is not None:
        with atomic_output(settings.review) as out:
            write_review(alignment, out)
    bitext = to_bitext(alignment, min_probability=least)
    notices = Tally()
    beads, warnings = len(alignment.beads), alignment.warnings + remarks
    notes = () if unpaired is None else (_compared(job, unpaired, alignment.beads),)
    if reasons is not None and str(job.output) == STANDARD:
        return Outcome(beads, 0, 0, None, warnings, notices, passed_over, reasons, notes)
    written = _write(bitext, job, settings, notices)
    left_out = beads - sum(1 for _ in bitext)
    stated = kept(alignment.beads, least)
    return Outcome(beads, written, left_out, stated, warnings, notices, passed_over, reasons, notes)


def _documents(
    job: Job, settings: Settings, passed_over: tuple[Tally, ...]
) -> tuple[Document, Document, Unpaired | None]:
    """The two texts of a job, and what they were if they are the two sides of one file."""
    languages = settings.source_language, settings.target_language
    if job.target is None:
        notice = strict(str(job.source)) if settings.strict else passed_over[0]
        bitext = read_bitext(
            job.source,
            source_language=languages[0],
            target_language=languages[1],
            encoding=settings.encoding,
            notice=notice,
        )
        unpaired = unpair(bitext, str(job.source), lines=settings.lines, notice=notice)
        return unpaired.source, unpaired.target, unpaired
    source, target = (
        read_document(
            path,
            language=language,
            lines=settings.lines,
            encoding=settings.encoding,
            notice=tally,
        )
        for path, language, tally in zip(job.inputs, languages, passed_over, strict=True)
    )
    return source, target, None


_SHOWN = 5
"""So many units that are no longer as they were are named."""


def _compared(job: Job, unpaired: Unpaired, beads: Sequence[Bead]) -> str:
    """What has become of the pairs of a bitext, in a line."""
    pairs = sum(1 for unit in unpaired.units if all(unit))
    changed = changed_units(unpaired, beads)
    named = ", ".join(map(str, changed[:_SHOWN])) + (", ..." if len(changed) > _SHOWN else "")
    others = f"; others: unit {named}" if changed else ""
    where = "" if str(job.source) == STANDARD else f"{job.source}: "
    return f"{where}{pairs - len(changed)} of {pairs} pairs were found again as they stood{others}"


def _run_by_key(job: Job, target: Path, settings: Settings) -> Outcome:
    """Pair two catalogs by their keys: nothing is to be guessed, so nothing is aligned."""
    asked = (settings.why, settings.vectors, settings.anchors, settings.review)
    if settings.report or any(each is not None for each in asked):
        raise UsageError(
            "two catalogs are paired by their keys, so there is nothing to explain, to encode, to"
            " hold or to review",
            remedy="leave --why, --report, vectors, --anchors and --review out",
        )
    notices = Tally()
    bitext, notes = pair_by_key(
        job.source,
        target,
        source_language=settings.source_language,
        target_language=settings.target_language,
        encoding=settings.encoding,
        notice=strict(str(job.source)) if settings.strict else notices,
    )
    written = _write(bitext, job, settings, notices)
    beads = sum(1 for _ in bitext)
    return Outcome(beads, written, 0, None, (), notices, (Tally(), Tally()), notes=notes)


def _write(bitext: Bitext, job: Job, settings: Settings, notices: Tally) -> int:
    """Write the bitext and return the number of units written."""
    _check_outputs(job, settings, bitext)
    return write_bitext(
        bitext,
        job.output,
        format=settings.format,
        notice=strict(str(job.output)) if settings.strict else notices,
        tmx=settings.tmx,
    )


def _check_outputs(job: Job, settings: Settings, bitext: Bitext) -> None:
    """Raise UsageError if a file would replace a text: the names of some hang on the languages."""
    for output in output_files(job.output, settings.format, bitext):
        for path in job.inputs:
            if _same(path, output):
                raise UsageError(
                    "the output would replace a text that is to be aligned",
                    file=str(output),
                    remedy="give the output another name",
                )


def _options(
    settings: Settings,
    source: Document,
    target: Document,
    encoder: Encoder | None,
    moved: bool,
) -> Options:
    """What the settings mean for these two texts."""
    anchors: tuple[Bead, ...] = ()
    if settings.anchors is not None:
        counts = len(source), len(target)
        anchors = read_anchors(settings.anchors, *counts, settings.max_bead, settings.encoding)
    terms: tuple[TermPair, ...] = ()
    if settings.lexicon is not None:
        terms = read_terms(settings.lexicon, _WORD, settings.encoding)
    if settings.glossary is not None:
        languages = source.language, target.language
        glossary = read_glossary(
            settings.glossary,
            encoding=settings.encoding,
            source_language=languages[0],
            target_language=languages[1],
        )
        terms += pairs_of(glossary, *languages, _TERM)
    return Options(encoder, anchors, settings.max_bead, moved, terms, settings.second_pass)


_WORD, _TERM = 0.9, 1.0
"""How much it proves that a pair of the user's lexicon, or of the glossary, is met."""


def check(job: Job, settings: Settings) -> Format:
    """Raise the DuilianError that can be foreseen: a format, a folder, one file for two.

    Returns the format to write.
    """
    if job.target is not None:
        _check_texts(job.source, job.target)
    elif (found := by_suffix(job.source)) is not None and not found.can_read:
        raise UsageError(
            f"this is {found.summary}: one language, and nothing to align it with",
            file=str(job.source),
            remedy="give its translation too; alone goes only a file with both languages in it",
        )
    for path in job.inputs:
        if _same(path, job.output):
            raise UsageError(
                "the output would replace a text that is to be aligned",
                file=str(job.output),
                remedy="give the output another name",
            )
    lists = settings.anchors, settings.lexicon, settings.glossary
    inputs = [str(path) for path in (*job.inputs, *lists)]
    if inputs.count(STANDARD) > 1:
        raise UsageError(
            "only one of the texts, the anchors, the lexicon and the glossary can come from"
            " standard input",
            remedy="name a file for the others",
        )
    if settings.why is not None:
        bead_numbers(settings.why)
    format = format_for(job.output, settings.format, writing=True)
    check_settings(format, settings.tmx)
    check_folder(job.output)
    if settings.review is not None:
        _check_review(job, settings, settings.review)
    return format


def _check_texts(source: Path, target: Path) -> None:
    """Raise UsageError for one file in the place of two."""
    if str(source) == str(target) == STANDARD:
        raise UsageError(
            "source and target cannot both come from standard input",
            remedy="name a file for one of them",
        )
    if _same(source, target):
        raise UsageError(
            "source and target are the same file",
            file=str(source),
            remedy="give the text and its translation",
        )


def _check_review(job: Job, settings: Settings, review: Path) -> None:
    """Raise UsageError if the list for review has no place of its own."""
    if str(review) == STANDARD:
        if str(job.output) == STANDARD or settings.why is not None or settings.report:
            raise UsageError(
                "the list for review is not all that would go to standard output",
                remedy="write it to a file: --review FILE",
            )
        return
    if os.path.realpath(review) == os.path.realpath(job.output) and str(job.output) != STANDARD:
        raise UsageError(
            "the pairs and the list for review would be one file",
            file=str(review),
            remedy="give one of them another name",
        )
    for path in (*job.inputs, settings.anchors):
        if path is not None and _same(path, review):
            raise UsageError(
                "the list for review would replace a file that is to be read",
                file=str(review),
                remedy="give the list another name",
            )
    check_folder(review)


def check_folder(output: Path) -> None:
    """Raise UsageError if an output is a folder, or stands in one that is missing or closed."""
    if str(output) == STANDARD:
        return
    if output.is_dir():
        raise UsageError(
            "this is a folder, where a file is to be written",
            file=str(output),
            remedy="name a file in it",
        )
    folder = Path(os.path.realpath(output)).parent
    if not folder.is_dir():
        raise UsageError("there is no such folder", file=str(output.parent), remedy="make it first")
    if not output.exists() and not os.access(folder, os.W_OK):
        raise UsageError(
            "this folder cannot be written to", file=str(output.parent), remedy="choose another"
        )


def read_jobs(path: Path, encoding: str | None = None) -> list[Job | DuilianError]:
    """The jobs of a list: on each line source, target and output, parted by tabs.

    Paths are relative to the folder the list is in. A first line of ``source``, ``target`` and
    ``output``, in any order, is a header. Blank lines are passed over. A line that is no job is
    an error in the place of the job, so that the rest can be done. Raises InputError if the
    list cannot be read or is empty.
    """
    name = str(path)
    folder = Path() if name == STANDARD else path.parent
    rows = [
        (number, [field.strip() for field in line.split("\t")])
        for number, line in enumerate(split_lines(read_text(path, encoding)), 1)
        if line.strip()
    ]
    order = list(range(len(_COLUMNS)))
    if rows:
        head = [field.lower() for field in rows[0][1]]
        if set(_COLUMNS) <= set(head):
            order = [head.index(column) for column in _COLUMNS]
            rows = rows[1:]
    if not rows:
        raise InputError(
            "the list names no pair",
            file=name,
            remedy="each line must be a source, a target and an output, parted by tabs",
        )
    return list(_jobs(rows, order, name, folder))


def _jobs(
    rows: list[tuple[int, list[str]]], order: list[int], name: str, folder: Path
) -> Iterator[Job | DuilianError]:
    taken: dict[str, int] = {}
    for number, fields in rows:
        place = f"line {number}"
        if len(fields) <= max(order) or not all(fields[at] for at in order):
            yield InputError(
                "not a source, a target and an output",
                file=name,
                place=place,
                remedy="part the three by tabs",
            )
            continue
        source, target, output = (folder / fields[at] for at in order)
        first = taken.setdefault(os.path.realpath(output), number)
        if first != number:
            yield UsageError(
                f"line {first} has the same output",
                file=name,
                place=place,
                remedy="give each pair an output of its own",
            )
            continue
        yield Job(source, target, output, f"{name}, {place}")


def _same(one: Path, other: Path) -> bool:
    """True if two paths lead to the same file."""
    if STANDARD in (str(one), str(other)):
        return False
    try:
        return os.path.samefile(one, other)
    except OSError:
        return False
