"""Whether a single full stop ends a segment: abbreviations, initials, numbers, references."""

from __future__ import annotations

import re
from functools import lru_cache

from alignments.segmentation.following import Following
from alignments.segmentation.table import Behaviour, RuleTable

_PHRASE_REACH = 48  # characters: the longest adverbial looked for before an abbreviation
_PHRASE_WORDS = 6
_CHAIN_PARTS = 4  # "и т. д.", "до н. э.", "U. S. S. R."
_ROMAN = re.compile(r"[IVXLCDMІХ]+")
_CLAUSE_MARKS = re.compile(r"[,;:]\s+|\s[—–-]\s+|[(«“„\"]")
_AFTER_ROMAN = re.compile(r"[IVXLCDMІХ]+[-–—IVXLCDMІХ\s]{0,8}\s?([^\W\d_]+)")
_YEAR_OR_ORDINAL = re.compile(r"(?:\d[\])]?|\d-?[а-яё]{1,2}|\b[IVXLCDMІХ]{1,7})[\s\u00a0]{0,2}$")
_BEFORE_FIGURES = (Behaviour.BEFORE_NUMBER, Behaviour.STARTER)
_PART_LENGTH = 5  # letters in the longest word that continues a reference
_INVISIBLE = "\u00ad\u200b\u200d"


def full_stop_ends(text: str, start: int, stop: int, after: Following, table: RuleTable) -> bool:
    """Whether the full stop at `stop` can end the segment that began at `start`.

    `after` is what follows it: the caller has made sure that it could begin a segment.
    """
    begin = _word_start(text, start, stop, table.longest)
    if begin == stop:
        return not _goes_on_in_numbers(text, start, stop, after)
    word = text[begin:stop]
    behaviour = _behaviour(text, start, begin, word, table)
    if behaviour is None:
        if not _is_initial(text, start, begin, word, table):
            return True
        behaviour = Behaviour.STARTER
    return _abbreviation_ends(text, start, begin, behaviour, after, table)


def _word_start(text: str, start: int, stop: int, longest: int) -> int:
    """Where the letters before the stop begin, looking a bounded way back."""
    begin, bound = stop, max(start, stop - longest - 2)
    while begin > bound and _is_letter(text[begin - 1]):
        begin -= 1
    return begin


def _is_letter(character: str) -> bool:
    return character.isalpha() or "\u0300" <= character <= "\u036f" or character in _INVISIBLE


def _goes_on_in_numbers(text: str, start: int, stop: int, after: Following) -> bool:
    """`12. 10. 1926` and `5. 20 men` go on; `in 1928. 1929 found him` does not."""
    before = text[max(start, stop - 4) : stop]
    return after.kind == "digit" and before[-1:].isdigit() and not before.isdigit()


def _behaviour(text: str, start: int, begin: int, word: str, table: RuleTable) -> Behaviour | None:
    """The class of the longest abbreviation that ends in `word`, stops inside it included."""
    if len(word) > table.longest or _hangs_on_hyphen(text, start, begin):
        return None
    parts, place, found = word, begin, table.behaviour(word)
    for _ in range(_CHAIN_PARTS - 1):
        place = _part_before(text, start, place)
        if place < 0:
            break
        part_end = text.index(".", place)
        parts = text[place:part_end] + "." + parts
        found = table.behaviour(parts) or found
    return found


def _part_before(text: str, start: int, begin: int) -> int:
    """Where the one to five letters and their stop before `begin` start, -1 when there are none."""
    end = begin
    while end > start and end > begin - 2 and text[end - 1] in " \u00a0-‑":
        end -= 1
    if end - 1 <= start - 1 or text[end - 1 : end] != ".":
        return -1
    place = end - 1
    while place > start and place > end - 6 and text[place - 1].isalpha():
        place -= 1
    if place == end - 1 or (place > start and text[place - 1].isalpha()):
        return -1
    return place


def _hangs_on_hyphen(text: str, start: int, begin: int) -> bool:
    """`кое-где.` is one word; in `с.-д.` a stop stands before the hyphen."""
    return begin - 1 > start and text[begin - 1] in "-‑" and text[begin - 2].isalnum()


def _is_initial(text: str, start: int, begin: int, word: str, table: RuleTable) -> bool:
    if len(word) > 1 or not word.isupper() or _hangs_on_hyphen(text, start, begin):
        return False
    before = text[begin - 1 : begin] if begin > start else " "
    if before.isalnum() or before in "’'":
        return False
    return not (table.latin_numerals and word in "IVX")


def _abbreviation_ends(
    text: str,
    start: int,
    begin: int,
    behaviour: Behaviour,
    after: Following,
    table: RuleTable,
) -> bool:
    if behaviour is Behaviour.AFTER_NUMBER:
        numbered = _YEAR_OR_ORDINAL.search(text[max(start, begin - 10) : begin])
        behaviour = Behaviour.CAPITAL if numbered else Behaviour.STARTER
    if behaviour is Behaviour.NEVER or _is_number(text, behaviour, after, table):
        return False
    if after.kind == "list mark" or is_starter(after, table):
        return True
    if behaviour is Behaviour.STARTER:
        return False
    return not _is_phrase_at_head(text, start, begin, table)


def _is_number(text: str, behaviour: Behaviour, after: Following, table: RuleTable) -> bool:
    """Whether a number follows: in figures, or in Roman ones where they are to be expected."""
    if after.kind == "digit":
        return not after.opened
    if after.kind == "list mark" and behaviour in _BEFORE_FIGURES:
        return text[after.at].isdigit() and not after.opened  # "No. 4. The" looks like a list
    if not _ROMAN.fullmatch(after.word) or after.dotted:
        return False
    if behaviour is Behaviour.BEFORE_NUMBER:
        return True
    dated = _AFTER_ROMAN.match(text, after.at)
    return dated is not None and dated.group(1) in table.century_words


def is_starter(after: Following, table: RuleTable) -> bool:
    """Whether a word that opens sentences follows; with a stop behind it, it is an initial."""
    if after.opened or after.dotted:
        return False
    return re.split("[’']", after.word, maxsplit=1)[0] in table.starters


def _is_phrase_at_head(text: str, start: int, begin: int, table: RuleTable) -> bool:
    """Whether the abbreviation closes an adverbial at the head of its clause.

    `В 1926 г. Сталин писал`, `..., а в 1918 г. Орлов уехал`: the sentence has only begun.
    """
    bound = max(start, begin - _PHRASE_REACH)
    clause, mark = bound, "" if bound == start else "?"
    for found in _CLAUSE_MARKS.finditer(text, bound, begin):
        clause, mark = found.end(), found.group().strip()
    phrase = text[clause:begin].split()
    if mark == "?" or not phrase or len(phrase) > _PHRASE_WORDS:
        return False
    if phrase[0].lower() in table.conjunctions:
        phrase = phrase[1:]
    elif mark == ",":
        return False
    if not phrase or any(word[0].isupper() and not _ROMAN.match(word) for word in phrase[1:]):
        return False
    return phrase[0].lower() in table.phrase_openers or (phrase[0].isdigit() and not mark)


def continues_reference(text: str, stop: int, after: Following, table: RuleTable) -> bool:
    """Whether a part of a reference follows: `Записки. М., 1931`, `1931. С. 45`, `Там же. Л. 14`.

    A part begins a sentence as well (`Vol. 3 is lost`), so what stands before the stop must look
    like a reference too: a figure, a capitalised word, or `же`.
    """
    if len(after.word) > _PART_LENGTH:
        return False
    if _places(table).match(text, after.at):
        return True
    if not _parts(table).match(text, after.at):
        return False
    before = text[max(0, stop - 24) : stop].split()[-1:]
    return bool(before) and (before[0][-1].isdigit() or before[0][0].isupper() or before[0] == "же")


@lru_cache(maxsize=64)
def _parts(table: RuleTable) -> re.Pattern[str]:
    return _alternatives(table.citation_parts, r"\.?\s?\d")


@lru_cache(maxsize=64)
def _places(table: RuleTable) -> re.Pattern[str]:
    return _alternatives(table.citation_places, r"\.?,\s?\d{4}")


def _alternatives(listed: frozenset[str], tail: str) -> re.Pattern[str]:
    if not listed:
        return re.compile(r"(?!)")
    return re.compile(f"(?:{'|'.join(sorted(map(re.escape, listed), reverse=True))}){tail}")
