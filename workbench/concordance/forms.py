"""All forms of a word: what a search for whole words looks for.

Asking for the forms of the word sought, rather than for the lemmas of the words written, needs no
second index, costs an import nothing, and finds a form by any of its readings: `стали` is of
`стать` and of `сталь`. pymorphy3 makes the forms of Russian words, unknown ones by likeness;
simplemma's word lists serve the other languages it has. Both are loaded at the first such search.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from workbench.concordance.folding import fold

KEPT = 4096
_ENGLISH_ENDINGS = ("s", "es", "ed")


@lru_cache(maxsize=KEPT)
def forms_of(word: str, language: str) -> frozenset[str]:
    """The folded forms of a folded word in a language (a BCP 47 tag), itself always among them."""
    primary = language.partition("-")[0].lower()
    if not word.isalpha():
        return frozenset((word,))
    is_cyrillic = "а" <= word[0] <= "я"
    if primary == "ru":
        return _russian(word) if is_cyrillic else frozenset((word,))
    return frozenset((word, *_listed(word, primary)))


def _russian(word: str) -> frozenset[str]:
    readings = _morphology().parse(word)
    return frozenset((word, *(fold(form.word) for one in readings for form in one.lexeme)))


@lru_cache(maxsize=1)
def _morphology() -> Any:  # noqa: ANN401 - pymorphy3 has no types
    from pymorphy3 import MorphAnalyzer

    return MorphAnalyzer()


def _listed(word: str, language: str) -> Sequence[str]:
    lists = _word_lists(language)
    if lists is None:
        return ()
    lemmas, forms = lists
    found = lemmas.get(word, [])
    listed = [form for lemma in found for form in forms.get(lemma, ()) if form.isalpha()]
    if language != "en":
        return listed
    # The list has writing as a noun of its own, and no rare words: kulak, kulaks.
    return [*listed, *map(_with_ing, found)] if found else _english(word)


def _english(word: str) -> list[str]:
    stem = word[:-1] if word.endswith("s") and not word.endswith("ss") else word
    return [stem, _with_ing(stem), *(stem + ending for ending in _ENGLISH_ENDINGS)]


def _with_ing(lemma: str) -> str:
    return lemma.removesuffix("e") + "ing"


Lists = tuple[Mapping[str, Sequence[str]], Mapping[str, Sequence[str]]]


@lru_cache(maxsize=3)
def _word_lists(language: str) -> Lists | None:
    """Lemmas by form and forms by lemma, all folded; None for a language without a list."""
    from simplemma.strategies import DefaultDictionaryFactory
    from simplemma.strategies.dictionaries.dictionary_factory import SUPPORTED_LANGUAGES

    if language not in SUPPORTED_LANGUAGES:
        return None
    lemmas: defaultdict[str, list[str]] = defaultdict(list)
    forms: defaultdict[str, list[str]] = defaultdict(list)
    for form, lemma in DefaultDictionaryFactory().get_dictionary(language).items():
        written, head = _folded(form), _folded(lemma)
        lemmas[written].append(head)
        forms[head].append(written)
    for head in list(forms):
        if head not in lemmas:
            lemmas[head].append(head)
    return lemmas, forms


def _folded(form: str) -> str:
    # Most English words need no more, and there are 180,000 of them.
    return form.lower() if form.isascii() else fold(form)
