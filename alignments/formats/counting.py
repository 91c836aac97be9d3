"""Numbers as word processors and browsers print them before the items of a list."""

from __future__ import annotations

_ROMAN = (
    *((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L")),
    *((40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")),
)
_LATIN = "abcdefghijklmnopqrstuvwxyz"
_RUSSIAN = "абвгдежзиклмнопрстуфхцчшщэюя"
_HIGHEST_ROMAN = 3999


def printed_number(value: int, style: str) -> str:
    """A count as printed; `style` is as in Word ("lowerRoman", "russianUpper" ...), or decimal."""
    if style.endswith("Roman"):
        number = _roman(value)
    elif style.endswith("Letter"):
        number = _letters(value, _LATIN)
    elif style.startswith("russian"):
        number = _letters(value, _RUSSIAN)
    else:
        return f"{value:02}" if style == "decimalZero" else str(value)
    return number.upper() if style.startswith("upper") or style.endswith("Upper") else number


def _roman(value: int) -> str:
    if not 0 < value <= _HIGHEST_ROMAN:
        return str(value)
    parts = []
    for worth, sign in _ROMAN:
        count, value = divmod(value, worth)
        parts.append(sign * count)
    return "".join(parts).lower()


def _letters(value: int, alphabet: str) -> str:
    """After the last letter the first comes doubled, as Word prints it: z, aa, bb."""
    if not 0 < value <= 10 * len(alphabet):
        return str(value)
    rounds, place = divmod(value - 1, len(alphabet))
    return alphabet[place] * (rounds + 1)
