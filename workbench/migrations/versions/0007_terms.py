"""Term bases: their concepts, what was done to them, and proposed terms that were refused."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

# SQLite numbers only INTEGER keys by itself.
KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
KINDS = "kind IN ('create', 'update', 'delete', 'merge', 'import', 'undo')"


def upgrade() -> None:
    """Take the step."""
    _bases()
    _concepts()
    _changes()
    _refused()


def _bases() -> None:
    op.create_table(
        "term_base",
        sa.Column("id", KEY, nullable=False),
        sa.Column("project_id", KEY, nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("priority", sa.Integer(), nullable=False),
        sa.Column("head", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("head >= 0", name=op.f("ck_term_base_head")),
        sa.ForeignKeyConstraint(
            ["project_id"], ["project.id"], name=op.f("fk_term_base_project_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_term_base")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_term_base_project_id"), "term_base", ["project_id"])


def _concepts() -> None:
    op.create_table(
        "concept",
        sa.Column("id", KEY, nullable=False),
        sa.Column("base_id", KEY, nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.Column("statuses", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["base_id"], ["term_base.id"], name=op.f("fk_concept_base_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_concept")),
        sa.UniqueConstraint("base_id", "key", name=op.f("uq_concept_base_id_key")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_concept_base_id"), "concept", ["base_id"])


def _changes() -> None:
    op.create_table(
        "concept_change",
        sa.Column("id", KEY, nullable=False),
        sa.Column("base_id", KEY, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("reverts", sa.Integer(), nullable=True),
        sa.Column("concept_id", KEY, nullable=False),
        sa.Column("before", sa.JSON(), nullable=True),
        sa.Column("after", sa.JSON(), nullable=True),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(KINDS, name=op.f("ck_concept_change_kind_known")),
        sa.ForeignKeyConstraint(
            ["base_id"],
            ["term_base.id"],
            name=op.f("fk_concept_change_base_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_concept_change")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        op.f("ix_concept_change_base_id_number"), "concept_change", ["base_id", "number"]
    )
    op.create_index(op.f("ix_concept_change_concept_id"), "concept_change", ["concept_id"])


def _refused() -> None:
    op.create_table(
        "refused_term",
        sa.Column("id", KEY, nullable=False),
        sa.Column("project_id", KEY, nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("target", sa.Text(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["project_id"],
            ["project.id"],
            name=op.f("fk_refused_term_project_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_refused_term")),
        sa.UniqueConstraint(
            "project_id", "source", "target", name=op.f("uq_refused_term_project_id_source_target")
        ),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_refused_term_project_id"), "refused_term", ["project_id"])


def downgrade() -> None:
    """Take it back."""
    for table in ("refused_term", "concept_change", "concept", "term_base"):
        op.drop_table(table)
