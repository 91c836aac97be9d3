"""Files into Documents: plain text, Markdown, and all that declares its structure itself."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import PurePath

from alignments.bitext import Document, Notice
from alignments.errors import FormatError
from alignments.formats.containers import Container, container_of
from alignments.formats.decoding import Decoded, decode
from alignments.formats.page.encoding import decode_page
from alignments.formats.secluded import read_secluded
from alignments.languages import guess_language
from alignments.segmentation import segment_document
from alignments.structure import find_structure
from alignments.structure.declared import build_document
from alignments.structure.markdown import looks_like_markdown
from alignments.structure.tokens import Dialect

_MARKDOWN_SUFFIXES = frozenset({".md", ".markdown", ".mdown", ".mkd"})
_OF_PACKAGES = "utf-8"
_SURE = frozenset({"utf-8", "ascii"})
# UTF-8 read as cp1251 and saved again: nearly every second letter is a capital Er or Es.
_GARBLED = re.compile(r"[РС][^\x00-\x7fА-Яа-я\s]|[РС][ЃЂѓђѐёєѕіїјљњћќўџа-п°-¿]|Ð[\u0080-¿]")


def read_document(
    data: bytes, name: str, language: str | None = None, encoding: str | None = None
) -> Document:
    """A file as a segmented Document: plain text, Markdown or a container (`docs/formats.md`).

    `name` is the file's name; its suffix, or else the looks of the text, tells Markdown from plain
    text. `language` None: guessed ("und" if it cannot be). `encoding` None: detected, and a notice
    says which one unless it was UTF-8; containers know their own. Containers are read by a process
    of their own, within limits.

    Raises FormatError for a file that is empty, blank, no text or only page furniture, and
    EncodingError for one whose encoding is unknown or not the one named.
    """
    kind = container_of(data, name)
    if kind is None:
        document = _read_text(data, name, language, encoding)
    else:
        document = _read_container(data, name, kind, language, encoding)
    document = segment_document(document)
    if not document.segments:
        raise FormatError(
            f"{name} holds no text, only rules, page numbers, links or marks: choose another file, "
            "or import it as segmented, one segment per line."
        )
    return document


def encoding_of(data: bytes, name: str, encoding: str | None = None) -> str:
    """The character encoding that `read_document` reads these bytes with; raises as `decode`."""
    decoded = _decoded(data, name, container_of(data, name), encoding)
    return _OF_PACKAGES if decoded is None else decoded.encoding


def _decoded(
    data: bytes, name: str, kind: Container | None, encoding: str | None
) -> Decoded | None:
    """The text of a file; None for packages, whose parts know their own encodings."""
    if kind == "package":
        return None
    return decode_page(data, name, encoding) if kind == "page" else decode(data, name, encoding)


def _read_text(data: bytes, name: str, language: str | None, encoding: str | None) -> Document:
    decoded = decode(data, name, encoding)
    dialect = find_dialect(decoded.text, name)
    tag = language or guess_language(decoded.text)
    document = find_structure(decoded.text, name, tag, dialect)
    notices = reading_notices(decoded)
    if notices:
        document = replace(document, notices=(*notices, *document.notices))
    return document


def _read_container(
    data: bytes, name: str, kind: Container, language: str | None, encoding: str | None
) -> Document:
    notices: list[Notice] = []
    decoded = _decoded(data, name, kind, encoding)
    if decoded is not None:
        data, notices = decoded.text.encode(), reading_notices(decoded)
    extract = read_secluded(data, name, kind)
    document = build_document(extract.blocks, [*notices, *extract.notices], name, language or "und")
    if language is None:
        document = replace(document, language=guess_language(document.text))
    return document


def find_dialect(text: str, name: str) -> Dialect:
    """Whether a text is Markdown, by its file's suffix or, for other suffixes, by its marks."""
    if PurePath(name).suffix.lower() in _MARKDOWN_SUFFIXES or looks_like_markdown(text):
        return "markdown"
    return "plain"


def reading_notices(decoded: Decoded) -> list[Notice]:
    """What a person should know about how the bytes were read."""
    notices: list[Notice] = []
    if decoded.detected or decoded.encoding not in _SURE:
        how = "was found to be" if decoded.detected else "is"
        message = f"The encoding {how} {decoded.encoding}; name another one if letters look wrong."
        notices.append(Notice("encoding", message))
    sample = decoded.text[:20_000]
    letters = sum(map(str.isalpha, sample))
    if letters > 20 and 4 * len(_GARBLED.findall(sample)) > letters:
        message = (
            "The text looks garbled, as UTF-8 does when it was read as cp1251 and saved again: "
            "import the file it was made from."
        )
        notices.append(Notice("garbled", message, 0))
    return notices
