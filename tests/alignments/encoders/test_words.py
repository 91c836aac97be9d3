"""Words are cut and tokenised as the tokenizer itself reads whole texts."""

from __future__ import annotations

import string
from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers

from alignments.encoders import words
from alignments.encoders.builtin import MODEL_FOLDER, StaticEncoder
from alignments.encoders.wordpiece import WordPieces, cut_words, is_plain, reads_word_by_word
from alignments.encoders.words import WordVectors

SHIPPED = Tokenizer.from_file(str(MODEL_FOLDER / "tokenizer.json"))
PIECES = WordPieces(SHIPPED)
TABLE = np.random.default_rng(1).integers(-99, 99, (SHIPPED.get_vocab_size(), 4), np.int8)
ENCODER = StaticEncoder(SHIPPED, TABLE, name="toy", revision="1")

# What may go wrong at the border of two words, more of it than chance would bring.
TRICKY = (
    "ъ", "Ъ", "Конецъ", "объ", "№", "№5", "…", "..", "é", "e\u0301", "\u0301", "\u0338", "=", "<",
    "й", "и\u0306", "Ё", "ѣ", "Ѳома", "ї", "İ", "ﬁ", "½", "ŉ", "ŀ", "\u00ad", "\u200b", "\u00a0",
    "\u2003", "\x1c", "\x85", "\t", "\n", "a-b", "«б»", "'s", "x" * 41, "漢", "ا", "α", "🙂", "ß",
    "ﷺ", "각", "ᄀ", "ᅡ", "्", "क", "×", "_", "[UNK]", "##s", " ", "  ",
)  # fmt: skip
TEXTS = st.one_of(
    st.text(max_size=30),
    st.lists(
        st.one_of(
            st.sampled_from(TRICKY),
            st.text(alphabet=string.printable + "абвгдъьяё«»—", max_size=6),
        ),
        max_size=12,
    ).map("".join),
)


def ids(tokenizer: Tokenizer, text: str) -> list[int]:
    return list(tokenizer.encode(text, add_special_tokens=False).ids)


@given(TEXTS)
def test_the_words_of_a_plain_text_give_the_tokens_of_the_text(text: str) -> None:
    if is_plain(text):
        [found] = cut_words([text])
        tokens, lengths = PIECES.tokens(found)
        assert tokens.tolist() == ids(SHIPPED, text)
        assert len(lengths) == len(found)


@given(st.lists(TEXTS, max_size=5))
def test_any_text_has_the_sum_of_its_tokens(texts: list[str]) -> None:
    expected = [TABLE[ids(SHIPPED, text)].sum(axis=0, dtype=np.float32) for text in texts]
    assert np.array_equal(ENCODER.encode_sums(texts), np.reshape(expected, (-1, 4)))


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Mr. Ivanov's 2nd letter, 1926", True),
        ("«Ещё разъ», — сказал Ѳома…", True),
        ("naïve café № 5", True),
        ("за́мок", False),
        ("e\u0301", False),
        ("漢字", False),
        ("½", False),
    ],
)
def test_ordinary_text_is_plain_and_marks_that_join_letters_are_not(text: str, plain: bool) -> None:
    assert is_plain(text) is plain


def made(
    normalizer: normalizers.Normalizer | None = None,
    cutter: pre_tokenizers.PreTokenizer | None = None,
) -> Tokenizer:
    tokenizer = Tokenizer(models.WordPiece({"[UNK]": 0, "a": 1}, unk_token="[UNK]"))
    if normalizer is not None:
        tokenizer.normalizer = normalizer
    tokenizer.pre_tokenizer = cutter or pre_tokenizers.BertPreTokenizer()
    return tokenizer


def with_added_token() -> Tokenizer:
    tokenizer = made()
    tokenizer.add_special_tokens(["<s>"])
    return tokenizer


def without_unknown_token() -> Tokenizer:
    tokenizer = Tokenizer(models.WordPiece({"a": 0}, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    return tokenizer


def letter_by_letter() -> Tokenizer:
    tokenizer = Tokenizer(models.Unigram([("<unk>", 0.0), ("a", -1.0)], unk_id=0))
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    return tokenizer


@pytest.mark.parametrize(
    ("tokenizer", "known", "reason"),
    [
        (SHIPPED, True, "the shipped one"),
        (made(), True, "no normalizer"),
        (made(normalizers.Lowercase()), True, "letters within a word"),
        (made(normalizers.Replace("\u0301", "")), True, "a sign that is never plain vanishes"),
        (made(normalizers.Replace("a", "")), False, "a word may vanish"),
        (made(normalizers.Replace("a", " ")), False, "a word may fall apart"),
        (made(normalizers.Replace(",", "a")), False, "words may grow together"),
        (made(normalizers.Replace(Regex("a b"), "a")), False, "sees two words at once"),
        (made(normalizers.StripAccents()), False, "not looked into"),
        (made(cutter=pre_tokenizers.Whitespace()), False, "cuts otherwise"),
        (with_added_token(), False, "a token of several words"),
        (without_unknown_token(), False, "fails at an unknown word, as the tokenizer itself does"),
        (letter_by_letter(), False, "another model"),
    ],
)
def test_only_tokenizers_of_a_known_kind_are_read_word_by_word(
    tokenizer: Tokenizer, known: bool, reason: str
) -> None:
    assert reads_word_by_word(tokenizer) is known, reason


def lengths_of(asked: list[list[str]], new: Sequence[str]) -> np.ndarray:
    asked.append(list(new))
    return np.array([[len(word), 1] for word in new], np.float32)


def test_a_word_is_made_once() -> None:
    asked: list[list[str]] = []
    kept = WordVectors(lambda new: lengths_of(asked, new), 2)
    assert kept.sums(["red army", "", "army!"]).tolist() == [[7, 2], [0, 0], [5, 2]]
    assert kept.sums(["army of red"]).tolist() == [[9, 3]]
    assert asked == [["red", "army", "!"], ["of"]]


def test_words_are_forgotten_when_they_are_too_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(words, "WORDS_KEPT", 2)
    asked: list[list[str]] = []
    kept = WordVectors(lambda new: lengths_of(asked, new), 2)
    assert kept.sums(["a bb ccc"]).tolist() == [[6, 3]]
    assert kept.sums(["ccc a"]).tolist() == [[4, 2]]
    assert asked == [["a", "bb", "ccc"], ["ccc", "a"]]


def test_a_failure_leaves_no_word_without_a_vector() -> None:
    asked: list[list[str]] = []

    def once_broken(new: Sequence[str]) -> np.ndarray:
        if not asked:
            asked.append([])
            raise MemoryError
        return lengths_of(asked, new)

    kept = WordVectors(once_broken, 2)
    with pytest.raises(MemoryError):
        kept.sums(["red army"])
    assert kept.sums(["army"]).tolist() == [[4, 1]]
