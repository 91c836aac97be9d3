"""Russian: pymorphy3's dictionary; two words meet where any of their parses share a lemma.

A lemma is kept with its class, so that a short adjective (прав) is no form of an attribute
(правый), and a verb (стали) none of a noun that sounds alike (сталь has its own parse).
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from glossary.folding import fold, fold_russian
from glossary.languages.generic import GenericRules

if TYPE_CHECKING:
    from pymorphy3 import MorphAnalyzer

# Nouns and pronouns; attributes; verbs; everything else stays by itself.
_CLASSES = {
    "NOUN": "n", "NPRO": "n", "ADJF": "a", "PRTF": "a", "NUMR": "m",
    "VERB": "v", "INFN": "v", "GRND": "v", "PRTS": "v",
}  # fmt: skip
_ACRONYM = re.compile(
    r"([А-ЯЁ]{2,}(?:[А-ЯЁ]|\d)*)['’-]?(?:а|у|ом|е|ы|ов|ам|ами|ах|и|ой|ою|ию|ия|ии|ей|ю|я|ем)$"
)


_BEGINNING = 5
_STEADY = 8  # the beginning of a longer word, verbs apart, is the same in all its forms


class RussianRules(GenericRules):
    """Any parse of pymorphy3; words it does not know are parsed by their endings."""

    def keys(self, folded: str) -> frozenset[str]:
        """The word and its lemmas, each with its class."""
        return _keys(folded)

    def term_keys(self, folded: str, verb: bool) -> frozenset[str]:
        """As in a text; a verb keeps its verbal lemmas only."""
        keys = _keys(folded)
        return frozenset(key for key in keys if key.endswith("/v")) or keys if verb else keys

    def beginning(self, folded: str) -> str:
        """The first letters, in today's spelling."""
        return fold_russian(folded)[:_BEGINNING]

    def beginnings(self, folded: str) -> frozenset[str]:
        """The first letters of all forms: день and дня, человек and люди."""
        return _beginnings(folded)

    def acronym_stem(self, word: str) -> str | None:
        """НЭПа and НЭП-ом are НЭП."""
        found = _ACRONYM.match(word)
        return found[1] if found else None


@lru_cache(maxsize=1)
def _analyzer() -> MorphAnalyzer:
    from pymorphy3 import MorphAnalyzer

    # Neither named tuples nor likelihoods are needed: any parse will do.
    return MorphAnalyzer(lang="ru", result_type=None, probability_estimator_cls=None)


@lru_cache(maxsize=1 << 18)
def _keys(folded: str) -> frozenset[str]:
    word = fold_russian(folded)
    found = {folded, word}
    for _, tag, lemma, *_ in _analyzer().parse(word):
        found.add(f"{fold(lemma)}/{_CLASSES.get(tag.POS, tag.POS or '')}")
    return frozenset(found)


@lru_cache(maxsize=1 << 16)
def _beginnings(folded: str) -> frozenset[str]:
    word = fold_russian(folded)
    if len(word) > _STEADY and not word.endswith(("ь", "ься")):
        return frozenset((word[:_BEGINNING],))
    forms = {word}
    for parse in _analyzer().parse(word):
        # The last method that led to a parse knows its other forms.
        forms.update(form[0] for form in parse[4][-1][0].get_lexeme(parse))
    return frozenset(fold(form)[:_BEGINNING] for form in forms)


def tags(folded: str) -> tuple[tuple[str, str, str], ...]:
    """The parses of a folded word, the likeliest kind unknown: (lemma, part of speech, case)."""
    word = fold_russian(folded)
    return tuple(
        (fold(lemma), str(tag.POS or ""), str(tag.case or ""))
        for _, tag, lemma, *_ in _analyzer().parse(word)
    )
