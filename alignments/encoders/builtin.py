"""Static token vectors read with numpy and tokenizers alone: ready in a fraction of a second.

Reads a sentence-transformers StaticEmbedding folder (optionally followed by Normalize): the vector
of a text is the sum of its tokens' vectors, and its direction is that of their mean, which is what
sentence-transformers computes. A word that was met before is not tokenised again.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from itertools import chain, compress
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from alignments.encoders.safetensors import read_tensors
from alignments.encoders.sums import Numbers, Vectors, sum_runs
from alignments.encoders.wordpiece import WordPieces, is_plain, reads_word_by_word
from alignments.encoders.words import WordVectors
from alignments.errors import EncoderError

MODEL_FOLDER = Path(__file__).parent.parent / "model"
TEXTS_AT_ONCE = 2048
REVISION_LENGTH = 12


class StaticEncoder:
    """Texts to vectors by a table of token vectors; an `AdditiveEncoder`.

    `name`, `revision` (a hash of weights and tokenizer), `languages` (BCP 47; empty is any) and
    `dimensions` say what it is. The same text gives the same vector whatever stands beside it.
    """

    def __init__(
        self,
        tokenizer: Tokenizer,
        table: NDArray[Any],
        weights: NDArray[Any] | None = None,
        *,
        name: str,
        revision: str,
        languages: frozenset[str] = frozenset(),
    ) -> None:
        tokenizer.no_truncation()
        tokenizer.no_padding()
        self._tokenizer, self._table, self._weights = tokenizer, table, weights
        self.name, self.revision, self.languages = name, revision, languages
        self.dimensions = int(table.shape[1])
        self._pieces: WordPieces | None = None  # made when it is needed: it takes a moment
        self._words: WordVectors | None = None
        if reads_word_by_word(tokenizer):
            self._words = WordVectors(self._sum_words, self.dimensions)

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors, float32 (n, dimensions); a zero row for a text without known tokens."""
        return unit_rows(self.encode_sums(texts))

    def encode_sums(self, texts: Sequence[str]) -> Vectors:
        """Summed token vectors, float32 (n, dimensions), not normalised.

        The sum of the rows of two texts is the row of the texts joined by a space.
        """
        parts = [
            self._sums(texts[start : start + TEXTS_AT_ONCE])
            for start in range(0, len(texts), TEXTS_AT_ONCE)
        ]
        return np.vstack(parts) if parts else np.zeros((0, self.dimensions), np.float32)

    def _sums(self, texts: Sequence[str]) -> Vectors:
        if self._words is None:
            return self._sum_texts(texts)
        plain = np.fromiter(map(is_plain, texts), bool, len(texts))
        if plain.all():
            return self._words.sums(texts)
        sums = np.empty((len(texts), self.dimensions), np.float32)
        sums[plain] = self._words.sums(list(compress(texts, plain)))
        sums[~plain] = self._sum_texts(list(compress(texts, ~plain)))
        return sums

    def _sum_texts(self, texts: Sequence[str]) -> Vectors:
        encodings = self._tokenizer.encode_batch_fast(list(texts), add_special_tokens=False)
        ids = [encoding.ids for encoding in encodings]
        tokens = np.fromiter(chain.from_iterable(ids), np.int64)
        lengths = np.fromiter(map(len, ids), np.int64)
        return sum_runs(self._vectors, tokens, lengths, self.dimensions)

    def _sum_words(self, words: Sequence[str]) -> Vectors:
        if self._pieces is None:
            self._pieces = WordPieces(self._tokenizer)
        tokens, lengths = self._pieces.tokens(words)
        return sum_runs(self._vectors, tokens, lengths, self.dimensions)

    def _vectors(self, tokens: Numbers) -> Vectors:
        vectors = self._table[tokens].astype(np.float32)
        if self._weights is not None:
            vectors *= self._weights[tokens][..., None]
        return vectors


def unit_rows(vectors: Vectors) -> Vectors:
    """Every row divided by its length; zero rows stay zero."""
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.asarray(vectors / np.where(lengths > 0, lengths, 1), np.float32)


def read_static_encoder(folder: Path = MODEL_FOLDER, name: str = "builtin") -> StaticEncoder:
    """The encoder of a StaticEmbedding folder; the table stays on disk until it is used.

    Raises EncoderError when files are missing, damaged or of another kind.
    """
    try:
        table, weights = _table_and_weights(read_tensors(folder / "model.safetensors"))
        tokenizer = _tokenizer(folder / "tokenizer.json", len(table))
        facts = _facts(folder / "training.json")
    except (OSError, ValueError) as error:
        raise EncoderError(
            f"{folder}: no static embedding model can be read there ({error}); copy the whole "
            f"folder again, with model.safetensors and tokenizer.json"
        ) from error
    return StaticEncoder(
        tokenizer,
        table,
        weights,
        name=name,
        revision=str(facts.get("revision") or content_revision(folder)),
        languages=frozenset(facts.get("languages", ())),
    )


def content_revision(folder: Path) -> str:
    """A short hash (SHA-256) of the model's weights and tokenizer: equal for equal vectors."""
    digest = hashlib.sha256()
    for name in ("model.safetensors", "tokenizer.json"):
        with (folder / name).open("rb") as stream:
            digest.update(hashlib.file_digest(stream, "sha256").digest())
    return digest.hexdigest()[:REVISION_LENGTH]


def _table_and_weights(
    tensors: dict[str, NDArray[Any]],
) -> tuple[NDArray[Any], NDArray[Any] | None]:
    """The table, and a factor per token where the table is stored in small integers.

    "embedding.weight" is what sentence-transformers writes; "embeddings" with "weights" (and
    "mapping", from token to row) is what it reads of model2vec.
    """
    if "embedding.weight" in tensors:
        return tensors["embedding.weight"], None
    if "embeddings" not in tensors:
        raise ValueError(
            f"model.safetensors holds no table, only {', '.join(tensors) or 'nothing'}"
        )
    table, weights = tensors["embeddings"], tensors.get("weights")
    if "mapping" in tensors:
        table = table[tensors["mapping"]]
    return table, None if weights is None else weights.astype(np.float32)


def _tokenizer(file: Path, rows: int) -> Tokenizer:
    text = file.read_text(encoding="utf-8")
    try:
        tokenizer = Tokenizer.from_str(text)
    except Exception as error:  # the library raises nothing narrower
        raise ValueError(f"{file.name} is no tokenizer: {error}") from error
    if tokenizer.get_vocab_size() > rows:
        raise ValueError(
            f"{file.name} has {tokenizer.get_vocab_size()} tokens, the table {rows} rows"
        )
    return tokenizer


def _facts(file: Path) -> dict[str, Any]:
    facts = json.loads(file.read_text(encoding="utf-8")) if file.is_file() else {}
    if not isinstance(facts, dict):
        raise ValueError(f"{file.name} is not a JSON object")
    return facts
