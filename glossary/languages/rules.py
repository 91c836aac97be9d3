"""The interface of a language: from a word to the keys that all its forms share."""

from __future__ import annotations

from typing import Protocol


class LanguageRules(Protocol):
    """Two words are forms of one where their keys have one in common."""

    @property
    def elides(self) -> bool:
        """Whether an apostrophe parts words, as in l'opposition."""
        ...

    def keys(self, folded: str) -> frozenset[str]:
        """The keys of a folded word in a text; the word itself is always one of them."""
        ...

    def term_keys(self, folded: str, verb: bool, last: bool) -> frozenset[str]:
        """The keys of a folded word of a term, to be met by those of a text's words.

        With `verb` the word is inflected as a verb; `last` says that it ends the term.
        """
        ...

    def beginning(self, folded: str) -> str:
        """How a word of a text begins, to be looked for among `beginnings`: what is not there
        need not be analysed. "" where analysing is cheap."""
        ...

    def beginnings(self, folded: str) -> frozenset[str]:
        """How the forms of a term's word begin."""
        ...

    def acronym_stem(self, word: str) -> str | None:
        """The acronym in an inflected one, as printed (НЭПа -> НЭП, CCs -> CC); None if it is
        not inflected or no acronym."""
        ...
