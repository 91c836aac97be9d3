"""Which encoder a pair of languages gets when nobody named one. Loads nothing."""

from __future__ import annotations

from dataclasses import dataclass

AUTO = "auto"
"""The default everywhere: `choose_encoder` decides by the languages."""

BUILTIN = "builtin"
LEXICAL = "lexical"

BUILTIN_LANGUAGES = frozenset({"en", "ru"})
"""What the shipped model says it knows; here so that choosing needs not load it."""


@dataclass(frozen=True, slots=True)
class EncoderChoice:
    """The name for `load_encoder`, and in a few words why that one."""

    name: str
    reason: str


def choose_encoder(asked: str, source_language: str, target_language: str) -> EncoderChoice:
    """The encoder for a pair of languages (BCP 47 tags); anything but "auto" is as asked.

    "auto" is "builtin" where it knows both languages, else "lexical".
    """
    if asked != AUTO:
        return EncoderChoice(asked, "as asked")
    tags = source_language, target_language
    unknown = [tag or "und" for tag in tags if primary(tag) not in BUILTIN_LANGUAGES]
    if not unknown:
        return EncoderChoice(BUILTIN, f"it knows {' and '.join(tags)}")
    return EncoderChoice(
        LEXICAL, f"the builtin model does not know {' and '.join(dict.fromkeys(unknown))}"
    )


def primary(tag: str) -> str:
    """The language of a tag, without script or region: "en" of "en-GB"."""
    return tag.replace("_", "-").partition("-")[0].lower()
