"""The command line: thin over the services; other scripts rely on its names and exit codes.

Exit codes: 0 done, 1 an error of the input with one line on stderr, 2 wrong usage, 3 a check that
found errors. Whatever a command needs is imported inside it, so that `workbench --help` answers at
once.
"""

from __future__ import annotations

import os
import sys
from typing import Annotated

import typer

from workbench import __version__
from workbench.cli import aligning, checking, documents, matching, serving, terms

app = typer.Typer(
    name="workbench",
    help="Align translations with their originals, review the beads, export TMX.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


def _version(value: bool) -> None:
    if value:
        typer.echo(f"workbench {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    pass


app.command("align")(aligning.align)
app.command("match")(matching.match)
app.command("score")(aligning.score)
app.command("check")(checking.check)
app.command("segment")(documents.segment)
app.command("export")(documents.export)
app.add_typer(terms.app)
app.command("serve")(serving.serve)
app.command("demo")(serving.demo)
app.command("openapi")(serving.openapi)


def main() -> None:
    """Run the command line; an error of the input becomes one line on stderr and exit code 1."""
    try:
        app()
    except KeyboardInterrupt:
        sys.exit(130)
    except BrokenPipeError:
        # The reader of a pipe went away (`| head`): nothing is wrong, nothing more is wanted.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except Exception as error:
        # The last door: a user never sees a traceback.
        if os.environ.get("WORKBENCH_DEBUG"):
            raise
        _fail(error)


def _fail(error: Exception) -> None:
    from alignments.errors import AlignmentsError
    from glossary.errors import GlossaryError
    from workbench.errors import WorkbenchError

    message = " ".join(str(error).split())
    if isinstance(error, OSError):
        message = f"{error.strerror or error}: {error.filename}" if error.filename else str(error)
    elif not isinstance(error, AlignmentsError | GlossaryError | WorkbenchError):
        message = (
            f"internal error ({type(error).__name__}: {message}); "
            "set WORKBENCH_DEBUG=1 to see where, and please report it"
        )
    print(f"workbench: {message}", file=sys.stderr)  # noqa: T201 - the command's own voice
    sys.exit(1)
