"""`workbench serve`, `workbench demo` and `workbench openapi`: the server and what describes it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Any

import typer

Host = Annotated[str | None, typer.Option(help="The address to answer on (default 127.0.0.1).")]
Port = Annotated[int | None, typer.Option(help="The port (default 8765).", min=0, max=65535)]
Data = Annotated[Path | None, typer.Option(help="The folder that holds the database.")]


def serve(host: Host = None, port: Port = None, data: Data = None) -> None:
    """Serve the review page."""
    _run(host, port, data)


def demo(
    serving: Annotated[
        bool, typer.Option("--serve/--no-serve", help="Serve the review page afterwards.")
    ] = True,
    host: Host = None,
    port: Port = None,
    data: Data = None,
) -> None:
    """Align the bundled sample, write its TMX, print a summary and serve the review page."""
    from workbench.database import open_database
    from workbench.services import demonstrating
    from workbench.settings import Settings

    folder = data or Path("demo-output")
    folder.mkdir(parents=True, exist_ok=True)
    database = open_database(Settings(data=folder, database_url=None))
    try:
        shown = demonstrating.run(database, folder)
    finally:
        database.close()
    typer.echo(shown.text())
    if serving:
        _run(host, port, folder, f"/#/alignments/{shown.alignment_id}")


def _run(host: str | None, port: int | None, data: Path | None, page: str = "/") -> None:
    from workbench.api.server import run
    from workbench.settings import Settings

    # What is not given is left to the environment and the defaults.
    given: dict[str, Any] = {"host": host, "port": port, "data": data}
    settings = Settings(**{name: value for name, value in given.items() if value is not None})
    run(settings, page=page, announce=lambda url: typer.echo(f"Review page: {url}"))


def openapi(
    file: Annotated[Path, typer.Argument(help="The file to write, or to compare with.")],
    check: Annotated[bool, typer.Option("--check", help="Only say whether it is current.")] = False,
) -> None:
    """Write the description of the HTTP interface, from which the page's client is made."""
    from workbench.api.openapi import document_text

    text = document_text()
    if not check:
        file.write_text(text, encoding="utf-8")
        return
    if not file.exists() or file.read_text(encoding="utf-8") != text:
        print(f"{file} is not current; run `make openapi`", file=sys.stderr)  # noqa: T201 - the verdict
        raise typer.Exit(1)
