from __future__ import annotations

import numpy as np
import pytest

from alignments.bitext import Reason
from alignments.calibration import FEATURES, calibrate
from alignments.doubt import DOUBT_THRESHOLD, REASONS, describe
from tests.alignments.test_aligner import align, shout
from tests.alignments.word_encoder import sentences


@pytest.mark.parametrize("code", REASONS)
def test_every_reason_is_said_in_words_with_its_detail(code: str) -> None:
    assert "{" not in describe(Reason(code, "1926"))
    assert "1926" in describe(Reason(code, "1926"))


def test_an_unknown_reason_is_given_as_it_stands() -> None:
    assert describe(Reason("new-code", "x")) == "new-code x"


def known(**values: float) -> np.ndarray:
    """One row of evidence: what is not named is 0."""
    return np.array([[{"offset": 1.0, **values}.get(name, 0.0) for name in FEATURES]])


def test_confidence_rises_with_the_posterior_and_stays_a_probability() -> None:
    values = [float(calibrate(known(posterior=odds))[0]) for odds in np.linspace(-6, 9, 31)]
    assert values == sorted(values)
    assert 0.0 < values[0] < 0.2
    assert 0.95 < values[-1] < 1.0


@pytest.mark.parametrize("against", [{"unlike": -3.0}, {"odd_length": -3.0}, {"size": 2.0}])
def test_what_speaks_against_a_bead_lowers_its_confidence(against: dict[str, float]) -> None:
    assert calibrate(known(posterior=4.0, **against)) < calibrate(known(posterior=4.0))


def test_a_replaced_sentence_is_doubted_with_a_reason() -> None:
    texts = sentences(40, 1)
    target = shout(texts)
    target[20] = "Something else."
    doubted = [bead for bead in align(texts, target) if 20 in bead.source or 20 in bead.target]
    assert doubted
    for bead in doubted:
        assert bead.confidence is not None
        assert bead.confidence < DOUBT_THRESHOLD
        assert bead.reasons


def test_two_equal_neighbours_name_the_runner_up() -> None:
    texts = sentences(30, 2)
    texts[11] = texts[10]
    target = shout(texts)
    del target[11]  # it could be the translation of either
    doubted = [bead for bead in align(texts, target) if 10 in bead.source or 11 in bead.source]
    codes = {reason.code for bead in doubted for reason in bead.reasons}
    assert codes & {"runner-up-close", "may-belong"}


def test_a_number_on_one_side_only_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("alignments.confidence.DOUBT_THRESHOLD", 1.1)  # doubt everything
    texts = sentences(30, 3)
    texts[7] += " in 1926"
    target = shout(texts)
    target[7] = target[7].replace("1926", "1927")
    bead = next(bead for bead in align(texts, target) if 7 in bead.source)
    assert bead.shape == "1:1"
    missing = [reason.detail for reason in bead.reasons if reason.code == "number-missing"]
    assert missing == ["1926, 1927"]
