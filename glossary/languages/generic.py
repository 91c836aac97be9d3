"""Any language: a word is its own only form, after folding."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class GenericRules:
    """Folded words, compared as they are."""

    elides: bool = False

    def keys(self, folded: str) -> frozenset[str]:
        """The word alone."""
        return frozenset((folded,))

    def term_keys(self, folded: str, verb: bool, last: bool) -> frozenset[str]:  # noqa: ARG002 - one shape
        """The word alone."""
        return frozenset((folded,))

    def beginning(self, folded: str) -> str:  # noqa: ARG002 - one shape
        """Nothing: there is nothing to save."""
        return ""

    def beginnings(self, folded: str) -> frozenset[str]:  # noqa: ARG002 - one shape
        """Nothing, likewise."""
        return frozenset(("",))

    def acronym_stem(self, word: str) -> str | None:  # noqa: ARG002 - one shape
        """None: nothing is known of this language's endings."""
        return None
