"""What each language knows of its words: which forms belong together."""

from __future__ import annotations

from glossary.languages.registry import language_rules
from glossary.languages.rules import LanguageRules

__all__ = ["LanguageRules", "language_rules"]
