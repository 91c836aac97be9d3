"""Revisions: an alignment goes on from another, what is to be checked again, texts that wait."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

# SQLite numbers only INTEGER keys by itself.
KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Take the step."""
    op.create_table(
        "revision",
        sa.Column("id", KEY, nullable=False),
        sa.Column("alignment_id", KEY, nullable=False),
        sa.Column("revises_id", KEY, nullable=False),
        sa.Column("revised_head", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("side", sa.Text(), nullable=False),
        sa.Column("kept", sa.Integer(), nullable=False),
        sa.Column("touched", sa.Integer(), nullable=False),
        sa.Column("bead_id", KEY, nullable=True),
        sa.Column("revises_bead_id", KEY, nullable=True),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "kind IN ('text', 'break', 'join')", name=op.f("ck_revision_kind_known")
        ),
        sa.CheckConstraint("side IN ('source', 'target')", name=op.f("ck_revision_side_known")),
        sa.CheckConstraint(
            "kept >= 0 AND touched >= 0 AND revised_head >= 0", name=op.f("ck_revision_counts")
        ),
        sa.ForeignKeyConstraint(
            ["alignment_id"],
            ["alignment.id"],
            name=op.f("fk_revision_alignment_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["revises_id"],
            ["alignment.id"],
            name=op.f("fk_revision_revises_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_revision")),
        sa.UniqueConstraint("alignment_id", name=op.f("uq_revision_alignment_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_revision_revises_id"), "revision", ["revises_id"], unique=False)
    op.create_table(
        "recheck",
        sa.Column("id", KEY, nullable=False),
        sa.Column("alignment_id", KEY, nullable=False),
        sa.Column("bead_id", KEY, nullable=False),
        sa.Column("changed", sa.JSON(), nullable=False),
        sa.Column("source", sa.JSON(), nullable=False),
        sa.Column("target", sa.JSON(), nullable=False),
        sa.Column("source_words", sa.Text(), nullable=False),
        sa.Column("target_words", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("null_reason", sa.Text(), nullable=True),
        sa.Column("reviewer", sa.Text(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "state IN ('proposed', 'confirmed')", name=op.f("ck_recheck_state_known")
        ),
        sa.ForeignKeyConstraint(
            ["alignment_id"],
            ["alignment.id"],
            name=op.f("fk_recheck_alignment_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recheck")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_recheck_alignment_id_id"), "recheck", ["alignment_id", "id"])
    op.create_table(
        "upload",
        sa.Column("id", KEY, nullable=False),
        sa.Column("project_id", KEY, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("encoding", sa.Text(), nullable=True),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["project_id"], ["project.id"], name=op.f("fk_upload_project_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_upload")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_upload_project_id"), "upload", ["project_id"], unique=False)


def downgrade() -> None:
    """Take it back."""
    op.drop_index(op.f("ix_upload_project_id"), table_name="upload")
    op.drop_table("upload")
    op.drop_index(op.f("ix_recheck_alignment_id_id"), table_name="recheck")
    op.drop_table("recheck")
    op.drop_index(op.f("ix_revision_revises_id"), table_name="revision")
    op.drop_table("revision")
