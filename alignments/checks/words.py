"""Words left in the original's script, letters of two scripts in one word, words said twice."""

from __future__ import annotations

import re
from collections.abc import Iterator

from alignments.bitext import SpanKind
from alignments.checks.texts import CheckedSegment, Half, Pair, primary
from alignments.checks.values import Check, Finding, Severity, fold, quoted

CHECKS = (
    Check(
        "untranslated",
        Severity.ERROR,
        "Cyrillic words in a translation into a language written in Latin letters",
        "words in quotation marks, brackets or italics; notes, which name books; addresses",
    ),
    Check(
        "not-translated",
        Severity.WARNING,
        "the translation repeats the original, four words or more",
        "titles and names of fewer words",
    ),
    Check(
        "letters-mixed",
        Severity.WARNING,
        "Latin and Cyrillic letters in one word, which look alike and cannot be found again",
        "words joined by a hyphen",
    ),
    Check(
        "word-twice",
        Severity.WARNING,
        "a word said twice in a row: the the, и и",
        "had had, that that, her her, да да and their like; names; a comma between; where both "
        "sides say a word twice",
    ),
)

_CYRILLIC_LANGUAGES = frozenset(
    {"ru", "uk", "be", "bg", "mk", "sr", "kk", "ky", "mn", "tg", "tt", "ba", "cv", "os", "ce"}
)
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_RUN = re.compile(r"[\u0400-\u04ff]+(?:[\s,.-]+[\u0400-\u04ff]+)*")
_DECLARED = re.compile(
    r"«[^»]*»|“[^”]*”|„[^“”]*[“”]|\"[^\"]*\"|‘[^’]*’|'[^']*'|\([^)]*\)|\[[^\]]*\]|\S*(?:://|www\.)\S*"
)
_BORDER = re.compile(r"[A-Za-z][\u0400-\u04ff]|[\u0400-\u04ff][A-Za-z]")
_LETTERS = re.compile(r"[^\W\d_]+")
_TWICE = re.compile(r"(?<![\w'’-])([^\W\d_]+)\s+(\1)(?![\w'’-])", re.IGNORECASE)
_TWICE_IN_ENGLISH = (
    "had that is her do did so no yes very well now there come long ha ho bye all more many far "
    "never again ding tick hear tut hush by on"
)
_TWICE_IN_RUSSIAN = (
    "да нет так ну вот чуть едва еле что то ей все очень давно долго много далеко тихо ха скоро "
    "кто только сам самого было есть"
)
_ALLOWED = frozenset(f"{_TWICE_IN_ENGLISH} {_TWICE_IN_RUSSIAN}".split())
_WORD = re.compile(r"\w+")
_LEAST_WORDS = 4


def check_pair(pair: Pair) -> Iterator[Finding]:
    """Findings of one pair; of a text without counterpart, those that need none."""
    for half in pair.halves:
        for segment in half.segments:
            yield from _mixed(segment)
    yield from _twice(pair)
    languages = [primary(half.language) in _CYRILLIC_LANGUAGES for half in pair.halves]
    if languages == [True, False]:
        for segment in pair.target.segments:
            yield from _untranslated(segment)
    elif pair.is_whole and primary(pair.source.language) != primary(pair.target.language):
        yield from _repeated(pair)


def _untranslated(segment: CheckedSegment) -> Iterator[Finding]:
    text = segment.reading.text
    if segment.is_note or text.isascii() or _CYRILLIC.search(text) is None:
        return
    declared = [hit.span() for hit in _DECLARED.finditer(text)]
    emphasised = [(span.start, span.end) for span in segment.spans_of(SpanKind.EMPHASIS)]
    mixed = _mixed_words(text)
    for hit in _RUN.finditer(text):
        place = segment.lit(*hit.span())
        if any(start <= hit.start() < end for start, end in declared + mixed):
            continue
        if not any(start <= place.start and place.end <= end for start, end in emphasised):
            words = quoted(hit.group())
            yield Finding("untranslated", f"left in the original's script: {words}", (place,))


def _repeated(pair: Pair) -> Iterator[Finding]:
    sides = [_WORD.findall(fold(half.text)) for half in pair.halves]
    letters = [word for word in sides[0] if not word.isdecimal()]
    if sides[0] == sides[1] and len(letters) >= _LEAST_WORDS:
        places = tuple(one.whole() for half in pair.halves for one in half.segments)
        yield Finding("not-translated", "the translation repeats the original", places)


def _mixed(segment: CheckedSegment) -> Iterator[Finding]:
    text = segment.reading.text
    for start, end in _mixed_words(text):
        message = f"{quoted(text[start:end])} mixes Latin and Cyrillic letters"
        yield Finding("letters-mixed", message, (segment.lit(start, end),))


def _mixed_words(text: str) -> list[tuple[int, int]]:
    if text.isascii() or _BORDER.search(text) is None:
        return []
    return [hit.span() for hit in _LETTERS.finditer(text) if _BORDER.search(hit.group())]


def _twice(pair: Pair) -> Iterator[Finding]:
    found = [list(_twice_in(half)) for half in pair.halves]
    if not (found[0] and found[1]):
        yield from found[0] or found[1]


def _twice_in(half: Half) -> Iterator[Finding]:
    for segment in half.segments:
        words = _LETTERS.findall(segment.reading.text.lower())
        if not any(map(str.__eq__, words, words[1:])):
            continue
        for hit in _TWICE.finditer(segment.reading.text):
            word = hit[1]
            named = word[0].isupper() and hit[2][0].isupper()
            if not named and fold(word) not in _ALLOWED:
                yield Finding(
                    "word-twice", f"{word.lower()} stands twice", (segment.lit(*hit.span()),)
                )
