"""``duilian align``: the sentences of a text beside those of its translation."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ..corpus.errors import DuilianError, UsageError
from .console import STANDARD, WRONG, counted, json_text, language_tag, print_lines, say, say_notes
from .options import (
    CreationId,
    Encoding,
    ForProfile,
    MaxBytes,
    MemoryName,
    Output,
    OutputFormat,
    Plain,
    Printed,
    Quiet,
    SourceLanguage,
    Strict,
    TargetLanguage,
)

if TYPE_CHECKING:
    from ..align.explain.model import Reasons
    from ..align.files import Job, Outcome


def align(
    source: Annotated[
        Path | None,
        typer.Argument(
            metavar="SOURCE",
            help="The original; or alone, a file of pairs to align anew. '-' is standard input.",
        ),
    ] = None,
    target: Annotated[
        Path | None,
        typer.Argument(metavar="TARGET", help="Its translation; '-' is standard input."),
    ] = None,
    output: Output = None,
    source_language: SourceLanguage = None,
    target_language: TargetLanguage = None,
    lines: Annotated[
        bool, typer.Option("--lines", help="Take each line for one sentence, just as it is.")
    ] = False,
    format: Annotated[
        str | None,
        typer.Option(
            metavar="NAME",
            help="The format to write: tmx, xliff, xliff2, jsonl, tsv, csv, xlsx, docx, po, moses,"
            " beads or table."
            " [default: by the output's suffix; a table on a terminal, else tsv]",
            show_default=False,
        ),
    ] = None,
    encoding: Encoding = None,
    min_probability: Annotated[
        float,
        typer.Option(
            metavar="P", min=0.0, max=1.0, help="Leave out pairs less probable than this."
        ),
    ] = 0.0,
    anchors: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="Beads that must hold, in the format beads: [0]:[0, 1] on each line. The rest is"
            " aligned around them.",
            show_default=False,
        ),
    ] = None,
    max_bead: Annotated[
        int,
        typer.Option(
            metavar="N",
            min=1,
            max=6,
            help="The most sentences that a bead may hold on either side, 1 to 6.",
        ),
    ] = 6,
    pairs: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="Align many: each line of FILE is a source, a target and an output, parted by"
            " tabs and relative to FILE. Takes the place of SOURCE and TARGET.",
            show_default=False,
        ),
    ] = None,
    encoder: Annotated[
        str,
        typer.Option(
            metavar="SPEC",
            help="What makes the vectors: embedded, sentence-transformers:PATH_OR_NAME or"
            " onnx:FOLDER.",
        ),
    ] = "embedded",
    cache: Annotated[
        Path | None,
        typer.Option(
            metavar="FOLDER",
            help="Keep the vectors of another encoder there for the next time.",
            show_default=False,
        ),
    ] = None,
    source_vectors: Annotated[
        str | None,
        typer.Option(
            metavar="FILE",
            help="Vectors of the source made elsewhere, in place of an encoder: FILE.npy, or"
            " OVERLAPS=FILE.emb.",
            show_default=False,
        ),
    ] = None,
    target_vectors: Annotated[
        str | None,
        typer.Option(metavar="FILE", help="Those of the target, likewise.", show_default=False),
    ] = None,
    why: Annotated[
        str | None,
        typer.Option(
            metavar="BEADS",
            help="Print, in the place of the pairs, what spoke for these beads and against them:"
            " 12, 10-14 or 3,10-14.",
            show_default=False,
        ),
    ] = None,
    lexicon: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="Words that answer each other: on each line a source word, a tab, a target word.",
            show_default=False,
        ),
    ] = None,
    glossary: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="Terms and their renderings, likewise; they count for more than words.",
            show_default=False,
        ),
    ] = None,
    report: Annotated[
        bool,
        typer.Option(
            "--report",
            help="Print, in the place of the pairs, how good the alignment looks as a whole.",
        ),
    ] = False,
    review: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="Write a list of what is doubtful there too, with its text: beads and boundaries"
            " below .9, parted by tabs.",
            show_default=False,
        ),
    ] = None,
    moved: Annotated[
        bool,
        typer.Option(
            "--moved/--no-moved",
            help="Look for text that was moved, among the sentences left alone.",
        ),
    ] = True,
    second_pass: Annotated[
        bool,
        typer.Option(
            "--second-pass",
            help="Learn words from sure pairs and align again, if that can be seen to help.",
        ),
    ] = False,
    profile: ForProfile = None,
    max_bytes: MaxBytes = None,
    tm_name: MemoryName = None,
    creation_id: CreationId = None,
    plain: Plain = False,
    strict: Strict = False,
    output_format: Printed = OutputFormat.text,
    quiet: Quiet = False,
) -> None:
    """Pair the sentences of a text with those of its translation.

    Two texts go in (plain, Markdown, HTML, DOCX, ODT, PPTX, EPUB, SRT, VTT, PDF); pairs come
    out, each with the probability that it is right. A file of pairs alone (TSV, CSV, XLSX, TMX,
    XLIFF, PO ...) is taken apart and aligned anew.
    """
    if pairs is None and source is None:
        raise UsageError(
            "give a source and a target, a file of pairs, or --pairs FILE",
            remedy="see duilian align --help",
        )
    if pairs is not None and (source is not None or output is not None):
        raise UsageError(
            "with --pairs, every source, target and output stands in its file",
            remedy="leave SOURCE, TARGET and --output out",
        )
    if pairs is not None and (why is not None or report):
        raise UsageError("--why and --report are for one pair of texts", remedy="leave --pairs out")
    if pairs is not None and (anchors is not None or review is not None):
        raise UsageError(
            "--anchors and --review are for one pair of texts",
            remedy="leave --pairs out, and align that pair by itself",
        )
    if output_format is OutputFormat.json and why is None and not report:
        raise UsageError(
            "--output-format is for --why and --report", remedy="pairs as JSON: --format jsonl"
        )
    languages = language_tag(source_language, "-s"), language_tag(target_language, "-t")

    from ..align.encoders import encoder_for, vector_files
    from ..align.files import Job, Settings, run
    from ..corpus.formats.tmx import tmx_settings

    tmx = tmx_settings(profile, max_bytes, tm_name, creation_id, plain)
    vectors = vector_files(source_vectors, target_vectors, spec=encoder, cache=cache)
    if pairs is not None:
        if vectors is not None:
            raise UsageError(
                "vectors are those of one pair of texts", remedy="leave them out, or --pairs"
            )
        settings = Settings(
            *languages,
            lines,
            format,
            encoding,
            min_probability,
            max_bead=max_bead,
            moved=moved,
            lexicon=lexicon,
            glossary=glossary,
            second_pass=second_pass,
            tmx=tmx,
            strict=strict,
        )
        _align_pairs(pairs, settings, encoder, cache, quiet)
        return
    assert source is not None  # checked above, where mypy cannot see it
    output = output or STANDARD
    if format is None and output == STANDARD:
        format = "table" if sys.stdout.isatty() else "tsv"
    settings = Settings(
        *languages,
        lines,
        format,
        encoding,
        min_probability,
        vectors,
        why=why,
        report=report,
        anchors=anchors,
        max_bead=max_bead,
        review=review,
        moved=moved,
        lexicon=lexicon,
        glossary=glossary,
        second_pass=second_pass,
        tmx=tmx,
        strict=strict,
    )
    made = encoder_for(encoder, cache=cache) if vectors is None else None
    job = Job(source, target, output)
    outcome = run(job, settings, made)
    if outcome.reasons is not None:
        _print_reasons(outcome.reasons, output_format)
    if not quiet:
        _report(outcome, job, min_probability)


def _print_reasons(reasons: Reasons, output_format: OutputFormat) -> None:
    from ..align.explain.showing import reasons_as_json, show_reasons

    as_json = output_format is OutputFormat.json
    print_lines([json_text(reasons_as_json(reasons))] if as_json else show_reasons(reasons))


def _align_pairs(pairs: Path, settings: Any, spec: str, cache: Path | None, quiet: bool) -> None:
    """Align every pair of a list, whatever becomes of the others."""
    from ..align.encoders import encoder_for
    from ..align.files import read_jobs, run

    jobs = read_jobs(pairs)
    encoder = encoder_for(spec, cache=cache)
    failed = 0
    with _progress(jobs, quiet) as walk:
        for job in walk:
            if isinstance(job, DuilianError):
                say(f"error: {job}")
                failed += 1
                continue
            try:
                outcome = run(job, settings, encoder)
            except DuilianError as error:
                say(f"error: {job.place}: {error}")
                failed += 1
                continue
            if not quiet:
                _report(outcome, job, settings.min_probability)
    if not quiet or failed:
        say(f"aligned {len(jobs) - failed} of {len(jobs)} pairs")
    if failed:
        raise typer.Exit(WRONG)


def _report(outcome: Outcome, job: Job, min_probability: float) -> None:
    """Tell of an alignment what its reader should know."""
    output = job.output
    for tally, file in zip(outcome.passed_over, job.inputs, strict=True):
        say_notes(tally, file)
    where = "" if output == STANDARD else f"{output}: "
    for warning in outcome.warnings:
        say(f"warning: {where}{warning}")
    if outcome.left_out:
        say(
            f"note: {where}left out {outcome.left_out} of {counted(outcome.beads, 'bead')}"
            f" below probability {min_probability:g}"
        )
    if outcome.kept is not None:
        from ..align.report import shown_precision

        say(f"note: {where}{shown_precision(outcome.kept)}")
    for note in outcome.notes:
        say(f"note: {note}")
    say_notes(outcome.notices, output)


@contextmanager
def _progress(items: Sequence[Any], quiet: bool) -> Iterator[Iterator[Any]]:
    """The items, with a bar on standard error if a person is looking at it."""
    if quiet or not sys.stderr.isatty():
        yield iter(items)
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeRemainingColumn

    columns = BarColumn(), MofNCompleteColumn(), TimeRemainingColumn()
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        yield iter(bar.track(items))
