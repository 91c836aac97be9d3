"""The first tables."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

# SQLite numbers only INTEGER keys by itself.
KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Take the step."""
    op.create_table(
        "project",
        sa.Column("id", KEY, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("source_language", sa.Text(), nullable=False),
        sa.Column("target_language", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_project")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "document",
        sa.Column("id", KEY, nullable=False),
        sa.Column("project_id", KEY, nullable=False),
        sa.Column("side", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("encoding", sa.Text(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("characters", sa.Integer(), nullable=False),
        sa.Column("segment_count", sa.Integer(), nullable=False),
        sa.Column("summary", sa.JSON(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("structure", sa.JSON(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("original", sa.LargeBinary(), nullable=False),
        sa.CheckConstraint("side IN ('source', 'target')", name=op.f("ck_document_side_known")),
        sa.CheckConstraint(
            "segment_count >= 0 AND characters >= 0", name=op.f("ck_document_sizes")
        ),
        sa.ForeignKeyConstraint(
            ["project_id"], ["project.id"], name=op.f("fk_document_project_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_document")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_document_project_id"), "document", ["project_id"], unique=False)

    op.create_table(
        "job",
        sa.Column("id", KEY, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("project_id", KEY, nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("progress", sa.Float(), nullable=False),
        sa.Column("phase", sa.Text(), nullable=False),
        sa.Column("parameters", sa.JSON(), nullable=False),
        sa.Column("result", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("error", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("warnings", sa.JSON(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("cancel", sa.Boolean(), nullable=False),
        sa.Column("owner", sa.Text(), nullable=True),
        sa.Column("lease_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "state IN ('queued', 'running', 'done', 'failed', 'cancelled')",
            name=op.f("ck_job_state_known"),
        ),
        sa.CheckConstraint("attempts >= 0", name=op.f("ck_job_attempts")),
        sa.CheckConstraint("progress >= 0 AND progress <= 1", name=op.f("ck_job_progress")),
        sa.ForeignKeyConstraint(
            ["project_id"], ["project.id"], name=op.f("fk_job_project_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_job")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_job_project_id"), "job", ["project_id"], unique=False)
    op.create_index(op.f("ix_job_state_id"), "job", ["state", "id"], unique=False)

    op.create_table(
        "alignment",
        sa.Column("id", KEY, nullable=False),
        sa.Column("project_id", KEY, nullable=False),
        sa.Column("source_document_id", KEY, nullable=True),
        sa.Column("target_document_id", KEY, nullable=True),
        sa.Column("job_id", KEY, nullable=True),
        sa.Column("encoder", sa.Text(), nullable=False),
        sa.Column("signature", sa.Text(), nullable=False),
        sa.Column("source_size", sa.Integer(), nullable=False),
        sa.Column("target_size", sa.Integer(), nullable=False),
        sa.Column("head", sa.Integer(), nullable=False),
        sa.Column("tally", sa.JSON(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "source_size >= 0 AND target_size >= 0 AND head >= 0", name=op.f("ck_alignment_sizes")
        ),
        sa.ForeignKeyConstraint(
            ["project_id"], ["project.id"], name=op.f("fk_alignment_project_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["source_document_id"], ["document.id"], name=op.f("fk_alignment_source_document_id")
        ),
        sa.ForeignKeyConstraint(
            ["target_document_id"], ["document.id"], name=op.f("fk_alignment_target_document_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_alignment")),
        sa.UniqueConstraint("job_id", name=op.f("uq_alignment_job_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_alignment_project_id"), "alignment", ["project_id"], unique=False)
    op.create_index(
        op.f("ix_alignment_source_document_id"), "alignment", ["source_document_id"], unique=False
    )
    op.create_index(
        op.f("ix_alignment_target_document_id"), "alignment", ["target_document_id"], unique=False
    )

    op.create_table(
        "segment",
        sa.Column("id", KEY, nullable=False),
        sa.Column("document_id", KEY, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("block", sa.Integer(), nullable=False),
        sa.Column("edited_text", sa.Text(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            'position >= 0 AND start >= 0 AND "end" > start', name=op.f("ck_segment_place")
        ),
        sa.CheckConstraint("version >= 1", name=op.f("ck_segment_version")),
        sa.ForeignKeyConstraint(
            ["document_id"],
            ["document.id"],
            name=op.f("fk_segment_document_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_segment")),
        sa.UniqueConstraint(
            "document_id", "position", name=op.f("uq_segment_document_id_position")
        ),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "bead",
        sa.Column("id", KEY, nullable=False),
        sa.Column("alignment_id", KEY, nullable=False),
        sa.Column("source_start", sa.Integer(), nullable=False),
        sa.Column("source_end", sa.Integer(), nullable=False),
        sa.Column("target_start", sa.Integer(), nullable=False),
        sa.Column("target_end", sa.Integer(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("confidence", sa.Float(), nullable=True),
        sa.Column("reasons", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("crossing", sa.Boolean(), nullable=False),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.Column("null_reason", sa.Text(), nullable=True),
        sa.Column("reviewer", sa.Text(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "null_reason IS NULL OR null_reason IN ('omitted', 'added', 'editor',"
            " 'note', 'unclear') AND (source_end = source_start OR target_end ="
            " target_start)",
            name=op.f("ck_bead_null_reason_known"),
        ),
        sa.CheckConstraint("origin IN ('machine', 'person')", name=op.f("ck_bead_origin_known")),
        sa.CheckConstraint("state IN ('proposed', 'confirmed')", name=op.f("ck_bead_state_known")),
        sa.CheckConstraint("confidence >= 0 AND confidence <= 1", name=op.f("ck_bead_confidence")),
        sa.CheckConstraint(
            "source_start >= 0 AND source_end >= source_start AND target_start >="
            " 0 AND target_end >= target_start AND (source_end > source_start OR"
            " target_end > target_start)",
            name=op.f("ck_bead_runs"),
        ),
        sa.CheckConstraint("version >= 1", name=op.f("ck_bead_version")),
        sa.ForeignKeyConstraint(
            ["alignment_id"],
            ["alignment.id"],
            name=op.f("fk_bead_alignment_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bead")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "ix_bead_order",
        "bead",
        ["alignment_id", "source_start", "source_end", "target_start", "target_end", "id"],
        unique=False,
    )
    op.create_index("ix_bead_source_end", "bead", ["alignment_id", "source_end"], unique=False)
    op.create_index("ix_bead_target_end", "bead", ["alignment_id", "target_end"], unique=False)
    op.create_index("ix_bead_target_start", "bead", ["alignment_id", "target_start"], unique=False)

    op.create_table(
        "operation",
        sa.Column("id", KEY, nullable=False),
        sa.Column("alignment_id", KEY, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reverts", sa.Integer(), nullable=True),
        sa.Column("undo_top", sa.Integer(), nullable=True),
        sa.Column("redo_top", sa.Integer(), nullable=True),
        sa.Column("beads", sa.Integer(), nullable=False),
        sa.Column("segments", sa.Integer(), nullable=False),
        sa.Column("previous_hash", sa.Text(), nullable=False),
        sa.Column("hash", sa.Text(), nullable=False),
        sa.Column("before", sa.JSON(), nullable=False),
        sa.Column("after", sa.JSON(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('align', 'confirm', 'unconfirm', 'confirm_many', 'join',"
            " 'split', 'shift', 'no_counterpart', 'edit_text', 'undo', 'redo')",
            name=op.f("ck_operation_kind_known"),
        ),
        sa.CheckConstraint("number >= 1", name=op.f("ck_operation_number")),
        sa.ForeignKeyConstraint(
            ["alignment_id"],
            ["alignment.id"],
            name=op.f("fk_operation_alignment_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_operation")),
        sa.UniqueConstraint(
            "alignment_id", "number", name=op.f("uq_operation_alignment_id_number")
        ),
        sqlite_autoincrement=True,
    )


def downgrade() -> None:
    """Take it back."""
    op.drop_table("operation")
    op.drop_index("ix_bead_target_start", table_name="bead")
    op.drop_index("ix_bead_target_end", table_name="bead")
    op.drop_index("ix_bead_source_end", table_name="bead")
    op.drop_index("ix_bead_order", table_name="bead")

    op.drop_table("bead")
    op.drop_table("segment")
    op.drop_index(op.f("ix_alignment_target_document_id"), table_name="alignment")
    op.drop_index(op.f("ix_alignment_source_document_id"), table_name="alignment")
    op.drop_index(op.f("ix_alignment_project_id"), table_name="alignment")

    op.drop_table("alignment")
    op.drop_index(op.f("ix_job_state_id"), table_name="job")
    op.drop_index(op.f("ix_job_project_id"), table_name="job")

    op.drop_table("job")
    op.drop_index(op.f("ix_document_project_id"), table_name="document")

    op.drop_table("document")
    op.drop_table("project")
