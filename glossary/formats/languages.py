"""Language tags as files write them, in one form."""

from __future__ import annotations

import re

# Three-letter codes that older tools write; everything else stays as it is.
_LONG = {
    "rus": "ru", "eng": "en", "deu": "de", "ger": "de", "fra": "fr", "fre": "fr", "ukr": "uk",
    "spa": "es", "ita": "it", "pol": "pl", "ces": "cs", "cze": "cs", "por": "pt", "zho": "zh",
    "chi": "zh", "jpn": "ja", "bel": "be", "bul": "bg", "srp": "sr", "nld": "nl", "dut": "nl",
}  # fmt: skip
_TAG = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*")


def tidy_tag(tag: str) -> str:
    """ "RU" -> "ru", "en_gb" -> "en-GB", "rus" -> "ru"; "" for what is no tag."""
    plain = tag.strip().replace("_", "-")
    if not _TAG.fullmatch(plain):
        return ""
    language, *rest = plain.split("-")
    short = _LONG.get(language.lower(), language.lower())
    return "-".join([short, *(part.upper() if len(part) == 2 else part for part in rest)])
