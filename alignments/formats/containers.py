"""Which files are more than plain text, and the reader of each.

Known by their first bytes, not by their names; a web page also by its suffix.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable
from pathlib import PurePath
from typing import Literal

from alignments.errors import FormatError
from alignments.formats.extracts import Extract

Container = Literal["package", "page", "subtitles"]

SUFFIXES = (".docx", ".odt", ".epub", ".html", ".htm", ".xhtml", ".srt", ".vtt")
"""The suffixes of the files that are read beside plain text and Markdown."""
_SUBTITLES = frozenset({".srt", ".vtt"})
_PAGES = frozenset({".html", ".htm", ".xhtml"})
_PAGE = re.compile(
    rb"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--(?:(?!-->).){0,2000}-->\s*)?"
    rb"<(?:!doctype\s+html|html[\s>]|head[\s>]|body[\s>])",
    re.IGNORECASE | re.DOTALL,
)
_LOOK = 4_000
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")


def container_of(data: bytes, name: str) -> Container | None:
    """What kind of container the bytes are; None for plain text and all that is refused."""
    if data.startswith(_ZIP):
        return "package"
    if _PAGE.match(_head(data)):
        return "page"
    suffix = PurePath(name).suffix.lower()
    if suffix in _SUBTITLES:
        return "subtitles"
    return "page" if suffix in _PAGES and b"<" in data and not _is_binary(data) else None


def _head(data: bytes) -> bytes:
    """The beginning; of UTF-16, which pages may be saved in, every second byte."""
    head = data[:_LOOK].removeprefix(codecs.BOM_UTF8)
    wide = head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    return head[2:].replace(b"\x00", b"") if wide else head


def _is_binary(data: bytes) -> bool:
    return b"\x00" in data[:_LOOK] or data.startswith(b"%PDF")


def read_container(data: bytes, kind: Container) -> Extract:
    """The blocks of a container, in this very process; FormatErrors do not name the file.

    Pages and subtitles are given as UTF-8.

    Meant for a process of its own: see `alignments.formats.secluded`.
    """
    return _READERS[kind](data)


def _read_package(data: bytes) -> Extract:
    from alignments.formats.docx.reading import MAIN, read_docx
    from alignments.formats.epub import CONTAINER, read_epub
    from alignments.formats.odt import reading as odt
    from alignments.formats.packages import open_package

    package = open_package(data)
    if MAIN in package:
        return read_docx(package)
    if odt.MAIN in package:
        return odt.read_odt(package)
    if CONTAINER in package:
        return read_epub(package)
    if any(name.startswith("xl/") for name in package.names):
        raise FormatError(
            "it is an Excel workbook: save the columns as text files, one segment per line, and "
            "import them as segmented"
        )
    raise FormatError(
        "it is a ZIP archive that holds no text document: unpack it first and import the text "
        "file inside"
    )


def _read_page(data: bytes) -> Extract:
    from alignments.formats.page.reading import read_page

    return read_page(data.decode("utf-8", "replace"))


def _read_subtitles(data: bytes) -> Extract:
    from alignments.formats.subtitles import read_subtitles

    return read_subtitles(data.decode("utf-8", "replace"))


_READERS: dict[Container, Callable[[bytes], Extract]] = {
    "package": _read_package,
    "page": _read_page,
    "subtitles": _read_subtitles,
}
