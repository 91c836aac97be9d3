"""English: plurals, possessives, and for verbs their four forms.

No dictionary: a form gives every base it may have, so that two words meet where they share one.
Endings that are no inflection (-ss, -us, -is) stay; -ing and -ed are undone for verbs only, so
that a building is no form of a build.
"""

from __future__ import annotations

import re
from functools import lru_cache

from glossary.languages.generic import GenericRules

_IRREGULAR = {
    "men": "man", "women": "woman", "children": "child", "people": "person", "feet": "foot",
    "theses": "thesis", "crises": "crisis", "analyses": "analysis", "bases": "basis",
    "syntheses": "synthesis", "hypotheses": "hypothesis", "bureaux": "bureau", "media": "medium",
    "criteria": "criterion", "phenomena": "phenomenon", "plateaux": "plateau", "wives": "wife",
    "lives": "life", "knives": "knife", "leaves": "leaf", "halves": "half", "selves": "self",
    "memoranda": "memorandum", "quanta": "quantum", "strata": "stratum", "data": "datum",
}  # fmt: skip
_REGULAR_TOO = frozenset(("bases", "leaves"))
_IRREGULAR_VERBS = {
    "led": "lead", "held": "hold", "split": "split", "took": "take", "taken": "take",
    "broke": "break", "broken": "break", "went": "go", "gone": "go", "made": "make", "won": "win",
    "wrote": "write", "written": "write", "gave": "give", "given": "give", "fought": "fight",
    "withdrew": "withdraw", "withdrawn": "withdraw", "overthrew": "overthrow",
    "overthrown": "overthrow", "sold": "sell", "bought": "buy", "left": "leave", "lost": "lose",
}  # fmt: skip
_NO_PLURAL = re.compile(r"(?:ss|us|is|'s)$")
_ACRONYM = re.compile(r"([A-Z][A-Z\d]*)(?:['’]?s|['’])$")
# Keys of verbs, and of possessives, are worlds of their own.
_VERB, _OWNING = "\0", "\1"


class EnglishRules(GenericRules):
    """Simple inflection; see the module's words."""

    def keys(self, folded: str) -> frozenset[str]:
        """The bases of the word as a noun, and, apart from them, as a verb."""
        return _keys(folded)

    def term_keys(self, folded: str, verb: bool, last: bool) -> frozenset[str]:
        """The word's own bases: as a verb's if it is one.

        Only the last word may be a possessive where the term has none: the party's congress is no
        party congress.
        """
        kept = {key for key in _keys(folded.rstrip("'")) if key.startswith(_VERB) is verb}
        bare = {key.removeprefix(_OWNING) for key in kept}
        owning = last or "'" in folded
        return frozenset(bare | ({_OWNING + key for key in bare} if owning else set()))

    def acronym_stem(self, word: str) -> str | None:
        """CCs, CC's and CCs' are CC."""
        found = _ACRONYM.match(word)
        return found[1] if found else None


@lru_cache(maxsize=1 << 17)
def _keys(folded: str) -> frozenset[str]:
    bare = re.sub(r"'s?$", "", folded) or folded
    nouns = {bare, *_singulars(bare)}
    if bare != folded:
        return frozenset(_OWNING + each for each in nouns)
    verbs = {_VERB + each for each in nouns | _verb_bases(bare)}
    return frozenset(nouns | verbs)


def _singulars(word: str) -> set[str]:
    # An irregular plural is no regular one besides: theses are no form of these.
    if word in _IRREGULAR:
        return {_IRREGULAR[word]} | ({word[:-1]} if word in _REGULAR_TOO else set())
    found: set[str] = set()
    if word.endswith("men") and len(word) > 5:
        found.add(f"{word[:-2]}an")
    if len(word) < 4 or not word.endswith("s") or _NO_PLURAL.search(word):
        return found
    found.add(word[:-1])
    if word.endswith("ies") and len(word) > 4:
        found = (found - {word[:-1]}) | {f"{word[:-3]}y"}
    elif re.search(r"(?:s|x|z|ch|sh|o)es$", word):
        found.add(word[:-2])
    elif word.endswith("ves"):
        found |= {f"{word[:-3]}f", f"{word[:-3]}fe"}
    return found


def _verb_bases(word: str) -> set[str]:
    found = {_IRREGULAR_VERBS[word]} if word in _IRREGULAR_VERBS else set()
    for ending in ("ing", "ed"):
        stem = word.removesuffix(ending)
        if stem == word or len(stem) < 2:
            continue
        found |= {stem, f"{stem}e"}
        if stem[-1:] == stem[-2:-1]:
            found.add(stem[:-1])
        if ending == "ed" and stem.endswith("i"):
            found.add(f"{stem[:-1]}y")
    return found
