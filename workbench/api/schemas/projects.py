"""Projects with what is in them."""

from __future__ import annotations

from datetime import datetime

from workbench.api.schemas.alignments import AlignmentPublic
from workbench.api.schemas.documents import DocumentPublic
from workbench.api.schemas.fields import LanguageTag, Name, Public, Shape


class ProjectCreate(Shape):
    """A new, empty project."""

    name: Name
    source_language: LanguageTag = "ru"
    target_language: LanguageTag = "en"


class ProjectUpdate(Shape):
    """A new name for a project."""

    name: Name


class ProjectPublic(Public):
    """A project with its documents and alignments."""

    id: int
    name: str
    source_language: str
    target_language: str
    created_at: datetime
    documents: list[DocumentPublic]
    alignments: list[AlignmentPublic]


class ProjectPage(Public):
    """Projects, newest first; `next` is the cursor of the page after, or null at the end."""

    items: list[ProjectPublic]
    next: str | None
