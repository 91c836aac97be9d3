"""Each peer as one function: two segmented texts in, beads out.

All searches get the vectors of our encoder, so that only the search differs. A peer that is not
installed raises ImportError when it is called.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence

import numpy as np

from alignments.aligner import Aligner
from alignments.bitext import Document
from alignments.encoders import Encoder
from alignments.evaluation import Ladder, ladder

Peer = Callable[[Document, Document, Encoder], Ladder]

_LONGEST = 10_000  # vecalign cuts joined texts there


def ours(source: Document, target: Document, encoder: Encoder) -> Ladder:
    """Our aligner."""
    return ladder(Aligner(encoder).align(source, target))


def gale_church(source: Document, target: Document, _encoder: Encoder) -> Ladder:
    """Gale and Church's lengths, as nltk has them: links are made into beads."""
    from nltk.translate.gale_church import align_blocks  # type: ignore[import-not-found]

    lengths = [[len(text) for text in _texts(document)] for document in (source, target)]
    return _beads(align_blocks(*lengths), len(source), len(target))


def vecalign(source: Document, target: Document, encoder: Encoder) -> Ladder:
    """Vecalign's search (Thompson & Koehn 2019), with its README's eight segments a bead."""
    from sentalign import sentalign  # type: ignore[import-not-found]

    found = sentalign(_texts(source), _texts(target), lambda texts: encoder.encode(list(texts)))
    return [(tuple(bead.src_indices), tuple(bead.tgt_indices)) for bead in found.alignments]


def bertalign(source: Document, target: Document, encoder: Encoder, skip: float = -0.1) -> Ladder:
    """Bertalign's two passes (Liu & Zhu 2022) with its own defaults."""
    from bertalign import corelib  # type: ignore[import-not-found]

    longest = 5
    sides = [_overlaps(_texts(document), longest - 1, encoder) for document in (source, target)]
    (left, left_lengths), (right, right_lengths) = sides
    sizes = len(source), len(target)
    nearest = corelib.find_top_k_sents(left[0], right[0], k=3)
    ones = corelib.get_alignment_types(2)
    width, near = corelib.find_first_search_path(*sizes)
    pointers = corelib.first_pass_align(*sizes, width, near, ones, *nearest)
    anchors = corelib.first_back_track(*sizes, pointers, near, ones)
    kinds = corelib.get_alignment_types(longest)
    width, near = corelib.find_second_search_path(anchors, 5, *sizes)
    ratio = float(left_lengths[0].sum() / right_lengths[0].sum())
    pointers = corelib.second_pass_align(
        left, right, left_lengths, right_lengths, width, near, kinds, ratio, skip, True, True
    )
    found = corelib.second_back_track(*sizes, pointers, near, kinds)
    return [(tuple(source_run), tuple(target_run)) for source_run, target_run in found]


def bertalign_free_gaps(source: Document, target: Document, encoder: Encoder) -> Ladder:
    """Bertalign where leaving a segment alone costs nothing."""
    return bertalign(source, target, encoder, skip=0.0)


PEERS: dict[str, Peer] = {
    "ours": ours,
    "Gale-Church (nltk)": gale_church,
    "vecalign (sentalign)": vecalign,
    "bertalign": bertalign,
    "bertalign, skip 0": bertalign_free_gaps,
}


def _texts(document: Document) -> list[str]:
    return [document.segment_text(k) for k in range(len(document))]


def _overlaps(
    texts: Sequence[str], longest: int, encoder: Encoder
) -> tuple[np.ndarray, np.ndarray]:
    """Vectors and bytes of the runs of 1 .. longest texts that end with each text."""
    runs = [
        [" ".join(texts[max(k - size + 1, 0) : k + 1])[:_LONGEST] for k in range(len(texts))]
        for size in range(1, longest + 1)
    ]
    vectors = np.stack([encoder.encode(run) for run in runs])
    lengths = np.array([[len(text.encode()) for text in run] for run in runs])
    return vectors, lengths


def _beads(links: Sequence[tuple[int, int]], source_size: int, target_size: int) -> Ladder:
    """Connected links as beads, and the segments without links as null beads."""
    by_source: dict[int, list[int]] = defaultdict(list)
    for i, j in links:
        by_source[i].append(j)
    beads: list[tuple[list[int], list[int]]] = []
    for i in range(source_size):
        run = by_source.get(i, [])
        if run and beads and set(run) & set(beads[-1][1]):
            beads[-1][0].append(i)
            beads[-1][1].extend(j for j in run if j not in beads[-1][1])
        else:
            beads.append(([i], list(run)))
    linked = {j for _, run in beads for j in run}
    alone: Ladder = [((), (j,)) for j in range(target_size) if j not in linked]
    return [(tuple(left), tuple(sorted(right))) for left, right in beads] + alone
