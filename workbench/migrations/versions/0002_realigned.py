"""Acts that pinpoint a pair, take a re-alignment, and confirm all that is sure."""

from __future__ import annotations

from alembic import op

revision = "0002"
down_revision = "0001"

NAME = "ck_operation_kind_known"
BEFORE = (
    "kind IN ('align', 'confirm', 'unconfirm', 'confirm_many', 'join',"
    " 'split', 'shift', 'no_counterpart', 'edit_text', 'undo', 'redo')"
)
AFTER = (
    "kind IN ('align', 'confirm', 'unconfirm', 'confirm_many', 'join', 'split', 'shift',"
    " 'no_counterpart', 'edit_text', 'pinpoint', 'realign', 'confirm_sure', 'undo', 'redo')"
)


def upgrade() -> None:
    """Take the step."""
    _allow(AFTER)


def downgrade() -> None:
    """Take it back; refused by the database where such acts were done: a log is never cut."""
    _allow(BEFORE)


def _allow(kinds: str) -> None:
    # SQLite can only write the table anew, and must be told again how it numbers rows.
    numbered = {"sqlite_autoincrement": True}
    with op.batch_alter_table("operation", table_kwargs=numbered) as table:
        table.drop_constraint(op.f(NAME), type_="check")
        table.create_check_constraint(op.f(NAME), kinds)
