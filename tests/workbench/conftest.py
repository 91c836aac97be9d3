"""A fresh database for each test: SQLite, and the same again on a real PostgreSQL server.

The server is one that WORKBENCH_TEST_POSTGRES_URL names (it must allow CREATE DATABASE), or one
that is started here, in a temporary folder, and stopped at the end.
"""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import signal
import subprocess
import tempfile
import time
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import pytest

if TYPE_CHECKING:
    from alignments.bitext import Document
    from workbench.database import Database
    from workbench.records import StoredAlignment

START_SECONDS = 60
FAST = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "listen_addresses=")

SavePair = Callable[..., "StoredAlignment"]
EmptyDatabase = Callable[[], str]
"""Makes an empty PostgreSQL database and gives its address."""


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """The address of a PostgreSQL server's own database, for the whole run."""
    if importlib.util.find_spec("psycopg") is None:
        _missing("psycopg is not installed")
    given = os.environ.get("WORKBENCH_TEST_POSTGRES_URL")
    if given:
        yield given
        return
    programs = _programs()
    if programs is None:
        _missing("no PostgreSQL programs (initdb, postgres) were found")
    with tempfile.TemporaryDirectory(prefix="wb-postgres-") as name:
        yield from _serve(programs, Path(name))


@pytest.fixture(scope="session")
def empty_postgres(postgres_server: str) -> EmptyDatabase:
    """Makes empty databases on the server; they go with it, or stay behind on a given one."""
    import psycopg
    from sqlalchemy import make_url

    def create() -> str:
        name = f"workbench_test_{uuid.uuid4().hex[:12]}"
        with psycopg.connect(postgres_server, autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}")
        url = make_url(postgres_server).set(database=name)
        return url.render_as_string(hide_password=False)

    return create


@pytest.fixture(scope="session")
def _postgres(
    empty_postgres: EmptyDatabase, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Database]:
    yield from _opened(tmp_path_factory.mktemp("postgres"), empty_postgres())


@pytest.fixture(scope="session")
def _sqlite(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    yield from _opened(tmp_path_factory.mktemp("sqlite"), None)


def _opened(data: Path, url: str | None) -> Iterator[Database]:
    from workbench.database import open_database
    from workbench.settings import Settings

    database = open_database(Settings(data=data, database_url=url))
    yield database
    database.close()


@pytest.fixture
def sqlite_database(_sqlite: Database) -> Database:
    """An empty SQLite database whose ids begin at 1, for what does not depend on the kind."""
    _empty(_sqlite, "DELETE FROM {}; DELETE FROM sqlite_sequence WHERE name = '{}'")
    return _sqlite


@pytest.fixture
def postgres_database(_postgres: Database) -> Database:
    """An empty PostgreSQL database whose ids begin at 1."""
    _empty(_postgres, "DELETE FROM {}; ALTER SEQUENCE IF EXISTS {}_id_seq RESTART")
    return _postgres


def _empty(database: Database, statements: str) -> None:
    from sqlalchemy import text

    from workbench.tables import METADATA

    with database.write() as session:
        for table in reversed(METADATA.sorted_tables):
            for statement in statements.format(table.name, table.name).split(";"):
                session.execute(text(statement))


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def database(request: pytest.FixtureRequest) -> Database:
    """A fresh database; a test that asks for it runs once on each kind."""
    found: Database = request.getfixturevalue(f"{request.param}_database")
    return found


@pytest.fixture
def save_pair() -> SavePair:
    """Save a project with two documents and their alignment: runs of sources and of targets."""
    return _save_pair


def _save_pair(database: Database, *runs: tuple[int, int, int, int]) -> StoredAlignment:
    from alignments.bitext import SIDES, Alignment, Bead, Reason
    from workbench import store

    beads = tuple(
        Bead(range(a, b), range(c, d), 0.75, (Reason("number", "12"),)) for a, b, c, d in runs
    )
    sources, targets = (max(bead.run(side).stop for bead in beads) for side in SIDES)
    with database.write() as session:
        project = store.create_project(session, "Письма")
        source, target = (
            store.save_document(session, project.id, side, _document(side, size), b"", "utf-8").id
            for side, size in zip(SIDES, (sources, targets), strict=True)
        )
        alignment = Alignment(beads, sources, targets, "signature")
        return store.save_alignment(session, project.id, source, target, alignment, "builtin")


def _document(side: str, size: int) -> Document:
    from alignments.bitext import Block, BlockKind, Document, Segment

    word = "Предложение" if side == "source" else "Sentence"
    text = "\n".join(f"{word} {number}." for number in range(size))
    places = [(m.start(), m.end()) for m in re.finditer(".+", text)]
    blocks = tuple(Block(BlockKind.PARAGRAPH, *place) for place in places)
    segments = tuple(Segment(*place, number) for number, place in enumerate(places))
    return Document(side, "ru" if side == "source" else "en", text, blocks, segments=segments)


def _missing(reason: str) -> NoReturn:
    if os.environ.get("CI"):
        pytest.fail(f"{reason}; the tests on PostgreSQL must not be left out here")
    pytest.skip(reason)


def _programs() -> Path | None:
    """The folder of `initdb` and `postgres`, the newest there is."""
    installed = sorted(
        Path("/usr/lib/postgresql").glob("*/bin"), key=lambda folder: int(folder.parent.name)
    )
    on_path = shutil.which("initdb")
    folders = [*([Path(on_path).parent] if on_path else ()), *reversed(installed)]
    both = [f for f in folders if (f / "initdb").exists() and (f / "postgres").exists()]
    return both[0] if both else None


def _serve(programs: Path, folder: Path) -> Iterator[str]:
    # PostgreSQL refuses to run as root.
    user = "postgres" if os.geteuid() == 0 else None
    if user:
        shutil.chown(folder, user)
    data = folder / "data"
    initdb = [str(programs / "initdb"), "-D", str(data), "-U", "postgres", "-A", "trust"]
    made = subprocess.run(
        [*initdb, "-E", "UTF8", "--no-sync", "--locale=C"],
        user=user,
        cwd=folder,
        capture_output=True,
        text=True,
    )
    if made.returncode:
        pytest.fail(f"initdb failed: {made.stderr.strip()}")
    options = [part for option in FAST for part in ("-c", option)]
    with (folder / "log").open("w") as log:
        server = subprocess.Popen(
            [programs / "postgres", "-D", data, "-k", folder, *options],
            user=user,
            cwd=folder,
            stdout=log,
            stderr=log,
        )
    try:
        url = f"postgresql://postgres@/postgres?host={folder}"
        _wait_for(url, server, folder / "log")
        yield url
    finally:
        server.send_signal(signal.SIGQUIT)  # at once: nothing of it is kept
        server.wait(START_SECONDS)


def _wait_for(url: str, server: subprocess.Popen[bytes], log: Path) -> None:
    import psycopg

    end = time.monotonic() + START_SECONDS
    while True:
        try:
            psycopg.connect(url).close()
        except psycopg.OperationalError:
            if server.poll() is not None or time.monotonic() > end:
                pytest.fail(f"PostgreSQL did not start: {log.read_text()}")
            time.sleep(0.05)
        else:
            return
