"""Encoders: segments to vectors, one protocol for all of them."""

from __future__ import annotations

import json
from pathlib import Path

from alignments.choosing import BUILTIN, LEXICAL
from alignments.encoders.builtin import read_static_encoder
from alignments.encoders.cache import CachedEncoder
from alignments.encoders.lexical import LexicalEncoder
from alignments.encoders.protocol import AdditiveEncoder, Encoder, PairEncoder
from alignments.encoders.sentence_transformer import load_sentence_transformer
from alignments.errors import EncoderError

__all__ = [
    "BUILTIN",
    "LEXICAL",
    "AdditiveEncoder",
    "Encoder",
    "PairEncoder",
    "load_encoder",
]

_STATIC_MODULES = {"StaticEmbedding", "Normalize"}


def load_encoder(name: str = BUILTIN, *, cache_file: Path | None = None) -> Encoder:
    """The encoder of that name: "builtin", "lexical", a model's folder, or a model's name.

    The last is a sentence-transformers name; "auto" is none, see `alignments.choosing`.
    A folder of static vectors is read without torch and is an `AdditiveEncoder`; vectors of other
    models are kept in `cache_file` (see `alignments.encoders.cache`). Raises EncoderError, whose
    message says what to do, when the model cannot be had.
    """
    if name == BUILTIN:
        return read_static_encoder()
    if name == LEXICAL:
        return LexicalEncoder()
    folder = Path(name).expanduser()
    if not folder.is_dir() and _looks_like_path(name):
        raise EncoderError(
            f"{name}: no such folder; give the folder of a sentence-transformers model"
        )
    if folder.is_dir() and _is_static(folder):
        return read_static_encoder(folder, folder.resolve().name)
    return CachedEncoder(load_sentence_transformer(name), cache_file)


def _looks_like_path(name: str) -> bool:
    return name.startswith((".", "/", "~")) or name.count("/") > 1 or "\\" in name


def _is_static(folder: Path) -> bool:
    try:
        modules = json.loads((folder / "modules.json").read_text(encoding="utf-8"))
        kinds = [str(module["type"]).rpartition(".")[2] for module in modules]
    except FileNotFoundError:
        return False
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise EncoderError(f"{folder / 'modules.json'}: cannot be read ({error})") from error
    return kinds[:1] == ["StaticEmbedding"] and set(kinds) <= _STATIC_MODULES
