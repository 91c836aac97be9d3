"""Bytes to text: UTF-8, UTF-16 with its mark, or the encoding that was named."""

from __future__ import annotations

import codecs
import re

from glossary.errors import TermFormatError

MOST_BYTES = 64 << 20
"""A larger file (bytes) is no term base."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(rb"-\*-\s*coding:\s*([\w-]+)")


def decode(data: bytes, encoding: str = "") -> str:
    """The text. Raises TermFormatError, naming the byte and the remedy, where it cannot be read."""
    refuse_too_much(data)
    chosen = encoding or _marked(data) or _declared(data) or "utf-8"
    try:
        text = data.decode(chosen)
    except LookupError as error:
        raise TermFormatError(
            f'there is no encoding "{chosen}"; try utf-8, cp1251 or koi8-r'
        ) from error
    except UnicodeDecodeError as error:
        raise TermFormatError(
            f"byte {error.start} is no {chosen}; name the file's encoding (cp1251, koi8-r, utf-16)"
        ) from error
    if "\0" in text:
        raise TermFormatError(
            f"U+0000 at character {text.index(chr(0))}: this is no text, or its encoding is another"
        )
    return text.removeprefix("\ufeff")


def refuse_too_much(data: bytes) -> None:
    """Raise TermFormatError for an empty file and for one of over 64 MB."""
    if not data.strip():
        raise TermFormatError("the file is empty; choose the file that holds the terms")
    if len(data) > MOST_BYTES:
        raise TermFormatError(
            f"the file has {len(data) >> 20} MB; a term base of over {MOST_BYTES >> 20} MB is not "
            "read: cut it in parts"
        )


def _marked(data: bytes) -> str:
    return next((name for mark, name in _MARKS if data.startswith(mark)), "")


def _declared(data: bytes) -> str:
    found = _DECLARED.search(data.split(b"\n", 1)[0])
    return found[1].decode("ascii") if found else ""
