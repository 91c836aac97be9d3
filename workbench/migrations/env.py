"""How Alembic runs here: on a connection handed in, inside its transaction.

From the command line (`alembic -c ...`) nothing is run; use `workbench.database.migrate`.
"""

from __future__ import annotations

from alembic import context
from sqlalchemy import Connection

from workbench.tables import METADATA


def run(connection: Connection) -> None:
    """Take the steps on this connection; tables are rebuilt where SQLite cannot alter them."""
    context.configure(
        connection=connection,
        target_metadata=METADATA,
        render_as_batch=True,
        transactional_ddl=True,
        compare_type=True,
    )
    with context.begin_transaction():
        context.run_migrations()


run(context.config.attributes["connection"])
