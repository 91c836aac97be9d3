from __future__ import annotations

import logging
import sqlite3
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from workbench import store
from workbench.database import PRAGMAS, Database, open_database
from workbench.errors import DatabaseError
from workbench.settings import Settings, default_data_folder
from workbench.tables import METADATA, BeadRow, ProjectRow

if TYPE_CHECKING:
    from collections.abc import Callable


def test_sqlite_is_opened_so_that_nothing_is_lost(sqlite_database: Database) -> None:
    expected = {
        "journal_mode": "wal",
        "synchronous": 2,  # FULL: a commit is on the disk before it is answered
        "foreign_keys": 1,
        "busy_timeout": 5000,
        "mmap_size": 0,
        "trusted_schema": 0,
    }
    with sqlite_database.write() as session:
        found = {name: session.scalar(text(f"PRAGMA {name}")) for name in expected}
    assert found == expected


def test_a_reader_cannot_write(database: Database) -> None:
    with database.read() as session, pytest.raises(DBAPIError, match=r"read-?only"):
        session.execute(text("DELETE FROM project"))


def test_a_reader_sees_one_state_while_another_writes(database: Database) -> None:
    with database.read() as reading:
        assert store.list_projects(reading).items == ()
        with database.write() as writing:
            store.create_project(writing, "Письма")
        assert store.list_projects(reading).items == ()
    with database.read() as reading:
        assert len(store.list_projects(reading).items) == 1


def test_a_write_that_fails_leaves_nothing(database: Database) -> None:
    def write() -> None:
        with database.write() as session:
            store.create_project(session, "Письма")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        write()
    with database.read() as session:
        assert store.list_projects(session).items == ()


def test_a_write_inside_a_write_is_refused_rather_than_waiting_for_itself(
    sqlite_database: Database,
) -> None:
    def write() -> None:
        with sqlite_database.write():
            pass

    def write_twice() -> None:
        with sqlite_database.write():
            write()

    with pytest.raises(RuntimeError, match="inside a write"):
        write_twice()
    with sqlite_database.write() as session:
        store.create_project(session, "Письма")


def test_many_writers_at_once_meet_no_error(database: Database) -> None:
    failures: list[BaseException] = []

    def write() -> None:
        try:
            for _ in range(8):
                with database.write() as session:
                    found = len(store.list_projects(session).items)  # read, then write
                    store.create_project(session, f"Письма {found}")
        except Exception as error:  # noqa: BLE001 - handed to the test
            failures.append(error)

    threads = [threading.Thread(target=write) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    with database.read() as session:
        assert len(store.list_projects(session, limit=1000).items) == 64


# The index of the searches is made by each database's own means, which no table model tells.
SAME: dict[str, Any] = {
    "compare_type": True,
    "include_name": lambda name, *_: (
        not (name or "").startswith(("search_trigram", "ix_search_text_folded"))
    ),
}


def test_migrations_make_exactly_the_tables_of_the_code(database: Database) -> None:
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    with database.write() as session:
        context = MigrationContext.configure(session.connection(), opts=SAME)
        assert compare_metadata(context, METADATA) == []


def test_a_rebuilt_table_numbers_its_rows_as_before(sqlite_database: Database) -> None:
    """A step that rewrites a table must not lose AUTOINCREMENT: an id would be given twice."""
    with sqlite_database.read() as session:
        written = session.scalars(text("SELECT sql FROM sqlite_master WHERE type = 'table'"))
        numbered = {sql for sql in written if "AUTOINCREMENT" in sql}
    # The texts that a search sees have the numbers of their segments.
    assert len(numbered) == len(METADATA.tables) - 1


def test_a_second_start_keeps_what_is_there(tmp_path: Path) -> None:
    for known in (0, 1):
        database = open_database(Settings(data=tmp_path))
        with database.write() as session:
            assert len(store.list_projects(session).items) == known
            store.create_project(session, "Письма")
        database.close()


def _open_twice_at_once(settings: Settings) -> list[object]:
    opened: list[object] = []

    def start() -> None:
        try:
            opened.append(open_database(settings))
        except Exception as error:  # noqa: BLE001 - handed to the test
            opened.append(error)

    threads = [threading.Thread(target=start) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return opened


def test_two_servers_may_make_the_sqlite_file_at_once(tmp_path: Path) -> None:
    _expect_two_databases(_open_twice_at_once(Settings(data=tmp_path / "new")))


def test_the_switch_to_wal_waits_for_one_who_holds_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = Settings(data=tmp_path)
    holder = sqlite3.connect(settings.database_file, isolation_level=None)
    holder.execute("CREATE TABLE t (x)")
    holder.execute("BEGIN")
    holder.execute("SELECT * FROM t").fetchall()  # a reader's lock: SQLite will not wait for it
    waits: list[float] = []

    def let_go(seconds: float) -> None:
        waits.append(seconds)
        holder.rollback()

    monkeypatch.setattr("workbench.database.time.sleep", let_go)
    monkeypatch.setitem(PRAGMAS, "busy_timeout", "0")
    open_database(settings).close()
    holder.close()
    assert waits


def test_a_file_that_never_comes_free_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = Settings(data=tmp_path)
    holder = sqlite3.connect(settings.database_file, isolation_level=None)
    holder.execute("BEGIN EXCLUSIVE")
    monkeypatch.setattr("workbench.database.BUSY_SECONDS", 0.02)
    monkeypatch.setitem(PRAGMAS, "busy_timeout", "0")
    with pytest.raises(DatabaseError, match=r"workbench\.sqlite3: database is locked"):
        open_database(settings)
    holder.close()


@pytest.mark.postgres
def test_two_servers_may_migrate_one_postgresql_at_once(
    empty_postgres: Callable[[], str], tmp_path: Path
) -> None:
    settings = Settings(data=tmp_path, database_url=empty_postgres())
    _expect_two_databases(_open_twice_at_once(settings))


def _expect_two_databases(opened: list[object]) -> None:
    assert [type(database) for database in opened] == [Database, Database], opened
    for database in opened:
        assert isinstance(database, Database)
        with database.read() as session:
            assert store.list_projects(session).items == ()
        database.close()


def test_a_database_of_a_newer_program_is_refused_unharmed(tmp_path: Path) -> None:
    settings = Settings(data=tmp_path)
    database = open_database(settings)
    with database.write() as session:
        session.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    database.close()
    with pytest.raises(DatabaseError, match="newer version of this program"):
        open_database(settings)


def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    settings = Settings(data=tmp_path)
    settings.database_file.write_bytes(b"not a database, but long enough to be read as one" * 99)
    with pytest.raises(DatabaseError, match="not a database"):
        open_database(settings)


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("nonsense", "not an address like postgresql://"),
        ("mysql://u:geheim@127.0.0.1/x", "only PostgreSQL"),
        ("postgresql://u:geheim@127.0.0.1:1/x", "cannot open the database"),
    ],
)
def test_an_address_that_does_not_work_is_told_without_its_password(
    url: str, words: str, tmp_path: Path
) -> None:
    with pytest.raises(DatabaseError, match=words) as caught:
        open_database(Settings(data=tmp_path, database_url=url))
    assert "geheim" not in str(caught.value)


def test_the_password_may_stand_in_a_file(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    config = Settings(
        data=tmp_path,
        database_url="postgresql+psycopg://workbench@127.0.0.1:1/x",
        database_password_file=secret,
    )
    with pytest.raises(DatabaseError, match="cannot read the database's password from"):
        open_database(config)
    secret.write_text("geheim\n")
    with pytest.raises(DatabaseError, match=r"workbench:\*\*\*@127.0.0.1:1/x"):
        open_database(config)


def test_a_data_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(DatabaseError, match="cannot make the data folder"):
        open_database(Settings(data=tmp_path / "file" / "data"))


def test_an_old_sqlite_is_noted_in_the_log(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(sqlite3, "sqlite_version_info", (3, 40, 1))
    caplog.set_level(logging.INFO)
    open_database(Settings(data=tmp_path)).close()
    assert "write-ahead log" in caplog.text
    caplog.clear()
    monkeypatch.setattr(sqlite3, "sqlite_version_info", (3, 51, 3))
    open_database(Settings(data=tmp_path)).close()
    assert "write-ahead log" not in caplog.text


@pytest.mark.parametrize(
    ("values", "why"),
    [
        ({"state": "sure"}, "unknown state"),
        ({"origin": "dog"}, "unknown origin"),
        ({"source_start": 3, "source_end": 2}, "a run backwards"),
        ({"source_end": 0, "target_end": 0}, "empty on both sides"),
        ({"confidence": 1.5}, "no probability"),
        ({"version": 0}, "versions count from 1"),
        ({"null_reason": "note"}, "a reason for a bead with both sides"),
        ({"null_reason": "lost", "target_end": 0}, "unknown reason"),
        ({"alignment_id": 99}, "no such alignment"),
    ],
)
def test_the_database_itself_refuses_a_wrong_bead(
    database: Database, values: dict[str, object], why: str
) -> None:
    right: dict[str, Any] = {
        "alignment_id": 1,
        "source_start": 0,
        "source_end": 1,
        "target_start": 0,
        "target_end": 1,
        "state": "proposed",
        "origin": "machine",
        "version": 1,
    }
    with database.write() as session:
        session.execute(
            text("INSERT INTO project VALUES (1, 'P', 'ru', 'en', '2026-01-01 00:00:00+00:00');")
        )
        session.execute(
            text(
                "INSERT INTO alignment (id, project_id, encoder, signature, source_size,"
                " target_size, head, tally, created_at)"
                " VALUES (1, 1, 'e', 's', 1, 1, 0, '{}', '2026-01-01 00:00:00+00:00')"
            )
        )
        session.add(BeadRow(**right))
    with pytest.raises(DBAPIError), database.write() as session:  # noqa: PT012
        session.add(BeadRow(**{**right, **values}))
        session.flush()
        pytest.fail(f"taken: {why}")


def test_a_naive_time_is_a_mistake(sqlite_database: Database) -> None:
    from datetime import datetime

    row = ProjectRow(
        name="P", source_language="ru", target_language="en", created_at=datetime(2026, 1, 1)
    )
    with pytest.raises(Exception, match="without a zone"), sqlite_database.write() as session:
        session.add(row)


def test_the_data_folder_follows_the_system(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert default_data_folder() == tmp_path / "translation-alignment-workbench"
    monkeypatch.setenv("WORKBENCH_DATA", str(tmp_path / "own"))
    assert Settings().data == tmp_path / "own"
    assert Settings(data=tmp_path / "said").data == tmp_path / "said"
