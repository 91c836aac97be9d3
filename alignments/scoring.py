"""How well runs of source and target units fit, as natural-log likelihood ratios. Arrays only.

Every piece of evidence answers the same question, "how much likelier is this if the two runs
translate each other than if they met by chance?", so that similarity, length, shape and gaps stand
on one scale and a weak document cannot make gaps cheap. A bead's score is the weighted sum of its
features; a gap's is a prior, because units left alone are as likely as chance makes them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from alignments.agreements import box_sums
from alignments.borders import run_begins
from alignments.likelihood import Fit, Reals, length_likelihood, similarity_likelihood
from alignments.runs import Vectors
from alignments.search import (
    LARGEST,
    NEVER,
    REACH,
    SHAPES,
    Band,
    Floats,
    Lattice,
    Step,
    Watch,
    unwatched,
)
from alignments.sides import Agreed, Background, Units, borders_of, sums_of_runs, vectors_of_runs

WEIGHTS: Mapping[str, float] = {
    "similarity": 0.7,
    "length": 0.85,
    "numbers": 0.3,
    "numbers_missing": -0.3,
    "names": 0.25,
    "cognates": 0.1,
    "inside_block": -2.5,
    "inside_note": -3.0,
    "inside_title": -2.0,
    "both_begin": 1.0,
    "one_begins": -1.0,
    "heading": -2.0,
    "beginning": 0.5,
    "ending": 0.5,
    "label": 1.0,
    "shape_1_1": 0.2,
    "shape_1_2": -2.2,
    "shape_1_3": -3.5,
    "shape_2_2": -4.0,
    "shape_1_4": -5.0,
    "shape_2_3": -5.5,
    "gap_unit": -1.3,
    "gap_open": -2.5,
}
"""What each feature counts for; one setting for all documents and languages."""

Feature = Reals | float
"""A feature of the beads that end at some nodes: by node, or the same for all."""

_FORBIDDEN = np.float32(NEVER / 1e20)


class Scorer:
    """Features and scores of the beads that end in a rectangle of nodes.

    The nodes are those of `alignments.search`; a bead that would begin before row or column 0 gets
    a finite score that nothing may read.
    """

    def __init__(
        self,
        source: Units,
        target: Units,
        agreed: Agreed,
        fit: Fit,
        watch: Watch = unwatched,
        *,
        largest: int = LARGEST,
    ) -> None:
        self.source, self.target = source, target
        self.shapes = [shape for shape in SHAPES if sum(shape) <= largest]
        self.agreed, self.fit, self.watch = agreed, fit, watch
        self.lengths = sums_of_runs(source.lengths, 1.0), sums_of_runs(target.lengths, 1.0)
        numbers = agreed.numbers
        self.numbers = sums_of_runs(numbers.source_total), sums_of_runs(numbers.target_total)
        self.far = Background(source, target), Background(target, source)
        self.borders = borders_of(source), borders_of(target)
        self.begins = run_begins(len(source)), run_begins(len(target))

    def similarity(self, n: int, m: int, rows: slice, columns: slice) -> Vectors:
        """Relative similarity of beads: about 0 for two random runs, 1 for the same vector.

        Cosine distance over its mean to a random background of the other side's runs (Thompson &
        Koehn 2019), which takes off what makes a run like everything.
        """
        return self._relative(n, m, rows, columns, self._products(rows, columns))

    def _products(self, rows: slice, columns: slice) -> Vectors | None:
        """Products of the units' vectors in a rectangle, as `run_products` takes them."""
        if self.source.runs:
            return None
        i = np.arange(rows.start - REACH, rows.stop - 1)
        j = np.arange(columns.start - REACH, columns.stop - 1)
        products: Vectors = (
            self.source.sums[np.maximum(i, 0)] @ self.target.sums[np.maximum(j, 0)].T
        )
        return products

    def _relative(
        self, n: int, m: int, rows: slice, columns: slice, products: Vectors | None
    ) -> Vectors:
        i, j = self.begins[0][n, rows], self.begins[1][m, columns]
        if products is None:
            cosine = self.source.runs[n - 1][i] @ self.target.runs[m - 1][j].T
        else:
            cosine = run_products(products, n, m)
            cosine /= self.far[0].norms[n - 1, i][:, None]
            cosine /= self.far[1].norms[m - 1, j]
        far = self.far[0].distances[n - 1, i][:, None] + self.far[1].distances[m - 1, j]
        relative: Vectors = 1.0 - 2.0 * (1.0 - cosine) / far
        return relative

    def features(self, rows: slice, columns: slice) -> Iterator[dict[str, Feature]]:
        """For each of `shapes`: values by feature, by node (rows, columns) or the same for all."""
        tables = {
            name: getattr(self.agreed, name).sums(rows, columns, REACH)
            for name in ("numbers", "names", "cognates")
        }
        products = self._products(rows, columns)
        marks = self._marks(rows, columns)
        for n, m in self.shapes:
            source = self.lengths[0][n, rows][:, None]
            target = self.lengths[1][m, columns]
            relative = self._relative(n, m, rows, columns, products)
            found: dict[str, Feature] = {
                name: box_sums(table, n, m, REACH) for name, table in tables.items()
            }
            found["similarity"] = similarity_likelihood(relative, (source + target) / 2, self.fit)
            found["length"] = length_likelihood(source, target, self.fit)
            found["numbers_missing"] = self._missing(found["numbers"], n, m, rows, columns)
            found[f"shape_{min(n, m)}_{max(n, m)}"] = 1.0
            found["beginning"] = nodes_of_runs(marks[0], n, m)
            found["ending"] = nodes_of_runs(marks[1], 1, 1)
            yield found | self._structural(n, m, rows, columns)

    def _marks(self, rows: slice, columns: slice) -> tuple[Vectors, Vectors]:
        """How well the beginnings, and endings, of each two units fit, laid out as `_products`."""
        i = np.maximum(np.arange(rows.start - REACH, rows.stop - 1), 0)
        j = np.maximum(np.arange(columns.start - REACH, columns.stop - 1), 0)
        beginnings = np.ix_(self.source.beginnings[i], self.target.beginnings[j])
        endings = np.ix_(self.source.endings[i], self.target.endings[j])
        return (
            self.fit.beginnings[beginnings].astype(np.float32),
            self.fit.endings[endings].astype(np.float32),
        )

    def scores(
        self, rows: slice, columns: slice, weights: Mapping[str, float] = WEIGHTS
    ) -> Vectors:
        """Scores (len(SHAPES), rows, columns) of the beads that end at those nodes.

        Beads of more than `largest` segments never come about.
        """
        size = (len(SHAPES), rows.stop - rows.start, columns.stop - columns.start)
        result = np.zeros(size, dtype=np.float32)
        result[len(self.shapes) :] = _FORBIDDEN
        for number, found in enumerate(self.features(rows, columns)):
            fixed = self.fit.shapes[number]
            for name, value in found.items():
                if isinstance(value, float):
                    fixed += weights[name] * value
                else:
                    result[number] += np.float32(weights[name]) * value
            result[number] += np.float32(fixed)
            n, m = SHAPES[number]
            torn = self.borders[0].torn[n, rows], self.borders[1].torn[m, columns]
            if torn[0].any() or torn[1].any():
                result[number][torn[0][:, None] | torn[1]] = _FORBIDDEN
        return result

    def evidence(self, steps: Sequence[Step]) -> tuple[Floats, Floats]:
        """Similarity and length log likelihood ratios of single steps, 0 for null ones."""
        found = np.zeros((2, len(steps)))
        shapes = np.array([(step.n, step.m) for step in steps]).reshape(-1, 2)
        begins = np.array([(step.source, step.target) for step in steps]).reshape(-1, 2)
        for n, m in SHAPES:
            at = np.flatnonzero((shapes[:, 0] == n) & (shapes[:, 1] == m))
            i, j = begins[at, 0], begins[at, 1]
            vectors = vectors_of_runs(self.source, i, n), vectors_of_runs(self.target, j, m)
            far = self.far[0].distances[n - 1, i] + self.far[1].distances[m - 1, j]
            relative = 1.0 - 2.0 * (1.0 - np.einsum("ij,ij->i", *vectors)) / far
            source, target = self.lengths[0][n, i + n], self.lengths[1][m, j + m]
            found[0, at] = similarity_likelihood(relative, (source + target) / 2, self.fit)
            found[1, at] = length_likelihood(source, target, self.fit)
        return found[0], found[1]

    def _missing(self, agreed: Feature, n: int, m: int, rows: slice, columns: slice) -> Vectors:
        source = self.numbers[0][n, rows][:, None]
        target = self.numbers[1][m, columns]
        missing: Vectors = np.maximum(source - agreed, 0.0) + np.maximum(target - agreed, 0.0)
        return missing

    def _structural(self, n: int, m: int, rows: slice, columns: slice) -> dict[str, Feature]:
        source, target = self.borders
        found: dict[str, Feature] = {}
        left, right = source.label[n, rows][:, None], target.label[m, columns]
        if left.any() and right.any():
            numbers = np.array([self.fit.other_number, self.fit.same_number], dtype=np.float32)
            both = (left != 0) & (right != 0)
            found["label"] = numbers[(left == right).astype(np.int8)] * both
        if source.known or target.known:
            found["inside_block"] = source.inside[n, rows][:, None] + target.inside[m, columns]
        notes = source.notes[n, rows], target.notes[m, columns]
        if notes[0].any() or notes[1].any():
            found["inside_note"] = notes[0][:, None] + notes[1]
        titles = source.titles[n, rows], target.titles[m, columns]
        if titles[0].any() or titles[1].any():
            found["inside_title"] = titles[0][:, None] + titles[1]
        if source.known and target.known:
            begins = source.begins[n, rows][:, None], target.begins[m, columns]
            titles = source.heading[n, rows][:, None], target.heading[m, columns]
            found["both_begin"] = (begins[0] & begins[1]).astype(np.float32)
            found["one_begins"] = (begins[0] ^ begins[1]).astype(np.float32)
            found["heading"] = (titles[0] ^ titles[1]).astype(np.float32)
        return found


def build_lattice(scorer: Scorer, band: Band, weights: Mapping[str, float] = WEIGHTS) -> Lattice:
    """Score every bead and gap of a band, some rows at a time."""
    beads: list[Vectors] = []
    for rows in _strips(band):
        left, right = int(band.start[rows.start]), int(band.stop[rows.stop - 1])
        scores = scorer.scores(rows, slice(left, right), weights)
        for i in range(rows.start, rows.stop):
            part = slice(int(band.start[i]) - left, int(band.stop[i]) - left)
            beads.append(scores[:, i - rows.start, part].copy())
        scorer.watch(rows.stop - rows.start)
    source, target = scorer.source, scorer.target
    unit = weights["gap_unit"] + scorer.fit.gap_unit
    begin = weights["gap_open"] + scorer.fit.gap_open
    return Lattice(
        band,
        beads,
        source_gap=source.alone + unit,
        target_gap=target.alone + unit,
        source_open=np.full(len(source), begin),
        target_open=np.full(len(target), begin),
        watch=scorer.watch,
    )


def _strips(band: Band) -> Iterator[slice]:
    """A few rows at a time: as rectangles they hold little that is outside the band."""
    row, last = 0, len(band.start)
    while row < last:
        width = int(band.stop[row] - band.start[row])
        stop = min(row + max(8, min(width // 2, 200_000 // width)), last)
        yield slice(row, stop)
        row = stop


def nodes_of_runs(table: Vectors, n: int, m: int) -> Vectors:
    """Of a table over units and a margin of REACH before them, what belongs to the n-th unit before
    each node and the m-th: the first units of runs of n and m that end there.
    """
    rows, columns = table.shape[0] - REACH + 1, table.shape[1] - REACH + 1
    return table[REACH - n : REACH - n + rows, REACH - m : REACH - m + columns]


def run_products(products: Vectors, n: int, m: int) -> Vectors:
    """Products of summed runs of n and m units by the nodes where they end, from single products.

    `products` starts REACH units before the first node and ends with the unit before the last.
    """
    height, width = products.shape[0] + 1, products.shape[1] + 1
    rows = products[REACH - 1 : height - 1].copy()
    for k in range(2, n + 1):
        rows += products[REACH - k : height - k]
    summed = rows[:, REACH - 1 : width - 1].copy()
    for k in range(2, m + 1):
        summed += rows[:, REACH - k : width - k]
    return summed
