"""Any sentence-transformers model, by folder or by its name on the hub.

sentence_transformers (and torch with it) is imported only when such a model is asked for.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from alignments.errors import EncoderError

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

NETWORK_SECONDS = 10.0
TEXTS_AT_ONCE = 64
REVISION_LENGTH = 12
_SAMPLE = 1 << 20

# Models whose authors ask for words before every text, and both sides alike.
_PROMPTS = {"e5-": "query: "}


class SentenceTransformerEncoder:
    """An `Encoder` over a loaded SentenceTransformer; any languages, as far as the model goes.

    A text longer than the model's limit is cut off at it by the model.
    """

    languages: frozenset[str] = frozenset()

    def __init__(self, model: SentenceTransformer, *, name: str, revision: str) -> None:
        self._model, self.name, self.revision = model, name, revision
        self._prompt = next((p for key, p in _PROMPTS.items() if key in name.lower()), "")
        # Asked of the model itself: a folder's settings may leave it out.
        self.dimensions = int(self._vectors(["a"]).shape[1])

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Unit rows, float32 (n, dimensions); a zero row for an empty text."""
        rows = np.zeros((len(texts), self.dimensions), np.float32)
        filled = [number for number, text in enumerate(texts) if text.strip()]
        if filled:
            rows[filled] = self._vectors([self._prompt + texts[number] for number in filled])
        return rows

    def _vectors(self, texts: list[str]) -> NDArray[np.float32]:
        vectors = self._model.encode(
            texts,
            batch_size=TEXTS_AT_ONCE,
            show_progress_bar=False,
            convert_to_numpy=True,
            normalize_embeddings=True,
        )
        return np.asarray(vectors, np.float32)


def load_sentence_transformer(name: str) -> SentenceTransformerEncoder:
    """The model in the folder `name`, or of that name: kept copies first, then the network.

    Raises EncoderError saying what to do when the package or the model is missing.
    """
    _require_package(name)
    if Path(name).expanduser().is_dir():
        return _load(Path(name).expanduser(), Path(name).expanduser().resolve().name)
    return _load(_kept_copy(name) or _download(name), name)


def _require_package(name: str) -> None:
    try:
        import sentence_transformers  # noqa: F401 - only whether it is there
    except ImportError as error:
        raise EncoderError(
            f"the encoder {name!r} needs sentence-transformers: "
            f"pip install 'translation-alignment-workbench[ml]' (or use --encoder builtin)"
        ) from error


def _load(folder: Path, name: str) -> SentenceTransformerEncoder:
    from sentence_transformers import SentenceTransformer

    try:
        model = SentenceTransformer(str(folder), local_files_only=True)
        return SentenceTransformerEncoder(model, name=name, revision=_revision(folder))
    except Exception as error:  # a damaged folder fails in a dozen libraries, each its own way
        raise EncoderError(
            f"{folder}: no sentence-transformers model can be loaded from there ({_line(error)}); "
            f"copy the whole folder of the model again"
        ) from error


def _kept_copy(name: str) -> Path | None:
    """The model's snapshot in the hub's own cache on this machine, if it is whole."""
    from huggingface_hub import snapshot_download
    from huggingface_hub.errors import HFValidationError, LocalEntryNotFoundError

    for repository in _repositories(name):
        try:
            folder = Path(snapshot_download(repository, local_files_only=True))
        except HFValidationError as error:
            raise EncoderError(
                f"{name!r} is neither a folder nor a name like sentence-transformers/LaBSE"
            ) from error
        except LocalEntryNotFoundError:
            continue
        if (folder / "modules.json").is_file() or (folder / "config.json").is_file():
            return folder
    return None


def _download(name: str) -> Path:
    from huggingface_hub import HfApi, snapshot_download

    repository = _repositories(name)[0]
    try:
        # One short question first: it fails at once where there is no network or no such model.
        revision = HfApi().model_info(repository, timeout=NETWORK_SECONDS).sha
        return Path(snapshot_download(repository, revision=revision, ignore_patterns=_NOT_NEEDED))
    except Exception as error:  # so does a network
        raise EncoderError(
            f"the encoder {name!r} is not on this machine and could not be fetched "
            f"({_line(error)}). On a machine with network run "
            f"`hf download {repository} --local-dir FOLDER`, copy FOLDER here and pass it as the "
            f"encoder; or use --encoder builtin"
        ) from error


# The same weights for other frameworks; LaBSE alone would be 7 GB with them.
_NOT_NEEDED = [
    "*.onnx",
    "onnx/*",
    "openvino/*",
    "*.h5",
    "*.msgpack",
    "*.ot",
    "*.tflite",
    "*.mlmodel",
]


def _repositories(name: str) -> list[str]:
    return [name] if "/" in name else [f"sentence-transformers/{name}", name]


def _revision(folder: Path) -> str:
    """The commit of a snapshot in the hub's cache; else a hash of the folder's files."""
    if folder.parent.name == "snapshots":
        return folder.name[:REVISION_LENGTH]
    digest = hashlib.sha256()
    for file in sorted(folder.rglob("*")):
        if file.is_file() and not any(
            part.startswith(".") for part in file.relative_to(folder).parts
        ):
            digest.update(f"{file.relative_to(folder).as_posix()}\0".encode() + _sample(file))
    return digest.hexdigest()[:REVISION_LENGTH]


def _sample(file: Path) -> bytes:
    """A file's hash; of a large one its size, beginning, middle and end (training moves all)."""
    size = file.stat().st_size
    digest = hashlib.sha256(str(size).encode())
    with file.open("rb") as stream:
        places = range(0, size, _SAMPLE) if size <= 64 * _SAMPLE else (0, size // 2, size - _SAMPLE)
        for place in places:
            stream.seek(place)
            digest.update(stream.read(_SAMPLE))
    return digest.digest()


def _line(error: BaseException) -> str:
    text: Any = str(error).strip().splitlines()
    return f"{type(error).__name__}: {text[0] if text else 'no words'}"
