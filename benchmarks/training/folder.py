"""The trained model as a standard sentence-transformers folder."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

_MODULES = (
    ("", "sentence_transformers.sentence_transformer.modules.static_embedding.StaticEmbedding"),
    ("1_Normalize", "sentence_transformers.base.modules.normalize.Normalize"),
)
_SETTINGS = {
    "__version__": {"sentence_transformers": "6.2.0"},
    "default_prompt_name": None,
    "model_type": "SentenceTransformer",
    "prompts": {"document": "", "query": ""},
    "similarity_fn_name": "cosine",
}
_NORMALIZE = {
    "module_input_name": "sentence_embedding",
    "module_output_name": "sentence_embedding",
}
_LARGEST = 127  # of a signed byte, so that -x and x are both there


def quantize(vectors: NDArray[np.float32]) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
    """Signed bytes and one factor per row: row = bytes * factor, to 1/254 of its maximum."""
    factors = np.abs(vectors).max(axis=1) / _LARGEST
    small = np.rint(vectors / np.where(factors > 0, factors, 1)[:, None])
    return small.astype(np.int8), factors.astype(np.float32)


def write_folder(folder: Path, tokenizer: Tokenizer, vectors: NDArray[np.float32]) -> None:
    """Weights, tokenizer and module list, which SentenceTransformer(folder) reads.

    The weights are signed bytes with a factor per token, in the layout that sentence-transformers
    (6.2 and later) reads of model2vec; float16 would take twice the place and is added up in
    float16.
    """
    from safetensors.numpy import save

    folder.mkdir(parents=True, exist_ok=True)
    table, factors = quantize(vectors)
    (folder / "model.safetensors").write_bytes(save({"embeddings": table, "weights": factors}))
    (folder / "tokenizer.json").write_text(tokenizer.to_str(), encoding="utf-8")
    modules = [
        {"idx": number, "name": str(number), "path": path, "type": kind}
        for number, (path, kind) in enumerate(_MODULES)
    ]
    write_json(folder / "modules.json", modules)
    write_json(folder / "config_sentence_transformers.json", _SETTINGS)
    (folder / "1_Normalize").mkdir(exist_ok=True)
    write_json(folder / "1_Normalize" / "config.json", _NORMALIZE)


def write_json(file: Path, value: object) -> None:
    """Readable JSON with a last line end."""
    file.write_text(json.dumps(value, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
