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
other side can meet. It makes a lexicon of a few hundred beads count less than a trained model:
sentences that share words but are no translations stood too far above chance without it."""

FOLDS = 8
BLOCK = 8
"""The beads are dealt to FOLDS by blocks of so many neighbours. No text is given a vector by a
lexicon that has seen its own bead: a wrong bead would else prove itself right, since a word that
stands nowhere else always translates what stands beside it."""

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
        sides = read_words(source), read_words(target)
        bead_of = tuple(np.full(side.count, -1, np.int64) for side in sides)
        for number, runs in enumerate(beads):
            for places, run in zip(bead_of, runs, strict=True):
                places[run.start : run.stop] = number
        met = words_that_met(sides[0], sides[1], (bead_of[0], bead_of[1]), len(beads))
        fold = np.arange(max(len(beads), 1)) // BLOCK % FOLDS
        sums = self.encode_sums(source), self.encode_sums(target)
        random = np.random.default_rng(_SEED)
        own = [_directions(side, random) for side in sides]
        for number in range(FOLDS):
            taken = fold != number
            lexicon = learn_lexicon(met, taken[: len(beads)], (sides[0].size, sides[1].size))
            tables = _expected(lexicon, own)
            trust = _trust(lexicon)
            for which in (0, 1):
                halves = own[which] * trust[which][:, None], tables[which]
                table = np.hstack(halves if which else halves[::-1])
                mine = fold[_last_known(bead_of[which])] == number
                _add_words(sums[which][:, : 2 * DIRECTIONS], sides[which], mine, table)
        for which, side in enumerate(sides):
            sums[which][:, 2 * DIRECTIONS + which] = RESERVE * np.bincount(
                side.texts, side.rarity[side.ids], minlength=side.count
            )
        return sums


def _directions(words: Words, random: np.random.Generator) -> Vectors:
    """A random direction for every word, as long as the word is rare."""
    signs = random.integers(0, 2, (words.size, DIRECTIONS), dtype=np.int8) * 2 - 1
    length = words.rarity / np.sqrt(DIRECTIONS)
    return np.asarray(signs * length[:, None], np.float32)


def _expected(lexicon: Lexicon, own: Sequence[Vectors]) -> tuple[Vectors, Vectors]:
    """For each word of either side the sum of its translations, by how sure they are."""
    tables = np.zeros_like(own[0]), np.zeros_like(own[1])
    ends = (lexicon.source, lexicon.source_beads), (lexicon.target, lexicon.target_beads)
    for which, (words, beads) in enumerate(ends):
        order = np.argsort(words, kind="stable")
        share = lexicon.count / (beads[words] + _SHY)
        other = ends[1 - which][0]
        _add_rows(tables[which], words[order], other[order], share[order], own[1 - which])
    return tables


def _trust(lexicon: Lexicon) -> tuple[Vectors, Vectors]:
    """How far each word of either side is believed, 0 to 1: the less, the rarer in the beads."""
    source, target = (
        np.asarray(beads / (beads + _SHY), np.float32)
        for beads in (lexicon.source_beads, lexicon.target_beads)
    )
    return source, target


def _add_words(sums: Vectors, words: Words, mine: NDArray[np.bool_], table: Vectors) -> None:
    chosen = mine[words.texts]
    _add_rows(sums, words.texts[chosen], words.ids[chosen], None, table)


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
