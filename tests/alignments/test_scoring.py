from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from alignments.agreements import agree
from alignments.coarse import WIDTH, find_band, halve, merge_pairs, refine
from alignments.errors import ScoringError
from alignments.fitting import first_fit, longest_chain, refit
from alignments.likelihood import Fit, length_likelihood, similarity_likelihood
from alignments.marks import NO_END, NOTE, SMALL
from alignments.runs import run_vectors
from alignments.scoring import WEIGHTS, Scorer, build_lattice
from alignments.search import SHAPES, Step, band_around, best_path, full_band
from alignments.sequence import align_sequence, cut, fit_document
from alignments.sides import Agreed, Units
from tests.alignments.word_encoder import PlainWordEncoder, WordEncoder, sentences


def units(texts: list[str], blocks: list[int] | None = None, additive: bool = True) -> Units:
    encoder = WordEncoder() if additive else PlainWordEncoder()
    sums, runs = run_vectors(encoder, texts)
    size = len(texts)
    return Units(
        sums,
        np.array([float(len(text)) for text in texts]),
        np.array(blocks or range(size)),
        np.zeros(size, dtype=np.bool_),
        np.zeros(size, dtype=np.int64),
        np.zeros(size, dtype=np.bool_),
        np.zeros(size),
        np.zeros(size, dtype=np.int64),
        np.zeros(size, dtype=np.int64),
        runs,
    )


def nothing_agreed(source: Units, target: Units) -> Agreed:
    nothing = agree([set()] * len(source), [set()] * len(target))
    return Agreed(nothing, nothing, nothing)


def scorer(source: Units, target: Units, fit: Fit | None = None) -> Scorer:
    return Scorer(source, target, nothing_agreed(source, target), fit or Fit())


def noisy_copy(texts: list[str], seed: int) -> list[str]:
    """A translation with some segments lost, joined or added."""
    random = np.random.default_rng(seed)
    copy: list[str] = []
    for text in texts:
        chance = random.random()
        if chance < 0.05:
            continue
        if chance < 0.15 and copy:
            copy[-1] += " " + text
            continue
        copy.append(text)
        if chance > 0.97:
            copy += sentences(2, seed + len(copy), start=10_000)
    return copy


def test_length_likelihood_is_highest_at_the_usual_ratio_and_for_long_texts() -> None:
    fit = Fit(ratio=np.log(1.2))
    lengths = np.array([50.0, 100, 120, 150, 400])
    found = length_likelihood(np.array(100.0), lengths, fit)
    assert found.argmax() == 2
    assert found[0] < 0 < found[2]
    short = length_likelihood(np.array(10.0), np.array(12.0), fit)
    assert short < found[2]


def test_similarity_likelihood_never_falls_as_similarity_rises() -> None:
    values = np.linspace(-1, 1, 81)
    for length in (5.0, 40.0, 300.0):
        found = similarity_likelihood(values, np.array(length), Fit())
        assert (np.diff(found) >= -1e-9).all()
        assert found[0] < 0 < found[-1]


def test_similarity_of_a_run_is_that_of_its_joined_text() -> None:
    source, target = units(sentences(12, 1)), units(sentences(12, 1))
    joined = units([" ".join(sentences(12, 1)[3:6])])
    found = scorer(source, target).similarity(3, 3, slice(6, 7), slice(6, 7))
    assert found[0, 0] == pytest.approx(1.0, abs=1e-5)
    assert joined.sums[0] == pytest.approx(source.sums[3:6].sum(axis=0), abs=1e-4)


def test_both_kinds_of_encoder_score_single_segments_alike() -> None:
    texts, others = sentences(10, 1), noisy_copy(sentences(10, 1), 3)
    nodes = slice(1, 11), slice(1, len(others) + 1)
    cosines = []
    for additive in (True, False):
        found = scorer(units(texts, additive=additive), units(others, additive=additive))
        cosines.append(found.similarity(1, 1, *nodes))
    assert cosines[0].argmax(axis=1).tolist() == cosines[1].argmax(axis=1).tolist()


def test_a_rectangle_is_scored_as_its_single_nodes() -> None:
    source, target = units(sentences(9, 4), [0, 0, 0, 1, 1, 2, 3, 3, 3]), units(sentences(8, 4))
    whole = scorer(source, target).scores(slice(4, 10), slice(4, 9))
    for i in range(4, 10):
        for j in range(4, 9):
            one = scorer(source, target).scores(slice(i, i + 1), slice(j, j + 1))
            assert one[:, 0, 0] == pytest.approx(whole[:, i - 4, j - 4], abs=1e-4)


def test_paragraph_borders_decide_between_equal_neighbours() -> None:
    texts = ["w1 w2 w3 w4"] * 4
    source, target = units(texts, [0, 0, 1, 1]), units(texts[:3], [0, 1, 1])
    path = best_path(build_lattice(scorer(source, target), full_band(4, 3)))
    assert Step(0, 2, 0, 1) in path


def test_a_note_is_not_joined_with_the_text_before_it() -> None:
    texts = ["w1 w2 w3 w4", "w3 w4 w5 w6"]
    target = units([" ".join(texts)])
    notes = np.array([0, NOTE])
    plain = scorer(units(texts), target).scores(slice(2, 3), slice(1, 2))
    noted = scorer(replace(units(texts), beginnings=notes), target).scores(slice(2, 3), slice(1, 2))
    joined = SHAPES.index((2, 1))
    assert noted[joined, 0, 0] == pytest.approx(plain[joined, 0, 0] + WEIGHTS["inside_note"])


def test_a_title_is_not_joined_with_the_text_around_it() -> None:
    texts = [*sentences(6, 2), "Remarks", *sentences(6, 3, start=50)]
    source, target = units(texts), units(sentences(6, 2) + sentences(6, 3, start=50))
    ends = np.array([NO_END if text == "Remarks" else 0 for text in texts])
    joined, rows, columns = SHAPES.index((2, 1)), slice(7, 8), slice(6, 7)

    def score(source: Units) -> float:
        return float(scorer(source, target).scores(rows, columns)[joined, 0, 0])

    titled = replace(source, endings=ends)
    assert score(titled) == pytest.approx(score(source) + WEIGHTS["inside_title"], abs=1e-3)
    going_on = replace(titled, beginnings=np.array([0] * 7 + [SMALL] + [0] * 5))
    assert score(going_on) == pytest.approx(score(source), abs=1e-3)
    everywhere = replace(source, endings=np.full(len(source), NO_END))
    assert score(everywhere) == pytest.approx(score(source), abs=1e-3)


def test_no_run_joins_units_that_stand_apart() -> None:
    source = units(sentences(4, 1))
    source.apart[2] = True
    scores = scorer(source, units(sentences(4, 1))).scores(slice(0, 5), slice(0, 5))
    assert scores[SHAPES.index((2, 1)), 3, 3] < -1e6
    assert scores[SHAPES.index((2, 1)), 2, 3] > -1e3


@pytest.mark.parametrize("seed", range(3))
def test_the_band_holds_the_path_of_the_full_search(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("alignments.coarse.FULL_SEARCH", 1000)
    texts = sentences(250, seed)
    source, target = units(texts), units(noisy_copy(texts, seed))
    agreed = nothing_agreed(source, target)
    band = find_band(source, target, agreed, first_fit(source, target))
    assert band.nodes < 0.5 * full_band(len(source), len(target)).nodes
    found = scorer(source, target)
    full = best_path(build_lattice(found, full_band(len(source), len(target))))
    assert best_path(build_lattice(found, band)) == full


def test_a_long_insertion_stays_in_the_band(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("alignments.coarse.FULL_SEARCH", 1000)
    texts = sentences(200, 5)
    source = units(texts)
    target = units(texts[:100] + sentences(150, 6, start=5000) + texts[100:])
    agreed = nothing_agreed(source, target)
    band = find_band(source, target, agreed, first_fit(source, target))
    path = best_path(build_lattice(Scorer(source, target, agreed, Fit()), band))
    links = {(step.source, step.target) for step in path if step.n and step.m}
    assert {(i, i if i < 100 else i + 150) for i in range(200)} <= links


@pytest.mark.parametrize(("rows", "columns"), [(7, 4), (8, 5), (7, 5), (1, 1)])
def test_a_refined_path_leads_through_all_of_the_finer_lattice(rows: int, columns: int) -> None:
    coarse = ((rows + 1) // 2, (columns + 1) // 2)
    path = [Step(i, 1, 0, 0) for i in range(coarse[0])]
    path += [Step(coarse[0], 0, j, 1) for j in range(coarse[1])]
    band = band_around(refine(path, (rows, columns)), (rows, columns), WIDTH)
    assert band.sizes == (rows, columns)


def test_merged_units_keep_lengths_vectors_and_agreements() -> None:
    texts = sentences(7, 1)
    merged = merge_pairs(units(texts))
    assert len(merged) == 4
    assert merged.lengths.sum() == sum(map(len, texts))
    assert merged.sums.sum(axis=0) == pytest.approx(units(texts).sums.sum(axis=0), abs=1e-3)
    found = halve(agree([{"a"}, {"b"}, {"c"}], [{"x"}, {"c"}, {"a"}]))
    assert list(zip(found.source.tolist(), found.target.tolist(), strict=True)) == [(0, 1), (1, 0)]
    assert len(found.source_total) == 2


def test_a_stretch_of_units_is_cut_out_whole() -> None:
    part = cut(units(sentences(9, 1), additive=False), slice(3, 7))
    assert (len(part), part.sums.shape[0], len(part.runs[0])) == (4, 4, 4)


def test_the_fit_finds_ratio_and_likeness_of_the_document() -> None:
    texts = sentences(200, 1)
    source, target = units(texts), units([text + " " + "x" * (len(text) // 2) for text in texts])
    fit = first_fit(source, target)
    assert fit.ratio == pytest.approx(np.log(1.5), abs=0.05)
    again = refit(source, target, [Step(i, 1, i, 1) for i in range(200)], fit)
    assert again.similar > 0.6
    assert again.gap_open < 0


def test_texts_that_have_nothing_in_common_are_taken_to_be_little_alike() -> None:
    fit = first_fit(units(sentences(100, 1)), units(sentences(100, 2, start=900)))
    assert fit.similar <= 0.15


def test_marks_that_translations_keep_are_learned_from_the_document() -> None:
    texts = sentences(90, 1)
    marks = np.arange(90) % 3
    source = replace(units(texts), endings=marks)
    target = replace(units(texts), endings=(marks + 1) % 3)  # here a stop becomes a question
    fit = refit(source, target, [Step(i, 1, i, 1) for i in range(90)], Fit())
    assert fit.endings[0, 1] > 0.5 > fit.endings[0, 0]


@pytest.mark.parametrize(
    ("values", "chain"),
    [([], []), ([3, 1, 2], [1, 2]), ([0, 9, 1, 2, 3], [0, 2, 3, 4]), ([5, 4], [1])],
)
def test_the_longest_chain_rises(values: list[int], chain: list[int]) -> None:
    assert longest_chain(values) == chain


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"sums": np.zeros((2, 3), dtype=np.float32)}, "of 3 rows"),
        ({"sums": np.full((3, 4), np.nan, dtype=np.float32)}, "finite"),
        ({"lengths": np.array([1.0, 0.0, 2.0])}, "above 0"),
    ],
    ids=["too few vectors", "not a number", "an empty text"],
)
def test_arrays_that_do_not_fit_are_refused(change: dict[str, np.ndarray], words: str) -> None:
    whole = units(sentences(3, 1))
    with pytest.raises(ScoringError, match=words):
        Units(
            change.get("sums", whole.sums),
            change.get("lengths", whole.lengths),
            whole.blocks,
            whole.headings,
            whole.labels,
            whole.apart,
            whole.alone,
            whole.beginnings,
            whole.endings,
        )


def test_a_long_document_is_fitted_from_some_stretches_nearly_as_from_all_of_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    texts = sentences(400, 3)
    source, target = units(texts), units(noisy_copy(texts, 3))
    agreed = nothing_agreed(source, target)
    monkeypatch.setattr("alignments.coarse.FULL_SEARCH", 1000)
    whole, path = fit_document(source, target, agreed)
    monkeypatch.setattr("alignments.sequence.SAMPLED_STRETCHES", 3)
    monkeypatch.setattr("alignments.sequence.SAMPLED_ROWS", 60)
    sampled, rough = fit_document(source, target, agreed)
    assert max(step.n + step.m for step in rough) > max(step.n + step.m for step in path)
    assert sampled.ratio == pytest.approx(whole.ratio, abs=0.05)
    assert sampled.similar == pytest.approx(whole.similar, abs=0.05)
    steps = [
        align_sequence(source, target, agreed, *found).steps
        for found in ((whole, path), (sampled, rough))
    ]
    assert len(set(steps[0]) & set(steps[1])) > 0.98 * len(steps[0])
