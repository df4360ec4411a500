"""The front door: arguments in, one call, output out.

No logic of its own: every command parses, calls one function, and prints what came of it. Data
goes to standard output, messages to standard error. What a command needs is imported inside
it, so that ``duilian --help`` loads neither numpy nor lxml. Errors leave as one line and an
exit code: 0 clean, 1 findings, 2 wrong use or input. Start reading at :func:`main`.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup

from . import __version__
from .commands.check import baseline, check, rule
from .commands.console import (
    CLEAN,
    STANDARD,
    WRONG,
    counted,
    json_text,
    language_tag,
    naming_formats,
    print_lines,
    say,
    say_notes,
    say_written,
)
from .commands.glossary import glossary as glossary_commands
from .commands.options import (
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
from .commands.score import score
from .commands.terms import terms
from .commands.tm import tm
from .corpus.errors import DuilianError, UsageError, plain_reason

if TYPE_CHECKING:
    from .align.explain import Reasons
    from .align.files import Job, Outcome

INTERRUPTED, PIPE_CLOSED = 130, 141
"""Exit codes: what a shell reports for Ctrl-C and for a closed pipe."""


class _Interrupted(Exception):
    """Ctrl-C. Typer would end the program on its own terms."""


class _PipeClosed(Exception):
    """Whoever read our output has seen enough, as ``head`` does."""


class _Group(TyperGroup):
    """The commands, in the order they are defined in."""

    def invoke(self, ctx: Any) -> Any:
        """Run the command, keeping from Typer the two endings it would handle for us."""
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            raise _Interrupted from None
        except BrokenPipeError:
            raise _PipeClosed from None


app = typer.Typer(
    name="duilian",
    cls=_Group,
    context_settings={"help_option_names": ["-h", "--help"]},
    # Rich would make --help three times slower, and a traceback is for developers only.
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


def _show_version(value: bool) -> None:
    if value:
        typer.echo(f"duilian {__version__}")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def _duilian(
    context: typer.Context,
    version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_show_version, is_eager=True, help="Print the version and exit."
        ),
    ] = False,
) -> None:
    """Hang a translation beside its original, line answering line.

    Aligns two texts sentence by sentence, without a network, and reads and writes what
    translators use. English and Chinese first. Begin with: duilian demo
    """
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())


# --- the commands -----------------------------------------------------------------------------


@app.command()
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

    from .align.encoders import encoder_for, vector_files
    from .align.files import Job, Settings, run
    from .corpus.formats.tmx import tmx_settings

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
    from .align.explain import reasons_as_json, show_reasons

    as_json = output_format is OutputFormat.json
    print_lines([json_text(reasons_as_json(reasons))] if as_json else show_reasons(reasons))


def _align_pairs(pairs: Path, settings: Any, spec: str, cache: Path | None, quiet: bool) -> None:
    """Align every pair of a list, whatever becomes of the others."""
    from .align.encoders import encoder_for
    from .align.files import read_jobs, run

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


@app.command("eval")
def evaluate(
    gold: Annotated[
        Path, typer.Argument(metavar="GOLD", help="The right alignment: a beads file, or a folder.")
    ],
    test: Annotated[Path, typer.Argument(metavar="TEST", help="The alignment to judge: likewise.")],
    output_format: Printed = OutputFormat.text,
    quiet: Quiet = False,
) -> None:
    """Compare an alignment with one that is known to be right.

    Prints strict and lax precision, recall and F1, and how many beads of each shape were given,
    wanted and hit. In folders, files are matched by name.
    """
    from .align.gold import as_json, evaluate_files, show

    report = evaluate_files(gold, test)
    if not quiet:
        for note in report.notes:
            say(f"note: {note}")
    print_lines(
        [json_text(as_json(report))] if output_format is OutputFormat.json else show(report)
    )


@app.command()
def convert(
    source: Annotated[
        Path, typer.Argument(metavar="IN", help="The file to read; '-' is standard input.")
    ],
    output: Annotated[
        Path, typer.Argument(metavar="OUT", help="The file to write; '-' is standard output.")
    ],
    from_: Annotated[
        str | None,
        typer.Option(
            "--from",
            metavar="NAME",
            help="The format of IN: tmx, xliff, jsonl, tsv, csv, xlsx, docx, po or moses."
            " [default: by its suffix or content]",
            show_default=False,
        ),
    ] = None,
    to: Annotated[
        str | None,
        typer.Option(
            "--to",
            metavar="NAME",
            help="The format of OUT: tmx, xliff, xliff2, jsonl, tsv, csv, xlsx, docx, po, moses,"
            " beads or table. [default: by its suffix]",
            show_default=False,
        ),
    ] = None,
    source_language: SourceLanguage = None,
    target_language: TargetLanguage = None,
    encoding: Encoding = None,
    profile: ForProfile = None,
    max_bytes: MaxBytes = None,
    tm_name: MemoryName = None,
    creation_id: CreationId = None,
    plain: Plain = False,
    strict: Strict = False,
    quiet: Quiet = False,
) -> None:
    """Bring a bitext from one format into another.

    Files of any size are read and written as they stream. What was passed over is counted and
    told.
    """
    from .corpus.convert import convert as convert_file
    from .corpus.formats.tmx import tmx_settings
    from .corpus.tally import Tally
    from .corpus.tally import strict as refusing

    reading, writing = Tally(), Tally()
    languages = language_tag(source_language, "-s"), language_tag(target_language, "-t")
    with naming_formats(writing="--to"):
        written = convert_file(
            source,
            output,
            source_format=from_,
            target_format=to,
            source_language=languages[0],
            target_language=languages[1],
            encoding=encoding,
            reading=refusing(str(source)) if strict else reading,
            writing=refusing(str(output)) if strict else writing,
            tmx=tmx_settings(profile, max_bytes, tm_name, creation_id, plain),
        )
    if not quiet:
        say_notes(reading, source)
        say_notes(writing, output)
        if output != STANDARD:
            say_written(output, written)


@app.command()
def info(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="A bitext or a text; '-' is standard input.")
    ],
    source_language: SourceLanguage = None,
    target_language: TargetLanguage = None,
    format: Annotated[
        str | None,
        typer.Option(
            metavar="NAME",
            help="The format of FILE: tmx, xliff, jsonl, tsv, csv, xlsx, docx, po, moses, text and"
            " other formats of documents."
            " [default: by its suffix or content]",
            show_default=False,
        ),
    ] = None,
    encoding: Encoding = None,
    output_format: Printed = OutputFormat.text,
    quiet: Quiet = False,
) -> None:
    """Say what is in a file, and what looks odd.

    Of a bitext: languages, units, shapes of bead, probabilities, lengths and oddities. Of a text
    in one language: its encoding, paragraphs, headings and sentences.
    """
    from .corpus.info import as_json, inspect, show
    from .corpus.tally import Tally

    notices = Tally()
    found = inspect(
        file,
        format=format,
        source_language=language_tag(source_language, "-s"),
        target_language=language_tag(target_language, "-t"),
        encoding=encoding,
        notice=notices,
    )
    if not quiet:
        say_notes(notices, file)
    print_lines([json_text(as_json(found))] if output_format is OutputFormat.json else show(found))


app.command()(check)
app.command()(rule)
app.command()(score)
app.add_typer(baseline, name="baseline")
app.add_typer(tm, name="tm")
app.add_typer(terms, name="terms")
app.add_typer(glossary_commands, name="glossary")


@app.command()
def demo(
    folder: Annotated[
        Path, typer.Argument(metavar="FOLDER", help="Where to write the TMX; made if missing.")
    ] = Path("duilian-demo"),
) -> None:
    """Align the bundled example, show it, write a TMX, check its terms.

    A Chinese newspaper article and its English translation, with everything that happens to a
    text in translation: sentences joined, split and left out.
    """
    from .quality.demo import run_demo

    print_lines(run_demo(folder))


# --- what the commands print ------------------------------------------------------------------


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
        from .align.report import shown_precision

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


# --- the way out ------------------------------------------------------------------------------


def run(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code; nothing is raised."""
    try:
        code = app(args=arguments, prog_name="duilian", standalone_mode=False)
        sys.stdout.flush()
        return code if isinstance(code, int) else CLEAN
    except DuilianError as error:
        say(str(error))
        return WRONG
    except (_Interrupted, KeyboardInterrupt, typer.Abort):
        say("interrupted")
        return INTERRUPTED
    except (_PipeClosed, BrokenPipeError):
        _abandon_output()
        return PIPE_CLOSED
    except MemoryError:
        say("there is not enough memory for this")
        return WRONG
    except OSError as error:
        say(f"{error.filename or 'cannot go on'}: {plain_reason(error)}")
        return WRONG
    except Exception as error:
        # Typer's own errors are not all of one public class, but all know how to show themselves.
        if hasattr(error, "format_message"):
            say(_usage(error))
            return WRONG
        if os.environ.get("DUILIAN_DEBUG"):
            import traceback

            traceback.print_exc()
        say(
            f"this is a fault in duilian, not in what you did: {type(error).__name__}: {error}"
            " (run with DUILIAN_DEBUG=1 for the traceback)"
        )
        return WRONG


def main() -> None:
    """Run the command line and exit: the console script."""
    sys.exit(run())


def _usage(error: Any) -> str:
    """Typer's message for wrong use, in the form of ours."""
    message = str(error.format_message()).strip().rstrip(".")
    context = getattr(error, "ctx", None)
    command = context.command_path if context is not None else "duilian"
    return f"{message[:1].lower()}{message[1:]} (see {command} --help)"


def _abandon_output() -> None:
    """Let nothing be written to a closed pipe any more, not even on the way out."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
