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
    ConfirmSure,
    Direction,
    EditText,
    Join,
    NoCounterpart,
    Pinpoint,
    Realign,
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
    text_state,
)
from workbench.store.beads import get_bead, get_beads, page_beads, stream_beads
from workbench.store.chronicle import page_history
from workbench.store.comments import add_comment, get_comment, page_comments, turn_comment
from workbench.store.concept_log import page_changes, undo_last
from workbench.store.concepts import (
    create_concept,
    delete_concept,
    get_concept,
    import_concepts,
    merge_concepts,
    page_concepts,
    update_concept,
)
from workbench.store.dismissals import dismiss, page_dismissals, revoke, standing
from workbench.store.documents import (
    delete_document,
    get_document,
    load_document,
    load_original,
    replace_reading,
    replace_structure,
    save_document,
)
from workbench.store.operations import apply, history, redo, undo
from workbench.store.past import get_past, page_past_beads
from workbench.store.progress import Length, choose_threshold, progress
from workbench.store.projects import (
    create_project,
    delete_project,
    get_project,
    list_projects,
    rename_project,
)
from workbench.store.refused_terms import refuse_term, refused_terms, take_back_refusal
from workbench.store.restoring import restore
from workbench.store.reviewing import Versions, check_seen
from workbench.store.revisions import (
    RevisionDraft,
    get_revision,
    page_rechecks,
    save_revision,
    withdraw_revision,
)
from workbench.store.search_index import count_waiting, fold_waiting
from workbench.store.searching import search
from workbench.store.segments import get_segments, page_segments
from workbench.store.sought import Sought
from workbench.store.stretches import Neighbourhood, recent_changes, rows_around
from workbench.store.term_bases import (
    change_base,
    create_base,
    delete_base,
    get_base,
    list_bases,
    load_base,
    terms_state,
)
from workbench.store.uploads import delete_upload, load_upload, save_upload
from workbench.store.verification import verify
from workbench.store.views import change_view, delete_view, get_view, list_views, save_view

__all__ = [
    "Act",
    "Confirm",
    "ConfirmMany",
    "ConfirmSure",
    "Direction",
    "EditText",
    "Join",
    "Length",
    "Neighbourhood",
    "NoCounterpart",
    "Pinpoint",
    "Realign",
    "RevisionDraft",
    "SecondLook",
    "Shift",
    "Sought",
    "Split",
    "Unconfirm",
    "Versions",
    "add_comment",
    "alignment_of_job",
    "apply",
    "change_base",
    "change_view",
    "check_seen",
    "choose_threshold",
    "count_waiting",
    "create_base",
    "create_concept",
    "create_project",
    "delete_base",
    "delete_concept",
    "delete_document",
    "delete_project",
    "delete_upload",
    "delete_view",
    "dismiss",
    "fold_waiting",
    "get_alignment",
    "get_base",
    "get_bead",
    "get_beads",
    "get_comment",
    "get_concept",
    "get_document",
    "get_past",
    "get_project",
    "get_revision",
    "get_segments",
    "get_view",
    "history",
    "import_concepts",
    "list_bases",
    "list_projects",
    "list_views",
    "load_base",
    "load_bitext",
    "load_document",
    "load_original",
    "load_texts",
    "load_upload",
    "merge_concepts",
    "page_beads",
    "page_changes",
    "page_comments",
    "page_concepts",
    "page_dismissals",
    "page_history",
    "page_past_beads",
    "page_rechecks",
    "page_segments",
    "progress",
    "recent_changes",
    "redo",
    "refuse_term",
    "refused_terms",
    "rename_project",
    "replace_reading",
    "replace_structure",
    "restore",
    "revoke",
    "rows_around",
    "save_alignment",
    "save_document",
    "save_revision",
    "save_upload",
    "save_view",
    "search",
    "standing",
    "stream_beads",
    "take_back_refusal",
    "terms_state",
    "text_state",
    "turn_comment",
    "undo",
    "undo_last",
    "update_concept",
    "verify",
    "withdraw_revision",
]
