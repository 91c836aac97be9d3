"""The text of a web page: its encoding is UTF-8, or what the page declares, or found by looks."""

from __future__ import annotations

import codecs
import re

from alignments.errors import EncodingError
from alignments.formats.decoding import Decoded, decode

_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})""")
_HEAD = 4_000
# What browsers take these names for.
_MEANT = {"iso8859-1": "cp1252", "ascii": "cp1252"}


def decode_page(data: bytes, name: str, encoding: str | None = None) -> Decoded:
    """The text of a page; `encoding` None: as said above. Raises as `decode`."""
    if encoding is None and not data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encoding = _declared(data)
    try:
        return decode(data, name, encoding, markup=True)
    except EncodingError:
        if encoding is None or encoding != _declared(data):
            raise
        return decode(data, name, markup=True)


def _declared(data: bytes) -> str | None:
    """The declared encoding, if it is one that is known and the bytes are no UTF-8."""
    try:
        data.decode("utf-8")
        return None
    except UnicodeDecodeError:
        found = _DECLARED.search(data[:_HEAD])
    if found is None:
        return None
    try:
        name = codecs.lookup(found[1].decode("ascii")).name
    except LookupError:
        return None
    return None if name == "utf-8" else _MEANT.get(name, name)
