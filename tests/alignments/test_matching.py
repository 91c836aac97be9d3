from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alignments.encoders import load_encoder
from alignments.errors import ScoringError
from alignments.match_reasons import MATCH_REASONS, describe_match_reason
from alignments.matching import Match, Matcher
from tests.alignments.opposition import ALONE, COUNTERPARTS, POOL, TEXTS, UNRELATED
from tests.alignments.word_encoder import PlainWordEncoder, WordEncoder, sentences

MATCHER = Matcher(load_encoder())
GOLD = dict(COUNTERPARTS)
SOME = TEXTS[1::4]


@cache
def answers_of_some(pool: tuple[str, ...]) -> list[Match]:
    return MATCHER.match(SOME, pool)


def answers(matches: Sequence[Match], pool: Sequence[str]) -> list[str | None]:
    return [None if match.line is None else pool[match.line] for match in matches]


@pytest.fixture(scope="module")
def matches() -> list[Match]:
    return MATCHER.match(TEXTS, POOL)


@pytest.mark.parametrize("english", GOLD, ids=lambda text: text[:30])
def test_the_counterpart_is_found_among_near_paraphrases(
    english: str, matches: list[Match]
) -> None:
    found = matches[TEXTS.index(english)]
    assert found.line is not None
    assert POOL[found.line] == GOLD[english]
    assert found.confidence > 0.5


@pytest.mark.parametrize("english", ALONE, ids=lambda text: text[:30])
def test_without_a_counterpart_no_near_paraphrase_is_taken(
    english: str, matches: list[Match]
) -> None:
    found = matches[TEXTS.index(english)]
    assert found.line is None
    assert found.confidence > 0.5


def test_a_refused_near_paraphrase_is_named_with_what_differs(matches: list[Match]) -> None:
    krestinsky, radek = (matches[len(COUNTERPARTS) + k] for k in (0, 3))
    assert krestinsky.rival is not None
    assert POOL[krestinsky.rival].startswith("Крестинский")
    assert {reason.code for reason in krestinsky.reasons} == {"number-differs", "date-differs"}
    assert describe_match_reason(radek.reasons[0]).endswith("numbers: 1930 / 1929")


def test_nothing_of_an_unrelated_pool_is_taken() -> None:
    assert answers(MATCHER.match(TEXTS, UNRELATED), UNRELATED) == [None] * len(TEXTS)


@given(st.permutations(range(len(POOL))))
@settings(max_examples=4, deadline=None)
def test_the_order_of_the_pool_does_not_matter(order: list[int]) -> None:
    shuffled = [POOL[place] for place in order]
    found, expected = MATCHER.match(SOME, shuffled), answers_of_some(POOL)
    assert answers(found, shuffled) == answers(expected, POOL)
    assert [m.confidence for m in found] == pytest.approx(
        [m.confidence for m in expected], abs=1e-4
    )


@given(st.sets(st.sampled_from(UNRELATED), min_size=1))
@settings(max_examples=4, deadline=None)
def test_unrelated_lines_change_no_sure_match(added: set[str]) -> None:
    pool = tuple(line for line in POOL if line not in UNRELATED)
    before = answers_of_some(pool)
    after = MATCHER.match(SOME, [*pool, *sorted(added)])
    sure = [
        k for k, match in enumerate(before) if match.line is not None and match.confidence > 0.7
    ]
    assert sure
    assert [after[k].line for k in sure] == [before[k].line for k in sure]


def test_the_answer_for_a_text_does_not_depend_on_other_texts(matches: list[Match]) -> None:
    alone = [MATCHER.match([text], POOL)[0] for text in TEXTS[:3]]
    assert [match.line for match in alone] == [match.line for match in matches[:3]]
    assert [match.confidence for match in alone] == pytest.approx(
        [match.confidence for match in matches[:3]], abs=1e-6
    )


def test_the_same_call_gives_the_same_answers(matches: list[Match]) -> None:
    assert MATCHER.match(TEXTS, POOL) == matches


def test_one_line_may_serve_several_texts_and_equal_lines_count_once() -> None:
    english, russian = COUNTERPARTS[6]
    found = MATCHER.match([english, english], [UNRELATED[0], russian, russian.upper()])
    assert [match.line for match in found] == [1, 1]
    assert found[0].confidence > 0.8


def test_a_minimum_confidence_holds_back_what_is_less_sure() -> None:
    strict = Matcher(MATCHER.encoder, min_confidence=0.999).match(TEXTS[:1], POOL)[0]
    free = MATCHER.match(TEXTS[:1], POOL)[0]
    assert strict.line is None
    assert strict.reasons[0].code == "below-minimum"
    assert (strict.rival, strict.rival_confidence) == (free.line, free.confidence)
    assert strict.confidence < 0.5


def test_a_minimum_that_is_no_probability_is_refused() -> None:
    with pytest.raises(ScoringError, match="from 0 to 1"):
        Matcher(MATCHER.encoder, min_confidence=2)


@pytest.mark.parametrize(
    ("texts", "pool", "reasons"),
    [
        ([], ["Раз."], []),
        (["One."], [], ["nothing-alike"]),
        (["", " "], ["Раз."], ["blank", "blank"]),
        (["One."], ["", " "], ["nothing-alike"]),
        (["…"], ["—", "Раз."], ["nothing-alike"]),
    ],
    ids=["no texts", "no pool", "blank texts", "blank pool", "no words"],
)
def test_what_holds_nothing_has_no_counterpart(
    texts: list[str], pool: list[str], reasons: list[str]
) -> None:
    found = MATCHER.match(texts, pool)
    assert [match.line for match in found] == [None] * len(texts)
    assert [match.reasons[0].code for match in found] == reasons


@pytest.mark.parametrize("encoder", [WordEncoder(), PlainWordEncoder()], ids=["additive", "plain"])
def test_any_encoder_and_language_will_do(encoder: WordEncoder) -> None:
    texts = sentences(12, seed=3)
    pool = [*sentences(40, seed=4, start=100), *texts[:6]]
    found = Matcher(encoder).match(texts, pool, text_language="eo", pool_language="eo")
    assert answers(found, pool) == [*texts[:6], *[None] * 6]


class BrokenEncoder(WordEncoder):
    def encode(self, texts: Sequence[str]) -> np.ndarray[tuple[int, ...], np.dtype[np.float32]]:
        return super().encode(texts)[:, :3]


def test_an_encoder_that_breaks_its_word_is_named() -> None:
    with pytest.raises(ScoringError, match="the encoder words"):
        Matcher(BrokenEncoder()).match(["One."], ["Раз."])


def test_every_reason_says_something_in_words() -> None:
    assert all(words and not words.endswith(".") for words in MATCH_REASONS.values())
