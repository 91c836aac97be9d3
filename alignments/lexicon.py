"""A translation lexicon learned from beads: which words of the two sides translate each other.

Texts and beads in, arrays out. A word is known by its first letters, so that the forms of an
inflected word are one entry. IBM Model 1 (Brown et al. 1993) is estimated both ways; only what
both directions agree on counts (Liang, Taskar & Klein 2006, here a harmonic mean of counts).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from alignments.search import Floats, Integers

STEM = 4
"""So many first letters stand for a word: measured best among 3, 4, 5, 6 and all of them."""

TOO_COMMON = 0.5
"""A word in a larger share of the beads says nothing about any of them."""

MOST_PAIRS = 6_000_000
"""Beads are sampled evenly so that no more pairs of words are held: a few hundred MB at most."""

_ITERATIONS = 4
_NULL = 0.05  # what Model 1's empty word offers every word, as a probability
_PRIOR = 1.0  # beads in which a word met nothing: what is seen twice is not certain
_DISCOUNT = 0.1  # taken off every expected count: most of the small ones are chance
_LEAST = 0.02

_UNSPACED_SCRIPTS = (
    ("\u0e00", "\u0eff"),  # Thai, Lao
    ("\u0f00", "\u0fff"),  # Tibetan
    ("\u1000", "\u109f"),  # Burmese
    ("\u1780", "\u17ff"),  # Khmer
    ("\u3040", "\u30ff"),  # kana
    ("\u3400", "\u9fff"),  # ideographs
    ("\U00020000", "\U0003ffff"),  # rarer ideographs
)


def stems(text: str) -> list[str]:
    """The words of a text, in small letters, cut to STEM letters; numbers are whole.

    Scripts that write no spaces between words give every character and every two neighbours.
    """
    letters = "".join(map(_letter_or_blank, unicodedata.normalize("NFKC", text).casefold()))
    return [stem for word in letters.split() for stem in _stems_of(word)]


@lru_cache(maxsize=1 << 16)
def _stems_of(word: str) -> tuple[str, ...]:
    if word.isdigit():
        return (word,)
    if any(first <= word[0] <= last for first, last in _UNSPACED_SCRIPTS):
        return (*word, *(word[k : k + 2] for k in range(len(word) - 1)))
    return (word[:STEM],)


@lru_cache(maxsize=1 << 12)
def _letter_or_blank(character: str) -> str:
    # Combining marks are part of words: Hindi writes its vowels with them.
    return character if unicodedata.category(character)[0] in "LMN" else " "


@dataclass(frozen=True, slots=True)
class Words:
    """Which words stand in which texts: `texts[k]` holds word `ids[k]`, each pair once, in order.

    Words are numbered from 0 to `size` - 1 in the order in which they first appear.
    """

    texts: Integers
    ids: Integers
    count: int
    size: int

    @property
    def rarity(self) -> Floats:
        """Log of texts over the texts that hold each word."""
        rarity: Floats = np.log((self.count + 1) / np.bincount(self.ids, minlength=self.size))
        return rarity


def read_words(texts: Sequence[str]) -> Words:
    """The words of one side."""
    numbers: dict[str, int] = {}
    found = [
        sorted({numbers.setdefault(stem, len(numbers)) for stem in stems(text)}) for text in texts
    ]
    rows = np.repeat(np.arange(len(texts)), [len(ids) for ids in found])
    ids = np.array([word for row in found for word in row], dtype=np.int64)
    return Words(rows, ids, len(texts), len(numbers))


@dataclass(frozen=True, slots=True)
class Met:
    """Pairs of words that stand in one bead, and the words of each bead on either side.

    Entry k: in bead `bead[k]` the source's word number `source_place[k]` of `source_ids` meets the
    target's number `target_place[k]` of `target_ids`, which is pair `pair[k]` of all different
    ones; `source_beads` and `target_beads` say in which bead a word of those lists stands.
    """

    bead: Integers
    pair: Integers
    source_place: Integers
    target_place: Integers
    source_beads: Integers
    source_ids: Integers
    target_beads: Integers
    target_ids: Integers
    pair_source: Integers
    pair_target: Integers


def words_that_met(
    source: Words, target: Words, bead_of: tuple[Integers, Integers], beads: int
) -> Met:
    """Pairs from beads; `bead_of` gives for each text of a side its bead's number, or -1.

    Words of one bead only and words of more than half of the beads are left out.
    """
    (sb, si), (tb, ti) = _by_bead(source, bead_of[0], beads), _by_bead(target, bead_of[1], beads)
    left, right = np.bincount(sb, minlength=beads), np.bincount(tb, minlength=beads)
    every = -(-int((left * right).sum()) // MOST_PAIRS)
    if every > 1:
        right = np.where(np.arange(beads) % every == 0, right, 0)
    sizes = left * right
    bead = np.repeat(np.arange(beads), sizes)
    within = np.arange(len(bead)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    begins = np.cumsum(left) - left, np.searchsorted(tb, np.arange(beads))
    here = begins[0][bead] + within // right[bead], begins[1][bead] + within % right[bead]
    keys, pair, often = np.unique(
        si[here[0]] * max(target.size, 1) + ti[here[1]], return_inverse=True, return_counts=True
    )
    kept = often[pair] > 1
    return Met(
        bead[kept],
        pair[kept],
        here[0][kept],
        here[1][kept],
        *(sb, si, tb, ti),
        *np.divmod(keys, max(target.size, 1)),
    )


def _by_bead(words: Words, bead_of: Integers, beads: int) -> tuple[Integers, Integers]:
    size = max(words.size, 1)
    keys = np.unique(bead_of[words.texts] * size + words.ids)
    found, ids = np.divmod(keys[keys >= 0], size)
    often = np.bincount(ids, minlength=size)[ids]
    kept = (often > 1) & (often <= max(TOO_COMMON * beads, 8))
    return found[kept], ids[kept]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Translations: `source[k]` and `target[k]` were each other's in `count[k]` beads, as expected.

    `source_beads` and `target_beads` say of every word in how many beads it stood.
    """

    source: Integers
    target: Integers
    count: Floats
    source_beads: Floats
    target_beads: Floats


def learn_lexicon(met: Met, taken: NDArray[np.bool_], sizes: tuple[int, int]) -> Lexicon:
    """Learn from the beads for which `taken` is true; `sizes` are the numbers of words.

    A pair must have met in two of those beads.
    """
    used = taken[met.bead]
    often = np.bincount(met.pair[used], minlength=len(met.pair_source))
    used &= often[met.pair] > 1
    pair, source, target = met.pair[used], met.source_place[used], met.target_place[used]
    beads = [
        np.bincount(ids[taken[where]], minlength=size).astype(np.float64)
        for ids, where, size in (
            (met.source_ids, met.source_beads, sizes[0]),
            (met.target_ids, met.target_beads, sizes[1]),
        )
    ]
    forth = _model_1(pair, target, beads[0][met.pair_source])
    back = _model_1(pair, source, beads[1][met.pair_target])
    count = 2.0 * forth * back / np.maximum(forth + back, 1e-12) - _DISCOUNT
    kept = count > _LEAST
    return Lexicon(met.pair_source[kept], met.pair_target[kept], count[kept], beads[0], beads[1])


def _model_1(pair: Integers, explained: Integers, given: Floats) -> Floats:
    """Expected number of beads in which each pair is a translation.

    `explained` numbers the word that is translated into within its bead, and `given` says in how
    many beads the word that it is translated from stands, by pair.
    """
    shares = np.ones(len(pair))
    for _ in range(_ITERATIONS):
        count = np.bincount(pair, shares, minlength=len(given))
        chance = (count / (given + _PRIOR))[pair]
        shares = chance / (np.bincount(explained, chance) + _NULL)[explained]
    expected: Floats = np.bincount(pair, shares, minlength=len(given)).astype(np.float64)
    return expected
