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
from workbench.store.documents import (
    delete_document,
    get_document,
    load_document,
    load_original,
    replace_structure,
    save_document,
)
from workbench.store.operations import apply, history, redo, undo
from workbench.store.projects import (
    create_project,
    delete_project,
    get_project,
    list_projects,
    rename_project,
)
from workbench.store.reviewing import Versions, check_seen
from workbench.store.revisions import (
    RevisionDraft,
    get_revision,
    page_rechecks,
    save_revision,
    withdraw_revision,
)
from workbench.store.segments import get_segments, page_segments
from workbench.store.uploads import delete_upload, load_upload, save_upload
from workbench.store.verification import verify

__all__ = [
    "Act",
    "Confirm",
    "ConfirmMany",
    "Direction",
    "EditText",
    "Join",
    "NoCounterpart",
    "RevisionDraft",
    "Shift",
    "Split",
    "Unconfirm",
    "Versions",
    "alignment_of_job",
    "apply",
    "check_seen",
    "create_project",
    "delete_document",
    "delete_project",
    "delete_upload",
    "get_alignment",
    "get_bead",
    "get_document",
    "get_project",
    "get_revision",
    "get_segments",
    "history",
    "list_projects",
    "load_bitext",
    "load_document",
    "load_original",
    "load_texts",
    "load_upload",
    "page_beads",
    "page_rechecks",
    "page_segments",
    "redo",
    "rename_project",
    "replace_structure",
    "save_alignment",
    "save_document",
    "save_revision",
    "save_upload",
    "stream_beads",
    "undo",
    "verify",
    "withdraw_revision",
]
