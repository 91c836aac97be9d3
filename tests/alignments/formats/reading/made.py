"""Packages made part by part, as small as a reader allows."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from xml.sax.saxutils import escape

from alignments.bitext import Document
from alignments.formats.containers import Container, read_container
from alignments.formats.extracts import Extract
from alignments.structure.declared import build_document

WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def package(parts: Mapping[str, str | bytes], packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A ZIP package of these parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", packing) as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return out.getvalue()


def word(body: str, **others: str) -> bytes:
    """A Word document with this body; others are the insides of footnotes, styles ..."""
    parts = {"word/document.xml": f"<w:document {WORD}><w:body>{body}</w:body></w:document>"}
    for name, inside in others.items():
        parts[f"word/{name}.xml"] = f"<w:{name} {WORD}>{inside}</w:{name}>"
    return package(parts)


def run(text: str, properties: str = "") -> str:
    """A run of text."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def par(*inside: str, properties: str = "") -> str:
    """A paragraph of runs."""
    return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(inside)}</w:p>"


def extract(data: bytes, kind: Container = "package") -> Extract:
    """What the reader finds, in this process."""
    return read_container(data, kind)


def document(data: bytes, kind: Container = "package") -> Document:
    """The document of what the reader finds."""
    found = extract(data, kind)
    return build_document(found.blocks, found.notices, "a", "en")


def blocks(found: Document) -> list[tuple[str, str]]:
    """Kind and text of each block."""
    return [(block.kind.value, found.text[block.start : block.end]) for block in found.blocks]


def texts(found: Document) -> list[str]:
    """The text of each block."""
    return [text for _, text in blocks(found)]


def said(found: Document | Extract) -> list[str]:
    """The words of all notices."""
    return [notice.message for notice in found.notices]
