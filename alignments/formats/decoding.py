"""Bytes into text: byte order marks, UTF-8, UTF-16, then the usual eight-bit encodings.

Of eight-bit encodings the one whose reading has the likeliest letters wins, for Cyrillic ones share
most byte values and short texts mislead statistics; where none is likely, charset-normalizer
decides. A name given by a person always overrides. The text is the NFC form of what was decoded;
nothing else is changed.
"""

from __future__ import annotations

import codecs
import unicodedata
from dataclasses import dataclass
from itertools import pairwise

from charset_normalizer import from_bytes

from alignments.errors import EncodingError, FormatError
from alignments.formats.binary import refuse_binary

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Of eight-bit encodings that fit alike the first is taken.
_EIGHT_BIT = (
    *(("western", name) for name in ("cp1252", "mac-roman", "cp850")),
    *(("cyrillic", name) for name in ("cp1251", "koi8-r", "cp866", "mac-cyrillic", "iso8859-5")),
    *(("cyrillic", name) for name in ("koi8-u", "cp1125")),
    *(("central", name) for name in ("cp1250", "iso8859-2", "cp852")),
)
_NO_FILE_ENCODINGS = frozenset(
    {"idna", "punycode", "undefined", "unicode-escape", "unicode_escape", "raw-unicode-escape"}
)
_USUAL = [
    *("cp1251", "koi8_r", "koi8_u", "cp866", "cp1125", "cp855", "mac_cyrillic", "iso8859_5"),
    *("cp1252", "cp1250", "iso8859_1", "iso8859_2", "iso8859_15", "mac_roman", "mac_latin2"),
    *("cp437", "cp850", "cp852", "cp1253", "cp1254", "cp1257", "iso8859_7", "iso8859_9"),
    *("gb18030", "big5", "shift_jis", "euc_jp", "euc_kr", "cp1255", "cp1256"),
]
_SAMPLE = 60_000
_BLANKS = "\ufeff\u200b\u200c\u200d\u2060\u00ad"
_TYPOGRAPHY = frozenset("«»—–…“”„’‘‚№§\u00a0°•\u00ad")
_LETTERS = {
    "cyrillic": frozenset("оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъёіїєґў"),
    "western": frozenset("éèêëàâäáãåçñöôóòõüûùúíîïßœæšž"),
    "central": frozenset("áâăäąćčçďđéęëěíîĺľłńňóôőöŕřśšşťţúůűüýźżž"),
}
_FREQUENT = frozenset("оеаинтсрвлі")  # two letters of three in Cyrillic, fewer in misread text
_FITS = 0.5
_OLD = frozenset({"cp850", "cp852"})  # of DOS: taken only where no later encoding comes near


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text and the encoding it was read with; `detected` if no mark, name or rule was sure."""

    text: str
    encoding: str
    detected: bool = False


def decode(data: bytes, name: str, encoding: str | None = None, *, markup: bool = False) -> Decoded:
    """The text of a file, in NFC, without a byte order mark; `markup` lets pages and XML pass.

    Raises FormatError for binary, empty or blank files and for NUL characters, which no text has
    and databases refuse; EncodingError if the named encoding is unknown or does not fit, or if
    UTF-8 is damaged.
    """
    if not data:
        raise FormatError(f"{name} is empty (0 bytes): choose a file that holds text.")
    decoded = _decode_named(data, name, encoding) if encoding else _detect(data, name, markup)
    text = decoded.text.removeprefix("\ufeff")
    zero = text.find("\x00")
    if zero >= 0:
        raise FormatError(
            f"{name} holds a NUL character at position {zero} (line {_line(text, zero)}), which no "
            "text has and no database keeps: it may be a binary file, or UTF-16 or UTF-32 without "
            "a mark; name the encoding, or take the character out."
        )
    if not text.strip().strip(_BLANKS).strip():
        raise FormatError(f"{name} holds no text, only blank characters: choose another file.")
    return Decoded(unicodedata.normalize("NFC", text), decoded.encoding, decoded.detected)


def _line(text: str, position: int) -> int:
    return text.count("\n", 0, position) + 1


def _decode_named(data: bytes, name: str, encoding: str) -> Decoded:
    canonical = _canonical(encoding, name)
    for mark, marked in _MARKS:
        # "utf-16" itself reads the mark; with "-le" or "-be" it would stay as a character.
        if data.startswith(mark) and marked == canonical:
            data = data[len(mark) :]
    text = _decode_strictly(data, name, canonical)
    if any("\ud800" <= character <= "\udfff" for character in set(text)):
        raise EncodingError(
            f"{name} read as {canonical} gives half characters (surrogates): name another encoding."
        )
    return Decoded(text, canonical)


def _canonical(encoding: str, name: str) -> str:
    try:
        found = codecs.lookup(encoding.strip()).name
        "a".encode(found)  # LookupError for base64 and its like, which are no text encodings
        if found in _NO_FILE_ENCODINGS:
            raise LookupError(found)
    except (LookupError, ValueError) as error:
        raise EncodingError(
            f"“{encoding}” is no known text encoding, so {name} was not read: use a name such as "
            "utf-8, cp1251, koi8-r, cp866, utf-16, mac-cyrillic, or leave it out to have it found."
        ) from error
    return found


def _decode_strictly(data: bytes, name: str, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise EncodingError(
            f"{name} is not {encoding}: the byte 0x{data[error.start]:02x} at position "
            f"{error.start} (line {line}) does not fit. Name another encoding (cp1251, koi8-r "
            "...), leave it out to have it found, or mend the file."
        ) from error
    except UnicodeError as error:
        raise EncodingError(
            f"{name} is not {encoding} ({error}). Name another encoding, or leave it out."
        ) from error


def _detect(data: bytes, name: str, markup: bool) -> Decoded:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return Decoded(_decode_strictly(data[len(mark) :], name, encoding), encoding)
    wide = _find_wide(data)
    if wide:
        return Decoded(_decode_strictly(data, name, wide), wide, detected=True)
    refuse_binary(data, name, markup=markup)
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError as error:
        _refuse_damaged(data, name, error)
    return _detect_eight_bit(data, name)


def _find_wide(data: bytes) -> str:
    """UTF-16 without a mark: every second byte is 00, 04 (Cyrillic) or 20 (dashes, quotes)."""
    sample = data[:_SAMPLE]
    if len(data) % 2 or len(sample) < 4 or b"\x00" not in sample:
        return ""
    for encoding, high in (("utf-16-le", sample[1::2]), ("utf-16-be", sample[::2])):
        other = sample[::2] if encoding == "utf-16-le" else sample[1::2]
        fitting = sum(high.count(value) for value in (0x00, 0x04, 0x20))
        if 20 * fitting >= 19 * len(high) and 20 * other.count(0x00) < len(other):
            return encoding
    return ""


def _refuse_damaged(data: bytes, name: str, error: UnicodeDecodeError) -> None:
    """Raise EncodingError where most of a file is sound UTF-8: guessing would garble it all."""
    text = data.decode("utf-8", errors="replace")
    bad = text.count("\ufffd")
    sound = sum(not character.isascii() for character in text[: 10 * _SAMPLE]) - bad
    if sound < 5 * bad:
        return
    line = data.count(b"\n", 0, error.start) + 1
    raise EncodingError(
        f"{name} is UTF-8 with damage: the byte 0x{data[error.start]:02x} at position "
        f"{error.start} (line {line}) does not fit, {bad} such places in all. Mend the file, or "
        "name its encoding."
    )


def _detect_eight_bit(data: bytes, name: str) -> Decoded:
    sample = _sample(data)
    scored = [(_fit(sample, script, guess), guess) for script, guess in _EIGHT_BIT]
    fit, guess = max(scored, key=lambda item: item[0])
    if fit <= _FITS:
        best = from_bytes(sample, cp_isolation=_USUAL).best()
        guess = best.encoding if best is not None else ""
    if not guess:
        raise EncodingError(
            f"The encoding of {name} was not recognised: name it (cp1251, koi8-r, cp866 ...)."
        )
    return Decoded(_decode_strictly(data, name, guess), codecs.lookup(guess).name, detected=True)


def _sample(data: bytes) -> bytes:
    """Lines with the most bytes beyond ASCII tell most; a long file shows them by its parts."""
    if len(data) <= 2 * _SAMPLE:
        return data
    middle = len(data) // 2
    return data[:_SAMPLE] + data[middle : middle + _SAMPLE]


def _fit(sample: bytes, script: str, encoding: str) -> float:
    """How much a reading looks like words in a script, up to 1: the mean over all but ASCII."""
    text = sample.decode(encoding, errors="replace")
    points = [
        _points(character, before, script)
        for before, character in pairwise(" " + text)
        if not character.isascii()
    ]
    weight = 0.75 if encoding in _OLD else 1.0
    return weight * sum(points) / len(points) if points else 0.0


def _points(character: str, before: str, script: str) -> float:
    """1 for a usual small letter, less for others, -2 for what no such text holds.

    That is: odd signs, a capital after a small letter, a Cyrillic letter after a Latin one. Runs of
    letters beyond ASCII are usual in Cyrillic and rare in Latin.
    """
    if character in _TYPOGRAPHY:
        return 0.8
    small = character.lower()
    cyrillic = script == "cyrillic"
    mixed = before.isalpha() and before.isascii() is cyrillic
    if small not in _LETTERS[script] or (character != small and before.islower()):
        return -2
    if mixed:
        return -2 if cyrillic else -0.5
    if cyrillic and small not in _FREQUENT:
        return 0.4
    return 1 if character == small else 0.8
