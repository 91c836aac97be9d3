"""How a WordPiece tokenizer reads plain text, word by word.

A WordPiece tokenizer works on one word after the other. Where words end is told here by a rule that
is true only of plain texts and of tokenizers of a known kind; whatever else comes takes the
tokenizer's own road.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from typing import Any

import numpy as np
from tokenizers import Tokenizer, models

from alignments.encoders.sums import Numbers

# No mark of these joins the letter before it or changes under NFKC into a letter, and the
# pre-tokenizer cuts around every one: the parts of a text between them can be read alone.
_MARKS = r" \t\n\r\u00a0!-/:-@\[-`{-~«»“”„‘’…—–"
_LETTERS = r"0-9A-Za-zÀ-ÖØ-öø-ÿЀ-яѐ-џѢѣѲ-ѵ№"
_PLAIN = re.compile(f"[{_MARKS}{_LETTERS}]*")
_WORD = re.compile(rf"[{_LETTERS}]+|\S")

# Words that stay one word, letter for letter. Others may fall apart ("…" is three points), grow
# ("№" is two letters) or vanish (a lone hard sign): they are left to the tokenizer.
_SIMPLE = re.compile(r"[0-9A-Za-zА-ЩЫЬЭЮЯа-щыьэюяЁё]+|[!-/:-@\[-`{-~«»]")
_FINAL_HARD_SIGN = r"ъ(?![\p{L}])"


def is_plain(text: str) -> bool:
    """Whether a text has only letters, digits and marks of which the rule for words is true."""
    return _PLAIN.fullmatch(text) is not None


def cut_words(texts: Iterable[str]) -> list[list[str]]:
    """The words and marks of plain texts, in order, as they stand."""
    return list(map(_WORD.findall, texts))


def reads_word_by_word(tokenizer: Tokenizer) -> bool:
    """Whether the tokenizer is known to read every plain text as its words one by one."""
    model = tokenizer.model
    if not isinstance(model, models.WordPiece) or tokenizer.get_added_tokens_decoder():
        return False
    if tokenizer.token_to_id(model.unk_token) is None:
        return False
    return _state(tokenizer.pre_tokenizer) == {"type": "BertPreTokenizer"} and all(
        _keeps_words(step) for step in _steps(_state(tokenizer.normalizer))
    )


def _state(part: Any) -> dict[str, Any]:  # noqa: ANN401 - the library's parts share no type
    return {} if part is None else dict(json.loads(part.__getstate__()))


def _steps(normalizer: Mapping[str, Any]) -> Sequence[Mapping[str, Any]]:
    if normalizer.get("type") == "Sequence":
        return list(normalizer["normalizers"])
    return [normalizer] if normalizer else []


def _keeps_words(step: Mapping[str, Any]) -> bool:
    """Whether a step of the normalizer changes letters within a word and nothing else."""
    if step["type"] != "Replace":
        return step["type"] in {"NFC", "NFKC", "Lowercase"}
    pattern, content = step["pattern"], step["content"]
    if "Regex" in pattern:
        return pattern["Regex"] == _FINAL_HARD_SIGN and not content
    old = pattern["String"]
    if not content:
        return len(old) == 1 and not is_plain(old)
    return len(old) == len(content) == 1 and old.isalpha() and content.isalpha()


class WordPieces:
    """Words to tokens, as a tokenizer that `reads_word_by_word` reads them."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        model: Any = tokenizer.model  # a WordPiece
        self._tokenizer = tokenizer
        self._vocabulary = tokenizer.get_vocab()
        self._unknown = self._vocabulary[model.unk_token]
        self._prefix: str = model.continuing_subword_prefix
        self._longest_word: int = model.max_input_chars_per_word
        self._longest_token = max(map(len, self._vocabulary))
        self._folded = _folded_letters(tokenizer)

    def tokens(self, words: Sequence[str]) -> tuple[Numbers, Numbers]:
        """Tokens of words of `cut_words`, one word after the other, and how many each has."""
        found = [
            self._pieces(word.translate(self._folded)) if _SIMPLE.fullmatch(word) else []
            for word in words
        ]
        odd = [place for place, tokens in enumerate(found) if not tokens]
        encodings = self._tokenizer.encode_batch_fast(
            [words[place] for place in odd], add_special_tokens=False
        )
        for place, encoding in zip(odd, encodings, strict=True):
            found[place] = encoding.ids
        return (
            np.fromiter(chain.from_iterable(found), np.int64),
            np.fromiter(map(len, found), np.int64),
        )

    def _pieces(self, word: str) -> list[int]:
        """The longest token that the word begins with, then the longest of what is left, and so on.

        The same as the tokenizer's own model, which takes longer to be called.
        """
        if len(word) > self._longest_word:
            return [self._unknown]
        tokens: list[int] = []
        start, prefix = 0, ""
        while start < len(word):
            for end in range(min(len(word), start + self._longest_token), start, -1):
                token = self._vocabulary.get(prefix + word[start:end])
                if token is not None:
                    break
            else:
                return [self._unknown]
            tokens.append(token)
            start, prefix = end, self._prefix
        return tokens


def _folded_letters(tokenizer: Tokenizer) -> dict[int, str]:
    """What the normalizer makes of each letter of a simple word."""
    normalizer = tokenizer.normalizer
    if normalizer is None:
        return {}
    letters = (chr(number) for number in range(0x500) if _SIMPLE.fullmatch(chr(number)))
    return {ord(letter): normalizer.normalize_str(letter) for letter in letters}
