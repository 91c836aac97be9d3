"""Importing: bytes in, a segmented Document out, with words about all that looks odd.

Odd is not wrong: a text in another language than its side, or a file that is already there, is
imported and noted. Only what cannot be read at all is refused.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from alignments.bitext import Document, Notice, Side
from alignments.errors import FormatError
from workbench.records import Project, StoredDocument
from workbench.services.looks import Looks, fits, looks_of, script_name, script_of_language

# The store, and SQLAlchemy with it, costs half a second: files are read and written without it.
if TYPE_CHECKING:
    from workbench.database import Database

MAX_NAME = 200
UNKNOWN_LANGUAGE = "und"


def read(
    data: bytes,
    name: str,
    language: str | None = None,
    *,
    encoding: str | None = None,
    segmented: bool = False,
) -> Document:
    """The document in these bytes; with `segmented`, one segment a line as given.

    `language` None guesses by script. Raises EncodingError, or FormatError for what is no text or
    has none in it.
    """
    from alignments.formats import read_document, read_segmented

    if not data.strip():
        raise FormatError(f"{name}: the file is empty; choose the file that holds the text")
    if segmented:
        document = read_segmented(data, name, language or UNKNOWN_LANGUAGE, encoding)
    else:
        document = read_document(data, name, language, encoding)
    if "\0" in document.text:
        place = document.text.index("\0")
        raise FormatError(
            f"{name}: NUL (U+0000) at character {place}: this is no text file, or its encoding is "
            "another one (UTF-16, say): name the encoding"
        )
    if not document.segments:
        raise FormatError(f"{name}: no text was found in the file that could be aligned")
    return document


def read_file(
    path: Path,
    language: str | None = None,
    *,
    encoding: str | None = None,
    segmented: bool = False,
) -> Document:
    """The document in a file. Raises what `read` raises, and OSError."""
    return read(path.read_bytes(), path.name, language, encoding=encoding, segmented=segmented)


def import_document(
    database: Database,
    project_id: int,
    side: Side,
    data: bytes,
    name: str,
    *,
    language: str | None = None,
    encoding: str | None = None,
) -> StoredDocument:
    """Read a file and keep it, with its original bytes, as one side of a project.

    The language is the side's where none is given. Raises NotFoundError and what `read` raises.
    """
    from alignments.formats import encoding_of
    from workbench import store

    with database.read() as session:
        project = store.get_project(session, project_id)
    shown = safe_name(name)
    side_language = project.source_language if side == "source" else project.target_language
    document = read(data, shown, language or side_language, encoding=encoding)
    used = encoding_of(data, shown, encoding)
    notices = (*language_notices(document, project, side), *same_file_notices(data, project, side))
    document = replace(document, notices=(*notices, *document.notices))
    with database.write() as session:
        return store.save_document(session, project_id, side, document, data, used)


def import_text(
    database: Database, project_id: int, side: Side, text: str, name: str, language: str | None
) -> StoredDocument:
    """Keep a pasted text as one side of a project; raises what `import_document` raises."""
    data = text.encode("utf-8")
    return import_document(
        database, project_id, side, data, name, language=language, encoding="utf-8"
    )


def safe_name(name: str) -> str:
    """A file's own name, without folders and control characters: "../../etc/passwd" is "passwd"."""
    visible = "".join(c if c.isprintable() else " " for c in name.replace("\\", "/"))
    last = " ".join(PurePosixPath(visible).name.split())[-MAX_NAME:]
    return last if last.strip(". ") else "untitled"


def language_notices(document: Document, project: Project, side: Side) -> tuple[Notice, ...]:
    """That the text seems to be in the other side's language, or in a foreign script, if it is."""
    other = project.target_language if side == "source" else project.source_language
    found = looks_of(document.text)
    if fits(found, other) and fits(found, document.language) is False:
        message = (
            f"The {side} side is in {document.language}, but this text seems to be in {other}: "
            "if the two files are swapped, import each on the other side."
        )
        return (Notice("language-mismatch", message),)
    return _script_notice(document, found)


def _script_notice(document: Document, found: Looks) -> tuple[Notice, ...]:
    expected = script_of_language(document.language)
    if expected is None or found.script is None or found.script == expected:
        return ()
    message = (
        f"{document.name} should be in {document.language}, but is written in "
        f"{script_name(found.script)} script: check that it is the right file, or set its language."
    )
    return (Notice("language-mismatch", message),)


def same_file_notices(data: bytes, project: Project, side: Side) -> tuple[Notice, ...]:
    """That the project holds the very same bytes already, if it does."""
    digest = hashlib.sha256(data).hexdigest()
    return tuple(
        Notice(
            "same-file",
            f"The same file is already in this project as {known.name!r} on the {known.side} side"
            + ("." if known.side == side else ": is it on the right side?"),
        )
        for known in project.documents
        if known.sha256 == digest
    )


def language_warnings(source: Document, target: Document) -> tuple[Notice, ...]:
    """What looks wrong with the languages of a pair: swapped, both the same, or a foreign script.

    Says nothing where it is not certain, as for short texts and languages it does not know.
    """
    first, second = looks_of(source.text), looks_of(target.text)
    source_fits, target_fits = fits(first, source.language), fits(second, target.language)
    first_is_target = source_fits is False and fits(first, target.language)
    second_is_source = target_fits is False and fits(second, source.language)
    if first_is_target and second_is_source:
        message = (
            f"The sides seem to be swapped: the source should be in {source.language} and the "
            f"target in {target.language}, and it is the other way round."
        )
        return (Notice("sides-swapped", message),)
    if (first_is_target and target_fits) or (second_is_source and source_fits):
        language = target.language if first_is_target else source.language
        message = (
            f"Both sides seem to be in {language}, though the source should be in "
            f"{source.language} and the target in {target.language}: is one file there twice?"
        )
        return (Notice("sides-alike", message),)
    return (*_script_notice(source, first), *_script_notice(target, second))


@dataclass(frozen=True, slots=True)
class Census:
    """How much of what was recognised in a document: characters, segments, counts by kind."""

    name: str
    language: str
    characters: int
    segments: int
    blocks: Mapping[str, int]
    streams: Mapping[str, int]
    spans: Mapping[str, int]
    joins: int
    notices: int

    def line(self) -> str:
        """All counts in one line."""
        parts = [f"{self.segments} segments", *_counted(self.blocks), *_counted(self.spans)]
        return ", ".join([*parts, f"{self.joins} page-break joins"])

    def as_dict(self) -> dict[str, object]:
        """All counts by name, for JSON."""
        return asdict(self)


def _counted(counts: Mapping[str, int]) -> list[str]:
    return [f"{count} {kind.replace('_', ' ')}" for kind, count in counts.items()]


def census(document: Document) -> Census:
    """What was recognised in a document, in numbers."""
    return Census(
        name=document.name,
        language=document.language,
        characters=len(document.text),
        segments=len(document),
        blocks=dict(Counter(block.kind.value for block in document.blocks)),
        streams=dict(Counter(block.stream.value for block in document.blocks)),
        spans=dict(Counter(span.kind.value for span in document.spans)),
        joins=len(document.joins),
        notices=len(document.notices),
    )
