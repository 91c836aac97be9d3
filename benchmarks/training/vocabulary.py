"""The tokenizer: folding of letters, and a vocabulary learned from both languages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers, trainers

PADDING, UNKNOWN = "[PAD]", "[UNK]"
WORDLESS = 2  # the first tokens, these two, stand for no word: their vectors are zero
LONGEST_WORD = 40

# Lower case, no stress marks or soft hyphens, ё as е, and the letters of the spelling before 1918.
_FOLDS = (
    ("\u0301", ""),
    ("\u00ad", ""),
    ("ё", "е"),
    ("ѣ", "е"),
    ("і", "и"),
    ("ѳ", "ф"),
    ("ѵ", "и"),
    (Regex(r"ъ(?![\p{L}])"), ""),
)


def folding() -> normalizers.Normalizer:
    """What happens to a text before it is cut into tokens."""
    steps = [normalizers.NFKC(), normalizers.Lowercase()]
    return normalizers.Sequence([*steps, *(normalizers.Replace(old, new) for old, new in _FOLDS)])


def cutting() -> pre_tokenizers.PreTokenizer:
    """Words are cut at white space and around every mark of punctuation."""
    return pre_tokenizers.BertPreTokenizer()


def count_words(texts: Iterable[str]) -> Counter[str]:
    """How often each word stands in the texts, folded and cut as the tokenizer does."""
    normalizer, cutter = folding(), cutting()
    words: Counter[str] = Counter()
    for text in texts:
        words.update(word for word, _ in cutter.pre_tokenize_str(normalizer.normalize_str(text)))
    return words


def learn_tokenizer(words: Mapping[str, int], size: int) -> Tokenizer:
    """A WordPiece tokenizer of at most `size` tokens; the same counts give the same tokenizer."""
    # The trainer numbers "##x" tokens in hash order, which differs from run to run and decides
    # ties: given as special tokens they are numbered first, in this order.
    inner = [f"##{letter}" for letter in sorted({letter for word in words for letter in word})]
    learner = Tokenizer(models.WordPiece(unk_token=UNKNOWN))
    learner.pre_tokenizer = pre_tokenizers.WhitespaceSplit()
    learner.train_from_iterator(
        (" ".join([word] * count) for word, count in sorted(words.items())),
        trainers.WordPieceTrainer(
            vocab_size=size, special_tokens=[PADDING, UNKNOWN, *inner], show_progress=False
        ),
    )
    return _tokenizer(learner.get_vocab())


def _tokenizer(vocabulary: dict[str, int]) -> Tokenizer:
    tokenizer = Tokenizer(
        models.WordPiece(vocabulary, unk_token=UNKNOWN, max_input_chars_per_word=LONGEST_WORD)
    )
    tokenizer.normalizer = folding()
    tokenizer.pre_tokenizer = cutting()
    return tokenizer
