"""The form in which a term is entered: as a dictionary has it, without quotes and stops around."""

from __future__ import annotations

import re

from glossary.concepts import speaks
from glossary.languages.russian import citation

_AROUND = "\"'«»„“”‘’‚.,;:!?…()[]*_ \t\n"
_POSSESSIVE = re.compile(r"(?<=\w)['’]s?$")


def citation_form(text: str, language: str) -> str:
    """The words of a text as a term's: Russian phrases in the nominative, else as printed.

    An English possessive at the end goes; what has no letter gives "".
    """
    words = text.strip(_AROUND).split()
    if not any(map(str.isalnum, "".join(words))):
        return ""
    if speaks(language, "ru"):
        return " ".join(citation(words))
    return _POSSESSIVE.sub("", " ".join(words))
