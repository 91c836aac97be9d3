"""Matching texts that stand in no order with a pool of sentences in another language.

Each text is judged by itself: one pool line may serve several texts, and the answer for a text
depends on no other text. Deterministic; the order of the pool decides nothing but which of several
equal lines is named.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from alignments.bitext import Reason
from alignments.candidates import CANDIDATES, Described, Pool, Tell
from alignments.choice import probabilities, scores
from alignments.encoders import AdditiveEncoder, Encoder, load_encoder
from alignments.errors import ScoringError
from alignments.evidence import Floats
from alignments.languages import UNDETERMINED
from alignments.match_reasons import Case

ENGINE_VERSION = "0.1.0"
MATCHING_VERSION = 1
"""Rises with every change of rules or constants that can change an answer."""


@dataclass(frozen=True, slots=True)
class Match:
    """The answer for one text: a pool line, counted from 0, or None for "no counterpart".

    `confidence` is the probability that exactly this answer is right. `rival` is the likeliest
    other line, if any, and `rival_confidence` its probability; `reasons` say why a match is
    doubted, or why the rival was refused.
    """

    line: int | None
    confidence: float
    rival: int | None = None
    rival_confidence: float = 0.0
    reasons: tuple[Reason, ...] = ()


class Matcher:
    """Matches texts with a pool, with one encoder.

    A line whose probability is below `min_confidence` is not given as a match. Raises ScoringError
    for a `min_confidence` outside 0 to 1.
    """

    def __init__(self, encoder: Encoder, *, min_confidence: float = 0.0) -> None:
        if not 0.0 <= min_confidence <= 1.0:
            raise ScoringError(
                f"the least confidence is a probability from 0 to 1, not {min_confidence}"
            )
        self.encoder, self.min_confidence = encoder, min_confidence

    @property
    def signature(self) -> str:
        """All that could change the answers, in one line."""
        return "|".join(
            [
                f"{self.encoder.name}@{self.encoder.revision[:8]}",
                f"matching-{MATCHING_VERSION}",
                f"{CANDIDATES} candidates",
                f"min {self.min_confidence:g}",
                f"workbench {ENGINE_VERSION}",
            ]
        )

    def match(
        self,
        texts: Sequence[str],
        lines: Sequence[str],
        *,
        text_language: str = "en",
        pool_language: str = "ru",
        on_progress: Tell | None = None,
    ) -> list[Match]:
        """The answer for every text, in their order; either side may be empty or hold blanks.

        `on_progress` is told the share done of a phase, 0 to 1, and the phase; what it raises ends
        the work. Raises ScoringError when the encoder misbehaves.
        """
        answers = [_alone(text) for text in texts]
        words = _word_encoder((text_language, pool_language))
        pool = Pool(self.encoder, lines, pool_language, words, on_progress)
        for found in pool.describe(texts, text_language, on_progress):
            shares = probabilities(scores(found.features, pool.feature_names))
            answers[found.text] = self._answer(pool, found, shares)
        return answers

    def _answer(self, pool: Pool, found: Described, shares: Floats) -> Match:
        """The likeliest answer; of equal ones "none", then the more similar line."""
        best, none = int(shares[:-1].argmax()), float(shares[-1])
        likely = float(shares[best])
        case = Case(pool, found)
        if likely <= none or likely < self.min_confidence:
            why = case.refusal(best)
            if likely > none:
                why = (Reason("below-minimum", f"{likely:.4f}"), *why)
            return Match(None, none, int(found.lines[best]), likely, why)
        rival, chance = None, 0.0
        if len(found.lines) > 1:
            second = int(np.where(np.arange(len(shares) - 1) == best, -1.0, shares[:-1]).argmax())
            rival, chance = int(found.lines[second]), float(shares[second])
        return Match(
            int(found.lines[best]), likely, rival, chance, case.doubts(best, likely, rival, chance)
        )


def _word_encoder(languages: Sequence[str]) -> AdditiveEncoder | None:
    """The builtin encoder where it knows the languages: single words need a static one.

    An undetermined language ("und", a text too short to tell) rules nothing out.
    """
    known = _builtin()
    tags = {language.replace("_", "-").partition("-")[0].lower() for language in languages}
    return (
        known
        if isinstance(known, AdditiveEncoder) and tags - {UNDETERMINED} <= known.languages
        else None
    )


@lru_cache(maxsize=1)
def _builtin() -> Encoder:
    return load_encoder()


def _alone(text: str) -> Match:
    """The answer where there is nothing to compare: certain, for nothing can be the counterpart."""
    return Match(None, 1.0, reasons=(Reason("blank" if not text.strip() else "nothing-alike"),))
