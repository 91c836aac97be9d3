"""Which language a text is in, by its script and its commonest little words."""

from __future__ import annotations

import re
from collections import Counter
from typing import Literal

UNDETERMINED = "und"
# Written from the right: primary subtags, and the scripts that a tag may name.
_FROM_RIGHT = re.compile("ar|arc|ckb|dv|fa|he|iw|ji|ks|nqo|ps|sd|syr|ug|ur|yi")
_SCRIPT_FROM_RIGHT = re.compile("adlm|arab|aran|hebr|mand|nkoo|rohg|samr|syrc|thaa")

_SAMPLE = 20_000
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")

# Letters that only one of the Cyrillic alphabets has; Russian of before 1918 shares `і` with
# Ukrainian but has `ѣ` and `ъ`, so those are asked first.
_LETTERS = (
    ("ru", "ѣѵ"),
    ("uk", "їєґ"),
    ("be", "ў"),
    ("mk", "ѓќѕ"),
    ("sr", "ђћјљњџ"),
    ("ru", "ыэё"),
)
_CYRILLIC_WORDS = {
    "ru": "и в не на что он она как это по из для был была от за все так но или",
    "uk": "і й та що не на в у з до це як він вона для від за але чи",
    "bg": "и на да се не за от в са че е с по до как но това които",
}
_LATIN_WORDS = {
    "en": "the of and to in is that was he it for with as his on be at by had not are but from or",
    "de": "der die und das in den von zu mit sich des auf für ist im dem nicht ein eine als auch",
    "fr": "le la les de des et à un une en que qui du est dans pour par sur il au ne pas ce",
    "es": "el la los las de que y en un una por con para del se no su al lo como es más",
    "it": "il la di che e un una in per del della non è con si da le dei nel sono come",
    "pl": "i w na z nie się do to że jest jak o a po od za przez ale dla był",
    "cs": "a v se na je že s z do to i o jako ale by pro jsem za by po",
    "pt": "o a os as de que e do da em um uma para com não se por dos no na",
    "nl": "de het een van en in is dat op te zijn met voor niet aan die er ook",
    "sv": "och i att det som en på är av för med till den har inte om ett",
    "is": "og að í á sem er var til við um það en fyrir ekki með því",
}


def direction(tag: str) -> Literal["ltr", "rtl"]:
    """The direction in which a language is written, by its tag; its script goes before it."""
    primary, *others = tag.lower().replace("_", "-").split("-")
    scripts = [part for part in others if len(part) == 4 and part.isalpha()]
    if scripts:
        return "rtl" if _SCRIPT_FROM_RIGHT.fullmatch(scripts[0]) else "ltr"
    return "rtl" if _FROM_RIGHT.fullmatch(primary) else "ltr"


def guess_language(text: str) -> str:
    """The tag of the language a text seems to be in ("ru", "en", "uk" ...), or "und".

    Looks at the beginning, middle and end of long texts. Cyrillic is told by the letters that only
    one alphabet has, then by little words, and taken for Russian where nothing speaks against it;
    Latin is told by little words only, so that a few words of it may remain "und".
    """
    sample = _sample(text).lower()
    cyrillic, latin = len(_CYRILLIC.findall(sample)), len(_LATIN.findall(sample))
    if cyrillic + latin == 0:
        return UNDETERMINED
    words = Counter(_WORD.findall(sample))
    if cyrillic >= latin:
        return _guess_cyrillic(sample, words)
    return _best(words, _LATIN_WORDS) or UNDETERMINED


def _sample(text: str) -> str:
    if len(text) <= 3 * _SAMPLE:
        return text
    middle = len(text) // 2
    return " ".join((text[:_SAMPLE], text[middle : middle + _SAMPLE], text[-_SAMPLE:]))


def _guess_cyrillic(sample: str, words: Counter[str]) -> str:
    letters = sum(map(str.isalpha, sample))
    for language, marks in _LETTERS:
        # A quotation or a name may bring a few foreign letters in.
        if sum(sample.count(mark) for mark in marks) * 400 > letters:
            return language
    return _best(words, _CYRILLIC_WORDS) or "ru"


def _best(words: Counter[str], lists: dict[str, str]) -> str:
    total = sum(words.values())
    counts = {tag: sum(words[word] for word in known.split()) for tag, known in lists.items()}
    ranked = sorted(counts.items(), key=lambda item: -item[1])
    (tag, count), (_, second) = ranked[0], ranked[1]
    return tag if count > second and 12 * count >= total else ""
