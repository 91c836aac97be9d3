"""Reading EPUB books: the pages of the spine, in its order, as one document."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote

from alignments.errors import FormatError
from alignments.formats.extracts import Extract
from alignments.formats.packages import Package, parse_part
from alignments.formats.page.encoding import decode_page
from alignments.formats.page.reading import PageReader

Element = Any

CONTAINER = "META-INF/container.xml"
_ENCRYPTION = "META-INF/encryption.xml"
_PAGES = frozenset({"application/xhtml+xml", "text/html", "application/html"})
_FONT_METHODS = ("http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC")
_DAMAGED = "the book is damaged: take it from its source again"


def read_epub(package: Package) -> Extract:
    """The text of a book without its table of contents.

    Raises FormatError for a book that is locked (DRM), damaged, or has no pages.
    """
    _refuse_locked(package)
    reader = PageReader()
    pages = 0
    for part in _spine(package):
        data = package.read(part)
        if data.strip():
            reader.add(decode_page(data, f"the part {part}").text, posixpath.basename(part))
            pages += 1
    if not pages:
        raise FormatError(f"it names no pages to read; {_DAMAGED}")
    return reader.extract()


def _refuse_locked(package: Package) -> None:
    if _ENCRYPTION not in package:
        return
    root = parse_part(package.read(_ENCRYPTION), _ENCRYPTION)
    for method in root.iter("{*}EncryptionMethod"):
        # Fonts may be disguised in any book; they are not read.
        if method.getparent().tag.endswith("EncryptedData") and not str(
            method.get("Algorithm", "")
        ).startswith(_FONT_METHODS):
            raise FormatError(
                "the book is locked by its seller (DRM): get it without a lock, or export its text"
            )


def _spine(package: Package) -> Iterator[str]:
    """The names of the parts that hold the pages, in reading order."""
    container = parse_part(package.read(CONTAINER), CONTAINER)
    root_file = next(container.iter("{*}rootfile"), None)
    path = "" if root_file is None else str(root_file.get("full-path") or "")
    if path not in package:
        raise FormatError(f"the part {path or 'that names its pages'} is missing; {_DAMAGED}")
    root = parse_part(package.read(path), path)
    items = {item.get("id"): item for item in root.iter("{*}item")}
    for reference in root.iter("{*}itemref"):
        item = items.get(reference.get("idref"))
        if item is None or item.get("media-type") not in _PAGES or _is_contents(item):
            continue
        part = _resolved(posixpath.dirname(path), str(item.get("href") or ""))
        if part not in package:
            raise FormatError(f"the part {part} is missing; {_DAMAGED}")
        yield part


def _is_contents(item: Element) -> bool:
    return "nav" in str(item.get("properties") or "").split()


def _resolved(folder: str, address: str) -> str:
    return posixpath.normpath(posixpath.join(folder, unquote(address.partition("#")[0])))
