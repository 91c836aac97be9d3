"""Russian: pymorphy3's dictionary; two words meet where any of their parses share a lemma.

A lemma is kept with its class, so that a short adjective (прав) is no form of an attribute
(правый), and a verb (стали) none of a noun that sounds alike (сталь has its own parse).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from glossary.folding import fold, fold_russian
from glossary.languages.generic import GenericRules

if TYPE_CHECKING:
    from pymorphy3 import MorphAnalyzer
    from pymorphy3.units import KnownSuffixAnalyzer

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

    def term_keys(self, folded: str, verb: bool, last: bool) -> frozenset[str]:  # noqa: ARG002 - one shape
        """As in a text; a verb keeps its verbal lemmas only."""
        keys = _keys(folded) | _guessed_forms(folded)
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


@lru_cache(maxsize=1)
def _guesser() -> KnownSuffixAnalyzer:
    from pymorphy3.units import KnownSuffixAnalyzer

    # Alone it guesses by the ending; in the chain it is not asked where a beginning looks known.
    unit = KnownSuffixAnalyzer(score_multiplier=1.0)
    unit.init(_analyzer())
    return unit


@lru_cache(maxsize=1 << 18)
def _keys(folded: str) -> frozenset[str]:
    word = fold_russian(folded)
    found = {folded, word}
    for _, tag, lemma, *_ in _analyzer().parse(word):
        found.add(f"{lemma.replace('ё', 'е')}/{_CLASSES.get(tag.POS, tag.POS or '')}")
    return frozenset(found)


@lru_cache(maxsize=1 << 16)
def _guessed_forms(folded: str) -> frozenset[str]:
    """All forms of a word the dictionary lacks; what it would guess of a form may be another word.

    So "децистом" is told to be a form of "децист", though its ending looks like that of "истома".
    """
    word = fold_russian(folded)
    if _analyzer().word_is_known(word):
        return frozenset()
    guesses = _guesser().parse(word, word, set())
    return frozenset(
        fold(form[0]) for parse in guesses if parse[2] == word for form in _forms(parse)
    )


def _forms(parse: tuple[Any, ...]) -> Iterable[tuple[Any, ...]]:
    # The last method that led to a parse knows its other forms.
    forms: Iterable[tuple[Any, ...]] = parse[4][-1][0].get_lexeme(parse)
    return forms


@lru_cache(maxsize=1 << 16)
def _beginnings(folded: str) -> frozenset[str]:
    word = fold_russian(folded)
    if len(word) > _STEADY and not word.endswith(("ь", "ься")):
        return frozenset((word[:_BEGINNING],))
    forms = {word}
    for parse in _analyzer().parse(word):
        forms.update(form[0] for form in _forms(parse))
    return frozenset(fold(form)[:_BEGINNING] for form in forms)


def tags(folded: str) -> tuple[tuple[str, str, str], ...]:
    """The parses of a folded word, the likeliest kind unknown: (lemma, part of speech, case)."""
    word = fold_russian(folded)
    return tuple(
        (fold(lemma), str(tag.POS or ""), str(tag.case or ""))
        for _, tag, lemma, *_ in _analyzer().parse(word)
    )


def citation(words: list[str]) -> list[str]:
    """A phrase's words in the nominative: its first noun and the attributes before it.

    What follows the noun stays: "Центрального Комитета партии" is "Центральный Комитет партии".
    """
    parses = [_analyzer().parse(fold_russian(fold(word))) for word in words]
    for place, found in enumerate(parses):
        noun = next((parse for parse in found if parse[1].POS == "NOUN"), None)
        if noun is not None and not _agrees(found, parses[place + 1 : place + 2]):
            heads = [*parses[:place], [noun]]
            shapes = [_nominative(parse, noun) for parse in heads]
            return [*map(_as_printed, words, shapes), *words[place + 1 :]]
    return words


def _agrees(found: list[tuple[Any, ...]], behind: list[list[tuple[Any, ...]]]) -> bool:
    """Whether a word may be an attribute of a noun right behind it: Левой оппозиции."""
    mine = {parse[1].case for parse in found if parse[1].POS in ("ADJF", "PRTF")}
    theirs = {parse[1].case for parses in behind for parse in parses if parse[1].POS == "NOUN"}
    return bool(mine & theirs)


def _nominative(parses: list[tuple[Any, ...]], noun: tuple[Any, ...]) -> str:
    """The form in the noun's number, and its gender if that tells; "" for what is not declined."""
    number, gender = noun[1].number, noun[1].gender
    declined = [parse for parse in parses if parse[1].POS in ("ADJF", "PRTF", "NUMR")]
    for parse in declined or [parse for parse in parses if parse[1].POS == "NOUN"]:
        for form in _forms(parse):
            tag = form[1]
            fits = tag.case == "nomn" and tag.number in (number, None) and tag.POS == parse[1].POS
            if fits and tag.gender in (gender, None):
                return str(form[0])
    return ""


def _as_printed(printed: str, form: str) -> str:
    """The form with the capitals of the printed word."""
    if not form or fold(form) == fold(printed) or (printed.isupper() and len(printed) > 1):
        return printed
    return form[0].upper() + form[1:] if printed[0].isupper() else form
