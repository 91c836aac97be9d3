"""Many rows at once, by the fast way of each database.

Measured for 20,000 beads on PostgreSQL: row by row 4.1 s, many rows in one statement 8.8 s, COPY
1.4 s.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import JSON, Connection, Table, insert
from sqlmodel import Session

BATCH = 5000

Item = TypeVar("Item")
Values = Mapping[str, Any]


def batches(items: Iterable[Item]) -> Iterator[list[Item]]:
    """The items in order, so many at a time."""
    rest = iter(items)
    while batch := list(islice(rest, BATCH)):
        yield batch


def insert_rows(session: Session, table: Table, rows: Iterable[Values]) -> None:
    """Insert rows that all name the same columns; defaults of the code do not apply."""
    connection = session.connection()
    for batch in batches(rows):
        if connection.dialect.name == "postgresql":
            _copy(connection, table, batch)
        else:
            connection.execute(insert(table), batch)


def _copy(connection: Connection, table: Table, rows: list[Values]) -> None:
    names = list(rows[0])
    written = {name for name in names if isinstance(table.c[name].type, JSON)}
    columns = ", ".join(f'"{name}"' for name in names)
    driver: Any = connection.connection  # psycopg's own, which alone knows COPY
    statement = f'COPY "{table.name}" ({columns}) FROM STDIN'
    with driver.cursor() as cursor, cursor.copy(statement) as copy:
        for row in rows:
            copy.write_row([_json(row[n]) if n in written else row[n] for n in names])


def _json(value: object) -> str | None:
    return None if value is None else json.dumps(value, ensure_ascii=False)
