"""The texts as a search sees them, their index, and saved views.

Texts that are there already are folded when they are first searched.
"""

from __future__ import annotations

import logging

import sqlalchemy as sa
from alembic import op
from sqlalchemy.exc import DBAPIError

revision = "0004"
down_revision = "0003"

log = logging.getLogger(__name__)

# SQLite numbers only INTEGER keys by itself.
KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Take the step."""
    op.create_table(
        "search_text",
        sa.Column("segment_id", KEY, autoincrement=False, nullable=False),
        sa.Column("document_id", KEY, nullable=False),
        sa.Column("shown", sa.Text(), nullable=False),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("segment_id", name=op.f("pk_search_text")),
        sa.ForeignKeyConstraint(
            ["segment_id"],
            ["segment.id"],
            name=op.f("fk_search_text_segment_id"),
            ondelete="CASCADE",
        ),
    )
    op.create_index(op.f("ix_search_text_document_id"), "search_text", ["document_id"])
    op.create_table(
        "saved_view",
        sa.Column("id", KEY, nullable=False),
        sa.Column("project_id", KEY, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("query", sa.Text(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_saved_view")),
        sa.ForeignKeyConstraint(
            ["project_id"],
            ["project.id"],
            name=op.f("fk_saved_view_project_id"),
            ondelete="CASCADE",
        ),
        sa.UniqueConstraint("project_id", "name", name=op.f("uq_saved_view_project_id_name")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_saved_view_project_id"), "saved_view", ["project_id"])
    if op.get_bind().dialect.name == "sqlite":
        _index_on_sqlite()
    else:
        _index_on_postgresql()


def _index_on_sqlite() -> None:
    # No triggers keep it in step: SQLite holds FTS5 in a trigger for unsafe under trusted_schema
    # OFF. `workbench.store.search_index` does.
    op.execute(
        "CREATE VIRTUAL TABLE search_trigram USING fts5(folded, content='search_text',"
        " content_rowid='segment_id', tokenize='trigram case_sensitive 1', columnsize=0)"
    )


def _index_on_postgresql() -> None:
    connection = op.get_bind()
    try:
        with connection.begin_nested():
            connection.execute(sa.text("CREATE EXTENSION IF NOT EXISTS pg_trgm"))
            connection.execute(
                sa.text(
                    "CREATE INDEX ix_search_text_folded ON search_text"
                    " USING gin (folded gin_trgm_ops)"
                )
            )
    except DBAPIError as error:
        # Every search reads the texts through then: as right, and slower.
        log.warning(
            "searches go without an index, as PostgreSQL's extension pg_trgm cannot be had (%s); "
            "to have one, let an administrator run CREATE EXTENSION pg_trgm, and then "
            "CREATE INDEX ix_search_text_folded ON search_text USING gin (folded gin_trgm_ops)",
            str(error.orig).strip().partition("\n")[0],
        )
