from __future__ import annotations

import numpy as np
import pytest

from alignments.search import NEVER, SHAPES, Lattice, Step, band_around, full_band
from alignments.swaps import READINGS, SWAP_PRIOR, find_swap, open_to_swaps, read_swaps
from tests.alignments.test_aligner import align, shout
from tests.alignments.test_search import random_lattice
from tests.alignments.word_encoder import sentences

ONE, TWO = SHAPES.index((1, 1)), SHAPES.index((2, 2))


def test_only_boxes_that_hold_two_beads_are_read_as_swaps() -> None:
    assert {shape: len(found) for shape, found in READINGS.items()} == {
        (2, 2): 1,
        (2, 3): 2,
        (3, 2): 2,
    }


@pytest.mark.parametrize("width", [None, 2], ids=["full band", "narrow band"])
def test_a_box_weighs_the_sum_of_being_joined_and_being_swapped(width: int | None) -> None:
    diagonal = [Step(k, 1, k, 1) for k in range(6)]
    band = full_band(6, 6) if width is None else band_around(diagonal, (6, 6), width)
    before, after = random_lattice(6, 6, 1, band), random_lattice(6, 6, 1, band)
    open_to_swaps(after)

    def value(lattice: Lattice, shape: int, i: int, j: int) -> float:
        if not band.start[i] <= j < band.stop[i]:
            return NEVER
        return float(lattice.beads[i][shape, j - int(band.start[i])])

    for i in range(2, 7):
        for j in range(max(2, int(band.start[i])), int(band.stop[i])):
            crossing = value(before, ONE, i - 1, j) + value(before, ONE, i, j - 1) + SWAP_PRIOR
            joined = value(before, TWO, i, j)
            assert value(after, TWO, i, j) == pytest.approx(
                np.logaddexp(joined, crossing), abs=1e-4
            )
            assert value(after, ONE, i, j) == value(before, ONE, i, j)


def test_a_box_over_units_that_stand_apart_stays_forbidden() -> None:
    lattice = random_lattice(4, 4, 2)
    lattice.beads[3][TWO, 3] = NEVER / 1e20
    open_to_swaps(lattice)
    assert lattice.beads[3][TWO, 3] < NEVER / 1e22


def test_the_likelier_reading_of_a_box_gets_its_share_of_the_probability() -> None:
    lattice = random_lattice(2, 2, 3)
    lattice.beads[1][ONE, 2] = lattice.beads[2][ONE, 1] = 20.0
    open_to_swaps(lattice)
    box = Step(0, 2, 0, 2)
    swap = find_swap(lattice, box)
    assert swap is not None
    assert swap.steps == (Step(0, 1, 1, 1), Step(1, 1, 0, 1))
    steps, probabilities, crossed = read_swaps(lattice, [box], [0.8])
    assert steps == list(swap.steps)
    assert set(crossed) == {0, 1}
    assert probabilities == [pytest.approx(0.8 * swap.share)] * 2

    joined = random_lattice(2, 2, 3)
    joined.beads[2][TWO, 2] = 40.0
    open_to_swaps(joined)
    assert read_swaps(joined, [box], [0.8])[0] == [box]


@pytest.mark.parametrize("place", [0, 17, 38], ids=["first", "in the middle", "last"])
def test_neighbours_that_changed_places_are_found_and_both_flagged(place: int) -> None:
    texts = sentences(40, 21)
    target = shout(texts)
    target[place], target[place + 1] = target[place + 1], target[place]
    alignment = align(texts, target)
    assert {(b.source.start, b.target.start) for b in alignment if b.crossing} == {
        (place, place + 1),
        (place + 1, place),
    }
    assert all(bead.shape == "1:1" for bead in alignment)


def test_a_swap_of_which_one_part_is_cut_in_two_is_found() -> None:
    texts = sentences(40, 22)
    target = shout(texts)
    words = texts[10].upper().split()
    half = len(words) // 2
    target[10:12] = [target[11], " ".join(words[:half]), " ".join(words[half:])]
    crossing = {(tuple(b.source), tuple(b.target)) for b in align(texts, target) if b.crossing}
    assert crossing == {((10,), (11, 12)), ((11,), (10,))}
