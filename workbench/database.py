"""Opening the database, and the two ways into it: `read()` and `write()`.

SQLite, measured: a plain BEGIN fails at once under several writers, BEGIN IMMEDIATE behind one lock
in the process never did. So writers share one connection and one lock, readers have their own
connections that cannot write. PostgreSQL does its own locking.
"""

from __future__ import annotations

import json
import logging
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import ArgumentError, SQLAlchemyError
from sqlalchemy.pool import QueuePool
from sqlmodel import Session

from workbench.errors import DatabaseError
from workbench.settings import Settings

log = logging.getLogger(__name__)

# Before this version two connections that write and checkpoint at once can corrupt a WAL database.
SAFE_SQLITE = (3, 51, 3)
MIGRATION_LOCK = 0x776F726B  # one number for all servers that may migrate the same PostgreSQL
BUSY_SECONDS = 5.0
PRAGMAS = {
    "busy_timeout": f"{BUSY_SECONDS * 1000:.0f}",
    "synchronous": "FULL",
    "foreign_keys": "ON",
    "mmap_size": "0",
    "trusted_schema": "OFF",
}


class Database:
    """A database at the present schema. Safe to share between threads; close it at the end."""

    def __init__(self, writer: Engine, reader: Engine) -> None:
        self._writer = writer
        self._reader = reader
        self._lock = threading.Lock()
        self._holder: int | None = None

    @property
    def dialect(self) -> str:
        """The kind of database: "sqlite" or "postgresql"."""
        return self._writer.dialect.name

    @contextmanager
    def read(self) -> Iterator[Session]:
        """A session that sees one unchanging state of the database and cannot change it."""
        with Session(self._reader) as session:
            yield session

    @contextmanager
    def write(self) -> Iterator[Session]:
        """A session whose changes are all kept at the end of the block, or none if it raises.

        Raises `RuntimeError` for a write inside a write of the same thread, which would wait for
        itself.
        """
        with self._alone(), Session(self._writer) as session, session.begin():
            yield session

    def close(self) -> None:
        """Give all connections back."""
        self._writer.dispose()
        self._reader.dispose()

    def _alone(self) -> AbstractContextManager[None]:
        return self._locked() if self.dialect == "sqlite" else nullcontext()

    @contextmanager
    def _locked(self) -> Iterator[None]:
        me = threading.get_ident()
        if self._holder == me:
            raise RuntimeError("a write inside a write: pass the session on instead")
        with self._lock:
            self._holder = me
            try:
                yield
            finally:
                self._holder = None


def open_database(settings: Settings) -> Database:
    """Open the database the settings name, make it if need be, and move it to the present schema.

    Raises `DatabaseError` when it cannot be reached, or was written by a newer program.
    """
    url = _url(settings)
    try:
        return _open_sqlite(url) if url.get_backend_name() == "sqlite" else _open_postgresql(url)
    except SQLAlchemyError as error:
        shown = url.render_as_string(hide_password=True)
        raise DatabaseError(f"cannot open the database {shown}: {_first_line(error)}") from error


def _first_line(error: SQLAlchemyError) -> str:
    return str(getattr(error, "orig", None) or error).strip().partition("\n")[0]


def _url(settings: Settings) -> URL:
    if settings.database_url is None:
        return _file_url(settings.database_file)
    try:
        url = make_url(settings.database_url)
        backend = url.get_backend_name()
    except ArgumentError as error:
        raise DatabaseError(
            "database_url is not an address like postgresql://user:password@host/name"
        ) from error
    if backend not in ("postgresql", "postgres"):
        raise DatabaseError(
            f"database_url names {backend!r}; only PostgreSQL can be named so, as "
            "postgresql://user:password@host/name (for SQLite set the data folder instead)"
        )
    if settings.database_password_file is not None:
        url = url.set(password=_password(settings.database_password_file))
    return url.set(drivername="postgresql+psycopg")


def _password(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise DatabaseError(f"cannot read the database's password from {file}: {error}") from error


def _file_url(file: Path) -> URL:
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise DatabaseError(
            f"cannot make the data folder {file.parent}: {error.strerror}"
        ) from error
    return URL.create("sqlite", database=str(file))


def _dumps(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _open_sqlite(url: URL) -> Database:
    if sqlite3.sqlite_version_info < SAFE_SQLITE:
        # No warning at every start: one writer a process makes it unlikely, few could act on it.
        log.info(
            "SQLite %s has a rare fault in its write-ahead log that %s mends; "
            "one writer is used, which avoids it. Keep backups.",
            sqlite3.sqlite_version,
            ".".join(map(str, SAFE_SQLITE)),
        )
    writer = _sqlite_engine(url, "BEGIN IMMEDIATE", 1)
    migrate(writer)
    return Database(writer, _sqlite_engine(url, "BEGIN", 16))


def _sqlite_engine(url: URL, begin: str, connections: int) -> Engine:
    engine = create_engine(
        url,
        poolclass=QueuePool,
        pool_size=connections,
        max_overflow=0 if connections == 1 else 48,
        connect_args={"check_same_thread": False},
        json_serializer=_dumps,
    )

    @event.listens_for(engine, "connect")
    def _set_up(connection: sqlite3.Connection, _record: object) -> None:
        connection.isolation_level = None  # else the driver sends BEGINs of its own
        for name, value in PRAGMAS.items():
            connection.execute(f"PRAGMA {name} = {value}")
        _use_write_ahead_log(connection)
        if begin == "BEGIN":
            connection.execute("PRAGMA query_only = ON")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    return engine


def _use_write_ahead_log(connection: sqlite3.Connection) -> None:
    """Switch the file to WAL, waiting for others that open the same new file at this moment.

    Two connections that both want to switch would wait for each other, so SQLite refuses one of
    them at once, whatever its busy timeout (measured: 27 of 1,600). It may simply ask again.
    """
    last = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > last:
                raise
            time.sleep(0.01)


def _open_postgresql(url: URL) -> Database:
    writer = create_engine(
        url, pool_pre_ping=True, pool_size=8, max_overflow=24, json_serializer=_dumps
    )
    migrate(writer)
    reader = writer.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
    return Database(writer, reader)


def migrate(engine: Engine) -> None:
    """Move the database to the present schema in one transaction; nothing to do costs milliseconds.

    Two servers starting at once wait for each other. Raises `DatabaseError` when the schema is
    newer than this program.
    """
    with engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            # Rebuilding a table drops it for a moment: references must not cascade meanwhile.
            connection.exec_driver_sql("PRAGMA foreign_keys = OFF")
            connection.rollback()
        with connection.begin():
            _upgrade(connection)
        if engine.dialect.name == "sqlite":
            _check_references(connection)


def _upgrade(connection: Connection) -> None:
    from alembic import command
    from alembic.config import Config
    from alembic.util import CommandError

    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:n)"), {"n": MIGRATION_LOCK})
    config = Config()
    config.set_main_option("script_location", "workbench:migrations")
    config.attributes["connection"] = connection
    try:
        command.upgrade(config, "head")
    except CommandError as error:
        raise DatabaseError(
            f"the database was written by a newer version of this program ({error}); update it"
        ) from error


def _check_references(connection: Connection) -> None:
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
    connection.rollback()
    connection.exec_driver_sql("PRAGMA foreign_keys = ON")
    connection.rollback()
    if broken is not None:
        raise DatabaseError(f"table {broken[0]} refers to rows of {broken[2]} that are not there")
