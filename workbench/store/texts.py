"""What the store takes as text: the same on both databases.

PostgreSQL refuses the NUL character and lone surrogates; so does the store, before any database.
"""

from __future__ import annotations

import re
import unicodedata

from workbench.errors import InputError

_LANGUAGE = re.compile(r"[A-Za-z]{2,8}([-_][A-Za-z0-9]{1,8}){0,8}", re.ASCII)
MAX_NAME = 300
MAX_SEGMENT = 100_000
MAX_REMARK = 4000


def storable(text: str, what: str) -> str:
    """The text as given. Raises `InputError` naming `what` where a database could not keep it."""
    if "\0" in text:
        raise InputError(f"{what} contains a NUL character; remove it", "nul-character")
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise InputError(
            f"{what} contains half a character at {error.start} (a lone surrogate); remove it",
            "lone-surrogate",
        ) from error
    return text


def checked_name(name: str, what: str = "the name") -> str:
    """A name without outer blanks. Raises `InputError` when it is empty or too long."""
    name = storable(name, what).strip()
    if not name:
        raise InputError(f"{what} is empty", "empty-name")
    if len(name) > MAX_NAME:
        raise InputError(f"{what} has {len(name)} characters; {MAX_NAME} at most", "long-name")
    return name


def checked_text(text: str) -> str:
    """A segment's edited text, in NFC. Raises `InputError` when it is blank or too long."""
    text = unicodedata.normalize("NFC", storable(text, "the text"))
    if not text.strip():
        raise InputError(
            "the text is empty; to say that a segment has no counterpart, mark it so", "empty-text"
        )
    if len(text) > MAX_SEGMENT:
        raise InputError(f"the text has {len(text)} characters; {MAX_SEGMENT} at most", "long-text")
    return text


def checked_remark(text: str, what: str) -> str:
    """A note or comment in NFC, without outer blanks. Raises `InputError` when it is too long.

    It may be empty: what that means is the caller's to say.
    """
    text = unicodedata.normalize("NFC", storable(text, what)).strip()
    if len(text) > MAX_REMARK:
        raise InputError(f"{what} has {len(text)} characters; {MAX_REMARK} at most", "long-text")
    return text


def checked_language(tag: str) -> str:
    """A language tag shaped like BCP 47, with hyphens. Raises `InputError`."""
    if not _LANGUAGE.fullmatch(tag):
        raise InputError(f"{tag[:40]!r} is no language tag; write ru, en, zh-Hant ...", "language")
    return tag.replace("_", "-")
