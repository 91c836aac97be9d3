"""Static token vectors read with numpy and tokenizers alone: ready in a fraction of a second.

Reads a sentence-transformers StaticEmbedding folder (optionally followed by Normalize): the vector
of a text is the sum of its tokens' vectors, and its direction is that of their mean, which is what
sentence-transformers computes.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from alignments.encoders.safetensors import read_tensors
from alignments.errors import EncoderError

MODEL_FOLDER = Path(__file__).parent.parent / "model"
TEXTS_AT_ONCE = 2048
TOKENS_AT_ONCE = 16_384
REVISION_LENGTH = 12

Vectors = NDArray[np.float32]


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

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors, float32 (n, dimensions); a zero row for a text without known tokens."""
        return unit_rows(self.encode_sums(texts))

    def encode_sums(self, texts: Sequence[str]) -> Vectors:
        """Summed token vectors, float32 (n, dimensions), not normalised.

        The sum of the rows of two texts is the row of the texts joined by a space.
        """
        sums = np.zeros((len(texts), self.dimensions), np.float32)
        for start in range(0, len(texts), TEXTS_AT_ONCE):
            batch = list(texts[start : start + TEXTS_AT_ONCE])
            encodings = self._tokenizer.encode_batch_fast(batch, add_special_tokens=False)
            self._add(sums[start : start + TEXTS_AT_ONCE], [e.ids for e in encodings])
        return sums

    def _add(self, sums: Vectors, ids: list[list[int]]) -> None:
        for rows in _groups([len(tokens) for tokens in ids]):
            lengths = np.array([len(ids[row]) for row in rows])
            tokens = np.concatenate([np.array(ids[row], np.int64) for row in rows])
            if len(tokens) <= TOKENS_AT_ONCE:
                begins = np.cumsum(lengths) - lengths
                sums[rows] = np.add.reduceat(self._vectors(tokens), begins, axis=0)
                continue
            for start in range(0, len(tokens), TOKENS_AT_ONCE):  # one text, longer than a group
                sums[rows[0]] += self._vectors(tokens[start : start + TOKENS_AT_ONCE]).sum(
                    0, np.float64
                )

    def _vectors(self, tokens: NDArray[np.int64]) -> Vectors:
        vectors = self._table[tokens].astype(np.float32)
        if self._weights is not None:
            vectors *= self._weights[tokens, None]
        return vectors


def unit_rows(vectors: Vectors) -> Vectors:
    """Every row divided by its length; zero rows stay zero."""
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.asarray(vectors / np.where(lengths > 0, lengths, 1), np.float32)


def _groups(lengths: Sequence[int]) -> Iterator[list[int]]:
    """Rows with tokens, in groups of at most TOKENS_AT_ONCE tokens or of one long text."""
    group: list[int] = []
    tokens = 0
    for row, length in enumerate(lengths):
        if group and tokens + length > TOKENS_AT_ONCE:
            yield group
            group, tokens = [], 0
        if length:
            group.append(row)
            tokens += length
    if group:
        yield group


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
