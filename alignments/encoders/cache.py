"""Vectors kept on disk, by model@revision and text, for encoders that are slow."""

from __future__ import annotations

import hashlib
import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from alignments.encoders.protocol import Encoder
from alignments.errors import EncoderError

CACHE_VARIABLE = "WORKBENCH_VECTOR_CACHE"
TEXTS_AT_ONCE = 512
_WAIT_SECONDS = 30.0


def default_cache_file() -> Path:
    """WORKBENCH_VECTOR_CACHE, else vectors.sqlite in the user's cache folder (XDG_CACHE_HOME)."""
    if named := os.environ.get(CACHE_VARIABLE):
        return Path(named)
    home = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(home) / "translation-alignment-workbench" / "vectors.sqlite"


class CachedEncoder:
    """An `Encoder` that asks another one only for texts it has not seen; same vectors.

    What is computed is kept at once, so that a stopped run goes on where it was. The file may be
    deleted at any time; several processes may share it.
    """

    def __init__(self, encoder: Encoder, file: Path | None = None) -> None:
        self._encoder = encoder
        self._file = file if file is not None else default_cache_file()
        self.name, self.revision = encoder.name, encoder.revision
        self.languages, self.dimensions = encoder.languages, encoder.dimensions

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """As the encoder's own `encode`. Raises EncoderError when the file cannot be used."""
        rows = np.zeros((len(texts), self.dimensions), np.float32)
        for start in range(0, len(texts), TEXTS_AT_ONCE):
            batch = texts[start : start + TEXTS_AT_ONCE]
            known = self._known(batch)
            for offset, text in enumerate(batch):
                rows[start + offset] = known[text]
        return rows

    def _known(self, texts: Sequence[str]) -> dict[str, NDArray[np.float32]]:
        keys = {self._key(text): text for text in texts}
        with self._database() as database:
            marks = ",".join("?" * len(keys))
            found = database.execute(
                f"SELECT key, vector FROM vectors WHERE key IN ({marks})",
                list(keys),
            )
            vectors = {keys[key]: np.frombuffer(vector, "<f4") for key, vector in found}
        missing = [text for text in keys.values() if text not in vectors]
        if missing:
            new = dict(zip(missing, self._encoder.encode(missing), strict=True))
            self._keep(new)
            vectors |= new
        return vectors

    def _keep(self, vectors: dict[str, NDArray[np.float32]]) -> None:
        rows = [
            (self._key(text), vector.astype("<f4").tobytes()) for text, vector in vectors.items()
        ]
        with self._database() as database, database:
            database.executemany("INSERT OR REPLACE INTO vectors VALUES (?, ?)", rows)

    def _key(self, text: str) -> bytes:
        return hashlib.sha256(f"{self.name}@{self.revision}\0{text}".encode()).digest()

    @contextmanager
    def _database(self) -> Iterator[sqlite3.Connection]:
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            with closing(sqlite3.connect(self._file, timeout=_WAIT_SECONDS)) as database:
                database.execute(
                    "CREATE TABLE IF NOT EXISTS vectors "
                    "(key BLOB PRIMARY KEY, vector BLOB NOT NULL) WITHOUT ROWID"
                )
                yield database
        except (sqlite3.Error, OSError) as error:
            raise EncoderError(
                f"{self._file}: the kept vectors cannot be used ({error}); delete the file, or "
                f"name another one in {CACHE_VARIABLE}"
            ) from error
