"""CPU seconds to compile a term base and to find its terms in a long text, for English and Russian.

    python -m benchmarks.terms [--terms 10000] [--megabytes 1] [--english FILE] [--russian FILE]

Without files the text is made of a few sentences with made-up words. Half of the terms are words
and pairs of words of the text that are rare in it, as terms are, half do not occur. `cold` has
never seen the text's words, `warm` has: what a page pays when it asks again.
"""

from __future__ import annotations

import argparse
import gzip
import random
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from glossary.concepts import Concept, Term, TermBase
from glossary.matching import Matcher
from glossary.tokens import words_of

_SYLLABLES = {
    "en": "ra mo ti ken sol var dis pro con ment tion al er ist ism ling bor tas wen col",
    "ru": "ра мо ти кен сол вар дис про кон ск ов ни ист изм лен бор тас вен кол та",
}
_RARE = 20  # a word that stands in a megabyte more often is no term
_ENDINGS = {"en": ["", "s", "ed", "'s"], "ru": ["а", "ы", "ом", "ами", "ого", "ых", "ий", "ская"]}


def made_text(language: str, size: int) -> str:
    """Sentences of made-up, inflected words; `size` in bytes of UTF-8."""
    rng = random.Random(1)
    syllables, endings = _SYLLABLES[language].split(), _ENDINGS[language]
    stems = ["".join(rng.choices(syllables, k=rng.randint(2, 4))) for _ in range(8000)]
    parts: list[str] = []
    length = 0
    while length < size:
        words = [rng.choice(stems) + rng.choice(endings) for _ in range(rng.randint(5, 25))]
        sentence = f"{' '.join(words).capitalize()}. "
        parts.append(sentence)
        length += len(sentence.encode())
    return "".join(parts)


def text_of(path: Path, size: int) -> str:
    """A file's text (.gz too), repeated or cut to `size` bytes of UTF-8."""
    data = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    while len(data) < size:
        data += b"\n\n" + data
    return data[:size].decode(errors="ignore")


def terms_for(text: str, count: int, language: str) -> Iterator[str]:
    """Half from the text, single words and pairs; half made up."""
    rng = random.Random(2)
    counts = Counter(words_of(text).texts)
    words = [word for word, times in counts.items() if len(word) > 3 and times <= _RARE]
    syllables = _SYLLABLES[language].split()
    for number in range(count):
        at = rng.randrange(len(words) - 1)
        if number % 2:
            yield "".join(rng.choices(syllables, k=5)) + f" {words[at]}"
        else:
            yield words[at] if number % 4 else f"{words[at]} {words[at + 1]}"


def measure(language: str, text: str, count: int) -> None:
    """Print one line of figures."""
    texts = terms_for(text, count, language)
    base = TermBase(tuple(Concept(str(n), (Term(term, language),)) for n, term in enumerate(texts)))
    began = time.process_time()
    matcher = Matcher(base, language)
    compiled = time.process_time()
    found = matcher.find(text)
    cold = time.process_time()
    matcher.find(text)
    warm = time.process_time()
    print(
        f"{language:9}{len(text.encode()) / 1e6:>6.2f}{len(words_of(text).texts):>10,}"
        f"{compiled - began:>11.2f}{cold - compiled:>8.2f}{warm - cold:>8.2f}{len(found):>10,}"
    )


def main() -> None:
    """Measure both languages."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--terms", type=int, default=10_000)
    parser.add_argument("--megabytes", type=float, default=1.0)
    parser.add_argument("--english", type=Path)
    parser.add_argument("--russian", type=Path)
    chosen = parser.parse_args()
    size = int(chosen.megabytes * 1e6)
    heads = f"{'compile s':>11}{'cold s':>8}{'warm s':>8}{'found':>10}"
    print(f"{'language':9}{'MB':>6}{'words':>10}{heads}")
    for language, path in (("en", chosen.english), ("ru", chosen.russian)):
        text = text_of(path, size) if path else made_text(language, size)
        measure(language, text, chosen.terms)


if __name__ == "__main__":
    main()
