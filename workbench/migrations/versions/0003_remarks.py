"""Second looks, restoring, and comments.

The lists of known states and kinds are widened, not written anew, so that a step before this one
may have widened them too.
"""

from __future__ import annotations

import re

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

# SQLite numbers only INTEGER keys by itself.
KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
ADDED = {
    ("bead", "state"): ("second_look",),
    ("operation", "kind"): ("second_look", "restore"),
}


def upgrade() -> None:
    """Take the step."""
    op.add_column("bead", sa.Column("note", sa.Text(), nullable=True))
    for (table, column), values in ADDED.items():
        known = _known(table, column)
        _know(table, column, known + [value for value in values if value not in known])
    _create_comments()


def downgrade() -> None:
    """Take it back; refused by the database where rows hold what was added."""
    op.drop_table("comment_turn")
    op.drop_table("comment")
    for (table, column), values in ADDED.items():
        _know(table, column, [value for value in _known(table, column) if value not in values])
    with op.batch_alter_table("bead", table_kwargs={"sqlite_autoincrement": True}) as batch:
        batch.drop_column("note")


def _create_comments() -> None:
    states = "state IN ('open', 'resolved', 'withdrawn')"
    op.create_table(
        "comment",
        sa.Column("id", KEY, nullable=False),
        sa.Column("alignment_id", KEY, nullable=False),
        sa.Column("segment_id", KEY, nullable=True),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.CheckConstraint(states, name=op.f("ck_comment_state_known")),
        sa.ForeignKeyConstraint(
            ["alignment_id"],
            ["alignment.id"],
            name=op.f("fk_comment_alignment_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["segment_id"], ["segment.id"], name=op.f("fk_comment_segment_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_comment")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_comment_alignment_id_id"), "comment", ["alignment_id", "id"])
    op.create_index(op.f("ix_comment_segment_id"), "comment", ["segment_id"])
    op.create_table(
        "comment_turn",
        sa.Column("id", KEY, nullable=False),
        sa.Column("comment_id", KEY, nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(states, name=op.f("ck_comment_turn_state_known")),
        sa.ForeignKeyConstraint(
            ["comment_id"],
            ["comment.id"],
            name=op.f("fk_comment_turn_comment_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_comment_turn")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_comment_turn_comment_id"), "comment_turn", ["comment_id"])


def _known(table: str, column: str) -> list[str]:
    """The values that a column may hold, as its constraint on this database lists them."""
    checks = sa.inspect(op.get_bind()).get_check_constraints(table)
    texts = {str(check["name"]): str(check["sqltext"]) for check in checks}
    return re.findall(r"'([a-z_]+)'", texts[f"ck_{table}_{column}_known"])


def _know(table: str, column: str, values: list[str]) -> None:
    name = op.f(f"ck_{table}_{column}_known")
    given = _ids_given(table)
    # SQLite makes the table anew; without this it would forget to count ids.
    with op.batch_alter_table(table, table_kwargs={"sqlite_autoincrement": True}) as batch:
        batch.drop_constraint(name, type_="check")
        listed = ", ".join(f"'{value}'" for value in values)
        batch.create_check_constraint(name, f"{column} IN ({listed})")
    if given is not None:
        _count_on(table, given)


def _ids_given(table: str) -> int | None:
    """The largest id that SQLite has given in a table; None where it gave none, or not SQLite."""
    if op.get_bind().dialect.name != "sqlite":
        return None
    last = sa.text("SELECT seq FROM sqlite_sequence WHERE name = :table")
    found: int | None = op.get_bind().execute(last, {"table": table}).scalar()
    return found


def _count_on(table: str, given: int) -> None:
    # The copy counts from the largest id that is there; beads since joined had larger ones.
    forget = sa.text("DELETE FROM sqlite_sequence WHERE name = :table")
    op.get_bind().execute(forget, {"table": table})
    keep = sa.text("INSERT INTO sqlite_sequence (name, seq) VALUES (:table, :given)")
    op.get_bind().execute(keep, {"table": table, "given": given})
