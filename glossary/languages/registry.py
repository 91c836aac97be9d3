"""Which rules a language has; languages without a table of their own are compared as folded."""

from __future__ import annotations

from glossary.languages.english import EnglishRules
from glossary.languages.generic import GenericRules
from glossary.languages.rules import LanguageRules
from glossary.languages.russian import RussianRules

_RULES: dict[str, LanguageRules] = {
    "en": EnglishRules(),
    "ru": RussianRules(),
    **dict.fromkeys(("fr", "it", "ca", "oc"), GenericRules(elides=True)),
}
_OTHERS = GenericRules()


def language_rules(tag: str) -> LanguageRules:
    """The rules for a language tag, of any region: "en-GB" has those of "en"."""
    return _RULES.get(tag.replace("_", "-").partition("-")[0].lower(), _OTHERS)
