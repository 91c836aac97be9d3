"""What language a text seems to be in, by its script and words: enough to tell swapped sides.

Script codes are those of ISO 15924.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from alignments.languages import UNDETERMINED, guess_language

SAMPLE = 200_000
ENOUGH_LETTERS = 20
DOMINANT = 0.6

_LETTERS = {
    "Latn": re.compile("[A-Za-z\u00c0-\u024f\u1e00-\u1eff]"),
    "Cyrl": re.compile("[\u0400-\u052f]"),
    "Grek": re.compile("[\u0370-\u03ff\u1f00-\u1fff]"),
    "Hebr": re.compile("[\u05d0-\u05ea]"),
    "Arab": re.compile("[\u0620-\u06ff]"),
    "Hani": re.compile("[\u4e00-\u9fff]"),
}
_NAMES = {
    "Latn": "Latin",
    "Cyrl": "Cyrillic",
    "Grek": "Greek",
    "Hebr": "Hebrew",
    "Arab": "Arabic",
    "Hani": "Chinese",
}
# Languages that are written in more than one script (Serbian, Kazakh) are left out on purpose.
_LANGUAGES = {
    "Cyrl": "ru uk be bg mk ky tg ce cv ba os",
    "Latn": "en de fr es it pt nl pl cs sk sl hr hu ro fi sv da no nb nn et lv lt tr vi id eu ca",
    "Grek": "el",
    "Hebr": "he yi",
    "Arab": "ar fa ur",
    "Hani": "zh",
}
# Those that `guess_language` can tell apart from others in their script.
_GUESSED = "ru uk be bg mk sr en de fr es it pl cs pt nl sv is"
_SCRIPT_OF = {
    language: script for script, languages in _LANGUAGES.items() for language in languages.split()
}


def script_of_language(language: str) -> str | None:
    """The script a language is written in, or None where that is not certain."""
    return _SCRIPT_OF.get(language.partition("-")[0].lower())


def script_of_text(text: str) -> str | None:
    """The script of most letters at the text's beginning, or None where none has 60 percent."""
    sample = text[:SAMPLE]
    counts = {script: len(letters.findall(sample)) for script, letters in _LETTERS.items()}
    total = sum(counts.values())
    script = max(counts, key=lambda name: counts[name])
    return script if total >= ENOUGH_LETTERS and counts[script] >= DOMINANT * total else None


def script_name(script: str) -> str:
    """The script's name in English."""
    return _NAMES.get(script, script)


@dataclass(frozen=True, slots=True)
class Looks:
    """What a text looks like: its language ("und" if not certain) and its script."""

    language: str
    script: str | None


def looks_of(text: str) -> Looks:
    """What a text looks like."""
    return Looks(guess_language(text), script_of_text(text))


def fits(found: Looks, language: str) -> bool | None:
    """Whether a text of these looks may be in `language`; None where it cannot be told.

    Its words decide where they are known, else the script, where the language has only one.
    """
    tag = language.partition("-")[0].lower()
    if found.script is None:
        return None
    if tag in _GUESSED.split() and found.language != UNDETERMINED:
        return found.language == tag
    expected = script_of_language(tag)
    return None if expected is None else found.script == expected
