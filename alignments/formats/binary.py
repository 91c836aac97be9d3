"""Files that are no plain text: what they look like by their first bytes, and what to do."""

from __future__ import annotations

import re

from alignments.errors import FormatError

_SAVE = "open it in its program and save it as plain text (.txt, UTF-8) or Markdown (.md)"
_SAVE_ANEW = "open it in its program and save it as a Word document (.docx) or plain text (.txt)"
_NO_TEXT = "it holds no text that could be aligned; export the text itself"
_UNPACK = "unpack it first and import the text file inside"
_BEGINNINGS: tuple[tuple[bytes, str, str], ...] = (
    (b"%PDF-", "a PDF", "convert it into a Word document (.docx) or a web page, or copy its text"),
    (b"\x89PNG", "a PNG picture", _NO_TEXT),
    (b"\xff\xd8\xff", "a JPEG picture", _NO_TEXT),
    (b"GIF8", "a GIF picture", _NO_TEXT),
    (b"II*\x00", "a TIFF picture", _NO_TEXT),
    (b"MM\x00*", "a TIFF picture", _NO_TEXT),
    (b"AT&TFORM", "a DjVu scan", "export its text layer into a .txt file"),
    (
        b"\xd0\xcf\x11\xe0",
        "a Microsoft Office document locked by a password or an old one (.doc)",
        "save it without a password as .docx",
    ),
    (b"{\\rtf", "a Rich Text document", _SAVE_ANEW),
    (b"\x1f\x8b", "a gzip archive", _UNPACK),
    (b"BZh", "a bzip2 archive", _UNPACK),
    (b"\xfd7zXZ\x00", "an xz archive", _UNPACK),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive", _UNPACK),
    (b"Rar!", "a RAR archive", _UNPACK),
    (b"SQLite format 3\x00", "an SQLite database", _NO_TEXT),
    (b"\x7fELF", "a program", _NO_TEXT),
    (b"OggS", "a sound recording", _NO_TEXT),
    (b"ID3", "a sound recording", _NO_TEXT),
    (b"fLaC", "a sound recording", _NO_TEXT),
    (b"RIFF", "a sound recording, video or picture", _NO_TEXT),
)
_ZIPPED = (
    (b"word/", "a Word document (.docx)", _SAVE),
    (b"application/vnd.oasis.opendocument", "an OpenDocument text", _SAVE),
    (b"application/epub+zip", "an EPUB book", "convert it into a .txt or .md file"),
    (b"xl/", "an Excel workbook (.xlsx)", "save the columns as text files, one segment per line"),
)
_WEB_PAGE = re.compile(rb"\s*(?:<!doctype\s+html|<html[\s>])", re.IGNORECASE)
_XML = re.compile(rb"\s*<\?xml\s")
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\x0b\x0c\r\x1a\x1b"))


def refuse_binary(data: bytes, name: str, *, markup: bool = False) -> None:
    """Raise FormatError, saying what it is and what to do, if bytes are no plain text.

    With `markup` web pages and XML are what is wanted.

    UTF-16 and UTF-32, which hold zero bytes, must have been told apart before.
    """
    found = _recognise(data, markup)
    if found is None:
        return
    what, remedy = found
    raise FormatError(f"{name} looks like {what}, not plain text: {remedy}.")


def _recognise(data: bytes, markup: bool) -> tuple[str, str] | None:
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        kinds = ((what, remedy) for mark, what, remedy in _ZIPPED if mark in data)
        return next(kinds, ("a ZIP archive", _UNPACK))
    for beginning, what, remedy in _BEGINNINGS:
        if data.startswith(beginning):
            return what, remedy
    head = data[:2000]
    if not markup and _WEB_PAGE.match(head):
        return "a web page (HTML)", "copy its text into a .txt or .md file"
    if not markup and _XML.match(head):
        return "an XML file", "copy its text into a .txt or .md file"
    sample = data[:100_000]
    controls = len(sample) - len(sample.translate(None, _CONTROLS))
    if b"\x00" in sample or 20 * controls > len(sample):
        return "a binary file (it holds zero or control bytes)", _NO_TEXT
    return None
