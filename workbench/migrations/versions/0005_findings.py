"""Findings that a person dismissed."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

# SQLite numbers only INTEGER keys by itself.
KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
STANDING = sa.text("revoked_at IS NULL")


def upgrade() -> None:
    """Take the step."""
    op.create_table(
        "dismissal",
        sa.Column("id", KEY, nullable=False),
        sa.Column("project_id", KEY, nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked_by", sa.Text(), nullable=True),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "reason IN ('intended', 'as_printed', 'house_style', 'false_alarm')",
            name=op.f("ck_dismissal_reason_known"),
        ),
        sa.CheckConstraint(
            "(revoked_at IS NULL) = (revoked_by IS NULL)", name=op.f("ck_dismissal_revoked")
        ),
        sa.ForeignKeyConstraint(
            ["project_id"],
            ["project.id"],
            name=op.f("fk_dismissal_project_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dismissal")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_dismissal_project_id"), "dismissal", ["project_id"], unique=False)
    op.create_index(
        "uq_dismissal_standing",
        "dismissal",
        ["project_id", "code", "about"],
        unique=True,
        sqlite_where=STANDING,
        postgresql_where=STANDING,
    )


def downgrade() -> None:
    """Take it back."""
    op.drop_index("uq_dismissal_standing", table_name="dismissal")
    op.drop_index(op.f("ix_dismissal_project_id"), table_name="dismissal")
    op.drop_table("dismissal")
