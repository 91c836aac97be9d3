from __future__ import annotations

import io
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.training.batches import Pairs, Side, tokenize_corpora
from benchmarks.training.descent import contrast, repeats
from benchmarks.training.features import find_features
from benchmarks.training.folder import quantize
from benchmarks.training.pairs import Corpus
from benchmarks.training.progress import Progress
from benchmarks.training.settings import Settings
from benchmarks.training.vocabulary import count_words, folding, learn_tokenizer


@pytest.mark.parametrize(
    ("text", "folded", "reason"),
    [
        ("Ещё", "еще", "ё is mostly printed as е"),
        ("міръ", "мир", "і, and ъ at the end of a word"),
        ("Вѣра въ Бога", "вера в бога", "ѣ, and ъ before a blank"),
        ("Ѳома, мѵро", "фома, миро", "ѳ and ѵ"),
        ("объявить", "объявить", "ъ inside a word is modern"),
        ("за́мок", "замок", "a stress mark"),
        ("еди\u00adный", "единый", "a soft hyphen"),
        ("№ １９２６", "no 1926", "compatibility forms"),
    ],
)
def test_spellings_are_folded(text: str, folded: str, reason: str) -> None:
    assert folding().normalize_str(text) == folded, reason


TEXTS = ["съезд партии решил", "the congress decided", "съездов партийных"] * 3


def test_the_same_texts_give_the_same_vocabulary() -> None:
    first, second = (learn_tokenizer(count_words(TEXTS), 80).get_vocab() for _ in range(2))
    assert first == second
    assert len(first) <= 80
    assert (first["[PAD]"], first["[UNK]"]) == (0, 1)


def test_forms_of_a_word_share_their_beginnings() -> None:
    tokenizer = learn_tokenizer(count_words(["партия партии 1926 1927"] * 3), 60)
    features = find_features(tokenizer, 4, 6)
    vectors = np.eye(features.count, dtype=np.float32)
    rows = features.fold(vectors)
    numbers = tokenizer.get_vocab()
    first, second = rows[numbers["партия"]], rows[numbers["партии"]]
    assert first @ second == 2, "парт and парти; their sixth letters differ"
    assert first.sum() == second.sum() == 3, "those two, and the word itself"
    assert rows[numbers["##9"]].sum() == 1, "a later piece has no beginnings"


def test_texts_of_features_add_up_to_texts_of_folded_tokens() -> None:
    tokenizer = learn_tokenizer(count_words(TEXTS), 80)
    features = find_features(tokenizer, 4, 7)
    vectors = np.random.default_rng(1).standard_normal((features.count, 5)).astype(np.float32)
    ids = [tokenizer.encode(text).ids for text in TEXTS]
    starts = np.concatenate([[0], np.cumsum([len(tokens) for tokens in ids])])
    flat, begins = features.expand(np.concatenate(ids), starts)
    expanded = np.add.reduceat(vectors[flat], begins[:-1], axis=0)
    folded = np.add.reduceat(features.fold(vectors)[np.concatenate(ids)], starts[:-1], axis=0)
    assert np.allclose(expanded, folded, atol=1e-4)


def side(texts: list[list[int]]) -> Side:
    lengths = [len(text) for text in texts]
    tokens = np.array([token for text in texts for token in text], np.int64)
    return Side(tokens, np.concatenate([[0], np.cumsum(lengths)]), np.arange(len(texts)))


@given(
    st.lists(st.lists(st.integers(0, 50), min_size=1, max_size=9), min_size=1, max_size=8),
    st.floats(0, 0.95),
    st.data(),
)
def test_a_bag_holds_tokens_of_its_own_text_and_never_none(
    texts: list[list[int]], dropout: float, data: st.DataObject
) -> None:
    rows = np.array(data.draw(st.lists(st.integers(0, len(texts) - 1), min_size=1)), np.int64)
    tokens, begins = side(texts).bags(rows, dropout, np.random.default_rng(1))
    bags = np.split(tokens, begins[1:])
    assert len(bags) == len(rows)
    for row, bag in zip(rows, bags, strict=True):
        assert len(bag) > 0
        assert set(bag) <= set(texts[row])
        assert dropout > 0 or bag.tolist() == texts[row]


def test_an_epoch_shows_every_pair_by_its_weight() -> None:
    one = side([[1], [2], [3]])
    pairs = Pairs(one, one, np.array([3, 1, 2]))
    seen = np.concatenate(list(pairs.epoch(2, np.random.default_rng(1))))
    assert np.bincount(seen).tolist() == [3, 1, 2]
    assert pairs.batches_per_epoch(2) == 3


def test_prose_is_weighted_up_and_equal_texts_are_known() -> None:
    corpora = [
        Corpus("bible_x", (("god", "бог"), ("god", "господь"))),
        Corpus("docs_y", (("class", "класс"),)),
    ]
    tokenizer = learn_tokenizer(count_words(["god бог господь class класс"]), 60)
    features = find_features(tokenizer, 4, 7)
    pairs = tokenize_corpora(corpora, tokenizer, features, Settings(prose_weight=4))
    assert pairs.weights.tolist() == [4, 4, 1]
    assert pairs.english.texts.tolist() == [0, 0, 1]
    assert pairs.russian.texts.tolist() == [0, 1, 2]


def test_quantized_rows_stay_within_half_a_step() -> None:
    vectors = np.random.default_rng(1).standard_normal((20, 16)).astype(np.float32)
    vectors[3] = 0
    table, factors = quantize(vectors)
    assert table.dtype == np.int8
    assert np.all(np.abs(table * factors[:, None] - vectors) <= factors[:, None] * 0.5001)
    assert not table[3].any()


def test_progress_in_a_log_is_a_line_per_tenth() -> None:
    log = io.StringIO()
    progress = Progress("training", 40, log)
    for _ in range(40):
        progress.advance("loss 1.0")
    lines = log.getvalue().splitlines()
    assert len(lines) == 10
    assert "100%" in lines[-1]
    assert lines[-1].endswith("loss 1.0")


def test_the_written_out_derivatives_are_those_of_the_loss() -> None:
    import torch
    from torch.nn.functional import cross_entropy, normalize

    torch.manual_seed(1)
    english = torch.randn(6, 4, dtype=torch.float64, requires_grad=True)
    russian = torch.randn(6, 4, dtype=torch.float64, requires_grad=True)
    log_scale = torch.tensor(2.0, dtype=torch.float64, requires_grad=True)
    ignored = (np.array([0, 3]), np.array([3, 0]))
    cosines = normalize(english) @ normalize(russian).T - 0.25 * torch.eye(6)
    scores = log_scale.exp() * cosines
    mask = torch.zeros(6, 6, dtype=torch.bool)
    mask[ignored] = True
    scores = scores.masked_fill(mask, -1e9)
    loss = (cross_entropy(scores, torch.arange(6)) + cross_entropy(scores.T, torch.arange(6))) / 2
    loss.backward()  # type: ignore[no-untyped-call]
    value, up, down, steeper = contrast(
        english.detach(), russian.detach(), math.exp(2.0), 0.25, ignored
    )
    assert value == pytest.approx(loss.item())
    assert english.grad is not None
    assert russian.grad is not None
    assert log_scale.grad is not None
    assert torch.allclose(up, english.grad)
    assert torch.allclose(down, russian.grad)
    assert steeper == pytest.approx(log_scale.grad.item())


def test_repeated_texts_of_a_batch_are_found() -> None:
    english, russian = side([[1], [2], [3], [4]]), side([[5], [6], [7], [8]])
    english.texts[:] = [0, 1, 0, 2]
    russian.texts[:] = [0, 1, 2, 1]
    pairs = Pairs(english, russian, np.ones(4, np.int64))
    rows, columns = repeats(pairs, np.arange(4))
    assert sorted(zip(rows.tolist(), columns.tolist(), strict=True)) == [
        (0, 2),
        (1, 3),
        (2, 0),
        (3, 1),
    ]
