"""The store: the only place that knows both the tables' rows and the engine's values.

Every function takes an open session first (`Database.read()` or `Database.write()`) and gives
frozen values of `workbench.records`. Acts on an alignment go through `apply`, `undo` and `redo`,
which check versions and append to its log.
"""

from __future__ import annotations

from workbench.store.acts import (
    Act,
    Confirm,
    ConfirmMany,
    Direction,
    EditText,
    Join,
    NoCounterpart,
    SecondLook,
    Shift,
    Split,
    Unconfirm,
)
from workbench.store.alignments import (
    alignment_of_job,
    get_alignment,
    load_bitext,
    load_texts,
    save_alignment,
)
from workbench.store.beads import get_bead, page_beads, stream_beads
from workbench.store.chronicle import page_history
from workbench.store.comments import add_comment, get_comment, page_comments, turn_comment
from workbench.store.documents import (
    delete_document,
    get_document,
    load_document,
    load_original,
    replace_structure,
    save_document,
)
from workbench.store.operations import apply, history, redo, undo
from workbench.store.past import get_past, page_past_beads
from workbench.store.projects import (
    create_project,
    delete_project,
    get_project,
    list_projects,
    rename_project,
)
from workbench.store.restoring import restore
from workbench.store.reviewing import Versions
from workbench.store.segments import get_segments, page_segments
from workbench.store.verification import verify

__all__ = [
    "Act",
    "Confirm",
    "ConfirmMany",
    "Direction",
    "EditText",
    "Join",
    "NoCounterpart",
    "SecondLook",
    "Shift",
    "Split",
    "Unconfirm",
    "Versions",
    "add_comment",
    "alignment_of_job",
    "apply",
    "create_project",
    "delete_document",
    "delete_project",
    "get_alignment",
    "get_bead",
    "get_comment",
    "get_document",
    "get_past",
    "get_project",
    "get_segments",
    "history",
    "list_projects",
    "load_bitext",
    "load_document",
    "load_original",
    "load_texts",
    "page_beads",
    "page_comments",
    "page_history",
    "page_past_beads",
    "page_segments",
    "redo",
    "rename_project",
    "replace_structure",
    "restore",
    "save_alignment",
    "save_document",
    "stream_beads",
    "turn_comment",
    "undo",
    "verify",
]
