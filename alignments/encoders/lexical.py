"""Vectors from a lexicon that is learned from the pair of documents itself; no model.

Each word has a random direction. A source text is the sum of its words' expected translations
beside the sum of its words, a target text the sum of its words beside their expected translations;
so the product of two texts counts, both ways, the words that translate each other.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from alignments.choosing import LEXICAL
from alignments.encoders.protocol import BeadRuns
from alignments.lexicon import STEM, Lexicon, Words, learn_lexicon, read_words, words_that_met

Vectors = NDArray[np.float32]
Integers = NDArray[np.int64]

RULES = 1
"""Rises with every change of rules or constants that can change a vector."""

DIRECTIONS = 256
"""Dimensions of either half; twice as many tell texts apart a little better, in twice the time."""

RESERVE = 0.15
"""This share of the words' weight stands in a direction of either side's own, which nothing of the
other side can meet. A lexicon of a few hundred beads thereby counts less than a trained model."""

FOLDS = 8
"""So many lexicons are learned, each from all beads but an eighth. No text is given a vector by a
lexicon that has seen its own bead: a wrong bead would else prove itself right, since a word that
stands nowhere else always translates what stands beside it."""

BLOCK = 8
"""So many neighbouring beads are left out together; they are each other's likely mistakes."""

_SHY = 2.0  # a word seen in so many beads is believed half
_SEED = 11
_AT_ONCE = 1 << 14


class LexicalEncoder:
    """A `PairEncoder` for any two languages. Until it has seen a pair it knows nothing: zero."""

    name = LEXICAL
    languages: frozenset[str] = frozenset()
    dimensions = 2 * DIRECTIONS + 2
    rounds = 2

    @property
    def revision(self) -> str:
        """A hash of rules and sizes."""
        facts = f"{RULES} {STEM} {DIRECTIONS} {FOLDS} {BLOCK} {RESERVE} {self.rounds}"
        return hashlib.sha256(facts.encode()).hexdigest()[:12]

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Zero rows, float32 (n, dimensions): a text alone tells nothing of its translation."""
        return self.encode_sums(texts)

    def encode_sums(self, texts: Sequence[str]) -> Vectors:
        """Zero rows, float32 (n, dimensions)."""
        return np.zeros((len(texts), self.dimensions), np.float32)

    def encode_pair(
        self, source: Sequence[str], target: Sequence[str], beads: Sequence[BeadRuns]
    ) -> tuple[Vectors, Vectors]:
        """Vectors of all texts of both sides that may be added up, learned from the beads."""
        words = read_words(source), read_words(target)
        bead_of = _bead_of(beads, 0, len(source)), _bead_of(beads, 1, len(target))
        met = words_that_met(*words, bead_of, len(beads))
        fold = np.arange(len(beads)) // BLOCK % FOLDS
        random = np.random.default_rng(_SEED)
        own = _directions(words[0], random), _directions(words[1], random)
        sums = self.encode_sums(source), self.encode_sums(target)
        for number in range(FOLDS) if beads else ():
            lexicon = learn_lexicon(met, fold != number, (words[0].size, words[1].size))
            tables = _tables(lexicon, own)
            for which in (0, 1):
                mine = fold[_last_known(bead_of[which])] == number
                chosen = mine[words[which].texts]
                rows, parts = words[which].texts[chosen], words[which].ids[chosen]
                _add_rows(sums[which][:, : 2 * DIRECTIONS], rows, parts, None, tables[which])
        for which, side in enumerate(words):
            weight = np.bincount(side.texts, side.rarity[side.ids], minlength=side.count)
            sums[which][:, 2 * DIRECTIONS + which] = RESERVE * weight
        return sums


def _bead_of(beads: Sequence[BeadRuns], which: int, texts: int) -> Integers:
    """The number of each text's bead, -1 for none."""
    bead_of = np.full(texts, -1, np.int64)
    for number, runs in enumerate(beads):
        bead_of[runs[which].start : runs[which].stop] = number
    return bead_of


def _directions(words: Words, random: np.random.Generator) -> Vectors:
    """A random direction for every word, as long as the word is rare."""
    signs = random.integers(0, 2, (words.size, DIRECTIONS), dtype=np.int8) * 2 - 1
    length = words.rarity / np.sqrt(DIRECTIONS)
    return np.asarray(signs * length[:, None], np.float32)


def _tables(lexicon: Lexicon, own: tuple[Vectors, Vectors]) -> tuple[Vectors, Vectors]:
    """For each word of either side: its share of the source's half and of the target's half.

    In the half of its own side a word stands for itself, the less the rarer it is in the beads; in
    the other one for the sum of its translations, by how sure they are.
    """
    ends = (lexicon.source, lexicon.source_beads), (lexicon.target, lexicon.target_beads)
    halves = []
    for which, (words, beads) in enumerate(ends):
        order = np.argsort(words, kind="stable")
        share = lexicon.count / (beads[words] + _SHY)
        translated = np.zeros_like(own[which])
        other = ends[1 - which][0]
        _add_rows(translated, words[order], other[order], share[order], own[1 - which])
        trust = np.asarray(beads / (beads + _SHY), np.float32)
        halves.append((own[which] * trust[:, None], translated))
    return np.hstack(halves[0]), np.hstack(halves[1][::-1])


def _add_rows(
    sums: Vectors, rows: Integers, parts: Integers, shares: NDArray[np.float64] | None, of: Vectors
) -> None:
    """Add to each of the rising `rows` the `parts` of a table, times their shares."""
    for start in range(0, len(rows), _AT_ONCE):
        some = slice(start, start + _AT_ONCE)
        vectors = of[parts[some]]
        if shares is not None:
            vectors *= shares[some, None].astype(np.float32)
        begins = np.flatnonzero(np.diff(rows[some], prepend=-1))
        sums[rows[some][begins]] += np.add.reduceat(vectors, begins, axis=0)


def _last_known(bead_of: Integers) -> Integers:
    """Each text's bead, or the last one before it."""
    return np.maximum.accumulate(np.maximum(bead_of, 0))
