from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from numpy.typing import NDArray

from alignments.aligner import Aligner
from alignments.bitext import Alignment, Bead, Document
from alignments.encoders import Encoder, PairEncoder, load_encoder
from alignments.evaluation import Ladder, ladder, score
from alignments.formats import read_segmented
from tests.alignments.cipher import cipher_pair


class Nothing:
    """An encoder that never knows anything: lengths, marks and shared words are all there is."""

    name, revision, dimensions = "nothing", "0" * 12, 4
    languages: frozenset[str] = frozenset()

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        return self.encode_sums(texts)

    def encode_sums(self, texts: Sequence[str]) -> NDArray[np.float32]:
        return np.zeros((len(texts), self.dimensions), np.float32)


def document(texts: list[str], language: str) -> Document:
    if not texts:
        return Document("", language, "")
    return read_segmented("\n".join(texts).encode(), language, language)


def align(
    source: list[str], target: list[str], encoder: Encoder | None = None, fixed: Sequence[Bead] = ()
) -> Alignment:
    aligner = Aligner(encoder or load_encoder("lexical"))
    return aligner.align(document(source, "xx"), document(target, "yy"), fixed=fixed)


def disturbed(size: int, seed: int) -> tuple[list[str], list[str], Ladder]:
    """A pair with joined segments, segments without counterpart, and the right beads."""
    left, right = cipher_pair(size, seed)
    random = np.random.default_rng(seed)
    source: list[str] = []
    target: list[str] = []
    gold: Ladder = []
    at = 0
    while at < size:
        kind = random.choice(["one", "join", "cut", "lost", "added"], p=[0.7, 0.1, 0.1, 0.05, 0.05])
        k = 2 if kind in ("join", "cut") and at + 2 <= size else 1
        these, those = left[at : at + k], right[at : at + k]
        if k == 2 and kind == "join":
            those = [" ".join(those)]
        elif k == 2:
            these = [" ".join(these)]
        these, those = [] if kind == "added" else these, [] if kind == "lost" else those
        i, j = len(source), len(target)
        gold.append((tuple(range(i, i + len(these))), tuple(range(j, j + len(those)))))
        source, target, at = source + these, target + those, at + k
    return source, target, gold


def test_it_is_an_encoder_that_knows_nothing_before_it_has_seen_a_pair() -> None:
    encoder = load_encoder("lexical")
    assert isinstance(encoder, PairEncoder)
    assert (encoder.name, len(encoder.revision), encoder.languages) == ("lexical", 12, frozenset())
    rows = encoder.encode(["one", ""])
    assert rows.shape == (2, encoder.dimensions)
    assert not rows.any()


@pytest.mark.parametrize("seed", [1, 2])
def test_a_cipher_is_aligned_where_lengths_alone_fail(seed: int) -> None:
    source, target, gold = disturbed(120, seed)
    blind = score(gold, ladder(align(source, target, Nothing()))).strict_f1
    learned = score(gold, ladder(align(source, target))).strict_f1
    assert learned > 0.85
    assert 1 - learned < (1 - blind) / 2


def test_the_same_pair_gives_the_same_alignment() -> None:
    source, target, _ = disturbed(40, 3)
    assert align(source, target) == align(source, target)


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ([], []),
        (["one"], []),
        (["one"], ["eins"]),
        (["one"], ["eins", "zwei", "drei", "vier", "fünf"]),
        (["…", "—", "!"], ["…", "—", "!"]),
        (["漢字文", "仮名文"], ["ሰላም ለዓለም", "ደህና"]),
        (["same same"] * 12, ["same same"] * 12),
    ],
    ids=[
        "nothing",
        "one side only",
        "one segment each",
        "one against many",
        "no words at all",
        "scripts without case or blanks",
        "one sentence again and again",
    ],
)
def test_hardly_any_evidence_is_no_trouble(source: list[str], target: list[str]) -> None:
    alignment = align(source, target)
    assert (alignment.source_size, alignment.target_size) == (len(source), len(target))


def test_no_text_is_told_by_its_own_bead() -> None:
    """A wrong bead must not prove itself right, nor may its neighbours."""
    source, target = cipher_pair(100, 4)
    encoder = load_encoder("lexical")
    assert isinstance(encoder, PairEncoder)
    right = [(range(k, k + 1), range(k, k + 1)) for k in range(100)]
    wrong = [(range(k, k + 1), range(7 - k, 8 - k)) for k in range(8)] + right[8:]
    first, second = (encoder.encode_pair(source, target, beads) for beads in (right, wrong))
    for side in (0, 1):
        assert first[side][:8].any()
        assert np.array_equal(first[side][:8], second[side][:8])
        assert not np.array_equal(first[side][8:], second[side][8:])


def test_fixed_beads_teach_it() -> None:
    source, target = cipher_pair(60, 9)
    taught = [Bead(range(k, k + 1), range(k, k + 1)) for k in range(30)]
    alignment = align(source, target, fixed=taught)
    assert ladder(alignment) == [((k,), (k,)) for k in range(60)]
