"""The front door: arguments in, one call, output out.

No logic of its own: the commands are listed here and stand in ``commands/``, where each parses,
calls one function, and prints what came of it. Data goes to standard output, messages to
standard error. What a command needs is imported inside it, so that ``duilian --help`` loads
neither numpy nor lxml. Errors leave as one line and an exit code: 0 clean, 1 findings, 2 wrong
use or input. Start reading at :func:`main`.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from . import __version__
from .commands.align import align
from .commands.check import baseline, check, rule
from .commands.console import CLEAN, WRONG, say
from .commands.convert import convert
from .commands.demo import demo
from .commands.evaluate import evaluate
from .commands.glossary import glossary
from .commands.info import info
from .commands.score import score
from .commands.terms import terms
from .commands.tm import tm
from .corpus.errors import DuilianError, plain_reason

INTERRUPTED, PIPE_CLOSED = 130, 141
"""Exit codes: what a shell reports for Ctrl-C and for a closed pipe."""


class _Interrupted(Exception):
    """Ctrl-C. Typer would end the program on its own terms."""


class _PipeClosed(Exception):
    """Whoever read our output has seen enough, as ``head`` does."""


class _Group(TyperGroup):
    """The commands, in the order they are listed in."""

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

app.command()(align)
app.command("eval")(evaluate)
app.command()(convert)
app.command()(info)
app.command()(check)
app.command()(rule)
app.command()(score)
app.add_typer(baseline, name="baseline")
app.add_typer(tm, name="tm")
app.add_typer(terms, name="terms")
app.add_typer(glossary, name="glossary")
app.command()(demo)


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
